#include "core/engine/model/attention.h"

#include "core/engine/model/row_kernels.h"

#include <ATen/Parallel.h>
#include <torch/torch.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <memory>
#include <numeric>

namespace caftan {

namespace {

// One call for each run of equal lengths: body(first sequence, sequences, first row, length).
template <class Body>
at::Tensor overRuns(const std::vector<int64_t>& lengths, const Body& body) {
    std::vector<at::Tensor> parts;
    int64_t start = 0;
    for (size_t i = 0; i < lengths.size();) {
        size_t end = i + 1;
        while (end < lengths.size() && lengths[end] == lengths[i])
            ++end;
        const int64_t count = int64_t(end - i);
        parts.push_back(body(int64_t(i), count, start, lengths[i]));
        start += count * lengths[i];
        i = end;
    }
    return parts.size() == 1 ? parts[0] : at::cat(parts);
}

// [N, heads, size] -> [count, heads, length, size]
at::Tensor headBlock(const at::Tensor& x, int64_t start, int64_t count, int64_t length) {
    return x.narrow(0, start, count * length).view({count, length, x.size(1), x.size(2)}).transpose(1, 2);
}

// Piece by piece: a piece of queries with the keys that any of them sees.
at::Tensor attendWindow(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value, bool grouped,
                        const AttentionRule& rule) {
    constexpr int64_t mostQueries = 512;
    const int64_t length = query.size(2), step = std::min(rule.window, mostQueries);
    std::vector<at::Tensor> parts;
    for (int64_t start = 0; start < length; start += step) {
        const int64_t count = std::min(step, length - start);
        const int64_t first = std::max<int64_t>(0, start - rule.window + 1), seen = start + count - first;
        const at::Tensor mask = at::ones({count, seen}, query.options().dtype(at::kBool))
                                    .tril(start - first)
                                    .triu(start - first - rule.window + 1);
        parts.push_back(at::scaled_dot_product_attention(query.narrow(2, start, count), key.narrow(2, first, seen),
                                                         value.narrow(2, first, seen), mask, 0.0, false, rule.scale,
                                                         grouped));
    }
    return at::cat(parts, 2);
}

// One query a sequence: the heads that share keys stand as rows of one product, which reads the keys once.
// query [sequences, heads, headSize], key and value [sequences, keyValueHeads, seen, headSize] -> [sequences, heads *
// headSize].
at::Tensor attendOnce(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value,
                      const std::optional<at::Tensor>& mask, const AttentionRule& rule) {
    const int64_t sequences = query.size(0), sharing = query.size(1) / key.size(1);
    return at::scaled_dot_product_attention(query.reshape({sequences, key.size(1), sharing, query.size(2)}), key, value,
                                            mask, 0.0, false, rule.scale)
        .reshape({sequences, -1});
}

at::Tensor cachedMask(const KvCache& cache, int64_t window) {
    const at::Tensor place = at::arange(cache.longest + 1, cache.lengths.options()).unsqueeze(0);
    const at::Tensor current = cache.lengths.unsqueeze(1);
    at::Tensor mask = place <= current;
    if (window > 0)
        mask = mask.logical_and(place > current - window);
    return mask.view({cache.lengths.size(0), 1, 1, cache.longest + 1});
}

at::Tensor attendMasked(const Heads& heads, KvCache& cache, size_t layer, const at::Tensor& mask,
                        const AttentionRule& rule) {
    const int64_t width = cache.longest + 1;
    const at::Tensor rows = at::arange(heads.query.size(0), cache.lengths.options());
    const auto store = [&](at::Tensor& target, const at::Tensor& source) {
        target.transpose(1, 2).index_put_({rows, cache.lengths}, source); // [sequences, capacity, heads, headSize]
    };
    store(cache.keys[layer], heads.key);
    store(cache.values[layer], heads.value);
    return attendOnce(heads.query, cache.keys[layer].narrow(2, 0, width), cache.values[layer].narrow(2, 0, width), mask,
                      rule);
}

// The same on the CPU, each sequence over its own tokens alone: no mask, and what a cache holds beyond is not read.
// The new keys and values [sequences, keyValueHeads, headSize] are stored first.
template <class T>
at::Tensor attendStored(const RowKernelsOf<T>& kernels, const Heads& heads, KvCache& cache, size_t layer,
                        const AttentionRule& rule) {
    const at::Tensor query = heads.query.contiguous(), key = heads.key.contiguous(), value = heads.value.contiguous();
    const int64_t sequences = key.size(0), groups = key.size(1), size = key.size(2), sharing = query.size(1) / groups;
    const int64_t capacity = cache.keys[layer].size(2);
    const int64_t* lengths = cache.lengths.const_data_ptr<int64_t>();
    const auto at = [](const at::Tensor& x) { return static_cast<T*>(x.data_ptr()); };
    const float scale = float(rule.scale.value_or(1 / std::sqrt(double(size))));
    at::Tensor out = at::empty({sequences, query.size(1) * size}, query.options());
    at::parallel_for(0, sequences * groups, 1, [&](int64_t begin, int64_t end) {
        std::vector<float> weights(size_t(cache.longest + 16));
        for (int64_t i = begin; i < end; ++i) {
            const int64_t length = lengths[i / groups],
                          seen = rule.window > 0 ? std::min(length + 1, rule.window) : length + 1;
            T *keys = at(cache.keys[layer]) + i * capacity * size,
              *values = at(cache.values[layer]) + i * capacity * size;
            std::copy_n(at(key) + i * size, size, keys + length * size);
            std::copy_n(at(value) + i * size, size, values + length * size);
            const int64_t first = (length + 1 - seen) * size, row = i * sharing * size;
            kernels.attendOne(at(query) + row, sharing, keys + first, values + first, seen, size, scale, weights.data(),
                              at(out) + row);
        }
    });
    return out;
}

constexpr int64_t widestHead = 256; // of the kernel's

bool kernelServes(const Heads& heads) {
    const int64_t size = heads.query.size(2);
    const auto together = [&](const at::Tensor& x) { return x.stride(2) == 1 && x.stride(1) == size; };
    const at::ScalarType type = heads.query.scalar_type();
    const bool learns = at::GradMode::is_enabled() && (heads.query.requires_grad() || heads.key.requires_grad());
    return heads.query.device().is_cpu() && !learns && (type == at::kFloat || type == at::kBFloat16) &&
           size % 16 == 0 && size <= widestHead && together(heads.query) && together(heads.key) &&
           together(heads.value) && heads.key.stride(0) == heads.value.stride(0);
}

// Without gradients on the CPU: the kernel, one sequence and head of keys at a time, by whichever thread is free.
template <class T>
at::Tensor attendSequences(const RowKernelsOf<T>& kernels, const Heads& heads, const std::vector<int64_t>& lengths,
                           const AttentionRule& rule) {
    const int64_t count = heads.query.size(1), groups = heads.key.size(1), size = heads.query.size(2);
    const int64_t sharing = count / groups, longest = *std::max_element(lengths.begin(), lengths.end());
    at::Tensor out = at::empty({heads.query.size(0), count * size}, heads.query.options());
    std::vector<int64_t> starts(lengths.size(), 0);
    std::partial_sum(lengths.begin(), lengths.end() - 1, starts.begin() + 1);
    const auto at = [](const at::Tensor& x, int64_t row, int64_t column) {
        return static_cast<T*>(x.data_ptr()) + row * x.stride(0) + column;
    };
    CausalHeads<T> each{};
    each.queryStride = heads.query.stride(0);
    each.keyStride = heads.key.stride(0);
    each.outStride = out.stride(0);
    each.sharing = sharing;
    each.size = size;
    each.window = rule.window;
    each.scale = float(rule.scale.value_or(1 / std::sqrt(double(size))));
    each.length = longest;
    const int64_t scratch = each.scratch(), items = int64_t(lengths.size()) * groups;
    std::atomic<int64_t> next = 0;
    at::parallel_for(0, at::get_num_threads(), 1, [&](int64_t, int64_t) {
        const auto room = std::make_unique_for_overwrite<float[]>(size_t(scratch));
        for (int64_t item = next++; item < items; item = next++) {
            const int64_t start = starts[size_t(item / groups)], group = item % groups;
            CausalHeads<T> own = each;
            own.length = lengths[size_t(item / groups)];
            own.query = at(heads.query, start, group * sharing * size);
            own.key = at(heads.key, start, group * size);
            own.value = at(heads.value, start, group * size);
            own.out = at(out, start, group * sharing * size);
            kernels.attendCausal(own, room.get());
        }
    });
    return out;
}

} // namespace

AttentionRule attentionRule(const ModelConfig& config, size_t layer) {
    return {config.slides(int64_t(layer)) ? config.window : 0,
            config.queryScale > 0 ? std::optional(config.queryScale) : std::nullopt};
}

at::Tensor attend(const Heads& heads, const std::vector<int64_t>& lengths, const SequenceEnds& ends,
                  const AttentionRule& rule) {
    const at::Tensor flash = varlenAttention(heads.query, heads.key, heads.value, ends, rule.window, rule.scale);
    if (flash.defined())
        return flash.flatten(1);
    if (kernelServes(heads))
        return heads.query.scalar_type() == at::kFloat ? attendSequences(rowKernels().single, heads, lengths, rule)
                                                       : attendSequences(rowKernels().half, heads, lengths, rule);
    const bool grouped = heads.query.size(1) != heads.key.size(1);
    return overRuns(lengths, [&](int64_t, int64_t count, int64_t start, int64_t length) {
        const at::Tensor query = headBlock(heads.query, start, count, length),
                         key = headBlock(heads.key, start, count, length),
                         value = headBlock(heads.value, start, count, length);
        const at::Tensor out =
            rule.window > 0 && length > rule.window
                ? attendWindow(query, key, value, grouped, rule)
                : at::scaled_dot_product_attention(query, key, value, {}, 0.0, true, rule.scale, grouped);
        return out.transpose(1, 2).reshape({count * length, -1});
    });
}

at::Tensor attendLast(const Heads& heads, const std::vector<int64_t>& lengths, const AttentionRule& rule) {
    return overRuns(lengths, [&](int64_t sequence, int64_t count, int64_t start, int64_t length) {
        const int64_t seen = rule.window > 0 ? std::min(length, rule.window) : length;
        const auto recent = [&](const at::Tensor& x) {
            return headBlock(x, start, count, length).narrow(2, length - seen, seen);
        };
        return attendOnce(heads.query.narrow(0, sequence, count), recent(heads.key), recent(heads.value), {}, rule);
    });
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

std::vector<StepMasks> stepMasks(std::span<const KvCache> caches, int64_t window) {
    std::vector<StepMasks> masks(caches.size());
    for (size_t i = 0; i < caches.size(); ++i)
        if (!caches[i].lengths.is_cpu())
            masks[i] = {cachedMask(caches[i], 0), window > 0 ? cachedMask(caches[i], window) : at::Tensor()};
    return masks;
}

at::Tensor attendCached(const Heads& heads, std::span<KvCache> caches, size_t layer, std::span<const StepMasks> masks,
                        const AttentionRule& rule) {
    std::vector<at::Tensor> parts;
    int64_t start = 0;
    for (size_t i = 0; i < caches.size(); ++i) {
        KvCache& cache = caches[i];
        const int64_t count = cache.lengths.size(0);
        const Heads own{heads.query.narrow(0, start, count), heads.key.narrow(0, start, count),
                        heads.value.narrow(0, start, count)};
        start += count;
        if (!cache.lengths.is_cpu())
            parts.push_back(attendMasked(own, cache, layer, rule.window > 0 ? masks[i].recent : masks[i].all, rule));
        else if (cache.keys[layer].scalar_type() == at::kFloat)
            parts.push_back(attendStored(rowKernels().single, own, cache, layer, rule));
        else
            parts.push_back(attendStored(rowKernels().half, own, cache, layer, rule));
    }
    return parts.size() == 1 ? parts[0] : at::cat(parts);
}

} // namespace caftan
