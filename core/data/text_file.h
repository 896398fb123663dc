// A text file as clean UTF-8, whatever it was packed and encoded in. Reads files, writes nothing. Thread: any.
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace caftan {

struct TextFile {
    std::string text;     // valid UTF-8 without byte order mark
    int64_t repaired = 0; // broken UTF-8 sequences that were replaced by U+FFFD
};

// There is such a file, and it is no folder.
Status checkFile(const std::filesystem::path& path);

// Gzip (several members too) is recognised by its first bytes. Refused with a sentence: folders, empty files, cut or
// damaged gzip, other archives, UTF-16, binary files, more than `limit` bytes of text.
Result<TextFile> readTextFile(const std::filesystem::path& path, size_t limit = size_t(4) << 30);

// "questions.JSONL.gz" -> ".jsonl"; "" without extension.
std::string dataExtension(const std::filesystem::path& path);
// "train.jsonl.gz" -> "train".
std::string dataStem(const std::filesystem::path& path);

} // namespace caftan
