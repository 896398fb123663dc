// The first half of an import: one table into rows whose fields are typed, each bad row with its sentence. Answers stay
// text until all rows are known, since what a number means is decided over the whole column. Pure; thread: any.
#pragma once

#include "core/data/answers.h"
#include "core/data/import.h"

namespace caftan {

struct ImportRow {
    Question question; // without answer
    std::string answer, answerIndex, predicted;
    std::optional<bool> right;
    std::optional<double> entropy;
    bool recoveredOptions = false; // from broken quotes
    int64_t line = 0;
};

struct ImportFile {
    std::string name; // as the user wrote it
    Mapping mapping;
    std::vector<ImportRow> rows;
    std::vector<std::string> bad; // sentences
    int64_t rowsRead = 0;
    std::vector<std::string> literalBackslashes; // ids whose option lists had lost a level of backslashes
    std::vector<std::string> warnings;

    std::string place(const ImportRow& row) const { return name + ":" + std::to_string(row.line); }
    std::string column(const std::string& field) const; // "" when not mapped
};

// `idPrefix` opens the ids of rows in files without an id column.
Result<ImportFile> readImportFile(const std::filesystem::path& path, const ImportOptions& options,
                                  const std::string& idPrefix);

} // namespace caftan
