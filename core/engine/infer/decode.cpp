#include "core/engine/infer/decode.h"
#include "core/engine/infer/next_token.h"
#include "core/engine/infer/prompts.h"
#include "core/engine/model/out_of_memory.h"
#include "core/engine/model/upload.h"
#include "core/jobs/machine_memory.h"
#include "core/jobs/train_memory.h"

#include <algorithm>
#include <numeric>

namespace caftan {

namespace {

// Prompts are read in slices of about so many tokens: more at once is slower on a CPU, whose caches they leave.
constexpr int64_t promptTokens = 2048;

// Some prompts of like length, continued together; those that ended are dropped when half of the rows are idle.
class Group {
  public:
    Group(const Decoder& decoder, const GenerateOptions& options, std::vector<Generated>& results)
        : decoder_(decoder), options_(options), results_(results) {}

    // Reads the prompts, the longest first, and takes the first token of each answer.
    void begin(std::span<const std::vector<TokenId>> prompts, std::span<const size_t> rows) {
        rows_.assign(rows.begin(), rows.end());
        ended_.assign(rows.size(), false);
        std::vector<at::Tensor> hidden;
        for (size_t start = 0; start < rows.size();) {
            std::vector<std::vector<TokenId>> slice;
            for (int64_t tokens = 0; start < rows.size() && tokens < promptTokens; ++start) {
                slice.push_back(prompts[rows[start]]);
                tokens += int64_t(slice.back().size());
            }
            const int64_t room = int64_t(slice[0].size()) + std::min<int64_t>(options_.maxNewTokens, 64);
            caches_.push_back(makeCache(decoder_, int64_t(slice.size()), room));
            hidden.push_back(
                hiddenStates(decoder_, packShared(decoder_, slice), {.lastOnly = true, .cache = &caches_.back()}));
        }
        take(at::cat(hidden));
    }

    bool active() const { return std::find(ended_.begin(), ended_.end(), false) != ended_.end(); }
    size_t finished() const { return finished_; }
    int64_t tokens() const { return tokens_; }

    void step() {
        dropEnded();
        for (KvCache& cache : caches_)
            growCache(cache);
        take(nextHidden(decoder_, chosen_, caches_));
    }

  private:
    void take(const at::Tensor& hidden) {
        const at::Tensor z = logits(decoder_, hidden);
        chosen_ = z.argmax(-1);
        const at::Tensor ids = chosen_.cpu();
        at::Tensor entropy, nll;
        if (options_.entropies) {
            const RowCosts costs = rowCosts(z);
            entropy = costs.entropy.cpu();
            nll = costs.nll.cpu();
        }
        const int64_t context = decoder_.config.context;
        std::vector<at::Tensor> each;
        for (const KvCache& cache : caches_)
            each.push_back(cache.lengths);
        const at::Tensor lengths = at::cat(each).cpu();
        for (size_t i = 0; i < rows_.size(); ++i) {
            if (ended_[i])
                continue;
            Generated& result = results_[rows_[i]];
            const TokenId id = TokenId(ids.data_ptr<int64_t>()[i]);
            if (options_.entropies) {
                result.entropies.push_back(float(entropy.data_ptr<double>()[i]));
                result.nll.push_back(float(nll.data_ptr<double>()[i]));
            }
            if (std::find(options_.stop.begin(), options_.stop.end(), id) != options_.stop.end()) {
                result.stopped = true;
                ended_[i] = true;
            } else {
                result.ids.push_back(id);
                ++tokens_;
                const bool full = context > 0 && lengths.data_ptr<int64_t>()[i] + 1 > context;
                ended_[i] = full || int64_t(result.ids.size()) >= options_.maxNewTokens;
            }
            finished_ += ended_[i];
        }
    }

    void dropEnded() {
        if (std::count(ended_.begin(), ended_.end(), false) * 2 > int64_t(ended_.size()))
            return;
        std::vector<KvCache> caches;
        std::vector<int64_t> kept; // in all rows
        for (size_t start = 0; KvCache & cache : caches_) {
            const size_t end = start + size_t(cache.lengths.size(0)), before = kept.size();
            std::vector<int64_t> own; // in the cache
            for (size_t i = start; i < end; ++i)
                if (!ended_[i])
                    kept.push_back(int64_t(i)), own.push_back(int64_t(i - start));
            if (kept.size() > before)
                caches.push_back(keepRows(cache, onDevice(own)));
            start = end;
        }
        caches_ = std::move(caches);
        chosen_ = chosen_.index_select(0, onDevice(kept));
        std::vector<size_t> rows;
        for (const int64_t i : kept)
            rows.push_back(rows_[size_t(i)]);
        rows_ = std::move(rows);
        ended_.assign(rows_.size(), false);
    }

