// The charts by themselves: axes, handles, keys, brushing, labels that do not touch, export.
#include "core/analysis/histogram.h"
#include "ui/charts/cut_handle.h"
#include "ui/charts/histogram_chart.h"
#include "ui/charts/histogram_paint.h"
#include "ui/charts/number_text.h"
#include "ui/charts/roc_chart.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <random>

using namespace caftan;
using namespace caftan::ui;

namespace {

ScoreColumns columnsOf(const std::vector<double>& metric) {
    ScoreColumns columns;
    std::mt19937_64 random(3);
    for (size_t i = 0; i < metric.size(); ++i) {
        columns.question.push_back(int64_t(i) + 1);
        columns.metric.push_back(metric[i]);
        columns.right.push_back(std::uniform_real_distribution<double>(0, 2)(random) > metric[i]);
        columns.valid.push_back(1);
        columns.split.push_back(1);
        columns.category.push_back(0);
        columns.answerTokens.push_back(2);
        columns.traceTokens.push_back(0);
    }
    return columns;
}

std::shared_ptr<const ThresholdIndex> spread(size_t rows) {
    std::vector<double> metric;
    for (size_t i = 0; i < rows; ++i)
        metric.push_back(i % 4 == 0 ? 1e-6 * double(i) / double(rows) : 2.0 * double(i) / double(rows));
    return std::make_shared<const ThresholdIndex>(ThresholdIndex::build(columnsOf(metric)));
}

ChartPalette colors() {
    ChartPalette palette;
    palette.background = Qt::white;
    palette.bands = {QColor(0x00, 0x72, 0xb2), QColor(0xe6, 0x9f, 0x00), QColor(0xd5, 0x5e, 0x00)};
    palette.right = Qt::gray;
    palette.wrong = Qt::black;
    palette.accent = Qt::blue;
    palette.text = palette.muted = palette.axis = palette.pill = Qt::black;
    palette.grid = palette.curveBand = Qt::lightGray;
    palette.pillText = Qt::white;
    return palette;
}

struct Shown {
    HistogramChart chart;
    std::shared_ptr<const ThresholdIndex> index;
    std::vector<double> cuts;

    explicit Shown(AxisScale scale, size_t rows = 4000) : index(spread(rows)) {
        cuts = {index->valueAtQuantile(0.4), index->valueAtQuantile(0.75)};
        chart.resize(800, 320);
        chart.setColors(colors());
        chart.setTitles(QStringLiteral("Entropy (nats)"), QStringLiteral("entropy"), QStringLiteral("nats"));
        chart.setData(makeHistogram(*index, scale), index);
        QObject::connect(&chart, &HistogramChart::cutMoved, &chart,
                         [this](int cut, double value) { move(cut, value); });
        QObject::connect(&chart, &HistogramChart::cutNudged, &chart,
                         [this](int cut, double value) { move(cut, value); });
        show();
        chart.show();
        [[maybe_unused]] const bool exposed = QTest::qWaitForWindowExposed(&chart);
        QTest::qWait(50);
    }
    void move(int cut, double value) {
        cuts[size_t(cut)] = value;
        show();
    }
    void show() { chart.setCuts(cuts, {index->quantileOf(cuts[0]), index->quantileOf(cuts[1])}); }
};

} // namespace

