#include "core/data/answers.h"

#include "core/base/text.h"

#include <algorithm>

namespace caftan {
namespace {

std::string_view bare(std::string_view cell) {
    constexpr std::string_view around = " \t\r\n()[].:*\"'";
    const auto first = cell.find_first_not_of(around);
    return first == std::string_view::npos ? std::string_view()
                                           : cell.substr(first, cell.find_last_not_of(around) - first + 1);
}

int optionWithText(std::string_view cell, const std::vector<std::string>& options) {
    const std::string_view wanted = trim(cell);
    for (size_t i = 0; i < options.size() && !wanted.empty(); ++i)
        if (trim(options[i]) == wanted)
            return int(i);
    return -1;
}

bool isLetterAnswer(std::string_view cell, size_t options) {
    const auto letter = answerLetter(cell);
    return letter && size_t(*letter) < options;
}

} // namespace

std::optional<int> answerLetter(std::string_view cell) {
    const std::string_view text = bare(cell);
    if (text.size() != 1)
        return std::nullopt;
    const char c = text[0];
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    return c >= 'a' && c <= 'z' ? std::optional<int>(c - 'a') : std::nullopt;
}

std::optional<int64_t> answerNumber(std::string_view cell) {
    std::string_view text = bare(cell);
    for (const std::string_view word : {"answer", "option", "choice", "solution", "ending"})
        if (text.size() > word.size() && toLower(text.substr(0, word.size())) == word)
            text = trim(text.substr(word.size()));
    if (text.ends_with(".0")) // tables with gaps turn integers into floats
        text.remove_suffix(2);
    return parseInt(text);
}

void KindEvidence::add(std::string_view cell, const std::vector<std::string>& options) {
    if (options.empty() || trim(cell).empty())
        return;
    letters_ += isLetterAnswer(cell, options.size());
    const auto number = answerNumber(cell);
    numbers_ += number && *number >= 0 && *number <= int64_t(options.size());
    texts_ += optionWithText(cell, options) >= 0;
}

AnswerKind KindEvidence::kind() const {
    if (texts_ > 0 && texts_ >= letters_ && texts_ >= numbers_)
        return AnswerKind::Text;
    return letters_ >= numbers_ ? AnswerKind::Letter : AnswerKind::Number;
}

void BaseEvidence::addRange(int64_t number, size_t options) {
    range[0] += number == 0;
    range[1] += number == int64_t(options);
}

BaseEvidence& BaseEvidence::operator+=(const BaseEvidence& other) {
    for (size_t base = 0; base < 2; ++base) {
        agree[base] += other.agree[base];
        range[base] += other.range[base];
    }
    compared += other.compared;
    return *this;
}

std::optional<int> BaseEvidence::base() const {
    if (agree[0] != agree[1])
        return agree[1] > agree[0];
    if (range[0] != range[1])
        return range[1] > range[0];
    return std::nullopt;
}

int readAnswer(std::string_view cell, AnswerReading reading, const std::vector<std::string>& options) {
    if (reading.kind == AnswerKind::Number) { // a letter here is a stray word ("I ..."), not an option
        const auto number = answerNumber(cell);
        const int64_t index = number ? *number - reading.base : -1;
        return index >= 0 && index < int64_t(options.size()) ? int(index) : -1;
    }
    if (reading.kind == AnswerKind::Text)
        if (const int same = optionWithText(cell, options); same >= 0)
            return same;
    if (isLetterAnswer(cell, options.size()))
        return *answerLetter(cell);
    return optionWithText(cell, options);
}

} // namespace caftan
