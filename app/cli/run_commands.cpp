// runs, metrics: what was trained and how it went.
#include "app/cli/command.h"

#include "core/analysis/compare.h"
#include "core/base/clock.h"
#include "core/base/text.h"
#include "core/store/runs.h"

#include <map>
#include <memory>
#include <set>

namespace caftan::cli {
namespace {

struct RunArguments {
    std::string run, name, split = "validation";
    std::vector<std::string> runs;
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
                 {"attempt", run.attempt}};
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

// Right or wrong by question, of the last evaluation of the part in the run's primary mode.
using Answers = std::map<int64_t, bool>;
Result<Answers> answersOf(Project& project, const RunRecord& run, const std::string& split) {
    CAFTAN_TRY(evaluations, listEvaluations(project, run.id));
    const Json mode = value(run.config, "primary_mode");
    const Evaluation* chosen = nullptr;
    for (const Evaluation& evaluation : evaluations)
        if (evaluation.split == split &&
            (split == "test" || !mode.is_string() || evaluation.mode == mode.get<std::string>()))
            chosen = &evaluation;
    if (!chosen)
        return fail("run " + std::to_string(run.id) + " has no " + split + " evaluation" +
                    (split == "test"
                         ? ": 'caftan-cli eval --run " + std::to_string(run.id) + " --split test' makes one."
                         : " yet."));
    CAFTAN_TRY(answers, loadAnswers(project, chosen->id));
    Answers result;
    for (const Answer& answer : answers)
        result[answer.question] = answer.right;
    return result;
}

Json pairJson(const RunRecord& a, const RunRecord& b, const Answers& ofA, const Answers& ofB) {
    std::vector<uint8_t> rightA, rightB;
    for (const auto& [question, right] : ofA)
        if (const auto other = ofB.find(question); other != ofB.end()) {
            rightA.push_back(right);
            rightB.push_back(other->second);
        }
    const PairedComparison pair = comparePaired(rightA, rightB);
    return {{"a", a.id},       {"b", b.id},         {"rows", pair.rows},
            {"won", pair.won}, {"lost", pair.lost}, {"difference", pair.difference},
            {"low", pair.low}, {"high", pair.high}, {"p", pair.p}};
}

// Keys of the specs that are not the same in every run.
Json differences(const std::vector<RunRecord>& runs) {
    std::set<std::string> keys;
    for (const RunRecord& run : runs) {
        const Json spec = value(run.config, "spec"); // items() does not keep it alive
        for (const auto& [key, unused] : spec.items())
            keys.insert(key);
    }
    Json result = Json::object();
    for (const std::string& key : keys) {
        Json values = Json::object();
        bool same = true;
        for (const RunRecord& run : runs) {
            values[std::to_string(run.id)] = value(value(run.config, "spec"), key.c_str());
            same = same && values[std::to_string(run.id)] == values.front();
        }
        if (!same)
            result[key] = values;
    }
    return result;
}

Result<Json> compareJson(Project& project, const RunArguments& arguments) {
    std::vector<RunRecord> runs;
    std::vector<Answers> answers;
    Json list = Json::array(), pairs = Json::array();
    for (const std::string& name : arguments.runs) {
        CAFTAN_TRY(run, findRun(project, name));
        CAFTAN_TRY(judged, answersOf(project, run, arguments.split));
        list.push_back(runJson(run));
        runs.push_back(run);
        answers.push_back(judged);
    }
    for (size_t a = 0; a < runs.size(); ++a)
        for (size_t b = a + 1; b < runs.size(); ++b)
            pairs.push_back(pairJson(runs[a], runs[b], answers[a], answers[b]));
    return Json{{"split", arguments.split}, {"runs", list}, {"pairs", pairs}, {"differences", differences(runs)}};
}

std::string compareText(const Json& json) {
    std::string text = listText(json["runs"]) + "\nQuestions of the " + json["split"].get<std::string>() + " part:\n";
    std::vector<std::vector<std::string>> rows = {{"a", "b", "won", "lost", "difference", "95 %", "p"}};
    const auto points = [](const Json& share) { return fixed(share.get<double>() * 100, 1); };
    for (const Json& pair : json["pairs"])
        rows.push_back({countText(pair["a"]), countText(pair["b"]), countText(pair["won"]), countText(pair["lost"]),
                        points(pair["difference"]), "[" + points(pair["low"]) + ", " + points(pair["high"]) + "]",
                        fixed(pair["p"].get<double>(), 4)});
    text += textTable(rows) + "\nDifferent settings\n";
    std::vector<std::vector<std::string>> settings = {{"key", "values"}};
    for (const auto& [key, values] : json["differences"].items())
        settings.push_back({key, dumpJson(values)});
    return text + textTable(settings) +
           "McNemar's exact test compares these runs on these questions; with one seed it says nothing "
           "about the recipe.\n";
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

    auto* compare = runs->add_subcommand("compare", "Questions won and lost, McNemar's p, differing settings");
    compare->add_option("RUNS", arguments->runs, "Two or more runs")->required()->expected(2, 50);
    compare->add_option("--split", arguments->split, "On which part")
        ->check(CLI::IsMember({"validation", "test"}))
        ->capture_default_str();
    compare->callback([&context, arguments] {
        context.run = [&context, arguments] {
            return show(context, [&](Project& project) { return compareJson(project, *arguments); }, compareText);
        };
    });

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
