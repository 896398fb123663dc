// Greedy generation over a decoder: what generate.h and the evaluation of a training run share.
#pragma once

#include "core/engine/infer/generate.h"
#include "core/engine/model/decoder.h"

namespace caftan {

// As generateGreedy. Torch's exceptions leave. Prompts must be checked (checkPrompts).
std::vector<Generated> decodeGreedy(const Decoder& decoder, std::span<const std::vector<TokenId>> prompts,
                                    const GenerateOptions& options);

} // namespace caftan
