#include "core/data/question.h"

#include "core/base/text.h"

namespace caftan {

std::string_view splitName(Split split) {
    switch (split) {
    case Split::Train:
        return "train";
    case Split::Validation:
        return "validation";
    case Split::Test:
        return "test";
    case Split::None:
        break;
    }
    return "";
}

std::optional<Split> splitFromName(std::string_view name) {
    const std::string lower = toLower(trim(name));
    if (lower.empty())
        return Split::None;
    if (lower == "train" || lower == "training")
        return Split::Train;
    if (lower == "validation" || lower == "valid" || lower == "val" || lower == "dev")
        return Split::Validation;
    if (lower == "test" || lower == "testing")
        return Split::Test;
    return std::nullopt;
}

std::string optionLetter(int index) {
    return index >= 0 && index < 26 ? std::string(1, char('A' + index)) : std::string();
}

} // namespace caftan
