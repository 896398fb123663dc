#include "core/report/html_report.h"

#include "core/analysis/report.h"
#include "core/base/clock.h"
#include "core/base/text.h"
#include "core/report/html_script.h"
#include "core/report/methods.h"
#include "core/store/scorings.h"

#include <algorithm>
#include <cmath>

namespace caftan {

namespace {

constexpr size_t histogramRows = 20'000;

std::string escaped(const std::string& text) {
    std::string out;
    for (const char c : text)
        out += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '"' ? "&quot;" : std::string(1, c);
    return out;
}

std::string cell(const std::string& text, bool head = false, bool number = true) {
    const std::string tag = head ? "th" : "td";
    return "<" + tag + (number ? " align=\"right\">" : " align=\"left\">") + escaped(text) + "</" + tag + ">";
}

std::string countOf(const Json& value, int decimals = 0) {
    return !value.is_number() ? "\u2013"
           : decimals         ? fixed(value.get<double>(), decimals)
                              : groupDigits(std::llround(value.get<double>()));
}

std::string recipeRows(const Json& document) {
    std::string html = "<table class=\"figures\" cellspacing=\"0\" cellpadding=\"4\"><tr>";
    const std::pair<const char*, bool> heads[] = {
        {"Recipe", false},      {"Seeds", true},         {"Accuracy %", true},   {"\u0394 baseline", true},
        {"p (Holm)", true},     {"Answer tokens", true}, {"times epochs", true}, {"with prompts", true},
        {"from teacher", true}, {"per answer", true},    {"Seconds", true}};
    for (const auto& [head, number] : heads)
        html += cell(head, true, number);
    html += "</tr>";
    for (const Json& recipe : document["recipes"]) {
        const bool base = recipe["label"] == document["baseline"];
        const Json &to = recipe["to_baseline"], &tokens = recipe["tokens"];
        html += "<tr>" + cell(recipe["label"].get<std::string>() + (base ? " (baseline)" : ""), false, false) +
                cell(std::to_string(recipe["seeds"].size())) +
                cell(intervalText(recipe["accuracy_all"], recipe["low"], recipe["high"], false)) +
                cell(to.is_object() ? intervalText(to["difference"], to["low"], to["high"], true) : "\u2013") +
                cell(!to.is_object()            ? "\u2013"
                     : to["p_holm"].is_number() ? pText(to["p_holm"])
                                                : "one seed") +
                cell(countOf(tokens["unique"])) + cell(countOf(tokens["seen"])) +
                cell(countOf(tokens["with_prompts"])) + cell(countOf(tokens["bought_from_teacher"])) +
                cell(countOf(tokens["written_per_answer"], 1)) + cell(countOf(recipe["seconds"], 1)) + "</tr>";
    }
    return html + "</table>";
}

std::string bandRows(const Json& document) {
    std::string html = "<table class=\"figures\" cellspacing=\"0\" cellpadding=\"4\"><tr>" +
                       cell("Recipe", true, false) + cell("Band", true, false);
    for (const char* head : {"Questions", "Won", "Lost", "Difference", "p (Holm over bands)"})
        html += cell(head, true);
    html += "</tr>";
    for (const Json& recipe : document["recipes"])
        if (recipe["to_baseline"].is_object())
            for (const Json& band : recipe["to_baseline"]["by_band"])
                html += "<tr>" + cell(recipe["label"], false, false) + cell(band["band"], false, false) +
                        cell(countOf(band["rows"])) + cell(countOf(band["won"])) + cell(countOf(band["lost"])) +
                        cell(intervalText(band["difference"], band["low"], band["high"], true)) +
                        cell(band["p_holm"].is_number() ? pText(band["p_holm"]) : "one seed") + "</tr>";
    return html + "</table>";
}

std::string settingRows(const Json& document) {
    std::string html =
        "<table class=\"figures\" cellspacing=\"0\" cellpadding=\"4\"><tr>" + cell("Setting", true, false);
    for (const Json& recipe : document["recipes"])
        html += cell(recipe["label"], true, false);
    html += "</tr>";
    for (const auto& [key, values] : document["differences"].items()) {
        if (key == "seed" || key == "name" || key == "threads" || key == "device")
            continue;
        html += "<tr>" + cell(key, false, false);
        for (const Json& recipe : document["recipes"]) {
            const Json& value = values[std::to_string(recipe["runs"].front().get<int64_t>())];
            html += cell(value.is_null()     ? "\u2013"
                         : value.is_string() ? value.get<std::string>()
                                             : dumpJson(value),
                         false, false);
        }
        html += "</tr>";
    }
    return html + "</table>";
}

Result<Json> histogramJson(Project& project, const RunCatalog& catalog, const RunRecord& run) {
    if (!run.scoring || !run.config.is_object() || !run.config.contains("cuts"))
        return Json();
    const std::string metric = run.config["cuts"].value("metric", std::string("entropy"));
    CAFTAN_TRY(scoring, findScoring(project, *run.scoring));
    CAFTAN_TRY(chunk, loadColumns(project, *run.scoring, metric));
    const bool sealed = std::any_of(catalog.datasets.begin(), catalog.datasets.end(),
                                    [&](const Dataset& d) { return d.id == scoring.dataset && d.sealed; });
    const ScoreColumns columns =
        sealed ? selectSplits(chunk.columns, splitBit(Split::Train) | splitBit(Split::Validation)) : chunk.columns;
    Json values = Json::array(), right = Json::array();
    const size_t step = columns.size() / histogramRows + 1;
    for (size_t i = 0; i < columns.size(); i += step)
        if (columns.valid[i]) {
            values.push_back(std::stod(fixed(columns.metric[i], 5)));
            right.push_back(int(columns.right[i]));
        }
    return Json{{"metric", metric},
                {"cuts", run.config["cuts"].value("values", Json::array())},
                {"values", values},
                {"right", right},
                {"rows", columns.size()}};
}

// Safe inside a <script>: no "</" and no "<!--".
std::string scriptSafe(std::string json) {
    for (size_t at = json.find('<'); at != std::string::npos; at = json.find('<', at + 1))
        json.replace(at, 1, "\\u003c");
    return json;
}

} // namespace

Result<ReportParts> reportParts(Project& project, const RunCatalog& catalog, const std::vector<size_t>& runs,
                                const std::string& split, JudgementCache& cache) {
    CAFTAN_TRY(comparison, compareRuns(project, catalog, runs, split, cache));
    if (comparison.recipes.empty())
        return fail("none of these runs is finished and has answers on the " + split +
                    " part, so there is nothing to report.");
    CAFTAN_TRY(document, comparisonJson(project, catalog, comparison, cache));
    const size_t first = comparison.recipes[*comparison.baseline].group.runs.front();
    CAFTAN_TRY(histogram, histogramJson(project, catalog, catalog.runs[first].run));
    document["histogram"] = histogram;
    document["methods"] = methodsText(catalog, comparison);
    document["made"] = isoTime(unixTime());
    return ReportParts{project.name(), std::move(document)};
}

std::string reportTables(const ReportParts& parts, const std::string& pictures) {
    const Json& document = parts.document;
    std::string html = "<h1>" + escaped(parts.title) + "</h1><p>" + std::to_string(document["recipes"].size()) +
                       " recipes on the " + escaped(document["split"]) + " part, made " + escaped(document["made"]) +
                       ". Accuracy counts invalid answers as wrong; intervals are 95 %.</p>" + recipeRows(document);
    for (const Json& recipe : document["recipes"])
        if (recipe["to_baseline"].is_object())
            html += "<p><b>" + escaped(recipe["label"]) + "</b> against " + escaped(document["baseline"]) + ": " +
                    escaped(recipe["to_baseline"]["sentence"]) + "</p>";
    return html + pictures + "<h2>Questions won and lost</h2>" + bandRows(document) +
           "<h2>Differences in configuration</h2>" + settingRows(document) + "<h2>Methods</h2><p>" +
           escaped(document["methods"]) + "</p>";
}

std::string reportHtml(const ReportParts& parts) {
    const std::string charts = "<h2>What do the tokens buy?</h2><div id=\"scatter\"></div>"
                               "<h2>Where the model is unsure</h2><p id=\"bandsText\"></p><div "
                               "id=\"histogram\"></div><div id=\"bands\"></div>";
    return std::string(reportHead) + "<title>" + escaped(parts.title) + "</title></head><body><main>" +
           reportTables(parts, charts) + "</main><script>const report = " + scriptSafe(dumpJson(parts.document)) +
           ";\n" + reportScript + "</script></body></html>\n";
}

} // namespace caftan
