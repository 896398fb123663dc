// Nothing keeps the window's thread: every page is driven, from its first showing on, over projects of the size that
// one works with, and no event may take longer than a sixtieth of a second. What counts is processor time of the
// thread, in the best of three attempts: a machine that is busy otherwise fills caches with something else.
// CAFTAN_COMPARE_QUESTIONS and CAFTAN_EXPLORE_ROWS set other sizes, CAFTAN_WATCHDOG_MS another limit (in ms);
// CAFTAN_WATCHDOG_PRINT prints the longest.
#include "tests/ui/compare_fixture.h"
#include "tests/ui/explore_fixture.h"
#include "tests/ui/train_fixture.h"
#include "tests/ui/watchdog.h"
#include "tests/ui/window_test.h"
#include "ui/charts/cut_handle.h"
#include "ui/charts/density_chart.h"
#include "ui/charts/histogram_chart.h"
#include "ui/charts/roc_chart.h"
#include "ui/models/compare_table.h"
#include "ui/models/question_table_model.h"
#include "ui/pages/compare/compare_page.h"
#include "ui/pages/explore/explore_page.h"
#include "ui/pages/explore/question_panel.h"
#include "ui/pages/explore/scorings_view.h"

#include <QLineEdit>
#include <QPushButton>
#include <QTabBar>
#include <QTableView>
#include <QTreeView>
#include <functional>
#include <map>

using namespace caftan;
using namespace caftan::test;
using namespace caftan::ui;

class WatchdogTest : public WindowTest {
    Q_OBJECT

    static WatchedApplication& watch() { return *static_cast<WatchedApplication*>(qApp); }
    static int sizeFrom(const char* name, int otherwise) {
        const int set = qEnvironmentVariableIntValue(name);
        return set > 0 ? set : otherwise;
    }
    ExplorePage* explore() { return window_->findChild<ExplorePage*>(); }

