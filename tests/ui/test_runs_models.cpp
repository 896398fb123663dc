// What the Runs page reads: the list of runs, points as they come, entropies by evaluation, answers by page.
#include "tests/ui/runs_fixture.h"
#include "ui/models/answer_table_model.h"
#include "ui/models/entropy_history.h"
#include "ui/models/run_curves.h"
#include "ui/models/run_list_model.h"

#include <QAbstractItemModelTester>
#include <QTemporaryDir>
#include <QtTest>

using namespace caftan;
using namespace caftan::test;
using namespace caftan::ui;

class RunsModels : public QObject {
    Q_OBJECT

    QTemporaryDir directory_;
    std::string folder_;
    std::unique_ptr<ProjectService> service_;
    std::optional<Project> project_; // another connection, as a job's

  private Q_SLOTS:
    void init() {
        static int number = 0;
        folder_ = directory_.filePath(QStringLiteral("p%1").arg(++number)).toStdString();
        QVERIFY(makeRunsProject(folder_).has_value());
        auto opened = Project::open(folder_);
        QVERIFY(opened.has_value());
        project_.emplace(std::move(*opened));
        service_ = std::make_unique<ProjectService>();
        QSignalSpy spy(service_.get(), &ProjectService::opened);
        service_->open(QString::fromStdString(folder_));
        QVERIFY(spy.wait());
    }
    void cleanup() {
        service_.reset();
        project_.reset();
    }

    void theListEqualsTheStore() {
        RunListModel model(*service_);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTRY_VERIFY(model.loaded());
        QCOMPARE(model.rowCount(), 0);
        const auto first = finishedRun(*project_, "first", "baseline, seed");
        QVERIFY(first.has_value());
        const auto second = startRun(*project_, "second");
        const auto lock = holdLock(*project_, *second);
        QVERIFY(trainSteps(*project_, *second, 1, 10).has_value());
        QVERIFY(validate(*project_, *second, 1).has_value());
        QTRY_COMPARE(model.rowCount(), 2);
        QTRY_VERIFY(model.findRun(second->run)->accuracy.has_value());
        const RunView& running = model.runs()[0]; // the newest above
        QCOMPARE(running.id(), second->run);
        QCOMPARE(running.state, QStringLiteral("running"));
        QCOMPARE(running.share(), 0.25);
        QCOMPARE(*running.accuracy, madeAccuracy(1));
        QCOMPARE(*running.epoch, 1.0);
        QVERIFY(!running.canBranch);
        const RunView& done = model.runs()[1];
        QCOMPARE(done.state, QStringLiteral("done"));
        QCOMPARE(done.share(), 1.0);
        QCOMPARE(*done.accuracy, madeAccuracy(4));
        QCOMPARE(done.answerTokensSeen(), 123456);
        QCOMPARE(done.stages(), 2);
        QCOMPARE(done.epochs(), 4.0);
        QVERIFY(done.canBranch);
        QVERIFY(model.index(1).data(RunListModel::SearchRole).toString().contains(QLatin1String("baseline")));
    }

