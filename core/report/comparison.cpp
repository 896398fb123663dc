#include "core/report/comparison.h"

#include "core/analysis/bootstrap.h"
#include "core/analysis/compare.h"
#include "core/analysis/holm.h"
#include "core/analysis/intervals.h"
#include "core/base/text.h"
#include "core/jobs/example_writer.h"
#include "core/store/scorings.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace caftan {

namespace {

constexpr double leastDeviation = 1e-9;

// Questions that every one of them answered, ascending.
std::vector<int64_t> commonQuestions(const std::vector<const Judgements*>& runs) {
    std::vector<int64_t> common = runs.empty() ? std::vector<int64_t>() : runs.front()->question;
    for (const Judgements* run : runs) {
        if (run->question == common)
            continue;
        std::vector<int64_t> both;
        std::set_intersection(common.begin(), common.end(), run->question.begin(), run->question.end(),
                              std::back_inserter(both));
        common = std::move(both);
    }
    return common;
}

std::vector<uint8_t> rightOf(const Judgements& run, const std::vector<int64_t>& questions) {
    if (run.question == questions)
        return run.right;
    std::vector<uint8_t> right;
    for (size_t i = 0, at = 0; i < questions.size(); ++i) {
        while (run.question[at] != questions[i])
            ++at;
        right.push_back(run.right[at]);
    }
    return right;
}

// Judgements of one or two recipes on the questions that all of them answered.
struct Aligned {
    std::vector<int64_t> questions;
    std::vector<std::vector<uint8_t>> a, b;

    Aligned(const RecipeJudgements& ofA, const RecipeJudgements& ofB) {
        std::vector<const Judgements*> runs;
        for (const auto* recipe : {&ofA, &ofB})
            for (const auto& run : *recipe)
                runs.push_back(run.get());
        questions = commonQuestions(runs);
        for (const auto& run : ofA)
            a.push_back(rightOf(*run, questions));
        for (const auto& run : ofB)
            b.push_back(rightOf(*run, questions));
    }
    static double share(const std::vector<std::vector<uint8_t>>& seeds, size_t question) {
        double sum = 0;
        for (const auto& seed : seeds)
            sum += seed[question];
        return seeds.empty() ? 0 : sum / double(seeds.size());
    }
    double shareA(size_t question) const { return share(a, question); }
    double shareB(size_t question) const { return share(b, question); }
};

// Rows of a comparison, all or those of a band.
struct Outcome {
    int64_t rows = 0, won = 0, lost = 0;
    double difference = 0, low = 0, high = 0, discordant = 0;
    std::optional<double> p;
};

Outcome outcomeOf(const Aligned& aligned, const std::vector<size_t>& rows) {
    const auto picked = [&](const std::vector<std::vector<uint8_t>>& seeds) {
        std::vector<std::vector<uint8_t>> result;
        for (const auto& seed : seeds) {
            auto& right = result.emplace_back();
            for (const size_t row : rows)
                right.push_back(seed[row]);
        }
        return result;
    };
    const auto a = picked(aligned.a), b = picked(aligned.b);
    Outcome outcome;
    outcome.rows = int64_t(rows.size());
    for (const size_t row : rows) {
        const double apart = aligned.shareA(row) - aligned.shareB(row);
        outcome.won += apart > 0;
        outcome.lost += apart < 0;
        outcome.discordant += apart * apart / double(rows.size());
    }
    if (a.size() == 1 && b.size() == 1) {
        const PairedComparison pair = comparePaired(a[0], b[0]);
        outcome.difference = pair.difference;
        outcome.low = pair.low;
        outcome.high = pair.high;
        outcome.p = pair.p;
        return outcome;
    }
    const Bootstrap drawn = bootstrapDifference({a.begin(), a.end()}, {b.begin(), b.end()});
    outcome.difference = drawn.value;
    outcome.low = drawn.low;
    outcome.high = drawn.high;
    if (drawn.deviation < leastDeviation) { // nothing varies, so nothing can be drawn: the theory of one seed
        const PairedComparison pair = comparePaired(a[0], b[0]);
        outcome.low = pair.low;
        outcome.high = pair.high;
    }
    if (a.size() > 1 && b.size() > 1)
        outcome.p = drawn.p;
    return outcome;
}

int64_t roundedCount(int64_t count) { // 5,885 -> 5,900
    const double digits =
        std::pow(10.0, std::max(0.0, std::floor(std::log10(double(std::max<int64_t>(1, count)))) - 1));
    return std::llround(std::ceil(double(count) / digits - 0.5) * digits);
}

template <class Get>
std::optional<double> meanOver(const RunCatalog& catalog, const RunGroup& group, Get get) {
    double sum = 0;
    for (const size_t run : group.runs) {
        const std::optional<double> value = get(catalog.runs[run]);
        if (!value)
            return std::nullopt;
        sum += *value;
    }
    return group.runs.empty() ? std::nullopt : std::optional(sum / double(group.runs.size()));
}

} // namespace

