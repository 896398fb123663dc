// Tables written row by row: CSV, TSV and JSONL here, Parquet in core/parquet. One thread.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace caftan {

using Cell = std::variant<std::monostate, bool, int64_t, double, std::string, std::vector<std::string>>; // none: ""

enum class CellKind { Flag, Whole, Real, Text, TextList };
struct SinkColumn {
    std::string name;
    CellKind kind = CellKind::Text;
};

class RowSink {
  public:
    virtual ~RowSink() = default;
    // One cell for each column, of its kind or empty. Cells may be moved from.
    virtual Status add(std::span<Cell> cells) = 0;
    // Puts the file in its place; without it nothing is left behind.
    virtual Status finish() = 0;
};

// By extension: .csv, .tsv, .jsonl. Lists of texts are JSON in CSV and TSV. Written beside the target and renamed.
Result<std::unique_ptr<RowSink>> openTextSink(const std::filesystem::path& path, std::vector<SinkColumn> columns);

} // namespace caftan
