// The cuts of Exploration: moving, locking, undoing, storing.
#include "core/analysis/intervals.h"
#include "core/base/clock.h"
#include "ui/models/exploration.h"
#include "ui/models/project_service.h"

#include <QElapsedTimer>
#include <QUndoCommand>
#include <algorithm>
#include <cmath>
#include <utility>

namespace caftan::ui {
namespace {

constexpr double quantileStep = 0.001;
constexpr int mergeWithin = 1000; // ms between two key presses that are one step of undo

double roundDigits(double value, int digits) {
    if (value == 0 || !std::isfinite(value))
        return value;
    const double power = std::pow(10.0, digits - 1 - int(std::floor(std::log10(std::abs(value)))));
    return std::round(value * power) / power;
}

double roundQuantile(double share) {
    return std::round(share / quantileStep) * quantileStep;
}

// 0.251 instead of 0.25100000000000003.
double cleaned(double share) {
    return roundDigits(share, 12);
}

// Dated after what another window stored meanwhile, however the clocks go: who comes last is followed. When that was.
Result<double> storeLast(Project& project, CutSet working) {
    const Status stored = project.write([&]() -> Status {
        CAFTAN_TRY(sets, listCuts(project, working.scoring));
        working.created = unixTime();
        for (const CutSet& set : sets)
            if (set.name == working.name)
                working.created = std::max(working.created, std::nextafter(set.created, INFINITY));
        CAFTAN_CHECK(saveCuts(project, working));
        return {};
    });
    if (!stored)
        return tl::unexpected<Error>(stored.error());
    return working.created;
}

} // namespace

class Exploration::CutCommand : public QUndoCommand {
  public:
    CutCommand(Exploration& exploration, CutState before, CutState after, const QString& text, int mergeId)
        : QUndoCommand(text), exploration_(exploration), before_(std::move(before)), after_(std::move(after)),
          mergeId_(mergeId) {
        age_.start();
    }
    void undo() override { exploration_.applyCuts(exploration_.resolved(before_), true); }
    void redo() override {
        if (!std::exchange(done_, false))
            exploration_.applyCuts(exploration_.resolved(after_), true);
    }
    void setDone() { done_ = true; } // before it is pushed: the cuts are there already
    UndoStep step() const { return {before_, after_, text()}; }
    int id() const override { return mergeId_; }
    bool mergeWith(const QUndoCommand* other) override {
        const auto* next = static_cast<const CutCommand*>(other);
        if (age_.elapsed() > mergeWithin)
            return false;
        after_ = next->after_;
        age_.restart();
        return true;
    }

