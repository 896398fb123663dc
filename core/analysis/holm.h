// Many comparisons at once. Pure, any thread.
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace caftan {

// Holm, Scandinavian Journal of Statistics 6 (1979), 65: adjusted p, in the order given. What has no p stays without
// one and is not counted.
std::vector<std::optional<double>> holm(std::span<const std::optional<double>> p);

} // namespace caftan
