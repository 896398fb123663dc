#include "core/jobs/train_plan.h"

#include "core/base/files.h"
#include "core/base/random.h"
#include "core/base/text.h"
#include "core/jobs/example_writer.h"
#include "core/jobs/model_files.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace caftan {

namespace {

Result<CutSet> findCuts(Project& project, int64_t scoring, const std::string& name) {
    CAFTAN_TRY(sets, listCuts(project, scoring));
    std::string names;
    for (const CutSet& cuts : sets) {
        if (cuts.name == name || cuts.uid == name)
            return cuts;
        names += (names.empty() ? "" : ", ") + cuts.name;
    }
    return fail("scoring " + std::to_string(scoring) + " has no cuts named \"" + name + "\"" +
                (names.empty() ? "; 'caftan-cli cuts save NAME --scoring " + std::to_string(scoring) +
                                     " --cuts q0.25,q0.75' makes some."
                               : "; it has: " + names + "."));
}

Status checkSplit(const Dataset& dataset) {
    if (dataset.train > 0 && dataset.validation > 0 && dataset.sealed)
        return {};
    return fail("the data set \"" + dataset.name +
                "\" is not split into train, validation and test. 'caftan-cli data split --data " + dataset.name +
                "' does it and seals the test part.");
}

// The recorded reasoning by question; the teacher is the first one when none is named.
Result<std::unordered_map<int64_t, Trace>> tracesOf(Project& project, int64_t dataset, std::string& teacher) {
    if (teacher.empty()) {
        CAFTAN_TRY(teachers, listTeachers(project, dataset));
        if (teachers.empty())
            return std::unordered_map<int64_t, Trace>();
        teacher = teachers.front();
    }
    CAFTAN_TRY(traces, loadTraces(project, dataset, teacher));
    std::unordered_map<int64_t, Trace> result;
    for (Trace& trace : traces)
        result.insert_or_assign(trace.questionId, std::move(trace));
    return result;
}

// Fills a plan in the order of the data set's rows.
class Planner {
  public:
    Planner(Project& project, const TrainSpec& spec) : project_(project), spec_(spec) {}

    Result<TrainPlan> plan() {
        CAFTAN_CHECK(openRows());
        CAFTAN_CHECK(openModel());
        CAFTAN_CHECK(chooseQuestions());
        CAFTAN_CHECK(writeItems());
        CAFTAN_CHECK(writeValidation());
        CAFTAN_CHECK(planSteps());
        count();
        return std::move(plan_);
    }

  private:
    Status openRows() {
        CAFTAN_TRY(scoring, findScoring(project_, spec_.scoring));
        CAFTAN_TRY(dataset, findDataset(project_, std::to_string(scoring.dataset)));
        CAFTAN_CHECK(checkSplit(dataset));
        CAFTAN_TRY(cuts, findCuts(project_, spec_.scoring, spec_.cuts));
        CAFTAN_TRY(chunk, loadColumns(project_, spec_.scoring, cuts.metric));
        const auto model = spec_.model ? spec_.model : scoring.model;
        if (!model)
            return fail("the scores of \"" + scoring.name +
                        "\" were recorded elsewhere: name the model to train with --model.");
        CAFTAN_TRY(record, findModel(project_, std::to_string(*model)));
        plan_.bands = bandNamesWithInvalid(cuts);
        CAFTAN_TRY(recipe, planRecipe(spec_, {plan_.bands.begin(), plan_.bands.end() - 1}));
        bands_ = bandsOf(chunk.columns, cuts);
        plan_.dataset = std::move(dataset);
        plan_.cuts = std::move(cuts);
        plan_.model = std::move(record);
        plan_.recipe = std::move(recipe);
        plan_.teacher = spec_.teacher;
        CAFTAN_TRY(traces, tracesOf(project_, plan_.dataset.id, plan_.teacher));
        traces_ = std::move(traces);
        return {};
    }

    Status openModel() {
        CAFTAN_TRY(path, locateModel(project_, plan_.model));
        CAFTAN_TRY(source, ModelSource::open(path));
        CAFTAN_TRY(writer, ExampleWriter::open(path, source->config()));
        plan_.modelPath = path;
        plan_.config = source->config();
        writer_ = std::move(writer);
        if (spec_.prompts != "auto")
            writer_.onePrompt = spec_.prompts == "one" || writer_.format == ChatFormat::Demo;
        writer_.wholeSequence = spec_.wholeSequence;
        plan_.tokenizer = writer_.tokenizer;
        plan_.format = writer_.format;
        plan_.stops = writer_.stops(plan_.config);
        return {};
    }

    bool usableTrace(const Trace* trace) const { return trace && trace->answer >= 0; }
    const Trace* traceOf(int64_t question) const {
        const auto found = traces_.find(question);
        return found == traces_.end() ? nullptr : &found->second;
    }

