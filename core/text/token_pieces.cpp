#include "core/text/token_pieces.h"

#include "core/text/text_stream.h"

#include <numeric>

namespace caftan {

size_t TokenPieces::alone(TokenId id) {
    const auto [found, fresh] = known_.try_emplace(id, 0);
    if (fresh)
        found->second = tokenizer_.decode({&id, 1}).size();
    return found->second;
}

// Lengths of ids by themselves are right when they add up; else what each adds to the text is looked at.
std::vector<size_t> TokenPieces::lengths(std::span<const TokenId> ids, const std::string& text) {
    std::vector<size_t> lengths;
    lengths.reserve(ids.size());
    for (const TokenId id : ids)
        lengths.push_back(alone(id));
    if (std::accumulate(lengths.begin(), lengths.end(), size_t(0)) == text.size())
        return lengths;
    TextStream stream(tokenizer_);
    size_t sum = 0;
    for (size_t i = 0; i < ids.size(); ++i)
        sum += lengths[i] = stream.push(ids[i]).size();
    const size_t rest = stream.finish().size();
    if (!lengths.empty())
        lengths.back() += rest;
    if (sum + rest != text.size()) // the whole is decoded otherwise than its parts: no pieces
        lengths.clear();
    return lengths;
}

} // namespace caftan
