#include "core/jobs/example_writer.h"

#include "core/analysis/threshold_index.h"
#include "core/text/training_prompt.h"

namespace caftan {

Result<ExampleWriter> ExampleWriter::open(const std::filesystem::path& model, const ModelConfig& config,
                                          std::optional<ChatFormat> format) {
    ExampleWriter writer;
    CAFTAN_TRY(tokenizer, Tokenizer::load(model));
    CAFTAN_TRY(begin, beginOfText(model));
    if (!format) {
        CAFTAN_TRY(shown, detectChatFormat(model));
        format = shown;
    }
    writer.tokenizer = std::move(tokenizer);
    writer.format = *format;
    writer.style.beginText = begin;
    writer.end = answerEnd(*writer.tokenizer, *format, TokenId(config.eosToken));
    writer.onePrompt = *format == ChatFormat::Demo;
    return writer;
}

std::vector<TokenId> ExampleWriter::singlePrompt(const Question& question) const {
    return tokenizer->encode(promptText(question, style, format));
}

std::vector<TokenId> ExampleWriter::generatePrompt(const Question& question) const {
    return tokenizer->encode(reasoningPrompt(question, format, style.beginText));
}

Example ExampleWriter::example(const Question& question, Routing routing, const Trace* trace) const {
    const bool reasons = routing == Routing::Reasoning;
    const std::string answer = reasons     ? reasonedAnswer(trace->text, question.answer, format)
                               : onePrompt ? shortAnswerAlone(question.answer, format)
                                           : shortAnswer(question.answer, format);
    Example example;
    example.ids = reasons || onePrompt ? generatePrompt(question) : singlePrompt(question);
    const size_t prompt = example.ids.size();
    const std::vector<TokenId> ids = tokenizer->encode(answer);
    example.ids.insert(example.ids.end(), ids.begin(), ids.end());
    if (end >= 0)
        example.ids.push_back(end);
    example.labels = example.ids;
    if (!wholeSequence)
        std::fill_n(example.labels.begin(), prompt, ignoredLabel);
    return example;
}

std::vector<TokenId> ExampleWriter::stops(const ModelConfig& config) const {
    std::vector<TokenId> ids = {end};
    for (const int64_t id : config.eosTokens)
        ids.push_back(TokenId(id));
    return ids;
}

std::unordered_map<int64_t, int> bandsOf(const ScoreColumns& columns, const CutSet& cuts) {
    std::unordered_map<int64_t, int> bands;
    for (size_t i = 0; i < columns.size(); ++i)
        bands[columns.question[i]] = columns.valid[i] ? int(ThresholdIndex::bandOf(cuts.values, columns.metric[i]))
                                                      : int(cuts.values.size()) + 1;
    return bands;
}

std::vector<std::string> bandNamesWithInvalid(const CutSet& cuts) {
    std::vector<std::string> names = bandNames(cuts.values.size() + 1);
    names.push_back("invalid");
    return names;
}

} // namespace caftan
