#include "app/cli/demo_run.h"

#include "core/analysis/report.h"
#include "core/base/files.h"
#include "core/base/text.h"
#include "core/data/demo.h"
#include "core/engine/training.h"
#include "core/jobs/demo_experiment.h"
#include "core/jobs/demo_project.h"
#include "core/jobs/specs.h"
#include "core/store/datasets.h"
#include "core/store/scorings.h"

#include <algorithm>
#include <cstdio>

namespace caftan::cli {
namespace {

// One row of the table: a recipe over its seeds.
struct Row {
    std::string recipe;
    std::vector<Json> tests;   // evaluations on the test part, one a seed
    std::vector<Json> results; // what train printed
    double mean(const std::vector<Json>& list, const char* key) const {
        double sum = 0;
        for (const Json& json : list)
            sum += json.value(key, 0.0);
        return list.empty() ? 0 : sum / double(list.size());
    }
    double accuracy() const { return mean(tests, "accuracy_all"); }
    double answerTokensSeen() const { return mean(results, "train_answer_tokens_seen"); }
    double seconds() const { return mean(results, "seconds"); }
};

class DemoRun {
  public:
    DemoRun(const Context& context, const DemoRunOptions& options, Project& project)
        : context_(context), options_(options), project_(project) {}

    Result<Json> run() {
        CAFTAN_TRY(dataset, findDataset(project_, std::string(demoDatasetName)));
        CAFTAN_TRY(model, findModel(project_, std::string(demoModelName)));
        dataset_ = dataset;
        model_ = model;
        CAFTAN_CHECK(score());
        CAFTAN_CHECK(cut());
        if (!options_.sealed)
            CAFTAN_CHECK(testBase());
        for (const std::string& recipe : options_.recipes.empty() ? demoRecipes() : options_.recipes) {
            Row row{recipe, {}, {}};
            for (const uint64_t seed : options_.seeds)
                CAFTAN_CHECK(train(row, seed));
            rows_.push_back(std::move(row));
        }
        return document();
    }

    std::string text(const Json& document) const;

  private:
    Result<Json> runJob(const std::string& kind, const Json& spec) {
        JobRecord job;
        job.kind = kind;
        job.spec = spec;
        job.commandLine = context_.commandLine();
        // The same work, begun or done before?
        CAFTAN_TRY(jobs, listJobs(project_));
        const JobRecord* known = nullptr;
        for (const JobRecord& other : jobs)
            if (other.kind == kind && other.spec == spec)
                known = &other;
        int64_t id = known ? known->id : 0;
        if (known) {
            CAFTAN_TRY(state, liveState(project_, *known));
            if (state == "done")
                return known->result;
            if (state == "running")
                return fail("job " + std::to_string(id) + " is at this right now; wait for it or stop it.");
            if (state != "queued")
                CAFTAN_CHECK(requeueJob(project_, id));
        } else {
            CAFTAN_TRY(added, addJob(project_, job));
            id = added;
        }
        CAFTAN_TRY(result, runJobHere(context_, project_, id));
        if (result.value("state", "") != "done")
            return fail("interrupted; 'caftan-cli demo run " + options_.folder + "' goes on where it stopped.");
        return std::move(result);
    }

    Status score() {
        ScoreSpec spec;
        spec.dataset = dataset_.id;
        spec.model = model_.id;
        spec.threads = options_.threads;
        std::fprintf(stderr, "scoring %s questions by one token each\n", groupDigits(dataset_.questions).c_str());
        CAFTAN_TRY(result, runJob("score", toJson(spec)));
        scoring_ = result.value("scoring", int64_t(0));
        CAFTAN_TRY(chunk, loadColumns(project_, scoring_, "entropy"));
        const ScoreColumns part =
            selectSplits(chunk.columns, splitBit(options_.sealed ? Split::Validation : Split::Test));
        const AucPair auc = aucs(part, ThresholdIndex::build(part));
        auc_ = auc.all ? auc.all->value : 0;
        reference_ = quantileReference(chunk.columns, true);
        return {};
    }

    // Terciles of the training rows, frozen before anything is trained.
    Status cut() {
        CutSet cuts;
        cuts.name = demoCutsName;
        cuts.scoring = scoring_;
        cuts.quantiles = {1.0 / 3, 2.0 / 3};
        CAFTAN_TRY(values, resolveCuts({{cuts.quantiles[0], true}, {cuts.quantiles[1], true}}, reference_));
        cuts.values = values;
        CAFTAN_TRY(id, saveCuts(project_, cuts));
        cuts_ = id;
        cutValues_ = values;
        return {};
    }

    // One experiment, one opening, however many rows it tests; nothing is chosen between them.
    Status openOnce() {
        if (!opened_)
            CAFTAN_CHECK(openTest(project_, dataset_.id, "demo run: the rows of its table"));
        opened_ = true;
        return {};
    }

    EvaluateSpec testSpec() const {
        EvaluateSpec spec;
        spec.split = "test";
        spec.mode = "generate";
        spec.maxNewTokens = 40;
        spec.checkpoint = "last";
        spec.engine.threads = options_.threads;
        spec.testRecorded = true;
        return spec;
    }

