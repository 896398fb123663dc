// Pretrains the demo's base from nothing on generated documents (core/data/demo_documents.h) and writes it as a Hugging
// Face folder of at most 4 MB. Same seed, thread count and processor: the same bits. About four minutes on two cores.
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <functional>

namespace caftan {

struct PretrainOptions {
    uint64_t seed = 1;
    int64_t steps = 1012, documents = 160; // documents of one step
    int threads = 1;                       // part of what decides the bits
    double muonRate = 0.01, adamRate = 3e-3;
    double averageAt = 0.875,
           averageShare = 0.7; // shipped: share x weights at that part of the steps + rest x the last
};

struct PretrainProgress {
    int64_t step = 0, steps = 0, tokens = 0;
    double loss = 0, seconds = 0;
};

struct PretrainSummary {
    int64_t steps = 0, tokens = 0, bytes = 0; // bytes of all files
    double seconds = 0, loss = 0;
    double accuracy = 0, auc = 0; // single token, on the validation questions of the default data set
};

// Refuses a folder that has files already. onProgress false: an Error that says so; nothing is written before the end.
Result<PretrainSummary> pretrainDemo(const std::filesystem::path& folder, const PretrainOptions& options,
                                     const std::function<bool(const PretrainProgress&)>& onProgress = {});

} // namespace caftan
