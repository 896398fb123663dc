// Byte-pair merging over bytes or characters. Immutable but for one remembered fact a token; any number of threads may
// use one.
#pragma once

#include "core/text/tokenizer.h"

#include <array>
#include <atomic>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace caftan {

class Bpe {
  public:
    static constexpr std::array<TokenId, 256> noBytes() {
        std::array<TokenId, 256> none{};
        none.fill(-1);
        return none;
    }
    struct Options {
        TokenId unknown = -1; // for bytes that the vocabulary lacks; -1: they are dropped
        bool fuseUnknown = false, ignoreMerges = false;
        bool characters = false; // merging begins with characters (SentencePiece's kind) instead of bytes
        std::array<TokenId, 256> byteTokens = noBytes(); // for characters that the vocabulary lacks; all or none
    };
    struct Entry {
        std::string bytes;
        TokenId id;
    };
    // Later entries and merges of the same key win, as in Hugging Face's maps.
    Bpe(const std::vector<Entry>& vocabulary, Options options);
    // Merge of two tokens into a third, by rank; all three in the vocabulary.
    void reserveMerges(size_t count);
    void addMerge(TokenId left, TokenId right, uint32_t rank, TokenId merged);

    TokenId find(std::string_view bytes) const; // -1: none
    void encode(std::string_view piece, std::vector<TokenId>& ids) const;

  private:
    struct Slot {
        uint64_t pair = ~uint64_t(0);
        uint32_t rank = 0;
        TokenId merged = -1;
    };
    const Slot* findMerge(TokenId left, TokenId right) const;
    void addCharacters(std::string_view piece, std::vector<TokenId>& ids) const;
    void addBytes(std::string_view piece, std::vector<TokenId>& ids) const;
    void merge(std::string_view piece, std::vector<TokenId>& ids) const;
    void mergeShort(std::vector<TokenId>& ids, size_t begin) const;
    void mergeLong(std::vector<TokenId>& ids, size_t begin) const;

    Options options_;
    std::string arena_;                                // bytes of all entries
    std::vector<std::pair<uint32_t, uint32_t>> spans_; // entry -> begin and length in the arena
    std::vector<TokenId> entryIds_;
    std::vector<uint32_t> table_; // open addressing: hash of bytes -> entry + 1
    std::vector<Slot> merges_;    // open addressing
    std::array<TokenId, 256> byteIds_{};
    // By entry: does merging its bytes give the token itself? 0 not known yet, 1 yes, 2 no. Threads may find it out
    // twice.
    mutable std::unique_ptr<std::atomic<uint8_t>[]> whole_;
};

} // namespace caftan
