// The path of a user through the real window, with mouse and keys: the demo is opened, scoring started, the histogram
// grows, cuts are dragged on the histogram and on the ROC and everything follows, the change is taken back, the window
// is closed in the middle of scoring, opened again and finds the job alive, which is then stopped, resumed and ends.
// Runs twice: with made-up scores (fake_cli.h), and with the real caftan-cli where it is built.
#include "tests/ui/fake_cli.h"
#include "ui/charts/cut_handle.h"
#include "ui/charts/histogram_chart.h"
#include "ui/charts/roc_chart.h"
#include "ui/jobs/jobs_drawer.h"
#include "ui/models/exploration.h"
#include "ui/pages/explore/confusion_view.h"
#include "ui/shell/bars.h"
#include "ui/shell/main_window.h"

#include <QApplication>
#include <QFileInfo>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QWindow>
#include <QtTest>

using namespace caftan;
using namespace caftan::ui;

namespace {

constexpr int patience = 60'000;

// What the page shows of the cuts; everything in it must follow a cut.
struct Shown {
    std::vector<double> quantiles;
    std::vector<double> bandShares;
    QString bandTable, confusion;
    QPointF rocPoint;
    double histogramX = 0;
};

} // namespace

class GuiPath : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> directory_;
    std::unique_ptr<Settings> settings_;
    std::unique_ptr<Theme> theme_;
    std::unique_ptr<MainWindow> window_;
    QString cli_;

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
    }

    template <class T>
    T* child(const char* name) {
        return window_->findChild<T*>(QLatin1String(name));
    }

    // Held back, so that a fast machine does not finish scoring before the window is closed: the same process, frozen
    // most of the time.
    QString slowed(const QString& cli) {
        if (cli == QCoreApplication::applicationFilePath())
            return cli;
        QFile script(directory_->filePath(QStringLiteral("caftan-cli")));
        if (!script.open(QIODevice::WriteOnly))
            return cli;
        script.write(
            "#!/bin/bash\n"
            "(while sleep 0.02 && kill -STOP $$ && sleep 0.1; do kill -CONT $$; done) >/dev/null 2>&1 </dev/null &\n"
            "export OMP_NUM_THREADS=1\n"
            "exec '" +
            cli.toUtf8() + "' \"$@\"\n");
        script.close();
        script.setPermissions(script.permissions() | QFile::ExeOwner);
        return script.fileName();
    }

    // Mouse through the window system: the window finds the widget below the pointer itself.
    QPoint at(QWidget* widget, QPoint where) { return widget->mapTo(window_.get(), where); }
    void click(QWidget* widget) {
        QVERIFY(widget && widget->isVisible() && widget->isEnabled());
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

    Exploration& exploration() { return window_->exploration(); }
    int64_t histogramRows() {
        const auto* chart = child<HistogramChart>("histogram");
        int64_t rows = 0;
        if (chart)
            for (const HistogramBin& bin : chart->histogram().bins)
                rows += bin.right + bin.wrong;
        return rows;
    }

    Shown shown() {
        Shown now;
        now.quantiles = exploration().quantiles();
        const auto* bands = child<QTableView>("bands")->model();
        double rows = 0;
        for (int row = 0; row < bands->rowCount(); ++row) {
            for (int column = 0; column < bands->columnCount(); ++column)
                now.bandTable += bands->index(row, column).data().toString() + QLatin1Char('|');
            QString count = bands->index(row, 1).data().toString();
            now.bandShares.push_back(count.remove(QLatin1Char(',')).toDouble());
            rows += now.bandShares.back();
        }
        for (double& share : now.bandShares)
            share /= std::max(1.0, rows);
        now.confusion = child<ConfusionView>("confusion")->summary();
        now.rocPoint = child<RocChart>("roc")->pointOf(exploration().cuts()[0]);
        now.histogramX = child<HistogramChart>("histogram")->xOf(exploration().cuts()[0]);
        return now;
    }

    void followed(const Shown& before, const Shown& after, double direction) {
        QVERIFY(direction * (after.quantiles[0] - before.quantiles[0]) > 0.02);
        QVERIFY(direction * (after.bandShares[0] - before.bandShares[0]) > 0.01);
        QVERIFY(after.bandTable != before.bandTable);
        QVERIFY(after.confusion != before.confusion);
        QVERIFY((after.rocPoint - before.rocPoint).manhattanLength() > 3);
        QVERIFY(std::abs(after.histogramX - before.histogramX) > 3);
    }

    const JobView* job() { return window_->jobs().jobs().empty() ? nullptr : &window_->jobs().jobs().front(); }
    bool jobIs(const char* state) { return job() && job()->state == QLatin1String(state); }
    int64_t storedRows() {
        auto project =
            Project::open(directory_->filePath(QStringLiteral("demo")).toStdString(), Project::Access::ReadOnly);
        return project ? listScorings(*project)->back().rows : -1;
    }

  private Q_SLOTS:
    void init() {
        directory_ = std::make_unique<QTemporaryDir>();
        settings_ = std::make_unique<Settings>(directory_->filePath(QStringLiteral("settings.ini")));
        qputenv("CAFTAN_LOCKS", directory_->filePath(QStringLiteral("locks")).toUtf8());
        theme_ = std::make_unique<Theme>(*qApp, Theme::Mode::Light);
    }
    void cleanup() {
        window_.reset();
        auto project = Project::open(directory_->filePath(QStringLiteral("demo")).toStdString());
        if (project) // after a failure: a job that still runs ends
            for (const JobRecord& row : listJobs(*project).value_or(std::vector<JobRecord>()))
                (void)requestJob(*project, row.id, "stop");
        theme_.reset();
    }

    void path_data() {
        QTest::addColumn<QString>("cli");
        QTest::newRow("made-up scores") << QCoreApplication::applicationFilePath();
        QTest::newRow("caftan-cli") << qEnvironmentVariable("CAFTAN_CLI", QStringLiteral(CAFTAN_BIN_DIR "/caftan-cli"));
    }
    void path() {
        QFETCH(QString, cli);
        if (!QFileInfo(cli).isExecutable())
            QSKIP("caftan-cli is not built here (it needs torch): only made-up scores are shown.");
        cli_ = slowed(cli);
        opensTheDemo();
        if (!QTest::currentTestFailed())
            startsScoringAndSeesItGrow();
        if (!QTest::currentTestFailed())
            dragsAndUndoes();
        if (!QTest::currentTestFailed())
            closesAndFindsTheJobAlive();
        if (!QTest::currentTestFailed())
            stopsResumesAndEnds();
    }

  private:
    void opensTheDemo() {
        openWindow();
        QCOMPARE(window_->currentPageName(), QStringLiteral("welcome"));
        click(child<QPushButton>("openDemo"));
        QTRY_COMPARE_WITH_TIMEOUT(window_->currentPageName(), QStringLiteral("data"), patience);
        QTRY_VERIFY(child<HeaderBar>("header")->detail().contains(QLatin1String("sealed")));
        QTRY_COMPARE(window_->library().models().size(), size_t(1));
    }

    void startsScoringAndSeesItGrow() {
        QTRY_VERIFY(child<QPushButton>("score")->isVisible());
        click(child<QPushButton>("score"));
        QTRY_VERIFY(child<QPushButton>("scoreStart")->isVisible() && child<QPushButton>("scoreStart")->isEnabled());
        QTest::qWait(50); // the sheet has been laid out
        click(child<QPushButton>("scoreStart"));
        QTRY_VERIFY_WITH_TIMEOUT(jobIs("running") || jobIs("done"), patience);
        QTRY_VERIFY(child<JobsDrawer>("jobsDrawer")->isVisible());
        QTest::keyClick(window_->windowHandle(), Qt::Key_Escape);
        QTRY_VERIFY(!child<JobsDrawer>("jobsDrawer")->isVisible());
        click(child<QWidget>("rail-explore"));
        QCOMPARE(window_->currentPageName(), QStringLiteral("explore"));
        QTRY_VERIFY_WITH_TIMEOUT(histogramRows() > 100, patience);
        std::vector<int64_t> seen{histogramRows()};
        QTRY_VERIFY_WITH_TIMEOUT(
            (histogramRows() > seen.back() ? seen.push_back(histogramRows()) : void(), seen.size() >= 4), patience);
        QVERIFY(jobIs("running"));
        QTRY_VERIFY(child<JobsButton>("jobsButton")->share() > 0);
    }

    void dragsAndUndoes() {
        QTRY_COMPARE(exploration().cuts().size(), size_t(2));
        QTest::qWait(300);
        const Shown first = shown();
        drag(child<HistogramChart>("histogram")->handle(0), {120, 0});
        const Shown second = shown();
        followed(first, second, 1);
        if (QTest::currentTestFailed())
            return;
        // on the ROC the lower cut stands at the upper right: down and left raises it
        const QPointF from = child<RocChart>("roc")->pointOf(exploration().cuts()[0]);
        const QPointF to = child<RocChart>("roc")->pointOf(exploration().cuts()[1]);
        drag(child<RocChart>("roc")->handle(0), ((to - from) * 0.6).toPoint());
        const Shown third = shown();
        followed(second, third, 1);
        if (QTest::currentTestFailed())
            return;
        QTest::keyClick(window_->windowHandle(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(exploration().quantiles()[0], second.quantiles[0]);
        QTest::keyClick(window_->windowHandle(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(exploration().quantiles()[0], first.quantiles[0]);
        followed(second, shown(), -1);
        QTest::keySequence(window_->windowHandle(), QKeySequence::Redo);
        QTRY_COMPARE(exploration().quantiles()[0], second.quantiles[0]);
    }

    void closesAndFindsTheJobAlive() {
        QVERIFY(jobIs("running"));
        const int64_t id = job()->record.id;
        window_->close();
        window_.reset();
        const int64_t atClosing = storedRows();
        QTRY_VERIFY_WITH_TIMEOUT(storedRows() > atClosing, patience); // it goes on without a window
        openWindow();
        const auto recent = window_->findChildren<QPushButton*>(QStringLiteral("recentProject"));
        QCOMPARE(recent.size(), 1);
        click(recent.first());
        QTRY_COMPARE_WITH_TIMEOUT(window_->currentPageName(), QStringLiteral("explore"), patience);
        QTRY_VERIFY_WITH_TIMEOUT(jobIs("running"), patience);
        QCOMPARE(job()->record.id, id);
        QTRY_VERIFY_WITH_TIMEOUT(histogramRows() > 0, patience);
        const int64_t rows = histogramRows();
        QTRY_VERIFY_WITH_TIMEOUT(histogramRows() > rows, patience);
    }

    void stopsResumesAndEnds() {
        click(child<JobsButton>("jobsButton"));
        auto* drawer = child<JobsDrawer>("jobsDrawer");
        QTRY_VERIFY(drawer->isVisible());
        JobCard* card = drawer->card(job()->record.id);
        QVERIFY(card);
        const auto button = [card](const QString& text) -> QPushButton* {
            for (QPushButton* entry : card->findChildren<QPushButton*>())
                if (entry->text() == text && entry->isVisible())
                    return entry;
            return nullptr;
        };
        QTRY_VERIFY(button(QStringLiteral("Pause")));
        click(button(QStringLiteral("Pause")));
        QTRY_VERIFY_WITH_TIMEOUT(jobIs("paused"), patience);
        const int64_t rows = storedRows();
        QTest::qWait(300);
        QCOMPARE(storedRows(), rows);
        QTRY_VERIFY(button(QStringLiteral("Resume")));
        click(button(QStringLiteral("Resume")));
        QTRY_VERIFY_WITH_TIMEOUT(jobIs("done"), 3 * patience);
        const int64_t all = window_->library().datasets().front().questions;
        QCOMPARE(storedRows(), all); // each question once: the store refuses a second score
    }
};

int main(int argc, char** argv) {
    if (const auto code = caftan::test::fakeCli(argc, argv))
        return *code;
    QApplication application(argc, argv);
    GuiPath test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_gui_path_x11.moc"
