#include "core/engine/infer/token_counts.h"
#include "core/text/training_prompt.h"

#include <unordered_map>

namespace caftan {

namespace {

// The end of the answer is trained too.
int countTokens(const ScorePlan& plan, const std::string& answer) {
    return int(plan.tokenizer->encode(answer).size()) + (plan.answerEnd >= 0 ? 1 : 0);
}

std::vector<TokenCount> countAnswers(const ScorePlan& plan, const std::vector<StoredQuestion>& questions) {
    std::unordered_map<int, int> byLetter;
    std::vector<TokenCount> counts;
    for (const StoredQuestion& stored : questions) {
        const int key = stored.question.answer;
        if (key < 0 || key >= 26)
            continue;
        auto found = byLetter.find(key);
        if (found == byLetter.end()) {
            const std::string answer =
                plan.format == ChatFormat::Demo ? shortAnswerAlone(key, plan.format) : shortAnswer(key, plan.format);
            found = byLetter.emplace(key, countTokens(plan, answer)).first;
        }
        counts.push_back({stored.id, found->second});
    }
    return counts;
}

} // namespace

Status storeTokenCounts(Project& project, const ScorePlan& plan) {
    CAFTAN_TRY(questions, loadQuestions(project, plan.dataset.id));
    CAFTAN_CHECK(storeAnswerTokens(project, countAnswers(plan, questions)));
    CAFTAN_TRY(traces, loadTraces(project, plan.dataset.id));
    std::unordered_map<int64_t, int> keys;
    for (const StoredQuestion& stored : questions)
        keys.emplace(stored.id, stored.question.answer);
    std::vector<TokenCount> counts;
    for (const Trace& trace : traces) {
        const auto key = keys.find(trace.questionId);
        const int answer = key == keys.end() || key->second < 0 ? trace.answer : key->second;
        counts.push_back({trace.id, countTokens(plan, reasonedAnswer(trace.text, std::max(0, answer), plan.format))});
    }
    return storeTraceTokens(project, counts);
}

} // namespace caftan
