// Two scorings of the same questions side by side: scatter of the metric, flow between bands, who is right where. What
// is brushed or clicked is listed below. Thread: the window's; joins on the project's worker.
#pragma once

#include "core/analysis/two_scorings.h"
#include "ui/models/scoring_pair.h"

#include <QWidget>
#include <memory>
#include <optional>

class QComboBox;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace caftan::ui {

class Exploration;
class FlowChart;
class ProjectService;
class DensityChart;

class ScoringsView : public QWidget {
    Q_OBJECT

  public:
    ScoringsView(ProjectService& service, Exploration& exploration, QWidget* parent = nullptr);

    QString commandLine() const;
    bool hasHeightForWidth() const override { return false; } // texts that wrap must not make the page taller
    void setScale(AxisScale scale);
    void clearPicked(); // the list below shows all again
    const JoinedRows* joined() const { return pair_ ? &pair_->joined : nullptr; }

  Q_SIGNALS:
    void scoringWanted(); // a second one, where there is only one
    void picked(std::shared_ptr<const std::vector<int64_t>> questions, const QString& name);
    void pickCleared();
    void problem(const QString& message);
    void commandLineChanged();

  protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    using Bands = std::pair<std::vector<double>, std::vector<double>>; // cuts of both
    using Passes = std::function<bool(const JoinedRows&, size_t, const Bands&)>;
    using Counts = std::vector<std::vector<int64_t>>; // questions of a band of the first in one of the second
    struct Scatter;                                   // what the chart is drawn from
    struct Shown {
        SharedPair pair;
        std::shared_ptr<const Scatter> scatter;
        Counts counts;
    };
    static Scatter scatterOf(const ScoringPair& pair, AxisScale scale);
    void fillScorings();
    void dataChanged();
    void refresh();
    void letGo(); // of the pair; the worker takes it down
    void ask(int64_t other);
    void showScatter(const Scatter& scatter);
    void drawAgain();
    void countFlow();
    void showFlow(const Counts& counts);
    void showColors();
    template <class Work>
    void pick(const QString& name, Work rowsOf);
    void pickWhere(const QString& name, const Passes& passes);
    QWidget* makeScatterCard();
    QWidget* makeFlowCard();

    ProjectService& service_;
    Exploration& exploration_;
    QComboBox* other_ = nullptr;
    DensityChart* scatter_ = nullptr;
    FlowChart* flow_ = nullptr;
    QWidget* flowCard_ = nullptr;
    QLabel *summary_ = nullptr, *empty_ = nullptr, *against_ = nullptr;
    QWidget* none_ = nullptr; // instead of charts
    QPushButton* score_ = nullptr;
    std::vector<QPushButton*> groups_;
    SharedPair pair_;
    AxisScale scale_ = AxisScale::Log;
    bool stale_ = true, counting_ = false, countAgain_ = false;
    int generation_ = 0, pickGeneration_ = 0; // answers to older questions are dropped
};

} // namespace caftan::ui
