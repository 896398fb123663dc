// Rows for statistics: one pass over the scores, the questions' facts looked up in arrays indexed by row id; of large
// scorings kept as plain arrays (column_cache.h).
#include "core/store/columns.h"

#include "core/store/column_cache.h"
#include "core/store/datasets.h"
#include "core/store/metrics.h"
#include "core/store/rows.h"
#include "core/store/scorings.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <unordered_map>

namespace caftan {
namespace {

constexpr std::array<const char*, 5> metricNames = {"entropy", "option_entropy", "one_minus_max", "margin", "gold_nll"};
constexpr int64_t cachedFrom = 50'000; // rows: fewer are read in no time

struct Facts {
    uint8_t split = 0;
    int32_t category = 0, answerTokens = 0, traceTokens = 0;
};

// The range of row ids that a scoring's scores lie in.
struct Extent {
    int64_t scoring = 0, dataset = 0, first = 0, last = -1, rows = 0;
    std::string uid;
};

Result<Extent> extentOf(Project& project, int64_t scoring) {
    Query query(project, "SELECT dataset, first_score, last_score, rows, uid FROM scoring WHERE id = ?");
    if (!query.bind(scoring).next())
        return fail("there is no scoring " + std::to_string(scoring) + ".");
    if (query.null(1))
        return Extent{scoring, query.integer(0)};
    return Extent{scoring, query.integer(0), query.integer(1), query.integer(2), query.integer(3), query.text(4)};
}

// Categories as numbers in the order of listCategories; compared as views, so that no row costs an allocation.
class CategoryIndex {
  public:
    explicit CategoryIndex(std::vector<std::string> names) : names_(std::move(names)) {
        for (size_t i = 0; i < names_.size(); ++i)
            index_.emplace(names_[i], int32_t(i));
    }
    int32_t of(std::string_view name) {
        if (name != lastName_) { // neighbours tend to share it
            const auto found = index_.find(name);
            if (found == index_.end())
                return 0;
            lastName_ = found->first;
            last_ = found->second;
        }
        return last_;
    }

  private:
    std::vector<std::string> names_;
    std::unordered_map<std::string_view, int32_t> index_;
    std::string_view lastName_{};
    int32_t last_ = 0;
};

// A question's facts by row id. Many rows: everything of the data set, read once through covering indexes.
class FactTable {
  public:
    FactTable(Project& project, int64_t dataset, std::vector<std::string> categories, int64_t rows)
        : categories_(std::move(categories)) {
        Query teacher(project, "SELECT teacher FROM trace WHERE dataset = ? ORDER BY id LIMIT 1");
        if (teacher.bind(dataset).next())
            teacher_ = teacher.text(0);
        if (rows > fewRows)
            readAll(project, dataset);
        else
            one_.emplace(project,
                         "SELECT split, category, answer_tokens, coalesce((SELECT tokens FROM trace WHERE question ="
                         " ?1 AND teacher = ?2 AND correct = 1 ORDER BY id LIMIT 1), 0) FROM question WHERE id = ?1");
    }

    Facts of(int64_t question) {
        if (!one_)
            return question >= first_ && question < first_ + int64_t(facts_.size()) ? facts_[size_t(question - first_)]
                                                                                    : Facts();
        one_->reset();
        if (!one_->bind(question, teacher_).next())
            return {};
        return {uint8_t(one_->small(0)), categories_.of(one_->view(1)), one_->small(2), one_->small(3)};
    }

  private:
    static constexpr int64_t fewRows = 2000;

    void readAll(Project& project, int64_t dataset) {
        Query range(project, "SELECT min(id), max(id) FROM question INDEXED BY question_columns WHERE dataset = ?");
        if (!range.bind(dataset).next() || range.null(0))
            return;
        first_ = range.integer(0);
        facts_.resize(size_t(range.integer(1) - first_ + 1));
        Query questions(project, "SELECT id, split, category, answer_tokens FROM question INDEXED BY question_columns"
                                 " WHERE dataset = ?");
        questions.bind(dataset);
        while (questions.next())
            facts_[size_t(questions.integer(0) - first_)] = {uint8_t(questions.small(1)),
                                                             categories_.of(questions.view(2)), questions.small(3), 0};
        Query traces(project, "SELECT question, tokens FROM trace WHERE dataset = ? AND teacher = ? AND correct = 1"
                              " ORDER BY id DESC"); // of several the first one stays
        traces.bind(dataset, teacher_);
        while (traces.next())
            if (const int64_t at = traces.integer(0) - first_; at >= 0 && at < int64_t(facts_.size()))
                facts_[size_t(at)].traceTokens = traces.small(1);
    }

