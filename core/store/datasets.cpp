#include "core/store/datasets.h"

#include "core/base/clock.h"
#include "core/base/text.h"
#include "core/store/columns.h"
#include "core/store/rows.h"
#include "core/store/scorings.h"

#include <cstring>

namespace caftan {
namespace {

constexpr const char* datasetColumns = "SELECT id, uid, name, task, sources, mapping, warnings, sha256, created, "
                                       "sealed, questions, train, validation, test,"
                                       " (SELECT count(*) FROM ledger WHERE dataset = dataset.id) FROM dataset";

Dataset datasetFrom(const Query& row) {
    Dataset dataset;
    dataset.id = row.integer(0);
    dataset.uid = row.text(1);
    dataset.name = row.text(2);
    dataset.task = row.text(3);
    dataset.sources = row.json(4);
    dataset.mapping = row.json(5);
    dataset.warnings = row.json(6);
    dataset.sha256 = row.text(7);
    dataset.created = row.real(8);
    dataset.sealed = row.flag(9);
    dataset.questions = row.integer(10);
    dataset.train = row.integer(11);
    dataset.validation = row.integer(12);
    dataset.test = row.integer(13);
    dataset.openings = row.integer(14);
    return dataset;
}

constexpr const char* questionColumns = "SELECT id, uid, position, split, answer, category, external_id, text, options,"
                                        " answer_text, rationale FROM question";

StoredQuestion questionFrom(const Query& row) {
    StoredQuestion stored;
    stored.id = row.integer(0);
    stored.uid = row.text(1);
    stored.position = row.integer(2);
    stored.question.split = Split(row.small(3));
    stored.question.answer = indexFrom(row, 4);
    stored.question.category = row.text(5);
    stored.question.externalId = row.text(6);
    stored.question.text = row.text(7);
    stored.question.options = optionsFrom(row.view(8));
    stored.question.answerText = row.text(9);
    stored.question.rationale = row.text(10);
    return stored;
}

// A data set's questions have consecutive uids that need no random source for each of them.
std::string questionUid(const std::string& datasetUid, int64_t position) {
    char tail[16];
    std::snprintf(tail, sizeof tail, "%08llx", static_cast<unsigned long long>(position));
    return datasetUid.substr(0, 24) + tail;
}

Json sourcesJson(const Import& import, std::string& hashes) {
    Json sources = Json::array();
    for (const Import::Source& source : import.sources) {
        sources.push_back({{"path", source.path}, {"sha256", source.sha256}, {"rows", source.rows}});
        hashes += source.sha256 + "\n";
    }
    return sources;
}

int64_t insertDataset(Project& project, const std::string& name, const std::string& uid, const Import& import) {
    std::string hashes;
    const Json sources = sourcesJson(import, hashes);
    const bool choice = import.questions.empty() || !import.questions.front().options.empty();
    Query insert(project, "INSERT INTO dataset(uid, name, task, sha256, created, sources, mapping, warnings)"
                          " VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    const std::string hash = sha256(hashes);
    insert.bind(uid, name, choice ? "choice" : "text", hash, unixTime(), sources, Json(import.mapping),
                Json(import.warnings));
    insert.run();
    return insert.lastId();
}

std::vector<int64_t> insertQuestions(Project& project, int64_t dataset, const std::string& uid, const Import& import) {
    Query insert(project,
                 "INSERT INTO question(dataset, position, split, answer, category, external_id, uid, text, options,"
                 " answer_text, rationale) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    Query words(project, "INSERT INTO question_words(rowid, text, options, external_id) VALUES (?, ?, ?, ?)");
    std::vector<int64_t> ids;
    ids.reserve(import.questions.size());
    for (const Question& question : import.questions) {
        const auto position = int64_t(ids.size());
        const std::string own = questionUid(uid, position), options = optionsText(question.options);
        insert.bind(dataset, position, int(question.split), indexOrNull(question.answer), question.category,
                    question.externalId, own, question.text, options, question.answerText, question.rationale);
        insert.run();
        ids.push_back(insert.lastId());
        words.bind(ids.back(), question.text, options, question.externalId).run();
    }
    return ids;
}

void countQuestions(Project& project, int64_t dataset) {
    Query(
        project,
        "UPDATE dataset SET (questions, train, validation, test) = (SELECT count(*), count(*) FILTER (WHERE split = 1),"
        " count(*) FILTER (WHERE split = 2), count(*) FILTER (WHERE split = 3) FROM question"
        " WHERE dataset = ?1) WHERE id = ?1")
        .bind(dataset)
        .run();
}

Result<int64_t> insertRecordedScoring(Project& project, const std::string& name, int64_t dataset,
                                      const std::vector<int64_t>& ids, const Import& import) {
    Scoring scoring;
    scoring.name = name + " (recorded)";
    scoring.dataset = dataset;
    scoring.prompt = "recorded";
    scoring.state = "done";
    scoring.spec = Json::object();
    CAFTAN_TRY(id, addScoring(project, scoring));
    std::vector<Score> scores = import.scores;
    for (Score& score : scores) {
        if (score.questionId < 0 || score.questionId >= int64_t(ids.size()))
            return fail("a recorded answer belongs to question " + std::to_string(score.questionId) +
                        ", which the import does not have.");
        score.questionId = ids[size_t(score.questionId)];
    }
    CAFTAN_CHECK(insertScores(project, id, scores));
    return id;
}

Result<Dataset> datasetById(Project& project, int64_t id) {
    return guarded(project, [&]() -> Result<Dataset> {
        Query query(project, std::string(datasetColumns) + " WHERE id = ?");
        if (!query.bind(id).next())
            return fail("there is no data set with the number " + std::to_string(id) + ".");
        return datasetFrom(query);
    });
}

} // namespace

std::string optionsText(const std::vector<std::string>& options) {
    return dumpJson(Json(options));
}

std::vector<std::string> optionsFrom(std::string_view json) {
    const Json list = Json::parse(json, nullptr, false);
    std::vector<std::string> options;
    if (list.is_array())
        for (const Json& option : list)
            options.push_back(option.is_string() ? option.get<std::string>() : dumpJson(option));
    return options;
}

Result<ImportedIds> storeImport(Project& project, const std::string& name, const Import& import) {
    if (trim(name).empty())
        return fail("a data set needs a name: give one with --name.");
    if (import.questions.empty())
        return fail(
            "there is no question to import: see whether the mapping names the column with the question's text.");
    CAFTAN_TRY(stored, writeValue<ImportedIds>(project, [&]() -> Result<ImportedIds> {
                   Query taken(project, "SELECT 1 FROM dataset WHERE name = ?");
                   if (taken.bind(name).next())
                       return fail("there is a data set \"" + name + "\" already: choose another name with --name.");
                   const std::string uid = newUid();
                   ImportedIds ids;
                   ids.dataset = insertDataset(project, name, uid, import);
                   const auto questions = insertQuestions(project, ids.dataset, uid, import);
                   countQuestions(project, ids.dataset);
                   if (!import.scores.empty()) {
                       CAFTAN_TRY(scoring, insertRecordedScoring(project, name, ids.dataset, questions, import));
                       ids.scoring = scoring;
                   }
                   return ids;
               }));
    if (stored.scoring)
        (void)keepColumns(project, *stored.scoring); // what is imported stands; a cache that is missing is made later
    return stored;
}

Result<std::vector<Dataset>> listDatasets(Project& project) {
    return guarded(project, [&]() -> Result<std::vector<Dataset>> {
        Query query(project, std::string(datasetColumns) + " ORDER BY id");
        std::vector<Dataset> datasets;
        while (query.next())
            datasets.push_back(datasetFrom(query));
        return datasets;
    });
}

Result<Dataset> findDataset(Project& project, const std::string& nameOrId) {
    CAFTAN_TRY(datasets, listDatasets(project));
    const auto id = parseInt(nameOrId);
    std::string names;
    for (const Dataset& dataset : datasets) {
        if (dataset.name == nameOrId || dataset.uid == nameOrId)
            return dataset;
        names += (names.empty() ? "" : ", ") + dataset.name;
    }
    for (const Dataset& dataset : datasets)
        if (id == dataset.id)
            return dataset;
    return fail("there is no data set \"" + nameOrId + "\"" +
                (names.empty() ? ": this project has none yet; 'caftan-cli data import FILE --name N' brings one in."
                               : "; this project has: " + names + "."));
}

Result<std::vector<StoredQuestion>> loadQuestions(Project& project, int64_t dataset) {
    return guarded(project, [&]() -> Result<std::vector<StoredQuestion>> {
        Query query(project, std::string(questionColumns) + " WHERE dataset = ? ORDER BY position");
        query.bind(dataset);
        std::vector<StoredQuestion> questions;
        while (query.next())
            questions.push_back(questionFrom(query));
        return questions;
    });
}

Result<StoredQuestion> loadQuestion(Project& project, int64_t question) {
    return guarded(project, [&]() -> Result<StoredQuestion> {
        Query query(project, std::string(questionColumns) + " WHERE id = ?");
        if (!query.bind(question).next())
            return fail("there is no question with the number " + std::to_string(question) + ".");
        return questionFrom(query);
    });
}

Result<std::vector<std::string>> listCategories(Project& project, int64_t dataset) {
    return guarded(project, [&]() -> Result<std::vector<std::string>> {
        // From one category to the next through the index, past the questions between them.
        Query query(project, "WITH RECURSIVE step(name) AS (SELECT min(category) FROM question INDEXED BY"
                             " question_columns WHERE dataset = ?1 UNION ALL SELECT (SELECT min(category) FROM question"
                             " INDEXED BY question_columns WHERE dataset = ?1 AND category > step.name) FROM step"
                             " WHERE step.name IS NOT NULL) SELECT name FROM step WHERE name IS NOT NULL");
        query.bind(dataset);
        std::vector<std::string> categories;
        while (query.next())
            categories.push_back(query.text(0));
        return categories;
    });
}

Status storeSplit(Project& project, int64_t dataset, const std::vector<int64_t>& questions, const SplitPlan& plan) {
    if (questions.size() != plan.splits.size())
        return fail("the split plan has " + std::to_string(plan.splits.size()) + " entries for " +
                    std::to_string(questions.size()) + " questions.");
    return project.write([&]() -> Status {
        CAFTAN_TRY(before, datasetById(project, dataset));
        Query update(project, "UPDATE question SET split = ?1 WHERE id = ?2 AND dataset = ?3 AND split <> ?1");
        int64_t changed = 0;
        for (size_t i = 0; i < questions.size(); ++i)
            changed += update.bind(int(plan.splits[i]), questions[i], dataset).run();
        if (before.sealed && changed > 0)
            return fail(
                "the data set \"" + before.name +
                "\" is split already and its test part is sealed: another split would "
                "mix test questions into training. Import the files again under another name for another split.");
        countQuestions(project, dataset);
        Query(project, "UPDATE dataset SET sealed = 1 WHERE id = ?").bind(dataset).run();
        factsChanged(project);
        return {};
    });
}

Status sealRecordedSplit(Project& project, int64_t dataset) {
    return project.write([&]() -> Status {
        CAFTAN_TRY(before, datasetById(project, dataset));
        if (before.train == 0 || before.test == 0)
            return fail("the data set \"" + before.name + "\" has " + std::to_string(before.train) + " training and " +
                        std::to_string(before.test) +
                        " test questions recorded: make a split with 'caftan-cli data split "
                        "--data " +
                        before.name + " --fractions 0.8,0.1,0.1' instead.");
        Query(project, "UPDATE dataset SET sealed = 1 WHERE id = ?").bind(dataset).run();
        return {};
    });
}

Status openTest(Project& project, int64_t dataset, const std::string& what) {
    return project.write([&]() -> Status {
        CAFTAN_TRY(opened, datasetById(project, dataset));
        if (!opened.sealed)
            return {};
        const std::string uid = newUid();
        Query(project, "INSERT INTO ledger(uid, dataset, opened, what, questions) VALUES (?, ?, ?, ?, ?)")
            .bind(uid, dataset, unixTime(), what, opened.test)
            .run();
        return {};
    });
}

Result<std::vector<LedgerEntry>> listLedger(Project& project, int64_t dataset) {
    return guarded(project, [&]() -> Result<std::vector<LedgerEntry>> {
        Query query(project, "SELECT opened, what, questions FROM ledger WHERE dataset = ? ORDER BY id");
        query.bind(dataset);
        std::vector<LedgerEntry> entries;
        while (query.next())
            entries.push_back({query.real(0), query.text(1), query.integer(2)});
        return entries;
    });
}

} // namespace caftan