    void theSelectionStaysWhileRowsCome() {
        RunListModel model(*service_);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto first = finishedRun(*project_, "first");
        QTRY_COMPARE(model.rowCount(), 1);
        const QPersistentModelIndex index = model.index(0);
        model.setChecked(first->uid, true);
        QVERIFY(finishedRun(*project_, "second").has_value());
        QTRY_COMPARE(model.rowCount(), 2);
        QCOMPARE(index.row(), 1);
        QCOMPARE(index.data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
        QVERIFY(model.setData(model.index(0), Qt::Checked, Qt::CheckStateRole));
        QVERIFY(model.isChecked(model.runs()[0].uid));
        QVERIFY(model.runs()[0].slot != model.runs()[1].slot);
    }

    void jobsWithoutARunAreListed() {
        RunListModel model(*service_);
        JobRecord job;
        job.kind = "train";
        job.spec = toJson(madeSpec(1, "early"));
        const auto waiting = addJob(*project_, job);
        job.kind = "score";
        QVERIFY(addJob(*project_, job).has_value()); // not a run
        QTRY_COMPARE(model.rowCount(), 1);
        QCOMPARE(model.runs()[0].state, QStringLiteral("queued"));
        QCOMPARE(model.runs()[0].name(), QStringLiteral("early"));
        QVERIFY(claimJob(*project_, *waiting).value_or(false));
        QVERIFY(
            finishJob(*project_, *waiting, "failed", 1, "the band \"hard\" has no training questions.").has_value());
        QTRY_COMPARE(model.runs()[0].state, QStringLiteral("failed"));
        QVERIFY(model.runs()[0].error().contains(QLatin1String("no training questions")));
        QVERIFY(model.runs()[0].resumable());
    }

    void aKilledRunIsInterrupted() {
        RunListModel model(*service_);
        const auto run = startRun(*project_, "killed");
        {
            const auto lock = holdLock(*project_, *run);
            QTRY_COMPARE(model.rowCount(), 1);
            QTRY_COMPARE(model.runs()[0].state, QStringLiteral("running"));
        }
        QTRY_COMPARE(model.runs()[0].state, QStringLiteral("interrupted")); // nobody commits anything
    }

    void pointsComeOnce() {
        RunCurves curves(*service_);
        const auto run = startRun(*project_, "live");
        QVERIFY(trainSteps(*project_, *run, 1, 10).has_value());
        curves.follow({run->run});
        QTRY_VERIFY(curves.points(run->run));
        const Curve* loss = curves.points(run->run)->curve("train/loss");
        QCOMPARE(loss->size(), size_t(10));
        QCOMPARE(curves.pointsRead(), 40);
        QVERIFY(trainSteps(*project_, *run, 11, 13).has_value());
        QTRY_COMPARE(curves.points(run->run)->curve("train/loss")->size(), size_t(13));
        QCOMPARE(curves.pointsRead(), 52); // the first forty were not read again
        loss = curves.points(run->run)->curve("train/loss");
        const auto stored = loadMetrics(*project_, run->run, "train/loss");
        for (size_t i = 0; i < stored->size(); ++i) {
            QCOMPARE(loss->step[i], double((*stored)[i].step));
            QCOMPARE(loss->epoch[i], (*stored)[i].epoch);
            QCOMPARE(loss->tokens[i], double((*stored)[i].tokens));
            QCOMPARE(loss->seconds[i], (*stored)[i].seconds);
            QCOMPARE(loss->value[i], (*stored)[i].value);
        }
    }

    void aRewoundRunForgetsWhatIsVoid() {
        RunCurves curves(*service_);
        const auto run = startRun(*project_, "rewound");
        QVERIFY(trainSteps(*project_, *run, 1, 20).has_value());
        QVERIFY(validate(*project_, *run, 2).has_value());
        curves.follow({run->run});
        QTRY_VERIFY(curves.points(run->run));
        QCOMPARE(curves.points(run->run)->evaluations.size(), size_t(2));
        QVERIFY(rewindRun(*project_, run->run, 12).has_value());
        QTRY_COMPARE(curves.points(run->run)->curve("train/loss")->size(), size_t(12));
        QVERIFY(curves.points(run->run)->evaluations.empty());
        QVERIFY(trainSteps(*project_, *run, 13, 15).has_value());
        QTRY_COMPARE(curves.points(run->run)->curve("train/loss")->size(), size_t(15));
        QCOMPARE(curves.points(run->run)->curve("train/loss")->step.back(), 15.0);
    }

    void aPointStoredTwiceIsShownOnce() {
        Curve curve;
        for (const auto& [step, value] : {std::pair(1, 5.0), {2, 4.0}, {3, 3.0}, {2, 9.0}, {5, 1.0}, {4, 2.0}})
            curve.add({0, 1, "train/loss", step, step / 10.0, step, 0, value});
        QCOMPARE(curve.step, (std::vector<double>{1, 2, 3, 4, 5}));
        QCOMPARE(curve.value, (std::vector<double>{5, 9, 3, 2, 1}));
        QCOMPARE(curve.epoch.size(), size_t(5));
    }

    void entropiesEqualTheAnswers() {
        const auto run = finishedRun(*project_, "entropies");
        RunCurves curves(*service_);
        EntropyHistory history(*service_);
        // An evaluation made afterwards has step 0 too, and is no part of the course.
        Evaluation later;
        later.run = run->run;
        later.split = "validation";
        later.mode = "generate";
        QVERIFY(addEvaluation(*project_, later, {}).has_value());
        curves.follow({run->run});
        QTRY_VERIFY(curves.points(run->run));
        history.show(run->run, curves.points(run->run)->course("generate"));
        QTRY_COMPARE(history.frames().size(), size_t(5));
        for (int epoch = 0; epoch <= 4; ++epoch) {
            const EntropyFrame& frame = history.frames()[size_t(epoch)];
            QCOMPARE(frame.epoch, double(epoch));
            QCOMPARE(frame.answers.entropy.size(), size_t(validationQuestions));
            QCOMPARE(frame.valid(), validationQuestions - 1);
            QCOMPARE(frame.answers.entropy[3], 0.001 * 4 * (5 - epoch));
        }
        QCOMPARE(history.highest(), 0.001 * 39 * 5); // the invalid answer does not count
    }

    void answersComeByPage() {
        const auto run = finishedRun(*project_, "answers");
        const auto evaluations = listEvaluations(*project_, run->run);
        AnswerTableModel model(*service_);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.show(evaluations->back().id, AnswerKind::All, {});
        QTRY_COMPARE(model.rowCount(), validationQuestions);
        QCOMPARE(model.found(), validationQuestions);
        QCOMPARE(model.index(0, AnswerTableModel::Answered).data().toString(), QStringLiteral("A"));
        QCOMPARE(model.index(0, AnswerTableModel::Tokens).data().toString(), QStringLiteral("9"));
        QVERIFY(!model.canFetchMore({}));
        model.show(evaluations->back().id, AnswerKind::Right, {});
        QTRY_COMPARE(model.rowCount(), 26);
        model.show(evaluations->back().id, AnswerKind::Invalid, {});
        QTRY_COMPARE(model.rowCount(), 1);
        service_->close();
        QCOMPARE(model.rowCount(), 0);
    }

    void anotherProjectStartsAnew() {
        RunListModel model(*service_);
        RunCurves curves(*service_);
        const auto run = finishedRun(*project_, "old");
        QTRY_COMPARE(model.rowCount(), 1);
        curves.follow({run->run});
        QTRY_VERIFY(curves.points(run->run));
        const QString other = directory_.filePath(QStringLiteral("other"));
        QVERIFY(Project::create(other.toStdString(), "other").has_value());
        service_->open(other);
        QCOMPARE(model.rowCount(), 0);
        QVERIFY(!curves.points(run->run));
        QTRY_VERIFY(model.loaded());
        QCOMPARE(model.rowCount(), 0);
    }
};

QTEST_MAIN(RunsModels)
#include "test_runs_models.moc"
