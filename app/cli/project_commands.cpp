// project: making one, and what is in it.
#include "app/cli/command.h"

#include "core/base/clock.h"
#include "core/base/text.h"
#include "core/jobs/job.h"
#include "core/store/datasets.h"
#include "core/store/runs.h"
#include "core/store/scorings.h"

#include <memory>

namespace caftan::cli {
namespace {

Json datasetsJson(const std::vector<Dataset>& datasets) {
    Json list = Json::array();
    for (const Dataset& dataset : datasets)
        list.push_back({{"id", dataset.id},
                        {"name", dataset.name},
                        {"task", dataset.task},
                        {"rows", dataset.questions},
                        {"train", dataset.train},
                        {"validation", dataset.validation},
                        {"test", dataset.test},
                        {"sealed", dataset.sealed},
                        {"openings", dataset.openings},
                        {"sha256", dataset.sha256},
                        {"created", isoTime(dataset.created)}});
    return list;
}

Json modelsJson(const std::vector<ModelRecord>& models) {
    Json list = Json::array();
    for (const ModelRecord& model : models)
        list.push_back({{"id", model.id},
                        {"name", model.name},
                        {"family", model.family},
                        {"path", model.path},
                        {"sha256", model.sha256},
                        {"created", isoTime(model.created)}});
    return list;
}

Json scoringsJson(const std::vector<Scoring>& scorings) {
    Json list = Json::array();
    for (const Scoring& scoring : scorings)
        list.push_back({{"id", scoring.id},
                        {"name", scoring.name},
                        {"dataset", scoring.dataset},
                        {"model", scoring.model ? Json(*scoring.model) : Json()},
                        {"prompt", scoring.prompt},
                        {"dtype", scoring.dtype},
                        {"state", scoring.state},
                        {"rows", scoring.rows},
                        {"created", isoTime(scoring.created)}});
    return list;
}

Json runsJson(const std::vector<RunRecord>& runs) {
    Json list = Json::array();
    for (const RunRecord& run : runs)
        list.push_back({{"id", run.id},
                        {"name", run.name},
                        {"recipe", run.recipe},
                        {"state", run.state},
                        {"created", isoTime(run.created)}});
    return list;
}

Result<Json> infoJson(Project& project) {
    CAFTAN_TRY(datasets, listDatasets(project));
    CAFTAN_TRY(models, listModels(project));
    CAFTAN_TRY(scorings, listScorings(project));
    CAFTAN_TRY(runs, listRuns(project));
    CAFTAN_TRY(jobs, listJobs(project));
    return Json{{"name", project.name()},
                {"uid", project.uid()},
                {"folder", std::filesystem::absolute(project.folder()).lexically_normal().string()},
                {"schema", Project::newestSchema()},
                {"datasets", datasetsJson(datasets)},
                {"models", modelsJson(models)},
                {"scorings", scoringsJson(scorings)},
                {"runs", runsJson(runs)},
                {"jobs", jobs.size()}};
}

std::string cell(const Json& value) {
    if (value.is_number_integer())
        return groupDigits(value.get<int64_t>());
    if (value.is_boolean())
        return value.get<bool>() ? "yes" : "no";
    return value.is_string() ? value.get<std::string>() : "-";
}

std::string listText(const char* title, const Json& list, const std::vector<const char*>& keys) {
    if (list.empty())
        return std::string("\nNo ") + title + " yet.\n";
    std::vector<std::vector<std::string>> rows(1, std::vector<std::string>(keys.begin(), keys.end()));
    for (const Json& entry : list) {
        auto& row = rows.emplace_back();
        for (const char* key : keys)
            row.push_back(cell(entry.at(key)));
    }
    std::string head = title;
    head[0] = char(head[0] - 'a' + 'A');
    return "\n" + head + "\n" + textTable(rows);
}

std::string infoText(const Json& info) {
    return "Project " + cell(info["name"]) + " (schema " + cell(info["schema"]) + ") in " + cell(info["folder"]) +
           "\n" +
           listText("data sets", info["datasets"],
                    {"id", "name", "rows", "train", "validation", "test", "sealed", "openings"}) +
           listText("models", info["models"], {"id", "name", "family", "path"}) +
           listText("scorings", info["scorings"], {"id", "name", "dataset", "model", "prompt", "state", "rows"}) +
           listText("runs", info["runs"], {"id", "name", "recipe", "state"});
}

int showInfo(const Context& context, Result<Project> project) {
    if (!project)
        return reportError(project.error());
    const auto info = infoJson(*project);
    return info ? reportResult(context, *info, infoText(*info)) : reportError(info.error());
}

} // namespace

void addProjectCommands(CLI::App& app, Context& context) {
    auto* project = app.add_subcommand("project", "Make a project, or show what is in it");
    project->require_subcommand(1);

    struct New {
        std::string folder, name;
    };
    auto options = std::make_shared<New>();
    auto* make = project->add_subcommand("new", "Make a project: a folder with project.caftan");
    make->add_option("DIR", options->folder, "Folder to make")->required();
    make->add_option("--name", options->name, "Name of the project (default: the folder's)");
    make->callback([&context, options] {
        context.run = [&context, options] {
            return showInfo(context, Project::create(options->folder, options->name));
        };
    });

    auto* info = project->add_subcommand("info", "Data sets, models, scorings and runs of the project");
    info->callback([&context] {
        context.run = [&context] { return showInfo(context, context.open(Project::Access::ReadOnly)); };
    });
}

} // namespace caftan::cli
