// Dataset cartography: how a question fared over the epochs of a training run (Swayamdipta et al. 2020,
// arXiv 2009.10795). Easy to learn: sure and steady; ambiguous: changing; hard to learn: never sure. Reads the key.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace caftan {

struct DataMapPoint {
    double confidence = 0;  // mean of p(key) over the epochs
    double variability = 0; // their standard deviation (divided by n)
    int correctness = 0;    // epochs with the right answer
};

// gold[e][i] = p(key), right[e][i]: of question i after epoch e; all rows of equal length. Nothing without epochs.
std::vector<DataMapPoint> dataMap(std::span<const std::vector<double>> gold,
                                  std::span<const std::vector<uint8_t>> right);

} // namespace caftan
