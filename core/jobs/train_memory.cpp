#include "core/jobs/train_memory.h"

#include "core/formats/model_tensors.h"

#include <algorithm>

namespace caftan {

namespace {

constexpr double mega = 1 << 20;
constexpr double runtimeBytesCpu = 300 * mega, runtimeBytesCuda = 900 * mega; // libraries, plan, the device's context
constexpr int64_t chunkElementsCpu = 16 << 20, chunkElementsCuda = 256 << 20; // of logits, see the engine's loss
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

// Of one layer and one token. With adapters, products share their inputs; what lies between blocks of the heap is in
// the factor, which was measured (tests/bench/train_memory.py).
double keptForBackward(const ModelConfig& model, const TrainSpec& spec, double bytes, bool cuda) {
    constexpr double spread = 1.4;
    const Shapes s = shapesOf(model);
    double kept = 8 * s.hidden + bytes * (2 * s.hidden + 3 * s.queries + 2 * s.keys + 3 * s.intermediate);
    if (cuda)
        kept += 24 * s.hidden + bytes * s.intermediate;
    if (!spec.lora)
        return kept;
    for (const Projection& projection : projectionsOf(model))
        if (targets(model, *spec.lora, projection.name))
            kept += 4 * double(spec.lora->rank) + (cuda && spec.lora->dropout > 0 ? 5 * projection.in : 0);
    return spread * kept;
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
    const double head = double(model.vocabulary) * double(model.hidden);
    TrainMemory memory;
    memory.trainedParameters = spec.lora ? adapterParameters(model, *spec.lora) : model.parameters;
    const double trained = double(memory.trainedParameters);
    memory.runtime = load.cuda ? runtimeBytesCuda : runtimeBytesCpu;
    memory.weights = bytes * double(model.parameters);
    memory.optimizer = (widened ? 12 : 8) * trained;
    memory.gradients = spec.lora ? 4 * trained : bytes * trained + 4 * head;
    memory.activations = keptForBackward(model, spec, bytes, load.cuda) * double(model.layers * load.microTokens);
    const int64_t chunk = std::max(fewestChunkRows, (load.cuda ? chunkElementsCuda : chunkElementsCpu) /
                                                        std::max<int64_t>(1, model.vocabulary));
    memory.loss = 3 * 4 * double(std::min(chunk, load.lossTokens) * model.vocabulary) +
                  3 * 4 * double(load.microTokens * model.hidden) +
                  (spec.lora ? 0 : 3 * 4 * head); // the head's gradient: scaled, and added to the embedding's
    memory.step = widened ? 4 * trained : 0;
    memory.evaluation = evaluationBytes(model, load, int64_t(bytes));
    return memory;
}

} // namespace caftan
