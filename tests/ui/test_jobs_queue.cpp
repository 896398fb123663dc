// The queue in the drawer: several jobs wait for one device, their order is changed by buttons, keys and mouse, it is
// kept by the store and followed by the processes, and after everything was switched off it is started again.
#include "tests/ui/state_checks.h"
#include "tests/ui/train_fixture.h"
#include "ui/jobs/jobs_drawer.h"
#include "ui/shell/bars.h"
#include "ui/shell/main_window.h"

#include <QApplication>
#include <QScrollArea>
#include <QTemporaryDir>

#include <csignal>

using namespace caftan;
using namespace caftan::ui;

class JobsQueue : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> directory_;
    std::unique_ptr<Settings> settings_;
    std::unique_ptr<Theme> theme_;
    std::unique_ptr<MainWindow> window_;
    QString folder_;
    bool dark_ = false;

    void openWindow() {
        WindowOptions options;
        options.cli = QCoreApplication::applicationFilePath();
        options.dataFolder = directory_->path();
        window_ = std::make_unique<MainWindow>(*theme_, *settings_, options);
        window_->resize(1280, 800);
        window_->show();
        QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
        window_->openProject(folder_);
        QTRY_COMPARE(window_->currentPageName(), QStringLiteral("explore"));
        window_->showJobs(true);
    }
    JobsDrawer* drawer() { return window_->findChild<JobsDrawer*>(QStringLiteral("jobsDrawer")); }
    JobCard* card(int64_t job) {
        (void)QTest::qWaitFor([&] { return drawer()->card(job) != nullptr; });
        return drawer()->card(job);
    }
    QPushButton* button(int64_t job, const char* name) {
        return card(job)->findChild<QPushButton*>(QLatin1String(name));
    }

    static Result<int64_t> addTraining(Project& project, const std::string& recipe, int64_t epochs = 1) {
        CAFTAN_TRY(scorings, listScorings(project));
        CutSet cuts;
        cuts.name = "thirds";
        cuts.scoring = scorings.front().id;
        cuts.values = {0.1, 0.7};
        cuts.quantiles = {0.33, 0.67};
        CAFTAN_TRY(saved, saveCuts(project, cuts));
        JobRecord job;
        job.kind = "train";
        TrainSpec spec = demoTrainSpec(recipe, cuts.scoring, cuts.name, uint64_t(saved));
        spec.epochs = {epochs};
        job.spec = toJson(spec);
        job.scoring = cuts.scoring;
        return addJob(project, job);
    }
    std::vector<int64_t> storedOrder() {
        auto project = Project::open(folder_.toStdString(), Project::Access::ReadOnly);
        std::vector<int64_t> ids;
        for (const JobRecord& job : queuedJobs(*project).value_or(std::vector<JobRecord>()))
            ids.push_back(job.id);
        return ids;
    }
    std::vector<int64_t> shownOrder(std::vector<int64_t> ids) {
        std::sort(ids.begin(), ids.end(), [this](int64_t a, int64_t b) { return card(a)->y() < card(b)->y(); });
        return ids;
    }
    QString stateOf(int64_t job) {
        const JobView* view = window_->jobs().find(job);
        return view ? view->state : QString();
    }

  private Q_SLOTS:
    void init() {
        dark_ = qEnvironmentVariableIsSet("CAFTAN_STATE_DARK");
        directory_ = std::make_unique<QTemporaryDir>();
        folder_ = directory_->filePath(QStringLiteral("project"));
        settings_ = std::make_unique<Settings>(directory_->filePath(QStringLiteral("settings.ini")));
        theme_ = std::make_unique<Theme>(*qApp, dark_ ? Theme::Mode::Dark : Theme::Mode::Light);
        qputenv("CAFTAN_LOCKS", directory_->filePath(QStringLiteral("locks")).toUtf8());
        qputenv("CAFTAN_FAKE_STEP_MS", "5");
        const auto made = test::makeTrainProject(folder_.toStdString());
        QVERIFY2(made.has_value(), made ? "" : made.error().message.c_str());
    }
    void cleanup() {
        window_.reset();
        theme_.reset();
        auto project = Project::open(folder_.toStdString());
        if (project)
            for (const JobRecord& row : listJobs(*project).value_or(std::vector<JobRecord>()))
                (void)requestJob(*project, row.id, "stop");
    }

    void theOrderIsChangedAndKept() {
        std::vector<int64_t> ids;
        {
            auto project = Project::open(folder_.toStdString());
            for (const char* recipe : {"sft", "distill", "random"})
                ids.push_back(*addTraining(*project, recipe));
        }
        openWindow();
        QTRY_VERIFY(card(ids[2]));
        QTRY_COMPARE(window_->jobs().waiting().size(), size_t(3));
        QTest::qWait(100);
        QCOMPARE(shownOrder(ids), ids);
        QVERIFY(!button(ids[0], "jobEarlier")->isEnabled());
        QVERIFY(!button(ids[2], "jobLater")->isEnabled());
        // by button
        QTest::mouseClick(button(ids[2], "jobEarlier"), Qt::LeftButton);
        QTRY_COMPARE(storedOrder(), (std::vector<int64_t>{ids[0], ids[2], ids[1]}));
        QTest::qWait(100);
        QCOMPARE(shownOrder(ids), (std::vector<int64_t>{ids[0], ids[2], ids[1]}));
        // by key
        card(ids[2])->setFocus();
        QTest::keyClick(card(ids[2]), Qt::Key_Up, Qt::AltModifier);
        QTRY_COMPARE(storedOrder(), (std::vector<int64_t>{ids[2], ids[0], ids[1]}));
        QTest::keyClick(card(ids[2]), Qt::Key_Up, Qt::AltModifier); // the first stays the first
        QTest::qWait(100);
        QCOMPARE(storedOrder().front(), ids[2]);
        // by mouse: the last one goes to the top
        JobCard* last = card(ids[1]);
        const QPoint grip(60, 12);
        QTest::mousePress(last, Qt::LeftButton, {}, grip);
        const QPoint target = card(ids[2])->mapToGlobal(QPoint(60, 4));
        for (int step = 1; step <= 8; ++step) {
            const QPoint from = last->mapToGlobal(grip);
            QTest::mouseMove(last, last->mapFromGlobal(from + (target - from) * step / 8), 10);
        }
        QTest::qWait(50);
        QCOMPARE(shownOrder(ids).front(), ids[1]); // the list follows before the button is released
        QTest::mouseRelease(last, Qt::LeftButton, {}, grip);
        QTRY_COMPARE(storedOrder(), (std::vector<int64_t>{ids[1], ids[2], ids[0]}));
        // a new window, and a new job at the end
        openWindow();
        QTRY_COMPARE(window_->jobs().waiting().size(), size_t(3));
        QCOMPARE(window_->jobs().waiting().front()->record.id, ids[1]);
        auto project = Project::open(folder_.toStdString());
        const int64_t late = *addTraining(*project, "curriculum");
        QTRY_COMPARE(window_->jobs().waiting().size(), size_t(4));
        QCOMPARE(window_->jobs().waiting().back()->record.id, late);
        test::checkState(window_.get(), QStringLiteral("jobs-waiting"), dark_);
    }

    void whatWaitsWithoutAProcessIsStartedInOrder() {
        std::vector<int64_t> ids;
        {
            auto project = Project::open(folder_.toStdString());
            for (const char* recipe : {"sft", "distill", "random"})
                ids.push_back(*addTraining(*project, recipe, 2));
            const std::vector<int64_t> order{ids[2], ids[0], ids[1]};
            QVERIFY(orderJobs(*project, order));
        }
        openWindow();
        auto* start = window_->findChild<QPushButton*>(QStringLiteral("startQueue"));
        QVERIFY(!start->isVisible()); // processes may still be coming up
        QTRY_VERIFY_WITH_TIMEOUT(start->isVisible(), 10'000);
        test::checkState(window_.get(), QStringLiteral("jobs-abandoned"), dark_);
        QTest::mouseClick(start, Qt::LeftButton);
        // whoever comes up first may take the device; of those that then wait the first goes first
        QTRY_VERIFY_WITH_TIMEOUT(window_->jobs().firstRunning() != nullptr, 20'000);
        QTRY_VERIFY(!start->isVisible());
        QTRY_COMPARE_WITH_TIMEOUT(window_->jobs().waiting().size(), size_t(2), 20'000);
        test::checkState(window_.get(), QStringLiteral("jobs-running"), dark_);
        const int64_t second = window_->jobs().waiting()[0]->record.id;
        const int64_t third = window_->jobs().waiting()[1]->record.id;
        QTest::mouseClick(button(third, "jobEarlier"), Qt::LeftButton);
        QTRY_COMPARE(window_->jobs().waiting()[0]->record.id, third);
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(second), QStringLiteral("done"), 60'000);
        QCOMPARE(stateOf(third), QStringLiteral("done"));
        QVERIFY(window_->jobs().find(third)->record.started < window_->jobs().find(second)->record.started);
    }
};

int main(int argc, char** argv) {
    if (const auto code = caftan::test::fakeCli(argc, argv))
        return *code;
    QApplication application(argc, argv);
    JobsQueue test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_jobs_queue.moc"
