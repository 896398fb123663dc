#include "core/store/scorings.h"

#include "core/base/clock.h"
#include "core/store/columns.h"
#include "core/store/rows.h"

#include <algorithm>
#include <array>

namespace caftan {
namespace {

constexpr std::string_view testSeenMark = "+test"; // at the end of a stored lock

constexpr const char* scoringColumns =
    "SELECT id, uid, name, dataset, model, prompt, prompt_sha256, dtype, state, spec,"
    " result, created, rows FROM scoring";

Scoring scoringFrom(const Query& row) {
    Scoring scoring;
    scoring.id = row.integer(0);
    scoring.uid = row.text(1);
    scoring.name = row.text(2);
    scoring.dataset = row.integer(3);
    scoring.model = row.optional(4);
    scoring.prompt = row.text(5);
    scoring.promptSha256 = row.text(6);
    scoring.dtype = row.text(7);
    scoring.state = row.text(8);
    scoring.spec = row.json(9);
    scoring.result = row.json(10);
    scoring.created = row.real(11);
    scoring.rows = row.integer(12);
    return scoring;
}

constexpr const char* scoreColumns =
    "SELECT question, entropy, option_entropy, one_minus_max, margin, gold_nll, predicted, valid, correct, answer,"
    " top_tokens, option_probabilities, prompt_tokens FROM score LEFT JOIN score_detail ON score_detail.score = "
    "score.id";

Score scoreFrom(const Query& row) {
    Score score;
    score.questionId = row.integer(0);
    score.entropy = row.real(1);
    score.optionEntropy = row.real(2);
    score.oneMinusMax = row.real(3);
    score.margin = row.real(4);
    score.goldNll = row.real(5);
    score.predicted = indexFrom(row, 6);
    score.valid = row.flag(7);
    score.right = row.flag(8);
    score.answer = row.text(9);
    score.topTokens = row.text(10);
    score.optionProbabilities = row.text(11);
    score.promptTokens = row.small(12);
    return score;
}

Status repeatedQuestion(int64_t question) {
    return fail("question " + std::to_string(question) +
                " has a score in this scoring already; each question is scored once.");
}

CutSet cutsFrom(const Query& row) {
    CutSet cuts;
    cuts.id = row.integer(0);
    cuts.uid = row.text(1);
    cuts.name = row.text(2);
    cuts.scoring = row.integer(3);
    cuts.metric = row.text(4);
    cuts.values = numbersFrom(row.json(5));
    cuts.quantiles = numbersFrom(row.json(6));
    cuts.lock = row.text(7);
    if (cuts.lock.ends_with(testSeenMark)) {
        cuts.testSeen = true;
        cuts.lock.resize(cuts.lock.size() - testSeenMark.size());
    }
    cuts.created = row.real(8);
    return cuts;
}

Status checkCuts(const CutSet& cuts) {
    const auto ascending = [](const std::vector<double>& list) { return std::is_sorted(list.begin(), list.end()); };
    if (cuts.values.empty() || cuts.values.size() != cuts.quantiles.size())
        return fail("the cut set \"" + cuts.name + "\" needs at least one cut, each with its value and its quantile.");
    if (!ascending(cuts.values) || !ascending(cuts.quantiles))
        return fail("the cuts of \"" + cuts.name + "\" must ascend.");
    if (cuts.name.empty())
        return fail("a cut set needs a name.");
    return {};
}

} // namespace

std::vector<double> numbersFrom(const Json& list) {
    std::vector<double> numbers;
    if (list.is_array())
        for (const Json& number : list)
            if (number.is_number())
                numbers.push_back(number.get<double>());
    return numbers;
}

Result<int64_t> addScoring(Project& project, const Scoring& scoring) {
    return writeValue<int64_t>(project, [&]() -> Result<int64_t> {
        const std::string uid = scoring.uid.empty() ? newUid() : scoring.uid;
        Query insert(project,
                     "INSERT INTO scoring(uid, name, dataset, model, prompt, prompt_sha256, dtype, state, created,"
                     " spec, result) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        insert.bind(uid, scoring.name, scoring.dataset, scoring.model, scoring.prompt, scoring.promptSha256,
                    scoring.dtype, scoring.state.empty() ? "running" : scoring.state.c_str(),
                    scoring.created > 0 ? scoring.created : unixTime(), scoring.spec, scoring.result);
        insert.run();
        return insert.lastId();
    });
}

Result<std::vector<Scoring>> listScorings(Project& project, std::optional<int64_t> dataset) {
    return guarded(project, [&]() -> Result<std::vector<Scoring>> {
        Query query(project, std::string(scoringColumns) + " WHERE ?1 IS NULL OR dataset = ?1 ORDER BY id");
        query.bind(dataset);
        std::vector<Scoring> scorings;
        while (query.next())
            scorings.push_back(scoringFrom(query));
        return scorings;
    });
}

Result<Scoring> findScoring(Project& project, int64_t id) {
    return guarded(project, [&]() -> Result<Scoring> {
        Query query(project, std::string(scoringColumns) + " WHERE id = ?");
        if (!query.bind(id).next())
            return fail("there is no scoring " + std::to_string(id) +
                        ": 'caftan-cli project info' lists those there are.");
        return scoringFrom(query);
    });
}

Status updateScoring(Project& project, int64_t id, const std::string& state, const Json& result) {
    if (state == "done")
        (void)keepColumns(project, id); // a cache that is missing is made later
    return project.write([&]() -> Status {
        Query update(project, "UPDATE scoring SET state = ?, result = ? WHERE id = ?");
        if (update.bind(state, result, id).run() == 0)
            return fail("there is no scoring " + std::to_string(id) + ".");
        return {};
    });
}

Status insertScores(Project& project, int64_t scoring, std::span<const Score> scores) {
    if (scores.empty())
        return {};
    Query insert(project, "INSERT INTO score(scoring, question, valid, correct, predicted, prompt_tokens, entropy,"
                          " option_entropy, one_minus_max, margin, gold_nll) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    Query detail(project,
                 "INSERT INTO score_detail(score, answer, top_tokens, option_probabilities) VALUES (?, ?, ?, ?)");
    int64_t first = 0, last = 0, recorded = 0;
    for (const Score& score : scores) {
        recorded |= recordedBits(score);
        try {
            insert.bind(scoring, score.questionId, score.valid, score.right, indexOrNull(score.predicted),
                        score.promptTokens, score.entropy, score.optionEntropy, score.oneMinusMax, score.margin,
                        score.goldNll);
            insert.run();
        } catch (const SQLite::Exception& error) {
            if (error.getExtendedErrorCode() == SQLITE_CONSTRAINT_UNIQUE)
                return repeatedQuestion(score.questionId);
            throw;
        }
        last = insert.lastId();
        first = first == 0 ? last : first;
        if (!score.answer.empty() || !score.topTokens.empty() || !score.optionProbabilities.empty())
            detail.bind(last, score.answer, score.topTokens, score.optionProbabilities).run();
    }
    Query(project, "UPDATE scoring SET rows = rows + ?, first_score = coalesce(first_score, ?), last_score = ?,"
                   " recorded = recorded | ? WHERE id = ?")
        .bind(scores.size(), first, last, recorded, scoring)
        .run();
    return {};
}

Status addScores(Project& project, int64_t scoring, std::span<const Score> scores) {
    return project.write([&] { return insertScores(project, scoring, scores); });
}

Result<std::unordered_set<int64_t>> scoredQuestions(Project& project, int64_t scoring) {
    return guarded(project, [&]() -> Result<std::unordered_set<int64_t>> {
        Query query(project, "SELECT question FROM score WHERE scoring = ?");
        query.bind(scoring);
        std::unordered_set<int64_t> questions;
        while (query.next())
            questions.insert(query.integer(0));
        return questions;
    });
}

Result<std::vector<Score>> loadScores(Project& project, int64_t scoring) {
    return guarded(project, [&]() -> Result<std::vector<Score>> {
        Query query(project, std::string(scoreColumns) + " WHERE scoring = ? ORDER BY score.id");
        query.bind(scoring);
        std::vector<Score> scores;
        while (query.next())
            scores.push_back(scoreFrom(query));
        return scores;
    });
}

Result<std::optional<Score>> loadScore(Project& project, int64_t scoring, int64_t question) {
    return guarded(project, [&]() -> Result<std::optional<Score>> {
        Query query(project, std::string(scoreColumns) + " WHERE scoring = ? AND question = ?");
        query.bind(scoring, question);
        if (!query.next())
            return std::nullopt;
        return scoreFrom(query);
    });
}

Result<int64_t> saveCuts(Project& project, const CutSet& cuts) {
    CAFTAN_CHECK(checkCuts(cuts));
    return writeValue<int64_t>(project, [&]() -> Result<int64_t> {
        const std::string uid = cuts.uid.empty() ? newUid() : cuts.uid;
        Query insert(
            project,
            "INSERT INTO cut_set(uid, name, scoring, metric, cut_values, cut_quantiles, lock, created)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(scoring, name) DO UPDATE SET metric = excluded.metric,"
            " cut_values = excluded.cut_values, cut_quantiles = excluded.cut_quantiles,"
            " lock = excluded.lock, created = excluded.created RETURNING id");
        insert.bind(uid, cuts.name, cuts.scoring, cuts.metric, Json(cuts.values), Json(cuts.quantiles),
                    cuts.testSeen ? cuts.lock + std::string(testSeenMark) : cuts.lock,
                    cuts.created > 0 ? cuts.created : unixTime());
        insert.next();
        const int64_t id = insert.integer(0);
        insert.run();
        return id;
    });
}

Result<std::vector<CutSet>> listCuts(Project& project, std::optional<int64_t> scoring) {
    return guarded(project, [&]() -> Result<std::vector<CutSet>> {
        Query query(project,
                    "SELECT id, uid, name, scoring, metric, cut_values, cut_quantiles, lock, created FROM cut_set"
                    " WHERE ?1 IS NULL OR scoring = ?1 ORDER BY id");
        query.bind(scoring);
        std::vector<CutSet> sets;
        while (query.next())
            sets.push_back(cutsFrom(query));
        return sets;
    });
}

} // namespace caftan
