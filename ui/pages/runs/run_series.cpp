#include "ui/pages/runs/run_series.h"

#include "core/analysis/intervals.h"
#include "ui/charts/decimate.h"
#include "ui/charts/number_text.h"
#include "ui/models/compare_words.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace caftan::ui {

namespace {

constexpr int trainingGap = 90;     // px between markers of the running lines
constexpr double faintShare = 0.62; // of the background in the colour of raw values

QString seriesText(const char* words) {
    return QCoreApplication::translate("RunSeries", words);
}

LineSeries seriesOf(const RunView& run, const Curve& curve, const RunLook& look, const std::string& metric) {
    LineSeries series;
    series.group = run.id();
    series.key = QString::fromStdString(metric);
    series.color = look.color;
    series.x = axisValues(curve, look.axis);
    series.y = curve.value;
    return series;
}

QString nameIn(const RunView& run, const RunLook& look, const QString& what) {
    return look.several ? run.name() + QStringLiteral(", ") + what : what;
}

// First points of the stages after the first.
std::vector<size_t> stageStarts(const RunView& run, const Curve& curve) {
    std::vector<size_t> starts;
    for (int stage = 0; stage + 1 < run.stages(); ++stage) {
        const auto found = std::upper_bound(curve.epoch.begin(), curve.epoch.end(), run.stageEnd(stage) + 1e-6);
        if (found != curve.epoch.end())
            starts.push_back(size_t(found - curve.epoch.begin()));
    }
    return starts;
}

bool isDistilled(const RunView& run, const std::string& name) {
    const Json& bands = run.config("bands");
    return bands.is_array() && std::any_of(bands.begin(), bands.end(), [&](const Json& band) {
               return band.value("name", std::string()) == name && band.value("reasoning_rows", int64_t(0)) > 0;
           });
}

const Json* bandRow(const Evaluation& evaluation, const std::string& band) {
    if (!evaluation.result.is_object() || !evaluation.result.contains("by_band"))
        return nullptr;
    for (const Json& row : evaluation.result["by_band"])
        if (row.value("band", std::string()) == band)
            return &row;
    return nullptr;
}

// "validation/accuracy/easy" -> mode, which count, band.
struct ShareMetric {
    std::string mode, count = "rows", band;
    bool share = false;
};
ShareMetric shareMetric(const RunView& run, const std::string& metric) {
    const Json& primary = run.config("primary_mode");
    ShareMetric result{primary.is_string() ? primary.get<std::string>() : "generate", "rows", "", true};
    const std::string name = metric.substr(std::string("validation/").size());
    if (name == "accuracy_single" || name == "accuracy_generate")
        result.mode = name.substr(std::string("accuracy_").size());
    else if (name == "accuracy_valid")
        result.count = "valid";
    else if (name.starts_with("accuracy/") || name.starts_with("thinks/"))
        result.band = name.substr(name.find('/') + 1);
    else
        result.share = name == "accuracy" || name == "thinks";
    return result;
}

void addIntervals(LineSeries& series, const RunView& run, const RunPoints& points, const Curve& curve,
                  const std::string& metric) {
    for (size_t i = 0; i < curve.size(); ++i) {
        const int64_t questions = questionsBehind(run, points, metric, int64_t(curve.step[i]));
        if (questions == 0) {
            series.low.clear();
            series.high.clear();
            return;
        }
        const Interval interval = wilson(std::llround(curve.value[i] * double(questions)), questions);
        series.low.push_back(interval.low);
        series.high.push_back(interval.high);
    }
}

// The first of the highest after step 0, as the run chooses it.
std::optional<size_t> bestPoint(const Curve& curve) {
    std::optional<size_t> best;
    for (size_t i = 0; i < curve.size(); ++i)
        if (curve.step[i] > 0 && (!best || curve.value[i] > curve.value[*best]))
            best = i;
    return best;
}

} // namespace

const std::vector<double>& axisValues(const Curve& curve, RunAxis axis) {
    return axis == RunAxis::Step     ? curve.step
           : axis == RunAxis::Epoch  ? curve.epoch
           : axis == RunAxis::Tokens ? curve.tokens
                                     : curve.seconds;
}

int64_t questionsBehind(const RunView& run, const RunPoints& points, const std::string& metric, int64_t step) {
    const ShareMetric wanted = shareMetric(run, metric);
    if (!wanted.share)
        return 0;
    for (const Evaluation& evaluation : points.evaluations) {
        if (evaluation.split != "validation" || evaluation.mode != wanted.mode || evaluation.step != step)
            continue;
        const Json* row = wanted.band.empty() ? &evaluation.result : bandRow(evaluation, wanted.band);
        return row && row->is_object() ? row->value(wanted.count, int64_t(0)) : 0;
    }
    return 0;
}

