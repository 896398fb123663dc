#include "core/store/metrics.h"

#include "core/base/clock.h"
#include "core/base/text.h"
#include "core/store/columns.h"
#include "core/store/query.h"
#include "core/store/scorings.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace caftan {
namespace {

constexpr OwnMetric own[] = {{"answer_mean_entropy"},
                             {"answer_max_entropy"},
                             {"answer_nll"},
                             {"answer_length"},
                             {"trace_mean_entropy"},
                             {"trace_max_entropy"},
                             {"trace_answer_entropy"},
                             {"trace_nll"},
                             {"trace_ifd"},
                             {"ifd", true},
                             {"datamap_doubt", true},
                             {"datamap_variability", true},
                             {"datamap_epochs_wrong", true}};

const OwnMetric* findOwn(std::string_view name) {
    const auto found =
        std::find_if(std::begin(own), std::end(own), [&](const auto& each) { return each.name == name; });
    return found == std::end(own) ? nullptr : found;
}

bool isBuiltIn(std::string_view name) {
    return isRecordedMetric(name) || name == "question_length" || name == "random" || findOwn(name);
}

Status checkName(const std::string& name) {
    const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
    if (name.empty() || name.size() > 60 || !(name[0] >= 'a' && name[0] <= 'z') ||
        !std::all_of(name.begin(), name.end(), allowed))
        return fail("\"" + name +
                    "\" is no name for a metric: use lower-case letters, digits and _, beginning with a "
                    "letter, for example judge_level.");
    if (isBuiltIn(name))
        return fail("\"" + name + "\" is a metric of Caftan's own: choose another name.");
    return {};
}

Result<std::vector<Measure>> measuresOf(Project& project, int64_t dataset) {
    Query query(project, "SELECT id, uid, name, source, reads_key, created, questions FROM measure WHERE dataset = ?"
                         " AND scoring IS NULL ORDER BY id");
    query.bind(dataset);
    std::vector<Measure> measures;
    while (query.next())
        measures.push_back({query.integer(0), dataset, query.integer(6), query.text(1), query.text(2), query.text(3),
                            query.flag(4), query.real(5)});
    return measures;
}

void addOwnMetrics(Project& project, int64_t scoring, std::vector<MetricInfo>& metrics) {
    Query query(project, "SELECT name, reads_key FROM measure WHERE scoring = ? ORDER BY id");
    query.bind(scoring);
    while (query.next())
        metrics.push_back({query.text(0), MetricKind::Own, query.flag(1)});
}

int64_t ownMeasure(Project& project, int64_t scoring, const OwnMetric& metric) {
    Query found(project, "SELECT id FROM measure WHERE scoring = ? AND name = ?");
    if (found.bind(scoring, metric.name).next())
        return found.integer(0);
    Query insert(project, "INSERT INTO measure(uid, dataset, scoring, name, source, reads_key, created, questions)"
                          " SELECT ?, dataset, id, ?, '', ?, ?, 0 FROM scoring WHERE id = ?");
    insert.bind(newUid(), metric.name, metric.readsKey, unixTime(), scoring).run();
    return insert.lastId();
}

} // namespace

std::span<const OwnMetric> ownMetrics() {
    return own;
}

Status addOwnValues(Project& project, int64_t scoring, std::string_view name, std::span<const OwnValue> values) {
    const OwnMetric* metric = findOwn(name);
    if (!metric)
        return fail("\"" + std::string(name) + "\" is no metric that a scoring has of its own.");
    return project.write([&]() -> Status {
        int64_t id = 0, added = 0;
        std::optional<Query> insert;
        for (const OwnValue& value : values) {
            if (std::isnan(value.value))
                continue;
            if (!insert) {
                id = ownMeasure(project, scoring, *metric);
                insert.emplace(project, "INSERT INTO measure_value(measure, question, value) VALUES (?, ?, ?)");
            }
            insert->bind(id, value.question, value.value).run();
            ++added;
        }
        if (added > 0)
            Query(project, "UPDATE measure SET questions = questions + ? WHERE id = ?").bind(added, id).run();
        return {};
    });
}

