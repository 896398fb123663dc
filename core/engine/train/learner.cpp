#include "core/engine/train/learner.h"

#include "core/engine/model/upload.h"
#include "core/engine/train/tensor_file.h"
#include "core/formats/model_tensors.h"
#include "core/jobs/machine_memory.h"

#include <ATen/Context.h>

#include <algorithm>

namespace caftan {

namespace {

// Rows that are trained: of the whole step, and of a micro batch.
int64_t rowsOf(const std::vector<const Example*>& examples) {
    int64_t rows = 0;
    for (const Example* example : examples)
        rows += example->answerTokens();
    return rows;
}

// The weight of every row, so that the sum of weighted losses is the mean that was asked for.
at::Tensor rowWeights(const TargetRows& target, const std::string& mean, int64_t stepRows, int64_t stepSequences,
                      int64_t micros) {
    std::vector<float> weights;
    const int64_t microRows = target.targets.size(0);
    for (const int64_t rows : target.perSequence) {
        const double weight = mean == "sequence" ? 1.0 / (double(stepSequences) * double(std::max<int64_t>(1, rows)))
                              : mean == "batch"  ? 1.0 / (double(micros) * double(microRows))
                                                 : 1.0 / double(stepRows);
        weights.insert(weights.end(), size_t(rows), float(weight));
    }
    return upload(at::tensor(weights, at::kFloat), target.rows.device());
}

// Splits every micro batch of several sequences in two; false when there is none.
bool halve(MicroBatches& micros) {
    MicroBatches halves;
    for (auto& micro : micros) {
        const auto middle = micro.begin() + std::ptrdiff_t(micro.size() / 2);
        if (micro.size() > 1)
            halves.emplace_back(micro.begin(), middle);
        halves.emplace_back(micro.size() > 1 ? middle : micro.begin(), micro.end());
    }
    const bool split = halves.size() > micros.size();
    micros = std::move(halves);
    return split;
}

} // namespace

std::string memoryAdvice(const TrainSpec& spec) {
    std::vector<std::string> ways;
    if (!spec.lora)
        ways.emplace_back("an adapter instead of all weights (--lora 16)");
    if (spec.recompute == "off")
        ways.emplace_back("activations computed again (--recompute on)");
    if (spec.lora && spec.baseBits != 4)
        ways.emplace_back(spec.baseBits == 8 ? "the base in 4 bits (--base-bits 4)"
                                             : "the base in 8 bits (--base-bits 8)");
    if (spec.dtype != "bfloat16")
        ways.emplace_back("--dtype bfloat16");
    ways.emplace_back("shorter examples");
    std::string text = "Memory ran out with one example at a time. What needs less: ";
    for (size_t i = 0; i < ways.size(); ++i)
        text += (i == 0 ? "" : i + 1 < ways.size() ? ", " : " or ") + ways[i];
    return text + ". The last checkpoint is kept: with more memory the run goes on from there (job resume).";
}

Learner::Learner(Decoder decoder, TrainSpec spec)
    : decoder_(std::make_unique<Decoder>(std::move(decoder))), spec_(std::move(spec)) {}

Result<Learner> Learner::create(Decoder decoder, TrainSpec spec, const std::filesystem::path& adapter) {
    if (!adapter.empty()) {
        CAFTAN_TRY(lora, loadAdapter(decoder, adapter));
        spec.lora = lora;
    } else if (spec.lora) {
        spec.lora->targets = linearNames(decoder.config, spec.lora->targets);
        CAFTAN_CHECK(addAdapters(decoder, *spec.lora, spec.seed));
    }
    Learner learner(std::move(decoder), std::move(spec));
    if (learner.spec_.lora) {
        for (StateTensor& part : adapterTensors(*learner.decoder_)) {
            learner.parameters_.push_back(part.tensor);
            learner.names_.push_back(part.name);
        }
    } else {
        for (const NamedTensor& named : namedTensors(*learner.decoder_)) {
            learner.parameters_.push_back(*named.tensor);
            learner.names_.push_back(named.name);
        }
    }
    for (at::Tensor& parameter : learner.parameters_)
        parameter.requires_grad_(true);
    learner.recompute_ = learner.spec_.recompute == "on";
    learner.resetOptimizer();
    return learner;
}

void Learner::resetOptimizer() {
    AdamOptions options;
    options.beta1 = spec_.beta1;
    options.beta2 = spec_.beta2;
    options.decay = spec_.weightDecay;
    optimizer_ = std::make_unique<AdamW>(parameters_, names_, options);
}

// Gradients of all weights come among activations that go, and leave gaps in the heap that held half as much again as
// was in use: they are closed before a step, and every few layers on the way back.
void Learner::closeGaps() const {
    if (!spec_.lora && decoder_->device().is_cpu())
        returnFreeMemory();
}

std::function<void(size_t)> Learner::whenLearnt() const {
    constexpr size_t layersBetween = 4;
    if (spec_.lora || !decoder_->device().is_cpu())
        return {};
    return [](size_t layer) {
        if (layer % layersBetween == 0)
            returnFreeMemory();
    };
}

at::Tensor Learner::accumulate(const MicroBatches& micros) const {
    int64_t stepRows = 0, stepSequences = 0;
    for (const auto& micro : micros) {
        stepRows += rowsOf(micro);
        stepSequences += int64_t(micro.size());
    }
    at::Tensor total = at::zeros({}, at::TensorOptions().device(decoder_->device()));
    for (const auto& micro : micros) {
        std::vector<std::vector<TokenId>> sequences;
        for (const Example* example : micro)
            sequences.push_back(example->ids);
        const TargetRows target = targetRows(micro, decoder_->device());
        if (target.rows.size(0) == 0)
            continue;
        const at::Tensor hidden =
            hiddenStates(*decoder_, pack(sequences, decoder_->device(), 32),
                         {.rows = target.rows, .lean = true, .recompute = recompute_, .learnt = whenLearnt()});
        const at::Tensor weights = rowWeights(target, spec_.lossMean, stepRows, stepSequences, int64_t(micros.size()));
        const at::Tensor loss = chunkedCrossEntropy(hidden, decoder_->head, target.targets, weights);
        loss.backward();
        total += loss.detach();
    }
    return total;
}

// Does what is left to do with less memory; false: nothing.
bool Learner::relieve(MicroBatches& micros, StepOutcome& outcome) {
    if (!recompute_ && spec_.recompute != "off") {
        recompute_ = outcome.recomputed = true;
        return true;
    }
    if (!halve(micros))
        return false;
    ++halvings_;
    outcome.halved = true;
    return true;
}

StepOutcome Learner::step(MicroBatches micros, double rate, int64_t step) {
    StepOutcome outcome;
    for (const auto& micro : micros)
        for (const Example* example : micro)
            outcome.tokens += int64_t(example->ids.size());
    for (int64_t i = 0; i < halvings_; ++i)
        halve(micros);
    closeGaps();
    while (true) {
        try {
            at::manual_seed(spec_.seed * 1'000'003 + uint64_t(step));
            outcome.loss = accumulate(micros);
            break;
        } catch (const std::exception& error) {
            optimizer_->zeroGradients();
            if (!isOutOfMemory(error) || !relieve(micros, outcome))
                throw;
            abandoned_.release();
            recoverMemory();
        }
    }
    writeGradients();
    outcome.gradientNorm = clipGradients(parameters_, spec_.clip);
    optimizer_->step(rate);
    optimizer_->zeroGradients();
    return outcome;
}

void Learner::writeGradients() {
    if (gradientPath_.empty())
        return;
    std::vector<StateTensor> gradients;
    for (size_t i = 0; i < parameters_.size(); ++i)
        if (parameters_[i].grad().defined())
            gradients.push_back({names_[i], parameters_[i].grad()});
    gradientStatus_ = saveTensors(gradientPath_, gradients);
    gradientPath_.clear();
}

int64_t Learner::trainedParameters() const {
    int64_t count = 0;
    for (const at::Tensor& parameter : parameters_)
        count += parameter.numel();
    return count;
}

CheckpointContent Learner::content(const std::filesystem::path& model, bool withOptimizer) {
    CheckpointContent content;
    content.decoder = decoder_.get();
    content.lora = spec_.lora ? &*spec_.lora : nullptr;
    content.model = model;
    if (!withOptimizer)
        return content;
    content.optimizer = optimizer_->state();
    if (!spec_.lora && decoder_->dtype() != at::kFloat) // float32 norms would be rounded in the file of weights
        for (size_t i = 0; i < parameters_.size(); ++i)
            if (parameters_[i].scalar_type() == at::kFloat)
                content.optimizer.push_back({names_[i] + ".value", parameters_[i]});
    return content;
}

} // namespace caftan
