// ModelConfig -> config.json, in the spelling that transformers 4 and 5 both read.
#include "core/formats/model_config.h"

#include <algorithm>
#include <cmath>

namespace caftan {

namespace {

void writeRope(const ModelConfig& config, Json& json) {
    if (config.llama3Rope) {
        json["rope_scaling"] = {{"rope_type", "llama3"},
                                {"factor", config.llama3Rope->factor},
                                {"low_freq_factor", config.llama3Rope->lowFrequency},
                                {"high_freq_factor", config.llama3Rope->highFrequency},
                                {"original_max_position_embeddings", config.llama3Rope->originalContext}};
    } else if (config.longRope) { // transformers 4 wants these three keys and no other
        const ModelConfig::LongRope& rope = *config.longRope;
        json["rope_scaling"] = {
            {"type", "longrope"}, {"short_factor", rope.shortFactors}, {"long_factor", rope.longFactors}};
        json["original_max_position_embeddings"] = rope.originalContext;
        const double usual =
            longRopeAttention(double(config.context) / double(rope.originalContext), rope.originalContext);
        if (std::abs(rope.attentionFactor - usual) > 1e-6 * usual)
            json["rope_scaling"]["attention_factor"] = rope.attentionFactor;
    } else if (config.linearRopeFactor != 1) {
        json["rope_scaling"] = {{"rope_type", "linear"}, {"factor", config.linearRopeFactor}};
    }
    if (config.rotated > 0)
        json["partial_rotary_factor"] = double(config.rotated) / double(config.headSize);
    if (config.slidingRopeTheta > 0)
        json["rope_local_base_freq"] = config.slidingRopeTheta;
}

void writeWindow(const ModelConfig& config, Json& json) {
    const bool qwen = config.family == "qwen2" || config.family == "qwen3";
    if (config.family == "llama")
        return;
    json["sliding_window"] = config.window > 0 ? Json(config.window) : Json();
    if (qwen)
        json["use_sliding_window"] = config.window > 0;
    if (config.window == 0 || (!qwen && config.family != "gemma3"))
        return;
    Json types = Json::array();
    for (int64_t layer = 0; layer < config.layers; ++layer)
        types.push_back(config.slides(layer) ? "sliding_attention" : "full_attention");
    json["layer_types"] = std::move(types);
}

} // namespace

Json configToHuggingFace(const ModelConfig& config, const std::string& dtype) {
    const auto families = familyNames();
    const auto family = std::find_if(families.begin(), families.end() - 1,
                                     [&](const FamilyName& known) { return config.family == known.name; });
    const bool gemma = config.family == "gemma3";
    Json json{{"architectures", {family->architecture}},
              {"model_type", family->type},
              {"vocab_size", config.vocabulary},
              {"hidden_size", config.hidden},
              {"intermediate_size", config.intermediate},
              {"num_hidden_layers", config.layers},
              {"num_attention_heads", config.heads},
              {"num_key_value_heads", config.keyValueHeads},
              {"head_dim", config.headSize},
              {gemma ? "hidden_activation" : "hidden_act", gemma ? "gelu_pytorch_tanh" : "silu"},
              {"max_position_embeddings", config.context},
              {"rms_norm_eps", config.normEpsilon},
              {"rope_theta", config.ropeTheta},
              {"attention_bias", false},
              {"mlp_bias", false},
              {"tie_word_embeddings", config.tiedEmbeddings},
              {"torch_dtype", dtype}};
    if (config.family != "llama")
        json.erase("mlp_bias");
    if (config.family != "llama" && config.family != "qwen3" && !gemma)
        json.erase("attention_bias");
    if (gemma)
        json["query_pre_attn_scalar"] = int64_t(std::llround(1 / (config.queryScale * config.queryScale)));
    writeRope(config, json);
    writeWindow(config, json);
    const auto token = [&](const char* key, int64_t id) {
        if (id >= 0)
            json[key] = id;
        else if (config.family != "llama") // classes have ids of their own for what is absent
            json[key] = nullptr;
    };
    token("bos_token_id", config.bosToken);
    token("pad_token_id", config.padToken);
    if (config.eosTokens.size() > 1)
        json["eos_token_id"] = config.eosTokens;
    else
        token("eos_token_id", config.eosToken);
    return json;
}

} // namespace caftan
