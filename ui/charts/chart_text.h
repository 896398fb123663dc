// What a chart says without being looked at: its data as CSV, and its content in a sentence for screen readers, which
// is the value of the chart's accessible interface (role: chart). Thread: the window's.
#pragma once

#include <QString>

namespace caftan::ui {

class ChartText {
  public:
    virtual ~ChartText() = default;
    virtual QString csv() const = 0;
    virtual QString spoken() const = 0; // in the window's language; what an empty chart says stands there too
};

// Makes Qt ask charts for what they say. Can be called again.
void installChartAccessibility();

} // namespace caftan::ui
