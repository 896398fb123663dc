#include "ui/pages/explore/estimator_series.h"

#include "core/analysis/intervals.h"
#include "core/analysis/report.h"
#include "ui/charts/number_text.h"
#include "ui/pages/explore/looks.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace caftan::ui {
namespace {

constexpr int panelBins = 24;
constexpr int64_t fewestForCalibration = 10;

QString words(const char* text) {
    return QCoreApplication::translate("Explore", text);
}

LineSeries diagonal(const QColor& color) {
    LineSeries line;
    line.key = QStringLiteral("diagonal");
    line.color = color;
    line.dashed = line.behind = true;
    line.x = line.y = {0, 1};
    return line;
}

struct Confidences {
    std::vector<double> confidence;
    std::vector<uint8_t> right;
};
// Of the answered option, renormalised over the options; p^(1/T) is softmax(log p / T).
Confidences confidencesOf(const std::vector<OptionRow>& rows, double temperature) {
    Confidences result;
    for (const OptionRow& row : rows) {
        double sum = 0;
        for (const double p : row.probabilities)
            sum += std::pow(std::max(p, 1e-300), 1 / temperature);
        if (!(sum > 0) || row.predicted < 0 || size_t(row.predicted) >= row.probabilities.size())
            continue;
        result.confidence.push_back(
            std::pow(std::max(row.probabilities[size_t(row.predicted)], 1e-300), 1 / temperature) / sum);
        result.right.push_back(row.predicted == row.key);
    }
    return result;
}

std::optional<double> temperatureOf(const std::vector<OptionRow>& rows, bool validationOnly) {
    std::vector<std::vector<double>> logarithms;
    std::vector<size_t> keys;
    for (const OptionRow& row : rows) {
        if ((validationOnly && row.split != Split::Validation) || row.key < 0 ||
            size_t(row.key) >= row.probabilities.size())
            continue;
        std::vector<double> scores;
        for (const double p : row.probabilities)
            scores.push_back(std::log(std::max(p, 1e-300)));
        logarithms.push_back(std::move(scores));
        keys.push_back(size_t(row.key));
    }
    std::vector<OptionScores> scores;
    for (size_t i = 0; i < keys.size(); ++i)
        scores.push_back({logarithms[i], keys[i]});
    return fitTemperature(scores);
}

// What `rows` show, of another metric.
Result<ScoreColumns> columnsOf(Project& project, const ExplorationRows& rows, const std::string& metric) {
    if (metric == rows.metric)
        return rows.columns;
    CAFTAN_TRY(values, loadMetric(project, rows.scoring.id, metric, {rows.columns.question, rows.shown, rows.lastRow}));
    if (values) {
        ScoreColumns columns = rows.columns;
        columns.metric = std::move(*values);
        return columns;
    }
    CAFTAN_TRY(chunk, loadColumns(project, rows.scoring.id, metric));
    const bool hideTest = rows.dataset.sealed && !rows.testShown;
    return hideTest ? selectSplits(chunk.columns, ~splitBit(Split::Test)) : std::move(chunk.columns);
}

} // namespace

Result<Contest> contestOf(Project& project, const ExplorationRows& rows, const std::vector<std::string>& metrics,
                          int category) {
    std::vector<ContestMetric> contestants;
    for (const std::string& name : metrics) {
        CAFTAN_TRY(columns, columnsOf(project, rows, name));
        std::vector<size_t> kept;
        for (size_t row = 0; category >= 0 && row < columns.size(); ++row)
            if (columns.category[row] == category)
                kept.push_back(row);
        if (category >= 0)
            columns = selectRows(columns, kept);
        ContestMetric& metric = contestants.emplace_back(); // with what a contest reads
        metric.name = name;
        metric.columns.question = std::move(columns.question);
        metric.columns.metric = std::move(columns.metric);
        metric.columns.right = std::move(columns.right);
        metric.columns.valid = std::move(columns.valid);
    }
    return holdContest(contestants);
}

std::vector<CategoryPanel> categoryPanels(const ExplorationRows& rows) {
    const Histogram whole = makeHistogram(ThresholdIndex::build(rows.columns), AxisScale::Log, panelBins);
    std::vector<std::vector<size_t>> members(rows.categories.size());
    for (size_t row = 0; row < rows.columns.size(); ++row)
        if (const int32_t category = rows.columns.category[row]; category >= 0 && size_t(category) < members.size())
            members[size_t(category)].push_back(row);
    std::vector<CategoryPanel> panels;
    for (size_t category = 0; category < members.size(); ++category) {
        const ScoreColumns slice = selectRows(rows.columns, members[category]);
        const ThresholdIndex index = ThresholdIndex::build(slice);
        CategoryPanel panel;
        panel.name = text(rows.categories[category]);
        panel.rows = index.valid();
        for (const HistogramBin& bin : countOnAxis(whole.axis, index.sorted(), index.rightSorted()))
            panel.bins.emplace_back(bin.right, bin.wrong);
        if (const auto auc = aucs(slice, index).valid) {
            panel.auc = auc->value;
            panel.low = auc->low;
            panel.high = auc->high;
        }
        panels.push_back(std::move(panel));
    }
    return panels;
}

static constexpr int estimatorGap = 60; // px

std::vector<QColor> estimatorColors(bool dark) {
    if (dark)
        return {QColor(0x7c9cff), QColor(0xc58af9), QColor(0x3cc8b4), QColor(0xf28cb1),
                QColor(0xa0aec0), QColor(0x9ccc65), QColor(0x80deea)};
    return {QColor(0x3b5bdb), QColor(0x8e44ad), QColor(0x0f8b8d), QColor(0xc2185b),
            QColor(0x5c6b7a), QColor(0x5a8f29), QColor(0x00838f)};
}