  private:
    Exploration& exploration_;
    CutState before_, after_;
    int mergeId_; // -1: never merged
    bool done_ = false;
    QElapsedTimer age_;
};

void Exploration::push(const CutState& before, CutState after, const QString& text, int mergeId) {
    if (before == after)
        return;
    after.testSeen = after.testSeen || testShown_;
    undo_.push(new CutCommand(*this, before, std::move(after), text, mergeId));
}

std::vector<Exploration::UndoStep> Exploration::undoSteps() const {
    std::vector<UndoStep> steps;
    for (int i = 0; i < undo_.count(); ++i)
        steps.push_back(static_cast<const CutCommand*>(undo_.command(i))->step());
    return steps;
}

void Exploration::restoreUndo(const std::vector<UndoStep>& steps, int index) {
    undo_.clear();
    for (const UndoStep& step : steps) {
        auto* command = new CutCommand(*this, step.before, step.after, step.text, -1);
        command->setDone();
        undo_.push(command);
    }
    undo_.setIndex(index);
}

void Exploration::applyCuts(const CutState& state, bool store) {
    const bool bandsChanged = state.values.size() != cuts_.values.size();
    const bool changed = !(state == cuts_);
    cuts_ = state;
    selectedCut_ = std::clamp(selectedCut_, 0, std::max(0, int(cuts_.values.size()) - 1));
    if (store)
        storeSoon();
    if (!changed)
        return;
    Q_EMIT cutsChanged();
    if (bandsChanged)
        Q_EMIT recipesChanged();
    Q_EMIT commandLineChanged();
}

CutState Exploration::resolved(CutState state) const {
    if (!rows_ || rows_->reference().empty())
        return state;
    for (size_t i = 0; i < state.values.size(); ++i) {
        if (state.quantileLock)
            state.values[i] = quantileSorted(rows_->reference(), state.quantiles[i]);
        else
            state.quantiles[i] = shareAtMost(rows_->reference(), state.values[i]);
    }
    return state;
}

CutState Exploration::withMoved(int cut, double value) const {
    const size_t i = size_t(cut);
    CutState state = cuts_;
    const std::vector<double>& sorted = index().sorted();
    if (!state.quantileLock && !sorted.empty()) {
        if (value < sorted.back() && value > sorted.front())
            value = roundDigits(value, 4);
        if (i > 0)
            value = std::max(value, state.values[i - 1]);
        if (i + 1 < state.values.size())
            value = std::min(value, state.values[i + 1]);
        state.values[i] = value;
    } else if (state.quantileLock) {
        double share = cleaned(roundQuantile(shareAtMost(rows_->reference(), value)));
        if (i > 0)
            share = std::max(share, state.quantiles[i - 1]);
        if (i + 1 < state.quantiles.size())
            share = std::min(share, state.quantiles[i + 1]);
        state.quantiles[i] = share;
    }
    return resolved(std::move(state));
}

void Exploration::beginDrag() {
    if (!dragStart_)
        dragStart_ = cuts_;
}

void Exploration::moveCut(int cut, double value) {
    if (cut < 0 || size_t(cut) >= cuts_.values.size() || !rows_ || !std::isfinite(value))
        return;
    applyCuts(withMoved(cut, value), false);
}

void Exploration::endDrag() {
    if (!dragStart_)
        return;
    const CutState before = *std::exchange(dragStart_, std::nullopt);
    push(before, cuts_, tr("Move cut"));
}

void Exploration::nudgeCut(int cut, double value) {
    if (cut < 0 || size_t(cut) >= cuts_.values.size() || !rows_ || !std::isfinite(value))
        return;
    const size_t i = size_t(cut);
    CutState state = withMoved(cut, value);
    if (state == cuts_ && cuts_.quantileLock && value != cuts_.values[i]) { // too small a step for a thousandth
        const double low = i > 0 ? cuts_.quantiles[i - 1] : 0;
        const double high = i + 1 < cuts_.quantiles.size() ? cuts_.quantiles[i + 1] : 1;
        const double step = value > cuts_.values[i] ? quantileStep : -quantileStep;
        state.quantiles[i] = std::clamp(cleaned(cuts_.quantiles[i] + step), low, high);
        state = resolved(std::move(state));
    }
    push(cuts_, state, tr("Move cut"), cut);
}

void Exploration::setCuts(const std::vector<double>& cuts, const QString& undoText) {
    CutState state{cuts, std::vector<double>(cuts.size()), false};
    std::sort(state.values.begin(), state.values.end());
    push(cuts_, resolved(std::move(state)), undoText);
}

void Exploration::setQuantiles(const std::vector<double>& quantiles, const QString& undoText) {
    CutState state{std::vector<double>(quantiles.size()), quantiles, true};
    std::sort(state.quantiles.begin(), state.quantiles.end());
    push(cuts_, resolved(std::move(state)), undoText);
}

bool Exploration::setCutsFromText(const QString& text) {
    const auto specs = parseCuts(text.toStdString());
    if (!specs || specs->empty()) {
        Q_EMIT failed(specs ? tr("Type at least one cut: values such as 0.11, 0.39 or quantiles such as q0.25, q0.75.")
                            : QString::fromStdString(specs.error().message));
        return false;
    }
    const bool allQuantiles =
        std::all_of(specs->begin(), specs->end(), [](const CutSpec& spec) { return spec.quantile; });
    if (allQuantiles) {
        std::vector<double> quantiles;
        for (const CutSpec& spec : *specs)
            quantiles.push_back(spec.value);
        setQuantiles(quantiles, tr("Type cuts"));
        return true;
    }
    const auto values = resolveCuts(*specs, rows_ ? rows_->reference() : std::vector<double>());
    if (!values) {
        Q_EMIT failed(QString::fromStdString(values.error().message));
        return false;
    }
    setCuts(*values, tr("Type cuts"));
    return true;
}

QString Exploration::cutsText() const {
    std::vector<CutSpec> specs;
    for (size_t i = 0; i < cuts_.values.size(); ++i)
        specs.push_back({cuts_.quantileLock ? cuts_.quantiles[i] : cuts_.values[i], cuts_.quantileLock});
    return QString::fromStdString(formatCuts(specs));
}

void Exploration::setQuantileLock(bool locked) {
    if (locked == cuts_.quantileLock)
        return;
    CutState state = cuts_;
    state.quantileLock = locked;
    for (double& share : state.quantiles)
        share = cleaned(roundQuantile(share));
    push(cuts_, resolved(std::move(state)), locked ? tr("Lock cuts to quantiles") : tr("Lock cuts to values"));
}

bool Exploration::suggestCut(const CutQuestion& question, const QString& undoText) {
    const auto found = caftan::suggestCut(index(), question);
    if (!found) {
        Q_EMIT failed(QString::fromStdString(found.error().message));
        return false;
    }
    CutState state = cuts_;
    state.quantileLock = false;
    if (state.values.empty())
        state.values.push_back(found->cut);
    state.values.back() = found->cut;
    const size_t lower = state.values.size() - 1;
    if (lower > 0 && state.values[lower - 1] >= found->cut)
        for (size_t i = 0; i < lower; ++i)
            state.values[i] =
                std::min(found->cut, index().valueAtQuantile(found->quantile * double(i + 1) / double(lower + 1)));
    state.quantiles.assign(state.values.size(), 0);
    push(cuts_, resolved(std::move(state)), undoText);
    return true;
}

void Exploration::setOverlayShown(bool shown) {
    if (overlay_ == shown)
        return;
    overlay_ = shown;
    Q_EMIT snapshotsChanged();
}

void Exploration::selectCut(int cut) {
    if (cut == selectedCut_ || cut < 0 || size_t(cut) >= cuts_.values.size())
        return;
    selectedCut_ = cut;
    Q_EMIT cutSelected();
}

std::string Exploration::workingName() const {
    return rows_->metric == "entropy" ? "current" : "current " + rows_->metric;
}

void Exploration::storeSoon() {
    if (!rows_ || service_.readOnly())
        return;
    unstored_ = true;
    storeTimer_.start();
}

void Exploration::storeNow() {
    storeTimer_.stop();
    if (!std::exchange(unstored_, false) || !rows_ || !service_.isOpen())
        return;
    ++storing_;
    const CutSet working = cutSet(workingName());
    service_.ask<double>(
        this, [working](Project& project) { return storeLast(project, working); },
        [this, working](Result<double> created) {
            --storing_;
            if (created) {
                storedAt_ = std::max(storedAt_, *created);
                return;
            }
            if (rows_ && rows_->scoring.id == working.scoring && rows_->metric == working.metric)
                unstored_ = true; // the next change, or another metric, tries again
            Q_EMIT failed(QString::fromStdString(created.error().message));
        });
}

CutSet Exploration::cutSet(const std::string& name) const {
    CutSet set;
    set.name = name;
    set.metric = rows_->metric;
    set.scoring = rows_->scoring.id;
    set.values = cuts_.values;
    set.quantiles = cuts_.quantiles;
    set.lock = cuts_.quantileLock ? "quantile" : "value";
    set.testSeen = cuts_.testSeen;
    return set;
}

CutSet Exploration::frozenCuts() const {
    if (!rows_)
        return {};
    const auto same = [this](const CutSet& set) {
        return set.values == cuts_.values && set.testSeen == cuts_.testSeen;
    };
    const auto known = std::find_if(snapshots_.begin(), snapshots_.end(), same);
    if (known != snapshots_.end())
        return *known;
    const std::string base =
        cutsText().toStdString() + (rows_->metric == "entropy" ? std::string() : " of " + rows_->metric);
    std::string name = base;
    const auto taken = [&](const CutSet& set) { return set.name == name; };
    for (int number = 2; std::any_of(snapshots_.begin(), snapshots_.end(), taken); ++number)
        name = base + " (" + std::to_string(number) + ")"; // the same quantiles of other rows
    return cutSet(name);
}

void Exploration::saveSnapshot(const QString& name) {
    if (!rows_ || name.trimmed().isEmpty())
        return;
    service_.change<int64_t>(
        this, [set = cutSet(name.trimmed().toStdString())](Project& project) { return saveCuts(project, set); },
        [this](Result<int64_t> id) {
            if (!id)
                Q_EMIT failed(QString::fromStdString(id.error().message));
        });
}

void Exploration::restoreSnapshot(int64_t id) {
    const auto set =
        std::find_if(snapshots_.begin(), snapshots_.end(), [id](const CutSet& cuts) { return cuts.id == id; });
    if (set == snapshots_.end() || set->values.size() != set->quantiles.size())
        return;
    const CutState state{set->values, set->quantiles, set->lock == "quantile", set->testSeen};
    push(cuts_, resolved(state), tr("Restore \"%1\"").arg(QString::fromStdString(set->name)));
}

} // namespace caftan::ui
