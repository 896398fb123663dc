#include "core/engine/infer/chat.h"

#include "core/base/text.h"
#include "core/engine/infer/answer_metrics.h"
#include "core/engine/training.h"
#include "core/formats/model_source.h"
#include "core/text/question_text.h"
#include "core/text/text_stream.h"
#include "core/text/training_prompt.h"

#include <chrono>

namespace caftan {

Result<ChatModel> ChatModel::load(const ChatSource& source) {
    ChatModel chat;
    CAFTAN_TRY(tokenizer, Tokenizer::load(source.model));
    chat.tokenizer_ = std::move(tokenizer);
    CAFTAN_TRY(described, ModelSource::open(source.model));
    if (source.format) {
        chat.format_ = *source.format;
    } else {
        CAFTAN_TRY(format, detectChatFormat(source.model));
        chat.format_ = format;
    }
    CAFTAN_TRY(begin, beginOfText(source.model));
    chat.begin_ = begin;
    for (const int64_t id : described->config().eosTokens)
        chat.stop_.push_back(TokenId(id));
    if (const TokenId end = answerEnd(*chat.tokenizer_, chat.format_, TokenId(described->config().eosToken)); end >= 0)
        chat.stop_.push_back(end);
    const auto& weights = source.weights.empty() ? source.model : source.weights;
    CAFTAN_TRY(model, source.adapter.empty() ? loadModel(weights, source.engine)
                                             : loadModelWithAdapter(weights, source.adapter, source.engine));
    chat.model_ = std::move(model);
    chat.facts_ = modelFacts(*chat.model_);
    return chat;
}

Result<ChatReply> ChatModel::ask(const ChatRequest& request) {
    std::string text = request.prompt;
    if (text.empty())
        text = (format_ == ChatFormat::Plain ? begin_ : "") + formatChat(format_, request.messages);
    const std::vector<TokenId> prompt = tokenizer_->encode(text);
    ChatReply reply;
    reply.promptTokens = int64_t(prompt.size());
    TextStream stream(*tokenizer_);
    StreamOptions options;
    options.maxNewTokens = request.maxNewTokens;
    options.stop = stop_;
    options.sampling = request.sampling;
    options.cancelled = request.cancelled;
    options.onToken = [&](const StreamedToken& token) {
        if (token.stop) {
            reply.endEntropy = token.distribution->entropy;
            return;
        }
        ChatToken shown{token.id, stream.push(token.id), token.distribution->entropy, token.probability, {}};
        for (const auto& [id, probability] : token.distribution->top)
            if (int(shown.alternatives.size()) < request.alternatives)
                shown.alternatives.emplace_back(repairUtf8(tokenizer_->decode({&id, 1})), probability);
        reply.text += shown.text;
        ++reply.tokens;
        if (request.onToken)
            request.onToken(shown);
    };
    const auto start = std::chrono::steady_clock::now();
    CAFTAN_TRY(end, streamAnswer(*model_, prompt, options));
    reply.end = end;
    reply.text += stream.finish();
    reply.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return reply;
}

Result<ChatModel::Judgement> ChatModel::judge(std::string_view text, const PromptStyle& style,
                                              const std::function<bool()>& cancelled) {
    const auto question = questionFromText(text, format_);
    if (!question)
        return fail(format_ == ChatFormat::Demo
                        ? "this is no question that the demo's model knows: statements and a query, as in \"c=9 d=c+1 "
                          "d?\", were expected."
                        : "the question has no options: write each on a line of its own, \"A. ...\", \"B. ...\".");
    PromptStyle asked = style;
    asked.beginText = begin_;
    const std::vector<std::vector<TokenId>> prompts = {tokenizer_->encode(promptText(*question, asked, format_))};
    Judgement judgement;
    judgement.options = int(question->options.size());
    judgement.promptTokens = int64_t(prompts[0].size());
    const auto options = optionTokens(*tokenizer_, judgement.options, format_);
    std::vector<std::vector<TokenId>> chosen(1);
    for (const auto& ids : options)
        chosen[0].insert(chosen[0].end(), ids.begin(), ids.end());
    CAFTAN_TRY(scored, scoreBatch(*model_, prompts, chosen, cancelled));
    if (scored.empty())
        return fail("cancelled.");
    judgement.score = answerScore(scored[0], options, -1, *tokenizer_);
    return judgement;
}

} // namespace caftan
