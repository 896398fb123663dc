#include "core/formats/output_file.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <unistd.h>

namespace caftan {

OutputFile::OutputFile(std::filesystem::path target)
    : target_(std::move(target)), path_(target_.string() + ".tmp" + std::to_string(::getpid())) {
    file_ = std::fopen(path_.c_str(), "wb");
    error_ = file_ ? 0 : errno;
}

OutputFile::~OutputFile() {
    if (file_)
        std::fclose(file_);
    if (file_ && !kept_)
        ::unlink(path_.c_str());
}

void OutputFile::write(const void* data, size_t size) {
    if (error_ || size == 0)
        return;
    errno = 0;
    if (std::fwrite(data, 1, size, file_) != size)
        error_ = errno ? errno : EIO;
    written_ += size;
}

void OutputFile::pad(uint64_t alignment) {
    constexpr char zeros[64] = {};
    for (uint64_t left = (alignment - written_ % alignment) % alignment; left > 0;) {
        const uint64_t part = std::min<uint64_t>(left, sizeof zeros);
        write(zeros, size_t(part));
        left -= part;
    }
}

Status OutputFile::finish() {
    if (!error_ && (std::fflush(file_) != 0 || ::fsync(fileno(file_)) != 0))
        error_ = errno;
    kept_ = !error_ && std::rename(path_.c_str(), target_.c_str()) == 0;
    if (kept_)
        return {};
    const int reason = error_ ? error_ : errno;
    return fail("cannot write " + target_.string() + ": " + std::strerror(reason));
}

} // namespace caftan
