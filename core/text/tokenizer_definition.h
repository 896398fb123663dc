// What tokenizer.json and GGUF files say, before it becomes a tokenizer. Checked for form by the readers, for
// consistency by makeTokenizer.
#pragma once

#include "core/text/tokenizer.h"

#include <string>
#include <utility>
#include <vector>

namespace caftan {

struct AddedToken {
    TokenId id = -1;
    std::string content;
    bool special = false, normalized = false; // normalized: looked for after normalisation
    bool leftStrip = false, rightStrip = false, singleWord = false;
};

struct PreTokenizerStep {
    enum class Kind {
        Regex,  // matches and gaps each become a piece
        Keep,   // matches become pieces, gaps are dropped
        Drop,   // gaps become pieces, matches are dropped
        Digits, // each number character (\p{N}) is a piece
        DigitRuns
    } kind = Kind::Regex;
    std::string pattern; // PCRE2 after translation
    bool operator==(const PreTokenizerStep&) const = default;
};

// How SentencePiece's kind of tokenizer puts a space before words that have none.
enum class SpacePrefix {
    None,
    Every,            // before every stretch between special tokens (the normaliser Prepend, add_space_prefix of GGUF)
    EveryUnlessThere, // the same where it does not begin with a space (Metaspace "always")
    FirstUnlessThere  // only where the text begins with that stretch (Metaspace "first")
};

struct TokenizerDefinition {
    // Byte-level: the vocabulary spells bytes in GPT-2's alphabet. SentencePiece: characters, spaces as U+2581, and
    // bytes as <0x0A> for characters that it lacks.
    enum class Kind { ByteLevel, SentencePiece } kind = Kind::ByteLevel;
    SpacePrefix prefix = SpacePrefix::None; // the rest of this block: SentencePiece
    bool byteFallback = false;
    bool splitAtSpaces = false;                              // every U+2581 begins a piece
    bool stripFirstSpace = false;                            // of what is decoded
    std::vector<float> scores;                               // by id, of a GGUF file; merges are derived from them
    std::vector<std::pair<std::string, int64_t>> vocabulary; // as files spell it
    std::vector<std::pair<std::string, std::string>> merges; // by rank
    std::vector<AddedToken> added;
    std::vector<PreTokenizerStep> steps;
    std::string unknownToken;
    bool fuseUnknown = false, ignoreMerges = false, nfc = false;
};

Result<TokenizerDefinition> readTokenizerJson(std::string_view text);
Result<TokenizerDefinition> readTokenizerGguf(const Json& metadata);
// Of tokenizer.json or a GGUF file; `json` (may be null) is given the text of the former.
Result<TokenizerDefinition> readTokenizerFile(const std::filesystem::path& file, std::string* json);
Result<std::unique_ptr<Tokenizer>> makeTokenizer(TokenizerDefinition definition);

// The character that stands for a space.
inline constexpr std::string_view metaspace = "\xE2\x96\x81";

// GPT-2's pattern, which the ByteLevel pre-tokenizer uses.
extern const char* const gpt2Pattern;

// "Ġthe" -> " the": characters of GPT-2's byte alphabet to the bytes they stand for. False: other characters inside.
bool bytesFromAlphabet(std::string_view spelled, std::string& bytes);

} // namespace caftan
