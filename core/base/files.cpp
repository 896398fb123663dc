#include "core/base/files.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace caftan {
namespace {

std::string reason() {
    return std::strerror(errno);
}

class Descriptor {
  public:
    explicit Descriptor(int value) : value_(value) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (value_ >= 0)
            ::close(value_);
    }
    int get() const { return value_; }
    int release() { return std::exchange(value_, -1); }

  private:
    int value_;
};

std::string hex(const unsigned char* bytes, unsigned size) {
    std::string text;
    for (unsigned i = 0; i < size; ++i) {
        constexpr char digits[] = "0123456789abcdef";
        text += digits[bytes[i] >> 4];
        text += digits[bytes[i] & 15];
    }
    return text;
}

Status writeAll(int descriptor, std::string_view content, const std::filesystem::path& path) {
    while (!content.empty()) {
        const ssize_t written = ::write(descriptor, content.data(), content.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return fail("cannot write " + path.string() + ": " + reason());
        content.remove_prefix(size_t(written));
    }
    return {};
}

} // namespace

Result<std::string> readFile(const std::filesystem::path& path) {
    Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0)
        return fail("cannot read " + path.string() + ": " + reason());
    std::string content;
    std::array<char, 1 << 16> buffer;
    for (;;) {
        const ssize_t count = ::read(file.get(), buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return fail("cannot read " + path.string() + ": " + reason());
        if (count == 0)
            return content;
        content.append(buffer.data(), size_t(count));
    }
}

Status writeFile(const std::filesystem::path& path, std::string_view content) {
    const std::filesystem::path temporary = path.string() + ".tmp" + std::to_string(::getpid());
    {
        Descriptor file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
        if (file.get() < 0)
            return fail("cannot write " + path.string() + ": " + reason());
        Status written = writeAll(file.get(), content, path);
        if (written && ::fsync(file.get()) != 0)
            written = fail("cannot write " + path.string() + ": " + reason());
        if (!written) {
            ::unlink(temporary.c_str());
            return written;
        }
    }
    if (::rename(temporary.c_str(), path.c_str()) != 0) {
        const std::string why = reason();
        ::unlink(temporary.c_str());
        return fail("cannot write " + path.string() + ": " + why);
    }
    return {};
}

Result<MappedFile> MappedFile::open(const std::filesystem::path& path) {
    Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    struct stat info{};
    if (file.get() < 0 || ::fstat(file.get(), &info) != 0)
        return fail("cannot read " + path.string() + ": " + reason());
    if (!S_ISREG(info.st_mode))
        return fail(path.string() + " is not a file");
    if (info.st_size == 0)
        return MappedFile(nullptr, 0);
    void* data = ::mmap(nullptr, size_t(info.st_size), PROT_READ, MAP_PRIVATE, file.get(), 0);
    if (data == MAP_FAILED)
        return fail("cannot map " + path.string() + ": " + reason());
    return MappedFile(static_cast<const std::byte*>(data), size_t(info.st_size));
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    return *this;
}

MappedFile::~MappedFile() {
    if (data_)
        ::munmap(const_cast<std::byte*>(data_), size_);
}

std::string sha256(std::string_view bytes) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr);
    return hex(digest.data(), size);
}

Result<std::string> sha256File(const std::filesystem::path& path) {
    CAFTAN_TRY(file, MappedFile::open(path));
    const auto bytes = file.bytes();
    return sha256({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

static Result<int> openLock(const std::filesystem::path& path, int operation) {
    Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644));
    if (file.get() < 0)
        return fail("cannot open the lock " + path.string() + ": " + reason());
    int outcome;
    do
        outcome = ::flock(file.get(), operation);
    while (outcome != 0 && errno == EINTR);
    if (outcome == 0)
        return file.release();
    if (errno == EWOULDBLOCK)
        return -1;
    return fail("cannot lock " + path.string() + ": " + reason());
}

Result<FileLock> FileLock::acquire(const std::filesystem::path& path) {
    CAFTAN_TRY(descriptor, openLock(path, LOCK_EX));
    return FileLock(descriptor);
}

Result<FileLock> FileLock::tryAcquire(const std::filesystem::path& path) {
    CAFTAN_TRY(descriptor, openLock(path, LOCK_EX | LOCK_NB));
    return FileLock(descriptor);
}

bool FileLock::isHeld(const std::filesystem::path& path) {
    Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    return file.get() >= 0 && ::flock(file.get(), LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
}

FileLock::FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
}

FileLock::~FileLock() {
    if (descriptor_ >= 0)
        ::close(descriptor_);
}

} // namespace caftan
