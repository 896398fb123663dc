// Questions with their scores, read one after another for a file. Thread: the project's.
#pragma once

#include "core/data/question.h"
#include "core/store/project.h"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace caftan {

struct ScoredRow {
    int64_t question = 0;
    Question content;    // without the rationale
    Score score;         // without details; of the scoring
    int traceTokens = 0; // of the first teacher's right reasoning; 0: none or not counted
};
// In the order of `questions`; what the scoring has no answer to is left out. Stops at the first error of `take`.
Status readScoredRows(Project& project, int64_t scoring, std::span<const int64_t> questions,
                      const std::function<Status(ScoredRow&)>& take);

// Answers counted by key and predicted option, over the questions that have a key. `category` none: all; `withTest`:
// also those of a sealed test part.
struct LetterCount {
    int key = 0, predicted = -1; // -1: invalid
    int64_t questions = 0;
};
Result<std::vector<LetterCount>> letterCounts(Project& project, int64_t scoring,
                                              const std::optional<std::string>& category, bool withTest);

// Recorded probabilities of the options, for calibration: valid answers only.
struct OptionRow {
    Split split = Split::None;
    int key = -1, predicted = -1;
    std::vector<double> probabilities; // as recorded, not renormalised
};
Result<std::vector<OptionRow>> optionRows(Project& project, int64_t scoring, const std::optional<std::string>& category,
                                          bool withTest);

// Other answers to one question: every scoring of its data set and the last evaluation of every run, oldest first.
struct AnswerOverTime {
    enum class Kind { Scoring, Run } kind = Kind::Scoring;
    int64_t id = 0; // of the scoring or run
    std::string name;
    std::string mode; // Run: "single" or "generate"
    double epoch = 0; // Run: of the evaluation
    int predicted = -1;
    bool valid = false, right = false, thinks = false;
    double entropy = 0;     // NaN: not recorded
    int64_t evaluation = 0; // Run: loadAnswerText gives its text
    int tokens = 0;         // Run: of the answer
};
Result<std::vector<AnswerOverTime>> answersOverTime(Project& project, int64_t question);

} // namespace caftan
