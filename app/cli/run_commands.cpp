// runs, metrics: what was trained, how it went, and what it shows beside other runs.
#include "app/cli/command.h"

#include "core/base/clock.h"
#include "core/base/files.h"
#include "core/base/text.h"
#include "core/jobs/run_removal.h"
#include "core/report/comparison.h"
#include "core/report/html_report.h"
#include "core/store/runs.h"

#include <algorithm>
#include <cmath>
#include <memory>

namespace caftan::cli {
namespace {

struct RunArguments {
    std::string run, name, split = "validation";
    std::vector<std::string> runs;
    std::string text;
    bool yes = false;
};

Json value(const Json& object, const char* key) {
    return object.is_object() && object.contains(key) ? object[key] : Json();
}

Json runJson(const RunRecord& run) {
    Json json = {{"run", run.id},
                 {"uid", run.uid},
                 {"name", run.name},
                 {"recipe", run.recipe},
                 {"state", run.state},
                 {"seed", run.seed},
                 {"created", isoTime(run.created)},
                 {"attempt", run.attempt},
                 {"tags", run.tags},
                 {"notes", run.notes},
                 {"pinned", run.pinned}};
    for (const char* key : {"steps", "tokens", "train_answer_tokens", "train_answer_tokens_seen", "seconds", "loss",
                            "accuracy", "best_epoch", "accuracy_last", "mode"})
        json[key] = value(run.result, key);
    return json;
}

std::string listText(const Json& runs) {
    if (runs.empty())
        return "No runs yet: 'caftan-cli train' starts one.\n";
    std::vector<std::vector<std::string>> rows = {
        {"run", "name", "recipe", "state", "accuracy", "best epoch", "answer tokens", "seen", "seconds"}};
    for (const Json& run : runs)
        rows.push_back({countText(run["run"]), run["name"], run["recipe"], run["state"], percentText(run["accuracy"]),
                        run["best_epoch"].is_number() ? fixed(run["best_epoch"].get<double>(), 1) : "-",
                        countText(run["train_answer_tokens"]), countText(run["train_answer_tokens_seen"]),
                        run["seconds"].is_number() ? fixed(run["seconds"].get<double>(), 1) : "-"});
    return textTable(rows);
}

Result<Json> evaluationsJson(Project& project, int64_t run) {
    CAFTAN_TRY(evaluations, listEvaluations(project, run));
    Json list = Json::array();
    for (const Evaluation& evaluation : evaluations) {
        Json row = {{"evaluation", evaluation.id}, {"split", evaluation.split},
                    {"mode", evaluation.mode},     {"step", evaluation.step},
                    {"epoch", evaluation.epoch},   {"created", isoTime(evaluation.created)}};
        row.update(evaluation.result);
        list.push_back(std::move(row));
    }
    return list;
}

Result<Json> showJson(Project& project, const std::string& name) {
    CAFTAN_TRY(run, findRun(project, name));
    CAFTAN_TRY(evaluations, evaluationsJson(project, run.id));
    Json json = runJson(run);
    json["command"] = run.commandLine;
    json["config"] = run.config;
    json["result"] = run.result;
    json["evaluations"] = evaluations;
    return json;
}

Result<Json> compareJson(Project& project, const RunArguments& arguments) {
    CAFTAN_TRY(catalog, readRunCatalog(project));
    std::vector<size_t> runs;
    for (const std::string& name : arguments.runs) {
        CAFTAN_TRY(run, findRun(project, name));
        const size_t index = *catalog.find(run.id);
        if (!catalog.runs[index].on(arguments.split))
            return fail("run " + std::to_string(run.id) + " has no " + arguments.split + " evaluation" +
                        (arguments.split == "test"
                             ? ": 'caftan-cli eval --run " + std::to_string(run.id) + " --split test' makes one."
                             : " yet."));
        if (std::find(runs.begin(), runs.end(), index) == runs.end())
            runs.push_back(index);
    }
    JudgementCache cache;
    CAFTAN_TRY(comparison, compareRuns(project, catalog, runs, arguments.split, cache));
    return comparisonJson(project, catalog, comparison, cache);
}

std::string shareInterval(const Json& json) {
    return intervalText(json["accuracy_all"], json["low"], json["high"], false);
}

std::string tokenText(const Json& tokens, const char* key, int decimals = 0) {
    const Json& value = tokens[key];
    return !value.is_number() ? "-"
           : decimals         ? fixed(value.get<double>(), decimals)
                              : groupDigits(std::llround(value.get<double>()));
}

std::string recipesText(const Json& json) {
    std::vector<std::vector<std::string>> rows = {{"recipe", "seeds", "accuracy %", "answer tokens", "times epochs",
                                                   "with prompts", "from the teacher", "per answer"}};
    std::string sentences;
    for (const Json& recipe : json["recipes"]) {
        const Json& tokens = recipe["tokens"];
        const bool base = recipe["label"] == json["baseline"];
        rows.push_back({recipe["label"].get<std::string>() + (base ? " (baseline)" : ""),
                        std::to_string(recipe["seeds"].size()), shareInterval(recipe), tokenText(tokens, "unique"),
                        tokenText(tokens, "seen"), tokenText(tokens, "with_prompts"),
                        tokenText(tokens, "bought_from_teacher"), tokenText(tokens, "written_per_answer", 1)});
        if (recipe["to_baseline"].is_object())
            sentences +=
                recipe["label"].get<std::string>() + ": " + recipe["to_baseline"]["sentence"].get<std::string>() + "\n";
    }
    return textTable(rows) + (sentences.empty() ? "" : "\nAgainst " + json["baseline"].get<std::string>() + ":\n") +
           sentences;
}

std::string bandsText(const Json& json) {
    std::vector<std::vector<std::string>> rows = {{"recipe", "band", "rows", "won", "lost", "difference", "p"}};
    for (const Json& recipe : json["recipes"])
        for (const Json& band : recipe["to_baseline"].is_object() ? recipe["to_baseline"]["by_band"] : Json::array())
            rows.push_back({recipe["label"], band["band"], countText(band["rows"]), countText(band["won"]),
                            countText(band["lost"]), intervalText(band["difference"], band["low"], band["high"], true),
                            band["p_holm"].is_number() ? pText(band["p_holm"]) : "one seed"});
    return rows.size() < 2 ? std::string() : "\nWon and lost by band (p: Holm over all bands)\n" + textTable(rows);
}

std::string pairsText(const Json& json) {
    std::vector<std::vector<std::string>> rows = {{"a", "b", "won", "lost", "difference", "p", "Holm"}};
    for (const Json& pair : json["pairs"])
        rows.push_back({countText(pair["a"]), countText(pair["b"]), countText(pair["won"]), countText(pair["lost"]),
                        intervalText(pair["difference"], pair["low"], pair["high"], true), figureText(pair["p"], 4),
                        figureText(pair["p_holm"], 4)});
    return "\nRun by run, McNemar's exact test\n" + textTable(rows);
}

std::string compareText(const Json& json) {
    std::vector<std::vector<std::string>> settings = {{"key", "values"}};
    for (const auto& [key, values] : json["differences"].items())
        settings.push_back({key, dumpJson(values)});
    constexpr size_t fewRuns = 8; // more pairs than people read: --json has them
    return "Questions of the " + json["split"].get<std::string>() + " part\n\n" + recipesText(json) + bandsText(json) +
           (json["runs"].size() <= fewRuns ? pairsText(json) : std::string()) + "\nDifferent settings\n" +
           textTable(settings);
}

Result<Json> metricsJson(Project& project, const RunArguments& arguments) {
    CAFTAN_TRY(run, findRun(project, arguments.run));
    CAFTAN_TRY(points, loadMetrics(project, run.id, arguments.name));
    Json list = Json::array();
    for (const MetricPoint& point : points)
        list.push_back({{"name", point.name},
                        {"step", point.step},
                        {"epoch", point.epoch},
                        {"tokens", point.tokens},
                        {"seconds", point.seconds},
                        {"value", point.value}});
    return list;
}

std::string metricsText(const Json& points) {
    std::vector<std::vector<std::string>> rows = {{"name", "step", "epoch", "tokens", "seconds", "value"}};
    for (const Json& point : points)
        rows.push_back({point["name"], countText(point["step"]), fixed(point["epoch"].get<double>(), 2),
                        countText(point["tokens"]), fixed(point["seconds"].get<double>(), 1),
                        dumpJson(point["value"])});
    return textTable(rows);
}

int show(const Context& context, const std::function<Result<Json>(Project&)>& make,
         const std::function<std::string(const Json&)>& text) {
    auto project = context.open(Project::Access::ReadOnly);
    if (!project)
        return reportError(project.error());
    const auto json = make(*project);
    return json ? reportResult(context, *json, text(*json)) : reportError(json.error());
}

// Changes one run and prints it.
int change(const Context& context, const std::string& name,
           const std::function<Status(Project&, const RunRecord&)>& work) {
    auto project = context.open();
    if (!project)
        return reportError(project.error());
    const auto run = findRun(*project, name);
    if (!run)
        return reportError(run.error());
    if (const Status changed = work(*project, *run); !changed)
        return reportError(changed.error());
    const auto after = loadRun(*project, run->id);
    return after ? reportResult(context, runJson(*after), listText(Json::array({runJson(*after)})))
                 : reportError(after.error());
}

// The finished runs among those named (none named: all), in their order.
Result<std::vector<size_t>> reportedRuns(Project& project, const RunCatalog& catalog,
                                         const std::vector<std::string>& names, const std::string& split) {
    std::vector<size_t> runs;
    for (const std::string& name : names) {
        CAFTAN_TRY(run, findRun(project, name));
        runs.push_back(*catalog.find(run.id));
    }
    if (names.empty())
        for (const size_t run : allRuns(catalog))
            if (catalog.runs[run].state == "done" && catalog.runs[run].on(split))
                runs.push_back(run);
    return runs;
}

int writeReport(const Context& context, const RunArguments& arguments, bool methods) {
    auto project = context.open(Project::Access::ReadOnly);
    if (!project)
        return reportError(project.error());
    const auto parts = [&]() -> Result<ReportParts> {
        CAFTAN_TRY(catalog, readRunCatalog(*project));
        CAFTAN_TRY(runs, reportedRuns(*project, catalog, arguments.runs, arguments.split));
        JudgementCache cache;
        return reportParts(*project, catalog, runs, arguments.split, cache);
    }();
    if (!parts)
        return reportError(parts.error());
    if (methods)
        return reportResult(context, {{"methods", parts->document["methods"]}}, parts->document["methods"]);
    const std::string html = reportHtml(*parts);
    if (const Status written = writeFile(arguments.text, html); !written)
        return reportError(written.error());
    return reportResult(context, {{"file", arguments.text}, {"bytes", html.size()}},
                        arguments.text + " written: one file that any browser opens, also without a network.\n");
}

int removeOne(const Context& context, const RunArguments& arguments) {
    auto project = context.open();
    if (!project)
        return reportError(project.error());
    const auto run = findRun(*project, arguments.run);
    if (!run)
        return reportError(run.error());
    const auto removal = arguments.yes ? removeRun(*project, run->id) : planRunRemoval(*project, run->id);
    if (!removal)
        return reportError(removal.error());
    const std::string what = "run " + std::to_string(run->id) + " (" + removal->name + ") with " +
                             std::to_string(removal->evaluations) + " evaluations and " +
                             fixed(double(removal->bytes) / 1e6, 1) + " MB of files";
    if (!arguments.yes)
        return reportError({"nothing was deleted: add --yes to delete " + what + " for good."});
    return reportResult(context, {{"run", run->id}, {"deleted", true}, {"bytes", removal->bytes}},
                        "Deleted " + what + ".\n");
}

// tag, note, pin, unpin, rename, delete
void addEditCommands(CLI::App* runs, Context& context, const std::shared_ptr<RunArguments>& arguments) {
    const auto add = [&](const char* name, const char* about, const char* textOption, const char* textAbout,
                         std::function<Status(Project&, const RunRecord&)> work) {
        auto* command = runs->add_subcommand(name, about);
        command->add_option("R", arguments->run, "Run: number or name")->required();
        if (textOption)
            command->add_option(textOption, arguments->text, textAbout)->required();
        command->callback([&context, arguments, work = std::move(work)] {
            context.run = [&context, arguments, work] { return change(context, arguments->run, work); };
        });
    };
    add("tag", "Set the tags of a run", "TAGS", "Words, separated by commas; \"\" for none",
        [arguments](Project& project, const RunRecord& run) {
            return updateRunNotes(project, run.id, arguments->text, run.notes);
        });
    add("note", "Set the notes of a run", "TEXT", "Any text; \"\" for none",
        [arguments](Project& project, const RunRecord& run) {
            return updateRunNotes(project, run.id, run.tags, arguments->text);
        });
    add("rename", "Give a run another name", "NAME", "The new name",
        [arguments](Project& project, const RunRecord& run) { return renameRun(project, run.id, arguments->text); });
    add("pin", "Make a run the baseline of comparisons", nullptr, nullptr,
        [](Project& project, const RunRecord& run) { return pinRun(project, run.id); });
    add("unpin", "Let go of the baseline", nullptr, nullptr,
        [](Project& project, const RunRecord& run) { return run.pinned ? pinRun(project, std::nullopt) : Status(); });
    auto* remove = runs->add_subcommand("delete", "Delete a run with its answers, curves and checkpoints");
    remove->add_option("R", arguments->run, "Run: number or name")->required();
    remove->add_flag("--yes", arguments->yes, "Really; without it nothing is deleted");
    remove->callback(
        [&context, arguments] { context.run = [&context, arguments] { return removeOne(context, *arguments); }; });
}

} // namespace

void addRunCommands(CLI::App& app, Context& context) {
    auto arguments = std::make_shared<RunArguments>();
    auto* runs = app.add_subcommand("runs", "Training runs: list, show, compare");
    runs->require_subcommand(1);

    runs->add_subcommand("list", "Every run with its state and accuracy")->callback([&context] {
        context.run = [&context] {
            return show(
                context,
                [](Project& project) -> Result<Json> {
                    CAFTAN_TRY(records, listRuns(project));
                    Json list = Json::array();
                    for (const RunRecord& run : records)
                        list.push_back(runJson(run));
                    return Json{{"runs", list}};
                },
                [](const Json& json) { return listText(json["runs"]); });
        };
    });

    auto* one = runs->add_subcommand("show", "Everything about one run");
    one->add_option("R", arguments->run, "Run: number or name")->required();
    one->callback([&context, arguments] {
        context.run = [&context, arguments] {
            return show(
                context, [&](Project& project) { return showJson(project, arguments->run); },
                [](const Json& json) { return dumpJson(json, 2) + "\n"; });
        };
    });

    auto* compare = runs->add_subcommand(
        "compare",
        "Recipes over their seeds, differences with intervals, questions won and lost by band, differing settings");
    compare->add_option("RUNS", arguments->runs, "Two or more runs")->required()->expected(2, 300);
    compare->add_option("--split", arguments->split, "On which part")
        ->check(CLI::IsMember({"validation", "test"}))
        ->capture_default_str();
    compare->callback([&context, arguments] {
        context.run = [&context, arguments] {
            return show(context, [&](Project& project) { return compareJson(project, *arguments); }, compareText);
        };
    });

    for (const bool methods : {false, true}) {
        auto* report = runs->add_subcommand(methods ? "methods" : "report",
                                            methods ? "The paragraph for a paper, from what the runs stored"
                                                    : "Comparison of runs as one HTML file that works offline");
        report->add_option("RUNS", arguments->runs, "Runs, the baseline first (default: every finished one)");
        if (!methods)
            report->add_option("--out", arguments->text, "File to write")->required();
        report->add_option("--split", arguments->split, "On which part")
            ->check(CLI::IsMember({"validation", "test"}))
            ->capture_default_str();
        report->callback([&context, arguments, methods] {
            context.run = [&context, arguments, methods] { return writeReport(context, *arguments, methods); };
        });
    }
    addEditCommands(runs, context, arguments);
    addRunScoringCommand(*runs, context);

    auto* metrics = app.add_subcommand("metrics", "Every recorded point of a run");
    metrics->add_option("R", arguments->run, "Run: number or name")->required();
    metrics->add_option("--name", arguments->name, "One metric, for example train/loss");
    metrics->callback([&context, arguments] {
        context.run = [&context, arguments] {
            return show(context, [&](Project& project) { return metricsJson(project, *arguments); }, metricsText);
        };
    });
}

} // namespace caftan::cli
