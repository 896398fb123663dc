// Everything about a training run that is known before weights are read: which questions, their exact token ids and
// labels, the bands, the stages, and the steps. A function of the project's rows, the model's tokenizer and the spec;
// so it is the same again when a killed run is resumed. No tensors here.
#pragma once

#include "core/formats/model_source.h"
#include "core/jobs/train_outline.h"
#include "core/store/datasets.h"
#include "core/store/scorings.h"
#include "core/text/example.h"
#include "core/text/prompt.h"

namespace caftan {

struct TrainItem {
    int64_t question = 0;
    int band = 0; // index into bands
    Routing routing = Routing::Answer;
    Example example;
};

// A question that answers are judged on. Both prompts are ready: with the one-token answer next, and for generation.
struct EvaluationItem {
    int64_t question = 0;
    int band = 0;
    int answer = -1, options = 0;
    std::vector<TokenId> singlePrompt, generatePrompt;
    Example example; // the target under the recipe, for the validation loss; empty ids: none
};

struct TrainPlan {
    Dataset dataset;
    ModelRecord model;
    std::filesystem::path modelPath;
    std::shared_ptr<Tokenizer> tokenizer;
    ChatFormat format = ChatFormat::Plain;
    ModelConfig config;
    CutSet cuts;
    std::vector<std::string> bands; // easy .. hard, then "invalid"
    RecipePlan recipe;
    std::string teacher;        // "" when nothing reasons
    std::vector<TokenId> stops; // ids that end a generated answer
    std::vector<TrainItem> items;
    std::vector<EvaluationItem> validation;
    std::vector<TrainStep> steps;
    std::vector<int64_t> stageSteps; // of each stage
    int64_t answerTokens = 0;        // each answer once
    int64_t answerTokensSeen = 0;    // over all steps
    int64_t tokensSeen = 0;          // with prompts
    Json bandCounts;                 // [{"name","routing","rows","answer_tokens"}]
    std::vector<std::string> notes;  // sentences for the user: what was left out and why
    std::string dataSha256;          // of ids and labels, in order
};

// Errors name the remedy: no split, no traces for a band that reasons, an empty band, a model that moved.
Result<TrainPlan> planTraining(Project& project, const TrainSpec& spec);

// Questions of one part with bands and prompts under this model; what `eval` uses too. `cuts` none: one band, "all";
// `format` none: the one that the model's files show.
struct EvaluationSet {
    std::vector<std::string> bands;
    std::vector<EvaluationItem> items;
    std::shared_ptr<Tokenizer> tokenizer;
    ChatFormat format = ChatFormat::Plain;
    std::vector<TokenId> stops;
};
Result<EvaluationSet> evaluationSet(Project& project, int64_t dataset, const std::filesystem::path& model, Split split,
                                    const std::optional<CutSet>& cuts, std::optional<ChatFormat> format = {});

} // namespace caftan
