// Files of every schema there was (tests/core/golden/project_v*.sql) open, are backed up and brought up to date, and
// hold what was in them. A schema that was released is never changed afterwards.
#include "core/store/answer_details.h"
#include "core/store/jobs.h"
#include "core/store/metrics.h"
#include "core/store/migrations.h"
#include "core/store/query.h"
#include "core/store/runs.h"
#include "core/store/selections.h"
#include "tests/core/store_helpers.h"

#include <QDir>

using namespace caftan;
using namespace caftan::test;

namespace {

// One row and more of every table.
Status fill(Project& project) {
    CAFTAN_TRY(ids, storeImport(project, "small", smallImport(10, true)));
    CAFTAN_CHECK(sealRecordedSplit(project, ids.dataset));
    CAFTAN_CHECK(openTest(project, ids.dataset, "analyze --split test"));
    CAFTAN_CHECK(storeTraces(project, ids.dataset, "teacher", {{"q1", "Because.", "B"}, {"q2", "Hm.", "A"}}));
    CAFTAN_TRY(model, addModel(project,
                               {0, {}, "tiny", "/models/tiny", "llama", std::string(64, 'c'), {{"layers", 4}}, {}, 1}));
    CAFTAN_TRY(questions, loadQuestions(project, ids.dataset));
    Scoring scoring;
    scoring.name = "tiny on small";
    scoring.dataset = ids.dataset;
    scoring.model = model;
    CAFTAN_TRY(scored, addScoring(project, scoring));
    Score score = recordedScore(questions[0].id, 1.5, true);
    score.answer = " B";
    CAFTAN_CHECK(addScores(project, scored, std::span(&score, 1)));
    CAFTAN_TRY(cuts, saveCuts(project, {0, {}, "mine", "entropy", scored, {0.5, 1}, {0.25, 0.75}, "value", 1}));
    RunRecord run;
    run.name = "first";
    run.scoring = scored;
    run.cutSet = cuts;
    run.model = model;
    CAFTAN_TRY(experiment, addExperiment(project, {0, {}, "arms", "notes", Json::object(), 1}));
    run.experiment = experiment;
    CAFTAN_TRY(runId, addRun(project, run));
    CAFTAN_CHECK(pinRun(project, runId));
    const MetricPoint point{0, runId, "train/loss", 1, 0.5, 100, 2, 0.75};
    CAFTAN_CHECK(addMetrics(project, std::span(&point, 1)));
    Evaluation evaluation;
    evaluation.run = runId;
    Answer answer{questions[1].id, "B", 1, true, true, false, 1, 0.5};
    answer.goldNll = 0.25;
    answer.tokenValues = packTokenValues(std::vector<TokenValue>{{1, 0.5f, 0.25f}});
    CAFTAN_CHECK(addEvaluation(project, evaluation, std::span(&answer, 1)));
    const OwnValue difficulty{questions[0].id, 0.75};
    CAFTAN_CHECK(addOwnValues(project, scored, "ifd", std::span(&difficulty, 1)));
    CAFTAN_TRY(traces, loadTraces(project, ids.dataset, "teacher"));
    const TraceCost cost{traces.front().id, {"Because.", {{8, 1.5f, 2.5f}}}};
    CAFTAN_CHECK(storeTraceCosts(project, scored, std::span(&cost, 1)));
    const MeasureValue level{"q1", 3};
    CAFTAN_CHECK(storeMeasure(project, ids.dataset, "level", false, "judge.tsv", std::span(&level, 1)));
    CAFTAN_CHECK(saveSelection(project, {0, ids.dataset, 0, {}, "two", Json::object(), 0},
                               std::vector<int64_t>{questions[0].id, questions[3].id}));
    CAFTAN_CHECK(markKey(project, questions[0].id, "wrong", "a note"));
    JobRecord job;
    job.kind = "score";
    CAFTAN_TRY(jobId, addJob(project, job));
    CAFTAN_CHECK(linkJob(project, jobId, scored, runId));
    return addLog(project, jobId, "info", "line");
}

std::string schemaText(SQLite::Database& database) {
    Query query(database,
                "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY name");
    std::string text;
    while (query.next())
        text += query.text(0) + ";\n";
    return text;
}

} // namespace

class TestStoreVersions : public QObject {
    Q_OBJECT

    static QString golden() { return QStringLiteral(CAFTAN_SOURCE_DIR "/tests/core/golden"); }
    static std::string textOf(const QString& name) {
        return *readFile((golden() + QLatin1Char('/') + name).toStdString());
    }

