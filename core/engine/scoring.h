// Single-token scoring without tensors in the interface: token ids in, metrics of the next token out.
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
    double entropy = 0;      // nats, whole vocabulary, softmax in float32
    double logSumExp = 0;
    TokenId argmax = -1;
    double top1 = 0, top2 = 0;                       // probabilities
    std::vector<std::pair<TokenId, double>> top;     // the ten most probable, descending
    std::vector<double> chosen;                      // probabilities of the ids asked for
};

class LoadedModel; // a decoder with its weights; defined in model/, holds tensors

// Loads weights. Errors name the tensor. Thread: the caller's; use the model from one thread at a time.
Result<std::shared_ptr<LoadedModel>> loadModel(const std::filesystem::path& path, const EngineOptions& options);

// Batches of indices: a function of lengths and batchTokens alone, in the order they are run.
std::vector<std::vector<size_t>> planBatches(std::span<const size_t> lengths, size_t batchTokens);

// One batch. `chosen[i]` lists ids whose probabilities are wanted for row i (may be empty).
Result<std::vector<NextToken>> scoreBatch(LoadedModel& model, std::span<const std::vector<TokenId>> prompts,
                                          std::span<const std::vector<TokenId>> chosen);

} // namespace caftan
