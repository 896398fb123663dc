// Columns as plain arrays in <project>/cache, so that a million rows are there in some milliseconds where SQLite needs
// a third of a second. A file that is missing, foreign, outdated or damaged is no error: what it held is read from the
// project and the file is written anew. Deleting the folder loses nothing. Private to core/store.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace caftan {

// An array that is not filled with zeros before it is read: a page of memory is touched once.
template <class T>
class RawArray {
    static_assert(std::is_trivially_copyable_v<T>);

  public:
    void resize(size_t size) { // what it held is gone
        values_ = std::make_unique_for_overwrite<T[]>(size);
        size_ = size;
    }
    void assign(size_t size, T value) {
        resize(size);
        std::fill_n(values_.get(), size, value);
    }
    size_t size() const { return size_; }
    T* data() { return values_.get(); }
    const T* data() const { return values_.get(); }
    T& operator[](size_t i) { return values_[i]; }
    const T& operator[](size_t i) const { return values_[i]; }

  private:
    std::unique_ptr<T[]> values_;
    size_t size_ = 0;
};

// Both ends run over the same pieces, each with its length, and keep a checksum of them.
class CacheWriter {
  public:
    explicit CacheWriter(const std::filesystem::path& path);
    void field(int64_t value) { bytes(&value, sizeof value); }
    void field(const std::string& value);
    void field(const std::vector<std::string>& values);
    template <class Array>
    void field(const Array& values) { // a vector or RawArray
        field(int64_t(values.size()));
        bytes(values.data(), values.size() * sizeof(values[0]));
    }
    bool finish(); // false: not all could be written

  private:
    struct Closer {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    void bytes(const void* data, size_t size);
    std::unique_ptr<std::FILE, Closer> file_;
    uint64_t sum_;
    bool good_ = true;
};

class CacheReader {
  public:
    explicit CacheReader(const std::filesystem::path& path);
    ~CacheReader();
    CacheReader(const CacheReader&) = delete;
    CacheReader& operator=(const CacheReader&) = delete;
    bool good() const { return good_; }
    void field(int64_t& value) { bytes(&value, sizeof value); }
    void field(std::string& value);
    void field(std::vector<std::string>& values);
    template <class Array>
    void field(Array& values) {
        values.resize(length(sizeof(values[0])));
        bytes(values.data(), values.size() * sizeof(values[0]));
    }
    bool finish(); // true: everything was there and is as it was written

  private:
    size_t length(size_t each); // of what follows; 0 when the file cannot hold it
    void bytes(void* data, size_t size);
    int file_ = -1;
    uint64_t left_ = 0, sum_;
    bool good_ = false;
};

class ColumnCache {
  public:
    // `folder`: the project's. writable false: nothing is stored.
    ColumnCache(const std::filesystem::path& folder, bool writable) : folder_(folder / "cache"), writable_(writable) {}

    // `key` changes whenever what is cached does; it stands in the file. On false the fields hold anything.
    template <class... Fields>
    bool load(const std::string& name, const std::string& key, Fields&... fields) const {
        CacheReader reader(fileOf(name));
        std::string found;
        if (reader.good())
            reader.field(found);
        if (!reader.good() || found != key)
            return false;
        (reader.field(fields), ...);
        return reader.finish();
    }

    // Written beside the target and renamed: a reader sees a whole file or none. A folder that cannot be written or a
    // full disk is no error.
    template <class... Fields>
    void store(const std::string& name, const std::string& key, const Fields&... fields) const {
        if (!writable_)
            return;
        const std::filesystem::path temporary = temporaryOf(name);
        CacheWriter writer(temporary);
        writer.field(key);
        (writer.field(fields), ...);
        put(temporary, name, writer.finish());
    }

  private:
    std::filesystem::path fileOf(const std::string& name) const;
    std::filesystem::path temporaryOf(const std::string& name) const; // in a folder that is there
    void put(const std::filesystem::path& temporary, const std::string& name, bool whole) const;
    std::filesystem::path folder_;
    bool writable_;
};

} // namespace caftan
