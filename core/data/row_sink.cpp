#include "core/data/row_sink.h"

#include "core/base/json.h"
#include "core/base/text.h"

#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <unistd.h>

namespace caftan {
namespace {

std::string numberText(double value) {
    char buffer[64];
    return std::isfinite(value) ? std::string(buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr)
                                : std::string();
}

Json cellJson(const Cell& cell) {
    if (const auto* flag = std::get_if<bool>(&cell))
        return *flag;
    if (const auto* whole = std::get_if<int64_t>(&cell))
        return *whole;
    if (const auto* real = std::get_if<double>(&cell))
        return std::isfinite(*real) ? Json(*real) : Json(nullptr);
    if (const auto* text = std::get_if<std::string>(&cell))
        return repairUtf8(*text);
    if (const auto* texts = std::get_if<std::vector<std::string>>(&cell)) {
        Json list = Json::array();
        for (const std::string& text : *texts)
            list.push_back(repairUtf8(text));
        return list;
    }
    return nullptr;
}

std::string cellText(const Cell& cell) {
    if (const auto* text = std::get_if<std::string>(&cell))
        return *text;
    if (const auto* real = std::get_if<double>(&cell))
        return numberText(*real);
    const Json json = cellJson(cell);
    return json.is_null() ? std::string() : dumpJson(json);
}

class TextSink : public RowSink {
  public:
    enum class Format { Csv, Tsv, Jsonl };
    TextSink(std::filesystem::path path, Format format, std::vector<SinkColumn> columns)
        : path_(std::move(path)), temporary_(path_.string() + "." + std::to_string(::getpid()) + ".tmp"),
          format_(format), columns_(std::move(columns)) {}
    ~TextSink() override {
        if (file_) {
            std::fclose(file_);
            ::unlink(temporary_.c_str());
        }
    }

    Status open() {
        file_ = std::fopen(temporary_.c_str(), "wb");
        if (!file_)
            return failed();
        if (format_ == Format::Jsonl)
            return {};
        std::string head;
        for (const SinkColumn& column : columns_)
            addField(head, column.name);
        return write(head + "\n");
    }

    Status add(std::span<Cell> cells) override {
        std::string line;
        if (format_ == Format::Jsonl) {
            Json object = Json::object();
            for (size_t i = 0; i < columns_.size() && i < cells.size(); ++i)
                object[columns_[i].name] = cellJson(cells[i]);
            line = dumpJson(object);
        } else {
            for (const Cell& cell : cells)
                addField(line, cellText(cell));
        }
        return write(line + "\n");
    }

    Status finish() override {
        std::FILE* file = std::exchange(file_, nullptr);
        const bool good = std::fflush(file) == 0;
        if (std::fclose(file) != 0 || !good || std::rename(temporary_.c_str(), path_.c_str()) != 0) {
            const auto problem = failed();
            ::unlink(temporary_.c_str());
            return problem;
        }
        return {};
    }

  private:
    void addField(std::string& line, const std::string& text) const {
        const char separator = format_ == Format::Csv ? ',' : '\t';
        if (!line.empty() || started_)
            line += separator;
        started_ = true;
        if (text.find_first_of(std::string("\"\r\n") + separator) == std::string::npos) {
            line += text;
            return;
        }
        line += '"';
        for (const char c : text) {
            if (c == '"')
                line += '"';
            line += c;
        }
        line += '"';
    }
    Status write(const std::string& text) {
        started_ = false;
        return std::fwrite(text.data(), 1, text.size(), file_) == text.size() ? Status() : failed();
    }
    tl::unexpected<Error> failed() const {
        return fail("cannot write " + path_.string() + ": " + std::strerror(errno) +
                    ". Choose another folder, or free some space.");
    }

    std::filesystem::path path_, temporary_;
    Format format_;
    std::vector<SinkColumn> columns_;
    std::FILE* file_ = nullptr;
    mutable bool started_ = false;
};

} // namespace

Result<std::unique_ptr<RowSink>> openTextSink(const std::filesystem::path& path, std::vector<SinkColumn> columns) {
    const std::string extension = toLower(path.extension().string());
    TextSink::Format format = TextSink::Format::Csv;
    if (extension == ".tsv")
        format = TextSink::Format::Tsv;
    else if (extension == ".jsonl")
        format = TextSink::Format::Jsonl;
    else if (extension != ".csv")
        return fail("the name " + path.filename().string() +
                    " says no format: end it in .csv, .tsv, .jsonl or "
                    ".parquet.");
    auto sink = std::make_unique<TextSink>(path, format, std::move(columns));
    CAFTAN_CHECK(sink->open());
    return sink;
}

} // namespace caftan
