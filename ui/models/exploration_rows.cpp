#include "ui/models/exploration_rows.h"

#include "core/store/question_search.h"

#include <algorithm>
#include <future>

namespace caftan::ui {
namespace {

template <class T>
void append(std::vector<T>& to, const std::vector<T>& from) {
    to.insert(to.end(), from.begin(), from.end());
}

void appendColumns(ScoreColumns& to, const ScoreColumns& from) {
    append(to.question, from.question);
    append(to.metric, from.metric);
    append(to.right, from.right);
    append(to.valid, from.valid);
    append(to.split, from.split);
    append(to.category, from.category);
    append(to.answerTokens, from.answerTokens);
    append(to.traceTokens, from.traceTokens);
}

// Leaves out what must not be seen, and keeps in mind what that is.
void hideTest(ExplorationRows& rows, bool showTest) {
    rows.shown.clear();
    if (!rows.dataset.sealed || showTest)
        return;
    for (const uint8_t split : rows.columns.split)
        rows.shown.push_back(split != uint8_t(Split::Test));
    rows.columns = selectSplits(rows.columns, ~splitBit(Split::Test));
}

// Sorted once: the reference and every slice are parts of that order.
void indexRows(ExplorationRows& rows) {
    rows.whole = std::make_shared<ThresholdIndex>(ThresholdIndex::build(rows.columns));
    rows.ofTraining.clear();
    if (!rows.dataset.sealed)
        return;
    rows.ofTraining.reserve(rows.whole->sorted().size());
    const auto keep = [&rows](Split part) {
        for (size_t i = 0; i < rows.whole->sorted().size(); ++i)
            if (rows.columns.split[rows.whole->order()[i]] == uint8_t(part))
                rows.ofTraining.push_back(rows.whole->sorted()[i]);
    };
    keep(Split::Train);
    if (rows.ofTraining.empty())
        keep(Split::Validation); // a run's answers
}

bool sameParts(const Dataset& a, const Dataset& b) {
    return a.sealed == b.sealed && a.train == b.train && a.validation == b.validation && a.test == b.test;
}

// `rows` have all but columns: those of `before` under another metric. False: they have to be read.
Result<bool> takeColumns(Project& project, ExplorationRows& rows, const SharedRows& before) {
    const ExplorationRows* old = before.get();
    if (!old || old->scoring.id != rows.scoring.id || old->traceMark != rows.traceMark ||
        old->testShown != rows.testShown || !sameParts(old->dataset, rows.dataset))
        return false;
    auto facts = std::async([&from = old->columns] {
        return ScoreColumns{from.question,   {}, from.right, from.valid, from.split, from.category, from.answerTokens,
                            from.traceTokens};
    });
    CAFTAN_TRY(values,
               loadMetric(project, rows.scoring.id, rows.metric, {old->columns.question, old->shown, old->lastRow}));
    rows.columns = facts.get();
    if (!values)
        return false;
    rows.columns.metric = std::move(*values);
    rows.categories = old->categories;
    rows.shown = old->shown;
    rows.lastRow = old->lastRow;
    return true;
}

} // namespace

bool ExplorationRows::readsKey() const {
    return std::any_of(metrics.begin(), metrics.end(),
                       [this](const MetricInfo& info) { return info.name == metric && info.readsKey; });
}

Result<SharedRows> loadRows(Project& project, int64_t scoring, const std::string& metric, bool showTest,
                            const SharedRows& before) {
    auto rows = std::make_shared<ExplorationRows>();
    CAFTAN_TRY(record, findScoring(project, scoring));
    CAFTAN_TRY(dataset, findDataset(project, std::to_string(record.dataset)));
    CAFTAN_TRY(metrics, listMetrics(project, scoring));
    CAFTAN_TRY(mark, traceMark(project, dataset.id));
    const bool known = metrics.empty() || std::any_of(metrics.begin(), metrics.end(),
                                                      [&](const MetricInfo& info) { return info.name == metric; });
    rows->metric = known ? metric : metrics.front().name;
    rows->scoring = record;
    rows->dataset = dataset;
    rows->metrics = std::move(metrics);
    rows->traceMark = mark;
    rows->testShown = showTest && dataset.sealed;
    CAFTAN_TRY(taken, takeColumns(project, *rows, before));
    if (!taken) {
        CAFTAN_TRY(chunk, loadColumns(project, scoring, rows->metric));
        rows->categories = std::move(chunk.categories);
        rows->columns = std::move(chunk.columns);
        rows->lastRow = chunk.lastRow;
        hideTest(*rows, showTest);
    }
    indexRows(*rows);
    return SharedRows(rows);
}

Result<SharedRows> refreshRows(Project& project, const SharedRows& old) {
    CAFTAN_TRY(scoring, findScoring(project, old->scoring.id));
    CAFTAN_TRY(dataset, findDataset(project, std::to_string(scoring.dataset)));
    CAFTAN_TRY(mark, traceMark(project, dataset.id));
    if (!sameParts(dataset, old->dataset) || mark != old->traceMark || scoring.state != old->scoring.state ||
        old->metrics.empty())
        return loadRows(project, scoring.id, old->metric, old->testShown);
    CAFTAN_TRY(chunk, loadColumns(project, scoring.id, old->metric, old->lastRow));
    if (chunk.columns.size() == 0 && dataset.openings == old->dataset.openings)
        return old;
    auto rows = std::make_shared<ExplorationRows>(*old);
    rows->scoring = scoring;
    rows->dataset = dataset;
    if (dataset.sealed && !old->testShown)
        chunk.columns = selectSplits(chunk.columns, ~splitBit(Split::Test));
    appendColumns(rows->columns, chunk.columns);
    rows->shown.clear(); // another metric reads all anew
    indexRows(*rows);
    rows->lastRow = std::max(old->lastRow, chunk.lastRow);
    return SharedRows(rows);
}

SharedSlice makeSlice(const ExplorationRows& rows, int category) {
    auto slice = std::make_shared<ExplorationSlice>();
    slice->category = category;
    slice->index = rows.whole;
    if (category >= 0)
        slice->index = std::make_shared<ThresholdIndex>(rows.whole->narrowed(
            rows.columns, [&rows, category](size_t row) { return rows.columns.category[row] == category; }));
    auto curve = std::async([&] { return rocCurveSorted(slice->index->sorted(), slice->index->rightSorted()); });
    slice->auc = aucs(rows.columns, *slice->index);
    slice->curve = curve.get();
    return slice;
}

} // namespace caftan::ui
