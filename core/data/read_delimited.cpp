#include "core/data/table_readers.h"

#include "core/base/text.h"

#include <algorithm>
#include <csv.h>
#include <memory>
#include <set>

namespace caftan {
namespace {

constexpr size_t longestField = size_t(16) << 20;

struct ParserFree {
    void operator()(csv_parser* parser) const {
        csv_free(parser);
        delete parser;
    }
};

// What libcsv's callbacks fill. It calls back in the middle of C code, so nothing may be thrown through it.
struct Rows {
    const std::string& name;
    size_t maxRows;
    Table table;
    std::vector<std::string> row;
    int64_t firstLine = 1; // of the row being read
    bool inRow = false, haveHeader = false, full = false, outOfMemory = false;
};

std::vector<std::string> columnNames(const std::vector<std::string>& header) {
    std::vector<std::string> names;
    std::set<std::string> used;
    for (size_t i = 0; i < header.size(); ++i) {
        std::string base(trim(header[i]));
        if (base.empty())
            base = "column " + std::to_string(i + 1);
        std::string name = base;
        for (int copy = 2; !used.insert(name).second; ++copy)
            name = base + "." + std::to_string(copy);
        names.push_back(std::move(name));
    }
    return names;
}

void finishRow(Rows& rows) {
    Table& table = rows.table;
    if (!rows.haveHeader) {
        table.columns = columnNames(rows.row);
        rows.haveHeader = true;
        return;
    }
    if (rows.maxRows && table.rows.size() >= rows.maxRows) {
        rows.full = true;
        return;
    }
    const size_t expected = table.columns.size();
    while (rows.row.size() > expected && rows.row.back().empty()) // a separator at the end of each line
        rows.row.pop_back();
    if (rows.row.size() != expected) {
        table.badRows.push_back(rows.name + ":" + std::to_string(rows.firstLine) + ": has " +
                                std::to_string(rows.row.size()) + " fields, the first line names " +
                                std::to_string(expected) + " columns");
        return;
    }
    table.rows.push_back(std::move(rows.row));
    table.lines.push_back(rows.firstLine);
}

void onField(void* text, size_t size, void* data) {
    Rows& rows = *static_cast<Rows*>(data);
    try {
        rows.row.emplace_back(static_cast<const char*>(text), text ? size : 0);
    } catch (const std::exception&) {
        rows.outOfMemory = true;
    }
}

void onRow(int, void* data) {
    Rows& rows = *static_cast<Rows*>(data);
    try {
        finishRow(rows);
    } catch (const std::exception&) {
        rows.outOfMemory = true;
    }
    rows.row.clear();
    rows.inRow = false;
}

int noSpace(unsigned char) {
    return 0;
}

std::string lineName(const Rows& rows) {
    return rows.name + ":" + std::to_string(rows.firstLine);
}

} // namespace

char guessDelimiter(std::string_view text, char usual) {
    constexpr std::string_view candidates = ",\t;|";
    std::array<int, candidates.size()> counts{};
    bool quoted = false;
    for (const char c : text) {
        if (c == '"')
            quoted = !quoted;
        else if (!quoted && (c == '\n' || c == '\r'))
            break;
        else if (const auto which = candidates.find(c); !quoted && which != std::string_view::npos)
            ++counts[which];
    }
    const auto most = std::max_element(counts.begin(), counts.end());
    const auto usualAt = candidates.find(usual);
    if (*most == 0 || (usualAt != std::string_view::npos && counts[usualAt] == *most))
        return usual;
    return candidates[size_t(most - counts.begin())];
}

Result<Table> readDelimited(const std::string& name, std::string_view text, char delimiter, size_t maxRows) {
    std::unique_ptr<csv_parser, ParserFree> parser(new csv_parser{});
    if (csv_init(parser.get(), 0) != 0)
        return fail(name + ": cannot start the CSV reader");
    csv_set_delim(parser.get(), (unsigned char)(delimiter));
    csv_set_space_func(parser.get(), noSpace); // spaces belong to the field
    csv_set_blk_size(parser.get(), 4096);
    Rows rows{name, maxRows, {}, {}};
    // Fed line by line, since the parser does not say where it is.
    int64_t line = 0;
    for (size_t begin = 0; begin < text.size() && !rows.full && !rows.outOfMemory;) {
        size_t end = text.find_first_of("\r\n", begin);
        const bool blank = end == begin;
        end = end == std::string_view::npos ? text.size() : end + 1;
        if (text[end - 1] == '\r' && end < text.size() && text[end] == '\n')
            ++end;
        ++line;
        if (!rows.inRow && !blank) {
            rows.firstLine = line;
            rows.inRow = true;
        }
        if (rows.inRow &&
            csv_parse(parser.get(), text.data() + begin, end - begin, onField, onRow, &rows) != end - begin)
            return fail(lineName(rows) + ": " + csv_strerror(csv_error(parser.get())));
        if (parser->entry_pos > longestField)
            return fail(lineName(rows) + ": field " + std::to_string(rows.row.size() + 1) + " is longer than " +
                        std::to_string(longestField >> 20) +
                        " MiB; a quotation mark in this row is probably never closed");
        begin = end;
    }
    csv_set_opts(parser.get(), CSV_STRICT | CSV_STRICT_FINI); // only the end is judged strictly
    if (!rows.full && csv_fini(parser.get(), onField, onRow, &rows) != 0)
        return fail(lineName(rows) + ": field " + std::to_string(rows.row.size() + 1) +
                    " opens a quotation mark that is never closed; write quotation marks inside fields twice");
    if (rows.outOfMemory)
        return fail(lineName(rows) + ": out of memory");
    if (rows.table.columns.empty())
        return fail(name + " has no first line that names its columns");
    return std::move(rows.table);
}

} // namespace caftan
