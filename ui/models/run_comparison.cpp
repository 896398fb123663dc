#include "ui/models/run_comparison.h"

#include "core/jobs/run_removal.h"
#include "ui/models/project_service.h"

#include <algorithm>

namespace caftan::ui {

namespace {

constexpr int comparisonThrottle = 1000; // ms: a training run commits ten times a second
constexpr size_t checkedAtFirst = 8;     // more lines and labels than that are not read

const RunCatalog& emptyCatalog() {
    static const RunCatalog none;
    return none;
}

} // namespace

struct RunComparison::Worker {
    JudgementCache cache;
    std::map<int64_t, std::shared_ptr<const QuestionBands>> bands; // by run

    Result<std::shared_ptr<const QuestionBands>> bandsOf(Project& project, const RunRecord& run) {
        auto& known = bands[run.id];
        if (!known) {
            CAFTAN_TRY(loaded, loadBands(project, run));
            known = std::make_shared<const QuestionBands>(std::move(loaded));
        }
        return known;
    }
};

RunComparison::RunComparison(ProjectService& service, QObject* parent)
    : QObject(parent), service_(service), worker_(std::make_shared<Worker>()), catalog_(&emptyCatalog()) {
    throttle_.setSingleShot(true);
    throttle_.setInterval(comparisonThrottle);
    connect(&throttle_, &QTimer::timeout, this, [this] {
        if (std::exchange(again_, false))
            schedule();
    });
    connect(&service, &ProjectService::opened, this, &RunComparison::schedule);
    connect(&service, &ProjectService::changed, this, &RunComparison::schedule);
    connect(&service, &ProjectService::closed, this, &RunComparison::clear);
    connect(&service, &ProjectService::opening, this, &RunComparison::clear);
}

void RunComparison::setActive(bool active) {
    if (std::exchange(active_, active) == active || !active)
        return;
    schedule();
    compute();
}

void RunComparison::clear() {
    throttle_.stop();
    worker_ = std::make_shared<Worker>();
    catalog_ = &emptyCatalog();
    snapshot_.reset();
    recipes_.clear();
    baseline_.reset();
    figures_.clear();
    differences_.clear();
    checked_.clear();
    seen_.clear();
    chosen_.clear();
    changedFor_.clear();
    changed_.reset();
    split_ = "validation";
    splitChosen_ = loaded_ = reading_ = again_ = asking_ = false; // answers of the closed project do not arrive
    Q_EMIT updated();
    Q_EMIT chosenChanged();
}

void RunComparison::schedule() {
    if (!active_ || !service_.isOpen())
        return;
    if (reading_ || throttle_.isActive()) {
        again_ = true;
        return;
    }
    throttle_.start();
    refresh();
}

void RunComparison::refresh() {
    reading_ = true;
    using Answer = std::shared_ptr<Snapshot>;
    service_.ask<Answer>(
        this,
        [](Project& project) -> Result<Answer> {
            auto snapshot = std::make_shared<Snapshot>();
            CAFTAN_TRY(catalog, readRunCatalog(project));
            snapshot->catalog = std::move(catalog);
            const std::vector<size_t> all = allRuns(snapshot->catalog);
            snapshot->onValidation = groupRuns(snapshot->catalog, all, "validation");
            snapshot->onTest = groupRuns(snapshot->catalog, all, "test");
            return snapshot;
        },
        [this](Result<Answer> answer) {
            reading_ = false;
            if (answer)
                take(std::move(*answer));
            else
                Q_EMIT failed(QString::fromStdString(answer.error().message));
            if (again_ && !throttle_.isActive()) {
                again_ = false;
                schedule();
            }
        });
}

void RunComparison::take(std::shared_ptr<Snapshot> snapshot) {
    std::shared_ptr<Snapshot> old = std::exchange(snapshot_, std::move(snapshot));
    catalog_ = &snapshot_->catalog;
    loaded_ = true;
    if (!splitChosen_ && hasTest()) {
        const auto tested = [](const std::vector<RunGroup>& groups) {
            return std::count_if(groups.begin(), groups.end(), [](const RunGroup& g) { return !g.runs.empty(); });
        };
        split_ = tested(snapshot_->onTest) >= tested(snapshot_->onValidation) ? "test" : "validation";
    }
    takeGroups();
    // A tree of hundreds of configurations is taken down by the worker.
    const auto holder = std::make_shared<std::shared_ptr<Snapshot>>(std::move(old));
    service_.ask<bool>(
        this,
        [holder](Project&) -> Result<bool> {
            holder->reset();
            return true;
        },
        [](Result<bool>) {});
}

void RunComparison::takeGroups() {
    recipes_.clear();
    baseline_ = chooseBaseline(*catalog_, split_ == "test" ? snapshot_->onTest : snapshot_->onValidation);
    for (const RunGroup& group : split_ == "test" ? snapshot_->onTest : snapshot_->onValidation) {
        RecipeView view;
        view.group = group;
        view.key = catalog_->runs[group.all().front()].run.uid;
        view.slot = recipes_.size();
        view.tokens = meanTokens(*catalog_, group, split_);
        view.seconds = meanSeconds(*catalog_, group);
        for (const size_t run : group.runs)
            view.evaluations.push_back(catalog_->runs[run].on(split_)->id);
        recipes_.push_back(std::move(view));
    }
    chooseDefaults();
    attach();
    Q_EMIT updated();
    compute();
}

void RunComparison::chooseDefaults() {
    const RecipeView* base = baseline();
    for (auto recipe = recipes_.rbegin(); recipe != recipes_.rend(); ++recipe) // the newest first
        if (recipe->counted() && seen_.insert(recipe->key).second && checked_.size() < checkedAtFirst)
            checked_.insert(recipe->key);
    if (base)
        checked_.insert(base->key);
    const RecipeView* current = chosen();
    if (current && current != base)
        return;
    chosen_.clear();
    for (const RecipeView& recipe : recipes_) // the demo's question first
        if (&recipe != base && isChecked(recipe.key) && recipe.counted() &&
            (chosen_.empty() || recipe.group.recipe == "complexity-aware"))
            chosen_ = recipe.key;
    Q_EMIT chosenChanged();
}

const RecipeView* RunComparison::find(const std::string& key) const {
    const auto found =
        std::find_if(recipes_.begin(), recipes_.end(), [&](const RecipeView& recipe) { return recipe.key == key; });
    return found == recipes_.end() ? nullptr : &*found;
}

void RunComparison::setSplit(const std::string& split) {
    splitChosen_ = true;
    if (split == split_ || !snapshot_)
        return;
    split_ = split;
    changed_.reset();
    changedFor_.clear();
    takeGroups();
    Q_EMIT chosenChanged();
}

bool RunComparison::hasTest() const {
    return std::any_of(catalog_->runs.begin(), catalog_->runs.end(),
                       [](const CatalogRun& run) { return run.test.has_value(); });
}

const RecipeView* RunComparison::baseline() const {
    return baseline_ ? &recipes_[*baseline_] : nullptr;
}

void RunComparison::setChecked(const std::string& key, bool checked) {
    const RecipeView *recipe = find(key), *base = baseline();
    if (!recipe || !recipe->counted() || isChecked(key) == checked || recipe == base)
        return;
    if (checked)
        checked_.insert(key);
    else
        checked_.erase(key);
    attach();
    Q_EMIT figuresChanged();
    compute();
}

const RecipeView* RunComparison::chosen() const {
    const RecipeView* recipe = find(chosen_);
    return recipe && recipe->counted() && recipe != baseline() ? recipe : nullptr;
}

void RunComparison::choose(const std::string& key) {
    const RecipeView* recipe = find(key);
    if (key == chosen_ || !recipe || !recipe->counted() || recipe == baseline())
        return;
    chosen_ = key;
    changed_.reset();
    changedFor_.clear();
    setChecked(key, true);
    Q_EMIT chosenChanged();
    compute();
}

std::vector<int64_t> RunComparison::comparedRuns() const {
    std::vector<int64_t> runs;
    const RecipeView* base = baseline();
    const auto add = [&](const RecipeView& recipe) {
        for (const size_t run : recipe.group.runs)
            runs.push_back(catalog_->runs[run].run.id);
    };
    if (base)
        add(*base);
    for (const RecipeView& recipe : recipes_)
        if (&recipe != base && isChecked(recipe.key))
            add(recipe);
    return runs;
}

// What is known goes to the recipes; Holm's correction over the checked ones.
void RunComparison::attach() {
    const RecipeView* base = baseline();
    std::vector<RecipeDifference> differences;
    std::vector<RecipeView*> owners;
    for (RecipeView& recipe : recipes_) {
        const auto figures = figures_.find(recipe.evaluations);
        recipe.figures = figures == figures_.end() ? nullptr : figures->second;
        recipe.difference.reset();
        if (!base || &recipe == base || !isChecked(recipe.key))
            continue;
        const auto known = differences_.find({recipe.evaluations, base->evaluations});
        if (known == differences_.end())
            continue;
        differences.push_back(*known->second);
        owners.push_back(&recipe);
    }
    correctDifferences(differences);
    for (size_t i = 0; i < owners.size(); ++i)
        owners[i]->difference = std::make_shared<const RecipeDifference>(std::move(differences[i]));
}

void RunComparison::compute() {
    if (!active_ || asking_ || !loaded_ || !service_.isOpen())
        return;
    asking_ = true;
    if (computeDifference() || computeFigures())
        return;
    asking_ = false;
    listChanged();
}

bool RunComparison::computeFigures() {
    const auto next = std::find_if(recipes_.begin(), recipes_.end(),
                                   [](const RecipeView& recipe) { return recipe.counted() && !recipe.figures; });
    if (next == recipes_.end())
        return false;
    service_.ask<RecipeFigures>(
        this,
        [evaluations = next->evaluations, worker = worker_](Project& project) -> Result<RecipeFigures> {
            CAFTAN_TRY(recipe, loadRecipe(project, evaluations, worker->cache));
            return recipeFigures(recipe);
        },
        [this, key = next->evaluations](Result<RecipeFigures> figures) {
            asking_ = false;
            if (!figures)
                Q_EMIT failed(QString::fromStdString(figures.error().message));
            figures_[key] = std::make_shared<const RecipeFigures>(figures ? *figures : RecipeFigures());
            attach();
            Q_EMIT figuresChanged();
            compute();
        });
    return true;
}

RunRecord RunComparison::baselineRun() const {
    const RecipeView* base = baseline();
    RunRecord run; // what the bands need of it
    if (!base)
        return run;
    const RunRecord& first = catalog_->runs[base->group.runs.front()].run;
    run.id = first.id;
    run.scoring = first.scoring;
    if (first.config.is_object() && first.config.contains("cuts"))
        run.config["cuts"] = first.config["cuts"];
    return run;
}

// The chosen recipe's first.
bool RunComparison::computeDifference() {
    const RecipeView *base = baseline(), *next = nullptr;
    for (const RecipeView& recipe : recipes_)
        if (base && &recipe != base && recipe.counted() && isChecked(recipe.key) && !recipe.difference &&
            (!next || recipe.key == chosen_))
            next = &recipe;
    if (!next)
        return false;
    service_.ask<RecipeDifference>(
        this,
        [a = next->evaluations, b = base->evaluations, run = baselineRun(),
         worker = worker_](Project& project) -> Result<RecipeDifference> {
            CAFTAN_TRY(ofA, loadRecipe(project, a, worker->cache));
            CAFTAN_TRY(ofB, loadRecipe(project, b, worker->cache));
            CAFTAN_TRY(bands, worker->bandsOf(project, run));
            return recipeDifference(ofA, ofB, *bands);
        },
        [this, key = std::pair(next->evaluations, base->evaluations)](Result<RecipeDifference> difference) {
            asking_ = false;
            if (!difference)
                Q_EMIT failed(QString::fromStdString(difference.error().message));
            differences_[key] = std::make_shared<const RecipeDifference>(difference ? *difference : RecipeDifference());
            attach();
            Q_EMIT figuresChanged();
            compute();
        });
    return true;
}

void RunComparison::listChanged() {
    const RecipeView *recipe = chosen(), *base = baseline();
    const std::string wanted = recipe && base ? recipe->key + base->key + split_ : std::string();
    if (wanted == changedFor_)
        return;
    changedFor_ = wanted;
    if (wanted.empty()) {
        changed_.reset();
        return Q_EMIT changedListed();
    }
    asking_ = true;
    using Answer = std::shared_ptr<const ChangedList>;
    service_.ask<Answer>(
        this,
        [a = recipe->evaluations, b = base->evaluations, key = recipe->key, run = baselineRun(),
         worker = worker_](Project& project) -> Result<Answer> {
            auto list = std::make_shared<ChangedList>();
            CAFTAN_TRY(ofA, loadRecipe(project, a, worker->cache));
            CAFTAN_TRY(ofB, loadRecipe(project, b, worker->cache));
            CAFTAN_TRY(bands, worker->bandsOf(project, run));
            list->questions = changedQuestions(ofA, ofB, *bands);
            *list = {key, std::move(list->questions), *bands, std::move(ofA), std::move(ofB), a, b};
            return Answer(std::move(list));
        },
        [this, wanted](Result<Answer> answer) {
            asking_ = false;
            if (!answer)
                Q_EMIT failed(QString::fromStdString(answer.error().message));
            else if (wanted == changedFor_)
                changed_ = *answer;
            Q_EMIT changedListed();
            compute();
        });
}

void RunComparison::edit(std::function<Status(Project&)> work) {
    service_.change<bool>(
        this,
        [work = std::move(work)](Project& project) -> Result<bool> {
            CAFTAN_CHECK(work(project));
            return true;
        },
        [this](Result<bool> answer) {
            if (!answer)
                Q_EMIT failed(QString::fromStdString(answer.error().message));
            throttle_.stop(); // one's own change is seen at once
            schedule();
        });
}

void RunComparison::pin(std::optional<int64_t> run) {
    changedFor_.clear();
    changed_.reset();
    edit([run](Project& project) { return pinRun(project, run); });
}

void RunComparison::rename(int64_t run, const std::string& name) {
    edit([run, name](Project& project) { return renameRun(project, run, name); });
}

// The first seed bears the plain name, as runs of an experiment do.
void RunComparison::rename(const RecipeView& recipe, const std::string& name) {
    std::vector<std::pair<int64_t, std::string>> names;
    for (const size_t index : recipe.group.all()) {
        const RunRecord& run = catalog_->runs[index].run;
        names.emplace_back(run.id, names.empty() ? name : name + " (seed " + std::to_string(run.seed) + ")");
    }
    edit([names](Project& project) {
        return project.write([&]() -> Status {
            for (const auto& [run, text] : names)
                CAFTAN_CHECK(renameRun(project, run, text));
            return {};
        });
    });
}

void RunComparison::setTags(const std::vector<int64_t>& runs, const std::string& tags) {
    edit([runs, tags](Project& project) {
        return project.write([&]() -> Status {
            for (const int64_t id : runs) {
                CAFTAN_TRY(run, loadRun(project, id));
                CAFTAN_CHECK(updateRunNotes(project, id, tags, run.notes));
            }
            return {};
        });
    });
}

void RunComparison::setNotes(const std::vector<int64_t>& runs, const std::string& notes) {
    edit([runs, notes](Project& project) {
        return project.write([&]() -> Status {
            for (const int64_t id : runs) {
                CAFTAN_TRY(run, loadRun(project, id));
                CAFTAN_CHECK(updateRunNotes(project, id, run.tags, notes));
            }
            return {};
        });
    });
}

void RunComparison::remove(const std::vector<int64_t>& runs) {
    edit([runs](Project& project) -> Status {
        for (const int64_t id : runs)
            CAFTAN_CHECK(removeRun(project, id));
        return {};
    });
}

} // namespace caftan::ui
