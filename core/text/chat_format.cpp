#include "core/base/files.h"
#include "core/formats/gguf.h"
#include "core/text/chat_render.h"

#include <algorithm>

namespace caftan {

namespace {

namespace fs = std::filesystem;

struct Named {
    ChatFormat format;
    const char* name;
};
constexpr Named formats[] = {
    {ChatFormat::Plain, "plain"},
    {ChatFormat::ChatMl, "chatml"},
    {ChatFormat::SmolLm2, "smollm2"},
    {ChatFormat::Qwen2, "qwen2"},
    {ChatFormat::Qwen25, "qwen2.5"},
    {ChatFormat::Qwen3, "qwen3"},
    {ChatFormat::Llama2, "llama2"},
    {ChatFormat::Llama3, "llama3"},
    {ChatFormat::Llama31, "llama3.1"},
    {ChatFormat::MistralFirst, "mistral"},
    {ChatFormat::MistralV1, "mistral-v1"},
    {ChatFormat::MistralV3, "mistral-v3"},
    {ChatFormat::MistralTekken, "mistral-tekken"},
    {ChatFormat::MistralV7, "mistral-v7"},
    {ChatFormat::Phi3, "phi3"},
    {ChatFormat::Phi4Mini, "phi4-mini"},
    {ChatFormat::Phi4, "phi4"},
    {ChatFormat::Gemma3, "gemma3"},
    {ChatFormat::Demo, "demo"},
};

std::string formatList() {
    std::string list;
    for (const std::string& name : chatFormatNames())
        list += (list.empty() ? "" : ", ") + name;
    return list;
}

// A list of named templates holds one called "default".
std::string templateText(const Json& value) {
    if (value.is_string())
        return value.get<std::string>();
    if (value.is_array())
        for (const Json& entry : value)
            if (entry.is_object() && entry.contains("name") && entry["name"] == "default" &&
                entry.contains("template") && entry["template"].is_string())
                return entry["template"].get<std::string>();
    return "";
}

Result<Json> readOptional(const fs::path& path) {
    std::error_code ignored;
    if (!fs::exists(path, ignored))
        return Json::object();
    CAFTAN_TRY(text, readFile(path));
    auto json = parseJson(text);
    if (!json)
        return failAt(path.string(), json.error());
    return json->is_object() ? std::move(*json) : Json::object();
}

bool isFolder(const fs::path& path) {
    std::error_code ignored;
    return fs::is_directory(path, ignored);
}

Result<ChatFormat> detectInFolder(const fs::path& folder) {
    CAFTAN_TRY(config, readOptional(folder / "tokenizer_config.json"));
    if (const auto own = config.find("caftan_chat_format"); own != config.end()) {
        const auto format = own->is_string() ? chatFormatFromName(own->get<std::string>()) : std::nullopt;
        if (!format)
            return fail((folder / "tokenizer_config.json").string() + ": caftan_chat_format is not one of " +
                        formatList() + ", demo");
        return *format;
    }
    std::error_code ignored;
    std::string text = config.contains("chat_template") ? templateText(config["chat_template"]) : "";
    if (fs::exists(folder / "chat_template.jinja", ignored)) {
        CAFTAN_TRY(separate, readFile(folder / "chat_template.jinja"));
        text = separate;
    } else if (fs::exists(folder / "chat_template.json", ignored)) {
        CAFTAN_TRY(separate, readOptional(folder / "chat_template.json"));
        text = separate.contains("chat_template") ? templateText(separate["chat_template"]) : text;
    }
    const auto format = detectChatTemplate(text);
    return format ? format : failAt(folder.string(), format.error());
}

} // namespace

std::string chatFormatName(ChatFormat format) {
    for (const Named& named : formats)
        if (named.format == format)
            return named.name;
    return "";
}

std::optional<ChatFormat> chatFormatFromName(std::string_view name) {
    for (const Named& named : formats)
        if (named.name == name)
            return named.format;
    return std::nullopt;
}

std::vector<std::string> chatFormatNames() {
    std::vector<std::string> names;
    for (const Named& named : formats)
        if (named.format != ChatFormat::Demo)
            names.push_back(named.name);
    return names;
}

namespace {

// A template with one kind of quotes and real line breaks, so that its parts can be looked for.
class Template {
  public:
    explicit Template(std::string_view text) {
        for (size_t i = 0; i < text.size(); ++i) {
            const bool escaped = text.substr(i).starts_with("\\n");
            text_ += escaped ? '\n' : text[i] == '"' ? '\'' : text[i];
            i += escaped;
        }
    }
    bool has(std::string_view part) const { return text_.find(part) != std::string::npos; }
    // The text that follows `mark` up to a quote; "" where every mark is followed by one at once.
    std::string textBehind(std::string_view mark) const {
        for (size_t at = text_.find(mark); at != std::string::npos; at = text_.find(mark, at + 1)) {
            const size_t begin = at + mark.size(), end = text_.find_first_of("'<{", begin);
            if (end != begin)
                return text_.substr(begin, end - begin);
        }
        return "";
    }

