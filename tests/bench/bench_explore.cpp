// bench_explore ROWS...: from the mouse event of a dragged cut to the painted frame, on the whole Explore page, by
// mouse on the histogram and on the ROC. Prints median and 99th percentile in ms. Set QT_SCALE_FACTOR=2 for scale 2.
#include "tests/ui/explore_fixture.h"
#include "ui/charts/cut_handle.h"
#include "ui/charts/histogram_chart.h"
#include "ui/charts/roc_chart.h"
#include "ui/pages/explore/explore_page.h"
#include "ui/shell/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QMouseEvent>
#include <QTemporaryDir>
#include <algorithm>
#include <cstdio>
#include <ctime>

using namespace caftan;
using namespace caftan::ui;

namespace {

constexpr int moves = 400;

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
    std::printf("  %-10s %-5s p50 %6.2f ms  p99 %6.2f ms  max %6.2f ms\n", what, clock, ms[ms.size() / 2],
                ms[ms.size() * 99 / 100], ms.back());
}

// Moves a handle along a path; each move is measured until the chart is painted and no event is left.
template <class Path>
void drag(const char* what, CutHandle* handle, Path path) {
    PaintCounter counter;
    handle->parentWidget()->installEventFilter(&counter);
    send(handle, QEvent::MouseButtonPress, QRectF(handle->rect()).center());
    std::vector<double> wall, cpu;
    for (int i = 0; i < moves; ++i) {
        const QPointF target = handle->mapFrom(handle->parentWidget(), path(double(i) / moves));
        const int before = counter.paints;
        const double cpuStart = threadMilliseconds();
        QElapsedTimer timer;
        timer.start();
        send(handle, QEvent::MouseMove, target);
        do {
            QCoreApplication::processEvents();
        } while (counter.paints == before && timer.elapsed() < 100);
        if (counter.paints > before) { // a move that changes nothing is not painted
            wall.push_back(double(timer.nsecsElapsed()) / 1e6);
            cpu.push_back(threadMilliseconds() - cpuStart);
        }
        QTest::qWait(2); // let the worker answer between frames, as it would
    }
    send(handle, QEvent::MouseButtonRelease, QRectF(handle->rect()).center());
    report(what, "wall", wall);
    report(what, "cpu", cpu);
}

int measure(int rows) {
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("p"));
    if (const auto made = test::makeProject(path.toStdString(), rows, rows); !made) {
        std::fprintf(stderr, "%s\n", made.error().message.c_str());
        return 1;
    }
    ProjectService service;
    Exploration exploration(service);
    ExplorePage page(service, exploration);
    page.resize(1206, 726);
    page.show();
    QElapsedTimer timer;
    timer.start();
    if (!test::openAndLoad(service, exploration, path)) {
        std::fprintf(stderr, "the project did not load\n");
        return 1;
    }
    std::printf("%d rows: loaded and indexed in %lld ms, scale %.3g, %s\n", rows, timer.elapsed(),
                page.devicePixelRatioF(), qPrintable(QGuiApplication::platformName()));
    timer.start();
    const ThresholdIndex again = ThresholdIndex::build(exploration.columns());
    std::printf("  index alone %.1f ms\n", double(timer.nsecsElapsed()) / 1e6);
    QTest::qWait(1000);
    HistogramChart* histogram = page.histogramChart();
    const double width = histogram->width();
    const auto across = [&](double t) { return QPointF(width * (0.5 + 0.35 * std::sin(t * 12)), 80); };
    drag("histogram", histogram->handle(1), across);
    RocChart* roc = page.rocChart();
    const double side = std::min(roc->width(), roc->height());
    drag("ROC", roc->handle(0), [&](double t) {
        const double x = 0.5 + 0.4 * std::sin(t * 12);
        return QPointF(40 + side * x * 0.8, side * (1 - x) * 0.7);
    });
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    qputenv("QT_QPA_UPDATE_IDLE_TIME", "0"); // Qt waits 5 ms for more updates otherwise
    QApplication application(argc, argv);
    Theme theme(application, Theme::Mode::Light);
    std::vector<int> sizes;
    for (int i = 1; i < argc; ++i)
        sizes.push_back(std::atoi(argv[i]));
    if (sizes.empty())
        sizes = {100'000, 1'000'000};
    for (int rows : sizes)
        if (measure(rows) != 0)
            return 1;
    return 0;
}
