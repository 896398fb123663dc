// data metric: numbers per question from elsewhere; data audit: keys that may be wrong.
#include "app/cli/command.h"
#include "app/cli/file_sink.h"
#include "app/cli/scoring_rows.h"

#include "core/base/text.h"
#include "core/store/selections.h"

#include <algorithm>
#include <memory>

namespace caftan::cli {
namespace {

struct MetricArguments {
    std::string file, data, name, column, idColumn;
    bool readsKey = false, negate = false;
};
struct AuditArguments {
    int64_t scoring = 0;
    std::string metric = "entropy", cut = "q0.25", out, note, split;
    std::string wrong, right, unclear, clear;
};

Result<Json> importMetric(const Context& context, const MetricArguments& arguments) {
    CAFTAN_TRY(table, readTable(arguments.file, 0, allReaders()));
    const auto columnOf = [&](std::initializer_list<std::string> names) {
        for (const std::string& name : names)
            for (size_t i = 0; i < table.columns.size(); ++i)
                if (!name.empty() && table.columns[i] == name)
                    return std::optional(i);
        return std::optional<size_t>();
    };
    const auto id = columnOf({arguments.idColumn, "question_id", "id"});
    const auto column = columnOf({arguments.column.empty() ? arguments.name : arguments.column});
    if (!id || !column)
        return fail(arguments.file + " has no column \"" +
                    (!id ? (arguments.idColumn.empty() ? std::string("question_id") : arguments.idColumn)
                         : (arguments.column.empty() ? arguments.name : arguments.column)) +
                    "\": name the columns with --id and --column.");
    std::vector<MeasureValue> values;
    for (const auto& row : table.rows)
        if (const auto value = parseDouble(trim(row[*column])))
            values.push_back({row[*id], arguments.negate ? -*value : *value});
    if (values.empty())
        return fail(arguments.file + ": no row has a number in that column.");
    CAFTAN_TRY(project, context.open());
    CAFTAN_TRY(dataset, findDataset(project, arguments.data));
    CAFTAN_TRY(summary, storeMeasure(project, dataset.id, arguments.name, arguments.readsKey, arguments.file, values));
    return Json{{"metric", arguments.name},
                {"values", summary.values},
                {"unmatched", summary.unmatched},
                {"without_number", table.rows.size() - values.size()}};
}

Status writeMarks(Project& project, const AuditArguments& arguments, const std::vector<KeyCandidate>& candidates) {
    const std::pair<const char*, const std::string*> marks[] = {{"wrong", &arguments.wrong},
                                                                {"right", &arguments.right},
                                                                {"unclear", &arguments.unclear},
                                                                {"", &arguments.clear}};
    for (const auto& [mark, ids] : marks)
        for (const std::string& part : split(*ids, ',')) {
            const std::string wanted(trim(part));
            if (wanted.empty())
                continue;
            const auto found = std::find_if(candidates.begin(), candidates.end(), [&](const KeyCandidate& candidate) {
                return candidate.externalId == wanted;
            });
            if (found == candidates.end())
                return fail("Question " + wanted + " is none of the candidates.");
            CAFTAN_CHECK(markKey(project, found->question, mark, arguments.note));
        }
    return {};
}

Status writeCandidates(const std::string& file, const std::vector<KeyCandidate>& candidates) {
    using enum CellKind;
    CAFTAN_TRY(sink, openSink(file, {{"id", Text},
                                     {"question", Text},
                                     {"category", Text},
                                     {"key", Text},
                                     {"answered", Text},
                                     {"metric", Real},
                                     {"teachers_agreeing", Whole},
                                     {"teachers", Whole},
                                     {"mark", Text},
                                     {"note", Text}}));
    for (const KeyCandidate& each : candidates) {
        std::vector<Cell> cells = {each.externalId,
                                   each.text,
                                   each.category,
                                   letterCell(each.key),
                                   letterCell(each.answered),
                                   each.metric,
                                   int64_t(each.agreeing),
                                   int64_t(each.teachers),
                                   each.mark,
                                   each.note};
        CAFTAN_CHECK(sink->add(cells));
    }
    return sink->finish();
}

Result<Json> auditKeys(const Context& context, const AuditArguments& arguments) {
    CAFTAN_TRY(project, context.open());
    CAFTAN_TRY(rows,
               loadScoringRows(project, arguments.scoring, arguments.metric, arguments.split, context.commandLine()));
    CAFTAN_TRY(cuts, cutsOf(project, rows, arguments.cut));
    if (cuts.empty())
        return fail("--cut takes a value or a quantile such as q0.25: the model was sure at or below it.");
    const bool withTest = opensTest(arguments.split);
    CAFTAN_TRY(before, keyCandidates(project, arguments.scoring, arguments.metric, cuts.front(), withTest));
    CAFTAN_CHECK(writeMarks(project, arguments, before));
    CAFTAN_TRY(candidates, keyCandidates(project, arguments.scoring, arguments.metric, cuts.front(), withTest));
    if (!arguments.out.empty())
        CAFTAN_CHECK(writeCandidates(arguments.out, candidates));
    Json document{{"cut", cuts.front()}, {"candidates", Json::array()}};
    for (const KeyCandidate& each : candidates)
        document["candidates"].push_back({{"id", each.externalId},
                                          {"category", each.category},
                                          {"key", optionLetter(each.key)},
                                          {"answered", optionLetter(each.answered)},
                                          {"metric", each.metric},
                                          {"agreeing", each.agreeing},
                                          {"teachers", each.teachers},
                                          {"mark", each.mark},
                                          {"note", each.note}});
    return document;
}

std::string auditText(const Json& document) {
    std::vector<std::vector<std::string>> table{{"id", "category", "key", "answered", "metric", "teachers", "mark"}};
    for (const Json& each : document["candidates"])
        table.push_back({each["id"].get<std::string>(), each["category"].get<std::string>(),
                         each["key"].get<std::string>(), each["answered"].get<std::string>(),
                         figureText(each["metric"], 4), each["agreeing"].dump() + " of " + each["teachers"].dump(),
                         each["mark"].get<std::string>()});
    return "Sure (at or below " + figureText(document["cut"], 4) +
           "), wrong, and a teacher gives the model's answer: " + std::to_string(document["candidates"].size()) +
           " keys to look at.\n\n" + textTable(table);
}

// Runs `work` and prints what it gives.
template <class Work, class Words>
void whenCalled(CLI::App* command, Context& context, Work work, Words words) {
    command->callback([&context, work, words] {
        context.run = [&context, work, words] {
            const Result<Json> document = work();
            return document ? reportResult(context, *document, words(*document)) : reportError(document.error());
        };
    });
}

void addMetric(CLI::App& data, Context& context) {
    const auto arguments = std::make_shared<MetricArguments>();
    auto* command = data.add_subcommand("metric", "Bring in a number per question, for example a judge's rating");
    command->add_option("FILE", arguments->file, "Any format that import reads")->required();
    command->add_option("--data", arguments->data, "Name of the data set")->required();
    command->add_option("--name", arguments->name, "Name of the metric: lower-case letters, digits, _")->required();
    command->add_option("--column", arguments->column, "Column of the numbers (default: the name)");
    command->add_option("--id", arguments->idColumn, "Column of the question's id (default: question_id or id)");
    command->add_flag("--negate", arguments->negate, "Higher means easier: turn the sign");
    command->add_flag("--reads-key", arguments->readsKey, "The number was made with the key in sight");
    whenCalled(
        command, context, [&context, arguments] { return importMetric(context, *arguments); },
        [](const Json& document) {
            return countText(document["values"]) + " questions have the metric " +
                   document["metric"].get<std::string>() + "; " + countText(document["unmatched"]) +
                   " rows name no question of this data set.\n";
        });
}

void addAudit(CLI::App& data, Context& context) {
    const auto arguments = std::make_shared<AuditArguments>();
    auto* command = data.add_subcommand(
        "audit", "Keys that may be wrong: the model was sure and wrong, and a teacher gives its answer");
    command->add_option("--scoring", arguments->scoring, "Number of the scoring")->required();
    command->add_option("--metric", arguments->metric, "Metric that says sure")->capture_default_str();
    command->add_option("--cut", arguments->cut, "Sure is at or below: a value or a quantile")->capture_default_str();
    command->add_option("--out", arguments->out, "Also write the list (.csv, .tsv, .jsonl or .parquet)");
    command->add_option("--wrong", arguments->wrong, "Mark these ids: the key is wrong");
    command->add_option("--right", arguments->right, "Mark these ids: the key is right");
    command->add_option("--unclear", arguments->unclear, "Mark these ids: unclear");
    command->add_option("--clear", arguments->clear, "Take the marks of these ids back");
    command->add_option("--note", arguments->note, "Kept with the marks");
    command->add_option("--split", arguments->split, "Rows to use, as for analyze")
        ->check(CLI::IsMember({"train", "validation", "test", "all"}));
    whenCalled(command, context, [&context, arguments] { return auditKeys(context, *arguments); }, auditText);
}

} // namespace

void addAuditCommands(CLI::App& data, Context& context) {
    addMetric(data, context);
    addAudit(data, context);
}

} // namespace caftan::cli
