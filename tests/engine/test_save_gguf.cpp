// GGUF files of every family: what is written is read again to the same numbers.
#include "core/engine/export.h"
#include "core/engine/scoring.h"
#include "core/formats/model_source.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace caftan;

class TestSaveGguf : public QObject {
    Q_OBJECT

    static std::vector<NextToken> scores(const std::filesystem::path& path) {
        auto model = loadModel(path, {.threads = 1});
        if (!model)
            qFatal("%s", model.error().message.c_str());
        const std::vector<std::vector<TokenId>> prompts = {{5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}, {3, 30, 31}};
        return scoreBatch(**model, prompts).value();
    }

  private Q_SLOTS:
    void everyFamily_data() {
        QTest::addColumn<QString>("family");
        for (const char* family : {"llama3", "mistral", "qwen2", "qwen3", "phi3", "phi4-mini", "gemma3"})
            QTest::newRow(family) << QString::fromLatin1(family);
    }
    void everyFamily() {
        QFETCH(QString, family);
        const std::filesystem::path golden = CAFTAN_SOURCE_DIR "/tests/engine/golden/families/" + family.toStdString();
        QTemporaryDir temporary;
        const std::filesystem::path folder = temporary.filePath(QStringLiteral("model")).toStdString(),
                                    run = temporary.filePath(QStringLiteral("run")).toStdString();
        for (const auto& to : {folder, run}) {
            std::filesystem::create_directory(to);
            for (const char* name : {"config.json", "model.safetensors"})
                std::filesystem::copy_file(golden / name, to / name);
            std::filesystem::copy_file(CAFTAN_SOURCE_DIR "/resources/demo/tokenizer.json", to / "tokenizer.json");
        }
        ExportRequest request;
        request.kind = ExportKind::Gguf;
        request.base = folder;
        request.checkpoint = run; // as of a run that trained all weights
        const std::filesystem::path file = request.out = temporary.filePath(QStringLiteral("model.gguf")).toStdString();
        request.name = "tiny";
        const auto source = ModelSource::open(folder);
        QVERIFY2(source, source ? "" : source.error().message.c_str());
        const ModelConfig& config = (*source)->config();
        const auto saved = exportModel(request);
        if (family == QLatin1String("mistral") && config.window > 0 && config.window < config.context) {
            QVERIFY(!saved && saved.error().message.find("window") != std::string::npos);
            QVERIFY(!std::filesystem::exists(file));
            return;
        }
        QVERIFY2(saved, saved ? "" : saved.error().message.c_str());
        const auto before = scores(folder), after = scores(file);
        for (size_t i = 0; i < before.size(); ++i) {
            QCOMPARE(after[i].argmax, before[i].argmax);
            QVERIFY(std::abs(after[i].logSumExp - before[i].logSumExp) < 1e-4);
            QVERIFY(std::abs(after[i].entropy - before[i].entropy) < 1e-4);
        }
    }
};

QTEST_GUILESS_MAIN(TestSaveGguf)
#include "test_save_gguf.moc"
