// Rows for statistics: one pass over the scores, the questions' facts looked up in arrays indexed by row id; of large
// scorings kept as plain arrays (column_cache.h).
#include "core/store/columns.h"

#include "core/store/bulk_read.h"
#include "core/store/datasets.h"
#include "core/store/metrics.h"
#include "core/store/scoring_columns.h"
#include "core/store/scorings.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace caftan {
namespace {

constexpr int64_t fewRows = 2000; // fewer are looked up question by question

void reserve(ScoreColumns& columns, size_t rows) {
    columns.question.reserve(rows);
    columns.metric.reserve(rows);
    columns.right.reserve(rows);
    columns.valid.reserve(rows);
    columns.split.reserve(rows);
    columns.category.reserve(rows);
    columns.answerTokens.reserve(rows);
    columns.traceTokens.reserve(rows);
}

void addFacts(ScoreColumns& columns, const QuestionFacts& fact) {
    columns.split.push_back(uint8_t(fact.split));
    columns.category.push_back(fact.category);
    columns.answerTokens.push_back(fact.answerTokens);
    columns.traceTokens.push_back(fact.traceTokens);
}

// Of many at once, from row `first` on, column by column.
void addFacts(ScoreColumns& columns, size_t first, const FactTable& facts) {
    const auto fill = [&](auto& column, const auto& values) {
        column.resize(columns.question.size());
        if (values.values().size() > 0)
            for (size_t i = first; i < column.size(); ++i)
                column[i] = values.of(columns.question[i]);
    };
    fill(columns.split, facts.split);
    fill(columns.category, facts.category);
    fill(columns.answerTokens, facts.answerTokens);
    fill(columns.traceTokens, facts.traceTokens);
}

// A metric that is no column of the scores: random, question_length, the scoring's own or an imported one.
Status addQuestionMetric(Project& project, const ColumnCache& cache, const QuestionRange& range, FactTable& facts,
                         int64_t scoring, const std::string& name, size_t first, ScoreColumns& columns) {
    columns.metric.resize(columns.question.size());
    const auto fill = [&](const auto& valueOf) {
        for (size_t i = first; i < columns.metric.size(); ++i)
            columns.metric[i] = valueOf(columns.question[i]);
    };
    if (name == "random") {
        fill(randomControl);
    } else if (name == "question_length") {
        CAFTAN_CHECK(loadLengths(project, cache, range, facts));
        fill([&](int64_t question) { return double(facts.length.of(question)); });
    } else {
        CAFTAN_TRY(values, loadMeasure(project, cache, range, scoring, name));
        fill([&](int64_t question) { return values.of(question); });
    }
    return {};
}

// The same for single questions, and their facts.
class FewQuestions {
  public:
    FewQuestions(Project& project, const Extent& extent, const std::vector<std::string>& categories, std::string metric)
        : lookup_(project, extent.dataset, categories), metric_(std::move(metric)) {
        if (isRecordedMetric(metric_) || metric_ == "random" || metric_ == "question_length")
            return;
        id_ = findMeasure(project, extent.dataset, extent.scoring, metric_).id;
        measure_.emplace(project, "SELECT value FROM measure_value WHERE question = ? AND measure = ?");
    }
    void add(ScoreColumns& columns, size_t row) {
        const int64_t question = columns.question[row];
        const QuestionFacts facts = lookup_.of(question);
        addFacts(columns, facts);
        if (metric_ == "random")
            columns.metric[row] = randomControl(question);
        else if (metric_ == "question_length")
            columns.metric[row] = facts.length;
        else if (measure_) {
            measure_->reset();
            columns.metric[row] = measure_->bind(question, id_).next() ? measure_->real(0) : std::nan("");
        }
    }

