// Small text helpers that do not depend on the locale.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace caftan {

std::string_view trim(std::string_view text);
std::vector<std::string> split(std::string_view text, char separator);
std::string toLower(std::string_view ascii);
std::optional<double> parseDouble(std::string_view text); // the whole text, via from_chars; no locale
std::optional<int64_t> parseInt(std::string_view text);   // the whole text
std::string groupDigits(int64_t value);                   // 12032 -> "12,032"
std::string fixed(double value, int decimals);            // 0.71236, 3 -> "0.712"
// Valid UTF-8: every broken sequence becomes U+FFFD.
std::string repairUtf8(std::string_view text);

} // namespace caftan
