#include "core/store/column_cache.h"

#include <cstdio>
#include <cstring>
#include <memory>
#include <span>
#include <unistd.h>

namespace caftan {
namespace {

constexpr char magic[8] = {'C', 'A', 'F', 'C', 'O', 'L', '0', '1'}; // native byte order: a cache never travels

struct Closer {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Closer>;

class Writer {
  public:
    explicit Writer(const std::filesystem::path& path) : file_(std::fopen(path.c_str(), "wb")) {}
    void bytes(const void* data, size_t size) {
        good_ = good_ && file_ && (size == 0 || std::fwrite(data, 1, size, file_.get()) == size);
    }
    void number(uint64_t value) { bytes(&value, sizeof value); }
    void text(const std::string& value) {
        number(value.size());
        bytes(value.data(), value.size());
    }
    void texts(const std::vector<std::string>& values) {
        number(values.size());
        for (const std::string& value : values)
            text(value);
    }
    template <class T>
    void array(const std::vector<T>& values) {
        bytes(values.data(), values.size() * sizeof(T));
    }
    bool close() { return good_ && std::fclose(file_.release()) == 0; }

  private:
    File file_;
    bool good_ = true;
};

class Reader {
  public:
    explicit Reader(const std::filesystem::path& path) : file_(std::fopen(path.c_str(), "rb")) {
        std::error_code error;
        size_ = std::filesystem::file_size(path, error);
        good_ = file_ && !error;
    }
    bool bytes(void* data, size_t size) {
        good_ = good_ && size <= size_ && (size == 0 || std::fread(data, 1, size, file_.get()) == size);
        return good_;
    }
    uint64_t number() {
        uint64_t value = 0;
        bytes(&value, sizeof value);
        return value;
    }
    std::string text() {
        const uint64_t size = number();
        if (size > size_)
            good_ = false;
        std::string value(good_ ? size : 0, '\0');
        bytes(value.data(), value.size());
        return value;
    }
    std::vector<std::string> texts() {
        std::vector<std::string> values;
        for (uint64_t left = number(); good_ && left > 0; --left)
            values.push_back(text());
        return values;
    }
    template <class T>
    void array(std::vector<T>& values, uint64_t count) {
        if (count > size_ / sizeof(T))
            good_ = false;
        values.resize(good_ ? count : 0);
        bytes(values.data(), values.size() * sizeof(T));
    }
    bool begins(const std::string& key) {
        char start[sizeof magic] = {};
        return bytes(start, sizeof start) && std::memcmp(start, magic, sizeof magic) == 0 && text() == key;
    }
    bool good() const { return good_; }

  private:
    File file_;
    uint64_t size_ = 0;
    bool good_ = false;
};

// Written beside the target and renamed: a reader sees a whole file or none.
template <class Fill>
void writeWhole(const std::filesystem::path& path, const std::string& key, const Fill& fill) {
    std::error_code ignored;
    std::filesystem::create_directories(path.parent_path(), ignored);
    const std::filesystem::path temporary = path.string() + "." + std::to_string(::getpid()) + ".tmp";
    Writer writer(temporary);
    writer.bytes(magic, sizeof magic);
    writer.text(key);
    fill(writer);
    if (writer.close())
        std::filesystem::rename(temporary, path, ignored);
    else
        std::filesystem::remove(temporary, ignored);
}

bool readNames(Reader& reader, const std::string& key, CachedFacts& facts) {
    if (!reader.good() || !reader.begins(key))
        return false;
    facts.lastRow = int64_t(reader.number());
    facts.categories = reader.texts();
    facts.recorded = reader.texts();
    return reader.good();
}

} // namespace

ColumnCache::ColumnCache(std::filesystem::path folder, std::string scoringUid, std::string key)
    : folder_(std::move(folder)), uid_(std::move(scoringUid)), key_(std::move(key)) {}

std::filesystem::path ColumnCache::fileOf(const std::string& part) const {
    return folder_ / "cache" / (uid_ + "." + part + ".columns");
}

bool ColumnCache::loadNames(CachedFacts& facts) const {
    Reader reader(fileOf("facts"));
    return readNames(reader, key_, facts);
}

bool ColumnCache::load(CachedFacts& facts) const {
    Reader reader(fileOf("facts"));
    if (!readNames(reader, key_, facts))
        return false;
    const uint64_t rows = reader.number();
    ScoreColumns& columns = facts.columns;
    reader.array(columns.question, rows);
    reader.array(columns.right, rows);
    reader.array(columns.valid, rows);
    reader.array(columns.split, rows);
    reader.array(columns.category, rows);
    reader.array(columns.answerTokens, rows);
    reader.array(columns.traceTokens, rows);
    return reader.good();
}

bool ColumnCache::loadMetric(const std::string& metric, size_t rows, std::vector<double>& values) const {
    Reader reader(fileOf(metric));
    if (!reader.good() || !reader.begins(key_) || reader.number() != rows)
        return false;
    reader.array(values, rows);
    return reader.good();
}

void ColumnCache::store(const CachedFacts& facts) const {
    writeWhole(fileOf("facts"), key_, [&](Writer& writer) {
        const ScoreColumns& columns = facts.columns;
        writer.number(uint64_t(facts.lastRow));
        writer.texts(facts.categories);
        writer.texts(facts.recorded);
        writer.number(columns.question.size());
        writer.array(columns.question);
        writer.array(columns.right);
        writer.array(columns.valid);
        writer.array(columns.split);
        writer.array(columns.category);
        writer.array(columns.answerTokens);
        writer.array(columns.traceTokens);
    });
}

void ColumnCache::storeMetric(const std::string& metric, const std::vector<double>& values) const {
    writeWhole(fileOf(metric), key_, [&](Writer& writer) {
        writer.number(values.size());
        writer.array(values);
    });
}

} // namespace caftan
