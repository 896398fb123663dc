#include "core/base/json.h"

#include <algorithm>

namespace caftan {

Result<Json> parseJson(std::string_view text) {
    int depth = 0, deepest = 0;
    bool quoted = false;
    for (size_t i = 0; i < text.size(); ++i) { // nlohmann's parser has no limit of its own for nesting
        const char c = text[i];
        if (quoted) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                quoted = false;
        } else if (c == '"') {
            quoted = true;
        } else if (c == '[' || c == '{') {
            deepest = std::max(deepest, ++depth);
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
    if (deepest > 200)
        return fail("JSON is nested deeper than 200 levels, which no file that Caftan reads needs");
    try {
        return Json::parse(text);
    } catch (const std::exception& error) {
        const std::string what = error.what();
        const auto colon = what.find("] ");
        return fail("not valid JSON: " + (colon == std::string::npos ? what : what.substr(colon + 2)));
    }
}

std::string dumpJson(const Json& value, int indent) {
    return value.dump(indent, ' ', false, Json::error_handler_t::replace);
}

} // namespace caftan
