// Recipes side by side on one part: accuracies with intervals, differences to a baseline on the same questions, by
// band, corrected for everything compared, and the sentences that say what is shown (docs: validity, rule 6). Answers
// are read from the project once and kept; the rest is pure. Both programs use it. Thread: the Project's, or any for
// pure parts.
#pragma once

#include "core/report/run_catalog.h"
#include "core/report/words.h"
#include "core/store/judgements.h"

#include <map>
#include <memory>

namespace caftan {

// Answers by evaluation. An evaluation's number is never used twice, so what is kept stays true.
class JudgementCache {
  public:
    Result<std::shared_ptr<const Judgements>> of(Project& project, int64_t evaluation);

  private:
    std::map<int64_t, std::shared_ptr<const Judgements>> known_;
};
using RecipeJudgements = std::vector<std::shared_ptr<const Judgements>>; // one a seed
Result<RecipeJudgements> loadRecipe(Project& project, const RunCatalog& catalog, const RunGroup& group,
                                    const std::string& split, JudgementCache& cache);
Result<RecipeJudgements> loadRecipe(Project& project, const std::vector<int64_t>& evaluations, JudgementCache& cache);

// Means over the counted runs of a group; what one of them did not record is left out.
AnswerTokens meanTokens(const RunCatalog& catalog, const RunGroup& group, const std::string& split);
std::optional<double> meanSeconds(const RunCatalog& catalog, const RunGroup& group);

// Band of each question before any tuning: of the scoring and the cuts that a run was made with.
struct QuestionBands {
    std::vector<std::string> names;        // easy .. hard, invalid
    std::unordered_map<int64_t, int> band; // index into names
    std::unordered_map<int64_t, double> metric;
};
Result<QuestionBands> loadBands(Project& project, const RunRecord& run);

struct RecipeFigures {
    int64_t rows = 0; // questions that every seed answered
    size_t seeds = 0;
    double accuracy = 0, low = 0,
           high = 0;                     // over all answers, invalid ones wrong; several seeds: bootstrap, one: Wilson
    std::optional<double> accuracyValid; // over valid answers, mean over seeds
    std::vector<double> bySeed;
};
RecipeFigures recipeFigures(const RecipeJudgements& recipe);

struct BandDifference {
    std::string band;
    int64_t rows = 0, won = 0, lost = 0;
    double difference = 0, low = 0, high = 0;
    std::optional<double> p, pHolm; // one seed each: McNemar's, of these runs
};

// a against b (the baseline) on the questions that all their runs answered. Won: right more often under a.
struct RecipeDifference {
    int64_t rows = 0, won = 0, lost = 0;
    size_t seedsA = 0, seedsB = 0;
    double difference = 0, low = 0, high = 0; // one seed each: Newcombe's interval; else bootstrap
    double discordant = 0;                    // mean square of the difference by question
    std::optional<double> p, pHolm;           // of the recipes: several seeds each
    std::optional<double> runP, runHolm;      // of these two runs: McNemar's, one seed each
    int64_t needed = 0;                       // questions to show two points
    std::vector<BandDifference> bands;        // those that have questions

    bool recipes() const { return seedsA > 1 && seedsB > 1; }
    bool shown() const { return (pHolm ? *pHolm : runHolm ? *runHolm : 1) < 0.05; }
};
inline constexpr double pointsToShow = 0.02;
RecipeDifference recipeDifference(const RecipeJudgements& a, const RecipeJudgements& b, const QuestionBands& bands);
// Holm over everything compared: the differences (of recipes and of runs apart) and, apart, all their bands.
void correctDifferences(std::vector<RecipeDifference>& differences);

// Questions of a pair that are not equally often right, those that `a` won first; ascending by question within.
struct ChangedQuestion {
    int64_t question = 0;
    int band = -1;                 // index into QuestionBands::names; -1: not scored
    double metric = 0;             // NaN: not scored
    double shareA = 0, shareB = 0; // of the seeds that were right
    bool won() const { return shareA > shareB; }
};
std::vector<ChangedQuestion> changedQuestions(const RecipeJudgements& a, const RecipeJudgements& b,
                                              const QuestionBands& bands);

// "+1.5 [-2.2, +5.2]: no difference shown; to show 2 points you need about 5,900 questions."
std::string differenceSentence(const RecipeDifference& difference, const Words& words = english);
std::string pointsText(double share);                                       // "+1.5"
std::string intervalText(double value, double low, double high, bool sign); // "50.5 [47.2, 53.8]"
std::string pText(double p);                                                // "p < .001", "p = .42"

struct ComparedRecipe {
    RunGroup group;
    RecipeFigures figures;
    AnswerTokens tokens; // means over the seeds
    std::optional<double> seconds;
    std::optional<RecipeDifference> difference; // to the baseline; none for itself
};
struct Comparison {
    std::string split;
    std::vector<ComparedRecipe> recipes;
    std::optional<size_t> baseline; // index into recipes
    std::vector<size_t> runs;       // of the catalogue, in the order asked
};
// Which of the groups others are compared with: that of the pinned run; else the first that trains short answers only;
// else the first that has counted runs.
std::optional<size_t> chooseBaseline(const RunCatalog& catalog, const std::vector<RunGroup>& groups);
// Of the runs asked for, folded; every one needs answers on the part. The baseline: the group of the pinned run, else
// of the first run.
Result<Comparison> compareRuns(Project& project, const RunCatalog& catalog, const std::vector<size_t>& runs,
                               const std::string& split, JudgementCache& cache);
// {"split","runs","pairs","differences","recipes","baseline"}: what `runs compare` prints.
Result<Json> comparisonJson(Project& project, const RunCatalog& catalog, const Comparison& comparison,
                            JudgementCache& cache);
Json catalogRunJson(const CatalogRun& run, const std::string& split);

} // namespace caftan
