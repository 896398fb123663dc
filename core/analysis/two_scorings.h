// Two scorings of the same questions side by side: joined rows, how they agree, how questions move between bands. Pure,
// any thread.
#pragma once

#include "core/analysis/columns.h"
#include "core/analysis/compare.h"

#include <optional>
#include <vector>

namespace caftan {

// Questions that both answered validly, in the order of the first scoring.
struct JoinedRows {
    std::vector<int64_t> question;
    std::vector<double> a, b; // metrics
    std::vector<uint8_t> rightA, rightB;
    std::vector<int32_t> category;
    int64_t onlyA = 0, onlyB = 0; // valid answers of one alone

    size_t size() const { return question.size(); }
};
JoinedRows joinScorings(const ScoreColumns& a, const ScoreColumns& b);

struct Agreement {
    std::optional<double> pearson, spearman; // none with fewer than two rows or a constant metric
    PairedComparison accuracy;               // a minus b
    int64_t bothRight = 0, bothWrong = 0;
};
Agreement agreementOf(const JoinedRows& rows);

// counts[i][j]: questions of band i of a and band j of b.
std::vector<std::vector<int64_t>> bandMigration(const JoinedRows& rows, const std::vector<double>& cutsA,
                                                const std::vector<double>& cutsB);

// 0 .. n - 1 from the smallest; ties share their mean rank.
std::vector<double> averageRanks(const std::vector<double>& values);

} // namespace caftan
