// LoRA adapters (Hu et al. 2021) on a decoder, in PEFT's names and files: adapter_config.json and
// adapter_model.safetensors with "base_model.model.<linear>.lora_A.weight" [rank, in] and "lora_B.weight" [out, rank].
// Thread: the caller's.
#pragma once

#include "core/engine/model/decoder.h"
#include "core/engine/train/optimizer.h"
#include "core/jobs/train_spec.h"

#include <filesystem>

namespace caftan {

// A: uniform in +-1/sqrt(in) (PEFT's Kaiming initialisation with a = sqrt 5), B: zero. Deterministic in the seed.
// Adapters are float32 whatever the decoder. Errors name a target that the model lacks.
Status addAdapters(Decoder& decoder, const LoraSpec& lora, uint64_t seed);

// PEFT's names; storage is shared with the decoder.
std::vector<StateTensor> adapterTensors(Decoder& decoder);

// `baseModel` is what adapter_config.json names as the base.
Status saveAdapter(Decoder& decoder, const LoraSpec& lora, const std::filesystem::path& folder,
                   const std::string& baseModel);
// Puts the adapters of a PEFT folder on the decoder. Errors name a missing, superfluous or misshapen tensor.
Result<LoraSpec> loadAdapter(Decoder& decoder, const std::filesystem::path& folder);
// W += scale B A, adapters removed. Fused blocks see it, since weights are changed in place.
void mergeAdapters(Decoder& decoder);

} // namespace caftan
