// What a data set holds, independent of file formats, store and models.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace caftan {

enum class Split { None = 0, Train = 1, Validation = 2, Test = 3 };
std::string_view splitName(Split split);                   // "", "train", "validation", "test"
std::optional<Split> splitFromName(std::string_view name); // also "valid", "val", "dev"

// One question. `options` is empty for tasks that are not multiple choice; then `answerText` is the answer.
struct Question {
    std::string externalId;
    std::string category;
    std::string text;
    std::vector<std::string> options;
    int answer = -1; // 0-based index into options; -1: none recorded
    std::string answerText;
    std::string rationale; // recorded worked solution, may be empty
    Split split = Split::None;
};

// A single-token answer recorded elsewhere (published entropies) or made by our own scoring.
// Metrics are in nats or shares; NaN means not recorded. Higher = less certain.
struct Score {
    int64_t questionId = 0; // row id in the store; in an import: index into the imported questions
    double entropy = 0;     // over the whole vocabulary
    double optionEntropy = 0;
    double oneMinusMax = 0; // 1 - max probability
    double margin = 0;      // 1 - (p1 - p2)
    double goldNll = 0;     // -ln p(key): reads the key
    int predicted = -1;     // option index; -1: the answer names no option (invalid)
    bool valid = false;
    bool right = false;
    std::string answer;              // decoded text of the answered token
    std::string topTokens;           // JSON [{"id","text","p"}], most probable first; "" when not recorded
    std::string optionProbabilities; // JSON [p...] per option, "A" and " A" summed; "" when not recorded
    int promptTokens = 0;
};

// A recorded chain of thought.
struct Trace {
    int64_t questionId = 0;
    std::string teacher;
    std::string text;
    int answer = -1; // parsed option index; -1: none
    bool right = false;
    int tokens = 0; // 0: not counted yet
    double cost = 0;
    int64_t id = 0; // row id in the store
};

// Option identifiers: 0 -> "A". At most 26 options are lettered.
std::string optionLetter(int index);

} // namespace caftan
