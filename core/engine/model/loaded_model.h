// What scoring.h and generate.h call a model: a decoder, where it runs, and what the user should be told.
#pragma once

#include "core/engine/model/decoder.h"
#include "core/engine/scoring.h"

#include <limits>

namespace caftan {

class LoadedModel {
  public:
    LoadedModel(Decoder decoder, ModelFacts facts) : decoder_(std::move(decoder)), facts_(std::move(facts)) {}
    const Decoder& decoder() const { return decoder_; }
    Decoder& decoder() { return decoder_; }
    const ModelFacts& facts() const { return facts_; }
    // Batches of more tokens did not fit into memory; the facts say so.
    int64_t mostTokens() const { return mostTokens_; }
    void limitTokens(int64_t most);

  private:
    Decoder decoder_;
    ModelFacts facts_;
    int64_t mostTokens_ = std::numeric_limits<int64_t>::max();
};

// Threads, type and device as asked for; used by training too. Errors name the option.
struct EngineSetup {
    at::ScalarType dtype = at::kFloat;
    at::Device device = at::kCPU;
    ModelFacts facts; // dtype, device, threads, notice
};
Result<EngineSetup> setUpEngine(const EngineOptions& options);

} // namespace caftan
