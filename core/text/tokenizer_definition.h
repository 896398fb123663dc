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
};

struct TokenizerDefinition {
    std::vector<std::pair<std::string, int64_t>> vocabulary; // in the byte alphabet of GPT-2, as files spell it
    std::vector<std::pair<std::string, std::string>> merges; // by rank
    std::vector<AddedToken> added;
    std::vector<PreTokenizerStep> steps;
    std::string unknownToken;
    bool fuseUnknown = false, ignoreMerges = false, nfc = false;
};

Result<TokenizerDefinition> readTokenizerJson(std::string_view text);
Result<TokenizerDefinition> readTokenizerGguf(const Json& metadata);
Result<std::unique_ptr<Tokenizer>> makeTokenizer(TokenizerDefinition definition);

// GPT-2's pattern, which the ByteLevel pre-tokenizer uses.
extern const char* const gpt2Pattern;

// "Ġthe" -> " the": characters of GPT-2's byte alphabet to the bytes they stand for. False: other characters inside.
bool bytesFromAlphabet(std::string_view spelled, std::string& bytes);

} // namespace caftan
