// Text to token ids and back. Immutable after loading; any number of threads may use one.
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace caftan {

using TokenId = int32_t;

class Tokenizer {
  public:
    virtual ~Tokenizer() = default;
    // A Hugging Face folder (tokenizer.json alone is enough), a tokenizer.json, or a GGUF file.
    static Result<std::unique_ptr<Tokenizer>> load(const std::filesystem::path& path);

    // Special tokens in the text are parsed, none are added.
    virtual std::vector<TokenId> encode(std::string_view text) const = 0;
    // Special tokens are written as their text.
    virtual std::string decode(std::span<const TokenId> ids) const = 0;
    virtual int64_t size() const = 0;
    virtual TokenId idOf(std::string_view token) const = 0; // exact vocabulary or special token text; -1: none
    virtual bool isSpecial(TokenId id) const = 0;
    virtual std::string kind() const = 0; // "byte-level BPE", ...
};

} // namespace caftan
