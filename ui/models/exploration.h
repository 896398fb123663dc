// The state of Explore: which scoring and metric, the index over its rows, the cuts, and their undo stack. Every view
// of the page reads from here and hears of changes through signals. Lives on the window's thread; loading and indexing
// happen on the project's worker; while a scoring runs, new rows are appended as they are committed.
#pragma once

#include "core/analysis/report.h"
#include "core/analysis/suggest.h"
#include "ui/models/exploration_rows.h"

#include <QObject>
#include <QTimer>
#include <QUndoStack>
#include <optional>
#include <vector>

namespace caftan::ui {

class ProjectService;

// Cuts as the user set them: what is locked stays when rows arrive, the other follows.
struct CutState {
    std::vector<double> values, quantiles; // ascending, equal lengths; quantiles are shares of the reference rows
    bool quantileLock = true;
    bool testSeen = false; // chosen with the test part open; cuts moved from such ones are too
    bool operator==(const CutState&) const = default;
};

class Exploration : public QObject {
    Q_OBJECT

  public:
    explicit Exploration(ProjectService& service, QObject* parent = nullptr);
    ~Exploration() override;

    void setScoring(std::optional<int64_t> scoring);
    void setMetric(const QString& metric);
    void setCategory(int category); // -1: all
    // Shows the sealed test part too and writes the opening to the ledger. Lasts until another scoring is chosen.
    void openTest();
    // Shows training and validation only, with cuts at these quantiles instead (none: as they are).
    void hideTest(const std::vector<double>& quantiles = {});

    const std::vector<Scoring>& scorings() const { return scorings_; } // oldest first
    std::optional<int64_t> scoring() const { return scoring_; }
    QString metric() const { return metric_; }
    int category() const { return category_; }
    QString categoryName() const; // "" for all
    bool isLoading() const { return loading_; }
    bool isRunning() const { return rows_ && rows_->scoring.state == "running"; }

    const ExplorationRows* rows() const { return rows_.get(); } // nullptr: nothing loaded
    const SharedRows& sharedRows() const { return rows_; }
    const ScoreColumns& columns() const;
    const ThresholdIndex& index() const;
    std::shared_ptr<const ThresholdIndex> sharedIndex() const; // of the slice, never nullptr
    const std::optional<Auc>& auc() const { return slice_->auc.valid; }
    const std::optional<Auc>& aucAll() const { return slice_->auc.all; }
    const std::vector<RocPoint>& curve() const { return slice_->curve; }

    const std::vector<double>& cuts() const { return cuts_.values; } // ascending
    const std::vector<double>& quantiles() const { return cuts_.quantiles; }
    bool quantileLock() const { return cuts_.quantileLock; }
    bool testSeen() const { return cuts_.testSeen; }
    int selectedCut() const { return selectedCut_; } // whose confusion is shown
    QUndoStack& undoStack() { return undo_; }
    // What can be undone and redone, to be given to another Exploration of the same scoring.
    struct UndoStep {
        CutState before, after;
        QString text;
    };
    std::vector<UndoStep> undoSteps() const; // oldest first; undoStack().index() of them are done
    void restoreUndo(const std::vector<UndoStep>& steps, int index);

    // While the mouse moves: beginDrag, moveCut ..., endDrag makes one undo step and stores the cuts. A cut stops at
    // its neighbours; its value is rounded to 4 digits (to a thousandth of the questions with the quantile lock), so
    // that what is shown, stored and printed is the same number.
    void beginDrag();
    void moveCut(int cut, double value);
    void endDrag();
    bool isDragging() const { return dragStart_.has_value(); }
    void nudgeCut(int cut, double value); // a key: at least one step; quick repetitions are one undo step
    void setCuts(const std::vector<double>& cuts, const QString& undoText);
    void setQuantiles(const std::vector<double>& quantiles, const QString& undoText);
    // "q0.25,q0.75" or "0.11,0.39"; false and a sentence in failed() when it cannot be read.
    bool setCutsFromText(const QString& text);
    QString cutsText() const;
    void setQuantileLock(bool locked);
    void selectCut(int cut);
    // Moves the last cut to where the rule wants it, over the slice that is shown; lower cuts that would lie above it
    // are spread below. False and a sentence in failed() when the rule has nothing to go by.
    bool suggestCut(const CutQuestion& question, const QString& undoText);

    // Snapshots: cut sets with a name of the user's, kept in the project.
    const std::vector<CutSet>& snapshots() const { return snapshots_; }
    void saveSnapshot(const QString& name);
    // The cuts as they are under a name that nothing will change: a snapshot with the same values, else a new name
    // after the cuts themselves. Not stored.
    CutSet frozenCuts() const;
    void restoreSnapshot(int64_t id);
    // Snapshots that are drawn over the histogram, for comparison with the cuts.
    bool overlayShown() const { return overlay_; }
    void setOverlayShown(bool shown);

    // What each band is trained with: "sft", "distill" or "none", one per band; read by the training sheet.
    QString bandRecipe(size_t band) const;
    void setBandRecipe(size_t band, const QString& recipe);

    QString commandLine() const; // the caftan-cli call that prints what is shown

  Q_SIGNALS:
    void scoringsChanged(); // the list, or a state in it
    void dataChanged();     // rows, metric or slice: histogram, ROC and tables are rebuilt
    void cutsChanged();     // cuts only: lookups, same frame
    void cutSelected();
    void snapshotsChanged();
    void recipesChanged();
    void commandLineChanged();
    void failed(const QString& message);

  private:
    class CutCommand;
    struct Loaded {
        SharedRows rows;
        SharedSlice slice;
        std::vector<CutSet> cutSets;
    };

    void reset();
    void reload();
    Loaded keepShown();                      // in place of what was kept before, which it gives
    bool isWanted(const Loaded& kept) const; // of the scoring and metric that are to be shown
    void refresh();
    void refreshScorings();
    void applyScorings(std::vector<Scoring> scorings);
    void rebuildSlice();
    void applyLoaded(Loaded loaded, bool restoreCuts);
    void applyCuts(const CutState& state, bool store);
    void push(const CutState& before, CutState after, const QString& text, int mergeId = -1);
    CutState withMoved(int cut, double value) const;
    CutState resolved(CutState state) const; // the unlocked side follows the locked one
    void storeSoon();
    void storeNow();
    void followOthers(const CutSet& stored);
    CutSet cutSet(const std::string& name) const;
    std::string workingName() const; // of the cut set that keeps the current cuts

    ProjectService& service_;
    std::vector<Scoring> scorings_;
    std::optional<int64_t> scoring_;
    QString metric_ = QStringLiteral("entropy");
    int category_ = -1;
    bool testShown_ = false, loading_ = false, refreshing_ = false, refreshAgain_ = false, scoringsKnown_ = false;
    int generation_ = 0; // answers to older questions are dropped
    SharedRows rows_;
    SharedSlice slice_;
    Loaded kept_; // the metric that was shown before: two are often looked at in turn
    CutState cuts_;
    std::optional<CutState> dragStart_;
    int selectedCut_ = 0;
    std::vector<CutSet> snapshots_;
    std::vector<QString> recipes_;
    QUndoStack undo_;
    QTimer storeTimer_;
    bool unstored_ = false, overlay_ = false;
    int storing_ = 0;     // cuts that are on their way to the project
    double storedAt_ = 0; // when the cuts that are stored were, by us or by another window
};

} // namespace caftan::ui
