// Sentences of core in the reader's language: whoever shows them gives a function from the English text to its
// translation; the command line and files leave them in English.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace caftan {

using Words = std::function<std::string(const char* english)>;
inline std::string english(const char* text) {
    return text;
}

// Replaces %1, %2, ... of a translated text.
inline std::string filled(std::string text, const std::vector<std::string>& values) {
    for (size_t i = values.size(); i-- > 0;) {
        const std::string mark = "%" + std::to_string(i + 1);
        for (size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + values[i].size()))
            text.replace(at, mark.size(), values[i]);
    }
    return text;
}

} // namespace caftan
