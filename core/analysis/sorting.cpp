#include "core/analysis/sorting.h"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

namespace caftan {
namespace {

constexpr int digitBits = 11, digits = 6; // 6 x 11 >= 64
constexpr size_t buckets = size_t(1) << digitBits;
constexpr uint64_t signBit = uint64_t(1) << 63;

size_t digitOf(uint64_t key, int digit) {
    return size_t(key >> (digit * digitBits)) & (buckets - 1);
}

} // namespace

uint64_t orderedKey(double value) {
    const uint64_t bits = std::bit_cast<uint64_t>(value + 0.0); // -0 + 0 is 0
    return bits & signBit ? ~bits : bits | signBit;
}

double valueOfKey(uint64_t key) {
    return std::bit_cast<double>(key & signBit ? key & ~signBit : ~key);
}

void sortByKey(std::vector<KeyedRow>& rows) {
    if (rows.size() < 4096) {
        std::stable_sort(rows.begin(), rows.end(), [](const KeyedRow& a, const KeyedRow& b) { return a.key < b.key; });
        return;
    }
    std::vector<std::array<uint32_t, buckets>> counts(digits);
    for (const KeyedRow& row : rows)
        for (int digit = 0; digit < digits; ++digit)
            ++counts[size_t(digit)][digitOf(row.key, digit)];
    std::vector<KeyedRow> other(rows.size());
    for (int digit = 0; digit < digits; ++digit) {
        auto& starts = counts[size_t(digit)];
        if (starts[digitOf(rows.front().key, digit)] == rows.size())
            continue; // one bucket holds all: nothing to move
        uint32_t start = 0;
        for (uint32_t& entry : starts)
            start += std::exchange(entry, start);
        for (const KeyedRow& row : rows)
            other[starts[digitOf(row.key, digit)]++] = row;
        rows.swap(other);
    }
}

} // namespace caftan
