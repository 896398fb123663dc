// From statistics to what charts draw, for the view of the estimators. Pure, but for contestOf, which reads the
// project.
#pragma once

#include "core/analysis/calibration.h"
#include "core/analysis/contest.h"
#include "core/store/scored_rows.h"
#include "ui/charts/line_chart.h"
#include "ui/charts/painted_chart.h"
#include "ui/models/exploration_rows.h"

namespace caftan::ui {

// Over the rows that `rows` shows, of one category or all (-1). Worker thread.
Result<Contest> contestOf(Project& project, const ExplorationRows& rows, const std::vector<std::string>& metrics,
                          int category);
std::vector<CategoryPanel> categoryPanels(const ExplorationRows& rows); // any thread

std::vector<QColor> estimatorColors(bool dark); // none of the bands' colours
std::vector<LineSeries> rocSeries(const Contest& contest, const std::vector<QColor>& colors, const QColor& muted);
std::vector<LineSeries> riskSeries(const Contest& contest, const std::vector<QColor>& colors);

struct CalibrationResult {
    std::vector<CalibrationBin> plain, tempered;
    double error = 0, temperedError = 0;
    std::optional<double> temperature; // fitted on validation rows where there are any, else on all
    bool onValidation = false;
    int64_t rows = 0;
};
CalibrationResult calibrationOf(const std::vector<OptionRow>& rows);
std::vector<LineSeries> calibrationSeries(const CalibrationResult& result, const QColor& plain, const QColor& tempered,
                                          const QColor& muted);
QString calibrationText(const CalibrationResult& result);

struct LetterTable {
    std::vector<std::vector<int64_t>> counts;
    QStringList rows, columns;
};
LetterTable letterTable(const std::vector<LetterCount>& counts);

QString signedText(double difference); // "+.012", "−.003"
QString pText(double p);               // ".043", "< .001"

} // namespace caftan::ui
