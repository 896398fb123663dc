// What the Compare page shows: the project's runs folded to recipes, which of them are compared, and with what. Answers
// are read and intervals drawn on the project's worker, one recipe a request, so that a page of hundreds of runs stays
// responsive; what was computed is kept by the numbers of its evaluations, which are never used twice. Thread: the
// window's.
#pragma once

#include "core/report/comparison.h"

#include <QObject>
#include <QTimer>
#include <set>

namespace caftan::ui {

class ProjectService;

// One recipe on the chosen part.
struct RecipeView {
    RunGroup group;
    std::string key;             // stays while runs come and go: the uid of its oldest run
    size_t slot = 0;             // decides colour and marker
    caftan::AnswerTokens tokens; // five ways, means over the seeds
    std::optional<double> seconds;
    std::vector<int64_t> evaluations;                   // of its counted runs
    std::shared_ptr<const RecipeFigures> figures;       // none: not computed yet
    std::shared_ptr<const RecipeDifference> difference; // to the baseline, with Holm's p over the checked ones

    bool counted() const { return !group.runs.empty(); }
};

// The questions on which a recipe and the baseline differ, with their answers by seed.
struct ChangedList {
    std::string recipe; // key
    std::vector<ChangedQuestion> questions;
    QuestionBands bands;
    RecipeJudgements ofRecipe, ofBaseline;
    std::vector<int64_t> evaluationsOfRecipe, evaluationsOfBaseline;
};

class RunComparison : public QObject {
    Q_OBJECT

  public:
    explicit RunComparison(ProjectService& service, QObject* parent = nullptr);

    void setActive(bool active); // an inactive one reads nothing: nobody looks
    bool loaded() const { return loaded_; }
    bool busy() const { return asking_; } // figures are being computed
    const RunCatalog& catalog() const { return *catalog_; }
    const std::vector<RecipeView>& recipes() const { return recipes_; }
    const RecipeView* find(const std::string& key) const;

    const std::string& split() const { return split_; }
    void setSplit(const std::string& split); // validation, test
    bool hasTest() const;                    // some run has been tested
    const RecipeView* baseline() const;
    bool isChecked(const std::string& key) const { return checked_.contains(key); }
    void setChecked(const std::string& key, bool checked);
    const RecipeView* chosen() const; // whose differences are shown; never the baseline
    void choose(const std::string& key);
    std::shared_ptr<const ChangedList> changed() const { return changed_; } // of the chosen one; may be none yet

    // Runs of the checked recipes, the baseline's first: what to type in a terminal.
    std::vector<int64_t> comparedRuns() const;

    void pin(std::optional<int64_t> run);
    void rename(const RecipeView& recipe, const std::string& name);
    void rename(int64_t run, const std::string& name);
    void setTags(const std::vector<int64_t>& runs, const std::string& tags);
    void setNotes(const std::vector<int64_t>& runs, const std::string& notes);
    void remove(const std::vector<int64_t>& runs);

  Q_SIGNALS:
    void updated(); // recipes or runs came, went or changed
    void figuresChanged();
    void chosenChanged();
    void changedListed();
    void failed(const QString& message);

  private:
    struct Snapshot {
        RunCatalog catalog;
        std::vector<RunGroup> onValidation, onTest;
    };
    struct Worker; // what the worker keeps between requests
    void schedule();
    void refresh();
    void take(std::shared_ptr<Snapshot> snapshot);
    void takeGroups();
    void chooseDefaults();
    void compute(); // the next thing that is not known yet
    bool computeFigures();
    bool computeDifference();
    void listChanged();
    void attach();
    void clear();
    void edit(std::function<Status(Project&)> work);
    RunRecord baselineRun() const;

    ProjectService& service_;
    std::shared_ptr<Worker> worker_;
    std::shared_ptr<Snapshot> snapshot_;
    const RunCatalog* catalog_;
    std::vector<RecipeView> recipes_;
    std::optional<size_t> baseline_;
    std::map<std::vector<int64_t>, std::shared_ptr<const RecipeFigures>> figures_;
    std::map<std::pair<std::vector<int64_t>, std::vector<int64_t>>, std::shared_ptr<const RecipeDifference>>
        differences_;
    std::string split_ = "validation", chosen_, changedFor_;
    bool splitChosen_ = false;
    std::set<std::string> checked_, seen_; // seen_: recipes that were offered once; new ones are checked
    std::shared_ptr<const ChangedList> changed_;
    QTimer throttle_;
    bool active_ = false, loaded_ = false, reading_ = false, again_ = false, asking_ = false;
};

} // namespace caftan::ui