    CategoryIndex categories_;
    std::string teacher_;
    int64_t first_ = 0;
    std::vector<Facts> facts_;
    std::optional<Query> one_;
};

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

void addFacts(ScoreColumns& columns, int64_t question, const Facts& fact) {
    columns.question.push_back(question);
    columns.split.push_back(fact.split);
    columns.category.push_back(fact.category);
    columns.answerTokens.push_back(fact.answerTokens);
    columns.traceTokens.push_back(fact.traceTokens);
}

// A metric as a value per question, for those that the table of scores does not hold.
class QuestionMetric {
  public:
    static Result<QuestionMetric> open(Project& project, const Extent& extent, const std::string& name) {
        QuestionMetric metric;
        if (name == "random") {
            metric.random_ = true;
            return metric;
        }
        std::string sql = "SELECT id, length(text) + length(options) FROM question WHERE dataset = ?1";
        int64_t measure = 0;
        if (name != "question_length") {
            Query found(project, "SELECT id FROM measure WHERE dataset = ? AND name = ?");
            if (!found.bind(extent.dataset, name).next())
                return fail("there is no metric \"" + name +
                            "\": choose entropy, option_entropy, one_minus_max, margin, gold_nll, question_length, "
                            "random, or one that was brought in with 'caftan-cli data metric'.");
            measure = found.integer(0);
            sql = "SELECT question, value FROM measure_value WHERE measure = ?2";
        }
        Query range(project, "SELECT min(id), max(id) FROM question INDEXED BY question_columns WHERE dataset = ?");
        if (!range.bind(extent.dataset).next() || range.null(0))
            return metric;
        metric.first_ = range.integer(0);
        metric.values_.assign(size_t(range.integer(1) - metric.first_ + 1), std::nan(""));
        Query query(project, sql);
        if (measure)
            query.bind(nullptr, measure);
        else
            query.bind(extent.dataset);
        while (query.next())
            if (const int64_t at = query.integer(0) - metric.first_; at >= 0 && at < int64_t(metric.values_.size()))
                metric.values_[size_t(at)] = query.real(1);
        return metric;
    }
    double of(int64_t question) const {
        if (random_)
            return randomControl(question);
        const int64_t at = question - first_;
        return at >= 0 && at < int64_t(values_.size()) ? values_[size_t(at)] : std::nan("");
    }

