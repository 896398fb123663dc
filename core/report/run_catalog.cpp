#include "core/report/run_catalog.h"

#include "core/jobs/example_writer.h"
#include "core/jobs/job.h"
#include "core/store/judgements.h"

#include <algorithm>
#include <map>
#include <set>

namespace caftan {

namespace {

const Json& memberOf(const Json& object, const char* key) {
    static const Json none;
    const auto found = object.is_object() ? object.find(key) : object.end();
    return object.is_object() && found != object.end() ? *found : none;
}

// Settings that say where and as what a run ran, not what it is.
bool isIncidental(const std::string& key) {
    static const std::set<std::string> keys = {"seed", "name", "threads", "device"};
    return keys.contains(key);
}

// What runs of one recipe have in common, as text.
std::string recipeKey(const CatalogRun& entry) {
    const Json& config = entry.run.config;
    if (!memberOf(config, "spec").is_object())
        return "run " + std::to_string(entry.run.id);
    Json key = Json::object();
    for (const auto& [name, value] : memberOf(config, "spec").items())
        if (!isIncidental(name))
            key[name] = value;
    for (const char* name : {"cuts", "dataset", "model"})
        key[std::string("used ") + name] = memberOf(config, name);
    return dumpJson(key);
}

std::string nameWithoutSeed(const RunRecord& run) {
    const std::string suffix = " (seed " + std::to_string(run.seed) + ")";
    return run.name.ends_with(suffix) && run.name.size() > suffix.size()
               ? run.name.substr(0, run.name.size() - suffix.size())
               : run.name;
}

// "0.001", "q_proj" without its quotes.
std::string plainText(const Json& value) {
    return value.is_string() ? value.get<std::string>() : dumpJson(value);
}

// Groups of one label get what tells them apart, at most two settings; their runs' numbers where nothing does.
void makeDistinct(const RunCatalog& catalog, std::vector<RunGroup>& groups) {
    std::map<std::string, std::vector<RunGroup*>> byLabel;
    for (RunGroup& group : groups)
        byLabel[group.label].push_back(&group);
    for (auto& [label, same] : byLabel) {
        if (same.size() < 2)
            continue;
        std::vector<size_t> firsts;
        for (const RunGroup* group : same)
            firsts.push_back(group->all().front());
        const Json differences = configurationDifferences(catalog, firsts, false);
        std::set<std::string> given;
        for (size_t i = 0; i < same.size(); ++i) {
            const RunRecord& run = catalog.runs[firsts[i]].run;
            std::string text;
            int shown = 0;
            for (const auto& [key, values] : differences.items())
                if (shown++ < 2)
                    text += (text.empty() ? "" : ", ") + key + " " + plainText(values[std::to_string(run.id)]);
            if (text.empty() || text.size() > 40 || given.contains(text))
                text = "run " + std::to_string(run.id);
            given.insert(text);
            same[i]->label = label + " \u00b7 " + text;
        }
    }
}

// What the teacher wrote for training questions, by band, under one scoring's cuts.
class BoughtTokens {
  public:
    explicit BoughtTokens(Project& project) : project_(project) {}

    Result<std::optional<double>> of(const RunRecord& run) {
        const Json &bands = memberOf(run.config, "bands"), &cuts = memberOf(run.config, "cuts"),
                   &spec = memberOf(run.config, "spec");
        if (!bands.is_array() || !cuts.is_object() || !run.scoring || run.recipe == "random" ||
            memberOf(spec, "limit").is_number())
            return std::nullopt; // which questions reasoned is not stored
        const std::string teacher = plainText(memberOf(run.config, "teacher"));
        CAFTAN_TRY(table, tableOf(*run.scoring, cuts, teacher));
        double sum = 0;
        for (const Json& band : bands) {
            if (band.value("reasoning_rows", int64_t(0)) == 0)
                continue;
            if (table.uncounted)
                return std::nullopt;
            const auto found = table.byBand.find(band.value("name", std::string()));
            sum += found == table.byBand.end() ? 0 : found->second;
        }
        return sum;
    }

