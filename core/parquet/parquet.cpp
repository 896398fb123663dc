#include "core/parquet/parquet.h"

#include "core/base/json.h"
#include "core/base/text.h"

#include <arrow/api.h>
#include <arrow/compute/cast.h>
#include <arrow/io/file.h>
#include <cmath>
#include <parquet/arrow/reader.h>
#include <parquet/exception.h>

namespace caftan {
namespace {

using arrow::Type;

bool isPlain(const arrow::DataType& type) {
    switch (type.id()) {
    case Type::NA:
    case Type::BOOL:
    case Type::STRING:
    case Type::LARGE_STRING:
    case Type::HALF_FLOAT:
    case Type::FLOAT:
    case Type::DOUBLE:
    case Type::DATE32:
    case Type::DATE64:
    case Type::TIMESTAMP:
        return true;
    case Type::DICTIONARY:
        return isPlain(*static_cast<const arrow::DictionaryType&>(type).value_type());
    default:
        return arrow::is_integer(type.id()) || arrow::is_decimal(type.id());
    }
}

bool isList(const arrow::DataType& type) {
    return type.id() == Type::LIST || type.id() == Type::LARGE_LIST || type.id() == Type::FIXED_SIZE_LIST;
}

// A list of plain values, or a struct of plain values and such lists.
bool isReadable(const arrow::DataType& type) {
    if (isPlain(type))
        return true;
    if (isList(type))
        return isPlain(*type.field(0)->type());
    if (type.id() != Type::STRUCT)
        return false;
    for (const auto& field : type.fields())
        if (!isPlain(*field->type()) && !(isList(*field->type()) && isPlain(*field->type()->field(0)->type())))
            return false;
    return true;
}

Json plainValue(const arrow::Array& array, int64_t row) {
    if (array.IsNull(row))
        return nullptr;
    switch (array.type_id()) {
    case Type::BOOL:
        return static_cast<const arrow::BooleanArray&>(array).Value(row);
    case Type::STRING:
        return repairUtf8(static_cast<const arrow::StringArray&>(array).GetView(row));
    case Type::LARGE_STRING:
        return repairUtf8(static_cast<const arrow::LargeStringArray&>(array).GetView(row));
    case Type::INT64:
        return static_cast<const arrow::Int64Array&>(array).Value(row);
    case Type::INT32:
        return static_cast<const arrow::Int32Array&>(array).Value(row);
    case Type::FLOAT: // through its shortest text, so that 0.1f is 0.1
        return parseDouble(array.GetScalar(row).ValueOrDie()->ToString())
            .value_or(double(static_cast<const arrow::FloatArray&>(array).Value(row)));
    case Type::DOUBLE:
        return static_cast<const arrow::DoubleArray&>(array).Value(row);
    case Type::DICTIONARY: {
        const auto& dictionary = static_cast<const arrow::DictionaryArray&>(array);
        return plainValue(*dictionary.dictionary(), dictionary.GetValueIndex(row));
    }
    default:
        break;
    }
    const std::string text = array.GetScalar(row).ValueOrDie()->ToString();
    if (arrow::is_integer(array.type_id()))
        if (const auto number = parseInt(text))
            return *number;
    return text;
}

template <class ListArray>
Json listValue(const arrow::Array& array, int64_t row) {
    const auto& lists = static_cast<const ListArray&>(array);
    Json list = Json::array();
    for (int64_t i = lists.value_offset(row), end = i + lists.value_length(row); i < end; ++i)
        list.push_back(plainValue(*lists.values(), i));
    return list;
}

Json value(const arrow::Array& array, int64_t row) {
    if (array.IsNull(row))
        return nullptr;
    switch (array.type_id()) {
    case Type::LIST:
        return listValue<arrow::ListArray>(array, row);
    case Type::LARGE_LIST:
        return listValue<arrow::LargeListArray>(array, row);
    case Type::FIXED_SIZE_LIST:
        return listValue<arrow::FixedSizeListArray>(array, row);
    case Type::STRUCT: {
        const auto& fields = static_cast<const arrow::StructArray&>(array);
        Json object = Json::object();
        for (int i = 0; i < fields.num_fields(); ++i)
            object[fields.struct_type()->field(i)->name()] = value(*fields.field(i), row);
        return object;
    }
    default:
        return plainValue(array, row);
    }
}

std::string cellText(const Json& cell) {
    if (cell.is_string())
        return cell.get<std::string>();
    if (cell.is_null() || (cell.is_number_float() && std::isnan(cell.get<double>())))
        return {};
    return dumpJson(cell);
}

void appendBatch(const arrow::RecordBatch& batch, size_t maxRows, Table& table) {
    int64_t rows = batch.num_rows();
    if (maxRows)
        rows = std::min<int64_t>(rows, int64_t(maxRows - table.rows.size()));
    for (int64_t row = 0; row < rows; ++row) {
        std::vector<std::string> cells;
        cells.reserve(size_t(batch.num_columns()));
        for (int column = 0; column < batch.num_columns(); ++column)
            cells.push_back(cellText(value(*batch.column(column), row)));
        table.rows.push_back(std::move(cells));
        table.lines.push_back(int64_t(table.rows.size()));
    }
}

// Leaf columns (Parquet's own numbering) of the top-level fields that can be read.
std::vector<int> readableLeaves(const arrow::Schema& schema, const parquet::SchemaDescriptor& leaves,
                                const std::string& name, Table& table) {
    std::vector<int> indices;
    for (const auto& field : schema.fields()) {
        if (!isReadable(*field->type())) {
            table.warnings.push_back(name + ": column '" + field->name() + "' of type " + field->type()->ToString() +
                                     " cannot be read and is left out; flatten it into text or a list of text");
            continue;
        }
        table.columns.push_back(field->name());
        for (int leaf = 0; leaf < leaves.num_columns(); ++leaf)
            if (leaves.GetColumnRoot(leaf)->name() == field->name())
                indices.push_back(leaf);
    }
    return indices;
}

arrow::Result<Table> read(const std::string& name, size_t maxRows) {
    ARROW_ASSIGN_OR_RAISE(auto file, arrow::io::ReadableFile::Open(name));
    ARROW_ASSIGN_OR_RAISE(auto reader, parquet::arrow::OpenFile(file, arrow::default_memory_pool()));
    std::shared_ptr<arrow::Schema> schema;
    ARROW_RETURN_NOT_OK(reader->GetSchema(&schema));
    Table table;
    const auto leaves = readableLeaves(*schema, *reader->parquet_reader()->metadata()->schema(), name, table);
    if (leaves.empty())
        return table;
    std::vector<int> groups;
    for (int i = 0; i < reader->num_row_groups(); ++i)
        groups.push_back(i);
    ARROW_ASSIGN_OR_RAISE(auto batches, reader->GetRecordBatchReader(groups, leaves));
    for (;;) {
        std::shared_ptr<arrow::RecordBatch> batch;
        ARROW_RETURN_NOT_OK(batches->ReadNext(&batch));
        if (!batch || (maxRows && table.rows.size() >= maxRows))
            break;
        ARROW_RETURN_NOT_OK(batch->ValidateFull());
        appendBatch(*batch, maxRows, table);
    }
    return table;
}

} // namespace

Result<Table> readParquet(const std::filesystem::path& path, size_t maxRows) {
    const std::string name = path.string();
    try {
        auto table = read(name, maxRows);
        if (!table.ok())
            return fail(name + ": not a readable Parquet file (" + table.status().message() +
                        "); copy or export it again");
        if (table->columns.empty())
            return fail(table->warnings.empty() ? name + " has no columns" : table->warnings.front());
        if (table->rows.empty())
            return fail(name + " has no rows");
        return std::move(*table);
    } catch (const std::exception& error) {
        return fail(name + ": not a readable Parquet file (" + error.what() + "); copy or export it again");
    }
}

} // namespace caftan
