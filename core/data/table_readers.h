// The readers behind readTable: text in, rows out. `name` is the file as the user wrote it and opens every sentence.
// maxRows 0: all. A row that cannot be read goes to Table::badRows; an error means that nothing can be read.
// Thread: any.
#pragma once

#include "core/data/import.h"

namespace caftan {

// Quoted fields may hold line breaks and doubled quotes. The first row names the columns.
Result<Table> readDelimited(const std::string& name, std::string_view text, char delimiter, size_t maxRows);
// The character that separates most columns of the first line, outside quotes; `usual` wins ties.
char guessDelimiter(std::string_view text, char usual);

// One object a line.
Result<Table> readJsonLines(const std::string& name, std::string_view text, size_t maxRows);
// An array of objects, an object with one such array, or an object of equally long arrays (columns).
Result<Table> readJsonDocument(const std::string& name, std::string_view text, size_t maxRows);
// Whether the text is one object a line rather than one document.
bool looksLikeJsonLines(std::string_view text);

} // namespace caftan
