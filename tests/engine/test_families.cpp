// Every family against transformers and PEFT (goldens of make_families.py): logits, entropies, greedy continuations
// through the cache, gradients and losses; from the Hugging Face folder and from GGUF.
#include "core/base/files.h"
#include "core/engine/infer/generate.h"
#include "core/engine/scoring.h"
#include "core/formats/model_config.h"
#include "tests/engine/engine_helpers.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <numeric>

using namespace caftan;
using namespace caftan::test;

namespace {

namespace fs = std::filesystem;
using Ids = std::vector<TokenId>;
const fs::path golden = fs::path(CAFTAN_SOURCE_DIR) / "tests/engine/golden/families";
const char* const families[] = {"llama3",    "mistral", "qwen2",  "qwen3",        "phi3",
                                "phi4-mini", "gemma3",  "llama2", "qwen2-sliding"};

Json readJson(const fs::path& path) {
    return must(parseJson(must(readFile(path))));
}

std::vector<Ids> promptsOf(const Json& cases) {
    std::vector<Ids> prompts;
    for (const Json& one : cases)
        prompts.push_back(one["ids"].get<Ids>());
    return prompts;
}

} // namespace

class TestFamilies : public QObject {
    Q_OBJECT

    std::vector<Example> examples_;

    static std::shared_ptr<LoadedModel> load(const fs::path& path, const char* dtype = "float32") {
        return must(loadModel(path, {.dtype = dtype, .device = "cpu", .threads = 1}));
    }
    static void familyRows() {
        QTest::addColumn<QString>("family");
        for (const char* family : families)
            QTest::newRow(family) << family;
    }
    static void compareScores(const std::vector<NextToken>& tokens, const Json& cases) {
        double worstLogit = 0, worstEntropy = 0;
        for (size_t i = 0; i < tokens.size(); ++i) {
            const auto expected = cases[i]["logits"].get<std::vector<double>>();
            for (size_t k = 0; k < expected.size(); ++k)
                worstLogit = std::max(worstLogit, std::abs(tokens[i].chosenLog[k] + tokens[i].logSumExp - expected[k]));
            worstEntropy = std::max(worstEntropy, std::abs(tokens[i].entropy - cases[i]["entropy"].get<double>()));
        }
        QVERIFY2(worstLogit < 1e-4, qPrintable(QString::number(worstLogit)));
        QVERIFY2(worstEntropy < 1e-4, qPrintable(QString::number(worstEntropy)));
    }
    static void compareLosses(const ExampleTraining& trained, const Json& expected) {
        QCOMPARE(trained.losses.size(), expected.size());
        for (size_t i = 0; i < trained.losses.size(); ++i)
            QVERIFY2(std::abs(trained.losses[i] - expected[i].get<double>()) < 1e-3,
                     qPrintable(QStringLiteral("step %1: %2").arg(i).arg(trained.losses[i])));
    }

  private Q_SLOTS:
    void initTestCase() { examples_ = must(readExamples(golden / "examples.jsonl")); }

    void scoresAndGenerates_data() {
        QTest::addColumn<QString>("path");
        for (const fs::path family : families)
            for (const fs::path& path : {family, family / "model.gguf"})
                if (fs::exists(golden / path))
                    QTest::newRow(path.string().c_str()) << QString::fromStdString(path.string());
    }
    void scoresAndGenerates() {
        QFETCH(QString, path);
        const fs::path place = golden / path.toStdString();
        const Json expected = readJson((place.extension() == ".gguf" ? place.parent_path() : place) / "expected.json");
        const Json& cases = expected["cases"];
        const auto model = load(place);
        const auto prompts = promptsOf(cases);
        Ids everything(size_t(modelFacts(*model).vocabulary));
        std::iota(everything.begin(), everything.end(), 0);
        compareScores(must(scoreBatch(*model, prompts, std::vector(prompts.size(), everything))), cases);
        const auto greedy = must(generateGreedy(*model, prompts, {.maxNewTokens = 12, .entropies = true}));
        for (size_t i = 0; i < prompts.size(); ++i) {
            QCOMPARE(greedy[i].ids, cases[i]["greedy"].get<Ids>());
            Ids longer = prompts[i]; // the cache gives what reading everything again gives
            longer.insert(longer.end(), greedy[i].ids.begin(), greedy[i].ids.end() - 1);
            const double again = must(scoreBatch(*model, std::span(&longer, 1)))[0].entropy;
            QVERIFY(std::abs(double(greedy[i].entropies[11]) - again) < 1e-4);
        }
    }

    // Rows that ended leave the cache; the others go on as if nothing had happened.
    void rowsLeaveTheCache_data() { familyRows(); }
    void rowsLeaveTheCache() {
        QFETCH(QString, family);
        const fs::path place = golden / family.toStdString();
        const Json cases = readJson(place / "expected.json")["cases"];
        std::vector<TokenId> stops; // all but two rows end with their first or second token
        for (size_t i = 2; i < cases.size(); ++i)
            stops.push_back(cases[i]["greedy"][i % 2]);
        const auto prompts = promptsOf(cases);
        const auto greedy = must(generateGreedy(*load(place), prompts, {.maxNewTokens = 12, .stop = stops}));
        for (size_t i = 0; i < prompts.size(); ++i) {
            const auto whole = cases[i]["greedy"].get<Ids>();
            const auto end = std::find_if(whole.begin(), whole.end(), [&](TokenId id) {
                return std::find(stops.begin(), stops.end(), id) != stops.end();
            });
            QCOMPARE(greedy[i].ids, Ids(whole.begin(), end));
        }
    }