    Status testBase() {
        CAFTAN_TRY(evaluations, listModelEvaluations(project_, model_.id));
        if (const Evaluation* stored = storedTest(evaluations)) {
            rows_.push_back({"base", {stored->result}, {}});
            return {};
        }
        CAFTAN_CHECK(openOnce());
        EvaluateSpec spec = testSpec();
        spec.model = model_.id;
        spec.dataset = dataset_.id;
        spec.cuts = cuts_;
        CAFTAN_TRY(result, evaluateModel(project_, spec));
        rows_.push_back({"base", {result}, {}});
        return {};
    }

    Result<TrainSpec> specOf(const std::string& recipe, uint64_t seed) const {
        TrainSpec spec = demoTrainSpec(recipe == demoEqualBudget ? "distill" : recipe, scoring_, demoCutsName, seed);
        spec.name = demoRunName(recipe, seed);
        spec.threads = options_.threads;
        if (recipe != demoEqualBudget)
            return spec;
        for (const Row& row : rows_)
            if (row.recipe == "complexity-aware" && !row.results.empty())
                spec.answerTokenBudget = int64_t(row.answerTokensSeen());
        if (!spec.answerTokenBudget)
            return fail("the equal-budget control needs the complexity-aware run before it.");
        return spec;
    }

    Status train(Row& row, uint64_t seed) {
        CAFTAN_TRY(spec, specOf(row.recipe, seed));
        std::fprintf(stderr, "training: %s, seed %llu\n", row.recipe.c_str(), (unsigned long long)seed);
        CAFTAN_TRY(result, runJob("train", toJson(spec)));
        const int64_t run = result.value("run", int64_t(0));
        row.results.push_back(result);
        if (options_.sealed)
            return {};
        CAFTAN_TRY(test, testOf(run));
        row.tests.push_back(test);
        return {};
    }

    static const Evaluation* storedTest(const std::vector<Evaluation>& evaluations) {
        for (const Evaluation& evaluation : evaluations)
            if (evaluation.split == "test" && evaluation.mode == "generate")
                return &evaluation;
        return nullptr;
    }

    // The stored test of a finished run, or a new one.
    Result<Json> testOf(int64_t run) {
        CAFTAN_TRY(evaluations, listEvaluations(project_, run));
        if (const Evaluation* stored = storedTest(evaluations))
            return stored->result;
        CAFTAN_CHECK(openOnce());
        EvaluateSpec spec = testSpec();
        spec.run = run;
        return evaluateModel(project_, spec);
    }

    Json rowJson(const Row& row) const {
        Json bySeed = Json::array();
        for (size_t i = 0; i < row.results.size(); ++i)
            bySeed.push_back({{"seed", options_.seeds[i]},
                              {"run", row.results[i].value("run", Json())},
                              {"accuracy", row.tests[i].value("accuracy_all", Json())},
                              {"seconds", row.results[i].value("seconds", Json())}});
        Json bands = Json::array();
        for (size_t band = 0; band < row.tests[0]["by_band"].size(); ++band) {
            double accuracy = 0, thinks = 0;
            for (const Json& test : row.tests) {
                accuracy += test["by_band"][band]["accuracy_all"].get<double>() / double(row.tests.size());
                thinks += test["by_band"][band]["thinks"].get<double>() / double(row.tests.size());
            }
            bands.push_back(
                {{"band", row.tests[0]["by_band"][band]["band"]}, {"accuracy", accuracy}, {"thinks", thinks}});
        }
        return {{"recipe", row.recipe},
                {"accuracy", row.accuracy()},
                {"by_band", bands},
                {"train_answer_tokens", row.mean(row.results, "train_answer_tokens")},
                {"train_answer_tokens_seen", row.answerTokensSeen()},
                {"seconds", row.seconds()},
                {"tokens_per_answer", row.mean(row.tests, "tokens_per_answer")},
                {"entropy", row.mean(row.tests, "entropy")},
                {"thinks", row.mean(row.tests, "thinks")},
                {"seeds", bySeed}};
    }

    // Without the test part: what training itself saw.
    Json trainedJson(const Row& row) const {
        return {{"recipe", row.recipe},
                {"validation", row.mean(row.results, "accuracy")},
                {"train_answer_tokens_seen", row.answerTokensSeen()},
                {"seconds", row.seconds()}};
    }

    const Row* rowOf(const std::string& recipe) const {
        const auto found =
            std::find_if(rows_.begin(), rows_.end(), [&](const Row& row) { return row.recipe == recipe; });
        return found == rows_.end() ? nullptr : &*found;
    }

