// What questions can be sorted by: metrics that a scoring recorded, controls that follow from the question alone, and
// numbers per question that came from elsewhere (a judge's rating). Higher = less certain or harder.
#pragma once

#include "core/store/project.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace caftan {

enum class MetricKind { Recorded, Own, Control, Imported };

struct MetricInfo {
    std::string name; // "entropy", "option_entropy", "one_minus_max", "margin", "gold_nll"; "question_length"
                      // (characters of the question and its options), "random" (a fixed number in [0, 1) for each
                      // question); or the name of an imported one
    MetricKind kind = MetricKind::Recorded;
    bool readsKey = false; // not available at test time
};
// Of one scoring: recorded ones, its own, controls and imported ones of its data set, those that read the key last.
// Nothing for a scoring without rows.
Result<std::vector<MetricInfo>> listMetrics(Project& project, int64_t scoring);

// The metric of that name, or an error that lists those there are.
Result<MetricInfo> findMetric(Project& project, int64_t scoring, const std::string& name);

// Metrics beyond those of the answer token, which few scorings have. `answer_*`: of a generated answer, over its tokens
// (the one that ends it too): mean and largest entropy, mean -ln p, and their number. `trace_*`: the same of recorded
// reasoning as the scored model would say it, and the entropy where it names the option. `ifd`, `trace_ifd`:
// NLL(answer | question) / NLL(answer), of the key's letter and of recorded reasoning (Li et al. 2024, arXiv
// 2308.12032). `datamap_*`: over the epochs of a run, 1 - mean of p(key), its standard deviation, epochs answered wrong
// (data_map.h).
struct OwnMetric {
    std::string_view name;
    bool readsKey = false;
};
std::span<const OwnMetric> ownMetrics();

// Values of a metric that belongs to this scoring alone; more may follow. `name` is one of ownMetrics; NaN is left out.
struct OwnValue {
    int64_t question = 0;
    double value = 0;
};
Status addOwnValues(Project& project, int64_t scoring, std::string_view name, std::span<const OwnValue> values);

// Numbers per question from elsewhere.
struct Measure {
    int64_t id = 0, dataset = 0, questions = 0;
    std::string uid, name, source;
    bool readsKey = false;
    double created = 0;
};
struct MeasureValue {
    std::string externalId; // of the question
    double value = 0;       // NaN is left out
};
struct MeasureSummary {
    int64_t values = 0, unmatched = 0;
};
// Replaces the measure of the same name of this data set, in one transaction. A name is made of lower-case letters,
// digits and "_", begins with a letter, and is none of the built-in ones.
Result<MeasureSummary> storeMeasure(Project& project, int64_t dataset, const std::string& name, bool readsKey,
                                    const std::string& source, std::span<const MeasureValue> values);
// Without those that belong to one scoring.
Result<std::vector<Measure>> listMeasures(Project& project, int64_t dataset);

// The control "random" of a question: the same in every run.
double randomControl(int64_t question);

} // namespace caftan
