// Statistics against scikit-learn, SciPy and NumPy (golden/make_analysis.py), and degenerate data.
#include "core/analysis/histogram.h"
#include "core/analysis/intervals.h"
#include "core/analysis/report.h"
#include "core/analysis/roc.h"
#include "core/analysis/sorting.h"
#include "core/base/files.h"

#include <QTest>
#include <cmath>
#include <random>

using namespace caftan;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

bool near(double a, double b, double tolerance = 1e-12) {
    return std::abs(a - b) <= tolerance;
}

Json golden() {
    const auto text = readFile(CAFTAN_SOURCE_DIR "/tests/core/golden/analysis.json");
    return text ? parseJson(*text).value_or(Json()) : Json();
}

ScoreColumns makeColumns(const std::vector<double>& metric, const std::vector<uint8_t>& right) {
    ScoreColumns columns;
    for (size_t i = 0; i < metric.size(); ++i) {
        columns.question.push_back(int64_t(i) + 1);
        columns.metric.push_back(metric[i]);
        columns.right.push_back(right[i]);
        columns.valid.push_back(1);
        columns.split.push_back(uint8_t(i % 2 ? Split::Validation : Split::Train));
        columns.category.push_back(int32_t(i % 3) - 1);
        columns.answerTokens.push_back(2);
        columns.traceTokens.push_back(int32_t(i % 4) * 100);
    }
    return columns;
}

ScoreColumns randomColumns(size_t rows, unsigned seed, double grid) {
    std::mt19937_64 random(seed);
    std::uniform_real_distribution<double> uniform(0, 3);
    std::vector<double> metric(rows);
    std::vector<uint8_t> right(rows);
    for (size_t i = 0; i < rows; ++i) {
        metric[i] = grid > 0 ? std::round(uniform(random) / grid) * grid : uniform(random);
        right[i] = uniform(random) > metric[i];
    }
    return makeColumns(metric, right);
}

} // namespace

