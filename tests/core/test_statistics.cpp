// Comparisons, corrections, bootstrap, calibration and risk against R's pROC, statsmodels, SciPy and scikit-learn
// (golden/make_analysis.py), on made-up, real and degenerate data.
#include "core/analysis/bootstrap.h"
#include "core/analysis/calibration.h"
#include "core/analysis/compare.h"
#include "core/analysis/holm.h"
#include "core/analysis/intervals.h"
#include "core/analysis/paired_roc.h"
#include "core/analysis/risk.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/base/random.h"
#include "core/base/text.h"

#include <QFile>
#include <QTest>
#include <cmath>

using namespace caftan;

namespace {

constexpr double tolerance = 1e-9;

bool close(double a, double b) {
    return std::abs(a - b) <= tolerance;
}
bool closeRelative(double a, double b) {
    return std::abs(a - b) <= tolerance * std::max(1.0, std::abs(b));
}

using Numbers = std::vector<double>;
using Flags = std::vector<uint8_t>;

void checkPaired(const std::optional<AucDifference>& found, const Json& wanted) {
    QVERIFY(found.has_value());
    QVERIFY(close(found->a.value, wanted["auc_a"]) && close(found->b.value, wanted["auc_b"]));
    QVERIFY(close(found->a.variance, wanted["variance_a"]) && close(found->b.variance, wanted["variance_b"]));
    QVERIFY(close(found->covariance, wanted["covariance"]));
    QVERIFY(found->z && found->p);
    QVERIFY(closeRelative(*found->z, wanted["z"]) && close(*found->p, wanted["p"]));
    const double half = normalQuantile95 * std::sqrt(found->a.variance + found->b.variance - 2 * found->covariance);
    QVERIFY(close(found->high, std::min(1.0, found->difference + half)));
}

void checkBins(const std::vector<CalibrationBin>& bins, const Json& wanted) {
    QVERIFY(close(calibrationError(bins), wanted["error"]));
    QCOMPARE(bins.size(), wanted["rows"].size());
    for (size_t i = 0; i < bins.size(); ++i) {
        QCOMPARE(bins[i].rows, wanted["rows"][i].get<int64_t>());
        QVERIFY(close(bins[i].accuracy(), wanted["accuracy"][i]) && close(bins[i].confidence, wanted["confidence"][i]));
    }
}

// The published entropies: value, number of options, right.
struct RealRows {
    Numbers entropy, normed, rounded, confidence;
    Flags right;
};
std::optional<RealRows> readReal() {
    const auto text = readFile(CAFTAN_SHARED_DIR "/data/caft/scores_qwen.tsv");
    if (!text)
        return std::nullopt;
    RealRows rows;
    for (const std::string& line : split(*text, '\n')) {
        const std::vector<std::string> cells = split(line, '\t');
        if (cells.size() < 8 || cells[2] != "single_token")
            continue;
        const double value = *parseDouble(cells[3]);
        rows.entropy.push_back(value);
        rows.normed.push_back(value / std::log(*parseDouble(cells[7])));
        rows.rounded.push_back(std::nearbyint(value * 10) / 10);
        rows.confidence.push_back(std::exp(-value));
        rows.right.push_back(cells[5] == "True");
    }
    return rows;
}

// Judgements of `seeds` seeds: question q has its own chance, each seed its own luck.
std::vector<Flags> madeJudgements(size_t seeds, size_t questions, double base, double luck, uint64_t seed) {
    Random random(seed);
    std::vector<double> chance(questions);
    for (double& value : chance)
        value = base + 0.4 * (random.uniform() - 0.5);
    std::vector<Flags> result;
    for (size_t s = 0; s < seeds; ++s) {
        const double shift = luck * (random.uniform() - 0.5);
        Flags flags(questions);
        for (size_t q = 0; q < questions; ++q)
            flags[q] = random.uniform() < chance[q] + shift;
        result.push_back(std::move(flags));
    }
    return result;
}
SeedJudgements spansOf(const std::vector<Flags>& judgements) {
    return {judgements.begin(), judgements.end()};
}

} // namespace

class TestStatistics : public QObject {
    Q_OBJECT

    Json golden_;

  private Q_SLOTS:
    void initTestCase() {
        const auto text = readFile(CAFTAN_SOURCE_DIR "/tests/core/golden/analysis.json");
        QVERIFY(text.has_value());
        golden_ = parseJson(*text).value_or(Json());
        QVERIFY(golden_.contains("paired"));
    }

    void pairedDeLongEqualsProc() {
        for (const Json& item : golden_["paired"])
            checkPaired(compareAucs(item["a"].get<Numbers>(), item["b"].get<Numbers>(), item["right"].get<Flags>()),
                        item);
    }

