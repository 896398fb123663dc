// What comparisons of runs read of answers: right or wrong by question, without texts (an index holds these columns, so
// 12,000 answers take some ms however long they are), and what a teacher wrote. Thread: the Project's.
#pragma once

#include "core/store/runs.h"

#include <unordered_map>

namespace caftan {

// All vectors are as long; question ascending.
struct Judgements {
    std::vector<int64_t> question;
    std::vector<uint8_t> right, valid;
    std::vector<int16_t> predicted; // option; -1: none
};
Result<Judgements> loadJudgements(Project& project, int64_t evaluation);

// The answer to one question; nullopt: it was not asked.
Result<std::optional<Answer>> loadAnswerTo(Project& project, int64_t evaluation, int64_t question);

// Every run's evaluations on one part without their answers, by run, in the order they were stored.
Result<std::unordered_map<int64_t, std::vector<Evaluation>>> listAllEvaluations(Project& project);

// Tokens of all that a teacher wrote for a question, right or wrong. A question with a text whose tokens were not
// counted is left out and raises `uncounted`.
struct TeacherTokens {
    std::unordered_map<int64_t, int64_t> byQuestion;
    int64_t uncounted = 0;
};
Result<TeacherTokens> loadTeacherTokens(Project& project, int64_t dataset, const std::string& teacher);

} // namespace caftan
