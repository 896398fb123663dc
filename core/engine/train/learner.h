// A decoder that learns: which tensors train, the optimiser, one step at a time. Shared by the training job and by
// training on given examples. Thread: the caller's. Torch's exceptions leave, out of memory excepted: the step is done
// again with activations computed twice (the same bits), and then with micro batches halved, as are all that follow,
// until there is one example in each.
#pragma once

#include "core/engine/model/decoder.h"
#include "core/engine/model/out_of_memory.h"
#include "core/engine/train/checkpoint.h"
#include "core/engine/train/loss.h"
#include "core/jobs/train_spec.h"
#include "core/text/example.h"

#include <memory>

namespace caftan {

// What can still be done where memory ran out, as a sentence.
std::string memoryAdvice(const TrainSpec& spec);

using MicroBatches = std::vector<std::vector<const Example*>>;

struct StepOutcome {
    at::Tensor loss, gradientNorm; // scalars on the device; reading them waits for it
    int64_t tokens = 0;            // with prompts
    bool recomputed = false;       // memory ran out: from this step on activations are computed again
    bool halved = false;           // memory ran out: from this step on micro batches are halved
};

class Learner {
  public:
    // Loads nothing: the decoder has its weights. Adds adapters (those of a PEFT folder, when one is named) or opens
    // all tensors for training.
    static Result<Learner> create(Decoder decoder, TrainSpec spec, const std::filesystem::path& adapter = {});

    // A fresh optimiser: the beginning of a stage.
    void resetOptimizer();
    // `step` seeds dropout, so that a resumed run drops the same. An error for which nothing more can be done leaves
    // the weights as they were.
    StepOutcome step(MicroBatches micros, double rate, int64_t step);

    // Activations are computed again instead of kept.
    bool recomputes() const { return recompute_; }
    void recompute() { recompute_ = true; }
    // How often micro batches were halved for want of memory; a resumed run goes on with as many.
    int64_t halvings() const { return halvings_; }
    void setHalvings(int64_t count) { halvings_ = count; }

    // The next step's gradients, before the clip, go to this safetensors file; empty: nowhere.
    void keepGradients(std::filesystem::path path) { gradientPath_ = std::move(path); }
    Status gradientsWritten() const { return gradientStatus_; }

    const Decoder& decoder() const { return *decoder_; }
    int64_t trainedParameters() const;
    // For checkpoints; tensors share their storage with the learner.
    CheckpointContent content(const std::filesystem::path& model, bool withOptimizer);

  private:
    Learner(Decoder decoder, TrainSpec spec);
    void closeGaps() const;
    std::function<void(size_t)> whenLearnt() const;
    void writeGradients();
    at::Tensor accumulate(const MicroBatches& micros) const;
    bool relieve(MicroBatches& micros, StepOutcome& outcome);

    std::unique_ptr<Decoder> decoder_; // stays in place
    TrainSpec spec_;
    std::vector<at::Tensor> parameters_;
    std::vector<std::string> names_;
    std::unique_ptr<AdamW> optimizer_;
    AbandonedGraphs abandoned_;
    bool recompute_ = false;
    int64_t halvings_ = 0;
    std::filesystem::path gradientPath_;
    Status gradientStatus_;
};

} // namespace caftan
