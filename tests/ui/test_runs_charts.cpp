// Lines: decimated without losing spikes, smoothed, on round ticks, read out, zoomed, never more than 30 repaints a
// second; histograms on a given axis.
#include "core/analysis/histogram.h"
#include "ui/charts/answer_histogram.h"
#include "ui/charts/decimate.h"
#include "ui/charts/line_chart.h"
#include "ui/charts/span_picture.h"

#include <QElapsedTimer>
#include <QImage>
#include <QPainter>
#include <QSignalSpy>
#include <QtTest>
#include <cmath>
#include <random>

using namespace caftan;
using namespace caftan::ui;

namespace {

std::vector<double> upTo(size_t count) {
    std::vector<double> values(count);
    for (size_t i = 0; i < count; ++i)
        values[i] = double(i);
    return values;
}

LineSeries lineOf(size_t points, int64_t group = 1) {
    LineSeries series;
    series.group = group;
    series.key = QStringLiteral("train/loss");
    series.name = QStringLiteral("training");
    series.color = Qt::blue;
    series.x = upTo(points);
    for (const double x : series.x)
        series.y.push_back(1 + x / 10);
    return series;
}

} // namespace

class RunsCharts : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    // Of any two markers a good part of the pixels differs, as small as they stand on lines and in legends.
    void markersAreToldApart() {
        const auto drawn = [](int marker) {
            QImage image(13, 13, QImage::Format_Grayscale8);
            image.fill(Qt::white);
            QPainter painter(&image);
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(QPen(Qt::black, 1));
            painter.setBrush(Qt::black);
            paintMarker(painter, Marker(marker), QPointF(6.5, 6.5), 3.2);
            return image;
        };
        const auto ink = [](const QImage& image, const QImage& other) {
            int sum = 0;
            for (int y = 0; y < image.height(); ++y)
                for (int x = 0; x < image.width(); ++x)
                    sum += std::abs(qGray(image.pixel(x, y)) - qGray(other.pixel(x, y)));
            return double(sum) / 255;
        };
        const QImage blank = drawn(int(Marker::None));
        QSet<QString> signs;
        for (int a = 1; a <= markerShapes; ++a) {
            signs.insert(markerSign(Marker(a)));
            const double all = ink(drawn(a), blank);
            QVERIFY2(all > 15 && all < 75, qPrintable(QStringLiteral("marker %1 covers %2").arg(a).arg(all)));
            for (int b = 1; b < a; ++b) {
                const double apart = ink(drawn(a), drawn(b));
                QVERIFY2(apart > 6, qPrintable(QStringLiteral("%1 and %2: %3").arg(a).arg(b).arg(apart)));
            }
        }
        QCOMPARE(signs.size(), markerShapes);
    }

    void spikesSurvive() {
        std::mt19937_64 random(3);
        std::normal_distribution<double> noise(0, 1);
        const std::vector<double> x = upTo(100'000);
        std::vector<double> y;
        for (size_t i = 0; i < x.size(); ++i)
            y.push_back(noise(random));
        y[54'321] = 500; // one point of a hundred thousand
        y[77'777] = -500;
        PixelMap map{0, 800.0 / 100'000, 300, -1};
        const QVector<QPointF> drawn = decimate(x, y, map, 0, 800);
        QVERIFY(drawn.size() <= 4 * 802);
        std::map<int, std::pair<double, double>> seen, all; // of each pixel column
        const auto take = [](auto& columns, const QPointF& point) {
            auto [at, fresh] = columns.try_emplace(int(std::floor(point.x())), std::pair(point.y(), point.y()));
            at->second.first = std::min(at->second.first, point.y());
            at->second.second = std::max(at->second.second, point.y());
        };
        for (size_t i = 0; i < x.size(); ++i)
            take(all, {map.x(x[i]), map.y(y[i])});
        for (const QPointF& point : drawn)
            take(seen, point);
        QVERIFY(seen == all);
        QVERIFY(std::is_sorted(drawn.begin(), drawn.end(), [](const QPointF& a, const QPointF& b) {
            return std::floor(a.x()) < std::floor(b.x());
        }));
    }

    void fewPointsStayAsTheyAre() {
        const std::vector<double> x{0, 10, 20, 30}, y{1, std::nan(""), 3, 2};
        const QVector<QPointF> drawn = decimate(x, y, {0, 10, 100, -10}, -1, 1000);
        QCOMPARE(drawn, (QVector<QPointF>{{0, 90}, {200, 70}, {300, 80}}));
        // one point beyond either end, so that the line leaves the area
        QCOMPARE(decimate(x, {y.data(), 4}, {0, 10, 100, -10}, 150, 250).size(), 2);
        QVERIFY(decimate({}, {}, {}, 0, 10).isEmpty());
    }

    // Of a line with ten points a pixel: what its pixels cover, spikes whole, columns joined, gaps left out.
    void crowdedLinesAreColumns() {
        std::vector<double> x(8000), y(8000);
        for (size_t i = 0; i < x.size(); ++i) {
            x[i] = double(i);
            y[i] = std::sin(double(i) / 700) + 0.2 * std::cos(double(i) * 2.3);
        }
        y[4321] = 9;
        for (size_t i = 6000; i < 6020; ++i)
            y[i] = std::nan("");
        const PixelMap map{0, 0.1, 100, -10};
        const auto spans = columnSpans(x, y, map, 800, 0);
        QCOMPARE(spans.size(), size_t(800));
        double from = std::nan("");
        for (const ColumnSpan& span : spans) {
            if (span.column >= 600 && span.column <= 602)
                continue; // the gap and what follows it
            double low = std::isfinite(from) ? from : 1e9, high = std::isfinite(from) ? from : -1e9;
            for (size_t i = size_t(span.column) * 10; i < size_t(span.column) * 10 + 10; ++i) {
                low = std::min(low, y[i]);
                high = std::max(high, y[i]);
                from = y[i];
            }
            if (span.column == 603)
                continue;
            QCOMPARE(span.top, map.y(high));
            QCOMPARE(span.bottom, map.y(low));
        }
        QCOMPARE(spans[432].top, map.y(9));
        const auto between = std::minmax({map.y(y[5999]), map.y(y[6020])}); // the line goes over the gap
        for (const size_t column : {600u, 601u})
            QVERIFY(spans[column].top >= between.first - 1e-9 && spans[column].bottom <= between.second + 1e-9);
        QVERIFY(columnSpans({}, {}, map, 800, 1).empty() && columnSpans(x, y, map, 0, 1).empty());
    }

    // Two threads fill a half each: they meet without a seam, over gaps and what is no number.
    void halvesAreTheWhole() {
        std::vector<double> x, y;
        for (int i = 0; i < 8000; ++i) {
            x.push_back(i < 3900 ? i : i + 400); // no point in forty columns around the middle
            y.push_back(i % 4000 < 100 || i == 3899 || i == 3900 ? std::nan("") : std::sin(i / 300.0));
        }
        const PixelMap map{0, 0.1, 100, -10};
        for (const int middle : {389, 390, 391, 400, 410, 430, 431, 500}) {
            PixelMap right = map;
            right.xOffset -= middle;
            const auto whole = columnSpans(x, y, map, 840, 1);
            auto halves = columnSpans(x, y, map, middle, 1);
            for (ColumnSpan span : columnSpans(x, y, right, 840 - middle, 1)) {
                span.column += middle;
                halves.push_back(span);
            }
            QCOMPARE(halves.size(), whole.size());
            for (size_t i = 0; i < whole.size(); ++i) {
                QCOMPARE(halves[i].column, whole[i].column);
                QVERIFY(qAbs(halves[i].top - whole[i].top) < 1e-6 && qAbs(halves[i].bottom - whole[i].bottom) < 1e-6);
            }
        }
    }

    // A picture of a marker put at whole pixels looks as the marker painted there does, at any scale.
    void stampedMarkersAreTheMarkers() {
        for (const double ratio : {1.0, 1.5, 2.0}) {
            const auto painted = [ratio](bool stamped) {
                QImage image(QSize(200, 20) * ratio, QImage::Format_ARGB32_Premultiplied);
                image.setDevicePixelRatio(ratio);
                image.fill(Qt::white);
                QPainter painter(&image);
                painter.setRenderHint(QPainter::Antialiasing);
                painter.setPen(Qt::darkBlue);
                painter.setBrush(Qt::yellow);
                std::vector<QPointF> places;
                for (int i = 0; i < 12; ++i) // the middles of pixels of the device
                    places.emplace_back((std::floor((10 + 15 * i) * ratio) + 0.5) / ratio,
                                        (std::floor(10 * ratio) + 0.5) / ratio);
                paintMarkers(painter, Marker::Star, places, 4, stamped);
                return image;
            };
            const QImage stamped = painted(true), direct = painted(false);
            int64_t apart = 0, ink = 0;
            for (int y = 0; y < direct.height(); ++y)
                for (int at = 0; at < direct.width(); ++at) {
                    apart += qAbs(qGray(stamped.pixel(at, y)) - qGray(direct.pixel(at, y)));
                    ink += 255 - qGray(direct.pixel(at, y));
                }
            QVERIFY2(ink > 0 && apart < ink / 50, qPrintable(QStringLiteral("%1 of %2").arg(apart).arg(ink)));
        }
    }

    // Few points: each column from where the line enters to where it leaves, as thick across its way as the line is.
    void columnsFollowSegments() {
        const std::vector<double> x{0, 2, 4}, y{0, 4, std::nan("")};
        const auto plain = columnSpans(x, y, {0, 2, 10, -1}, 8, 0);
        QCOMPARE(plain.size(), size_t(5)); // the last point lies on the edge of the fifth column
        for (int column = 0; column < 4; ++column) {
            QCOMPARE(plain[size_t(column)].bottom, 10.0 - column);
            QCOMPARE(plain[size_t(column)].top, 9.0 - column);
        }
        const auto thick = columnSpans(x, y, {0, 2, 10, -1}, 8, 2);
        QVERIFY(qAbs(thick[1].bottom - (9 + std::sqrt(2))) < 1e-9 && qAbs(thick[1].top - (8 - std::sqrt(2))) < 1e-9);
        QCOMPARE(thick[0].bottom, 11.0); // no farther beyond an end than half its width
        const auto spike = columnSpans(std::vector{1.0, 1.0, 1.0}, std::vector{2.0, 8.0, 5.0}, {0, 1, 10, -1}, 8, 0);
        QVERIFY(spike.size() == 1 && spike[0].top == 2 && spike[0].bottom == 8);
    }

    // What the picture holds is what the columns say, at any scale; the painter below stays where they are not.
    void columnsArePaintedPixelOnPixel_data() {
        QTest::addColumn<double>("ratio");
        QTest::newRow("1") << 1.0;
        QTest::newRow("1.25") << 1.25;
        QTest::newRow("2") << 2.0;
    }
    void columnsArePaintedPixelOnPixel() {
        QFETCH(const double, ratio);
        QImage image(QSize(40, 20) * ratio, QImage::Format_ARGB32_Premultiplied);
        image.setDevicePixelRatio(ratio);
        image.fill(Qt::white);
        QPainter painter(&image);
        SpanPicture picture;
        picture.place(painter, QRect(4, 4, 20, 12));
        QCOMPARE(picture.ratio(), ratio);
        for (const bool stale : {true, false}) { // what a frame before left is cleared
            picture.begin();
            picture.clear(0, picture.columns());
            if (stale) {
                picture.add({{5, 0, 12}, {2, 0, 12}}, Qt::green, false);
                continue;
            }
            picture.add({{1, 2, 5}, {2, 2.5, 5.25}}, Qt::black, true);
            picture.add({{0, 1, 4}}, QColor(255, 0, 0, 128), false, 3);
            picture.finish(0, 7); // as two threads do
            picture.finish(7, picture.columns());
        }
        picture.paint(painter);
        painter.end();
        const QPoint corner = QRectF(4 * ratio, 4 * ratio, 1, 1).toAlignedRect().topLeft();
        const auto at = [&](int x, int y) { return image.pixelColor(corner + QPoint(x, y)); };
        for (int y = 0; y < 10; ++y) {
            QCOMPARE(at(0, y), QColor(Qt::white));
            QCOMPARE(at(1, y), QColor(y >= 2 && y < 5 ? Qt::black : Qt::white));
        }
        QVERIFY(qAbs(at(2, 2).red() - 128) <= 1 && at(2, 3) == Qt::black && qAbs(at(2, 5).red() - 191) <= 1);
        QVERIFY(qAbs(at(3, 2).green() - 127) <= 1 && at(3, 2).red() == 255 && at(3, 4) == Qt::white);
        QVERIFY(at(5, 2) == Qt::white && at(8, 2) == Qt::white);
    }

    void extremesPassOverWhatIsNoNumber() {
        std::vector<double> values(37, 1.5);
        values[3] = std::nan("");
        values[20] = std::numeric_limits<double>::infinity();
        values[21] = -2;
        values[36] = 7;
        QCOMPARE(extremes(values), (std::pair(-2.0, 7.0)));
        QCOMPARE(extremes(values, true), (std::pair(1.5, 7.0)));
        const auto none = extremes(std::vector{std::nan("")});
        QVERIFY(none.first > none.second);
    }

    void smoothingIsUnbiasedAndBeginsAnewWithAStage() {
        const std::vector<double> values{4, 4, 4, 10, 10};
        const std::vector<double> all = smoothed(values, 0.9);
        QCOMPARE(all[0], 4.0); // not pulled to zero at the start
        QVERIFY(std::abs(all[2] - 4) < 1e-12);
        QVERIFY(all[3] > 4 && all[3] < 10);
        const size_t restart = 3;
        const std::vector<double> staged = smoothed(values, 0.9, {&restart, 1});
        QCOMPARE(staged[3], 10.0);
        QCOMPARE(smoothed(values, 0), values);
    }

    void ticksAreRound() {
        const auto texts = [](const Ticks& ticks) {
            QStringList list;
            for (const auto& [position, text] : ticks)
                list << text;
            return list.join(QLatin1Char(' '));
        };
        QCOMPARE(texts(niceTicks(-0.01, 1.02, 6, AxisText::Share)), QStringLiteral("0 % 20 % 40 % 60 % 80 % 100 %"));
        QCOMPARE(texts(niceTicks(0, 4, 9, AxisText::Count)), QStringLiteral("0 1 2 3 4")); // no half epochs
        QCOMPARE(texts(niceTicks(0, 1'000'000, 5, AxisText::Count)), QStringLiteral("0 200 k 400 k 600 k 800 k 1 M"));
        QCOMPARE(texts(niceTicks(0, 100, 5, AxisText::Duration)), QStringLiteral("0:00 0:30 1:00 1:30"));
        QCOMPARE(texts(niceTicks(0, 0.002, 4, AxisText::Small)), QStringLiteral("0 5e-4 1e-3 1.5e-3 2e-3"));
        QCOMPARE(texts(logTicks(-1, 1, 8, AxisText::Number)), QStringLiteral("0.1 0.2 0.5 1 2 5 10"));
        QVERIFY(niceTicks(1, 1, 5, AxisText::Number).empty());
        QVERIFY(niceTicks(0, std::nan(""), 5, AxisText::Number).empty());
    }

    void valuesAreReadAtTheCrosshair() {
        LineChart chart;
        chart.resize(600, 300);
        chart.setXAxis(QStringLiteral("optimiser steps"), QStringLiteral("step"), AxisText::Count);
        LineSeries dots = lineOf(2, 2);
        dots.x = {0, 90};
        dots.y = {0.5, 0.25};
        dots.low = {0.4, 0.2};
        dots.high = {0.6, 0.3};
        dots.name = QStringLiteral("validation");
        dots.marker = Marker::Circle;
        chart.setSeries({lineOf(100), dots});
        chart.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        QVERIFY(chart.readout().isEmpty());
        chart.setCrosshair(90);
        QCOMPARE(chart.readout(), (QStringList{QStringLiteral("step 90"), QStringLiteral("training  10.000"),
                                               QStringLiteral("validation  0.250  [0.200, 0.300]")}));
        chart.setCrosshair(45); // no validation near
        QCOMPARE(chart.readout().size(), 2);
        QSignalSpy moved(&chart, &LineChart::crosshairMoved);
        const QPointF at = chart.pointAt(30, 4);
        QTest::mouseMove(chart.findChild<QWidget*>(), at.toPoint());
        QTRY_VERIFY(!moved.isEmpty());
        QVERIFY(chart.readout().value(0).startsWith(QLatin1String("step 30")) ||
                chart.readout().value(0).startsWith(QLatin1String("step 29")));
    }

    void keysMoveAndZoom() {
        LineChart chart;
        chart.resize(600, 300);
        chart.setSeries({lineOf(101)});
        connect(&chart, &LineChart::rangeChosen, &chart, &LineChart::setRange); // as the page does
        chart.show();
        chart.setFocus();
        QTest::keyClick(&chart, Qt::Key_Home);
        QTest::keyClick(&chart, Qt::Key_Right);
        QVERIFY(chart.readout().value(1).contains(QLatin1String("1.100")));
        QTest::keyClick(&chart, Qt::Key_Right, Qt::ShiftModifier);
        QVERIFY(chart.accessibleDescription().contains(QLatin1String("2.100")));
        QTest::keyClick(&chart, Qt::Key_End);
        QTest::keyClick(&chart, Qt::Key_Plus);
        QCOMPARE(chart.xRange(), std::pair(75.0, 100.0));
        QVERIFY(chart.yRange().first > 8); // the y axis follows what is shown
        QTest::keyClick(&chart, Qt::Key_Escape);
        QCOMPARE(chart.xRange(), std::pair(0.0, 100.0));
    }

    void aDrawnRangeIsZoomedInto() {
        LineChart chart;
        chart.resize(600, 300);
        chart.setSeries({lineOf(101)});
        chart.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        QTest::qWait(50);
        QSignalSpy chosen(&chart, &LineChart::rangeChosen);
        auto* plot = chart.findChild<QWidget*>();
        const QPoint from = chart.pointAt(20, 3).toPoint(), to = chart.pointAt(60, 3).toPoint();
        QTest::mousePress(plot, Qt::LeftButton, {}, from);
        QTest::mouseMove(plot, (from + to) / 2);
        QTest::mouseMove(plot, to);
        QTest::mouseRelease(plot, Qt::LeftButton, {}, to);
        QCOMPARE(chosen.size(), 1);
        const auto range = chosen[0][0].value<std::optional<std::pair<double, double>>>();
        QVERIFY(range && std::abs(range->first - 20) < 1 && std::abs(range->second - 60) < 1);
        QTest::mouseClick(plot, Qt::LeftButton, {}, from); // a click is no range
        QCOMPARE(chosen.size(), 1);
    }

    void pointsAreCountedByRunAndMetric() {
        LineChart chart;
        LineSeries smoothedLine = lineOf(7, 1);
        smoothedLine.key = QStringLiteral("train/loss smoothed");
        chart.setSeries({lineOf(7, 1), smoothedLine, lineOf(12, 2)});
        QCOMPARE(chart.pointCount(1, QStringLiteral("train/loss")), 7);
        QCOMPARE(chart.pointCount(2, QStringLiteral("train/loss")), 12);
        QCOMPARE(chart.pointCount(3, QStringLiteral("train/loss")), 0);
    }

    void atMostThirtyRepaintsASecond() {
        LineChart chart;
        chart.resize(600, 300);
        chart.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        QTest::qWait(100);
        const int64_t before = chart.repaints();
        QElapsedTimer clock;
        clock.start();
        size_t points = 1;
        while (clock.elapsed() < 1000) {
            chart.setSeries({lineOf(++points)});
            QTest::qWait(2);
        }
        QTest::qWait(60);
        const int64_t painted = chart.repaints() - before;
        QVERIFY2(painted <= 32, qPrintable(QString::number(painted)));
        QVERIFY(painted >= 10);
        QCOMPARE(chart.pointCount(1, QStringLiteral("train/loss")), int64_t(points)); // the last state is what stands
    }

    void nothingIsPaintedWhereNothingChanged() {
        LineChart chart;
        chart.resize(600, 300);
        chart.setSeries({lineOf(50)}, {{10, QStringLiteral("stage 2")}});
        chart.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        QTest::qWait(150);
        const int64_t before = chart.repaints();
        for (int i = 0; i < 5; ++i) {
            chart.setSeries({lineOf(50)}, {{10, QStringLiteral("stage 2")}});
            QTest::qWait(20);
        }
        QCOMPARE(chart.repaints(), before);
        chart.setSeries({lineOf(51)}, {{10, QStringLiteral("stage 2")}});
        QTRY_VERIFY(chart.repaints() > before);
    }

    void axesStayWithinTheirLimits() {
        LineChart chart;
        chart.resize(600, 300);
        chart.setYAxis(AxisText::Share, 0.0, 1.0);
        LineSeries series = lineOf(3);
        series.y = {0, 0.5, 1};
        chart.setSeries({series});
        QCOMPARE(chart.yRange().first, 0.0);
        QVERIFY(chart.yRange().second < 1.05);
        series.y = {0.001, 0.1, 10};
        chart.setYAxis(AxisText::Number, 0.0);
        chart.setLogarithmic(true);
        chart.setSeries({series});
        QVERIFY(chart.yRange().first < -3 && chart.yRange().second > 1);
        chart.setSeries({}); // nothing to show is no crash
        chart.setSeries({LineSeries{}});
        series.y = {std::nan(""), std::nan(""), std::nan("")};
        chart.setSeries({series});
        chart.setLogarithmic(false);
        QVERIFY(std::isfinite(chart.yRange().first));
    }

    void histogramCountsEveryValueOnce() {
        const HistogramAxis axis{AxisScale::Log, 20, 0, 2, 1e-4};
        std::vector<double> values;
        std::vector<uint8_t> right;
        for (int i = 0; i <= 1000; ++i) {
            values.push_back(2 * std::pow(double(i) / 1000, 6));
            right.push_back(i % 3 == 0);
        }
        const std::vector<HistogramBin> bins = countOnAxis(axis, values, right);
        QCOMPARE(bins.size(), size_t(20));
        int64_t rows = 0, good = 0;
        for (size_t i = 0; i < bins.size(); ++i) {
            int64_t inside = 0; // low < value <= high; the first bin also what is below
            for (const double value : values)
                inside += (value > bins[i].low || i == 0) && value <= bins[i].high;
            QVERIFY2(std::abs(bins[i].right + bins[i].wrong - inside) <= 1, qPrintable(QString::number(i)));
            rows += bins[i].right + bins[i].wrong;
            good += bins[i].right;
        }
        QCOMPARE(rows, 1001);
        QCOMPARE(good, 334);
        QVERIFY(countOnAxis({}, {}, {}).empty());
    }

    void picturesAreSaved() {
        QTemporaryDir directory;
        LineChart chart;
        chart.resize(400, 200);
        chart.setSeries({lineOf(10)});
        AnswerHistogram histogram;
        histogram.resize(400, 200);
        for (const char* suffix : {"svg", "png", "pdf"}) {
            const QString path = directory.filePath(QStringLiteral("chart.") + QLatin1String(suffix));
            QVERIFY(chart.save(path) && QFileInfo(path).size() > 500);
            QVERIFY(histogram.save(path));
        }
        QVERIFY(!chart.save(QStringLiteral("/nonexistent/chart.svg")));
    }
};

QTEST_MAIN(RunsCharts)
#include "test_runs_charts.moc"
