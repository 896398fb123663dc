// What a training run will consist of, decided on sizes alone: which questions of which band with which kind of answer,
// in which steps, and how many tokens that is. The run's plan (train_plan.h) and the window's Train sheet both come
// from here, so they cannot differ. Pure: rows and spec in, outline out. Any thread.
#pragma once

#include "core/data/question.h"
#include "core/jobs/train_spec.h"
#include "core/jobs/train_steps.h"

#include <functional>

namespace caftan {

// A question with a key, without its text.
struct TrainQuestion {
    int64_t id = 0;
    Split split = Split::Train; // Train or Validation: test questions never come here
    int band = -1;              // index into TrainRows::bands; -1: not scored
    bool traced = false;        // reasoning is recorded
    bool usableTrace = false;   // and names an option
    bool teacherRight = false;
};

struct TrainRows {
    std::vector<std::string> bands; // easy .. hard, then "invalid"
    std::vector<TrainQuestion> questions;
    std::string teacher;  // "" when no reasoning is recorded
    int64_t context = 0;  // of the model; 0: not known
    int64_t unscored = 0; // training questions without a score
};

struct ExampleSize {
    int64_t tokens = 0, answerTokens = 0; // with prompt; trained
};
// Size of the example that a question of TrainRows becomes. Reasoning is asked only where the trace is usable.
using SizeOf = std::function<ExampleSize(size_t question, Routing routing)>;

struct OutlineItem {
    size_t question = 0; // index into TrainRows::questions
    int band = 0;
    Routing routing = Routing::Answer;
    ExampleSize size;
};

// One band of the outline; rows and tokens count each question once.
struct BandOutline {
    std::string name;
    Routing routing = Routing::Skip;
    int64_t rows = 0, reasoningRows = 0, answerTokens = 0, tokens = 0;
    int64_t withoutTrace = 0; // were to reason, but cannot
};

// Why a run cannot start.
struct TrainProblem {
    enum class Kind { NoTraces, EmptyBand, NothingTrained };
    Kind kind = Kind::NothingTrained;
    std::string band;
};

struct TrainOutline {
    RecipePlan recipe;
    std::vector<OutlineItem> items;
    std::vector<TrainStep> steps;    // of indices into items
    std::vector<int64_t> stageSteps; // of each stage
    std::vector<BandOutline> bands;  // as TrainRows::bands
    std::vector<TrainProblem> problems;
    std::vector<std::string> notes; // sentences for the user: what was left out and why
    int64_t answerTokens = 0;       // each answer once
    int64_t answerTokensSeen = 0;   // over all steps
    int64_t tokensSeen = 0;         // with prompts
    int64_t wrongTeacher = 0;       // questions left out of every arm
    int64_t validation = 0;         // questions that are asked at every evaluation

    int64_t longestExample() const;    // tokens
    int64_t largestMicroBatch() const; // tokens
};

// An error only for a recipe that the bands do not allow; what the rows do not allow stands in `problems`.
Result<TrainOutline> outlineTraining(const TrainRows& rows, const TrainSpec& spec, const SizeOf& sizeOf);

} // namespace caftan
