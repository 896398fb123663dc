// The decoder against numbers computed elsewhere: transformers (golden/), float64 Python (stories260k), the demo's
// base.
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/engine/infer/generate.h"
#include "core/engine/scoring.h"
#include "core/engine/weights/dequantise.h"

#include <QTest>

#include <cmath>
#include <filesystem>
#include <numeric>
#include <sstream>

using namespace caftan;
namespace fs = std::filesystem;

namespace {

using Ids = std::vector<TokenId>;
using Prompts = std::vector<Ids>;

const fs::path golden = fs::path(CAFTAN_SOURCE_DIR) / "tests/engine/golden";
const fs::path shared = CAFTAN_SHARED_DIR;

Json readJson(const fs::path& path) {
    return parseJson(readFile(path).value()).value();
}

std::shared_ptr<LoadedModel> load(const fs::path& path, const std::string& dtype = "float32") {
    auto model = loadModel(path, {.dtype = dtype, .device = "cpu", .threads = 2});
    if (!model)
        qFatal("%s", model.error().message.c_str());
    return *model;
}

std::vector<TokenId> allIds(int64_t vocabulary) {
    std::vector<TokenId> ids(static_cast<size_t>(vocabulary));
    std::iota(ids.begin(), ids.end(), 0);
    return ids;
}

Prompts promptsOf(const Json& cases) {
    Prompts prompts;
    for (const Json& item : cases)
        prompts.push_back(item["ids"].get<Ids>());
    return prompts;
}

// Largest difference between the logits that transformers gave and ours, rebuilt from log-probabilities.
double worstLogit(const NextToken& token, const std::vector<double>& expected) {
    double worst = 0;
    for (size_t i = 0; i < expected.size(); ++i)
        worst = std::max(worst, std::abs(token.chosenLog[i] + token.logSumExp - expected[i]));
    return worst;
}

} // namespace

