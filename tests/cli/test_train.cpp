// train, eval, runs and metrics through caftan-cli on the demo: killed, stopped and paused at random moments and
// resumed to the same bits, every point once; the test part never trains.
#include "core/store/jobs.h"
#include "core/store/project.h"
#include "core/store/runs.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <bit>
#include <csignal>
#include <map>

using namespace caftan;

namespace {

struct Ran {
    int code = 0;
    Json document;
    std::string error;
};

// Everything of a run that must not depend on how often it was interrupted.
std::map<std::pair<std::string, int64_t>, uint64_t> bitsOf(const std::vector<MetricPoint>& points) {
    std::map<std::pair<std::string, int64_t>, uint64_t> bits;
    for (const MetricPoint& point : points)
        if (point.name != "train/tokens_per_s")
            bits[{point.name, point.step}] = std::bit_cast<uint64_t>(point.value);
    return bits;
}

} // namespace

class TestTrain : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    QString project_;

    static QStringList words(const char* line) { return QString::fromUtf8(line).split(QLatin1Char(' ')); }
    QStringList arguments(const char* line) const {
        return QStringList{QStringLiteral("--json"), QStringLiteral("--project"), project_} + words(line);
    }
    // waitForFinished is false also for a process that ended before.
    static bool ends(QProcess& process, int milliseconds) {
        return process.state() == QProcess::NotRunning || process.waitForFinished(milliseconds) ||
               process.state() == QProcess::NotRunning;
    }
    static Ran run(const QStringList& arguments) {
        QProcess process;
        process.start(QStringLiteral(CAFTAN_BIN_DIR "/caftan-cli"), arguments);
        if (!ends(process, 300000))
            qFatal("caftan-cli does not end");
        const std::string out = process.readAllStandardOutput().toStdString();
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, parseJson(out).value_or(Json()),
                process.readAllStandardError().toStdString()};
    }
    static Json must(const QStringList& arguments) {
        const Ran result = run(arguments);
        if (result.code != 0)
            qFatal("%s", result.error.c_str());
        return result.document;
    }
    Project open() const {
        auto project = Project::open(project_.toStdString());
        if (!project)
            qFatal("%s", project.error().message.c_str());
        return std::move(*project);
    }
    std::vector<MetricPoint> metricsOf(int64_t run) const {
        Project project = open();
        return loadMetrics(project, run).value_or(std::vector<MetricPoint>());
    }
    int64_t newestJob() const {
        Project project = open();
        const auto jobs = listJobs(project);
        int64_t newest = 0;
        for (const JobRecord& job : *jobs)
            newest = std::max(newest, job.id);
        return newest;
    }

    // Runs `line` to its end, disturbed `times` times in the way of `disturb`; gives the run's number.
    int64_t disturbed(const char* line, int times, const std::function<void(QProcess&, int64_t)>& disturb) {
        const int64_t before = newestJob();
        QStringList next = arguments(line);
        int hit = 0;
        for (int attempt = 0; attempt < 200; ++attempt) {
            QProcess process;
            process.start(QStringLiteral(CAFTAN_BIN_DIR "/caftan-cli"), next);
            if (hit < times) {
                if (!ends(process, int(QRandomGenerator::global()->bounded(250, 1600))))
                    disturb(process, newestJob());
            }
            if (!ends(process, 300000))
                qFatal("caftan-cli does not end");
            const int64_t job = newestJob();
            if (job == before)
                continue; // ended before the row was written
            ++hit;
            next = QStringList{QStringLiteral("--project"), project_, QStringLiteral("job"), QStringLiteral("resume"),
                               QString::number(job)};
            Project project = open();
            const auto row = findJob(project, job);
            if (row->state == "failed")
                qFatal("%s", row->error.c_str());
            if (row->state == "done")
                return row->run.value_or(0);
        }
        qFatal("the run does not end");
        return 0;
    }

  private Q_SLOTS:
    void initTestCase() {
        project_ = folder_.filePath(QStringLiteral("demo"));
        must({QStringLiteral("--json"), QStringLiteral("demo"), QStringLiteral("new"), project_});
        const Json scoring = must(arguments("score --data demo --model demo-base --threads 1"));
        QVERIFY(scoring["accuracy"].get<double>() > 0.6);
        must(arguments("cuts save t --scoring 1 --cuts q0.3333,q0.6667"));
    }

    void interruptedRunsGiveTheSameBits_data() {
        QTest::addColumn<QString>("options");
        QTest::addColumn<size_t>("evaluations"); // before, and after each epoch of each stage, in two modes
        const QString common =
            QStringLiteral("train --scoring 1 --cuts t --limit 80 --epochs 3 --batch-sequences 8 --lr 0.001 "
                           "--evaluate-limit 30 --max-new-tokens 24 --checkpoint-steps 4 --threads 1 ");
        QTest::addRow("full, mixed") << common + QStringLiteral("--recipe complexity-aware --schedule mixed")
                                     << size_t(8);
        QTest::addRow("LoRA with dropout, staged")
            << common + QStringLiteral("--recipe complexity-aware --lora 4 --lora-dropout 0.1") << size_t(14);
    }
    void interruptedRunsGiveTheSameBits() {
        QFETCH(QString, options);
        QFETCH(size_t, evaluations);
        const Json whole = must(arguments(options.toUtf8().constData()));
        const auto expected = bitsOf(metricsOf(whole["run"]));
        QVERIFY(expected.size() > 100);
        QCOMPARE(whole["steps"].get<int64_t>(), int64_t(90));

        const auto kill = [](QProcess& process, int64_t) { process.kill(); };
        const auto pause = [this](QProcess&, int64_t job) {
            Project project = open();
            if (const auto row = findJob(project, job); row && row->state == "running")
                (void)requestJob(project, job, "pause");
        };
        const auto stop = [](QProcess& process, int64_t) { process.terminate(); };
        int way = 0;
        for (const auto& disturb : std::vector<std::function<void(QProcess&, int64_t)>>{kill, pause, stop}) {
            const std::string line = options.toStdString() + " --name way" + std::to_string(++way);
            const int64_t id = disturbed(line.c_str(), 4, disturb);
            const auto points = metricsOf(id);
            const auto bits = bitsOf(points);
            QCOMPARE(bits.size(), expected.size());
            QVERIFY(bits == expected);
            std::map<std::pair<std::string, int64_t>, int> times;
            for (const MetricPoint& point : points)
                QCOMPARE(++times[std::make_pair(point.name, point.step)], 1);
            Project project = open();
            const auto stored = listEvaluations(project, id);
            std::map<std::pair<std::string, int64_t>, int> evaluated;
            for (const Evaluation& evaluation : *stored)
                QCOMPARE(++evaluated[std::make_pair(evaluation.mode, evaluation.step)], 1);
            QCOMPARE(stored->size(), evaluations);
        }
    }

    void resultsAreShown() {
        const Json list = must(arguments("runs list"));
        QVERIFY(list["runs"].size() >= 2);
        const Json shown = must(arguments("runs show 1"));
        QCOMPARE(shown["config"]["spec"]["recipe"].get<std::string>(), std::string("complexity-aware"));
        QVERIFY(shown["config"]["data_sha256"].get<std::string>().size() == 64);
        const Json pair = must(arguments("runs compare 1 2"));
        QCOMPARE(pair["pairs"][0]["difference"].get<double>(), 0.0); // the same run, interrupted
        QCOMPARE(pair["pairs"][0]["p"].get<double>(), 1.0);
        QVERIFY(pair["differences"].contains("name"));
        const Json losses = must(arguments("metrics 1 --name train/loss"));
        QCOMPARE(losses.size(), size_t(90));
        const auto epochMean = [&](size_t first) { // single batches differ in difficulty
            double sum = 0;
            for (size_t i = first; i < first + 30; ++i)
                sum += losses[i]["value"].get<double>() / 30;
            return sum;
        };
        QVERIFY(epochMean(60) < 0.8 * epochMean(0));
    }

    void testIsOpenedOnlyByAsking() {
        const auto openings = [&] { return must(arguments("project info"))["datasets"][0]["openings"].get<int>(); };
        const int before = openings();
        const Json validation = must(arguments("eval --run 1 --limit 50 --mode single"));
        QCOMPARE(validation["rows"].get<int>(), 50);
        QCOMPARE(openings(), before);
        const Json test = must(arguments("eval --run 1 --split test --limit 50 --max-new-tokens 24"));
        QCOMPARE(test["rows"].get<int>(), 50);
        QVERIFY(test["by_band"].size() >= 2);
        QCOMPARE(openings(), before + 1);
    }

    void whatCannotBeTrainedIsRefused() {
        const auto refused = [&](const char* line, const char* words) {
            const Ran result = run(arguments(line));
            QVERIFY2(result.code == 1 || result.code == 2, line);
            QVERIFY2(result.error.find(words) != std::string::npos, result.error.c_str());
        };
        refused("train --scoring 1 --cuts nothing --recipe sft", "has no cuts named");
        refused("train --scoring 1 --cuts t --band easy=sft,harder=distill", "not one of this cut set's");
        refused("train --scoring 1 --cuts t --recipe distill --teacher nobody", "recorded reasoning");
        refused("train --scoring 1 --cuts t --recipe sft --lora 4 --epochs 0", "--epochs");
        refused("train --scoring 9 --cuts t --recipe sft", "scoring");
        refused("eval --run 99", "no run");
    }
};

QTEST_GUILESS_MAIN(TestTrain)
#include "test_train.moc"
