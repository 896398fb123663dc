// data export, select, selections: questions that a filter leaves.
#include "app/cli/command.h"
#include "app/cli/file_sink.h"
#include "app/cli/scoring_rows.h"

#include "core/analysis/selection.h"
#include "core/base/text.h"
#include "core/store/question_search.h"
#include "core/store/scored_rows.h"
#include "core/store/selections.h"

#include <algorithm>
#include <memory>

namespace caftan::cli {
namespace {

struct FilterArguments {
    int64_t scoring = 0;
    std::string metric = "entropy", cuts = "q0.25,q0.75", bands, range, outcome = "any", category, search, selection,
                split;
};
struct SavedArguments {
    FilterArguments filter;
    std::string target; // file or name
};
// What a filter leaves, and the rows that it was applied to.
struct Filtered {
    ScoringRows rows;
    std::vector<double> cuts;
    std::vector<uint32_t> kept;
};

Result<std::vector<size_t>> bandsFrom(const std::string& text, size_t count) {
    std::vector<size_t> bands;
    const std::vector<std::string> names = bandNames(count);
    for (const std::string& part : split(text, ',')) {
        const auto found = std::find(names.begin(), names.end(), trim(part));
        if (found == names.end()) {
            std::string known;
            for (const std::string& name : names)
                known += (known.empty() ? "" : ", ") + name;
            return fail("There is no band \"" + std::string(trim(part)) + "\" under these cuts: " + known + ".");
        }
        bands.push_back(size_t(found - names.begin()));
    }
    return bands;
}

Status narrowToQuestions(Project& project, const ScoringRows& rows, const FilterArguments& arguments,
                         RowFilter& filter) {
    if (!arguments.search.empty()) {
        CAFTAN_TRY(found, searchQuestions(project, rows.dataset.id, arguments.search));
        filter.questions.emplace(found.begin(), found.end());
    }
    if (arguments.selection.empty())
        return {};
    CAFTAN_TRY(selected, loadSelection(project, rows.dataset.id, arguments.selection));
    if (filter.questions)
        std::erase_if(selected, [&](int64_t question) { return !filter.questions->contains(question); });
    filter.questions = std::move(selected);
    return {};
}

Result<Filtered> filtered(Project& project, const FilterArguments& arguments, const std::string& ledgerText) {
    Filtered result;
    CAFTAN_TRY(rows, loadScoringRows(project, arguments.scoring, arguments.metric, arguments.split, ledgerText));
    result.rows = std::move(rows);
    CAFTAN_TRY(cuts, cutsOf(project, result.rows, arguments.cuts));
    result.cuts = std::move(cuts);
    RowFilter filter;
    filter.outcome = outcomeFromName(arguments.outcome).value_or(Outcome::Any);
    if (!arguments.bands.empty()) {
        CAFTAN_TRY(bands, bandsFrom(arguments.bands, result.cuts.size() + 1));
        filter.bands = std::move(bands);
    }
    if (!arguments.range.empty()) {
        const auto ends = split(arguments.range, ',');
        const auto low = parseDouble(trim(ends.front())), high = parseDouble(trim(ends.back()));
        if (ends.size() != 2 || !low || !high)
            return fail("--range takes two values of the metric such as 0.5,1.2, found '" + arguments.range + "'");
        filter.range.emplace(*low, *high);
    }
    for (const std::string& name : split(arguments.category, ',')) {
        if (trim(name).empty())
            continue;
        const auto& known = result.rows.categories;
        const auto found = std::find(known.begin(), known.end(), trim(name));
        if (found == known.end())
            return fail("There is no category \"" + std::string(trim(name)) + "\" in this data set.");
        filter.categories.push_back(int32_t(found - known.begin()));
    }
    CAFTAN_CHECK(narrowToQuestions(project, result.rows, arguments, filter));
    result.kept = filterRows(result.rows.columns, result.cuts, filter);
    return result;
}

std::vector<int64_t> questionsOf(const Filtered& filtered) {
    std::vector<int64_t> questions;
    for (const uint32_t row : filtered.kept)
        questions.push_back(filtered.rows.columns.question[row]);
    return questions;
}

std::string bandOf(const std::vector<double>& cuts, double metric, bool valid) {
    return valid ? bandNames(cuts.size() + 1)[ThresholdIndex::bandOf(cuts, metric)] : "invalid";
}

Result<Json> exportRows(const Context& context, const SavedArguments& arguments) {
    CAFTAN_TRY(project, context.open(opensTest(arguments.filter.split) ? Project::Access::ReadWrite
                                                                       : Project::Access::ReadOnly));
    CAFTAN_TRY(found, filtered(project, arguments.filter, context.commandLine()));
    const std::string& metric = found.rows.metric.name;
    const bool extra = found.rows.metric.kind != MetricKind::Recorded;
    using enum CellKind;
    std::vector<SinkColumn> columns = {{"id", Text},
                                       {"question", Text},
                                       {"options", TextList},
                                       {"answer", Text},
                                       {"category", Text},
                                       {"split", Text},
                                       {"predicted", Text},
                                       {"right", Flag},
                                       {"valid", Flag},
                                       {"band", Text},
                                       {"entropy", Real},
                                       {"option_entropy", Real},
                                       {"one_minus_max", Real},
                                       {"margin", Real},
                                       {"gold_nll", Real},
                                       {"prompt_tokens", Whole},
                                       {"reasoning_tokens", Whole}};
    if (extra)
        columns.push_back({metric, Real});
    CAFTAN_TRY(sink, openSink(arguments.target, columns));
    size_t next = 0;
    int64_t written = 0;
    CAFTAN_CHECK(readScoredRows(project, arguments.filter.scoring, questionsOf(found), [&](ScoredRow& row) -> Status {
        while (found.rows.columns.question[found.kept[next]] != row.question)
            ++next;
        const double value = found.rows.columns.metric[found.kept[next]];
        const Score& score = row.score;
        std::vector<Cell> cells = {row.content.externalId,
                                   row.content.text,
                                   std::move(row.content.options),
                                   row.content.answer >= 0 ? letterCell(row.content.answer)
                                                           : Cell(row.content.answerText),
                                   row.content.category,
                                   std::string(splitName(row.content.split)),
                                   letterCell(score.predicted),
                                   score.right,
                                   score.valid,
                                   bandOf(found.cuts, value, score.valid),
                                   realCell(score.entropy),
                                   realCell(score.optionEntropy),
                                   realCell(score.oneMinusMax),
                                   realCell(score.margin),
                                   realCell(score.goldNll),
                                   int64_t(score.promptTokens),
                                   int64_t(row.traceTokens)};
        if (extra)
            cells.push_back(realCell(value));
        ++written;
        return sink->add(cells);
    }));
    CAFTAN_CHECK(sink->finish());
    return Json{{"file", arguments.target}, {"rows", written}, {"shown", found.rows.shown}};
}

Json definitionOf(const FilterArguments& filter) {
    return {{"scoring", filter.scoring},   {"metric", filter.metric}, {"cuts", filter.cuts},
            {"bands", filter.bands},       {"range", filter.range},   {"outcome", filter.outcome},
            {"category", filter.category}, {"search", filter.search}, {"selection", filter.selection},
            {"split", filter.split}};
}

Result<Json> saveRows(const Context& context, const SavedArguments& arguments) {
    CAFTAN_TRY(project, context.open());
    CAFTAN_TRY(found, filtered(project, arguments.filter, context.commandLine()));
    const std::vector<int64_t> questions = questionsOf(found);
    Selection selection;
    selection.dataset = found.rows.dataset.id;
    selection.name = arguments.target;
    selection.definition = definitionOf(arguments.filter);
    CAFTAN_TRY(id, saveSelection(project, selection, questions));
    return Json{{"selection", id}, {"name", selection.name}, {"questions", questions.size()}};
}

Result<Json> selectionList(const Context& context) {
    CAFTAN_TRY(project, context.open(Project::Access::ReadOnly));
    CAFTAN_TRY(selections, listSelections(project));
    Json document = Json::array();
    for (const Selection& selection : selections)
        document.push_back({{"name", selection.name},
                            {"dataset", selection.dataset},
                            {"questions", selection.questions},
                            {"definition", selection.definition}});
    return document;
}

std::string selectionText(const Json& document) {
    std::vector<std::vector<std::string>> table{{"name", "questions", "filter"}};
    for (const Json& each : document) {
        std::string filter;
        for (const auto& [key, value] : each["definition"].items())
            if (value.is_string() && !value.get<std::string>().empty() && value != "any")
                filter += (filter.empty() ? "" : ", ") + key + " " + value.get<std::string>();
        table.push_back({each["name"].get<std::string>(), countText(each["questions"]), filter});
    }
    return document.empty() ? "No selections. Make one with `caftan-cli data select`.\n" : textTable(table);
}

// Runs `work` and prints what it gives.
template <class Work, class Words>
void onCall(CLI::App* command, Context& context, Work work, Words words) {
    command->callback([&context, work, words] {
        context.run = [&context, work, words] {
            const Result<Json> document = work();
            return document ? reportResult(context, *document, words(*document)) : reportError(document.error());
        };
    });
}

void addFilter(CLI::App* command, FilterArguments& filter) {
    command->add_option("--scoring", filter.scoring, "Number of the scoring")->required();
    command->add_option("--metric", filter.metric, "Metric of bands, range and order")->capture_default_str();
    command->add_option("--cuts", filter.cuts, "Values, quantiles or the name of a cut set")->capture_default_str();
    command->add_option("--band", filter.bands, "Bands such as easy,hard");
    command->add_option("--range", filter.range, "LOW,HIGH: above LOW, at most HIGH");
    command->add_option("--outcome", filter.outcome, "any, valid, right, wrong or invalid")
        ->check(CLI::IsMember({"any", "valid", "right", "wrong", "invalid"}))
        ->capture_default_str();
    command->add_option("--category", filter.category, "Categories, separated by commas");
    command->add_option("--search", filter.search, "Text that question, options, category or id contain");
    command->add_option("--selection", filter.selection, "A saved selection");
    command->add_option("--split", filter.split, "Rows to use, as for analyze")
        ->check(CLI::IsMember({"train", "validation", "test", "all"}));
}

void addRowCommands(CLI::App& data, Context& context) {
    const auto exported = std::make_shared<SavedArguments>();
    auto* write = data.add_subcommand("export", "Questions with their scores as a file, most sure first");
    write->add_option("FILE", exported->target, "Ends in .csv, .tsv, .jsonl or .parquet")->required();
    addFilter(write, exported->filter);
    onCall(
        write, context, [&context, exported] { return exportRows(context, *exported); },
        [](const Json& document) {
            return countText(document["rows"]) + " questions written to " + document["file"].get<std::string>() + ". " +
                   document["shown"].get<std::string>() + "\n";
        });
    const auto saved = std::make_shared<SavedArguments>();
    auto* save = data.add_subcommand("select", "Keep questions under a name, for export and for train --selection");
    save->add_option("NAME", saved->target, "Name of the selection; the same name is replaced")->required();
    addFilter(save, saved->filter);
    onCall(
        save, context, [&context, saved] { return saveRows(context, *saved); },
        [](const Json& document) {
            return "Selection \"" + document["name"].get<std::string>() + "\": " + countText(document["questions"]) +
                   " questions.\n";
        });
    auto* list = data.add_subcommand("selections", "Saved selections");
    onCall(list, context, [&context] { return selectionList(context); }, selectionText);
}

} // namespace

void addSelectionCommands(CLI::App& data, Context& context) {
    addRowCommands(data, context);
    addAuditCommands(data, context);
}

} // namespace caftan::cli
