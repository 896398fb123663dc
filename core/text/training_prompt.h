// What a model is fine-tuned on, as text: the prompt that lets it reason, the short answer, and the recorded reasoning.
// The short answer stands under the scoring prompt (promptText) or, when one prompt serves all, under this one.
#pragma once

#include "core/text/prompt.h"

namespace caftan {

// Asks for reasoning where it helps and for the option's letter as [[X]] at the end. The demo's format has no
// instruction: statements, query, line break; the model itself chooses between "Answer:" and "Think:". `beginText`:
// beginOfText of the model, for formats without a template.
std::string reasoningPrompt(const Question& question, ChatFormat format, const std::string& beginText = {});

// The letter as it follows the scoring prompt: "B", " B" in formats whose prompt ends in a word or whose templates put
// a blank before answers.
std::string shortAnswer(int answer, ChatFormat format);
// The same under the reasoning prompt: "[[B]]"; the demo's "Answer: B".
std::string shortAnswerAlone(int answer, ChatFormat format);
// The reasoning, ending in [[X]]; a marked answer that stands there already is kept. The demo's traces end as they
// should.
std::string reasonedAnswer(std::string_view trace, int answer, ChatFormat format);

// The first words of a reasoned answer, for answers that are made to reason: the demo's "Think:", elsewhere the usual
// "Let's think step by step." (Kojima et al., arXiv 2205.11916).
std::string reasoningBegin(ChatFormat format);

// Text that ends an assistant's turn ("" for formats that end with the model's end-of-text token).
std::string turnEnd(ChatFormat format);
// The id that is trained as the end of an answer: turnEnd's where the tokenizer has it, else `endOfText`.
TokenId answerEnd(const Tokenizer& tokenizer, ChatFormat format, TokenId endOfText);

// Whether a generated answer reasons before it names an option.
bool thinksFirst(std::string_view output);

} // namespace caftan
