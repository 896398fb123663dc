// A random Llama model of a few hundred kilobytes with the demo's tokenizer, written without torch: for tests that need
// some model and care for no particular one. The same bytes from the same seed.
#pragma once

#include "core/base/files.h"
#include "core/formats/safetensors.h"

#include <filesystem>
#include <string>
#include <vector>

namespace caftan::testing {

class TinyModel {
  public:
    explicit TinyModel(uint64_t seed) : state_(seed) {}

    void write(const std::filesystem::path& folder) {
        std::filesystem::create_directories(folder);
        add("model.embed_tokens.weight", {704, 32});
        for (int layer = 0; layer < 2; ++layer) {
            const std::string name = "model.layers." + std::to_string(layer) + ".";
            addNorm(name + "input_layernorm.weight");
            add(name + "self_attn.q_proj.weight", {32, 32});
            add(name + "self_attn.k_proj.weight", {16, 32});
            add(name + "self_attn.v_proj.weight", {16, 32});
            add(name + "self_attn.o_proj.weight", {32, 32});
            addNorm(name + "post_attention_layernorm.weight");
            add(name + "mlp.gate_proj.weight", {64, 32});
            add(name + "mlp.up_proj.weight", {64, 32});
            add(name + "mlp.down_proj.weight", {32, 64});
        }
        addNorm("model.norm.weight");
        if (!writeSafetensors(folder / "model.safetensors", views_))
            qFatal("cannot write the tiny model");
        (void)writeFile(folder / "config.json", R"({"architectures": ["LlamaForCausalLM"], "model_type": "llama",
            "vocab_size": 704, "hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 2,
            "num_attention_heads": 4, "num_key_value_heads": 2, "head_dim": 8, "hidden_act": "silu",
            "rms_norm_eps": 1e-05, "rope_theta": 10000.0, "tie_word_embeddings": true, "bos_token_id": 1,
            "eos_token_id": 2, "pad_token_id": 0, "max_position_embeddings": 256})");
        for (const char* name : {"tokenizer.json", "tokenizer_config.json"})
            std::filesystem::copy_file(std::filesystem::path(CAFTAN_SOURCE_DIR) / "resources/demo" / name,
                                       folder / name, std::filesystem::copy_options::overwrite_existing);
    }

  private:
    float next() { // between -0.5 and 0.5
        state_ = state_ * 6364136223846793005u + 1442695040888963407u;
        return float(state_ >> 40) / float(1u << 24) - 0.5f;
    }
    void store(const std::string& name, std::vector<int64_t> shape, std::vector<float> numbers) {
        numbers_.push_back(std::move(numbers));
        views_.push_back({name, TensorType::F32, std::move(shape), std::as_bytes(std::span(numbers_.back()))});
    }
    void add(const std::string& name, std::vector<int64_t> shape) {
        std::vector<float> numbers(static_cast<size_t>(shape[0] * shape[1]));
        for (float& number : numbers)
            number = next();
        store(name, std::move(shape), std::move(numbers));
    }
    void addNorm(const std::string& name) { store(name, {32}, std::vector<float>(32, 1.0f)); }

    uint64_t state_;
    std::vector<std::vector<float>> numbers_; // moving a vector keeps its bytes where they are
    std::vector<TensorView> views_;
};

} // namespace caftan::testing
