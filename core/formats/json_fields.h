// Checked fields of a configuration (a JSON object); null counts as absent, as in transformers. Errors name the field.
#pragma once

#include "core/base/json.h"

#include <cstdint>
#include <optional>

namespace caftan {

const Json* findField(const Json& object, const std::string& key);
// A whole number from 1 to `most`; absent: `otherwise`, or an error.
Result<int64_t> countField(const Json& object, const std::string& key, int64_t most,
                           std::optional<int64_t> otherwise = {});
Result<double> positiveField(const Json& object, const std::string& key, std::optional<double> otherwise = {});
// "" when absent, JSON when it is no text.
std::string textField(const Json& object, const std::string& key);
// Present, and not false.
bool isSet(const Json& object, const std::string& key);

} // namespace caftan
