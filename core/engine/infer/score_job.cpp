#include "core/engine/infer/score_job.h"
#include "core/analysis/report.h"
#include "core/base/text.h"
#include "core/engine/infer/answer_metrics.h"
#include "core/engine/infer/score_extras.h"
#include "core/engine/infer/score_plan.h"
#include "core/engine/infer/token_counts.h"
#include "core/engine/scoring.h"

#include <algorithm>
#include <chrono>

namespace caftan {

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

// The row that this job fills, and what it has already.
struct Target {
    Scoring scoring;
    std::unordered_set<int64_t> scored;
    double seconds = 0; // of computing, over all attempts
    double spent = 0;   // of this attempt
    int64_t tokens = 0; // scored in this attempt
};

std::string scoringName(const ScorePlan& plan, const ScoreSpec& spec) {
    return plan.model.name + " on " + plan.dataset.name + (spec.split.empty() ? "" : " (" + spec.split + ")") +
           (spec.prompt == "plain" ? "" : ", " + spec.prompt) + (spec.dtype == "float32" ? "" : ", " + spec.dtype) +
           (spec.traces.empty() ? "" : ", reasoning of " + spec.traces) + (spec.ifd ? ", IFD" : "");
}

Status checkUnchanged(const ScorePlan& plan, const Scoring& scoring) {
    if (scoring.promptSha256 == plan.promptSha256)
        return {};
    return fail("The prompts are no longer those that scoring " + std::to_string(scoring.id) +
                " began with: its questions, the prompt or the model's tokenizer changed. Start it anew with "
                "`caftan-cli score ... --fresh`.");
}

// The weights must still be those that the model's row names.
Status checkModel(const ScorePlan& plan) {
    if (plan.model.sha256.empty())
        return {};
    CAFTAN_TRY(source, ModelSource::open(plan.modelPath));
    CAFTAN_TRY(digest, source->sha256());
    if (digest != plan.model.sha256)
        return fail("The files of the model \"" + plan.model.name + "\" at " + plan.modelPath.string() +
                    " changed since it was added. Add them as a model of another name with `caftan-cli model add`.");
    return {};
}

// Makes the scoring in the first attempt, together with the job's link to it; finds it again in later ones.
Result<Target> openTarget(JobContext& context, const ScoreSpec& spec, const ScorePlan& plan, const ModelFacts& facts) {
    Project& project = context.project();
    CAFTAN_TRY(job, findJob(project, context.job().id));
    Target target;
    if (job.scoring) {
        CAFTAN_TRY(scoring, findScoring(project, *job.scoring));
        CAFTAN_CHECK(checkUnchanged(plan, scoring));
        CAFTAN_TRY(scored, scoredQuestions(project, scoring.id));
        target.seconds = scoring.result.is_object() ? scoring.result.value("seconds", 0.0) : 0.0;
        target.scoring = scoring;
        target.scored = std::move(scored);
        CAFTAN_CHECK(updateScoring(project, scoring.id, "running", target.scoring.result));
        return target;
    }
    Scoring& scoring = target.scoring;
    scoring.name = scoringName(plan, spec);
    scoring.dataset = spec.dataset;
    scoring.model = spec.model;
    scoring.prompt = spec.prompt;
    scoring.promptSha256 = plan.promptSha256;
    scoring.dtype = spec.dtype;
    scoring.state = "running";
    scoring.spec = toJson(spec);
    scoring.spec["used"] = {{"device", facts.device},
                            {"threads", facts.threads},
                            {"model_sha256", plan.model.sha256},
                            {"chat_format", chatFormatName(plan.format)},
                            {"version", CAFTAN_VERSION},
                            {"command", job.commandLine}};
    CAFTAN_CHECK(project.write([&]() -> Status {
        CAFTAN_TRY(id, addScoring(project, scoring));
        scoring.id = id;
        return linkJob(project, job.id, id, {});
    }));
    return target;
}

// The engine's settings decide the bits, so a resumed scoring keeps those that it began with.
Result<EngineOptions> engineOptions(JobContext& context, const ScoreSpec& spec) {
    EngineOptions options{spec.dtype, spec.device, spec.threads};
    CAFTAN_TRY(job, findJob(context.project(), context.job().id));
    if (!job.scoring)
        return options;
    CAFTAN_TRY(scoring, findScoring(context.project(), *job.scoring));
    if (!scoring.spec.is_object() || !scoring.spec.contains("used"))
        return options;
    const Json& used = scoring.spec["used"];
    options.device = used.value("device", options.device);
    options.threads = used.value("threads", options.threads);
    return options;
}

Result<std::vector<Score>> scoreQuestions(LoadedModel& model, const ScorePlan& plan, const std::vector<size_t>& batch,
                                          const std::function<bool()>& cancelled) {
    std::vector<std::vector<TokenId>> prompts, chosen;
    for (const size_t index : batch) {
        prompts.push_back(plan.prompts[index]);
        chosen.emplace_back();
        for (const auto& ids : plan.optionsOf(index))
            chosen.back().insert(chosen.back().end(), ids.begin(), ids.end());
    }
    CAFTAN_TRY(tokens, scoreBatch(model, prompts, chosen, cancelled));
    std::vector<Score> scores;
    for (size_t i = 0; i < tokens.size(); ++i) {
        const StoredQuestion& stored = plan.questions[batch[i]];
        scores.push_back(answerScore(tokens[i], plan.optionsOf(batch[i]), stored.question.answer, *plan.tokenizer));
        scores.back().questionId = stored.id;
        scores.back().promptTokens = int(prompts[i].size());
    }
    return scores;
}

Status commitBatch(Project& project, Target& target, std::span<const Score> scores, const ScoreExtras::Values& extras) {
    const Status written = project.write([&]() -> Status {
        CAFTAN_CHECK(addScores(project, target.scoring.id, scores));
        CAFTAN_CHECK(ScoreExtras::store(project, target.scoring.id, extras));
        return updateScoring(project, target.scoring.id, "running", {{"seconds", target.seconds + target.spent}});
    });
    if (!written)
        return written;
    for (const Score& score : scores)
        target.scored.insert(score.questionId);
    return {};
}

int64_t scoredTokens(const ScorePlan& plan, const Target& target) {
    int64_t tokens = 0;
    for (size_t i = 0; i < plan.questions.size(); ++i)
        if (target.scored.contains(plan.questions[i].id))
            tokens += int64_t(plan.prompts[i].size());
    return tokens;
}

Result<JobEnd> scoreBatches(JobContext& context, const ScorePlan& plan, ScoreExtras& extras, LoadedModel& model,
                            Target& target) {
    int64_t done = scoredTokens(plan, target);
    const auto start = Clock::now();
    auto checkpointed = start;
    const auto report = [&] {
        context.progress(done, plan.tokens, target.spent > 0 ? double(target.tokens) / target.spent : 0,
                         "tokens; " + groupDigits(int64_t(target.scored.size())) + " of " +
                             groupDigits(int64_t(plan.questions.size())) + " questions");
    };
    for (const auto& batch : plan.batches) {
        if (const JobEnd wanted = context.wanted(); wanted != JobEnd::Done)
            return wanted;
        if (target.scored.contains(plan.questions[batch.front()].id))
            continue; // batches are committed whole
        report();
        const auto unwanted = [&] { return context.wanted() != JobEnd::Done; };
        CAFTAN_TRY(scores, scoreQuestions(model, plan, batch, unwanted));
        if (scores.empty())
            return context.wanted();
        CAFTAN_TRY(beside, extras.compute(model, batch, unwanted));
        if (beside.cancelled)
            return context.wanted();
        for (const Score& score : scores)
            done += score.promptTokens, target.tokens += score.promptTokens;
        target.spent = secondsSince(start);
        CAFTAN_CHECK(commitBatch(context.project(), target, scores, beside));
        if (secondsSince(checkpointed) > 30) {
            CAFTAN_CHECK(context.project().checkpoint());
            checkpointed = Clock::now();
        }
    }
    report();
    return JobEnd::Done;
}

// What the command prints. Sealed test rows stay out of it unless they were asked for.
Result<Json> summarise(JobContext& context, const ScoreSpec& spec, const ScorePlan& plan, const Target& target,
                       const ModelFacts& facts) {
    Project& project = context.project();
    CAFTAN_TRY(chunk, loadColumns(project, target.scoring.id, "entropy"));
    unsigned shown = ~0u;
    if (plan.dataset.sealed && spec.split == "test")
        CAFTAN_CHECK(openTest(project, plan.dataset.id, "score --split test"));
    else if (plan.dataset.sealed)
        shown &= ~splitBit(Split::Test);
    const ScoreColumns columns = selectSplits(chunk.columns, shown);
    CAFTAN_TRY(categories, listCategories(project, plan.dataset.id));
    CAFTAN_TRY(statistics, makeReport(columns, {}, categories, {.cuts = {}}));
    const double seconds = target.seconds + target.spent;
    Json result{{"scoring", target.scoring.id}, {"rows", target.scored.size()}};
    for (const char* key : {"valid", "accuracy", "accuracy_all", "auc", "auc_low", "auc_high", "auc_all"})
        result[key] = statistics.value(key, Json());
    result["rows_shown"] = columns.size();
    result["tokens"] = plan.tokens;
    result["seconds"] = seconds;
    result["tokens_per_s"] = seconds > 0 ? double(plan.tokens) / seconds : 0.0;
    result["skipped"] = plan.skipped;
    result["warnings"] = plan.warnings;
    result["prompt_sha256"] = plan.promptSha256;
    result["dtype"] = facts.dtype;
    result["device"] = facts.device;
    result["threads"] = facts.threads;
    return result;
}

std::string stateName(JobEnd end) {
    return end == JobEnd::Done ? "done" : end == JobEnd::Paused ? "paused" : "stopped";
}

Result<JobEnd> scoreAll(JobContext& context, const ScoreSpec& spec, ScorePlan& plan, ScoreExtras& extras,
                        LoadedModel& model, Target& target) {
    CAFTAN_TRY(end, scoreBatches(context, plan, extras, model, target));
    Json result{{"seconds", target.seconds + target.spent}};
    if (const std::string notice = modelFacts(model).memoryNotice; !notice.empty()) {
        plan.warnings.push_back(notice);
        context.log("warning", notice);
    }
    if (end == JobEnd::Done) {
        CAFTAN_TRY(summary, summarise(context, spec, plan, target, modelFacts(model)));
        result = summary;
        context.setResult(result);
    }
    CAFTAN_CHECK(updateScoring(context.project(), target.scoring.id, stateName(end), result));
    return end;
}

} // namespace

