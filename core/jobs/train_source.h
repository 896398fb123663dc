// What plans of training read from the project: questions with keys, recorded reasoning, and the model's tokenizer; and
// the sizes of every example they could become. No tensors here. Thread: the caller's.
#pragma once

#include "core/formats/model_source.h"
#include "core/jobs/example_writer.h"
#include "core/jobs/train_outline.h"
#include "core/store/datasets.h"
#include "core/store/scorings.h"

#include <unordered_map>

namespace caftan {

struct TrainSource {
    Scoring scoring;
    Dataset dataset;
    ModelRecord model;
    std::filesystem::path modelPath;
    ModelConfig config;
    ExampleWriter writer;
    std::string teacher;                       // "" when the data set has no reasoning
    std::vector<StoredQuestion> questions;     // with a key; of train and validation: test questions never come in here
    std::unordered_map<int64_t, Trace> traces; // the teacher's, by question

    const Trace* traceOf(size_t question) const; // nullptr: none
    Example example(size_t question, Routing routing) const;
    TrainQuestion facts(size_t question) const; // without its band
};

// Of the spec's scoring, model, teacher and prompts. Errors name the remedy: no split, a scoring without a model, a
// model that moved.
Result<TrainSource> openTrainSource(Project& project, const TrainSpec& spec);

// Questions with the bands that these scores have under the cuts.
TrainRows trainRows(const TrainSource& source, const ScoreColumns& columns, const CutSet& cuts);

// Both sizes of every scored question, so that the outline of any recipe and cuts is arithmetic. Tokenising ten
// thousand long traces takes seconds: done once, on a thread that may wait.
class TrainSizes {
  public:
    explicit TrainSizes(TrainSource source);
    const TrainSource& source() const { return source_; }

    // Those of these scores that have not been measured yet. An error once `cancelled` says true; what was measured
    // stays.
    Status measure(const ScoreColumns& columns, const std::function<bool()>& cancelled = {});
    void setBands(const ScoreColumns& columns, const CutSet& cuts);
    Result<TrainOutline> outline(const TrainSpec& spec) const;

    int64_t boughtTokens() const; // of the teacher's answers to measured training questions, discarded ones too
    bool traced() const { return !source_.traces.empty(); }

  private:
    struct Sizes {
        bool measured = false;
        ExampleSize answer, reasoning;
    };
    void measureOne(size_t question);

    TrainSource source_;
    TrainRows rows_;
    std::vector<Sizes> sizes_; // of source_.questions
};

} // namespace caftan
