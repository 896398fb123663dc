#include "core/analysis/selection.h"

#include "core/analysis/sorting.h"
#include "core/analysis/threshold_index.h"

#include <algorithm>
#include <array>

namespace caftan {
namespace {

constexpr std::array<std::pair<std::string_view, Outcome>, 5> outcomeNames = {{{"any", Outcome::Any},
                                                                               {"valid", Outcome::Valid},
                                                                               {"right", Outcome::Right},
                                                                               {"wrong", Outcome::Wrong},
                                                                               {"invalid", Outcome::Invalid}}};

bool passesOutcome(const ScoreColumns& columns, size_t row, Outcome outcome) {
    switch (outcome) {
    case Outcome::Any:
        return true;
    case Outcome::Invalid:
        return !columns.valid[row];
    case Outcome::Valid:
        return columns.valid[row];
    case Outcome::Right:
        return columns.valid[row] && columns.right[row];
    case Outcome::Wrong:
        return columns.valid[row] && !columns.right[row];
    }
    return true;
}

} // namespace

std::string_view outcomeName(Outcome outcome) {
    for (const auto& [name, value] : outcomeNames)
        if (value == outcome)
            return name;
    return "any";
}

std::optional<Outcome> outcomeFromName(std::string_view name) {
    for (const auto& [known, value] : outcomeNames)
        if (known == name)
            return value;
    return std::nullopt;
}

std::vector<uint32_t> filterRows(const ScoreColumns& columns, const std::vector<double>& cuts,
                                 const RowFilter& filter) {
    const auto listed = [](const auto& list, auto value) {
        return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
    };
    const bool validOnly = !filter.bands.empty() || filter.range;
    std::vector<KeyedRow> kept;
    for (size_t row = 0; row < columns.size(); ++row) {
        const double metric = columns.metric[row];
        if (!passesOutcome(columns, row, filter.outcome) || (validOnly && !columns.valid[row]) ||
            !listed(filter.categories, columns.category[row]) ||
            (filter.range && !(metric > filter.range->first && metric <= filter.range->second)) ||
            (!filter.bands.empty() && !listed(filter.bands, ThresholdIndex::bandOf(cuts, metric))) ||
            (filter.questions && !filter.questions->contains(columns.question[row])))
            continue;
        kept.push_back({orderedKey(metric), uint32_t(row)});
    }
    sortByKey(kept);
    std::vector<uint32_t> rows(kept.size());
    std::transform(kept.begin(), kept.end(), rows.begin(), [](const KeyedRow& each) { return each.row; });
    return rows;
}

} // namespace caftan
