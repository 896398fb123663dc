// Fields of a question and the columns that hold them.
#pragma once

#include "core/data/import.h"

namespace caftan {

// The guess with the user's fields laid over it. Errors name the file, the column asked for and the columns there are.
Result<Mapping> resolveMapping(const Table& table, const Mapping& overrides, const std::string& file);

// A field may span several columns, written "A|B|C|D" (options only).
std::vector<std::string> mappedColumns(const std::string& value, const Table& table);

} // namespace caftan
