#include "core/engine/infer/score_extras.h"

#include "core/base/text.h"
#include "core/formats/model_source.h"
#include "core/text/token_pieces.h"
#include "core/text/training_prompt.h"

#include <cmath>

namespace caftan {

namespace {

Example exampleOf(std::vector<TokenId> prompt, const std::vector<TokenId>& answer) {
    Example example;
    example.ids = std::move(prompt);
    example.labels.assign(example.ids.size(), ignoredLabel);
    example.ids.insert(example.ids.end(), answer.begin(), answer.end());
    example.labels.insert(example.labels.end(), answer.begin(), answer.end());
    return example;
}

// The answer after its question, and alone.
double ratio(const AnswerCost& asked, const AnswerCost& alone) {
    const double below = alone.meanNll();
    return below > 0 ? asked.meanNll() / below : std::nan("");
}

// The reasoning as a model would be trained to say it, with the teacher's answer; without one as it stands.
std::string reasoningText(const Trace& trace, ChatFormat format) {
    return trace.answer >= 0 ? reasonedAnswer(trace.text, trace.answer, format) : std::string(trim(trace.text));
}

// Where a text names its option: the letter of the last "[[X]]" or "Answer: X".
size_t letterPlace(const std::string& text) {
    const size_t marked = text.rfind("[["), named = text.rfind("Answer:");
    size_t at = marked != std::string::npos ? marked + 2 : named != std::string::npos ? named + 7 : std::string::npos;
    while (at < text.size() && text[at] == ' ')
        ++at;
    return at;
}

// The entropy of the token that holds this byte.
double entropyAt(const std::vector<TokenValue>& tokens, size_t place) {
    size_t end = 0;
    for (const TokenValue& token : tokens) {
        end += token.bytes;
        if (place < end)
            return double(token.entropy);
    }
    return std::nan("");
}

} // namespace

Result<ScoreExtras> ScoreExtras::open(Project& project, const ScoreSpec& spec, const ScorePlan& plan) {
    ScoreExtras extras(spec, plan);
    if (!spec.ifd && spec.traces.empty())
        return extras;
    CAFTAN_TRY(source, ModelSource::open(plan.modelPath));
    extras.context_ = source->config().context;
    extras.end_ = plan.answerEnd;
    CAFTAN_TRY(begin, beginOfText(plan.modelPath));
    extras.beginText_ = begin;
    PromptStyle style;
    style.beginText = begin;
    std::string nothing = plan.format == ChatFormat::Demo ? promptText(Question(), style, plan.format)
                                                          : formatChat(plan.format, {{"user", ""}});
    if (plan.format == ChatFormat::Plain)
        nothing = begin + nothing;
    extras.alone_ = plan.tokenizer->encode(nothing);
    if (!spec.traces.empty())
        CAFTAN_CHECK(extras.openTraces(project));
    return extras;
}

Status ScoreExtras::openTraces(Project& project) {
    CAFTAN_TRY(traces, loadTraces(project, plan_->dataset.id, spec_.traces));
    for (Trace& trace : traces)
        traces_.try_emplace(trace.questionId, std::move(trace)); // of several the first one stays
    if (traces_.empty())
        return fail("The data set \"" + plan_->dataset.name + "\" has no recorded reasoning of \"" + spec_.traces +
                    "\": 'caftan-cli data traces FILE --data " + plan_->dataset.name + " --teacher " + spec_.traces +
                    "' adds some.");
    int64_t without = 0;
    for (const StoredQuestion& stored : plan_->questions)
        without += !traces_.contains(stored.id);
    if (without > 0)
        warnings_.push_back(groupDigits(without) + (without == 1 ? " question has" : " questions have") +
                            " no reasoning of " + spec_.traces + " and no trace metrics.");
    return {};
}

Result<ScoreExtras::Values> ScoreExtras::compute(LoadedModel& model, const std::vector<size_t>& batch,
                                                 const std::function<bool()>& cancelled) {
    Values values;
    if (spec_.ifd)
        CAFTAN_CHECK(addIfd(model, batch, cancelled, values));
    if (!traces_.empty() && !values.cancelled)
        CAFTAN_CHECK(addTraces(model, batch, cancelled, values));
    return values;
}

Status ScoreExtras::addIfd(LoadedModel& model, const std::vector<size_t>& batch, const std::function<bool()>& cancelled,
                           Values& values) {
    std::vector<Example> examples;
    std::vector<int64_t> questions;
    std::map<int, size_t> alone; // by letter: where its answer without a question stands
    std::vector<int> keys;
    for (const size_t i : batch) {
        const StoredQuestion& stored = plan_->questions[i];
        const int key = stored.question.answer;
        if (key < 0 || key >= int(stored.question.options.size()) || key >= 26 || alone_.empty())
            continue;
        const std::vector<TokenId> letter = plan_->tokenizer->encode(shortAnswer(key, plan_->format));
        if (context_ > 0 && int64_t(plan_->prompts[i].size() + letter.size()) > context_)
            continue;
        examples.push_back(exampleOf(plan_->prompts[i], letter));
        questions.push_back(stored.id);
        keys.push_back(key);
    }
    for (const int key : keys)
        if (!alone.contains(key)) {
            alone[key] = examples.size();
            examples.push_back(exampleOf(alone_, plan_->tokenizer->encode(shortAnswer(key, plan_->format))));
        }
    CAFTAN_TRY(costs, answerCosts(model, examples, spec_.batchTokens, cancelled));
    if (costs.size() < examples.size()) {
        values.cancelled = true;
        return {};
    }
    for (size_t i = 0; i < questions.size(); ++i)
        values.metrics["ifd"].push_back({questions[i], ratio(costs[i], costs[alone[keys[i]]])});
    return {};
}

Status ScoreExtras::addTraces(LoadedModel& model, const std::vector<size_t>& batch,
                              const std::function<bool()>& cancelled, Values& values) {
    std::vector<Example> examples, alone;
    std::vector<const Trace*> traces;
    for (const size_t i : batch) {
        const auto found = traces_.find(plan_->questions[i].id);
        if (found == traces_.end())
            continue;
        std::vector<TokenId> answer = plan_->tokenizer->encode(reasoningText(found->second, plan_->format));
        if (end_ >= 0)
            answer.push_back(end_);
        Example example = exampleOf(
            plan_->tokenizer->encode(reasoningPrompt(plan_->questions[i].question, plan_->format, beginText_)), answer);
        if (context_ > 0 && int64_t(example.ids.size()) > context_)
            continue;
        examples.push_back(std::move(example));
        if (spec_.ifd && !alone_.empty())
            alone.push_back(exampleOf(alone_, answer));
        traces.push_back(&found->second);
    }
    CAFTAN_TRY(costs, answerCosts(model, examples, spec_.batchTokens, cancelled));
    CAFTAN_TRY(aloneCosts, answerCosts(model, alone, spec_.batchTokens, cancelled));
    if (costs.size() < examples.size() || aloneCosts.size() < alone.size()) {
        values.cancelled = true;
        return {};
    }
    TokenPieces pieces(*plan_->tokenizer);
    for (size_t k = 0; k < examples.size(); ++k) {
        const int64_t question = traces[k]->questionId;
        const size_t given = examples[k].ids.size() - costs[k].nll.size();
        std::vector<TokenId> ids(examples[k].ids.begin() + std::ptrdiff_t(given), examples[k].ids.end());
        if (end_ >= 0)
            ids.pop_back();
        TraceCost cost{traces[k]->id, {plan_->tokenizer->decode(ids), {}}};
        const std::vector<size_t> lengths = pieces.lengths(ids, cost.text.text);
        for (size_t t = 0; t < costs[k].nll.size(); ++t)
            cost.text.tokens.push_back({t < lengths.size() ? lengths[t] : 0, costs[k].entropy[t], costs[k].nll[t]});
        const TokenSummary summary = summarise(cost.text.tokens);
        values.metrics["trace_nll"].push_back({question, summary.meanNll});
        values.metrics["trace_mean_entropy"].push_back({question, summary.meanEntropy});
        values.metrics["trace_max_entropy"].push_back({question, summary.maxEntropy});
        const double answer =
            traces[k]->answer < 0 ? std::nan("") : entropyAt(cost.text.tokens, letterPlace(cost.text.text));
        values.metrics["trace_answer_entropy"].push_back({question, answer});
        if (k < aloneCosts.size())
            values.metrics["trace_ifd"].push_back({question, ratio(costs[k], aloneCosts[k])});
        values.traces.push_back(std::move(cost));
    }
    return {};
}

Status ScoreExtras::store(Project& project, int64_t scoring, const Values& values) {
    return project.write([&]() -> Status {
        for (const auto& [name, list] : values.metrics)
            CAFTAN_CHECK(addOwnValues(project, scoring, name, list));
        return storeTraceCosts(project, scoring, values.traces);
    });
}

} // namespace caftan
