#include "core/engine/weights/save.h"
#include "core/base/files.h"
#include "core/formats/safetensors.h"

#include <torch/torch.h>

namespace caftan {

Json configJson(const ModelConfig& config, at::ScalarType dtype) {
    Json json{{"architectures", {"LlamaForCausalLM"}},
              {"model_type", "llama"},
              {"vocab_size", config.vocabulary},
              {"hidden_size", config.hidden},
              {"intermediate_size", config.intermediate},
              {"num_hidden_layers", config.layers},
              {"num_attention_heads", config.heads},
              {"num_key_value_heads", config.keyValueHeads},
              {"head_dim", config.headSize},
              {"hidden_act", "silu"},
              {"max_position_embeddings", config.context},
              {"rms_norm_eps", config.normEpsilon},
              {"rope_theta", config.ropeTheta},
              {"attention_bias", false},
              {"mlp_bias", false},
              {"tie_word_embeddings", config.tiedEmbeddings},
              {"torch_dtype", dtype == at::kBFloat16 ? "bfloat16" : "float32"}};
    if (config.llama3Rope)
        json["rope_scaling"] = {{"rope_type", "llama3"},
                                {"factor", config.llama3Rope->factor},
                                {"low_freq_factor", config.llama3Rope->lowFrequency},
                                {"high_freq_factor", config.llama3Rope->highFrequency},
                                {"original_max_position_embeddings", config.llama3Rope->originalContext}};
    else if (config.linearRopeFactor != 1)
        json["rope_scaling"] = {{"rope_type", "linear"}, {"factor", config.linearRopeFactor}};
    const auto token = [&](const char* key, int64_t id) {
        if (id >= 0)
            json[key] = id;
    };
    token("bos_token_id", config.bosToken);
    token("pad_token_id", config.padToken);
    if (config.eosTokens.size() > 1)
        json["eos_token_id"] = config.eosTokens;
    else
        token("eos_token_id", config.eosToken);
    return json;
}

Status saveDecoder(const Decoder& decoder, const std::filesystem::path& folder, at::ScalarType dtype,
                   const Json& extra) {
    at::NoGradGuard noGrad;
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error)
        return fail(folder.string() + ": the folder cannot be made: " + error.message() + ".");
    Decoder named = decoder; // tensors are shared; namedTensors gives pointers that could change them
    std::vector<at::Tensor> kept;
    std::vector<TensorView> views;
    for (const NamedTensor& entry : namedTensors(named)) {
        kept.push_back(entry.tensor->detach().to(at::kCPU, dtype).contiguous());
        const at::Tensor& tensor = kept.back();
        views.push_back({entry.name,
                         dtype == at::kBFloat16 ? TensorType::BF16 : TensorType::F32,
                         tensor.sizes().vec(),
                         {static_cast<const std::byte*>(tensor.const_data_ptr()), size_t(tensor.nbytes())}});
    }
    CAFTAN_CHECK(writeSafetensors(folder / "model.safetensors", views, {{"format", "pt"}}));
    Json config = configJson(decoder.config, dtype);
    config.update(extra);
    return writeFile(folder / "config.json", dumpJson(config, 2) + "\n");
}

} // namespace caftan
