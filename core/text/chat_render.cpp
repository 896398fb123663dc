// The text of a conversation in each chat format.
#include "core/text/chat_render.h"

#include "core/text/unicode.h"

namespace caftan {

namespace {

using Messages = std::vector<ChatMessage>;

// Conversations in most formats carry the system message inside a user's.
struct Parted {
    const ChatMessage* system = nullptr;
    std::span<const ChatMessage> rest;
};
Parted partSystem(const Messages& messages) {
    if (messages.empty() || messages.front().role != "system")
        return {nullptr, messages};
    return {&messages.front(), std::span(messages).subspan(1)};
}

std::string_view stripBreaks(std::string_view text, bool front, bool back) {
    while (front && text.starts_with('\n'))
        text.remove_prefix(1);
    while (back && text.ends_with('\n'))
        text.remove_suffix(1);
    return text;
}

// `invented`: the system message of templates that add one where the conversation has none.
std::string chatMl(const Messages& messages, bool generate, const char* invented) {
    std::string text;
    if (invented && (messages.empty() || messages.front().role != "system"))
        text += std::string("<|im_start|>system\n") + invented + "<|im_end|>\n";
    for (const ChatMessage& message : messages)
        text += "<|im_start|>" + message.role + "\n" + message.content + "<|im_end|>\n";
    return generate ? text + "<|im_start|>assistant\n" : text;
}

// Reasoning is kept in answers behind the last question; the last of them always has a block for it, maybe empty.
std::string qwen3Answer(const std::string& content, bool afterLastQuestion, bool last) {
    constexpr std::string_view begin = "<think>", end = "</think>";
    std::string_view answer = content, reasoning;
    if (const size_t closed = content.rfind(end); closed != std::string::npos) {
        answer = stripBreaks(answer.substr(closed + end.size()), true, false);
        reasoning = stripBreaks(std::string_view(content).substr(0, content.find(end)), false, true);
        if (const size_t opened = reasoning.rfind(begin); opened != std::string_view::npos)
            reasoning.remove_prefix(opened + begin.size());
        reasoning = stripBreaks(reasoning, true, false);
    }
    if (!afterLastQuestion || (!last && reasoning.empty()))
        return std::string(answer);
    return "<think>\n" + std::string(stripBreaks(reasoning, true, true)) + "\n</think>\n\n" +
           std::string(stripBreaks(answer, true, false));
}

// Thinking off: an empty block of thoughts stands where the answer begins.
std::string qwen3(const Messages& messages, bool generate) {
    size_t lastQuestion = messages.size();
    for (size_t i = 0; i < messages.size(); ++i)
        if (messages[i].role == "user")
            lastQuestion = i;
    std::string text;
    for (size_t i = 0; i < messages.size(); ++i) {
        const ChatMessage& message = messages[i];
        text += "<|im_start|>" + message.role + "\n";
        text += message.role == "assistant" ? qwen3Answer(message.content, i > lastQuestion, i + 1 == messages.size())
                                            : message.content;
        text += "<|im_end|>\n";
    }
    return generate ? text + "<|im_start|>assistant\n<think>\n\n</think>\n\n" : text;
}

std::string phi4(const Messages& messages, bool generate) {
    std::string text;
    for (const ChatMessage& message : messages)
        text += "<|im_start|>" + message.role + "<|im_sep|>" + message.content + "<|im_end|>";
    return generate ? text + "<|im_start|>assistant<|im_sep|>" : text;
}

// Phi-3 and Phi-4-mini differ by the line break behind each mark.
std::string phi3(const Messages& messages, bool generate, const char* lineBreak) {
    std::string text;
    for (const ChatMessage& message : messages)
        if (message.role != "system" || !message.content.empty() || *lineBreak == '\0')
            text += "<|" + message.role + "|>" + lineBreak + message.content + "<|end|>" + lineBreak;
    return text + (generate ? std::string("<|assistant|>") + lineBreak : "<|endoftext|>");
}

std::string llama3(const Messages& messages, bool generate, bool dated) {
    const auto head = [](const std::string& role) { return "<|start_header_id|>" + role + "<|end_header_id|>\n\n"; };
    std::string text = "<|begin_of_text|>";
    size_t first = 0;
    if (dated) { // a system message with the dates stands there even when none was given
        text += head("system") + "Cutting Knowledge Date: December 2023\nToday Date: 26 Jul 2024\n\n";
        if (!messages.empty() && messages.front().role == "system")
            text += stripBlanks(messages[first++].content);
        text += "<|eot_id|>";
    }
    for (size_t i = first; i < messages.size(); ++i)
        text += head(messages[i].role) + std::string(stripBlanks(messages[i].content)) + "<|eot_id|>";
    return generate ? text + head("assistant") : text;
}

std::string llama2(const Messages& messages) {
    const auto [system, rest] = partSystem(messages);
    std::string text;
    for (size_t i = 0; i < rest.size(); ++i) {
        const std::string content =
            (i == 0 && system ? "<<SYS>>\n" + system->content + "\n<</SYS>>\n\n" : "") + rest[i].content;
        const std::string stripped(stripBlanks(content));
        text += rest[i].role == "assistant" ? " " + stripped + " </s>" : "<s>[INST] " + stripped + " [/INST]";
    }
    return text;
}

// What the versions of Mistral's format put around a user's message and before an answer, and which user's message
// takes the system's: the first, or the last if it ends the conversation.
struct MistralMarks {
    const char *before, *after, *answer;
    bool trimAnswer = false, systemLast = false, ownSystem = false;
};

std::string mistral(const Messages& messages, const MistralMarks& marks) {
    const auto [system, rest] = partSystem(messages);
    std::string text = "<s>";
    if (system && marks.ownSystem)
        text += "[SYSTEM_PROMPT]" + system->content + "[/SYSTEM_PROMPT]";
    for (size_t i = 0; i < rest.size(); ++i) {
        if (rest[i].role == "assistant") {
            text += marks.answer + (marks.trimAnswer ? std::string(stripBlanks(rest[i].content)) : rest[i].content) +
                    "</s>";
            continue;
        }
        const bool takes = system && !marks.ownSystem && (marks.systemLast ? i + 1 == rest.size() : i == 0);
        text += marks.before + (takes ? system->content + "\n\n" : "") + rest[i].content + marks.after;
    }
    return text;
}

std::string gemma3(const Messages& messages, bool generate) {
    const auto [system, rest] = partSystem(messages);
    std::string text = "<bos>";
    for (size_t i = 0; i < rest.size(); ++i)
        text += "<start_of_turn>" + (rest[i].role == "assistant" ? "model" : rest[i].role) + "\n" +
                (i == 0 && system ? system->content + "\n\n" : "") + std::string(stripBlanks(rest[i].content)) +
                "<end_of_turn>\n";
    return generate ? text + "<start_of_turn>model\n" : text;
}

std::string plain(const Messages& messages, bool generate) {
    std::string text;
    for (const ChatMessage& message : messages)
        text += (message.role == "assistant" ? "Answer: " : "") + message.content + "\n\n";
    return generate ? text + "Answer:" : text;
}

// As the template in the demo's tokenizer_config.json; system messages have no place in it.
std::string demo(const Messages& messages) {
    std::string text = "<bos>";
    for (const ChatMessage& message : messages) {
        if (message.role == "user")
            text += " " + message.content + "\n";
        else if (message.role == "assistant")
            text += message.content + "<eos>";
    }
    return text;
}

std::string chatMlKind(ChatFormat format, const Messages& messages, bool generate) {
    switch (format) {
    case ChatFormat::SmolLm2:
        return chatMl(messages, generate, "You are a helpful AI assistant named SmolLM, trained by Hugging Face");
    case ChatFormat::Qwen2:
        return chatMl(messages, generate, "You are a helpful assistant.");
    case ChatFormat::Qwen25:
        return chatMl(messages, generate, "You are Qwen, created by Alibaba Cloud. You are a helpful assistant.");
    case ChatFormat::Qwen3:
        return qwen3(messages, generate);
    case ChatFormat::Phi4:
        return phi4(messages, generate);
    default:
        return chatMl(messages, generate, nullptr);
    }
}

} // namespace

// Jinja's trim (Python's str.strip): white space and the separators U+001C to U+001F, at both ends.
std::string_view stripBlanks(std::string_view text) {
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

std::string formatChat(ChatFormat format, const std::vector<ChatMessage>& messages, bool addGenerationPrompt) {
    switch (format) {
    case ChatFormat::Plain:
        return plain(messages, addGenerationPrompt);
    case ChatFormat::Llama2:
        return llama2(messages);
    case ChatFormat::Llama3:
        return llama3(messages, addGenerationPrompt, false);
    case ChatFormat::Llama31:
        return llama3(messages, addGenerationPrompt, true);
    case ChatFormat::MistralFirst:
        return mistral(messages, {"[INST] ", " [/INST]", ""});
    case ChatFormat::MistralV1:
        return mistral(messages, {" [INST] ", " [/INST]", " "});
    case ChatFormat::MistralV3:
        return mistral(messages, {"[INST] ", "[/INST]", " ", true, true});
    case ChatFormat::MistralTekken:
        return mistral(messages, {"[INST]", "[/INST]", "", false, true});
    case ChatFormat::MistralV7:
        return mistral(messages, {"[INST]", "[/INST]", "", false, false, true});
    case ChatFormat::Phi3:
        return phi3(messages, addGenerationPrompt, "\n");
    case ChatFormat::Phi4Mini:
        return phi3(messages, addGenerationPrompt, "");
    case ChatFormat::Gemma3:
        return gemma3(messages, addGenerationPrompt);
    case ChatFormat::Demo:
        return demo(messages);
    default:
        return chatMlKind(format, messages, addGenerationPrompt);
    }
}

} // namespace caftan
