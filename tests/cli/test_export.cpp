// export through caftan-cli on the demo: what is written loads again with the same numbers, nothing is half-written,
// nothing else is replaced.
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/formats/model_source.h"
#include "core/text/tokenizer.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>

using namespace caftan;

namespace {

struct Exported {
    int code = 0;
    std::string out, error;
    Json document;
};

} // namespace

class TestExport : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    QString project_;

    QString at(const char* name) const { return folder_.filePath(QLatin1String(name)); }
    Exported run(const QString& line, bool smallFiles = false) const {
        QProcess process;
        if (smallFiles)
            process.setChildProcessModifier([] { // as a full disk: writing beyond 200 kB fails
                std::signal(SIGXFSZ, SIG_IGN);
                const rlimit limit{200'000, 200'000};
                ::setrlimit(RLIMIT_FSIZE, &limit);
            });
        process.start(QStringLiteral(CAFTAN_BIN_DIR "/caftan-cli"),
                      QStringList{QStringLiteral("--json"), QStringLiteral("--project"), project_} +
                          QProcess::splitCommand(line));
        if (!process.waitForFinished(120000))
            qFatal("caftan-cli does not end");
        Exported result{process.exitCode(),
                        process.readAllStandardOutput().toStdString(),
                        process.readAllStandardError().toStdString(),
                        {}};
        result.document = parseJson(result.out).value_or(Json());
        return result;
    }
    Json must(const QString& line) const {
        const Exported result = run(line);
        if (result.code != 0)
            qFatal("%s: %s", qPrintable(line), result.error.c_str());
        return result.document;
    }
    // Logits of some prompts: lines of {"argmax", "logsumexp", "top_logits"}.
    std::vector<Json> logits(const QString& model, const QString& adapter = {}) const {
        const Exported result = run(QStringLiteral("logits --threads 1 --model \"%1\" --file \"%2\" %3")
                                        .arg(model, at("prompts.jsonl"),
                                             adapter.isEmpty() ? QString() : QStringLiteral("--adapter ") + adapter));
        if (result.code != 0)
            qFatal("%s", result.error.c_str());
        std::vector<Json> lines;
        for (const QByteArray& line : QByteArray::fromStdString(result.out).trimmed().split('\n'))
            lines.push_back(*parseJson(line.toStdString()));
        return lines;
    }
    static double difference(const std::vector<Json>& a, const std::vector<Json>& b) {
        double worst = a.size() == b.size() ? 0 : 1e9;
        for (size_t i = 0; i < a.size() && i < b.size(); ++i) {
            std::map<int, double> first;
            for (const Json& pair : a[i]["top_logits"])
                first[pair[0]] = pair[1];
            for (const Json& pair : b[i]["top_logits"])
                if (const auto found = first.find(pair[0]); found != first.end())
                    worst = std::max(worst, std::abs(found->second - pair[1].get<double>()));
            worst = std::max(worst, std::abs(a[i]["logsumexp"].get<double>() - b[i]["logsumexp"].get<double>()));
        }
        return worst;
    }
    QStringList left() const { // names in the folder, hidden ones too
        return QDir(folder_.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
    }
    QString checkpoint(int run) const {
        const Json shown = must(QStringLiteral("runs show %1").arg(run));
        const QString uid = QString::fromStdString(shown["uid"].get<std::string>());
        const QString runFolder = project_ + QStringLiteral("/runs/") + uid;
        const Json pointer = *parseJson(*readFile((runFolder + QStringLiteral("/last.json")).toStdString()));
        return runFolder + QLatin1Char('/') + QString::fromStdString(pointer["folder"].get<std::string>());
    }
    QString base() const { return project_ + QStringLiteral("/models/demo-base"); }

  private Q_SLOTS:
    void initTestCase() {
        project_ = at("demo");
        must(QStringLiteral("demo new \"%1\"").arg(project_));
        must(QStringLiteral("score --data demo --model demo-base --limit 60 --threads 1"));
        must(QStringLiteral("cuts save t --scoring 1 --cuts q0.5"));
        const QString train = QStringLiteral("train --scoring 1 --cuts t --recipe sft --limit 16 --epochs 1 --lr 0.01 "
                                             "--batch-sequences 4 --evaluate-limit 2 --max-new-tokens 4 --threads 1 ");
        QCOMPARE(must(train + QStringLiteral("--lora 4"))["run"].get<int>(), 1);
        QCOMPARE(must(train + QStringLiteral("--full"))["run"].get<int>(), 2);
        QVERIFY(writeFile(at("prompts.jsonl").toStdString(),
                          "{\"ids\":[1,40,50,60,70,80]}\n{\"ids\":[1,300,301,302]}\n{\"ids\":[1,660]}\n"));
    }

    void adapterIsPeftsFolder() {
        must(QStringLiteral("export adapter --checkpoint last --run 1 --out \"%1\"").arg(at("adapter")));
        const Json config = *parseJson(*readFile(at("adapter/adapter_config.json").toStdString()));
        QCOMPARE(config["peft_type"].get<std::string>(), std::string("LORA"));
        QCOMPARE(config["r"].get<int>(), 4);
        QVERIFY(std::filesystem::exists(config["base_model_name_or_path"].get<std::string>()));
        QCOMPARE(difference(logits(base(), at("adapter")), logits(base(), checkpoint(1))), 0.0);
        const Exported refused =
            run(QStringLiteral("export adapter --checkpoint last --run 2 --out \"%1\"").arg(at("none")));
        QCOMPARE(refused.code, 1);
        QVERIFY(refused.error.find("trained all weights") != std::string::npos);
        QVERIFY(!left().contains(QStringLiteral("none")));
    }

    void mergedFolderGivesTheSameNumbers() {
        must(QStringLiteral("export merged --checkpoint last --run 1 --out \"%1\"").arg(at("merged")));
        must(QStringLiteral("export merged --checkpoint last --run 2 --out \"%1\" --shard-mb 1").arg(at("full")));
        QVERIFY(difference(logits(at("merged")), logits(base(), checkpoint(1))) < 1e-4);
        QVERIFY(difference(logits(at("merged")), logits(base())) > 1e-2);
        QCOMPARE(difference(logits(at("full")), logits(checkpoint(2))), 0.0);
        QVERIFY(QFile::exists(at("full/model.safetensors.index.json"))); // 3.5 MB in files of 1 MB
        for (const char* name : {"config.json", "tokenizer.json", "tokenizer_config.json", "generation_config.json",
                                 "model.safetensors", "caftan.json"})
            QVERIFY2(QFile::exists(at("merged/") + QLatin1String(name)), name);
        const Json added = must(QStringLiteral("model add \"%1\" --name merged").arg(at("merged")));
        QCOMPARE(added["chat_format"].get<std::string>(), std::string("demo"));
        QVERIFY(!added.contains("problems"));
    }

    void ggufGivesTheSameNumbersAndTokens() {
        const Json made =
            must(QStringLiteral("export gguf --checkpoint last --run 2 --out \"%1\"").arg(at("full.gguf")));
        QVERIFY(made["notice"].get<std::string>().find("llama.cpp") != std::string::npos); // the demo's own splitting
        QCOMPARE(difference(logits(at("full.gguf")), logits(checkpoint(2))), 0.0);
        must(QStringLiteral("export gguf --checkpoint last --run 2 --type float16 --out \"%1\"").arg(at("half.gguf")));
        must(QStringLiteral("export gguf --checkpoint last --run 2 --type q8_0 --out \"%1\"").arg(at("eight.gguf")));
        QVERIFY(difference(logits(at("half.gguf")), logits(checkpoint(2))) < 0.05);
        QVERIFY(difference(logits(at("eight.gguf")), logits(checkpoint(2))) < 1.0);
        QVERIFY(QFileInfo(at("eight.gguf")).size() < QFileInfo(at("full.gguf")).size() / 3);
        const auto ours = Tokenizer::load(base().toStdString()),
                   theirs = Tokenizer::load(at("full.gguf").toStdString());
        QVERIFY2(theirs, theirs ? "" : theirs.error().message.c_str());
        for (const char* text : {"<bos> c=9 d=c+1 d?\nAnswer: A<eos>", "words of others, 123 été"})
            QVERIFY((*ours)->encode(text) == (*theirs)->encode(text));
        const Json added = must(QStringLiteral("model add \"%1\" --name file").arg(at("full.gguf")));
        QCOMPARE(added["chat_format"].get<std::string>(), std::string("demo"));
    }

    // A base that came as GGUF has no tokenizer.json: one is made.
    void runsOfGgufModelsAreExported() {
        const QString train =
            QStringLiteral("train --scoring 1 --cuts t --model file --recipe sft --limit 8 --epochs 1 "
                           "--batch-sequences 4 --evaluate-limit 2 --max-new-tokens 4 --threads 1 ");
        for (const QString& kind : {QStringLiteral("--lora 2"), QStringLiteral("--full")}) {
            const int number = must(train + kind)["run"].get<int>();
            QCOMPARE(run(QStringLiteral("eval --run %1 --checkpoint last --mode single --limit 5").arg(number)).code,
                     0);
            const QString out = at("from-gguf") + QString::number(number);
            must(QStringLiteral("export merged --checkpoint last --run %1 --out \"%2\"").arg(number).arg(out));
            const auto ours = Tokenizer::load(base().toStdString()), theirs = Tokenizer::load(out.toStdString());
            QVERIFY2(theirs, theirs ? "" : theirs.error().message.c_str());
            const char* text = "<bos> c=9 d=c+1 d?\nAnswer: A<eos>";
            QVERIFY((*ours)->encode(text) == (*theirs)->encode(text));
            QCOMPARE(must(QStringLiteral("model info \"%1\"").arg(out))["chat_format"].get<std::string>(),
                     std::string("demo"));
            QCOMPARE(logits(out).size(), size_t(3));
        }
    }

    void nothingIsReplacedUnasked() {
        const QString merged = QStringLiteral("export merged --checkpoint last --run 1 --out \"%1\" ");
        const QStringList before = left();
        Exported refused = run(merged.arg(at("merged")));
        QCOMPARE(refused.code, 1);
        QVERIFY(refused.error.find("--force") != std::string::npos);
        QCOMPARE(run(merged.arg(at("merged")) + QStringLiteral("--force")).code, 0);
        QCOMPARE(run(merged.arg(project_) + QStringLiteral("--force")).code, 1); // no export
        QCOMPARE(run(merged.arg(base())).code, 1);                               // what is read
        QCOMPARE(run(merged.arg(base() + QStringLiteral("/sub"))).code, 1);      // inside it
        QCOMPARE(run(merged.arg(at("no/such/folder"))).code, 1);
        QVERIFY(
            run(QStringLiteral("export merged --run 1 --out \"%1\"").arg(at("x"))).error.find("--checkpoint last") !=
            std::string::npos); // no epoch was better than the base
        QCOMPARE(
            run(QStringLiteral("export gguf --checkpoint last --run 1 --out \"%1\" --force").arg(at("merged"))).code,
            1);
        QCOMPARE(run(QStringLiteral("export merged --checkpoint last --run 9 --out \"%1\"").arg(at("x"))).code, 1);
        QCOMPARE(left(), before);
    }

    void fullDiskLeavesNothing() {
        const QStringList before = left();
        for (const char* kind : {"merged", "gguf"}) {
            const Exported failed = run(
                QStringLiteral("export %1 --checkpoint last --run 2 --out \"%2\"").arg(QLatin1String(kind), at("big")),
                true);
            QCOMPARE(failed.code, 1);
            QVERIFY2(failed.error.find("cannot write") != std::string::npos, failed.error.c_str());
            QCOMPARE(left(), before);
        }
    }
};

QTEST_GUILESS_MAIN(TestExport)
#include "test_export.moc"
