// analyze: statistics of a scoring, several metrics on the same rows, two scorings side by side.
#include "app/cli/command.h"
#include "app/cli/scoring_rows.h"

#include "core/analysis/contest.h"
#include "core/analysis/two_scorings.h"
#include "core/base/text.h"

#include <memory>

namespace caftan::cli {
namespace {

struct AnalyzeOptions {
    int64_t scoring = 0;
    std::string split, metric = "entropy", by, cuts = "q0.25,q0.75", contest, cutsAgainst;
    int64_t against = 0;
};
std::string reportText(const Json& report, const ScoringRows& rows) {
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

Json orNull(const std::optional<double>& value) {
    return value ? Json(*value) : Json(nullptr);
}

Json contestJson(const Contest& contest) {
    Json document;
    document["rows"] = contest.rows;
    document["wrong"] = contest.wrong;
    document["left_out"] = contest.leftOut;
    document["metrics"] = Json::array();
    for (const ContestEntry& entry : contest.entries)
        document["metrics"].push_back({{"metric", entry.name},
                                       {"auc", entry.auc.value},
                                       {"auc_low", entry.auc.low},
                                       {"auc_high", entry.auc.high},
                                       {"risk_coverage_area", entry.risk.area}});
    document["pairs"] = Json::array();
    for (const ContestPair& pair : contest.pairs)
        document["pairs"].push_back({{"a", contest.entries[pair.a].name},
                                     {"b", contest.entries[pair.b].name},
                                     {"difference", pair.difference.difference},
                                     {"low", pair.difference.low},
                                     {"high", pair.difference.high},
                                     {"p", orNull(pair.difference.p)},
                                     {"p_holm", orNull(pair.adjusted)}});
    return document;
}

std::string contestText(const Json& document) {
    std::vector<std::vector<std::string>> metrics{{"metric", "AUC", "95 % interval", "risk-coverage area"}};
    for (const Json& entry : document["metrics"])
        metrics.push_back({entry["metric"].get<std::string>(), figureText(entry["auc"], 4),
                           figureText(entry["auc_low"], 4) + " to " + figureText(entry["auc_high"], 4),
                           figureText(entry["risk_coverage_area"], 4)});
    std::vector<std::vector<std::string>> pairs{{"pair", "difference", "95 % interval", "p", "p (Holm)"}};
    for (const Json& pair : document["pairs"])
        pairs.push_back({pair["a"].get<std::string>() + " - " + pair["b"].get<std::string>(),
                         figureText(pair["difference"], 4),
                         figureText(pair["low"], 4) + " to " + figureText(pair["high"], 4), figureText(pair["p"], 4),
                         figureText(pair["p_holm"], 4)});
    return countText(document["rows"]) + " valid answers that every metric knows, " + countText(document["wrong"]) +
           " of them wrong.\n\n" + textTable(metrics) + (pairs.size() > 1 ? "\n" + textTable(pairs) : std::string());
}

Result<Json> contestOf(Project& project, const AnalyzeOptions& options, const std::string& ledgerText) {
    std::vector<ContestMetric> metrics;
    Json readsKey = Json::array();
    for (const std::string& name : split(options.contest, ',')) {
        const std::string metric(trim(name));
        CAFTAN_TRY(rows, loadScoringRows(project, options.scoring, metric, options.split,
                                         metrics.empty() ? ledgerText : "the same contest, " + metric));
        if (rows.metric.readsKey)
            readsKey.push_back(metric);
        metrics.push_back({metric, std::move(rows.columns)});
    }
    CAFTAN_TRY(contest, holdContest(metrics));
    Json document = contestJson(contest);
    document["read_key"] = readsKey;
    return document;
}

Result<Json> againstOf(Project& project, const AnalyzeOptions& options, const std::string& ledgerText) {
    CAFTAN_TRY(a, loadScoringRows(project, options.scoring, options.metric, options.split, ledgerText));
    CAFTAN_TRY(b, loadScoringRows(project, options.against, options.metric, options.split,
                                  "the same comparison, scoring " + std::to_string(options.against)));
    if (a.dataset.id != b.dataset.id)
        return fail("Scorings " + std::to_string(options.scoring) + " and " + std::to_string(options.against) +
                    " are of different data sets; two scorings are compared on the same questions.");
    CAFTAN_TRY(cutsA, cutsOf(project, a, options.cuts));
    CAFTAN_TRY(cutsB, cutsOf(project, b, options.cutsAgainst.empty() ? options.cuts : options.cutsAgainst));
    const JoinedRows rows = joinScorings(a.columns, b.columns);
    const Agreement agreement = agreementOf(rows);
    Json document;
    document["rows"] = rows.size();
    document["only"] = {rows.onlyA, rows.onlyB};
    document["pearson"] = orNull(agreement.pearson);
    document["spearman"] = orNull(agreement.spearman);
    document["both_right"] = agreement.bothRight;
    document["both_wrong"] = agreement.bothWrong;
    document["won"] = agreement.accuracy.won;
    document["lost"] = agreement.accuracy.lost;
    document["difference"] = agreement.accuracy.difference;
    document["low"] = agreement.accuracy.low;
    document["high"] = agreement.accuracy.high;
    document["p"] = agreement.accuracy.p;
    document["cuts"] = {cutsA, cutsB};
    document["migration"] = bandMigration(rows, cutsA, cutsB);
    return document;
}

std::string againstText(const Json& document, const AnalyzeOptions& options) {
    std::string text = countText(document["rows"]) + " questions that both answered validly; metric correlation " +
                       figureText(document["pearson"], 3) + ", of ranks " + figureText(document["spearman"], 3) +
                       ".\nOnly scoring " + std::to_string(options.scoring) + " right: " + countText(document["won"]) +
                       "; only scoring " + std::to_string(options.against) + ": " + countText(document["lost"]) +
                       "; difference " + percentText(document["difference"]) + " [" + percentText(document["low"]) +
                       ", " + percentText(document["high"]) + "], McNemar's p " + figureText(document["p"], 4) +
                       ".\n\nBands of scoring " + std::to_string(options.scoring) + " down, of scoring " +
                       std::to_string(options.against) + " across:\n";
    const Json& counts = document["migration"];
    std::vector<std::vector<std::string>> table{{"band"}};
    for (const std::string& name : bandNames(counts[0].size()))
        table[0].push_back(name);
    const std::vector<std::string> names = bandNames(counts.size());
    for (size_t i = 0; i < counts.size(); ++i) {
        table.push_back({names[i]});
        for (const Json& count : counts[i])
            table.back().push_back(countText(count));
    }
    return text + textTable(table);
}

Result<Json> statisticsOf(Project& project, const Context& context, const AnalyzeOptions& options, std::string& text) {
    CAFTAN_TRY(rows, loadScoringRows(project, options.scoring, options.metric, options.split, context.commandLine()));
    CAFTAN_TRY(cuts, parseCuts(options.cuts));
    CAFTAN_TRY(statistics, makeReport(rows.columns, rows.reference, rows.categories,
                                      {options.metric, cuts, options.by == "category"}));
    statistics["metric_reads_key"] = rows.metric.readsKey;
    statistics["scoring"] = rows.scoring.id;
    statistics["sealed"] = rows.dataset.sealed;
    statistics["split"] = !options.split.empty() ? options.split : rows.dataset.sealed ? "train+validation" : "all";
    if (!context.json)
        text = reportText(statistics, rows);
    return std::move(statistics);
}

Status analyze(const Context& context, const AnalyzeOptions& options) {
    CAFTAN_TRY(project,
               context.open(opensTest(options.split) ? Project::Access::ReadWrite : Project::Access::ReadOnly));
    std::string text;
    Json document;
    if (!options.contest.empty()) {
        CAFTAN_TRY(contest, contestOf(project, options, context.commandLine()));
        document = std::move(contest);
        text = contestText(document);
    } else if (options.against > 0) {
        CAFTAN_TRY(against, againstOf(project, options, context.commandLine()));
        document = std::move(against);
        text = againstText(document, options);
    } else {
        CAFTAN_TRY(statistics, statisticsOf(project, context, options, text));
        document = std::move(statistics);
    }
    reportResult(context, document, text);
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
    command
        ->add_option("--metric", options->metric,
                     "entropy, option_entropy, one_minus_max, margin, gold_nll, question_length, random; where the "
                     "scoring has them ifd, trace_*, answer_*, datamap_*; or one brought in with 'data metric'")
        ->capture_default_str();
    command->add_option("--by", options->by, "Also by category, each with its n and interval")
        ->check(CLI::IsMember({"category"}));
    command->add_option("--cuts", options->cuts, "Values (0.11,0.39) or quantiles of the training rows (q0.25,q0.75)")
        ->capture_default_str();
    auto* contest = command->add_option("--contest", options->contest,
                                        "Several metrics on the same rows (entropy,margin,random): AUCs, paired "
                                        "differences after DeLong, p adjusted after Holm");
    auto* against = command->add_option("--against", options->against,
                                        "Another scoring of the same questions: agreement, questions won and lost, "
                                        "migration between bands");
    against->excludes(contest);
    command->add_option("--cuts-against", options->cutsAgainst, "Cuts of the other scoring (default: the same text)")
        ->needs(against);
    command->callback(
        [&context, options] { context.run = [&context, options] { return exitCode(analyze(context, *options)); }; });
    addCutsCommands(app, context);
}

} // namespace caftan::cli
