// Data sets, their questions, recorded traces, the seal of the test part and its ledger.
#pragma once

#include "core/data/import.h"
#include "core/data/question.h"
#include "core/data/split.h"
#include "core/store/project.h"

#include <optional>
#include <span>
#include <unordered_map>

namespace caftan {

struct Dataset {
    int64_t id = 0;
    std::string uid, name, task = "choice";
    Json sources, mapping, warnings;
    std::string sha256; // over the sources' hashes
    double created = 0;
    bool sealed = false; // from the moment a split is made
    int64_t questions = 0, train = 0, validation = 0, test = 0;
    int64_t openings = 0; // ledger rows
};

struct StoredQuestion {
    int64_t id = 0;
    std::string uid;
    int64_t position = 0;
    Question question;
};

struct LedgerEntry {
    double opened = 0;
    std::string what; // "analyze --split test", ...
    int64_t questions = 0;
};

// One transaction: the data set, its questions and, where recorded answers exist, a scoring (its id is returned).
struct ImportedIds {
    int64_t dataset = 0;
    std::optional<int64_t> scoring;
};
Result<ImportedIds> storeImport(Project& project, const std::string& name, const Import& import);

Result<std::vector<Dataset>> listDatasets(Project& project);
Result<Dataset> findDataset(Project& project, const std::string& nameOrId); // error lists the names there are
Result<std::vector<StoredQuestion>> loadQuestions(Project& project, int64_t dataset);
Result<StoredQuestion> loadQuestion(Project& project, int64_t question);
Result<std::vector<std::string>> listCategories(Project& project,
                                                int64_t dataset); // sorted; index = ScoreColumns::category

// Refused once the test part is sealed (the same split again is not an error).
Status storeSplit(Project& project, int64_t dataset, const std::vector<int64_t>& questions, const SplitPlan& plan);
// Seals with the splits recorded at import (data split --keep).
Status sealRecordedSplit(Project& project, int64_t dataset);
// Writes the ledger row; does nothing while nothing is sealed.
Status openTest(Project& project, int64_t dataset, const std::string& what);
Result<std::vector<LedgerEntry>> listLedger(Project& project, int64_t dataset);

struct TraceSummary {
    int64_t traces = 0, right = 0, unmatched = 0;
};
// Replaces the teacher's earlier traces of this data set, in one transaction.
Result<TraceSummary> storeTraces(Project& project, int64_t dataset, const std::string& teacher,
                                 const std::vector<ImportedTrace>& traces);
Result<std::vector<Trace>> loadTraces(Project& project, int64_t dataset, const std::string& teacher = {});
Result<std::vector<Trace>> loadTracesOf(Project& project, int64_t question);
Result<std::vector<std::string>> listTeachers(Project& project, int64_t dataset); // in the order they were stored

// Token counts under the tokenizer in use (a band's cost reads them): trace row id -> tokens, question row id -> tokens
// of its short answer. One transaction.
struct TokenCount {
    int64_t id = 0;
    int tokens = 0;
};
Status storeTraceTokens(Project& project, std::span<const TokenCount> traces);
Status storeAnswerTokens(Project& project, std::span<const TokenCount> questions);

} // namespace caftan