    // A window on no project, painted once: what begins before it can be seen is not watched.
    void openWindow() {
        window_.reset();
        makeWindow();
        QSignalSpy painted(window_.get(), &MainWindow::firstPainted);
        window_->show();
        QTRY_COMPARE(painted.count(), 1);
        (void)watch().longest(0);
    }
    void openWatched() {
        watch().keep(QStringLiteral("openProject"), [&] { openProject(); });
        QTRY_VERIFY(window_->service().isOpen());
    }
    void show(const char* page) {
        int index = 0;
        while (window_->pageName(index) != QLatin1String(page))
            ++index;
        watch().keep(QLatin1String("choosePage ") + QLatin1String(page), [&] { window_->choosePage(index); });
        QTRY_COMPARE(window_->currentPageName(), QLatin1String(page));
        QTest::qWait(60);
    }
    // How much longer this machine takes than the one for which the limit holds, for work of the same kind: many small
    // blocks of memory, compared as texts. 1 for a faster one.
    static double slowness() {
        constexpr double usual = 4.0; // ms
        double best = 1e9;
        for (int attempt = 0; attempt < 3; ++attempt)
            best = std::min(best, WatchedApplication::cost([] {
                                std::map<std::string, int> texts;
                                for (int i = 0; i < 20'000; ++i)
                                    texts[std::to_string(i * 7919LL % 1'000'003)] = i;
                            }));
        return std::max(1.0, best / usual);
    }
    // Drives a new window until no event was too long, at most three times; once where nothing is optimised.
    void check(const std::function<void()>& drive) {
#if defined(NDEBUG) && !defined(__SANITIZE_ADDRESS__)
        constexpr int attempts = 3;
#else
        constexpr int attempts = 0;
#endif
        const double limit = sizeFrom("CAFTAN_WATCHDOG_MS", 16) * slowness();
        for (int attempt = 1; attempt <= std::max(1, attempts); ++attempt) {
            openWindow();
            drive();
            if (QTest::currentTestFailed())
                return;
            const auto longest = watch().longest(8);
            for (const auto& stay : longest)
                if (qEnvironmentVariableIsSet("CAFTAN_WATCHDOG_PRINT") || stay.milliseconds > limit)
                    qInfo("attempt %d: %5.1f ms, %s", attempt, stay.milliseconds, qPrintable(stay.what));
            if (attempts == 0 || longest.empty() || longest.front().milliseconds <= limit)
                return;
        }
        QFAIL("the window's thread was kept too long, see above");
    }
    static void drag(CutHandle* handle, double step) {
        const QPointF middle = QRectF(handle->rect()).center();
        const auto send = [&](QEvent::Type type, QPointF at, Qt::MouseButton button) {
            QMouseEvent event(type, at, handle->mapToGlobal(at), button, Qt::LeftButton, Qt::NoModifier);
            QCoreApplication::sendEvent(handle, &event);
        };
        send(QEvent::MouseButtonPress, middle, Qt::LeftButton);
        for (int i = 0; i < 20; ++i) {
            send(QEvent::MouseMove, middle + QPointF(step, step / 2), Qt::NoButton);
            QTest::qWait(5);
        }
        send(QEvent::MouseButtonRelease, middle, Qt::LeftButton);
    }

    void driveExplore() {
        openWatched();
        show("explore");
        QTRY_VERIFY(explore() && window_->exploration().rows());
        Exploration& exploration = window_->exploration();
        for (const char* metric : {"option_entropy", "random", "question_length", "entropy"}) {
            watch().keep(QStringLiteral("setMetric"), [&] { exploration.setMetric(QLatin1String(metric)); });
            QTRY_COMPARE(exploration.rows()->metric, std::string(metric));
            QTest::qWait(50);
        }
        drag(explore()->histogramChart()->handle(1), 6);
        drag(explore()->rocChart()->handle(0), 6);
        for (int category : {0, 1, -1}) {
            watch().keep(QStringLiteral("setCategory"), [&] { exploration.setCategory(category); });
            QTest::qWait(80);
        }
        QuestionTableModel& questions = explore()->questionPanel()->model();
        for (const auto outcome : {QuestionFilter::Outcome::Wrong, QuestionFilter::Outcome::Any}) {
            QuestionFilter filter;
            filter.outcome = outcome;
            watch().keep(QStringLiteral("setFilter"), [&] { questions.setFilter(filter); });
            QTest::qWait(80);
        }
        auto* search = explore()->findChild<QLineEdit*>(QStringLiteral("search"));
        QVERIFY(search);
        for (const char* words : {"which of", "number 77", "no such words", ""}) {
            watch().keep(QStringLiteral("search"), [&] { search->setText(QLatin1String(words)); });
            QTest::qWait(400);
        }
        auto* table = explore()->findChild<QTableView*>(QStringLiteral("questions"));
        QVERIFY(table);
        for (int i = 0; i < 6; ++i) {
            watch().keep(QStringLiteral("scroll"), [&] { table->scrollToBottom(); });
            QTest::qWait(30);
        }
        auto* views = child<QTabBar>("exploreViews");
        QVERIFY(views);
        for (int view = views->count() - 1; view >= 0; --view) {
            watch().keep(views->tabText(view), [&] { views->setCurrentIndex(view); });
            QTest::qWait(500);
        }
        watch().keep(QStringLiteral("undo"), [&] { exploration.undoStack().undo(); });
        QTest::qWait(200);
    }
    void driveTwoScorings() {
        openWatched();
        show("explore");
        QTRY_VERIFY(explore() && window_->exploration().rows());
        auto* views = child<QTabBar>("exploreViews");
        QVERIFY(views);
        watch().keep(QStringLiteral("two scorings"), [&] { views->setCurrentIndex(2); });
        QTRY_VERIFY_WITH_TIMEOUT(explore()->scoringsView()->joined(), 60'000);
        QTest::qWait(100);
        Exploration& exploration = window_->exploration();
        exploration.beginDrag();
        for (int i = 0; i < 20; ++i) {
            watch().keep(QStringLiteral("moveCut"), [&] { exploration.moveCut(1, 0.9 + 0.02 * i); });
            QTest::qWait(5);
        }
        watch().keep(QStringLiteral("endDrag"), [&] { exploration.endDrag(); });
        QuestionTableModel& questions = explore()->questionPanel()->model();
        for (const char* group : {"group0", "group4"}) {
            watch().keep(QStringLiteral("pick"), [&] { child<QPushButton>(group)->click(); });
            QTRY_VERIFY_WITH_TIMEOUT(questions.matching() < exploration.index().valid(), 60'000);
            QTest::qWait(100);
        }
        watch().keep(QStringLiteral("let go"), [&] { child<QPushButton>("pickedChip")->click(); });
        QTest::qWait(100);
        auto* scatter = child<DensityChart>("scatter");
        auto* plot = scatter->findChild<QWidget*>();
        const QPoint from(plot->width() / 3, 30), to(plot->width() - 30, plot->height() - 80);
        QTest::mousePress(plot, Qt::LeftButton, {}, from);
        QTest::mouseMove(plot, from + QPoint(40, 30));
        QTest::mouseMove(plot, to);
        QTest::mouseRelease(plot, Qt::LeftButton, {}, to);
        QTRY_VERIFY_WITH_TIMEOUT(questions.matching() < exploration.index().valid(), 60'000);
        for (const char* metric : {"random", "entropy"}) {
            watch().keep(QStringLiteral("setMetric"), [&] { exploration.setMetric(QLatin1String(metric)); });
            QTRY_COMPARE(exploration.rows()->metric, std::string(metric));
            QTRY_VERIFY_WITH_TIMEOUT(explore()->scoringsView()->joined(), 60'000);
            QTest::qWait(50);
        }
        watch().keep(QStringLiteral("close"), [&] { window_->service().close(); });
        QTest::qWait(50);
    }
    void driveCompare() {
        openWatched();
        show("runs");
        show("compare");
        RunComparison& comparison = window_->findChild<ComparePage*>()->comparison();
        QTRY_VERIFY_WITH_TIMEOUT(!comparison.busy() && comparison.changed(), 300'000);
        auto* tree = child<QTreeView>("compareTable");
        QVERIFY(tree);
        for (int row = 0; row < 3; ++row) {
            watch().keep(QStringLiteral("choose a recipe"),
                         [&] { tree->setCurrentIndex(tree->model()->index(row, 0)); });
            QTRY_VERIFY_WITH_TIMEOUT(!comparison.busy(), 60'000);
            QTest::qWait(150);
        }
        for (const int column : {int(CompareTable::Accuracy), int(CompareTable::PerAnswer), int(CompareTable::Name)})
            for (const auto order : {Qt::DescendingOrder, Qt::AscendingOrder}) {
                watch().keep(QStringLiteral("sort"), [&] { tree->sortByColumn(column, order); });
                QTest::qWait(60);
            }
        auto* filter = child<QLineEdit>("compareFilter");
        QVERIFY(filter);
        for (const char* words : {"recipe 1", ""}) {
            watch().keep(QStringLiteral("filter"), [&] { filter->setText(QLatin1String(words)); });
            QTest::qWait(150);
        }
        watch().keep(QStringLiteral("expandAll"), [&] { tree->expandAll(); });
        QTest::qWait(150);
        show("runs");
        QTest::qWait(300);
    }

  private Q_SLOTS:
    void init() { prepare(); }
    void cleanup() { closeAll(); }

    // At once: a page is made when it is wanted; after a pause: it was made before.
    void everyPageOfAProjectWithRuns_data() {
        QTest::addColumn<int>("pause");
        QTest::newRow("at once") << 0;
        QTest::newRow("after a pause") << 1500;
    }
    void everyPageOfAProjectWithRuns() {
        QFETCH(int, pause);
        QVERIFY(makeRunsProject(folder_).has_value());
        {
            auto project = Project::open(folder_);
            QVERIFY(project && addComparedRuns(*project));
        }
        check([this, pause] {
            QTest::qWait(pause);
            openWatched();
            for (int round = 0; round < 2; ++round)
                for (const char* page : {"compare", "runs", "data", "chat", "explore"})
                    show(page);
            watch().keep(QStringLiteral("showJobs"), [&] { window_->showJobs(true); });
            QTest::qWait(300);
        });
    }

    void trainSheet() {
        QVERIFY(makeTrainProject(folder_).has_value());
        check([this] {
            openWatched();
            QTRY_VERIFY(window_->exploration().rows());
            show("explore");
            watch().keep(QStringLiteral("trainWanted"), [&] { Q_EMIT explore()->trainWanted(); });
            QTRY_VERIFY(!window_->draft().isMeasuring() && window_->draft().estimate());
            watch().keep(QStringLiteral("advanced"), [&] { child<QPushButton>("trainAdvanced")->click(); });
            QTest::qWait(200);
            window_->exploration().setCuts({0.4, 0.9}, QString());
            QTest::qWait(300);
        });
    }

    void exploreWithManyRows() {
        const int rows = sizeFrom("CAFTAN_EXPLORE_ROWS", 100'000);
        QVERIFY(makeProject(folder_, rows, rows).has_value());
        check([this] { driveExplore(); });
    }
    void twoScoringsOfManyRows() {
        const int rows = sizeFrom("CAFTAN_EXPLORE_ROWS", 100'000);
        QVERIFY(makeProject(folder_, rows, rows).has_value());
        {
            auto project = Project::open(folder_);
            QVERIFY(project && scoreAgain(*project));
        }
        check([this] { driveTwoScorings(); });
    }
    void compareWithManyRuns_data() {
        QTest::addColumn<int>("runs");
        QTest::addColumn<int>("questions");
        QTest::newRow("of many questions") << 45 << 1500;
        QTest::newRow("hundreds") << 300 << 150;
    }
    void compareWithManyRuns() {
        QFETCH(int, runs);
        QFETCH(int, questions);
        questions = sizeFrom("CAFTAN_COMPARE_QUESTIONS", questions);
        QVERIFY(makeProject(folder_, questions, questions).has_value());
        {
            auto project = Project::open(folder_);
            QVERIFY(project);
            QVERIFY(project
                        ->write([&]() -> Status {
                            for (int i = 0; i < runs; ++i)
                                CAFTAN_CHECK(addComparedRun(*project, {"recipe " + std::to_string(i / 3), i % 3 + 1,
                                                                       30 + i % 50, "done", "train", 1000 + i}));
                            return {};
                        })
                        .has_value());
        }
        check([this] { driveCompare(); });
    }
};

int main(int argc, char** argv) {
    WatchedApplication application(argc, argv);
    WatchdogTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_watchdog.moc"
