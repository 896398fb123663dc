// What is known of the tokens of an answer or of recorded reasoning, apart from the columns that statistics read.
#pragma once

#include "core/store/project.h"
#include "core/text/token_values.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace caftan {

// A text with its tokens: their bytes add up to the text's, or there are none.
struct TokenText {
    std::string text;
    std::vector<TokenValue> tokens;
};

// The answer of an evaluation to a question, with its tokens; nullopt when it has none. Answers of one token and those
// of older projects have no tokens.
Result<std::optional<TokenText>> loadAnswerText(Project& project, int64_t evaluation, int64_t question);

// Recorded reasoning as it was put to the model of a scoring (`caftan-cli score --traces`), and what its tokens cost.
struct TraceCost {
    int64_t trace = 0;
    TokenText text;
};
Status storeTraceCosts(Project& project, int64_t scoring, std::span<const TraceCost> costs);
Result<std::optional<TokenText>> loadTraceCost(Project& project, int64_t scoring, int64_t trace);

// p(key) of each question after each epoch of a run, by its one-token answers to the validation part. Evaluations
// before the first step and between epochs do not count; a question that one of them did not ask is left out.
struct EpochAnswers {
    std::vector<int64_t> questions;
    std::vector<std::vector<double>> gold;   // [epoch][question], p(key)
    std::vector<std::vector<uint8_t>> right; // the same
};
Result<EpochAnswers> loadEpochAnswers(Project& project, int64_t run);

} // namespace caftan
