// Accuracy of a model or of a run's checkpoint on one part of a data set.
#include "core/analysis/roc.h"
#include "core/engine/infer/prompts.h"
#include "core/engine/infer/score_plan.h"
#include "core/engine/model/loaded_model.h"
#include "core/engine/train/evaluate.h"
#include "core/engine/train/lora.h"
#include "core/engine/training.h"
#include "core/engine/weights/load.h"

#include <chrono>

namespace caftan {

namespace {

// What is evaluated: weights, the base under them, the data set and the bands.
struct Subject {
    std::filesystem::path base, checkpoint; // equal for a fully trained run and for a model
    int64_t dataset = 0;
    std::optional<CutSet> cuts;
    ChatFormat format = ChatFormat::Plain;
};

Result<std::optional<CutSet>> cutSet(Project& project, std::optional<int64_t> id) {
    if (!id)
        return std::optional<CutSet>();
    CAFTAN_TRY(sets, listCuts(project));
    for (const CutSet& cuts : sets)
        if (cuts.id == *id)
            return std::optional<CutSet>(cuts);
    return fail("there is no cut set " + std::to_string(*id) + ".");
}

Result<Subject> subjectOf(Project& project, const EvaluateSpec& spec) {
    Subject subject;
    std::optional<int64_t> model = spec.model, cuts = spec.cuts;
    subject.dataset = spec.dataset;
    std::filesystem::path checkpoint;
    if (spec.run) {
        CAFTAN_TRY(run, findRun(project, std::to_string(*spec.run)));
        CAFTAN_TRY(folder, runCheckpoint(project, run, spec.checkpoint));
        checkpoint = folder;
        model = run.model;
        cuts = run.cutSet;
        if (run.scoring) {
            CAFTAN_TRY(scoring, findScoring(project, *run.scoring));
            subject.dataset = scoring.dataset;
        }
    }
    if (!model)
        return fail("name a run (--run) or a model (--model) to evaluate.");
    CAFTAN_TRY(record, findModel(project, std::to_string(*model)));
    if (checkpoint.empty() || std::filesystem::exists(checkpoint / "adapter_config.json")) {
        CAFTAN_TRY(base, locateModel(project, record));
        subject.base = base;
    } else {
        subject.base = checkpoint;
    }
    subject.checkpoint = checkpoint.empty() ? subject.base : checkpoint;
    CAFTAN_TRY(format, chatFormatOf(record, subject.base));
    subject.format = format;
    CAFTAN_TRY(found, cutSet(project, cuts));
    subject.cuts = found;
    return subject;
}

Result<Decoder> decoderOf(const Subject& subject, const EngineOptions& options) {
    CAFTAN_TRY(setup, setUpEngine(options));
    CAFTAN_TRY(source, ModelSource::open(subject.base));
    CAFTAN_TRY(decoder, loadDecoder(*source, setup.dtype, setup.device));
    if (subject.checkpoint != subject.base)
        CAFTAN_CHECK(loadAdapter(decoder, subject.checkpoint));
    return std::move(decoder);
}

// AUC of the entropy at the answer against wrong, over valid answers.
Json aucOf(const std::vector<Answer>& answers) {
    std::vector<double> entropies;
    std::vector<uint8_t> right;
    for (const Answer& answer : answers)
        if (answer.valid) {
            entropies.push_back(answer.entropy);
            right.push_back(answer.right);
        }
    const auto auc = delongAuc(entropies, right);
    return auc ? Json(auc->value) : Json();
}

Result<Json> run(Project& project, const EvaluateSpec& spec, const std::function<bool()>& cancelled) {
    const auto split = splitFromName(spec.split);
    if (!split || *split == Split::None)
        return fail("there is no split \"" + spec.split + "\": choose train, validation or test.");
    CAFTAN_TRY(subject, subjectOf(project, spec));
    CAFTAN_TRY(set, evaluationSet(project, subject.dataset, subject.base, *split, subject.cuts, subject.format));
    if (spec.limit && int64_t(set.items.size()) > *spec.limit)
        set.items.resize(size_t(*spec.limit));
    if (set.items.empty())
        return fail("the data set has no " + spec.split + " questions: 'caftan-cli data split' makes the parts.");
    CAFTAN_TRY(decoder, decoderOf(subject, spec.engine));
    if (*split == Split::Test && !spec.testRecorded)
        CAFTAN_CHECK(
            openTest(project, subject.dataset, spec.commandLine.empty() ? "eval --split test" : spec.commandLine));

    const auto start = std::chrono::steady_clock::now();
    const EvaluationInput input{set.items, &set.bands, set.tokenizer.get(), set.format, set.stops};
    EvaluationOutcome outcome = evaluate(decoder, input, {spec.mode, spec.maxNewTokens, 4096, cancelled});
    if (outcome.answers.empty())
        return fail("The evaluation was interrupted; nothing was stored.");
    outcome.result["auc"] = aucOf(outcome.answers);
    outcome.result["seconds"] = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();

    Evaluation evaluation;
    evaluation.run = spec.run;
    evaluation.model = spec.run ? std::nullopt : spec.model;
    evaluation.split = spec.split;
    evaluation.mode = spec.mode;
    evaluation.result = outcome.result;
    CAFTAN_TRY(id, addEvaluation(project, evaluation, outcome.answers));
    Json result = {{"evaluation", id}};
    result.update(outcome.result);
    return result;
}

} // namespace

Result<std::shared_ptr<LoadedModel>> loadModelWithAdapter(const std::filesystem::path& path,
                                                          const std::filesystem::path& adapter,
                                                          const EngineOptions& options) {
    CAFTAN_TRY(model, loadModel(path, options));
    CAFTAN_CHECK(loadAdapter(model->decoder(), adapter));
    return std::move(model);
}

Result<Json> evaluateModel(Project& project, const EvaluateSpec& spec, const std::function<bool()>& cancelled) {
    try {
        return run(project, spec, cancelled);
    } catch (const std::exception& error) {
        return fail(torchErrorText(error));
    }
}

} // namespace caftan