class TestAnalysis : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void matchesTheOracles() {
        const Json document = golden();
        QVERIFY(document.contains("cases"));
        for (const Json& item : document["cases"]) {
            const auto metric = item["metric"].get<std::vector<double>>();
            const auto right = item["right"].get<std::vector<uint8_t>>();
            const auto auc = delongAuc(metric, right);
            QVERIFY2(auc.has_value(), item["name"].get<std::string>().c_str());
            QVERIFY(near(auc->value, item["auc"]) && near(auc->variance, item["variance"]));
            QVERIFY(near(auc->low, item["low"]) && near(auc->high, item["high"]));
            const auto curve = rocCurve(metric, right);
            QCOMPARE(curve.size(), item["fpr"].size());
            for (size_t i = 0; i < curve.size(); ++i)
                QVERIFY(near(curve[i].falsePositiveRate, item["fpr"][i]) &&
                        near(curve[i].truePositiveRate, item["tpr"][i]));
            checkIndex(ThresholdIndex::build(makeColumns(metric, right)), item);
        }
        for (const Json& item : document["wilson"]) {
            const Interval interval = wilson(item[0], item[1]);
            QVERIFY(near(interval.low, item[2]) && near(interval.high, item[3]));
        }
    }

    void radixSortKeepsOrderAndTies() {
        for (const auto& [rows, grid] :
             {std::pair(20'000, 0.0), std::pair(20'000, 0.25), std::pair(300'001, 0.0), std::pair(300'001, 0.25)}) {
            ScoreColumns columns = randomColumns(size_t(rows), 3, grid); // many rows are sorted by two threads
            for (size_t i = 0; i < columns.size(); i += 5)
                columns.metric[i] = i % 2 ? -columns.metric[i] : -0.0;
            columns.metric[7] = infinity;
            const ThresholdIndex index = ThresholdIndex::build(columns);
            for (size_t i = 1; i < index.order().size(); ++i) {
                QVERIFY(index.sorted()[i - 1] <= index.sorted()[i]);
                QVERIFY(index.sorted()[i - 1] < index.sorted()[i] || index.order()[i - 1] < index.order()[i]);
            }
            QCOMPARE(index.sorted().back(), infinity);
            std::vector<uint32_t> all = index.order();
            all.insert(all.end(), index.invalidRows().begin(), index.invalidRows().end());
            std::sort(all.begin(), all.end());
            QCOMPARE(all.size(), columns.size());
            QVERIFY(std::adjacent_find(all.begin(), all.end()) == all.end());
            QVERIFY(std::is_sorted(index.invalidRows().begin(), index.invalidRows().end()));
        }
    }

    void lookupsEqualCounting() {
        const ScoreColumns columns = randomColumns(5000, 5, 0.1);
        const ThresholdIndex index = ThresholdIndex::build(columns);
        const std::vector<double> cuts = {0.3, 0.3, 1.2345, 2.9};
        const auto bands = index.bands(cuts);
        QCOMPARE(bands.size(), size_t(5));
        std::vector<BandStats> counted(5);
        for (size_t i = 0; i < columns.size(); ++i) {
            BandStats& band = counted[ThresholdIndex::bandOf(cuts, columns.metric[i])];
            ++band.rows;
            band.right += columns.right[i];
            band.answerTokens += columns.answerTokens[i];
            band.traceTokens += columns.traceTokens[i];
            band.traces += columns.traceTokens[i] > 0;
        }
        for (size_t i = 0; i < 5; ++i) {
            QCOMPARE(bands[i].rows, counted[i].rows);
            QCOMPARE(bands[i].right, counted[i].right);
            QCOMPARE(bands[i].answerTokens, counted[i].answerTokens);
            QCOMPARE(bands[i].traceTokens, counted[i].traceTokens);
            QCOMPARE(bands[i].traces, counted[i].traces);
        }
        QCOMPARE(bands[1].rows, int64_t(0)); // equal cuts: nothing between them
    }

    void lowerBandHoldsTheCut() {
        const ThresholdIndex index = ThresholdIndex::build(makeColumns({0, 1, 1, 2}, {1, 1, 0, 0}));
        QCOMPARE(index.bands({1})[0].rows, int64_t(3));
        QCOMPARE(index.bands({std::nextafter(1, 0)})[0].rows, int64_t(1));
    }

    void thinnedCurveKeepsItsEnds() {
        const ScoreColumns columns = randomColumns(30000, 11, 0);
        const auto full = rocCurve(columns.metric, columns.right, 1000000);
        const auto curve = rocCurve(columns.metric, columns.right, 500);
        QVERIFY(curve.size() <= 500 && curve.size() > 400);
        QCOMPARE(curve.front().falsePositiveRate + curve.front().truePositiveRate, 0.0);
        QCOMPARE(curve.back().falsePositiveRate + curve.back().truePositiveRate, 2.0);
        double area = 0, fullArea = 0;
        for (size_t i = 1; i < curve.size(); ++i)
            area += trapezium(curve[i - 1], curve[i]);
        for (size_t i = 1; i < full.size(); ++i)
            fullArea += trapezium(full[i - 1], full[i]);
        QVERIFY(near(area, fullArea, 1e-3));
        QVERIFY(near(fullArea, delongAuc(columns.metric, columns.right)->value, 1e-9));
    }

    void degenerateData() {
        for (const auto& [metric, right] : std::vector<std::pair<std::vector<double>, std::vector<uint8_t>>>{
                 {{}, {}}, {{1}, {0}}, {{0, 0, 0}, {1, 1, 1}}, {{1, 2, 3}, {0, 0, 0}}}) {
            QVERIFY(!delongAuc(metric, right));
            QVERIFY(rocCurve(metric, right).empty());
            const ThresholdIndex index = ThresholdIndex::build(makeColumns(metric, right));
            for (AxisScale scale : {AxisScale::Linear, AxisScale::Log, AxisScale::Rank})
                checkHistogram(index, scale);
            QCOMPARE(index.bands({0.5, 0.5}).size(), size_t(3));
            QVERIFY(makeReport(makeColumns(metric, right), metric, {}, {.cuts = {{0.5, false}}, .byCategory = true}));
        }
        const auto single = delongAuc(std::vector<double>{1, 2, 3}, std::vector<uint8_t>{1, 1, 0});
        QCOMPARE(single->value, 1.0);
        QVERIFY(std::isnan(single->variance));
        QCOMPARE(single->low, 0.0); // one wrong row says nothing about the spread
        QCOMPARE(single->high, 1.0);
        QVERIFY(std::isnan(quantileSorted({}, 0.5)));
        QCOMPARE(wilson(0, 0).high, 1.0);
    }

    void histogramsCountEveryRowOnce() {
        for (double grid : {0.0, 0.5}) {
            ScoreColumns columns = randomColumns(5000, 17, grid);
            for (size_t i = 0; i < 2000; ++i)
                columns.metric[i] = i % 3 ? 0 : 1e-6;
            columns.metric[4000] = infinity;
            const ThresholdIndex index = ThresholdIndex::build(columns);
            for (AxisScale scale : {AxisScale::Linear, AxisScale::Log, AxisScale::Rank})
                checkHistogram(index, scale);
            const Histogram log = makeHistogram(index, AxisScale::Log);
            QCOMPARE(log.bins[0].right + log.bins[0].wrong, int64_t(index.countAtMost(1e-4)));
        }
    }

    void quantilesReferToTrainingRowsOnceSealed() {
        const ScoreColumns columns = makeColumns({1, 10, 2, 20, 3, 30}, {1, 1, 1, 1, 1, 1});
        QCOMPARE(quantileReference(columns, false).size(), size_t(6));
        QCOMPARE(quantileReference(columns, true), (std::vector<double>{1, 2, 3}));
        ScoreColumns untrained = selectSplits(columns, splitBit(Split::Validation)); // a run's answers
        untrained.split[2] = uint8_t(Split::Test);
        QCOMPARE(quantileReference(untrained, true), (std::vector<double>{10, 20}));
        QCOMPARE(selectSplits(columns, splitBit(Split::Validation)).metric, (std::vector<double>{10, 20, 30}));
        QCOMPARE(resolveCuts(*parseCuts("q0.5, 1.5"), {1, 2, 3}).value(), (std::vector<double>{1.5, 2}));
    }

    void cutsAreParsedOrRefused() {
        QCOMPARE(formatCuts(*parseCuts(" q0.25,q0.75 ")), std::string("q0.25,q0.75"));
        QCOMPARE(formatCuts(*parseCuts("0.11,1e-3")), std::string("0.11,0.001"));
        QVERIFY(parseCuts("")->empty());
        for (const char* bad : {"q1.5", "q-0.1", "x", "0.1,,0.2", "nan", "q", "inf", "0,5;1"})
            QVERIFY2(!parseCuts(bad), bad);
        QVERIFY(!resolveCuts({{0.5, true}}, {}));
    }

    void invalidRowsAreABandAndWrongInAll() {
        ScoreColumns columns = makeColumns({0, 1, 2, 3}, {1, 0, 1, 0});
        columns.valid[2] = 0; // recorded as right, but names no option
        const Json report =
            makeReport(columns, {0, 1, 3}, {"a", "b"}, {.cuts = {{1, false}}, .byCategory = true}).value();
        QCOMPARE(report["rows"].get<int>(), 4);
        QCOMPARE(report["valid"].get<int>(), 3);
        QCOMPARE(report["invalid"].get<int>(), 1);
        QVERIFY(near(report["accuracy"], 1.0 / 3) && near(report["accuracy_all"], 0.25));
        QCOMPARE(report["auc"].get<double>(), 1.0);
        QCOMPARE(report["auc_all"].get<double>(), 1.0);
        QCOMPARE(report["bands"].size(), size_t(3));
        QCOMPARE(report["bands"][0]["name"].get<std::string>(), std::string("easy"));
        QCOMPARE(report["bands"][2]["name"].get<std::string>(), std::string("invalid"));
        QCOMPARE(report["bands"][2]["cot_tokens"].get<int>(), 200);
        QCOMPARE(report["by"].size(), size_t(3)); // two categories and the rows without one
        const auto roc = ThresholdIndex::build(columns).rocPoint(0);
        QCOMPARE(roc, (std::pair<double, double>{0, 1}));
    }

    void indexOfAMillionRows() {
        const ScoreColumns columns = randomColumns(1000000, 1, 0);
        ThresholdIndex index;
        QBENCHMARK_ONCE {
            index = ThresholdIndex::build(columns);
        }
        QCOMPARE(index.valid(), int64_t(1000000));
    }

  private:
    static double trapezium(const RocPoint& a, const RocPoint& b) {
        return (b.falsePositiveRate - a.falsePositiveRate) * (a.truePositiveRate + b.truePositiveRate) / 2;
    }

    static void checkIndex(const ThresholdIndex& index, const Json& item) {
        for (const Json& expected : item["confusion"]) {
            const Confusion at = index.confusion(expected["cut"]);
            QCOMPARE(at.trueNegative, expected["tn"].get<int64_t>());
            QCOMPARE(at.falsePositive, expected["fp"].get<int64_t>());
            QCOMPARE(at.falseNegative, expected["fn"].get<int64_t>());
            QCOMPARE(at.truePositive, expected["tp"].get<int64_t>());
            QVERIFY(near(at.f1(), expected["f1"]));
        }
        for (const Json& expected : item["quantiles"])
            QVERIFY(near(index.valueAtQuantile(expected[0]), expected[1]));
    }

    static void checkHistogram(const ThresholdIndex& index, AxisScale scale) {
        const Histogram histogram = makeHistogram(index, scale, 40);
        QCOMPARE(size_t(histogram.axis.bins), histogram.bins.size());
        int64_t right = 0, wrong = 0;
        for (size_t i = 0; i < histogram.bins.size(); ++i) {
            const HistogramBin& bin = histogram.bins[i];
            right += bin.right;
            wrong += bin.wrong;
            if (scale != AxisScale::Rank && i + 1 < histogram.bins.size()) {
                QCOMPARE(bin.right + bin.wrong, index.between(i == 0 ? -infinity : bin.low, bin.high).rows);
            }
            QVERIFY(std::isfinite(bin.low) && (std::isfinite(bin.high) || scale == AxisScale::Rank));
        }
        QCOMPARE(right, index.right());
        QCOMPARE(right + wrong, index.valid());
        for (double value : {0.0, 5e-5, 1e-4, 0.01, 0.5, 2.0}) { // there and back
            if (histogram.bins.empty() || scale == AxisScale::Rank || value > histogram.axis.high)
                continue;
            const double at = histogram.axis.position(value, index);
            QVERIFY(near(histogram.axis.value(at, index), value, 1e-9));
        }
    }
};

QTEST_APPLESS_MAIN(TestAnalysis)
#include "test_analysis.moc"
