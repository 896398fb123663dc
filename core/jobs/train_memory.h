// How much memory a training run needs, from the model's shapes and the run's settings, before anything is loaded.
// Nothing here allocates; no tensors. Any thread.
//
//   P parameters, T trained ones, b bytes of the type (float32 4, bfloat16 2), N tokens of the largest micro batch,
//   per layer H hidden, I intermediate, Q = heads x head size, K = key-value heads x head size.
//
//   weights      b P; base_bits 8: 1 1/16 bytes for each number in the layers' matrices, 4: 17/32; and the largest
//                block of them in b bytes while a product reads it
//   optimiser    8 T, two float32 moments; full bfloat16 4 T more, float32 masters
//   gradients    full b T, adapters 4 T
//   kept for backward, each layer and token
//     both       8 H (residual stream, float32) + b (2 Q + 2 K + 2 I) + 4 heads
//     adapters   for each target 4 rank
//     elsewhere  norms of heads, GELU and a GPU keep what their derivatives need, see keptForBackward
//   recomputed   each layer 4 H a token; the above of one layer
//   passing      b (4 I + Q + 2 K) + 16 H a token: slopes within one layer
//   loss         three copies of one chunk of logits (at most 64 MB on a CPU, 1 GB on a GPU each)
//   step         full bfloat16 4 T, the gradients in float32; nothing is kept for backward then
//   evaluation   keys and values, 2 b K a layer and token, of at most 256 answers at once, and their logits
//
// The need is what stands all the time plus the largest of: loss and backward, step, evaluation.
#pragma once

#include "core/formats/model_source.h"
#include "core/jobs/train_spec.h"

namespace caftan {

// Keys and values of answers that are generated at once stay below this; a single answer may need more.
inline constexpr int64_t generationCacheBytesCpu = int64_t(2) << 30, generationCacheBytesCuda = int64_t(16) << 30;
int64_t cacheBytesOfToken(const ModelConfig& model, int64_t bytesOfValue);

struct TrainMemory {
    int64_t trainedParameters = 0;
    double runtime = 0, weights = 0, optimizer = 0;  // bytes, all the time
    double gradients = 0, activations = 0, loss = 0; // while a micro batch is learnt
    double step = 0, evaluation = 0;                 // instead, at other times
    bool recomputed = false;                         // activations are those of the layers' inputs and of one layer
    double total() const;
};

// What the estimate is made for.
struct TrainLoad {
    int64_t microTokens = 0;     // of the largest micro batch, with prompts
    int64_t lossTokens = 0;      // of it, trained ones
    int64_t generated = 0;       // answers generated at once in an evaluation; 0: none
    int64_t generatedTokens = 0; // longest prompt and answer together
    bool cuda = false;
    bool recompute = false; // besides where the spec asks for it
};

TrainMemory trainMemory(const ModelConfig& model, const TrainSpec& spec, const TrainLoad& load);
// Where the spec leaves it open and keeping activations does not fit into `available` bytes (0: not known), with
// recomputation: what a run does.
TrainMemory trainMemoryWithin(const ModelConfig& model, const TrainSpec& spec, TrainLoad load, double available);

int64_t adapterParameters(const ModelConfig& model, const LoraSpec& lora);

} // namespace caftan
