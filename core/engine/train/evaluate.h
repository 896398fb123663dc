// Answers of a model to evaluation questions, by single token and by greedy generation, and what they add up to.
// Thread: the caller's. Torch's exceptions leave.
#pragma once

#include "core/engine/model/decoder.h"
#include "core/jobs/train_plan.h"
#include "core/store/runs.h"

#include <functional>

namespace caftan {

struct EvaluateOptions {
    std::string mode = "generate"; // single, generate, thinking: generated after the first words of a reasoned answer
    int64_t maxNewTokens = 512;
    int64_t batchTokens = 4096;      // single
    std::function<bool()> cancelled; // asked after every batch or generated position
};

// What the answers are judged with.
struct EvaluationInput {
    std::span<const EvaluationItem> items;
    const std::vector<std::string>* bands = nullptr;
    const Tokenizer* tokenizer = nullptr;
    ChatFormat format = ChatFormat::Plain;
    std::span<const TokenId> stops;
};

struct EvaluationOutcome {
    std::vector<Answer> answers; // in the order of the items
    Json
        result; // {"rows","valid","accuracy","accuracy_all","auc","entropy","thinks","generated_tokens","tokens_per_answer",
                //  "by_band":[{"band","rows","accuracy","thinks","entropy"}]}; accuracy over valid answers, _all over
                //  all
};
// Cancelled: no answers.
EvaluationOutcome evaluate(const Decoder& decoder, const EvaluationInput& input, const EvaluateOptions& options);

// Mean of -ln p over the answer tokens of the items' examples; NaN without any.
double validationLoss(const Decoder& decoder, std::span<const EvaluationItem> items, int64_t batchTokens);

} // namespace caftan
