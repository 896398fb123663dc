#include "core/jobs/train_outline.h"

#include "core/base/random.h"
#include "core/base/text.h"

#include <algorithm>
#include <numeric>
#include <unordered_set>

namespace caftan {

namespace {

class Outliner {
  public:
    Outliner(const TrainRows& rows, const TrainSpec& spec, const SizeOf& sizeOf)
        : rows_(rows), spec_(spec), sizeOf_(sizeOf) {}

    Result<TrainOutline> outline() {
        CAFTAN_TRY(recipe, planRecipe(spec_, {rows_.bands.begin(), rows_.bands.end() - 1}));
        outline_.recipe = recipe;
        for (const std::string& name : rows_.bands)
            outline_.bands.push_back({name, routingOf(outline_.bands.size())});
        chooseQuestions();
        limitBands();
        chooseItems();
        findProblems();
        planSteps();
        count();
        return std::move(outline_);
    }

  private:
    Routing routingOf(size_t band) const {
        const auto found = outline_.recipe.bands.find(rows_.bands[band]);
        return found == outline_.recipe.bands.end() ? Routing::Skip : found->second;
    }

    // Training questions that every arm could use: in a band, and with a right teacher where that is asked.
    void chooseQuestions() {
        const bool judged = spec_.dropWrongTeacher;
        for (size_t i = 0; i < rows_.questions.size(); ++i) {
            const TrainQuestion& question = rows_.questions[i];
            if (question.band < 0)
                continue;
            if (question.split == Split::Validation)
                ++outline_.validation;
            else if (judged && question.traced && !question.teacherRight)
                ++outline_.wrongTeacher;
            else
                chosen_.push_back(i);
        }
        if (spec_.evaluateLimit)
            outline_.validation = std::min(outline_.validation, *spec_.evaluateLimit);
        note(rows_.unscored, "left out: the scoring has no score of them");
        note(outline_.wrongTeacher, "left out of every arm: the teacher " + rows_.teacher + " was wrong");
    }

    void note(int64_t count, const std::string& what) {
        if (count > 0)
            outline_.notes.push_back(groupDigits(count) +
                                     (count == 1 ? " training question " : " training questions ") + what + ".");
    }

    // At most `limit` questions of each band, chosen by the seed.
    void limitBands() {
        if (!spec_.limit)
            return;
        std::vector<size_t> order(chosen_.size());
        std::iota(order.begin(), order.end(), size_t(0));
        Random(spec_.seed).shuffle(order);
        std::vector<int64_t> taken(rows_.bands.size());
        std::vector<bool> kept(chosen_.size());
        for (const size_t i : order)
            kept[i] = taken[size_t(bandOf(chosen_[i]))]++ < *spec_.limit;
        size_t next = 0;
        for (size_t i = 0; i < chosen_.size(); ++i)
            if (kept[i])
                chosen_[next++] = chosen_[i];
        chosen_.resize(next);
    }

    int bandOf(size_t question) const { return rows_.questions[question].band; }

    // As many questions as the hardest band holds, from all bands: the control of complexity-aware.
    std::unordered_set<size_t> randomReasoners() const {
        std::vector<size_t> pool;
        size_t hard = 0;
        const int hardest = int(rows_.bands.size()) - 2;
        for (const size_t question : chosen_) {
            if (routingOf(size_t(bandOf(question))) == Routing::Skip)
                continue;
            pool.push_back(question);
            hard += bandOf(question) == hardest;
        }
        Random(spec_.seed ^ 0x5EED).shuffle(pool);
        return {pool.begin(), pool.begin() + std::ptrdiff_t(std::min(hard, pool.size()))};
    }

    void chooseItems() {
        std::unordered_set<size_t> reasoners;
        if (outline_.recipe.randomReasoning)
            reasoners = randomReasoners();
        int64_t withoutTrace = 0, tooLong = 0;
        for (const size_t question : chosen_) {
            const int band = bandOf(question);
            Routing routing = routingOf(size_t(band));
            if (routing == Routing::Skip)
                continue;
            if (reasoners.contains(question))
                routing = Routing::Reasoning;
            if (routing == Routing::Reasoning && !rows_.questions[question].usableTrace) {
                ++withoutTrace;
                ++outline_.bands[size_t(band)].withoutTrace;
                continue;
            }
            const ExampleSize size = sizeOf_(question, routing);
            if (rows_.context > 0 && size.tokens > rows_.context)
                ++tooLong;
            else
                outline_.items.push_back({question, band, routing, size});
        }
        note(withoutTrace, "left out that should reason: no recorded reasoning");
        note(tooLong, "left out: longer than the model's context of " + groupDigits(rows_.context) + " tokens");
    }

