// Rows for statistics: one pass over the scores, the questions' facts looked up in arrays indexed by row id.
#include "core/store/datasets.h"
#include "core/store/rows.h"
#include "core/store/scorings.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace caftan {
namespace {

constexpr std::array<const char*, 5> metricNames = {"entropy", "option_entropy", "one_minus_max", "margin", "gold_nll"};

struct Facts {
    uint8_t split = 0;
    int32_t category = 0, answerTokens = 0, traceTokens = 0;
};

// The range of row ids that a scoring's scores lie in.
struct Extent {
    int64_t dataset = 0, first = 0, last = -1, rows = 0;
};

Result<Extent> extentOf(Project& project, int64_t scoring) {
    Query query(project, "SELECT dataset, first_score, last_score, rows FROM scoring WHERE id = ?");
    if (!query.bind(scoring).next())
        return fail("there is no scoring " + std::to_string(scoring) + ".");
    if (query.null(1))
        return Extent{query.integer(0)};
    return Extent{query.integer(0), query.integer(1), query.integer(2), query.integer(3)};
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

} // namespace

Result<std::vector<std::string>> recordedMetrics(Project& project, int64_t scoring) {
    return guarded(project, [&]() -> Result<std::vector<std::string>> {
        CAFTAN_TRY(extent, extentOf(project, scoring));
        std::vector<std::string> names;
        for (const char* name : metricNames) {
            Query query(project, std::string("SELECT 1 FROM score WHERE id BETWEEN ? AND ? AND scoring = ? AND ") +
                                     name + " IS NOT NULL LIMIT 1");
            if (query.bind(extent.first, extent.last, scoring).next())
                names.emplace_back(name);
        }
        return names;
    });
}

Result<ColumnsChunk> loadColumns(Project& project, int64_t scoring, const std::string& metric, int64_t afterRow) {
    if (std::find(metricNames.begin(), metricNames.end(), metric) == metricNames.end())
        return fail("there is no metric \"" + metric +
                    "\": choose entropy, option_entropy, one_minus_max, margin or gold_nll.");
    return readValue<ColumnsChunk>(project, [&]() -> Result<ColumnsChunk> {
        CAFTAN_TRY(extent, extentOf(project, scoring));
        ColumnsChunk chunk;
        chunk.lastRow = std::max(afterRow, extent.last);
        const int64_t first = std::max(extent.first, afterRow + 1);
        if (first > extent.last)
            return chunk;
        const int64_t rows = std::min(extent.rows, extent.last - first + 1);
        CAFTAN_TRY(categories, listCategories(project, extent.dataset));
        FactTable facts(project, extent.dataset, std::move(categories), rows);
        reserve(chunk.columns, size_t(rows));
        Query query(project, "SELECT question, " + metric +
                                 ", correct, valid FROM score WHERE id BETWEEN ? AND ? AND"
                                 " scoring = ? ORDER BY id");
        query.bind(first, extent.last, scoring);
        while (query.next()) {
            if (query.null(1))
                continue;
            const Facts fact = facts.of(query.integer(0));
            chunk.columns.question.push_back(query.integer(0));
            chunk.columns.metric.push_back(query.real(1));
            chunk.columns.right.push_back(query.flag(2));
            chunk.columns.valid.push_back(query.flag(3));
            chunk.columns.split.push_back(fact.split);
            chunk.columns.category.push_back(fact.category);
            chunk.columns.answerTokens.push_back(fact.answerTokens);
            chunk.columns.traceTokens.push_back(fact.traceTokens);
        }
        return chunk;
    });
}

} // namespace caftan
