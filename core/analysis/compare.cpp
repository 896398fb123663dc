#include "core/analysis/compare.h"

#include "core/analysis/intervals.h"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <cmath>

namespace caftan {

double mcnemarExact(int64_t won, int64_t lost) {
    const int64_t total = won + lost;
    if (total == 0)
        return 1;
    const boost::math::binomial_distribution<double> fair(double(total), 0.5);
    return std::min(1.0, 2 * boost::math::cdf(fair, double(std::min(won, lost))));
}

PairedComparison comparePaired(std::span<const uint8_t> a, std::span<const uint8_t> b) {
    PairedComparison result;
    result.rows = int64_t(std::min(a.size(), b.size()));
    int64_t both = 0, neither = 0;
    for (size_t i = 0; i < size_t(result.rows); ++i) {
        result.won += a[i] && !b[i];
        result.lost += !a[i] && b[i];
        both += a[i] && b[i];
        neither += !a[i] && !b[i];
    }
    result.p = mcnemarExact(result.won, result.lost);
    if (result.rows == 0)
        return result;
    const double n = double(result.rows);
    const int64_t rightA = both + result.won, rightB = both + result.lost;
    result.difference = double(rightA - rightB) / n;
    // Newcombe, Statistics in Medicine 17 (1998), 2635: Wilson's limits of both shares, joined by their correlation.
    const Interval ia = wilson(rightA, result.rows), ib = wilson(rightB, result.rows);
    const double pa = double(rightA) / n, pb = double(rightB) / n;
    const double margins =
        double(rightA) * double(result.rows - rightA) * double(rightB) * double(result.rows - rightB);
    const double phi =
        margins > 0 ? (double(both) * double(neither) - double(result.won) * double(result.lost)) / std::sqrt(margins)
                    : 0;
    const double la = pa - ia.low, ua = ia.high - pa, lb = pb - ib.low, ub = ib.high - pb;
    result.low = result.difference - std::sqrt(std::max(0.0, la * la - 2 * phi * la * ub + ub * ub));
    result.high = result.difference + std::sqrt(std::max(0.0, ua * ua - 2 * phi * ua * lb + lb * lb));
    return result;
}

int64_t questionsNeeded(double points, double discordant) {
    if (points <= 0)
        return 0;
    const double z = normalQuantile95, power = 0.8416212335729143;
    const double root = z * std::sqrt(discordant) + power * std::sqrt(std::max(0.0, discordant - points * points));
    return int64_t(std::ceil(root * root / (points * points)));
}

} // namespace caftan
