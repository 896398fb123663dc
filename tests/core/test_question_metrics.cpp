// What is known of tokens, metrics that one scoring has of its own, data maps, a run's answers as a scoring.
#include "core/analysis/data_map.h"
#include "core/store/answer_details.h"
#include "core/store/metrics.h"
#include "core/store/run_scoring.h"
#include "core/store/runs.h"
#include "core/store/scored_rows.h"
#include "core/text/token_pieces.h"
#include "core/text/token_values.h"
#include "tests/core/store_helpers.h"

#include <algorithm>
#include <random>

using namespace caftan;
using namespace caftan::test;

namespace {

bool near(double a, double b) {
    return std::abs(a - b) < 1e-12;
}

std::vector<TokenValue> twoTokens(float entropy) {
    return {{2, entropy, 0.5f}, {1, 2 * entropy, 1.5f}, {0, 0, 0}};
}

// A data set, a scoring of it, and a run with three epochs of answers to its validation questions.
struct Trained {
    TemporaryProject files;
    Project& project = files.project;
    int64_t dataset = 0, scoring = 0, run = 0;
    std::vector<int64_t> validation;

    Trained() {
        const auto ids = storeImport(project, "small", smallImport(40, true)).value();
        dataset = ids.dataset;
        scoring = listScorings(project)->front().id;
        const auto questions = loadQuestions(project, dataset).value();
        for (const StoredQuestion& stored : questions)
            if (stored.question.split == Split::Validation)
                validation.push_back(stored.id);
        RunRecord record;
        record.name = "first";
        record.scoring = scoring;
        run = addRun(project, record).value();
        for (int epoch = 0; epoch <= 3; ++epoch)
            for (const char* mode : {"single", "generate"})
                answer(epoch, mode);
    }

    // p(key) of question i after epoch e is (e + 1) / (i + 5); right where that is above a half.
    void answer(int epoch, const std::string& mode) {
        Evaluation evaluation;
        evaluation.run = run;
        evaluation.split = "validation";
        evaluation.mode = mode;
        evaluation.step = 10 * epoch;
        evaluation.epoch = epoch;
        std::vector<Answer> answers;
        for (size_t i = 0; i < validation.size(); ++i) {
            Answer answer{validation[i], "ABC", 1, true, true, true, 3, 0.25};
            const double gold = double(epoch + 1) / double(i + 5);
            answer.right = gold > 0.5;
            if (mode == "single") {
                answer.goldNll = -std::log(gold);
            } else {
                const auto tokens = twoTokens(0.125f * float(i + 1));
                answer.summary = summarise(tokens);
                answer.tokenValues = packTokenValues(tokens);
                answer.valid = i != 1;
                answer.right = answer.right && answer.valid;
            }
            answers.push_back(std::move(answer));
        }
        if (!addEvaluation(project, evaluation, answers))
            qFatal("no evaluation");
    }
};

bool has(const std::vector<MetricInfo>& metrics, const char* name, bool readsKey) {
    return std::any_of(metrics.begin(), metrics.end(),
                       [&](const MetricInfo& info) { return info.name == name && info.readsKey == readsKey; });
}

} // namespace

