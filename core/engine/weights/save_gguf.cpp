#include "core/engine/weights/save_gguf.h"
#include "core/engine/model/rope.h"

#include <ATen/Parallel.h>
#include <torch/torch.h>

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
constexpr GgufFamily ggufFamilies[] = {{"llama", "llama", true},
                                       {"mistral", "llama", true},
                                       {"qwen2", "qwen2", false},
                                       {"qwen3", "qwen3", false},
                                       {"phi3", "phi3", false}};

const GgufFamily* ggufFamily(const std::string& family) {
    for (const GgufFamily& known : ggufFamilies)
        if (family == known.family)
            return &known;
    return nullptr;
}

// "model.layers.3.self_attn.q_proj.weight" -> "blk.3.attn_q.weight"; "": llama.cpp has no such tensor.
std::string ggufName(const std::string& name) {
    static const std::map<std::string, std::string> whole = {{"model.embed_tokens.weight", "token_embd.weight"},
                                                             {"model.norm.weight", "output_norm.weight"},
                                                             {"lm_head.weight", "output.weight"}};
    static const std::map<std::string, std::string> inLayer = {
        {"input_layernorm", "attn_norm"},    {"self_attn.q_proj", "attn_q"},
        {"self_attn.k_proj", "attn_k"},      {"self_attn.v_proj", "attn_v"},
        {"self_attn.o_proj", "attn_output"}, {"self_attn.q_norm", "attn_q_norm"},
        {"self_attn.k_norm", "attn_k_norm"}, {"self_attn.qkv_proj", "attn_qkv"},
        {"mlp.gate_proj", "ffn_gate"},       {"post_attention_layernorm", "ffn_norm"},
        {"mlp.up_proj", "ffn_up"},           {"mlp.gate_up_proj", "ffn_up"},
        {"mlp.down_proj", "ffn_down"}};
    if (const auto found = whole.find(name); found != whole.end())
        return found->second;
    const std::string_view prefix = "model.layers.";
    const size_t dot = name.find('.', prefix.size()), last = name.rfind('.');
    if (!name.starts_with(prefix) || dot == std::string::npos || last <= dot)
        return "";
    const auto found = inLayer.find(name.substr(dot + 1, last - dot - 1));
    return found == inLayer.end()
               ? ""
               : "blk." + name.substr(prefix.size(), dot - prefix.size()) + "." + found->second + name.substr(last);
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
    count("rope.dimension_count", config.headSize);
    metadata.emplace_back(prefix + "attention.layer_norm_rms_epsilon", float(config.normEpsilon));
    metadata.emplace_back(prefix + "rope.freq_base", float(config.ropeTheta));
    if (config.linearRopeFactor != 1) {
        metadata.emplace_back(prefix + "rope.scaling.type", std::string("linear"));
        metadata.emplace_back(prefix + "rope.scaling.factor", float(config.linearRopeFactor));
    }
    return metadata;
}

// Divisors of the rotary frequencies under llama3 scaling, which llama.cpp keeps as a tensor.
at::Tensor ropeDivisors(const ModelConfig& config) {
    ModelConfig plain = config;
    plain.llama3Rope.reset();
    return (inverseFrequencies(plain) / inverseFrequencies(config)).contiguous();
}

} // namespace

Status checkGgufFamily(const ModelConfig& config) {
    if (ggufFamily(config.family))
        return {};
    return fail("models of the family \"" + config.family +
                "\" cannot be written as GGUF. Export them as a merged folder: 'caftan-cli export merged'.");
}

Status saveGguf(const Decoder& decoder, const std::filesystem::path& path, TensorType type, const std::string& name,
                const GgufMetadata& more) {
    at::NoGradGuard noGrad;
    CAFTAN_CHECK(checkGgufFamily(decoder.config));
    const ModelConfig& config = decoder.config;
    const GgufFamily& family = *ggufFamily(config.family);
    Decoder named = decoder; // tensors are shared; namedTensors gives pointers that could change them
    std::vector<NamedTensor> sources = namedTensors(named);
    at::Tensor divisors;
    if (config.llama3Rope) {
        divisors = ropeDivisors(config);
        sources.push_back({"rope_freqs.weight", &divisors});
    }
    std::vector<GgufTensor> tensors;
    for (const NamedTensor& source : sources) {
        const std::string written = source.tensor == &divisors ? source.name : ggufName(source.name);
        if (written.empty())
            return fail("the tensor " + source.name +
                        " has no place in a GGUF file of this family. Export the run as "
                        "a merged folder: 'caftan-cli export merged'.");
        tensors.push_back({written, typeOf(*source.tensor, type), source.tensor->sizes().vec()});
    }
    GgufMetadata metadata = modelMetadata(config, family, type, name);
    metadata.insert(metadata.end(), more.begin(), more.end());
    at::Tensor current;
    return writeGguf(path, metadata, tensors, [&](size_t i) -> Result<std::span<const std::byte>> {
        at::Tensor tensor = sources[i].tensor->detach().to(at::kCPU, at::kFloat).contiguous();
        const bool query = tensors[i].name.find(".attn_q.") != std::string::npos;
        if (family.permuted && (query || tensors[i].name.find(".attn_k.") != std::string::npos))
            tensor = rotaryOrder(tensor, query ? config.heads : config.keyValueHeads);
        current = inType(tensor, tensors[i].type).contiguous();
        return std::span(static_cast<const std::byte*>(current.const_data_ptr()), size_t(current.nbytes()));
    });
}

} // namespace caftan
