// Parquet files written row by row. Thread: one.
#pragma once

#include "core/data/row_sink.h"

namespace caftan {

// Row groups of 50,000, compressed with Snappy where Arrow has it. Written beside the target and renamed.
Result<std::unique_ptr<RowSink>> openParquetSink(const std::filesystem::path& path, std::vector<SinkColumn> columns);

} // namespace caftan
