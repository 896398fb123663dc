// Training through the real window, with mouse and keys: a cut is dragged, recipes are chosen, a run is started from
// the plot, its points arrive, it is paused, resumed and stopped; the window is closed while it runs, opened again, and
// finds the run alive and its curve joined; a second run is laid over the first. Runs twice: with made-up training
// (fake_training.h), and with the real caftan-cli where it is built.
#include "tests/ui/train_fixture.h"
#include "ui/charts/cut_handle.h"
#include "ui/charts/histogram_chart.h"
#include "ui/charts/line_chart.h"
#include "ui/models/exploration.h"
#include "ui/shell/main_window.h"

#include <QApplication>
#include <QComboBox>
#include <QFileInfo>
#include <QListView>
#include <QProcess>
#include <QPushButton>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QWindow>
#include <QtTest>

using namespace caftan;
using namespace caftan::ui;

namespace {

constexpr int patience = 90'000;
constexpr int manyEpochs = 60; // longer than this test takes: it stops its runs

} // namespace

class GuiTrain : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> directory_;
    std::unique_ptr<Settings> settings_;
    std::unique_ptr<Theme> theme_;
    std::unique_ptr<MainWindow> window_;
    QString cli_, folder_;

    void makeProject() {
        if (cli_ == QCoreApplication::applicationFilePath()) {
            const auto made = test::makeTrainProject(folder_.toStdString());
            QVERIFY2(made.has_value(), made ? "" : made.error().message.c_str());
            return;
        }
        for (const QStringList& words :
             {QStringList{QStringLiteral("demo"), QStringLiteral("new"), folder_},
              QStringList{QStringLiteral("--project"), folder_, QStringLiteral("score"), QStringLiteral("--data"),
                          QStringLiteral("demo"), QStringLiteral("--model"), QStringLiteral("demo-base")}}) {
            QProcess process;
            process.start(cli_, words);
            QVERIFY(process.waitForFinished(patience));
            QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
        }
    }
    void openWindow() {
        WindowOptions options;
        options.cli = cli_;
        options.dataFolder = directory_->path();
        window_ = std::make_unique<MainWindow>(*theme_, *settings_, options);
        window_->resize(1400, 900);
        window_->show();
        QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
        window_->activateWindow(); // there is no window manager
        QVERIFY(QTest::qWaitForWindowActive(window_.get()));
        window_->openProject(folder_);
        QTRY_COMPARE_WITH_TIMEOUT(window_->currentPageName(), QStringLiteral("explore"), patience);
        QTRY_VERIFY_WITH_TIMEOUT(exploration().rows() && exploration().index().valid() > 0, patience);
    }

    template <class T>
    T* child(const char* name) {
        return window_->findChild<T*>(QLatin1String(name));
    }
    Exploration& exploration() { return window_->exploration(); }

    // Mouse through the window system: the window finds the widget below the pointer itself.
    QPoint at(QWidget* widget, QPoint where) { return widget->mapTo(window_.get(), where); }
    void click(QWidget* widget) {
        QVERIFY(widget);
        QTRY_VERIFY2(widget->isVisible() && widget->isEnabled(), qPrintable(widget->objectName()));
        QTest::qWait(50); // it has been laid out
        QTest::mouseClick(window_->windowHandle(), Qt::LeftButton, {}, at(widget, widget->rect().center()));
    }
    void drag(QWidget* handle, QPoint by) {
        QVERIFY(handle && handle->isVisible());
        const QPoint from = at(handle, handle->rect().center());
        QWindow* window = window_->windowHandle();
        QTest::mouseMove(window, from);
        QTest::mousePress(window, Qt::LeftButton, {}, from);
        constexpr int steps = 12;
        for (int step = 1; step <= steps; ++step)
            QTest::mouseMove(window, from + by * step / steps, 10);
        QTest::mouseRelease(window, Qt::LeftButton, {}, from + by);
    }
    void choose(const char* name, const QVariant& value) {
        auto* box = child<QComboBox>(name);
        QVERIFY2(box && box->isVisible() && box->isEnabled(), name);
        const int target = box->findData(value);
        QVERIFY(target >= 0);
        box->setFocus();
        while (box->currentIndex() != target) {
            const int before = box->currentIndex();
            QTest::keyClick(box, before < target ? Qt::Key_Down : Qt::Key_Up);
            QVERIFY(box->currentIndex() != before);
        }
    }

    const JobView* newestJob() { return window_->jobs().jobs().empty() ? nullptr : &window_->jobs().jobs().front(); }
    QString stateOf(int64_t job) {
        const JobView* view = window_->jobs().find(job);
        return view ? view->state : QString();
    }
    // Steps of the stored curve; each once and without a gap, or -1.
    int64_t storedSteps(int64_t run) {
        auto project = Project::open(folder_.toStdString(), Project::Access::ReadOnly);
        const auto points = loadMetrics(*project, run, "train/loss");
        int64_t step = 0;
        for (const MetricPoint& point : points.value_or(std::vector<MetricPoint>()))
            if (point.step != ++step)
                return -1;
        return step;
    }
    int64_t drawn(int64_t run) {
        auto* chart = child<LineChart>("lossChart");
        return chart ? chart->pointCount(run, QStringLiteral("train/loss")) : -1;
    }
    int64_t runOf(int64_t job) {
        const JobView* view = window_->jobs().find(job);
        return view && view->record.run ? *view->record.run : 0;
    }

  private Q_SLOTS:
    void init() {
        directory_ = std::make_unique<QTemporaryDir>();
        folder_ = directory_->filePath(QStringLiteral("project"));
        settings_ = std::make_unique<Settings>(directory_->filePath(QStringLiteral("settings.ini")));
        qputenv("CAFTAN_LOCKS", directory_->filePath(QStringLiteral("locks")).toUtf8());
        qputenv("CAFTAN_FAKE_STEP_MS", "20");
        theme_ = std::make_unique<Theme>(*qApp, Theme::Mode::Light);
    }
    void cleanup() {
        window_.reset();
        auto project = Project::open(folder_.toStdString());
        if (project) // after a failure: a job that still runs ends
            for (const JobRecord& row : listJobs(*project).value_or(std::vector<JobRecord>()))
                (void)requestJob(*project, row.id, "stop");
        theme_.reset();
    }

    void path_data() {
        QTest::addColumn<QString>("cli");
        QTest::newRow("made-up training") << QCoreApplication::applicationFilePath();
        QTest::newRow("caftan-cli") << qEnvironmentVariable("CAFTAN_CLI", QStringLiteral(CAFTAN_BIN_DIR "/caftan-cli"));
    }
    void path() {
        QFETCH(QString, cli);
        if (!QFileInfo(cli).isExecutable())
            QSKIP("caftan-cli is not built here (it needs torch): only made-up training is shown.");
        cli_ = cli;
        makeProject();
        if (!QTest::currentTestFailed())
            openWindow();
        int64_t first = 0, second = 0;
        const std::function<void()> steps[] = {[&] { dragsACutAndChoosesRecipes(); },
                                               [&] { startsTheRun(first); },
                                               [&] { pointsArrive(first); },
                                               [&] { pausesAndResumes(first); },
                                               [&] { closesAndFindsTheRunAlive(first); },
                                               [&] { stops(first); },
                                               [&] { startsAnother(second); },
                                               [&] { overlays(first, second); }};
        for (const auto& step : steps)
            if (!QTest::currentTestFailed())
                step();
    }

  private:
    void dragsACutAndChoosesRecipes() {
        QTRY_COMPARE(exploration().cuts().size(), size_t(2));
        QTest::qWait(300);
        const double before = exploration().cuts()[0];
        drag(child<HistogramChart>("histogram")->handle(0), {60, 0});
        QVERIFY(exploration().cuts()[0] > before);
        choose("recipe1", QStringLiteral("distill")); // the middle band reasons too
        QCOMPARE(exploration().bandRecipe(1), QStringLiteral("distill"));
    }

    void startsTheRun(int64_t& job) {
        QTest::keyClick(window_->windowHandle(), Qt::Key_T, Qt::ControlModifier);
        QTRY_VERIFY(child<QWidget>("trainSheet")->isVisible());
        QCOMPARE(child<QComboBox>("trainRecipe")->currentData().toString(), QStringLiteral("custom"));
        QCOMPARE(child<QComboBox>("trainBand-middle")->currentData().toInt(), int(Routing::Reasoning));
        choose("trainBand-middle", int(Routing::Answer));
        QCOMPARE(child<QComboBox>("trainRecipe")->currentData().toString(), QStringLiteral("complexity-aware"));
        auto* epochs = child<QSpinBox>("trainEpochs0");
        epochs->setFocus();
        epochs->selectAll();
        QTest::keyClicks(epochs, QString::number(manyEpochs));
        QTest::keyClick(epochs, Qt::Key_Tab);
        QCOMPARE(window_->draft().settings().epochs, std::vector<int64_t>{manyEpochs});
        click(child<QPushButton>("trainStart"));
        QTRY_COMPARE_WITH_TIMEOUT(window_->currentPageName(), QStringLiteral("runs"), patience);
        QTRY_VERIFY(newestJob() && newestJob()->record.kind == "train");
        job = newestJob()->record.id;
        const Json& spec = newestJob()->record.spec;
        QCOMPARE(spec["recipe"].get<std::string>(), std::string("complexity-aware"));
    }

    void pointsArrive(int64_t job) {
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(job), QStringLiteral("running"), patience);
        QTRY_VERIFY_WITH_TIMEOUT(runOf(job) > 0, patience);
        QTRY_VERIFY_WITH_TIMEOUT(drawn(runOf(job)) > 10, patience);
        for (int look = 0; look < 3; ++look) {
            const int64_t seen = drawn(runOf(job));
            QTRY_VERIFY_WITH_TIMEOUT(drawn(runOf(job)) > seen, patience);
        }
    }

    void pausesAndResumes(int64_t job) {
        click(child<QPushButton>("pauseRun"));
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(job), QStringLiteral("paused"), patience);
        const int64_t steps = storedSteps(runOf(job));
        QVERIFY(steps > 0);
        QTest::qWait(300);
        QCOMPARE(storedSteps(runOf(job)), steps);
        click(child<QPushButton>("resumeRun"));
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(job), QStringLiteral("running"), patience);
        QTRY_VERIFY_WITH_TIMEOUT(storedSteps(runOf(job)) > steps + 5, patience);
        const int64_t now = storedSteps(runOf(job));
        QTRY_VERIFY_WITH_TIMEOUT(drawn(runOf(job)) >= now, patience);
    }

    void closesAndFindsTheRunAlive(int64_t job) {
        QCOMPARE(stateOf(job), QStringLiteral("running"));
        const int64_t run = runOf(job);
        window_->close();
        window_.reset();
        const int64_t atClosing = storedSteps(run);
        QVERIFY(atClosing > 0);
        QTRY_VERIFY_WITH_TIMEOUT(storedSteps(run) > atClosing + 5, patience); // it goes on without a window
        openWindow();
        if (QTest::currentTestFailed())
            return;
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(job), QStringLiteral("running"), patience);
        click(child<QWidget>("rail-runs"));
        QTRY_COMPARE(window_->currentPageName(), QStringLiteral("runs"));
        QTRY_VERIFY_WITH_TIMEOUT(drawn(run) > atClosing, patience);
        const int64_t stored = storedSteps(run);
        QVERIFY(stored > 0); // each step once, none is missing
        QTRY_VERIFY_WITH_TIMEOUT(drawn(run) >= stored, patience);
    }

    void stops(int64_t job) {
        click(child<QPushButton>("stopRun"));
        QTRY_COMPARE_WITH_TIMEOUT(stateOf(job), QStringLiteral("stopped"), patience);
        QVERIFY(storedSteps(runOf(job)) > 0);
        QTRY_VERIFY(child<QPushButton>("resumeRun")->isVisible());
    }

    void startsAnother(int64_t& job) {
        click(child<QWidget>("rail-explore"));
        click(child<QPushButton>("train"));
        QTRY_VERIFY(child<QWidget>("trainSheet")->isVisible());
        choose("trainRecipe", QStringLiteral("sft"));
        const int64_t before = newestJob()->record.id;
        click(child<QPushButton>("trainStart"));
        QTRY_VERIFY_WITH_TIMEOUT(newestJob() && newestJob()->record.id != before, patience);
        job = newestJob()->record.id;
        pointsArrive(job);
    }

    // Checks the other run in the list by its box.
    void overlays(int64_t first, int64_t second) {
        auto* list = child<QListView>("runsList");
        QVERIFY(list && list->model()->rowCount() == 2);
        QTRY_VERIFY_WITH_TIMEOUT(drawn(runOf(second)) > 0, patience);
        QCOMPARE(drawn(runOf(first)), int64_t(0));
        const QRect row = list->visualRect(list->model()->index(1, 0));
        QTest::mouseClick(window_->windowHandle(), Qt::LeftButton, {},
                          at(list->viewport(), row.topLeft() + QPoint(16, 16)));
        QTRY_VERIFY_WITH_TIMEOUT(drawn(runOf(first)) > 0, patience);
        QTRY_VERIFY(drawn(runOf(second)) > 0);
    }
};

int main(int argc, char** argv) {
    if (const auto code = caftan::test::fakeCli(argc, argv))
        return *code;
    QApplication application(argc, argv);
    GuiTrain test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_gui_train_x11.moc"
