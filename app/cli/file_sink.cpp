#include "app/cli/file_sink.h"

#include "core/base/text.h"
#ifdef CAFTAN_HAVE_PARQUET
#include "core/parquet/parquet.h"
#include "core/parquet/parquet_sink.h"
#endif

#include <cmath>

namespace caftan::cli {

TableReaders allReaders() {
    TableReaders readers;
#ifdef CAFTAN_HAVE_PARQUET
    readers.emplace(".parquet", readParquet);
#endif
    return readers;
}

Result<std::unique_ptr<RowSink>> openSink(const std::filesystem::path& path, std::vector<SinkColumn> columns) {
#ifdef CAFTAN_HAVE_PARQUET
    if (toLower(path.extension().string()) == ".parquet")
        return openParquetSink(path, std::move(columns));
#endif
    return openTextSink(path, std::move(columns));
}

Cell realCell(double value) {
    return std::isnan(value) ? Cell() : Cell(value);
}
Cell letterCell(int option) {
    return option < 0 ? Cell() : Cell(optionLetter(option));
}

} // namespace caftan::cli
