#include "core/engine/train/schedule.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace caftan {

double rateAt(const RateSchedule& schedule, int64_t step) {
    if (step < schedule.warmup)
        return schedule.peak * double(step + 1) / double(schedule.warmup);
    if (schedule.decay == "constant")
        return schedule.peak;
    const double rest = double(std::max<int64_t>(1, schedule.steps - schedule.warmup));
    const double t = std::clamp(double(step - schedule.warmup) / rest, 0.0, 1.0);
    const double share = schedule.decay == "linear" ? 1 - t : 0.5 * (1 + std::cos(std::numbers::pi * t));
    return schedule.peak * (schedule.floor + (1 - schedule.floor) * share);
}

} // namespace caftan
