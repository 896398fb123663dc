// Every page by keyboard alone and by mouse alone, in three languages, on a real display: Ctrl and a digit go from page
// to page, Tab reaches every control and shows where it is, views, lists, cuts, ticks and the replay answer to keys;
// the mouse does the same. Charts say through the accessibility interface what they are and what they show, and no two
// of their lines or points are told apart by colour alone. Every model is watched by QAbstractItemModelTester.
#include "tests/ui/compare_fixture.h"
#include "ui/charts/chart_text.h"
#include "ui/charts/cut_handle.h"
#include "ui/charts/histogram_chart.h"
#include "ui/charts/line_chart.h"
#include "ui/charts/pareto_chart.h"
#include "ui/models/run_comparison.h"
#include "ui/pages/compare/compare_page.h"
#include "ui/pages/runs/replay_bar.h"
#include "ui/pages/runs/runs_page.h"
#include "ui/shell/language.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page.h"

#include <QAbstractItemModelTester>
#include <QAbstractItemView>
#include <QAccessible>
#include <QApplication>
#include <QListView>
#include <QPushButton>
#include <QSlider>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTreeView>
#include <QWindow>
#include <QtTest>

using namespace caftan;
using namespace caftan::test;
using namespace caftan::ui;

class GuiPages : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> directory_;
    std::unique_ptr<Settings> settings_;
    std::unique_ptr<Theme> theme_;
    std::unique_ptr<Language> language_;
    std::unique_ptr<MainWindow> window_;
    QSet<QAbstractItemModel*> watched_;
    std::vector<std::unique_ptr<QAbstractItemModelTester>> testers_; // go before the models do
    QString folder_;
    QStringList unseen_; // had the focus, and nothing showed it

    template <class T>
    T* child(const char* name) {
        return window_->findChild<T*>(QLatin1String(name));
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
        QTest::keyClick(window_->windowHandle(), key, modifiers);
    }
    void click(QWidget* widget, QPoint where) {
        QTRY_VERIFY2(widget->isVisible() && widget->isEnabled(), qPrintable(widget->objectName()));
        QTest::mouseClick(window_->windowHandle(), Qt::LeftButton, {}, widget->mapTo(window_.get(), where));
    }
    void click(QWidget* widget) { click(widget, widget->rect().center()); }
    QString page() { return window_->currentPageName(); }
    Exploration& exploration() { return window_->exploration(); }
    static QString nameOf(const QWidget* widget) {
        return QLatin1String(widget->metaObject()->className()) + QLatin1Char(' ') + widget->objectName();
    }

    void openWindow(const QString& code) {
        if (code != QLatin1String("en") && !Language::isBuiltIn(code))
            QSKIP("Built without Qt's translation tools.");
        language_ = std::make_unique<Language>(*settings_, code);
        WindowOptions options;
        options.cli = QStringLiteral(CAFTAN_SOURCE_DIR "/tests/ui/scripted_cli");
        options.dataFolder = directory_->path();
        window_ = std::make_unique<MainWindow>(*theme_, *settings_, options);
        window_->resize(1400, 900);
        window_->show();
        QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
        window_->activateWindow(); // there is no window manager
        QVERIFY(QTest::qWaitForWindowActive(window_.get()));
        window_->openProject(folder_);
        QTRY_COMPARE(page(), QStringLiteral("explore"));
        QTRY_VERIFY(exploration().rows() && exploration().cuts().size() == 2);
    }
    static bool isOurs(const QAbstractItemModel& model) {
        const QByteArray name = model.metaObject()->className();
        return name.startsWith("caftan::ui") || name == "QSortFilterProxyModel";
    }
    void watchModels() {
        for (const QAbstractItemView* view : window_->findChildren<QAbstractItemView*>())
            if (view->model() && !watched_.contains(view->model()) && isOurs(*view->model())) {
                watched_.insert(view->model());
                testers_.push_back(std::make_unique<QAbstractItemModelTester>(
                    view->model(), QAbstractItemModelTester::FailureReportingMode::QtTest));
            }
    }

    static bool isStop(const QWidget* widget) {
        return widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) == Qt::TabFocus &&
               !widget->focusProxy() && !widget->visibleRegion().isEmpty() &&
               !widget->objectName().startsWith(QLatin1String("qt_"));
    }
    // Tab from the page's first control until the first one comes again.
    QSet<QWidget*> tabThrough() {
        QSet<QWidget*> reached;
        QWidget* first = nullptr;
        for (int i = 0; i < 150; ++i) {
            key(Qt::Key_Tab);
            QWidget* now = QApplication::focusWidget();
            if (!now || (first && now == first))
                break;
            if (!first)
                first = now;
            reached.insert(now);
            const bool ownSign = now->inherits("QLineEdit") || now->inherits("QAbstractSpinBox") ||
                                 now->inherits("QTextEdit") || now->inherits("QPlainTextEdit") ||
                                 now->inherits("caftan::ui::CutHandle") || now->inherits("caftan::ui::Page");
            if (!ownSign && !now->visibleRegion().isEmpty() && !child<QWidget>("focusRing")->isVisible())
                unseen_ << nameOf(now);
        }
        return reached;
    }
    void checkFocus() {
        const QSet<QWidget*> reached = tabThrough();
        QVERIFY2(unseen_.isEmpty(), qPrintable(unseen_.join(QStringLiteral(", "))));
        for (QWidget* widget : reached) {
            const auto* interface = QAccessible::queryAccessibleInterface(widget);
            QVERIFY2(interface &&
                         (!interface->text(QAccessible::Name).isEmpty() || widget->inherits("caftan::ui::Page")),
                     qPrintable(page() + QStringLiteral(": no name: ") + nameOf(widget)));
        }
        QStringList missed;
        for (QWidget* widget : window_->currentPage()->findChildren<QWidget*>())
            if (isStop(widget) && !reached.contains(widget))
                missed << nameOf(widget);
        QVERIFY2(missed.isEmpty(),
                 qPrintable(page() + QStringLiteral(": Tab does not reach ") + missed.join(QStringLiteral(", "))));
    }
    void checkCharts(const QString& where) {
        for (QWidget* widget : window_->currentPage()->findChildren<QWidget*>()) {
            if (!dynamic_cast<ChartText*>(widget) || !widget->isVisible())
                continue;
            const QByteArray about = (where + QStringLiteral(": ") + nameOf(widget)).toUtf8();
            QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(widget);
            QVERIFY2(interface && interface->role() == QAccessible::Chart, about);
            QVERIFY2(!interface->text(QAccessible::Name).isEmpty(), about);
            QVERIFY2(!interface->text(QAccessible::Value).isEmpty(), about);
            QVERIFY2(!widget->actions().isEmpty(), about); // copied, saved
            if (const auto* lines = qobject_cast<LineChart*>(widget))
                checkLines(*lines, about);
            if (const auto* points = qobject_cast<ParetoChart*>(widget))
                for (size_t i = 1; i < points->points().size(); ++i)
                    QVERIFY2(points->points()[i].marker != points->points()[i - 1].marker, about);
        }
    }
    void overlay(RunsPage& page) {
        auto* list = child<QListView>("runsList");
        for (int row = 0; row < list->model()->rowCount(); ++row) {
            list->setCurrentIndex(list->model()->index(row, 0));
            if (page.chosen() && page.chosen()->slot < size_t(markerShapes))
                break;
        }
        for (const RunView& run : page.runs().runs())
            page.runs().setChecked(run.uid, run.slot < size_t(markerShapes));
    }
    // Lines that are read out differ in marker, filling, dashes or label.
    static void checkLines(const LineChart& chart, const QByteArray& about) {
        const auto shape = [](const LineSeries& s) {
            return std::tuple(s.marker, s.hollow, s.dashed, s.line, s.endLabel);
        };
        for (const LineSeries& a : chart.series())
            for (const LineSeries& b : chart.series())
                if (&a < &b && !a.behind && !b.behind && a.color != b.color)
                    QVERIFY2(shape(a) != shape(b), about + " " + a.key.toUtf8() + " " + b.key.toUtf8());
    }

    static void languages() {
        QTest::addColumn<QString>("code");
        QTest::newRow("English") << QStringLiteral("en");
        QTest::newRow("German") << QStringLiteral("de");
        QTest::newRow("Chinese") << QStringLiteral("zh");
    }

  private Q_SLOTS:
    void init() {
        directory_ = std::make_unique<QTemporaryDir>();
        folder_ = directory_->filePath(QStringLiteral("project"));
        settings_ = std::make_unique<Settings>(directory_->filePath(QStringLiteral("settings.ini")));
        theme_ = std::make_unique<Theme>(*qApp, Theme::Mode::Light);
        QVERIFY(makeRunsProject(folder_.toStdString()));
        auto project = Project::open(folder_.toStdString());
        QVERIFY(project && finishedRun(*project, "one") && finishedRun(*project, "two") && addComparedRuns(*project));
    }
    void cleanup() {
        testers_.clear();
        window_.reset();
        language_.reset();
        theme_.reset();
        watched_.clear();
    }

    void keyboard_data() { languages(); }
    void keyboard() {
        QFETCH(const QString, code);
        openWindow(code);
        if (!window_ || QTest::currentTestFailed())
            return;
        const char* const pages[] = {"data", "explore", "runs", "compare", "chat"};
        for (int i = 0; i < 5; ++i) {
            key(Qt::Key(Qt::Key_1 + i), Qt::ControlModifier);
            QCOMPARE(page(), QLatin1String(pages[i]));
            QTest::qWait(150);
            watchModels();
            checkFocus();
            if (QTest::currentTestFailed())
                return;
        }
        for (const auto step : {&GuiPages::keysOnExplore, &GuiPages::keysOnRuns, &GuiPages::keysOnCompare})
            if (!QTest::currentTestFailed())
                (this->*step)();
        key(Qt::Key_J, Qt::ControlModifier);
        QTRY_VERIFY(child<QWidget>("jobsDrawer")->isVisible());
        key(Qt::Key_Escape);
        QTRY_VERIFY(!child<QWidget>("jobsDrawer")->isVisible());
    }

    void mouse_data() { languages(); }
    void mouse() {
        QFETCH(const QString, code);
        openWindow(code);
        if (!window_ || QTest::currentTestFailed())
            return;
        for (const char* name : {"data", "explore", "runs", "compare", "chat"}) {
            click(child<QWidget>((QByteArray("rail-") + name).constData()));
            QCOMPARE(page(), QLatin1String(name));
            QTest::qWait(100);
            watchModels();
            for (auto* bar : window_->currentPage()->findChildren<QTabBar*>())
                for (int tab = 0; bar->isVisible() && tab < bar->count(); ++tab) {
                    click(bar, bar->tabRect(tab).center());
                    QCOMPARE(bar->currentIndex(), tab);
                    QTest::qWait(40);
                }
        }
        for (const auto step : {&GuiPages::mouseOnExplore, &GuiPages::mouseOnRuns, &GuiPages::mouseOnCompare})
            if (!QTest::currentTestFailed())
                (this->*step)();
    }

    void chartsSayWhatTheyShow() {
        openWindow(QStringLiteral("en"));
        for (const char* name : {"explore", "runs", "compare"}) {
            window_->showPage(QLatin1String(name));
            QTest::qWait(400);
            auto* shown = qobject_cast<Page*>(window_->currentPage());
            if (auto* runs = qobject_cast<RunsPage*>(shown)) // laid over one another, as many as there are shapes
                overlay(*runs);
            for (const QString& view : shown->views()) {
                shown->showView(view);
                QTest::qWait(250);
                checkCharts(QLatin1String(name) + QLatin1Char('-') + view);
                if (QTest::currentTestFailed())
                    return;
            }
        }
    }

  private:
    void keysOnExplore() {
        key(Qt::Key_2, Qt::ControlModifier);
        auto* handle = child<HistogramChart>("histogram")->handle(0);
        for (int i = 0; i < 150 && QApplication::focusWidget() != handle; ++i)
            key(Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), handle);
        const std::vector<double> before = exploration().quantiles();
        key(Qt::Key_Right, Qt::ShiftModifier);
        QVERIFY(exploration().quantiles()[0] > before[0]);
        key(Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(exploration().quantiles(), before);
    }
    void keysOnRuns() {
        key(Qt::Key_3, Qt::ControlModifier);
        auto* runs = qobject_cast<RunsPage*>(window_->currentPage());
        auto* list = child<QListView>("runsList");
        list->setFocus(Qt::TabFocusReason);
        key(Qt::Key_Home);
        const auto chosen = [&] { return runs->chosen() ? runs->chosen()->uid : std::string(); };
        const std::string first = chosen();
        key(Qt::Key_Down);
        QTRY_VERIFY(chosen() != first);
        key(Qt::Key_End);
        for (int i = 0; i < 10 && runs->chosen()->name() != QLatin1String("one"); ++i)
            key(Qt::Key_Up);
        auto* views = child<QTabBar>("runViews");
        views->setFocus(Qt::TabFocusReason);
        key(Qt::Key_Right);
        QCOMPARE(views->currentIndex(), 1);
        key(Qt::Key_Left);
        QCOMPARE(views->currentIndex(), 0);
        QTRY_VERIFY(child<LineChart>("lossChart")->pointCount(runs->chosen()->id(), QStringLiteral("train/loss")) ==
                    40);
        child<QPushButton>("replayRun")->setFocus(Qt::TabFocusReason);
        key(Qt::Key_Space);
        auto* replay = window_->findChild<ReplayBar*>();
        QTRY_VERIFY(replay->active() && replay->playing());
        key(Qt::Key_Space); // the slider has the focus
        QVERIFY(!replay->playing());
        key(Qt::Key_Home);
        QTRY_COMPARE(child<LineChart>("lossChart")->pointCount(runs->chosen()->id(), QStringLiteral("train/loss")), 0);
        key(Qt::Key_PageUp); // forward
        QTRY_VERIFY(child<LineChart>("lossChart")->pointCount(runs->chosen()->id(), QStringLiteral("train/loss")) > 0);
        key(Qt::Key_Escape);
        QTRY_VERIFY(!replay->active());
        QTRY_COMPARE(child<LineChart>("lossChart")->pointCount(runs->chosen()->id(), QStringLiteral("train/loss")), 40);
    }
    void keysOnCompare() {
        key(Qt::Key_4, Qt::ControlModifier);
        auto* compare = qobject_cast<ComparePage*>(window_->currentPage());
        QTRY_VERIFY(compare->comparison().chosen());
        auto* table = child<QTreeView>("compareTable");
        table->setFocus(Qt::TabFocusReason);
        key(Qt::Key_Home);
        const std::string before = compare->comparison().chosen()->key;
        for (int i = 0; i < 4 && compare->comparison().chosen()->key == before; ++i)
            key(Qt::Key_Down);
        QVERIFY(compare->comparison().chosen()->key != before);
        const std::string key2 = compare->comparison().chosen()->key;
        const bool ticked = compare->comparison().isChecked(key2);
        key(Qt::Key_Space);
        QTRY_VERIFY(compare->comparison().isChecked(key2) != ticked);
        key(Qt::Key_Space);
        QTRY_VERIFY(compare->comparison().isChecked(key2) == ticked);
    }

    void mouseOnExplore() {
        click(child<QWidget>("rail-explore"));
        qobject_cast<Page*>(window_->currentPage())
            ->showView(qobject_cast<Page*>(window_->currentPage())->views().front());
        QTest::qWait(100);
        QWidget* handle = child<HistogramChart>("histogram")->handle(1);
        const QPoint from = handle->mapTo(window_.get(), handle->rect().center());
        const double before = exploration().quantiles()[1];
        QWindow* window = window_->windowHandle();
        QTest::mousePress(window, Qt::LeftButton, {}, from);
        for (int step = 1; step <= 6; ++step)
            QTest::mouseMove(window, from - QPoint(step * 10, 0), 10);
        QTest::mouseRelease(window, Qt::LeftButton, {}, from - QPoint(60, 0));
        QTRY_VERIFY(exploration().quantiles()[1] < before);
        click(child<QWidget>("undo"));
        QTRY_COMPARE(exploration().quantiles()[1], before);
    }
    void mouseOnRuns() {
        click(child<QWidget>("rail-runs"));
        auto* runs = qobject_cast<RunsPage*>(window_->currentPage());
        auto* list = child<QListView>("runsList");
        const std::string first = runs->chosen() ? runs->chosen()->uid : std::string();
        click(list->viewport(), list->visualRect(list->model()->index(1, 0)).center());
        QTRY_VERIFY(runs->chosen() && runs->chosen()->uid != first);
    }
    void mouseOnCompare() {
        click(child<QWidget>("rail-compare"));
        auto* compare = qobject_cast<ComparePage*>(window_->currentPage());
        QTRY_VERIFY(compare->comparison().chosen());
        auto* table = child<QTreeView>("compareTable");
        const std::string before = compare->comparison().chosen()->key;
        for (int row = 0; row < table->model()->rowCount() && compare->comparison().chosen()->key == before; ++row)
            click(table->viewport(), table->visualRect(table->model()->index(row, 1)).center());
        QVERIFY(compare->comparison().chosen()->key != before);
    }
};

QTEST_MAIN(GuiPages)
#include "test_gui_pages_x11.moc"
