// Pretraining of the demo's base: Muon for the matrices of the layers, AdamW for the rest, output projections from
// zero, everything a function of the step and the seed.
#include "core/engine/pretraining.h"

#include "core/base/clock.h"
#include "core/base/files.h"
#include "core/data/demo_documents.h"
#include "core/engine/infer/next_token.h"
#include "core/engine/infer/prompts.h"
#include "core/engine/train/loss.h"
#include "core/engine/train/optimizer.h"
#include "core/engine/weights/save.h"

#include <ATen/Parallel.h>
#include <torch/torch.h>

#include <algorithm>

namespace caftan {

namespace {

ModelConfig baseConfig(int64_t vocabulary) {
    ModelConfig config;
    config.family = "llama";
    config.vocabulary = vocabulary;
    config.hidden = 128;
    config.intermediate = 384;
    config.layers = 4;
    config.heads = 4;
    config.keyValueHeads = 2;
    config.headSize = 32;
    config.context = 256;
    config.tiedEmbeddings = true;
    config.padToken = demoPadId;
    config.bosToken = demoBosId;
    config.eosToken = demoEosId;
    config.eosTokens = {demoEosId};
    return config;
}

// The weights and who updates them.
struct Trainer {
    Decoder decoder;
    Muon muon;
    AdamW adam;

    static Trainer create(const ModelConfig& config, uint64_t seed) {
        at::NoGradGuard noGrad;
        Decoder decoder = randomDecoder(config, seed, 0.04);
        decoder.embedding.mul_(0.5);
        for (DecoderLayer& layer : decoder.layers) {
            layer.output.weight.zero_();
            layer.down.weight.zero_();
        }
        std::vector<at::Tensor> matrices, rest;
        std::vector<std::string> names;
        for (NamedTensor& named : namedTensors(decoder)) {
            named.tensor->requires_grad_(true);
            if (named.tensor->dim() == 2 && named.name.starts_with("model.layers.")) {
                matrices.push_back(*named.tensor);
            } else {
                rest.push_back(*named.tensor);
                names.push_back(named.name);
            }
        }
        decoder.head = decoder.embedding;
        return {std::move(decoder), Muon(matrices), AdamW(rest, names, {.beta2 = 0.98, .decay = 0})};
    }

