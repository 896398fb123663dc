// Random numbers that are the same on every platform and compiler, unlike those of <random>'s distributions.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace caftan {

// xoshiro256** seeded by splitmix64 (Blackman and Vigna, public domain): the same numbers on every platform.
class Random {
  public:
    explicit Random(uint64_t seed);
    uint64_t next();
    uint32_t below(uint32_t bound);               // uniform in [0, bound), unbiased; bound > 0
    double uniform();                             // [0, 1), 53 bits
    size_t pick(std::span<const double> weights); // index in proportion to its weight; some weight must be positive
    template <class T>
    void shuffle(std::vector<T>& values) { // Fisher and Yates
        for (size_t i = values.size(); i > 1; --i)
            std::swap(values[i - 1], values[below(uint32_t(i))]);
    }

  private:
    std::array<uint64_t, 4> state_;
};

} // namespace caftan
