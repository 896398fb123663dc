// Runs folded to recipes, differences with their sentences, corrections, tokens, methods and the report's file.
#include "core/jobs/run_removal.h"
#include "core/report/html_report.h"
#include "core/report/methods.h"
#include "core/store/jobs.h"
#include "tests/core/store_helpers.h"

#include "core/base/files.h"

using namespace caftan;
using namespace caftan::test;

namespace {

// Questions, scores and one teacher; validation part: every tenth question of 400.
struct Made {
    TemporaryProject temporary;
    Project& project = temporary.project;
    std::vector<int64_t> asked; // validation questions
    int64_t scoring = 0;

    Made() {
        const auto ids = storeImport(project, "data", smallImport(400, true));
        scoring = *ids->scoring;
        std::vector<ImportedTrace> traces;
        for (int i = 0; i < 400; ++i)
            traces.push_back({"q" + std::to_string(i), "Because.", i % 4 ? "B" : "A"});
        (void)storeTraces(project, ids->dataset, "teacher", traces);
        std::vector<TokenCount> counts;
        const auto stored = loadTraces(project, ids->dataset, "teacher"); // outlives the loop
        for (const Trace& trace : *stored)
            counts.push_back({trace.id, 7});
        (void)storeTraceTokens(project, counts);
        const auto questions = loadQuestions(project, ids->dataset);
        for (const StoredQuestion& question : *questions)
            if (question.question.split == Split::Validation)
                asked.push_back(question.id);
    }

    // `right`: which of the asked questions are right.
    int64_t add(const std::string& recipe, int64_t seed, const std::function<bool(size_t)>& right,
                const Json& settings = Json::object(), const std::string& state = "done") {
        RunRecord run;
        run.name = seed == 1 ? recipe : recipe + " (seed " + std::to_string(seed) + ")";
        run.recipe = recipe;
        run.seed = seed;
        run.state = state;
        run.scoring = scoring;
        Json spec = {{"recipe", recipe}, {"seed", seed}, {"name", run.name}, {"rate", 0.001}, {"epochs", {2}}};
        spec.update(settings);
        run.config = {
            {"spec", spec},
            {"primary_mode", "generate"},
            {"teacher", "teacher"},
            {"dataset", {{"name", "data"}, {"sha256", std::string(64, 'a')}}},
            {"model", {{"name", "base"}, {"sha256", std::string(64, 'b')}}},
            {"cuts", {{"metric", "entropy"}, {"values", {1.3, 2.6}}}},
            {"bands", Json::array({{{"name", "easy"}, {"rows", 1}, {"reasoning_rows", 0}},
                                   {{"name", "hard"}, {"rows", 1}, {"reasoning_rows", recipe == "sft" ? 0 : 1}}})}};
        run.result = {{"train_answer_tokens_seen", 100 * seed}, {"seconds", 2.0}};
        const int64_t id = *addRun(project, run);
        std::vector<Answer> answers;
        for (size_t i = 0; i < asked.size(); ++i)
            answers.push_back({asked[i], "out", right(i) ? 1 : 0, true, right(i), false, 1, 0.1});
        for (const int64_t step : {10, 20}) { // the first epoch must not be taken
            Evaluation evaluation;
            evaluation.run = id;
            evaluation.split = "validation";
            evaluation.mode = "generate";
            evaluation.step = step;
            evaluation.result = {{"tokens_per_answer", 3.0}};
            if (state == "done")
                (void)addEvaluation(project, evaluation, step == 10 ? std::vector<Answer>() : answers);
        }
        return id;
    }

    Comparison compare(RunCatalog& catalog, JudgementCache& cache, std::vector<size_t> runs = {}) {
        catalog = *readRunCatalog(project);
        return *compareRuns(project, catalog, runs.empty() ? allRuns(catalog) : runs, "validation", cache);
    }
};

} // namespace

