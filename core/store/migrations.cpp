#include "core/store/migrations.h"

#include "core/store/query.h"

#include <algorithm>
#include <unistd.h>

namespace caftan {
namespace {

// Columns that statistics read come first and wide texts last, so that a scan does not touch overflow pages. JSON is
// text. uid: 32 hex digits, unique in every project of the world; a question's is made from its data set's uid and
// position.
constexpr const char* version1 = R"sql(
CREATE TABLE meta (
    key TEXT PRIMARY KEY,                          -- uid, name, created
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE dataset (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE,
    task TEXT NOT NULL,                            -- how it is prompted, parsed and judged: choice, ...
    sha256 TEXT NOT NULL,                          -- over the hashes of the sources
    created REAL NOT NULL,
    sealed INTEGER NOT NULL DEFAULT 0,
    questions INTEGER NOT NULL DEFAULT 0,          -- counts are kept with the questions, in the same transaction
    train INTEGER NOT NULL DEFAULT 0,
    validation INTEGER NOT NULL DEFAULT 0,
    test INTEGER NOT NULL DEFAULT 0,
    sources TEXT NOT NULL,
    mapping TEXT NOT NULL,
    warnings TEXT NOT NULL
) STRICT;

CREATE TABLE question (
    id INTEGER PRIMARY KEY,
    dataset INTEGER NOT NULL REFERENCES dataset(id),
    position INTEGER NOT NULL,                     -- order in the data set, from 0
    split INTEGER NOT NULL,                        -- 0 none, 1 train, 2 validation, 3 test
    answer INTEGER,                                -- index into options from 0; NULL: none recorded
    answer_tokens INTEGER NOT NULL DEFAULT 0,      -- of the short answer; 0: not counted
    category TEXT NOT NULL,
    external_id TEXT NOT NULL,
    uid TEXT NOT NULL UNIQUE,
    text TEXT NOT NULL,
    options TEXT NOT NULL,                         -- JSON list
    answer_text TEXT NOT NULL,
    rationale TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX question_position ON question(dataset, position);
CREATE INDEX question_columns ON question(dataset, id, split, category, answer_tokens);

CREATE TABLE ledger (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    dataset INTEGER NOT NULL REFERENCES dataset(id),
    opened REAL NOT NULL,
    what TEXT NOT NULL,
    questions INTEGER NOT NULL
) STRICT;
CREATE INDEX ledger_dataset ON ledger(dataset);

CREATE TABLE trace (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    dataset INTEGER NOT NULL REFERENCES dataset(id),
    question INTEGER NOT NULL REFERENCES question(id),
    teacher TEXT NOT NULL,
    correct INTEGER NOT NULL,
    tokens INTEGER NOT NULL,                       -- 0: not counted
    answer INTEGER,                                -- parsed option; NULL: none
    cost REAL NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX trace_columns ON trace(dataset, teacher, correct, question, tokens);
CREATE INDEX trace_question ON trace(question);

CREATE TABLE model (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    path TEXT NOT NULL,
    family TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    parent_run INTEGER REFERENCES run(id),
    created REAL NOT NULL,
    config TEXT NOT NULL,
    UNIQUE (name, sha256)
) STRICT;

CREATE TABLE scoring (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    dataset INTEGER NOT NULL REFERENCES dataset(id),
    model INTEGER REFERENCES model(id),            -- NULL: recorded elsewhere
    prompt TEXT NOT NULL,
    prompt_sha256 TEXT NOT NULL,
    dtype TEXT NOT NULL,
    state TEXT NOT NULL,
    created REAL NOT NULL,
    rows INTEGER NOT NULL DEFAULT 0,               -- kept with the scores, in the same transaction
    first_score INTEGER,                           -- range of the row ids of its scores
    last_score INTEGER,
    spec TEXT NOT NULL,
    result TEXT NOT NULL
) STRICT;
CREATE INDEX scoring_dataset ON scoring(dataset);

-- NULL metric: not recorded. The row id grows with time: readers tail by it.
CREATE TABLE score (
    id INTEGER PRIMARY KEY,
    scoring INTEGER NOT NULL REFERENCES scoring(id),
    question INTEGER NOT NULL REFERENCES question(id),
    valid INTEGER NOT NULL,
    correct INTEGER NOT NULL,
    predicted INTEGER,
    prompt_tokens INTEGER NOT NULL,
    entropy REAL,
    option_entropy REAL,
    one_minus_max REAL,
    margin REAL,
    gold_nll REAL,
    UNIQUE (scoring, question)
) STRICT;

CREATE TABLE score_detail (
    score INTEGER PRIMARY KEY REFERENCES score(id) ON DELETE CASCADE,
    answer TEXT NOT NULL,
    top_tokens TEXT NOT NULL,
    option_probabilities TEXT NOT NULL
) STRICT;

CREATE TABLE cut_set (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    scoring INTEGER NOT NULL REFERENCES scoring(id),
    metric TEXT NOT NULL,
    cut_values TEXT NOT NULL,                      -- JSON lists, ascending
    cut_quantiles TEXT NOT NULL,
    lock TEXT NOT NULL,
    created REAL NOT NULL,
    UNIQUE (scoring, name)
) STRICT;

CREATE TABLE experiment (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    created REAL NOT NULL,
    notes TEXT NOT NULL DEFAULT '',
    config TEXT NOT NULL DEFAULT '{}'
) STRICT;

CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    recipe TEXT NOT NULL,
    state TEXT NOT NULL,
    attempt INTEGER NOT NULL DEFAULT 0,
    experiment INTEGER REFERENCES experiment(id),
    scoring INTEGER REFERENCES scoring(id),
    cut_set INTEGER REFERENCES cut_set(id),
    model INTEGER REFERENCES model(id),
    parent_run INTEGER REFERENCES run(id),
    seed INTEGER NOT NULL,
    created REAL NOT NULL,
    command_line TEXT NOT NULL,
    tags TEXT NOT NULL,
    notes TEXT NOT NULL,
    config TEXT NOT NULL,                          -- spec, versions, git and data hashes, cuts
    result TEXT NOT NULL
) STRICT;

-- AUTOINCREMENT: a row id is never used twice, also after a rewind, so that readers who tail miss nothing.
CREATE TABLE metric (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    run INTEGER NOT NULL REFERENCES run(id),
    step INTEGER NOT NULL,
    name TEXT NOT NULL,
    epoch REAL NOT NULL,
    tokens INTEGER NOT NULL,
    seconds REAL NOT NULL,
    value REAL,
    UNIQUE (run, name, step)
) STRICT;
CREATE INDEX metric_run ON metric(run);

CREATE TABLE evaluation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    run INTEGER REFERENCES run(id),
    model INTEGER REFERENCES model(id),
    split TEXT NOT NULL,
    mode TEXT NOT NULL,
    step INTEGER NOT NULL,
    epoch REAL NOT NULL,
    created REAL NOT NULL,
    result TEXT NOT NULL
) STRICT;
CREATE INDEX evaluation_run ON evaluation(run, step);

CREATE TABLE answer (
    id INTEGER PRIMARY KEY,
    evaluation INTEGER NOT NULL REFERENCES evaluation(id) ON DELETE CASCADE,
    question INTEGER NOT NULL REFERENCES question(id),
    predicted INTEGER,
    valid INTEGER NOT NULL,
    correct INTEGER NOT NULL,
    thinks INTEGER NOT NULL,
    tokens INTEGER NOT NULL,
    entropy REAL,
    output TEXT NOT NULL,
    UNIQUE (evaluation, question)
) STRICT;

CREATE TABLE job (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    request TEXT NOT NULL DEFAULT '',
    priority INTEGER NOT NULL DEFAULT 0,           -- higher first, then by id
    attempt INTEGER NOT NULL DEFAULT 0,
    done INTEGER NOT NULL DEFAULT 0,
    total INTEGER NOT NULL DEFAULT 0,
    rate REAL NOT NULL DEFAULT 0,
    message TEXT NOT NULL DEFAULT '',
    error TEXT NOT NULL DEFAULT '',
    exit_code INTEGER,
    scoring INTEGER REFERENCES scoring(id),
    run INTEGER REFERENCES run(id),
    command_line TEXT NOT NULL,
    created REAL NOT NULL,
    started REAL NOT NULL DEFAULT 0,
    finished REAL NOT NULL DEFAULT 0,
    spec TEXT NOT NULL,
    result TEXT NOT NULL DEFAULT 'null'
) STRICT;

CREATE TABLE log (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    job INTEGER NOT NULL REFERENCES job(id),
    time REAL NOT NULL,
    level TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX log_job ON log(job);
)sql";

// A pinned run is the baseline that others are compared with: one at most. The index holds what comparisons read of
// answers, so that their texts stay on disk.
constexpr const char* version2 = R"sql(
ALTER TABLE run ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0;
CREATE UNIQUE INDEX run_pinned ON run(pinned) WHERE pinned = 1;
CREATE INDEX answer_columns ON answer(evaluation, question, predicted, valid, correct, thinks, tokens, entropy);
)sql";

// Numbers per question from elsewhere; named selections, frozen as lists of questions; what was said about keys that
// may be wrong.
constexpr const char* version3 = R"sql(
CREATE TABLE measure (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    dataset INTEGER NOT NULL REFERENCES dataset(id),
    name TEXT NOT NULL,
    source TEXT NOT NULL,
    reads_key INTEGER NOT NULL,
    created REAL NOT NULL,
    questions INTEGER NOT NULL,
    UNIQUE (dataset, name)
) STRICT;
CREATE TABLE measure_value (
    measure INTEGER NOT NULL REFERENCES measure(id) ON DELETE CASCADE,
    question INTEGER NOT NULL REFERENCES question(id),
    value REAL NOT NULL,
    PRIMARY KEY (measure, question)
) STRICT, WITHOUT ROWID;

CREATE TABLE selection (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    dataset INTEGER NOT NULL REFERENCES dataset(id),
    name TEXT NOT NULL,
    definition TEXT NOT NULL,                      -- JSON: the filter that made it
    created REAL NOT NULL,
    questions INTEGER NOT NULL,
    UNIQUE (dataset, name)
) STRICT;
CREATE TABLE selection_question (
    selection INTEGER NOT NULL REFERENCES selection(id) ON DELETE CASCADE,
    question INTEGER NOT NULL REFERENCES question(id),
    PRIMARY KEY (selection, question)
) STRICT, WITHOUT ROWID;

CREATE TABLE key_mark (
    question INTEGER PRIMARY KEY REFERENCES question(id),
    mark TEXT NOT NULL,                            -- wrong, right, unclear
    note TEXT NOT NULL,
    marked REAL NOT NULL
) STRICT;
)sql";

// What large projects look up: characters of questions, categories one after the other, which metrics a scoring has,
// and texts by any three characters in a row. detail = none halves the index; what it finds is compared with the text.
constexpr const char* version4 = R"sql(
ALTER TABLE question ADD COLUMN length INTEGER GENERATED ALWAYS AS (length(text) + length(options)) VIRTUAL;
DROP INDEX question_columns;
CREATE INDEX question_columns ON question(dataset, category, id, split, answer_tokens, length);

-- Bits: 1 entropy, 2 option_entropy, 4 one_minus_max, 8 margin, 16 gold_nll; kept with the scores.
ALTER TABLE scoring ADD COLUMN recorded INTEGER NOT NULL DEFAULT 0;
UPDATE scoring SET recorded = coalesce((SELECT max(entropy IS NOT NULL) + 2 * max(option_entropy IS NOT NULL)
    + 4 * max(one_minus_max IS NOT NULL) + 8 * max(margin IS NOT NULL) + 16 * max(gold_nll IS NOT NULL)
    FROM score NOT INDEXED WHERE score.id BETWEEN first_score AND last_score AND score.scoring = scoring.id), 0);

-- Filled with the questions, in the same transaction; their texts never change afterwards.
CREATE VIRTUAL TABLE question_words USING fts5(text, options, external_id, content = 'question', content_rowid = 'id',
    tokenize = 'trigram', detail = none, columnsize = 0);
INSERT INTO question_words(question_words, rank) VALUES ('hashsize', 16777216);
INSERT INTO question_words(question_words) VALUES ('rebuild');
)sql";

