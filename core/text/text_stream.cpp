#include "core/text/text_stream.h"

namespace caftan {

// Decoded beside what stood before: a first token is decoded differently (a space is dropped) in some vocabularies.
std::string TextStream::added(bool whole) {
    const std::string before = tokenizer_.decode(std::span(ids_).first(shown_)), all = tokenizer_.decode(ids_);
    constexpr size_t longestCharacter = 8; // tokens; what is still broken then stays broken
    const bool broken = all.ends_with("\xEF\xBF\xBD") && ids_.size() - shown_ < longestCharacter;
    if (all.size() <= before.size() || (broken && !whole))
        return "";
    ids_.erase(ids_.begin(), ids_.begin() + std::ptrdiff_t(shown_));
    shown_ = ids_.size();
    return all.substr(before.size());
}

std::string TextStream::push(TokenId id) {
    ids_.push_back(id);
    return added(false);
}

std::string TextStream::finish() {
    return added(true);
}

} // namespace caftan
