// The rows of a large scoring and its recorded metrics as plain arrays: from the cache, else from the project in one
// pass and kept. Private to core/store.
#pragma once

#include "core/store/question_facts.h"

#include <array>

namespace caftan {

// In the order of the bits of scoring.recorded.
constexpr std::array<const char*, 5> metricNames = {"entropy", "option_entropy", "one_minus_max", "margin", "gold_nll"};

// The range of row ids that a scoring's scores lie in.
struct Extent {
    int64_t scoring = 0, dataset = 0, first = 0, last = -1, rows = 0, recorded = 0;
    std::string uid;
    std::string key() const { return uid + "|" + std::to_string(first); } // rows are only ever added
    bool records(size_t metric) const { return recorded >> metric & 1; }
};
Result<Extent> extentOf(Project& project, int64_t scoring);

// Rows in the order of their ids, from parameters first id, last id, scoring.
constexpr const char* scoreRows = "score NOT INDEXED WHERE id BETWEEN ? AND ? AND scoring = ?";

// Stores nothing for a project that cannot be written, or while something is not committed.
ColumnCache cacheOf(Project& project);

// A scoring's first rows, without what belongs to their questions.
struct CachedRows {
    int64_t lastRow = 0; // row id of the last one
    std::vector<int64_t> question;
    std::vector<uint8_t> right, valid;
};
using Metrics = std::array<std::vector<double>, metricNames.size()>; // empty: not recorded

struct LoadedRows {
    CachedRows rows;
    std::optional<FactTable> facts;
    Metrics metrics;   // filled when they had to be read
    bool read = false; // they had to be
};
// `project` is inside a read.
Result<LoadedRows> rowsAndFacts(Project& project, const Extent& extent, const ColumnCache& cache,
                                const QuestionRange& range);
// Of the rows of these questions in the project: the metric is what `values` say, in a few of them.
bool metricAgrees(Project& project, const Extent& extent, const std::vector<int64_t>& question,
                  const std::string& metric, const std::vector<double>& values);
// As long as the rows; NaN: none. Call it once for each name.
Result<std::vector<double>> recordedMetric(Project& project, const Extent& extent, const ColumnCache& cache,
                                           LoadedRows& loaded, const std::string& metric);

} // namespace caftan
