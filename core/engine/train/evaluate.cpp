#include "core/engine/train/evaluate.h"

#include "core/engine/infer/answer_metrics.h"
#include "core/engine/infer/decode.h"
#include "core/engine/infer/next_token.h"
#include "core/engine/model/out_of_memory.h"
#include "core/engine/train/loss.h"
#include "core/jobs/machine_memory.h"
#include "core/text/token_pieces.h"
#include "core/text/training_prompt.h"

#include <cmath>
#include <map>

namespace caftan {

namespace {

using OptionIds = std::vector<std::vector<TokenId>>;

Answer judged(const EvaluationItem& item) {
    Answer answer;
    answer.question = item.question;
    return answer;
}

// work(tokens at once), with half as many each time that memory runs out, until every sequence is alone.
template <class Work>
auto withFewerTokens(int64_t tokens, const Work& work) {
    while (true) {
        try {
            return work(tokens);
        } catch (const std::exception& error) {
            if (!isOutOfMemory(error) || tokens <= 1)
                throw;
            tokens /= 2;
            recoverMemory();
        }
    }
}

std::vector<Answer> answerSingly(const Decoder& decoder, const EvaluationInput& input, const EvaluateOptions& options,
                                 int64_t batchTokens) {
    std::vector<size_t> lengths;
    for (const EvaluationItem& item : input.items)
        lengths.push_back(item.singlePrompt.size());
    std::map<int, OptionIds> optionIds;
    std::vector<Answer> answers(input.items.size());
    for (const auto& batch : planBatches(lengths, size_t(batchTokens))) {
        if (options.cancelled && options.cancelled())
            return {};
        std::vector<std::vector<TokenId>> prompts, chosen;
        for (const size_t i : batch) {
            const EvaluationItem& item = input.items[i];
            if (!optionIds.contains(item.options))
                optionIds[item.options] = optionTokens(*input.tokenizer, item.options, input.format);
            prompts.push_back(item.singlePrompt);
            chosen.emplace_back();
            for (const auto& ids : optionIds[item.options])
                chosen.back().insert(chosen.back().end(), ids.begin(), ids.end());
        }
        const c10::InferenceMode inference;
        const at::Tensor z = logits(decoder, hiddenStates(decoder, packShared(decoder, prompts), {.lastOnly = true}));
        const std::vector<NextToken> tokens = nextTokens(z, chosen);
        for (size_t k = 0; k < batch.size(); ++k) {
            const EvaluationItem& item = input.items[batch[k]];
            const Score score = answerScore(tokens[k], optionIds[item.options], item.answer, *input.tokenizer);
            Answer& answer = answers[batch[k]] = judged(item);
            answer.predicted = score.predicted;
            answer.valid = score.valid;
            answer.right = score.right;
            answer.entropy = score.entropy;
            answer.goldNll = score.goldNll;
            answer.output = score.answer;
            answer.tokens = 1;
        }
    }
    return answers;
}

// Entropy at the position that names the option: the first token whose addition makes the parsed answer what it is.
double entropyAtAnswer(const Generated& generated, const EvaluationInput& input, const EvaluationItem& item,
                       int predicted) {
    if (generated.entropies.empty())
        return 0;
    for (size_t n = generated.ids.size(); n > 0; --n) {
        const std::string before = input.tokenizer->decode(std::span(generated.ids).first(n - 1));
        const auto parsed = parseGeneratedAnswer(before, item.options);
        if (!parsed || *parsed != predicted) {
            // "[[B" names B already, although only "]]" closes it: the letter is the last token with a capital letter.
            for (size_t k = n; k > 0 && n - k < 3; --k)
                if (input.tokenizer->decode(std::span(generated.ids).subspan(k - 1, 1)).find(char('A' + predicted)) !=
                    std::string::npos)
                    return generated.entropies[k - 1];
            return generated.entropies[n - 1];
        }
    }
    return generated.entropies.front();
}

// What is known of the tokens of an answer that begins with given words; the token that ended it stands last, without
// text.
void describeTokens(const Generated& generated, const std::string& given, const std::string& text, TokenPieces& pieces,
                    Answer& answer) {
    std::vector<TokenValue> tokens;
    const std::vector<size_t> lengths = pieces.lengths(generated.ids, text);
    if (lengths.size() == generated.ids.size() && !given.empty())
        tokens.push_back({given.size()});
    for (size_t i = 0; i < generated.entropies.size(); ++i)
        tokens.push_back({i < lengths.size() ? lengths[i] : 0, generated.entropies[i], generated.nll[i]});
    answer.summary = summarise(tokens);
    answer.tokenValues = packTokenValues(tokens);
}

std::vector<Answer> answerFreely(const Decoder& decoder, const EvaluationInput& input, const EvaluateOptions& options) {
    // What stands at the beginning already belongs to the answer and is counted as its tokens.
    std::vector<TokenId> begin;
    if (options.mode == "thinking")
        begin = input.tokenizer->encode(reasoningBegin(input.format));
    std::vector<std::vector<TokenId>> prompts;
    for (const EvaluationItem& item : input.items) {
        prompts.push_back(item.generatePrompt);
        prompts.back().insert(prompts.back().end(), begin.begin(), begin.end());
    }
    const std::string beginText = input.tokenizer->decode(begin);
    GenerateOptions generate;
    generate.maxNewTokens = options.maxNewTokens;
    generate.stop.assign(input.stops.begin(), input.stops.end());
    generate.entropies = true;
    generate.sequences = 256;
    bool cancelled = false;
    generate.onProgress = [&](size_t, int64_t) {
        cancelled = cancelled || (options.cancelled && options.cancelled());
        return !cancelled;
    };
    const std::vector<Generated> outputs = decodeGreedy(decoder, prompts, generate);
    if (cancelled)
        return {};
    std::vector<Answer> answers;
    TokenPieces pieces(*input.tokenizer);
    for (size_t i = 0; i < outputs.size(); ++i) {
        const EvaluationItem& item = input.items[i];
        Answer answer = judged(item);
        const std::string text = input.tokenizer->decode(outputs[i].ids);
        answer.output = beginText + text;
        describeTokens(outputs[i], beginText, text, pieces, answer);
        const auto predicted = parseGeneratedAnswer(answer.output, item.options);
        answer.valid = predicted.has_value();
        answer.predicted = predicted.value_or(-1);
        answer.right = predicted == item.answer;
        answer.thinks = thinksFirst(answer.output);
        answer.tokens = int(begin.size() + outputs[i].ids.size()) + (outputs[i].stopped ? 1 : 0);
        if (predicted)
            answer.entropy = entropyAtAnswer(outputs[i], input, item, *predicted);
        answers.push_back(std::move(answer));
    }
    return answers;
}

// Sums over the answers of a band.
struct Sum {
    int64_t rows = 0, valid = 0, right = 0, thinks = 0, tokens = 0;
    double entropy = 0;
    void add(const Answer& answer) {
        ++rows;
        valid += answer.valid;
        right += answer.right;
        thinks += answer.thinks;
        tokens += answer.tokens;
        entropy += answer.valid ? answer.entropy : 0;
    }
    static Json share(double part, int64_t whole) { return whole > 0 ? Json(part / double(whole)) : Json(); }
    Json json() const {
        return {{"rows", rows},
                {"valid", valid},
                {"right", right},
                {"accuracy", share(double(right), valid)},
                {"accuracy_all", share(double(right), rows)},
                {"entropy", share(entropy, valid)},
                {"thinks", share(double(thinks), rows)},
                {"tokens_per_answer", share(double(tokens), rows)}};
    }
};

Json summary(const EvaluationInput& input, const std::vector<Answer>& answers) {
    Sum all;
    std::vector<Sum> bands(input.bands->size());
    for (size_t i = 0; i < answers.size(); ++i) {
        all.add(answers[i]);
        bands[size_t(input.items[i].band)].add(answers[i]);
    }
    Json result = all.json();
    result["generated_tokens"] = all.tokens;
    result["by_band"] = Json::array();
    for (size_t band = 0; band < bands.size(); ++band) {
        if (bands[band].rows == 0)
            continue;
        Json row = {{"band", (*input.bands)[band]}};
        row.update(bands[band].json());
        result["by_band"].push_back(std::move(row));
    }
    return result;
}

double lossWith(const Decoder& decoder, std::span<const EvaluationItem> items, int64_t batchTokens) {
    std::vector<size_t> lengths, with;
    for (size_t i = 0; i < items.size(); ++i)
        if (!items[i].example.ids.empty()) {
            lengths.push_back(items[i].example.ids.size());
            with.push_back(i);
        }
    double sum = 0;
    int64_t rows = 0;
    for (const auto& batch : planBatches(lengths, size_t(batchTokens))) {
        std::vector<const Example*> examples;
        std::vector<std::vector<TokenId>> sequences;
        for (const size_t k : batch) {
            examples.push_back(&items[with[k]].example);
            sequences.push_back(examples.back()->ids);
        }
        const c10::InferenceMode inference;
        const TargetRows target = targetRows(examples, decoder.device());
        if (target.rows.size(0) == 0)
            continue;
        const at::Tensor hidden = hiddenStates(decoder, pack(sequences, decoder.device(), 32), {.rows = target.rows});
        const at::Tensor ones = at::ones({target.rows.size(0)}, hidden.options().dtype(at::kFloat));
        sum += crossEntropySum(hidden, decoder.head, target.targets, ones);
        rows += target.rows.size(0);
    }
    return rows > 0 ? sum / double(rows) : std::nan("");
}

} // namespace

EvaluationOutcome evaluate(const Decoder& decoder, const EvaluationInput& input, const EvaluateOptions& options) {
    EvaluationOutcome outcome;
    if (input.items.empty())
        return outcome;
    if (options.mode == "single")
        outcome.answers = withFewerTokens(
            options.batchTokens, [&](int64_t tokens) { return answerSingly(decoder, input, options, tokens); });
    else
        outcome.answers = answerFreely(decoder, input, options);
    if (!outcome.answers.empty())
        outcome.result = summary(input, outcome.answers);
    return outcome;
}

double validationLoss(const Decoder& decoder, std::span<const EvaluationItem> items, int64_t batchTokens) {
    return withFewerTokens(batchTokens, [&](int64_t tokens) { return lossWith(decoder, items, tokens); });
}

} // namespace caftan
