// Cuts that a rule proposes for the last cut (what lies above it is "unsure": flagged, or given reasoning). Pure, any
// thread; a million rows take some milliseconds. Ties are never divided: a cut is a value that occurs.
#pragma once

#include "core/analysis/threshold_index.h"
#include "core/base/result.h"

#include <optional>
#include <string_view>

namespace caftan {

enum class CutRule {
    F1,     // largest F1 of flagging wrong answers
    Youden, // largest share of wrong answers found minus share of right ones flagged (Youden 1950)
    Cost,   // least total cost of what is flagged though right and passed though wrong
    Budget  // lowest cut whose upper band stays within so many reasoning tokens
};
std::string_view ruleName(CutRule rule); // "f1", "youden", "cost", "budget"
std::optional<CutRule> ruleFromName(std::string_view name);

struct CutQuestion {
    CutRule rule = CutRule::F1;
    double falseAlarmCost = 1, missCost = 1; // of a right answer flagged, of a wrong one passed; >= 0
    int64_t tokens = 0;                      // Budget: at most so many
};
struct CutSuggestion {
    double cut = 0, quantile = 0; // a value of the metric; share of the index's rows at or below it
    double score = 0;             // what the rule looks at: F1, Youden's J, the total cost, the tokens above
    Confusion confusion;
    BandStats above;
};
// An error says what is missing: both kinds of answers, recorded reasoning whose tokens are counted.
Result<CutSuggestion> suggestCut(const ThresholdIndex& index, const CutQuestion& question);

} // namespace caftan
