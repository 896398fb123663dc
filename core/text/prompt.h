// Prompts: chat formats, the single-token question prompt, and parsing of answers. Pure functions; those that take a
// path read the model's small files. Nothing here adds a date of today or switches a thinking mode: prompts are data.
#pragma once

#include "core/data/question.h"
#include "core/text/tokenizer.h"

#include <optional>

namespace caftan {

enum class ChatFormat {
    Plain,   // no template: messages as paragraphs, then "Answer:"
    ChatMl,  // <|im_start|>role ... <|im_end|>: SmolLM2, Qwen
    Llama3,  // <|start_header_id|>role<|end_header_id|> ... <|eot_id|>
    Llama31, // the same with the dates that Llama 3.1 to 3.3 put first, frozen at 26 Jul 2024
    Demo     // the embedded demo: " statements query" and a line break, then "Answer:"
};
std::string chatFormatName(ChatFormat format); // plain, chatml, llama3, llama3.1, demo
std::optional<ChatFormat> chatFormatFromName(std::string_view name);

// From chat_template.jinja, tokenizer_config.json or GGUF metadata, told apart by their special tokens; unknown: an
// error that asks for a choice. No template: Plain. The demo's base names itself in its tokenizer_config.json.
Result<ChatFormat> detectChatFormat(const std::filesystem::path& model);
Result<ChatFormat> detectChatTemplate(std::string_view chatTemplate); // of the template's text alone

// The text of the token that a model without a chat template wants first ("<|begin_of_text|>"), "" when it wants none.
// Chat templates write it themselves.
Result<std::string> beginOfText(const std::filesystem::path& model);

struct ChatMessage {
    std::string role, content; // system, user, assistant
};
// Text up to where the assistant's answer begins. Equal to apply_chat_template(add_generation_prompt=True) for
// conversations that begin with a system message (some templates invent one otherwise; this function never does).
std::string formatChat(ChatFormat format, const std::vector<ChatMessage>& messages, bool addGenerationPrompt = true);

// The single-token scoring prompt (method.md 1.1).
struct PromptStyle {
    std::string name = "plain"; // plain; fallback: "answer 0 if you do not know"
    std::string systemTemplate; // empty: built in. {category} {question} {options} are replaced
    std::string userTemplate;
    std::string beginText; // beginOfText of the model, for Plain prompts
};
// "plain", "fallback", or a JSON file {"system", "user"}; "user" must contain {question}.
Result<PromptStyle> promptStyle(const std::string& nameOrFile);
Result<PromptStyle> promptStyleFromJson(const std::string& name, std::string_view json);
std::string promptText(const Question& question, const PromptStyle& style, ChatFormat format);
// The messages inside it (none for Demo).
std::vector<ChatMessage> promptMessages(const Question& question, const PromptStyle& style);

// The token ids that name each option as the very next token: "A" and " A" where each is one token. Empty inner list:
// the option cannot be answered with one token.
std::vector<std::vector<TokenId>> optionTokens(const Tokenizer& tokenizer, int options, ChatFormat format);

// Last "[[X]]" or "Answer: X" of a generated text, as option index; nullopt: none. X is a letter, or in brackets the
// option's number from 1.
std::optional<int> parseGeneratedAnswer(std::string_view output, int options);

} // namespace caftan