Result<JobEnd> runScoreJob(JobContext& context) {
    CAFTAN_TRY(spec, scoreSpecFromJson(context.job().spec));
    context.progress(0, 0, 0, "reading questions");
    CAFTAN_TRY(plan, planScoring(context.project(), spec));
    if (!context.job().scoring) {
        context.progress(0, plan.tokens, 0, "counting tokens of answers");
        CAFTAN_CHECK(storeTokenCounts(context.project(), plan));
    }
    context.progress(0, plan.tokens, 0, "loading " + plan.model.name);
    CAFTAN_CHECK(checkModel(plan));
    CAFTAN_TRY(extras, ScoreExtras::open(context.project(), spec, plan));
    plan.warnings.insert(plan.warnings.end(), extras.warnings().begin(), extras.warnings().end());
    CAFTAN_TRY(options, engineOptions(context, spec));
    CAFTAN_TRY(model, loadModel(plan.modelPath, options));
    const ModelFacts facts = modelFacts(*model);
    if (!facts.notice.empty())
        plan.warnings.push_back(facts.notice);
    for (const std::string& warning : plan.warnings)
        context.log("warning", warning);
    CAFTAN_TRY(target, openTarget(context, spec, plan, facts));
    auto end = scoreAll(context, spec, plan, extras, *model, target);
    if (!end)
        (void)updateScoring(context.project(), target.scoring.id, "failed",
                            {{"seconds", target.seconds + target.spent}});
    return end;
}

} // namespace caftan
