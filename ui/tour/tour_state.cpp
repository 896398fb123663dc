#include "ui/tour/tour_state.h"

#include "core/data/demo.h"
#include "core/store/datasets.h"
#include "core/store/runs.h"
#include "ui/jobs/experiment_runner.h"
#include "ui/models/exploration.h"
#include "ui/shell/settings.h"

#include <algorithm>

namespace caftan::ui {

namespace {

constexpr int readAgainMilliseconds = 500;

double figureOf(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_number() ? found->get<double>() : 0;
}

// The newest evaluation made to reason, beside the newest of the run's own on as many questions of the same part.
Result<std::optional<RescueSeen>> readRescue(Project& project, int64_t run) {
    CAFTAN_TRY(evaluations, listEvaluations(project, run));
    const auto newest = [&](const std::string& mode, double rows) -> const Evaluation* {
        const Evaluation* found = nullptr;
        for (const Evaluation& each : evaluations)
            if (each.mode == mode && each.split == "validation" && each.result.is_object() &&
                (rows < 0 || figureOf(each.result, "rows") == rows))
                found = &each;
        return found;
    };
    const Evaluation* forced = newest(forcedMode, -1);
    const Evaluation* own = forced ? newest("generate", figureOf(forced->result, "rows")) : nullptr;
    if (!own)
        return std::optional<RescueSeen>();
    return std::optional(RescueSeen{int64_t(figureOf(forced->result, "rows")), figureOf(own->result, "accuracy_all"),
                                    figureOf(forced->result, "accuracy_all"),
                                    figureOf(own->result, "tokens_per_answer"),
                                    figureOf(forced->result, "tokens_per_answer")});
}

Result<TourFacts> readFacts(Project& project) {
    TourFacts facts;
    CAFTAN_TRY(arms, demoTable(project));
    facts.arms = std::move(arms);
    CAFTAN_TRY(datasets, listDatasets(project));
    for (const Dataset& dataset : datasets)
        if (dataset.name == demoDatasetName)
            facts.openings = dataset.openings;
    if (const DemoArm* random = facts.arm("random"); random && random->run) {
        CAFTAN_TRY(rescue, readRescue(project, *random->run));
        facts.rescue = rescue;
    }
    facts.running = ExperimentRunner::isRunning(QString::fromStdString(project.folder().string()));
    return facts;
}

} // namespace

const DemoArm* TourFacts::arm(std::string_view recipe) const {
    const auto found = std::find_if(arms.begin(), arms.end(), [&](const DemoArm& arm) { return arm.recipe == recipe; });
    return found == arms.end() ? nullptr : &*found;
}

int TourFacts::trained() const {
    return int(std::count_if(arms.begin(), arms.end(),
                             [](const DemoArm& arm) { return arm.recipe != "base" && arm.state == "done"; }));
}

int TourFacts::tested() const {
    return int(std::count_if(arms.begin(), arms.end(),
                             [](const DemoArm& arm) { return arm.recipe != "base" && arm.tested > 0; }));
}

TourState::TourState(ProjectService& service, Exploration& exploration, Settings& settings, QObject* parent)
    : QObject(parent), service_(service), exploration_(exploration), settings_(settings) {
    throttle_.setSingleShot(true);
    throttle_.setInterval(readAgainMilliseconds);
    connect(&throttle_, &QTimer::timeout, this, &TourState::refresh);
    connect(&service, &ProjectService::changed, this, [this] {
        if (active_ && !throttle_.isActive())
            throttle_.start();
    });
    connect(&service, &ProjectService::closed, this, &TourState::end);
    const auto show = [this] {
        if (active_)
            Q_EMIT changed();
    };
    connect(&exploration, &Exploration::dataChanged, this, show);
    connect(&exploration, &Exploration::scoringsChanged, this, show);
    connect(&exploration, &Exploration::cutsChanged, this, show);
    connect(&exploration.undoStack(), &QUndoStack::indexChanged, this, [this](int index) {
        if (active_ && step() == TourStep::Drag && index > 0 && !progress_.dragged) {
            progress_.dragged = true;
            keep();
        }
    });
}

void TourState::begin() {
    const QVariantMap kept = settings_.tour(service_.folder());
    progress_ = {};
    progress_.step = std::clamp(kept.value(QStringLiteral("step")).toInt(), 0, tourSteps - 1);
    if (kept.contains(QStringLiteral("guess")))
        progress_.guess = kept.value(QStringLiteral("guess")).toInt();
    progress_.bet = kept.value(QStringLiteral("bet")).toString();
    progress_.dragged = kept.value(QStringLiteral("dragged")).toBool();
    progress_.looked = kept.value(QStringLiteral("looked")).toBool();
    facts_ = {};
    active_ = true;
    refresh();
    Q_EMIT changed();
}

void TourState::end() {
    if (!std::exchange(active_, false))
        return;
    throttle_.stop();
    Q_EMIT changed();
}

void TourState::keep() {
    QVariantMap map{{QStringLiteral("step"), progress_.step},
                    {QStringLiteral("bet"), progress_.bet},
                    {QStringLiteral("dragged"), progress_.dragged},
                    {QStringLiteral("looked"), progress_.looked}};
    if (progress_.guess)
        map.insert(QStringLiteral("guess"), *progress_.guess);
    settings_.setTour(service_.folder(), map);
    Q_EMIT changed();
}

void TourState::forget(const QString& folder) {
    settings_.setTour(folder, {});
}

void TourState::refresh() {
    if (!active_ || !service_.isOpen())
        return;
    if (std::exchange(asking_, true)) {
        again_ = true;
        return;
    }
    service_.ask<TourFacts>(this, readFacts, [this](Result<TourFacts> facts) {
        asking_ = false;
        if (facts)
            facts_ = std::move(*facts);
        if (std::exchange(again_, false) || facts_.running) // a lock that is let go changes nothing in the project
            throttle_.start();
        if (active_)
            Q_EMIT changed();
    });
}

void TourState::setStep(int step) {
    progress_.step = std::clamp(step, 0, tourSteps - 1);
    keep();
}

void TourState::setGuess(int percent) {
    progress_.guess = percent;
    keep();
}

void TourState::setBet(const QString& recipe) {
    if (progress_.bet == recipe)
        return;
    progress_.bet = recipe;
    keep();
}

void TourState::setLooked() {
    if (progress_.looked)
        return;
    progress_.looked = true;
    keep();
}

bool TourState::scoringBegun() const {
    return !exploration_.scorings().empty();
}

std::optional<ThirdsSeen> TourState::thirds() const {
    const auto& columns = exploration_.index();
    const auto rows = size_t(columns.valid());
    if (!exploration_.rows() || exploration_.isRunning() || rows < 3 || exploration_.category() >= 0 ||
        exploration_.metric() != QLatin1String("entropy"))
        return std::nullopt;
    return ThirdsSeen{columns.ofPositions(0, rows / 3).accuracy(),
                      columns.ofPositions(rows - rows / 3, rows).accuracy()};
}

bool TourState::done(TourStep step) const {
    const int recipes = int(demoRecipes().size());
    switch (step) {
    case TourStep::Guess:
        return progress_.guess.has_value();
    case TourStep::Grow:
        return thirds().has_value();
    case TourStep::Drag:
        return progress_.dragged;
    case TourStep::Bet:
        return !progress_.bet.isEmpty();
    case TourStep::Run:
        return facts_.trained() >= recipes;
    case TourStep::Open:
        return facts_.tested() >= recipes;
    case TourStep::Rescue:
        return progress_.looked && facts_.rescue.has_value();
    }
    return false;
}

} // namespace caftan::ui
