#include "core/text/added_tokens.h"

#include "core/text/unicode.h"

#include <algorithm>

namespace caftan {

AddedTokenFinder::AddedTokenFinder(const std::vector<AddedToken>& tokens) {
    for (const AddedToken& token : tokens)
        if (!token.content.empty())
            tokens_.push_back(token);
    std::stable_sort(tokens_.begin(), tokens_.end(),
                     [](const AddedToken& a, const AddedToken& b) { return a.content < b.content; });
    for (size_t i = 0; i < tokens_.size(); ++i) {
        auto& [begin, end] = range_[(unsigned char)(tokens_[i].content[0])];
        if (begin == end)
            begin = uint32_t(i);
        end = uint32_t(i + 1);
    }
}

// Narrows the sorted range byte by byte; a token that ends on the way is remembered.
const AddedToken* AddedTokenFinder::longestAt(std::string_view content, size_t at) const {
    auto [low, high] = range_[(unsigned char)(content[at])];
    const AddedToken* found = nullptr;
    for (size_t depth = 1; low < high; ++depth) {
        if (tokens_[low].content.size() == depth) {
            found = &tokens_[low];
            while (low < high && tokens_[low].content.size() == depth)
                ++low;
        }
        if (at + depth >= content.size())
            break;
        const auto byte = (unsigned char)(content[at + depth]);
        const auto first = tokens_.begin() + low, last = tokens_.begin() + high;
        const auto byteAt = [&](const AddedToken& token) { return (unsigned char)(token.content[depth]); };
        const auto begin =
            std::partition_point(first, last, [&](const AddedToken& token) { return byteAt(token) < byte; });
        const auto end =
            std::partition_point(begin, last, [&](const AddedToken& token) { return byteAt(token) == byte; });
        low = uint32_t(begin - tokens_.begin());
        high = uint32_t(end - tokens_.begin());
    }
    return found;
}

void AddedTokenFinder::split(std::string_view content, const std::function<void(std::string_view)>& text,
                             const std::function<void(const AddedToken&)>& token) const {
    size_t done = 0, at = 0;
    while (at < content.size()) {
        const auto& range = range_[(unsigned char)(content[at])];
        const AddedToken* found = range.first < range.second ? longestAt(content, at) : nullptr;
        if (!found) {
            ++at;
            continue;
        }
        size_t begin = at, end = at + found->content.size(), length = 0;
        at = end;
        if (found->singleWord && ((begin > 0 && isWord(characterBefore(content, begin))) ||
                                  (end < content.size() && isWord(characterAt(content, end, length)))))
            continue;
        if (found->leftStrip)
            while (begin > done && isSpace(characterBefore(content, begin)))
                do
                    --begin;
                while (begin > done && ((unsigned char)(content[begin]) & 0xC0) == 0x80);
        if (found->rightStrip)
            while (end < content.size() && isSpace(characterAt(content, end, length)))
                end += length;
        if (begin > done)
            text(content.substr(done, begin - done));
        token(*found);
        done = at = end;
    }
    if (done < content.size())
        text(content.substr(done));
}

} // namespace caftan
