// The forward pass of the decoder.
#include "core/engine/model/adapted.h"
#include "core/engine/model/attention.h"
#include "core/engine/model/fused.h"
#include "core/engine/model/layer_parts.h"
#include "core/engine/model/product.h"
#include "core/engine/model/upload.h"

#include <algorithm>
#include <torch/torch.h>

namespace caftan {

namespace {

// The residual stream on its way through the layers. Each sum is normed for whoever reads it next in the same pass.
class Stream {
  public:
    Stream(const Decoder& decoder, at::Tensor embedded)
        : decoder_(decoder), config_(decoder.config), x_(std::move(embedded)),
          normed_(rmsNorm(x_, scaleOf(config_, nextNorm(0)), config_.normEpsilon, typeOf(0))) {}

    Heads project(size_t layer, const LayerAngles& angles) const {
        const DecoderLayer& own = decoder_.layers[layer];
        return headsOf(own, config_, projectAttention(own, config_, normed_), angles.of(config_, layer));
    }
    void keepRows(const at::Tensor& rows) { x_ = x_.index_select(0, rows); }
    void finishLayer(size_t index, const at::Tensor& attended) {
        const DecoderLayer& layer = decoder_.layers[index];
        const at::Tensor output = apply(layer.output, attended);
        if (config_.outputNorms) {
            add(normOf(output, layer.postAttentionNorm), layer.preMlpNorm, decoder_.dtype());
            add(normOf(mlp(layer, config_, normed_), layer.postMlpNorm), nextNorm(index + 1), typeOf(index + 1));
            return;
        }
        add(output, layer.postAttentionNorm, decoder_.dtype());
        add(mlp(layer, config_, normed_), nextNorm(index + 1), typeOf(index + 1));
    }
    // After the last layer: float32, by the final norm.
    const at::Tensor& normed() const { return normed_; }

  private:
    const at::Tensor& nextNorm(size_t layer) const {
        return layer < decoder_.layers.size() ? decoder_.layers[layer].inputNorm : decoder_.finalNorm;
    }
    at::ScalarType typeOf(size_t layer) const { return layer < decoder_.layers.size() ? decoder_.dtype() : at::kFloat; }
    at::Tensor normOf(const at::Tensor& y, const at::Tensor& weight) const {
        return rmsNorm(y.to(at::kFloat), scaleOf(config_, weight), config_.normEpsilon, y.scalar_type());
    }
    void add(const at::Tensor& y, const at::Tensor& weight, at::ScalarType type) {
        NormedSum result = addNorm(x_, y, scaleOf(config_, weight), config_.normEpsilon, type);
        x_ = std::move(result.sum);
        normed_ = std::move(result.normed);
    }

