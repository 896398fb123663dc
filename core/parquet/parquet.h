// Parquet files as tables of text. The only folder that includes Arrow. Thread: any.
#pragma once

#include "core/data/import.h"

namespace caftan {

// Strings, numbers, booleans, dates and dictionaries become text; lists of them, and structs of lists (as in
// {"text": [...], "label": [...]}), become JSON text; null is "". Deeper nesting and binary columns are left out and
// named in Table::warnings; a file with nothing else is an error. `maxRows` 0: all. `lines` are row numbers from 1.
Result<Table> readParquet(const std::filesystem::path& path, size_t maxRows = 0);

} // namespace caftan
