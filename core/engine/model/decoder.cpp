#include "core/engine/model/decoder.h"

#include <ATen/CPUGeneratorImpl.h>
#include <torch/torch.h>

#include <numeric>

namespace caftan {

namespace {

std::string layerName(size_t layer) {
    return "model.layers." + std::to_string(layer) + ".";
}

DecoderLayer allocateLayer(const ModelConfig& config, const at::TensorOptions& options) {
    const int64_t queries = config.heads * config.headSize, keys = config.keyValueHeads * config.headSize;
    DecoderLayer layer;
    layer.inputNorm = at::empty({config.hidden}, options.dtype(at::kFloat));
    layer.postAttentionNorm = at::empty({config.hidden}, options.dtype(at::kFloat));
    layer.fusedAttention = at::empty({queries + 2 * keys, config.hidden}, options);
    layer.query.weight = layer.fusedAttention.narrow(0, 0, queries);
    layer.key.weight = layer.fusedAttention.narrow(0, queries, keys);
    layer.value.weight = layer.fusedAttention.narrow(0, queries + keys, keys);
    layer.output.weight = at::empty({config.hidden, queries}, options);
    layer.fusedMlp = at::empty({2 * config.intermediate, config.hidden}, options);
    layer.gate.weight = layer.fusedMlp.narrow(0, 0, config.intermediate);
    layer.up.weight = layer.fusedMlp.narrow(0, config.intermediate, config.intermediate);
    layer.down.weight = at::empty({config.hidden, config.intermediate}, options);
    return layer;
}

} // namespace

std::vector<NamedTensor> namedTensors(Decoder& decoder) {
    std::vector<NamedTensor> result{{"model.embed_tokens.weight", &decoder.embedding}};
    for (size_t i = 0; i < decoder.layers.size(); ++i) {
        DecoderLayer& layer = decoder.layers[i];
        const std::string name = layerName(i);
        result.push_back({name + "input_layernorm.weight", &layer.inputNorm});
        result.push_back({name + "self_attn.q_proj.weight", &layer.query.weight});
        result.push_back({name + "self_attn.k_proj.weight", &layer.key.weight});
        result.push_back({name + "self_attn.v_proj.weight", &layer.value.weight});
        result.push_back({name + "self_attn.o_proj.weight", &layer.output.weight});
        result.push_back({name + "post_attention_layernorm.weight", &layer.postAttentionNorm});
        result.push_back({name + "mlp.gate_proj.weight", &layer.gate.weight});
        result.push_back({name + "mlp.up_proj.weight", &layer.up.weight});
        result.push_back({name + "mlp.down_proj.weight", &layer.down.weight});
    }
    result.push_back({"model.norm.weight", &decoder.finalNorm});
    if (!decoder.config.tiedEmbeddings)
        result.push_back({"lm_head.weight", &decoder.head});
    return result;
}

std::vector<NamedLinear> namedLinears(Decoder& decoder) {
    std::vector<NamedLinear> result;
    for (size_t i = 0; i < decoder.layers.size(); ++i) {
        DecoderLayer& layer = decoder.layers[i];
        const std::string attention = layerName(i) + "self_attn.", mlp = layerName(i) + "mlp.";
        result.push_back({attention + "q_proj", &layer.query});
        result.push_back({attention + "k_proj", &layer.key});
        result.push_back({attention + "v_proj", &layer.value});
        result.push_back({attention + "o_proj", &layer.output});
        result.push_back({mlp + "gate_proj", &layer.gate});
        result.push_back({mlp + "up_proj", &layer.up});
        result.push_back({mlp + "down_proj", &layer.down});
    }
    return result;
}

std::vector<ExpectedTensor> expectedTensors(const ModelConfig& config) {
    const int64_t queries = config.heads * config.headSize, keys = config.keyValueHeads * config.headSize;
    const int64_t hidden = config.hidden, wide = config.intermediate;
    std::vector<ExpectedTensor> result{{"model.embed_tokens.weight", {config.vocabulary, hidden}}};
    for (int64_t i = 0; i < config.layers; ++i) {
        const std::string name = layerName(size_t(i));
        result.push_back({name + "input_layernorm.weight", {hidden}, true});
        result.push_back({name + "self_attn.q_proj.weight", {queries, hidden}});
        result.push_back({name + "self_attn.k_proj.weight", {keys, hidden}});
        result.push_back({name + "self_attn.v_proj.weight", {keys, hidden}});
        result.push_back({name + "self_attn.o_proj.weight", {hidden, queries}});
        result.push_back({name + "post_attention_layernorm.weight", {hidden}, true});
        result.push_back({name + "mlp.gate_proj.weight", {wide, hidden}});
        result.push_back({name + "mlp.up_proj.weight", {wide, hidden}});
        result.push_back({name + "mlp.down_proj.weight", {hidden, wide}});
    }
    result.push_back({"model.norm.weight", {hidden}, true});
    if (!config.tiedEmbeddings)
        result.push_back({"lm_head.weight", {config.vocabulary, hidden}});
    return result;
}

Decoder allocateDecoder(const ModelConfig& config, at::ScalarType dtype, at::Device device) {
    at::NoGradGuard noGrad;
    const auto options = at::TensorOptions().dtype(dtype).device(device);
    Decoder decoder;
    decoder.config = config;
    decoder.embedding = at::empty({config.vocabulary, config.hidden}, options);
    for (int64_t i = 0; i < config.layers; ++i)
        decoder.layers.push_back(allocateLayer(config, options));
    decoder.finalNorm = at::empty({config.hidden}, options.dtype(at::kFloat));
    decoder.head = config.tiedEmbeddings ? decoder.embedding : at::empty({config.vocabulary, config.hidden}, options);
    return decoder;
}

Decoder randomDecoder(const ModelConfig& config, uint64_t seed, double deviation) {
    at::NoGradGuard noGrad;
    Decoder decoder = allocateDecoder(config, at::kFloat, at::kCPU);
    at::Generator generator = at::make_generator<at::CPUGeneratorImpl>(seed);
    for (NamedTensor& named : namedTensors(decoder)) {
        if (named.tensor->dim() == 1)
            named.tensor->fill_(1);
        else
            named.tensor->normal_(0, deviation, generator);
    }
    return decoder;
}

at::Tensor Packed::lastRows() const {
    at::Tensor rows = at::empty({int64_t(lengths.size())}, at::kLong);
    std::partial_sum(lengths.begin(), lengths.end(), rows.data_ptr<int64_t>());
    return rows.sub_(1).to(ids.device());
}

Packed pack(std::span<const std::vector<TokenId>> sequences, at::Device device, int64_t multiple) {
    Packed packed;
    int64_t total = 0;
    for (const auto& sequence : sequences) {
        packed.lengths.push_back(int64_t(sequence.size()));
        total += int64_t(sequence.size());
    }
    const int64_t padding = (multiple - total % multiple) % multiple;
    if (padding > 0)
        packed.lengths.push_back(padding);
    packed.ids = at::zeros({total + padding}, at::kLong);
    packed.positions = at::zeros({total + padding}, at::kLong);
    int64_t* id = packed.ids.data_ptr<int64_t>();
    int64_t* position = packed.positions.data_ptr<int64_t>();
    for (const auto& sequence : sequences)
        for (size_t i = 0; i < sequence.size(); ++i) {
            *id++ = sequence[i];
            *position++ = int64_t(i);
        }
    packed.ids = packed.ids.to(device);
    packed.positions = packed.positions.to(device);
    return packed;
}

KvCache makeCache(const Decoder& decoder, int64_t sequences, int64_t capacity) {
    const ModelConfig& config = decoder.config;
    const auto options = at::TensorOptions().dtype(decoder.dtype()).device(decoder.device());
    KvCache cache;
    for (int64_t i = 0; i < config.layers; ++i) {
        // Zeroes: masked positions must not hold NaN.
        cache.keys.push_back(at::zeros({sequences, config.keyValueHeads, capacity, config.headSize}, options));
        cache.values.push_back(at::zeros({sequences, config.keyValueHeads, capacity, config.headSize}, options));
    }
    cache.lengths = at::zeros({sequences}, options.dtype(at::kLong));
    return cache;
}

} // namespace caftan
