#include "core/jobs/train_meter.h"

#include "core/store/question_search.h"

namespace caftan {

Result<TrainMeter::Key> TrainMeter::keyOf(Project& project, const TrainSpec& spec) const {
    CAFTAN_TRY(scoring, findScoring(project, spec.scoring));
    CAFTAN_TRY(dataset, findDataset(project, std::to_string(scoring.dataset)));
    CAFTAN_TRY(mark, traceMark(project, dataset.id));
    Key key;
    key.scoring = scoring.id;
    key.model = spec.model ? *spec.model : scoring.model.value_or(0);
    key.traces = mark;
    key.questions = dataset.questions;
    key.train = dataset.train;
    key.validation = dataset.validation;
    key.sealed = dataset.sealed;
    key.teacher = spec.teacher;
    key.prompts = spec.prompts;
    key.selection = spec.selection;
    key.wholeSequence = spec.wholeSequence;
    return key;
}

Status TrainMeter::open(Project& project, const TrainSpec& spec) {
    CAFTAN_TRY(key, keyOf(project, spec));
    if (sizes_ && key == key_)
        return {};
    sizes_.reset();
    CAFTAN_TRY(source, openTrainSource(project, spec));
    sizes_.emplace(std::move(source));
    key_ = std::move(key);
    return {};
}

Result<const ScoreColumns*> TrainMeter::columnsOf(Project& project, int64_t id, const std::string& metric) {
    CAFTAN_TRY(scoring, findScoring(project, id));
    const std::pair<int64_t, int64_t> scored(scoring.id, scoring.rows);
    if (scored != scored_) {
        columns_.clear();
        scored_ = scored;
    }
    const auto found = columns_.find(metric);
    if (found != columns_.end())
        return &found->second;
    CAFTAN_TRY(chunk, loadColumns(project, id, metric));
    return &(columns_[metric] = std::move(chunk.columns));
}

Result<TrainEstimate> TrainMeter::estimate(Project& project, const TrainSpec& spec, const CutSet& cuts,
                                           const TrainMachine& machine, const std::function<bool()>& cancelled) {
    CAFTAN_CHECK(open(project, spec));
    CAFTAN_TRY(columns, columnsOf(project, spec.scoring, cuts.metric));
    CAFTAN_CHECK(sizes_->measure(*columns, cancelled));
    CAFTAN_TRY(speed, trainSpeed(project, spec, sizes_->source().model.id));
    sizes_->setBands(*columns, cuts);
    return estimateTraining(*sizes_, spec, machine, speed);
}

} // namespace caftan
