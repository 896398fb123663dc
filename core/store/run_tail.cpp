#include "core/store/run_tail.h"

#include "core/store/question_search.h"
#include "core/store/rows.h"

namespace caftan {
namespace {

int64_t runAttempt(Project& project, int64_t run) {
    Query query(project, "SELECT attempt FROM run WHERE id = ?");
    return query.bind(run).next() ? query.integer(0) : -1;
}

std::vector<Evaluation> evaluationsAfter(Project& project, int64_t run, int64_t after) {
    Query query(project, "SELECT id, uid, run, model, split, mode, step, epoch, result, created FROM evaluation"
                         " WHERE run = ? AND id > ? ORDER BY id");
    query.bind(run, after);
    std::vector<Evaluation> evaluations;
    while (query.next())
        evaluations.push_back({query.integer(0), query.text(1), query.optional(2), query.optional(3), query.text(4),
                               query.text(5), query.integer(6), query.real(7), query.json(8), query.real(9)});
    return evaluations;
}

Result<std::optional<MetricPoint>> oneMetric(Project& project, int64_t run, const std::string& name, const char* sql) {
    return guarded(project, [&]() -> Result<std::optional<MetricPoint>> {
        Query query(project, sql);
        if (!query.bind(run, name).next())
            return std::nullopt;
        return MetricPoint{query.integer(0), run,           name,         query.integer(1), query.real(2),
                           query.integer(3), query.real(4), query.real(5)};
    });
}

const char* answerCondition(AnswerKind kind) {
    switch (kind) {
    case AnswerKind::Right:
        return " AND a.correct";
    case AnswerKind::Wrong:
        return " AND a.valid AND NOT a.correct";
    case AnswerKind::Invalid:
        return " AND NOT a.valid";
    case AnswerKind::Thinks:
        return " AND a.thinks";
    case AnswerKind::All:
        break;
    }
    return "";
}

} // namespace

Result<RunTail> readRunTail(Project& project, const RunPosition& known) {
    return readValue<RunTail>(project, [&]() -> Result<RunTail> {
        RunTail tail;
        tail.position = known;
        tail.position.attempt = runAttempt(project, known.run);
        tail.rewound = known.attempt >= 0 && tail.position.attempt != known.attempt;
        if (tail.rewound)
            tail.position.point = tail.position.evaluation = 0;
        CAFTAN_TRY(points, loadMetrics(project, known.run, {}, tail.position.point));
        tail.points = std::move(points);
        tail.evaluations = evaluationsAfter(project, known.run, tail.position.evaluation);
        if (!tail.points.empty())
            tail.position.point = tail.points.back().id;
        if (!tail.evaluations.empty())
            tail.position.evaluation = tail.evaluations.back().id;
        return tail;
    });
}

Result<std::optional<MetricPoint>> lastMetric(Project& project, int64_t run, const std::string& name) {
    return oneMetric(project, run, name,
                     "SELECT id, step, epoch, tokens, seconds, value FROM metric WHERE run = ? AND name = ?"
                     " ORDER BY step DESC LIMIT 1");
}

Result<std::optional<MetricPoint>> bestMetric(Project& project, int64_t run, const std::string& name) {
    return oneMetric(project, run, name,
                     "SELECT id, step, epoch, tokens, seconds, value FROM metric WHERE run = ? AND name = ?"
                     " AND step > 0 ORDER BY value DESC, step LIMIT 1");
}

Result<AnswerColumns> loadAnswerColumns(Project& project, int64_t evaluation) {
    return guarded(project, [&]() -> Result<AnswerColumns> {
        Query query(project, "SELECT entropy, valid, correct FROM answer WHERE evaluation = ? ORDER BY id");
        query.bind(evaluation);
        AnswerColumns columns;
        while (query.next()) {
            columns.entropy.push_back(query.real(0));
            columns.valid.push_back(query.flag(1));
            columns.right.push_back(query.flag(2));
        }
        return columns;
    });
}

Result<AnswerPage> sampleAnswers(Project& project, const AnswerQuery& asked) {
    return readValue<AnswerPage>(project, [&]() -> Result<AnswerPage> {
        const std::string from = std::string(" FROM answer a JOIN question q ON q.id = a.question"
                                             " WHERE a.evaluation = ?1 AND (?2 = '' OR q.text LIKE ?3 ESCAPE '\\'"
                                             " OR a.output LIKE ?3 ESCAPE '\\')") +
                                 answerCondition(asked.kind);
        const std::string pattern = likePattern(asked.words);
        AnswerPage page;
        Query count(project, "SELECT count(*)" + from);
        if (count.bind(asked.evaluation, asked.words, pattern).next())
            page.found = count.integer(0);
        Query query(project, "SELECT a.question, a.output, a.predicted, a.valid, a.correct, a.thinks, a.tokens,"
                             " a.entropy, q.text, q.category, q.options, q.answer,"
                             " (SELECT s.entropy FROM evaluation e JOIN run r ON r.id = e.run"
                             "  JOIN score s ON s.scoring = r.scoring AND s.question = a.question"
                             "  WHERE e.id = a.evaluation)" +
                                 from + " ORDER BY a.id LIMIT ?4 OFFSET ?5");
        query.bind(asked.evaluation, asked.words, pattern, asked.limit, asked.offset);
        while (query.next()) {
            AnswerSample sample;
            sample.answer = {query.integer(0), query.text(1), indexFrom(query, 2), query.flag(3),
                             query.flag(4),    query.flag(5), query.small(6),      query.real(7)};
            sample.question = query.text(8);
            sample.category = query.text(9);
            sample.options = optionsFrom(query.view(10));
            sample.key = indexFrom(query, 11);
            sample.baseEntropy = query.real(12);
            page.rows.push_back(std::move(sample));
        }
        return page;
    });
}

} // namespace caftan