Result<std::shared_ptr<const Judgements>> JudgementCache::of(Project& project, int64_t evaluation) {
    if (const auto known = known_.find(evaluation); known != known_.end())
        return known->second;
    CAFTAN_TRY(judgements, loadJudgements(project, evaluation));
    return known_[evaluation] = std::make_shared<const Judgements>(std::move(judgements));
}

Result<RecipeJudgements> loadRecipe(Project& project, const RunCatalog& catalog, const RunGroup& group,
                                    const std::string& split, JudgementCache& cache) {
    RecipeJudgements recipe;
    for (const size_t run : group.runs) {
        CAFTAN_TRY(judgements, cache.of(project, catalog.runs[run].on(split)->id));
        recipe.push_back(judgements);
    }
    return recipe;
}

Result<RecipeJudgements> loadRecipe(Project& project, const std::vector<int64_t>& evaluations, JudgementCache& cache) {
    RecipeJudgements recipe;
    for (const int64_t evaluation : evaluations) {
        CAFTAN_TRY(judgements, cache.of(project, evaluation));
        recipe.push_back(judgements);
    }
    return recipe;
}

AnswerTokens meanTokens(const RunCatalog& catalog, const RunGroup& group, const std::string& split) {
    const auto mean = [&](auto member) {
        return meanOver(catalog, group, [&](const CatalogRun& run) { return run.tokensOn(split).*member; });
    };
    return {mean(&AnswerTokens::unique), mean(&AnswerTokens::seen), mean(&AnswerTokens::withPrompts),
            mean(&AnswerTokens::bought), mean(&AnswerTokens::perAnswer)};
}

std::optional<double> meanSeconds(const RunCatalog& catalog, const RunGroup& group) {
    return meanOver(catalog, group, [](const CatalogRun& run) { return run.resultNumber("seconds"); });
}

std::optional<size_t> chooseBaseline(const RunCatalog& catalog, const std::vector<RunGroup>& groups) {
    const std::optional<size_t> pinned = catalog.pinned();
    std::optional<size_t> first, plain;
    for (size_t i = 0; i < groups.size(); ++i) {
        const std::vector<size_t> all = groups[i].all();
        if (groups[i].runs.empty())
            continue;
        if (pinned && std::find(all.begin(), all.end(), *pinned) != all.end())
            return i;
        if (!first)
            first = i;
        if (!plain && groups[i].recipe == "sft")
            plain = i;
    }
    return plain ? plain : first;
}

Result<QuestionBands> loadBands(Project& project, const RunRecord& run) {
    QuestionBands bands;
    const auto found = run.config.is_object() ? run.config.find("cuts") : run.config.end();
    if (!run.scoring || !run.config.is_object() || found == run.config.end() || !found->is_object())
        return bands;
    CutSet cuts;
    cuts.metric = found->value("metric", std::string("entropy"));
    cuts.values = found->value("values", std::vector<double>());
    CAFTAN_TRY(chunk, loadColumns(project, *run.scoring, cuts.metric));
    bands.names = bandNamesWithInvalid(cuts);
    bands.band = bandsOf(chunk.columns, cuts);
    for (size_t i = 0; i < chunk.columns.size(); ++i)
        bands.metric[chunk.columns.question[i]] = chunk.columns.metric[i];
    return bands;
}

