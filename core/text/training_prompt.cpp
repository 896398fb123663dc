#include "core/text/training_prompt.h"

#include "core/base/text.h"

namespace caftan {

namespace {

std::string optionLines(const Question& question) {
    std::string lines;
    for (size_t i = 0; i < question.options.size(); ++i)
        lines += "\n" + optionLetter(int(i)) + ". " + question.options[i];
    return lines;
}

} // namespace

std::string reasoningPrompt(const Question& question, ChatFormat format, const std::string& beginText) {
    if (format == ChatFormat::Demo)
        return formatChat(format, {{"user", question.text}});
    const std::string subject = question.category.empty() ? "" : " about " + question.category;
    const std::string instruction =
        "Think step by step where it helps. End with the letter of the right option in double "
        "square brackets, for example [[A]].";
    const std::string text =
        formatChat(format, {{"system", "The following are multiple choice questions" + subject + ". " + instruction},
                            {"user", question.text + "\n" + optionLines(question) + "\n\n" + instruction}});
    return format == ChatFormat::Plain ? beginText + text : text;
}

namespace {

// Templates that put a blank before every answer.
bool blankBeforeAnswers(ChatFormat format) {
    return format == ChatFormat::Llama2 || format == ChatFormat::MistralV1 || format == ChatFormat::MistralV3;
}

} // namespace

std::string shortAnswer(int answer, ChatFormat format) {
    const bool afterWord = format == ChatFormat::Plain || format == ChatFormat::Demo;
    return (afterWord || blankBeforeAnswers(format) ? " " : "") + optionLetter(answer);
}

std::string shortAnswerAlone(int answer, ChatFormat format) {
    if (format == ChatFormat::Demo)
        return "Answer: " + optionLetter(answer);
    return (blankBeforeAnswers(format) ? " [[" : "[[") + optionLetter(answer) + "]]";
}

std::string reasonedAnswer(std::string_view trace, int answer, ChatFormat format) {
    if (format == ChatFormat::Demo)
        return std::string(trim(trace));
    const std::string text = (blankBeforeAnswers(format) ? " " : "") + std::string(trim(trace));
    const std::string mark = "[[" + optionLetter(answer) + "]]";
    if (text.ends_with(mark) || text.ends_with(mark + "."))
        return text;
    return text + "\n" + mark;
}

std::string reasoningBegin(ChatFormat format) {
    if (format == ChatFormat::Demo)
        return "Think:";
    return (blankBeforeAnswers(format) ? " " : "") + std::string("Let's think step by step.");
}

std::string turnEnd(ChatFormat format) {
    switch (format) {
    case ChatFormat::ChatMl:
    case ChatFormat::SmolLm2:
    case ChatFormat::Qwen2:
    case ChatFormat::Qwen25:
    case ChatFormat::Qwen3:
    case ChatFormat::Phi4:
        return "<|im_end|>";
    case ChatFormat::Phi3:
    case ChatFormat::Phi4Mini:
        return "<|end|>";
    case ChatFormat::Gemma3:
        return "<end_of_turn>";
    case ChatFormat::Llama3:
    case ChatFormat::Llama31:
        return "<|eot_id|>";
    default:
        return "";
    }
}

TokenId answerEnd(const Tokenizer& tokenizer, ChatFormat format, TokenId endOfText) {
    const std::string end = turnEnd(format);
    const TokenId id = end.empty() ? -1 : tokenizer.idOf(end);
    return id >= 0 ? id : endOfText;
}

bool thinksFirst(std::string_view output) {
    const std::string_view text = trim(output);
    const size_t marked = text.rfind("[["), named = text.rfind("Answer:");
    const size_t at = marked == std::string_view::npos ? named : marked;
    if (at == std::string_view::npos) // no mark: a bare letter does not think, a longer text does
        return text.size() > 3;
    return trim(text.substr(0, at)).size() > 3;
}

} // namespace caftan
