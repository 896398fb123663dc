// UTF-8 and Unicode helpers of the tokenizers. Pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace caftan {

bool isValidUtf8(std::string_view text);

// Broken parts become U+FFFD, one for each maximal piece of a sequence, as Rust's from_utf8_lossy (and so Hugging
// Face's decoders) does; repairUtf8 of core/base/text.h writes one for each byte.
std::string lossyUtf8(std::string_view text);

// The character at `text[at]` of valid UTF-8; `length` is set to its bytes.
uint32_t characterAt(std::string_view text, size_t at, size_t& length);
// The character that ends before `end` (end > 0) of valid UTF-8.
uint32_t characterBefore(std::string_view text, size_t end);

bool isSpace(uint32_t character);  // property White_Space
bool isNumber(uint32_t character); // categories Nd, Nl, No
bool isWord(uint32_t character);   // letters, marks, digits, connectors

// Canonical composition (NFC) of valid UTF-8. False: `text` is composed already and `composed` untouched.
bool composeNfc(std::string_view text, std::string& composed);

} // namespace caftan
