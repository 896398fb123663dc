// Which rows of a scoring are meant: bands, range, outcome, categories, a list of questions; each narrows. The window's
// chips and the options of `caftan-cli data export` mean the same. Pure, any thread.
#pragma once

#include "core/analysis/columns.h"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

namespace caftan {

enum class Outcome { Any, Valid, Right, Wrong, Invalid };
std::string_view outcomeName(Outcome outcome); // "any", "valid", "right", "wrong", "invalid"
std::optional<Outcome> outcomeFromName(std::string_view name);

struct RowFilter {
    std::vector<size_t> bands;                      // none: every band; a band holds valid answers only
    std::optional<std::pair<double, double>> range; // (low, high] of the metric, valid answers only
    Outcome outcome = Outcome::Any;
    std::vector<int32_t> categories;                      // none: all
    std::optional<std::unordered_set<int64_t>> questions; // of these only: hits of a search, a saved selection
};
// Rows of `columns` in ascending order of the metric (ties in row order), cuts ascending.
std::vector<uint32_t> filterRows(const ScoreColumns& columns, const std::vector<double>& cuts, const RowFilter& filter);

} // namespace caftan