    // Training questions that every arm could use: in a band, with a key, and with a right teacher where that is asked.
    Status chooseQuestions() {
        CAFTAN_TRY(all, loadQuestions(project_, plan_.dataset.id));
        int64_t unscored = 0, wrongTeacher = 0;
        const bool judged = spec_.dropWrongTeacher && !traces_.empty();
        for (StoredQuestion& stored : all) {
            const Split split = stored.question.split;
            if ((split != Split::Train && split != Split::Validation) || stored.question.answer < 0)
                continue; // test questions never come further than this line
            if (!bands_.contains(stored.id)) {
                unscored += split == Split::Train;
                continue;
            }
            if (split == Split::Validation) {
                validation_.push_back(std::move(stored));
                continue;
            }
            const Trace* trace = traceOf(stored.id);
            if (judged && trace && !trace->right) {
                ++wrongTeacher;
                continue;
            }
            train_.push_back(std::move(stored));
        }
        if (unscored)
            note(unscored, "training question(s) left out: the scoring has no score of them");
        if (wrongTeacher)
            note(wrongTeacher,
                 "training question(s) left out of every arm: the teacher " + plan_.teacher + " was wrong");
        return {};
    }

    void note(int64_t count, const std::string& what) { plan_.notes.push_back(groupDigits(count) + " " + what + "."); }

    Routing routingOf(int band) const {
        const auto found = plan_.recipe.bands.find(plan_.bands[size_t(band)]);
        return found == plan_.recipe.bands.end() ? Routing::Skip : found->second;
    }

    // At most `limit` questions of each band, chosen by the seed.
    void limitBands() {
        if (!spec_.limit)
            return;
        std::vector<size_t> order(train_.size());
        for (size_t i = 0; i < order.size(); ++i)
            order[i] = i;
        Random(spec_.seed).shuffle(order);
        std::map<int, int64_t> taken;
        std::vector<bool> kept(train_.size());
        for (const size_t i : order)
            kept[i] = taken[bands_.at(train_[i].id)]++ < *spec_.limit;
        std::vector<StoredQuestion> chosen;
        for (size_t i = 0; i < train_.size(); ++i)
            if (kept[i])
                chosen.push_back(std::move(train_[i]));
        train_ = std::move(chosen);
    }

    // As many questions as the hardest band holds, from all bands: the control of complexity-aware.
    std::unordered_set<int64_t> randomReasoners() const {
        std::vector<int64_t> pool;
        size_t hard = 0;
        const int hardest = int(plan_.bands.size()) - 2;
        for (const StoredQuestion& stored : train_) {
            const int band = bands_.at(stored.id);
            if (routingOf(band) == Routing::Skip)
                continue;
            pool.push_back(stored.id);
            hard += band == hardest;
        }
        Random(spec_.seed ^ 0x5EED).shuffle(pool);
        return {pool.begin(), pool.begin() + std::ptrdiff_t(std::min(hard, pool.size()))};
    }

    Status writeItems() {
        limitBands();
        std::unordered_set<int64_t> reasoners;
        if (plan_.recipe.randomReasoning)
            reasoners = randomReasoners();
        int64_t withoutTrace = 0, tooLong = 0;
        for (const StoredQuestion& stored : train_) {
            const int band = bands_.at(stored.id);
            Routing routing = routingOf(band);
            if (routing == Routing::Skip)
                continue;
            if (reasoners.contains(stored.id))
                routing = Routing::Reasoning;
            const Trace* trace = traceOf(stored.id);
            if (routing == Routing::Reasoning && !usableTrace(trace)) {
                ++withoutTrace;
                continue;
            }
            TrainItem item{stored.id, band, routing, writer_.example(stored.question, routing, trace)};
            if (plan_.config.context > 0 && int64_t(item.example.ids.size()) > plan_.config.context) {
                ++tooLong;
                continue;
            }
            plan_.items.push_back(std::move(item));
        }
        if (withoutTrace)
            note(withoutTrace, "training question(s) that should reason left out: no recorded reasoning");
        if (tooLong)
            note(tooLong, "training question(s) left out: longer than the model's context of " +
                              groupDigits(plan_.config.context) + " tokens");
        return checkBands(withoutTrace);
    }

    Status checkBands(int64_t withoutTrace) const {
        for (size_t band = 0; band < plan_.bands.size(); ++band) {
            const Routing routing = routingOf(int(band));
            const bool used = std::any_of(plan_.items.begin(), plan_.items.end(),
                                          [&](const TrainItem& item) { return size_t(item.band) == band; });
            if (routing == Routing::Skip || used)
                continue;
            const std::string& name = plan_.bands[band];
            if (routing == Routing::Reasoning && withoutTrace)
                return fail("the band \"" + name +
                            "\" is to be distilled, but none of its questions has recorded reasoning. "
                            "'caftan-cli data traces FILE --data " +
                            plan_.dataset.name + " --teacher NAME' adds some, or choose sft for it.");
            if (name == "invalid" && !spec_.bands.contains(name))
                continue;
            return fail("the band \"" + name + "\" has no training questions. Move the cuts, or choose skip for it.");
        }
        if (plan_.items.empty())
            return fail("no band is trained: choose sft or distill for at least one.");
        return {};
    }

