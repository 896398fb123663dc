#include "ui/models/train_draft.h"

#include "core/analysis/threshold_index.h"
#include "core/data/demo.h"
#include "core/jobs/train_command.h"
#include "core/jobs/train_meter.h"
#include "ui/charts/number_text.h"
#include "ui/jobs/cli.h"
#include "ui/models/exploration.h"
#include "ui/models/library.h"
#include "ui/models/project_service.h"

#include <QTimer>
#include <algorithm>

namespace caftan::ui {

namespace {

constexpr double adapterRate = 1e-4;
const std::string invalidBand = "invalid";

Routing routingOfChoice(const QString& choice) {
    return choice == QLatin1String("sft")       ? Routing::Answer
           : choice == QLatin1String("distill") ? Routing::Reasoning
                                                : Routing::Skip;
}

QString choiceOf(Routing routing) {
    return routing == Routing::Answer      ? QStringLiteral("sft")
           : routing == Routing::Reasoning ? QStringLiteral("distill")
                                           : QStringLiteral("none");
}

} // namespace

TrainDraft::TrainDraft(ProjectService& service, Exploration& exploration, Library& library, QObject* parent)
    : QObject(parent), service_(service), exploration_(exploration), library_(library) {
    spec_.recipe = "complexity-aware";
    connect(&exploration, &Exploration::dataChanged, this, &TrainDraft::takeExploration);
    connect(&exploration, &Exploration::cutsChanged, this, &TrainDraft::takeExploration);
    connect(&exploration, &Exploration::recipesChanged, this, &TrainDraft::takeExploration);
    connect(&exploration, &Exploration::snapshotsChanged, this, [this] {
        if (active_)
            Q_EMIT changed();
    });
    connect(&service, &ProjectService::closed, this, [this] {
        end();
        estimate_.reset();
        presetModel_ = -1;
        if (meter_)
            meter_->close();
    });
    connect(&service, &ProjectService::changed, this, [this] {
        if (active_)
            measure(); // traces, speed of runs, another split
    });
}

TrainDraft::~TrainDraft() {
    ++*asked_;
}

void TrainDraft::begin() {
    active_ = true;
    takeExploration();
}

void TrainDraft::end() {
    active_ = stale_ = asking_ = false;
    ++*asked_;
}

void TrainDraft::setMachine(const TrainMachine& machine) {
    if (machine.memory == machine_.memory && machine.gpuMemory == machine_.gpuMemory)
        return;
    machine_ = machine;
    if (active_)
        measure();
}

void TrainDraft::takeExploration() {
    if (!active_)
        return;
    spec_.scoring = exploration_.scoring().value_or(0);
    applyPreset();
    if (!settingBands_)
        spec_.recipe = matchingRecipe().toStdString();
    fitEpochs();
    measure();
    Q_EMIT changed();
}

// What suits the model and the machine, once for each model.
void TrainDraft::applyPreset() {
    const ModelRecord* chosen = model();
    const int64_t id = chosen ? chosen->id : 0;
    if (id == presetModel_)
        return;
    presetModel_ = id;
    const TrainSpec before = spec_;
    spec_ = isDemo() ? demoTrainSpec(before.recipe, before.scoring, {}, before.seed) : TrainSpec{};
    spec_.recipe = before.recipe;
    spec_.scoring = before.scoring;
    spec_.model = before.model;
    spec_.checkpointSeconds = TrainSpec{}.checkpointSeconds;
    if (machine_.gpuMemory > 0 && !isDemo())
        spec_.dtype = "bfloat16";
    methodChosen_ = rateChosen_ = false;
}

const ModelRecord* TrainDraft::model() const {
    if (spec_.model)
        return library_.model(*spec_.model);
    const ExplorationRows* rows = exploration_.rows();
    return rows && rows->scoring.model ? library_.model(*rows->scoring.model) : nullptr;
}

bool TrainDraft::isDemo() const {
    const ExplorationRows* rows = exploration_.rows();
    const ModelRecord* chosen = model();
    return rows && rows->dataset.name == demoDatasetName && chosen && chosen->name == demoModelName;
}

std::vector<std::string> TrainDraft::bands() const {
    std::vector<std::string> names = bandNames(exploration_.cuts().size() + 1);
    if (exploration_.index().invalid() > 0)
        names.push_back(invalidBand);
    return names;
}

Routing TrainDraft::routing(const std::string& band) const {
    if (band == invalidBand)
        return invalid_;
    const std::vector<std::string> names = bands();
    const auto found = std::find(names.begin(), names.end(), band);
    return routingOfChoice(exploration_.bandRecipe(size_t(found - names.begin())));
}

void TrainDraft::setRouting(const std::string& band, Routing routing) {
    if (band == invalidBand) {
        invalid_ = routing;
        return changedByUser();
    }
    const std::vector<std::string> names = bands();
    const auto found = std::find(names.begin(), names.end(), band);
    exploration_.setBandRecipe(size_t(found - names.begin()), choiceOf(routing)); // comes back as recipesChanged
}

void TrainDraft::setRecipe(const QString& recipe) {
    TrainSpec named;
    named.recipe = recipe.toStdString();
    const std::vector<std::string> names = bandNames(exploration_.cuts().size() + 1);
    spec_.recipe = named.recipe;
    const auto plan = planRecipe(named, names);
    settingBands_ = true; // one change, although every band hears of its own
    for (size_t band = 0; plan && recipe != QLatin1String("custom") && band < names.size(); ++band)
        exploration_.setBandRecipe(band, choiceOf(plan->bands.at(names[band])));
    settingBands_ = false;
    changedByUser();
}

// The named recipe with the bands' routing: the present one where it fits, so that a control keeps its name.
QString TrainDraft::matchingRecipe() const {
    const std::vector<std::string> names = bandNames(exploration_.cuts().size() + 1);
    const auto fits = [&](const std::string& name) {
        TrainSpec spec;
        spec.recipe = name;
        const auto plan = planRecipe(spec, names);
        return name != "custom" && plan && std::all_of(names.begin(), names.end(), [&](const std::string& band) {
                   return plan->bands.at(band) == routing(band);
               });
    };
    if (fits(spec_.recipe))
        return recipe();
    for (const char* name : {"complexity-aware", "sft", "distill", "reverse"})
        if (fits(name))
            return QString::fromLatin1(name);
    return QStringLiteral("custom");
}

void TrainDraft::edit(const std::function<void(TrainSpec&)>& change) {
    const TrainSpec before = spec_;
    change(spec_);
    if (spec_.model != before.model)
        applyPreset();
    changedByUser();
}

void TrainDraft::setLora(bool lora) {
    methodChosen_ = true;
    edit([&](TrainSpec& spec) {
        if (lora != spec.lora.has_value())
            spec.lora = lora ? std::optional(LoraSpec{}) : std::nullopt;
        if (!rateChosen_ && !isDemo())
            spec.rate = lora ? adapterRate : TrainSpec{}.rate;
    });
}

void TrainDraft::setRate(double rate) {
    rateChosen_ = true;
    edit([&](TrainSpec& spec) { spec.rate = rate; });
}

// One number of epochs for each stage, or one for all: a routing with another number of stages starts again from one.
void TrainDraft::fitEpochs() {
    if (spec_.epochs.size() < 2)
        return;
    TrainSpec plain = spec();
    plain.epochs = {1};
    const auto plan = planRecipe(plain, bandNames(exploration_.cuts().size() + 1));
    if (!plan || plan->stages.size() != spec_.epochs.size())
        spec_.epochs.resize(1);
}

void TrainDraft::changedByUser() {
    fitEpochs();
    measure();
    Q_EMIT changed();
}

TrainSpec TrainDraft::spec() const {
    TrainSpec spec = spec_;
    spec.cuts = exploration_.frozenCuts().name;
    spec.bands.clear();
    if (spec.recipe == "custom")
        for (const std::string& band : bandNames(exploration_.cuts().size() + 1))
            spec.bands[band] = routingName(routing(band));
    if (invalid_ != Routing::Skip && bands().back() == invalidBand)
        spec.bands[invalidBand] = routingName(invalid_);
    return spec;
}

QString TrainDraft::commandLine() const {
    if (!exploration_.scoring())
        return {};
    const ModelRecord* chosen = spec_.model ? model() : nullptr;
    QStringList words{QStringLiteral("caftan-cli"), QStringLiteral("--project"), service_.folder(),
                      QStringLiteral("train")};
    for (const std::string& word : trainArguments(spec(), chosen ? chosen->name : std::string()))
        words << text(word);
    return shellLine(words);
}

JobRecord TrainDraft::job() const {
    JobRecord job;
    job.kind = "train";
    job.spec = toJson(spec());
    job.scoring = spec_.scoring;
    job.commandLine = commandLine().toStdString();
    return job;
}

void TrainDraft::keepCuts(QObject* receiver, std::function<void(Status)> done) {
    const CutSet cuts = exploration_.frozenCuts();
    if (cuts.id != 0)
        return done({});
    service_.change<int64_t>(
        receiver, [cuts](Project& project) { return saveCuts(project, cuts); },
        [done = std::move(done)](Result<int64_t> id) {
            done(id ? Status() : Status(tl::unexpected<Error>(id.error())));
        });
}

// The newest settings are measured; what is asked meanwhile is asked together, once the answer is there.
void TrainDraft::measure() {
    if (!active_ || !exploration_.rows())
        return;
    stale_ = true;
    if (!asking_)
        QTimer::singleShot(0, this, [this] {
            if (active_ && stale_ && !asking_)
                ask();
        });
}

void TrainDraft::ask() {
    if (!meter_) {
        meter_ = std::make_unique<ProjectService>();
        connect(meter_.get(), &ProjectService::failed, this, [this](const QString& message) {
            asking_ = stale_ = false;
            problem_ = message;
            Q_EMIT changed();
        });
    }
    if (meter_->folder() != service_.folder())
        meter_->open(service_.folder());
    asking_ = true;
    stale_ = false;
    // The meter lives with the questions: destroyed on the thread that uses it, kept between them.
    if (!meterCache_)
        meterCache_ = std::make_shared<TrainMeter>();
    const auto cancelled = [asked = asked_, number = asked_->load()] { return asked->load() != number; };
    meter_->ask<TrainEstimate>(
        this,
        [cache = meterCache_, spec = spec(), cuts = exploration_.frozenCuts(), machine = machine_,
         cancelled](Project& project) { return cache->estimate(project, spec, cuts, machine, cancelled); },
        [this, cancelled](Result<TrainEstimate> answer) {
            if (!cancelled())
                take(std::move(answer));
        });
    Q_EMIT changed();
}

void TrainDraft::take(Result<TrainEstimate> answer) {
    asking_ = false;
    problem_ = answer ? QString() : text(answer.error().message);
    estimate_ = answer ? std::optional(std::move(*answer)) : std::nullopt;
    if (estimate_)
        chooseMethod();
    if (stale_)
        ask();
    else
        Q_EMIT changed();
}

// All weights where they fit, else an adapter.
void TrainDraft::chooseMethod() {
    if (methodChosen_ || spec_.baseBits > 0) // few bits are for an adapter
        return;
    const double available = machine_.available(spec_);
    const bool lora = !isDemo() && (available <= 0 || estimate_->full.total() > available);
    if (lora == spec_.lora.has_value())
        return;
    spec_.lora = lora ? std::optional(LoraSpec{}) : std::nullopt;
    if (!rateChosen_)
        spec_.rate = lora ? adapterRate : TrainSpec{}.rate;
    stale_ = true;
}

} // namespace caftan::ui
