// score: single-token scoring of a data set.
#include "app/cli/command.h"

#include "core/base/files.h"
#include "core/base/text.h"
#include "core/engine/infer/score_plan.h"
#include "core/engine/scoring.h"
#include "core/jobs/job.h"
#include "core/jobs/specs.h"
#include "core/store/datasets.h"
#include "core/store/scorings.h"

#include <cstdio>
#include <memory>

namespace caftan::cli {
namespace {

constexpr std::string_view firstTeacher = "the first";

struct ScoreArguments {
    std::string data, model, prompt = "plain", exportFile, teacher;
    int64_t limit = 0;
    ScoreSpec spec;
    bool fresh = false;
};

// The model of the project with this name, or the one at this path, added when the project does not know it yet.
Result<ModelRecord> findOrAddModel(Project& project, const std::string& nameOrPath) {
    auto known = findModel(project, nameOrPath);
    std::error_code error;
    if (known || !std::filesystem::exists(nameOrPath, error))
        return known;
    const std::filesystem::path path = std::filesystem::absolute(nameOrPath).lexically_normal();
    CAFTAN_TRY(source, ModelSource::open(path));
    CAFTAN_TRY(digest, source->sha256());
    CAFTAN_TRY(models, listModels(project));
    for (const ModelRecord& model : models)
        if (model.sha256 == digest)
            return model;
    ModelRecord model;
    const std::filesystem::path named = path.has_filename() ? path : path.parent_path();
    model.name = source->isGguf() ? named.stem().string() : named.filename().string();
    model.path = path.string();
    model.family = source->config().family;
    model.sha256 = digest;
    model.config = {{"name", model.name},
                    {"family", model.family},
                    {"parameters", source->config().parameters},
                    {"vocabulary", source->config().vocabulary},
                    {"context", source->config().context}};
    CAFTAN_TRY(id, addModel(project, model));
    return findModel(project, std::to_string(id));
}

Result<ScoreSpec> makeSpec(Project& project, const ScoreArguments& arguments) {
    ScoreSpec spec = arguments.spec;
    CAFTAN_TRY(dataset, findDataset(project, arguments.data));
    CAFTAN_TRY(model, findOrAddModel(project, arguments.model));
    spec.dataset = dataset.id;
    spec.model = model.id;
    if (arguments.limit > 0)
        spec.limit = arguments.limit;
    spec.traces = arguments.teacher;
    if (spec.traces == firstTeacher) {
        CAFTAN_TRY(teachers, listTeachers(project, dataset.id));
        if (teachers.empty())
            return fail("the data set \"" + dataset.name +
                        "\" has no recorded reasoning: 'caftan-cli data traces FILE --data " + dataset.name +
                        " --teacher NAME' adds some.");
        spec.traces = teachers.front();
    }
    spec.prompt = arguments.prompt;
    std::error_code error;
    if (spec.prompt != "plain" && spec.prompt != "fallback" && std::filesystem::exists(spec.prompt, error)) {
        CAFTAN_TRY(content, readFile(spec.prompt));
        spec.promptTemplate = content;
        spec.prompt = std::filesystem::path(arguments.prompt).filename().string();
    }
    return spec;
}

// The latest job with the same spec.
Result<std::optional<JobRecord>> findJobOf(Project& project, const ScoreSpec& spec) {
    CAFTAN_TRY(jobs, listJobs(project));
    std::optional<JobRecord> found;
    for (const JobRecord& job : jobs) {
        if (job.kind != "score")
            continue;
        const auto other = scoreSpecFromJson(job.spec);
        if (other && toJson(*other) == toJson(spec))
            found = job;
    }
    return found;
}

std::string scoringText(const Json& result) {
    std::string text = "Scoring " + dumpJson(result["scoring"]) + ": " + groupDigits(result.value("rows", int64_t(0))) +
                       " questions scored, " + groupDigits(result.value("valid", int64_t(0))) + " valid answers.\n";
    text += "Accuracy " + percentText(result.value("accuracy", Json()), 2) + " over valid answers, " +
            percentText(result.value("accuracy_all", Json()), 2) + " over all; AUC of entropy against wrong " +
            figureText(result.value("auc", Json()), 4) + " (" + figureText(result.value("auc_low", Json()), 4) +
            " to " + figureText(result.value("auc_high", Json()), 4) + ").\n";
    text += groupDigits(result.value("tokens", int64_t(0))) + " tokens in " +
            figureText(result.value("seconds", Json()), 1) +
            " s: " + figureText(result.value("tokens_per_s", Json()), 0) + " tokens/s.\n";
    for (const Json& warning : result.value("warnings", Json::array()))
        text += "Note: " + warning.get<std::string>() + "\n";
    return text;
}

int exportPrompts(const Context& context, Project& project, const ScoreArguments& arguments, const ScoreSpec& spec) {
    const auto plan = planScoring(project, spec);
    if (!plan)
        return reportError(plan.error());
    if (const Status written = writeFile(arguments.exportFile, promptLines(*plan)); !written)
        return reportError(written.error());
    std::string text = "Wrote " + groupDigits(int64_t(plan->questions.size())) + " prompts (" +
                       groupDigits(plan->tokens) + " tokens) to " + arguments.exportFile + ".\n";
    for (const std::string& warning : plan->warnings)
        text += "Note: " + warning + "\n";
    return reportResult(context,
                        {{"rows", plan->questions.size()},
                         {"tokens", plan->tokens},
                         {"prompt_sha256", plan->promptSha256},
                         {"skipped", plan->skipped},
                         {"warnings", plan->warnings}},
                        text);
}

// Runs the job of this spec: a new one, or the one that was begun; a finished one is only shown.
int score(const Context& context, const ScoreArguments& arguments) {
    auto project = context.open();
    if (!project)
        return reportError(project.error());
    const auto spec = makeSpec(*project, arguments);
    if (!spec)
        return reportError(spec.error());
    if (!arguments.exportFile.empty())
        return exportPrompts(context, *project, arguments, *spec);
    const auto begun = findJobOf(*project, *spec);
    if (!begun)
        return reportError(begun.error());
    if (*begun && !arguments.fresh) {
        const JobRecord& job = **begun;
        const auto state = liveState(*project, job);
        if (!state)
            return reportError(state.error());
        if (*state == "done") {
            std::fprintf(stderr, "caftan-cli: scored already, this is the stored result; --fresh scores anew.\n");
            return reportResult(context, job.result, scoringText(job.result));
        }
        if (*state == "running")
            return reportError({"job " + std::to_string(job.id) +
                                " is scoring this right now. Wait for it, or stop it with "
                                "'caftan-cli job stop " +
                                std::to_string(job.id) + "'."});
        if (const Status queued = requeueJob(*project, job.id); !queued)
            return reportError(queued.error());
        return runAndReport(context, *project, job.id, scoringText);
    }
    JobRecord job;
    job.kind = "score";
    job.spec = toJson(*spec);
    job.commandLine = context.commandLine();
    const auto id = addJob(*project, job);
    return id ? runAndReport(context, *project, *id, scoringText) : reportError(id.error());
}

void addScore(CLI::App& app, Context& context) {
    auto arguments = std::make_shared<ScoreArguments>();
    CLI::App* command =
        app.add_subcommand("score", "Let a model answer every question with one token; run again to resume");
    command->add_option("--data", arguments->data, "Data set")->required();
    command->add_option("--model", arguments->model, "Model: a name of the project, or a path")->required();
    command
        ->add_option("--prompt", arguments->prompt,
                     "plain, fallback (\"0 if unsure\"), or a JSON file {\"system\", \"user\"}")
        ->capture_default_str();
    command->add_option("--limit", arguments->limit, "Only the first K questions")->check(CLI::PositiveNumber);
    command->add_option("--split", arguments->spec.split, "Only this part; test is written to the ledger once sealed")
        ->check(CLI::IsMember({"train", "validation", "test"}));
    command->add_option("--batch-tokens", arguments->spec.batchTokens, "Tokens of one batch")
        ->check(CLI::Range(1, 1 << 24))
        ->capture_default_str();
    command->add_flag("--ifd", arguments->spec.ifd,
                      "Also NLL(key | question) / NLL(key), the instruction-following difficulty: reads the key");
    command
        ->add_option(
            "--traces", arguments->teacher,
            "Also what recorded reasoning costs the model, token by token: entropies and NLL of this teacher's "
            "(without a name: the first teacher's)")
        ->expected(0, 1)
        ->default_str(std::string(firstTeacher));
    command->add_flag("--fresh", arguments->fresh, "Begin anew instead of resuming or showing an equal scoring");
    command->add_option("--export-prompts", arguments->exportFile, "Write the exact token ids here and score nothing");
    addEngineOptions(command, arguments->spec.dtype, arguments->spec.device, arguments->spec.threads);
    command->callback(
        [&context, arguments] { context.run = [&context, arguments] { return score(context, *arguments); }; });
}

} // namespace

void addEngineCommands(CLI::App& app, Context& context) {
    addScore(app, context);
}

} // namespace caftan::cli
