// Checks that scoring and generation share, and torch's exceptions as sentences.
#pragma once

#include "core/engine/model/loaded_model.h"

#include <exception>

namespace caftan {

// Every prompt non-empty, inside the vocabulary, and with newTokens inside the context.
Status checkPrompts(const LoadedModel& model, std::span<const std::vector<TokenId>> prompts, int64_t newTokens);

std::string torchErrorText(const std::exception& error);

} // namespace caftan
