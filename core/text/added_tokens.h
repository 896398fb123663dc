// Finds added (special) tokens in text: leftmost first, longest first, as Hugging Face's AddedVocabulary does.
#pragma once

#include "core/text/tokenizer_definition.h"

#include <array>
#include <functional>

namespace caftan {

class AddedTokenFinder {
  public:
    AddedTokenFinder() = default;
    explicit AddedTokenFinder(const std::vector<AddedToken>& tokens);
    bool empty() const { return tokens_.empty(); }

    // Calls `text` for each stretch without tokens and `token` for each token, in order. Valid UTF-8.
    void split(std::string_view content, const std::function<void(std::string_view)>& text,
               const std::function<void(const AddedToken&)>& token) const;

  private:
    const AddedToken* longestAt(std::string_view content, size_t at) const;
    std::vector<AddedToken> tokens_;                         // sorted by content
    std::array<std::pair<uint32_t, uint32_t>, 256> range_{}; // first byte -> tokens that begin with it
};

} // namespace caftan
