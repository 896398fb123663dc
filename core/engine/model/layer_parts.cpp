#include "core/engine/model/layer_parts.h"

#include "core/engine/model/fused.h"
#include "core/engine/model/upload.h"

#include <torch/torch.h>

#include <algorithm>

namespace caftan {

namespace {

// Whether the block still holds this and, with `frozen`, nobody wants its gradient.
bool isPart(const at::Tensor& whole, const at::Tensor& part, bool frozen) {
    return whole.defined() && part.is_alias_of(whole) &&
           !(frozen && at::GradMode::is_enabled() && part.requires_grad());
}

// The block, if it serves all of these.
Weights blockOf(const at::Tensor& fused, const std::optional<QuantisedMatrix>& quantised, const at::Tensor& biases,
                const std::vector<const Linear*>& linears, bool frozen) {
    if (quantised)
        return {{}, quantised};
    const bool serves = std::all_of(linears.begin(), linears.end(), [&](const Linear* linear) {
        return linear->weight.defined() && isPart(fused, linear->weight, frozen) &&
               (!linear->bias.defined() || isPart(biases, linear->bias, frozen));
    });
    return {serves ? fused : at::Tensor(), {}};
}

} // namespace

at::Tensor scaleOf(const ModelConfig& config, const at::Tensor& weight) {
    return config.normOffset != 0 ? weight + config.normOffset : weight;
}

SharedInput attentionInput(const DecoderLayer& layer, const ModelConfig& config, bool frozen) {
    if (config.fusedProjections)
        return {{&layer.queryKeyValue}, weightsOf(layer.queryKeyValue), layer.queryKeyValue.bias};
    SharedInput input{{&layer.query, &layer.key, &layer.value}, {}, layer.fusedBias};
    input.block = blockOf(layer.fusedAttention, layer.quantisedAttention, layer.fusedBias, input.linears, frozen);
    return input;
}

SharedInput mlpInput(const DecoderLayer& layer, const ModelConfig& config, bool frozen) {
    if (config.fusedProjections)
        return {{&layer.gateUp}, weightsOf(layer.gateUp), layer.gateUp.bias};
    SharedInput input{{&layer.gate, &layer.up}, {}, {}};
    input.block = blockOf(layer.fusedMlp, layer.quantisedMlp, {}, input.linears, frozen);
    return input;
}

std::vector<at::Tensor> projectAttention(const DecoderLayer& layer, const ModelConfig& config, const at::Tensor& x) {
    if (config.fusedProjections) {
        const int64_t queries = config.heads * config.headSize, keys = config.keyValueHeads * config.headSize;
        return apply(layer.queryKeyValue, x).split_with_sizes({queries, keys, keys}, -1);
    }
    const SharedInput input = attentionInput(layer, config, true);
    return adaptedProducts(x, input.linears, input.block, input.biases);
}

namespace {

// Each head by itself. x [N, heads, headSize]
at::Tensor normHeads(const ModelConfig& config, const at::Tensor& x, const at::Tensor& weight) {
    return rmsNorm(x.to(at::kFloat).contiguous(), scaleOf(config, weight), config.normEpsilon, x.scalar_type());
}

} // namespace

Heads headsOf(const DecoderLayer& layer, const ModelConfig& config, const std::vector<at::Tensor>& parts,
              const RopeAngles& angles) {
    const int64_t rows = parts[0].size(0), size = config.headSize;
    Heads heads{parts[0].view({rows, config.heads, size}), parts[1].view({rows, config.keyValueHeads, size}),
                parts[2].view({rows, config.keyValueHeads, size})};
    if (config.headNorms) {
        heads.query = normHeads(config, heads.query, layer.queryNorm);
        heads.key = normHeads(config, heads.key, layer.keyNorm);
    }
    heads.query = rotate(heads.query, angles);
    heads.key = rotate(heads.key, angles);
    return heads;
}

at::Tensor mlp(const DecoderLayer& layer, const ModelConfig& config, const at::Tensor& x) {
    std::vector<at::Tensor> parts;
    if (config.fusedProjections) {
        parts = apply(layer.gateUp, x).chunk(2, -1);
    } else {
        const SharedInput input = mlpInput(layer, config, true);
        parts = adaptedProducts(x, input.linears, input.block);
    }
    return apply(layer.down, config.geluTanh ? geluGlu(parts[0], parts[1]) : swiGlu(parts[0], parts[1]));
}

at::Tensor embed(const Decoder& decoder, const at::Tensor& ids) {
    const at::Tensor rows = at::embedding(decoder.embedding, ids).to(at::kFloat);
    return decoder.config.embeddingScale != 1 ? rows * decoder.config.embeddingScale : rows;
}

at::Tensor longerRows(const ModelConfig& config, const Packed& packed, bool all) {
    if (!config.longRope)
        return {};
    std::vector<uint8_t> longer;
    for (const int64_t length : packed.lengths)
        longer.insert(longer.end(), size_t(length), all || length > config.longRope->originalContext);
    return upload(at::tensor(longer, at::kByte).to(at::kBool), packed.ids.device());
}

} // namespace caftan
