#include "core/analysis/calibration.h"

#include "core/analysis/intervals.h"

#include <algorithm>
#include <cmath>

namespace caftan {

namespace {

std::vector<double> binEdges(std::span<const double> confidence, Binning binning, int bins) {
    std::vector<double> ascending, edges;
    if (binning == Binning::EqualMass) {
        ascending.assign(confidence.begin(), confidence.end());
        std::sort(ascending.begin(), ascending.end());
    }
    for (int i = 0; i <= bins; ++i)
        edges.push_back(binning == Binning::EqualMass ? quantileSorted(ascending, double(i) / bins) : double(i) / bins);
    return edges;
}

// Derivatives of the negative log-likelihood by beta = 1 / T.
struct Slopes {
    double first = 0, second = 0;
};
Slopes slopesAt(std::span<const OptionScores> rows, double beta) {
    Slopes slopes;
    for (const OptionScores& row : rows) {
        const double most = *std::max_element(row.scores.begin(), row.scores.end());
        double sum = 0, mean = 0, squares = 0;
        for (const double score : row.scores) {
            const double weight = std::exp(beta * (score - most));
            sum += weight;
            mean += weight * (score - most);
            squares += weight * (score - most) * (score - most);
        }
        mean /= sum;
        slopes.first += mean - (row.scores[row.key] - most);
        slopes.second += squares / sum - mean * mean;
    }
    return slopes;
}

} // namespace

std::vector<CalibrationBin> calibrationBins(std::span<const double> confidence, std::span<const uint8_t> right,
                                            Binning binning, int bins) {
    bins = std::max(1, bins);
    if (confidence.empty())
        return {};
    const std::vector<double> edges = binEdges(confidence, binning, bins);
    std::vector<CalibrationBin> all(static_cast<size_t>(bins));
    for (size_t i = 0; i < all.size(); ++i) {
        all[i].low = edges[i];
        all[i].high = edges[i + 1];
    }
    for (size_t row = 0; row < confidence.size(); ++row) {
        const auto inner = std::lower_bound(edges.begin() + 1, edges.end() - 1, confidence[row]);
        CalibrationBin& bin = all[size_t(inner - (edges.begin() + 1))];
        ++bin.rows;
        bin.right += right[row] != 0;
        bin.confidence += confidence[row];
    }
    std::erase_if(all, [](const CalibrationBin& bin) { return bin.rows == 0; });
    for (CalibrationBin& bin : all)
        bin.confidence /= double(bin.rows);
    return all;
}

double calibrationError(std::span<const CalibrationBin> bins) {
    double sum = 0, rows = 0;
    for (const CalibrationBin& bin : bins) {
        sum += double(bin.rows) * std::abs(bin.accuracy() - bin.confidence);
        rows += double(bin.rows);
    }
    return rows > 0 ? sum / rows : 0;
}

std::optional<double> fitTemperature(std::span<const OptionScores> rows) {
    double low = 1e-3, high = 1e3; // of beta
    if (rows.empty() || !(slopesAt(rows, low).first < 0) || !(slopesAt(rows, high).first > 0))
        return std::nullopt;
    double beta = 1;
    for (int step = 0; step < 200 && high - low > 1e-13 * high; ++step) {
        const Slopes slopes = slopesAt(rows, beta);
        (slopes.first < 0 ? low : high) = beta;
        const double newton = slopes.second > 0 ? beta - slopes.first / slopes.second : low;
        const double next = newton > low && newton < high ? newton : std::sqrt(low * high);
        if (std::abs(next - beta) <= 1e-14 * beta)
            break;
        beta = next;
    }
    return 1 / beta;
}

} // namespace caftan
