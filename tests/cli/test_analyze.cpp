// analyze and cuts through caftan-cli: the published entropies, sealed test parts and their ledger, cut sets, bad
// usage.
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

class TestAnalyze : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    QString project_, error_;

    QJsonDocument run(const QStringList& arguments, int expected = 0) {
        QProcess process;
        process.start(QStringLiteral(CAFTAN_BIN_DIR "/caftan-cli"),
                      QStringList{QStringLiteral("--json"), QStringLiteral("--project"), project_} + arguments);
        process.waitForFinished(60000);
        error_ = QString::fromUtf8(process.readAllStandardError());
        if (process.exitCode() != expected || process.exitStatus() != QProcess::NormalExit)
            qFatal("expected %d, got %d: %s", expected, process.exitCode(), qPrintable(error_));
        return QJsonDocument::fromJson(process.readAllStandardOutput());
    }
    QJsonDocument run(const char* words, int expected = 0) {
        return run(QString::fromUtf8(words).split(QLatin1Char(' ')), expected);
    }
    static double number(const QJsonObject& object, const char* key) { return object[QLatin1String(key)].toDouble(-1); }
    static QJsonArray list(const QJsonObject& object, const char* key) { return object[QLatin1String(key)].toArray(); }

    // 200 questions; the entropy tells most errors, the split is recorded: 160 train, 20 validation, 20 test.
    QString madeData() {
        QFile file(folder_.filePath(QStringLiteral("made.jsonl")));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("cannot write");
        for (int i = 0; i < 200; ++i) {
            const bool right = i % 7 != 0 && i < 150;
            const char* split = i % 10 == 9 ? "test" : i % 10 == 8 ? "validation" : "train";
            file.write(QByteArray("{\"question_id\": ") + QByteArray::number(i) + ", \"question\": \"What is " +
                       QByteArray::number(i) + "?\", \"options\": [\"a\", \"b\"], \"answer\": \"" +
                       (right ? "A" : "B") + "\", \"category\": \"" + (i % 2 ? "odd" : "even") + "\", \"split\": \"" +
                       split + "\", \"entropy\": " + QByteArray::number(i / 100.0) + ", \"llm_answer\": \"A\"}\n");
        }
        return file.fileName();
    }

  private Q_SLOTS:
    void init() {
        project_ = folder_.filePath(QStringLiteral("project-%1").arg(QLatin1String(QTest::currentTestFunction())));
        run({QStringLiteral("project"), QStringLiteral("new"), project_});
    }

    void publishedEntropies() {
        const QDir data(QStringLiteral(CAFTAN_SHARED_DIR "/data/caft/qwen"));
        if (!data.exists())
            QSKIP("The published entropies are not there.");
        QStringList import{QStringLiteral("data"), QStringLiteral("import")};
        for (const QString& name : data.entryList({QStringLiteral("*.tsv")}))
            import << data.filePath(name);
        run(import << QStringLiteral("--name") << QStringLiteral("mmlu"));
        const QJsonObject report = run("analyze --scoring 1 --by category").object();
        QCOMPARE(number(report, "rows"), 9467.0);
        QCOMPARE(number(report, "valid"), 9460.0);
        // Intervals by an independent midrank implementation of DeLong, quantiles by numpy.quantile.
        QVERIFY(std::abs(number(report, "accuracy") - 0.31321353065539115) < 1e-12);
        QVERIFY(std::abs(number(report, "accuracy_all") - 0.3129819372557304) < 1e-12);
        QVERIFY(std::abs(number(report, "auc") - 0.7124268159592441) < 1e-9);
        QVERIFY(std::abs(number(report, "auc_low") - 0.7010434511761908) < 1e-9);
        QVERIFY(std::abs(number(report, "auc_high") - 0.7238101807422973) < 1e-9);
        QVERIFY(std::abs(number(report, "auc_all") - 0.7125029162458347) < 1e-9);
        QVERIFY(std::abs(list(report, "cuts")[0].toDouble() - 0.00474257) < 1e-8);
        QVERIFY(std::abs(list(report, "cuts")[1].toDouble() - 1.01628938) < 1e-8);
        QCOMPARE(list(report, "by").size(), 14);
        QCOMPARE(list(report, "bands").size(), 4); // easy, middle, hard, invalid
    }

    void theTestPartStaysSealed() {
        run({QStringLiteral("data"), QStringLiteral("import"), madeData(), QStringLiteral("--name"),
             QStringLiteral("made")});
        QCOMPARE(number(run("analyze --scoring 1").object(), "rows"), 200.0); // an import seals nothing
        run("data split --data made --keep");
        QJsonObject report = run("analyze --scoring 1").object();
        QCOMPARE(number(report, "rows"), 180.0);
        // Median of the training rows: half of the 160 lie at or below it.
        const double median = list(run("analyze --scoring 1 --cuts q0.5").object(), "cuts")[0].toDouble();
        QCOMPARE(list(run("analyze --scoring 1 --split train --cuts q0.5").object(), "bands")[0]
                     .toObject()[QLatin1String("rows")]
                     .toInt(),
                 80);
        report = run("analyze --scoring 1 --split test --cuts q0.5").object();
        QCOMPARE(number(report, "rows"), 20.0);
        QCOMPARE(list(report, "cuts")[0].toDouble(), median); // cuts are chosen on training rows, whatever is shown
        QCOMPARE(number(run("analyze --scoring 1 --split all").object(), "rows"), 200.0);
        QProcess text;
        text.start(QStringLiteral(CAFTAN_BIN_DIR "/caftan-cli"),
                   {QStringLiteral("--project"), project_, QStringLiteral("analyze"), QStringLiteral("--scoring"),
                    QStringLiteral("1")});
        text.waitForFinished(60000);
        QVERIFY(text.readAllStandardOutput().contains("opened 2 times"));
    }

    void cutSetsAreSavedAndListed() {
        run({QStringLiteral("data"), QStringLiteral("import"), madeData(), QStringLiteral("--name"),
             QStringLiteral("made")});
        const QJsonObject saved = run("cuts save mine --scoring 1 --cuts 0.5,q0.75").object();
        QCOMPARE(list(saved, "cuts")[0].toDouble(), 0.5);
        QCOMPARE(saved[QLatin1String("lock")].toString(), QStringLiteral("value"));
        run("cuts save mine --scoring 1 --cuts q0.25,q0.75"); // replaced
        const QJsonArray sets = run("cuts list").array();
        QCOMPARE(sets.size(), 1);
        QCOMPARE(sets[0].toObject()[QLatin1String("lock")].toString(), QStringLiteral("quantile"));
        QCOMPARE(list(sets[0].toObject(), "quantiles"), (QJsonArray{0.25, 0.75}));
    }

    void badRequestsAreSentences() {
        run("analyze --scoring 7", 1);
        QVERIFY2(error_.contains(QLatin1String("7")), qPrintable(error_));
        run({QStringLiteral("data"), QStringLiteral("import"), madeData(), QStringLiteral("--name"),
             QStringLiteral("made")});
        run("analyze --scoring 1 --metric margin", 1);
        QVERIFY2(error_.contains(QLatin1String("entropy")), qPrintable(error_)); // names what there is
        run("analyze --scoring 1 --cuts q7", 1);
        QVERIFY2(error_.contains(QLatin1String("q0.25,q0.75")), qPrintable(error_));
        run("analyze --scoring 1 --split tset", 2);
        run("analyze", 2);
    }
};

QTEST_GUILESS_MAIN(TestAnalyze)
#include "test_analyze.moc"