    // What the demo is expected to show; false means that this machine's runs did not.
    Json margins() const {
        Json list = Json::array();
        const auto add = [&](const std::string& what, double value, double limit, bool holds) {
            list.push_back({{"what", what}, {"value", value}, {"limit", limit}, {"holds", holds}});
        };
        add("AUC of the base's entropy against wrong", auc_, 0.90, auc_ >= 0.90);
        const Row *sft = rowOf("sft"), *distill = rowOf("distill"), *aware = rowOf("complexity-aware"),
                  *random = rowOf("random");
        if (!sft || !distill || !aware || !random)
            return list;
        const double overSft = aware->accuracy() - sft->accuracy(), below = distill->accuracy() - aware->accuracy();
        const double share = aware->answerTokensSeen() / distill->answerTokensSeen(),
                     overRandom = aware->accuracy() - random->accuracy();
        const double seconds = sft->seconds() + distill->seconds() + aware->seconds();
        add("complexity-aware above SFT", overSft, 0.15, overSft >= 0.15);
        add("complexity-aware below distilling everything", below, 0.03, below <= 0.03);
        add("its share of distillation's answer tokens", share, 0.5, share <= 0.5);
        add("complexity-aware above the random split", overRandom, 0.10, overRandom >= 0.10);
        add("seconds of SFT, distillation and complexity-aware", seconds, 120, seconds <= 120);
        return list;
    }

    Json document() const {
        Json runs = Json::array();
        for (const Row& row : rows_)
            runs.push_back(options_.sealed ? trainedJson(row) : rowJson(row));
        if (options_.sealed)
            return {{"scoring", scoring_}, {"cuts", cutValues_}, {"seeds", options_.seeds}, {"runs", runs}};
        return {{"auc", auc_},           {"scoring", scoring_}, {"cuts", cutValues_},  {"seeds", options_.seeds},
                {"test", dataset_.test}, {"runs", runs},        {"margins", margins()}};
    }

    const Context& context_;
    const DemoRunOptions& options_;
    Project& project_;
    Dataset dataset_;
    ModelRecord model_;
    int64_t scoring_ = 0, cuts_ = 0;
    double auc_ = 0;
    bool opened_ = false;
    std::vector<double> reference_, cutValues_;
    std::vector<Row> rows_;
};

std::string percentNumber(const Json& share) {
    return fixed(share.get<double>() * 100, 1);
}

std::string DemoRun::text(const Json& document) const {
    if (options_.sealed)
        return std::to_string(document["runs"].size()) +
               " recipes are trained. The test part stays sealed; 'caftan-cli demo run " + options_.folder +
               "' opens it once for all of them.\n";
    std::vector<std::vector<std::string>> table = {
        {"recipe", "accuracy %", "easy / middle / hard", "thinks %", "answer tokens", "seconds", "tokens per answer"}};
    for (const Json& run : document["runs"]) {
        std::string bands, thinks;
        for (const Json& band : run["by_band"]) {
            bands += (bands.empty() ? "" : " / ") + percentNumber(band["accuracy"]);
            thinks += (thinks.empty() ? "" : " / ") + fixed(band["thinks"].get<double>() * 100, 0);
        }
        const bool base = run["recipe"] == "base";
        table.push_back({run["recipe"], percentNumber(run["accuracy"]), bands, thinks,
                         base ? "" : groupDigits(int64_t(run["train_answer_tokens_seen"].get<double>() + 0.5)),
                         base ? "" : fixed(run["seconds"].get<double>(), 1),
                         fixed(run["tokens_per_answer"].get<double>(), 1)});
    }
    std::string text = textTable(table) + "\nAUC of the base's entropy against wrong: " + fixed(auc_, 3) +
                       ", cuts at " + fixed(cutValues_[0], 4) + " and " + fixed(cutValues_[1], 4) +
                       " nats (terciles of the training questions), " + groupDigits(dataset_.test) +
                       " test questions, " + std::to_string(options_.seeds.size()) + " seed(s).\n\n";
    for (const Json& margin : document["margins"])
        text += std::string(margin["holds"].get<bool>() ? "  holds   " : "  FAILS   ") +
                margin["what"].get<std::string>() + ": " + fixed(margin["value"].get<double>(), 3) + " (limit " +
                fixed(margin["limit"].get<double>(), 2) + ")\n";
    text += "\nTo be said honestly:\n";
    for (const std::string& remark : demoRemarks())
        text += "- " + remark + "\n";
    return text;
}

Result<Project> openOrMake(const std::string& folder) {
    if (!Project::exists(folder))
        CAFTAN_CHECK(makeDemoProject(folder));
    return Project::open(folder);
}

} // namespace

int runDemo(const Context& context, const DemoRunOptions& options) {
    auto project = openOrMake(options.folder);
    if (!project)
        return reportError(project.error());
    const auto lock = FileLock::tryAcquire(demoLock(project->folder()));
    if (!lock)
        return reportError(lock.error());
    if (!lock->held())
        return reportError({"the experiment of " + options.folder + " is running already; its runs are in the queue."});
    DemoRun demo(context, options, *project);
    const auto document = demo.run();
    if (!document) {
        reportError(document.error());
        return JobContext::interrupted() ? Interrupted : Failed;
    }
    return reportResult(context, *document, demo.text(*document));
}

} // namespace caftan::cli
