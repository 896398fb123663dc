// Explore: how sure the model is, whether that tells its errors, where the bands are cut, and which questions lie in
// them. Owns its widgets and reads Exploration; all views follow a moving cut in the same frame. Thread: the window's.
#pragma once

#include "core/analysis/histogram.h"
#include "ui/shell/page.h"

#include <optional>

class QLabel;
class QLayout;
class QPushButton;
class QStackedLayout;
class QTableView;

namespace caftan::ui {

class AuditView;
class BandHeader;
class BandTableModel;
class ConfusionView;
class ElidedLabel;
class EstimatorsView;
class Exploration;
class ExploreToolbar;
class HistogramChart;
class Notice;
class ProjectService;
class QuestionDetail;
class QuestionPanel;
class QuietLabel;
class RocChart;
class ScoringsView;
class SelectionKeeper;

class ExplorePage : public Page {
    Q_OBJECT

  public:
    ExplorePage(ProjectService& service, Exploration& exploration, QWidget* parent = nullptr);

    QString commandLine() const override;
    QStringList views() const override;
    void showView(const QString& name) override;
    bool makeMore() override;
    void setProgram(const QString& cli); // that exports and keeps selections
    HistogramChart* histogramChart() const { return histogram_; }
    RocChart* rocChart() const { return roc_; }
    QuestionPanel* questionPanel() const { return questions_; }
    EstimatorsView* estimatorsView(); // made when it is first wanted, as the next two
    ScoringsView* scoringsView();
    AuditView* auditView();
    SelectionKeeper* keeper() const { return keeper_; }

  Q_SIGNALS:
    void requestScoring(); // the button of the empty page
    void trainWanted();    // the bands are to be trained as their recipes say

  protected:
    void changeEvent(QEvent* event) override;

  private:
    QWidget* makeEmptyPage();
    QWidget* makeContent();
    QLayout* makeViews(QWidget* parent);
    void chooseView(int view);
    QWidget* makeView(int view); // nullptr when it is there
    void putView(int view, QWidget* made);
    void connectViews();
    void tell(const QString& problem);
    void letGo();
    void askForKeysFile();
    void showGhosts();
    QWidget* makeHistogramCard(QWidget* parent);
    QPushButton* makeBinsButton(QWidget* parent);
    int binCount() const;
    QWidget* makeRocCard(QWidget* parent);
    QWidget* makeFigures(QWidget* parent);
    QWidget* makeBandCard(QWidget* parent);
    QLayout* makeSeal(QWidget* parent);
    QWidget* makeConfusionCard(QWidget* parent);
    void connectCharts();
    void addUndoActions();
    void showState(); // empty page or content
    void showData();  // after dataChanged
    void showCuts();  // while a cut moves: look-ups only
    void showFigures();
    void showSeal();
    void showColors();
    void fillRecipes();
    void confirmOpenTest();

    ProjectService& service_;
    Exploration& exploration_;
    QStackedLayout* stack_;
    Notice* notice_ = nullptr;
    ExploreToolbar* toolbar_ = nullptr;
    BandHeader* bandHeader_ = nullptr;
    HistogramChart* histogram_ = nullptr;
    RocChart* roc_ = nullptr;
    QLabel *emptyText_ = nullptr, *legend_ = nullptr;
    QuietLabel *auc_ = nullptr, *aucInterval_ = nullptr, *aucAll_ = nullptr, *accuracy_ = nullptr,
               *accuracyAll_ = nullptr, *valid_ = nullptr, *invalid_ = nullptr;
    QuietLabel* confusionCut_ = nullptr;
    ElidedLabel *seal_ = nullptr, *rocTitle_ = nullptr, *confusionTitle_ = nullptr;
    QPushButton *openTest_ = nullptr, *scoreButton_ = nullptr;
    BandTableModel* bandModel_ = nullptr;
    QTableView* bandTable_ = nullptr;
    QuestionPanel* questions_ = nullptr;
    QuestionDetail* detail_ = nullptr;
    QStackedLayout* viewStack_ = nullptr;
    std::optional<BinRule> binRule_; // none: as many as bins_
    int bins_ = 60;
    EstimatorsView* estimators_ = nullptr;
    ScoringsView* scorings_ = nullptr;
    AuditView* audit_ = nullptr;
    SelectionKeeper* keeper_ = nullptr;
};

} // namespace caftan::ui