    void findProblems() {
        std::vector<bool> used(rows_.bands.size());
        for (const OutlineItem& item : outline_.items)
            used[size_t(item.band)] = true;
        using Kind = TrainProblem::Kind;
        for (size_t band = 0; band < rows_.bands.size(); ++band) {
            const Routing routing = routingOf(band);
            if (routing == Routing::Skip || used[band])
                continue;
            const std::string& name = rows_.bands[band];
            if (routing == Routing::Reasoning && outline_.bands[band].withoutTrace > 0)
                outline_.problems.push_back({Kind::NoTraces, name});
            else if (name != "invalid" || spec_.bands.contains(name))
                outline_.problems.push_back({Kind::EmptyBand, name});
        }
        if (outline_.items.empty() && outline_.problems.empty())
            outline_.problems.push_back({Kind::NothingTrained, {}});
    }

    void planSteps() {
        std::vector<int64_t> lengths;
        for (const OutlineItem& item : outline_.items)
            lengths.push_back(item.size.tokens);
        const StepOptions options{spec_.batchSequences, spec_.batchTokens, spec_.microTokens, false, spec_.seed};
        const auto& stages = outline_.recipe.stages;
        int64_t epochsBefore = 0;
        for (size_t stage = 0; stage < stages.size(); ++stage) {
            std::vector<size_t> chosen;
            for (size_t i = 0; i < outline_.items.size(); ++i)
                if (std::find(stages[stage].begin(), stages[stage].end(),
                              rows_.bands[size_t(outline_.items[i].band)]) != stages[stage].end())
                    chosen.push_back(i);
            const int64_t epochs = spec_.epochs.size() > 1 ? spec_.epochs[stage] : spec_.epochs[0];
            for (int64_t epoch = 0; epoch < epochs; ++epoch) {
                std::vector<TrainStep> steps = planEpoch(lengths, chosen, int(stage), epoch, options);
                for (size_t i = 0; i < steps.size(); ++i) {
                    steps[i].epochsDone = double(epochsBefore + epoch) + double(i + 1) / double(steps.size());
                    outline_.steps.push_back(std::move(steps[i]));
                }
            }
            epochsBefore += epochs;
        }
        cutToBudget();
        outline_.stageSteps.assign(stages.size(), 0);
        for (const TrainStep& step : outline_.steps)
            ++outline_.stageSteps[size_t(step.stage)];
    }

    ExampleSize sizeOf(const TrainStep& step) const {
        ExampleSize sum;
        for (const auto& micro : step.micros)
            for (const size_t i : micro) {
                sum.tokens += outline_.items[i].size.tokens;
                sum.answerTokens += outline_.items[i].size.answerTokens;
            }
        return sum;
    }

    void cutToBudget() {
        int64_t tokens = 0;
        for (size_t i = 0; i < outline_.steps.size(); ++i) {
            tokens += sizeOf(outline_.steps[i]).answerTokens;
            if (!spec_.answerTokenBudget || tokens < *spec_.answerTokenBudget)
                continue;
            outline_.steps.resize(i + 1);
            outline_.steps.back().endOfEpoch = true;
        }
    }

    void count() {
        for (const OutlineItem& item : outline_.items) {
            BandOutline& band = outline_.bands[size_t(item.band)];
            ++band.rows;
            band.reasoningRows += item.routing == Routing::Reasoning;
            band.answerTokens += item.size.answerTokens;
            band.tokens += item.size.tokens;
            outline_.answerTokens += item.size.answerTokens;
        }
        for (const TrainStep& step : outline_.steps) {
            const ExampleSize size = sizeOf(step);
            outline_.answerTokensSeen += size.answerTokens;
            outline_.tokensSeen += size.tokens;
        }
    }

    const TrainRows& rows_;
    const TrainSpec& spec_;
    const SizeOf& sizeOf_;
    TrainOutline outline_;
    std::vector<size_t> chosen_; // training questions, in order
};

} // namespace

int64_t TrainOutline::longestExample() const {
    int64_t longest = 0;
    for (const OutlineItem& item : items)
        longest = std::max(longest, item.size.tokens);
    return longest;
}

int64_t TrainOutline::largestMicroBatch() const {
    int64_t largest = 0;
    for (const TrainStep& step : steps)
        for (const auto& micro : step.micros) {
            int64_t tokens = 0;
            for (const size_t i : micro)
                tokens += items[i].size.tokens;
            largest = std::max(largest, tokens);
        }
    return largest;
}

Result<TrainOutline> outlineTraining(const TrainRows& rows, const TrainSpec& spec, const SizeOf& sizeOf) {
    return Outliner(rows, spec, sizeOf).outline();
}

} // namespace caftan
