// The forward pass of training: the same numbers as forward.cpp's, but little is kept for the backward pass. Each layer
// is a function of the residual stream alone, so that it can also be run twice instead (recompute.h).
#include "core/engine/model/fused.h"
#include "core/engine/model/layer_parts.h"
#include "core/engine/model/lean_attention.h"
#include "core/engine/model/recompute.h"

#include <torch/torch.h>

#include <memory>

namespace caftan {

namespace {

// What all layers share; lives until the backward pass is over.
struct LeanPass {
    const Decoder& decoder;
    std::vector<int64_t> lengths;
    SequenceEnds ends;
    LayerAngles angles;
    at::Tensor rows; // of the last layer's result; undefined: all

    const ModelConfig& config() const { return decoder.config; }
};

ProductInput normedInput(const LeanPass& pass, const at::Tensor& x, const at::Tensor& weight) {
    return {ProductInput::Kind::Normed, x, scaleOf(pass.config(), weight), pass.config().normEpsilon};
}

at::Tensor normed(const LeanPass& pass, const at::Tensor& x, const at::Tensor& weight) {
    return rmsNorm(x, scaleOf(pass.config(), weight), pass.config().normEpsilon, pass.decoder.dtype());
}

at::Tensor attention(const LeanPass& pass, size_t index, const at::Tensor& x) {
    const DecoderLayer& layer = pass.decoder.layers[index];
    const ModelConfig& config = pass.config();
    const RopeAngles& angles = pass.angles.of(config, index);
    const AttentionRule rule = attentionRule(config, index);
    const SharedInput shared = attentionInput(layer, config, false);
    const ProductInput input = normedInput(pass, x, layer.inputNorm);
    if (!leanServes(input, shared.linears, shared.block)) {
        const auto parts = projectAttention(layer, config, normed(pass, x, layer.inputNorm));
        return attend(headsOf(layer, config, parts, angles), pass.lengths, pass.ends, rule);
    }
    const at::Tensor block = leanProduct(input, shared.linears, shared.block, shared.biases);
    if (leanAttentionServes(block, config, angles, pass.lengths, rule))
        return leanAttention(block, config, angles, pass.lengths, rule);
    const int64_t queries = config.heads * config.headSize, keys = config.keyValueHeads * config.headSize;
    const auto parts = block.split_with_sizes({queries, keys, keys}, -1);
    return attend(headsOf(layer, config, parts, angles), pass.lengths, pass.ends, rule);
}

at::Tensor leanMlp(const LeanPass& pass, const DecoderLayer& layer, const at::Tensor& x, const at::Tensor& norm) {
    const ModelConfig& config = pass.config();
    const SharedInput shared = mlpInput(layer, config, false);
    const ProductInput input = normedInput(pass, x, norm);
    if (!leanServes(input, shared.linears, shared.block))
        return mlp(layer, config, normed(pass, x, norm));
    const at::Tensor block = leanProduct(input, shared.linears, shared.block, shared.biases);
    const ProductInput gated{ProductInput::Kind::Gated, block, {}, 0};
    const std::array<const Linear*, 1> down = {&layer.down};
    const Weights weights = weightsOf(layer.down);
    if (!config.geluTanh && leanServes(gated, down, weights))
        return leanProduct(gated, down, weights, layer.down.bias);
    const auto parts = block.chunk(2, -1);
    return apply(layer.down, config.geluTanh ? geluGlu(parts[0], parts[1]) : swiGlu(parts[0], parts[1]));
}

// Behind attention and MLP, where the family has that.
at::Tensor normedOutput(const LeanPass& pass, const at::Tensor& y, const at::Tensor& weight) {
    const at::Tensor wide = y.to(at::kFloat);
    return pass.config().outputNorms
               ? rmsNorm(wide.contiguous(), scaleOf(pass.config(), weight), pass.config().normEpsilon, y.scalar_type())
                     .to(at::kFloat)
               : wide;
}

// The residual stream behind a layer. x [N, hidden] float32
at::Tensor leanLayer(const LeanPass& pass, size_t index, const at::Tensor& x) {
    const DecoderLayer& layer = pass.decoder.layers[index];
    const bool chosen = pass.rows.defined() && index + 1 == pass.decoder.layers.size();
    at::Tensor attended = attention(pass, index, x);
    if (chosen)
        attended = attended.index_select(0, pass.rows);
    const at::Tensor output = normedOutput(pass, apply(layer.output, attended), layer.postAttentionNorm);
    const at::Tensor sum = (chosen ? x.index_select(0, pass.rows) : x) + output;
    const at::Tensor& norm = pass.config().outputNorms ? layer.preMlpNorm : layer.postAttentionNorm;
    return sum + normedOutput(pass, leanMlp(pass, layer, sum, norm), layer.postMlpNorm);
}

} // namespace

at::Tensor leanStates(const Decoder& decoder, const Packed& packed, const HiddenOptions& options) {
    const ModelConfig& config = decoder.config;
    const LayerAngles angles = ropeAngles(config, packed.positions, longerRows(config, packed, false));
    const auto pass = std::make_shared<const LeanPass>(LeanPass{
        decoder, packed.lengths, sequenceEnds(packed.lengths, decoder.embedding.options()), angles, options.rows});
    at::Tensor x = embed(decoder, packed.ids);
    for (size_t i = 0; i < decoder.layers.size(); ++i) {
        if (options.learnt && x.requires_grad())
            x.register_hook([i, learnt = options.learnt](const at::Tensor& slope) {
                learnt(i);
                return slope;
            });
        x = options.recompute ? recomputed(x, [pass, i](const at::Tensor& in) { return leanLayer(*pass, i, in); })
                              : leanLayer(*pass, i, x);
    }
    return rmsNorm(x, scaleOf(config, decoder.finalNorm), config.normEpsilon, at::kFloat);
}

} // namespace caftan