class TestCharts : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void numbersAreWrittenForTheReader() {
        QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
        QCOMPARE(groupedText(12032), QStringLiteral("12.032"));
        QCOMPARE(percentText(0.3132), QStringLiteral("31,3 %"));
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QCOMPARE(groupedText(12032), QStringLiteral("12,032"));
        QCOMPARE(percentText(0.3132), QStringLiteral("31.3 %"));
        QLocale::setDefault(QLocale::c());
    }

    void figuresOfMetricsDoNotDependOnTheLocale() {
        QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
        QCOMPARE(shareText(0.7124), QStringLiteral(".712"));
        QCOMPARE(shareText(1), QStringLiteral("1.000"));
        QCOMPARE(metricText(0), QStringLiteral("0"));
        QCOMPARE(metricText(4.7e-6), QStringLiteral("4.7e-6"));
        QCOMPARE(metricText(0.00472), QStringLiteral("0.0047"));
        QCOMPARE(metricText(1.01612), QStringLiteral("1.016"));
        QLocale::setDefault(QLocale::c());
    }

    void aCutIsDraggedByMouse_data() {
        QTest::addColumn<int>("scale");
        QTest::newRow("linear") << int(AxisScale::Linear);
        QTest::newRow("log") << int(AxisScale::Log);
        QTest::newRow("rank") << int(AxisScale::Rank);
    }
    void aCutIsDraggedByMouse() {
        QFETCH(int, scale);
        Shown shown{AxisScale(scale)};
        CutHandle* handle = shown.chart.handle(1);
        QVERIFY(handle && handle->isVisible());
        QSignalSpy grabbed(&shown.chart, &HistogramChart::cutGrabbed),
            released(&shown.chart, &HistogramChart::cutReleased);
        const double before = shown.chart.xOf(shown.cuts[1]);
        QTest::mousePress(handle, Qt::LeftButton);
        QTest::mouseMove(handle, handle->rect().center() - QPoint(60, 0));
        QTest::mouseRelease(handle, Qt::LeftButton);
        QCOMPARE(grabbed.count(), 1);
        QCOMPARE(released.count(), 1);
        QVERIFY(std::abs(shown.chart.xOf(shown.cuts[1]) - (before - 60)) < 2.5);
        QVERIFY(std::abs(handle->geometry().center().x() - (before - 60)) < 3);
    }

    void keysMoveACut() {
        Shown shown{AxisScale::Log};
        CutHandle* handle = shown.chart.handle(1);
        handle->setFocus();
        const double start = shown.cuts[1];
        QTest::keyClick(handle, Qt::Key_Left);
        const double fine = start - shown.cuts[1];
        QVERIFY(fine > 0);
        QTest::keyClick(handle, Qt::Key_Right);
        QVERIFY(std::abs(shown.cuts[1] - start) < 1e-9);
        QTest::keyClick(handle, Qt::Key_Left, Qt::ShiftModifier);
        QVERIFY(start - shown.cuts[1] > 5 * fine);
        QTest::keyClick(handle, Qt::Key_End);
        QCOMPARE(shown.cuts[1], shown.index->sorted().back());
        QTest::keyClick(handle, Qt::Key_Home);
        QCOMPARE(shown.cuts[1], 0.0);
    }

    void handlesAreReachedByTabAndNamed() {
        Shown shown{AxisScale::Log};
        CutHandle *first = shown.chart.handle(0), *second = shown.chart.handle(1);
        first->setFocus();
        QTest::keyClick(first, Qt::Key_Tab);
        QVERIFY(second->hasFocus());
        QVERIFY(second->accessibleName().contains(QStringLiteral("Cut 2 of 2")));
        QVERIFY(second->accessibleName().contains(metricText(shown.cuts[1])));
        QVERIFY(!shown.chart.handle(2));
    }

    void aRangeIsBrushedAndLetGo() {
        Shown shown{AxisScale::Linear};
        QWidget* plot = shown.chart.handle(0)->parentWidget();
        QSignalSpy brushed(&shown.chart, &HistogramChart::brushed),
            cleared(&shown.chart, &HistogramChart::brushCleared);
        const int y = plot->height() / 2, left = int(shown.chart.xOf(1.0)), right = int(shown.chart.xOf(1.2));
        QTest::mousePress(plot, Qt::LeftButton, {}, QPoint(left, y));
        QTest::mouseMove(plot, QPoint(right, y));
        QTest::mouseRelease(plot, Qt::LeftButton, {}, QPoint(right, y));
        QCOMPARE(brushed.count(), 1);
        QVERIFY2(std::abs(brushed[0][0].toDouble() - 1.0) < 0.01, qPrintable(brushed[0][0].toString()));
        QVERIFY2(std::abs(brushed[0][1].toDouble() - 1.2) < 0.01, qPrintable(brushed[0][1].toString()));
        QTest::mouseClick(plot, Qt::LeftButton, {}, QPoint(left, y));
        QCOMPARE(cleared.count(), 1);
        QCOMPARE(brushed.count(), 1);
    }

    void tickLabelsDoNotTouch() {
        HistogramScene scene;
        scene.index = spread(1000);
        const QFontMetrics metrics(QGuiApplication::font());
        for (AxisScale scale : {AxisScale::Linear, AxisScale::Log, AxisScale::Rank})
            for (double width : {200.0, 500.0, 1500.0}) {
                scene.histogram = makeHistogram(*scene.index, scale);
                const auto ticks = valueTicks(scene, width, metrics);
                QVERIFY(!ticks.empty());
                std::vector<std::pair<double, double>> taken;
                for (const auto& [position, text] : ticks) {
                    const double centre = position / scene.histogram.axis.bins * width;
                    const double half = metrics.boundingRect(QRect(), Qt::AlignHCenter, text).width() / 2.0;
                    for (const auto& [left, right] : taken)
                        QVERIFY2(centre - half >= right || centre + half <= left, qPrintable(text));
                    taken.emplace_back(centre - half, centre + half);
                }
            }
    }

    void emptyAndOneSidedDataAreDrawn() {
        for (const std::vector<double>& metric : {std::vector<double>{}, {0}, {0, 0, 0}, {1, 1}, {1e-9, 2e-9}}) {
            const auto index = std::make_shared<const ThresholdIndex>(ThresholdIndex::build(columnsOf(metric)));
            for (AxisScale scale : {AxisScale::Linear, AxisScale::Log, AxisScale::Rank}) {
                HistogramChart chart;
                chart.resize(500, 250);
                chart.setColors(colors());
                chart.setData(makeHistogram(*index, scale), index);
                chart.setCuts({0, 0.5}, {0.5, 0.6});
                RocChart roc;
                roc.setColors(colors());
                roc.setData(rocCurveSorted(index->sorted(), index->rightSorted()), index);
                roc.setCuts({0, 0.5});
                QVERIFY(!chart.grab().isNull() && !roc.grab().isNull());
            }
        }
    }

    void rocPointsAreDraggedAlongTheCurve() {
        const auto index = spread(4000);
        RocChart roc;
        roc.resize(360, 360);
        roc.setColors(colors());
        roc.setData(rocCurveSorted(index->sorted(), index->rightSorted()), index);
        std::vector<double> cuts = {index->valueAtQuantile(0.5)};
        roc.setCuts(cuts);
        connect(&roc, &RocChart::cutMoved, &roc, [&](int, double value) { roc.setCuts(cuts = {value}); });
        connect(&roc, &RocChart::cutNudged, &roc, [&](int, double value) { roc.setCuts(cuts = {value}); });
        roc.show();
        QVERIFY(QTest::qWaitForWindowExposed(&roc));
        QTest::qWait(50);
        CutHandle* handle = roc.handle(0);
        const double before = cuts[0];
        QTest::mousePress(handle, Qt::LeftButton);
        QTest::mouseMove(handle, handle->rect().center() + QPoint(40, -40)); // up and right: more is flagged
        QTest::mouseRelease(handle, Qt::LeftButton);
        QVERIFY(cuts[0] < before);
        const QPointF point = roc.pointOf(cuts[0]);
        QVERIFY((handle->geometry().center() - point.toPoint()).manhattanLength() <= 2);
        const double dragged = cuts[0];
        handle->setFocus();
        QTest::keyClick(handle, Qt::Key_Left);
        QVERIFY(cuts[0] > dragged);
        QTest::keyClick(handle, Qt::Key_Home);
        QCOMPARE(cuts[0], index->sorted().back());
        QVERIFY(handle->accessibleName().contains(QStringLiteral("ROC")));
    }

    void picturesAreSaved() {
        const QTemporaryDir folder;
        Shown shown{AxisScale::Log};
        for (const char* name : {"a.png", "a.svg", "a.pdf"}) {
            const QString path = folder.filePath(QLatin1String(name));
            QVERIFY2(shown.chart.save(path), name);
            QVERIFY(QFile(path).size() > 1000);
        }
        QVERIFY(!shown.chart.save(QStringLiteral("/nowhere/a.png")));
    }
};

QTEST_MAIN(TestCharts)
#include "test_charts.moc"
