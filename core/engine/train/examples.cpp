// Training on token ids as given: `train --examples`.
#include "core/base/files.h"
#include "core/engine/infer/prompts.h"
#include "core/engine/model/out_of_memory.h"
#include "core/engine/train/learner.h"
#include "core/engine/train/schedule.h"
#include "core/engine/training.h"
#include "core/engine/weights/load.h"
#include "core/jobs/train_plan.h"

#include <chrono>

namespace caftan {

namespace {

Result<std::vector<TokenId>> idsFrom(const Json& list, const char* key) {
    if (!list.is_array())
        return fail(std::string("\"") + key + "\" must be a list of token ids.");
    std::vector<TokenId> ids;
    for (const Json& id : list) {
        if (!id.is_number_integer() || id.get<int64_t>() < ignoredLabel || id.get<int64_t>() > INT32_MAX)
            return fail(std::string("\"") + key + "\" must hold whole numbers only.");
        ids.push_back(id.get<TokenId>());
    }
    return ids;
}

Result<Example> exampleFrom(std::string_view line) {
    CAFTAN_TRY(json, parseJson(line));
    if (!json.is_object() || !json.contains("ids") || !json.contains("labels"))
        return fail("an example is {\"ids\": [...], \"labels\": [...]}, with -100 for what is not trained.");
    CAFTAN_TRY(ids, idsFrom(json["ids"], "ids"));
    CAFTAN_TRY(labels, idsFrom(json["labels"], "labels"));
    if (ids.empty() || ids.size() != labels.size())
        return fail("\"ids\" and \"labels\" must have the same length, at least 1.");
    return Example{std::move(ids), std::move(labels)};
}

Status checkIds(const std::vector<Example>& examples, const ModelConfig& config) {
    for (size_t i = 0; i < examples.size(); ++i) {
        const std::string place = "example " + std::to_string(i + 1);
        if (config.context > 0 && int64_t(examples[i].ids.size()) > config.context)
            return fail(place + " has " + std::to_string(examples[i].ids.size()) +
                        " tokens, but the model's context holds " + std::to_string(config.context) + ". Shorten it.");
        for (size_t t = 0; t < examples[i].ids.size(); ++t)
            if (examples[i].ids[t] < 0 || examples[i].ids[t] >= config.vocabulary ||
                examples[i].labels[t] >= config.vocabulary)
                return fail(place + " holds a token id outside the model's vocabulary of " +
                            std::to_string(config.vocabulary) + ". Use the tokenizer that belongs to the model.");
    }
    return {};
}

Result<ExampleTraining> train(const std::filesystem::path& path, const std::vector<Example>& examples,
                              const TrainSpec& spec, const ExampleOptions& options) {
    CAFTAN_TRY(setup, setUpEngine({spec.dtype, spec.device, spec.threads}));
    CAFTAN_TRY(source, ModelSource::open(path));
    CAFTAN_CHECK(checkIds(examples, source->config()));
    CAFTAN_TRY(decoder, loadDecoder(*source, setup.dtype, setup.device, int(spec.baseBits)));
    CAFTAN_TRY(learner, Learner::create(std::move(decoder), spec, options.adapter));

    std::vector<const Example*> pointers;
    std::vector<size_t> all;
    std::vector<int64_t> lengths;
    for (const Example& example : examples) {
        all.push_back(pointers.size());
        pointers.push_back(&example);
        lengths.push_back(int64_t(example.ids.size()));
    }
    std::vector<TrainStep> steps =
        planEpoch(lengths, all, 0, 0, {spec.batchSequences, spec.batchTokens, spec.microTokens, true, spec.seed});
    if (options.steps && *options.steps < int64_t(steps.size()))
        steps.resize(size_t(*options.steps));

    RateSchedule schedule{spec.decay, spec.rate, spec.rateFloor, spec.warmupSteps, int64_t(steps.size())};
    ExampleTraining result;
    result.facts = setup.facts;
    using Clock = std::chrono::steady_clock;
    const auto start = Clock::now();
    const size_t warm = steps.size() > 4 ? 2 : 0;
    auto measured = start;
    int64_t measuredTokens = 0;
    for (size_t i = 0; i < steps.size(); ++i) {
        MicroBatches micros;
        for (const auto& micro : steps[i].micros) {
            micros.emplace_back();
            for (const size_t index : micro) {
                micros.back().push_back(pointers[index]);
                result.answerTokens += examples[index].answerTokens();
            }
        }
        if (i == 0)
            learner.keepGradients(options.gradients);
        const StepOutcome outcome = learner.step(std::move(micros), rateAt(schedule, int64_t(i)), int64_t(i));
        result.recomputed = learner.recomputes();
        result.halvings = learner.halvings();
        result.losses.push_back(outcome.loss.item<double>());
        result.norms.push_back(outcome.gradientNorm.item<double>());
        result.tokens += outcome.tokens;
        if (i >= warm)
            measuredTokens += outcome.tokens;
        else
            measured = Clock::now();
        if (options.onStep && !options.onStep(int64_t(i + 1), int64_t(steps.size()), result.losses.back()))
            return fail("Training on examples was interrupted; nothing was kept.");
    }
    result.steps = int64_t(steps.size());
    result.seconds = std::chrono::duration<double>(Clock::now() - start).count();
    result.tokensPerSecond = double(measuredTokens) / std::chrono::duration<double>(Clock::now() - measured).count();
    CAFTAN_CHECK(learner.gradientsWritten());
    if (!options.save.empty()) {
        CheckpointContent content = learner.content(path, false);
        content.state = {{"steps", result.steps}};
        CAFTAN_CHECK(writeWeights(options.save, content));
    }
    return result;
}

} // namespace

Result<std::vector<Example>> readExamples(const std::filesystem::path& path) {
    CAFTAN_TRY(text, readFile(path));
    std::vector<Example> examples;
    int64_t number = 0;
    for (size_t at = 0; at < text.size();) {
        const size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view line(text.data() + at, end - at);
        at = end + 1;
        ++number;
        if (line.find_first_not_of(" \t\r") == std::string_view::npos)
            continue;
        auto example = exampleFrom(line);
        if (!example)
            return failAt(path.string() + ": line " + std::to_string(number), example.error());
        examples.push_back(std::move(*example));
    }
    return examples.empty() ? fail(path.string() + " holds no examples.")
                            : Result<std::vector<Example>>(std::move(examples));
}

Result<ExampleTraining> trainOnExamples(const std::filesystem::path& model, const std::vector<Example>& examples,
                                        const TrainSpec& spec, const ExampleOptions& options) {
    try {
        return train(model, examples, spec, options);
    } catch (const std::exception& error) {
        return fail(isOutOfMemory(error) ? memoryAdvice(spec) : torchErrorText(error));
    }
}

} // namespace caftan
