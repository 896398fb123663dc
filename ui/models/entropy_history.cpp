#include "ui/models/entropy_history.h"

#include "ui/models/project_service.h"

#include <algorithm>

namespace caftan::ui {

int64_t EntropyFrame::valid() const {
    return std::count(answers.valid.begin(), answers.valid.end(), 1);
}

EntropyHistory::EntropyHistory(ProjectService& service, QObject* parent) : QObject(parent), service_(service) {
    const auto clear = [this] {
        asking_ = false; // answers of the closed project do not arrive
        show(0, {});
    };
    connect(&service, &ProjectService::closed, this, clear);
    connect(&service, &ProjectService::opening, this, clear);
}

void EntropyHistory::show(int64_t run, const std::vector<Evaluation>& evaluations) {
    if (run != run_)
        known_.clear();
    run_ = run;
    wanted_.clear();
    for (const Evaluation& evaluation : evaluations)
        wanted_.push_back({evaluation.id, evaluation.step, evaluation.epoch});
    rebuild();
    readNext();
}

double EntropyHistory::highest() const {
    double highest = 0;
    for (const EntropyFrame& frame : frames_)
        for (size_t i = 0; i < frame.answers.entropy.size(); ++i)
            if (frame.answers.valid[i] && frame.answers.entropy[i] > highest)
                highest = frame.answers.entropy[i];
    return highest;
}

void EntropyHistory::readNext() {
    const auto missing = std::find_if(wanted_.begin(), wanted_.end(),
                                      [this](const Wanted& w) { return !known_.contains(w.evaluation); });
    if (asking_ || missing == wanted_.end())
        return;
    asking_ = true;
    service_.ask<AnswerColumns>(
        this, [evaluation = missing->evaluation](Project& project) { return loadAnswerColumns(project, evaluation); },
        [this, run = run_, evaluation = missing->evaluation](Result<AnswerColumns> columns) {
            asking_ = false;
            if (!columns)
                return Q_EMIT failed(QString::fromStdString(columns.error().message));
            if (run == run_) {
                known_[evaluation] = std::move(*columns);
                rebuild();
            }
            readNext();
        });
}

void EntropyHistory::rebuild() {
    frames_.clear();
    for (const Wanted& wanted : wanted_)
        if (const auto found = known_.find(wanted.evaluation); found != known_.end())
            frames_.push_back({wanted.evaluation, wanted.step, wanted.epoch, found->second});
    Q_EMIT updated();
}

} // namespace caftan::ui