  private Q_SLOTS:
    void writeGolden() {
        const QString folder = qEnvironmentVariable("CAFTAN_GOLDEN");
        if (folder.isEmpty())
            QSKIP("writes a project for dump_project.py when CAFTAN_GOLDEN names a folder");
        auto project = Project::create(folder.toStdString(), "golden");
        EXPECT_OK(project);
        EXPECT_OK(fill(*project));
    }

    void everyVersionHasItsFile() {
        for (const Migration& step : allMigrations())
            QVERIFY2(QFile::exists(golden() + QStringLiteral("/project_v%1.sql").arg(step.version)),
                     qPrintable(QString::number(step.version)));
    }

    void oldFilesOpen_data() {
        QTest::addColumn<QString>("name");
        const QStringList names = QDir(golden()).entryList({QStringLiteral("project_v*.sql")});
        for (const QString& name : names)
            QTest::newRow(qPrintable(name)) << name;
    }
    void oldFilesOpen() {
        QFETCH(QString, name);
        QTemporaryDir directory;
        const std::filesystem::path folder = directory.path().toStdString();
        const auto file = folder / "project.caftan";
        int version = 0;
        {
            SQLite::Database database(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
            database.exec(textOf(name));
            version = database.execAndGet("PRAGMA user_version").getInt();
        }
        auto project = Project::open(folder);
        EXPECT_OK(project);
        const bool older = version < Project::newestSchema();
        QCOMPARE(std::filesystem::exists(file.string() + ".v" + std::to_string(version) + ".bak"), older);
        TemporaryProject fresh;
        QCOMPARE(schemaText(project->database()), schemaText(fresh.project.database()));
        QCOMPARE(project->name(), std::string("golden"));
        const auto dataset = findDataset(*project, "small");
        EXPECT_OK(dataset);
        QVERIFY(dataset->sealed && dataset->openings == 1 && dataset->questions == 10 && dataset->test == 1);
        QCOMPARE(loadQuestions(*project, dataset->id)->at(3).question.options[3], std::string("z's"));
        QCOMPARE(loadTraces(*project, dataset->id, "teacher")->size(), size_t(2));
        const auto scorings = *listScorings(*project);
        QVERIFY(scorings.size() == 2 && scorings[0].rows == 10 && scorings[1].rows == 1);
        QCOMPARE(loadScores(*project, scorings[1].id)->front().answer, std::string(" B"));
        QCOMPARE(loadColumns(*project, scorings[0].id, "entropy")->columns.metric[9], 0.09);
        QCOMPARE(listCuts(*project)->front().values[0], 0.5);
        const auto run = findRun(*project, "first");
        EXPECT_OK(run);
        QVERIFY(run->experiment && run->cutSet && run->model);
        QCOMPARE(run->pinned, version >= 2);
        EXPECT_OK(pinRun(*project, run->id));
        QVERIFY(findRun(*project, "first")->pinned);
        QCOMPARE(loadMetrics(*project, run->id)->front().value, 0.75);
        QCOMPARE(loadAnswers(*project, listEvaluations(*project, run->id)->front().id)->front().output,
                 std::string("B"));
        if (version >= 3) {
            QCOMPARE(loadColumns(*project, scorings[0].id, "level")->columns.metric, std::vector<double>{3});
            QCOMPARE(loadSelection(*project, dataset->id, "two")->size(), size_t(2));
        }
        if (version >= 5) {
            QCOMPARE(loadColumns(*project, scorings[1].id, "ifd")->columns.metric, std::vector<double>{0.75});
            const auto traces = loadTraces(*project, dataset->id, "teacher");
            const auto cost = loadTraceCost(*project, scorings[1].id, traces->front().id);
            QVERIFY(cost && *cost && (*cost)->tokens.at(0).nll == 2.5f);
            const auto evaluations = listEvaluations(*project, run->id);
            const int64_t asked = loadAnswers(*project, evaluations->front().id)->front().question;
            const auto text = loadAnswerText(*project, evaluations->front().id, asked);
            QVERIFY(text && *text && (*text)->tokens.at(0).entropy == 0.5f);
        }
        const auto jobs = *listJobs(*project);
        QCOMPARE(loadLog(*project, jobs.front().id)->front().text, std::string("line"));
        EXPECT_OK(storeImport(*project, "more", smallImport(5, true)));
    }
};

QTEST_APPLESS_MAIN(TestStoreVersions)
#include "test_store_versions.moc"