// Of an answer what was known of its tokens; metrics that belong to one scoring and not to every scoring of its data
// set; what recorded reasoning costs the model of a scoring. Apart from the tables that statistics scan.
constexpr const char* version5 = R"sql(
CREATE TABLE answer_detail (
    answer INTEGER PRIMARY KEY REFERENCES answer(id) ON DELETE CASCADE,
    gold_nll REAL,                                 -- -ln p(key) where one token answers
    mean_entropy REAL,                             -- over the tokens of a generated answer
    max_entropy REAL,
    mean_nll REAL,
    tokens BLOB                                    -- packTokenValues, over the answer's output
) STRICT;

CREATE TABLE measure_5 (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    dataset INTEGER NOT NULL REFERENCES dataset(id),
    scoring INTEGER REFERENCES scoring(id),        -- NULL: of the questions, whatever scored them
    name TEXT NOT NULL,
    source TEXT NOT NULL,
    reads_key INTEGER NOT NULL,
    created REAL NOT NULL,
    questions INTEGER NOT NULL
) STRICT;
INSERT INTO measure_5(id, uid, dataset, name, source, reads_key, created, questions)
    SELECT id, uid, dataset, name, source, reads_key, created, questions FROM measure;
DROP TABLE measure;
ALTER TABLE measure_5 RENAME TO measure;
CREATE UNIQUE INDEX measure_name ON measure(dataset, name, coalesce(scoring, 0));

