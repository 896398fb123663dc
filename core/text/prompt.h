// Prompts: chat formats, the single-token question prompt, and parsing of answers.
#pragma once

#include "core/data/question.h"
#include "core/text/tokenizer.h"

#include <optional>

namespace caftan {

enum class ChatFormat { Plain, ChatMl, Llama3, Demo };
std::string chatFormatName(ChatFormat format);
// From tokenizer_config.json's template or GGUF's, told apart by their special tokens; unknown: an error that asks for
// a choice. No template: Plain. The demo's base names itself in its tokenizer_config.json.
Result<ChatFormat> detectChatFormat(const std::filesystem::path& model);

struct ChatMessage {
    std::string role, content; // system, user, assistant
};
// Text up to where the assistant's answer begins. Equal to apply_chat_template(add_generation_prompt=True).
std::string formatChat(ChatFormat format, const std::vector<ChatMessage>& messages, bool addGenerationPrompt = true);

// The single-token scoring prompt (method.md 1.1).
struct PromptStyle {
    std::string name = "plain";     // plain; fallback: "answer 0 if you do not know"
    std::string systemTemplate;     // empty: built in. {category} {question} {options} are replaced
    std::string userTemplate;
};
Result<PromptStyle> promptStyle(const std::string& nameOrFile);
std::string promptText(const Question& question, const PromptStyle& style, ChatFormat format);

// The token ids that name each option as the very next token: "A" and " A" where each is one token. Empty inner list: the
// option cannot be answered with one token.
std::vector<std::vector<TokenId>> optionTokens(const Tokenizer& tokenizer, int options, ChatFormat format);

// Last "[[X]]" or "Answer: X" of a generated text, as option index; nullopt: none.
std::optional<int> parseGeneratedAnswer(std::string_view output, int options);

} // namespace caftan