  private:
    struct Table {
        std::map<std::string, double> byBand;
        bool uncounted = false;
    };

    Result<Table> tableOf(int64_t scoring, const Json& cuts, const std::string& teacher) {
        const std::string key = std::to_string(scoring) + "\n" + dumpJson(cuts) + "\n" + teacher;
        if (const auto known = tables_.find(key); known != tables_.end())
            return known->second;
        CutSet set;
        set.scoring = scoring;
        set.metric = cuts.value("metric", std::string("entropy"));
        set.values = cuts.value("values", std::vector<double>());
        CAFTAN_TRY(record, findScoring(project_, scoring));
        CAFTAN_TRY(chunk, loadColumns(project_, scoring, set.metric));
        CAFTAN_TRY(written, loadTeacherTokens(project_, record.dataset, teacher));
        const auto bands = bandsOf(chunk.columns, set);
        const std::vector<std::string> names = bandNamesWithInvalid(set);
        Table table;
        table.uncounted = written.uncounted > 0;
        for (size_t i = 0; i < chunk.columns.size(); ++i) {
            if (chunk.columns.split[i] != uint8_t(Split::Train))
                continue;
            const int64_t question = chunk.columns.question[i];
            const auto band = bands.find(question);
            const auto tokens = written.byQuestion.find(question);
            if (band != bands.end() && tokens != written.byQuestion.end())
                table.byBand[names[size_t(band->second)]] += double(tokens->second);
        }
        return tables_[key] = table;
    }

