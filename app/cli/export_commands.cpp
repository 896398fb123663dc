// export: what a run trained, as a PEFT adapter, a Hugging Face folder or a GGUF file.
#include "app/cli/command.h"

#include "core/base/text.h"
#include "core/engine/export.h"
#include "core/engine/training.h"
#include "core/jobs/model_files.h"

#include <memory>

namespace caftan::cli {
namespace {

struct ExportArguments {
    std::string run, checkpoint = "best", out, type, chatFormat;
    int64_t shardMegabytes = 5000;
    bool force = false;
};

Result<ExportRequest> exportRequest(const Context& context, ExportKind kind, const ExportArguments& arguments) {
    CAFTAN_TRY(project, context.open(Project::Access::ReadOnly));
    CAFTAN_TRY(run, findRun(project, arguments.run));
    if (!run.model)
        return fail("run " + std::to_string(run.id) + " does not say which model it started from.");
    CAFTAN_TRY(record, findModel(project, std::to_string(*run.model)));
    CAFTAN_TRY(base, locateModel(project, record));
    CAFTAN_TRY(checkpoint, runCheckpoint(project, run, arguments.checkpoint));
    ExportRequest request;
    request.kind = kind;
    request.base = base;
    request.checkpoint = checkpoint;
    request.out = arguments.out;
    if (!arguments.type.empty())
        request.type = arguments.type;
    request.shardBytes = arguments.shardMegabytes * 1'000'000;
    request.force = arguments.force;
    if (record.config.is_object() && record.config.contains("chat_format") && record.config["chat_format"].is_string())
        request.chatFormat = record.config["chat_format"].get<std::string>();
    request.name = record.name + (run.name.empty() ? "" : " " + run.name);
    request.origin = {{"made_by", std::string("Caftan ") + CAFTAN_VERSION},
                      {"run", run.uid},
                      {"run_name", run.name},
                      {"recipe", run.recipe},
                      {"seed", run.seed},
                      {"checkpoint", arguments.checkpoint},
                      {"base", record.name},
                      {"base_family", record.family},
                      {"base_sha256", record.sha256}};
    return request;
}

int exportRun(const Context& context, ExportKind kind, const ExportArguments& arguments) {
    const auto request = exportRequest(context, kind, arguments);
    if (!request)
        return reportError(request.error());
    const auto summary = exportModel(*request);
    if (!summary)
        return reportError(summary.error());
    const std::string path = std::filesystem::absolute(arguments.out).lexically_normal().string();
    Json json = {{"path", path},
                 {"kind", kind == ExportKind::Adapter  ? "adapter"
                          : kind == ExportKind::Merged ? "merged"
                                                       : "gguf"},
                 {"run", arguments.run},
                 {"checkpoint", arguments.checkpoint},
                 {"family", summary->family},
                 {"parameters", summary->parameters},
                 {"files", summary->files},
                 {"bytes", summary->bytes}};
    std::string text = "Wrote " + path + ": " + groupDigits(summary->files) +
                       (summary->files == 1 ? " file, " : " files, ") + fixed(double(summary->bytes) / 1e6, 1) +
                       " MB.\n";
    if (!summary->notice.empty()) {
        json["notice"] = summary->notice;
        text += "Note: " + summary->notice + "\n";
    }
    if (kind == ExportKind::Adapter)
        text += "Load it with PEFT on its base model, or with 'caftan-cli logits --adapter'.\n";
    else
        text += "'caftan-cli model add' takes it into a project.\n";
    return reportResult(context, json, text);
}

void addExport(CLI::App& group, Context& context, ExportKind kind, const char* name, const char* help) {
    auto arguments = std::make_shared<ExportArguments>();
    CLI::App* command = group.add_subcommand(name, help);
    command->add_option("--run", arguments->run, "Run: number or name")->required();
    command->add_option("--checkpoint", arguments->checkpoint, "Which of its checkpoints")
        ->check(CLI::IsMember({"best", "last"}))
        ->capture_default_str();
    command->add_option("--out", arguments->out, kind == ExportKind::Gguf ? "File to write" : "Folder to write")
        ->required();
    if (kind == ExportKind::Merged) {
        command->add_option("--type", arguments->type, "Type of the weights (default: float32)")
            ->check(CLI::IsMember({"float32", "bfloat16"}));
        command->add_option("--shard-mb", arguments->shardMegabytes, "Largest file, in megabytes")
            ->check(CLI::Range(1, 1 << 30))
            ->capture_default_str();
    }
    if (kind == ExportKind::Gguf)
        command->add_option("--type", arguments->type, "Type of the matrices (default: float32)")
            ->check(CLI::IsMember({"float32", "float16", "bfloat16", "q8_0"}));
    command->add_flag("--force", arguments->force, "Replace an export that is there already");
    command->callback([&context, arguments, kind] {
        context.run = [&context, arguments, kind] { return exportRun(context, kind, *arguments); };
    });
}

} // namespace

void addExportCommands(CLI::App& app, Context& context) {
    auto* group = app.add_subcommand("export", "What a run trained, in the files of others");
    group->require_subcommand(1);
    addExport(*group, context, ExportKind::Adapter, "adapter", "PEFT folder of a LoRA run");
    addExport(*group, context, ExportKind::Merged, "merged", "Hugging Face folder with everything in the weights");
    addExport(*group, context, ExportKind::Gguf, "gguf", "GGUF file for llama.cpp");
}

} // namespace caftan::cli
