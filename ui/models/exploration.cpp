#include "ui/models/exploration.h"

#include "ui/models/project_service.h"

#include <algorithm>

namespace caftan::ui {
namespace {

const std::vector<double> quartiles = {0.25, 0.75};

template <class T>
Result<T> inSnapshot(Project& project, const std::function<Result<T>()>& work) {
    Result<T> result = fail(std::string());
    const Status status = project.read([&]() -> Status {
        result = work();
        return {};
    });
    if (!status)
        return tl::unexpected<Error>(status.error());
    return result;
}

} // namespace

Exploration::Exploration(ProjectService& service, QObject* parent)
    : QObject(parent), service_(service), slice_(std::make_shared<ExplorationSlice>()) {
    storeTimer_.setSingleShot(true);
    storeTimer_.setInterval(300);
    cuts_.quantiles = quartiles;
    cuts_.values = {0, 0};
    connect(&storeTimer_, &QTimer::timeout, this, &Exploration::storeNow);
    connect(&service_, &ProjectService::opened, this, [this] {
        reset();
        refreshScorings();
    });
    connect(&service_, &ProjectService::closed, this, &Exploration::reset);
    connect(&service_, &ProjectService::changed, this, [this] {
        refreshScorings();
        refresh();
    });
    if (service_.isOpen())
        refreshScorings();
}

Exploration::~Exploration() = default;

const ScoreColumns& Exploration::columns() const {
    static const ScoreColumns none;
    return rows_ ? rows_->columns : none;
}

const ThresholdIndex& Exploration::index() const {
    return *slice_->index;
}

std::shared_ptr<const ThresholdIndex> Exploration::sharedIndex() const {
    return slice_->index;
}

QString Exploration::categoryName() const {
    return rows_ && category_ >= 0 && size_t(category_) < rows_->categories.size()
               ? QString::fromStdString(rows_->categories[size_t(category_)])
               : QString();
}

void Exploration::reset() {
    ++generation_;
    storeTimer_.stop();
    unstored_ = false;
    storing_ = 0; // answers of the closed project do not arrive
    storedAt_ = 0;
    undo_.clear();
    scorings_.clear();
    scoringsKnown_ = loading_ = refreshing_ = refreshAgain_ = testShown_ = false;
    scoring_.reset();
    rows_.reset();
    slice_ = std::make_shared<ExplorationSlice>();
    kept_ = {};
    snapshots_.clear();
    dragStart_.reset();
    category_ = -1;
    Q_EMIT scoringsChanged();
    Q_EMIT dataChanged();
    Q_EMIT snapshotsChanged();
    Q_EMIT commandLineChanged();
}

void Exploration::refreshScorings() {
    service_.ask<std::vector<Scoring>>(
        this, [](Project& project) { return listScorings(project); },
        [this](Result<std::vector<Scoring>> scorings) {
            if (!scorings)
                return Q_EMIT failed(QString::fromStdString(scorings.error().message));
            applyScorings(std::move(*scorings));
        });
}

void Exploration::applyScorings(std::vector<Scoring> scorings) {
    std::sort(scorings.begin(), scorings.end(), [](const Scoring& a, const Scoring& b) { return a.id < b.id; });
    const int64_t newestKnown = scorings_.empty() ? 0 : scorings_.back().id;
    const bool hadSome = scoringsKnown_;
    scorings_ = std::move(scorings);
    scoringsKnown_ = true;
    Q_EMIT scoringsChanged();
    if (scorings_.empty())
        return;
    // The first look takes the newest; later on, one that somebody has just started is followed.
    const Scoring& newest = scorings_.back();
    if (!scoring_ || (hadSome && newest.id > newestKnown && newest.state == "running"))
        setScoring(newest.id);
}

void Exploration::setScoring(std::optional<int64_t> scoring) {
    if (scoring == scoring_)
        return;
    storeNow();
    scoring_ = scoring;
    testShown_ = false;
    category_ = -1;
    undo_.clear();
    dragStart_.reset();
    reload();
    Q_EMIT commandLineChanged();
}

void Exploration::setMetric(const QString& metric) {
    if (metric == metric_)
        return;
    storeNow();
    metric_ = metric;
    undo_.clear();
    dragStart_.reset();
    reload();
    Q_EMIT commandLineChanged();
}

void Exploration::setCategory(int category) {
    if (category == category_)
        return;
    category_ = category;
    rebuildSlice();
    Q_EMIT commandLineChanged();
}

void Exploration::openTest() {
    if (!rows_ || !rows_->dataset.sealed || testShown_)
        return;
    service_.change<bool>(
        this,
        [dataset = rows_->dataset.id](Project& project) -> Result<bool> {
            CAFTAN_CHECK(caftan::openTest(project, dataset, "Explore, in the window"));
            return true;
        },
        [this](Result<bool> done) {
            if (!done)
                return Q_EMIT failed(QString::fromStdString(done.error().message));
            testShown_ = true;
            reload();
            Q_EMIT commandLineChanged();
        });
}

void Exploration::hideTest(const std::vector<double>& quantiles) {
    const bool shown = std::exchange(testShown_, false);
    if (!quantiles.empty())
        setQuantiles(quantiles, tr("Cut anew"));
    if (!shown)
        return;
    storeNow(); // before the rows are read again, which takes the stored cuts
    reload();
    Q_EMIT commandLineChanged();
}

void Exploration::reload() {
    const int generation = ++generation_;
    refreshing_ = refreshAgain_ = false;
    if (!scoring_) {
        reset();
        return;
    }
    loading_ = true;
    Loaded left = keepShown(); // let go by the worker: that takes some milliseconds
    const Loaded kept = isWanted(left) ? left : Loaded();
    service_.ask<Loaded>(
        this,
        [scoring = *scoring_, metric = metric_.toStdString(), shown = testShown_, category = category_, kept,
         left = std::move(left), before = rows_](Project& project) {
            return inSnapshot<Loaded>(project, [&]() -> Result<Loaded> {
                CAFTAN_TRY(rows, kept.rows ? refreshRows(project, kept.rows)
                                           : loadRows(project, scoring, metric, shown, before));
                CAFTAN_TRY(cutSets, listCuts(project, scoring));
                const bool same = rows == kept.rows && kept.slice->category == category;
                return Loaded{rows, same ? kept.slice : makeSlice(*rows, category), cutSets};
            });
        },
        [this, generation](Result<Loaded> loaded) {
            if (generation != generation_)
                return;
            loading_ = false;
            if (!loaded)
                return Q_EMIT failed(QString::fromStdString(loaded.error().message));
            applyLoaded(std::move(*loaded), true);
            if (std::exchange(refreshAgain_, false))
                refresh(); // somebody committed meanwhile
        });
}

Exploration::Loaded Exploration::keepShown() {
    Loaded left = std::exchange(kept_, {});
    const bool sameRows =
        rows_ && rows_->scoring.id == *scoring_ && rows_->testShown == (testShown_ && rows_->dataset.sealed);
    if (sameRows && QString::fromStdString(rows_->metric) != metric_)
        kept_ = {rows_, slice_, {}};
    return left;
}

bool Exploration::isWanted(const Loaded& kept) const {
    return kept.rows && kept.rows->scoring.id == *scoring_ && kept.rows->metric == metric_.toStdString() &&
           kept.rows->testShown == (testShown_ && kept.rows->dataset.sealed);
}

// New rows are added; while an answer is under way, further commits ask once more afterwards.
void Exploration::refresh() {
    if (!scoring_)
        return;
    if (loading_ || refreshing_) {
        refreshAgain_ = true;
        return;
    }
    if (!rows_)
        return reload(); // the last attempt failed
    refreshing_ = true;
    service_.ask<Loaded>(
        this,
        [old = rows_, slice = slice_, category = category_](Project& project) {
            return inSnapshot<Loaded>(project, [&]() -> Result<Loaded> {
                CAFTAN_TRY(rows, refreshRows(project, old));
                CAFTAN_TRY(cutSets, listCuts(project, rows->scoring.id));
                return Loaded{rows, rows == old ? slice : makeSlice(*rows, category), cutSets};
            });
        },
        [this, generation = generation_, category = category_](Result<Loaded> loaded) {
            if (generation != generation_)
                return;
            refreshing_ = false;
            if (loaded && category == category_)
                applyLoaded(std::move(*loaded), false);
            else if (!loaded)
                Q_EMIT failed(QString::fromStdString(loaded.error().message));
            if (std::exchange(refreshAgain_, false) || category != category_)
                refresh();
        });
}

void Exploration::rebuildSlice() {
    if (!rows_ || loading_)
        return reload();
    service_.ask<SharedSlice>(
        this,
        [rows = rows_, category = category_](Project&) -> Result<SharedSlice> { return makeSlice(*rows, category); },
        [this, rows = rows_, generation = generation_, category = category_](Result<SharedSlice> slice) {
            if (generation != generation_ || category != category_ || !slice)
                return;
            if (rows != rows_)
                return rebuildSlice(); // rows arrived meanwhile
            slice_ = *slice;
            Q_EMIT dataChanged();
        });
}

void Exploration::applyLoaded(Loaded loaded, bool restoreCuts) {
    std::erase_if(loaded.cutSets, [&](const CutSet& set) { return set.metric != loaded.rows->metric; });
    const bool changed = loaded.rows != rows_;
    rows_ = std::move(loaded.rows);
    slice_ = std::move(loaded.slice);
    metric_ = QString::fromStdString(rows_->metric);
    const auto working = std::find_if(loaded.cutSets.begin(), loaded.cutSets.end(),
                                      [name = workingName()](const CutSet& set) { return set.name == name; });
    CutState state = cuts_;
    if (restoreCuts) {
        state = {std::vector<double>(quartiles.size()), quartiles, true, false};
        if (working != loaded.cutSets.end() && !working->values.empty() &&
            working->values.size() == working->quantiles.size())
            state = {working->values, working->quantiles, working->lock == "quantile", working->testSeen};
    }
    std::optional<CutSet> stored;
    if (working != loaded.cutSets.end()) {
        stored = std::move(*working);
        loaded.cutSets.erase(working);
    }
    snapshots_ = std::move(loaded.cutSets);
    if (restoreCuts || (changed && !dragStart_)) // cuts under the mouse stay where they are
        applyCuts(resolved(std::move(state)), false);
    if (changed)
        Q_EMIT dataChanged();
    if (stored && !restoreCuts)
        followOthers(*stored);
    storedAt_ = stored ? std::max(storedAt_, stored->created) : storedAt_;
    Q_EMIT snapshotsChanged();
}

// Another window of this project, or a command, moved the cuts: so do we, and it can be undone.
void Exploration::followOthers(const CutSet& stored) {
    const CutState theirs{stored.values, stored.quantiles, stored.lock == "quantile", stored.testSeen};
    if (stored.created <= storedAt_ || unstored_ || storing_ > 0 || dragStart_ || theirs.values.empty() ||
        theirs.values.size() != theirs.quantiles.size())
        return;
    storedAt_ = stored.created;
    push(cuts_, resolved(theirs), tr("Cuts of another window"));
    storeTimer_.stop(); // they are stored already
    unstored_ = false;
}

QString Exploration::bandRecipe(size_t band) const {
    if (band < recipes_.size() && !recipes_[band].isEmpty())
        return recipes_[band];
    return band + 1 == cuts_.values.size() + 1 ? QStringLiteral("distill") : QStringLiteral("sft");
}

void Exploration::setBandRecipe(size_t band, const QString& recipe) {
    if (bandRecipe(band) == recipe)
        return;
    recipes_.resize(std::max(recipes_.size(), band + 1));
    recipes_[band] = recipe;
    Q_EMIT recipesChanged();
}

QString Exploration::commandLine() const {
    if (!scoring_)
        return {};
    QString line =
        QStringLiteral("caftan-cli analyze --scoring %1 --metric %2 --cuts %3").arg(*scoring_).arg(metric_, cutsText());
    if (testShown_)
        line += QStringLiteral(" --split all");
    if (category_ >= 0)
        line += QStringLiteral(" --by category");
    return line;
}

} // namespace caftan::ui
