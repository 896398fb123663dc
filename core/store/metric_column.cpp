// One metric alone, of rows whose other columns are at hand.
#include "core/analysis/large_pages.h"
#include "core/store/columns.h"
#include "core/store/metrics.h"
#include "core/store/scoring_columns.h"
#include "core/store/scorings.h"

#include <algorithm>
#include <cmath>

namespace caftan {
namespace {

using Values = std::optional<std::vector<double>>;

Values recorded(Project& project, const Extent& extent, const ColumnCache& cache, const std::string& metric,
                const KnownRows& rows) {
    std::vector<double> values;
    reserveLarge(values, size_t(extent.rows));
    if (!cache.load(extent.uid + "." + metric, extent.key(), values) || int64_t(values.size()) != extent.rows)
        return std::nullopt;
    if (!rows.shown.empty()) {
        size_t kept = 0;
        for (size_t i = 0; i < values.size(); ++i)
            if (rows.shown[i])
                values[kept++] = values[i];
        values.resize(kept);
    }
    const bool whole =
        values.size() == rows.question.size() && metricAgrees(project, extent, rows.question, metric, values);
    return whole ? Values(std::move(values)) : std::nullopt;
}

template <class ValueOf>
Values ofQuestions(const std::vector<int64_t>& question, const ValueOf& valueOf) {
    std::vector<double> values;
    reserveLarge(values, question.size());
    for (const int64_t each : question)
        values.push_back(valueOf(each));
    return values;
}

// A metric that is no column of the scores.
Result<Values> ofQuestions(Project& project, const Extent& extent, const ColumnCache& cache, const std::string& metric,
                           const KnownRows& rows) {
    if (metric == "random")
        return ofQuestions(rows.question, randomControl);
    CAFTAN_TRY(range, questionRange(project, extent.dataset));
    if (metric == "question_length") {
        FactTable facts;
        CAFTAN_CHECK(loadLengths(project, cache, range, facts));
        return ofQuestions(rows.question, [&](int64_t question) { return double(facts.length.of(question)); });
    }
    CAFTAN_TRY(measured, loadMeasure(project, cache, range, extent.scoring, metric));
    return ofQuestions(rows.question, [&](int64_t question) { return measured.of(question); });
}

} // namespace

Result<std::optional<std::vector<double>>> loadMetric(Project& project, int64_t scoring, const std::string& metric,
                                                      const KnownRows& rows) {
    return readValue<Values>(project, [&]() -> Result<Values> {
        CAFTAN_TRY(extent, extentOf(project, scoring));
        const size_t known = rows.shown.empty() ? rows.question.size() : rows.shown.size();
        if (extent.rows < cachedFrom || extent.last != rows.lastRow || int64_t(known) != extent.rows)
            return Values();
        const ColumnCache cache = cacheOf(project);
        Values values;
        if (isRecordedMetric(metric)) {
            values = recorded(project, extent, cache, metric, rows);
        } else {
            CAFTAN_TRY(read, ofQuestions(project, extent, cache, metric, rows));
            values = std::move(read);
        }
        if (values && std::any_of(values->begin(), values->end(), [](double value) { return std::isnan(value); }))
            values.reset(); // the rows would be others
        return values;
    });
}

} // namespace caftan
