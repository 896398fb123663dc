// data: import, preview, traces, split.
#include "app/cli/command.h"
#include "app/cli/file_sink.h"

#include "core/base/text.h"
#include "core/data/import.h"
#include "core/store/datasets.h"

#include <cstdio>
#include <memory>

namespace caftan::cli {
namespace {

struct ImportArguments {
    std::vector<std::string> files, map;
    std::string name, split;
    bool skipBad = false;
};
struct PreviewArguments {
    std::string file;
    size_t rows = 5;
};
struct TracesArguments {
    std::string file, data, teacher;
};
struct SplitArguments {
    std::string data, fractions = "0.8,0.1,0.1";
    uint64_t seed = 1;
    bool keep = false;
};

// "question=prompt,answer=key". A piece without "=" continues the column before it, whose name holds a comma.
Result<Mapping> parseMapping(const std::vector<std::string>& texts) {
    Mapping mapping;
    for (const std::string& text : texts) {
        std::string field;
        for (const std::string& piece : split(text, ',')) {
            const auto equals = piece.find('=');
            if (equals == std::string::npos && !field.empty()) {
                mapping[field] += "," + piece;
                continue;
            }
            field = trim(std::string_view(piece).substr(0, std::min(equals, piece.size())));
            if (equals == std::string::npos || field.empty())
                return fail("--map takes field=column,..., found '" + piece +
                            "'; an empty column switches the field off");
            mapping[field] = trim(std::string_view(piece).substr(equals + 1));
        }
    }
    return mapping;
}

Json mappingJson(const Mapping& mapping) {
    Json json = Json::object();
    for (const auto& [field, column] : mapping)
        json[field] = column;
    return json;
}

std::string warningText(const std::vector<std::string>& warnings) {
    std::string text;
    for (const std::string& warning : warnings)
        text += "  - " + warning + "\n";
    return text;
}

Result<Json> importData(const Context& context, const ImportArguments& arguments) {
    ImportOptions options;
    CAFTAN_TRY(mapping, parseMapping(arguments.map));
    options.mapping = mapping;
    options.skipBad = arguments.skipBad;
    options.readers = allReaders();
    options.progress = [](const std::string& line) { std::fprintf(stderr, "%s\n", line.c_str()); };
    if (!arguments.split.empty()) {
        options.split = splitFromName(arguments.split);
        if (!options.split || *options.split == Split::None)
            return fail("--split takes train, validation or test, found '" + arguments.split + "'");
    }
    CAFTAN_TRY(project, context.open());
    CAFTAN_TRY(import, importFiles({arguments.files.begin(), arguments.files.end()}, options));
    CAFTAN_TRY(ids, storeImport(project, arguments.name, import));
    Json document;
    document["dataset"] = ids.dataset;
    document["name"] = arguments.name;
    document["rows"] = import.questions.size();
    document["rows_read"] = import.rowsRead;
    document["merged"] = import.merged;
    document["skipped"] = import.skipped;
    document["warnings"] = import.warnings;
    document["mapping"] = mappingJson(import.mapping);
    document["scoring"] = ids.scoring ? Json(*ids.scoring) : Json();
    return document;
}

std::string importText(const Json& document) {
    std::string text = groupDigits(document["rows"].get<int64_t>()) + " questions imported as \"" +
                       document["name"].get<std::string>() + "\" (" +
                       groupDigits(document["rows_read"].get<int64_t>()) + " rows read, " +
                       groupDigits(document["merged"].get<int64_t>()) + " merged, " +
                       groupDigits(document["skipped"].get<int64_t>()) + " left out).\n";
    for (const auto& [field, column] : document["mapping"].items())
        text += "  " + field + " = " + column.get<std::string>() + "\n";
    if (!document["scoring"].is_null())
        text += "Recorded answers are scoring " + document["scoring"].dump() + ".\n";
    if (!document["warnings"].empty())
        text += "Noticed:\n" + warningText(document["warnings"].get<std::vector<std::string>>());
    return text;
}

Result<Json> previewData(const PreviewArguments& arguments) {
    CAFTAN_TRY(table, readTable(arguments.file, arguments.rows, allReaders()));
    Json document, rows = Json::array();
    document["mapping"] = mappingJson(guessMapping(table));
    document["columns"] = table.columns;
    for (const auto& cells : table.rows) {
        Json row = Json::object();
        for (size_t i = 0; i < cells.size(); ++i)
            row[table.columns[i]] = cells[i];
        rows.push_back(std::move(row));
    }
    document["rows"] = std::move(rows);
    document["bad_rows"] = table.badRows;
    document["warnings"] = table.warnings;
    return document;
}

std::string previewText(const Json& document) {
    std::vector<std::vector<std::string>> table{{"column", "field", "first row"}};
    for (const Json& column : document["columns"]) {
        std::string field, value;
        for (const auto& [name, mapped] : document["mapping"].items())
            if (mapped == column)
                field = name;
        if (!document["rows"].empty())
            value = document["rows"][0].value(column.get<std::string>(), std::string());
        if (const auto lineEnd = value.find_first_of("\r\n"); lineEnd != std::string::npos)
            value = value.substr(0, lineEnd) + " ...";
        if (value.size() > 70)
            value = repairUtf8(value.substr(0, 67)) + "...";
        table.push_back({column.get<std::string>(), field, value});
    }
    return textTable(table) + warningText(document["bad_rows"].get<std::vector<std::string>>()) +
           warningText(document["warnings"].get<std::vector<std::string>>());
}

Result<Json> attachTraces(const Context& context, const TracesArguments& arguments) {
    CAFTAN_TRY(project, context.open());
    CAFTAN_TRY(dataset, findDataset(project, arguments.data));
    CAFTAN_TRY(traces, readTraces(arguments.file, allReaders()));
    CAFTAN_TRY(summary, storeTraces(project, dataset.id, arguments.teacher, traces));
    Json document;
    document["traces"] = summary.traces;
    document["right"] = summary.right;
    document["unmatched"] = summary.unmatched;
    return document;
}

Result<std::array<double, 3>> parseFractions(const std::string& text) {
    std::array<double, 3> fractions{};
    const auto parts = split(text, ',');
    for (size_t i = 0; i < parts.size() && i < 3; ++i) {
        const auto value = parseDouble(trim(parts[i]));
        if (!value)
            return fail("--fractions takes three numbers such as 0.8,0.1,0.1, found '" + parts[i] + "'");
        fractions[i] = *value;
    }
    if (parts.size() != 3)
        return fail("--fractions takes three numbers (train, validation, test) such as 0.8,0.1,0.1, found '" + text +
                    "'");
    return fractions;
}

Json splitJson(int64_t train, int64_t validation, int64_t test, const DuplicateGroups& duplicates) {
    Json document;
    document["train"] = train;
    document["validation"] = validation;
    document["test"] = test;
    document["groups"] = duplicates.groups;
    document["straddling"] = duplicates.straddling;
    return document;
}

Result<Json> splitData(const Context& context, const SplitArguments& arguments) {
    CAFTAN_TRY(fractions, parseFractions(arguments.fractions));
    CAFTAN_TRY(project, context.open());
    CAFTAN_TRY(dataset, findDataset(project, arguments.data));
    CAFTAN_TRY(stored, loadQuestions(project, dataset.id));
    std::vector<Question> questions;
    std::vector<int64_t> ids;
    for (StoredQuestion& question : stored) {
        ids.push_back(question.id);
        questions.push_back(std::move(question.question));
    }
    if (arguments.keep) {
        CAFTAN_CHECK(sealRecordedSplit(project, dataset.id));
        return splitJson(dataset.train, dataset.validation, dataset.test, findDuplicates(questions));
    }
    CAFTAN_TRY(plan, planSplit(questions, fractions, arguments.seed));
    CAFTAN_CHECK(storeSplit(project, dataset.id, ids, plan));
    return splitJson(plan.train, plan.validation, plan.test, {plan.groups, 0});
}

std::string splitText(const Json& document) {
    const int64_t straddling = document["straddling"].get<int64_t>();
    return groupDigits(document["train"].get<int64_t>()) + " train, " +
           groupDigits(document["validation"].get<int64_t>()) + " validation, " +
           groupDigits(document["test"].get<int64_t>()) + " test; " + groupDigits(document["groups"].get<int64_t>()) +
           " groups of identical questions" +
           (straddling ? ", " + groupDigits(straddling) +
                             " of them inside and outside the test part: what is trained on them leaks into it"
                       : std::string()) +
           ".\nThe test part is sealed.\n";
}

// Runs `work` and prints what it gives.
template <class Work, class Text>
std::function<int()> command(Context& context, Work work, Text text) {
    return [&context, work, text] {
        const Result<Json> document = work();
        return document ? reportResult(context, *document, text(*document)) : reportError(document.error());
    };
}

void addImport(CLI::App& data, Context& context) {
    auto* sub = data.add_subcommand("import", "Read files into the project, in one transaction");
    const auto arguments = std::make_shared<ImportArguments>();
    sub->add_option("FILE", arguments->files,
                    "CSV, TSV, JSON, JSONL (each may be gzipped) or Parquet; several are joined by id")
        ->required();
    sub->add_option("--name", arguments->name, "Name of the data set")->required();
    sub->add_option("--map", arguments->map,
                    "field=column,...: overrides the guess. Fields: id, question, options, answer, answer_index, "
                    "category, rationale, "
                    "entropy, predicted, right, split; options may span columns: options=A|B|C|D");
    sub->add_option("--split", arguments->split,
                    "train, validation or test for every row (default: a column, else the file's name)");
    sub->add_flag("--skip-bad", arguments->skipBad,
                  "Leave bad rows out and count them; otherwise one bad row stops the import");
    sub->callback([&context, arguments] {
        context.run = command(context, [&context, arguments] { return importData(context, *arguments); }, importText);
    });
}

void addPreview(CLI::App& data, Context& context) {
    auto* sub = data.add_subcommand("preview", "The mapping that would be guessed and the first rows; writes nothing");
    const auto arguments = std::make_shared<PreviewArguments>();
    sub->add_option("FILE", arguments->file, "The file to look into")->required();
    sub->add_option("--rows", arguments->rows, "How many rows (default 5)")->check(CLI::Range(1, 10000));
    sub->callback([&context, arguments] {
        context.run = command(context, [arguments] { return previewData(*arguments); }, previewText);
    });
}

void addTraces(CLI::App& data, Context& context) {
    auto* sub = data.add_subcommand("traces", "Attach recorded chains of thought by question id");
    const auto arguments = std::make_shared<TracesArguments>();
    sub->add_option("FILE", arguments->file, "Rows with question_id, cot and pred, in any format that import reads")
        ->required();
    sub->add_option("--data", arguments->data, "Name of the data set")->required();
    sub->add_option("--teacher", arguments->teacher, "Who wrote them; replaces this teacher's earlier traces")
        ->required();
    sub->callback([&context, arguments] {
        context.run = command(
            context, [&context, arguments] { return attachTraces(context, *arguments); },
            [](const Json& document) {
                return groupDigits(document["traces"].get<int64_t>()) + " traces attached, " +
                       groupDigits(document["right"].get<int64_t>()) + " of them right; " +
                       groupDigits(document["unmatched"].get<int64_t>()) + " name no question of this data set.\n";
            });
    });
}

void addSplit(CLI::App& data, Context& context) {
    auto* sub = data.add_subcommand(
        "split", "Split into train, validation and test, identical questions together, and seal the test part");
    const auto arguments = std::make_shared<SplitArguments>();
    sub->add_option("--data", arguments->data, "Name of the data set")->required();
    auto* fractions =
        sub->add_option("--fractions", arguments->fractions, "Shares of train, validation, test (default 0.8,0.1,0.1)");
    auto* seed = sub->add_option("--seed", arguments->seed, "Another seed gives another split (default 1)");
    sub->add_flag("--keep", arguments->keep, "Seal the split that was recorded at import")
        ->excludes(fractions)
        ->excludes(seed);
    sub->callback([&context, arguments] {
        context.run = command(context, [&context, arguments] { return splitData(context, *arguments); }, splitText);
    });
}

} // namespace

void addDataCommands(CLI::App& app, Context& context) {
    auto* data = app.add_subcommand(
        "data", "Data sets: import, preview, recorded traces, split, selections, export, audit of keys");
    data->require_subcommand(1);
    addImport(*data, context);
    addPreview(*data, context);
    addTraces(*data, context);
    addSplit(*data, context);
    addSelectionCommands(*data, context);
    addQuestionCommand(*data, context);
}

} // namespace caftan::cli
