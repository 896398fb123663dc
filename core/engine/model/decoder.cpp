#include "core/engine/model/decoder.h"

#include <ATen/CPUGeneratorImpl.h>
#include <algorithm>
#include <torch/torch.h>

namespace caftan {

namespace {

std::string layerName(size_t layer) {
    return "model.layers." + std::to_string(layer) + ".";
}

void allocateAttention(DecoderLayer& layer, const ModelConfig& config, const at::TensorOptions& options) {
    const int64_t queries = config.heads * config.headSize, keys = config.keyValueHeads * config.headSize;
    const at::Tensor block = at::empty({queries + 2 * keys, config.hidden}, options);
    if (config.fusedProjections) {
        layer.queryKeyValue.weight = block;
    } else {
        layer.fusedAttention = block;
        layer.query.weight = block.narrow(0, 0, queries);
        layer.key.weight = block.narrow(0, queries, keys);
        layer.value.weight = block.narrow(0, queries + keys, keys);
    }
    if (config.attentionBias) {
        layer.fusedBias = at::empty({queries + 2 * keys}, options);
        layer.query.bias = layer.fusedBias.narrow(0, 0, queries);
        layer.key.bias = layer.fusedBias.narrow(0, queries, keys);
        layer.value.bias = layer.fusedBias.narrow(0, queries + keys, keys);
    }
    if (config.headNorms) {
        layer.queryNorm = at::empty({config.headSize}, options.dtype(at::kFloat));
        layer.keyNorm = at::empty({config.headSize}, options.dtype(at::kFloat));
    }
    layer.output.weight = at::empty({config.hidden, queries}, options);
}

Linear quantisedLinear(const Linear& linear, int bits, at::ScalarType type) {
    Linear result = linear;
    if (linear.weight.defined()) {
        result.quantised = quantise(linear.weight, bits, type);
        result.weight = at::Tensor();
    }
    return result;
}

// The weights of some linears as one block, and each a part of it.
std::optional<QuantisedMatrix> quantiseBlock(at::Tensor& block, std::initializer_list<Linear*> linears, int bits,
                                             at::ScalarType type) {
    if (!block.defined())
        return std::nullopt;
    const QuantisedMatrix whole = quantise(block, bits, type);
    int64_t start = 0;
    for (Linear* linear : linears) {
        const int64_t rows = linear->weight.size(0);
        linear->quantised = whole.part(start, rows);
        linear->weight = at::Tensor();
        start += rows;
    }
    block = at::Tensor();
    return whole;
}

} // namespace

std::vector<NamedTensor> layerTensors(DecoderLayer& layer, size_t index) {
    std::vector<NamedTensor> result;
    const auto add = [&](const std::string& name, at::Tensor& tensor) {
        if (tensor.defined())
            result.push_back({name, &tensor});
    };
    const auto addLinear = [&](const std::string& name, Linear& linear) {
        add(name + ".weight", linear.weight);
        add(name + ".bias", linear.bias);
    };
    const std::string name = layerName(index), attention = name + "self_attn.", mlp = name + "mlp.";
    add(name + "input_layernorm.weight", layer.inputNorm);
    addLinear(attention + "qkv_proj", layer.queryKeyValue);
    addLinear(attention + "q_proj", layer.query);
    addLinear(attention + "k_proj", layer.key);
    addLinear(attention + "v_proj", layer.value);
    add(attention + "q_norm.weight", layer.queryNorm);
    add(attention + "k_norm.weight", layer.keyNorm);
    addLinear(attention + "o_proj", layer.output);
    add(name + "post_attention_layernorm.weight", layer.postAttentionNorm);
    add(name + "pre_feedforward_layernorm.weight", layer.preMlpNorm);
    addLinear(mlp + "gate_up_proj", layer.gateUp);
    addLinear(mlp + "gate_proj", layer.gate);
    addLinear(mlp + "up_proj", layer.up);
    addLinear(mlp + "down_proj", layer.down);
    add(name + "post_feedforward_layernorm.weight", layer.postMlpNorm);
    return result;
}

std::vector<NamedTensor> namedTensors(Decoder& decoder) {
    std::vector<NamedTensor> result = {{"model.embed_tokens.weight", &decoder.embedding}};
    for (size_t i = 0; i < decoder.layers.size(); ++i)
        for (NamedTensor& named : layerTensors(decoder.layers[i], i))
            result.push_back(std::move(named));
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
        for (const auto& [name, linear] : {std::pair(attention + "qkv_proj", &layer.queryKeyValue),
                                           {attention + "q_proj", &layer.query},
                                           {attention + "k_proj", &layer.key},
                                           {attention + "v_proj", &layer.value},
                                           {attention + "o_proj", &layer.output},
                                           {mlp + "gate_up_proj", &layer.gateUp},
                                           {mlp + "gate_proj", &layer.gate},
                                           {mlp + "up_proj", &layer.up},
                                           {mlp + "down_proj", &layer.down}})
            if (linear->present())
                result.push_back({name, linear});
    }
    return result;
}

