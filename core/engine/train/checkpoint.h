// Checkpoints of a run in its folder:
//   checkpoints/step-N/   weights (a Hugging Face folder, or a PEFT adapter), optimizer.safetensors, state.json
//   last.json, best.json  which of them is meant; replaced atomically after the folder is complete
// So a process that is killed while it writes leaves the earlier checkpoint whole. Thread: the caller's.
#pragma once

#include "core/engine/train/lora.h"

#include <filesystem>
#include <optional>

namespace caftan {

// What a checkpoint is made of. `optimizer` may be empty: weights alone (the best checkpoint).
struct CheckpointContent {
    Decoder* decoder = nullptr;
    const LoraSpec* lora = nullptr; // none: full
    std::vector<StateTensor> optimizer;
    Json state;                  // step, and whatever the loop needs to go on
    std::filesystem::path model; // where the base is: its tokenizer's files are copied, adapters name it
};

// Weights (a Hugging Face folder or a PEFT adapter), optimiser and state into a folder, which is made.
Status writeWeights(const std::filesystem::path& folder, const CheckpointContent& content);

class CheckpointStore {
  public:
    explicit CheckpointStore(std::filesystem::path folder) : folder_(std::move(folder)) {}

    // `kind`: "last" or "best". Folders that neither pointer names any more are removed.
    Status save(const std::string& kind, int64_t step, const CheckpointContent& content);
    // The folder that a pointer names; nullopt when there is none. An error when the pointer is damaged.
    Result<std::optional<std::filesystem::path>> find(const std::string& kind) const;
    // Reads weights and optimiser state into the content's tensors and gives the state.
    Result<Json> load(const std::filesystem::path& checkpoint, const CheckpointContent& content) const;
    // Drops the optimiser's state of the last checkpoint: the run is done.
    void dropOptimizer() const;
    static bool holdsOptimizer(const std::filesystem::path& checkpoint);

  private:
    Status point(const std::string& kind, const std::string& name) const;
    void removeOthers() const;
    std::filesystem::path folder_;
};

} // namespace caftan
