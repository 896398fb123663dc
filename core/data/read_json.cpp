#include "core/data/table_readers.h"

#include "core/base/text.h"

#include <algorithm>
#include <unordered_map>

namespace caftan {
namespace {

std::string cellText(const Json& value) {
    if (value.is_string())
        return value.get<std::string>();
    return value.is_null() ? std::string() : dumpJson(value);
}

// Python writes NaN and Infinity, which JSON does not know.
std::string withoutNan(std::string_view text) {
    std::string clean;
    bool quoted = false;
    for (size_t i = 0; i < text.size();) {
        const std::string_view rest = text.substr(i);
        size_t skip = 0;
        if (!quoted)
            for (const std::string_view word : {"NaN", "Infinity", "-Infinity"})
                if (rest.substr(0, word.size()) == word)
                    skip = word.size();
        if (skip) {
            clean += "null";
            i += skip;
            continue;
        }
        if (quoted && text[i] == '\\' && i + 1 < text.size())
            clean += text[i++];
        else if (text[i] == '"')
            quoted = !quoted;
        clean += text[i++];
    }
    return clean;
}

Result<Json> parseRow(std::string_view text) {
    auto row = parseJson(text);
    if (row || (text.find("NaN") == std::string_view::npos && text.find("Infinity") == std::string_view::npos))
        return row;
    auto again = parseJson(withoutNan(text));
    return again ? std::move(again) : std::move(row);
}

class Builder {
  public:
    Builder(const std::string& name, size_t maxRows) : name_(name), maxRows_(maxRows) {}

    bool full() const { return maxRows_ && table_.rows.size() >= maxRows_; }

    void add(std::string_view text, int64_t line) {
        const auto row = parseRow(text);
        if (!row) { // the parser counts lines from the start of this row
            std::string why = row.error().message;
            if (const auto at = why.find("at line 1, "); at != std::string::npos)
                why.erase(at + 3, 8);
            return bad(line, why);
        }
        if (!row->is_object())
            return bad(line, "expected an object {\"field\": value, ...}, found " + std::string(row->type_name()));
        std::vector<std::string> cells(table_.columns.size());
        size_t expected = 0; // rows mostly repeat the order of columns
        for (const auto& [key, value] : row->items()) {
            const size_t column =
                expected < table_.columns.size() && table_.columns[expected] == key ? expected : find(key);
            if (column >= cells.size())
                cells.resize(column + 1);
            cells[column] = cellText(value);
            expected = column + 1;
        }
        table_.rows.push_back(std::move(cells));
        table_.lines.push_back(line);
    }

    Result<Table> finish() {
        for (auto& row : table_.rows)
            row.resize(table_.columns.size());
        if (table_.rows.empty() && table_.badRows.empty())
            return fail(name_ + " has no rows");
        return std::move(table_);
    }

  private:
    size_t find(const std::string& key) {
        const auto [at, added] = index_.try_emplace(key, table_.columns.size());
        if (added)
            table_.columns.push_back(key);
        return at->second;
    }
    void bad(int64_t line, const std::string& why) {
        table_.badRows.push_back(name_ + ":" + std::to_string(line) + ": " + why);
    }

    const std::string& name_;
    size_t maxRows_;
    Table table_;
    std::unordered_map<std::string, size_t> index_;
};

// Walks a document without building it, so that every row has a line number and one broken row does not hide the
// others.
class Walker {
  public:
    explicit Walker(std::string_view text) : text_(text) {}

