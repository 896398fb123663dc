#include "core/text/bpe.h"

#include "core/text/unicode.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <optional>
#include <queue>

namespace caftan {

namespace {

constexpr size_t longPiece = 64; // symbols: beyond, a heap is quicker than looking at all pairs again

uint64_t mix(uint64_t value) {
    value ^= value >> 32;
    value *= 0x9E3779B97F4A7C15ULL;
    return value ^ (value >> 29);
}

uint64_t hashBytes(std::string_view bytes) {
    uint64_t hash = 0x243F6A8885A308D3ULL ^ bytes.size(), word = 0;
    while (bytes.size() >= 8) {
        std::memcpy(&word, bytes.data(), 8);
        hash = mix(hash ^ word);
        bytes.remove_prefix(8);
    }
    word = 0;
    std::memcpy(&word, bytes.data(), bytes.size());
    return mix(hash ^ word);
}

size_t tableSize(size_t entries) {
    return std::bit_ceil(std::max<size_t>(16, entries * 2));
}

} // namespace

Bpe::Bpe(const std::vector<Entry>& vocabulary, Options options) : options_(options) {
    table_.assign(tableSize(vocabulary.size()), 0);
    whole_ = std::make_unique<std::atomic<uint8_t>[]>(vocabulary.size());
    for (const Entry& entry : vocabulary) {
        spans_.emplace_back(uint32_t(arena_.size()), uint32_t(entry.bytes.size()));
        entryIds_.push_back(entry.id);
        arena_ += entry.bytes;
        const size_t mask = table_.size() - 1;
        size_t slot = hashBytes(entry.bytes) & mask;
        for (; table_[slot]; slot = (slot + 1) & mask) {
            const auto [begin, length] = spans_[table_[slot] - 1];
            if (std::string_view(arena_).substr(begin, length) == entry.bytes)
                break;
        }
        table_[slot] = uint32_t(spans_.size());
    }
    for (int byte = 0; byte < 256; ++byte) {
        const char text = char(byte);
        byteIds_[size_t(byte)] = find({&text, 1});
    }
}

void Bpe::reserveMerges(size_t count) {
    merges_.assign(tableSize(count), Slot());
}

void Bpe::addMerge(TokenId left, TokenId right, uint32_t rank, TokenId merged) {
    const uint64_t pair = uint64_t(uint32_t(left)) << 32 | uint32_t(right);
    const size_t mask = merges_.size() - 1;
    size_t slot = mix(pair) & mask;
    while (merges_[slot].merged >= 0 && merges_[slot].pair != pair)
        slot = (slot + 1) & mask;
    merges_[slot] = {pair, rank, merged};
}

const Bpe::Slot* Bpe::findMerge(TokenId left, TokenId right) const {
    const uint64_t pair = uint64_t(uint32_t(left)) << 32 | uint32_t(right);
    const size_t mask = merges_.size() - 1;
    for (size_t slot = mix(pair) & mask; merges_[slot].merged >= 0; slot = (slot + 1) & mask)
        if (merges_[slot].pair == pair)
            return &merges_[slot];
    return nullptr;
}

// Entry + 1, or 0.
static uint32_t lookUp(std::string_view bytes, const std::vector<uint32_t>& table, std::string_view arena,
                       const std::vector<std::pair<uint32_t, uint32_t>>& spans) {
    const size_t mask = table.size() - 1;
    for (size_t slot = hashBytes(bytes) & mask; table[slot]; slot = (slot + 1) & mask) {
        const auto [begin, length] = spans[table[slot] - 1];
        if (length == bytes.size() && std::memcmp(arena.data() + begin, bytes.data(), length) == 0)
            return table[slot];
    }
    return 0;
}

TokenId Bpe::find(std::string_view bytes) const {
    const uint32_t entry = lookUp(bytes, table_, arena_, spans_);
    return entry ? entryIds_[entry - 1] : -1;
}

void Bpe::encode(std::string_view piece, std::vector<TokenId>& ids) const {
    const uint32_t entry = lookUp(piece, table_, arena_, spans_);
    if (!entry)
        return merge(piece, ids);
    std::atomic<uint8_t>& whole = whole_[entry - 1];
    const TokenId id = entryIds_[entry - 1];
    if (options_.ignoreMerges || whole.load(std::memory_order_relaxed) == 1) {
        ids.push_back(id);
        return;
    }
    const size_t begin = ids.size();
    merge(piece, ids);
    whole.store(ids.size() == begin + 1 && ids.back() == id ? 1 : 2, std::memory_order_relaxed);
}

void Bpe::addBytes(std::string_view piece, std::vector<TokenId>& ids) const {
    bool afterUnknown = false;
    for (const char c : piece) {
        TokenId id = byteIds_[(unsigned char)(c)];
        const bool known = id >= 0;
        if (!known && options_.unknown >= 0 && !(afterUnknown && options_.fuseUnknown))
            id = options_.unknown;
        if (id >= 0)
            ids.push_back(id);
        afterUnknown = !known;
    }
}

void Bpe::addCharacters(std::string_view piece, std::vector<TokenId>& ids) const {
    bool afterUnknown = false;
    for (size_t at = 0, length = 0; at < piece.size(); at += length) {
        characterAt(piece, at, length);
        const std::string_view character = piece.substr(at, length);
        const TokenId id = length == 1 ? byteIds_[(unsigned char)(character[0])] : find(character);
        const bool bytes = id < 0 && std::all_of(
                                         character.begin(), character.end(),
                                         [&](char byte) { return options_.byteTokens[(unsigned char)(byte)] >= 0; });
        if (id >= 0)
            ids.push_back(id);
        else if (bytes)
            for (const char byte : character)
                ids.push_back(options_.byteTokens[(unsigned char)(byte)]);
        else if (options_.unknown >= 0 && !(afterUnknown && options_.fuseUnknown))
            ids.push_back(options_.unknown);
        afterUnknown = id < 0 && !bytes;
    }
}

void Bpe::merge(std::string_view piece, std::vector<TokenId>& ids) const {
    const size_t begin = ids.size();
    options_.characters ? addCharacters(piece, ids) : addBytes(piece, ids);
    if (merges_.empty())
        return;
    if (ids.size() - begin > longPiece)
        mergeLong(ids, begin);
    else if (ids.size() - begin > 1)
        mergeShort(ids, begin);
}

// Looks at all pairs for the lowest rank, leftmost first, and merges it, until no pair merges.
void Bpe::mergeShort(std::vector<TokenId>& ids, size_t begin) const {
    constexpr uint32_t none = std::numeric_limits<uint32_t>::max();
    std::array<const Slot*, longPiece> pairs; // pairs[i]: merge of symbols i and i + 1
    TokenId* symbols = ids.data() + begin;
    size_t count = ids.size() - begin;
    for (size_t i = 0; i + 1 < count; ++i)
        pairs[i] = findMerge(symbols[i], symbols[i + 1]);
    while (count > 1) {
        size_t best = 0;
        uint32_t rank = none;
        for (size_t i = 0; i + 1 < count; ++i)
            if (pairs[i] && pairs[i]->rank < rank) {
                rank = pairs[i]->rank;
                best = i;
            }
        if (rank == none)
            break;
        symbols[best] = pairs[best]->merged;
        for (size_t i = best + 1; i + 1 < count; ++i) {
            symbols[i] = symbols[i + 1];
            pairs[i] = i + 2 < count ? pairs[i + 1] : nullptr;
        }
        --count;
        pairs[best] = best + 1 < count ? findMerge(symbols[best], symbols[best + 1]) : nullptr;
        if (best > 0)
            pairs[best - 1] = findMerge(symbols[best - 1], symbols[best]);
    }
    ids.resize(begin + count);
}

// The same with a heap over a linked list, for pieces of any length.
void Bpe::mergeLong(std::vector<TokenId>& ids, size_t begin) const {
    struct Symbol {
        TokenId id;
        uint32_t previous, next; // none: ~0
    };
    struct Candidate {
        uint32_t rank, at;
        TokenId left, right, merged;
        bool operator<(const Candidate& other) const { // the heap gives its greatest first
            return rank != other.rank ? rank > other.rank : at > other.at;
        }
    };
    constexpr uint32_t none = ~0U;
    const uint32_t count = uint32_t(ids.size() - begin);
    std::vector<Symbol> symbols(count);
    std::vector<Candidate> candidates;
    const auto candidate = [&](uint32_t at) -> std::optional<Candidate> {
        const uint32_t next = at == none ? none : symbols[at].next;
        const Slot* slot = next == none ? nullptr : findMerge(symbols[at].id, symbols[next].id);
        if (!slot)
            return std::nullopt;
        return Candidate{slot->rank, at, symbols[at].id, symbols[next].id, slot->merged};
    };
    for (uint32_t i = 0; i < count; ++i)
        symbols[i] = {ids[begin + i], i == 0 ? none : i - 1, i + 1 == count ? none : i + 1};
    for (uint32_t i = 0; i < count; ++i)
        if (const auto found = candidate(i))
            candidates.push_back(*found);
    std::priority_queue<Candidate> queue({}, std::move(candidates));
    while (!queue.empty()) {
        const Candidate top = queue.top();
        queue.pop();
        Symbol& left = symbols[top.at];
        if (left.id != top.left || left.next == none || symbols[left.next].id != top.right)
            continue; // one of the two was merged meanwhile
        Symbol& right = symbols[left.next];
        left.id = top.merged;
        left.next = right.next;
        right.id = -1;
        if (left.next != none)
            symbols[left.next].previous = top.at;
        for (const uint32_t at : {left.previous, top.at})
            if (const auto found = candidate(at))
                queue.push(*found);
    }
    ids.resize(begin);
    for (uint32_t at = 0; at != none; at = symbols[at].next)
        ids.push_back(symbols[at].id);
}

} // namespace caftan