CREATE TABLE trace_cost (
    id INTEGER PRIMARY KEY,
    trace INTEGER NOT NULL REFERENCES trace(id) ON DELETE CASCADE,
    scoring INTEGER NOT NULL REFERENCES scoring(id),
    tokens BLOB NOT NULL,                          -- packTokenValues, over the text that was put to the model
    text TEXT NOT NULL,
    UNIQUE (trace, scoring)
) STRICT;
)sql";

constexpr Migration migrations[] = {{1, version1}, {2, version2}, {3, version3}, {4, version4}, {5, version5}};

int64_t pragma(SQLite::Database& database, const char* text) {
    Query query(database, text);
    return query.next() ? query.integer(0) : 0;
}

// A whole copy beside the file; an older backup of the same version is replaced.
Status backUp(SQLite::Database& database, const std::filesystem::path& file, const std::filesystem::path& backup) {
    const std::filesystem::path temporary = backup.string() + ".tmp";
    std::error_code ignored;
    std::filesystem::remove(temporary, ignored);
    try {
        SQLite::Database copy(temporary.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        SQLite::Backup(copy, database).executeStep(-1);
        copy.exec("PRAGMA journal_mode = DELETE"); // one plain file, without a log beside it
    } catch (const SQLite::Exception& error) {
        std::filesystem::remove(temporary, ignored);
        return fail("no backup of " + file.string() + " could be made before bringing it up to date: " +
                    storeError(backup, error.getExtendedErrorCode(), error.what()).message +
                    ". The file is unchanged.");
    }
    std::error_code error;
    std::filesystem::rename(temporary, backup, error);
    if (error)
        return fail("cannot write the backup " + backup.string() + ": " + error.message());
    return {};
}

Status applySteps(SQLite::Database& database, std::span<const Migration> steps, int from) {
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    for (const Migration& step : steps) {
        if (step.version <= from)
            continue;
        database.exec(step.sql);
        database.exec("PRAGMA user_version = " + std::to_string(step.version));
    }
    database.exec("PRAGMA application_id = " + std::to_string(applicationId));
    if (Query(database, "PRAGMA foreign_key_check").next())
        return fail("a row would refer to a row that does not exist");
    transaction.commit();
    return {};
}

} // namespace

