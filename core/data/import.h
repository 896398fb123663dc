// Files into questions: reads CSV, TSV, JSON, JSONL (each may be gzipped) and, through a reader that the caller adds,
// Parquet; guesses the mapping of columns; merges several files; names every bad row by file, line and field.
// Pure: reads files, writes nothing. Thread: any.
#pragma once

#include "core/base/json.h"
#include "core/data/question.h"

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace caftan {

// A file as read: every cell as text; lists and objects of JSON stay JSON text. `lines[i]` is where row i starts
// (1-based; row number for formats without lines).
struct Table {
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows; // every row has columns.size() cells
    std::vector<int64_t> lines;
    std::vector<std::string> badRows;  // sentences "file:line: ..." about rows that could not be read at all
    std::vector<std::string> warnings; // sentences about the file as a whole, e.g. repaired UTF-8
};
using TableReader = std::function<Result<Table>(const std::filesystem::path&, size_t maxRows)>;

// By extension (.csv .tsv .json .jsonl, each + .gz), content sniffed when unknown. maxRows 0: all. `readers` adds
// formats by extension, e.g. ".parquet".
using TableReaders = std::map<std::string, TableReader>;
Result<Table> readTable(const std::filesystem::path& path, size_t maxRows = 0, const TableReaders& readers = {});

// Field (id, question, options, answer, answer_index, category, rationale, entropy, predicted, right, split) -> column.
// Options may span columns, written "A|B|C|D".
using Mapping = std::map<std::string, std::string>;
Mapping guessMapping(const Table& table);

struct ImportOptions {
    Mapping mapping;            // fields given here override the guess; "" switches a field off
    std::optional<Split> split; // for every row
    bool skipBad = false;       // otherwise one bad row fails the import
    TableReaders readers;
    std::function<void(const std::string&)> progress; // a line for the user, e.g. after each file
};

struct Import {
    std::vector<Question> questions;
    std::vector<Score> scores; // recorded answers; empty when the files have none; questionId indexes questions
    Mapping mapping;
    std::vector<std::string> warnings; // sentences for the user, counts included
    int64_t rowsRead = 0, skipped = 0, merged = 0;
    struct Source {
        std::string path, sha256;
        int64_t rows = 0;
    };
    std::vector<Source> sources;
};

Result<Import> importFiles(const std::vector<std::filesystem::path>& files, const ImportOptions& options);

// Options as a JSON list, a Python list literal or (last resort) broken Python quotes. `recovered` is set for the last.
// literalBackslashes: Python lists of a file that lost a level of backslashes, so that \f in "\frac" is no form feed.
Result<std::vector<std::string>> parseOptionList(std::string_view text, bool* recovered = nullptr,
                                                 bool literalBackslashes = false);

// What tells such files: escapes that Python does not know ("\mathrm"), which it never writes, without doubled
// backslashes.
struct EscapeUse {
    bool unknown = false, doubled = false;
};
EscapeUse escapesIn(std::string_view cell);

// Recorded traces: any format of readTable with question id, text and the teacher's answer; columns are guessed
// (question_id|id, cot|trace|..., pred|...|answer). Rows with an empty text are left out.
struct ImportedTrace {
    std::string externalId, text, answer; // answer as recorded: letter, number or text
};
Result<std::vector<ImportedTrace>> readTraces(const std::filesystem::path& path, const TableReaders& readers = {});

} // namespace caftan