class TestComparison : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void seedsAreFolded() {
        Made made;
        made.add("sft", 1, [](size_t i) { return i % 2 == 0; });
        made.add("distill", 1, [](size_t) { return true; });
        made.add("sft", 3, [](size_t i) { return i % 4 == 0; });
        made.add("sft", 2, [](size_t i) { return i % 2 == 1; });
        const int64_t again = made.add("sft", 2, [](size_t i) { return i % 2 == 1; }); // the same seed once more
        made.add("sft", 4, [](size_t) { return true; }, Json::object(), "failed");
        made.add("sft", 5, [](size_t i) { return i % 2 == 0; }, {{"rate", 0.01}});
        const RunCatalog catalog = *readRunCatalog(made.project);
        const std::vector<RunGroup> groups = groupRuns(catalog, allRuns(catalog), "validation");
        QCOMPARE(groups.size(), size_t(3));
        QCOMPARE(groups[0].label, std::string("sft \u00b7 rate 0.001"));
        QCOMPARE(groups[2].label, std::string("sft \u00b7 rate 0.01"));
        QCOMPARE(groups[0].runs.size(), size_t(3));
        QCOMPARE(catalog.runs[groups[0].runs[1]].run.id, again); // by seed, the newest of equal ones
        QCOMPARE(groups[0].others.size(), size_t(2));
        for (const size_t run : groups[0].others)
            QVERIFY(!whyNotCounted(catalog, groups[0], run, "validation").empty());
        QVERIFY(whyNotCounted(catalog, groups[0], groups[0].runs[0], "validation").empty());
        QCOMPARE(chooseBaseline(catalog, groups), std::optional<size_t>(0));
        QCOMPARE(configurationDifferences(catalog, {0, 1}, false).size(), size_t(1));
        QCOMPARE(configurationDifferences(catalog, {0, 1}, true).size(), size_t(2)); // the name too
    }

    void differencesAreSaid() {
        Made made;
        for (int64_t seed = 1; seed <= 3; ++seed) {
            made.add("sft", seed, [seed](size_t i) { return (i + size_t(seed)) % 3 == 0; });
            made.add("distill", seed, [seed](size_t i) { return (i + size_t(seed)) % 10 != 0; });
            made.add("random", seed, [seed](size_t i) { return (7 * i + size_t(seed)) % 5 < 2; });
        }
        RunCatalog catalog;
        JudgementCache cache;
        const Comparison comparison = made.compare(catalog, cache);
        QCOMPARE(comparison.recipes.size(), size_t(3));
        QCOMPARE(comparison.recipes[*comparison.baseline].group.label, std::string("sft"));
        const RecipeDifference& clear = *comparison.recipes[1].difference;
        QVERIFY(clear.p && *clear.pHolm >= *clear.p && clear.shown());
        QVERIFY(differenceSentence(clear).ends_with("a difference is shown."));
        const RecipeDifference& same = *comparison.recipes[2].difference;
        QVERIFY(!same.shown() && *same.pHolm <= 1);
        QVERIFY(differenceSentence(same).find("no difference shown") != std::string::npos);
        QVERIFY(differenceSentence(same).find("to show 2 points you need about") != std::string::npos);
        int64_t rows = 0, won = 0;
        for (const BandDifference& band : clear.bands) {
            rows += band.rows;
            won += band.won;
            QVERIFY(band.pHolm && *band.pHolm >= *band.p);
        }
        QCOMPARE(rows, clear.rows);
        QCOMPARE(won, clear.won);
        QCOMPARE(comparison.recipes[1].tokens.seen, std::optional<double>(200)); // mean of 100, 200, 300
        QCOMPARE(comparison.recipes[0].tokens.bought, std::optional<double>(0));
        QVERIFY(*comparison.recipes[1].tokens.bought > 0);
        QVERIFY(!comparison.recipes[2].tokens.bought); // which questions a random split reasons on is not stored
    }

    void oneSeedHasNoPForItsRecipe() {
        Made made;
        made.add("sft", 1, [](size_t i) { return i < 10; });
        made.add("distill", 1, [](size_t i) { return i >= 5 && i < 30; });
        RunCatalog catalog;
        JudgementCache cache;
        const Comparison comparison = made.compare(catalog, cache);
        const RecipeDifference& difference = *comparison.recipes[1].difference;
        QVERIFY(!difference.p && !difference.pHolm && difference.runP);
        QCOMPARE(difference.won, int64_t(20));
        QCOMPARE(difference.lost, int64_t(5));
        QVERIFY(differenceSentence(difference).find("One seed") != std::string::npos);
        QVERIFY(differenceSentence(difference, [](const char*) { return std::string("%1 ja"); }).ends_with("ja"));
        const auto json = comparisonJson(made.project, catalog, comparison, cache);
        EXPECT_OK(json);
        const Json& pair = (*json)["pairs"][0];
        for (const char* key : {"a", "b", "won", "lost", "difference", "low", "high", "p"})
            QVERIFY(pair.contains(key));
        QCOMPARE(pair["won"].get<int>(), 5);
        QVERIFY((*json)["recipes"][1]["to_baseline"]["p"].is_null());
        QVERIFY((*json)["recipes"][1]["to_baseline"]["why_no_p"].is_string());
        QVERIFY((*json)["differences"]["recipe"]["2"] == "distill");
    }

    void degenerateRuns() {
        Made made;
        for (int64_t seed = 1; seed <= 2; ++seed) {
            made.add("sft", seed, [](size_t) { return true; });
            made.add("distill", seed, [](size_t) { return true; });
            made.add("reverse", seed, [](size_t) { return false; });
        }
        RunCatalog catalog;
        JudgementCache cache;
        const Comparison comparison = made.compare(catalog, cache);
        QCOMPARE(comparison.recipes[0].figures.accuracy, 1.0);
        QVERIFY(comparison.recipes[0].figures.low < 0.95); // all right is not certainty
        QCOMPARE(comparison.recipes[1].difference->difference, 0.0);
        QCOMPARE(*comparison.recipes[1].difference->p, 1.0);
        QVERIFY(comparison.recipes[1].difference->low < 0 && comparison.recipes[1].difference->high > 0);
        QCOMPARE(comparison.recipes[2].difference->difference, -1.0);
        const Comparison none = *compareRuns(made.project, catalog, {}, "validation", cache);
        QVERIFY(none.recipes.empty() && !none.baseline);
        QVERIFY(methodsText(catalog, none).find("No finished run") == 0);
        QVERIFY(recipeDifference({}, {}, {}).rows == 0);
    }

    void reportIsOneFile() {
        Made made;
        made.add("sft", 1, [](size_t i) { return i % 2 == 0; });
        const int64_t odd = made.add("distill", 1, [](size_t) { return true; });
        EXPECT_OK(renameRun(made.project, odd, "</script><b>&"));
        EXPECT_OK(pinRun(made.project, odd));
        JudgementCache cache;
        const RunCatalog catalog = *readRunCatalog(made.project);
        const auto parts = reportParts(made.project, catalog, allRuns(catalog), "validation", cache);
        EXPECT_OK(parts);
        QVERIFY(parts->document["baseline"] == "</script><b>&");
        QCOMPARE(parts->document["histogram"]["values"].size(), size_t(400));
        const std::string html = reportHtml(*parts);
        QCOMPARE(html.find("</script>"), html.rfind("</script>"));
        QVERIFY(html.find("<b>&") == std::string::npos);
        for (const char* outside : {"http:", "https:", "src=", "@import"})
            QVERIFY(html.find(outside) == std::string::npos || std::string(outside) == "http:");
        QCOMPARE(html.find("http:"), html.rfind("http:")); // the name of SVG's elements
        QVERIFY(parts->document["methods"].get<std::string>().find("seed 1") != std::string::npos);
        QVERIFY(!reportParts(made.project, catalog, {}, "validation", cache).has_value());
    }

    void runsAreRemoved() {
        Made made;
        const int64_t run = made.add("sft", 1, [](size_t) { return true; });
        const std::string uid = loadRun(made.project, run)->uid;
        const auto folder = made.project.runFolder(uid);
        std::filesystem::create_directories(folder);
        EXPECT_OK(writeFile(folder / "best.json", "{}"));
        JobRecord job;
        job.kind = "train";
        job.uid = uid;
        const int64_t id = *addJob(made.project, job);
        EXPECT_OK(claimJob(made.project, id));
        EXPECT_OK(linkJob(made.project, id, made.scoring, run));
        {
            const auto lock = FileLock::tryAcquire(jobLock(made.project, *findJob(made.project, id)));
            QVERIFY(lock && lock->held());
            const auto refused = removeRun(made.project, run);
            QVERIFY(!refused && refused.error().message.find("at work") != std::string::npos);
        }
        const auto removed = removeRun(made.project, run);
        EXPECT_OK(removed);
        QCOMPARE(removed->evaluations, int64_t(2));
        QVERIFY(removed->bytes >= 2 && !std::filesystem::exists(folder));
        QVERIFY(!loadRun(made.project, run) && listJobs(made.project)->empty());
        QVERIFY(!renameRun(made.project, run, "x") && !renameRun(made.project, run, "7"));
        QVERIFY(!pinRun(made.project, run));
    }
};

QTEST_APPLESS_MAIN(TestComparison)
#include "test_comparison.moc"
