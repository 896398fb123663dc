#include "core/analysis/suggest.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace caftan {
namespace {

constexpr std::array<std::pair<std::string_view, CutRule>, 4> ruleNames = {
    {{"f1", CutRule::F1}, {"youden", CutRule::Youden}, {"cost", CutRule::Cost}, {"budget", CutRule::Budget}}};

// Higher is better; `below` rows lie at or below the cut, of which `right` are right.
double merit(const CutQuestion& question, int64_t rows, int64_t allRight, int64_t below, int64_t right) {
    const double wrong = double(rows - allRight), missed = double(below - right);
    const double found = wrong - missed, alarms = double(allRight - right);
    switch (question.rule) {
    case CutRule::F1:
        return 2 * found / (2 * found + alarms + missed);
    case CutRule::Youden:
        return found / wrong - alarms / double(allRight);
    default:
        return -(question.falseAlarmCost * alarms + question.missCost * missed);
    }
}

CutSuggestion suggestionAt(const ThresholdIndex& index, double cut, double score) {
    const size_t below = index.countAtMost(cut);
    return {cut, index.quantileOf(cut), score, index.confusion(cut), index.ofPositions(below, index.sorted().size())};
}

Result<CutSuggestion> withinBudget(const ThresholdIndex& index, int64_t tokens) {
    const size_t rows = index.sorted().size();
    if (index.ofPositions(0, rows).traceTokens == 0)
        return fail("No recorded reasoning has counted tokens, so a budget of tokens says nothing. Attach traces with "
                    "'caftan-cli data traces' and score once with the model that will be trained.");
    // Tokens above fall as the cut rises: the first position that fits, pushed up to the end of its ties.
    size_t low = 0, high = rows;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (index.ofPositions(middle, rows).traceTokens <= tokens)
            high = middle;
        else
            low = middle + 1;
    }
    const double cut = low == 0 ? std::nextafter(index.sorted().front(), -INFINITY) : index.sorted()[low - 1];
    CutSuggestion result = suggestionAt(index, cut, 0);
    result.score = double(result.above.traceTokens);
    return result;
}

} // namespace

std::string_view ruleName(CutRule rule) {
    for (const auto& [name, value] : ruleNames)
        if (value == rule)
            return name;
    return "f1";
}

std::optional<CutRule> ruleFromName(std::string_view name) {
    for (const auto& [known, value] : ruleNames)
        if (known == name)
            return value;
    return std::nullopt;
}

Result<CutSuggestion> suggestCut(const ThresholdIndex& index, const CutQuestion& question) {
    const std::vector<double>& sorted = index.sorted();
    if (sorted.empty())
        return fail("There are no valid answers to cut. Score questions first.");
    if (question.rule == CutRule::Budget)
        return withinBudget(index, question.tokens);
    const int64_t rows = index.valid(), allRight = index.right();
    if (allRight == 0 || allRight == rows)
        return fail("A cut that finds errors needs right and wrong answers; here all are " +
                    std::string(allRight ? "right." : "wrong."));
    if (!(question.falseAlarmCost >= 0) || !(question.missCost >= 0))
        return fail("Costs are numbers from 0 on.");
    double best = -INFINITY;
    size_t bestBelow = 0;
    int64_t right = 0;
    for (size_t i = 0; i <= sorted.size(); ++i) {
        if (i == 0 || i == sorted.size() || sorted[i] != sorted[i - 1])
            if (const double at = merit(question, rows, allRight, int64_t(i), right); at > best) {
                best = at;
                bestBelow = i;
            }
        if (i < sorted.size())
            right += index.rightSorted()[i];
    }
    const double cut = bestBelow == 0 ? std::nextafter(sorted.front(), -INFINITY) : sorted[bestBelow - 1];
    return suggestionAt(index, cut, question.rule == CutRule::Cost ? -best : best);
}

} // namespace caftan
