// Two scorings of the same questions side by side: scatter of the metric, flow between bands, who is right where. What
// is brushed or clicked is listed below. Thread: the window's; joins on the project's worker.
#pragma once

#include "core/analysis/two_scorings.h"
#include "ui/models/exploration_rows.h"

#include <QWidget>
#include <memory>
#include <optional>
#include <unordered_set>

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
    // Questions that the list below shows in part: marked in the scatter. nullptr: all.
    void setListed(std::shared_ptr<const std::unordered_set<int64_t>> questions);
    void clearPicked();
    const JoinedRows* joined() const { return pair_ ? &pair_->joined : nullptr; }

  Q_SIGNALS:
    void picked(std::shared_ptr<const std::unordered_set<int64_t>> questions, const QString& name);
    void pickCleared();
    void problem(const QString& message);
    void commandLineChanged();

  protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    struct Pair {
        JoinedRows joined;
        Agreement agreement;
        std::shared_ptr<const ThresholdIndex> index; // of the other scoring
        std::vector<double> cuts;                    // its own working cuts, else the same quantiles
    };
    static Result<Pair> load(Project& project, const ExplorationRows& rows, int64_t other, int category,
                             const std::vector<double>& quantiles);
    void fillScorings();
    void dataChanged();
    void refresh();
    void showPair();
    void showFlow();
    void showColors();
    void pickRows(const std::vector<uint32_t>& rows, const QString& name);
    template <class Passes>
    void pickWhere(const QString& name, Passes passes);
    QWidget* makeScatterCard();
    QWidget* makeFlowCard();

    ProjectService& service_;
    Exploration& exploration_;
    QComboBox* other_ = nullptr;
    DensityChart* scatter_ = nullptr;
    FlowChart* flow_ = nullptr;
    QWidget* flowCard_ = nullptr;
    QLabel *summary_ = nullptr, *empty_ = nullptr;
    std::vector<QPushButton*> groups_;
    std::optional<Pair> pair_;
    AxisScale scale_ = AxisScale::Log;
    bool stale_ = true;
    int generation_ = 0;
};

} // namespace caftan::ui
