#include "core/engine/infer/decode.h"
#include "core/engine/infer/next_token.h"
#include "core/engine/infer/prompts.h"
#include "core/engine/model/out_of_memory.h"
#include "core/jobs/train_memory.h"

#include <algorithm>
#include <numeric>

namespace caftan {

namespace {

// Some prompts of like length, continued together; those that ended are dropped when half of the rows are idle.
class Group {
  public:
    Group(const Decoder& decoder, const GenerateOptions& options, std::vector<Generated>& results)
        : decoder_(decoder), options_(options), results_(results) {}

    // Reads the prompts and gives the logits after each.
    void begin(std::span<const std::vector<TokenId>> prompts, std::span<const size_t> rows) {
        std::vector<std::vector<TokenId>> mine;
        for (const size_t row : rows)
            mine.push_back(prompts[row]);
        rows_.assign(rows.begin(), rows.end());
        ended_.assign(rows.size(), false);
        const Packed packed = packShared(decoder_, mine);
        const int64_t longest = *std::max_element(packed.lengths.begin(), packed.lengths.end());
        cache_ = makeCache(decoder_, int64_t(rows.size()), longest + std::min<int64_t>(options_.maxNewTokens, 64));
        take(hiddenStates(decoder_, packed, {.lastOnly = true, .cache = &cache_}));
    }

    bool active() const { return std::find(ended_.begin(), ended_.end(), false) != ended_.end(); }
    size_t finished() const { return finished_; }
    int64_t tokens() const { return tokens_; }

    void step() {
        dropEnded();
        if (cache_.longest + 1 > cache_.keys[0].size(2))
            grow();
        take(nextHidden(decoder_, chosen_, cache_));
    }

  private:
    void take(const at::Tensor& hidden) {
        const at::Tensor z = logits(decoder_, hidden);
        chosen_ = z.argmax(-1);
        const at::Tensor ids = chosen_.cpu();
        const at::Tensor uncertainty = options_.entropies ? entropies(z).cpu() : at::Tensor();
        const int64_t context = decoder_.config.context;
        const at::Tensor lengths = cache_.lengths.cpu();
        for (size_t i = 0; i < rows_.size(); ++i) {
            if (ended_[i])
                continue;
            Generated& result = results_[rows_[i]];
            const TokenId id = TokenId(ids.data_ptr<int64_t>()[i]);
            if (options_.entropies)
                result.entropies.push_back(float(uncertainty.data_ptr<double>()[i]));
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
        std::vector<int64_t> kept;
        for (size_t i = 0; i < ended_.size(); ++i)
            if (!ended_[i])
                kept.push_back(int64_t(i));
        if (kept.size() * 2 > ended_.size())
            return;
        const at::Tensor index = at::tensor(kept, at::kLong).to(decoder_.device());
        for (size_t i = 0; i < cache_.keys.size(); ++i) {
            cache_.keys[i] = cache_.keys[i].index_select(0, index);
            cache_.values[i] = cache_.values[i].index_select(0, index);
        }
        cache_.lengths = cache_.lengths.index_select(0, index);
        if (cache_.ids.defined())
            cache_.ids = cache_.ids.index_select(0, index);
        cache_.longest = cache_.lengths.max().item<int64_t>();
        chosen_ = chosen_.index_select(0, index);
        std::vector<size_t> rows;
        for (const int64_t i : kept)
            rows.push_back(rows_[size_t(i)]);
        rows_ = std::move(rows);
        ended_.assign(rows_.size(), false);
    }

    void grow() {
        const int64_t extra = std::max<int64_t>(64, cache_.keys[0].size(2) / 2);
        for (size_t i = 0; i < cache_.keys.size(); ++i) {
            cache_.keys[i] = at::constant_pad_nd(cache_.keys[i], {0, 0, 0, extra});
            cache_.values[i] = at::constant_pad_nd(cache_.values[i], {0, 0, 0, extra});
        }
    }

    const Decoder& decoder_;
    const GenerateOptions& options_;
    std::vector<Generated>& results_;
    std::vector<size_t> rows_; // index of each row's prompt
    std::vector<bool> ended_;
    at::Tensor chosen_; // [rows] the last token of each
    KvCache cache_;
    size_t finished_ = 0;
    int64_t tokens_ = 0;
};

// So many sequences that their keys and values stay within the bound; the first prompt is the longest.
size_t answersThatFit(const Decoder& decoder, int64_t longest, const GenerateOptions& options) {
    const int64_t limit = decoder.device().is_cpu() ? generationCacheBytesCpu : generationCacheBytesCuda;
    const int64_t token = cacheBytesOfToken(decoder.config, int64_t(decoder.embedding.element_size()));
    return size_t(std::clamp(limit / (token * (longest + options.maxNewTokens)), int64_t(1),
                             std::max<int64_t>(1, options.sequences)));
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
        const size_t fitting =
            std::min(mostAtOnce, answersThatFit(decoder, int64_t(prompts[order[start]].size()), options));
        const std::span<const size_t> rows = std::span(order).subspan(start, std::min(fitting, order.size() - start));
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
