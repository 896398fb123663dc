#include "core/text/sentence_piece.h"

#include "core/text/unicode.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

namespace caftan {

std::string withMetaspaces(std::string_view stretch, SpacePrefix prefix, bool first) {
    std::string text;
    text.reserve(stretch.size() + stretch.size() / 3 + metaspace.size());
    const bool begun = stretch.starts_with(' ') || stretch.starts_with(metaspace);
    const bool wanted = prefix == SpacePrefix::Every || (prefix == SpacePrefix::EveryUnlessThere && !begun) ||
                        (prefix == SpacePrefix::FirstUnlessThere && first && !begun);
    if (wanted && !stretch.empty())
        text += metaspace;
    for (const char c : stretch)
        if (c == ' ')
            text += metaspace;
        else
            text += c;
    return text;
}

bool canCutAtSpaces(const TokenizerDefinition& definition) {
    if (definition.ignoreMerges)
        return false;
    bool known = false; // an unknown U+2581 could be fused with what stands before it
    for (const auto& [token, id] : definition.vocabulary) {
        known = known || token == metaspace;
        for (size_t at = token.find(metaspace); at != std::string::npos; at = token.find(metaspace, at + 1))
            if (at > 0 && !std::string_view(token).substr(0, at).ends_with(metaspace))
                return false;
    }
    return known;
}

void cutAtSpaces(std::string_view text, SpaceCuts cuts, std::vector<std::string_view>& pieces) {
    pieces.clear();
    size_t begin = 0;
    for (size_t at = cuts == SpaceCuts::None ? std::string_view::npos : text.find(metaspace, 1);
         at != std::string_view::npos; at = text.find(metaspace, at + metaspace.size())) {
        if (cuts == SpaceCuts::Words && text.substr(0, at).ends_with(metaspace))
            continue;
        pieces.push_back(text.substr(begin, at - begin));
        begin = at;
    }
    if (begin < text.size())
        pieces.push_back(text.substr(begin));
}

int byteOfToken(std::string_view token) {
    if (token.size() != 6 || !token.starts_with("<0x") || token.back() != '>')
        return -1;
    int value = 0;
    for (const char c : token.substr(3, 2)) {
        const int digit = c >= '0' && c <= '9'   ? c - '0'
                          : c >= 'A' && c <= 'F' ? c - 'A' + 10
                          : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                                 : -1;
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

std::vector<std::pair<std::string, std::string>> mergesFromScores(const TokenizerDefinition& definition) {
    struct Merge {
        float score;
        size_t left, right; // characters
        std::string_view token;
        size_t cut; // bytes
    };
    std::unordered_map<std::string_view, TokenId> ids;
    for (const auto& [token, id] : definition.vocabulary)
        if (byteOfToken(token) < 0)
            ids[token] = TokenId(id);
    constexpr size_t longest = 256; // bytes of a token that is looked at; keeps hostile vocabularies cheap
    std::vector<Merge> merges;
    for (const auto& [token, id] : definition.vocabulary) {
        if (byteOfToken(token) >= 0 || token.size() > longest || size_t(id) >= definition.scores.size() ||
            ids.at(token) != id || !isValidUtf8(token))
            continue;
        const std::string_view whole = token;
        const size_t begin = merges.size();
        size_t characters = 0, length = 0;
        for (size_t at = 0; at < whole.size(); at += length, ++characters)
            characterAt(whole, at, length);
        for (size_t at = 0, before = 0; at < whole.size(); at += length, ++before) {
            characterAt(whole, at, length);
            if (at > 0 && ids.contains(whole.substr(0, at)) && ids.contains(whole.substr(at)))
                merges.push_back({definition.scores[size_t(id)], before, characters - before, whole, at});
        }
        std::sort(merges.begin() + std::ptrdiff_t(begin), merges.end(), [&](const Merge& a, const Merge& b) {
            const auto key = [&](const Merge& m) {
                return std::pair(ids.at(m.token.substr(0, m.cut)), ids.at(m.token.substr(m.cut)));
            };
            return key(a) < key(b);
        });
    }
    std::stable_sort(merges.begin(), merges.end(), [](const Merge& a, const Merge& b) {
        return std::tie(b.score, b.left, b.right) < std::tie(a.score, a.left, a.right);
    });
    std::vector<std::pair<std::string, std::string>> result;
    result.reserve(merges.size());
    for (const Merge& merge : merges)
        result.emplace_back(merge.token.substr(0, merge.cut), merge.token.substr(merge.cut));
    return result;
}

} // namespace caftan
