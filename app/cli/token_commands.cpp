// logits, generate: what a model says next to given token ids or texts.
#include "app/cli/command.h"

#include "core/base/files.h"
#include "core/base/text.h"
#include "core/engine/infer/generate.h"
#include "core/engine/training.h"
#include "core/formats/model_source.h"
#include "core/text/prompt.h"
#include "core/text/training_prompt.h"

#include <chrono>
#include <cmath>
#include <cstdio>
#include <memory>
#include <numeric>
#include <sstream>

namespace caftan::cli {
namespace {

using Prompts = std::vector<std::vector<TokenId>>;

struct LogitsArguments {
    std::string model, file, adapter;
    EngineOptions engine;
    size_t batchTokens = 4096;
};
struct GenerateArguments {
    std::string model, file, adapter;
    EngineOptions engine;
    GenerateOptions options;
};

// {"ids": [...]}, or {"text": "..."} where there is a tokenizer.
Result<std::vector<TokenId>> idsOfLine(const std::string& line, const Tokenizer* tokenizer) {
    CAFTAN_TRY(json, parseJson(line));
    if (tokenizer && json.is_object() && json.contains("text") && json["text"].is_string())
        return tokenizer->encode(json["text"].get<std::string>());
    if (!json.is_object() || !json.contains("ids") || !json["ids"].is_array())
        return fail(tokenizer ? "{\"text\": \"...\"} or {\"ids\": [...]} was expected"
                              : "{\"ids\": [...]} was expected");
    std::vector<TokenId> ids;
    for (const Json& id : json["ids"]) {
        if (!id.is_number_integer() || id.get<int64_t>() < 0 || id.get<int64_t>() > INT32_MAX)
            return fail("\"ids\" must hold token ids, found " + dumpJson(id).substr(0, 40));
        ids.push_back(id.get<TokenId>());
    }
    if (ids.empty())
        return fail("\"ids\" is empty");
    return ids;
}

Result<Prompts> readPrompts(const std::string& file, const Tokenizer* tokenizer) {
    CAFTAN_TRY(text, readFile(file));
    std::istringstream stream(text);
    Prompts prompts;
    std::string line;
    for (int64_t number = 1; std::getline(stream, line); ++number) {
        if (trim(line).empty())
            continue;
        auto ids = idsOfLine(line, tokenizer);
        if (!ids)
            return failAt(file + ": line " + std::to_string(number), ids.error());
        prompts.push_back(std::move(*ids));
    }
    return prompts;
}

Result<std::shared_ptr<LoadedModel>> openModel(const std::filesystem::path& path, const std::string& adapter,
                                               const EngineOptions& options) {
    CAFTAN_TRY(model, adapter.empty() ? loadModel(path, options) : loadModelWithAdapter(path, adapter, options));
    if (const std::string notice = modelFacts(*model).notice; !notice.empty())
        std::fprintf(stderr, "caftan-cli: %s\n", notice.c_str());
    return std::move(model);
}

// The most probable tokens and their logits.
Json topLogits(const NextToken& token) {
    Json list = Json::array();
    for (const auto& [id, probability] : token.top)
        list.push_back({id, std::log(probability) + token.logSumExp});
    return list;
}

double secondsSince(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

Status printLogits(const Context& context, const LogitsArguments& arguments) {
    CAFTAN_TRY(prompts, readPrompts(arguments.file, nullptr));
    CAFTAN_TRY(path, modelPath(context, arguments.model));
    CAFTAN_TRY(model, openModel(path, arguments.adapter, arguments.engine));
    std::vector<size_t> lengths;
    for (const auto& prompt : prompts)
        lengths.push_back(prompt.size());
    std::vector<NextToken> tokens(prompts.size());
    const auto start = std::chrono::steady_clock::now();
    for (const auto& batch : planBatches(lengths, arguments.batchTokens)) {
        std::vector<std::vector<TokenId>> rows;
        for (const size_t index : batch)
            rows.push_back(prompts[index]);
        CAFTAN_TRY(scored, scoreBatch(*model, rows));
        for (size_t i = 0; i < batch.size(); ++i)
            tokens[batch[i]] = std::move(scored[i]);
    }
    const double seconds = secondsSince(start);
    const size_t total = std::accumulate(lengths.begin(), lengths.end(), size_t(0));
    std::fprintf(stderr, "%zu tokens in %.3f s: %.1f tokens/s\n", total, seconds, double(total) / seconds);
    for (const NextToken& token : tokens)
        std::puts(dumpJson({{"entropy", token.entropy},
                            {"argmax", token.argmax},
                            {"top1", token.top1},
                            {"logsumexp", token.logSumExp},
                            {"top_logits", topLogits(token)}})
                      .c_str());
    return {};
}

// What ends an answer: the end of a turn in the model's chat format, and its own end tokens.
Result<std::vector<TokenId>> endTokens(const std::filesystem::path& path, const Tokenizer& tokenizer) {
    CAFTAN_TRY(source, ModelSource::open(path));
    CAFTAN_TRY(format, detectChatFormat(path));
    std::vector<TokenId> ends;
    for (const int64_t id : source->config().eosTokens)
        ends.push_back(TokenId(id));
    ends.push_back(answerEnd(tokenizer, format, TokenId(source->config().eosToken)));
    return ends;
}

Result<int> generate(const Context& context, GenerateArguments arguments) {
    CAFTAN_TRY(path, modelPath(context, arguments.model));
    CAFTAN_TRY(tokenizer, Tokenizer::load(path));
    CAFTAN_TRY(prompts, readPrompts(arguments.file, tokenizer.get()));
    CAFTAN_TRY(ends, endTokens(path, *tokenizer));
    CAFTAN_TRY(model, openModel(path, arguments.adapter, arguments.engine));
    arguments.options.stop = ends;
    arguments.options.entropies = context.json;
    const auto start = std::chrono::steady_clock::now();
    CAFTAN_TRY(answers, generateGreedy(*model, prompts, arguments.options));
    const double seconds = secondsSince(start);
    int64_t tokens = 0;
    std::string text;
    Json list = Json::array();
    for (const Generated& answer : answers) {
        const std::string words = tokenizer->decode(answer.ids);
        tokens += int64_t(answer.ids.size()) + (answer.stopped ? 1 : 0);
        text += words + "\n\n";
        list.push_back(
            {{"ids", answer.ids}, {"text", words}, {"entropies", answer.entropies}, {"stopped", answer.stopped}});
    }
    std::fprintf(stderr, "%lld tokens in %.3f s: %.1f tokens/s\n", (long long)tokens, seconds,
                 double(tokens) / seconds);
    return reportResult(
        context,
        {{"answers", list}, {"tokens", tokens}, {"seconds", seconds}, {"tokens_per_s", double(tokens) / seconds}},
        text);
}

void addLogits(CLI::App& app, Context& context) {
    auto arguments = std::make_shared<LogitsArguments>();
    CLI::App* command = app.add_subcommand("logits", "Summary of the next token after each line of {\"ids\": [...]}");
    command->add_option("--model", arguments->model, "Model: a path, or a name of the project")->required();
    command->add_option("--file", arguments->file, "JSONL with one {\"ids\": [...]} a line")
        ->required()
        ->check(CLI::ExistingFile);
    command->add_option("--adapter", arguments->adapter, "PEFT folder to put on the model")
        ->check(CLI::ExistingDirectory);
    command->add_option("--batch-tokens", arguments->batchTokens, "Tokens of one batch")
        ->check(CLI::Range(1, 1 << 24))
        ->capture_default_str();
    addEngineOptions(command, arguments->engine.dtype, arguments->engine.device, arguments->engine.threads);
    command->callback([&context, arguments] {
        context.run = [&context, arguments] {
            const Status status = printLogits(context, *arguments);
            return status ? int(Ok) : reportError(status.error());
        };
    });
}

void addGenerate(CLI::App& app, Context& context) {
    auto arguments = std::make_shared<GenerateArguments>();
    CLI::App* command = app.add_subcommand("generate", "Greedy answers to each line of {\"text\"} or {\"ids\"}");
    command->add_option("--model", arguments->model, "Model: a path, or a name of the project")->required();
    command
        ->add_option("--file", arguments->file,
                     "JSONL with {\"text\": \"...\"}, special tokens parsed, or {\"ids\": [...]}")
        ->required()
        ->check(CLI::ExistingFile);
    command->add_option("--adapter", arguments->adapter, "PEFT folder to put on the model")
        ->check(CLI::ExistingDirectory);
    command->add_option("--max-new-tokens", arguments->options.maxNewTokens, "Longest answer")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    command->add_option("--sequences", arguments->options.sequences, "At most so many answers at a time")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    addEngineOptions(command, arguments->engine.dtype, arguments->engine.device, arguments->engine.threads);
    command->callback([&context, arguments] {
        context.run = [&context, arguments] {
            const auto code = generate(context, *arguments);
            return code ? *code : reportError(code.error());
        };
    });
}

} // namespace

void addTokenCommands(CLI::App& app, Context& context) {
    addLogits(app, context);
    addGenerate(app, context);
}

} // namespace caftan::cli
