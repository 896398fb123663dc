// The entropies of all validation questions, evaluation by evaluation: a slider (or play) shows how they migrate.
#pragma once

#include "core/analysis/histogram.h"
#include "ui/models/entropy_history.h"
#include "ui/pages/runs/run_tab.h"

#include <QTimer>

class QComboBox;
class QLabel;
class QPushButton;
class QSlider;

namespace caftan::ui {

class AnswerHistogram;

class EntropyView : public RunTab {
    Q_OBJECT

  public:
    EntropyView(ProjectService& service, QWidget* parent = nullptr);
    void showRun(const RunView* run, const RunPoints* points) override;

  Q_SIGNALS:
    void modeChosen(); // the run is to be shown again

  protected:
    void changeEvent(QEvent* event) override;

  private:
    QWidget* makeControls();
    void fillModes(const RunView& run, const RunPoints& points);
    void showFrames();
    void showFrame();
    void showColors();
    void play(bool on);

    EntropyHistory history_;
    AnswerHistogram* histogram_;
    QComboBox* mode_;
    QSlider* slider_;
    QPushButton* play_;
    QLabel *epoch_, *facts_, *legend_, *empty_;
    QTimer timer_;
    HistogramAxis axis_;
    std::vector<double> cuts_;
    int64_t run_ = 0;
    std::vector<Evaluation> evaluations_; // that are shown
};

} // namespace caftan::ui
