#include "core/engine/infer/score_plan.h"
#include "core/base/text.h"
#include "core/engine/scoring.h"
#include "core/text/training_prompt.h"

#include <algorithm>

namespace caftan {

namespace {

Result<PromptStyle> styleOf(const ScoreSpec& spec, const std::filesystem::path& model) {
    auto style =
        spec.promptTemplate.empty() ? promptStyle(spec.prompt) : promptStyleFromJson(spec.prompt, spec.promptTemplate);
    CAFTAN_TRY(begin, beginOfText(model));
    if (style)
        style->beginText = begin;
    return style;
}

// Names a few and counts the rest: "12, 47, 90 and 3 more".
std::string nameSome(const std::vector<std::string>& ids) {
    constexpr size_t named = 5;
    std::string text;
    for (size_t i = 0; i < std::min(named, ids.size()); ++i)
        text += (i ? ", " : "") + ids[i];
    return ids.size() > named ? text + " and " + groupDigits(int64_t(ids.size() - named)) + " more" : text;
}

std::string counted(const std::vector<std::string>& ids) {
    return groupDigits(int64_t(ids.size())) + (ids.size() == 1 ? " question" : " questions");
}

Status chooseQuestions(Project& project, const ScoreSpec& spec, ScorePlan& plan) {
    CAFTAN_TRY(all, loadQuestions(project, spec.dataset));
    const auto split = splitFromName(spec.split);
    if (!spec.split.empty() && !split)
        return fail("There is no split \"" + spec.split + "\". Use train, validation or test.");
    for (StoredQuestion& question : all) {
        if (spec.limit && int64_t(plan.questions.size()) >= *spec.limit)
            break;
        if (spec.split.empty() || question.question.split == *split)
            plan.questions.push_back(std::move(question));
    }
    if (plan.questions.empty())
        return fail(
            "The data set \"" + plan.dataset.name + "\" has no questions" +
            (spec.split.empty() ? "." : " in its " + spec.split + " part. `caftan-cli data split` makes parts."));
    return {};
}

// By row id alone: a name may look like a number.
template <class Row>
Result<Row> byId(std::vector<Row>& rows, int64_t id, const char* what) {
    for (Row& row : rows)
        if (row.id == id)
            return std::move(row);
    return fail("This project has no " + std::string(what) + " " + std::to_string(id) + ".");
}

// Removes what cannot be scored and says why.
void refuseUnfit(ScorePlan& plan, int64_t context) {
    std::vector<std::string> withoutOptions, tooLong;
    std::vector<StoredQuestion> questions;
    std::vector<std::vector<TokenId>> prompts;
    for (size_t i = 0; i < plan.questions.size(); ++i) {
        const Question& question = plan.questions[i].question;
        if (question.options.empty()) {
            withoutOptions.push_back(question.externalId);
        } else if (context > 0 && int64_t(plan.prompts[i].size()) > context) {
            tooLong.push_back(question.externalId + " (" + groupDigits(int64_t(plan.prompts[i].size())) + " tokens)");
        } else {
            questions.push_back(std::move(plan.questions[i]));
            prompts.push_back(std::move(plan.prompts[i]));
        }
    }
    if (!withoutOptions.empty())
        plan.warnings.push_back(counted(withoutOptions) +
                                " left out, having no options to choose from: " + nameSome(withoutOptions) + ".");
    if (!tooLong.empty())
        plan.warnings.push_back(counted(tooLong) + " left out, being longer than the model's context of " +
                                groupDigits(context) + " tokens: " + nameSome(tooLong) + ".");
    plan.skipped = int64_t(withoutOptions.size() + tooLong.size());
    plan.questions = std::move(questions);
    plan.prompts = std::move(prompts);
}

// Options that one token cannot name are never predicted: that must be seen.
void findOptions(ScorePlan& plan) {
    std::vector<std::string> unanswerable;
    for (const StoredQuestion& stored : plan.questions) {
        const int count = int(stored.question.options.size());
        auto found = plan.options.find(count);
        if (found == plan.options.end())
            found = plan.options.emplace(count, optionTokens(*plan.tokenizer, count, plan.format)).first;
        found->second.resize(size_t(count));
        const int key = stored.question.answer;
        const OptionIds& ids = found->second;
        if (key >= 0 && key < count
                ? ids[size_t(key)].empty()
                : std::any_of(ids.begin(), ids.end(), [](const auto& list) { return list.empty(); }))
            unanswerable.push_back(stored.question.externalId);
    }
    if (!unanswerable.empty())
        plan.warnings.push_back(counted(unanswerable) +
                                " cannot be answered under this prompt, because the identifier of an "
                                "option is more than one token: " +
                                nameSome(unanswerable) + ".");
}

} // namespace

Result<ScorePlan> planScoring(Project& project, const ScoreSpec& spec) {
    ScorePlan plan;
    CAFTAN_TRY(datasets, listDatasets(project));
    CAFTAN_TRY(models, listModels(project));
    CAFTAN_TRY(dataset, byId(datasets, spec.dataset, "data set"));
    CAFTAN_TRY(model, byId(models, spec.model, "model"));
    CAFTAN_TRY(path, locateModel(project, model));
    CAFTAN_TRY(source, ModelSource::open(path));
    CAFTAN_TRY(tokenizer, Tokenizer::load(path));
    CAFTAN_TRY(format, chatFormatOf(model, path));
    CAFTAN_TRY(style, styleOf(spec, path));
    plan.dataset = std::move(dataset);
    plan.model = std::move(model);
    plan.modelPath = path;
    plan.tokenizer = std::move(tokenizer);
    plan.format = format;
    plan.answerEnd = answerEnd(*plan.tokenizer, format, TokenId(source->config().eosToken));
    CAFTAN_CHECK(chooseQuestions(project, spec, plan));
    for (const StoredQuestion& stored : plan.questions)
        plan.prompts.push_back(plan.tokenizer->encode(promptText(stored.question, style, format)));
    refuseUnfit(plan, source->config().context);
    if (plan.questions.empty())
        return fail("No question of the data set \"" + plan.dataset.name + "\" can be scored. " +
                    plan.warnings.front());
    findOptions(plan);
    plan.promptSha256 = sha256(promptLines(plan));
    std::vector<size_t> lengths;
    for (const auto& prompt : plan.prompts) {
        lengths.push_back(prompt.size());
        plan.tokens += int64_t(prompt.size());
    }
    plan.batches = planBatches(lengths, size_t(std::max(1, spec.batchTokens)));
    return plan;
}

std::string promptLines(const ScorePlan& plan) {
    std::string lines;
    for (size_t i = 0; i < plan.questions.size(); ++i)
        lines += dumpJson(Json{{"id", plan.questions[i].question.externalId}, {"ids", plan.prompts[i]}}) + "\n";
    return lines;
}

} // namespace caftan