Result<std::vector<MetricInfo>> listMetrics(Project& project, int64_t scoring) {
    return readValue<std::vector<MetricInfo>>(project, [&]() -> Result<std::vector<MetricInfo>> {
        CAFTAN_TRY(recorded, recordedMetrics(project, scoring));
        std::vector<MetricInfo> metrics;
        if (recorded.empty())
            return metrics;
        for (const std::string& name : recorded)
            metrics.push_back({name, MetricKind::Recorded, name == "gold_nll"});
        addOwnMetrics(project, scoring, metrics);
        CAFTAN_TRY(record, findScoring(project, scoring));
        CAFTAN_TRY(measures, measuresOf(project, record.dataset));
        for (const Measure& measure : measures)
            metrics.push_back({measure.name, MetricKind::Imported, measure.readsKey});
        metrics.push_back({"question_length", MetricKind::Control, false});
        metrics.push_back({"random", MetricKind::Control, false});
        std::stable_partition(metrics.begin(), metrics.end(), [](const MetricInfo& info) { return !info.readsKey; });
        return metrics;
    });
}

Result<MetricInfo> findMetric(Project& project, int64_t scoring, const std::string& name) {
    CAFTAN_TRY(metrics, listMetrics(project, scoring));
    if (metrics.empty())
        return fail("Scoring " + std::to_string(scoring) +
                    " has no scored questions yet. Run `caftan-cli score` first.");
    std::string names;
    for (const MetricInfo& info : metrics) {
        if (info.name == name)
            return info;
        names += (names.empty() ? "" : ", ") + info.name;
    }
    return fail("Scoring " + std::to_string(scoring) + " has no metric \"" + name + "\". It has: " + names + ".");
}

Result<MeasureSummary> storeMeasure(Project& project, int64_t dataset, const std::string& name, bool readsKey,
                                    const std::string& source, std::span<const MeasureValue> values) {
    CAFTAN_CHECK(checkName(name));
    return writeValue<MeasureSummary>(project, [&]() -> Result<MeasureSummary> {
        std::unordered_map<std::string, int64_t> ids;
        Query questions(project, "SELECT id, external_id FROM question WHERE dataset = ? ORDER BY position DESC");
        questions.bind(dataset);
        while (questions.next())
            ids[questions.text(1)] = questions.integer(0); // of several the first one stays
        Query(project, "DELETE FROM measure WHERE dataset = ? AND name = ? AND scoring IS NULL")
            .bind(dataset, name)
            .run();
        Query insert(project, "INSERT INTO measure(uid, dataset, name, source, reads_key, created, questions)"
                              " VALUES (?, ?, ?, ?, ?, ?, 0)");
        const std::string uid = newUid();
        insert.bind(uid, dataset, name, source, readsKey, unixTime()).run();
        const int64_t id = insert.lastId();
        Query value(project, "INSERT OR REPLACE INTO measure_value(measure, question, value) VALUES (?, ?, ?)");
        MeasureSummary summary;
        for (const MeasureValue& entry : values) {
            const auto found = ids.find(entry.externalId);
            if (found == ids.end()) {
                ++summary.unmatched;
            } else if (!std::isnan(entry.value)) {
                value.bind(id, found->second, entry.value).run();
            }
        }
        Query(project, "UPDATE measure SET questions = (SELECT count(*) FROM measure_value WHERE measure = ?1)"
                       " WHERE id = ?1")
            .bind(id)
            .run();
        Query count(project, "SELECT questions FROM measure WHERE id = ?");
        if (count.bind(id).next())
            summary.values = count.integer(0);
        if (summary.values == 0)
            return fail("none of the " + std::to_string(values.size()) +
                        " numbers belongs to a question of this data set: see whether the ids are those of the "
                        "questions.");
        factsChanged(project);
        return summary;
    });
}

Result<std::vector<Measure>> listMeasures(Project& project, int64_t dataset) {
    return guarded(project, [&] { return measuresOf(project, dataset); });
}

double randomControl(int64_t question) { // splitmix64, Steele, Lea and Flood 2014
    uint64_t x = uint64_t(question) + 0x9e3779b97f4a7c15ull;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ull;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebull;
    return double((x ^ (x >> 31)) >> 11) * 0x1.0p-53;
}

} // namespace caftan
