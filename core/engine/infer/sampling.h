// Which token follows: the most probable one, or one drawn. No torch. A sampler is used by one thread.
#pragma once

#include "core/base/random.h"
#include "core/text/tokenizer.h"

#include <span>
#include <vector>

namespace caftan {

struct SamplingOptions {
    double temperature = 0; // 0: greedy
    double topP = 1;        // nucleus (Holtzman et al. 2020): the fewest tokens whose probabilities reach this sum
    int64_t topK = 0;       // at most so many tokens; 0: all
    uint64_t seed = 1;
};
// Errors name the option that is out of its range.
Status checkSampling(const SamplingOptions& options);

class Sampler {
  public:
    // `stream`: answers of one request draw independently of each other and of how they are batched.
    explicit Sampler(const SamplingOptions& options, uint64_t stream = 0);
    // Softmax of logits / temperature in float64. The same seed and logits give the same token. `logits` not empty.
    TokenId pick(std::span<const float> logits);

  private:
    SamplingOptions options_;
    Random random_;
    std::vector<std::pair<double, TokenId>> candidates_; // scratch
};

} // namespace caftan
