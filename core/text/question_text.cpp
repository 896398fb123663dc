#include "core/text/question_text.h"

#include "core/base/text.h"

namespace caftan {

namespace {

// "B) text", "(B) text", "B. text", "B: text" -> text.
std::optional<std::string> optionOfLine(std::string_view line, char letter) {
    line = trim(line);
    const bool open = line.starts_with('(');
    if (open)
        line.remove_prefix(1);
    if (line.size() < 2 || line[0] != letter ||
        (open ? line[1] != ')' : std::string_view(".):").find(line[1]) == std::string_view::npos))
        return std::nullopt;
    return std::string(trim(line.substr(2)));
}

} // namespace

std::optional<Question> questionFromText(std::string_view text, ChatFormat format) {
    Question question;
    if (format == ChatFormat::Demo) {
        question.text = trim(text);
        for (char digit = '0'; digit <= '9'; ++digit)
            question.options.emplace_back(1, digit);
        return question.text.ends_with('?') ? std::optional(question) : std::nullopt;
    }
    constexpr size_t most = 26;
    for (const std::string& line : split(text, '\n')) {
        const auto option =
            question.options.size() < most ? optionOfLine(line, char('A' + question.options.size())) : std::nullopt;
        if (option)
            question.options.push_back(*option);
        else if (question.options.empty())
            question.text += line + "\n";
        else if (!trim(line).empty())
            question.options.back() += " " + std::string(trim(line)); // an option over several lines
    }
    question.text = trim(question.text);
    return question.options.size() < 2 || question.text.empty() ? std::nullopt : std::optional(question);
}

} // namespace caftan