  private:
    bool random_ = false;
    int64_t first_ = 0;
    std::vector<double> values_;
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

// Rows after `after`, appended to `columns`, from the table of scores. `metric` empty: without one.
Status readRows(Project& project, const Extent& extent, const std::string& metric, int64_t after,
                const std::vector<std::string>& categories, ScoreColumns& columns) {
    const int64_t first = std::max(extent.first, after + 1);
    if (first > extent.last)
        return {};
    const int64_t rows = std::min(extent.rows, extent.last - first + 1);
    const bool recorded = isRecordedMetric(metric);
    std::optional<QuestionMetric> other;
    if (!recorded && !metric.empty()) {
        CAFTAN_TRY(opened, QuestionMetric::open(project, extent, metric));
        other = std::move(opened);
    }
    FactTable facts(project, extent.dataset, categories, rows);
    reserve(columns, columns.question.size() + size_t(rows));
    Query query(project, "SELECT question, correct, valid, " + (recorded ? metric : std::string("NULL")) +
                             " FROM score WHERE id BETWEEN ? AND ? AND scoring = ? ORDER BY id");
    query.bind(first, extent.last, extent.scoring);
    while (query.next()) {
        addFacts(columns, query.integer(0), facts.of(query.integer(0)));
        columns.right.push_back(query.flag(1));
        columns.valid.push_back(query.flag(2));
        if (!metric.empty())
            columns.metric.push_back(recorded ? query.real(3) : other->of(query.integer(0)));
    }
    return {};
}

// The metric of cached rows: from its file, else from the project, and kept.
Status readCachedMetric(Project& project, const Extent& extent, const ColumnCache& cache, const CachedFacts& facts,
                        const std::string& metric, std::vector<double>& values) {
    const std::vector<int64_t>& questions = facts.columns.question;
    if (cache.loadMetric(metric, questions.size(), values))
        return {};
    values.clear();
    values.reserve(questions.size());
    if (isRecordedMetric(metric)) {
        Query query(project, "SELECT " + metric + " FROM score WHERE id BETWEEN ? AND ? AND scoring = ? ORDER BY id");
        query.bind(extent.first, facts.lastRow, extent.scoring);
        while (query.next())
            values.push_back(query.real(0));
    } else {
        CAFTAN_TRY(other, QuestionMetric::open(project, extent, metric));
        for (int64_t question : questions)
            values.push_back(other.of(question));
    }
    if (values.size() != questions.size())
        return fail("the rows of scoring " + std::to_string(extent.scoring) + " changed while they were read.");
    if (!project.readOnly() && metric != "random")
        cache.storeMetric(metric, values);
    sqlite3_db_release_memory(project.database().getHandle());
    return {};
}

std::vector<std::string> recordedIn(Project& project, const Extent& extent, int64_t first) {
    std::vector<std::string> names;
    for (const char* name : metricNames) {
        Query query(project, std::string("SELECT 1 FROM score WHERE id BETWEEN ? AND ? AND scoring = ? AND ") + name +
                                 " IS NOT NULL LIMIT 1");
        if (query.bind(first, extent.last, extent.scoring).next())
            names.emplace_back(name);
    }
    return names;
}

ColumnCache cacheOf(Project& project, const Extent& extent) {
    return {project.folder(), extent.uid,
            extent.uid + "|" + std::to_string(extent.first) + "|" + std::to_string(factsMark(project))};
}

// Facts and every recorded metric in one pass, into files of their own; the metrics are read from there when they are
// wanted. Memory that this took goes back to the system.
Status readEverything(Project& project, const Extent& extent, const ColumnCache& cache, CachedFacts& facts) {
    facts = {};
    CAFTAN_TRY(categories, listCategories(project, extent.dataset));
    facts.categories = std::move(categories);
    facts.lastRow = extent.last;
    std::array<std::vector<double>, metricNames.size()> metrics;
    std::array<bool, metricNames.size()> any{};
    {
        FactTable table(project, extent.dataset, facts.categories, extent.rows);
        reserve(facts.columns, size_t(extent.rows));
        Query query(project, "SELECT question, correct, valid, entropy, option_entropy, one_minus_max, margin, gold_nll"
                             " FROM score WHERE id BETWEEN ? AND ? AND scoring = ? ORDER BY id");
        query.bind(extent.first, extent.last, extent.scoring);
        while (query.next()) {
            addFacts(facts.columns, query.integer(0), table.of(query.integer(0)));
            facts.columns.right.push_back(query.flag(1));
            facts.columns.valid.push_back(query.flag(2));
            for (size_t i = 0; i < metrics.size(); ++i) {
                const double value = query.real(int(i) + 3);
                if (!any[i] && !std::isnan(value)) { // those before had none
                    any[i] = true;
                    metrics[i].reserve(size_t(extent.rows));
                    metrics[i].assign(facts.columns.question.size() - 1, std::nan(""));
                }
                if (any[i])
                    metrics[i].push_back(value);
            }
        }
    }
    for (size_t i = 0; i < metrics.size(); ++i)
        if (any[i])
            facts.recorded.emplace_back(metricNames[i]);
    if (!project.readOnly()) {
        cache.store(facts);
        for (size_t i = 0; i < metrics.size(); ++i)
            if (any[i])
                cache.storeMetric(metricNames[i], metrics[i]);
    }
    sqlite3_db_release_memory(project.database().getHandle());
    return {};
}

// Of a large scoring; the tail that was scored since comes from the project.
Result<ColumnsChunk> loadCached(Project& project, const Extent& extent, const std::string& metric) {
    const ColumnCache cache = cacheOf(project, extent);
    CachedFacts facts;
    const bool known = cache.load(facts);
    if (!known || facts.lastRow > extent.last || extent.rows > int64_t(facts.columns.question.size()) * 5 / 4) {
        CAFTAN_CHECK(readEverything(project, extent, cache, facts));
    }
    ColumnsChunk chunk;
    std::vector<double> values;
    CAFTAN_CHECK(readCachedMetric(project, extent, cache, facts, metric, values));
    chunk.columns = std::move(facts.columns);
    chunk.columns.metric = std::move(values);
    chunk.categories = std::move(facts.categories);
    CAFTAN_CHECK(readRows(project, extent, metric, facts.lastRow, chunk.categories, chunk.columns));
    return chunk;
}

} // namespace

bool isRecordedMetric(std::string_view name) {
    return std::find(metricNames.begin(), metricNames.end(), name) != metricNames.end();
}

void factsChanged(Project& project) {
    Query(project, "INSERT INTO meta(key, value) VALUES ('facts', '1') ON CONFLICT(key) DO UPDATE SET value ="
                   " CAST(CAST(value AS INTEGER) + 1 AS TEXT)")
        .run();
}

int64_t factsMark(Project& project) {
    Query query(project, "SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'facts'");
    return query.next() ? query.integer(0) : 0;
}

Result<std::vector<std::string>> recordedMetrics(Project& project, int64_t scoring) {
    return guarded(project, [&]() -> Result<std::vector<std::string>> {
        CAFTAN_TRY(extent, extentOf(project, scoring));
        CachedFacts facts;
        if (extent.rows >= cachedFrom && cacheOf(project, extent).loadNames(facts))
            return std::move(facts.recorded);
        return recordedIn(project, extent, extent.first);
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
            CachedFacts known; // listing categories goes through every question
            if (extent.rows < cachedFrom || !cacheOf(project, extent).loadNames(known)) {
                CAFTAN_TRY(categories, listCategories(project, extent.dataset));
                known.categories = std::move(categories);
            }
            CAFTAN_CHECK(readRows(project, extent, metric, afterRow, known.categories, chunk.columns));
            chunk.categories = std::move(known.categories);
        }
        dropMissing(chunk.columns);
        chunk.lastRow = std::max(afterRow, extent.last);
        return chunk;
    });
}

} // namespace caftan
