#include "core/engine/weights/save_gguf.h"
#include "core/engine/model/rope.h"

#include <ATen/Parallel.h>
#include <torch/torch.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>

namespace caftan {

namespace {

struct GgufFamily {
    const char* family;
    const char* architecture;
    bool permuted; // rows of Q and K alternate the halves of each head (convert_hf_to_gguf.py, LlamaModel.permute)
};
constexpr GgufFamily ggufFamilies[] = {{"llama", "llama", true},  {"mistral", "llama", true},
                                       {"qwen2", "qwen2", false}, {"qwen3", "qwen3", false},
                                       {"phi3", "phi3", false},   {"gemma3", "gemma3", false}};

const GgufFamily* ggufFamily(const std::string& family) {
    for (const GgufFamily& known : ggufFamilies)
        if (family == known.family)
            return &known;
    return nullptr;
}

// "model.layers.3.self_attn.q_proj.weight" -> "blk.3.attn_q.weight"; "": llama.cpp has no such tensor.
std::string ggufName(const ModelConfig& config, const std::string& name) {
    static const std::map<std::string, std::string> whole = {{"model.embed_tokens.weight", "token_embd.weight"},
                                                             {"model.norm.weight", "output_norm.weight"},
                                                             {"lm_head.weight", "output.weight"}};
    static const std::map<std::string, std::string> inLayer = {{"input_layernorm", "attn_norm"},
                                                               {"self_attn.q_proj", "attn_q"},
                                                               {"self_attn.k_proj", "attn_k"},
                                                               {"self_attn.v_proj", "attn_v"},
                                                               {"self_attn.o_proj", "attn_output"},
                                                               {"self_attn.q_norm", "attn_q_norm"},
                                                               {"self_attn.k_norm", "attn_k_norm"},
                                                               {"self_attn.qkv_proj", "attn_qkv"},
                                                               {"mlp.gate_proj", "ffn_gate"},
                                                               {"mlp.up_proj", "ffn_up"},
                                                               {"mlp.gate_up_proj", "ffn_up"},
                                                               {"mlp.down_proj", "ffn_down"},
                                                               {"pre_feedforward_layernorm", "ffn_norm"},
                                                               {"post_feedforward_layernorm", "post_ffw_norm"}};
    if (const auto found = whole.find(name); found != whole.end())
        return found->second;
    const std::string_view prefix = "model.layers.";
    const size_t dot = name.find('.', prefix.size()), last = name.rfind('.');
    if (!name.starts_with(prefix) || dot == std::string::npos || last <= dot)
        return "";
    const std::string part = name.substr(dot + 1, last - dot - 1);
    const auto found = inLayer.find(part);
    const std::string written = part == "post_attention_layernorm"
                                    ? (config.outputNorms ? "post_attention_norm" : "ffn_norm")
                                    : (found == inLayer.end() ? "" : found->second);
    return written.empty()
               ? ""
               : "blk." + name.substr(prefix.size(), dot - prefix.size()) + "." + written + name.substr(last);
}

// The inverse of what load.cpp does.
at::Tensor rotaryOrder(const at::Tensor& weight, int64_t heads) {
    const int64_t half = weight.size(0) / heads / 2, width = weight.numel() / weight.size(0);
    return weight.view({heads, 2, half, width}).transpose(1, 2).reshape(weight.sizes());
}

// Blocks of 32: scale max / 127 as float16, then the rounded quotients (ggml-quants.c, quantize_row_q8_0_ref).
at::Tensor quantiseQ8(const at::Tensor& weight) {
    constexpr int64_t numbers = 32, bytes = 34;
    const int64_t blocks = weight.numel() / numbers;
    at::Tensor result = at::empty({blocks * bytes}, at::kByte);
    const float* in = weight.const_data_ptr<float>();
    uint8_t* out = result.data_ptr<uint8_t>();
    at::parallel_for(0, blocks, 1024, [&](int64_t begin, int64_t end) {
        for (int64_t block = begin; block < end; ++block) {
            const float* x = in + block * numbers;
            uint8_t* y = out + block * bytes;
            float largest = 0;
            for (int64_t i = 0; i < numbers; ++i)
                largest = std::max(largest, std::abs(x[i]));
            const float scale = largest / 127, inverse = scale != 0 ? 1 / scale : 0;
            const c10::Half half = scale;
            std::memcpy(y, &half.x, sizeof half.x);
            for (int64_t i = 0; i < numbers; ++i)
                y[2 + i] = uint8_t(int8_t(std::round(x[i] * inverse)));
        }
    });
    return result;
}

at::Tensor inType(const at::Tensor& weight, TensorType type) {
    switch (type) {
    case TensorType::F16:
        return weight.to(at::kHalf);
    case TensorType::BF16:
        return weight.to(at::kBFloat16);
    case TensorType::Q8_0:
        return quantiseQ8(weight);
    default:
        return weight;
    }
}

TensorType typeOf(const at::Tensor& tensor, TensorType wanted) {
    if (tensor.dim() < 2)
        return TensorType::F32;
    return wanted == TensorType::Q8_0 && tensor.size(-1) % 32 != 0 ? TensorType::F16 : wanted;
}

uint32_t fileType(TensorType type) { // llama.h, llama_ftype
    return type == TensorType::F16 ? 1 : type == TensorType::Q8_0 ? 7 : type == TensorType::BF16 ? 32 : 0;
}

// Gemma's whole layers come every n-th; 0: not so.
uint32_t wholeLayerPeriod(const ModelConfig& config) {
    const auto whole = std::find(config.slidingLayers.begin(), config.slidingLayers.end(), false);
    const auto period = uint32_t(whole - config.slidingLayers.begin() + 1);
    for (size_t layer = 0; layer < config.slidingLayers.size(); ++layer)
        if (config.slidingLayers[layer] != ((layer + 1) % period != 0))
            return 0;
    return period;
}

void addRopeMetadata(const ModelConfig& config, const std::string& prefix, GgufMetadata& metadata) {
    metadata.emplace_back(prefix + "rope.dimension_count", uint32_t(config.rotatedSize()));
    metadata.emplace_back(prefix + "rope.freq_base", float(config.ropeTheta));
    if (config.slidingRopeTheta > 0)
        metadata.emplace_back(prefix + "rope.freq_base_swa", float(config.slidingRopeTheta));
    if (config.linearRopeFactor != 1) {
        metadata.emplace_back(prefix + "rope.scaling.type", std::string("linear"));
        metadata.emplace_back(prefix + "rope.scaling.factor", float(config.linearRopeFactor));
    }
    if (config.longRope) {
        metadata.emplace_back(prefix + "rope.scaling.original_context_length",
                              uint32_t(config.longRope->originalContext));
        metadata.emplace_back(prefix + "rope.scaling.attn_factor", float(config.longRope->attentionFactor));
    }
}

GgufMetadata modelMetadata(const ModelConfig& config, const GgufFamily& family, TensorType type,
                           const std::string& name) {
    const std::string prefix = std::string(family.architecture) + ".";
    GgufMetadata metadata = {{"general.architecture", std::string(family.architecture)},
                             {"general.type", std::string("model")},
                             {"general.name", name},
                             {"general.file_type", fileType(type)},
                             {"general.quantization_version", uint32_t(2)}};
    const auto count = [&](const char* key, int64_t value) { metadata.emplace_back(prefix + key, uint32_t(value)); };
    count("vocab_size", config.vocabulary);
    count("context_length", config.context);
    count("embedding_length", config.hidden);
    count("block_count", config.layers);
    count("feed_forward_length", config.intermediate);
    count("attention.head_count", config.heads);
    count("attention.head_count_kv", config.keyValueHeads);
    count("attention.key_length", config.headSize);
    count("attention.value_length", config.headSize);
    metadata.emplace_back(prefix + "attention.layer_norm_rms_epsilon", float(config.normEpsilon));
    if (config.window > 0)
        count("attention.sliding_window", config.window);
    if (config.family == "gemma3")
        count("attention.sliding_window_pattern", wholeLayerPeriod(config));
    addRopeMetadata(config, prefix, metadata);
    return metadata;
}

// What llama.cpp keeps as tensors: divisors of the rotary frequencies under llama3 scaling and LongRoPE.
struct OwnedTensor {
    std::string name;
    at::Tensor tensor;
};
std::vector<OwnedTensor> rotaryTensors(const ModelConfig& config) {
    std::vector<OwnedTensor> tensors;
    if (config.llama3Rope) {
        ModelConfig plain = config;
        plain.llama3Rope.reset();
        tensors.push_back({"rope_freqs.weight", inverseFrequencies(plain) / inverseFrequencies(config)});
    }
    if (config.longRope) {
        tensors.push_back({"rope_factors_long.weight", at::tensor(config.longRope->longFactors, at::kFloat)});
        tensors.push_back({"rope_factors_short.weight", at::tensor(config.longRope->shortFactors, at::kFloat)});
    }
    return tensors;
}

// As the file has it: rows in the order of its rotary embedding, norms with their offset, numbers in its type.
at::Tensor writtenTensor(const ModelConfig& config, const GgufFamily& family, const std::string& name,
                         const at::Tensor& source, TensorType type) {
    at::Tensor tensor = source.detach().to(at::kCPU, at::kFloat).contiguous();
    const bool query = name.find(".attn_q.") != std::string::npos;
    if (family.permuted && (query || name.find(".attn_k.") != std::string::npos))
        tensor = rotaryOrder(tensor, query ? config.heads : config.keyValueHeads);
    if (config.normOffset != 0 && name.find("_norm.") != std::string::npos)
        tensor = tensor + config.normOffset;
    return inType(tensor, type).contiguous();
}

} // namespace

// llama.cpp's Llama has no windows and Qwen's no sliding layers; Gemma's pattern is fixed.
Status checkGgufFamily(const ModelConfig& config) {
    const std::string instead = " Export it as a merged folder: 'caftan-cli export merged'.";
    if (!ggufFamily(config.family))
        return fail("models of the family \"" + config.family + "\" cannot be written as GGUF." + instead);
    const bool windows = config.family == "phi3" || config.family == "gemma3";
    if (config.window > 0 && config.window < config.context && !windows)
        return fail(
            "this " + config.family +
            " model lets each token see only a window of earlier ones, which its GGUF architecture cannot say." +
            instead);
    if (config.family == "gemma3" && wholeLayerPeriod(config) == 0)
        return fail("this Gemma model's sliding layers follow no pattern that llama.cpp knows." + instead);
    return {};
}

Status saveGguf(const Decoder& decoder, const std::filesystem::path& path, TensorType type, const std::string& name,
                const GgufMetadata& more) {
    at::NoGradGuard noGrad;
    CAFTAN_CHECK(checkGgufFamily(decoder.config));
    ModelConfig config = decoder.config;
    const GgufFamily& family = *ggufFamily(config.family);
    if (config.family != "phi3" && config.family != "gemma3")
        config.window = 0;   // as long as the context
    Decoder named = decoder; // tensors are shared; namedTensors gives pointers that could change them
    std::vector<OwnedTensor> sources = rotaryTensors(config);
    for (const NamedTensor& tensor : namedTensors(named)) {
        sources.push_back({ggufName(config, tensor.name), *tensor.tensor});
        if (sources.back().name.empty())
            return fail("the tensor " + tensor.name +
                        " has no place in a GGUF file of this family. Export the run as "
                        "a merged folder: 'caftan-cli export merged'.");
    }
    std::vector<GgufTensor> tensors;
    for (const OwnedTensor& source : sources)
        tensors.push_back({source.name, typeOf(source.tensor, type), source.tensor.sizes().vec()});
    GgufMetadata metadata = modelMetadata(config, family, type, name);
    metadata.insert(metadata.end(), more.begin(), more.end());
    at::Tensor current;
    return writeGguf(path, metadata, tensors, [&](size_t i) -> Result<std::span<const std::byte>> {
        current = writtenTensor(config, family, sources[i].name, sources[i].tensor, tensors[i].type);
        return std::span(static_cast<const std::byte*>(current.const_data_ptr()), size_t(current.nbytes()));
    });
}

} // namespace caftan
