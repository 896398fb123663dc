// The tensors of a model by their Hugging Face names: which ones a configuration asks for, and what GGUF calls them.
#pragma once

#include "core/formats/model_source.h"

#include <functional>
#include <span>

namespace caftan {

struct ModelTensor {
    std::string name;
    std::vector<int64_t> shape;
    bool norm = false; // kept in float32
};
// Embedding, layers in order, final norm, head ("lm_head.weight" only when untied).
std::vector<ModelTensor> modelTensors(const ModelConfig& config);

// Names of linear layers ("q_proj") as this model has them, each once: where projections are fused, q_proj stands for
// qkv_proj and gate_proj for gate_up_proj. Unknown names stay.
std::vector<std::string> linearNames(const ModelConfig& config, std::span<const std::string> names);

// "blk.3.attn_q.weight" -> "model.layers.3.self_attn.q_proj.weight"; "" for a name that the family's files do not have.
std::string huggingFaceName(const ModelConfig& config, const std::string& ggufName);

// Every tensor that the configuration asks for is there in its shape, and nothing is there that would change the
// numbers. Sets config.parameters.
using TensorFinder = std::function<const TensorView*(const std::string&)>;
Status checkTensors(ModelConfig& config, const TensorFinder& find, std::span<const std::string> names);

} // namespace caftan
