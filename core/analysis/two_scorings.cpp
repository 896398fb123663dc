#include "core/analysis/two_scorings.h"

#include "core/analysis/sorting.h"
#include "core/analysis/threshold_index.h"

#include <cmath>
#include <unordered_map>

namespace caftan {
namespace {

std::optional<double> pearsonOf(const std::vector<double>& x, const std::vector<double>& y) {
    const size_t n = x.size();
    if (n < 2)
        return std::nullopt;
    double meanX = 0, meanY = 0;
    for (size_t i = 0; i < n; ++i) {
        meanX += x[i] / double(n);
        meanY += y[i] / double(n);
    }
    double xx = 0, yy = 0, xy = 0;
    for (size_t i = 0; i < n; ++i) {
        xx += (x[i] - meanX) * (x[i] - meanX);
        yy += (y[i] - meanY) * (y[i] - meanY);
        xy += (x[i] - meanX) * (y[i] - meanY);
    }
    return xx > 0 && yy > 0 ? std::optional(xy / std::sqrt(xx * yy)) : std::nullopt;
}

} // namespace

JoinedRows joinScorings(const ScoreColumns& a, const ScoreColumns& b) {
    std::unordered_map<int64_t, uint32_t> rowOf;
    rowOf.reserve(b.size());
    for (size_t row = 0; row < b.size(); ++row)
        if (b.valid[row])
            rowOf.emplace(b.question[row], uint32_t(row));
    JoinedRows joined;
    for (size_t row = 0; row < a.size(); ++row) {
        if (!a.valid[row])
            continue;
        const auto other = rowOf.find(a.question[row]);
        if (other == rowOf.end()) {
            ++joined.onlyA;
            continue;
        }
        joined.question.push_back(a.question[row]);
        joined.a.push_back(a.metric[row]);
        joined.b.push_back(b.metric[other->second]);
        joined.rightA.push_back(a.right[row] != 0);
        joined.rightB.push_back(b.right[other->second] != 0);
        joined.category.push_back(a.category[row]);
    }
    joined.onlyB = int64_t(rowOf.size() - joined.size());
    return joined;
}

std::vector<double> averageRanks(const std::vector<double>& values) {
    std::vector<KeyedRow> order(values.size());
    for (size_t i = 0; i < order.size(); ++i)
        order[i] = {orderedKey(values[i]), uint32_t(i)};
    sortByKey(order);
    std::vector<double> ranks(values.size());
    for (size_t first = 0, last = 0; first < order.size(); first = last) {
        for (last = first; last < order.size() && order[last].key == order[first].key;)
            ++last;
        for (size_t i = first; i < last; ++i)
            ranks[order[i].row] = double(first + last - 1) / 2;
    }
    return ranks;
}

Agreement agreementOf(const JoinedRows& rows) {
    Agreement result;
    result.pearson = pearsonOf(rows.a, rows.b);
    result.spearman = pearsonOf(averageRanks(rows.a), averageRanks(rows.b));
    result.accuracy = comparePaired(rows.rightA, rows.rightB);
    for (size_t i = 0; i < rows.size(); ++i) {
        result.bothRight += rows.rightA[i] && rows.rightB[i];
        result.bothWrong += !rows.rightA[i] && !rows.rightB[i];
    }
    return result;
}

std::vector<std::vector<int64_t>> bandMigration(const JoinedRows& rows, const std::vector<double>& cutsA,
                                                const std::vector<double>& cutsB) {
    std::vector<std::vector<int64_t>> counts(cutsA.size() + 1, std::vector<int64_t>(cutsB.size() + 1));
    for (size_t i = 0; i < rows.size(); ++i)
        ++counts[ThresholdIndex::bandOf(cutsA, rows.a[i])][ThresholdIndex::bandOf(cutsB, rows.b[i])];
    return counts;
}

} // namespace caftan
