// From what is stored of a run to lines of a chart. Pure functions of their arguments, any thread.
#pragma once

#include "ui/charts/line_chart.h"
#include "ui/models/run_curves.h"
#include "ui/models/run_list_model.h"

namespace caftan::ui {

enum class RunAxis { Step, Epoch, Tokens, Time };
const std::vector<double>& axisValues(const Curve& curve, RunAxis axis);

// How a run looks in a chart, and on which axis.
struct RunLook {
    QColor color, background;
    Marker marker = Marker::Circle;
    RunAxis axis = RunAxis::Epoch;
    bool several = false; // other runs are shown too: values are read out with the run's name
};

// Raw training loss (thin), its smoothed line, validation loss (hollow points). The average begins anew with each
// stage.
std::vector<LineSeries> lossSeries(const RunView& run, const RunPoints& points, const RunLook& look, double smoothing);

// One metric of the validation questions with Wilson's 95 % interval where it is a share of them; the best epoch has a
// ring.
LineSeries validationSeries(const RunView& run, const RunPoints& points, const RunLook& look,
                            const std::string& metric);
// "validation/accuracy/" or "validation/thinks/": one line for each band, labelled at its end.
std::vector<LineSeries> bandSeries(const RunView& run, const RunPoints& points, const RunLook& look,
                                   const std::string& prefix, const ChartPalette& palette);

// A metric of the training, thin and smoothed, or as it is.
std::vector<LineSeries> trainingSeries(const RunView& run, const RunPoints& points, const RunLook& look,
                                       const std::string& metric, double smoothing);

// Where stages after the first begin.
std::vector<ChartMark> stageMarks(const RunView& run, const RunPoints& points, RunAxis axis);

// Questions behind a point of a validation metric, whose share is the point's value; 0: not a share of questions.
int64_t questionsBehind(const RunView& run, const RunPoints& points, const std::string& metric, int64_t step);

} // namespace caftan::ui
