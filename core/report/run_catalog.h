// Every run of a project as comparisons see it: its state, the evaluations it is judged by, its tokens counted five
// ways, and which runs are one recipe with several seeds. Read from the project; grouping is pure. Both programs use
// it. Thread: the Project's.
#pragma once

#include "core/store/datasets.h"
#include "core/store/runs.h"

#include <optional>
#include <string>
#include <vector>

namespace caftan {

// docs: validity, rule 5. Nothing where it was not recorded.
struct AnswerTokens {
    std::optional<double> unique;      // of the answers trained on, each once
    std::optional<double> seen;        // times epochs
    std::optional<double> withPrompts; // seen, with their prompts
    std::optional<double> bought;      // written by the teacher for these questions, wrong ones too
    std::optional<double> perAnswer;   // written by the model for one answer of the evaluation
};

struct CatalogRun {
    RunRecord run;
    std::string state;                          // as it is: "interrupted" where its process is gone
    std::optional<Evaluation> validation, test; // of the primary mode: validation after the last epoch, the last test
    AnswerTokens tokens;                        // perAnswer: see tokensOn

    const std::optional<Evaluation>& on(const std::string& split) const { return split == "test" ? test : validation; }
    AnswerTokens tokensOn(const std::string& split) const;
    std::optional<double> resultNumber(const char* key) const; // of what `train` prints
};

// Runs that differ in nothing but the seed. `runs` are counted, by seed: the newest finished one of each seed.
// `others` are not: unfinished, failed, without answers on that part, or a seed that is there already.
struct RunGroup {
    std::string label; // the run's name without its seed; made distinct by what differs
    std::string recipe;
    std::vector<size_t> runs, others; // indices into the catalogue
    std::vector<size_t> all() const;  // both, by age
};

struct RunCatalog {
    std::vector<CatalogRun> runs; // by age
    std::vector<Dataset> datasets;

    std::optional<size_t> find(int64_t run) const;
    std::optional<size_t> pinned() const;
};
Result<RunCatalog> readRunCatalog(Project& project);

// Groups of some runs, by the age of their oldest one. `split`: validation or test.
std::vector<RunGroup> groupRuns(const RunCatalog& catalog, const std::vector<size_t>& runs, const std::string& split);
std::vector<size_t> allRuns(const RunCatalog& catalog);

// Why a run of `others` is not counted, as a sentence.
std::string whyNotCounted(const RunCatalog& catalog, const RunGroup& group, size_t run, const std::string& split);

// Settings that are not the same in every run: key -> run -> value. Names, seeds and where it ran are left out unless
// `everything`.
Json configurationDifferences(const RunCatalog& catalog, const std::vector<size_t>& runs, bool everything);

} // namespace caftan
