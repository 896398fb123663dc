// Round trips of every table.
#include "core/store/jobs.h"
#include "core/store/runs.h"
#include "tests/core/store_helpers.h"

#include <algorithm>

using namespace caftan;
using namespace caftan::test;

class TestStore : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void importComesBack() {
        TemporaryProject t;
        const Import import = smallImport(40, true);
        const auto ids = storeImport(t.project, "small", import);
        EXPECT_OK(ids);
        QVERIFY(ids->scoring.has_value());
        const auto dataset = findDataset(t.project, "small");
        EXPECT_OK(dataset);
        QCOMPARE(dataset->questions, 40);
        QCOMPARE(dataset->test, 4);
        QCOMPARE(dataset->validation, 4);
        QCOMPARE(dataset->train, 32);
        QVERIFY(!dataset->sealed);
        QCOMPARE(dataset->warnings.at(0).get<std::string>(), std::string("a warning"));
        QCOMPARE(dataset->mapping.at("question").get<std::string>(), std::string("text"));
        const auto questions = loadQuestions(t.project, ids->dataset);
        EXPECT_OK(questions);
        for (size_t i = 0; i < questions->size(); ++i) {
            const Question& got = (*questions)[i].question;
            const Question& want = import.questions[i];
            QCOMPARE((*questions)[i].position, int64_t(i));
            QCOMPARE((*questions)[i].uid.size(), size_t(32));
            QCOMPARE(got.text, want.text);
            QVERIFY(got.options == want.options);
            QCOMPARE(got.answer, want.answer);
            QVERIFY(got.split == want.split);
            QCOMPARE(got.externalId, want.externalId);
        }
        const auto scoring = findScoring(t.project, *ids->scoring);
        EXPECT_OK(scoring);
        QCOMPARE(scoring->prompt, std::string("recorded"));
        QCOMPARE(scoring->state, std::string("done"));
        QCOMPARE(scoring->rows, 40);
        QVERIFY(!scoring->model);
        const auto again = storeImport(t.project, "small", import);
        QVERIFY(!again && again.error().message.find("--name") != std::string::npos);
        QVERIFY(!findDataset(t.project, "other"));
    }

    void failedImportLeavesNothing() {
        TemporaryProject t;
        Import import = smallImport(10, true);
        import.scores.push_back(import.scores.front()); // a question twice
        QVERIFY(!storeImport(t.project, "bad", import));
        QVERIFY(listDatasets(t.project)->empty());
        QVERIFY(listScorings(t.project)->empty());
    }

    void splitIsSealedOnce() {
        TemporaryProject t;
        const auto ids = storeImport(t.project, "d", smallImport(20, false));
        EXPECT_OK(ids);
        EXPECT_OK(openTest(t.project, ids->dataset, "analyze")); // nothing is sealed yet
        QVERIFY(listLedger(t.project, ids->dataset)->empty());
        std::vector<int64_t> questions;
        SplitPlan plan;
        const auto stored = *loadQuestions(t.project, ids->dataset);
        for (const StoredQuestion& question : stored) {
            questions.push_back(question.id);
            plan.splits.push_back(questions.size() <= 4 ? Split::Test : Split::Train);
        }
        EXPECT_OK(storeSplit(t.project, ids->dataset, questions, plan));
        QVERIFY(findDataset(t.project, "d")->sealed);
        EXPECT_OK(storeSplit(t.project, ids->dataset, questions, plan)); // the same again
        std::reverse(plan.splits.begin(), plan.splits.end());
        QVERIFY(!storeSplit(t.project, ids->dataset, questions, plan));
        QCOMPARE(findDataset(t.project, "d")->test, 4);
        EXPECT_OK(openTest(t.project, ids->dataset, "analyze --split test"));
        const auto ledger = listLedger(t.project, ids->dataset);
        QCOMPARE(ledger->size(), size_t(1));
        QCOMPARE(ledger->front().questions, 4);
        QCOMPARE(ledger->front().what, std::string("analyze --split test"));
        QVERIFY(ledger->front().opened > 1.6e9);
        QCOMPARE(findDataset(t.project, "d")->openings, 1);
    }

    void recordedSplitIsKept() {
        TemporaryProject t;
        const auto ids = storeImport(t.project, "d", smallImport(20, false));
        EXPECT_OK(sealRecordedSplit(t.project, ids->dataset));
        QVERIFY(findDataset(t.project, "d")->sealed);
        Import plain = smallImport(5, false);
        for (Question& question : plain.questions)
            question.split = Split::None;
        const auto other = storeImport(t.project, "plain", plain);
        QVERIFY(!sealRecordedSplit(t.project, other->dataset));
    }

    void tracesAreJudged_data() {
        QTest::addColumn<QString>("answers"); // of five questions with key B; options wN, x, y, z's
        QTest::addColumn<int>("right");
        QTest::newRow("letters") << QStringLiteral("B|(b)|[[B]]|A|?") << 3;
        QTest::newRow("from zero") << QStringLiteral("1|1|0|3|1") << 3;
        QTest::newRow("from one") << QStringLiteral("2|2|1|4|2") << 3;
        QTest::newRow("text") << QStringLiteral("x| x |y|z's|nothing") << 2;
    }
    void tracesAreJudged() {
        QFETCH(QString, answers);
        QFETCH(int, right);
        TemporaryProject t;
        const auto ids = storeImport(t.project, "d", smallImport(5, false));
        std::vector<ImportedTrace> traces = {{"unknown", "text", "B"}};
        for (int i = 0; i < 5; ++i)
            traces.push_back({"q" + std::to_string(i), "because", answers.split(QLatin1Char('|'))[i].toStdString()});
        const auto summary = storeTraces(t.project, ids->dataset, "teacher", traces);
        EXPECT_OK(summary);
        QCOMPARE(summary->traces, 5);
        QCOMPARE(summary->unmatched, 1);
        QCOMPARE(int(summary->right), right);
        EXPECT_OK(storeTraces(t.project, ids->dataset, "teacher", traces)); // replaces
        QCOMPARE(loadTraces(t.project, ids->dataset)->size(), size_t(5));
        EXPECT_OK(storeTraces(t.project, ids->dataset, "second", traces));
        QCOMPARE(loadTraces(t.project, ids->dataset)->size(), size_t(10));
        QCOMPARE(loadTraces(t.project, ids->dataset, "second")->size(), size_t(5));
        const auto first = loadQuestions(t.project, ids->dataset)->front();
        QCOMPARE(loadTracesOf(t.project, first.id)->size(), size_t(2));
        QVERIFY(*listTeachers(t.project, ids->dataset) == (std::vector<std::string>{"teacher", "second"}));
    }

    void modelsAreAddedOnce() {
        TemporaryProject t;
        ModelRecord model;
        model.name = "tiny";
        model.path = "/a";
        model.family = "llama";
        model.sha256 = std::string(64, 'b');
        model.config = {{"layers", 4}};
        const auto id = addModel(t.project, model);
        EXPECT_OK(id);
        model.path = "/b";
        QCOMPARE(*addModel(t.project, model), *id);
        const auto found = findModel(t.project, "tiny");
        EXPECT_OK(found);
        QCOMPARE(found->path, std::string("/b"));
        QCOMPARE(found->config.at("layers").get<int>(), 4);
        QCOMPARE(findModel(t.project, std::to_string(*id))->id, *id);
        QVERIFY(findModel(t.project, "no").error().message.find("tiny") != std::string::npos);
    }

    void scoresOnceEach() {
        TemporaryProject t;
        const auto ids = storeImport(t.project, "d", smallImport(6, false));
        Scoring scoring;
        scoring.name = "s";
        scoring.dataset = ids->dataset;
        scoring.prompt = "plain";
        scoring.spec = {{"threads", 2}};
        const auto id = addScoring(t.project, scoring);
        EXPECT_OK(id);
        const auto questions = *loadQuestions(t.project, ids->dataset);
        Score full = recordedScore(questions[0].id, 1.25, true);
        full.optionEntropy = 0.5;
        full.oneMinusMax = 0.25;
        full.margin = 0.75;
        full.goldNll = 2;
        full.answer = " B";
        full.topTokens = "[{\"id\":1}]";
        full.optionProbabilities = "[0.1,0.9]";
        full.promptTokens = 77;
        Score invalid = recordedScore(questions[1].id, 2, false);
        invalid.predicted = -1;
        invalid.valid = false;
        const std::vector<Score> scores = {full, invalid};
        EXPECT_OK(addScores(t.project, *id, scores));
        const std::vector<Score> repeated = {recordedScore(questions[2].id, 1, true), full};
        QVERIFY(!addScores(t.project, *id, repeated));
        QCOMPARE(findScoring(t.project, *id)->rows, 2); // the first of the two is not stored either
        const auto loaded = loadScores(t.project, *id);
        EXPECT_OK(loaded);
        QCOMPARE(loaded->size(), size_t(2));
        const Score& back = loaded->front();
        QCOMPARE(back.entropy, 1.25);
        QCOMPARE(back.goldNll, 2.0);
        QCOMPARE(back.answer, full.answer);
        QCOMPARE(back.topTokens, full.topTokens);
        QCOMPARE(back.optionProbabilities, full.optionProbabilities);
        QCOMPARE(back.promptTokens, 77);
        QCOMPARE((*loaded)[1].predicted, -1);
        QVERIFY(!(*loaded)[1].valid && std::isnan((*loaded)[1].margin));
        QVERIFY(scoredQuestions(t.project, *id)->contains(questions[1].id));
        QVERIFY(loadScore(t.project, *id, questions[0].id)->has_value());
        QVERIFY(!loadScore(t.project, *id, questions[5].id)->has_value());
        QCOMPARE(recordedMetrics(t.project, *id)->size(), size_t(5));
        EXPECT_OK(updateScoring(t.project, *id, "done", {{"rows", 2}}));
        QCOMPARE(findScoring(t.project, *id)->result.at("rows").get<int>(), 2);
    }

    void columnsAreTailed() {
        TemporaryProject t;
        const int count = 5000; // above the size where all questions are read at once
        const auto ids = storeImport(t.project, "d", smallImport(count, false));
        std::vector<ImportedTrace> traces = {{"q1", "t", "B"}, {"q2", "t", "A"}};
        EXPECT_OK(storeTraces(t.project, ids->dataset, "teacher", traces));
        std::vector<TokenCount> tokens;
        const auto stored = *loadTraces(t.project, ids->dataset);
        for (const Trace& trace : stored)
            tokens.push_back({trace.id, 40});
        EXPECT_OK(storeTraceTokens(t.project, tokens));
        const auto questions = *loadQuestions(t.project, ids->dataset);
        const std::vector<TokenCount> answerTokens = {{questions[3].id, 2}};
        EXPECT_OK(storeAnswerTokens(t.project, answerTokens));
        Scoring scoring;
        scoring.dataset = ids->dataset;
        const auto first = addScoring(t.project, scoring), second = addScoring(t.project, scoring);
        for (const auto& id : {first, second}) { // interleaved in two steps each
            std::vector<Score> scores;
            for (int i = 0; i < 4; ++i)
                scores.push_back(recordedScore(questions[size_t(i)].id, i == 2 ? std::nan("") : i, i == 3));
            EXPECT_OK(addScores(t.project, *id, scores));
        }
        const auto chunk = loadColumns(t.project, *first, "entropy");
        EXPECT_OK(chunk);
        QCOMPARE(chunk->columns.size(), size_t(3)); // one has no entropy
        QVERIFY(chunk->columns.category == (std::vector<int32_t>{0, 1, 1}));
        QVERIFY(chunk->columns.right == (std::vector<uint8_t>{0, 0, 1}));
        QVERIFY(chunk->columns.split == (std::vector<uint8_t>{3, 2, 1}));
        QVERIFY(chunk->columns.traceTokens == (std::vector<int32_t>{0, 40, 0})); // q2's trace is wrong
        QVERIFY(chunk->columns.answerTokens == (std::vector<int32_t>{0, 0, 2}));
        std::vector<Score> rest;
        for (int i = 4; i < count; ++i)
            rest.push_back(recordedScore(questions[size_t(i)].id, i, false));
        EXPECT_OK(addScores(t.project, *first, rest));
        const auto tail = loadColumns(t.project, *first, "entropy", chunk->lastRow);
        QCOMPARE(tail->columns.size(), size_t(count - 4));
        QCOMPARE(tail->columns.question.front(), questions[4].id);
        QCOMPARE(tail->columns.category.back(), int32_t(1));
        const auto nothing = loadColumns(t.project, *first, "entropy", tail->lastRow);
        QCOMPARE(nothing->columns.size(), size_t(0));
        QCOMPARE(nothing->lastRow, tail->lastRow);
        QVERIFY(loadColumns(t.project, *first, "margin")->columns.metric.empty());
        QVERIFY(!loadColumns(t.project, *first, "entropy; DROP TABLE score"));
        const auto whole = loadColumns(t.project, *first, "entropy"); // both ways of looking questions up agree
        QVERIFY(whole->columns.traceTokens[1] == 40 && whole->columns.answerTokens[2] == 2);
        QVERIFY(whole->columns.split[0] == 3 && whole->columns.split[1] == 2);
    }

    void cutsKeepTheirUid() {
        TemporaryProject t;
        const auto ids = storeImport(t.project, "d", smallImport(6, true));
        CutSet cuts;
        cuts.name = "mine";
        cuts.scoring = *ids->scoring;
        cuts.values = {0.1, 0.3};
        cuts.quantiles = {0.25, 0.75};
        const auto id = saveCuts(t.project, cuts);
        EXPECT_OK(id);
        const auto before = *listCuts(t.project);
        cuts.values = {0.2, 1.0 / 3};
        cuts.lock = "quantile";
        QCOMPARE(*saveCuts(t.project, cuts), *id);
        const auto after = *listCuts(t.project, *ids->scoring);
        QCOMPARE(after.size(), size_t(1));
        QCOMPARE(after[0].uid, before[0].uid);
        QCOMPARE(after[0].values[1], 1.0 / 3); // every bit
        QCOMPARE(after[0].lock, std::string("quantile"));
        cuts.values = {2, 1};
        QVERIFY(!saveCuts(t.project, cuts));
        cuts.values = {1};
        QVERIFY(!saveCuts(t.project, cuts));
    }

    void runsRewind() {
        TemporaryProject t;
        const auto ids = storeImport(t.project, "d", smallImport(6, true));
        RunRecord run;
        run.name = "r";
        run.recipe = "sft";
        run.config = {{"seed", 3}};
        run.scoring = ids->scoring;
        run.seed = 3;
        Experiment experiment;
        experiment.name = "arms";
        experiment.config = {{"controls", true}};
        run.experiment = *addExperiment(t.project, experiment);
        QCOMPARE(listExperiments(t.project)->front().config.at("controls").get<bool>(), true);
        const auto id = addRun(t.project, run);
        EXPECT_OK(id);
        std::vector<MetricPoint> points;
        for (int step = 1; step <= 10; ++step)
            points.push_back({0, *id, "train/loss", step, step / 5.0, step * 100, step * 0.5, 1.0 / step});
        points.push_back({0, *id, "validation/accuracy", 5, 1, 500, 2.5, 0.5});
        EXPECT_OK(addMetrics(t.project, points));
        const auto all = loadMetrics(t.project, *id);
        QCOMPARE(all->size(), size_t(11));
        QCOMPARE((*all)[9].value, 0.1);
        QCOMPARE(loadMetrics(t.project, *id, "validation/accuracy")->size(), size_t(1));
        QCOMPARE(loadMetrics(t.project, *id, {}, (*all)[7].id)->size(), size_t(3));
        const auto questions = *loadQuestions(t.project, ids->dataset);
        for (const int step : {5, 10}) {
            Evaluation evaluation;
            evaluation.run = *id;
            evaluation.split = "validation";
            evaluation.mode = "single";
            evaluation.step = step;
            evaluation.result = {{"accuracy", 0.5}};
            const std::vector<Answer> answers = {{questions[0].id, "B", 1, true, true, false, 1, 0.5},
                                                 {questions[1].id, "hm", -1, false, false, true, 9, 1.5}};
            EXPECT_OK(addEvaluation(t.project, evaluation, answers));
        }
        const auto last = points[9];
        EXPECT_OK(addMetrics(t.project, std::span(&last, 1))); // a point that comes twice is stored once
        QCOMPARE(loadMetrics(t.project, *id, "train/loss")->size(), size_t(10));
        EXPECT_OK(rewindRun(t.project, *id, 6));
        const auto kept = loadMetrics(t.project, *id);
        QCOMPARE(kept->size(), size_t(7));
        QCOMPARE(findRun(t.project, "r")->attempt, 1);
        const auto evaluations = listEvaluations(t.project, *id);
        QCOMPARE(evaluations->size(), size_t(1));
        const auto answers = loadAnswers(t.project, evaluations->front().id);
        QCOMPARE(answers->size(), size_t(2));
        QVERIFY((*answers)[1].thinks && !(*answers)[1].valid && (*answers)[1].predicted == -1);
        const auto highest = all->back().id;
        EXPECT_OK(addMetrics(t.project, std::span(points).subspan(6, 1)));
        QVERIFY(loadMetrics(t.project, *id, {}, highest)->size() == 1); // row ids are never used twice
        EXPECT_OK(updateRun(t.project, *id, "done", {{"loss", 1}}));
        EXPECT_OK(updateRunNotes(t.project, *id, "a,b", "note"));
        QCOMPARE(findRun(t.project, std::to_string(*id))->tags, std::string("a,b"));
        QVERIFY(!updateRun(t.project, 99, "done", {}));
    }

    void jobsAndLog() {
        TemporaryProject t;
        JobRecord job;
        job.kind = "score";
        job.spec = {{"model", 1}};
        job.commandLine = "caftan-cli score";
        const auto id = addJob(t.project, job), second = addJob(t.project, job);
        EXPECT_OK(id);
        EXPECT_OK(updateJobProgress(t.project, *id, 5, 10, 2.5, "scoring"));
        const auto row = findJob(t.project, *id);
        QCOMPARE(row->done, 5);
        QCOMPARE(row->rate, 2.5);
        QCOMPARE(row->state, std::string("queued"));
        QVERIFY(!row->exitCode);
        EXPECT_OK(moveJobToEnd(t.project, *second, true));
        QCOMPARE(queuedJobs(t.project)->front().id, *second);
        EXPECT_OK(moveJobToEnd(t.project, *second, false));
        QCOMPARE(queuedJobs(t.project)->front().id, *id);
        EXPECT_OK(finishJob(t.project, *id, "failed", 1, "no model"));
        QCOMPARE(findJob(t.project, *id)->exitCode.value_or(0), 1);
        EXPECT_OK(addLog(t.project, *id, "warning", "one"));
        EXPECT_OK(addLog(t.project, *id, "info", "two"));
        const auto log = loadLog(t.project, *id);
        QCOMPARE(log->size(), size_t(2));
        QCOMPARE(loadLog(t.project, *id, log->front().id)->front().text, std::string("two"));
        QVERIFY(!findJob(t.project, 77));
        QVERIFY(!moveJob(t.project, 77, 1));
    }

    void nestedWritesAreOneTransaction() {
        TemporaryProject t;
        const auto outer = t.project.write([&]() -> Status {
            CAFTAN_CHECK(storeImport(t.project, "kept", smallImport(3, false)));
            const auto inner = t.project.write([&]() -> Status {
                CAFTAN_CHECK(storeImport(t.project, "undone", smallImport(3, false)));
                return fail("no");
            });
            return inner ? fail("the inner write should fail") : Status();
        });
        EXPECT_OK(outer);
        QCOMPARE(listDatasets(t.project)->size(), size_t(1));
        const auto failed = t.project.write([&]() -> Status {
            CAFTAN_CHECK(storeImport(t.project, "never", smallImport(3, false)));
            throw std::runtime_error("thrown");
        });
        QVERIFY(!failed && failed.error().message.find("thrown") != std::string::npos);
        QCOMPARE(listDatasets(t.project)->size(), size_t(1));
    }

    void dataVersionSeesOthers() {
        TemporaryProject t;
        auto other = Project::open(t.folder);
        EXPECT_OK(other);
        const auto before = t.project.dataVersion();
        QCOMPARE(*t.project.dataVersion(), *before);
        EXPECT_OK(storeImport(*other, "d", smallImport(2, false)));
        QVERIFY(*t.project.dataVersion() != *before);
    }
};

QTEST_APPLESS_MAIN(TestStore)
#include "test_store.moc"
