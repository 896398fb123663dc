#include "core/jobs/train_plan.h"

#include "core/base/files.h"
#include "core/jobs/train_source.h"

#include <algorithm>
#include <map>

namespace caftan {

namespace {

Result<CutSet> findCuts(Project& project, int64_t scoring, const std::string& name) {
    CAFTAN_TRY(sets, listCuts(project, scoring));
    std::string names;
    for (const CutSet& cuts : sets) {
        if (cuts.name == name || cuts.uid == name)
            return cuts;
        names += (names.empty() ? "" : ", ") + cuts.name;
    }
    return fail("scoring " + std::to_string(scoring) + " has no cuts named \"" + name + "\"" +
                (names.empty() ? "; 'caftan-cli cuts save NAME --scoring " + std::to_string(scoring) +
                                     " --cuts q0.25,q0.75' makes some."
                               : "; it has: " + names + "."));
}

// What the outline says cannot be trained, as a sentence with a remedy.
tl::unexpected<Error> sentenceOf(const TrainProblem& problem, const TrainPlan& plan) {
    switch (problem.kind) {
    case TrainProblem::Kind::NoTraces:
        return fail("the band \"" + problem.band +
                    "\" is to be distilled, but none of its questions has recorded reasoning. "
                    "'caftan-cli data traces FILE --data " +
                    plan.dataset.name + " --teacher NAME' adds some, or choose sft for it.");
    case TrainProblem::Kind::EmptyBand:
        return fail("the band \"" + problem.band +
                    "\" has no training questions. Move the cuts, or choose skip for it.");
    default:
        return fail("no band is trained: choose sft or distill for at least one.");
    }
}

Json bandCounts(const TrainOutline& outline) {
    Json counts = Json::array();
    for (const BandOutline& band : outline.bands)
        counts.push_back({{"name", band.name},
                          {"routing", routingName(band.routing)},
                          {"rows", band.rows},
                          {"reasoning_rows", band.reasoningRows},
                          {"answer_tokens", band.answerTokens}});
    return counts;
}

std::string hashOf(const std::vector<TrainItem>& items) {
    std::string all;
    for (const TrainItem& item : items) {
        all.append(reinterpret_cast<const char*>(item.example.ids.data()), item.example.ids.size() * sizeof(TokenId));
        all.append(reinterpret_cast<const char*>(item.example.labels.data()),
                   item.example.labels.size() * sizeof(TokenId));
    }
    return sha256(all);
}

// Validation questions in the data set's order.
std::vector<EvaluationItem> validationItems(const TrainSource& source, const TrainRows& rows, const TrainSpec& spec,
                                            const TrainOutline& outline) {
    std::vector<EvaluationItem> items;
    for (size_t i = 0; i < rows.questions.size(); ++i) {
        const TrainQuestion& facts = rows.questions[i];
        if (facts.split != Split::Validation || facts.band < 0)
            continue;
        if (spec.evaluateLimit && int64_t(items.size()) >= *spec.evaluateLimit)
            break;
        const Question& question = source.questions[i].question;
        EvaluationItem item{facts.id,
                            facts.band,
                            question.answer,
                            int(question.options.size()),
                            source.writer.singlePrompt(question),
                            source.writer.generatePrompt(question),
                            {}};
        const Routing routing = outline.bands[size_t(facts.band)].routing;
        if (routing == Routing::Answer || (routing == Routing::Reasoning && facts.usableTrace))
            item.example = source.example(i, routing);
        const size_t longest =
            std::max({item.example.ids.size(), item.singlePrompt.size(), item.generatePrompt.size()});
        if (rows.context == 0 || int64_t(longest) < rows.context)
            items.push_back(std::move(item));
    }
    return items;
}

// Writes the examples that the outline asks for, each once.
Result<TrainOutline> writeItems(const TrainSource& source, const TrainRows& rows, const TrainSpec& spec,
                                std::vector<TrainItem>& items) {
    std::map<std::pair<size_t, Routing>, Example> written;
    CAFTAN_TRY(outline, outlineTraining(rows, spec, [&](size_t question, Routing routing) {
                   Example& example = written[{question, routing}] = source.example(question, routing);
                   return ExampleSize{int64_t(example.ids.size()), example.answerTokens()};
               }));
    for (const OutlineItem& item : outline.items)
        items.push_back({rows.questions[item.question].id, item.band, item.routing,
                         std::move(written.at({item.question, item.routing}))});
    return std::move(outline);
}

} // namespace

Result<TrainPlan> planTraining(Project& project, const TrainSpec& spec) {
    TrainPlan plan;
    CAFTAN_TRY(source, openTrainSource(project, spec));
    CAFTAN_TRY(cuts, findCuts(project, spec.scoring, spec.cuts));
    if (cuts.testSeen)
        return fail("the cuts \"" + cuts.name +
                    "\" were chosen while the sealed test part was open, so the test would no longer be one. "
                    "Choose cuts with the test part closed.");
    CAFTAN_TRY(chunk, loadColumns(project, spec.scoring, cuts.metric));
    const TrainRows rows = trainRows(source, chunk.columns, cuts);
    CAFTAN_TRY(outline, writeItems(source, rows, spec, plan.items));
    plan.dataset = source.dataset;
    if (!outline.problems.empty())
        return sentenceOf(outline.problems.front(), plan);
    plan.validation = validationItems(source, rows, spec, outline);
    plan.model = source.model;
    plan.modelPath = source.modelPath;
    plan.tokenizer = source.writer.tokenizer;
    plan.format = source.writer.format;
    plan.config = source.config;
    plan.cuts = std::move(cuts);
    plan.bands = rows.bands;
    plan.recipe = std::move(outline.recipe);
    plan.teacher = source.teacher;
    plan.stops = source.writer.stops(source.config);
    plan.steps = std::move(outline.steps);
    plan.stageSteps = std::move(outline.stageSteps);
    plan.answerTokens = outline.answerTokens;
    plan.answerTokensSeen = outline.answerTokensSeen;
    plan.tokensSeen = outline.tokensSeen;
    plan.bandCounts = bandCounts(outline);
    plan.notes = std::move(outline.notes);
    plan.dataSha256 = hashOf(plan.items);
    return plan;
}

Result<EvaluationSet> evaluationSet(Project& project, int64_t dataset, const std::filesystem::path& model, Split split,
                                    const std::optional<CutSet>& cuts, std::optional<ChatFormat> format) {
    CAFTAN_TRY(source, ModelSource::open(model));
    CAFTAN_TRY(writer, ExampleWriter::open(model, source->config(), format));
    CAFTAN_TRY(questions, loadQuestions(project, dataset));
    EvaluationSet set;
    set.bands = {"all"};
    std::unordered_map<int64_t, int> bands;
    if (cuts) {
        CAFTAN_TRY(chunk, loadColumns(project, cuts->scoring, cuts->metric));
        bands = bandsOf(chunk.columns, *cuts);
        set.bands = bandNamesWithInvalid(*cuts);
        set.bands.push_back("not scored");
    }
    for (const StoredQuestion& stored : questions) {
        const Question& question = stored.question;
        if (question.split != split || question.answer < 0)
            continue;
        const auto band = bands.find(stored.id);
        set.items.push_back({stored.id,
                             band == bands.end() ? int(set.bands.size()) - 1 : band->second,
                             question.answer,
                             int(question.options.size()),
                             writer.singlePrompt(question),
                             writer.generatePrompt(question),
                             {}});
    }
    set.tokenizer = writer.tokenizer;
    set.format = writer.format;
    set.stops = writer.stops(source->config());
    return set;
}

} // namespace caftan