std::vector<LineSeries> trainingSeries(const RunView& run, const RunPoints& points, const RunLook& look,
                                       const std::string& metric, double smoothing) {
    const Curve* curve = points.curve(metric);
    if (!curve)
        return {};
    LineSeries raw = seriesOf(run, *curve, look, metric);
    if (look.several) { // told apart without colour
        raw.marker = look.marker;
        raw.markerGap = trainingGap;
    }
    if (smoothing <= 0) {
        raw.name = look.several ? run.name() : seriesText("value");
        return {raw};
    }
    LineSeries line = raw;
    raw.behind = true;
    raw.marker = Marker::None;
    raw.color = mixColors(look.color, look.background, faintShare);
    if (!look.several)
        raw.name = seriesText("each step");
    line.key += QStringLiteral(" smoothed");
    line.name = nameIn(run, look, seriesText("smoothed"));
    line.y = smoothed(curve->value, smoothing, stageStarts(run, *curve));
    return {raw, line};
}

std::vector<LineSeries> lossSeries(const RunView& run, const RunPoints& points, const RunLook& look, double smoothing) {
    std::vector<LineSeries> result = trainingSeries(run, points, look, "train/loss", smoothing);
    if (!result.empty())
        result.back().name =
            nameIn(run, look, smoothing > 0 ? seriesText("training, smoothed") : seriesText("training"));
    if (const Curve* curve = points.curve("validation/loss")) {
        LineSeries dots = seriesOf(run, *curve, look, "validation/loss");
        dots.name = nameIn(run, look, seriesText("validation"));
        dots.line = false;
        dots.hollow = true;
        dots.marker = look.marker;
        result.push_back(dots);
    }
    return result;
}

LineSeries validationSeries(const RunView& run, const RunPoints& points, const RunLook& look,
                            const std::string& metric) {
    const Curve* curve = points.curve(metric);
    if (!curve)
        return {};
    LineSeries series = seriesOf(run, *curve, look, metric);
    series.name = run.name();
    series.marker = look.marker;
    addIntervals(series, run, points, *curve, metric);
    if (metric == "validation/accuracy")
        series.best = bestPoint(*curve);
    return series;
}

std::vector<LineSeries> bandSeries(const RunView& run, const RunPoints& points, const RunLook& look,
                                   const std::string& prefix, const ChartPalette& palette) {
    std::vector<LineSeries> result;
    const Json& bands = run.config("bands");
    const size_t count = bands.is_array() ? bands.size() : 0;
    for (size_t band = 0; band < count; ++band) {
        const std::string name = bands[band].value("name", std::string());
        const Curve* curve = points.curve(prefix + name);
        if (!curve)
            continue;
        LineSeries series = seriesOf(run, *curve, look, prefix + name);
        const bool invalid = name == "invalid"; // after the bands of the ramp
        series.color = invalid ? palette.muted : bandColor(palette, band, count - 1);
        series.dashed = invalid;
        series.marker = Marker(1 + int(band) % markerShapes);
        series.name = bandWord(name);
        series.interval = false; // three areas over one another hide the lines
        addIntervals(series, run, points, *curve, prefix + name);
        series.endLabel = QStringLiteral("%1 %2").arg(series.name, percentText(series.y.back(), 0));
        result.push_back(std::move(series));
    }
    return result;
}

std::vector<ChartMark> stageMarks(const RunView& run, const RunPoints& points, RunAxis axis) {
    std::vector<ChartMark> marks;
    const Curve* curve = points.curve("train/loss");
    if (!curve)
        return marks;
    const Json& stages = run.config("stages");
    const std::vector<size_t> starts = stageStarts(run, *curve);
    for (size_t i = 0; i < starts.size(); ++i) {
        QStringList names;
        bool reasons = false;
        for (const Json& band : stages[i + 1]) {
            names << bandWord(band.get<std::string>());
            reasons = reasons || isDistilled(run, band.get<std::string>());
        }
        const std::vector<double>& x = axisValues(*curve, axis);
        marks.push_back({starts[i] > 0 ? x[starts[i] - 1] : x[starts[i]],
                         (reasons ? seriesText("stage %1: distil %2") : seriesText("stage %1: %2"))
                             .arg(i + 2)
                             .arg(names.join(QStringLiteral(", ")))});
    }
    return marks;
}

} // namespace caftan::ui
