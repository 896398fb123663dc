// The forward pass of the decoder.
#include "core/engine/model/adapted.h"
#include "core/engine/model/fused.h"
#include "core/engine/model/product.h"

#include <algorithm>
#include <array>
#include <torch/torch.h>

namespace caftan {

namespace {

// Whether the block still holds this weight and nobody wants its gradient.
bool servedBy(const at::Tensor& fused, const Linear& linear) {
    return fused.defined() && linear.weight.is_alias_of(fused) && !linear.bias.defined() &&
           !(at::GradMode::is_enabled() && linear.weight.requires_grad());
}

struct Heads {
    at::Tensor query, key, value; // [N, heads, headSize]
};

// The block, if it serves all of these.
at::Tensor blockOf(const at::Tensor& fused, std::span<const Linear* const> linears) {
    const bool serves =
        std::all_of(linears.begin(), linears.end(), [&](const Linear* linear) { return servedBy(fused, *linear); });
    return serves ? fused : at::Tensor();
}

Heads project(const DecoderLayer& layer, const ModelConfig& config, const at::Tensor& x) {
    const std::array<const Linear*, 3> linears = {&layer.query, &layer.key, &layer.value};
    const auto parts = adaptedProducts(x, linears, blockOf(layer.fusedAttention, linears));
    const int64_t rows = x.size(0), size = config.headSize;
    return {parts[0].view({rows, config.heads, size}), parts[1].view({rows, config.keyValueHeads, size}),
            parts[2].view({rows, config.keyValueHeads, size})};
}

at::Tensor mlp(const DecoderLayer& layer, const at::Tensor& x) {
    const std::array<const Linear*, 2> linears = {&layer.gate, &layer.up};
    const auto parts = adaptedProducts(x, linears, blockOf(layer.fusedMlp, linears));
    return apply(layer.down, swiGlu(parts[0], parts[1]));
}

// Causal attention inside each sequence. Neighbours of equal length share one call. query [N, heads, headSize].
at::Tensor attend(const Heads& heads, const std::vector<int64_t>& lengths) {
    const bool grouped = heads.query.size(1) != heads.key.size(1);
    std::vector<at::Tensor> parts;
    int64_t start = 0;
    for (size_t i = 0; i < lengths.size();) {
        size_t end = i + 1;
        while (end < lengths.size() && lengths[end] == lengths[i])
            ++end;
        const int64_t count = int64_t(end - i), length = lengths[i];
        const auto block = [&](const at::Tensor& x) {
            return x.narrow(0, start, count * length).view({count, length, x.size(1), x.size(2)}).transpose(1, 2);
        };
        const at::Tensor out = at::scaled_dot_product_attention(block(heads.query), block(heads.key),
                                                                block(heads.value), {}, 0.0, true, {}, grouped);
        parts.push_back(out.transpose(1, 2).reshape({count * length, -1}));
        start += count * length;
        i = end;
    }
    return parts.size() == 1 ? parts[0] : at::cat(parts);
}

// Only the last position of each sequence asks: no mask. query [sequences, heads, headSize].
at::Tensor attendLast(const Heads& heads, const std::vector<int64_t>& lengths) {
    const bool grouped = heads.query.size(1) != heads.key.size(1);
    std::vector<at::Tensor> parts;
    int64_t start = 0;
    for (size_t i = 0; i < lengths.size();) {
        size_t end = i + 1;
        while (end < lengths.size() && lengths[end] == lengths[i])
            ++end;
        const int64_t count = int64_t(end - i), length = lengths[i];
        const auto block = [&](const at::Tensor& x) {
            return x.narrow(0, start, count * length).view({count, length, x.size(1), x.size(2)}).transpose(1, 2);
        };
        const at::Tensor query = heads.query.narrow(0, int64_t(i), count).unsqueeze(2);
        const at::Tensor out =
            at::scaled_dot_product_attention(query, block(heads.key), block(heads.value), {}, 0.0, false, {}, grouped);
        parts.push_back(out.reshape({count, -1}));
        start += count * length;
        i = end;
    }
    return parts.size() == 1 ? parts[0] : at::cat(parts);
}

void fillCache(KvCache& cache, size_t layer, const Heads& heads, const std::vector<int64_t>& lengths) {
    int64_t start = 0;
    for (size_t i = 0; i < lengths.size(); ++i) {
        const auto store = [&](at::Tensor& target, const at::Tensor& source) {
            target.select(0, int64_t(i))
                .narrow(1, 0, lengths[i])
                .copy_(source.narrow(0, start, lengths[i]).transpose(0, 1));
        };
        store(cache.keys[layer], heads.key);
        store(cache.values[layer], heads.value);
        start += lengths[i];
    }
}

at::Tensor attendCached(const Heads& heads, KvCache& cache, size_t layer, const at::Tensor& mask) {
    const int64_t width = cache.longest + 1;
    const at::Tensor rows = at::arange(heads.query.size(0), cache.lengths.options());
    const auto store = [&](at::Tensor& target, const at::Tensor& source) {
        target.transpose(1, 2).index_put_({rows, cache.lengths}, source); // [sequences, capacity, heads, headSize]
    };
    store(cache.keys[layer], heads.key);
    store(cache.values[layer], heads.value);
    const bool grouped = heads.query.size(1) != heads.key.size(1);
    return at::scaled_dot_product_attention(heads.query.unsqueeze(2), cache.keys[layer].narrow(2, 0, width),
                                            cache.values[layer].narrow(2, 0, width), mask, 0.0, false, {}, grouped)
        .reshape({heads.query.size(0), -1});
}

at::Tensor embed(const Decoder& decoder, const at::Tensor& ids) {
    return at::embedding(decoder.embedding, ids).to(at::kFloat);
}

// The residual stream on its way through the layers. Each sum is normed for whoever reads it next in the same pass.
class Stream {
  public:
    Stream(const Decoder& decoder, at::Tensor embedded)
        : decoder_(decoder), epsilon_(decoder.config.normEpsilon), x_(std::move(embedded)),
          normed_(rmsNorm(x_, nextNorm(0), epsilon_, typeOf(0))) {}

