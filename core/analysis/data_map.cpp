#include "core/analysis/data_map.h"

#include <cmath>

namespace caftan {

std::vector<DataMapPoint> dataMap(std::span<const std::vector<double>> gold,
                                  std::span<const std::vector<uint8_t>> right) {
    if (gold.empty())
        return {};
    const double epochs = double(gold.size());
    std::vector<DataMapPoint> points(gold[0].size());
    for (size_t i = 0; i < points.size(); ++i) {
        DataMapPoint& point = points[i];
        for (size_t e = 0; e < gold.size(); ++e) {
            point.confidence += gold[e][i] / epochs;
            point.correctness += right[e][i] != 0;
        }
        double squares = 0; // from the mean: no difference of large numbers
        for (size_t e = 0; e < gold.size(); ++e)
            squares += (gold[e][i] - point.confidence) * (gold[e][i] - point.confidence);
        point.variability = std::sqrt(squares / epochs);
    }
    return points;
}

} // namespace caftan
