// project and job commands of caftan-cli: JSON keys, exit codes, order of the queue, logs of detached jobs.
#include "core/store/jobs.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace caftan;

class TestJobCommands : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    QString project_, error_, output_;

    int call(const QStringList& arguments, const QString& errorFile = {}) {
        QProcess process;
        if (!errorFile.isEmpty())
            process.setStandardErrorFile(errorFile);
        process.start(QStringLiteral(CAFTAN_BIN_DIR "/caftan-cli"),
                      QStringList{QStringLiteral("--project"), project_} + arguments);
        process.waitForFinished(60000);
        error_ = QString::fromUtf8(process.readAllStandardError());
        output_ = QString::fromUtf8(process.readAllStandardOutput());
        return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    }
    QJsonObject json(const char* arguments, int expected = 0) {
        const int code = call(words(arguments) + QStringList{QStringLiteral("--json")});
        if (code != expected)
            qFatal("%s: expected %d, got %d: %s", arguments, expected, code, qPrintable(error_));
        return QJsonDocument::fromJson(output_.toUtf8()).object();
    }
    static QStringList words(const char* text) { return QString::fromUtf8(text).split(QLatin1Char(' ')); }
    int64_t add(const char* kind, int64_t priority = 0) {
        auto project = Project::open(project_.toStdString());
        JobRecord job;
        job.kind = kind;
        job.spec = Json::object();
        job.priority = priority;
        return *addJob(*project, job);
    }
    QString stateOf(int64_t id) {
        const auto jobs = json("job list")[QLatin1String("jobs")].toArray();
        for (const auto& job : jobs)
            if (job[QLatin1String("id")].toInteger() == id)
                return job[QLatin1String("state")].toString();
        return {};
    }

  private Q_SLOTS:
    void init() {
        static int number = 0;
        project_ = folder_.filePath(QString::number(++number));
        qputenv("CAFTAN_LOCKS", folder_.filePath(QStringLiteral("locks")).toUtf8());
        QCOMPARE(call(words("project new") + QStringList{project_}), 0);
    }

    void projectInfo() {
        const QJsonObject info = json("project info");
        for (const char* key : {"schema", "datasets", "models", "scorings", "runs"})
            QVERIFY(info.contains(QLatin1String(key)));
        QCOMPARE(info[QLatin1String("schema")].toInt(), Project::newestSchema());
        QCOMPARE(call(words("project new") + QStringList{project_}), 1);
        QVERIFY(error_.contains(QLatin1String("holds a project already")));
        project_ += QStringLiteral("/nowhere");
        QCOMPARE(call(words("project info")), 1);
        QVERIFY(error_.contains(QLatin1String("project new")));
        QCOMPARE(call(words("project")), 2);
        QCOMPARE(call(words("job run x")), 2);
    }

    void failingJobKeepsItsSentence() {
        const auto id = add("unheard-of");
        const auto number = QByteArray::number(qlonglong(id));
        json("job run " + number, 1);
        QVERIFY(error_.contains(QLatin1String("unheard-of")));
        const auto job = json("job list")[QLatin1String("jobs")].toArray().first().toObject();
        QCOMPARE(job[QLatin1String("state")].toString(), QStringLiteral("failed"));
        QCOMPARE(job[QLatin1String("exit_code")].toInt(), 1);
        QVERIFY(job[QLatin1String("error")].toString().contains(QLatin1String("unheard-of")));
        json("job run " + number, 1);
        QVERIFY(error_.contains(QLatin1String("job resume")));
        QCOMPARE(call(words("job resume --queue") + QStringList{QString::fromLatin1(number)}), 0);
        QCOMPARE(stateOf(id), QStringLiteral("queued"));
        json("job run 99", 1);
        QVERIFY(error_.contains(QLatin1String("job list")));
    }

    void stoppedBeforeItRan() {
        const auto id = add("unheard-of");
        const auto number = QByteArray::number(qlonglong(id));
        QCOMPARE(json("job pause " + number)[QLatin1String("state")].toString(), QStringLiteral("paused"));
        json("job run " + number, 130);
        QCOMPARE(json("job stop " + number)[QLatin1String("state")].toString(), QStringLiteral("stopped"));
        const auto result = json("job run " + number, 130);
        QCOMPARE(result[QLatin1String("state")].toString(), QStringLiteral("stopped"));
        json("job resume " + number, 1); // runs it: a kind that nobody knows
        QVERIFY(error_.contains(QLatin1String("unheard-of")));
    }

    void queueRunsByPriority() {
        const auto first = add("kind-a"), second = add("kind-b"), third = add("kind-c", 7);
        json("job move --first " + QByteArray::number(qlonglong(second)));
        json("job move --last " + QByteArray::number(qlonglong(third)));
        QCOMPARE(call(words("job move") + QStringList{QString::number(first)}), 2);
        json("job run", 1);
        QVERIFY(error_.contains(QLatin1String("kind-b")));
        QCOMPARE(stateOf(first), QStringLiteral("queued"));
        json("job run --all", 1);
        QVERIFY(error_.indexOf(QLatin1String("kind-a")) < error_.indexOf(QLatin1String("kind-c")));
        QCOMPARE(stateOf(third), QStringLiteral("failed"));
        QVERIFY(json("job run --all")[QLatin1String("jobs")].toArray().isEmpty());
    }

    void detachedJobWritesItsLog() {
        const auto id = add("unheard-of");
        QCOMPARE(call({QStringLiteral("job"), QStringLiteral("run"), QString::number(id)}, QProcess::nullDevice()), 1);
        const auto log = json("job log " + QByteArray::number(qlonglong(id)));
        QVERIFY(log[QLatin1String("text")].toString().contains(QLatin1String("unheard-of")));
        QVERIFY(log[QLatin1String("file")].toString().endsWith(QLatin1String("log.txt")));
    }
};

QTEST_APPLESS_MAIN(TestJobCommands)
#include "test_jobs.moc"
