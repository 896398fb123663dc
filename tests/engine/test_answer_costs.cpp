// Cost and entropy of given and of generated tokens, against transformers (golden/make_answer_costs.py).
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/engine/infer/answer_costs.h"
#include "core/engine/infer/generate.h"
#include "tests/engine/engine_helpers.h"

#include <QTest>

using namespace caftan;
using namespace caftan::test;

namespace {

using Ids = std::vector<TokenId>;

std::filesystem::path goldenFolder() {
    return CAFTAN_SOURCE_DIR "/tests/engine/golden";
}

Json expectedOf(const std::string& model) {
    static const Json all = must(parseJson(must(readFile(goldenFolder() / "answer_costs.json"))));
    return all[model];
}

std::shared_ptr<LoadedModel> open(const std::string& model) {
    return must(loadModel(goldenFolder() / model, {.device = "cpu", .threads = 1}));
}

Example exampleOf(const Json& row) {
    Example example;
    example.ids = row["prompt"].get<Ids>();
    example.labels.assign(example.ids.size(), ignoredLabel);
    for (const TokenId id : row["answer"].get<Ids>()) {
        example.ids.push_back(id);
        example.labels.push_back(id);
    }
    return example;
}

double largestDifference(const std::vector<float>& ours, const Json& theirs) {
    if (ours.size() != theirs.size())
        return 1e9;
    double largest = 0;
    for (size_t i = 0; i < ours.size(); ++i)
        largest = std::max(largest, std::abs(double(ours[i]) - theirs[i].get<double>()));
    return largest;
}

} // namespace

class TestAnswerCosts : public QObject {
    Q_OBJECT

    static void models() {
        QTest::addColumn<QString>("model");
        for (const char* model : {"tiny-plain", "tiny-llama3", "tiny-linear"})
            QTest::newRow(model) << QString::fromLatin1(model);
    }

  private Q_SLOTS:
    void given_data() { models(); }
    void given() {
        QFETCH(QString, model);
        const Json expected = expectedOf(model.toStdString())["given"];
        const auto loaded = open(model.toStdString());
        std::vector<Example> examples;
        for (const Json& row : expected)
            examples.push_back(exampleOf(row));
        for (const int64_t batchTokens : {1, 30, 4096}) { // alone, some, all together
            const auto costs = must(answerCosts(*loaded, examples, batchTokens));
            QCOMPARE(costs.size(), examples.size());
            for (size_t i = 0; i < costs.size(); ++i) {
                QVERIFY(largestDifference(costs[i].nll, expected[i]["nll"]) < 1e-4);
                QVERIFY(largestDifference(costs[i].entropy, expected[i]["entropy"]) < 1e-4);
            }
        }
    }

    void generated_data() { models(); }
    void generated() {
        QFETCH(QString, model);
        const Json expected = expectedOf(model.toStdString())["greedy"];
        const auto loaded = open(model.toStdString());
        std::vector<Ids> prompts;
        for (const Json& row : expected)
            prompts.push_back(row["prompt"].get<Ids>());
        const auto answers = must(generateGreedy(*loaded, prompts, {.maxNewTokens = 12, .entropies = true}));
        for (size_t i = 0; i < answers.size(); ++i) {
            QCOMPARE(answers[i].ids, expected[i]["answer"].get<Ids>());
            QVERIFY(largestDifference(answers[i].nll, expected[i]["nll"]) < 1e-4);
            QVERIFY(largestDifference(answers[i].entropies, expected[i]["entropy"]) < 1e-4);
        }
    }

    void edges() {
        const auto model = open("tiny-plain");
        QVERIFY(must(answerCosts(*model, {}, 100)).empty());
        const std::vector<Example> silent = {{{3, 4, 5}, {-100, -100, -100}}, {{3, 4}, {-100, 4}}};
        const auto costs = must(answerCosts(*model, silent, 100));
        QVERIFY(costs[0].nll.empty() && std::isnan(costs[0].meanNll()));
        QCOMPARE(costs[1].nll.size(), size_t(1));
        QCOMPARE(costs[1].meanNll(), double(costs[1].nll[0]));
        QVERIFY(must(answerCosts(*model, silent, 100, [] { return true; })).empty());
        const std::vector<Example> outside = {{{3, 4000}, {-100, 4000}}};
        QVERIFY(!answerCosts(*model, outside, 100));
    }
};

QTEST_APPLESS_MAIN(TestAnswerCosts)
#include "test_answer_costs.moc"
