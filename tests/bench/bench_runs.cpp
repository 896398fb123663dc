// bench_runs RUNS POINTS: what one refresh of the loss chart costs: lines built from the points (smoothed), decimated
// and painted; then panning and zooming, from the range that was chosen to the painted frame. Prints milliseconds.
// bench_runs 20 50000: a million points. Set QT_SCALE_FACTOR=2 for scale 2.
#include "ui/pages/runs/run_series.h"

#include <QApplication>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <malloc.h>
#include <random>

using namespace caftan;
using namespace caftan::ui;

namespace {

double threadMilliseconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

RunPoints madePoints(int64_t count) {
    std::mt19937_64 random(7);
    std::normal_distribution<double> noise(0, 0.2);
    RunPoints points;
    for (int64_t step = 1; step <= count; ++step)
        points.curves["train/loss"].add({0, 1, "train/loss", step, double(step) / 1000, step * 500, double(step),
                                         0.5 + 3.0 / (1 + double(step) / 500) + noise(random)});
    return points;
}

void report(const char* what, std::vector<double> ms) {
    std::sort(ms.begin(), ms.end());
    std::printf("%-28s p50 %6.2f ms  p99 %6.2f ms\n", what, ms[ms.size() / 2], ms[ms.size() * 99 / 100]);
}

double wallMilliseconds() {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

// `rangeAt`: the range of x at step 0 .. 199.
template <class RangeAt>
void walk(const char* what, LineChart& chart, RangeAt rangeAt) {
    std::vector<double> wall, cpu;
    for (int step = 0; step < 200; ++step) {
        const int64_t before = chart.repaints();
        const double start = wallMilliseconds(), cpuStart = threadMilliseconds();
        chart.setRange(rangeAt(step));
        while (chart.repaints() == before && wallMilliseconds() - start < 1000)
            QApplication::processEvents();
        wall.push_back(wallMilliseconds() - start);
        cpu.push_back(threadMilliseconds() - cpuStart);
    }
    report((std::string(what) + ", wall").c_str(), wall);
    report((std::string(what) + ", cpu").c_str(), cpu);
}

void panAndZoom(LineChart& chart, double end) {
    using Range = std::optional<std::pair<double, double>>;
    walk("zoom", chart, [&](int step) {
        const double width = end * std::pow(0.97, step), middle = end * 0.4;
        return Range({std::max(0.0, middle - width / 2), middle + width / 2});
    });
    walk("pan over a third", chart, [&](int step) {
        const double from = end * 0.6 * double(step + 1) / 200;
        return Range({from, from + end / 3});
    });
    walk("pan over nearly all", chart, [&](int step) {
        const double from = end * 0.04 * double(step + 1) / 200;
        return Range({from, from + end * 0.95});
    });
}

} // namespace

int main(int argc, char** argv) {
    qputenv("QT_QPA_UPDATE_IDLE_TIME", "0"); // Qt waits 5 ms for more updates otherwise
    mallopt(M_MMAP_THRESHOLD, 256 * 1024);   // as the window does
    QApplication application(argc, argv);
    const int runs = argc > 1 ? std::atoi(argv[1]) : 3;
    const int64_t count = argc > 2 ? std::atoll(argv[2]) : 100'000;
    const RunPoints points = madePoints(count);
    RunView run;
    run.run.emplace();
    LineChart chart;
    ChartPalette palette;
    palette.background = Qt::white;
    palette.text = palette.muted = palette.axis = palette.grid = Qt::gray;
    chart.setColors(palette);
    chart.resize(1000, 260);
    chart.show();
    QApplication::processEvents();
    const auto look = [runs](int r) { // as the window shows them
        return RunLook{QColor::fromHsv(r * 67 % 360, 200, 200), Qt::white, Marker(1 + r % markerShapes), RunAxis::Epoch,
                       runs > 1};
    };
    std::vector<double> build, paint, over;
    for (int i = 0; i < 60; ++i) {
        const double start = threadMilliseconds();
        std::vector<LineSeries> series; // smoothed a little otherwise each time: equal lines are not drawn again
        for (int r = 0; r < runs; ++r)
            for (LineSeries& line : lossSeries(run, points, look(r), i % 2 ? 0.9 : 0.91))
                series.push_back(std::move(line));
        chart.setSeries(std::move(series));
        build.push_back(threadMilliseconds() - start);
        const int64_t before = chart.repaints();
        const double painting = threadMilliseconds();
        while (chart.repaints() == before)
            QApplication::processEvents(QEventLoop::WaitForMoreEvents);
        paint.push_back(threadMilliseconds() - painting);
        const double moving = threadMilliseconds();
        chart.setCrosshair(double(count) / 3000 * (i % 3));
        QApplication::processEvents();
        over.push_back(threadMilliseconds() - moving);
    }
    std::printf("%d runs of %lld points, scale %.0f\n", runs, (long long)count, chart.devicePixelRatioF());
    report("lines from points", build);
    report("repaint", paint);
    report("crosshair alone", over);
    panAndZoom(chart, chart.xRange().second);
    return 0;
}
