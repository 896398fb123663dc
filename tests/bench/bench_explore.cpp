// bench_explore ROWS...: Explore with so many scored questions: opening until the histogram is painted, switching the
// metric, memory, a search; and from the mouse event of a dragged cut to the painted frame, on the whole page, by mouse
// on the histogram and on the ROC. Prints median and 99th percentile in ms. Set QT_SCALE_FACTOR=2 for scale 2.
// bench_explore --two ROWS...: two scorings of them side by side: until both are shown, and the longest events of the
// window's thread meanwhile and while a cut is dragged and questions are picked, in ms of processor time.
#include "tests/ui/explore_fixture.h"
#include "tests/ui/watchdog.h"
#include "ui/charts/cut_handle.h"
#include "ui/charts/histogram_chart.h"
#include "ui/charts/roc_chart.h"
#include "ui/models/question_table_model.h"
#include "ui/pages/explore/explore_page.h"
#include "ui/pages/explore/question_panel.h"
#include "ui/pages/explore/scorings_view.h"
#include "ui/shell/theme.h"

#include "core/store/question_search.h"
#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QMouseEvent>
#include <QProcess>
#include <QPushButton>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <functional>
#include <malloc.h>

using namespace caftan;
using namespace caftan::ui;

namespace {

// Counts the paints of a widget.
class PaintCounter : public QObject {
  public:
    int paints = 0;

  protected:
    bool eventFilter(QObject*, QEvent* event) override {
        paints += event->type() == QEvent::Paint;
        return false;
    }
};

double threadMilliseconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

void send(QWidget* target, QEvent::Type type, QPointF at) {
    const Qt::MouseButton button = type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton;
    QMouseEvent event(type, at, target->mapToGlobal(at), button, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(target, &event);
}

void report(const char* what, const char* clock, std::vector<double> ms) {
    std::sort(ms.begin(), ms.end());
    std::printf("  %-10s %-5s p50 %6.2f ms  p99 %6.2f ms  max %6.2f ms of %zu\n", what, clock, ms[ms.size() / 2],
                ms[ms.size() * 99 / 100], ms.back(), ms.size());
}

// Moves a handle along a path, with so many ms between two moves; each that changes a cut is measured until the chart
// is painted and no event is left.
template <class Path>
void drag(const char* what, const Exploration& exploration, CutHandle* handle, Path path, int moves = 400,
          int between = 2) {
    PaintCounter counter;
    handle->parentWidget()->installEventFilter(&counter);
    send(handle, QEvent::MouseButtonPress, QRectF(handle->rect()).center());
    std::vector<double> wall, cpu;
    for (int i = 0; i < moves; ++i) {
        const QPointF target = handle->mapFrom(handle->parentWidget(), path(double(i) / moves));
        const int before = counter.paints;
        const std::vector<double> cuts = exploration.cuts();
        const double cpuStart = threadMilliseconds();
        QElapsedTimer timer;
        timer.start();
        send(handle, QEvent::MouseMove, target);
        const bool changed = exploration.cuts() != cuts; // if not, nothing is painted
        do {
            QCoreApplication::processEvents();
        } while (changed && counter.paints == before && timer.elapsed() < 100);
        if (changed) {
            wall.push_back(double(timer.nsecsElapsed()) / 1e6);
            cpu.push_back(threadMilliseconds() - cpuStart);
        }
        QTest::qWait(between); // let the worker answer between frames, as it would
    }
    send(handle, QEvent::MouseButtonRelease, QRectF(handle->rect()).center());
    report(what, "wall", wall);
    report(what, "cpu", cpu);
}

// "VmRSS" or "VmHWM" of this process in MB.
double memoryOf(const std::string& key) {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with(key))
            return double(std::atoll(line.c_str() + line.find_first_of("0123456789"))) / 1024;
    return 0;
}

// Ends a loop with the first paint of the chart after `ready` has become true.
class PaintAfter : public QObject {
  public:
    std::function<bool()> ready;
    QEventLoop loop;

