#include "core/analysis/holm.h"

#include <algorithm>

namespace caftan {

std::vector<std::optional<double>> holm(std::span<const std::optional<double>> p) {
    std::vector<size_t> order;
    for (size_t i = 0; i < p.size(); ++i)
        if (p[i])
            order.push_back(i);
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return *p[a] < *p[b]; });
    std::vector<std::optional<double>> adjusted(p.size());
    double least = 0; // adjusted values never fall along the order
    for (size_t rank = 0; rank < order.size(); ++rank) {
        least = std::max(least, std::min(1.0, *p[order[rank]] * double(order.size() - rank)));
        adjusted[order[rank]] = least;
    }
    return adjusted;
}

} // namespace caftan
