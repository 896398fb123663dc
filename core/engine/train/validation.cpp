#include "core/engine/train/validation.h"

#include <algorithm>
#include <cmath>

namespace caftan {

namespace {

bool mayReason(const TrainSpec& spec, const TrainPlan& plan) {
    if (plan.format == ChatFormat::Demo || spec.prompts == "one")
        return true;
    return std::any_of(plan.items.begin(), plan.items.end(),
                       [](const TrainItem& item) { return item.routing == Routing::Reasoning; });
}

double numberIn(const Json& json, const char* key) {
    return json[key].is_number() ? json[key].get<double>() : std::nan("");
}

} // namespace

std::string primaryMode(const TrainSpec& spec, const TrainPlan& plan) {
    if (spec.evaluate == "single" || spec.evaluate == "generate")
        return spec.evaluate;
    return mayReason(spec, plan) ? "generate" : "single";
}

std::vector<std::string> evaluationModes(const TrainSpec& spec, const TrainPlan& plan) {
    if (spec.evaluate == "none")
        return {};
    if (spec.evaluate == "single" || spec.evaluate == "generate")
        return {spec.evaluate};
    if (spec.evaluate == "auto" && !mayReason(spec, plan))
        return {"single"};
    return {"single", "generate"};
}

void addEvaluationMetrics(MetricRecorder& metrics, const MetricRecorder::Moment& now, const std::string& mode,
                          const Json& result, bool primary) {
    metrics.add(now, "validation/accuracy_" + mode, numberIn(result, "accuracy_all"));
    if (!primary)
        return;
    metrics.add(now, "validation/accuracy", numberIn(result, "accuracy_all"));
    metrics.add(now, "validation/accuracy_valid", numberIn(result, "accuracy"));
    metrics.add(now, "validation/entropy", numberIn(result, "entropy"));
    metrics.add(now, "validation/thinks", numberIn(result, "thinks"));
    metrics.add(now, "validation/tokens_per_answer", numberIn(result, "tokens_per_answer"));
    for (const Json& band : result["by_band"]) {
        const std::string name = band["band"];
        metrics.add(now, "validation/accuracy/" + name, numberIn(band, "accuracy_all"));
        metrics.add(now, "validation/thinks/" + name, numberIn(band, "thinks"));
    }
}

} // namespace caftan
