// cuts: named cut sets, and cuts that a rule suggests.
#include "app/cli/command.h"
#include "app/cli/scoring_rows.h"

#include "core/analysis/intervals.h"
#include "core/analysis/suggest.h"
#include "core/base/text.h"

#include <algorithm>
#include <memory>

namespace caftan::cli {
namespace {

struct SaveOptions {
    int64_t scoring = 0;
    std::string name, metric = "entropy", cuts;
};
struct SuggestOptions {
    int64_t scoring = 0;
    std::string metric = "entropy", rule = "f1", category;
    CutQuestion question;
};

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
    CAFTAN_TRY(rows, loadScoringRows(project, options.scoring, options.metric, {}, {}));
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

Status suggest(const Context& context, SuggestOptions options) {
    options.question.rule = ruleFromName(options.rule).value_or(CutRule::F1);
    if (options.question.rule == CutRule::Budget && options.question.tokens <= 0)
        return fail("A budget needs --tokens: at most so many reasoning tokens above the cut.");
    CAFTAN_TRY(project, context.open(Project::Access::ReadOnly));
    CAFTAN_TRY(rows, loadScoringRows(project, options.scoring, options.metric, {}, {}));
    ThresholdIndex::Filter filter;
    if (!options.category.empty()) {
        const auto known = std::find(rows.categories.begin(), rows.categories.end(), options.category);
        if (known == rows.categories.end())
            return fail("There is no category \"" + options.category + "\" in this data set.");
        filter = [&rows, category = int32_t(known - rows.categories.begin())](size_t row) {
            return rows.columns.category[row] == category;
        };
    }
    const ThresholdIndex index = ThresholdIndex::build(rows.columns, filter);
    CAFTAN_TRY(found, suggestCut(index, options.question));
    Json document;
    document["rule"] = options.rule;
    document["cut"] = found.cut;
    document["quantile"] = found.quantile;
    document["score"] = found.score;
    document["precision"] = found.confusion.precision();
    document["recall"] = found.confusion.recall();
    document["f1"] = found.confusion.f1();
    document["above"] = {{"rows", found.above.rows}, {"cot_tokens", found.above.traceTokens}};
    reportResult(context, document,
                 "Cut " + fixed(found.cut, 6) + " (" + fixed(100 * found.quantile, 1) + " % at or below). Above it: " +
                     groupDigits(found.above.rows) + " questions, " + groupDigits(found.above.traceTokens) +
                     " reasoning tokens; precision " + fixed(found.confusion.precision(), 3) + ", recall " +
                     fixed(found.confusion.recall(), 3) + ", F1 " + fixed(found.confusion.f1(), 3) + ".\n");
    return {};
}

int finished(const Status& status) {
    return status ? int(Ok) : reportError(status.error());
}

void addSuggest(CLI::App& cuts, Context& context) {
    auto options = std::make_shared<SuggestOptions>();
    CLI::App* command = cuts.add_subcommand("suggest", "A cut that a rule proposes; nothing is stored");
    command->add_option("--scoring", options->scoring, "Number of the scoring")->required();
    command->add_option("--metric", options->metric, "Metric that is cut")->capture_default_str();
    command->add_option("--category", options->category, "Of one category only");
    command
        ->add_option("--rule", options->rule,
                     "f1: best F1 of flagging wrong answers; youden: most wrong found minus right flagged; cost: least "
                     "total cost; budget: lowest cut within --tokens reasoning tokens")
        ->check(CLI::IsMember({"f1", "youden", "cost", "budget"}))
        ->capture_default_str();
    command->add_option("--false-alarm", options->question.falseAlarmCost, "Cost of a right answer flagged")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    command->add_option("--miss", options->question.missCost, "Cost of a wrong answer passed")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    command->add_option("--tokens", options->question.tokens, "At most so many reasoning tokens above the cut");
    command->callback(
        [&context, options] { context.run = [&context, options] { return finished(suggest(context, *options)); }; });
}

} // namespace

void addCutsCommands(CLI::App& app, Context& context) {
    CLI::App* cuts = app.add_subcommand("cuts", "Named cut sets, and cuts that a rule suggests");
    cuts->require_subcommand(1);
    auto saved = std::make_shared<SaveOptions>();
    CLI::App* save = cuts->add_subcommand("save", "Save cuts of a scoring under a name; the same name is replaced");
    save->add_option("name", saved->name, "Name of the cut set")->required();
    save->add_option("--scoring", saved->scoring, "Number of the scoring")->required();
    save->add_option("--metric", saved->metric, "Metric that is cut")->capture_default_str();
    save->add_option("--cuts", saved->cuts, "Values (0.11,0.39) or quantiles (q0.25,q0.75)")->required();
    save->callback(
        [&context, saved] { context.run = [&context, saved] { return finished(saveCutSet(context, *saved)); }; });
    CLI::App* list = cuts->add_subcommand("list", "Cut sets of the project");
    list->callback([&context] { context.run = [&context] { return finished(listCutSets(context)); }; });
    addSuggest(*cuts, context);
}

} // namespace caftan::cli
