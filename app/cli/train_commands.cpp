// train, eval: fine-tuning runs and their accuracy.
#include "app/cli/command.h"

#include "core/base/files.h"
#include "core/base/text.h"
#include "core/engine/infer/score_plan.h"
#include "core/engine/training.h"
#include "core/jobs/machine_memory.h"
#include "core/store/datasets.h"
#include "core/store/scorings.h"

#include <cstdio>
#include <memory>

namespace caftan::cli {
namespace {

struct TrainArguments {
    TrainSpec spec;
    int64_t scoring = 0, lora = 0, batchTokens = 0, limit = 0, steps = 0, evaluateLimit = 0, budget = 0;
    std::string model, epochs, bands, config, examples, save, startRun, gradients, adapter;
    std::vector<std::string> loraTargets;
    double loraAlpha = 0, loraDropout = -1;
    bool full = false, keepWrong = false;
};
struct EvalArguments {
    EvaluateSpec spec;
    std::string run, model, data, cuts;
    int64_t limit = 0;
};

// "easy=sft,hard=distill"
Status readBands(const std::string& text, std::map<std::string, std::string>& bands) {
    for (const std::string& part : split(text, ',')) {
        const size_t equals = part.find('=');
        if (equals == std::string::npos || !routingFromName(trim(std::string_view(part).substr(equals + 1))))
            return fail("--band takes band=routing pairs, for example easy=sft,hard=distill; a routing is skip, sft or "
                        "distill.");
        bands[std::string(trim(std::string_view(part).substr(0, equals)))] =
            trim(std::string_view(part).substr(equals + 1));
    }
    return {};
}

Status readEpochs(const std::string& text, std::vector<int64_t>& epochs) {
    epochs.clear();
    for (const std::string& part : split(text, ',')) {
        const auto value = parseInt(trim(part));
        if (!value || *value < 1)
            return fail("--epochs takes a whole number, or one for each stage, for example 10 or 10,5.");
        epochs.push_back(*value);
    }
    return {};
}

void takeLora(TrainArguments& arguments) {
    if (arguments.lora > 0) {
        LoraSpec lora = arguments.spec.lora.value_or(LoraSpec{});
        lora.rank = arguments.lora;
        lora.alpha = arguments.loraAlpha > 0 ? arguments.loraAlpha : double(2 * arguments.lora);
        arguments.spec.lora = lora;
    }
    if (arguments.spec.lora && arguments.loraDropout >= 0)
        arguments.spec.lora->dropout = arguments.loraDropout;
    if (arguments.spec.lora && !arguments.loraTargets.empty())
        arguments.spec.lora->targets = arguments.loraTargets;
    if (arguments.full)
        arguments.spec.lora.reset();
}

// Options given on the command line, over the document of --config.
Result<TrainSpec> makeSpec(Project& project, TrainArguments arguments) {
    TrainSpec& spec = arguments.spec;
    takeLora(arguments);
    if (arguments.scoring > 0)
        spec.scoring = arguments.scoring;
    if (!arguments.epochs.empty())
        CAFTAN_CHECK(readEpochs(arguments.epochs, spec.epochs));
    if (!arguments.bands.empty()) {
        CAFTAN_CHECK(readBands(arguments.bands, spec.bands));
        if (spec.recipe.empty())
            spec.recipe = "custom";
    }
    if (arguments.batchTokens > 0)
        spec.batchTokens = arguments.batchTokens;
    if (arguments.limit > 0)
        spec.limit = arguments.limit;
    if (arguments.evaluateLimit > 0)
        spec.evaluateLimit = arguments.evaluateLimit;
    if (arguments.budget > 0)
        spec.answerTokenBudget = arguments.budget;
    if (arguments.keepWrong)
        spec.dropWrongTeacher = false;
    if (!arguments.model.empty()) {
        CAFTAN_TRY(model, findModel(project, arguments.model));
        spec.model = model.id;
    }
    if (!arguments.startRun.empty()) {
        CAFTAN_TRY(run, findRun(project, arguments.startRun));
        spec.startRun = run.uid;
    }
    if (spec.scoring == 0 || spec.cuts.empty() || spec.recipe.empty())
        return fail("train needs --scoring, --cuts and --recipe (or --band); see 'caftan-cli train --help'.");
    CAFTAN_CHECK(findScoring(project, spec.scoring)); // a sentence instead of the database's
    return trainSpecFromJson(toJson(spec));           // the same checks as for a document
}

std::string bandText(const Json& evaluation) {
    if (!evaluation.is_object())
        return "";
    std::vector<std::vector<std::string>> rows = {{"band", "questions", "accuracy", "thinks", "entropy"}};
    for (const Json& band : evaluation["by_band"])
        rows.push_back({band["band"], groupDigits(band["rows"].get<int64_t>()), percentText(band["accuracy_all"]),
                        percentText(band["thinks"]),
                        band["entropy"].is_number() ? fixed(band["entropy"].get<double>(), 3) : "-"});
    return textTable(rows);
}

std::string trainText(const Json& result) {
    std::string text = "Run " + dumpJson(result["run"]) + ": " + groupDigits(result["steps"].get<int64_t>()) +
                       " steps in " + fixed(result["seconds"].get<double>(), 1) + " s, loss " +
                       fixed(result["loss"].get<double>(), 3) + ".\n";
    text += "Answer tokens: " + groupDigits(result["train_answer_tokens"].get<int64_t>()) + " written once, " +
            groupDigits(result["train_answer_tokens_seen"].get<int64_t>()) + " seen over all epochs.\n";
    if (result["accuracy"].is_number())
        text += "Validation accuracy " + percentText(result["accuracy"]) + " (best, epoch " +
                fixed(result["best_epoch"].get<double>(), 1) + "), " + percentText(result["accuracy_last"]) +
                " at the end. Chosen on validation; the test part stayed sealed.\n" +
                bandText(result["validation_best"]);
    for (const Json& note : result["notes"])
        text += "Note: " + note.get<std::string>() + "\n";
    return text;
}

// The project's files record what a relative path meant, not the path.
Status readConfig(const std::string& file, TrainSpec& spec) {
    CAFTAN_TRY(text, readFile(file));
    const auto json = parseJson(text);
    if (!json)
        return failAt(file, json.error());
    auto read = trainSpecFromJson(json->contains("spec") ? (*json)["spec"] : *json);
    if (!read)
        return failAt(file, read.error());
    spec = std::move(*read);
    return {};
}

int trainHere(const Context& context, const TrainArguments& arguments) {
    auto project = context.open();
    if (!project)
        return reportError(project.error());
    const auto spec = makeSpec(*project, arguments);
    if (!spec)
        return reportError(spec.error());
    JobRecord job;
    job.kind = "train";
    job.spec = toJson(*spec);
    job.scoring = spec->scoring;
    job.commandLine = context.commandLine();
    const auto id = addJob(*project, job);
    return id ? runAndReport(context, *project, *id, trainText) : reportError(id.error());
}

int trainExamples(const Context& context, TrainArguments arguments) {
    takeLora(arguments);
    if (arguments.batchTokens > 0)
        arguments.spec.batchTokens = arguments.batchTokens;
    const auto path = modelPath(context, arguments.model);
    if (!path)
        return reportError(path.error());
    const auto examples = readExamples(arguments.examples);
    if (!examples)
        return reportError(examples.error());
    catchSignals();
    ExampleOptions options;
    if (arguments.steps > 0)
        options.steps = arguments.steps;
    options.save = arguments.save;
    options.gradients = arguments.gradients;
    options.adapter = arguments.adapter;
    options.onStep = [](int64_t step, int64_t of, double loss) {
        std::fprintf(stderr, "step %lld of %lld: loss %.6f\n", (long long)step, (long long)of, loss);
        return !JobContext::interrupted();
    };
    const auto trained = trainOnExamples(*path, *examples, arguments.spec, options);
    if (!trained)
        return reportError(trained.error());
    const Json document = {{"run", nullptr},
                           {"state", "done"},
                           {"steps", trained->steps},
                           {"tokens", trained->tokens},
                           {"train_answer_tokens", trained->answerTokens},
                           {"train_answer_tokens_seen", trained->answerTokens},
                           {"seconds", trained->seconds},
                           {"tokens_per_s", trained->tokensPerSecond},
                           {"loss", trained->losses.empty() ? Json() : Json(trained->losses.back())},
                           {"accuracy", nullptr},
                           {"best_epoch", nullptr},
                           {"threads", trained->facts.threads},
                           {"device", trained->facts.device},
                           {"recomputed", trained->recomputed},
                           {"halvings", trained->halvings},
                           {"peak_bytes", peakMemory()},
                           {"losses", trained->losses},
                           {"gradient_norms", trained->norms}};
    return reportResult(context, document,
                        groupDigits(trained->steps) + " steps, " + groupDigits(trained->tokens) + " tokens in " +
                            fixed(trained->seconds, 1) + " s: " + fixed(trained->tokensPerSecond, 0) +
                            " tokens/s; last loss " +
                            (trained->losses.empty() ? "-" : fixed(trained->losses.back(), 4)) + ".\n");
}

int train(const Context& context, TrainArguments& arguments) {
    return arguments.examples.empty() ? trainHere(context, arguments) : trainExamples(context, arguments);
}

Result<EvaluateSpec> makeEvaluation(Project& project, const Context& context, const EvalArguments& arguments) {
    EvaluateSpec spec = arguments.spec;
    spec.commandLine = context.commandLine();
    if (arguments.limit > 0)
        spec.limit = arguments.limit;
    if (!arguments.run.empty()) {
        CAFTAN_TRY(run, findRun(project, arguments.run));
        spec.run = run.id;
        return spec;
    }
    if (arguments.model.empty() || arguments.data.empty())
        return fail("eval needs --run, or --model and --data.");
    CAFTAN_TRY(model, findModel(project, arguments.model));
    CAFTAN_TRY(dataset, findDataset(project, arguments.data));
    spec.model = model.id;
    spec.dataset = dataset.id;
    if (!arguments.cuts.empty()) {
        CAFTAN_TRY(sets, listCuts(project));
        for (const CutSet& cuts : sets)
            if (cuts.name == arguments.cuts)
                spec.cuts = cuts.id;
        if (!spec.cuts)
            return fail("there are no cuts named \"" + arguments.cuts +
                        "\": 'caftan-cli cuts list' lists those there are.");
    }
    return spec;
}

int evaluateHere(const Context& context, const EvalArguments& arguments) {
    auto project = context.open();
    if (!project)
        return reportError(project.error());
    const auto spec = makeEvaluation(*project, context, arguments);
    if (!spec)
        return reportError(spec.error());
    catchSignals();
    const auto result = evaluateModel(*project, *spec, [] { return JobContext::interrupted(); });
    if (!result) {
        reportError(result.error());
        return JobContext::interrupted() ? Interrupted : Failed;
    }
    const Json& json = *result;
    const std::string text = groupDigits(json["rows"].get<int64_t>()) + " " + spec->split + " questions, " +
                             spec->mode + ": accuracy " + percentText(json["accuracy"]) + " over valid answers, " +
                             percentText(json["accuracy_all"]) + " over all; " +
                             fixed(json["tokens_per_answer"].get<double>(), 1) + " tokens generated per answer, " +
                             percentText(json["thinks"]) + " think.\n" + bandText(json);
    return reportResult(context, json, text);
}

void addRecipeOptions(CLI::App* command, TrainArguments& arguments) {
    TrainSpec& spec = arguments.spec;
    command->add_option("--scoring", arguments.scoring, "Scoring whose entropies make the bands");
    command->add_option("--cuts", spec.cuts, "Name of saved cuts");
    command->add_option("--selection", spec.selection,
                        "A saved selection (data select): training questions outside it are left out");
    command->add_option("--recipe", spec.recipe, "What each band is trained on")->check(CLI::IsMember(recipeNames()));
    command->add_option("--band", arguments.bands,
                        "Other routing: easy=sft,middle=sft,hard=distill; skip leaves a band out");
    command->add_option("--model", arguments.model, "Model to train (default: the scoring's)");
    command->add_option("--from-run", arguments.startRun, "Start from this run's best weights (a branch)");
    command->add_option("--name", spec.name, "Name of the run (default: the recipe)");
    command->add_option("--schedule", spec.schedule, "SFT first and distillation then, or all in one")
        ->check(CLI::IsMember({"auto", "staged", "mixed"}));
    command->add_option("--epochs", arguments.epochs, "Epochs, or one number for each stage: 10,5");
    command->add_option("--teacher", spec.teacher, "Whose recorded reasoning (default: the first teacher's)");
    command->add_flag("--keep-wrong-teacher", arguments.keepWrong, "Keep questions that the teacher answered wrongly");
    command->add_option("--prompts", spec.prompts, "one: all answers under the reasoning prompt")
        ->check(CLI::IsMember({"auto", "one", "by-kind"}));
    command->add_option("--limit", arguments.limit, "At most so many questions of each band")
        ->check(CLI::PositiveNumber);
    command->add_option("--answer-token-budget", arguments.budget, "End after so many answer tokens")
        ->check(CLI::PositiveNumber);
    command->add_option("--seed", spec.seed, "Order of the questions, random choices, adapters");
}

void addOptimizerOptions(CLI::App* command, TrainArguments& arguments) {
    TrainSpec& spec = arguments.spec;
    command->add_option("--lr", spec.rate, "Learning rate")->check(CLI::PositiveNumber);
    command->add_option("--lora", arguments.lora, "Train an adapter of this rank")->check(CLI::Range(1, 4096));
    command->add_option("--lora-alpha", arguments.loraAlpha, "Its alpha (default: twice the rank)");
    command->add_option("--lora-dropout", arguments.loraDropout, "Its dropout (default 0.05)")
        ->check(CLI::Range(0.0, 0.99));
    command->add_option("--lora-targets", arguments.loraTargets, "Its linears: q_proj,v_proj (default: all seven)")
        ->delimiter(',');
    command->add_flag("--full", arguments.full, "Train all weights (default)");
    command->add_option("--batch-tokens", arguments.batchTokens, "Tokens of one optimiser step")
        ->check(CLI::PositiveNumber);
    command->add_option("--batch-sequences", spec.batchSequences, "Sequences of one optimiser step")
        ->check(CLI::PositiveNumber);
    command->add_option("--micro-tokens", spec.microTokens, "Tokens at once; the rest accumulates")
        ->check(CLI::PositiveNumber);
    command->add_option("--base-bits", spec.baseBits, "With --lora: the base in 8 or 4 bits (QLoRA)")
        ->check(CLI::IsMember({0, 4, 8}));
    command->add_option("--recompute", spec.recompute, "Compute activations again instead of keeping them")
        ->check(CLI::IsMember({"auto", "on", "off"}));
    command->add_option("--loss-mean", spec.lossMean, "Over what losses are averaged")
        ->check(CLI::IsMember({"token", "sequence", "batch"}));
    command->add_flag("--whole-sequence", spec.wholeSequence, "Loss on prompts too, for reproduction");
    command->add_option("--decay", spec.decay, "Of the learning rate")
        ->check(CLI::IsMember({"cosine", "linear", "constant"}));
    command->add_option("--warmup-steps", spec.warmupSteps, "Steps of linear warm-up");
    command->add_option("--warmup-share", spec.warmupShare, "The same as a share of all steps, where that is more")
        ->check(CLI::Range(0.0, 1.0));
    command->add_option("--floor", spec.rateFloor, "Share of the learning rate left at the end")
        ->check(CLI::Range(0.0, 1.0));
    command->add_option("--weight-decay", spec.weightDecay, "AdamW's decay");
    command->add_option("--beta1", spec.beta1, "AdamW's first beta");
    command->add_option("--beta2", spec.beta2, "AdamW's second beta");
    command->add_option("--clip", spec.clip, "Largest gradient norm; 0: none");
}

void addTrain(CLI::App& app, Context& context) {
    auto arguments = std::make_shared<TrainArguments>();
    CLI::App* command = app.add_subcommand("train", "Fine-tune: SFT, distillation, or a mix by band of entropy");
    // First of all options, so that what stands on the command line overrides the document.
    command
        ->add_option_function<std::string>(
            "--config",
            [arguments](const std::string& file) {
                TrainSpec spec;
                if (const Status read = readConfig(file, spec); !read)
                    throw CLI::ValidationError("--config", read.error().message);
                arguments->spec = spec;
            },
            "JSON document with the whole spec; options override it")
        ->trigger_on_parse();
    addRecipeOptions(command, *arguments);
    addOptimizerOptions(command, *arguments);
    TrainSpec& spec = arguments->spec;
    command->add_option("--evaluate", spec.evaluate, "How validation questions are answered")
        ->check(CLI::IsMember({"auto", "single", "generate", "both", "none"}));
    command->add_option("--evaluate-steps", spec.evaluateSteps,
                        "Validate every N steps too (default: after each epoch)");
    command->add_option("--evaluate-limit", arguments->evaluateLimit, "First K validation questions only")
        ->check(CLI::PositiveNumber);
    command->add_option("--max-new-tokens", spec.maxNewTokens, "Longest generated answer")->check(CLI::PositiveNumber);
    command->add_option("--checkpoint-steps", spec.checkpointSteps, "Checkpoint every N steps (default: every 60 s)");
    command->add_option("--checkpoint-seconds", spec.checkpointSeconds, "Checkpoint at least so often");
    command->add_flag("--keep-optimizer", spec.keepOptimizer, "Keep the optimiser's state when done, to train on");
    command->add_option("--examples", arguments->examples, "Train on {\"ids\", \"labels\"} lines as given, in order")
        ->check(CLI::ExistingFile);
    command->add_option("--steps", arguments->steps, "With --examples: at most so many steps")
        ->check(CLI::PositiveNumber);
    command->add_option("--save", arguments->save, "With --examples: folder for the weights");
    command->add_option("--save-gradients", arguments->gradients,
                        "With --examples: safetensors of the first step's gradients");
    command->add_option("--adapter", arguments->adapter, "With --examples: start from this PEFT adapter")
        ->check(CLI::ExistingDirectory);
    addEngineOptions(command, spec.dtype, spec.device, spec.threads);
    command->callback(
        [&context, arguments] { context.run = [&context, arguments] { return train(context, *arguments); }; });
}

void addEval(CLI::App& app, Context& context) {
    auto arguments = std::make_shared<EvalArguments>();
    CLI::App* command =
        app.add_subcommand("eval", "Accuracy of a run or model; the test part is recorded in the ledger");
    EvaluateSpec& spec = arguments->spec;
    command->add_option("--run", arguments->run, "Run");
    command->add_option("--checkpoint", spec.checkpoint, "best or last")->check(CLI::IsMember({"best", "last"}));
    command->add_option("--model", arguments->model, "Or: a model of the project");
    command->add_option("--data", arguments->data, "With --model: the data set");
    command->add_option("--cuts", arguments->cuts, "With --model: cuts for accuracy by band");
    command->add_option("--split", spec.split, "Which part")
        ->check(CLI::IsMember({"train", "validation", "test"}))
        ->capture_default_str();
    command->add_option("--mode", spec.mode, "One token, free generation, or generation made to reason first")
        ->check(CLI::IsMember({"single", "generate", "thinking"}))
        ->capture_default_str();
    command->add_option("--max-new-tokens", spec.maxNewTokens, "Longest generated answer")->check(CLI::PositiveNumber);
    command->add_option("--limit", arguments->limit, "First K questions only")->check(CLI::PositiveNumber);
    addEngineOptions(command, spec.engine.dtype, spec.engine.device, spec.engine.threads);
    command->callback(
        [&context, arguments] { context.run = [&context, arguments] { return evaluateHere(context, *arguments); }; });
}

} // namespace

void addTrainCommands(CLI::App& app, Context& context) {
    addTrain(app, context);
    addEval(app, context);
    addRunCommands(app, context);
}

} // namespace caftan::cli
