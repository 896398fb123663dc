#include "core/jobs/train_memory.h"

#include "core/formats/model_tensors.h"

#include <algorithm>

namespace caftan {

namespace {

constexpr double mega = 1 << 20;
constexpr double runtimeBytesCpu = 250 * mega, runtimeBytesCuda = 900 * mega; // libraries, plan, the device's context
constexpr int64_t chunkElementsCpu = 8 << 20, chunkElementsCuda = 256 << 20;  // of logits, see the engine's loss
constexpr int64_t fewestChunkRows = 64, answersAtOnce = 256;

struct Shapes {
    double hidden, intermediate, queries, keys;
};

Shapes shapesOf(const ModelConfig& model) {
    return {double(model.hidden), double(model.intermediate), double(model.heads * model.headSize),
            double(model.keyValueHeads * model.headSize)};
}

struct Projection {
    const char* name;
    double in, out;
};

std::vector<Projection> projectionsOf(const ModelConfig& model) {
    const Shapes s = shapesOf(model);
    if (model.fusedProjections)
        return {{"qkv_proj", s.hidden, s.queries + 2 * s.keys},
                {"o_proj", s.queries, s.hidden},
                {"gate_up_proj", s.hidden, 2 * s.intermediate},
                {"down_proj", s.intermediate, s.hidden}};
    return {{"q_proj", s.hidden, s.queries},
            {"k_proj", s.hidden, s.keys},
            {"v_proj", s.hidden, s.keys},
            {"o_proj", s.queries, s.hidden},
            {"gate_proj", s.hidden, s.intermediate},
            {"up_proj", s.hidden, s.intermediate},
            {"down_proj", s.intermediate, s.hidden}};
}

bool targets(const ModelConfig& model, const LoraSpec& lora, const char* name) {
    const std::vector<std::string> names = linearNames(model, lora.targets);
    return std::find(names.begin(), names.end(), name) != names.end();
}

// What lies between blocks of the heap, measured (tests/bench/train_memory.py). Where all weights learn, gaps are given
// back again and again.
double spreadOf(const TrainSpec& spec) {
    return spec.lora ? 1.48 : 1.05;
}

// Of one layer and one token: the residual stream before attention and before the MLP, queries, keys and values, what
// attention gave, gates and ups. Where a family or device has no derivative of our own, its intermediate results too.
double keptForBackward(const ModelConfig& model, const TrainSpec& spec, double bytes, bool cuda) {
    const Shapes s = shapesOf(model);
    double kept = 8 * s.hidden + bytes * (2 * s.queries + 2 * s.keys + 2 * s.intermediate) + 4 * double(model.heads);
    if (cuda)
        kept += 24 * s.hidden + bytes * (2 * s.hidden + s.queries + 2 * s.intermediate);
    else if (model.headNorms)
        kept += (4 + 2 * bytes) * (s.queries + s.keys);
    if (!cuda && model.geluTanh)
        kept += 2 * bytes * s.intermediate;
    if (!spec.lora)
        return kept;
    for (const Projection& projection : projectionsOf(model))
        if (targets(model, *spec.lora, projection.name))
            kept += 4 * double(spec.lora->rank) + (cuda && spec.lora->dropout > 0 ? 5 * projection.in : 0);
    return kept;
}

// While one layer is learnt, of one token: slopes of gates and ups, of what they give, of the residual stream.
double passing(const ModelConfig& model, double bytes) {
    const Shapes s = shapesOf(model);
    return bytes * (4 * s.intermediate + s.queries + 2 * s.keys) + 16 * s.hidden;
}

// Of the layers' matrices in few bits, with the scales of their blocks (see the engine's quantised.h).
double bytesOfWeights(const ModelConfig& model, const TrainSpec& spec, double bytes) {
    if (spec.baseBits == 0)
        return bytes * double(model.parameters);
    double matrices = 0;
    for (const Projection& projection : projectionsOf(model))
        matrices += projection.in * projection.out * double(model.layers);
    const double packed = spec.baseBits == 8 ? 1 + 2.0 / 32 : 0.5 + 2.0 / 64;
    return packed * matrices + bytes * (double(model.parameters) - matrices);
}

// The largest block, widened for a product.
double widenedBytes(const ModelConfig& model, const TrainSpec& spec, double bytes) {
    const Shapes s = shapesOf(model);
    return spec.baseBits == 0 ? 0 : bytes * s.hidden * std::max(2 * s.intermediate, s.queries + 2 * s.keys);
}

double evaluationBytes(const ModelConfig& model, const TrainLoad& load, int64_t bytes) {
    const int64_t answers = std::min(load.generated, answersAtOnce);
    const int64_t one = load.generatedTokens * cacheBytesOfToken(model, bytes);
    const int64_t limit = std::max(one, load.cuda ? generationCacheBytesCuda : generationCacheBytesCpu);
    return double(std::min(answers * one, limit)) + 2 * 4 * double(answers * model.vocabulary);
}

} // namespace

int64_t cacheBytesOfToken(const ModelConfig& model, int64_t bytesOfValue) {
    return 2 * model.layers * model.keyValueHeads * model.headSize * bytesOfValue;
}

double TrainMemory::total() const {
    return runtime + weights + optimizer + std::max({gradients + activations + loss, gradients + step, evaluation});
}

int64_t adapterParameters(const ModelConfig& model, const LoraSpec& lora) {
    double sum = 0;
    for (const Projection& projection : projectionsOf(model))
        if (targets(model, lora, projection.name))
            sum += double(lora.rank) * (projection.in + projection.out);
    return int64_t(sum) * model.layers;
}

TrainMemory trainMemory(const ModelConfig& model, const TrainSpec& spec, const TrainLoad& load) {
    const double bytes = spec.dtype == "bfloat16" ? 2 : 4;
    const bool widened = !spec.lora && bytes < 4; // float32 masters beside the weights
    TrainMemory memory;
    memory.trainedParameters = spec.lora ? adapterParameters(model, *spec.lora) : model.parameters;
    const double trained = double(memory.trainedParameters);
    memory.runtime = load.cuda ? runtimeBytesCuda : runtimeBytesCpu;
    memory.weights = bytesOfWeights(model, spec, bytes);
    memory.recomputed = load.recompute || spec.recompute == "on";
    memory.optimizer = (widened ? 12 : 8) * trained;
    // Computed again, the inputs of layers go while the gradients of all weights come.
    const double together = !spec.lora && memory.recomputed ? 0.75 : 1;
    memory.gradients = together * (spec.lora ? 4 : bytes) * trained;
    const double tokens = double(load.microTokens), layers = double(model.layers);
    const double kept = keptForBackward(model, spec, bytes, load.cuda);
    memory.activations =
        spreadOf(spec) * tokens * (memory.recomputed ? 4 * double(model.hidden) * layers + kept : kept * layers) +
        tokens * passing(model, bytes) + widenedBytes(model, spec, bytes);
    const int64_t chunk = std::max(fewestChunkRows, (load.cuda ? chunkElementsCuda : chunkElementsCpu) /
                                                        std::max<int64_t>(1, model.vocabulary));
    memory.loss = 3 * 4 * double(std::min(chunk, load.lossTokens) * model.vocabulary) +
                  3 * 4 * double(load.microTokens * model.hidden);
    memory.step = widened ? 4 * trained : 0;
    memory.evaluation = evaluationBytes(model, load, int64_t(bytes));
    return memory;
}

TrainMemory trainMemoryWithin(const ModelConfig& model, const TrainSpec& spec, TrainLoad load, double available) {
    const TrainMemory memory = trainMemory(model, spec, load);
    if (spec.recompute != "auto" || available <= 0 || memory.total() <= available)
        return memory;
    load.recompute = true;
    return trainMemory(model, spec, load);
}

} // namespace caftan