RecipeFigures recipeFigures(const RecipeJudgements& recipe) {
    const Aligned aligned(recipe, {});
    RecipeFigures figures;
    figures.rows = int64_t(aligned.questions.size());
    figures.seeds = recipe.size();
    double valid = 0, share = 0;
    for (size_t s = 0; s < recipe.size(); ++s) {
        const int64_t right = std::count(aligned.a[s].begin(), aligned.a[s].end(), uint8_t(1));
        figures.bySeed.push_back(figures.rows ? double(right) / double(figures.rows) : 0);
        const int64_t valids = std::count(recipe[s]->valid.begin(), recipe[s]->valid.end(), uint8_t(1));
        int64_t rightValid = 0;
        for (size_t i = 0; i < recipe[s]->right.size(); ++i)
            rightValid += recipe[s]->right[i] && recipe[s]->valid[i];
        share += valids ? double(rightValid) / double(valids) : 0;
        valid += double(valids);
    }
    if (recipe.empty())
        return figures;
    if (valid > 0)
        figures.accuracyValid = share / double(recipe.size());
    const Bootstrap drawn =
        recipe.size() == 1 ? Bootstrap{figures.bySeed[0]} : bootstrapMean({aligned.a.begin(), aligned.a.end()});
    figures.accuracy = drawn.value;
    figures.low = drawn.low;
    figures.high = drawn.high;
    if (drawn.deviation < leastDeviation) { // one seed, or every answer right or wrong
        const Interval interval = wilson(std::llround(figures.accuracy * double(figures.rows)), figures.rows);
        figures.low = interval.low;
        figures.high = interval.high;
    }
    return figures;
}

RecipeDifference recipeDifference(const RecipeJudgements& a, const RecipeJudgements& b, const QuestionBands& bands) {
    RecipeDifference result;
    result.seedsA = a.size();
    result.seedsB = b.size();
    const Aligned aligned(a, b);
    if (a.empty() || b.empty())
        return result;
    std::vector<size_t> all(aligned.questions.size());
    std::vector<std::vector<size_t>> byBand(bands.names.size());
    for (size_t row = 0; row < all.size(); ++row) {
        all[row] = row;
        if (const auto band = bands.band.find(aligned.questions[row]); band != bands.band.end())
            byBand[size_t(band->second)].push_back(row);
    }
    const Outcome whole = outcomeOf(aligned, all);
    result.rows = whole.rows;
    result.won = whole.won;
    result.lost = whole.lost;
    result.difference = whole.difference;
    result.low = whole.low;
    result.high = whole.high;
    result.discordant = whole.discordant;
    (result.recipes() ? result.p : result.runP) = whole.p;
    result.needed = questionsNeeded(pointsToShow, whole.discordant);
    for (size_t band = 0; band < byBand.size(); ++band) {
        if (byBand[band].empty())
            continue;
        const Outcome part = outcomeOf(aligned, byBand[band]);
        result.bands.push_back(
            {bands.names[band], part.rows, part.won, part.lost, part.difference, part.low, part.high, part.p, {}});
    }
    return result;
}

void correctDifferences(std::vector<RecipeDifference>& differences) {
    std::vector<std::optional<double>> whole, parts;
    for (const RecipeDifference& difference : differences) {
        whole.push_back(difference.p ? difference.p : difference.runP);
        for (const BandDifference& band : difference.bands)
            parts.push_back(band.p);
    }
    whole = holm(whole);
    parts = holm(parts);
    for (size_t i = 0, part = 0; i < differences.size(); ++i) {
        (differences[i].p ? differences[i].pHolm : differences[i].runHolm) = whole[i];
        for (BandDifference& band : differences[i].bands)
            band.pHolm = parts[part++];
    }
}

std::vector<ChangedQuestion> changedQuestions(const RecipeJudgements& a, const RecipeJudgements& b,
                                              const QuestionBands& bands) {
    std::vector<ChangedQuestion> changed;
    if (a.empty() || b.empty())
        return changed;
    const Aligned aligned(a, b);
    for (size_t row = 0; row < aligned.questions.size(); ++row) {
        const double shareA = aligned.shareA(row), shareB = aligned.shareB(row);
        if (shareA == shareB)
            continue;
        const int64_t question = aligned.questions[row];
        const auto band = bands.band.find(question);
        const auto metric = bands.metric.find(question);
        changed.push_back({question, band == bands.band.end() ? -1 : band->second,
                           metric == bands.metric.end() ? std::numeric_limits<double>::quiet_NaN() : metric->second,
                           shareA, shareB});
    }
    std::stable_partition(changed.begin(), changed.end(), [](const ChangedQuestion& q) { return q.won(); });
    return changed;
}

