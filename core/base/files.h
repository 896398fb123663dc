// Files: reading whole, writing atomically, mapping, hashing.
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace caftan {

Result<std::string> readFile(const std::filesystem::path& path);

// Writes beside the target and renames: a reader sees the old file or the new one. A full disk leaves the old one.
Status writeFile(const std::filesystem::path& path, std::string_view content);

// A read-only view of a whole file. The bytes live as long as this object; move only.
class MappedFile {
  public:
    static Result<MappedFile> open(const std::filesystem::path& path);
    MappedFile(MappedFile&& other) noexcept;
    MappedFile& operator=(MappedFile&& other) noexcept;
    ~MappedFile();
    std::span<const std::byte> bytes() const { return {data_, size_}; }

  private:
    MappedFile(const std::byte* data, size_t size) : data_(data), size_(size) {}
    const std::byte* data_ = nullptr;
    size_t size_ = 0;
};

// SHA-256 as 64 lower-case hex digits.
std::string sha256(std::string_view bytes);
Result<std::string> sha256File(const std::filesystem::path& path);

// An exclusive flock(2). Held until destroyed; the kernel releases it when the process dies.
class FileLock {
  public:
    // Waits for the lock.
    static Result<FileLock> acquire(const std::filesystem::path& path);
    // Gives nullopt-like empty lock (held() == false) when another process holds it.
    static Result<FileLock> tryAcquire(const std::filesystem::path& path);
    // Does another process (or another FileLock of this one) hold it? A missing file: no. Only looks, with a shared
    // lock for an instant, so that two lookers never see each other; who wants the lock meanwhile should try again.
    static bool isHeld(const std::filesystem::path& path);
    FileLock(FileLock&& other) noexcept;
    FileLock& operator=(FileLock&& other) noexcept;
    ~FileLock();
    bool held() const { return descriptor_ >= 0; }

  private:
    explicit FileLock(int descriptor) : descriptor_(descriptor) {}
    int descriptor_ = -1;
};

} // namespace caftan
