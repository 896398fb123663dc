// A view of one run. Shown for the chosen run alone, and filled only while it is looked at. Thread: the window's.
#pragma once

#include "ui/models/run_curves.h"
#include "ui/models/run_list_model.h"

#include <QWidget>

namespace caftan::ui {

class RunTab : public QWidget {
    Q_OBJECT

  public:
    using QWidget::QWidget;
    // Called whenever something about the run may have changed; nullptr: no run, or no points (yet).
    virtual void showRun(const RunView* run, const RunPoints* points) = 0;

  Q_SIGNALS:
    void problem(const QString& message);
};

// "generated", "one token".
QString evaluationModeText(const std::string& mode);
// "8", "3.7".
QString epochText(double epoch);

} // namespace caftan::ui
