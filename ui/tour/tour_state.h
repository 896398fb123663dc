// The guided tour of the demo as data: seven steps, what the user has answered in them, what the project shows now, and
// whether a step is done. A step is done by the user's own action or by what stands in the project already, so that a
// tour may be left and taken up again. Thread: the window's.
#pragma once

#include "core/jobs/demo_experiment.h"
#include "ui/models/project_service.h"

#include <QJsonObject>
#include <QObject>
#include <QString>
#include <QTimer>
#include <optional>

namespace caftan::ui {

class Exploration;
class Settings;

enum class TourStep { Guess, Grow, Drag, Bet, Run, Open, Rescue };
inline constexpr int tourSteps = 7;

// What the user has done, kept for each project in the settings.
struct TourProgress {
    int step = 0;
    std::optional<int> guess; // percent of the least sure third that are right
    QString bet;              // a recipe of the demo's experiment
    bool dragged = false;     // a cut was moved in the step that asks for it
    bool looked = false;      // the random third was chosen on Compare
};

// What scoring showed of the least and the most sure third of the questions; the sealed part is left out.
struct ThirdsSeen {
    double surest = 0, leastSure = 0;
};

// The random third answering as it likes, and made to reason, on the same validation questions.
struct RescueSeen {
    int64_t questions = 0;
    double own = 0, forced = 0, ownTokens = 0, forcedTokens = 0; // accuracy over all, tokens an answer
};

struct TourFacts {
    std::vector<DemoArm> arms; // base first; empty: this is no demo
    std::optional<RescueSeen> rescue;
    int64_t openings = 0; // of the test part
    bool running = false; // the experiment is at work
    const DemoArm* arm(std::string_view recipe) const;
    int trained() const; // recipes with a finished run
    int tested() const;  // recipes with a test
};

class TourState : public QObject {
    Q_OBJECT

  public:
    TourState(ProjectService& service, Exploration& exploration, Settings& settings, QObject* parent = nullptr);

    void begin(); // where this project's tour was left
    void end();
    bool active() const { return active_; }

    TourStep step() const { return TourStep(progress_.step); }
    void setStep(int step);
    const TourProgress& progress() const { return progress_; }
    const TourFacts& facts() const { return facts_; }
    std::optional<ThirdsSeen> thirds() const; // none while the model has not answered everything
    bool scoringBegun() const;
    bool done(TourStep step) const;

    void setGuess(int percent);
    void setBet(const QString& recipe);
    void setLooked();
    void forget(const QString& folder); // the project begins anew

  Q_SIGNALS:
    void changed();

  private:
    void refresh();
    void keep();

    ProjectService& service_;
    Exploration& exploration_;
    Settings& settings_;
    TourProgress progress_;
    TourFacts facts_;
    QTimer throttle_;
    bool active_ = false, asking_ = false, again_ = false;
};

} // namespace caftan::ui
