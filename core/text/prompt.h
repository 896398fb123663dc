// Prompts: chat formats, the single-token question prompt, and parsing of answers. Pure functions; those that take a
// path read the model's small files. Nothing here adds a date of today or switches a thinking mode: prompts are data.
#pragma once

#include "core/data/question.h"
#include "core/text/tokenizer.h"

#include <optional>

namespace caftan {

enum class ChatFormat {
    Plain,         // no template: messages as paragraphs, then "Answer:"
    ChatMl,        // <|im_start|>role ... <|im_end|>
    SmolLm2,       // ChatML; without a system message each of these three invents its own
    Qwen2,         //
    Qwen25,        //
    Qwen3,         // ChatML with blocks of thoughts; thinking is off
    Llama2,        // [INST] <<SYS>> ... [/INST]
    Llama3,        // <|start_header_id|>role<|end_header_id|> ... <|eot_id|>
    Llama31,       // the same with the dates that Llama 3.1 to 3.3 put first, frozen at 26 Jul 2024
    MistralFirst,  // [INST] ... [/INST]: the first templates of Mistral 7B 0.1 and 0.2
    MistralV1,     // theirs of today, with a blank before [INST]
    MistralV3,     // Mistral 7B 0.3: the system message stands in the last user's
    MistralTekken, // Nemo: no blanks
    MistralV7,     // Mistral Small 3: [SYSTEM_PROMPT]; none is invented
    Phi3,          // <|user|> and a line break ... <|end|>: Phi-3, Phi-3.5
    Phi4Mini,      // the same without line breaks
    Phi4,          // <|im_start|>role<|im_sep|> ... <|im_end|>
    Gemma3,        // <start_of_turn>role ... <end_of_turn>
    Demo           // the embedded demo: " statements query" and a line break, then "Answer:"
};
std::string chatFormatName(ChatFormat format); // "qwen2.5", "phi4-mini", ...
std::optional<ChatFormat> chatFormatFromName(std::string_view name);
std::vector<std::string> chatFormatNames(); // those that a user may choose

// From chat_template.jinja, tokenizer_config.json or GGUF metadata, told apart by their marks and by the system message
// that they invent; unknown: an error that asks for a choice. No template: Plain. The demo's base names itself in its
// tokenizer_config.json.
Result<ChatFormat> detectChatFormat(const std::filesystem::path& model);
Result<ChatFormat> detectChatTemplate(std::string_view chatTemplate); // of the template's text alone

// The text of the token that a model without a chat template wants first ("<|begin_of_text|>"), "" when it wants none.
// Chat templates write it themselves.
Result<std::string> beginOfText(const std::filesystem::path& model);

struct ChatMessage {
    std::string role, content; // system, user, assistant
};
// Text up to where the assistant's answer begins. Equal to apply_chat_template(add_generation_prompt=True), with dates
// frozen and thinking off. Where a template refuses system messages (Mistral's first), they precede the first user's.
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
