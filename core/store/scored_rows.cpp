#include "core/store/scored_rows.h"

#include "core/store/rows.h"

namespace caftan {
namespace {

// ?1 scoring, ?2 category or NULL, ?3 also a sealed test part
constexpr const char* visibleScores =
    " FROM score JOIN question ON question.id = score.question JOIN dataset ON dataset.id = question.dataset"
    " WHERE score.scoring = ?1 AND (?2 IS NULL OR question.category = ?2)"
    " AND (?3 OR dataset.sealed = 0 OR question.split <> 3)";

} // namespace

Status readScoredRows(Project& project, int64_t scoring, std::span<const int64_t> questions,
                      const std::function<Status(ScoredRow&)>& take) {
    return project.read([&]() -> Status {
        Query query(project,
                    "SELECT external_id, category, text, options, question.answer, answer_text, split, entropy,"
                    " option_entropy, one_minus_max, margin, gold_nll, predicted, valid, correct, prompt_tokens,"
                    " coalesce((SELECT tokens FROM trace WHERE trace.question = question.id AND correct = 1 ORDER BY id"
                    " LIMIT 1), 0) FROM question JOIN score ON score.question = question.id AND score.scoring = ?2"
                    " WHERE question.id = ?1");
        for (const int64_t question : questions) {
            query.reset();
            if (!query.bind(question, scoring).next())
                continue;
            ScoredRow row;
            row.question = question;
            row.content.externalId = query.text(0);
            row.content.category = query.text(1);
            row.content.text = query.text(2);
            row.content.options = optionsFrom(query.view(3));
            row.content.answer = indexFrom(query, 4);
            row.content.answerText = query.text(5);
            row.content.split = Split(query.small(6));
            row.score.questionId = question;
            row.score.entropy = query.real(7);
            row.score.optionEntropy = query.real(8);
            row.score.oneMinusMax = query.real(9);
            row.score.margin = query.real(10);
            row.score.goldNll = query.real(11);
            row.score.predicted = indexFrom(query, 12);
            row.score.valid = query.flag(13);
            row.score.right = query.flag(14);
            row.score.promptTokens = query.small(15);
            row.traceTokens = query.small(16);
            CAFTAN_CHECK(take(row));
        }
        return {};
    });
}

Result<std::vector<LetterCount>> letterCounts(Project& project, int64_t scoring,
                                              const std::optional<std::string>& category, bool withTest) {
    return guarded(project, [&]() -> Result<std::vector<LetterCount>> {
        Query query(project, std::string("SELECT question.answer, CASE valid WHEN 1 THEN predicted END, count(*)") +
                                 visibleScores + " AND question.answer IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2");
        query.bind(scoring, category, withTest);
        std::vector<LetterCount> counts;
        while (query.next())
            counts.push_back({indexFrom(query, 0), indexFrom(query, 1), query.integer(2)});
        return counts;
    });
}

Result<std::vector<OptionRow>> optionRows(Project& project, int64_t scoring, const std::optional<std::string>& category,
                                          bool withTest) {
    return guarded(project, [&]() -> Result<std::vector<OptionRow>> {
        Query query(project, std::string("SELECT split, question.answer, predicted, (SELECT option_probabilities FROM"
                                         " score_detail WHERE score_detail.score = score.id)") +
                                 visibleScores + " AND valid = 1 ORDER BY score.id");
        query.bind(scoring, category, withTest);
        std::vector<OptionRow> rows;
        while (query.next()) {
            OptionRow row{Split(query.small(0)), indexFrom(query, 1), indexFrom(query, 2), numbersFrom(query.json(3))};
            if (!row.probabilities.empty())
                rows.push_back(std::move(row));
        }
        return rows;
    });
}

Result<std::vector<AnswerOverTime>> answersOverTime(Project& project, int64_t question) {
    return readValue<std::vector<AnswerOverTime>>(project, [&]() -> Result<std::vector<AnswerOverTime>> {
        std::vector<AnswerOverTime> answers;
        Query scores(project, "SELECT scoring.id, scoring.name, predicted, valid, correct, entropy FROM scoring"
                              " JOIN score ON score.scoring = scoring.id AND score.question = ?1"
                              " WHERE scoring.dataset = (SELECT dataset FROM question WHERE id = ?1)"
                              " AND iif(json_valid(spec), json_extract(spec, '$.evaluation'), NULL) IS NULL"
                              " ORDER BY scoring.id");
        scores.bind(question);
        while (scores.next())
            answers.push_back({AnswerOverTime::Kind::Scoring,
                               scores.integer(0),
                               scores.text(1),
                               {},
                               0,
                               indexFrom(scores, 2),
                               scores.flag(3),
                               scores.flag(4),
                               false,
                               scores.real(5),
                               0,
                               0});
        Query runs(project, "SELECT run.id, run.name, evaluation.mode, max(evaluation.id), predicted, valid, correct,"
                            " thinks, entropy, evaluation.epoch, tokens FROM run"
                            " JOIN evaluation ON evaluation.run = run.id"
                            " JOIN answer ON answer.evaluation = evaluation.id AND answer.question = ?1"
                            " GROUP BY run.id, evaluation.mode ORDER BY run.id, evaluation.mode DESC");
        runs.bind(question); // max() makes the other columns those of its row
        while (runs.next())
            answers.push_back({AnswerOverTime::Kind::Run, runs.integer(0), runs.text(1), runs.text(2), runs.real(9),
                               indexFrom(runs, 4), runs.flag(5), runs.flag(6), runs.flag(7), runs.real(8),
                               runs.integer(3), runs.small(10)});
        return answers;
    });
}

} // namespace caftan