class TestQuestionMetrics : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void valuesAreKept() {
        std::mt19937_64 random(3);
        std::uniform_real_distribution<float> entropy(0, 12), nll(0, 40);
        std::vector<TokenValue> tokens = {{7}, {0, 0, 0}, {70000, 99, 99}};
        for (int i = 0; i < 1000; ++i)
            tokens.push_back({size_t(i % 300), entropy(random), nll(random)});
        const auto again = unpackTokenValues(packTokenValues(tokens));
        QCOMPARE(again.size(), tokens.size());
        QVERIFY(std::isnan(again[0].entropy) && std::isnan(again[0].nll) && again[0].bytes == 7);
        QVERIFY(again[1].entropy == 0 && again[1].nll == 0);
        QVERIFY(again[2].entropy > 15.9f && again[2].nll > 63.9f);
        for (size_t i = 3; i < tokens.size(); ++i) {
            QCOMPARE(again[i].bytes, tokens[i].bytes);
            QVERIFY(std::abs(again[i].entropy - tokens[i].entropy) <= 0.5f / 4096 + 1e-6f);
            QVERIFY(std::abs(again[i].nll - tokens[i].nll) <= 0.5f / 1024 + 1e-5f);
        }
        QVERIFY(unpackTokenValues("12345").empty() && unpackTokenValues("").empty());
    }

    void summaries() {
        const std::vector<TokenValue> tokens = {{3}, {1, 0.5f, 1}, {1, 1.5f, 3}, {0, 0.25f, 2}};
        const TokenSummary summary = summarise(tokens);
        QVERIFY(near(summary.meanEntropy, 0.75) && near(summary.maxEntropy, 1.5) && near(summary.meanNll, 2));
        const TokenSummary none = summarise(std::vector<TokenValue>{{3}});
        QVERIFY(std::isnan(none.meanEntropy) && std::isnan(none.maxEntropy) && std::isnan(none.meanNll));
    }

    void pieces_data() {
        QTest::addColumn<QString>("file");
        for (const char* file : {"words", "digits", "llama2", "gpt4o", "mistral", "gemma"})
            QTest::newRow(file) << QString::fromLatin1(file);
    }
    void pieces() {
        QFETCH(QString, file);
        QTemporaryDir folder;
        const std::filesystem::path path = folder.path().toStdString();
        std::filesystem::copy_file(CAFTAN_SOURCE_DIR "/tests/core/golden/tokenizer_" + file.toStdString() + ".json",
                                   path / "tokenizer.json");
        const auto tokenizer = Tokenizer::load(path);
        EXPECT_OK(tokenizer);
        TokenPieces pieces(**tokenizer);
        for (const std::string text : {"Let us see: 12 is even.\nAnswer: B", "größer, 例, 🦔!", "", "  x  "}) {
            const std::vector<TokenId> ids = (*tokenizer)->encode(text);
            const std::string whole = (*tokenizer)->decode(ids);
            const auto lengths = pieces.lengths(ids, whole);
            QCOMPARE(lengths.size(), ids.size());
            size_t sum = 0;
            for (const size_t length : lengths)
                sum += length;
            QCOMPARE(sum, whole.size());
        }
    }

    // By numpy: mean(0) and std(0).
    void dataMaps() {
        const std::vector<std::vector<double>> gold = {{.2, .9, .5, 1}, {.6, .8, .1, 1}, {.7, .95, .4, 1}};
        const std::vector<std::vector<uint8_t>> right = {{0, 1, 0, 1}, {1, 1, 0, 1}, {1, 1, 0, 1}};
        const auto points = dataMap(gold, right);
        const double confidence[] = {0.5, 0.8833333333333334, 0.3333333333333333, 1};
        const double variability[] = {0.21602468994692864, 0.062360956446232324, 0.16996731711975951, 0};
        const int correctness[] = {2, 3, 0, 3};
        QCOMPARE(points.size(), size_t(4));
        for (size_t i = 0; i < points.size(); ++i) {
            QVERIFY(near(points[i].confidence, confidence[i]) && near(points[i].variability, variability[i]));
            QCOMPARE(points[i].correctness, correctness[i]);
        }
        QVERIFY(dataMap({}, {}).empty());
    }

    // Of one scoring alone; an imported metric of the same data set is every scoring's.
    void ownMetricsStayApart() {
        TemporaryProject t;
        const auto ids = storeImport(t.project, "small", smallImport(30, true)).value();
        const int64_t first = listScorings(t.project)->front().id;
        const auto questions = loadQuestions(t.project, ids.dataset).value();
        Scoring record;
        record.name = "second";
        record.dataset = ids.dataset;
        const int64_t second = addScoring(t.project, record).value();
        std::vector<Score> scores;
        for (const StoredQuestion& stored : questions)
            scores.push_back(recordedScore(stored.id, 1, true));
        EXPECT_OK(addScores(t.project, second, scores));

        const OwnValue values[] = {{questions[2].id, 1.5}, {questions[3].id, std::nan("")}, {questions[5].id, 0.5}};
        EXPECT_OK(addOwnValues(t.project, first, "ifd", values));
        const OwnValue more[] = {{questions[7].id, 2.5}};
        EXPECT_OK(addOwnValues(t.project, first, "ifd", more));
        const OwnValue other[] = {{questions[2].id, 9}};
        EXPECT_OK(addOwnValues(t.project, second, "ifd", other));
        QVERIFY(!addOwnValues(t.project, first, "no_such_metric", more));
        QVERIFY(has(*listMetrics(t.project, first), "ifd", true));
        QCOMPARE(loadColumns(t.project, first, "ifd")->columns.metric, (std::vector<double>{1.5, 0.5, 2.5}));
        QCOMPARE(loadColumns(t.project, second, "ifd")->columns.metric, std::vector<double>{9});

        const MeasureValue level{"q1", 3};
        EXPECT_OK(storeMeasure(t.project, ids.dataset, "level", false, "judge.tsv", std::span(&level, 1)));
        EXPECT_OK(storeMeasure(t.project, ids.dataset, "level", false, "judge.tsv", std::span(&level, 1)));
        QVERIFY(!storeMeasure(t.project, ids.dataset, "ifd", false, "judge.tsv", std::span(&level, 1)));
        QCOMPARE(listMeasures(t.project, ids.dataset)->size(), size_t(1));
        for (const int64_t scoring : {first, second})
            QCOMPARE(loadColumns(t.project, scoring, "level")->columns.metric, std::vector<double>{3});
        QVERIFY(!loadColumns(t.project, first, "trace_nll"));
    }

    void answersKeepTheirTokens() {
        Trained t;
        const auto evaluations = listEvaluations(t.project, t.run).value();
        const auto text = loadAnswerText(t.project, evaluations.back().id, t.validation[0]);
        EXPECT_OK(text);
        QCOMPARE((*text)->text, std::string("ABC"));
        QCOMPARE((*text)->tokens.size(), size_t(3));
        QCOMPARE((*text)->tokens[1].entropy, 0.25f);
        QVERIFY(loadAnswerText(t.project, evaluations[0].id, t.validation[0]).value()->tokens.empty());
        QVERIFY(!*loadAnswerText(t.project, evaluations[0].id, 123456));
        const auto history = answersOverTime(t.project, t.validation[0]).value();
        QCOMPARE(history.size(), size_t(3)); // the scoring, and the run by single token and generated
        QCOMPARE(history[1].tokens, 3);
        QVERIFY(loadAnswerText(t.project, history[2].evaluation, t.validation[0]).value());
        EXPECT_OK(rewindRun(t.project, t.run, 10)); // what follows the answers goes with them
        EXPECT_OK(deleteRun(t.project, t.run));
    }

    void traceCosts() {
        Trained t;
        EXPECT_OK(storeTraces(t.project, t.dataset, "teacher", {{"q1", "ABC", "B"}}));
        const int64_t trace = loadTraces(t.project, t.dataset, "teacher")->front().id;
        QVERIFY(!*loadTraceCost(t.project, t.scoring, trace));
        const TraceCost cost{trace, {"ABC", twoTokens(0.5f)}};
        EXPECT_OK(storeTraceCosts(t.project, t.scoring, std::span(&cost, 1)));
        QCOMPARE(loadTraceCost(t.project, t.scoring, trace).value()->tokens.size(), size_t(3));
        const TraceCost torn{trace, {"longer than its tokens", twoTokens(0.5f)}};
        EXPECT_OK(storeTraceCosts(t.project, t.scoring, std::span(&torn, 1)));
        QVERIFY(loadTraceCost(t.project, t.scoring, trace).value()->tokens.empty());
        EXPECT_OK(storeTraces(t.project, t.dataset, "teacher", {{"q1", "again", "B"}}));
        QVERIFY(!*loadTraceCost(t.project, t.scoring, trace));
    }

    void answersAsScoring() {
        Trained t;
        const int64_t evaluation = lastEvaluation(t.project, t.run, "", "").value();
        const int64_t id = scoringOfEvaluation(t.project, evaluation).value();
        QCOMPARE(scoringOfEvaluation(t.project, evaluation).value(), id);
        QCOMPARE(*evaluationOfScoring(t.project, id), std::optional(evaluation));
        QVERIFY(!*evaluationOfScoring(t.project, t.scoring));
        const Scoring scoring = findScoring(t.project, id).value();
        QCOMPARE(scoring.name, std::string("first, epoch 3 (validation, generate)"));
        QCOMPARE(scoring.rows, int64_t(t.validation.size()));
        QVERIFY(!scoring.model && scoring.state == "done");
        const auto metrics = listMetrics(t.project, id).value();
        QVERIFY(has(metrics, "answer_mean_entropy", false) && has(metrics, "answer_max_entropy", false));
        QVERIFY(has(metrics, "answer_nll", false) && has(metrics, "answer_length", false));
        QVERIFY(has(metrics, "datamap_doubt", true) && has(metrics, "datamap_variability", true));
        QVERIFY(metrics.back().readsKey);

        const ScoreColumns mean = loadColumns(t.project, id, "answer_mean_entropy")->columns;
        QCOMPARE(mean.question, t.validation);
        for (size_t i = 0; i < t.validation.size(); ++i)
            QVERIFY(near(mean.metric[i], 0.125 * double(i + 1))); // (e + 2 e + 0) / 3
        const ScoreColumns entropy = loadColumns(t.project, id, "entropy")->columns;
        QVERIFY(entropy.metric[0] == 0.25 && entropy.metric[1] == mean.metric[1]); // the second is invalid
        QVERIFY(entropy.valid[0] && !entropy.valid[1]);
        const auto doubt = loadColumns(t.project, id, "datamap_doubt")->columns.metric;
        const auto wrong = loadColumns(t.project, id, "datamap_epochs_wrong")->columns.metric;
        for (size_t i = 0; i < t.validation.size(); ++i) { // epochs 1, 2, 3: without the one before training
            QVERIFY(near(doubt[i], 1 - 3.0 / double(i + 5)));
            int expected = 0;
            for (const int e : {1, 2, 3})
                expected += double(e + 1) / double(i + 5) <= 0.5;
            QCOMPARE(wrong[i], double(expected));
        }
        const int64_t single = scoringOfEvaluation(t.project, *lastEvaluation(t.project, t.run, "", "single")).value();
        QVERIFY(single != id && has(*listMetrics(t.project, single), "gold_nll", true));
        QVERIFY(!has(*listMetrics(t.project, single), "answer_length", false));
        QCOMPARE(answersOverTime(t.project, t.validation[0])->size(), size_t(3)); // its own scorings do not repeat it
        QVERIFY(!lastEvaluation(t.project, t.run, "test", ""));
        QVERIFY(!scoringOfEvaluation(t.project, 99999));
        EXPECT_OK(deleteRun(t.project, t.run));
        QVERIFY(!*evaluationOfScoring(t.project, id));
    }
};

QTEST_APPLESS_MAIN(TestQuestionMetrics)
#include "test_question_metrics.moc"
