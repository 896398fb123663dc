#include "core/base/files.h"
#include "core/formats/gguf.h"
#include "core/text/prompt.h"
#include "core/text/unicode.h"

namespace caftan {

namespace {

namespace fs = std::filesystem;

// Jinja's trim (Python's str.strip): white space and the separators U+001C to U+001F, at both ends.
std::string_view strip(std::string_view text) {
    const auto blank = [](uint32_t c) { return isSpace(c) || (c >= 0x1C && c <= 0x1F); };
    if (!isValidUtf8(text))
        return text;
    size_t length = 0;
    while (!text.empty() && blank(characterAt(text, 0, length)))
        text.remove_prefix(length);
    while (!text.empty() && blank(characterBefore(text, text.size()))) {
        size_t end = text.size() - 1;
        while (end > 0 && ((unsigned char)(text[end]) & 0xC0) == 0x80)
            --end;
        text = text.substr(0, end);
    }
    return text;
}

std::string chatMl(const std::vector<ChatMessage>& messages, bool generate) {
    std::string text;
    for (const ChatMessage& message : messages)
        text += "<|im_start|>" + message.role + "\n" + message.content + "<|im_end|>\n";
    return generate ? text + "<|im_start|>assistant\n" : text;
}

std::string llama3(const std::vector<ChatMessage>& messages, bool generate, bool dated) {
    const auto head = [](const std::string& role) { return "<|start_header_id|>" + role + "<|end_header_id|>\n\n"; };
    std::string text = "<|begin_of_text|>";
    size_t first = 0;
    if (dated) { // a system message with the dates stands there even when none was given
        text += head("system") + "Cutting Knowledge Date: December 2023\nToday Date: 26 Jul 2024\n\n";
        if (!messages.empty() && messages.front().role == "system")
            text += strip(messages[first++].content);
        text += "<|eot_id|>";
    }
    for (size_t i = first; i < messages.size(); ++i)
        text += head(messages[i].role) + std::string(strip(messages[i].content)) + "<|eot_id|>";
    return generate ? text + head("assistant") : text;
}

std::string plain(const std::vector<ChatMessage>& messages, bool generate) {
    std::string text;
    for (const ChatMessage& message : messages)
        text += (message.role == "assistant" ? "Answer: " : "") + message.content + "\n\n";
    return generate ? text + "Answer:" : text;
}

// As the template in the demo's tokenizer_config.json; system messages have no place in it.
std::string demo(const std::vector<ChatMessage>& messages) {
    std::string text = "<bos>";
    for (const ChatMessage& message : messages) {
        if (message.role == "user")
            text += " " + message.content + "\n";
        else if (message.role == "assistant")
            text += message.content + "<eos>";
    }
    return text;
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
            return fail((folder / "tokenizer_config.json").string() +
                        ": caftan_chat_format is not one of plain, chatml, llama3, " + "llama3.1, demo");
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
    switch (format) {
    case ChatFormat::Plain:
        return "plain";
    case ChatFormat::ChatMl:
        return "chatml";
    case ChatFormat::Llama3:
        return "llama3";
    case ChatFormat::Llama31:
        return "llama3.1";
    case ChatFormat::Demo:
        return "demo";
    }
    return "";
}

std::optional<ChatFormat> chatFormatFromName(std::string_view name) {
    for (const auto format :
         {ChatFormat::Plain, ChatFormat::ChatMl, ChatFormat::Llama3, ChatFormat::Llama31, ChatFormat::Demo})
        if (chatFormatName(format) == name)
            return format;
    return std::nullopt;
}

Result<ChatFormat> detectChatTemplate(std::string_view text) {
    if (strip(text).empty())
        return ChatFormat::Plain;
    if (text.find("<|im_start|>") != std::string_view::npos)
        return ChatFormat::ChatMl;
    if (text.find("<|start_header_id|>") != std::string_view::npos)
        return text.find("Cutting Knowledge Date") == std::string_view::npos ? ChatFormat::Llama3 : ChatFormat::Llama31;
    return fail("the model's chat template is of a kind that is not known; choose one when adding the model, with "
                "--chat-format chatml, llama3, llama3.1 or plain");
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

std::string formatChat(ChatFormat format, const std::vector<ChatMessage>& messages, bool addGenerationPrompt) {
    switch (format) {
    case ChatFormat::Plain:
        return plain(messages, addGenerationPrompt);
    case ChatFormat::ChatMl:
        return chatMl(messages, addGenerationPrompt);
    case ChatFormat::Llama3:
        return llama3(messages, addGenerationPrompt, false);
    case ChatFormat::Llama31:
        return llama3(messages, addGenerationPrompt, true);
    case ChatFormat::Demo:
        return demo(messages);
    }
    return "";
}

} // namespace caftan
