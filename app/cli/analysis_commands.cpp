// analyze, cuts: statistics of a scoring and named cut sets.
#include "app/cli/command.h"

#include "core/analysis/intervals.h"
#include "core/analysis/report.h"
#include "core/base/text.h"
#include "core/store/datasets.h"
#include "core/store/scorings.h"

#include <algorithm>
#include <memory>

namespace caftan::cli {
namespace {

struct AnalyzeOptions {
    int64_t scoring = 0;
    std::string split, metric = "entropy", by, cuts = "q0.25,q0.75";
};
struct SaveOptions {
    int64_t scoring = 0;
    std::string name, metric = "entropy", cuts;
};

// Everything that a statistic of one scoring needs, with sealed rows left out unless `split` opens them.
struct Rows {
    Scoring scoring;
    Dataset dataset;
    ScoreColumns columns; // the rows asked for
    std::vector<double> reference;
    std::string shown; // a sentence: which rows these are
};

Result<ScoreColumns> loadMetric(Project& project, int64_t scoring, const std::string& metric) {
    CAFTAN_TRY(metrics, recordedMetrics(project, scoring));
    if (std::find(metrics.begin(), metrics.end(), metric) == metrics.end()) {
        std::string names;
        for (const std::string& name : metrics)
            names += (names.empty() ? "" : ", ") + name;
        if (names.empty())
            return fail("Scoring " + std::to_string(scoring) +
                        " has no scored questions yet. Run `caftan-cli score` first.");
        return fail("Scoring " + std::to_string(scoring) + " has no metric \"" + metric + "\". It has: " + names + ".");
    }
    CAFTAN_TRY(chunk, loadColumns(project, scoring, metric));
    return std::move(chunk.columns);
}

unsigned splitsToShow(const std::string& split, bool sealed) {
    const unsigned everything = ~0u;
    if (split.empty())
        return sealed ? everything & ~splitBit(Split::Test) : everything;
    return split == "all" ? everything : splitBit(splitFromName(split).value_or(Split::None));
}

std::string shownSentence(const Dataset& dataset, const std::string& split, bool opened) {
    if (!dataset.sealed)
        return split.empty() || split == "all" ? "All rows (no test part is sealed)."
                                               : "Rows of the " + split + " part.";
    if (opened)
        return "The sealed test part was opened and the opening written to the ledger.";
    return (split.empty() ? std::string("Training and validation rows") : "Rows of the " + split + " part") +
           "; the test part (" + groupDigits(dataset.test) + " questions) stays sealed, opened " +
           std::to_string(dataset.openings) + (dataset.openings == 1 ? " time" : " times") + " so far.";
}

Result<Rows> loadRows(Project& project, int64_t scoringId, const std::string& metric, const std::string& split,
                      const std::string& ledgerText) {
    Rows rows;
    CAFTAN_TRY(scoring, findScoring(project, scoringId));
    rows.scoring = scoring;
    CAFTAN_TRY(dataset, findDataset(project, std::to_string(scoring.dataset)));
    rows.dataset = dataset;
    CAFTAN_TRY(columns, loadMetric(project, scoringId, metric));
    rows.reference = quantileReference(columns, dataset.sealed);
    const bool opens = dataset.sealed && (split == "test" || split == "all");
    if (opens)
        CAFTAN_CHECK(openTest(project, dataset.id, ledgerText));
    rows.columns = selectSplits(columns, splitsToShow(split, dataset.sealed));
    rows.shown = shownSentence(dataset, split, opens);
    return rows;
}

std::string reportText(const Json& report, const Rows& rows) {
    const std::string metric = report["metric"].get<std::string>();
    std::string text = "Scoring " + std::to_string(rows.scoring.id) + " (" + rows.scoring.name + "), " + metric + ". " +
                       rows.shown + "\n\n";
    text +=
        textTable({{"answers", "rows", "accuracy", "AUC", "95 % interval"},
                   {"valid", countText(report["valid"]), percentText(report["accuracy"]), figureText(report["auc"], 4),
                    figureText(report["auc_low"], 4) + " to " + figureText(report["auc_high"], 4)},
                   {"all, invalid wrong", countText(report["rows"]), percentText(report["accuracy_all"]),
                    figureText(report["auc_all"], 4),
                    figureText(report["auc_all_low"], 4) + " to " + figureText(report["auc_all_high"], 4)}});
    std::vector<std::vector<std::string>> bands{{"band", "rows", "right", "answer tokens", "reasoning tokens"}};
    for (const Json& band : report["bands"])
        bands.push_back({band["name"].get<std::string>(), countText(band["rows"]), percentText(band["accuracy"]),
                         countText(band["answer_tokens"]), countText(band["cot_tokens"])});
    text += "\n" + textTable(bands);
    std::vector<std::vector<std::string>> confusion{{"cut", "quantile", "flagged wrong", "flagged right",
                                                     "passed wrong", "passed right", "precision", "recall", "F1"}};
    for (size_t i = 0; i < report["confusion"].size(); ++i) {
        const Json& at = report["confusion"][i];
        confusion.push_back({figureText(at["cut"], 6), figureText(report["quantiles"][i], 4),
                             countText(at["flagged_wrong"]), countText(at["flagged_right"]),
                             countText(at["passed_wrong"]), countText(at["passed_right"]),
                             figureText(at["precision"], 3), figureText(at["recall"], 3), figureText(at["f1"], 3)});
    }
    if (confusion.size() > 1)
        text += "\n" + textTable(confusion);
    std::vector<std::vector<std::string>> slices{{"category", "valid", "invalid", "accuracy", "AUC", "95 % interval"}};
    for (const Json& by : report["by"])
        slices.push_back({by["value"].get<std::string>(), countText(by["valid"]), countText(by["invalid"]),
                          percentText(by["accuracy"]), figureText(by["auc"], 3),
                          figureText(by["auc_low"], 3) + " to " + figureText(by["auc_high"], 3)});
    if (slices.size() > 1)
        text += "\n" + textTable(slices);
    if (report["metric_reads_key"].get<bool>())
        text += "\nThis metric reads the key: it is not available at test time.\n";
    return text;
}

Status analyze(const Context& context, const AnalyzeOptions& options) {
    CAFTAN_TRY(cuts, parseCuts(options.cuts));
    const bool opens = options.split == "test" || options.split == "all";
    CAFTAN_TRY(project, context.open(opens ? Project::Access::ReadWrite : Project::Access::ReadOnly));
    CAFTAN_TRY(rows, loadRows(project, options.scoring, options.metric, options.split, context.commandLine()));
    CAFTAN_TRY(categories, listCategories(project, rows.dataset.id));
    CAFTAN_TRY(statistics,
               makeReport(rows.columns, rows.reference, categories, {options.metric, cuts, options.by == "category"}));
    statistics["scoring"] = rows.scoring.id;
    statistics["sealed"] = rows.dataset.sealed;
    statistics["split"] = !options.split.empty() ? options.split : rows.dataset.sealed ? "train+validation" : "all";
    reportResult(context, statistics, context.json ? std::string() : reportText(statistics, rows));
    return {};
}

Json cutsJson(const CutSet& cuts) {
    Json result;
    result["id"] = cuts.id;
    result["name"] = cuts.name;
    result["scoring"] = cuts.scoring;
    result["metric"] = cuts.metric;
    result["cuts"] = cuts.values;
    result["quantiles"] = cuts.quantiles;
    result["lock"] = cuts.lock;
    return result;
}

Status saveCutSet(const Context& context, const SaveOptions& options) {
    CAFTAN_TRY(specs, parseCuts(options.cuts));
    if (specs.empty())
        return fail(
            "A cut set needs at least one cut: give values such as 0.11,0.39 or quantiles such as q0.25,q0.75.");
    CAFTAN_TRY(project, context.open());
    CAFTAN_TRY(rows, loadRows(project, options.scoring, options.metric, {}, {}));
    CutSet cuts;
    cuts.name = options.name;
    cuts.metric = options.metric;
    cuts.scoring = options.scoring;
    CAFTAN_TRY(values, resolveCuts(specs, rows.reference));
    cuts.values = values;
    for (double value : cuts.values)
        cuts.quantiles.push_back(shareAtMost(rows.reference, value));
    if (std::all_of(specs.begin(), specs.end(), [](const CutSpec& spec) { return spec.quantile; })) {
        cuts.lock = "quantile";
        std::transform(specs.begin(), specs.end(), cuts.quantiles.begin(),
                       [](const CutSpec& spec) { return spec.value; });
        std::sort(cuts.quantiles.begin(), cuts.quantiles.end());
    }
    CAFTAN_TRY(id, saveCuts(project, cuts));
    cuts.id = id;
    std::string text = "Saved the cut set \"" + cuts.name + "\":";
    for (double value : cuts.values)
        text += " " + fixed(value, 6);
    reportResult(context, cutsJson(cuts), text + "\n");
    return {};
}

Status listCutSets(const Context& context) {
    CAFTAN_TRY(project, context.open(Project::Access::ReadOnly));
    CAFTAN_TRY(sets, listCuts(project));
    Json document = Json::array();
    std::vector<std::vector<std::string>> table{{"name", "scoring", "metric", "cuts", "quantiles", "lock"}};
    for (const CutSet& cuts : sets) {
        document.push_back(cutsJson(cuts));
        std::string values, quantiles;
        for (size_t i = 0; i < cuts.values.size(); ++i) {
            values += (i ? ", " : "") + fixed(cuts.values[i], 6);
            quantiles += (i ? ", " : "") + fixed(i < cuts.quantiles.size() ? cuts.quantiles[i] : 0, 4);
        }
        table.push_back({cuts.name, std::to_string(cuts.scoring), cuts.metric, values, quantiles, cuts.lock});
    }
    reportResult(context, document,
                 sets.empty() ? "No cut sets. Make one with `caftan-cli cuts save`.\n" : textTable(table));
    return {};
}

int exitCode(const Status& status) {
    return status ? int(Ok) : reportError(status.error());
}

} // namespace

void addAnalysisCommands(CLI::App& app, Context& context) {
    auto options = std::make_shared<AnalyzeOptions>();
    CLI::App* command =
        app.add_subcommand("analyze", "Statistics of a scoring: accuracy, AUC with interval, bands, confusion");
    command->add_option("--scoring", options->scoring, "Number of the scoring")->required();
    command
        ->add_option("--split", options->split,
                     "Rows to use. Without it: all, or train and validation once the test part is sealed; "
                     "all and test open a sealed test part, which is written to the ledger")
        ->check(CLI::IsMember({"train", "validation", "test", "all"}));
    command->add_option("--metric", options->metric, "entropy, option_entropy, one_minus_max, margin or gold_nll")
        ->capture_default_str();
    command->add_option("--by", options->by, "Also by category, each with its n and interval")
        ->check(CLI::IsMember({"category"}));
    command->add_option("--cuts", options->cuts, "Values (0.11,0.39) or quantiles of the training rows (q0.25,q0.75)")
        ->capture_default_str();
    command->callback(
        [&context, options] { context.run = [&context, options] { return exitCode(analyze(context, *options)); }; });

    CLI::App* cuts = app.add_subcommand("cuts", "Named cut sets");
    cuts->require_subcommand(1);
    auto saved = std::make_shared<SaveOptions>();
    CLI::App* save = cuts->add_subcommand("save", "Save cuts of a scoring under a name; the same name is replaced");
    save->add_option("name", saved->name, "Name of the cut set")->required();
    save->add_option("--scoring", saved->scoring, "Number of the scoring")->required();
    save->add_option("--metric", saved->metric, "Metric that is cut")->capture_default_str();
    save->add_option("--cuts", saved->cuts, "Values (0.11,0.39) or quantiles (q0.25,q0.75)")->required();
    save->callback(
        [&context, saved] { context.run = [&context, saved] { return exitCode(saveCutSet(context, *saved)); }; });
    CLI::App* list = cuts->add_subcommand("list", "Cut sets of the project");
    list->callback([&context] { context.run = [&context] { return exitCode(listCutSets(context)); }; });
}

} // namespace caftan::cli
