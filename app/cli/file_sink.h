// Tables as files in every format that this program was built with.
#pragma once

#include "core/data/import.h"
#include "core/data/question.h"
#include "core/data/row_sink.h"

namespace caftan::cli {

// .csv, .tsv, .jsonl, .parquet
Result<std::unique_ptr<RowSink>> openSink(const std::filesystem::path& path, std::vector<SinkColumn> columns);
TableReaders allReaders();

Cell realCell(double value); // NaN: empty
Cell letterCell(int option); // -1: empty

} // namespace caftan::cli
