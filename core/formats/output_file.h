// A large file that appears whole or not at all: written beside its place under another name, synced, renamed.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <cstdio>
#include <filesystem>

namespace caftan {

class OutputFile {
  public:
    explicit OutputFile(std::filesystem::path target);
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;
    ~OutputFile(); // removes what was not finished

    // After a failure further writes do nothing; finish tells the first one.
    void write(const void* data, size_t size);
    void pad(uint64_t alignment); // zeros up to a multiple of it
    uint64_t written() const { return written_; }
    bool failed() const { return error_ != 0; }
    Status finish(); // the sentence names the target and the reason

  private:
    std::filesystem::path target_;
    std::string path_;
    std::FILE* file_ = nullptr;
    uint64_t written_ = 0;
    int error_ = 0; // errno of the first failure
    bool kept_ = false;
};

} // namespace caftan
