#include "core/store/selections.h"

#include "core/base/clock.h"
#include "core/base/text.h"
#include "core/store/columns.h"
#include "core/store/rows.h"
#include "core/store/scorings.h"

#include <algorithm>

namespace caftan {
namespace {

std::vector<Selection> selectionsOf(Project& project, std::optional<int64_t> dataset) {
    Query query(project, "SELECT id, dataset, questions, uid, name, definition, created FROM selection"
                         " WHERE ?1 IS NULL OR dataset = ?1 ORDER BY id");
    query.bind(dataset);
    std::vector<Selection> selections;
    while (query.next())
        selections.push_back({query.integer(0), query.integer(1), query.integer(2), query.text(3), query.text(4),
                              query.json(5), query.real(6)});
    return selections;
}

constexpr const char* candidatesSql =
    " AS metric, count(*) FILTER (WHERE trace.answer = score.predicted), count(trace.answer), key_mark.mark,"
    " key_mark.note FROM score JOIN question ON question.id = score.question"
    " JOIN dataset ON dataset.id = question.dataset JOIN trace ON trace.question = question.id"
    " LEFT JOIN key_mark ON key_mark.question = question.id"
    " WHERE score.scoring = ?1 AND score.valid = 1 AND score.correct = 0 AND score.predicted IS NOT NULL"
    " AND metric <= ?2 AND question.answer IS NOT NULL"
    " AND (?3 OR dataset.sealed = 0 OR question.split <> 3)"
    " GROUP BY question.id HAVING count(*) FILTER (WHERE trace.answer = score.predicted) > 0 ORDER BY metric, "
    "question.id";

} // namespace

Result<int64_t> saveSelection(Project& project, const Selection& selection, std::span<const int64_t> questions) {
    if (trim(selection.name).empty())
        return fail("a selection needs a name.");
    if (questions.empty())
        return fail("nothing is selected, so there is nothing to save as \"" + selection.name + "\".");
    return writeValue<int64_t>(project, [&]() -> Result<int64_t> {
        const std::string uid = selection.uid.empty() ? newUid() : selection.uid;
        Query insert(project, "INSERT INTO selection(uid, dataset, name, definition, created, questions)"
                              " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT(dataset, name) DO UPDATE SET definition ="
                              " excluded.definition, created = excluded.created, questions = excluded.questions"
                              " RETURNING id");
        insert.bind(uid, selection.dataset, selection.name, selection.definition, unixTime(), questions.size());
        insert.next();
        const int64_t id = insert.integer(0);
        insert.run();
        Query(project, "DELETE FROM selection_question WHERE selection = ?").bind(id).run();
        Query question(project, "INSERT OR IGNORE INTO selection_question(selection, question) VALUES (?, ?)");
        for (int64_t row : questions)
            question.bind(id, row).run();
        return id;
    });
}

Result<std::vector<Selection>> listSelections(Project& project, std::optional<int64_t> dataset) {
    return guarded(project, [&]() -> Result<std::vector<Selection>> { return selectionsOf(project, dataset); });
}

Result<std::unordered_set<int64_t>> loadSelection(Project& project, int64_t dataset, const std::string& name) {
    return readValue<std::unordered_set<int64_t>>(project, [&]() -> Result<std::unordered_set<int64_t>> {
        const std::vector<Selection> known = selectionsOf(project, dataset);
        const auto found =
            std::find_if(known.begin(), known.end(), [&](const Selection& each) { return each.name == name; });
        if (found == known.end()) {
            std::string names;
            for (const Selection& each : known)
                names += (names.empty() ? "" : ", ") + each.name;
            return fail("there is no selection \"" + name + "\" of this data set" +
                        (names.empty() ? ": make one with 'caftan-cli data select'." : "; there are: " + names + "."));
        }
        Query query(project, "SELECT question FROM selection_question WHERE selection = ?");
        query.bind(found->id);
        std::unordered_set<int64_t> questions;
        questions.reserve(size_t(found->questions));
        while (query.next())
            questions.insert(query.integer(0));
        return questions;
    });
}

Result<std::vector<KeyCandidate>> keyCandidates(Project& project, int64_t scoring, const std::string& recordedMetric,
                                                double cut, bool withTest) {
    if (!isRecordedMetric(recordedMetric) || recordedMetric == "gold_nll")
        return fail("the audit of keys goes by a metric of the model's own answer (entropy, option_entropy, "
                    "one_minus_max or margin), not by \"" +
                    recordedMetric + "\".");
    return guarded(project, [&]() -> Result<std::vector<KeyCandidate>> {
        Query query(project, "SELECT question.id, external_id, category, substr(question.text, 1, 300),"
                             " question.answer, score.predicted, score." +
                                 recordedMetric + candidatesSql);
        query.bind(scoring, cut, withTest);
        std::vector<KeyCandidate> candidates;
        while (query.next())
            candidates.push_back({query.integer(0), query.text(1), query.text(2), query.text(3), indexFrom(query, 4),
                                  indexFrom(query, 5), query.real(6), query.small(7), query.small(8), query.text(9),
                                  query.text(10)});
        return candidates;
    });
}

Status markKey(Project& project, int64_t question, const std::string& mark, const std::string& note) {
    if (!mark.empty() && mark != "wrong" && mark != "right" && mark != "unclear")
        return fail("a key is marked wrong, right or unclear, not \"" + mark + "\".");
    return project.write([&]() -> Status {
        if (mark.empty()) {
            Query(project, "DELETE FROM key_mark WHERE question = ?").bind(question).run();
            return {};
        }
        Query known(project, "SELECT 1 FROM question WHERE id = ?");
        if (!known.bind(question).next())
            return fail("there is no question with the number " + std::to_string(question) + ".");
        Query(project, "INSERT OR REPLACE INTO key_mark(question, mark, note, marked) VALUES (?, ?, ?, ?)")
            .bind(question, mark, note, unixTime())
            .run();
        return {};
    });
}

} // namespace caftan