    char peek() {
        while (at_ < text_.size() &&
               (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\r' || text_[at_] == '\n'))
            line_ += text_[at_++] == '\n';
        return at_ < text_.size() ? text_[at_] : '\0';
    }
    bool take(char c) {
        if (peek() != c)
            return false;
        ++at_;
        return true;
    }
    // The text of the next value, up to the comma or bracket behind it.
    std::string_view value() {
        peek();
        const size_t begin = at_;
        int depth = 0;
        bool quoted = false;
        for (; at_ < text_.size(); ++at_) {
            const char c = text_[at_];
            line_ += c == '\n';
            if (quoted) {
                if (c == '\\' && at_ + 1 < text_.size())
                    ++at_;
                else if (c == '"')
                    quoted = false;
            } else if (c == '"') {
                quoted = true;
            } else if (c == '[' || c == '{') {
                ++depth;
            } else if (c == ']' || c == '}') {
                if (depth-- == 0)
                    break;
            } else if (depth == 0 && (c == ',' || c == ':')) {
                break;
            }
        }
        return trim(text_.substr(begin, at_ - begin));
    }
    int64_t line() const { return line_; }
    size_t at() const { return at_; }
    bool atEnd() { return peek() == '\0' && at_ >= text_.size(); }

  private:
    std::string_view text_;
    size_t at_ = 0;
    int64_t line_ = 1;
};

struct Member {
    std::string key;
    std::string_view text;
    int64_t line = 1;
};

Result<std::vector<Member>> members(const std::string& name, std::string_view text) {
    Walker walker(text);
    walker.take('{');
    std::vector<Member> found;
    while (!walker.take('}')) {
        if (!found.empty() && !walker.take(','))
            return fail(name + ":" + std::to_string(walker.line()) + ": expected , or } behind member '" +
                        found.back().key + "'");
        const auto key = parseJson(walker.value());
        if (!key || !key->is_string() || !walker.take(':'))
            return fail(name + ":" + std::to_string(walker.line()) +
                        ": expected \"name\": value; the file may be cut off");
        walker.peek();
        const int64_t line = walker.line();
        found.push_back({key->get<std::string>(), walker.value(), line});
    }
    if (!walker.atEnd())
        return fail(name + ":" + std::to_string(walker.line()) + ": unexpected text behind the JSON document");
    return found;
}

Result<Table> readArray(const std::string& name, std::string_view text, int64_t firstLine, size_t maxRows) {
    Walker walker(text);
    Builder builder(name, maxRows);
    walker.take('[');
    for (bool first = true; !walker.take(']'); first = false) {
        const std::string place = name + ":" + std::to_string(firstLine + walker.line() - 1);
        if (walker.atEnd())
            return fail(place + ": the file ends inside the list of rows; it is cut off");
        if (!first && !walker.take(','))
            return fail(place + ": expected , or ] behind a row");
        walker.peek();
        const int64_t line = firstLine + walker.line() - 1;
        const size_t begin = walker.at();
        const std::string_view row = walker.value();
        if (walker.atEnd())
            return fail(name + ":" + std::to_string(line) + ": the file ends inside this row; it is cut off");
        if (walker.at() == begin)
            return fail(name + ":" + std::to_string(line) + ": expected a row {...}");
        builder.add(row, line);
        if (builder.full())
            return builder.finish();
    }
    if (!walker.atEnd())
        return fail(name + ":" + std::to_string(firstLine + walker.line() - 1) +
                    ": unexpected text behind the list of rows");
    return builder.finish();
}

// {"question": [...], "answer": [...]}
Result<Table> readColumns(const std::string& name, const std::vector<Member>& arrays, size_t maxRows) {
    Table table;
    size_t rows = 0;
    for (const Member& member : arrays) {
        const auto column = parseRow(member.text);
        if (!column)
            return fail(name + ":" + std::to_string(member.line) + ": column '" + member.key +
                        "': " + column.error().message);
        if (table.columns.empty())
            rows = column->size();
        if (column->size() != rows)
            return fail(name + ":" + std::to_string(member.line) + ": column '" + member.key + "' has " +
                        groupDigits(int64_t(column->size())) + " values, column '" + table.columns.front() + "' has " +
                        groupDigits(int64_t(rows)));
        const size_t kept = maxRows ? std::min(rows, maxRows) : rows;
        table.rows.resize(kept);
        for (size_t i = 0; i < kept; ++i)
            table.rows[i].push_back(cellText((*column)[i]));
        table.columns.push_back(member.key);
    }
    for (size_t i = 0; i < table.rows.size(); ++i)
        table.lines.push_back(int64_t(i) + 1);
    if (table.rows.empty())
        return fail(name + " has no rows");
    return table;
}

bool isArrayOfObjects(std::string_view text) {
    Walker walker(text);
    return walker.take('[') && walker.peek() == '{';
}

} // namespace

bool looksLikeJsonLines(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos || text[begin] != '{')
        return false;
    const auto end = text.find('\n', begin);
    if (end == std::string_view::npos)
        return false;
    const auto next = text.find_first_not_of(" \t\r\n", end);
    const std::string_view first = trim(text.substr(begin, end - begin));
    return first.back() == '}' && next != std::string_view::npos && text[next] == '{';
}

Result<Table> readJsonLines(const std::string& name, std::string_view text, size_t maxRows) {
    Builder builder(name, maxRows);
    int64_t number = 0;
    for (size_t begin = 0; begin < text.size() && !builder.full();) {
        const size_t end = std::min(text.find('\n', begin), text.size());
        const std::string_view line = trim(text.substr(begin, end - begin));
        ++number;
        if (!line.empty())
            builder.add(line, number);
        begin = end + 1;
    }
    return builder.finish();
}

Result<Table> readJsonDocument(const std::string& name, std::string_view text, size_t maxRows) {
    Walker walker(text);
    const char first = walker.peek();
    if (first == '[')
        return readArray(name, text, 1, maxRows);
    if (first != '{')
        return fail(name + ":" + std::to_string(walker.line()) + ": expected JSON, that is a list [...] of rows {...}");
    CAFTAN_TRY(all, members(name, text));
    std::vector<Member> rowLists, arrays;
    for (const Member& member : all) {
        if (isArrayOfObjects(member.text))
            rowLists.push_back(member);
        else if (!member.text.empty() && member.text.front() == '[')
            arrays.push_back(member);
    }
    if (rowLists.size() == 1)
        return readArray(name, rowLists[0].text, rowLists[0].line, maxRows);
    if (rowLists.size() > 1)
        return fail(name + " has several lists of rows ('" + rowLists[0].key + "', '" + rowLists[1].key +
                    "'): put each into a file of its own");
    if (!arrays.empty() && arrays.size() == all.size())
        return readColumns(name, arrays, maxRows);
    const bool nested =
        std::all_of(all.begin(), all.end(), [](const Member& member) { return member.text.starts_with('{'); });
    if (nested)
        return fail(name + " is an object of objects: expected a list [...] of rows {...}");
    Builder builder(name, maxRows); // a single row
    builder.add(trim(text), walker.line());
    return builder.finish();
}

} // namespace caftan
