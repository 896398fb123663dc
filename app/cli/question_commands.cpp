// runs scoring: a run's answers as a scoring; data question: one question with everything that answered it.
#include "app/cli/command.h"

#include "core/base/text.h"
#include "core/jobs/sent_prompt.h"
#include "core/store/answer_details.h"
#include "core/store/datasets.h"
#include "core/store/metrics.h"
#include "core/store/question_search.h"
#include "core/store/run_scoring.h"
#include "core/store/runs.h"
#include "core/store/scored_rows.h"
#include "core/store/scorings.h"

#include <cmath>
#include <memory>

namespace caftan::cli {
namespace {

struct ScoringArguments {
    std::string run, split = "validation", mode;
    int64_t evaluation = 0;
};

struct QuestionArguments {
    std::string data, id;
    int64_t scoring = 0;
};

Json numberOrNull(double value) {
    return std::isnan(value) ? Json() : Json(value);
}

Result<Json> makeScoring(Project& project, const ScoringArguments& arguments, const std::string& ledgerText) {
    int64_t evaluation = arguments.evaluation;
    if (evaluation == 0) {
        if (arguments.run.empty())
            return fail("name a run, or an evaluation with --evaluation: 'caftan-cli runs show R' lists them.");
        CAFTAN_TRY(run, findRun(project, arguments.run));
        CAFTAN_TRY(found, lastEvaluation(project, run.id, arguments.split, arguments.mode));
        evaluation = found;
    }
    CAFTAN_TRY(id, scoringOfEvaluation(project, evaluation));
    CAFTAN_TRY(scoring, findScoring(project, id));
    CAFTAN_TRY(dataset, findDataset(project, std::to_string(scoring.dataset)));
    if (dataset.sealed && scoring.spec.value("split", "") == "test")
        CAFTAN_CHECK(openTest(project, dataset.id, ledgerText));
    CAFTAN_TRY(metrics, listMetrics(project, id));
    Json names = Json::array();
    for (const MetricInfo& metric : metrics)
        names.push_back({{"name", metric.name}, {"reads_key", metric.readsKey}});
    return Json{{"scoring", id},
                {"name", scoring.name},
                {"evaluation", evaluation},
                {"rows", scoring.rows},
                {"metrics", std::move(names)}};
}

std::string runScoringText(const Json& json) {
    std::string metrics, reading;
    for (const Json& metric : json["metrics"]) {
        std::string& list = metric["reads_key"].get<bool>() ? reading : metrics;
        list += (list.empty() ? "" : ", ") + metric["name"].get<std::string>();
    }
    return "Scoring " + countText(json["scoring"]) + " (" + json["name"].get<std::string>() +
           "): " + countText(json["rows"]) + " answers.\nMetrics: " + metrics + ".\n" +
           (reading.empty() ? "" : "Not available at test time: " + reading + ".\n");
}

// {"text", "entropy", "nll"} of each token; null where there are none.
Json tokensJson(const std::optional<TokenText>& text) {
    if (!text || text->tokens.empty())
        return Json();
    Json list = Json::array();
    size_t place = 0;
    for (const TokenValue& token : text->tokens) {
        list.push_back({{"text", repairUtf8(text->text.substr(place, token.bytes))},
                        {"entropy", numberOrNull(double(token.entropy))},
                        {"nll", numberOrNull(double(token.nll))}});
        place += token.bytes;
    }
    return list;
}

Json scoreJson(const Score& score) {
    return {{"predicted", score.predicted >= 0 ? Json(optionLetter(score.predicted)) : Json()},
            {"valid", score.valid},
            {"right", score.right},
            {"entropy", numberOrNull(score.entropy)},
            {"option_probabilities", parseJson(score.optionProbabilities).value_or(Json())},
            {"top_tokens", parseJson(score.topTokens).value_or(Json())},
            {"prompt_tokens", score.promptTokens}};
}

Result<Json> answersJson(Project& project, int64_t question) {
    CAFTAN_TRY(answers, answersOverTime(project, question));
    Json list = Json::array();
    for (const AnswerOverTime& each : answers) {
        const bool run = each.kind == AnswerOverTime::Kind::Run;
        Json row = {{run ? "run" : "scoring", each.id},
                    {"name", each.name},
                    {"predicted", each.predicted >= 0 ? Json(optionLetter(each.predicted)) : Json()},
                    {"valid", each.valid},
                    {"right", each.right},
                    {"entropy", numberOrNull(each.entropy)}};
        if (run) {
            CAFTAN_TRY(text, loadAnswerText(project, each.evaluation, question));
            row["evaluation"] = each.evaluation;
            row["mode"] = each.mode;
            row["epoch"] = each.epoch;
            row["thinks"] = each.thinks;
            row["text"] = text ? Json(repairUtf8(text->text)) : Json();
            row["tokens"] = tokensJson(text);
        }
        list.push_back(std::move(row));
    }
    return list;
}

Result<Json> tracesJson(Project& project, int64_t question, int64_t scoring) {
    CAFTAN_TRY(traces, loadTracesOf(project, question));
    Json list = Json::array();
    for (const Trace& trace : traces) {
        std::optional<TokenText> cost;
        if (scoring > 0) {
            CAFTAN_TRY(found, loadTraceCost(project, scoring, trace.id));
            cost = std::move(found);
        }
        list.push_back({{"teacher", trace.teacher},
                        {"right", trace.right},
                        {"text", repairUtf8(trace.text)},
                        {"tokens", tokensJson(cost)}});
    }
    return list;
}

Result<Json> questionJson(Project& project, const QuestionArguments& arguments) {
    CAFTAN_TRY(dataset, findDataset(project, arguments.data));
    CAFTAN_TRY(id, findQuestion(project, dataset.id, arguments.id));
    CAFTAN_TRY(stored, loadQuestion(project, id));
    const Question& question = stored.question;
    if (dataset.sealed && question.split == Split::Test)
        return fail("question " + arguments.id + " is of the sealed test part: its answers stay closed.");
    CAFTAN_TRY(answers, answersJson(project, stored.id));
    CAFTAN_TRY(traces, tracesJson(project, stored.id, arguments.scoring));
    Json json = {{"id", question.externalId},
                 {"category", question.category},
                 {"question", question.text},
                 {"options", question.options},
                 {"key", question.answer >= 0 ? Json(optionLetter(question.answer)) : Json()},
                 {"split", splitName(question.split)},
                 {"answers", std::move(answers)},
                 {"traces", std::move(traces)}};
    if (arguments.scoring > 0) {
        CAFTAN_TRY(scoring, findScoring(project, arguments.scoring));
        CAFTAN_TRY(score, loadScore(project, arguments.scoring, stored.id));
        const auto prompt = sentPrompt(project, scoring, question);
        json["score"] = score ? scoreJson(*score) : Json();
        json["prompt"] = prompt ? Json(*prompt) : Json();
    }
    return json;
}

std::string answersText(const Json& answers) {
    std::vector<std::vector<std::string>> rows = {{"answered by", "epoch", "mode", "answer", "right", "entropy"}};
    for (const Json& each : answers)
        rows.push_back({each["name"], each.contains("epoch") ? fixed(each["epoch"].get<double>(), 0) : "-",
                        each.contains("mode") ? each["mode"].get<std::string>() : "single",
                        each["predicted"].is_string() ? each["predicted"].get<std::string>() : "-",
                        !each["valid"].get<bool>()  ? "invalid"
                        : each["right"].get<bool>() ? "yes"
                                                    : "no",
                        figureText(each["entropy"], 3)});
    return rows.size() > 1 ? "\n" + textTable(rows) : std::string();
}

std::string questionText(const Json& json) {
    std::string text = json["question"].get<std::string>() + "\n";
    for (size_t i = 0; i < json["options"].size(); ++i) {
        const std::string letter = optionLetter(int(i));
        text +=
            letter + ". " + json["options"][i].get<std::string>() + (json["key"] == letter ? "   (key)" : "") + "\n";
    }
    text += answersText(json["answers"]);
    for (const Json& trace : json["traces"])
        text += "\nReasoning of " + trace["teacher"].get<std::string>() +
                (trace["right"].get<bool>() ? ", right:\n" : ", wrong:\n") + trace["text"].get<std::string>() + "\n";
    return text;
}

// Prints what `make` gives from a project that is opened for `access`.
void setCallback(CLI::App* command, Context& context, Project::Access access,
                 std::function<Result<Json>(Project&)> make, std::string (*text)(const Json&)) {
    command->callback([&context, access, make = std::move(make), text] {
        context.run = [&context, access, make, text]() -> int {
            auto project = context.open(access);
            if (!project)
                return reportError(project.error());
            const auto json = make(*project);
            return json ? reportResult(context, *json, text(*json)) : reportError(json.error());
        };
    });
}

} // namespace

void addRunScoringCommand(CLI::App& runsCommand, Context& context) {
    const auto arguments = std::make_shared<ScoringArguments>();
    auto* command = runsCommand.add_subcommand(
        "scoring", "A run's answers as a scoring, for analyze and Explore: entropies over reasoning, data map");
    command->add_option("R", arguments->run, "Run: number or name");
    command->add_option("--split", arguments->split, "Answers to which part; test is written to the ledger")
        ->check(CLI::IsMember({"validation", "test", "train"}))
        ->capture_default_str();
    command->add_option("--mode", arguments->mode, "How they were answered (default: generated, where there are such)")
        ->check(CLI::IsMember({"single", "generate"}));
    command->add_option("--evaluation", arguments->evaluation, "Instead: this evaluation, also a model's");
    setCallback(
        command, context, Project::Access::ReadWrite,
        [&context, arguments](Project& project) { return makeScoring(project, *arguments, context.commandLine()); },
        runScoringText);
}

void addQuestionCommand(CLI::App& data, Context& context) {
    const auto arguments = std::make_shared<QuestionArguments>();
    auto* command =
        data.add_subcommand("question", "One question: key, every answer over scorings and runs, reasoning; "
                                        "with --json token by token");
    command->add_option("ID", arguments->id, "The question's own id")->required();
    command->add_option("--data", arguments->data, "Data set")->required();
    command->add_option("--scoring", arguments->scoring, "Also this scoring's prompt, probabilities and trace costs");
    setCallback(
        command, context, Project::Access::ReadOnly,
        [arguments](Project& project) { return questionJson(project, *arguments); }, questionText);
}

} // namespace caftan::cli
