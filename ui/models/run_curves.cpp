#include "ui/models/run_curves.h"

#include "ui/models/project_service.h"

#include <algorithm>

namespace caftan::ui {

namespace {

constexpr int curvesThrottle = 33; // no more than 30 looks a second

} // namespace

void Curve::add(const MetricPoint& point) {
    const auto insert = [](std::vector<double>& list, size_t at, bool replace, double value) {
        if (replace)
            list[at] = value;
        else
            list.insert(list.begin() + std::ptrdiff_t(at), value);
    };
    const double wanted = double(point.step);
    const size_t at = step.empty() || step.back() < wanted
                          ? step.size()
                          : size_t(std::lower_bound(step.begin(), step.end(), wanted) - step.begin());
    const bool replace = at < step.size() && step[at] == wanted;
    insert(step, at, replace, wanted);
    insert(epoch, at, replace, point.epoch);
    insert(tokens, at, replace, double(point.tokens));
    insert(seconds, at, replace, point.seconds);
    insert(value, at, replace, point.value);
}

const Curve* RunPoints::curve(std::string_view name) const {
    const auto found = curves.find(name);
    return found == curves.end() ? nullptr : &found->second;
}

std::vector<Evaluation> RunPoints::course(const std::string& mode) const {
    const Curve* points = curve("validation/accuracy_" + mode);
    std::map<int64_t, const Evaluation*> first;
    for (const Evaluation& evaluation : evaluations)
        if (points && evaluation.split == "validation" && evaluation.mode == mode &&
            std::binary_search(points->step.begin(), points->step.end(), double(evaluation.step)))
            first.emplace(evaluation.step, &evaluation);
    std::vector<Evaluation> result;
    for (const auto& [step, evaluation] : first)
        result.push_back(*evaluation);
    return result;
}

double RunPoints::seconds() const {
    double last = 0;
    for (const auto& [name, curve] : curves)
        if (!curve.seconds.empty())
            last = std::max(last, curve.seconds.back());
    return last;
}

RunPoints RunPoints::until(double seconds) const {
    RunPoints part;
    part.loaded = loaded;
    double step = 0; // the last one that was made by then
    for (const auto& [name, curve] : curves) {
        const auto end = std::upper_bound(curve.seconds.begin(), curve.seconds.end(), seconds) - curve.seconds.begin();
        if (end == 0)
            continue;
        Curve& copy = part.curves[name];
        for (const auto& [from, to] : {std::pair(&curve.step, &copy.step),
                                       {&curve.epoch, &copy.epoch},
                                       {&curve.tokens, &copy.tokens},
                                       {&curve.seconds, &copy.seconds},
                                       {&curve.value, &copy.value}})
            to->assign(from->begin(), from->begin() + end);
        step = std::max(step, copy.step.back());
    }
    for (const Evaluation& evaluation : evaluations)
        if (double(evaluation.step) <= step)
            part.evaluations.push_back(evaluation);
    return part;
}

RunCurves::RunCurves(ProjectService& service, QObject* parent) : QObject(parent), service_(service) {
    throttle_.setSingleShot(true);
    throttle_.setInterval(curvesThrottle);
    connect(&throttle_, &QTimer::timeout, this, [this] {
        if (std::exchange(again_, false))
            schedule();
    });
    connect(&service, &ProjectService::changed, this, &RunCurves::schedule);
    connect(&service, &ProjectService::closed, this, &RunCurves::clear);
    connect(&service, &ProjectService::opening, this, &RunCurves::clear);
}

void RunCurves::follow(const std::vector<int64_t>& runs) {
    followed_ = runs;
    schedule();
}

const RunPoints* RunCurves::points(int64_t run) const {
    const auto found = runs_.find(run);
    return found == runs_.end() || !found->second.loaded ? nullptr : &found->second;
}

void RunCurves::schedule() {
    if (asking_ || throttle_.isActive()) {
        again_ = true;
        return;
    }
    throttle_.start();
    due_.assign(followed_.rbegin(), followed_.rend());
    readNext();
}

void RunCurves::readNext() {
    if (due_.empty()) {
        if (again_ && !throttle_.isActive()) {
            again_ = false;
            schedule();
        }
        return;
    }
    RunPosition known = runs_[due_.back()].position;
    known.run = due_.back();
    due_.pop_back();
    asking_ = true;
    service_.ask<RunTail>(
        this, [known](Project& project) { return readRunTail(project, known); },
        [this](Result<RunTail> tail) {
            asking_ = false;
            if (tail)
                take(std::move(*tail));
            else
                Q_EMIT failed(QString::fromStdString(tail.error().message));
            readNext();
        });
}

void RunCurves::take(RunTail tail) {
    RunPoints& run = runs_[tail.position.run];
    const bool first = !run.loaded;
    if (tail.rewound) {
        run.curves.clear();
        run.evaluations.clear();
    }
    run.position = tail.position;
    run.loaded = true;
    for (const MetricPoint& point : tail.points)
        run.curves[point.name].add(point);
    run.evaluations.insert(run.evaluations.end(), std::make_move_iterator(tail.evaluations.begin()),
                           std::make_move_iterator(tail.evaluations.end()));
    read_ += int64_t(tail.points.size());
    if (first || tail.rewound || !tail.points.empty() || !tail.evaluations.empty())
        Q_EMIT grown(tail.position.run);
}

void RunCurves::clear() {
    runs_.clear();
    followed_.clear();
    due_.clear();
    throttle_.stop();
    asking_ = again_ = false;
}

} // namespace caftan::ui
