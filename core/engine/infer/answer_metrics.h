// From the distribution over the next token to the score of a question (method.md section 3).
#pragma once

#include "core/data/question.h"
#include "core/engine/scoring.h"

namespace caftan {

// `options[i]`: the ids that name option i; their probabilities are summed. `token.chosen` and `chosenLog` hold them
// one option after another. An answer is valid when its most probable token names an option; predicted is then the
// option with the largest sum. questionId, promptTokens and `right` without a key are left as they are.
Score answerScore(const NextToken& token, const std::vector<std::vector<TokenId>>& options, int key,
                  const Tokenizer& tokenizer);

} // namespace caftan
