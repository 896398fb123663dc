// Starting and watching jobs: rows, detached processes, failures that name their cause, interrupted jobs.
#include "core/jobs/job.h"
#include "ui/jobs/cli.h"
#include "ui/jobs/job_launcher.h"
#include "ui/jobs/jobs_model.h"
#include "ui/models/project_service.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>
#include <csignal>
#include <unistd.h>

using namespace caftan;
using namespace caftan::ui;

class ShellJobs : public QObject {
    Q_OBJECT

    QTemporaryDir directory_;
    QString folder_;
    std::unique_ptr<ProjectService> service_;

    // A program made of shell lines.
    QString program(const QString& lines) {
        static int number = 0;
        QFile file(directory_.filePath(QStringLiteral("program%1").arg(++number)));
        if (!file.open(QIODevice::WriteOnly))
            return {};
        file.write("#!/bin/sh\n" + lines.toUtf8());
        file.close();
        file.setPermissions(file.permissions() | QFile::ExeOwner);
        return file.fileName();
    }

    // The Result of one launch.
    Result<int64_t> launch(JobLauncher& launcher) {
        JobRecord job;
        job.kind = "score";
        job.spec = Json::object();
        std::optional<Result<int64_t>> answer;
        launcher.launch(job, this, [&](Result<int64_t> id) { answer = id; });
        if (!QTest::qWaitFor([&] { return answer.has_value(); }))
            return fail("no answer");
        return *answer;
    }

  private Q_SLOTS:
    void init() {
        static int number = 0;
        folder_ = directory_.filePath(QStringLiteral("p%1").arg(++number));
        QVERIFY(Project::create(folder_.toStdString(), "jobs").has_value());
        service_ = std::make_unique<ProjectService>();
        QSignalSpy opened(service_.get(), &ProjectService::opened);
        service_->open(folder_);
        QVERIFY(opened.wait());
    }
    void cleanup() { service_.reset(); }

    void quotesForAShell() {
        QCOMPARE(shellLine({QStringLiteral("a"), QStringLiteral("b c"), QStringLiteral("it's"), QString()}),
                 QStringLiteral("a 'b c' 'it'\\''s' ''"));
    }

    void callGivesTheDocument() {
        std::optional<Result<Json>> answer;
        auto* call = new CliCall(
            program(QStringLiteral("echo line one >&2; echo '{\"args\": \"'$*'\"}'")),
            {QStringLiteral("data"), QStringLiteral("preview")}, [&](Result<Json> json) { answer = json; },
            this); // deletes itself
        QSignalSpy progress(call, &CliCall::progress);
        QTRY_VERIFY(answer);
        QVERIFY(answer->has_value());
        QCOMPARE(QString::fromStdString((**answer)["args"].get<std::string>()), QStringLiteral("--json data preview"));
        QCOMPARE(progress.last().first().toString(), QStringLiteral("line one"));
    }

    void callGivesTheSentence_data() {
        QTest::addColumn<QString>("lines");
        QTest::addColumn<QString>("said");
        QTest::newRow("sentence") << QStringLiteral(
                                         "echo reading >&2; echo 'caftan-cli: bad file\nline 3: wrong' >&2; exit 1")
                                  << QStringLiteral("bad file\nline 3: wrong");
        QTest::newRow("silent") << QStringLiteral("exit 7") << QStringLiteral("exit code 7");
        QTest::newRow("killed") << QStringLiteral("kill -9 $$") << QStringLiteral("ended unexpectedly");
        QTest::newRow("no document") << QStringLiteral("echo '{oops'") << QString();
    }
    void callGivesTheSentence() {
        QFETCH(QString, lines);
        QFETCH(QString, said);
        std::optional<Result<Json>> answer;
        new CliCall(program(lines), {}, [&](Result<Json> json) { answer = json; }, this);
        QTRY_VERIFY(answer);
        QVERIFY(!answer->has_value());
        const QString message = QString::fromStdString(answer->error().message);
        QVERIFY2(message.contains(said), qPrintable(message));
    }

    void aMissingProgramSaysWhatToDo() {
        std::optional<Result<Json>> answer;
        new CliCall(QStringLiteral("/nonexistent/caftan-cli"), {}, [&](Result<Json> json) { answer = json; }, this);
        QTRY_VERIFY(answer);
        QVERIFY(QString::fromStdString(answer->error().message).contains(QLatin1String("--cli")));
        JobLauncher launcher(*service_, QStringLiteral("/nonexistent/caftan-cli"));
        const auto id = launch(launcher);
        QVERIFY(!id && QString::fromStdString(id.error().message).contains(QLatin1String("--cli")));
        auto project = Project::open(folder_.toStdString());
        QVERIFY(listJobs(*project)->empty()); // no row that nobody would run
    }

