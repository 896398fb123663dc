// How a column of answers is to be read: letters, numbers (counted from 0 or from 1) or the text of an option. What
// the column means is decided by evidence over all its rows, since published files differ. Pure; thread: any.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace caftan {

enum class AnswerKind { Letter, Number, Text };

struct AnswerReading {
    AnswerKind kind = AnswerKind::Letter;
    int base = 0; // of numbers: what the first option is called
};

// "C", "(c)", "C." -> 2
std::optional<int> answerLetter(std::string_view cell);
// "3", "3.0", "answer3" -> 3
std::optional<int64_t> answerNumber(std::string_view cell);

// Counts, over the rows of a column, what each cell could be. Ties: text before letter before number, since a cell that
// equals an option says most.
class KindEvidence {
  public:
    void add(std::string_view cell, const std::vector<std::string>& options);
    AnswerKind kind() const;

  private:
    int64_t letters_ = 0, numbers_ = 0, texts_ = 0;
};

// For and against a column of numbers that counts from 0 or from 1.
struct BaseEvidence {
    std::array<int64_t, 2> agree{}; // rows that fit a second source (answer letters, right flags) under each base
    std::array<int64_t, 2> range{}; // rows that only this base can explain: a 0; the number of options
    int64_t compared = 0;           // rows with a second source

    void addRange(int64_t number, size_t options);
    BaseEvidence& operator+=(const BaseEvidence& other);
    std::optional<int> base() const; // nullopt: undecided
};

// Option index, or -1 when the cell names no option.
int readAnswer(std::string_view cell, AnswerReading reading, const std::vector<std::string>& options);

} // namespace caftan
