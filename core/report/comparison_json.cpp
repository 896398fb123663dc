// What `runs compare` and the file of a report hold, as JSON.
#include "core/analysis/compare.h"
#include "core/analysis/holm.h"
#include "core/base/clock.h"
#include "core/report/comparison.h"

namespace caftan {

namespace {

template <class T>
Json numberOrNull(const std::optional<T>& value) {
    return value ? Json(*value) : Json();
}

Json tokensJson(const AnswerTokens& tokens) {
    return {{"unique", numberOrNull(tokens.unique)},
            {"seen", numberOrNull(tokens.seen)},
            {"with_prompts", numberOrNull(tokens.withPrompts)},
            {"bought_from_teacher", numberOrNull(tokens.bought)},
            {"written_per_answer", numberOrNull(tokens.perAnswer)}};
}

Json bandsJson(const std::vector<BandDifference>& bands) {
    Json list = Json::array();
    for (const BandDifference& band : bands)
        list.push_back({{"band", band.band},
                        {"rows", band.rows},
                        {"won", band.won},
                        {"lost", band.lost},
                        {"difference", band.difference},
                        {"low", band.low},
                        {"high", band.high},
                        {"p", numberOrNull(band.p)},
                        {"p_holm", numberOrNull(band.pHolm)}});
    return list;
}

Json differenceJson(const RecipeDifference& difference) {
    Json json = {{"rows", difference.rows},         {"difference", difference.difference},
                 {"low", difference.low},           {"high", difference.high},
                 {"p", numberOrNull(difference.p)}, {"p_holm", numberOrNull(difference.pHolm)}};
    if (!difference.p)
        json["why_no_p"] = "one seed: another seed may give another result";
    if (difference.runP) {
        json["p_runs"] = *difference.runP;
        json["p_runs_holm"] = numberOrNull(difference.runHolm);
    }
    json["won"] = difference.won;
    json["lost"] = difference.lost;
    json["questions_to_show_2_points"] = difference.needed;
    json["by_band"] = bandsJson(difference.bands);
    json["sentence"] = differenceSentence(difference);
    return json;
}

Json recipeJson(const RunCatalog& catalog, const ComparedRecipe& recipe) {
    Json runs = Json::array(), seeds = Json::array();
    for (const size_t run : recipe.group.runs) {
        runs.push_back(catalog.runs[run].run.id);
        seeds.push_back(catalog.runs[run].run.seed);
    }
    return {{"label", recipe.group.label},
            {"recipe", recipe.group.recipe},
            {"runs", runs},
            {"seeds", seeds},
            {"rows", recipe.figures.rows},
            {"accuracy_all", recipe.figures.accuracy},
            {"low", recipe.figures.low},
            {"high", recipe.figures.high},
            {"accuracy", numberOrNull(recipe.figures.accuracyValid)},
            {"by_seed", recipe.figures.bySeed},
            {"tokens", tokensJson(recipe.tokens)},
            {"seconds", numberOrNull(recipe.seconds)},
            {"to_baseline", recipe.difference ? differenceJson(*recipe.difference) : Json()}};
}

// Each pair of runs, as the contract of `runs compare` has it.
Result<Json> pairsJson(Project& project, const RunCatalog& catalog, const Comparison& comparison,
                       JudgementCache& cache) {
    Json pairs = Json::array();
    std::vector<std::optional<double>> p;
    for (size_t i = 0; i < comparison.runs.size(); ++i) {
        for (size_t j = i + 1; j < comparison.runs.size(); ++j) {
            const CatalogRun &a = catalog.runs[comparison.runs[i]], &b = catalog.runs[comparison.runs[j]];
            CAFTAN_TRY(ofA, cache.of(project, a.on(comparison.split)->id));
            CAFTAN_TRY(ofB, cache.of(project, b.on(comparison.split)->id));
            const RecipeDifference pair = recipeDifference({ofA}, {ofB}, {});
            p.push_back(pair.rows ? pair.runP : std::nullopt);
            pairs.push_back({{"a", a.run.id},
                             {"b", b.run.id},
                             {"rows", pair.rows},
                             {"won", pair.won},
                             {"lost", pair.lost},
                             {"difference", pair.difference},
                             {"low", pair.low},
                             {"high", pair.high},
                             {"p", numberOrNull(pair.runP)}});
        }
    }
    p = holm(p);
    for (size_t i = 0; i < p.size(); ++i)
        pairs[i]["p_holm"] = numberOrNull(p[i]);
    return pairs;
}

} // namespace

Json catalogRunJson(const CatalogRun& entry, const std::string& split) {
    const RunRecord& run = entry.run;
    Json json = {{"run", run.id},
                 {"uid", run.uid},
                 {"name", run.name},
                 {"recipe", run.recipe},
                 {"state", entry.state},
                 {"seed", run.seed},
                 {"created", isoTime(run.created)},
                 {"attempt", run.attempt}};
    for (const char* key : {"steps", "tokens", "train_answer_tokens", "train_answer_tokens_seen", "seconds", "loss",
                            "accuracy", "best_epoch", "accuracy_last", "mode"})
        json[key] = run.result.is_object() && run.result.contains(key) ? run.result[key] : Json();
    json["tags"] = run.tags;
    json["notes"] = run.notes;
    json["pinned"] = run.pinned;
    json["answer_tokens"] = tokensJson(entry.tokensOn(split));
    return json;
}

Result<Json> comparisonJson(Project& project, const RunCatalog& catalog, const Comparison& comparison,
                            JudgementCache& cache) {
    Json runs = Json::array(), recipes = Json::array();
    for (const size_t run : comparison.runs)
        runs.push_back(catalogRunJson(catalog.runs[run], comparison.split));
    for (const ComparedRecipe& recipe : comparison.recipes)
        recipes.push_back(recipeJson(catalog, recipe));
    CAFTAN_TRY(pairs, pairsJson(project, catalog, comparison, cache));
    return Json{
        {"split", comparison.split},
        {"runs", runs},
        {"pairs", pairs},
        {"differences", configurationDifferences(catalog, comparison.runs, true)},
        {"recipes", recipes},
        {"baseline", comparison.baseline ? Json(comparison.recipes[*comparison.baseline].group.label) : Json()}};
}

} // namespace caftan
