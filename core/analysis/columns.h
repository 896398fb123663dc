// The columns that every statistic reads: one entry per scored question, all spans of equal length.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace caftan {

struct ScoreColumns {
    std::vector<int64_t> question;     // row id of the question
    std::vector<double> metric;        // uncertainty, higher = less certain; NaN rows are never kept here
    std::vector<uint8_t> right;        // 1 right, 0 wrong
    std::vector<uint8_t> valid;        // 1: the answer names an option
    std::vector<uint8_t> split;        // Split as number
    std::vector<int32_t> category;     // index into the data set's list of categories
    std::vector<int32_t> answerTokens; // tokens of a short answer; 0 when unknown
    std::vector<int32_t> traceTokens;  // tokens of the recorded reasoning; 0 when none

    size_t size() const { return metric.size(); }
};

} // namespace caftan
