// The training run that is being put together: what each band gets, the settings, what they come to, and what stands
// against a start. The Train sheet shows it and changes it. Numbers are worked out on a thread of its own over a
// connection of its own, so that neither the window nor the live curves wait. Thread: the window's.
#pragma once

#include "core/jobs/train_estimate.h"
#include "core/store/jobs.h"

#include <QObject>
#include <QString>
#include <atomic>
#include <functional>
#include <memory>
#include <optional>

namespace caftan {
class TrainMeter;
}

namespace caftan::ui {

class Exploration;
class Library;
class ProjectService;

// Why a run cannot start; the sheet offers what to do about it.
struct TrainRefusal {
    enum class Kind {
        None,
        Measuring,
        NothingScored,
        ReadOnly,
        NoSplit,
        NoModel,
        TestSeen,
        NoTraces,
        EmptyBand,
        NothingTrained,
        BaseBits, // few bits, but no adapter
        Memory,
        Other
    };
    Kind kind = Kind::None;
    QString band; // its name in the store: "easy"
    QString sentence;
};

class TrainDraft : public QObject {
    Q_OBJECT

  public:
    TrainDraft(ProjectService& service, Exploration& exploration, Library& library, QObject* parent = nullptr);
    ~TrainDraft() override;

    // The sheet was opened: numbers are worked out from now on, until end().
    void begin();
    void end();
    void setMachine(const TrainMachine& machine); // known a second after the start
    const TrainMachine& machine() const { return machine_; }

    // A name of recipeNames(); "custom" follows from setRouting alone.
    QString recipe() const { return QString::fromStdString(spec_.recipe); }
    void setRecipe(const QString& recipe);
    std::vector<std::string> bands() const; // easy .. hard, then "invalid" where there are such answers
    Routing routing(const std::string& band) const;
    void setRouting(const std::string& band, Routing routing);

    // Everything else: read here, changed by edit().
    const TrainSpec& settings() const { return spec_; }
    void edit(const std::function<void(TrainSpec&)>& change);
    void setLora(bool lora); // by hand: memory does not choose any more
    bool chosenByMemory() const { return !methodChosen_; }
    void setRate(double rate);

    // Ready for a job: names of cuts, the routing of each band.
    TrainSpec spec() const;
    const ModelRecord* model() const; // nullptr: none is chosen
    bool isDemo() const;              // the embedded demo's model and questions
    QString commandLine() const;

    const TrainEstimate* estimate() const { return estimate_ ? &*estimate_ : nullptr; } // of the last settings measured
    bool isMeasuring() const { return asking_ || stale_; }
    TrainRefusal refusal() const;

    // Keeps the cuts under the name that commandLine() has; `done` hears whether that worked.
    void keepCuts(QObject* receiver, std::function<void(Status)> done);
    // The row of a new job; its cuts must have been kept.
    JobRecord job() const;

  Q_SIGNALS:
    void changed(); // settings, numbers or refusal

  private:
    void takeExploration();
    void applyPreset();
    void changedByUser();
    void fitEpochs();
    void measure();
    void ask();
    void take(Result<TrainEstimate> answer);
    void chooseMethod();
    QString matchingRecipe() const;
    TrainRefusal problemOf(const TrainProblem& problem) const;
    QString memorySentence() const;

    ProjectService& service_;
    Exploration& exploration_;
    Library& library_;
    TrainSpec spec_; // scoring, cuts and bands are filled in by spec()
    Routing invalid_ = Routing::Skip;
    TrainMachine machine_;
    std::shared_ptr<TrainMeter> meterCache_; // used on meter_'s thread alone
    std::unique_ptr<ProjectService> meter_;  // opened with the first sheet; joined before the cache goes
    std::shared_ptr<std::atomic<int>> asked_ = std::make_shared<std::atomic<int>>(0); // number of the newest question
    std::optional<TrainEstimate> estimate_;
    QString problem_; // the estimate's error
    int64_t presetModel_ = -1;
    bool active_ = false, asking_ = false, stale_ = false, methodChosen_ = false, rateChosen_ = false;
    bool settingBands_ = false;
};

} // namespace caftan::ui