    Project& project_;
    std::map<std::string, Table> tables_;
};

// The one that a comparison goes by: of the run's own mode where there is one; answers that were made to reason are not
// the run's own.
std::optional<Evaluation> chooseEvaluation(const std::vector<Evaluation>& evaluations, const RunRecord& run,
                                           const std::string& split) {
    const Json& mode = memberOf(run.config, "primary_mode");
    const Evaluation* best = nullptr;
    const auto rank = [&](const Evaluation& evaluation) {
        const bool own = !mode.is_string() || evaluation.mode == mode.get<std::string>();
        return std::tuple(own, split == "test" ? 0 : evaluation.step, evaluation.id);
    };
    for (const Evaluation& evaluation : evaluations)
        if (evaluation.split == split && evaluation.mode != forcedMode && (!best || rank(*best) < rank(evaluation)))
            best = &evaluation;
    return best ? std::optional(*best) : std::nullopt;
}

Result<std::string> stateOf(Project& project, const RunRecord& run, const std::vector<JobRecord>& jobs) {
    for (const JobRecord& job : jobs)
        if (job.run == run.id && (run.state == "running" || run.state == "queued"))
            return liveState(project, job);
    return run.state;
}

} // namespace

std::optional<double> CatalogRun::resultNumber(const char* key) const {
    const Json& value = memberOf(run.result, key);
    return value.is_number() ? std::optional(value.get<double>()) : std::nullopt;
}

AnswerTokens CatalogRun::tokensOn(const std::string& split) const {
    AnswerTokens result = tokens;
    if (const auto& evaluation = on(split))
        if (const Json& value = memberOf(evaluation->result, "tokens_per_answer"); value.is_number())
            result.perAnswer = value.get<double>();
    return result;
}

std::vector<size_t> RunGroup::all() const {
    std::vector<size_t> both = runs;
    both.insert(both.end(), others.begin(), others.end());
    std::sort(both.begin(), both.end());
    return both;
}

std::optional<size_t> RunCatalog::find(int64_t run) const {
    for (size_t i = 0; i < runs.size(); ++i)
        if (runs[i].run.id == run)
            return i;
    return std::nullopt;
}

std::optional<size_t> RunCatalog::pinned() const {
    for (size_t i = 0; i < runs.size(); ++i)
        if (runs[i].run.pinned)
            return i;
    return std::nullopt;
}

Result<RunCatalog> readRunCatalog(Project& project) {
    RunCatalog catalog;
    CAFTAN_TRY(records, listRuns(project));
    CAFTAN_TRY(jobs, listJobs(project));
    CAFTAN_TRY(evaluations, listAllEvaluations(project));
    CAFTAN_TRY(datasets, listDatasets(project));
    catalog.datasets = std::move(datasets);
    BoughtTokens bought(project);
    for (RunRecord& record : records) {
        CatalogRun entry;
        CAFTAN_TRY(state, stateOf(project, record, jobs));
        CAFTAN_TRY(fromTeacher, bought.of(record));
        entry.state = state;
        entry.validation = chooseEvaluation(evaluations[record.id], record, "validation");
        entry.test = chooseEvaluation(evaluations[record.id], record, "test");
        entry.run = std::move(record);
        entry.tokens = {entry.resultNumber("train_answer_tokens"),
                        entry.resultNumber("train_answer_tokens_seen"),
                        entry.resultNumber("tokens"),
                        fromTeacher,
                        {}};
        catalog.runs.push_back(std::move(entry));
    }
    return catalog;
}

std::vector<size_t> allRuns(const RunCatalog& catalog) {
    std::vector<size_t> all(catalog.runs.size());
    for (size_t i = 0; i < all.size(); ++i)
        all[i] = i;
    return all;
}

std::vector<RunGroup> groupRuns(const RunCatalog& catalog, const std::vector<size_t>& runs, const std::string& split) {
    std::vector<RunGroup> groups;
    std::map<std::string, size_t> byKey;
    for (const size_t index : runs) {
        const CatalogRun& entry = catalog.runs[index];
        const auto [place, fresh] = byKey.try_emplace(recipeKey(entry), groups.size());
        if (fresh)
            groups.push_back({nameWithoutSeed(entry.run), entry.run.recipe, {}, {}});
        RunGroup& group = groups[place->second];
        const bool counts = entry.state == "done" && entry.on(split);
        const auto sameSeed = std::find_if(group.runs.begin(), group.runs.end(), [&](size_t other) {
            return catalog.runs[other].run.seed == entry.run.seed;
        });
        if (counts && sameSeed != group.runs.end()) {
            group.others.push_back(*sameSeed);
            *sameSeed = index; // the newest
        } else {
            (counts ? group.runs : group.others).push_back(index);
        }
    }
    for (RunGroup& group : groups)
        std::stable_sort(group.runs.begin(), group.runs.end(),
                         [&](size_t a, size_t b) { return catalog.runs[a].run.seed < catalog.runs[b].run.seed; });
    makeDistinct(catalog, groups);
    return groups;
}

std::string whyNotCounted(const RunCatalog& catalog, const RunGroup& group, size_t run, const std::string& split) {
    const CatalogRun& entry = catalog.runs[run];
    if (std::find(group.runs.begin(), group.runs.end(), run) != group.runs.end())
        return {};
    if (entry.state != "done")
        return "not counted: its state is " + entry.state;
    if (!entry.on(split))
        return "not counted: it has no answers on the " + split + " part";
    for (const size_t other : group.runs)
        if (catalog.runs[other].run.seed == entry.run.seed)
            return "not counted: run " + std::to_string(catalog.runs[other].run.id) + " has the same seed";
    return {};
}

Json configurationDifferences(const RunCatalog& catalog, const std::vector<size_t>& runs, bool everything) {
    std::vector<std::string> keys;
    for (const size_t run : runs)
        for (const auto& [key, unused] : memberOf(catalog.runs[run].run.config, "spec").items())
            if ((everything || !isIncidental(key)) && std::find(keys.begin(), keys.end(), key) == keys.end())
                keys.push_back(key);
    Json result = Json::object();
    for (const std::string& key : keys) {
        Json values = Json::object();
        bool same = true;
        for (const size_t run : runs) {
            const RunRecord& record = catalog.runs[run].run;
            Json& value = values[std::to_string(record.id)] = memberOf(memberOf(record.config, "spec"), key.c_str());
            same = same && value == values.front();
        }
        if (!same)
            result[key] = std::move(values);
    }
    return result;
}

} // namespace caftan