  protected:
    bool eventFilter(QObject*, QEvent* event) override {
        if (event->type() == QEvent::Paint && ready())
            loop.quit(); // once the paint is done
        return false;
    }
};

// Runs `act` and waits until the chart was painted with what it led to.
double untilPainted(QWidget* chart, const std::function<void()>& act, std::function<bool()> done) {
    PaintAfter paint;
    paint.ready = std::move(done);
    chart->findChild<QWidget*>()->installEventFilter(&paint);
    QElapsedTimer timer;
    timer.start();
    act();
    QTimer::singleShot(20'000, &paint.loop, &QEventLoop::quit);
    paint.loop.exec(); // sleeps while the worker works, as the window does
    return double(timer.nsecsElapsed()) / 1e6;
}

Status makeScored(const std::string& path, int rows, int scorings) {
    CAFTAN_CHECK(test::makeProject(path, rows, rows));
    CAFTAN_TRY(project, Project::open(path));
    for (int i = 1; i < scorings; ++i)
        CAFTAN_CHECK(test::scoreAgain(project));
    return {};
}

int make(const QString& path, int rows, int scorings) {
    const Status made = makeScored(path.toStdString(), rows, scorings);
    if (!made)
        std::fprintf(stderr, "%s\n", made.error().message.c_str());
    return made ? 0 : 1;
}

// In a process of its own, so that memory is the window's.
bool madeApart(const char* program, const QString& path, int rows, int scorings) {
    return QProcess::execute(QString::fromLocal8Bit(program),
                             {QStringLiteral("--make"), path, QString::number(rows), QString::number(scorings)}) == 0;
}

void measureOpening(ProjectService& service, Exploration& exploration, ExplorePage& page, const QString& path) {
    const auto shown = [&] { return exploration.rows() && exploration.index().valid() > 0; };
    const auto open = [&] { service.open(path); };
    std::printf("  open to first plot %.0f ms", untilPainted(page.histogramChart(), open, shown));
    for (const char* what : {"again", "without the cache"}) {
        QTest::qWait(500);
        service.close();
        QCoreApplication::processEvents();
        if (what[0] == 'w')
            QDir(path + QStringLiteral("/cache")).removeRecursively();
        std::printf(", %s %.0f ms", what, untilPainted(page.histogramChart(), open, shown));
    }
    std::printf("\n");
    std::vector<double> switches;
    for (const char* metric : {"option_entropy", "entropy", "random", "entropy", "question_length", "entropy",
                               "option_entropy", "entropy", "question_length", "entropy"})
        switches.push_back(untilPainted(
            page.histogramChart(), [&] { exploration.setMetric(QLatin1String(metric)); },
            [&] { return exploration.rows() && exploration.rows()->metric == metric; }));
    std::printf("  metric switch");
    for (const double ms : switches)
        std::printf(" %.0f", ms);
    std::printf(" ms (the first of each name reads the project)\n");
}

void measureSearch(const QString& path) {
    auto project = Project::open(path.toStdString(), Project::Access::ReadOnly);
    for (const char* text : {"number 99999:", "which", "no such text"}) {
        QElapsedTimer timer;
        timer.start();
        const auto found = searchQuestions(*project, 1, text);
        std::printf("  search \"%s\": %zu hits in %lld ms\n", text, found ? found->size() : 0, timer.elapsed());
    }
}

int measure(int rows, const char* program) {
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("p"));
    if (!madeApart(program, path, rows, 1))
        return 1;
    const double before = memoryOf("VmRSS");
    ProjectService service;
    Exploration exploration(service);
    ExplorePage page(service, exploration);
    page.resize(1206, 726);
    page.show();
    QTest::qWait(200);
    std::printf("%d rows, scale %.3g, %s\n", rows, page.devicePixelRatioF(),
                qPrintable(QGuiApplication::platformName()));
    measureOpening(service, exploration, page, path);
    QElapsedTimer timer;
    timer.start();
    const ThresholdIndex again = ThresholdIndex::build(exploration.columns());
    std::printf("  index alone %.1f ms\n", double(timer.nsecsElapsed()) / 1e6);
    std::printf("  memory %.0f MB (%.0f before the window; at most %.0f)\n", memoryOf("VmRSS"), before,
                memoryOf("VmHWM"));
    measureSearch(path);
    QTest::qWait(500);
    page.questionPanel()->showBand(1); // what is listed changes with each move
    QTest::qWait(200);
    HistogramChart* histogram = page.histogramChart();
    // Right of the lower cut, which it cannot pass: each move changes something, so that there are hundreds to measure.
    const double left = histogram->handle(0)->geometry().right() + 12, right = histogram->width() * 0.92;
    const auto across = [&](double t) { return QPointF(left + (right - left) * (0.5 + 0.5 * std::sin(t * 12)), 80); };
    drag("histogram", exploration, histogram->handle(1), across);
    drag("stays", exploration, histogram->handle(1), across, 40, 1000);
    const double width = histogram->width(); // mostly held at the lower cut
    drag("held", exploration, histogram->handle(1),
         [&](double t) { return QPointF(width * (0.5 + 0.35 * std::sin(t * 12)), 80); });
    RocChart* roc = page.rocChart();
    const double side = std::min(roc->width(), roc->height());
    drag("ROC", exploration, roc->handle(0), [&](double t) {
        const double x = 0.5 + 0.4 * std::sin(t * 12);
        return QPointF(40 + side * x * 0.8, side * (1 - x) * 0.7);
    });
    return 0;
}

test::WatchedApplication& watch() {
    return *static_cast<test::WatchedApplication*>(qApp);
}

void reportLongest(const char* when) {
    std::printf("  longest event %s:", when);
    for (const auto& stay : watch().longest(3))
        std::printf(" %.1f (%s)", stay.milliseconds, qPrintable(stay.what));
    std::printf("\n");
}

void pickGroups(const ExplorePage& page, const Exploration& exploration) {
    QuestionTableModel& questions = page.questionPanel()->model();
    for (const char* name : {"group0", "group3", "group4"}) {
        auto* group = page.findChild<QPushButton*>(QLatin1String(name));
        QElapsedTimer timer;
        timer.start();
        watch().keep(QStringLiteral("pick"), [&] { group->click(); });
        QTest::qWaitFor([&] { return questions.matching() < exploration.index().valid(); }, 20'000);
        std::printf("  %lld picked in %lld ms\n", (long long)questions.matching(), (long long)timer.elapsed());
        auto* chip = page.findChild<QPushButton*>(QStringLiteral("pickedChip"));
        watch().keep(QStringLiteral("let go"), [&] { chip->click(); });
        QTest::qWait(200);
    }
    reportLongest("while picking");
}

int measureTwo(int rows, const char* program) {
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("p"));
    if (!madeApart(program, path, rows, 2))
        return 1;
    ProjectService service;
    Exploration exploration(service);
    ExplorePage page(service, exploration);
    page.resize(1206, 726);
    page.show();
    if (!test::openAndLoad(service, exploration, path))
        return 1;
    QTest::qWait(500);
    std::printf("two scorings of %d rows, scale %.3g, %.0f MB with one shown\n", rows, page.devicePixelRatioF(),
                memoryOf("VmRSS"));
    (void)watch().longest(0);
    auto* views = page.findChild<QTabBar*>(QStringLiteral("exploreViews"));
    QElapsedTimer timer;
    timer.start();
    watch().keep(QStringLiteral("choose the view"), [&] { views->setCurrentIndex(2); });
    QTest::qWaitFor([&] { return page.scoringsView()->joined() != nullptr; }, 20'000);
    std::printf("  both shown after %lld ms, %.0f MB (at most %.0f)\n", (long long)timer.elapsed(), memoryOf("VmRSS"),
                memoryOf("VmHWM"));
    QTest::qWait(200);
    reportLongest("until they are");
    exploration.beginDrag();
    for (int i = 0; i < 100; ++i) {
        watch().keep(QStringLiteral("moveCut"), [&] { exploration.moveCut(1, 0.9 + 0.005 * i); });
        QTest::qWait(5);
    }
    watch().keep(QStringLiteral("endDrag"), [&] { exploration.endDrag(); });
    QTest::qWait(500);
    reportLongest("while dragging");
    pickGroups(page, exploration);
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    mallopt(M_MMAP_THRESHOLD, 256 * 1024);   // as the window does
    qputenv("QT_QPA_UPDATE_IDLE_TIME", "0"); // Qt waits 5 ms for more updates otherwise
    const bool two = argc > 1 && std::string_view(argv[1]) == "--two";
    const auto application = two ? std::unique_ptr<QApplication>(new test::WatchedApplication(argc, argv))
                                 : std::make_unique<QApplication>(argc, argv);
    Theme theme(*application, Theme::Mode::Light);
    if (argc == 5 && std::string_view(argv[1]) == "--make")
        return make(QString::fromLocal8Bit(argv[2]), std::atoi(argv[3]), std::atoi(argv[4]));
    std::vector<int> sizes;
    for (int i = two ? 2 : 1; i < argc; ++i)
        sizes.push_back(std::atoi(argv[i]));
    if (sizes.empty())
        sizes = {100'000, 1'000'000};
    for (int rows : sizes)
        if ((two ? measureTwo : measure)(rows, argv[0]) != 0)
            return 1;
    return 0;
}