  private:
    FactLookup lookup_;
    std::string metric_;
    int64_t id_ = 0;
    std::optional<Query> measure_;
};

// Rows that the metric has no value for are left out.
void dropMissing(ScoreColumns& columns) {
    size_t kept = 0;
    for (size_t row = 0; row < columns.size(); ++row) {
        if (std::isnan(columns.metric[row]))
            continue;
        if (kept != row) {
            columns.question[kept] = columns.question[row];
            columns.metric[kept] = columns.metric[row];
            columns.right[kept] = columns.right[row];
            columns.valid[kept] = columns.valid[row];
            columns.split[kept] = columns.split[row];
            columns.category[kept] = columns.category[row];
            columns.answerTokens[kept] = columns.answerTokens[row];
            columns.traceTokens[kept] = columns.traceTokens[row];
        }
        ++kept;
    }
    columns.question.resize(kept);
    columns.metric.resize(kept);
    columns.right.resize(kept);
    columns.valid.resize(kept);
    columns.split.resize(kept);
    columns.category.resize(kept);
    columns.answerTokens.resize(kept);
    columns.traceTokens.resize(kept);
}

// Rows after `after`, appended to `columns`, from the table of scores.
Status readRows(Project& project, const Extent& extent, const std::string& metric, int64_t after,
                const std::vector<std::string>& categories, ScoreColumns& columns) {
    const int64_t first = std::max(extent.first, after + 1);
    if (first > extent.last)
        return {};
    const int64_t rows = std::min(extent.rows, extent.last - first + 1);
    const size_t before = columns.question.size();
    reserve(columns, before + size_t(rows));
    const bool recorded = isRecordedMetric(metric);
    if (!recorded)
        CAFTAN_CHECK(checkMetric(project, extent.dataset, extent.scoring, metric));
    readBulk(
        project, "question, correct, valid, " + (recorded ? metric : std::string("NULL")), scoreRows,
        [&](const BulkRow& row) {
            columns.question.push_back(row.integer(0));
            columns.right.push_back(row.flag(1));
            columns.valid.push_back(row.flag(2));
            columns.metric.push_back(row.real(3));
        },
        first, extent.last, extent.scoring);
    if (rows <= fewRows) {
        FewQuestions questions(project, extent, categories, metric);
        for (size_t i = before; i < columns.question.size(); ++i)
            questions.add(columns, i);
        return {};
    }
    const ColumnCache cache = cacheOf(project);
    CAFTAN_TRY(range, questionRange(project, extent.dataset));
    CAFTAN_TRY(facts, loadFacts(project, cache, range));
    addFacts(columns, before, facts);
    return recorded ? Status()
                    : addQuestionMetric(project, cache, range, facts, extent.scoring, metric, before, columns);
}

// Of a large scoring; the tail that was scored since comes from the project.
Result<ColumnsChunk> loadCached(Project& project, const Extent& extent, const std::string& metric) {
    const ColumnCache cache = cacheOf(project);
    CAFTAN_TRY(range, questionRange(project, extent.dataset));
    CAFTAN_TRY(loaded, rowsAndFacts(project, extent, cache, range));
    ColumnsChunk chunk;
    ScoreColumns& columns = chunk.columns;
    if (isRecordedMetric(metric)) {
        CAFTAN_TRY(values, recordedMetric(project, extent, cache, loaded, metric));
        columns.metric = std::move(values);
    }
    loaded.metrics = {};
    columns.question = std::move(loaded.rows.question);
    columns.right = std::move(loaded.rows.right);
    columns.valid = std::move(loaded.rows.valid);
    addFacts(columns, 0, *loaded.facts);
    if (!isRecordedMetric(metric))
        CAFTAN_CHECK(addQuestionMetric(project, cache, range, *loaded.facts, extent.scoring, metric, 0, columns));
    loaded.facts.reset();
    CAFTAN_TRY(categories, listCategories(project, extent.dataset));
    chunk.categories = std::move(categories);
    CAFTAN_CHECK(readRows(project, extent, metric, loaded.rows.lastRow, chunk.categories, columns));
    sqlite3_db_release_memory(project.database().getHandle());
    return chunk;
}

} // namespace

bool isRecordedMetric(std::string_view name) {
    return std::find(metricNames.begin(), metricNames.end(), name) != metricNames.end();
}

int64_t recordedBits(const Score& score) {
    int64_t bits = 0;
    const double values[] = {score.entropy, score.optionEntropy, score.oneMinusMax, score.margin, score.goldNll};
    for (size_t i = 0; i < metricNames.size(); ++i)
        bits |= int64_t(!std::isnan(values[i])) << i;
    return bits;
}

void factsChanged(Project& project) {
    // A number of its own for each state, so that a backup put in place is not taken for what came after it.
    Query(project, "INSERT INTO meta(key, value) VALUES ('facts', abs(random() / 2))"
                   " ON CONFLICT(key) DO UPDATE SET value = excluded.value")
        .run();
}

int64_t factsMark(Project& project) {
    Query query(project, "SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'facts'");
    return query.next() ? query.integer(0) : 0;
}

Result<std::vector<std::string>> recordedMetrics(Project& project, int64_t scoring) {
    return guarded(project, [&]() -> Result<std::vector<std::string>> {
        CAFTAN_TRY(extent, extentOf(project, scoring));
        std::vector<std::string> names;
        for (size_t i = 0; i < metricNames.size(); ++i)
            if (extent.records(i))
                names.emplace_back(metricNames[i]);
        return names;
    });
}

Result<ColumnsChunk> loadColumns(Project& project, int64_t scoring, const std::string& metric, int64_t afterRow) {
    return readValue<ColumnsChunk>(project, [&]() -> Result<ColumnsChunk> {
        CAFTAN_TRY(extent, extentOf(project, scoring));
        ColumnsChunk chunk;
        if (afterRow == 0 && extent.rows >= cachedFrom) {
            CAFTAN_TRY(cached, loadCached(project, extent, metric));
            chunk = std::move(cached);
        } else {
            CAFTAN_TRY(categories, listCategories(project, extent.dataset));
            CAFTAN_CHECK(readRows(project, extent, metric, afterRow, categories, chunk.columns));
            chunk.categories = std::move(categories);
        }
        dropMissing(chunk.columns);
        chunk.lastRow = std::max(afterRow, extent.last);
        return chunk;
    });
}

Status keepColumns(Project& project, int64_t scoring) {
    if (project.readOnly() || !sqlite3_get_autocommit(project.database().getHandle()))
        return {};
    return project.read([&]() -> Status {
        CAFTAN_TRY(extent, extentOf(project, scoring));
        if (extent.rows < cachedFrom)
            return {};
        CAFTAN_TRY(range, questionRange(project, extent.dataset));
        CAFTAN_CHECK(rowsAndFacts(project, extent, cacheOf(project), range));
        sqlite3_db_release_memory(project.database().getHandle());
        return {};
    });
}

} // namespace caftan
