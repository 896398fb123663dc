#include "core/store/scoring_columns.h"

#include "core/store/bulk_read.h"
#include "core/store/columns.h"

#include <algorithm>
#include <cmath>
#include <future>

namespace caftan {
namespace {

constexpr size_t probes = 32;

size_t probed(const std::vector<int64_t>& question, size_t probe) {
    return (question.size() - 1) * probe / probes;
}

// A few rows of the project are what the cache says: it is not of another state of this project (a backup that was put
// in place and went on differently).
bool agrees(Project& project, const Extent& extent, const CachedRows& rows) {
    const size_t count = rows.question.size();
    if (count == 0 || rows.lastRow > extent.last || rows.right.size() != count || rows.valid.size() != count)
        return false;
    Query query(project, "SELECT id, correct, valid FROM score WHERE scoring = ? AND question = ?");
    for (size_t probe = 0; probe <= probes; ++probe) {
        const size_t i = probed(rows.question, probe);
        query.reset();
        if (!query.bind(extent.scoring, rows.question[i]).next() || query.flag(1) != bool(rows.right[i]) ||
            query.flag(2) != bool(rows.valid[i]) ||
            (i + 1 == count ? query.integer(0) != rows.lastRow : query.integer(0) >= rows.lastRow))
            return false;
    }
    return true;
}

bool loadRows(Project& project, const Extent& extent, const ColumnCache& cache, CachedRows& rows) {
    return cache.load(extent.uid + ".rows", extent.key(), rows.lastRow, rows.question, rows.right, rows.valid) &&
           agrees(project, extent, rows) && extent.rows <= int64_t(rows.question.size()) * 5 / 4;
}

// All rows and every recorded metric in one pass.
CachedRows readScores(Project& project, const Extent& extent, Metrics& metrics) {
    CachedRows rows;
    rows.lastRow = extent.last;
    rows.question.reserve(size_t(extent.rows));
    rows.right.reserve(size_t(extent.rows));
    rows.valid.reserve(size_t(extent.rows));
    std::string values = "question, correct, valid";
    std::vector<std::vector<double>*> recorded;
    for (size_t i = 0; i < metrics.size(); ++i)
        if (extent.records(i)) {
            values += std::string(", ") + metricNames[i];
            metrics[i].reserve(size_t(extent.rows));
            recorded.push_back(&metrics[i]);
        }
    readBulk(
        project, values, scoreRows,
        [&](const BulkRow& row) {
            rows.question.push_back(row.integer(0));
            rows.right.push_back(row.flag(1));
            rows.valid.push_back(row.flag(2));
            for (size_t i = 0; i < recorded.size(); ++i)
                recorded[i]->push_back(row.real(int(i) + 3));
        },
        extent.first, extent.last, extent.scoring);
    return rows;
}

// Facts that were read on a connection of their own, while this one read the scores; nullopt when it saw another state
// of the project than we do.
std::optional<FactTable> factsBeside(const std::filesystem::path& folder, const QuestionRange& range, int64_t mark) {
    auto beside = Project::open(folder, Project::Access::ReadOnly);
    if (!beside)
        return std::nullopt;
    auto read = readValue<FactTable>(*beside, [&]() -> Result<FactTable> {
        if (factsMark(*beside) != mark)
            return fail("changed");
        return readFacts(*beside, range);
    });
    return read ? std::optional(std::move(*read)) : std::nullopt;
}

} // namespace

Result<Extent> extentOf(Project& project, int64_t scoring) {
    Query query(project, "SELECT dataset, first_score, last_score, rows, recorded, uid FROM scoring WHERE id = ?");
    if (!query.bind(scoring).next())
        return fail("there is no scoring " + std::to_string(scoring) + ".");
    if (query.null(1))
        return Extent{scoring, query.integer(0), 0, -1, 0, 0, {}};
    return Extent{scoring,          query.integer(0), query.integer(1), query.integer(2),
                  query.integer(3), query.integer(4), query.text(5)};
}

ColumnCache cacheOf(Project& project) {
    const bool settled = sqlite3_txn_state(project.database().getHandle(), "main") != SQLITE_TXN_WRITE;
    return {project.folder(), !project.readOnly() && settled};
}

bool metricAgrees(Project& project, const Extent& extent, const std::vector<int64_t>& question,
                  const std::string& metric, const std::vector<double>& values) {
    Query query(project, "SELECT " + metric + " FROM score WHERE scoring = ? AND question = ?");
    for (size_t probe = 0; probe <= probes && !question.empty(); ++probe) {
        const size_t i = probed(question, probe);
        query.reset();
        if (!query.bind(extent.scoring, question[i]).next())
            return false;
        const double value = query.real(0);
        if (value != values[i] && !(std::isnan(value) && std::isnan(values[i])))
            return false;
    }
    return true;
}

Result<LoadedRows> rowsAndFacts(Project& project, const Extent& extent, const ColumnCache& cache,
                                const QuestionRange& range) {
    LoadedRows loaded{{}, cachedFacts(project, cache, range), {}, false};
    loaded.read = !loadRows(project, extent, cache, loaded.rows);
    std::future<std::optional<FactTable>> beside;
    if (loaded.read && !loaded.facts)
        beside = std::async(std::launch::async, factsBeside, project.folder(), range, factsMark(project));
    if (loaded.read) {
        loaded.rows = readScores(project, extent, loaded.metrics);
        cache.store(extent.uid + ".rows", extent.key(), loaded.rows.lastRow, loaded.rows.question, loaded.rows.right,
                    loaded.rows.valid);
        for (size_t i = 0; i < metricNames.size(); ++i)
            if (!loaded.metrics[i].empty())
                cache.store(extent.uid + "." + metricNames[i], extent.key(), loaded.metrics[i]);
    }
    if (loaded.facts)
        return loaded;
    if (beside.valid())
        loaded.facts = beside.get();
    if (!loaded.facts) {
        CAFTAN_TRY(table, readFacts(project, range));
        loaded.facts = std::move(table);
    }
    keepFacts(project, cache, range, *loaded.facts);
    return loaded;
}

Result<std::vector<double>> recordedMetric(Project& project, const Extent& extent, const ColumnCache& cache,
                                           LoadedRows& loaded, const std::string& metric) {
    const size_t index = size_t(std::find(metricNames.begin(), metricNames.end(), metric) - metricNames.begin());
    const size_t count = loaded.rows.question.size();
    std::vector<double> values = std::move(loaded.metrics[index]);
    if (loaded.read || !extent.records(index)) {
        values.resize(count, std::nan(""));
        return values;
    }
    if (cache.load(extent.uid + "." + metric, extent.key(), values) && values.size() == count &&
        metricAgrees(project, extent, loaded.rows.question, metric, values))
        return values;
    values.clear();
    values.reserve(count);
    readBulk(
        project, metric, scoreRows, [&](const BulkRow& row) { values.push_back(row.real(0)); }, extent.first,
        loaded.rows.lastRow, extent.scoring);
    if (values.size() != count)
        return fail("the rows of scoring " + std::to_string(extent.scoring) + " changed while they were read.");
    cache.store(extent.uid + "." + metric, extent.key(), values);
    return values;
}

} // namespace caftan
