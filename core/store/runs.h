// Training runs: configuration, metrics by attempt, evaluations and their answers.
#pragma once

#include "core/store/project.h"
#include "core/text/token_values.h"

#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace caftan {

// Runs that belong together: arms, seeds, controls.
struct Experiment {
    int64_t id = 0;
    std::string uid, name, notes;
    Json config;
    double created = 0;
};
Result<int64_t> addExperiment(Project& project, const Experiment& experiment);
Result<std::vector<Experiment>> listExperiments(Project& project);

struct RunRecord {
    int64_t id = 0;
    std::string uid, name, recipe, state = "queued";
    Json config; // everything that made it: spec, versions, hashes, cuts, seed
    Json result; // what `train` prints
    std::optional<int64_t> experiment, scoring, cutSet, model, parentRun;
    int64_t seed = 0;
    std::string commandLine, tags, notes;
    double created = 0;
    int64_t attempt = 0; // metrics of rewound steps are gone; a reader that sees a new attempt rewinds
    bool pinned = false; // the baseline: one run of a project at most
};
Result<int64_t> addRun(Project& project, const RunRecord& run);
Result<std::vector<RunRecord>> listRuns(Project& project);
Result<RunRecord> findRun(Project& project, const std::string& nameOrId);
Result<RunRecord> loadRun(Project& project, int64_t id);
Status updateRun(Project& project, int64_t id, const std::string& state, const Json& result);
Status updateRunNotes(Project& project, int64_t id, const std::string& tags, const std::string& notes);
Status renameRun(Project& project, int64_t id,
                 const std::string& name); // a name of no letters is refused: it would be taken for a number
Status pinRun(Project& project, std::optional<int64_t> id); // the baseline from now on; none: nothing is pinned
// Its metrics, evaluations, answers, job and log go with it; what refers to it from outside lets go. Whether it runs is
// the caller's to ask (see removeRun, core/jobs/run_removal.h).
Status deleteRun(Project& project, int64_t id);

struct MetricPoint {
    int64_t id = 0, run = 0;
    std::string name; // cli.md lists the names
    int64_t step = 0;
    double epoch = 0;
    int64_t tokens = 0;
    double seconds = 0, value = 0;
};
Status addMetrics(Project& project, std::span<const MetricPoint> points);
Result<std::vector<MetricPoint>> loadMetrics(Project& project, int64_t run, const std::string& name = {},
                                             int64_t afterId = 0);
// One transaction: every metric and evaluation above `step` is deleted and the attempt is raised (resume).
Status rewindRun(Project& project, int64_t run, int64_t step);

// Answers that were made to reason (`caftan-cli eval --mode thinking`): what a run could do, not what it does; no
// comparison or curve goes by them.
inline constexpr const char* forcedMode = "thinking";

struct Evaluation {
    int64_t id = 0;
    std::string uid;
    std::optional<int64_t> run, model;
    std::string split, mode; // "validation"/"test", "single"/"generate"/"thinking"
    int64_t step = 0;
    double epoch = 0;
    Json result;
    double created = 0;
};
struct Answer {
    int64_t question = 0;
    std::string output;
    int predicted = -1;
    bool valid = false, right = false, thinks = false;
    int tokens = 0;
    double entropy = 0; // at the answer token
    // Stored, and given by loadAnswerText alone (core/store/answer_details.h). NaN or empty: not recorded.
    double goldNll = std::numeric_limits<double>::quiet_NaN(); // -ln p(key) where one token answers
    TokenSummary summary;                                      // over the tokens of a generated answer
    std::string tokenValues;                                   // packTokenValues of the output
};
Result<int64_t> addEvaluation(Project& project, const Evaluation& evaluation, std::span<const Answer> answers);
Result<std::vector<Evaluation>> listEvaluations(Project& project, int64_t run);
Result<std::vector<Evaluation>> listModelEvaluations(Project& project, int64_t model); // of no run
Result<std::vector<Answer>> loadAnswers(Project& project, int64_t evaluation);

} // namespace caftan