    void bfloat16StaysNear_data() { familyRows(); }
    void bfloat16StaysNear() {
        QFETCH(QString, family);
        const fs::path place = golden / family.toStdString();
        const Json expected = readJson(place / "expected.json");
        const auto tokens = must(scoreBatch(*load(place, "bfloat16"), promptsOf(expected["cases"])));
        for (size_t i = 0; i < tokens.size(); ++i)
            QVERIFY(std::abs(tokens[i].entropy - expected["cases"][i]["entropy"].get<double>()) < 0.1);
    }

    void adaptersLearnAsPefts_data() { familyRows(); }
    void adaptersLearnAsPefts() {
        QFETCH(QString, family);
        const fs::path place = golden / family.toStdString();
        const Json expected = readJson(place / "expected.json");
        QTemporaryDir folder;
        ExampleOptions options;
        options.adapter = place / "adapter";
        options.gradients = fs::path(folder.path().toStdString()) / "gradients.safetensors";
        compareLosses(must(trainOnExamples(place, examples_, specLikeGolden(expected), options)),
                      expected["lora_losses"]);
        const auto mine = numbersOf(options.gradients), theirs = numbersOf(place / "gradients.safetensors");
        QCOMPARE(mine.size(), theirs.size());
        for (const auto& [name, numbers] : theirs) {
            QVERIFY2(mine.contains(name) && mine.at(name).size() == numbers.size(), name.c_str());
            QVERIFY2(cosine(mine.at(name), numbers) >= 0.9999, name.c_str());
        }
    }

    void allWeightsLearn_data() { familyRows(); }
    void allWeightsLearn() {
        QFETCH(QString, family);
        const fs::path place = golden / family.toStdString();
        const Json expected = readJson(place / "expected.json");
        compareLosses(must(trainOnExamples(place, examples_, specLikeGolden(expected))), expected["full_losses"]);
    }

    // What is written after training, here without a step's effect, is the model that was read.
    void weightsAreWritten_data() { familyRows(); }
    void weightsAreWritten() {
        QFETCH(QString, family);
        const fs::path place = golden / family.toStdString();
        const Json expected = readJson(place / "expected.json");
        QTemporaryDir folder;
        TrainSpec spec = specLikeGolden(expected);
        spec.rate = 0;
        ExampleOptions options;
        options.steps = 1;
        options.save = fs::path(folder.path().toStdString()) / "saved";
        must(trainOnExamples(place, examples_, spec, options));
        const auto model = load(options.save);
        Ids everything(size_t(modelFacts(*model).vocabulary));
        std::iota(everything.begin(), everything.end(), 0);
        const auto prompts = promptsOf(expected["cases"]);
        compareScores(must(scoreBatch(*model, prompts, std::vector(prompts.size(), everything))), expected["cases"]);
    }

    void usualTargetsFitFusedProjections() {
        QTemporaryDir folder;
        TrainSpec spec = specLikeGolden(readJson(golden / "phi4-mini/expected.json"));
        spec.lora = LoraSpec();
        ExampleOptions options;
        options.steps = 1;
        options.save = fs::path(folder.path().toStdString()) / "adapter";
        must(trainOnExamples(golden / "phi4-mini", examples_, spec, options));
        QVERIFY(readJson(options.save / "adapter_config.json")["target_modules"] ==
                Json({"qkv_proj", "o_proj", "gate_up_proj", "down_proj"}));
        spec.lora->targets = {"c_attn"};
        const auto refused = trainOnExamples(golden / "phi4-mini", examples_, spec, options);
        QVERIFY(!refused &&
                refused.error().message.find("down_proj, gate_up_proj, o_proj, qkv_proj") != std::string::npos);
    }

    // Neighbours in a packed batch change nothing, also where layers slide and angles depend on lengths.
    void neighboursDoNotMatter_data() { familyRows(); }
    void neighboursDoNotMatter() {
        QFETCH(QString, family);
        const fs::path place = golden / family.toStdString();
        const auto model = load(place);
        auto prompts = promptsOf(readJson(place / "expected.json")["cases"]);
        const Ids longest = prompts.back();
        for (const int64_t kept : {44, 40, 23}) { // with common beginnings, which are computed once
            prompts.emplace_back(longest.begin(), longest.begin() + kept);
            prompts.back().push_back(TokenId(kept));
        }
        const auto together = must(scoreBatch(*model, prompts));
        for (size_t i = 0; i < prompts.size(); ++i)
            QVERIFY(std::abs(must(scoreBatch(*model, std::span(&prompts[i], 1)))[0].entropy - together[i].entropy) <
                    1e-5);
    }
};

QTEST_APPLESS_MAIN(TestFamilies)
#include "test_families.moc"
