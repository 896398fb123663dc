// Training against transformers and PEFT (goldens of make_train_golden.py): gradients of one batch, losses of 20 steps,
// the adapter read and written; and what must not depend on how a step is cut up.
#include "core/base/files.h"
#include "tests/engine/engine_helpers.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace caftan;
using namespace caftan::test;

namespace {

namespace fs = std::filesystem;
const fs::path golden = fs::path(CAFTAN_SOURCE_DIR) / "tests/engine/golden/train";

} // namespace

class TestTrain : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    Json expected_;
    std::vector<Example> examples_;

    fs::path out(const char* name) const { return fs::path(folder_.path().toStdString()) / name; }
    ExampleTraining train(const TrainSpec& spec, const ExampleOptions& options = {}) const {
        return must(trainOnExamples(golden / "model", examples_, spec, options));
    }
    static void compareGradients(const fs::path& ours, const fs::path& theirs) {
        const auto mine = numbersOf(ours), other = numbersOf(theirs);
        QCOMPARE(mine.size(), other.size());
        for (const auto& [name, numbers] : other) {
            QVERIFY2(mine.contains(name), name.c_str());
            QCOMPARE(mine.at(name).size(), numbers.size());
            QVERIFY2(cosine(mine.at(name), numbers) >= 0.9999, name.c_str());
        }
    }
    void compareLosses(const ExampleTraining& trained, const char* losses, const char* norms) const {
        QCOMPARE(trained.losses.size(), expected_[losses].size());
        for (size_t i = 0; i < trained.losses.size(); ++i) {
            QVERIFY(std::abs(trained.losses[i] - expected_[losses][i].get<double>()) < 1e-3);
            QVERIFY(std::abs(trained.norms[i] - expected_[norms][i].get<double>()) < 1e-2);
        }
    }

  private Q_SLOTS:
    void initTestCase() {
        expected_ = must(parseJson(must(readFile(golden / "expected.json"))));
        examples_ = must(readExamples(golden / "examples.jsonl"));
        QCOMPARE(examples_.size(), size_t(80));
    }

    void fullGradientsAndLossesAreTransformers() {
        ExampleOptions options;
        options.gradients = out("full.safetensors");
        compareLosses(train(specLikeGolden(expected_), options), "full_losses", "full_norms");
        compareGradients(out("full.safetensors"), golden / "full_gradients.safetensors");
    }

    void adapterGradientsAndLossesArePefts() {
        ExampleOptions options;
        options.adapter = golden / "adapter";
        options.gradients = out("lora.safetensors");
        options.save = out("adapter");
        compareLosses(train(specLikeGolden(expected_), options), "lora_losses", "lora_norms");
        compareGradients(out("lora.safetensors"), golden / "lora_gradients.safetensors");

        // What was written is read again, and goes on from there as if it had not stopped.
        const auto written = numbersOf(out("adapter") / "adapter_model.safetensors");
        const auto first = numbersOf(golden / "adapter/adapter_model.safetensors");
        QCOMPARE(written.size(), first.size());
        for (const auto& [name, numbers] : first)
            QCOMPARE(written.at(name).size(), numbers.size());
        options = {};
        options.adapter = out("adapter");
        options.steps = 1;
        const double again = train(specLikeGolden(expected_), options).losses[0];
        QVERIFY(again < expected_["lora_losses"][0].get<double>() - 0.1);
    }

    void anAdapterOfPeftsGivesPeftsLogits() {
        const auto model = must(loadModelWithAdapter(golden / "model", golden / "adapter", {.threads = 1}));
        const std::vector<std::vector<TokenId>> probe = {expected_["probe"].get<std::vector<TokenId>>()};
        const NextToken token = must(scoreBatch(*model, probe))[0];
        QCOMPARE(token.top.size(), size_t(10));
        for (const auto& [id, probability] : token.top)
            QVERIFY(std::abs(std::log(probability) + token.logSumExp -
                             expected_["lora_logits"][size_t(id)].get<double>()) < 1e-4);
    }

    void accumulationGivesTheSameGradients() {
        TrainSpec spec = specLikeGolden(expected_);
        for (const char* mean : {"token", "sequence"}) {
            spec.lossMean = mean;
            ExampleOptions options;
            options.gradients = out("whole.safetensors");
            const auto whole = train(spec, options);
            options.gradients = out("parts.safetensors");
            spec.microTokens = 1; // every sequence alone
            const auto parts = train(spec, options);
            spec.microTokens = 8192;
            compareGradients(out("whole.safetensors"), out("parts.safetensors"));
            for (size_t i = 0; i < whole.losses.size(); ++i)
                QVERIFY(std::abs(whole.losses[i] - parts.losses[i]) < 1e-4);
        }
    }

    void theSameSettingsGiveTheSameBits() {
        TrainSpec spec = specLikeGolden(expected_);
        spec.lora = LoraSpec{4, 8, 0.2, {"q_proj", "down_proj"}};
        const auto one = train(spec), two = train(spec);
        QVERIFY(one.losses == two.losses);
        spec.seed = 2;
        QVERIFY(train(spec).losses != one.losses);
    }

    void bfloat16LearnsToo() {
        TrainSpec spec = specLikeGolden(expected_);
        spec.dtype = "bfloat16";
        const auto trained = train(spec);
        for (size_t i = 0; i < trained.losses.size(); ++i)
            QVERIFY(std::abs(trained.losses[i] - expected_["full_losses"][i].get<double>()) < 0.15);
    }

    void badExamplesAreNamed_data() {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("words");
        QTest::addRow("no labels") << QByteArray("{\"ids\": [1, 2]}") << QByteArray("labels");
        QTest::addRow("lengths") << QByteArray("{\"ids\": [1, 2], \"labels\": [1]}") << QByteArray("same length");
        QTest::addRow("not a number") << QByteArray("{\"ids\": [1, \"a\"], \"labels\": [1, 2]}") << QByteArray("ids");
        QTest::addRow("not JSON") << QByteArray("{\"ids\": [1, ") << QByteArray("line 2");
        QTest::addRow("vocabulary") << QByteArray("{\"ids\": [1, 96], \"labels\": [1, 96]}")
                                    << QByteArray("vocabulary");
    }
    void badExamplesAreNamed() {
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, words);
        const fs::path file = out("bad.jsonl");
        QVERIFY(writeFile(file, "{\"ids\": [1, 2], \"labels\": [-100, 2]}\n" + line.toStdString() + "\n"));
        const auto examples = readExamples(file);
        const std::string message =
            examples ? trainOnExamples(golden / "model", *examples, specLikeGolden(expected_)).error().message
                     : examples.error().message;
        QVERIFY2(message.find(words.toStdString()) != std::string::npos, message.c_str());
    }

    void aBrokenAdapterIsRefused() {
        fs::create_directories(out("broken"));
        const std::string whole = must(readFile(golden / "adapter/adapter_config.json"));
        const auto with = [&](const char* key, const Json& value) {
            Json json = must(parseJson(whole));
            json[key] = value;
            return dumpJson(json);
        };
        for (const std::string& config :
             {std::string("{"), std::string("{\"peft_type\": \"IA3\"}"),
              std::string("{\"peft_type\": \"LORA\", \"r\": 4}"), with("use_dora", true),
              with("alpha_pattern", {{"q_proj", 3}}), with("layers_to_transform", {0}),
              with("target_modules", "all-linear"), with("target_modules", {"c_attn"}), with("r", 5)}) {
            QVERIFY(writeFile(out("broken") / "adapter_config.json", config));
            ExampleOptions options;
            options.adapter = out("broken");
            QVERIFY(!trainOnExamples(golden / "model", examples_, specLikeGolden(expected_), options));
        }
    }
};

QTEST_APPLESS_MAIN(TestTrain)
#include "test_train.moc"