    Status writeValidation() {
        for (const StoredQuestion& stored : validation_) {
            if (spec_.evaluateLimit && int64_t(plan_.validation.size()) >= *spec_.evaluateLimit)
                break;
            const Question& question = stored.question;
            EvaluationItem item{stored.id,
                                bands_.at(stored.id),
                                question.answer,
                                int(question.options.size()),
                                writer_.singlePrompt(question),
                                writer_.generatePrompt(question),
                                {}};
            Routing routing = routingOf(item.band);
            const Trace* trace = traceOf(stored.id);
            if (routing == Routing::Reasoning && !usableTrace(trace))
                routing = Routing::Skip;
            if (routing != Routing::Skip)
                item.example = writer_.example(question, routing, trace);
            const size_t longest =
                std::max({item.example.ids.size(), item.singlePrompt.size(), item.generatePrompt.size()});
            if (plan_.config.context == 0 || int64_t(longest) < plan_.config.context)
                plan_.validation.push_back(std::move(item));
        }
        return {};
    }

    Status planSteps() {
        std::vector<const Example*> examples;
        for (const TrainItem& item : plan_.items)
            examples.push_back(&item.example);
        const StepOptions options{spec_.batchSequences, spec_.batchTokens, spec_.microTokens, false, spec_.seed};
        int64_t epochsBefore = 0;
        for (size_t stage = 0; stage < plan_.recipe.stages.size(); ++stage) {
            const auto& names = plan_.recipe.stages[stage];
            std::vector<size_t> chosen;
            for (size_t i = 0; i < plan_.items.size(); ++i)
                if (std::find(names.begin(), names.end(), plan_.bands[size_t(plan_.items[i].band)]) != names.end())
                    chosen.push_back(i);
            const int64_t epochs = spec_.epochs.size() > 1 ? spec_.epochs[stage] : spec_.epochs[0];
            for (int64_t epoch = 0; epoch < epochs; ++epoch) {
                std::vector<TrainStep> steps = planEpoch(examples, chosen, int(stage), epoch, options);
                for (size_t i = 0; i < steps.size(); ++i) {
                    steps[i].epochsDone = double(epochsBefore + epoch) + double(i + 1) / double(steps.size());
                    plan_.steps.push_back(std::move(steps[i]));
                }
            }
            epochsBefore += epochs;
        }
        cutToBudget();
        plan_.stageSteps.assign(plan_.recipe.stages.size(), 0);
        for (const TrainStep& step : plan_.steps)
            ++plan_.stageSteps[size_t(step.stage)];
        return {};
    }

    int64_t answerTokensOf(const TrainStep& step) const {
        int64_t tokens = 0;
        for (const auto& micro : step.micros)
            for (const size_t i : micro)
                tokens += plan_.items[i].example.answerTokens();
        return tokens;
    }

    void cutToBudget() {
        int64_t tokens = 0;
        for (size_t i = 0; i < plan_.steps.size(); ++i) {
            tokens += answerTokensOf(plan_.steps[i]);
            if (!spec_.answerTokenBudget || tokens < *spec_.answerTokenBudget)
                continue;
            plan_.steps.resize(i + 1);
            plan_.steps.back().endOfEpoch = true;
        }
    }

    void count() {
        std::vector<int64_t> rows(plan_.bands.size()), tokens(plan_.bands.size()), reasoning(plan_.bands.size());
        std::string all;
        for (const TrainItem& item : plan_.items) {
            ++rows[size_t(item.band)];
            tokens[size_t(item.band)] += item.example.answerTokens();
            reasoning[size_t(item.band)] += item.routing == Routing::Reasoning;
            plan_.answerTokens += item.example.answerTokens();
            all.append(reinterpret_cast<const char*>(item.example.ids.data()),
                       item.example.ids.size() * sizeof(TokenId));
            all.append(reinterpret_cast<const char*>(item.example.labels.data()),
                       item.example.labels.size() * sizeof(TokenId));
        }
        plan_.dataSha256 = sha256(all);
        for (const TrainStep& step : plan_.steps) {
            plan_.answerTokensSeen += answerTokensOf(step);
            for (const auto& micro : step.micros)
                for (const size_t i : micro)
                    plan_.tokensSeen += int64_t(plan_.items[i].example.ids.size());
        }
        plan_.bandCounts = Json::array();
        for (size_t band = 0; band < plan_.bands.size(); ++band)
            plan_.bandCounts.push_back({{"name", plan_.bands[band]},
                                        {"routing", routingName(routingOf(int(band)))},
                                        {"rows", rows[band]},
                                        {"reasoning_rows", reasoning[band]},
                                        {"answer_tokens", tokens[band]}});
    }

    Project& project_;
    const TrainSpec& spec_;
    TrainPlan plan_;
    ExampleWriter writer_;
    std::unordered_map<int64_t, int> bands_;
    std::unordered_map<int64_t, Trace> traces_;
    std::vector<StoredQuestion> train_, validation_;
};

} // namespace

Result<TrainPlan> planTraining(Project& project, const TrainSpec& spec) {
    return Planner(project, spec).plan();
}

} // namespace caftan