    const Decoder& decoder_;
    const ModelConfig& config_;
    at::Tensor x_, normed_;
};

// Longrope divides all angles of a sequence by other factors once it outgrows the original context: keys and values of
// the sequences whose next token does that are computed again (as transformers' Phi3ForCausalLM does).
void renewOutgrown(const Decoder& decoder, KvCache& cache) {
    const int64_t original = decoder.config.longRope->originalContext;
    if (cache.longest < original)
        return;
    const at::Tensor outgrown = (cache.lengths == original).nonzero().squeeze(1).cpu(), ids = cache.ids.cpu();
    for (int64_t i = 0; i < outgrown.size(0); ++i) {
        const int64_t row = outgrown.const_data_ptr<int64_t>()[i];
        const int64_t* from = ids.select(0, row).const_data_ptr<int64_t>();
        const std::vector<TokenId> sequence(from, from + original);
        KvCache one = makeCache(decoder, 1, original);
        hiddenStates(decoder, pack({&sequence, 1}, decoder.device()),
                     {.lastOnly = true, .cache = &one, .asLonger = true});
        for (size_t layer = 0; layer < one.keys.size(); ++layer) {
            cache.keys[layer].select(0, row).narrow(1, 0, original).copy_(one.keys[layer][0]);
            cache.values[layer].select(0, row).narrow(1, 0, original).copy_(one.values[layer][0]);
        }
    }
}

// Remembers the tokens that longrope may have to read again.
void rememberPrompts(KvCache& cache, const Packed& packed) {
    int64_t start = 0;
    for (size_t i = 0; i < packed.lengths.size(); start += packed.lengths[i++])
        cache.ids.select(0, int64_t(i))
            .narrow(0, 0, packed.lengths[i])
            .copy_(packed.ids.narrow(0, start, packed.lengths[i]));
}

void rememberTokens(KvCache& cache, const at::Tensor& ids) {
    if (const int64_t missing = cache.longest + 1 - cache.ids.size(1); missing > 0)
        cache.ids = at::constant_pad_nd(cache.ids, {0, missing + 64});
    cache.ids.scatter_(1, cache.lengths.unsqueeze(1), ids.unsqueeze(1));
}

// A row for every token of every sequence, and back.
// body(cache, its rows of `rows`) for every cache, one result.
template <class Body>
at::Tensor eachCache(std::span<KvCache> caches, const at::Tensor& rows, const Body& body) {
    std::vector<at::Tensor> results;
    int64_t start = 0;
    for (KvCache& cache : caches) {
        results.push_back(body(cache, rows.narrow(0, start, cache.lengths.size(0))));
        start += cache.lengths.size(0);
    }
    return results.size() == 1 ? results[0] : at::cat(results);
}

Heads unshared(const Heads& heads, const Packed& packed) {
    if (!packed.places.defined())
        return heads;
    return {heads.query.index_select(0, packed.places), heads.key.index_select(0, packed.places),
            heads.value.index_select(0, packed.places)};
}
at::Tensor shared(const at::Tensor& attended, const Packed& packed) {
    return packed.places.defined() ? attended.index_select(0, packed.firsts) : attended;
}

} // namespace

at::Tensor apply(const Linear& linear, const at::Tensor& input) {
    const Linear* one = &linear;
    return adaptedProducts(input, std::span(&one, 1), {})[0];
}

at::Tensor hiddenStates(const Decoder& decoder, const Packed& packed, const HiddenOptions& options) {
    if (options.lean && at::GradMode::is_enabled())
        return leanStates(decoder, packed, options);
    const ModelConfig& config = decoder.config;
    const LayerAngles angles = ropeAngles(config, packed.positions, longerRows(config, packed, options.asLonger));
    const at::Tensor last = options.lastOnly ? packed.lastRows() : at::Tensor();
    const SequenceEnds ends = sequenceEnds(packed.lengths, decoder.embedding.options());
    Stream stream(decoder, embed(decoder, packed.ids));
    for (size_t i = 0; i < decoder.layers.size(); ++i) {
        if (options.cancelled && options.cancelled())
            return {};
        const AttentionRule rule = attentionRule(config, i);
        const Heads rows = stream.project(i, angles);
        Heads heads = unshared(rows, packed);
        if (options.cache)
            fillCache(*options.cache, i, heads, packed.lengths);
        if (options.lastOnly && i + 1 == decoder.layers.size()) {
            heads.query = rows.query.index_select(0, last);
            stream.keepRows(last);
            stream.finishLayer(i, attendLast(heads, packed.lengths, rule));
        } else if (options.rows.defined() && i + 1 == decoder.layers.size()) {
            stream.keepRows(options.rows);
            stream.finishLayer(i, attend(heads, packed.lengths, ends, rule).index_select(0, options.rows));
        } else {
            stream.finishLayer(i, shared(attend(heads, packed.lengths, ends, rule), packed));
        }
    }
    if (options.cache) {
        if (options.cache->ids.defined())
            rememberPrompts(*options.cache, packed);
        options.cache->lengths = upload(at::tensor(packed.lengths, at::kLong), decoder.device());
        options.cache->longest = *std::max_element(packed.lengths.begin(), packed.lengths.end());
    }
    return stream.normed();
}

at::Tensor nextHidden(const Decoder& decoder, const at::Tensor& ids, std::span<KvCache> caches) {
    const ModelConfig& config = decoder.config;
    const auto lengths = eachCache(caches, ids, [](KvCache& cache, const at::Tensor&) { return cache.lengths; });
    at::Tensor longer;
    if (config.longRope) {
        eachCache(caches, ids, [&](KvCache& cache, const at::Tensor& own) {
            renewOutgrown(decoder, cache);
            rememberTokens(cache, own);
            return own;
        });
        longer = lengths >= config.longRope->originalContext;
    }
    const LayerAngles angles = ropeAngles(config, lengths, longer);
    const std::vector<StepMasks> masks = stepMasks(caches, config.window);
    Stream stream(decoder, embed(decoder, ids));
    for (size_t i = 0; i < decoder.layers.size(); ++i)
        stream.finishLayer(i, attendCached(stream.project(i, angles), caches, i, masks, attentionRule(config, i)));
    for (KvCache& cache : caches) {
        cache.lengths = cache.lengths + 1;
        ++cache.longest;
    }
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
