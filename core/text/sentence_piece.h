// What SentencePiece's kind of BPE adds to merging: spaces as U+2581, one put before words, text back from pieces and
// bytes, and merges from the scores of a GGUF file. Pure functions.
#pragma once

#include "core/text/tokenizer_definition.h"

namespace caftan {

// Spaces as U+2581, and the first one where the definition wants it. `first`: the stretch begins the whole text.
std::string withMetaspaces(std::string_view stretch, SpacePrefix prefix, bool first);

// Whether cutting before a U+2581 that follows another character can never cut a token in two: then words are merged
// on their own.
bool canCutAtSpaces(const TokenizerDefinition& definition);
// Pieces in which tokens are merged: the whole text, its words, or a piece for every U+2581.
enum class SpaceCuts { None, Words, Every };
void cutAtSpaces(std::string_view text, SpaceCuts cuts, std::vector<std::string_view>& pieces);

// "<0x0A>" -> 10; -1: another token.
int byteOfToken(std::string_view token);

// Every pair of tokens that makes a third, highest score first, as Hugging Face's converter orders them.
std::vector<std::pair<std::string, std::string>> mergesFromScores(const TokenizerDefinition& definition);

} // namespace caftan