  private:
    std::string text_;
};

// By the system message that the template invents.
std::optional<ChatFormat> chatMlOf(const Template& text) {
    if (text.has("<|im_sep|>"))
        return text.has("<|im_start|>user<|im_sep|>") ? std::optional(ChatFormat::Phi4) : std::nullopt;
    if (text.has("enable_thinking") && text.has("last_query_index"))
        return ChatFormat::Qwen3;
    if (text.has("<think>") || text.has("enable_thinking")) // other rules for thoughts, or one that always thinks
        return std::nullopt;
    const std::string invented = text.textBehind("<|im_start|>system\n");
    if (text.has("'You are Qwen, created by Alibaba Cloud. You are a helpful assistant.'") ||
        invented == "You are Qwen, created by Alibaba Cloud. You are a helpful assistant.")
        return ChatFormat::Qwen25;
    if (invented.empty())
        return ChatFormat::ChatMl;
    if (invented == "You are a helpful assistant." || invented == "You are a helpful assistant")
        return invented.ends_with('.') ? std::optional(ChatFormat::Qwen2) : std::nullopt;
    if (invented == "You are a helpful AI assistant named SmolLM, trained by Hugging Face")
        return ChatFormat::SmolLm2;
    return std::nullopt;
}

// Versions differ by blanks around the marks.
std::optional<ChatFormat> mistralOf(const Template& text) {
    if (text.has("<<SYS>>"))
        return text.has("bos_token + '[INST] '") ? std::optional(ChatFormat::Llama2) : std::nullopt;
    if (text.has("[SYSTEM_PROMPT]"))
        return text.has("'[INST]' +") && !text.has("[SYSTEM_PROMPT] ") ? std::optional(ChatFormat::MistralV7)
                                                                       : std::nullopt;
    if (text.has("' [INST] ' +"))
        return ChatFormat::MistralV1;
    if (text.has("'[INST]' +"))
        return ChatFormat::MistralTekken;
    if (text.has("'[INST] ' +") && text.has("'[/INST]'"))
        return ChatFormat::MistralV3;
    if (text.has("'[INST] ' +") && text.has("' [/INST]'") && !text.has("eos_token + ' '"))
        return ChatFormat::MistralFirst;
    return std::nullopt;
}

std::optional<ChatFormat> formatOf(const Template& text) {
    if (text.has("<|im_start|>"))
        return chatMlOf(text);
    if (text.has("<|start_header_id|>"))
        return text.has("Cutting Knowledge Date") ? ChatFormat::Llama31 : ChatFormat::Llama3;
    if (text.has("[INST]"))
        return mistralOf(text);
    if (text.has("<|end|>") && text.has("<|assistant|>")) {
        if (text.has("<|system|>\n") && text.has("<|user|>\n"))
            return ChatFormat::Phi3;
        return text.has("'<|' + message['role'] + '|>'") && !text.has("'|>' + '\n'") && !text.has("<|end|>\n")
                   ? std::optional(ChatFormat::Phi4Mini)
                   : std::nullopt;
    }
    if (text.has("<start_of_turn>"))
        return text.has("first_user_prefix") && text.has("+ '\n\n'") ? std::optional(ChatFormat::Gemma3) : std::nullopt;
    return std::nullopt;
}

} // namespace

Result<ChatFormat> detectChatTemplate(std::string_view text) {
    if (stripBlanks(text).empty())
        return ChatFormat::Plain;
    if (const auto format = formatOf(Template(text)))
        return *format;
    return fail("the model's chat template is of a kind that is not known; choose one when adding the model, with "
                "--chat-format and one of " +
                formatList());
}

Result<ChatFormat> detectChatFormat(const fs::path& model) {
    if (isFolder(model))
        return detectInFolder(model);
    if (model.extension() == ".json")
        return detectInFolder(model.parent_path());
    CAFTAN_TRY(file, GgufFile::open(model));
    if (const auto own = file.metadata().find("caftan.chat_format"); own != file.metadata().end() && own->is_string())
        if (const auto format = chatFormatFromName(own->get_ref<const std::string&>()))
            return *format; // written by our own export
    const auto found = file.metadata().find("tokenizer.chat_template");
    const auto format = detectChatTemplate(found == file.metadata().end() ? "" : templateText(*found));
    return format ? format : failAt(model.string(), format.error());
}

namespace {

std::string ggufBegin(const Json& metadata) {
    const auto get = [&](const char* key) { return metadata.contains(key) ? metadata[key] : Json(); };
    const Json add = get("tokenizer.ggml.add_bos_token"), id = get("tokenizer.ggml.bos_token_id");
    const Json tokens = get("tokenizer.ggml.tokens");
    // llama.cpp adds it for Llama 3 when the file does not say.
    const bool wanted = add.is_boolean() ? add.get<bool>() : get("tokenizer.ggml.pre") == "llama-bpe";
    if (!wanted || !id.is_number_integer() || !tokens.is_array() || id.get<int64_t>() < 0 ||
        id.get<uint64_t>() >= tokens.size() || !tokens[id.get<size_t>()].is_string())
        return "";
    return tokens[id.get<size_t>()].get<std::string>();
}

// The special token that the post-processor of tokenizer.json puts first.
std::string processorBegin(const nlohmann::json& processor) {
    if (!processor.is_object())
        return "";
    if (processor.contains("processors") && processor["processors"].is_array()) {
        for (const auto& part : processor["processors"])
            if (std::string begin = processorBegin(part); !begin.empty())
                return begin;
        return "";
    }
    const auto single = processor.find("single");
    if (single == processor.end() || !single->is_array() || single->empty() || !single->front().is_object())
        return "";
    const auto token = single->front().find("SpecialToken");
    return token != single->front().end() && token->is_object() && token->contains("id") && (*token)["id"].is_string()
               ? (*token)["id"].get<std::string>()
               : "";
}

} // namespace

Result<std::string> beginOfText(const fs::path& model) {
    if (!isFolder(model)) {
        CAFTAN_TRY(file, GgufFile::open(model));
        return ggufBegin(file.metadata());
    }
    CAFTAN_TRY(config, readOptional(model / "tokenizer_config.json"));
    if (const auto add = config.find("add_bos_token"); add != config.end() && add->is_boolean()) {
        const Json token = config.contains("bos_token") ? config["bos_token"] : Json();
        const Json text = token.is_object() && token.contains("content") ? token["content"] : token;
        return add->get<bool>() && text.is_string() ? text.get<std::string>() : "";
    }
    std::error_code ignored;
    if (!fs::exists(model / "tokenizer.json", ignored))
        return "";
    CAFTAN_TRY(text, readFile(model / "tokenizer.json"));
    const auto skipModel = [](int depth, nlohmann::json::parse_event_t event, nlohmann::json& parsed) {
        return !(depth == 1 && event == nlohmann::json::parse_event_t::key &&
                 (parsed == "model" || parsed == "added_tokens"));
    };
    const nlohmann::json json = nlohmann::json::parse(text, skipModel, false);
    return json.is_object() && json.contains("post_processor") ? processorBegin(json["post_processor"]) : "";
}

} // namespace caftan
