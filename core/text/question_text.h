// A question as people type it: its text, then options a line each ("A. ...", "B) ..."). Pure.
#pragma once

#include "core/data/question.h"
#include "core/text/prompt.h"

#include <optional>

namespace caftan {

// nullopt: fewer than two options, or not lettered A, B, C in order. The demo's questions have their ten digits as
// options and are written without them ("c=9 d=c+1 d?").
std::optional<Question> questionFromText(std::string_view text, ChatFormat format);

} // namespace caftan
