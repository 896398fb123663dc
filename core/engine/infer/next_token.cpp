#include "core/engine/infer/next_token.h"

#include <cmath>

namespace caftan {

namespace {

struct Moments {
    at::Tensor max;     // [rows, 1]
    at::Tensor shifted; // z - max
    at::Tensor sum;     // sum exp(shifted), float64
    at::Tensor entropy; // ln sum - sum(exp(shifted) shifted) / sum
};

Moments moments(const at::Tensor& z) {
    Moments m;
    m.max = z.amax(-1, true);
    m.shifted = z - m.max;
    at::Tensor weights = m.shifted.exp();
    m.sum = weights.sum(-1, false, at::kDouble);
    // exp underflows to 0 where shifted may be -inf only if a logit is; 0 * finite is 0.
    m.entropy = m.sum.log() - weights.mul_(m.shifted).sum(-1, false, at::kDouble) / m.sum;
    return m;
}

} // namespace

at::Tensor entropies(const at::Tensor& z) {
    return moments(z).entropy;
}

RowCosts rowCosts(const at::Tensor& z, const at::Tensor& ids) {
    const Moments m = moments(z);
    const at::Tensor logSum = m.sum.log(); // of what is shifted by the largest: that one's own cost
    if (!ids.defined())
        return {m.entropy, logSum};
    return {m.entropy, logSum - m.shifted.gather(1, ids.unsqueeze(1)).squeeze(1)};
}

std::vector<NextToken> nextTokens(const at::Tensor& z, std::span<const std::vector<TokenId>> chosen) {
    const Moments m = moments(z);
    const int64_t kept = std::min<int64_t>(10, z.size(1));
    const auto [values, indices] = m.shifted.topk(kept);
    const at::Tensor max = m.max.cpu(), sum = m.sum.cpu(), entropy = m.entropy.cpu();
    const at::Tensor topShifted = values.cpu(), topIds = indices.cpu();
    std::vector<NextToken> result;
    for (int64_t row = 0; row < z.size(0); ++row) {
        NextToken token;
        const double logSum = std::log(sum.data_ptr<double>()[row]);
        token.entropy = entropy.data_ptr<double>()[row];
        token.logSumExp = double(max.data_ptr<float>()[row]) + logSum;
        for (int64_t i = 0; i < kept; ++i)
            token.top.emplace_back(TokenId(topIds.data_ptr<int64_t>()[row * kept + i]),
                                   std::exp(double(topShifted.data_ptr<float>()[row * kept + i]) - logSum));
        token.argmax = token.top[0].first;
        token.top1 = token.top[0].second;
        token.top2 = kept > 1 ? token.top[1].second : 0;
        if (!chosen.empty() && !chosen[size_t(row)].empty()) {
            const auto& ids = chosen[size_t(row)];
            const at::Tensor wanted = at::tensor(std::vector<int64_t>(ids.begin(), ids.end()), at::kLong);
            const at::Tensor picked = m.shifted.select(0, row).index_select(0, wanted.to(z.device())).cpu();
            for (int64_t i = 0; i < picked.size(0); ++i) {
                token.chosenLog.push_back(double(picked.data_ptr<float>()[i]) - logSum);
                token.chosen.push_back(std::exp(token.chosenLog.back()));
            }
        }
        result.push_back(std::move(token));
    }
    return result;
}

} // namespace caftan
