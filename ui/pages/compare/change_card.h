// What changed between the baseline and the chosen recipe: the sentence, questions won and lost by band, and the
// settings that are not the same. Thread: the window's.
#pragma once

#include "ui/models/run_comparison.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QTableWidget;

namespace caftan::ui {

class ElidedLabel;
class WonLostChart;

class ChangeCard : public QFrame {
    Q_OBJECT

  public:
    explicit ChangeCard(RunComparison& comparison, QWidget* parent = nullptr);
    WonLostChart* chart() const { return chart_; }
    void refresh();
    void showBand(int band); // -1: all

  Q_SIGNALS:
    void bandChosen(int band); // index into the bands' names; -1: all
    void problem(const QString& message);

  protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    void makeRoom();
    void fillBands(const RecipeView& recipe);
    void fillTokens(const RecipeView& recipe, const RecipeView& base);
    void fillSettings(const RecipeView& recipe, const RecipeView& base);

    RunComparison& comparison_;
    ElidedLabel* title_;
    QLabel* sentence_;
    ElidedLabel* tokens_;
    QPushButton* pin_;
    WonLostChart* chart_;
    QTableWidget* settings_ = nullptr;
    bool comparing_ = false; // there are settings to show
    std::vector<int> bands_; // of the chart's rows
    int band_ = -1;
};

} // namespace caftan::ui
