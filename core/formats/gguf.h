// GGUF v2 and v3: metadata and tensor views of a mapped file, every size and offset checked.
#pragma once

#include "core/base/files.h"
#include "core/base/json.h"
#include "core/formats/tensor_view.h"

namespace caftan {

class GgufFile {
  public:
    static Result<GgufFile> open(const std::filesystem::path& path);
    // Key -> value; arrays are JSON arrays, strings are the file's bytes (not always valid UTF-8).
    const Json& metadata() const { return metadata_; }
    const std::vector<TensorView>& tensors() const { return tensors_; } // valid as long as this object
    struct Parsed {
        Json metadata;
        std::vector<TensorView> tensors;
    };
    // Never allocates more than a fixed multiple of the bytes given.
    static Result<Parsed> parse(std::span<const std::byte> bytes);

  private:
    GgufFile(MappedFile file) : file_(std::move(file)) {}
    MappedFile file_;
    Json metadata_;
    std::vector<TensorView> tensors_;
};

} // namespace caftan