Result<Comparison> compareRuns(Project& project, const RunCatalog& catalog, const std::vector<size_t>& runs,
                               const std::string& split, JudgementCache& cache) {
    Comparison comparison;
    comparison.split = split;
    comparison.runs = runs;
    const std::optional<size_t> pinned = catalog.pinned();
    std::vector<RecipeJudgements> judged;
    for (RunGroup& group : groupRuns(catalog, runs, split)) {
        if (group.runs.empty())
            continue;
        const std::vector<size_t> all = group.all();
        const auto holds = [&](size_t run) { return std::find(all.begin(), all.end(), run) != all.end(); };
        if (pinned ? holds(*pinned) : !comparison.baseline && !runs.empty() && holds(runs.front()))
            comparison.baseline = comparison.recipes.size();
        CAFTAN_TRY(recipe, loadRecipe(project, catalog, group, split, cache));
        ComparedRecipe entry;
        entry.figures = recipeFigures(recipe);
        entry.tokens = meanTokens(catalog, group, split);
        entry.seconds = meanSeconds(catalog, group);
        entry.group = std::move(group);
        comparison.recipes.push_back(std::move(entry));
        judged.push_back(std::move(recipe));
    }
    if (!comparison.baseline && !comparison.recipes.empty())
        comparison.baseline = 0;
    std::vector<RecipeDifference> differences;
    for (size_t i = 0; i < judged.size(); ++i) {
        if (i == *comparison.baseline)
            continue;
        const RunGroup& base = comparison.recipes[*comparison.baseline].group;
        CAFTAN_TRY(bands, loadBands(project, catalog.runs[base.runs.front()].run));
        differences.push_back(recipeDifference(judged[i], judged[*comparison.baseline], bands));
    }
    correctDifferences(differences);
    for (size_t i = 0, next = 0; i < judged.size(); ++i)
        if (i != *comparison.baseline)
            comparison.recipes[i].difference = std::move(differences[next++]);
    return comparison;
}

std::string pointsText(double share) {
    std::string text = fixed(share * 100, 1);
    if (text == "-0.0")
        text = "0.0";
    return text.front() == '-' || text == "0.0" ? text : "+" + text;
}

std::string intervalText(double value, double low, double high, bool sign) {
    const auto text = [sign](double share) { return sign ? pointsText(share) : fixed(share * 100, 1); };
    return text(value) + " [" + text(low) + ", " + text(high) + "]";
}

std::string pText(double p) {
    if (p < 0.001)
        return "p < .001";
    const std::string digits = fixed(p, p < 0.0995 ? 3 : 2);
    return "p = " + (digits.front() == '0' ? digits.substr(1) : digits);
}

std::string differenceSentence(const RecipeDifference& difference, const Words& words) {
    const std::string head = intervalText(difference.difference, difference.low, difference.high, true);
    if (difference.rows == 0)
        return words("These runs have no questions in common.");
    const std::string need = difference.needed > difference.rows
                                 ? filled(words("to show 2 points you need about %1 questions"),
                                          {groupDigits(roundedCount(difference.needed))})
                                 : words("2 points would probably have been seen on these questions");
    if (!difference.p && !difference.runP)
        return filled(words("%1: one seed, so no p: another seed may give another result. Train it with two more seeds "
                            "to compare recipes."),
                      {head});
    if (!difference.recipes())
        return filled(
            words(difference.shown()
                      ? "%1 between these two runs (McNemar, %2). One seed: no p for the recipe, since another "
                        "seed may give another result."
                      : "%1 between these two runs (McNemar, %2): no difference shown; %3. One seed: no p for "
                        "the recipe."),
            {head, pText(*difference.runHolm), need});
    return filled(words(difference.shown() ? "%1, %2: a difference is shown." : "%1: no difference shown (%2); %3."),
                  {head, pText(*difference.pHolm), need});
}

} // namespace caftan
