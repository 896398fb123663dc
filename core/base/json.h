// JSON with the order of keys kept, and parsing that gives an Error instead of an exception.
#pragma once

#include "core/base/result.h"

#include <nlohmann/json.hpp>
#include <string_view>

namespace caftan {

using Json = nlohmann::ordered_json;

// Parses one document. The error names line and column. Invalid UTF-8 and nesting deeper than 200 are errors.
Result<Json> parseJson(std::string_view text);

// One-line text. Invalid UTF-8 becomes U+FFFD; never throws.
std::string dumpJson(const Json& value, int indent = -1);

} // namespace caftan
