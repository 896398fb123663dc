#include "core/report/methods.h"

#include "core/base/text.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace caftan {

namespace {

const Json& at(const Json& object, const char* key) {
    static const Json none;
    if (!object.is_object())
        return none;
    const auto found = object.find(key);
    return found == object.end() ? none : *found;
}

std::string textAt(const Json& object, const char* key) {
    const Json& value = at(object, key);
    return value.is_string() ? value.get<std::string>() : value.is_null() ? std::string() : dumpJson(value);
}

std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (size_t i = 0; i < parts.size(); ++i)
        text += (i == 0 ? "" : i + 1 == parts.size() ? " and " : ", ") + parts[i];
    return text;
}

std::string shortHash(const std::string& hash) {
    return hash.substr(0, 12);
}

std::string modelSentence(const Json& config) {
    const Json &model = at(config, "model"), &data = at(config, "dataset");
    std::string text = "We fine-tuned " + textAt(model, "name") + " (SHA-256 " + shortHash(textAt(model, "sha256")) +
                       ") on " + textAt(data, "name") + " (SHA-256 " + shortHash(textAt(data, "sha256")) + ")";
    const Json& cuts = at(config, "cuts");
    if (at(cuts, "values").is_array() && !at(cuts, "values").empty()) {
        std::vector<std::string> values;
        for (const Json& value : cuts["values"])
            values.push_back(dumpJson(Json(std::round(value.get<double>() * 1e6) / 1e6)));
        text += ", its questions divided into " + std::to_string(values.size() + 1) + " bands by the " +
                textAt(cuts, "metric") + " of the untrained model's single-token answer, cut at " + joined(values) +
                " on training data before anything was trained";
    }
    return text + ". ";
}

std::string trainingSentence(const Json& config) {
    const Json& spec = at(config, "spec");
    std::vector<std::string> epochs;
    for (const Json& value : at(spec, "epochs"))
        epochs.push_back(dumpJson(value));
    std::string text = "Training ran for " + joined(epochs) +
                       (epochs == std::vector<std::string>{"1"} ? " epoch" : " epochs") +
                       " with AdamW (learning rate " + textAt(spec, "rate") + ", betas " + textAt(spec, "beta1") +
                       " and " + textAt(spec, "beta2") + ", weight decay " + textAt(spec, "weight_decay") + ", " +
                       textAt(spec, "decay") + " schedule, gradients clipped at " + textAt(spec, "clip") + "), " +
                       textAt(spec, "batch_sequences") + " sequences a step, loss on " +
                       (at(spec, "whole_sequence") == true ? "whole sequences" : "answers only") + ", ";
    const Json& lora = at(spec, "lora");
    text += lora.is_object() ? "LoRA of rank " + textAt(lora, "rank") : std::string("all weights trained");
    if (spec.contains("base_bits"))
        text += " on a base in " + textAt(spec, "base_bits") + " bits (QLoRA)";
    const Json &used = at(config, "used"), &versions = at(config, "versions");
    return text + ", in " + textAt(used, "dtype") + " on " + textAt(used, "device") + " (Caftan " +
           textAt(versions, "caftan") + ", torch " + textAt(versions, "torch") + "). ";
}

std::string recipeSentence(const RunCatalog& catalog, const ComparedRecipe& recipe) {
    std::vector<std::string> seeds, bands;
    for (const size_t run : recipe.group.runs)
        seeds.push_back(std::to_string(catalog.runs[run].run.seed));
    for (const Json& band : at(catalog.runs[recipe.group.runs.front()].run.config, "bands")) {
        if (band.value("rows", int64_t(0)) == 0)
            continue;
        const int64_t reasoning = band.value("reasoning_rows", int64_t(0)), rows = band.value("rows", int64_t(0));
        bands.push_back(band.value("name", std::string()) + ": " + groupDigits(rows) + " questions" +
                        (reasoning == rows ? ", all with reasoning"
                         : reasoning       ? ", " + groupDigits(reasoning) + " with reasoning"
                                           : ", short answers"));
    }
    std::string text = recipe.group.label + " (" + (seeds.size() == 1 ? "seed " : "seeds ") + joined(seeds);
    for (const std::string& band : bands)
        text += "; " + band;
    if (recipe.tokens.seen)
        text += "; " + groupDigits(std::llround(*recipe.tokens.seen)) + " answer tokens trained on";
    return text + ")";
}

std::string judgingSentence(const RunCatalog& catalog, const Comparison& comparison, const Json& config) {
    const ComparedRecipe& base = comparison.recipes[*comparison.baseline];
    const std::string mode = textAt(config, "primary_mode");
    std::string text = "Answers were judged by " +
                       std::string(mode == "single" ? "their most probable option token" : "greedy generation") +
                       " on " + groupDigits(base.figures.rows) + " questions of the " + comparison.split +
                       " part, invalid answers counted as wrong; validation figures are those of the last epoch. ";
    if (const auto dataset =
            std::find_if(catalog.datasets.begin(), catalog.datasets.end(),
                         [&](const Dataset& d) { return d.name == textAt(at(config, "dataset"), "name"); });
        dataset != catalog.datasets.end() && dataset->sealed)
        text += "Cuts, metric and settings were chosen on training and validation data; the sealed test part (" +
                groupDigits(dataset->test) + " questions) was opened " +
                (dataset->openings == 1 ? std::string("once") : std::to_string(dataset->openings) + " times") + ". ";
    bool several = false, single = false;
    for (const ComparedRecipe& recipe : comparison.recipes)
        (recipe.group.runs.size() > 1 ? several : single) = true;
    if (several)
        text += "Recipes with several seeds are compared by the mean over seeds of each question, with percentile "
                "intervals from 10,000 bootstrap replicates over questions and seeds (of s seeds, s - 1 are drawn). ";
    if (single)
        text += "Single runs are compared with McNemar's exact test and Newcombe's interval, their accuracies with "
                "Wilson's; with one seed no p is given for a recipe. ";
    return text + "p values are corrected by Holm's method over all " + std::to_string(comparison.recipes.size() - 1) +
           " comparisons with " + base.group.label + ".";
}

} // namespace

std::string methodsText(const RunCatalog& catalog, const Comparison& comparison) {
    if (comparison.recipes.empty() || !comparison.baseline)
        return "No finished run has answers on the " + comparison.split + " part yet.";
    const ComparedRecipe& base = comparison.recipes[*comparison.baseline];
    const Json& config = catalog.runs[base.group.runs.front()].run.config;
    std::vector<std::string> recipes;
    std::set<std::string> notes;
    for (const ComparedRecipe& recipe : comparison.recipes) {
        recipes.push_back(recipeSentence(catalog, recipe));
        for (const Json& note : at(catalog.runs[recipe.group.runs.front()].run.config, "notes"))
            if (note.is_string())
                notes.insert(note.get<std::string>());
    }
    std::string text = modelSentence(config) + "Compared are " + joined(recipes) + ". " + trainingSentence(config);
    for (const std::string& note : notes)
        text += note + (note.ends_with('.') ? " " : ". ");
    return text + judgingSentence(catalog, comparison, config);
}

} // namespace caftan
