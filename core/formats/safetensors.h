// safetensors: an 8-byte length, a JSON header, raw tensors. The header is checked (sizes, overlaps, bounds) before any
// use.
#pragma once

#include "core/base/files.h"
#include "core/base/json.h"
#include "core/formats/tensor_view.h"

#include <map>

namespace caftan {

class SafetensorsFile {
  public:
    static Result<SafetensorsFile> open(const std::filesystem::path& path);
    static Result<std::vector<TensorView>> parse(std::span<const std::byte> bytes,
                                                 std::map<std::string, std::string>* metadata);
    const std::vector<TensorView>& tensors() const { return tensors_; } // valid as long as this object
    const std::map<std::string, std::string>& metadata() const { return metadata_; }

  private:
    SafetensorsFile(MappedFile file) : file_(std::move(file)) {}
    MappedFile file_;
    std::vector<TensorView> tensors_;
    std::map<std::string, std::string> metadata_;
};

// Writes tensors (row-major bytes) atomically. Header padded with spaces to 8 bytes, as the reference writer does.
Status writeSafetensors(const std::filesystem::path& path, std::span<const TensorView> tensors,
                        const std::map<std::string, std::string>& metadata = {});

} // namespace caftan
