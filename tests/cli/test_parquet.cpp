// Parquet through caftan-cli: golden/make_parquet.py wrote the files.
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

class TestParquet : public QObject {
    Q_OBJECT

    const QString golden_ = QStringLiteral(CAFTAN_SOURCE_DIR "/tests/cli/golden/");
    QString error_;

    QJsonObject run(const QStringList& arguments, int expected = 0) {
        QProcess process;
        process.start(QStringLiteral(CAFTAN_BIN_DIR "/caftan-cli"), QStringList{QStringLiteral("--json")} + arguments);
        process.waitForFinished(60000);
        error_ = QString::fromUtf8(process.readAllStandardError());
        if (process.exitCode() != expected || process.exitStatus() != QProcess::NormalExit)
            qWarning("%d: %s", process.exitCode(), qPrintable(error_));
        return QJsonDocument::fromJson(process.readAllStandardOutput()).object();
    }
    QJsonObject preview(const QString& file, int expected = 0) {
        return run(
            {QStringLiteral("data"), QStringLiteral("preview"), file, QStringLiteral("--rows"), QStringLiteral("10")},
            expected);
    }

  private Q_SLOTS:
    void initTestCase() {
        preview(golden_ + QStringLiteral("questions.parquet"));
        if (error_.contains(QLatin1String("built without Parquet")))
            QSKIP("caftan-cli was built without Parquet");
    }

    void cells() {
        const QJsonObject document = preview(golden_ + QStringLiteral("questions.parquet"));
        const QJsonArray rows = document[QLatin1String("rows")].toArray();
        QCOMPARE(rows.size(), 4);
        const auto cell = [&](int row, const char* column) {
            return rows[row].toObject()[QLatin1String(column)].toString();
        };
        QCOMPARE(cell(0, "question_id"), QStringLiteral("70"));
        QCOMPARE(cell(2, "question_id"), QString());
        QCOMPARE(cell(1, "question"), QStringLiteral("Two,\n\"quoted\" é"));
        QCOMPARE(cell(1, "options"), QStringLiteral("[\"c\",\"d\\\"\"]"));
        QCOMPARE(cell(2, "options"), QStringLiteral("[\"e\",null]"));
        QCOMPARE(cell(3, "answer"), QStringLiteral("C"));
        QCOMPARE(cell(1, "answer_index"), QStringLiteral("1"));
        QCOMPARE(cell(0, "entropy"), QStringLiteral("0.1"));
        QCOMPARE(cell(2, "entropy"), QString());
        QCOMPARE(cell(3, "entropy"), QString());
        QCOMPARE(cell(1, "double"), QStringLiteral("1e-300"));
        QCOMPARE(cell(0, "is_right"), QStringLiteral("true"));
        QCOMPARE(cell(2, "is_right"), QString());
        QCOMPARE(cell(0, "big"), QStringLiteral("9223372036854775808"));
        QCOMPARE(cell(0, "day"), QStringLiteral("2026-01-02"));
        QCOMPARE(cell(0, "labels"), QStringLiteral("[1,2]"));
        QCOMPARE(cell(2, "labels"), QString());
        QCOMPARE(cell(0, "choices"), QStringLiteral("{\"text\":[\"a\",\"b\"],\"label\":[\"A\",\"B\"]}"));
        QVERIFY(!rows[0].toObject().contains(QLatin1String("nested")));
        const QString warnings =
            QString::fromUtf8(QJsonDocument(document[QLatin1String("warnings")].toArray()).toJson());
        QVERIFY(warnings.contains(QLatin1String("column 'nested' of type list<")));
        QVERIFY(warnings.contains(QLatin1String("column 'bytes' of type binary")));
        QCOMPARE(document[QLatin1String("mapping")].toObject()[QLatin1String("predicted")].toString(),
                 QStringLiteral("llm_answer"));
    }

    void importing() {
        QTemporaryDir folder;
        const QString project = folder.filePath(QStringLiteral("p"));
        run({QStringLiteral("project"), QStringLiteral("new"), project});
        const QStringList import = {QStringLiteral("--project"),
                                    project,
                                    QStringLiteral("data"),
                                    QStringLiteral("import"),
                                    golden_ + QStringLiteral("questions.parquet"),
                                    QStringLiteral("--name"),
                                    QStringLiteral("pq")};
        run(import, 1);
        QVERIFY2(error_.contains(QLatin1String("questions.parquet:3: field id (column 'question_id') is empty")),
                 qPrintable(error_));
        const QJsonObject document = run(import + QStringList{QStringLiteral("--skip-bad")});
        QCOMPARE(document[QLatin1String("rows")].toInt(), 3);
        QCOMPARE(document[QLatin1String("skipped")].toInt(), 1);
        QVERIFY(document[QLatin1String("scoring")].toInt() > 0);
    }

    void unreadable() {
        preview(golden_ + QStringLiteral("nested.parquet"), 1);
        QVERIFY2(error_.contains(QLatin1String("column 'nested'")), qPrintable(error_));
        preview(golden_ + QStringLiteral("empty.parquet"), 1);
        QVERIFY2(error_.contains(QLatin1String("has no rows")), qPrintable(error_));
        QFile whole(golden_ + QStringLiteral("questions.parquet"));
        QVERIFY(whole.open(QIODevice::ReadOnly));
        const QByteArray bytes = whole.readAll();
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("cut.parquet"));
        for (int part = 0; part < 12; ++part) {
            QByteArray damaged = part < 6 ? bytes.left(int(bytes.size() * part / 6)) : bytes;
            if (part >= 6)
                damaged[int(bytes.size() * (part - 5) / 8)] = char(~damaged[int(bytes.size() * (part - 5) / 8)]);
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(damaged);
            file.close();
            QProcess process;
            process.start(QStringLiteral(CAFTAN_BIN_DIR "/caftan-cli"),
                          {QStringLiteral("data"), QStringLiteral("preview"), path});
            QVERIFY(process.waitForFinished(60000));
            QCOMPARE(process.exitStatus(), QProcess::NormalExit);
            const QByteArray sentence = process.readAllStandardError();
            if (part < 6) {
                QCOMPARE(process.exitCode(), 1);
                QVERIFY2(sentence.contains("cut.parquet"), sentence.constData());
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestParquet)
#include "test_parquet.moc"
