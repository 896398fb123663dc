// The learning rate as a function of the step. No tensors.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>

namespace caftan {

struct RateSchedule {
    std::string decay = "cosine"; // cosine, linear, constant
    double peak = 1e-5;
    double floor = 0.05; // share of the peak at the last step
    int64_t warmup = 0;  // steps of linear warm-up: step 0 has peak / warmup
    int64_t steps = 1;   // of the whole schedule
};
// Step counts from 0.
double rateAt(const RateSchedule& schedule, int64_t step);

} // namespace caftan
