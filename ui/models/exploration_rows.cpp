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

ScoreColumns visible(ScoreColumns columns, const Dataset& dataset, bool showTest) {
    if (!dataset.sealed || showTest)
        return columns;
    return selectSplits(columns, ~splitBit(Split::Test));
}

// Sorted once: the reference and every slice are parts of that order.
void indexRows(ExplorationRows& rows) {
    rows.whole = std::make_shared<ThresholdIndex>(ThresholdIndex::build(rows.columns));
    if (!rows.dataset.sealed) {
        rows.reference = rows.whole->sorted();
        return;
    }
    rows.reference.clear();
    for (size_t i = 0; i < rows.whole->sorted().size(); ++i)
        if (rows.columns.split[rows.whole->order()[i]] == uint8_t(Split::Train))
            rows.reference.push_back(rows.whole->sorted()[i]);
}

bool sameParts(const Dataset& a, const Dataset& b) {
    return a.sealed == b.sealed && a.train == b.train && a.validation == b.validation && a.test == b.test;
}

} // namespace

bool ExplorationRows::readsKey() const {
    return std::any_of(metrics.begin(), metrics.end(),
                       [this](const MetricInfo& info) { return info.name == metric && info.readsKey; });
}

Result<SharedRows> loadRows(Project& project, int64_t scoring, const std::string& metric, bool showTest) {
    auto rows = std::make_shared<ExplorationRows>();
    CAFTAN_TRY(record, findScoring(project, scoring));
    CAFTAN_TRY(dataset, findDataset(project, std::to_string(record.dataset)));
    CAFTAN_TRY(metrics, listMetrics(project, scoring));
    CAFTAN_TRY(mark, traceMark(project, dataset.id));
    const bool known = metrics.empty() || std::any_of(metrics.begin(), metrics.end(),
                                                      [&](const MetricInfo& info) { return info.name == metric; });
    rows->metric = known ? metric : metrics.front().name;
    CAFTAN_TRY(chunk, loadColumns(project, scoring, rows->metric));
    rows->scoring = record;
    rows->dataset = dataset;
    rows->categories = std::move(chunk.categories);
    rows->metrics = std::move(metrics);
    rows->columns = visible(std::move(chunk.columns), dataset, showTest);
    indexRows(*rows);
    rows->lastRow = chunk.lastRow;
    rows->traceMark = mark;
    rows->testShown = showTest && dataset.sealed;
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
    appendColumns(rows->columns, visible(chunk.columns, dataset, old->testShown));
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