    Heads project(size_t layer, const RopeAngles& angles) const {
        Heads heads = caftan::project(decoder_.layers[layer], decoder_.config, normed_);
        heads.query = rotate(heads.query, angles);
        heads.key = rotate(heads.key, angles);
        return heads;
    }
    void keepRows(const at::Tensor& rows) { x_ = x_.index_select(0, rows); }
    void finishLayer(size_t index, const at::Tensor& attended) {
        const DecoderLayer& layer = decoder_.layers[index];
        add(apply(layer.output, attended), layer.postAttentionNorm, decoder_.dtype());
        add(mlp(layer, normed_), nextNorm(index + 1), typeOf(index + 1));
    }
    // After the last layer: float32, by the final norm.
    const at::Tensor& normed() const { return normed_; }

  private:
    const at::Tensor& nextNorm(size_t layer) const {
        return layer < decoder_.layers.size() ? decoder_.layers[layer].inputNorm : decoder_.finalNorm;
    }
    at::ScalarType typeOf(size_t layer) const { return layer < decoder_.layers.size() ? decoder_.dtype() : at::kFloat; }
    void add(const at::Tensor& y, const at::Tensor& weight, at::ScalarType type) {
        NormedSum result = addNorm(x_, y, weight, epsilon_, type);
        x_ = std::move(result.sum);
        normed_ = std::move(result.normed);
    }

    const Decoder& decoder_;
    double epsilon_;
    at::Tensor x_, normed_;
};

} // namespace

at::Tensor apply(const Linear& linear, const at::Tensor& input) {
    const Linear* one = &linear;
    return adaptedProducts(input, std::span(&one, 1), {})[0];
}

at::Tensor hiddenStates(const Decoder& decoder, const Packed& packed, const HiddenOptions& options) {
    const RopeAngles angles = ropeAngles(decoder.config, packed.positions);
    const at::Tensor last = options.lastOnly ? packed.lastRows() : at::Tensor();
    Stream stream(decoder, embed(decoder, packed.ids));
    for (size_t i = 0; i < decoder.layers.size(); ++i) {
        if (options.cancelled && options.cancelled())
            return {};
        Heads heads = stream.project(i, angles);
        if (options.cache)
            fillCache(*options.cache, i, heads, packed.lengths);
        if (options.lastOnly && i + 1 == decoder.layers.size()) {
            heads.query = heads.query.index_select(0, last);
            stream.keepRows(last);
            stream.finishLayer(i, attendLast(heads, packed.lengths));
        } else if (options.rows.defined() && i + 1 == decoder.layers.size()) {
            stream.keepRows(options.rows);
            stream.finishLayer(i, attend(heads, packed.lengths).index_select(0, options.rows));
        } else {
            stream.finishLayer(i, attend(heads, packed.lengths));
        }
    }
    if (options.cache) {
        options.cache->lengths = at::tensor(packed.lengths, at::kLong).to(decoder.device());
        options.cache->longest = *std::max_element(packed.lengths.begin(), packed.lengths.end());
    }
    return stream.normed();
}

at::Tensor nextHidden(const Decoder& decoder, const at::Tensor& ids, KvCache& cache) {
    const RopeAngles angles = ropeAngles(decoder.config, cache.lengths);
    const at::Tensor mask =
        (at::arange(cache.longest + 1, cache.lengths.options()).unsqueeze(0) <= cache.lengths.unsqueeze(1))
            .view({ids.size(0), 1, 1, cache.longest + 1});
    Stream stream(decoder, embed(decoder, ids));
    for (size_t i = 0; i < decoder.layers.size(); ++i) {
        const Heads heads = stream.project(i, angles);
        stream.finishLayer(i, attendCached(heads, cache, i, mask));
    }
    cache.lengths = cache.lengths + 1;
    ++cache.longest;
    return stream.normed();
}

at::Tensor logits(const Decoder& decoder, const at::Tensor& hidden) {
    if (decoder.head.scalar_type() == at::kFloat || at::GradMode::is_enabled())
        return linearProduct(hidden.to(decoder.head.scalar_type()), decoder.head).to(at::kFloat);
    // bfloat16 logits would be rounded to about 0.06: widen the head piece by piece instead.
    constexpr int64_t piece = 8192;
    at::Tensor result = at::empty({hidden.size(0), decoder.head.size(0)}, hidden.options().dtype(at::kFloat));
    const at::Tensor wide = hidden.to(at::kFloat);
    for (int64_t start = 0; start < decoder.head.size(0); start += piece) {
        const int64_t rows = std::min(piece, decoder.head.size(0) - start);
        result.narrow(1, start, rows).copy_(linearProduct(wide, decoder.head.narrow(0, start, rows).to(at::kFloat)));
    }
    return result;
}

} // namespace caftan
