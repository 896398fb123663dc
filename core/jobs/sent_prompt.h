// The prompt that a scoring put to its model, rebuilt from what the scoring recorded. Thread: the project's.
#pragma once

#include "core/data/question.h"
#include "core/store/scorings.h"

#include <optional>
#include <string>

namespace caftan {

// Exactly as sent, with the marks of the chat format; nothing for answers that were recorded elsewhere, or when the
// model's files, which a plain prompt needs for its first token, are gone.
std::optional<std::string> sentPrompt(Project& project, const Scoring& scoring, const Question& question);

} // namespace caftan
