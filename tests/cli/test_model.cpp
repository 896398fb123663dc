// model info, model add and tokenize through caftan-cli: JSON keys, exit codes, what is refused.
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

class TestModel : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    QString project_, gguf_ = QStringLiteral(CAFTAN_SOURCE_DIR "/tests/core/golden/tiny.gguf");
    QString demo_ = QStringLiteral(CAFTAN_SOURCE_DIR "/resources/demo");
    QByteArray out_, error_;

    void run(const QStringList& arguments, int expected = 0) {
        QProcess process;
        process.start(QStringLiteral(CAFTAN_BIN_DIR "/caftan-cli"),
                      QStringList{QStringLiteral("--json"), QStringLiteral("--project"), project_} + arguments);
        process.waitForFinished(60000);
        out_ = process.readAllStandardOutput();
        error_ = process.readAllStandardError();
        if (process.exitCode() != expected || process.exitStatus() != QProcess::NormalExit)
            qFatal("expected %d, got %d: %s", expected, process.exitCode(), error_.constData());
    }
    QJsonObject document() const { return QJsonDocument::fromJson(out_).object(); }
    static QStringList words(const char* text) { return QString::fromUtf8(text).split(QLatin1Char(' ')); }
    QString file(const char* name, const QByteArray& content) {
        QFile file(folder_.filePath(QString::fromUtf8(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write");
        return file.fileName();
    }

  private Q_SLOTS:
    void initTestCase() {
        project_ = folder_.filePath(QStringLiteral("project"));
        run(words("project new") + QStringList{project_});
    }

    void info() {
        run(words("model info") + QStringList{gguf_});
        const QJsonObject json = document();
        QCOMPARE(json[QLatin1String("name")].toString(), QLatin1String("tiny"));
        QCOMPARE(json[QLatin1String("family")].toString(), QLatin1String("llama"));
        QCOMPARE(json[QLatin1String("vocabulary")].toInt(), 8);
        QCOMPARE(json[QLatin1String("context")].toInt(), 64);
        QCOMPARE(json[QLatin1String("tokenizer")].toString(), QLatin1String("byte-level BPE"));
        QCOMPARE(json[QLatin1String("chat_format")].toString(), QLatin1String("plain"));
        QCOMPARE(json[QLatin1String("parameters")].toInt(), 8 * 32 + 32 * 3 + 32 * 32 * 2 + 16 * 32 * 2 + 64 * 32 * 3);
        run(words("model info /nowhere/model"), 1);
        QVERIFY2(error_.contains("/nowhere/model") && out_.isEmpty(), error_.constData());
    }

    void addIsByPathAndHash() {
        run(words("model add") + QStringList{gguf_} + words("--name small --chat-format chatml"));
        const QJsonObject json = document();
        QCOMPARE(json[QLatin1String("chat_format")].toString(), QLatin1String("chatml"));
        QCOMPARE(json[QLatin1String("sha256")].toString().size(), 64);
        const int id = json[QLatin1String("model")].toInt();
        run(words("model add") + QStringList{gguf_} + words("--name small"));
        QCOMPARE(document()[QLatin1String("model")].toInt(), id);                              // the same model again
        QCOMPARE(document()[QLatin1String("chat_format")].toString(), QLatin1String("plain")); // the last choice counts
        run(words("model info small"));
        QCOMPARE(document()[QLatin1String("chat_format")].toString(), QLatin1String("plain"));
        QCOMPARE(document()[QLatin1String("name")].toString(), QLatin1String("small"));
        run(words("model add") + QStringList{gguf_} + words("--chat-format other"), 2);
        run(words("model add") + QStringList{file("no.gguf", "GGUF")}, 1);
        QVERIFY2(error_.contains("no.gguf"), error_.constData());
    }

    void tokenizeLines() {
        const QString texts = file("texts.jsonl", "{\"text\": \"<bos> c=9 g?\\nAnswer: F\"}\n\n{\"text\": \"\"}\n");
        run(words("tokenize --model") + QStringList{demo_, QStringLiteral("--file"), texts});
        const QList<QByteArray> lines = out_.trimmed().split('\n');
        QCOMPARE(lines.size(), 2);
        const QJsonArray ids = QJsonDocument::fromJson(lines[0]).object()[QLatin1String("ids")].toArray();
        QCOMPARE(ids.size(), 6);
        QCOMPARE(ids[0].toInt(), 1);
        QCOMPARE(lines[1], QByteArray("{\"ids\":[]}"));
        run(words("tokenize --model") +
                QStringList{demo_, QStringLiteral("--file"), file("bad.jsonl", "{\"text\": \"a\"}\n{}\n")},
            1);
        QVERIFY2(error_.contains("bad.jsonl") && error_.contains("line 2"), error_.constData());
    }
};

QTEST_GUILESS_MAIN(TestModel)
#include "test_model.moc"
