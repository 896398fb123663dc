#include "core/store/column_cache.h"

#include <bit>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace caftan {
namespace {

// Native byte order: a cache never travels between machines of another one.
constexpr int64_t magic = 0x32304c4f43464143; // "CAFCOL02"
constexpr uint64_t prime = 0x9e3779b97f4a7c15;

// Tells damage, not malice. Every step maps one to one, so that a single changed word always changes the sum; four
// lanes keep the multiplier busy.
uint64_t summed(uint64_t sum, const void* data, size_t size) {
    const auto* at = static_cast<const unsigned char*>(data);
    uint64_t lanes[4] = {sum ^ size, sum + prime, ~sum, std::rotl(sum, 32)};
    size_t left = size;
    for (; left >= 32; left -= 32, at += 32) {
        uint64_t words[4];
        std::memcpy(words, at, sizeof words);
        for (int i = 0; i < 4; ++i)
            lanes[i] = std::rotl((lanes[i] ^ words[i]) * prime, 29);
    }
    for (; left > 0; left -= std::min<size_t>(left, 8)) {
        uint64_t word = 0;
        std::memcpy(&word, at, std::min<size_t>(left, 8));
        at += std::min<size_t>(left, 8);
        lanes[0] = std::rotl((lanes[0] ^ word) * prime, 29);
    }
    for (int i = 1; i < 4; ++i)
        lanes[0] = std::rotl((lanes[0] ^ lanes[i]) * prime, 31);
    return lanes[0];
}

} // namespace

CacheWriter::CacheWriter(const std::filesystem::path& path) : file_(std::fopen(path.c_str(), "wb")), sum_(0) {
    good_ = file_ != nullptr;
    field(magic);
}

void CacheWriter::bytes(const void* data, size_t size) {
    good_ = good_ && (size == 0 || std::fwrite(data, 1, size, file_.get()) == size);
    sum_ = summed(sum_, data, size);
}

void CacheWriter::field(const std::string& value) {
    field(int64_t(value.size()));
    bytes(value.data(), value.size());
}

void CacheWriter::field(const std::vector<std::string>& values) {
    field(int64_t(values.size()));
    for (const std::string& value : values)
        field(value);
}

bool CacheWriter::finish() {
    const uint64_t sum = sum_;
    bytes(&sum, sizeof sum);
    return file_ && std::fclose(file_.release()) == 0 && good_;
}

CacheReader::CacheReader(const std::filesystem::path& path)
    : file_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)), sum_(0) {
    struct stat info{};
    good_ = file_ >= 0 && ::fstat(file_, &info) == 0 && S_ISREG(info.st_mode);
    left_ = good_ ? uint64_t(info.st_size) : 0;
    int64_t start = 0;
    field(start);
    good_ = good_ && start == magic;
}

CacheReader::~CacheReader() {
    if (file_ >= 0)
        ::close(file_);
}

void CacheReader::bytes(void* data, size_t size) {
    good_ = good_ && size <= left_;
    for (size_t done = 0; good_ && done < size;) {
        const ssize_t got = ::read(file_, static_cast<char*>(data) + done, size - done);
        good_ = got > 0;
        done += good_ ? size_t(got) : 0;
    }
    if (!good_)
        return;
    left_ -= size;
    sum_ = summed(sum_, data, size);
}

size_t CacheReader::length(size_t each) {
    int64_t count = 0;
    field(count);
    good_ = good_ && count >= 0 && uint64_t(count) <= left_ / each;
    return good_ ? size_t(count) : 0;
}

void CacheReader::field(std::string& value) {
    value.resize(length(1));
    bytes(value.data(), value.size());
}

void CacheReader::field(std::vector<std::string>& values) {
    values.resize(length(sizeof(int64_t))); // each has a length at least
    for (std::string& value : values)
        field(value);
}

bool CacheReader::finish() {
    const uint64_t expected = sum_;
    uint64_t sum = 0;
    bytes(&sum, sizeof sum);
    return good_ && left_ == 0 && sum == expected;
}

std::filesystem::path ColumnCache::fileOf(const std::string& name) const {
    return folder_ / (name + ".columns");
}

std::filesystem::path ColumnCache::temporaryOf(const std::string& name) const {
    std::error_code ignored;
    std::filesystem::create_directories(folder_, ignored);
    const auto now = std::filesystem::file_time_type::clock::now();
    for (const auto& entry : std::filesystem::directory_iterator(folder_, ignored)) // a crash left them behind
        if (entry.path().extension() == ".tmp" && now - entry.last_write_time(ignored) > std::chrono::hours(1))
            std::filesystem::remove(entry.path(), ignored);
    return folder_ / (name + "." + std::to_string(::getpid()) + "-" + std::to_string(::gettid()) + ".tmp");
}

void ColumnCache::put(const std::filesystem::path& temporary, const std::string& name, bool whole) const {
    std::error_code ignored;
    if (whole)
        std::filesystem::rename(temporary, fileOf(name), ignored);
    if (!whole || ignored)
        std::filesystem::remove(temporary, ignored);
}

} // namespace caftan
