#include "core/store/answer_details.h"

#include "core/store/query.h"

#include <algorithm>
#include <map>

namespace caftan {

namespace {

std::optional<TokenText> textFrom(Query& query) {
    if (!query.next())
        return std::nullopt;
    TokenText text{query.text(0), unpackTokenValues(query.bytes(1))};
    size_t bytes = 0;
    for (const TokenValue& token : text.tokens)
        bytes += token.bytes;
    if (bytes != text.text.size())
        text.tokens.clear();
    return text;
}

// Of several evaluations of one epoch the last one.
std::map<double, int64_t> evaluationsByEpoch(Project& project, int64_t run) {
    Query query(project, "SELECT id, epoch FROM evaluation WHERE run = ? AND split = 'validation' AND mode = 'single'"
                         " AND step > 0 AND epoch = round(epoch) ORDER BY id");
    query.bind(run);
    std::map<double, int64_t> evaluations;
    while (query.next())
        evaluations[query.real(1)] = query.integer(0);
    return evaluations;
}

struct Course {
    std::vector<double> gold;
    std::vector<uint8_t> right;
};

} // namespace

Result<std::optional<TokenText>> loadAnswerText(Project& project, int64_t evaluation, int64_t question) {
    return guarded(project, [&]() -> Result<std::optional<TokenText>> {
        Query query(project,
                    "SELECT output, answer_detail.tokens FROM answer LEFT JOIN answer_detail ON answer_detail.answer ="
                    " answer.id WHERE evaluation = ? AND question = ?");
        query.bind(evaluation, question);
        return textFrom(query);
    });
}

Status storeTraceCosts(Project& project, int64_t scoring, std::span<const TraceCost> costs) {
    return project.write([&]() -> Status {
        Query insert(project, "INSERT OR REPLACE INTO trace_cost(trace, scoring, tokens, text) VALUES (?, ?, ?, ?)");
        for (const TraceCost& cost : costs) {
            const std::string packed = packTokenValues(cost.text.tokens);
            if (!packed.empty())
                insert.bind(cost.trace, scoring, BoundBytes{packed}, cost.text.text).run();
        }
        return {};
    });
}

Result<std::optional<TokenText>> loadTraceCost(Project& project, int64_t scoring, int64_t trace) {
    return guarded(project, [&]() -> Result<std::optional<TokenText>> {
        Query query(project, "SELECT text, tokens FROM trace_cost WHERE trace = ? AND scoring = ?");
        query.bind(trace, scoring);
        return textFrom(query);
    });
}

Result<EpochAnswers> loadEpochAnswers(Project& project, int64_t run) {
    return readValue<EpochAnswers>(project, [&]() -> Result<EpochAnswers> {
        const auto evaluations = evaluationsByEpoch(project, run);
        std::map<int64_t, Course> courses;
        for (const auto& [epoch, evaluation] : evaluations) {
            Query query(project, "SELECT question, gold_nll, correct FROM answer JOIN answer_detail ON"
                                 " answer_detail.answer = answer.id WHERE evaluation = ? AND gold_nll IS NOT NULL");
            query.bind(evaluation);
            while (query.next()) {
                Course& course = courses[query.integer(0)];
                course.gold.push_back(std::exp(-query.real(1)));
                course.right.push_back(query.flag(2));
            }
        }
        EpochAnswers answers;
        answers.gold.resize(evaluations.size());
        answers.right.resize(evaluations.size());
        for (const auto& [question, course] : courses) {
            if (course.gold.size() != evaluations.size())
                continue;
            answers.questions.push_back(question);
            for (size_t i = 0; i < evaluations.size(); ++i) {
                answers.gold[i].push_back(course.gold[i]);
                answers.right[i].push_back(course.right[i]);
            }
        }
        return answers;
    });
}

} // namespace caftan
