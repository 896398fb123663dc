#include "core/store/judgements.h"

#include "core/store/rows.h"

namespace caftan {

Result<Judgements> loadJudgements(Project& project, int64_t evaluation) {
    return guarded(project, [&]() -> Result<Judgements> {
        Query query(project, "SELECT question, predicted, valid, correct FROM answer INDEXED BY answer_columns"
                             " WHERE evaluation = ? ORDER BY question");
        query.bind(evaluation);
        Judgements result;
        while (query.next()) {
            result.question.push_back(query.integer(0));
            result.predicted.push_back(int16_t(indexFrom(query, 1)));
            result.valid.push_back(query.flag(2));
            result.right.push_back(query.flag(3));
        }
        return result;
    });
}

Result<std::optional<Answer>> loadAnswerTo(Project& project, int64_t evaluation, int64_t question) {
    return guarded(project, [&]() -> Result<std::optional<Answer>> {
        Query query(project, "SELECT question, output, predicted, valid, correct, thinks, tokens, entropy FROM answer"
                             " WHERE evaluation = ? AND question = ?");
        if (!query.bind(evaluation, question).next())
            return std::nullopt;
        return Answer{query.integer(0), query.text(1), indexFrom(query, 2), query.flag(3),
                      query.flag(4),    query.flag(5), query.small(6),      query.real(7)};
    });
}

Result<std::unordered_map<int64_t, std::vector<Evaluation>>> listAllEvaluations(Project& project) {
    using ByRun = std::unordered_map<int64_t, std::vector<Evaluation>>;
    return guarded(project, [&]() -> Result<ByRun> {
        Query query(project, "SELECT id, uid, run, model, split, mode, step, epoch, result, created FROM evaluation"
                             " WHERE run IS NOT NULL ORDER BY id");
        ByRun evaluations;
        while (query.next())
            evaluations[query.integer(2)].push_back({query.integer(0), query.text(1), query.optional(2),
                                                     query.optional(3), query.text(4), query.text(5), query.integer(6),
                                                     query.real(7), query.json(8), query.real(9)});
        return evaluations;
    });
}

Result<TeacherTokens> loadTeacherTokens(Project& project, int64_t dataset, const std::string& teacher) {
    return guarded(project, [&]() -> Result<TeacherTokens> {
        Query query(project, "SELECT question, sum(tokens), min(tokens) FROM trace"
                             " WHERE dataset = ? AND teacher = ? GROUP BY question");
        query.bind(dataset, teacher);
        TeacherTokens result;
        while (query.next()) {
            if (query.integer(2) > 0)
                result.byQuestion[query.integer(0)] = query.integer(1);
            else
                ++result.uncounted;
        }
        return result;
    });
}

} // namespace caftan