std::vector<LineSeries> rocSeries(const Contest& contest, const std::vector<QColor>& colors, const QColor& muted) {
    std::vector<LineSeries> series{diagonal(muted)};
    for (size_t i = 0; i < contest.entries.size(); ++i) {
        LineSeries line;
        line.group = int64_t(i);
        line.key = text(contest.entries[i].name);
        line.name = metricTextOf(line.key).name;
        line.color = colors[i % colors.size()];
        line.marker = Marker(1 + i % markerShapes); // told apart without colour
        line.markerGap = estimatorGap;
        for (const RocPoint& point : contest.entries[i].curve) {
            line.x.push_back(point.falsePositiveRate);
            line.y.push_back(point.truePositiveRate);
        }
        series.push_back(std::move(line));
    }
    return series;
}

std::vector<LineSeries> riskSeries(const Contest& contest, const std::vector<QColor>& colors) {
    std::vector<LineSeries> series;
    for (size_t i = 0; i < contest.entries.size(); ++i) {
        LineSeries line;
        line.group = int64_t(i);
        line.key = text(contest.entries[i].name);
        line.name = metricTextOf(line.key).name;
        line.color = colors[i % colors.size()];
        line.marker = Marker(1 + i % markerShapes); // told apart without colour
        line.markerGap = estimatorGap;
        for (const RiskPoint& point : contest.entries[i].risk.points) {
            line.x.push_back(point.coverage);
            line.y.push_back(point.risk);
        }
        series.push_back(std::move(line));
    }
    return series;
}

CalibrationResult calibrationOf(const std::vector<OptionRow>& rows) {
    CalibrationResult result;
    const Confidences plain = confidencesOf(rows, 1);
    result.rows = int64_t(plain.confidence.size());
    if (result.rows < fewestForCalibration)
        return result;
    result.plain = calibrationBins(plain.confidence, plain.right, Binning::EqualWidth, 10);
    result.error = calibrationError(result.plain);
    result.onValidation = std::count_if(rows.begin(), rows.end(), [](const OptionRow& row) {
                              return row.split == Split::Validation;
                          }) >= fewestForCalibration;
    result.temperature = temperatureOf(rows, result.onValidation);
    if (result.temperature) {
        const Confidences tempered = confidencesOf(rows, *result.temperature);
        result.tempered = calibrationBins(tempered.confidence, tempered.right, Binning::EqualWidth, 10);
        result.temperedError = calibrationError(result.tempered);
    }
    return result;
}

std::vector<LineSeries> calibrationSeries(const CalibrationResult& result, const QColor& plain, const QColor& tempered,
                                          const QColor& muted) {
    const auto lineOf = [](const std::vector<CalibrationBin>& bins, const char* key, const QString& name,
                           const QColor& color, Marker marker) {
        LineSeries line;
        line.key = QLatin1String(key);
        line.name = name;
        line.color = color;
        line.marker = marker;
        line.interval = false;
        for (const CalibrationBin& bin : bins) {
            const Interval interval = wilson(bin.right, bin.rows);
            line.x.push_back(bin.confidence);
            line.y.push_back(bin.accuracy());
            line.low.push_back(interval.low);
            line.high.push_back(interval.high);
        }
        return line;
    };
    std::vector<LineSeries> series{diagonal(muted)};
    series.push_back(lineOf(result.plain, "plain", words("as it is"), plain, Marker::Circle));
    if (!result.tempered.empty()) {
        series.push_back(lineOf(result.tempered, "tempered", words("with temperature"), tempered, Marker::Square));
        series.back().dashed = true;
        series.back().group = 1;
    }
    return series;
}

QString calibrationText(const CalibrationResult& result) {
    QString line = words("Calibration error %1 over %2 answers").arg(shareText(result.error), groupedText(result.rows));
    if (result.temperature)
        line +=
            words("; with temperature %1 (fitted on %2) %3")
                .arg(metricText(*result.temperature), result.onValidation ? words("validation") : words("these rows"),
                     shareText(result.temperedError));
    return line + words(". Circles: as it is; squares, dashed: with the temperature. Cuts stay at 1.");
}

LetterTable letterTable(const std::vector<LetterCount>& counts) {
    int most = -1;
    bool invalid = false;
    for (const LetterCount& count : counts) {
        most = std::max({most, count.key, count.predicted});
        invalid = invalid || count.predicted < 0;
    }
    LetterTable table;
    const size_t letters = size_t(most + 1), columns = letters + (invalid ? 1 : 0);
    for (size_t i = 0; i < letters; ++i)
        table.rows << text(optionLetter(int(i)));
    table.columns = table.rows;
    if (invalid)
        table.columns << words("invalid");
    table.counts.assign(letters, std::vector<int64_t>(columns));
    for (const LetterCount& count : counts)
        table.counts[size_t(count.key)][count.predicted < 0 ? letters : size_t(count.predicted)] += count.questions;
    return table;
}

QString signedText(double difference) {
    if (std::abs(difference) < 0.0005)
        return shareText(0);
    return (difference < 0 ? QStringLiteral("−") : QStringLiteral("+")) + shareText(std::abs(difference));
}

QString pText(double p) {
    return p < 0.001 ? QStringLiteral("< .001") : shareText(p);
}

} // namespace caftan::ui
