// Models, scorings and their scores, cut sets.
#pragma once

#include "core/analysis/columns.h"
#include "core/data/question.h"
#include "core/store/project.h"

#include <optional>
#include <unordered_set>

namespace caftan {

struct ModelRecord {
    int64_t id = 0;
    std::string uid, name, path, family, sha256;
    Json config; // what `model info` prints
    std::optional<int64_t> parentRun;
    double created = 0;
};
Result<int64_t> addModel(Project& project, const ModelRecord& model); // same sha256 and name: the existing row
Result<std::vector<ModelRecord>> listModels(Project& project);
Result<ModelRecord> findModel(Project& project, const std::string& nameOrId);

struct Scoring {
    int64_t id = 0;
    std::string uid, name;
    int64_t dataset = 0;
    std::optional<int64_t> model;                   // none: recorded elsewhere
    std::string prompt, promptSha256, dtype, state; // state: running, paused, stopped, failed, done
    Json spec;                                      // full configuration
    Json result;                                    // what `score` prints, when done
    double created = 0;
    int64_t rows = 0; // scores stored so far
};
Result<int64_t> addScoring(Project& project, const Scoring& scoring);
Result<std::vector<Scoring>> listScorings(Project& project, std::optional<int64_t> dataset = {});
Result<Scoring> findScoring(Project& project, int64_t id);
Status updateScoring(Project& project, int64_t id, const std::string& state, const Json& result);

// Bulk, one transaction. A question that has a score already is an error (each question once).
Status addScores(Project& project, int64_t scoring, std::span<const Score> scores);
Result<std::unordered_set<int64_t>> scoredQuestions(Project& project, int64_t scoring);
Result<std::vector<Score>> loadScores(Project& project, int64_t scoring);
Result<std::optional<Score>> loadScore(Project& project, int64_t scoring, int64_t question);

// Names of the metrics that this scoring has recorded: "entropy", "option_entropy", "one_minus_max", "margin",
// "gold_nll".
Result<std::vector<std::string>> recordedMetrics(Project& project, int64_t scoring);

// Rows for statistics, in order of their row id; only rows whose row id is above `afterRow` (tailing). `lastRow` is the
// highest row id seen. `metric`: any name of listMetrics (core/store/metrics.h); rows that it has no value for are left
// out. `categories`: names by ScoreColumns::category. A project that can be written keeps the columns of a large
// scoring in its folder "cache".
struct ColumnsChunk {
    ScoreColumns columns;
    int64_t lastRow = 0;
    std::vector<std::string> categories;
};
Result<ColumnsChunk> loadColumns(Project& project, int64_t scoring, const std::string& metric, int64_t afterRow = 0);

// Another metric of rows that loadColumns gave, without reading them again: as long as `question`. nullopt where more
// has to be read for it: of few rows, when rows came since, when one of them has no value, when the cache does not hold
// it.
struct KnownRows {
    const std::vector<int64_t>& question;
    const std::vector<bool>& shown; // of the scoring's rows, in their order: they are of `question`; empty: all are
    int64_t lastRow = 0;            // as ColumnsChunk says
};
Result<std::optional<std::vector<double>>> loadMetric(Project& project, int64_t scoring, const std::string& metric,
                                                      const KnownRows& rows);

struct CutSet {
    int64_t id = 0;
    std::string uid, name, metric = "entropy";
    int64_t scoring = 0;
    std::vector<double> values, quantiles; // ascending, equal lengths
    std::string lock = "value";            // "value" or "quantile": what stays when rows arrive
    bool testSeen = false; // chosen while the sealed test part was open: nothing is trained on such cuts
    double created = 0;
};
// A set of the same name and scoring is replaced (its uid stays).
Result<int64_t> saveCuts(Project& project, const CutSet& cuts);
Result<std::vector<CutSet>> listCuts(Project& project, std::optional<int64_t> scoring = {});

} // namespace caftan
