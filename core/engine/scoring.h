// Single-token scoring without tensors in the interface: token ids in, metrics of the next token out.
// H = -sum_v p_v ln p_v over the whole vocabulary, softmax in float32 (method: complexity-aware fine-tuning).
#pragma once

#include "core/base/result.h"
#include "core/text/tokenizer.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace caftan {

struct EngineOptions {
    std::string dtype = "float32"; // or bfloat16: residual stream, norms, softmax and metrics stay float32
    std::string device = "auto";   // auto, cpu, cuda
    int threads = 0;               // 0: as many as cores; fixed for the process
};

struct NextToken {
    double entropy = 0; // nats, whole vocabulary, softmax in float32
    double logSumExp = 0;
    TokenId argmax = -1;
    double top1 = 0, top2 = 0;                   // probabilities
    std::vector<std::pair<TokenId, double>> top; // the ten most probable, descending
    std::vector<double> chosen;                  // probabilities of the ids asked for
    std::vector<double> chosenLog;               // their natural logarithms, exact where the probability underflows
};

class LoadedModel; // a decoder with its weights; defined in model/loaded_model.h, holds tensors

// Loads weights. Errors name the tensor. Thread: the caller's; use the model from one thread at a time.
Result<std::shared_ptr<LoadedModel>> loadModel(const std::filesystem::path& path, const EngineOptions& options);

struct ModelFacts {
    int64_t parameters = 0, vocabulary = 0, context = 0;
    std::string dtype, device; // what is really used
    int threads = 0;
    std::string notice;       // "CUDA was asked for, but ...": to be shown; empty: nothing to say
    std::string memoryNotice; // what was done because memory ran out, since the model was loaded; empty: nothing
};
ModelFacts modelFacts(const LoadedModel& model);

// Batches of indices: a function of lengths and batchTokens alone, in the order they are run. Sequences of like length
// share a batch of at most batchTokens tokens (a longer one has its own). The longest batch is first, so that memory
// runs out at once or never; the others are shuffled by a fixed rule, so that what is scored early looks like the
// whole.
std::vector<std::vector<size_t>> planBatches(std::span<const size_t> lengths, size_t batchTokens);

// One batch. `chosen[i]` lists ids whose probabilities are wanted for row i; `chosen` may be empty.
// `cancelled` is asked before every layer; once it says true, the result is empty.
// Errors: an id outside the vocabulary, an empty or too long prompt, memory, numbers that are not finite.
Result<std::vector<NextToken>> scoreBatch(LoadedModel& model, std::span<const std::vector<TokenId>> prompts,
                                          std::span<const std::vector<TokenId>> chosen = {},
                                          const std::function<bool()>& cancelled = {});

} // namespace caftan
