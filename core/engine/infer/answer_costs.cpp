#include "core/engine/infer/answer_costs.h"

#include "core/engine/infer/next_token.h"
#include "core/engine/infer/prompts.h"
#include "core/engine/model/loaded_model.h"
#include "core/engine/model/out_of_memory.h"
#include "core/engine/model/upload.h"
#include "core/jobs/machine_memory.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace caftan {

namespace {

// The rows of a packed batch whose next token is an answer's, and that token.
struct AnswerRows {
    std::vector<int64_t> rows, targets;
    std::vector<size_t> owner; // which example of the batch
};

AnswerRows answerRows(std::span<const Example> examples, const std::vector<size_t>& batch) {
    AnswerRows result;
    int64_t start = 0;
    for (size_t k = 0; k < batch.size(); ++k) {
        const Example& example = examples[batch[k]];
        for (size_t t = 1; t < example.ids.size(); ++t) {
            if (example.labels[t] < 0)
                continue;
            result.rows.push_back(start + int64_t(t) - 1);
            result.targets.push_back(example.labels[t]);
            result.owner.push_back(k);
        }
        start += int64_t(example.ids.size());
    }
    return result;
}

// Logits of one piece stay near 32 MB on a CPU, 1 GB on a GPU.
int64_t pieceRows(const Decoder& decoder) {
    return std::max<int64_t>(16, (decoder.device().is_cuda() ? 256 : 8) * (1 << 20) / decoder.head.size(0));
}

// False: cancelled.
bool costsOfBatch(const Decoder& decoder, std::span<const Example> examples, const std::vector<size_t>& batch,
                  const std::function<bool()>& cancelled, std::vector<AnswerCost>& costs) {
    const AnswerRows answers = answerRows(examples, batch);
    for (const size_t i : batch)
        costs[i] = {};
    if (answers.rows.empty())
        return true;
    std::vector<std::vector<TokenId>> sequences;
    for (const size_t i : batch)
        sequences.push_back(examples[i].ids);
    const c10::InferenceMode inference;
    const at::Tensor rows = upload(at::tensor(answers.rows, at::kLong), decoder.device());
    const at::Tensor targets = upload(at::tensor(answers.targets, at::kLong), decoder.device());
    const at::Tensor hidden =
        hiddenStates(decoder, pack(sequences, decoder.device(), 32), {.rows = rows, .cancelled = cancelled});
    if (!hidden.defined())
        return false;
    const int64_t piece = pieceRows(decoder), count = hidden.size(0);
    for (int64_t start = 0; start < count; start += piece) {
        const int64_t size = std::min(piece, count - start);
        const at::Tensor z = logits(decoder, hidden.narrow(0, start, size));
        const RowCosts found = rowCosts(z, targets.narrow(0, start, size));
        const at::Tensor nll = found.nll.cpu(), entropy = found.entropy.cpu();
        for (int64_t i = 0; i < size; ++i) {
            AnswerCost& cost = costs[batch[answers.owner[size_t(start + i)]]];
            cost.nll.push_back(float(nll.data_ptr<double>()[i]));
            cost.entropy.push_back(float(entropy.data_ptr<double>()[i]));
        }
    }
    return true;
}

std::vector<AnswerCost> costsOf(const Decoder& decoder, std::span<const Example> examples, int64_t batchTokens,
                                const std::function<bool()>& cancelled) {
    std::vector<size_t> lengths;
    for (const Example& example : examples)
        lengths.push_back(example.ids.size());
    std::vector<AnswerCost> costs(examples.size());
    for (const auto& batch : planBatches(lengths, size_t(batchTokens)))
        if (!costsOfBatch(decoder, examples, batch, cancelled, costs))
            return {};
    return costs;
}

} // namespace

double AnswerCost::meanNll() const {
    return nll.empty() ? std::nan("") : std::accumulate(nll.begin(), nll.end(), 0.0) / double(nll.size());
}

Result<std::vector<AnswerCost>> answerCosts(LoadedModel& model, std::span<const Example> examples, int64_t batchTokens,
                                            const std::function<bool()>& cancelled) {
    if (examples.empty())
        return std::vector<AnswerCost>();
    std::vector<std::vector<TokenId>> sequences;
    for (const Example& example : examples)
        sequences.push_back(example.ids);
    CAFTAN_CHECK(checkPrompts(model, sequences, 0));
    for (int64_t tokens = std::min(batchTokens, model.mostTokens());;) {
        try {
            return costsOf(model.decoder(), examples, tokens, cancelled);
        } catch (const std::exception& error) {
            if (!isOutOfMemory(error) || tokens <= 1)
                return fail(torchErrorText(error));
            model.limitTokens(tokens - 1);
            tokens /= 2;
            recoverMemory();
        }
    }
}

} // namespace caftan
