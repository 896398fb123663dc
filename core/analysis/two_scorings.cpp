#include "core/analysis/two_scorings.h"

#include "core/analysis/sorting.h"
#include "core/analysis/threshold_index.h"

#include <algorithm>
#include <cmath>
#include <future>
#include <limits>
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

// The row of each question: in an array where their numbers lie close together, as those of one data set do.
class RowsByQuestion {
  public:
    static constexpr uint32_t none = std::numeric_limits<uint32_t>::max();

    explicit RowsByQuestion(const ScoreColumns& columns) {
        const auto [least, greatest] = std::minmax_element(columns.question.begin(), columns.question.end());
        if (columns.size() > 0 && uint64_t(*greatest - *least) < columns.size() * 4 + 1000) {
            first_ = *least;
            dense_.assign(size_t(*greatest - *least) + 1, none);
        }
        for (size_t row = 0; row < columns.size(); ++row) {
            if (!columns.valid[row])
                continue;
            uint32_t& place = dense_.empty() ? sparse_.try_emplace(columns.question[row], none).first->second
                                             : dense_[size_t(columns.question[row] - first_)];
            size_ += place == none;
            place = std::min(place, uint32_t(row)); // of several the first one stays
        }
    }
    size_t size() const { return size_; } // questions
    uint32_t of(int64_t question) const {
        if (const auto at = uint64_t(question - first_); !dense_.empty())
            return at < dense_.size() ? dense_[at] : none;
        const auto found = sparse_.find(question);
        return found == sparse_.end() ? none : found->second;
    }

  private:
    int64_t first_ = 0;
    size_t size_ = 0;
    std::vector<uint32_t> dense_;
    std::unordered_map<int64_t, uint32_t> sparse_;
};

} // namespace

JoinedRows joinScorings(const ScoreColumns& a, const ScoreColumns& b) {
    const RowsByQuestion rowOf(b);
    JoinedRows joined;
    const size_t most = std::min(a.size(), rowOf.size());
    joined.question.reserve(most);
    joined.a.reserve(most);
    joined.b.reserve(most);
    joined.rightA.reserve(most);
    joined.rightB.reserve(most);
    joined.category.reserve(most);
    for (size_t row = 0; row < a.size(); ++row) {
        if (!a.valid[row])
            continue;
        const uint32_t other = rowOf.of(a.question[row]);
        if (other == RowsByQuestion::none) {
            ++joined.onlyA;
            continue;
        }
        joined.question.push_back(a.question[row]);
        joined.a.push_back(a.metric[row]);
        joined.b.push_back(b.metric[other]);
        joined.rightA.push_back(a.right[row] != 0);
        joined.rightB.push_back(b.right[other] != 0);
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
    auto ranks = std::async([&rows] { return averageRanks(rows.a); });
    const std::vector<double> ranksOfB = averageRanks(rows.b);
    result.spearman = pearsonOf(ranks.get(), ranksOfB);
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
