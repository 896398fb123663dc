#include "core/parquet/parquet_sink.h"

#include "core/base/text.h"

#include <arrow/api.h>
#include <arrow/io/file.h>
#include <arrow/util/compression.h>
#include <cmath>
#include <parquet/arrow/writer.h>
#include <parquet/exception.h>
#include <unistd.h>

namespace caftan {
namespace {

constexpr int64_t groupRows = 50'000;

std::shared_ptr<arrow::DataType> typeOf(CellKind kind) {
    switch (kind) {
    case CellKind::Flag:
        return arrow::boolean();
    case CellKind::Whole:
        return arrow::int64();
    case CellKind::Real:
        return arrow::float64();
    case CellKind::TextList:
        return arrow::list(arrow::utf8());
    case CellKind::Text:
        break;
    }
    return arrow::utf8();
}

arrow::Status append(arrow::ArrayBuilder& builder, CellKind kind, const Cell& cell) {
    if (std::holds_alternative<std::monostate>(cell))
        return builder.AppendNull();
    switch (kind) {
    case CellKind::Flag:
        return static_cast<arrow::BooleanBuilder&>(builder).Append(std::get<bool>(cell));
    case CellKind::Whole:
        return static_cast<arrow::Int64Builder&>(builder).Append(std::get<int64_t>(cell));
    case CellKind::Real:
        return std::isnan(std::get<double>(cell))
                   ? builder.AppendNull()
                   : static_cast<arrow::DoubleBuilder&>(builder).Append(std::get<double>(cell));
    case CellKind::TextList: {
        auto& list = static_cast<arrow::ListBuilder&>(builder);
        ARROW_RETURN_NOT_OK(list.Append());
        for (const std::string& text : std::get<std::vector<std::string>>(cell))
            ARROW_RETURN_NOT_OK(static_cast<arrow::StringBuilder*>(list.value_builder())->Append(repairUtf8(text)));
        return arrow::Status::OK();
    }
    case CellKind::Text:
        break;
    }
    return static_cast<arrow::StringBuilder&>(builder).Append(repairUtf8(std::get<std::string>(cell)));
}

class ParquetSink : public RowSink {
  public:
    ParquetSink(std::filesystem::path path, std::vector<SinkColumn> columns)
        : path_(std::move(path)), temporary_(path_.string() + "." + std::to_string(::getpid()) + ".tmp"),
          columns_(std::move(columns)) {}
    ~ParquetSink() override {
        if (writer_)
            ::unlink(temporary_.c_str());
    }

    Status open() {
        return said([&] { return openFile(); });
    }

    Status add(std::span<Cell> cells) override {
        return said([&]() -> arrow::Status {
            for (size_t i = 0; i < columns_.size() && i < cells.size(); ++i)
                ARROW_RETURN_NOT_OK(append(*builders_[i], columns_[i].kind, cells[i]));
            return ++rows_ == groupRows ? flush() : arrow::Status::OK();
        });
    }

    Status finish() override {
        const Status written = said([&]() -> arrow::Status {
            ARROW_RETURN_NOT_OK(flush());
            ARROW_RETURN_NOT_OK(writer_->Close());
            return file_->Close();
        });
        CAFTAN_CHECK(written);
        std::error_code error;
        std::filesystem::rename(temporary_, path_, error);
        if (error)
            return fail("cannot write " + path_.string() + ": " + error.message() + ".");
        writer_.reset();
        return {};
    }

  private:
    arrow::Status openFile() {
        arrow::FieldVector fields;
        for (const SinkColumn& column : columns_) {
            fields.push_back(arrow::field(column.name, typeOf(column.kind)));
            ARROW_ASSIGN_OR_RAISE(auto builder, arrow::MakeBuilder(fields.back()->type()));
            builders_.push_back(std::move(builder));
        }
        schema_ = arrow::schema(fields);
        ARROW_ASSIGN_OR_RAISE(file_, arrow::io::FileOutputStream::Open(temporary_.string()));
        parquet::WriterProperties::Builder properties;
        if (arrow::util::Codec::IsAvailable(arrow::Compression::SNAPPY))
            properties.compression(parquet::Compression::SNAPPY);
        ARROW_ASSIGN_OR_RAISE(writer_, parquet::arrow::FileWriter::Open(*schema_, arrow::default_memory_pool(), file_,
                                                                        properties.build()));
        return arrow::Status::OK();
    }
    arrow::Status flush() {
        if (rows_ == 0)
            return arrow::Status::OK();
        arrow::ArrayVector arrays;
        for (auto& builder : builders_) {
            ARROW_ASSIGN_OR_RAISE(auto array, builder->Finish());
            arrays.push_back(std::move(array));
        }
        const auto table = arrow::Table::Make(schema_, arrays, std::exchange(rows_, 0));
        return writer_->WriteTable(*table, groupRows);
    }
    template <class Work>
    Status said(const Work& work) const {
        try {
            const arrow::Status status = work();
            return status.ok() ? Status() : fail("cannot write " + path_.string() + ": " + status.message() + ".");
        } catch (const std::exception& error) {
            return fail("cannot write " + path_.string() + ": " + error.what() + ".");
        }
    }

    std::filesystem::path path_, temporary_;
    std::vector<SinkColumn> columns_;
    std::vector<std::unique_ptr<arrow::ArrayBuilder>> builders_;
    std::shared_ptr<arrow::Schema> schema_;
    std::shared_ptr<arrow::io::FileOutputStream> file_;
    std::unique_ptr<parquet::arrow::FileWriter> writer_;
    int64_t rows_ = 0;
};

} // namespace

Result<std::unique_ptr<RowSink>> openParquetSink(const std::filesystem::path& path, std::vector<SinkColumn> columns) {
    auto sink = std::make_unique<ParquetSink>(path, std::move(columns));
    CAFTAN_CHECK(sink->open());
    return sink;
}

} // namespace caftan
