#include "core/engine/train/metrics.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace caftan {

namespace {

double steadySeconds() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

constexpr double latency = 0.1;

} // namespace

void MetricRecorder::add(const Moment& moment, const std::string& name, double value) {
    if (!std::isfinite(value))
        return;
    if (waiting_.empty())
        oldest_ = steadySeconds();
    MetricPoint point;
    point.run = run_;
    point.name = name;
    point.step = moment.step;
    point.epoch = moment.epoch;
    point.tokens = moment.tokens;
    point.seconds = moment.seconds;
    point.value = value;
    waiting_.push_back(std::move(point));
}

bool MetricRecorder::due() {
    const double now = steadySeconds();
    if (lastAsked_ > 0)
        interval_ = now - lastAsked_;
    lastAsked_ = now;
    // Some slack for the time that storing takes itself.
    return !waiting_.empty() && now + interval_ - oldest_ > 0.8 * latency;
}

Status MetricRecorder::flush(const std::function<Status()>& alongside) {
    if (waiting_.empty())
        return alongside ? alongside() : Status{};
    const double start = steadySeconds();
    CAFTAN_CHECK(project_.write([&]() -> Status {
        if (alongside)
            CAFTAN_CHECK(alongside());
        return addMetrics(project_, waiting_);
    }));
    waiting_.clear();
    const double now = steadySeconds();
    spent_ += now - start;
    longest_ = std::max(longest_, now - oldest_);
    return {};
}

} // namespace caftan
