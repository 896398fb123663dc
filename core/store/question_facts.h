// What columns say of questions, whatever scored them: read for a whole data set at once, through an index that holds
// just that, and kept as arrays (column_cache.h). Private to core/store.
#pragma once

#include "core/store/column_cache.h"
#include "core/store/query.h"

#include <optional>

namespace caftan {

constexpr int64_t cachedFrom = 50'000; // rows: fewer are read in no time

struct QuestionFacts {
    int32_t split = 0, category = 0, answerTokens = 0;
    int32_t traceTokens = 0; // of the first teacher's first right trace
    int32_t length = 0;      // characters of the question and its options
};

// The row ids of a data set's questions, which are stored in one go.
struct QuestionRange {
    int64_t dataset = 0, first = 0, count = 0; // rows first .. first + count - 1
    std::string uid;
};
Result<QuestionRange> questionRange(Project& project, int64_t dataset);

// Values by question of one data set; an empty array holds `none` for each.
template <class T>
class ByQuestion {
  public:
    ByQuestion() = default;
    ByQuestion(int64_t first, RawArray<T> values, T none = {})
        : first_(first), values_(std::move(values)), none_(none) {}
    const T& of(int64_t question) const {
        const auto at = uint64_t(question - first_);
        return at < values_.size() ? values_[at] : none_;
    }
    const RawArray<T>& values() const { return values_; }

  private:
    int64_t first_ = 0;
    RawArray<T> values_;
    T none_{};
};

// An array each, so that what a data set does not have costs nothing.
struct FactTable {
    ByQuestion<uint8_t> split;
    ByQuestion<int32_t> category, answerTokens, traceTokens;
    ByQuestion<int32_t> length; // not read from the cache: it is a metric that few look at
};

// From the cache; nullopt when it has none that holds.
std::optional<FactTable> cachedFacts(Project& project, const ColumnCache& cache, const QuestionRange& range);
// From the project. 1,000,000 questions take about 0.15 s.
Result<FactTable> readFacts(Project& project, const QuestionRange& range);
void keepFacts(Project& project, const ColumnCache& cache, const QuestionRange& range, const FactTable& table);
// The one or the other, kept for the next time.
Result<FactTable> loadFacts(Project& project, const ColumnCache& cache, const QuestionRange& range);
// Of a table that came from the cache.
Status loadLengths(Project& project, const ColumnCache& cache, const QuestionRange& range, FactTable& table);

// The same of single questions; `categories` as listCategories gives them.
class FactLookup {
  public:
    FactLookup(Project& project, int64_t dataset, std::vector<std::string> categories);
    QuestionFacts of(int64_t question);

  private:
    std::vector<std::string> categories_;
    std::string teacher_;
    Query query_;
};

// A metric that is not a column of the table of scores: the scoring's own, else an imported one of its data set.
struct MeasureKey {
    int64_t id = 0;  // 0: there is none
    std::string key; // another one for each state of its values
};
MeasureKey findMeasure(Project& project, int64_t dataset, int64_t scoring, const std::string& name);
// Fails when there is no metric of the question of that name: a control or a measure.
Status checkMetric(Project& project, int64_t dataset, int64_t scoring, const std::string& name);
// Its values by question; NaN: none.
Result<ByQuestion<double>> loadMeasure(Project& project, const ColumnCache& cache, const QuestionRange& range,
                                       int64_t scoring, const std::string& name);

} // namespace caftan
