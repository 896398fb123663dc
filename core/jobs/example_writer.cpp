#include "core/jobs/example_writer.h"

#include "core/analysis/threshold_index.h"
#include "core/text/training_prompt.h"

namespace caftan {

Result<ExampleWriter> ExampleWriter::open(const std::filesystem::path& model, const ModelConfig& config) {
    ExampleWriter writer;
    CAFTAN_TRY(tokenizer, Tokenizer::load(model));
    CAFTAN_TRY(format, detectChatFormat(model));
    CAFTAN_TRY(begin, beginOfText(model));
    writer.tokenizer = std::move(tokenizer);
    writer.format = format;
    writer.style.beginText = begin;
    writer.end = answerEnd(*writer.tokenizer, format, TokenId(config.eosToken));
    writer.onePrompt = format == ChatFormat::Demo;
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

Result<EvaluationSet> evaluationSet(Project& project, int64_t dataset, const std::filesystem::path& model, Split split,
                                    const std::optional<CutSet>& cuts) {
    CAFTAN_TRY(source, ModelSource::open(model));
    CAFTAN_TRY(writer, ExampleWriter::open(model, source->config()));
    CAFTAN_TRY(questions, loadQuestions(project, dataset));
    EvaluationSet set;
    set.bands = {"all"};
    std::unordered_map<int64_t, int> bands;
    if (cuts) {
        CAFTAN_TRY(chunk, loadColumns(project, cuts->scoring, cuts->metric));
        bands = bandsOf(chunk.columns, *cuts);
        set.bands = bandNamesWithInvalid(*cuts);
        set.bands.push_back("not scored");
    }
    for (const StoredQuestion& stored : questions) {
        const Question& question = stored.question;
        if (question.split != split || question.answer < 0)
            continue;
        const auto band = bands.find(stored.id);
        set.items.push_back({stored.id,
                             band == bands.end() ? int(set.bands.size()) - 1 : band->second,
                             question.answer,
                             int(question.options.size()),
                             writer.singlePrompt(question),
                             writer.generatePrompt(question),
                             {}});
    }
    set.tokenizer = writer.tokenizer;
    set.format = writer.format;
    set.stops = writer.stops(source->config());
    return set;
}

} // namespace caftan
