PRAGMA application_id = 1128351316;
PRAGMA user_version = 5;
BEGIN TRANSACTION;
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
INSERT INTO "answer" VALUES(1,1,2,1,1,1,0,1,0.5,'B');
CREATE TABLE answer_detail (
    answer INTEGER PRIMARY KEY REFERENCES answer(id) ON DELETE CASCADE,
    gold_nll REAL,                                 -- -ln p(key) where one token answers
    mean_entropy REAL,                             -- over the tokens of a generated answer
    max_entropy REAL,
    mean_nll REAL,
    tokens BLOB                                    -- packTokenValues, over the answer's output
) STRICT;
INSERT INTO "answer_detail" VALUES(1,0.25,NULL,NULL,NULL,X'010000080001');
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
INSERT INTO "cut_set" VALUES(1,'6abc3217a4295dab64302200ee1cdb9d','mine',2,'entropy','[0.5,1.0]','[0.25,0.75]','value+test',1.79531542555357050898e+09);
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
INSERT INTO "dataset" VALUES(1,'89b4e46e3e5b05ff63afb8e3418a06e8','small','choice','44c2336fedab8ff6a85c74c2b94165377b0981f526adb9487895ca6314165e86',1.79531542554253792766e+09,1,10,8,1,1,'[{"path":"file.tsv","sha256":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","rows":10}]','{"question":"text"}','["a warning"]');
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
INSERT INTO "evaluation" VALUES(1,'219ff7a4183f9ac82b734a1b7741fea2',1,NULL,'','',0,0.0,1.795315425553899765e+09,'null');
CREATE TABLE experiment (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    created REAL NOT NULL,
    notes TEXT NOT NULL DEFAULT '',
    config TEXT NOT NULL DEFAULT '{}'
) STRICT;
INSERT INTO "experiment" VALUES(1,'a5d6c20a3a7fa9e0516679da1c837146','arms',1.0,'notes','{}');
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
INSERT INTO "job" VALUES(1,'dc5a37b10f98d58d1b4dd110ffe7da93','score','queued','',0,0,0,0,0.0,'','',NULL,2,1,'',1.79531542555451798437e+09,0.0,0.0,'null','null');
CREATE TABLE key_mark (
    question INTEGER PRIMARY KEY REFERENCES question(id),
    mark TEXT NOT NULL,                            -- wrong, right, unclear
    note TEXT NOT NULL,
    marked REAL NOT NULL
) STRICT;
INSERT INTO "key_mark" VALUES(1,'wrong','a note',1.79531542555446076399e+09);
CREATE TABLE ledger (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    dataset INTEGER NOT NULL REFERENCES dataset(id),
    opened REAL NOT NULL,
    what TEXT NOT NULL,
    questions INTEGER NOT NULL
) STRICT;
INSERT INTO "ledger" VALUES(1,'6f2278232294d2cb7850d36ba9a1567b',1,1.79531542555300498015e+09,'analyze --split test',1);
CREATE TABLE log (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    job INTEGER NOT NULL REFERENCES job(id),
    time REAL NOT NULL,
    level TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;
INSERT INTO "log" VALUES(1,1,1.79531542555459451681e+09,'info','line');
CREATE TABLE "measure" (
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
INSERT INTO "measure" VALUES(1,'974cff0215747d5db0b466f560411d87',1,2,'ifd','',1,1.79531542555402064327e+09,1);
INSERT INTO "measure" VALUES(2,'073f5fee563d45e2da691318261e4176',1,NULL,'level','judge.tsv',0,1.79531542555425095556e+09,1);
CREATE TABLE measure_value (
    measure INTEGER NOT NULL REFERENCES measure(id) ON DELETE CASCADE,
    question INTEGER NOT NULL REFERENCES question(id),
    value REAL NOT NULL,
    PRIMARY KEY (measure, question)
) STRICT, WITHOUT ROWID;
INSERT INTO "measure_value" VALUES(1,1,0.75);
INSERT INTO "measure_value" VALUES(2,2,3.0);
CREATE TABLE meta (
    key TEXT PRIMARY KEY,                          -- uid, name, created
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "meta" VALUES('created','2026-11-22T02:43:45Z');
INSERT INTO "meta" VALUES('facts','849927566310239539');
INSERT INTO "meta" VALUES('name','golden');
INSERT INTO "meta" VALUES('uid','663e6b3d26a217eb2ec8168e6914d3e5');
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
INSERT INTO "metric" VALUES(1,1,1,'train/loss',0.5,100,2.0,0.75);
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
INSERT INTO "model" VALUES(1,'dffb700831dcc10d87822633a7b876cf','tiny','/models/tiny','llama','cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc',NULL,1.0,'{"layers":4}');
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
, length INTEGER GENERATED ALWAYS AS (length(text) + length(options)) VIRTUAL) STRICT;
INSERT INTO "question" VALUES(1,1,0,3,1,0,'law','q0','89b4e46e3e5b05ff63afb8e300000000','What is 0?','["w0","x","y","z''s"]','','');
INSERT INTO "question" VALUES(2,1,1,2,1,0,'math','q1','89b4e46e3e5b05ff63afb8e300000001','What is 1?','["w1","x","y","z''s"]','','');
INSERT INTO "question" VALUES(3,1,2,1,1,0,'law','q2','89b4e46e3e5b05ff63afb8e300000002','What is 2?','["w2","x","y","z''s"]','','');
INSERT INTO "question" VALUES(4,1,3,1,1,0,'math','q3','89b4e46e3e5b05ff63afb8e300000003','What is 3?','["w3","x","y","z''s"]','','');
INSERT INTO "question" VALUES(5,1,4,1,1,0,'law','q4','89b4e46e3e5b05ff63afb8e300000004','What is 4?','["w4","x","y","z''s"]','','');
INSERT INTO "question" VALUES(6,1,5,1,1,0,'math','q5','89b4e46e3e5b05ff63afb8e300000005','What is 5?','["w5","x","y","z''s"]','','');
INSERT INTO "question" VALUES(7,1,6,1,1,0,'law','q6','89b4e46e3e5b05ff63afb8e300000006','What is 6?','["w6","x","y","z''s"]','','');
INSERT INTO "question" VALUES(8,1,7,1,1,0,'math','q7','89b4e46e3e5b05ff63afb8e300000007','What is 7?','["w7","x","y","z''s"]','','');
INSERT INTO "question" VALUES(9,1,8,1,1,0,'law','q8','89b4e46e3e5b05ff63afb8e300000008','What is 8?','["w8","x","y","z''s"]','','');
INSERT INTO "question" VALUES(10,1,9,1,1,0,'math','q9','89b4e46e3e5b05ff63afb8e300000009','What is 9?','["w9","x","y","z''s"]','','');
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
, pinned INTEGER NOT NULL DEFAULT 0) STRICT;
INSERT INTO "run" VALUES(1,'a6dcb6119980c559de25fc4788bfe223','first','','queued',0,1,2,1,1,NULL,0,1.79531542555371785162e+09,'','','','null','null',1);
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
INSERT INTO "score" VALUES(1,1,1,1,1,1,0,0.0,NULL,NULL,NULL,NULL);
INSERT INTO "score" VALUES(2,1,2,1,0,0,0,0.01,NULL,NULL,NULL,NULL);
INSERT INTO "score" VALUES(3,1,3,1,0,0,0,0.02,NULL,NULL,NULL,NULL);
INSERT INTO "score" VALUES(4,1,4,1,1,1,0,0.03,NULL,NULL,NULL,NULL);
INSERT INTO "score" VALUES(5,1,5,1,0,0,0,0.04,NULL,NULL,NULL,NULL);
INSERT INTO "score" VALUES(6,1,6,1,0,0,0,0.05,NULL,NULL,NULL,NULL);
INSERT INTO "score" VALUES(7,1,7,1,1,1,0,0.06,NULL,NULL,NULL,NULL);
INSERT INTO "score" VALUES(8,1,8,1,0,0,0,0.07,NULL,NULL,NULL,NULL);
INSERT INTO "score" VALUES(9,1,9,1,0,0,0,0.08,NULL,NULL,NULL,NULL);
INSERT INTO "score" VALUES(10,1,10,1,1,1,0,0.09,NULL,NULL,NULL,NULL);
INSERT INTO "score" VALUES(11,2,1,1,1,1,0,1.5,NULL,NULL,NULL,NULL);
CREATE TABLE score_detail (
    score INTEGER PRIMARY KEY REFERENCES score(id) ON DELETE CASCADE,
    answer TEXT NOT NULL,
    top_tokens TEXT NOT NULL,
    option_probabilities TEXT NOT NULL
) STRICT;
INSERT INTO "score_detail" VALUES(11,' B','','');
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
, recorded INTEGER NOT NULL DEFAULT 0) STRICT;
INSERT INTO "scoring" VALUES(1,'d5651bbdf8f460027245d7863facc432','small (recorded)',1,NULL,'recorded','','','done',1.79531542554287862779e+09,10,1,10,'{}','null',1);
INSERT INTO "scoring" VALUES(2,'9f9ed8797dfe2126d3c7b75b96bb3a1e','tiny on small',1,1,'','','','running',1.79531542555341100692e+09,1,11,11,'null','null',1);
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
INSERT INTO "selection" VALUES(1,'8632b9ab1cec7fcc561480e9bae5ff87',1,'two','{}',1.79531542555438113212e+09,2);
CREATE TABLE selection_question (
    selection INTEGER NOT NULL REFERENCES selection(id) ON DELETE CASCADE,
    question INTEGER NOT NULL REFERENCES question(id),
    PRIMARY KEY (selection, question)
) STRICT, WITHOUT ROWID;
INSERT INTO "selection_question" VALUES(1,1);
INSERT INTO "selection_question" VALUES(1,4);
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
INSERT INTO "trace" VALUES(1,'d064ca9460a0349d2b1e9bf0fc517c78',1,2,'teacher',1,0,1,0.0,'Because.');
INSERT INTO "trace" VALUES(2,'ed7f094e904cfbbf8eaeba39d768d6de',1,3,'teacher',0,0,0,0.0,'Hm.');
CREATE TABLE trace_cost (
    id INTEGER PRIMARY KEY,
    trace INTEGER NOT NULL REFERENCES trace(id) ON DELETE CASCADE,
    scoring INTEGER NOT NULL REFERENCES scoring(id),
    tokens BLOB NOT NULL,                          -- packTokenValues, over the text that was put to the model
    text TEXT NOT NULL,
    UNIQUE (trace, scoring)
) STRICT;
INSERT INTO "trace_cost" VALUES(1,1,2,X'08000018000A','Because.');
CREATE UNIQUE INDEX question_position ON question(dataset, position);
CREATE INDEX ledger_dataset ON ledger(dataset);
CREATE INDEX trace_columns ON trace(dataset, teacher, correct, question, tokens);
CREATE INDEX trace_question ON trace(question);
CREATE INDEX scoring_dataset ON scoring(dataset);
CREATE INDEX metric_run ON metric(run);
CREATE INDEX evaluation_run ON evaluation(run, step);
CREATE INDEX log_job ON log(job);
CREATE UNIQUE INDEX run_pinned ON run(pinned) WHERE pinned = 1;
CREATE INDEX answer_columns ON answer(evaluation, question, predicted, valid, correct, thinks, tokens, entropy);
CREATE INDEX question_columns ON question(dataset, category, id, split, answer_tokens, length);
CREATE UNIQUE INDEX measure_name ON measure(dataset, name, coalesce(scoring, 0));
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('metric',1);
INSERT INTO "sqlite_sequence" VALUES('evaluation',1);
INSERT INTO "sqlite_sequence" VALUES('job',1);
INSERT INTO "sqlite_sequence" VALUES('log',1);
CREATE VIRTUAL TABLE question_words USING fts5(text, options, external_id, content = 'question', content_rowid = 'id',
    tokenize = 'trigram', detail = none, columnsize = 0);
INSERT INTO question_words(question_words, rank) VALUES('hashsize', 16777216);
INSERT INTO question_words(question_words) VALUES('rebuild');
COMMIT;