    void realEntropies() {
        const auto rows = readReal();
        if (!rows)
            QSKIP("the published entropies are not here");
        const Json& wanted = golden_["real"];
        QCOMPARE(rows->right.size(), wanted["rows"].get<size_t>());
        checkPaired(compareAucs(rows->entropy, rows->normed, rows->right), wanted["normed"]);
        checkPaired(compareAucs(rows->entropy, rows->rounded, rows->right), wanted["rounded"]);
        for (const auto& [metric, key] :
             {std::pair(&rows->entropy, "risk"), std::pair(&rows->rounded, "risk_rounded")}) {
            const RiskCoverage risk = riskCoverage(*metric, rows->right);
            QVERIFY(close(risk.area, wanted[key]["area"]) && close(risk.excess, wanted[key]["excess"]));
        }
        const auto error = [&](Binning binning) {
            return calibrationError(calibrationBins(rows->confidence, rows->right, binning));
        };
        QVERIFY(close(error(Binning::EqualWidth), wanted["uniform"]));
        QVERIFY(close(error(Binning::EqualMass), wanted["quantile"]));
        Numbers ascending = rows->entropy;
        std::sort(ascending.begin(), ascending.end());
        for (const Json& quantile : wanted["quantiles"])
            QVERIFY(close(quantileSorted(ascending, quantile[0]), quantile[1]));
    }

    void aucsOfDegenerateRows() {
        const Numbers metric = {0.1, 0.2, 0.3};
        QVERIFY(!compareAucs(metric, metric, Flags{1, 1, 1}));
        QVERIFY(!compareAucs(metric, metric, Flags{0, 0, 0}));
        QVERIFY(!compareAucs(Numbers{}, Numbers{}, Flags{}));
        QVERIFY(!compareAucs(Numbers{1}, Numbers{2}, Flags{1}));
        const auto oneWrong = compareAucs(metric, Numbers{0.3, 0.2, 0.1}, Flags{1, 1, 0});
        QVERIFY(oneWrong && !oneWrong->p && !oneWrong->z); // a class of one row has no variance
        QCOMPARE(oneWrong->low, -1.0);
        QCOMPARE(oneWrong->high, 1.0);
        const auto same = compareAucs(Numbers{1, 1, 1, 1}, Numbers{2, 2, 2, 2}, Flags{1, 0, 1, 0});
        QVERIFY(same && same->difference == 0 && same->p == 1.0);
    }

    void correctionsAndSharesEqualStatsmodels() {
        const Json& wanted = golden_["comparisons"];
        for (const Json& item : wanted["holm"]) {
            std::vector<std::optional<double>> p;
            for (const Json& value : item[0])
                p.push_back(value.get<double>());
            p.insert(p.begin() + std::ptrdiff_t(p.size() / 2), std::nullopt); // is not counted
            auto adjusted = holm(p);
            QVERIFY(!adjusted[item[0].size() / 2]);
            adjusted.erase(adjusted.begin() + std::ptrdiff_t(item[0].size() / 2));
            for (size_t i = 0; i < adjusted.size(); ++i)
                QVERIFY(close(*adjusted[i], item[1][i]));
        }
        for (const Json& item : wanted["mcnemar"])
            QVERIFY(close(mcnemarExact(item[0], item[1]), item[2]));
        for (const Json& item : wanted["wilson"]) {
            const Interval interval = wilson(item[0], item[1]);
            QVERIFY(close(interval.low, item[2]) && close(interval.high, item[3]));
        }
        for (const Json& item : wanted["newcombe"]) {
            Flags a, b;
            for (const auto& [count, ofA, ofB] :
                 {std::tuple(item[0], 1, 1), {item[1], 1, 0}, {item[2], 0, 1}, {item[3], 0, 0}}) {
                a.insert(a.end(), count.get<size_t>(), uint8_t(ofA));
                b.insert(b.end(), count.get<size_t>(), uint8_t(ofB));
            }
            const PairedComparison pair = comparePaired(a, b);
            QVERIFY(close(pair.difference, item[4]) && close(pair.low, item[5]) && close(pair.high, item[6]));
        }
    }

    void calibrationAndRiskEqualScikitLearn() {
        for (const Json& item : golden_["calibration"]) {
            const auto metric = item["metric"].get<Numbers>();
            const auto right = item["right"].get<Flags>();
            checkBins(calibrationBins(metric, right, Binning::EqualWidth), item["uniform"]);
            checkBins(calibrationBins(metric, right, Binning::EqualMass), item["quantile"]);
            const RiskCoverage risk = riskCoverage(metric, right);
            QVERIFY(close(risk.area, item["risk"]["area"]) && close(risk.excess, item["risk"]["excess"]));
            QVERIFY(!risk.points.empty() && risk.points.back().coverage == 1);
        }
        QVERIFY(calibrationBins({}, {}, Binning::EqualMass).empty());
        QCOMPARE(calibrationError({}), 0.0);
        QVERIFY(riskCoverage({}, {}).points.empty());
        const RiskCoverage thin = riskCoverage(Numbers{1, 2, 3, 4, 5}, Flags{1, 1, 0, 1, 0}, 3);
        QCOMPARE(thin.points.size(), size_t(3));
        QCOMPARE(thin.points.front().rows, int64_t(1));
        QCOMPARE(thin.points.back().risk, 0.4);
    }

