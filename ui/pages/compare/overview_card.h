// Accuracy against tokens, and the curves of the ticked recipes over one another. Thread: the window's.
#pragma once

#include "ui/models/run_comparison.h"
#include "ui/models/run_curves.h"

#include <QFrame>

class QComboBox;
class QStackedWidget;
class QTabBar;

namespace caftan::ui {

class ElidedLabel;
class LineChart;
class ParetoChart;

class OverviewCard : public QFrame {
    Q_OBJECT

  public:
    OverviewCard(RunComparison& comparison, RunCurves& curves, QWidget* parent = nullptr);
    ParetoChart* scatter() const { return scatter_; }
    LineChart* lines() const { return lines_; }
    void showCurves(bool curves);
    bool showsCurves() const;
    void refresh();

  Q_SIGNALS:
    void curvesShown(); // the curves of the ticked runs are wanted now
    void problem(const QString& message);

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void fillScatter();
    void fillLines();
    std::vector<std::string> keys_; // of the points, in order

    RunComparison& comparison_;
    RunCurves& curves_;
    ParetoChart* scatter_;
    LineChart* lines_;
    QTabBar* tabs_;
    QComboBox* axis_;
    QStackedWidget* stack_;
    ElidedLabel* subtitle_;
};

} // namespace caftan::ui
