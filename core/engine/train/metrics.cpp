#include "core/engine/train/metrics.h"

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

Status MetricRecorder::tick() {
    const double now = steadySeconds();
    if (lastTick_ > 0)
        interval_ = now - lastTick_;
    lastTick_ = now;
    // Some slack for the time that storing takes itself.
    return now + interval_ - oldest_ > 0.8 * latency ? flush() : Status{};
}

Status MetricRecorder::flush() {
    if (waiting_.empty())
        return {};
    const double start = steadySeconds();
    CAFTAN_CHECK(addMetrics(project_, waiting_));
    waiting_.clear();
    spent_ += steadySeconds() - start;
    return {};
}

} // namespace caftan
