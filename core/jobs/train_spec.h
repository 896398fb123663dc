// What a training run is made from, as JSON: the spec of a "train" job, the document of `train --config`, and what the
// Train sheet edits. Also the named recipes: which band gets which kind of answer, in which stages. No tensors here.
#pragma once

#include "core/base/json.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace caftan {

// What the questions of a band are trained on.
enum class Routing { Skip, Answer, Reasoning };
std::string_view routingName(Routing routing); // "skip", "sft", "distill"
std::optional<Routing> routingFromName(std::string_view name);

struct LoraSpec {
    int64_t rank = 16;
    double alpha = 32, dropout = 0.05;
    std::vector<std::string> targets = {"q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"};
};

struct TrainSpec {
    int64_t scoring = 0;
    std::string cuts;                         // name of a cut set of that scoring
    std::string recipe;                       // sft, distill, complexity-aware, curriculum, reverse, random, custom
    std::map<std::string, std::string> bands; // band name -> skip, sft, distill: overrides the recipe
    std::string name;                         // of the run; empty: the recipe
    std::optional<int64_t> model;             // none: the scoring's model
    std::string startRun;               // uid of a run whose best checkpoint is the start (branch); empty: the model
    std::string schedule = "auto";      // staged, mixed, auto (staged where the recipe has stages)
    std::vector<int64_t> epochs = {10}; // one for all stages, or one for each
    std::string teacher;                // empty: the data set's first
    bool dropWrongTeacher = true;       // the question leaves every arm
    std::string prompts = "auto"; // "one": every answer under the reasoning prompt; "by-kind": short ones under the
                                  // scoring prompt; auto: by-kind, but one for the demo's format
    std::string selection;        // a saved selection: training questions outside it are left out; empty: none
    std::optional<int64_t> limit; // at most so many training questions of each band (seeded choice)
    std::optional<int64_t> answerTokenBudget; // the run ends when so many answer tokens were trained

    std::optional<LoraSpec> lora; // none: full fine-tuning
    double rate = 1e-5, rateFloor = 0, warmupShare = 0, weightDecay = 0.01, beta1 = 0.9, beta2 = 0.999, clip = 1;
    int64_t warmupSteps = 0;
    std::string decay = "linear";       // cosine, linear, constant
    int64_t batchSequences = 16;        // of one optimiser step
    std::optional<int64_t> batchTokens; // instead: sequences until so many tokens
    int64_t microTokens = 8192;         // at most so many tokens at once; the rest accumulates
    std::string lossMean = "token";     // token, sequence, batch: over the optimiser step
    bool wholeSequence = false;         // loss on the prompt too, for reproduction
    std::string dtype = "float32", device = "auto";
    int64_t baseBits = 0; // 8 or 4: the layers' frozen matrices under an adapter are quantised (QLoRA); 0: not
    std::string recompute =
        "auto"; // on, off, auto: activations are computed again instead of kept where they do not fit
    int threads = 0;
    uint64_t seed = 1;

    int64_t evaluateSteps = 0;     // 0: after every epoch
    std::string evaluate = "auto"; // single, generate, both, none; auto: by single token, and by generation where the
                                   // model may reason; accuracy and the best checkpoint go by generation then
    int64_t maxNewTokens = 512;
    std::optional<int64_t> evaluateLimit; // first K validation questions
    int64_t checkpointSteps = 0;          // 0: by time alone
    double checkpointSeconds = 60;
    bool keepOptimizer = false; // keep the optimiser's state after the run, to train on
};
Json toJson(const TrainSpec& spec);
Result<TrainSpec> trainSpecFromJson(const Json& json); // an unknown key is an error that names it

// The routing of bands easy .. hard (names in order, "invalid" excluded), and the stages: lists of bands trained one
// after another. A mixed run has one stage. `random` routes by question instead: see randomReasoning.
struct RecipePlan {
    std::map<std::string, Routing> bands;
    std::vector<std::vector<std::string>> stages;
    bool randomReasoning = false; // as many questions as the hardest band has reason, drawn from all bands
};
Result<RecipePlan> planRecipe(const TrainSpec& spec, const std::vector<std::string>& bands);
const std::vector<std::string>& recipeNames();

// How the demo fine-tunes (docs: the table of the demo): used by `demo run` and the window's demo button.
TrainSpec demoTrainSpec(const std::string& recipe, int64_t scoring, const std::string& cuts, uint64_t seed);

} // namespace caftan