    double step(std::span<const Example* const> batch, double muonRate, double adamRate) {
        std::vector<std::vector<TokenId>> sequences;
        for (const Example* example : batch)
            sequences.push_back(example->ids);
        const TargetRows target = targetRows(batch, at::kCPU);
        const at::Tensor hidden = hiddenStates(decoder, pack(sequences, at::kCPU, 32), {.rows = target.rows});
        const int64_t rows = target.targets.size(0);
        const at::Tensor weights = at::full({rows}, 1.0 / double(rows), at::kFloat);
        const at::Tensor loss = chunkedCrossEntropy(hidden, decoder.head, target.targets, weights);
        loss.backward();
        muon.step(muonRate);
        adam.step(adamRate);
        muon.zeroGradients();
        adam.zeroGradients();
        return loss.item<double>();
    }
};

std::vector<at::Tensor> copyOf(Decoder& decoder) {
    std::vector<at::Tensor> copy;
    for (const NamedTensor& named : namedTensors(decoder))
        copy.push_back(named.tensor->detach().clone());
    return copy;
}

// share * earlier + (1 - share) * now, in place.
void average(Decoder& decoder, const std::vector<at::Tensor>& earlier, double share) {
    at::NoGradGuard noGrad;
    size_t i = 0;
    for (NamedTensor& named : namedTensors(decoder))
        named.tensor->mul_(1 - share).add_(earlier[i++], share);
}

// Documents of one step, those of one length together: they share a call of attention.
std::vector<Example> drawBatch(DemoDocuments& documents, const DemoCurriculum& curriculum, int64_t count) {
    std::vector<Example> batch;
    for (int64_t i = 0; i < count; ++i)
        batch.push_back(documents.next(curriculum));
    std::stable_sort(batch.begin(), batch.end(),
                     [](const Example& a, const Example& b) { return a.ids.size() < b.ids.size(); });
    return batch;
}

// Accuracy, and AUC of entropy against wrong, on validation questions. O(n^2) over 900 answers.
void measure(const Decoder& decoder, const Tokenizer& tokenizer, PretrainSummary& summary) {
    const c10::InferenceMode inference;
    std::vector<double> right, wrong; // entropies
    for (const Question& question : makeDemoQuestions({})) {
        if (question.split != Split::Validation)
            continue;
        const std::vector<std::vector<TokenId>> prompt = {tokenizer.encode("<bos> " + question.text + "\nAnswer:")};
        const at::Tensor z = logits(decoder, hiddenStates(decoder, pack(prompt, at::kCPU), {.lastOnly = true}));
        const bool hit = z.argmax(1).item<int64_t>() == tokenizer.encode(demoAnswer(question.answer))[0];
        (hit ? right : wrong).push_back(entropies(z).item<double>());
    }
    double above = 0;
    for (const double w : wrong)
        for (const double r : right)
            above += w > r ? 1 : w == r ? 0.5 : 0;
    summary.accuracy = double(right.size()) / double(right.size() + wrong.size());
    summary.auc = above / std::max(1.0, double(right.size()) * double(wrong.size()));
}

Status checkFolder(const std::filesystem::path& folder) {
    std::error_code error;
    if (std::filesystem::exists(folder / "model.safetensors", error))
        return fail(folder.string() + " holds a model already. Choose a new folder.");
    std::filesystem::create_directories(folder, error);
    return error ? fail(folder.string() + ": cannot make this folder (" + error.message() + ").") : Status{};
}

Status saveBase(const Decoder& decoder, const std::filesystem::path& folder, PretrainSummary& summary) {
    CAFTAN_CHECK(saveDecoder(decoder, folder, at::kFloat));
    const Json generation = {{"bos_token_id", demoBosId},
                             {"eos_token_id", demoEosId},
                             {"pad_token_id", demoPadId},
                             {"do_sample", false},
                             {"max_new_tokens", 40}};
    CAFTAN_CHECK(writeFile(folder / "generation_config.json", dumpJson(generation, 2) + "\n"));
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        summary.bytes += int64_t(entry.file_size());
    return {};
}

Result<PretrainSummary> pretrain(const std::filesystem::path& folder, const PretrainOptions& options,
                                 const std::function<bool(const PretrainProgress&)>& onProgress) {
    CAFTAN_CHECK(checkFolder(folder));
    CAFTAN_CHECK(writeFile(folder / "tokenizer.json", demoTokenizerJson()));
    CAFTAN_CHECK(writeFile(folder / "tokenizer_config.json", demoTokenizerConfigJson()));
    CAFTAN_TRY(tokenizer, Tokenizer::load(folder));
    CAFTAN_TRY(documents, DemoDocuments::create(*tokenizer, options.seed));

    at::set_num_threads(options.threads);
    const double start = unixTime();
    Trainer trainer = Trainer::create(baseConfig(tokenizer->size()), options.seed);
    const int64_t averageStep = int64_t(options.averageAt * double(options.steps));
    std::vector<at::Tensor> earlier;
    PretrainSummary summary;
    for (int64_t step = 0; step < options.steps; ++step) {
        const double time = double(step) / double(options.steps);
        const std::vector<Example> batch = drawBatch(documents, demoCurriculum(time), options.documents);
        std::vector<const Example*> examples;
        for (const Example& example : batch) {
            examples.push_back(&example);
            summary.tokens += int64_t(example.ids.size());
        }
        const double rate = std::min(1.0, double(step + 1) / 20) * std::min(1.0, (1 - time) / 0.35 + 0.02);
        const double loss = trainer.step(examples, options.muonRate * rate, options.adamRate * rate);
        summary.loss = step == 0 ? loss : 0.95 * summary.loss + 0.05 * loss;
        if (step + 1 == averageStep)
            earlier = copyOf(trainer.decoder);
        if (onProgress && !onProgress({step + 1, options.steps, summary.tokens, summary.loss, unixTime() - start}))
            return fail("Pretraining was interrupted; no model was written.");
    }
    if (!earlier.empty())
        average(trainer.decoder, earlier, options.averageShare);
    summary.steps = options.steps;
    summary.seconds = unixTime() - start;
    measure(trainer.decoder, *tokenizer, summary);
    CAFTAN_CHECK(saveBase(trainer.decoder, folder, summary));
    return summary;
}

} // namespace

Result<PretrainSummary> pretrainDemo(const std::filesystem::path& folder, const PretrainOptions& options,
                                     const std::function<bool(const PretrainProgress&)>& onProgress) {
    try {
        return pretrain(folder, options, onProgress);
    } catch (const std::exception& error) {
        return fail(torchErrorText(error));
    }
}

} // namespace caftan
