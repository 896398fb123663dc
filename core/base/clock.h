// Wall time and random identifiers.
#pragma once

#include <string>

namespace caftan {

// Seconds since 1970, UTC, with fraction.
double unixTime();
// "2026-11-21T09:30:00Z"
std::string isoTime(double unixSeconds);
// 32 hex digits from the kernel's random source: identifies a row in every project of the world.
std::string newUid();

} // namespace caftan
