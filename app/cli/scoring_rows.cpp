#include "app/cli/scoring_rows.h"

#include "core/base/text.h"

namespace caftan::cli {
namespace {

unsigned splitsToShow(const std::string& split, bool sealed) {
    const unsigned everything = ~0u;
    if (split.empty())
        return sealed ? everything & ~splitBit(Split::Test) : everything;
    return split == "all" ? everything : splitBit(splitFromName(split).value_or(Split::None));
}

std::string shownSentence(const Dataset& dataset, const std::string& split, bool opened) {
    if (!dataset.sealed)
        return split.empty() || split == "all" ? "All rows (no test part is sealed)."
                                               : "Rows of the " + split + " part.";
    if (opened)
        return "The sealed test part was opened and the opening written to the ledger.";
    return (split.empty() ? std::string("Training and validation rows") : "Rows of the " + split + " part") +
           "; the test part (" + groupDigits(dataset.test) + " questions) stays sealed, opened " +
           std::to_string(dataset.openings) + (dataset.openings == 1 ? " time" : " times") + " so far.";
}

} // namespace

bool opensTest(const std::string& split) {
    return split == "test" || split == "all";
}

Result<ScoringRows> loadScoringRows(Project& project, int64_t scoringId, const std::string& metric,
                                    const std::string& split, const std::string& ledgerText) {
    ScoringRows rows;
    CAFTAN_TRY(scoring, findScoring(project, scoringId));
    rows.scoring = std::move(scoring);
    CAFTAN_TRY(dataset, findDataset(project, std::to_string(rows.scoring.dataset)));
    rows.dataset = std::move(dataset);
    CAFTAN_TRY(info, findMetric(project, scoringId, metric));
    rows.metric = std::move(info);
    CAFTAN_TRY(chunk, loadColumns(project, scoringId, metric));
    rows.reference = quantileReference(chunk.columns, rows.dataset.sealed);
    const bool opens = rows.dataset.sealed && opensTest(split);
    if (opens)
        CAFTAN_CHECK(openTest(project, rows.dataset.id, ledgerText));
    rows.columns = selectSplits(chunk.columns, splitsToShow(split, rows.dataset.sealed));
    rows.categories = std::move(chunk.categories);
    rows.shown = shownSentence(rows.dataset, split, opens);
    return rows;
}

Result<std::vector<double>> cutsOf(Project& project, const ScoringRows& rows, const std::string& text) {
    CAFTAN_TRY(sets, listCuts(project, rows.scoring.id));
    for (const CutSet& set : sets)
        if (set.name == text) {
            if (set.metric != rows.metric.name)
                return fail("The cuts \"" + text + "\" are of the metric " + set.metric + ", not of " +
                            rows.metric.name + ".");
            return set.values;
        }
    CAFTAN_TRY(specs, parseCuts(text));
    return resolveCuts(specs, rows.reference);
}

} // namespace caftan::cli