std::span<const Migration> allMigrations() {
    return migrations;
}

Result<int> schemaOf(SQLite::Database& database, const std::filesystem::path& file) {
    const auto application = pragma(database, "PRAGMA application_id");
    const auto version = int(pragma(database, "PRAGMA user_version"));
    if (application != applicationId || version < 1)
        return fail(file.string() +
                    " is an SQLite file, but not a Caftan project. Choose another folder, or move that file "
                    "away and make a new project.");
    return version;
}

Status migrate(SQLite::Database& database, const std::filesystem::path& file, std::span<const Migration> steps) {
    const int newest = steps.back().version;
    const bool fresh = pragma(database, "SELECT count(*) FROM sqlite_schema") == 0;
    int version = 0;
    if (!fresh) {
        CAFTAN_TRY(found, schemaOf(database, file));
        version = found;
    }
    if (version > newest)
        return fail(file.string() + " was made by a newer Caftan (schema " + std::to_string(version) +
                    ", this one knows " + std::to_string(newest) + "): update Caftan, or open the backup " +
                    file.filename().string() + ".v" + std::to_string(newest) + ".bak beside it if there is one.");
    if (version == newest)
        return {};
    const std::filesystem::path backup = file.string() + ".v" + std::to_string(version) + ".bak";
    if (!fresh)
        CAFTAN_CHECK(backUp(database, file, backup));
    database.exec("PRAGMA foreign_keys = OFF"); // so that a step may rebuild a table; checked before the commit
    Status applied;
    try {
        applied = applySteps(database, steps, version);
    } catch (const SQLite::Exception& error) {
        applied = tl::unexpected<Error>(storeError(file, error.getExtendedErrorCode(), error.what()));
    }
    database.exec("PRAGMA foreign_keys = ON");
    if (!applied)
        return fail("bringing " + file.string() + " from schema " + std::to_string(version) + " to " +
                    std::to_string(newest) + " failed, and nothing in it has changed: " + applied.error().message +
                    (fresh ? "" : ". A backup is " + backup.string() + "."));
    return {};
}

} // namespace caftan