class TestGoldens : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void dequantisesAsGgufDoes_data() {
        QTest::addColumn<int>("type");
        QTest::newRow("Q8_0") << int(TensorType::Q8_0);
        QTest::newRow("Q4_0") << int(TensorType::Q4_0);
        QTest::newRow("Q4_1") << int(TensorType::Q4_1);
        QTest::newRow("Q5_0") << int(TensorType::Q5_0);
        QTest::newRow("Q5_1") << int(TensorType::Q5_1);
        QTest::newRow("Q4_K") << int(TensorType::Q4_K);
        QTest::newRow("Q5_K") << int(TensorType::Q5_K);
        QTest::newRow("Q6_K") << int(TensorType::Q6_K);
    }
    void dequantisesAsGgufDoes() {
        QFETCH(int, type);
        const Json entry = readJson(golden / "quantised.json")[QTest::currentDataTag()];
        const QByteArray bytes = QByteArray::fromHex(QByteArray::fromStdString(entry["bytes"].get<std::string>()));
        const auto expected = entry["numbers"].get<std::vector<float>>();
        const BlockLayout layout = blockLayout(TensorType(type));
        QCOMPARE(int64_t(bytes.size()) / layout.bytes * layout.numbers, int64_t(expected.size()));
        std::vector<float> numbers(expected.size());
        dequantiseBlocks(TensorType(type), reinterpret_cast<const std::byte*>(bytes.data()),
                         bytes.size() / layout.bytes, numbers.data());
        for (size_t i = 0; i < numbers.size(); ++i)
            QVERIFY2(numbers[i] == expected[i], qPrintable(QString::number(i)));
    }

    void tinyModelsAsTransformers_data() {
        QTest::addColumn<QString>("folder");
        QTest::newRow("untied") << "tiny-plain";
        QTest::newRow("tied, grouped heads, llama3 rope") << "tiny-llama3";
        QTest::newRow("sharded bfloat16 file, one key head, linear rope") << "tiny-linear";
    }
    void tinyModelsAsTransformers() {
        QFETCH(QString, folder);
        const fs::path path = golden / folder.toStdString();
        const Json cases = readJson(path / "expected.json");
        const auto model = load(path);
        const auto prompts = promptsOf(cases);
        const Prompts chosen(prompts.size(), allIds(40));
        const auto tokens = scoreBatch(*model, prompts, chosen).value();
        const auto greedy = generateGreedy(*model, prompts, {.maxNewTokens = 12}).value();
        for (size_t i = 0; i < prompts.size(); ++i) {
            QVERIFY(worstLogit(tokens[i], cases[i]["logits"].get<std::vector<double>>()) < 2e-5);
            QCOMPARE(greedy[i].ids, cases[i]["greedy"].get<Ids>());
        }
    }

    void bfloat16StaysNear() {
        const Json cases = readJson(golden / "tiny-llama3/expected.json");
        const auto exact = load(golden / "tiny-llama3"), rounded = load(golden / "tiny-llama3", "bfloat16");
        const auto prompts = promptsOf(cases);
        const auto a = scoreBatch(*exact, prompts).value(), b = scoreBatch(*rounded, prompts).value();
        for (size_t i = 0; i < prompts.size(); ++i)
            QVERIFY2(std::abs(a[i].entropy - b[i].entropy) < 0.05, qPrintable(QString::number(i)));
    }

    // The same rows alone and together, in any order: nothing leaks between neighbours.
    void neighboursDoNotMatter() {
        const auto model = load(golden / "tiny-llama3");
        const auto prompts = promptsOf(readJson(golden / "tiny-llama3/expected.json"));
        const auto together = scoreBatch(*model, prompts).value();
        for (size_t i = 0; i < prompts.size(); ++i) {
            const auto alone = scoreBatch(*model, std::span(&prompts[i], 1)).value();
            QVERIFY(std::abs(alone[0].entropy - together[i].entropy) < 1e-5);
        }
        const auto again = scoreBatch(*model, prompts).value();
        for (size_t i = 0; i < prompts.size(); ++i)
            QCOMPARE(again[i].entropy, together[i].entropy); // bits
    }

    void metricsOfOneDistribution() {
        const auto model = load(golden / "tiny-plain");
        const Json cases = readJson(golden / "tiny-plain/expected.json");
        const auto token = scoreBatch(*model, promptsOf(cases), Prompts(cases.size(), allIds(40))).value()[4];
        double sum = 0, entropy = 0;
        for (size_t i = 0; i < token.chosen.size(); ++i) {
            sum += token.chosen[i];
            entropy -= token.chosen[i] * token.chosenLog[i];
        }
        QVERIFY(std::abs(sum - 1) < 1e-6);
        QVERIFY(std::abs(entropy - token.entropy) < 1e-5);
        QCOMPARE(token.top.size(), size_t(10));
        QCOMPARE(token.top[0].first, token.argmax);
        QVERIFY(std::is_sorted(token.top.rbegin(), token.top.rend(),
                               [](const auto& a, const auto& b) { return a.second < b.second; }));
        QCOMPARE(token.top[1].second, token.top2);
    }

    void promptsThatCannotBeScored() {
        const auto model = load(golden / "tiny-plain");
        const auto message = [&](const Ids& prompt) {
            const auto result = scoreBatch(*model, Prompts{prompt});
            return result ? std::string() : result.error().message;
        };
        QVERIFY(message({}).find("empty") != std::string::npos);
        QVERIFY(message({1, 40}).find("vocabulary") != std::string::npos);
        QVERIFY(message({-1}).find("vocabulary") != std::string::npos);
        QVERIFY(message(Ids(65, 3)).find("context") != std::string::npos);
        QVERIFY(message(Ids(64, 3)).empty());
        const auto cancelled = scoreBatch(*model, Prompts{{1}}, {}, [] { return true; });
        QVERIFY(cancelled && cancelled->empty());
    }

    void generationStopsWhereItMust() {
        const auto model = load(golden / "tiny-plain");
        const Json cases = readJson(golden / "tiny-plain/expected.json");
        const auto prompts = promptsOf(cases);
        const TokenId stop = cases[4]["greedy"][3];
        const auto stopped =
            generateGreedy(*model, prompts, {.maxNewTokens = 12, .stop = {stop}, .entropies = true, .sequences = 4})
                .value();
        for (size_t i = 0; i < prompts.size(); ++i) {
            const auto whole = cases[i]["greedy"].get<Ids>();
            const auto end = std::find(whole.begin(), whole.end(), stop);
            QCOMPARE(stopped[i].ids, Ids(whole.begin(), end));
            QCOMPARE(stopped[i].stopped, end != whole.end());
            QCOMPARE(stopped[i].entropies.size(), stopped[i].ids.size() + (stopped[i].stopped ? 1 : 0));
        }
        const auto full = generateGreedy(*model, Prompts{Ids(60, 3)}, {.maxNewTokens = 100}).value();
        QCOMPARE(full[0].ids.size(), size_t(5)); // the context of 64 is used up
    }

    void planIsAFunctionOfLengths() {
        const std::vector<size_t> lengths{5, 100, 7, 5, 300, 64, 64, 1};
        const auto plan = planBatches(lengths, 128);
        QCOMPARE(plan, planBatches(lengths, 128));
        QCOMPARE(plan[0], std::vector<size_t>{4}); // longer than a batch: alone, and first
        std::vector<size_t> seen;
        for (const auto& batch : plan) {
            size_t tokens = 0;
            for (const size_t index : batch)
                tokens += lengths[index];
            QVERIFY(batch.size() == 1 || tokens <= 128);
            seen.insert(seen.end(), batch.begin(), batch.end());
        }
        std::sort(seen.begin(), seen.end());
        QCOMPARE(seen, (std::vector<size_t>{0, 1, 2, 3, 4, 5, 6, 7}));
        QVERIFY(planBatches({}, 128).empty());
    }

    void stories260k() {
        const fs::path folder = shared / "data/stories260k";
        if (!fs::exists(folder))
            QSKIP("The shared data are absent.");
        const Json expected = readJson(folder / "golden_greedy.json");
        const auto model = load(folder / "hf");
        Ids ids = expected["prompt_ids"];
        const auto greedy = generateGreedy(*model, Prompts{ids}, {.maxNewTokens = 64, .entropies = true}).value()[0];
        QCOMPARE(greedy.ids, expected["greedy_ids"].get<Ids>());
        const auto first = scoreBatch(*model, Prompts{ids}, Prompts{allIds(512)}).value()[0];
        QVERIFY(worstLogit(first, expected["logits_pos0"].get<std::vector<double>>()) < 1e-4);
        for (size_t step = 0; step < 64; ++step) {
            const Json& at = expected["per_step"][step];
            const auto token = scoreBatch(*model, Prompts{ids}, Prompts{Ids{at["argmax"].get<TokenId>()}}).value()[0];
            QCOMPARE(token.argmax, at["argmax"].get<TokenId>());
            QVERIFY(std::abs(token.entropy - at["entropy_nats"].get<double>()) < 1e-4);
            QVERIFY(std::abs(token.chosenLog[0] + token.logSumExp - at["max_logit"].get<double>()) < 1e-4);
            QVERIFY(std::abs(double(greedy.entropies[step]) - at["entropy_nats"].get<double>()) < 1e-4);
            ids.push_back(token.argmax);
        }
    }

    void demoBase() {
        const fs::path folder = shared / "data/demo";
        if (!fs::exists(folder))
            QSKIP("The shared data are absent.");
        std::istringstream lines(readFile(folder / "reference.jsonl").value());
        Json cases = Json::array();
        for (std::string line; std::getline(lines, line);)
            cases.push_back(parseJson(line).value());
        QCOMPARE(cases.size(), size_t(900));
        const auto model = load(folder);
        const auto tokens = scoreBatch(*model, promptsOf(cases)).value();
        double worst = 0;
        for (size_t i = 0; i < tokens.size(); ++i) {
            worst = std::max(worst, std::abs(tokens[i].entropy - cases[i]["entropy"].get<double>()));
            QCOMPARE(tokens[i].argmax, cases[i]["argmax"].get<TokenId>());
        }
        QVERIFY2(worst < 1e-4, qPrintable(QString::number(worst)));
    }
};

QTEST_APPLESS_MAIN(TestGoldens)
#include "test_goldens.moc"