    at::Tensor onDevice(const std::vector<int64_t>& index) const {
        return upload(at::tensor(index, at::kLong), decoder_.device());
    }

    static KvCache keepRows(KvCache& cache, const at::Tensor& index) {
        for (size_t i = 0; i < cache.keys.size(); ++i) {
            cache.keys[i] = cache.keys[i].index_select(0, index);
            cache.values[i] = cache.values[i].index_select(0, index);
        }
        cache.lengths = cache.lengths.index_select(0, index);
        if (cache.ids.defined())
            cache.ids = cache.ids.index_select(0, index);
        cache.longest = cache.lengths.max().item<int64_t>();
        return std::move(cache);
    }

    const Decoder& decoder_;
    const GenerateOptions& options_;
    std::vector<Generated>& results_;
    std::vector<size_t> rows_; // index of each row's prompt
    std::vector<bool> ended_;
    at::Tensor chosen_;           // [rows] the last token of each
    std::vector<KvCache> caches_; // of prompts of like length
    size_t finished_ = 0;
    int64_t tokens_ = 0;
};

// So many of the prompts, the longest first, that their keys and values stay within the bound.
size_t answersThatFit(const Decoder& decoder, std::span<const std::vector<TokenId>> prompts,
                      std::span<const size_t> order, const GenerateOptions& options) {
    const int64_t limit = decoder.device().is_cpu() ? generationCacheBytesCpu : generationCacheBytesCuda;
    const int64_t token = cacheBytesOfToken(decoder.config, int64_t(decoder.embedding.element_size()));
    const size_t most = std::min(order.size(), size_t(std::max<int64_t>(1, options.sequences)));
    int64_t held = 0;
    for (size_t i = 0; i < most; ++i)
        if ((held += token * (int64_t(prompts[order[i]].size()) + options.maxNewTokens)) > limit)
            return std::max<size_t>(1, i);
    return most;
}

} // namespace

std::vector<Generated> decodeGreedy(const Decoder& decoder, std::span<const std::vector<TokenId>> prompts,
                                    const GenerateOptions& options) {
    const c10::InferenceMode inference;
    std::vector<Generated> results(prompts.size());
    if (options.maxNewTokens <= 0)
        return results;
    std::vector<size_t> order(prompts.size());
    std::iota(order.begin(), order.end(), size_t(0));
    std::stable_sort(order.begin(), order.end(),
                     [&](size_t a, size_t b) { return prompts[a].size() > prompts[b].size(); });
    size_t finished = 0, mostAtOnce = std::max<size_t>(1, order.size());
    int64_t tokens = 0;
    for (size_t start = 0; start < order.size();) {
        const std::span<const size_t> left = std::span(order).subspan(start);
        const std::span<const size_t> rows =
            left.first(std::min(mostAtOnce, answersThatFit(decoder, prompts, left, options)));
        Group group(decoder, options, results);
        try {
            group.begin(prompts, rows);
            while (group.active()) {
                if (options.onProgress && !options.onProgress(finished + group.finished(), tokens + group.tokens()))
                    return results;
                group.step();
            }
        } catch (const std::exception& error) {
            if (!isOutOfMemory(error) || rows.size() == 1)
                throw;
            for (const size_t row : rows) // fewer at a time, from their beginning
                results[row] = {};
            mostAtOnce = rows.size() / 2;
            recoverMemory();
            continue;
        }
        start += rows.size();
        finished += rows.size();
        tokens += group.tokens();
    }
    if (options.onProgress)
        options.onProgress(finished, tokens);
    return results;
}

Result<std::vector<Generated>> generateGreedy(LoadedModel& model, std::span<const std::vector<TokenId>> prompts,
                                              const GenerateOptions& options) {
    CAFTAN_CHECK(checkPrompts(model, prompts, 0));
    try {
        return decodeGreedy(model.decoder(), prompts, options);
    } catch (const std::exception& error) {
        return fail(torchErrorText(error));
    }
}

} // namespace caftan
