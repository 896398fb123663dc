// Where the tokens of a text begin and end in it.
#pragma once

#include "core/text/tokenizer.h"

#include <span>
#include <unordered_map>
#include <vector>

namespace caftan {

// How many bytes of tokenizer.decode(ids) each id is; what is not whole by itself (a part of a character) counts with
// the id that completes it. Remembers the lengths of single ids: use one for many texts.
class TokenPieces {
  public:
    explicit TokenPieces(const Tokenizer& tokenizer) : tokenizer_(tokenizer) {} // which must outlive this
    std::vector<size_t> lengths(std::span<const TokenId> ids, const std::string& text);

  private:
    size_t alone(TokenId id);
    const Tokenizer& tokenizer_;
    std::unordered_map<TokenId, size_t> known_;
};

} // namespace caftan
