// How a run is asked its validation questions, and what of the answers becomes curves.
#pragma once

#include "core/engine/train/metrics.h"
#include "core/jobs/train_plan.h"

#include <string>
#include <vector>

namespace caftan {

// "single" (one token) or "generate": what the run's accuracy is measured by. Answers are generated where what was
// learnt may reason first.
std::string primaryMode(const TrainSpec& spec, const TrainPlan& plan);
// All that are asked, the primary one among them; none with --evaluate none.
std::vector<std::string> evaluationModes(const TrainSpec& spec, const TrainPlan& plan);

// `result`: EvaluationOutcome's. The modes that are not primary give their accuracy alone.
void addEvaluationMetrics(MetricRecorder& metrics, const MetricRecorder::Moment& now, const std::string& mode,
                          const Json& result, bool primary);

} // namespace caftan
