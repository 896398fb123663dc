// data import, preview, traces and split through caftan-cli: JSON keys, exit codes, all or nothing.
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

class TestData : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    QString project_, error_;

    QString file(const char* name, const QByteArray& content) {
        const QString path = folder_.filePath(QString::fromUtf8(name));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write");
        return path;
    }
    QJsonObject run(const QStringList& arguments, int expected = 0) {
        QProcess process;
        process.start(QStringLiteral(CAFTAN_BIN_DIR "/caftan-cli"),
                      QStringList{QStringLiteral("--json"), QStringLiteral("--project"), project_} + arguments);
        process.waitForFinished(60000);
        error_ = QString::fromUtf8(process.readAllStandardError());
        if (process.exitCode() != expected || process.exitStatus() != QProcess::NormalExit)
            qFatal("expected %d, got %d: %s", expected, process.exitCode(), qPrintable(error_));
        return QJsonDocument::fromJson(process.readAllStandardOutput()).object();
    }
    static QStringList words(const char* text) { return QString::fromUtf8(text).split(QLatin1Char(' ')); }
    qint64 datasets() { return run(words("project info"))[QLatin1String("datasets")].toArray().size(); }

    static QByteArray questions(int count) {
        QByteArray rows;
        for (int i = 0; i < count; ++i)
            rows += "{\"question_id\": " + QByteArray::number(i) + ", \"question\": \"What is " +
                    QByteArray::number(i) + "?\", \"options\": [\"a\", \"b\"], \"answer\": \"" + (i % 2 ? "A" : "B") +
                    "\", \"entropy\": 0.5, \"llm_answer\": \"A\"}\n";
        return rows;
    }

  private Q_SLOTS:
    void initTestCase() {
        project_ = folder_.filePath(QStringLiteral("project"));
        run(words("project new") + QStringList{project_});
    }

    void importAndSplit() {
        const QString path = file("q.jsonl", questions(100) + "{\"question_id\": 100}\n");
        const QStringList import = words("data import") + QStringList{path} + words("--name demo");
        run(import, 1);
        QVERIFY2(error_.contains(QLatin1String("q.jsonl:101: field question")) &&
                     error_.contains(QLatin1String("--skip-bad")),
                 qPrintable(error_));
        QCOMPARE(datasets(), 0);

        const QJsonObject document = run(import + words("--skip-bad"));
        for (const char* key : {"dataset", "rows", "skipped", "warnings", "mapping", "scoring"})
            QVERIFY2(document.contains(QLatin1String(key)), key);
        QCOMPARE(document[QLatin1String("rows")].toInt(), 100);
        QCOMPARE(document[QLatin1String("skipped")].toInt(), 1);
        QVERIFY(document[QLatin1String("scoring")].isDouble());
        QCOMPARE(document[QLatin1String("mapping")].toObject()[QLatin1String("id")].toString(),
                 QStringLiteral("question_id"));
        QCOMPARE(datasets(), 1);
        run(import + words("--skip-bad"), 1); // the name is taken
        QVERIFY(error_.contains(QLatin1String("another name")));

        QByteArray traces;
        for (int i = 50; i < 110; ++i)
            traces += "{\"question_id\": " + QByteArray::number(i) + ", \"pred\": \"A\", \"cot\": \"So A.\"}\n";
        const QJsonObject attached =
            run(words("data traces") + QStringList{file("cot.jsonl", traces)} + words("--data demo --teacher big"));
        QCOMPARE(attached[QLatin1String("traces")].toInt(), 50);
        QCOMPARE(attached[QLatin1String("right")].toInt(), 25);
        QCOMPARE(attached[QLatin1String("unmatched")].toInt(), 10);

        run(words("data split --data demo --fractions 0.5,0.5"), 1);
        run(words("data split --data demo --fractions 0.5,0.4,0.2"), 1);
        QVERIFY(error_.contains(QLatin1String("add up to 1.1")));
        const QJsonObject split = run(words("data split --data demo --fractions 0.6,0.2,0.2 --seed 9"));
        QCOMPARE(split[QLatin1String("train")].toInt(), 60);
        QCOMPARE(split[QLatin1String("validation")].toInt(), 20);
        QCOMPARE(split[QLatin1String("test")].toInt(), 20);
        QCOMPARE(split[QLatin1String("groups")].toInt(), 0);
        run(words("data split --data demo --seed 10"), 1);
        QVERIFY(error_.contains(QLatin1String("sealed")));
    }

    void keptSplit() {
        const QString train = file("train.jsonl", questions(10)),
                      test = file("test.jsonl", questions(20).split('\n').mid(10).join('\n'));
        run(words("data import") + QStringList{train, test} + words("--name kept"));
        const QJsonObject split = run(words("data split --data kept --keep"));
        QCOMPARE(split[QLatin1String("train")].toInt(), 10);
        QCOMPARE(split[QLatin1String("test")].toInt(), 10);
        run(words("data split --data kept --keep --seed 1"), 2);
    }

    void preview() {
        const qint64 before = datasets();
        const QJsonObject document =
            run(words("data preview") + QStringList{file("p.csv", "Question,A,B,Answer\nQ1,x,y,B\nQ2,x,y,A\n")} +
                words("--rows 1"));
        QCOMPARE(document[QLatin1String("mapping")].toObject()[QLatin1String("options")].toString(),
                 QStringLiteral("A|B"));
        QCOMPARE(document[QLatin1String("rows")].toArray().size(), 1);
        QCOMPARE(document[QLatin1String("rows")].toArray()[0].toObject()[QLatin1String("A")].toString(),
                 QStringLiteral("x"));
        QCOMPARE(datasets(), before);
    }

    void usage() {
        run(words("data"), 2);
        run(words("data import --name x"), 2);
        run(words("data import") + QStringList{file("u.csv", "question,answer\nQ,a\n")}, 2);
        const QStringList import =
            words("data import") + QStringList{file("u.csv", "question,answer\nQ,a\n")} + words("--name u");
        run(import + words("--map question"), 1);
        run(import + words("--split somewhere"), 1);
        run(import + words("--map question=answer,answer=question --split val"));
        const QString commas = file("commas.csv", "\"what, then\",key\nQ,a\n");
        const QJsonObject document =
            run(words("data import --name commas") +
                QStringList{commas, QStringLiteral("--map"), QStringLiteral("question=what, then,answer=key")});
        QCOMPARE(document[QLatin1String("mapping")].toObject()[QLatin1String("question")].toString(),
                 QStringLiteral("what, then"));
    }

    // Killed at any moment: the data set is there whole or not at all.
    void killed() {
        const QString path = file("k.jsonl", questions(30000));
        const qint64 before = datasets();
        qint64 complete = 0;
        for (int i = 0; i < 8; ++i) {
            QProcess process;
            process.start(QStringLiteral(CAFTAN_BIN_DIR "/caftan-cli"),
                          QStringList{QStringLiteral("--project"), project_} + words("data import") +
                              QStringList{path, QStringLiteral("--name"), QStringLiteral("k%1").arg(i)});
            QVERIFY(process.waitForStarted());
            if (!process.waitForFinished(100 + 120 * i)) {
                process.kill();
                process.waitForFinished();
            }
        }
        const QJsonArray found = run(words("project info"))[QLatin1String("datasets")].toArray();
        for (const QJsonValue& value : found)
            if (const QJsonObject dataset = value.toObject();
                dataset[QLatin1String("name")].toString().startsWith(QLatin1Char('k')) &&
                dataset[QLatin1String("name")].toString() != QLatin1String("kept")) {
                ++complete;
                QCOMPARE(dataset[QLatin1String("rows")].toInt(), 30000);
            }
        QCOMPARE(found.size(), before + complete);
        qInfo("%lld of 8 imports were finished", complete);
    }
};

QTEST_GUILESS_MAIN(TestData)
#include "test_data.moc"