    void temperatureEqualsScipy() {
        const Json& item = golden_["temperature"];
        const auto scores = item["scores"].get<std::vector<Numbers>>();
        std::vector<OptionScores> rows;
        for (size_t i = 0; i < scores.size(); ++i)
            rows.push_back({scores[i], item["keys"][i].get<size_t>()});
        const auto found = fitTemperature(rows);
        QVERIFY(found && close(*found, item["value"]));
        const Numbers sure = {3, 1};
        QVERIFY(!fitTemperature(std::vector<OptionScores>{{sure, 0}})); // always right: the colder the better
        QVERIFY(!fitTemperature(std::vector<OptionScores>{{sure, 1}})); // always wrong: the hotter the better
        QVERIFY(!fitTemperature({}));
    }

    void bootstrapIsTheSameEverywhere() {
        const auto a = madeJudgements(3, 858, 0.5, 0, 1), b = madeJudgements(2, 858, 0.45, 0, 2);
        const Bootstrap first = bootstrapDifference(spansOf(a), spansOf(b), {2000, 7});
        const Bootstrap second = bootstrapDifference(spansOf(a), spansOf(b), {2000, 7});
        QVERIFY(first.low == second.low && first.high == second.high && first.p == second.p);
        const Bootstrap other = bootstrapDifference(spansOf(a), spansOf(b), {2000, 8});
        QVERIFY(first.deviation != other.deviation);
        const Bootstrap back = bootstrapDifference(spansOf(b), spansOf(a), {2000, 7});
        QVERIFY(close(back.value, -first.value));
        // These bits, on every machine.
        QCOMPARE(QString::number(first.low, 'g', 17), QStringLiteral("-0.0017482517482517483"));
        QCOMPARE(QString::number(first.high, 'g', 17), QStringLiteral("0.10024766899766892"));
    }

    // One seed: the binomial theory of a share. Several: questions and seeds each give their part of the variance.
    void bootstrapIsWithinHalfAPointOfTheory() {
        const auto one = madeJudgements(1, 858, 0.4, 0, 3);
        const Bootstrap mean = bootstrapMean(spansOf(one));
        const Interval theory = wilson(std::llround(mean.value * 858), 858);
        QVERIFY(std::abs(mean.low - theory.low) < 0.005 && std::abs(mean.high - theory.high) < 0.005);

        const size_t seeds = 5, questions = 1500;
        const auto several = madeJudgements(seeds, questions, 0.5, 0.02, 4);
        const Bootstrap folded = bootstrapMean(spansOf(several));
        Numbers bySeed(seeds), byQuestion(questions);
        for (size_t s = 0; s < seeds; ++s)
            for (size_t q = 0; q < questions; ++q) {
                bySeed[s] += double(several[s][q]) / double(questions);
                byQuestion[q] += double(several[s][q]) / double(seeds);
            }
        const auto varianceOfMean = [&](const Numbers& values) {
            double squares = 0;
            for (const double value : values)
                squares += (value - folded.value) * (value - folded.value);
            return squares / double(values.size() - 1) / double(values.size());
        };
        const double half = normalQuantile95 * std::sqrt(varianceOfMean(bySeed) + varianceOfMean(byQuestion));
        QVERIFY(std::abs(folded.low - (folded.value - half)) < 0.005);
        QVERIFY(std::abs(folded.high - (folded.value + half)) < 0.005);
    }

    void bootstrapOfDegenerateRows() {
        const Flags right(20, 1), wrong(20, 0), one(1, 1), none;
        const Bootstrap all = bootstrapMean({right, right});
        QVERIFY(all.value == 1 && close(all.low, 1) && close(all.high, 1) && all.deviation < 1e-12);
        const Bootstrap apart = bootstrapDifference({right}, {wrong});
        QVERIFY(apart.value == 1 && apart.p <= 2.0 / 10'001 + 1e-12);
        QCOMPARE(bootstrapDifference({right}, {right}).p, 1.0);
        QCOMPARE(bootstrapMean({one}).value, 1.0);
        QCOMPARE(bootstrapMean({none}).p, 1.0);
        QCOMPARE(bootstrapMean({}).value, 0.0);
    }

    void questionsNeededGrow() {
        QCOMPARE(questionsNeeded(0.02, 0.3), int64_t(5885)); // "about 5,900"
        QVERIFY(questionsNeeded(0.01, 0.3) > 3 * questionsNeeded(0.02, 0.3));
        QCOMPARE(questionsNeeded(0, 0.3), int64_t(0));
    }
};

QTEST_APPLESS_MAIN(TestStatistics)
#include "test_statistics.moc"
