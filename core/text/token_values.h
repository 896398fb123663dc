// What is known of each token of a text, packed for the store: how many bytes of the text it is, the entropy of the
// model's choice there, and what the token itself cost. Six bytes a token.
#pragma once

#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace caftan {

struct TokenValue {
    static constexpr float unknown = std::numeric_limits<float>::quiet_NaN();

    size_t bytes = 0;        // of the text; 0: a token without text of its own (the end, a part of a character)
    float entropy = unknown; // nats, whole vocabulary; NaN: given to the model, not chosen by it
    float nll = unknown;     // -ln p of this token, nats
};

// Entropies are kept to 1/4096 nat up to 15.9, costs to 1/1024 up to 63.9; what is larger is kept as that.
std::string packTokenValues(std::span<const TokenValue> tokens);
// Nothing for bytes that packTokenValues did not write.
std::vector<TokenValue> unpackTokenValues(std::string_view packed);

// Over the tokens whose value is known; NaN without any.
struct TokenSummary {
    double meanEntropy = TokenValue::unknown, maxEntropy = TokenValue::unknown;
    double meanNll = TokenValue::unknown; // its exp is the perplexity
};
TokenSummary summarise(std::span<const TokenValue> tokens);

} // namespace caftan
