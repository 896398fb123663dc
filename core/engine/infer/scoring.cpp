#include "core/engine/scoring.h"
#include "core/engine/infer/next_token.h"
#include "core/engine/infer/prompts.h"
#include "core/engine/model/loaded_model.h"
#include "core/engine/model/out_of_memory.h"
#include "core/jobs/machine_memory.h"

#include <cmath>
#include <iterator>

namespace caftan {

Status checkPrompts(const LoadedModel& model, std::span<const std::vector<TokenId>> prompts, int64_t newTokens) {
    const ModelFacts& facts = model.facts();
    for (size_t i = 0; i < prompts.size(); ++i) {
        const std::string place = "Prompt " + std::to_string(i + 1);
        if (prompts[i].empty())
            return fail(place + " is empty: there is no token to continue from.");
        if (facts.context > 0 && int64_t(prompts[i].size()) + newTokens > facts.context)
            return fail(place + " has " + std::to_string(prompts[i].size()) + " tokens" +
                        (newTokens ? " and is to get " + std::to_string(newTokens) + " more" : "") +
                        ", but the model's context holds " + std::to_string(facts.context) + ". Shorten it.");
        for (const TokenId id : prompts[i])
            if (id < 0 || id >= facts.vocabulary)
                return fail(place + " holds token id " + std::to_string(id) + ", but the model's vocabulary ends at " +
                            std::to_string(facts.vocabulary - 1) + ". Use the tokenizer that belongs to the model.");
    }
    return {};
}

std::string torchErrorText(const std::exception& error) {
    const std::string text = error.what();
    if (isOutOfMemory(error))
        return "Memory ran out. Use fewer tokens a batch, bfloat16, or a machine with more memory.";
    return "The computation failed: " + text.substr(0, text.find('\n')).substr(0, 300);
}

namespace {

using Prompts = std::span<const std::vector<TokenId>>;

Result<std::vector<NextToken>> scoreAtOnce(LoadedModel& model, Prompts prompts, Prompts chosen,
                                           const std::function<bool()>& cancelled) {
    const c10::InferenceMode inference;
    const Decoder& decoder = model.decoder();
    const Packed packed = packShared(decoder, prompts);
    const at::Tensor hidden = hiddenStates(decoder, packed, {.lastOnly = true, .cancelled = cancelled});
    if (!hidden.defined())
        return std::vector<NextToken>();
    const at::Tensor z = logits(decoder, hidden);
    std::vector<NextToken> result = nextTokens(z, chosen);
    for (const NextToken& token : result)
        if (!std::isfinite(token.entropy) || !std::isfinite(token.logSumExp))
            return fail("The model gave numbers that are not finite. Try --dtype float32; if that does not help, "
                        "its weights are damaged.");
    return result;
}

int64_t tokensOf(Prompts prompts) {
    int64_t tokens = 0;
    for (const auto& prompt : prompts)
        tokens += int64_t(prompt.size());
    return tokens;
}

// Halves what did not fit, now and from now on.
Result<std::vector<NextToken>> scoreWithin(LoadedModel& model, Prompts prompts, Prompts chosen,
                                           const std::function<bool()>& cancelled) {
    const int64_t tokens = tokensOf(prompts);
    if (prompts.size() == 1 || tokens <= model.mostTokens()) {
        try {
            return scoreAtOnce(model, prompts, chosen, cancelled);
        } catch (const std::exception& error) {
            if (!isOutOfMemory(error))
                return fail(torchErrorText(error));
            if (prompts.size() == 1)
                return fail("Memory ran out with one prompt of " + std::to_string(tokens) +
                            " tokens. Use --dtype bfloat16, a smaller model or shorter prompts.");
            model.limitTokens(tokens - 1);
            recoverMemory();
        }
    }
    const size_t middle = prompts.size() / 2, chosenMiddle = chosen.empty() ? 0 : middle;
    CAFTAN_TRY(first, scoreWithin(model, prompts.first(middle), chosen.first(chosenMiddle), cancelled));
    CAFTAN_TRY(second, scoreWithin(model, prompts.subspan(middle), chosen.subspan(chosenMiddle), cancelled));
    if (first.size() + second.size() < prompts.size())
        return std::vector<NextToken>(); // cancelled
    first.insert(first.end(), std::make_move_iterator(second.begin()), std::make_move_iterator(second.end()));
    return std::move(first);
}

} // namespace

Result<std::vector<NextToken>> scoreBatch(LoadedModel& model, std::span<const std::vector<TokenId>> prompts,
                                          std::span<const std::vector<TokenId>> chosen,
                                          const std::function<bool()>& cancelled) {
    if (prompts.empty())
        return std::vector<NextToken>();
    if (!chosen.empty() && chosen.size() != prompts.size())
        return fail("scoreBatch: as many lists of chosen ids as prompts are needed, or none.");
    CAFTAN_CHECK(checkPrompts(model, prompts, 0));
    for (const auto& ids : chosen)
        for (const TokenId id : ids)
            if (id < 0 || id >= model.facts().vocabulary)
                return fail("An option's token id " + std::to_string(id) +
                            " is outside the model's vocabulary. Use the tokenizer that belongs to the model.");
    return scoreWithin(model, prompts, chosen, cancelled);
}

} // namespace caftan
