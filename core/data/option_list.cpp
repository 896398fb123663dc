// Option lists as published: JSON, Python's repr, numpy's repr, and Python lists whose inner quotes lost their
// backslash.
#include "core/base/text.h"
#include "core/data/import.h"

#include <algorithm>

namespace caftan {
namespace {

using List = std::vector<std::string>;

void appendUtf8(std::string& text, uint32_t code) {
    if (code < 0x80) {
        text += char(code);
    } else if (code < 0x800) {
        text += char(0xC0 | code >> 6);
        text += char(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        text += char(0xE0 | code >> 12);
        text += char(0x80 | (code >> 6 & 0x3F));
        text += char(0x80 | (code & 0x3F));
    } else {
        text += char(0xF0 | code >> 18);
        text += char(0x80 | (code >> 12 & 0x3F));
        text += char(0x80 | (code >> 6 & 0x3F));
        text += char(0x80 | (code & 0x3F));
    }
}

// Digits of a number of the given base, at most `most` of them; how many there were is returned.
size_t readDigits(std::string_view text, size_t most, int base, uint32_t& value) {
    size_t count = 0;
    value = 0;
    for (; count < most && count < text.size(); ++count) {
        const char c = text[count];
        const int digit = c >= '0' && c <= '9'   ? c - '0'
                          : c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                 : 99;
        if (digit >= base)
            break;
        value = value * uint32_t(base) + uint32_t(digit);
    }
    return count;
}

// One escape of a Python string, `at` behind the backslash. False: Python would refuse it.
bool unescape(std::string_view text, size_t& at, std::string& out) {
    constexpr std::string_view names = "abfnrtv\\'\"", values = "\a\b\f\n\r\t\v\\'\"";
    if (at >= text.size())
        return false;
    const char c = text[at];
    if (const auto which = names.find(c); which != std::string_view::npos) {
        out += values[which];
        ++at;
        return true;
    }
    if (c == '\n') { // a continued line
        ++at;
        return true;
    }
    uint32_t code = 0;
    if (c >= '0' && c <= '7') {
        at += readDigits(text.substr(at), 3, 8, code);
        appendUtf8(out, code);
        return true;
    }
    const size_t digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
    if (digits == 0) { // an unknown escape stands for itself
        out += '\\';
        return true;
    }
    ++at;
    if (readDigits(text.substr(at), digits, 16, code) != digits || code > 0x10FFFF)
        return false;
    at += digits;
    uint32_t low = 0; // a surrogate pair, as JSON writes it
    if (code >= 0xD800 && code < 0xDC00 && text.substr(at, 2) == "\\u" &&
        readDigits(text.substr(at + 2), 4, 16, low) == 4 && low >= 0xDC00 && low < 0xE000) {
        at += 6;
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    }
    appendUtf8(out, code >= 0xD800 && code < 0xE000 ? 0xFFFD : code);
    return true;
}

// A reader of Python's list and tuple displays, of numpy's repr (array([...], dtype=object)) and of numpy's str (no
// commas).
class PythonList {
  public:
    PythonList(std::string_view text, bool literal) : text_(text), literal_(literal) {}

    std::optional<List> read() {
        takeWord("array(");
        spaces();
        const char close = peek() == '[' ? ']' : peek() == '(' ? ')' : '\0';
        if (!close)
            return std::nullopt;
        ++at_;
        std::vector<List>
            groups; // strings between commas: adjacent ones are one string in Python, several in numpy's str
        for (spaces(); peek() != close; spaces()) {
            if (!groups.empty() && !(peek() == ',' && ++at_))
                return std::nullopt;
            spaces();
            if (peek() == close && !groups.empty())
                break;
            groups.emplace_back();
            if (!item(groups.back()))
                return std::nullopt;
        }
        ++at_;
        std::string_view rest = trim(text_.substr(at_));
        if (rest.starts_with(','))
            rest = trim(rest.substr(1));
        if (!rest.empty() && !rest.starts_with("dtype=") && rest != ")")
            return std::nullopt;
        if (groups.size() == 1)
            return groups.front();
        List list;
        for (const List& group : groups) {
            list.emplace_back();
            for (const std::string& part : group)
                list.back() += part;
        }
        return list;
    }

  private:
    char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
    void spaces() {
        while (at_ < text_.size() &&
               (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t' || text_[at_] == '\r'))
            ++at_;
    }
    bool takeWord(std::string_view word) {
        if (text_.substr(at_, word.size()) != word)
            return false;
        at_ += word.size();
        return true;
    }

    bool item(List& parts) {
        while (string(parts))
            spaces();
        if (failed_)
            return false;
        if (!parts.empty())
            return true;
        const size_t end = std::min(text_.find_first_of(",])", at_), text_.size());
        const std::string_view bare = trim(text_.substr(at_, end - at_));
        if (bare != "None" && bare != "True" && bare != "False" && !parseDouble(bare))
            return false;
        parts.emplace_back(bare);
        at_ = end;
        return true;
    }

    bool string(List& parts) {
        const size_t begin = at_;
        bool raw = false;
        while (at_ - begin < 2 && at_ < text_.size() &&
               std::string_view("rRbBuU").find(peek()) != std::string_view::npos)
            raw |= toLower(text_.substr(at_++, 1)) == "r";
        const char quote = peek();
        if (quote != '\'' && quote != '"') {
            at_ = begin;
            return false;
        }
        const std::string triple(3, quote);
        const std::string_view end =
            text_.substr(at_, 3) == triple ? std::string_view(triple) : std::string_view(triple).substr(2);
        at_ += end.size();
        parts.emplace_back();
        while (at_ < text_.size()) {
            if (takeWord(end))
                return true;
            const char c = text_[at_++];
            if (c != '\\')
                parts.back() += c;
            else if (literal_ && peek() != quote)
                parts.back() += c;
            else if (raw && at_ < text_.size())
                (parts.back() += c) += text_[at_++];
            else if (!unescape(text_, at_, parts.back()))
                break;
        }
        failed_ = true;
        return false;
    }

    std::string_view text_;
    bool literal_; // backslashes stand for themselves, but before a quote
    size_t at_ = 0;
    bool failed_ = false;
};

// The quote that opens an item closes it where a comma and another quote, or the end of the list, follow.
std::optional<List> recoverList(std::string_view text, bool literal) {
    if (text.size() < 4 || text.front() != '[' || text.back() != ']')
        return std::nullopt;
    std::string_view rest = trim(text.substr(1, text.size() - 2));
    List list;
    for (;;) {
        if (rest.size() < 2 || (rest[0] != '\'' && rest[0] != '"'))
            return std::nullopt;
        const char quote = rest[0];
        size_t end = 1, next = std::string_view::npos;
        for (;; ++end) {
            end = rest.find(quote, end);
            if (end == std::string_view::npos)
                return std::nullopt;
            const std::string_view behind = trim(rest.substr(end + 1));
            if (behind.empty())
                break;
            if (behind[0] != ',')
                continue;
            const std::string_view following = trim(behind.substr(1));
            if (!following.empty() && (following[0] == '\'' || following[0] == '"')) {
                next = size_t(following.data() - rest.data());
                break;
            }
        }
        std::string item;
        const std::string_view inner = rest.substr(1, end - 1);
        for (size_t at = 0; at < inner.size();) {
            const char c = inner[at++];
            size_t behind = at;
            if (c == '\\' && !literal && unescape(inner, behind, item))
                at = behind;
            else
                item += c;
        }
        list.push_back(std::move(item));
        if (next == std::string_view::npos)
            return list.size() > 1 ? std::optional<List>(std::move(list)) : std::nullopt;
        rest = rest.substr(next);
    }
}

std::string itemText(const Json& item) {
    return item.is_string() ? item.get<std::string>() : item.is_null() ? std::string() : dumpJson(item);
}

// ["a", "b"], [{"label": "A", "text": "a"}], {"text": ["a", "b"], "label": ["A", "B"]} or {"A": "a", "B": "b"}.
std::optional<List> fromJson(const Json& value) {
    List list;
    if (value.is_object()) {
        for (const char* key : {"text", "texts", "choices", "options"})
            if (const auto at = value.find(key); at != value.end() && at->is_array())
                return fromJson(*at);
        std::vector<std::pair<std::string, std::string>> labelled;
        for (const auto& [key, item] : value.items())
            labelled.emplace_back(key, itemText(item));
        if (std::any_of(labelled.begin(), labelled.end(), [](const auto& pair) { return pair.first.size() > 2; }))
            return std::nullopt;
        std::stable_sort(labelled.begin(), labelled.end(), [](const auto& a, const auto& b) {
            return std::pair(a.first.size(), a.first) < std::pair(b.first.size(), b.first);
        });
        for (auto& [key, text] : labelled)
            if (!text.empty()) // tables pad missing options with null
                list.push_back(std::move(text));
        return list;
    }
    if (!value.is_array())
        return std::nullopt;
    for (const Json& item : value) {
        if (item.is_array())
            return std::nullopt;
        const auto text = item.is_object() ? item.find("text") : item.end();
        if (item.is_object() && text == item.end())
            return std::nullopt;
        list.push_back(itemText(item.is_object() ? *text : item));
    }
    return list;
}

} // namespace

Result<std::vector<std::string>> parseOptionList(std::string_view cell, bool* recovered, bool literalBackslashes) {
    if (recovered)
        *recovered = false;
    const std::string_view text = trim(cell);
    if (text.empty())
        return fail("the option list is empty");
    std::optional<List> list;
    const char first = text.front();
    const char second = text.size() > 1 ? text[1] : '\0';
    if (first == '{' || (first == '[' && second != '\'')) // a single quote is no JSON: do not try it
        if (const auto json = parseJson(text))
            list = fromJson(*json);
    if (!list && first != '{')
        list = PythonList(text, literalBackslashes).read();
    if (!list && (list = recoverList(text, literalBackslashes)) && recovered)
        *recovered = true;
    if (list)
        return std::move(*list);
    const std::string start(text.substr(0, 60));
    return fail("expected a list of options such as [\"one\", \"two\"], found " + repairUtf8(start) +
                (text.size() > 60 ? "..." : ""));
}

EscapeUse escapesIn(std::string_view cell) {
    constexpr std::string_view known = "\\'\"abfnrtvxuUN01234567\n";
    EscapeUse use;
    for (size_t at = 0; (at = cell.find('\\', at)) != std::string_view::npos && at + 1 < cell.size(); at += 2) {
        use.doubled |= cell[at + 1] == '\\';
        use.unknown |= known.find(cell[at + 1]) == std::string_view::npos;
    }
    return use;
}

} // namespace caftan
