// Charts over one running axis: crosshair and zoom are shared, and all are filled from the same runs. Thread: the
// window's.
#pragma once

#include "ui/pages/runs/chart_card.h"
#include "ui/pages/runs/run_series.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QSlider;

namespace caftan::ui {

struct ShownRun {
    const RunView* run = nullptr;
    const RunPoints* points = nullptr;
    RunLook look;
};
// The chosen run first, then those laid over it.
struct ShownRuns {
    std::vector<ShownRun> runs;
    RunAxis axis = RunAxis::Epoch;
    double smoothing = 0;
    ChartPalette palette;
};

class ChartDeck : public QWidget {
    Q_OBJECT

  public:
    using QWidget::QWidget;
    virtual void showRuns(const ShownRuns& shown) = 0;

  Q_SIGNALS:
    void problem(const QString& message);
    void refreshWanted(); // another metric was chosen
    void smoothingChosen(double smoothing);

  protected:
    ChartCard* addCard(const QString& name, const QString& title);
    void addSmoothing(ChartCard* card, const QString& name);
    // Colours and the x axis of every chart.
    void applyAxis(const ShownRuns& shown);

  private:
    void showSmoothing(double smoothing);

    std::vector<ChartCard*> cards_;
    QSlider* smoothing_ = nullptr;
    QLabel* smoothingText_ = nullptr;
    std::optional<RunAxis> axis_;
    QColor background_; // of the palette that the charts have
};

// Loss, accuracy, accuracy by band.
class CurvesView : public ChartDeck {
    Q_OBJECT

  public:
    explicit CurvesView(QWidget* parent = nullptr);
    void showRuns(const ShownRuns& shown) override;

  private:
    void showLoss(const ShownRuns& shown);
    void showAccuracy(const ShownRuns& shown);
    void showBands(const ShownRuns& shown);

    ChartCard *loss_, *accuracy_, *bands_;
    QComboBox *metric_, *bandMetric_;
    QCheckBox* logarithmic_;
    bool scaleChosen_ = false; // by the user
};

// Learning rate, gradient norm, tokens a second.
class TrainingView : public ChartDeck {
    Q_OBJECT

  public:
    explicit TrainingView(QWidget* parent = nullptr);
    void showRuns(const ShownRuns& shown) override;

  private:
    ChartCard *rate_, *norm_, *speed_;
};

} // namespace caftan::ui