    void jobsAreProcessesOfTheirOwn() {
        const QString out = directory_.filePath(QStringLiteral("session"));
        JobLauncher launcher(
            *service_,
            program(QStringLiteral("ps -o sid= -p $$ > %1.part; echo $* >> %1.part; mv %1.part %1; sleep 2").arg(out)));
        const auto id = launch(launcher);
        QVERIFY(id.has_value());
        QTRY_VERIFY(QFile::exists(out));
        QFile file(out);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QStringList lines = QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'));
        QVERIFY(lines.value(0).trimmed().toLongLong() != ::getsid(0));
        QCOMPARE(lines.value(1), QStringLiteral("--project %1 job run %2").arg(folder_).arg(*id));
    }

    void aProcessThatDiesBeforeItClaimsLeavesAFailedJob() {
        JobLauncher launcher(*service_, program(QStringLiteral("echo libsomething.so: cannot open >&2; exit 127")));
        QSignalSpy failed(&launcher, &JobLauncher::failed);
        const auto id = launch(launcher);
        QVERIFY(id.has_value());
        QVERIFY(failed.wait());
        auto project = Project::open(folder_.toStdString());
        const auto row = findJob(*project, *id);
        QCOMPARE(row->state, std::string("failed"));
        QVERIFY(QString::fromStdString(row->error).contains(QLatin1String("libsomething")));
    }

    void theModelFollowsTheTable() {
        JobsModel model(*service_);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        auto project = Project::open(folder_.toStdString());
        JobRecord job;
        job.kind = "score";
        job.spec = Json::object();
        const auto first = addJob(*project, job), second = addJob(*project, job);
        QTRY_COMPARE(model.rowCount(), 2);
        QCOMPARE(model.jobs().front().record.id, *second); // newest first
        QVERIFY(finishJob(*project, *first, "failed", 1, "no memory").has_value());
        QTRY_COMPARE(model.find(*first)->state, QStringLiteral("failed"));
        QVERIFY(model.find(*first)->resumable());
        // claimed, but nobody holds the lock: the process was killed
        QVERIFY(claimJob(*project, *second).value_or(false));
        QVERIFY(updateJobProgress(*project, *second, 25, 100, 5, "tokens; 3 of 9 questions").has_value());
        QTRY_COMPARE(model.find(*second)->state, QStringLiteral("interrupted"));
        QCOMPARE(model.find(*second)->share(), 0.25);
        QCOMPARE(model.find(*second)->detail(), QStringLiteral("25 of 100 tokens · 3 of 9 questions"));
        service_->close();
        QCOMPARE(model.rowCount(), 0);
    }

    void runningJobsAreSeenAliveAndThenInterrupted() {
        JobsModel model(*service_);
        auto project = Project::open(folder_.toStdString());
        JobRecord job;
        job.kind = "count";
        job.spec = Json::object();
        const int64_t id = *addJob(*project, job);
        const pid_t child = ::fork();
        if (child == 0) {
            auto own = Project::open(folder_.toStdString());
            (void)runJob(*own, id, {{"count", [](JobContext& context) -> Result<JobEnd> {
                                         for (int i = 0; i < 600; ++i) {
                                             context.progress(i, 600, 100, "counting");
                                             ::usleep(50'000);
                                         }
                                         return JobEnd::Done;
                                     }}});
            ::_exit(0);
        }
        QTRY_VERIFY_WITH_TIMEOUT(model.find(id) && model.find(id)->running() && model.find(id)->record.done > 2, 15000);
        QCOMPARE(model.firstRunning()->record.id, id);
        QVERIFY(!model.find(id)->detail().isEmpty());
        ::kill(child, SIGKILL);
        QTRY_COMPARE_WITH_TIMEOUT(model.find(id)->state, QStringLiteral("interrupted"),
                                  5000); // nothing is committed any more
    }

    void durations() {
        QCOMPARE(durationText(5), QStringLiteral("5 s"));
        QCOMPARE(durationText(125), QStringLiteral("2 min 5 s"));
        QCOMPARE(durationText(3780), QStringLiteral("1 h 3 min"));
        QCOMPARE(durationText(-1), QString());
        QCOMPARE(durationText(std::numeric_limits<double>::infinity()), QString());
    }
};

QTEST_GUILESS_MAIN(ShellJobs)
#include "test_shell_jobs.moc"
