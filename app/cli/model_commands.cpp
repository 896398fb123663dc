// model: add, info. tokenize.
#include "app/cli/command.h"

#include "core/base/files.h"
#include "core/base/text.h"
#include "core/formats/model_source.h"
#include "core/store/scorings.h"
#include "core/text/prompt.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <memory>

namespace caftan::cli {
namespace {

namespace fs = std::filesystem;

struct ModelArguments {
    std::string path, name, chatFormat;
};
struct TokenizeArguments {
    std::string model, file;
};

fs::path absolutePath(const std::string& text) {
    std::error_code ignored;
    fs::path path = fs::weakly_canonical(text, ignored);
    if (path.empty())
        path = fs::absolute(text, ignored);
    return path.has_filename() ? path : path.parent_path();
}

struct Located {
    fs::path path;
    std::string name, chatFormat; // of a model of the project
};

// A path, or the name of a model of the project.
Result<Located> locate(const Context& context, const std::string& model) {
    std::error_code ignored;
    if (fs::exists(model, ignored))
        return Located{absolutePath(model), "", ""};
    if (!Project::exists(context.project))
        return fail("there is no model at " + model + ". Name a Hugging Face folder or a .gguf file");
    CAFTAN_TRY(project, context.open(Project::Access::ReadOnly));
    CAFTAN_TRY(record, findModel(project, model));
    const fs::path path = record.path;
    const Json& config = record.config;
    const bool chosen = config.is_object() && config.contains("chat_format") && config["chat_format"].is_string();
    return Located{path.is_relative() ? project.folder() / path : path, record.name,
                   chosen ? config["chat_format"].get<std::string>() : ""};
}

std::string defaultName(const fs::path& path) {
    return path.extension() == ".gguf" ? path.stem().string() : path.filename().string();
}

// Number of weights by type: {"Q4_1": 106168320, "F32": 35136}.
Json typesOf(const ModelSource& source) {
    std::map<std::string, int64_t> counts;
    for (const std::string& name : source.names())
        counts[tensorTypeName(source.find(name)->type)] += source.find(name)->elements();
    Json json = Json::object();
    for (const auto& [type, count] : counts)
        json[type] = count;
    return json;
}

Result<Json> describe(const fs::path& path, const std::string& name, const std::string& chatFormat) {
    CAFTAN_TRY(source, ModelSource::open(path));
    const ModelConfig& config = source->config();
    Json json = {{"name", name.empty() ? defaultName(path) : name},
                 {"family", config.family},
                 {"parameters", config.parameters},
                 {"vocabulary", config.vocabulary},
                 {"context", config.context}};
    std::vector<std::string> problems;
    const auto tokenizer = Tokenizer::load(path);
    json["tokenizer"] = tokenizer ? Json((*tokenizer)->kind()) : Json();
    if (!tokenizer)
        problems.push_back(tokenizer.error().message);
    else if ((*tokenizer)->size() > config.vocabulary)
        problems.push_back("the tokenizer has " + groupDigits((*tokenizer)->size()) + " tokens, the model only " +
                           groupDigits(config.vocabulary) + ": they do not belong together");
    const auto chosen = chatFormatFromName(chatFormat);
    const auto format = chosen ? *chosen : detectChatFormat(path);
    json["chat_format"] = format ? Json(chatFormatName(*format)) : Json();
    if (!format)
        problems.push_back(format.error().message);
    json["layers"] = config.layers;
    json["hidden"] = config.hidden;
    json["heads"] = config.heads;
    json["key_value_heads"] = config.keyValueHeads;
    json["tied_embeddings"] = config.tiedEmbeddings;
    json["eos_tokens"] = config.eosTokens;
    json["types"] = typesOf(*source);
    json["format"] = source->isGguf() ? "gguf" : "safetensors";
    json["path"] = path.string();
    if (!problems.empty())
        json["problems"] = problems;
    return json;
}

std::string shown(const Json& value) {
    if (value.is_null())
        return "none";
    return value.is_string()   ? value.get<std::string>()
           : value.is_number() ? groupDigits(value.get<int64_t>())
                               : dumpJson(value);
}

std::string descriptionText(const Json& json) {
    std::string text;
    for (const char* key : {"name", "family", "parameters", "vocabulary", "context", "tokenizer", "chat_format",
                            "layers", "hidden", "types", "path"}) {
        std::string label = key;
        std::replace(label.begin(), label.end(), '_', ' ');
        label.resize(12, ' ');
        text += label + " " + shown(json[key]) + "\n";
    }
    if (json.contains("problems"))
        for (const Json& problem : json["problems"])
            text += "note: " + shown(problem) + "\n";
    return text;
}

int modelInfo(const Context& context, const ModelArguments& arguments) {
    const auto model = locate(context, arguments.path);
    if (!model)
        return reportError(model.error());
    const auto json = describe(model->path, model->name, model->chatFormat);
    return json ? reportResult(context, *json, descriptionText(*json)) : reportError(json.error());
}

// A model inside the project's folder is stored relative to it: moving the folder moves both.
std::string storedPath(const Project& project, const fs::path& path) {
    const fs::path folder = absolutePath(project.folder().string());
    const fs::path relative = path.lexically_relative(folder);
    return relative.empty() || *relative.begin() == ".." ? path.string() : relative.string();
}

Result<Json> addToProject(const Context& context, const ModelArguments& arguments) {
    CAFTAN_TRY(project, context.open());
    const fs::path path = absolutePath(arguments.path);
    CAFTAN_TRY(source, ModelSource::open(path));
    CAFTAN_TRY(json, describe(path, arguments.name, arguments.chatFormat));
    CAFTAN_TRY(hash, source->sha256());
    ModelRecord record;
    record.name = json["name"].get<std::string>();
    record.path = storedPath(project, path);
    record.family = source->config().family;
    record.sha256 = hash;
    record.config = json;
    CAFTAN_TRY(id, addModel(project, record));
    json["model"] = id;
    json["sha256"] = hash;
    return json;
}

int modelAdd(const Context& context, const ModelArguments& arguments) {
    const auto json = addToProject(context, arguments);
    if (!json)
        return reportError(json.error());
    return reportResult(context, *json, "Added model " + shown((*json)["model"]) + ".\n" + descriptionText(*json));
}

Result<std::string> tokenizeLine(const Tokenizer& tokenizer, std::string_view line) {
    CAFTAN_TRY(json, parseJson(line));
    const auto text = json.is_object() ? json.find("text") : json.end();
    if (!json.is_object() || text == json.end() || !text->is_string())
        return fail("an object with a \"text\" was expected");
    std::string ids = "{\"ids\":[";
    for (const TokenId id : tokenizer.encode(text->get_ref<const std::string&>()))
        ids += std::to_string(id) + ",";
    if (ids.back() == ',')
        ids.pop_back();
    return ids + "]}\n";
}

int tokenize(const Context& context, const TokenizeArguments& arguments) {
    const auto model = locate(context, arguments.model);
    if (!model)
        return reportError(model.error());
    const auto tokenizer = Tokenizer::load(model->path);
    if (!tokenizer)
        return reportError(tokenizer.error());
    const auto content = readFile(arguments.file);
    if (!content)
        return reportError(content.error());
    std::string_view rest = *content;
    for (int64_t number = 1; !rest.empty(); ++number) {
        const size_t end = std::min(rest.find('\n'), rest.size());
        const std::string_view line = trim(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (line.empty())
            continue;
        const auto ids = tokenizeLine(**tokenizer, line);
        if (!ids)
            return reportError({arguments.file + ": line " + std::to_string(number) + ": " + ids.error().message});
        std::fwrite(ids->data(), 1, ids->size(), stdout);
    }
    if (std::fflush(stdout) != 0 || std::ferror(stdout))
        return reportError({"cannot write the token ids to standard output"});
    return Ok;
}

} // namespace

void addModelCommands(CLI::App& app, Context& context) {
    auto* model = app.add_subcommand("model", "Models: Hugging Face folders and GGUF files");
    model->require_subcommand(1);
    const auto arguments = std::make_shared<ModelArguments>();

    auto* add = model->add_subcommand("add", "Add a model to the project, by path and SHA-256");
    add->add_option("path", arguments->path, "A Hugging Face folder or a .gguf file")->required();
    add->add_option("--name", arguments->name, "Name in the project (default: the file's or folder's)");
    add->add_option("--chat-format", arguments->chatFormat,
                    "For models whose template is not recognised (default: found out)")
        ->check(CLI::IsMember(chatFormatNames()));
    add->callback(
        [&context, arguments] { context.run = [&context, arguments] { return modelAdd(context, *arguments); }; });

    auto* info = model->add_subcommand("info", "What a model is; everything unsupported is refused by name");
    info->add_option("path", arguments->path, "A Hugging Face folder, a .gguf file, or a model of the project")
        ->required();
    info->callback(
        [&context, arguments] { context.run = [&context, arguments] { return modelInfo(context, *arguments); }; });

    const auto texts = std::make_shared<TokenizeArguments>();
    auto* ids = app.add_subcommand(
        "tokenize", "Token ids of each line of a JSONL of {\"text\"}: special tokens parsed, none added");
    ids->add_option("--model", texts->model, "A model's path or name; a folder with tokenizer.json alone is enough")
        ->required();
    ids->add_option("--file", texts->file, "JSONL of {\"text\"}")->required();
    ids->callback([&context, texts] { context.run = [&context, texts] { return tokenize(context, *texts); }; });
}

} // namespace caftan::cli
