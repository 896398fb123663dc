// Two models' answers to the same questions, side by side. Pure functions, any thread.
#pragma once

#include <cstdint>
#include <span>

namespace caftan {

// McNemar's exact test: two-sided binomial p of `won` against `lost` discordant pairs under equal chances. 1 without
// any.
double mcnemarExact(int64_t won, int64_t lost);

struct PairedComparison {
    int64_t rows = 0, won = 0, lost = 0; // won: a right, b wrong
    double difference = 0;               // share right of a minus of b
    double low = 0, high = 0;            // 95 %: paired difference of shares, Newcombe's method 10 without correction
    double p = 1;                        // McNemar's exact test
};
// Both spans hold 1 for right, 0 for wrong, in the same order of questions.
PairedComparison comparePaired(std::span<const uint8_t> a, std::span<const uint8_t> b);

// Questions needed so that a difference of `points` (share) between two paired models whose answers differ on
// `discordant` (share) of the questions is found with 80 % power at 5 %.
int64_t questionsNeeded(double points, double discordant);

} // namespace caftan
