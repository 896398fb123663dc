// data export, select, metric, audit, cuts suggest and analyze's contest and comparison, through caftan-cli.
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

class TestSelections : public QObject {
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
    QJsonDocument run(const QString& words, int expected = 0) { return run(words.split(QLatin1Char(' ')), expected); }
    QString at(const char* name) const { return folder_.filePath(QLatin1String(name)); }
    void write(const char* name, const QByteArray& text) {
        QFile file(at(name));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("cannot write");
        file.write(text);
    }
    QByteArray read(const QString& path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

  private Q_SLOTS:
    // 100 questions with key B; odd ones are answered A. The test part, every tenth, is sealed.
    void initTestCase() {
        QByteArray rows, levels = "question_id,level\n", traces;
        for (int i = 0; i < 100; ++i) {
            const QByteArray id = QByteArray::number(i);
            rows += "{\"question_id\": " + id + ", \"question\": \"Question, \\\"" + id +
                    "\\\"?\", \"options\": [\"a\", \"b\"], \"answer\": \"B\", \"category\": \"" +
                    (i % 4 < 2 ? "law" : "math") + "\", \"split\": \"" +
                    (i % 10 == 9   ? "test"
                     : i % 10 == 8 ? "validation"
                                   : "train") +
                    "\", \"entropy\": " + QByteArray::number(i / 100.0) + ", \"llm_answer\": \"" + (i % 2 ? "A" : "B") +
                    "\"}\n";
            levels += id + "," + QByteArray::number(i % 5) + "\n";
            traces +=
                "{\"question_id\": " + id + ", \"cot\": \"Because.\", \"pred\": \"" + (i % 3 ? "B" : "A") + "\"}\n";
        }
        write("rows.jsonl", rows);
        write("levels.csv", levels);
        write("traces.jsonl", traces);
        project_ = at("project");
        run(QStringLiteral("project new ") + project_);
        run(QStringLiteral("data import %1 --name made").arg(at("rows.jsonl")));
        run(QStringLiteral("data split --data made --keep"));
        run(QStringLiteral("data traces %1 --data made --teacher one").arg(at("traces.jsonl")));
    }

    void exportsAreFilteredAndCanBeRead() {
        for (const char* name : {"out.csv", "out.jsonl", "out.tsv"}) {
            const QJsonObject written =
                run(QStringLiteral("data export %1 --scoring 1 --band hard --outcome wrong --category law")
                        .arg(at(name)))
                    .object();
            const QByteArray text = read(at(name));
            QVERIFY(!text.contains("\"9\"")); // question 9 and the like are sealed
            const int heads = QByteArray(name).endsWith("jsonl") ? 0 : 1;
            QCOMPARE(text.count('\n') - heads, written[QStringLiteral("rows")].toInt());
            QVERIFY(written[QStringLiteral("rows")].toInt() > 3);
        }
        const QJsonObject first = QJsonDocument::fromJson(read(at("out.jsonl")).split('\n').first()).object();
        QCOMPARE(first[QStringLiteral("band")].toString(), QStringLiteral("hard"));
        QCOMPARE(first[QStringLiteral("answer")].toString(), QStringLiteral("B"));
        QCOMPARE(first[QStringLiteral("predicted")].toString(), QStringLiteral("A"));
        QCOMPARE(first[QStringLiteral("options")].toArray().size(), 2);
        QVERIFY(first[QStringLiteral("question")].toString().startsWith(QStringLiteral("Question, \"")));
        run(QStringLiteral("data import %1 --name again").arg(at("out.csv"))); // it comes back in
        run(QStringLiteral("data export %1 --scoring 1").arg(at("out.txt")), 1);
        QVERIFY(error_.contains(QStringLiteral(".parquet")));
        run(QStringLiteral("data export %1 --scoring 1 --band red").arg(at("o.csv")), 1);
        QVERIFY(error_.contains(QStringLiteral("easy, middle, hard")));
    }

    void selectionsNarrow() {
        const QJsonObject kept = run(QStringLiteral("data select wrong-math --scoring 1 --outcome wrong --category "
                                                    "math"))
                                     .object();
        QCOMPARE(kept[QStringLiteral("questions")].toInt(), 20); // 25 odd ones of math, without the five sealed
        QCOMPARE(run(QStringLiteral("data export %1 --scoring 1 --selection wrong-math").arg(at("s.csv")))
                     .object()[QStringLiteral("rows")]
                     .toInt(),
                 20);
        QCOMPARE(run(QStringLiteral("data selections")).array().size(), 1);
        run(QStringLiteral("data export %1 --scoring 1 --selection none").arg(at("s.csv")), 1);
        QVERIFY(error_.contains(QStringLiteral("wrong-math")));
    }

    void metricsFromElsewhere() {
        const QJsonObject brought =
            run(QStringLiteral("data metric %1 --data made --name level").arg(at("levels.csv"))).object();
        QCOMPARE(brought[QStringLiteral("values")].toInt(), 100);
        const QJsonObject report = run(QStringLiteral("analyze --scoring 1 --metric level")).object();
        QCOMPARE(report[QStringLiteral("rows")].toInt(), 90);
        const QJsonObject contest =
            run(QStringLiteral("analyze --scoring 1 --contest entropy,level,question_length,random")).object();
        QCOMPARE(contest[QStringLiteral("metrics")].toArray().size(), 4);
        QCOMPARE(contest[QStringLiteral("pairs")].toArray().size(), 6);
        const QJsonObject pair = contest[QStringLiteral("pairs")].toArray().first().toObject();
        QVERIFY(pair[QStringLiteral("p_holm")].toDouble() >= pair[QStringLiteral("p")].toDouble());
        run(QStringLiteral("analyze --scoring 1 --metric nothing"), 1);
        QVERIFY(error_.contains(QStringLiteral("level")) && error_.contains(QStringLiteral("question_length")));
        run(QStringLiteral("data metric %1 --data made --name entropy --column level").arg(at("levels.csv")), 1);
    }

    void cutsAreSuggested() {
        const QJsonObject youden = run(QStringLiteral("cuts suggest --scoring 1 --rule youden")).object();
        QVERIFY(youden[QStringLiteral("quantile")].toDouble() >= 0);
        run(QStringLiteral("cuts suggest --scoring 1 --rule budget"), 1);
        run(QStringLiteral("cuts suggest --scoring 1 --rule budget --tokens 10"), 1); // tokens are not counted
        QVERIFY(error_.contains(QStringLiteral("tokens")));
    }

    void aScoringAgainstItself() {
        const QJsonObject both = run(QStringLiteral("analyze --scoring 1 --against 1")).object();
        QCOMPARE(both[QStringLiteral("spearman")].toDouble(), 1.0);
        QCOMPARE(both[QStringLiteral("won")].toInt(), 0);
        const QJsonArray counts = both[QStringLiteral("migration")].toArray();
        QCOMPARE(counts.size(), 3);
        QCOMPARE(counts[0].toArray()[2].toInt(), 0);
    }

    void keysAreAuditedAndMarked() {
        const QJsonArray candidates =
            run(QStringLiteral("data audit --scoring 1 --cut 0.3")).object()[QStringLiteral("candidates")].toArray();
        QVERIFY(candidates.size() > 2);
        QCOMPARE(candidates.first().toObject()[QStringLiteral("id")].toString(), QStringLiteral("3"));
        run(QStringLiteral("data audit --scoring 1 --cut 0.3 --wrong 3 --note book --out %1").arg(at("keys.csv")));
        QVERIFY(read(at("keys.csv")).contains(",wrong,book\n"));
        run(QStringLiteral("data audit --scoring 1 --cut 0.3 --wrong 9"), 1); // sealed: none of the candidates
    }
};

QTEST_GUILESS_MAIN(TestSelections)
#include "test_selections.moc"