DecoderLayer allocateLayer(const ModelConfig& config, at::ScalarType dtype, at::Device device) {
    const at::NoGradGuard noGrad;
    const auto options = at::TensorOptions().dtype(dtype).device(device);
    DecoderLayer layer;
    layer.inputNorm = at::empty({config.hidden}, options.dtype(at::kFloat));
    layer.postAttentionNorm = at::empty({config.hidden}, options.dtype(at::kFloat));
    if (config.outputNorms) {
        layer.preMlpNorm = at::empty({config.hidden}, options.dtype(at::kFloat));
        layer.postMlpNorm = at::empty({config.hidden}, options.dtype(at::kFloat));
    }
    allocateAttention(layer, config, options);
    const at::Tensor block = at::empty({2 * config.intermediate, config.hidden}, options);
    if (config.fusedProjections) {
        layer.gateUp.weight = block;
    } else {
        layer.fusedMlp = block;
        layer.gate.weight = block.narrow(0, 0, config.intermediate);
        layer.up.weight = block.narrow(0, config.intermediate, config.intermediate);
    }
    layer.down.weight = at::empty({config.hidden, config.intermediate}, options);
    return layer;
}

void quantiseLayer(DecoderLayer& layer, int bits, at::ScalarType type) {
    const at::NoGradGuard noGrad;
    layer.quantisedAttention =
        quantiseBlock(layer.fusedAttention, {&layer.query, &layer.key, &layer.value}, bits, type);
    layer.quantisedMlp = quantiseBlock(layer.fusedMlp, {&layer.gate, &layer.up}, bits, type);
    for (Linear* linear : {&layer.queryKeyValue, &layer.output, &layer.gateUp, &layer.down})
        *linear = quantisedLinear(*linear, bits, type);
    if (layer.fusedBias.defined() && layer.query.quantised) {
        layer.fusedBias = layer.fusedBias.to(type);
        const int64_t queries = layer.query.outputs(), keys = layer.key.outputs();
        layer.query.bias = layer.fusedBias.narrow(0, 0, queries);
        layer.key.bias = layer.fusedBias.narrow(0, queries, keys);
        layer.value.bias = layer.fusedBias.narrow(0, queries + keys, keys);
    }
}

Decoder allocateDecoder(const ModelConfig& config, at::ScalarType dtype, at::Device device) {
    at::NoGradGuard noGrad;
    const auto options = at::TensorOptions().dtype(dtype).device(device);
    Decoder decoder;
    decoder.config = config;
    decoder.embedding = at::empty({config.vocabulary, config.hidden}, options);
    for (int64_t i = 0; i < config.layers; ++i)
        decoder.layers.push_back(allocateLayer(config, dtype, device));
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
            named.tensor->fill_(named.name.ends_with(".bias") ? 0 : 1 - config.normOffset);
        else
            named.tensor->normal_(0, deviation, generator);
    }
    return decoder;
}

KvCache makeCache(const Decoder& decoder, int64_t sequences, int64_t capacity) {
    const ModelConfig& config = decoder.config;
    const auto options = at::TensorOptions().dtype(decoder.dtype()).device(decoder.device());
    const int64_t shape[] = {sequences, config.keyValueHeads, capacity, config.headSize};
    // Masked positions must not hold NaN; the CPU reads none.
    const auto room = [&] { return decoder.device().is_cpu() ? at::empty(shape, options) : at::zeros(shape, options); };
    KvCache cache;
    for (int64_t i = 0; i < config.layers; ++i) {
        cache.keys.push_back(room());
        cache.values.push_back(room());
    }
    cache.lengths = at::zeros({sequences}, options.dtype(at::kLong));
    if (config.longRope)
        cache.ids = at::zeros({sequences, capacity}, options.dtype(at::kLong));
    return cache;
}

void growCache(KvCache& cache) {
    const int64_t capacity = cache.keys[0].size(2), extra = std::max<int64_t>(64, capacity / 2);
    if (cache.longest < capacity)
        return;
    for (size_t i = 0; i < cache.keys.size(); ++i) {
        cache.keys[i] = at::constant_pad_nd(cache.keys[i], {0, 0, 0, extra});
        cache.values[i] = at::constant_pad_nd(cache.values[i], {0, 0, 0, extra});
    }
}

} // namespace caftan
