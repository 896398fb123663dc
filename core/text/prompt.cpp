#include "core/text/prompt.h"

#include "core/base/files.h"

#include <algorithm>
#include <cctype>

namespace caftan {

namespace {

constexpr const char* plainSystem = "The following are multiple choice questions about {category}. Reply with the "
                                    "letter of the correct option and nothing else.";
constexpr const char* plainUser =
    "{question}\n\n{options}\n\nReply with the letter of the correct option and nothing else.";
constexpr const char* fallbackSystem = "The following are multiple choice questions about {category}. Reply with the "
                                       "letter of the correct option and nothing else. "
                                       "If you do not know the answer, reply with 0.";
constexpr const char* fallbackUser =
    "{question}\n\n{options}\n\nReply with the letter of the correct option and nothing else, or "
    "with 0 if you do not know the answer.";

// One option a line: line breaks inside an option become spaces.
std::string optionLines(const std::vector<std::string>& options) {
    std::string lines;
    for (size_t i = 0; i < options.size(); ++i) {
        std::string option = options[i];
        std::replace(option.begin(), option.end(), '\n', ' ');
        option.erase(std::remove(option.begin(), option.end(), '\r'), option.end());
        lines += (i ? "\n" : "") + optionLetter(int(i)) + ". " + option;
    }
    return lines;
}

// In one pass, so that braces inside a question stay what they are.
std::string fill(const std::string& text, const Question& question) {
    const std::pair<std::string_view, std::string> values[] = {
        {"{category}", question.category.empty() ? "various subjects" : question.category},
        {"{question}", question.text},
        {"{options}", optionLines(question.options)}};
    std::string result;
    for (size_t at = 0; at < text.size();) {
        const std::string_view rest = std::string_view(text).substr(at);
        const auto found = std::find_if(std::begin(values), std::end(values),
                                        [&](const auto& value) { return rest.starts_with(value.first); });
        if (found == std::end(values)) {
            result += text[at++];
        } else {
            result += found->second;
            at += found->first.size();
        }
    }
    return result;
}

} // namespace

Result<PromptStyle> promptStyle(const std::string& nameOrFile) {
    if (nameOrFile.empty() || nameOrFile == "plain")
        return PromptStyle{"plain", "", ""};
    if (nameOrFile == "fallback")
        return PromptStyle{"fallback", fallbackSystem, fallbackUser};
    std::error_code ignored;
    if (!std::filesystem::exists(nameOrFile, ignored))
        return fail("There is no prompt style or file \"" + nameOrFile +
                    "\". Use plain, fallback, or a JSON file {\"system\", \"user\"}.");
    CAFTAN_TRY(text, readFile(nameOrFile));
    return promptStyleFromJson(nameOrFile, text);
}

Result<PromptStyle> promptStyleFromJson(const std::string& name, std::string_view text) {
    const auto json = parseJson(text);
    if (!json)
        return failAt(name, json.error());
    const auto textOf = [&](const char* key) {
        return json->is_object() && json->contains(key) && (*json)[key].is_string() ? (*json)[key].get<std::string>()
                                                                                    : "";
    };
    PromptStyle style{name, textOf("system"), textOf("user")};
    if (style.userTemplate.find("{question}") == std::string::npos)
        return fail(
            name +
            ": a prompt file is a JSON object with a \"user\" text that contains {question} (and {options}), and a " +
            "\"system\" text if wanted");
    return style;
}

std::vector<ChatMessage> promptMessages(const Question& question, const PromptStyle& style) {
    const bool builtIn = style.userTemplate.empty();
    const std::string system = fill(builtIn ? plainSystem : style.systemTemplate, question);
    std::vector<ChatMessage> messages;
    if (!system.empty())
        messages.push_back({"system", system});
    messages.push_back({"user", fill(builtIn ? plainUser : style.userTemplate, question)});
    return messages;
}

std::string promptText(const Question& question, const PromptStyle& style, ChatFormat format) {
    if (format == ChatFormat::Demo) // the demo's base knows its own questions only
        return formatChat(format, {{"user", question.text}}) + "Answer:";
    const std::string text = formatChat(format, promptMessages(question, style));
    return format == ChatFormat::Plain ? style.beginText + text : text;
}

std::vector<std::vector<TokenId>> optionTokens(const Tokenizer& tokenizer, int options, ChatFormat) {
    std::vector<std::vector<TokenId>> result(size_t(std::max(options, 0)));
    for (int i = 0; i < std::min(options, 26); ++i)
        for (const std::string& text : {optionLetter(i), " " + optionLetter(i)}) {
            const std::vector<TokenId> ids = tokenizer.encode(text);
            if (ids.size() == 1 && tokenizer.decode(ids) == text)
                result[size_t(i)].push_back(ids.front());
            // SentencePiece's kind puts a space before a text that stands alone: its bare letter is looked up.
            const TokenId bare = tokenizer.idOf(text);
            auto& known = result[size_t(i)];
            if (bare >= 0 && std::find(known.begin(), known.end(), bare) == known.end() &&
                tokenizer.decode({&bare, 1}) == text)
                known.push_back(bare);
        }
    return result;
}

namespace {

bool isAlphanumeric(char c) {
    return std::isalnum((unsigned char)(c)) || (unsigned char)(c) >= 0x80;
}

std::optional<int> letterIndex(char c, int options) {
    const int index = std::toupper((unsigned char)(c)) - 'A';
    return std::isalpha((unsigned char)(c)) && index < std::min(options, 26) ? std::optional(index) : std::nullopt;
}

// The inside of "[[...]]": a letter, or an option's number from 1.
std::optional<int> bracketed(std::string_view inside, int options) {
    while (!inside.empty() && inside.front() == ' ')
        inside.remove_prefix(1);
    while (!inside.empty() && (inside.back() == ' ' || inside.back() == '.'))
        inside.remove_suffix(1);
    if (inside.size() == 1 && std::isalpha((unsigned char)(inside[0])))
        return letterIndex(inside[0], options);
    int number = 0;
    if (inside.empty() || inside.size() > 4)
        return std::nullopt;
    for (const char c : inside) {
        if (!std::isdigit((unsigned char)(c)))
            return std::nullopt;
        number = number * 10 + (c - '0');
    }
    return number >= 1 && number <= options ? std::optional(number - 1) : std::nullopt;
}

// Behind "Answer:": a capital letter that stands alone, perhaps in brackets or bold.
std::optional<int> afterColon(std::string_view rest, int options) {
    while (!rest.empty() && std::string_view(" \t*_([\"'").find(rest.front()) != std::string_view::npos)
        rest.remove_prefix(1);
    if (rest.empty() || !std::isupper((unsigned char)(rest[0])) || (rest.size() > 1 && isAlphanumeric(rest[1])))
        return std::nullopt;
    return letterIndex(rest[0], options);
}

} // namespace

std::optional<int> parseGeneratedAnswer(std::string_view output, int options) {
    constexpr std::string_view word = "answer:";
    std::optional<int> answer;
    for (size_t at = 0; at < output.size(); ++at) {
        const std::string_view rest = output.substr(at);
        std::optional<int> found;
        if (rest.starts_with("[[")) {
            const size_t end = rest.find("]]");
            if (end != std::string_view::npos && end <= 16)
                found = bracketed(rest.substr(2, end - 2), options);
        } else if ((rest[0] == 'A' || rest[0] == 'a') && rest.size() > word.size() &&
                   std::equal(word.begin(), word.end(), rest.begin(),
                              [](char a, char b) { return a == char(std::tolower((unsigned char)(b))); })) {
            found = afterColon(rest.substr(word.size()), options);
        }
        if (found)
            answer = found;
    }
    return answer;
}

} // namespace caftan
