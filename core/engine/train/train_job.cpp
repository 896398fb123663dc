// The training job, from spec to result. The loop itself is TrainJob::loop.
#include "core/base/text.h"
#include "core/engine/infer/prompts.h"
#include "core/engine/model/out_of_memory.h"
#include "core/engine/train/evaluate.h"
#include "core/engine/train/learner.h"
#include "core/engine/train/metrics.h"
#include "core/engine/train/run_state.h"
#include "core/engine/train/schedule.h"
#include "core/engine/train/train_start.h"
#include "core/engine/train/validation.h"
#include "core/engine/training.h"

#include <torch/version.h>

#include <chrono>
#include <cmath>

namespace caftan {

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

class TrainJob {
  public:
    TrainJob(JobContext& context, TrainSpec spec)
        : context_(context), spec_(std::move(spec)), store_(context.folder()) {}

    Result<JobEnd> run() {
        context_.progress(0, 0, 0, "reading questions");
        CAFTAN_TRY(plan, planTraining(context_.project(), spec_));
        plan_ = std::move(plan);
        CAFTAN_CHECK(keepSettings());
        CAFTAN_CHECK(load());
        CAFTAN_CHECK(openRun());
        auto end = guardedLoop();
        CAFTAN_CHECK(finish(end));
        return end;
    }

  private:
    Project& project() { return context_.project(); }

    // The engine's settings decide the bits: a resumed run keeps those that it began with.
    Status keepSettings() {
        CAFTAN_TRY(job, findJob(project(), context_.job().id));
        if (!job.run)
            return {};
        CAFTAN_TRY(run, findRun(project(), std::to_string(*job.run)));
        if (!run.config.is_object())
            return {};
        if (run.config.value("data_sha256", plan_.dataSha256) != plan_.dataSha256)
            return fail("The training data are no longer those that run " + std::to_string(run.id) +
                        " began with: its questions, "
                        "traces, cuts or the model's tokenizer changed. Start a new run.");
        if (run.config.contains("used")) {
            spec_.device = run.config["used"].value("device", spec_.device);
            spec_.threads = run.config["used"].value("threads", spec_.threads);
        }
        return {};
    }

    Status load() {
        context_.progress(0, int64_t(plan_.steps.size()), 0, "loading " + plan_.model.name);
        CAFTAN_TRY(start, startTraining(project(), spec_, plan_));
        facts_ = std::move(start.facts);
        parent_ = start.parent;
        plan_.notes.insert(plan_.notes.end(), start.notes.begin(), start.notes.end());
        learner_ = std::make_unique<Learner>(std::move(start.learner));
        return {};
    }

    Json configuration() {
        return {{"spec", toJson(spec_)},
                {"recipe", spec_.recipe},
                {"bands", plan_.bandCounts},
                {"stages", plan_.recipe.stages},
                {"cuts", {{"name", plan_.cuts.name}, {"metric", plan_.cuts.metric}, {"values", plan_.cuts.values}}},
                {"dataset", {{"name", plan_.dataset.name}, {"sha256", plan_.dataset.sha256}}},
                {"model", {{"name", plan_.model.name}, {"sha256", plan_.model.sha256}}},
                {"teacher", plan_.teacher},
                {"chat_format", chatFormatName(plan_.format)},
                {"data_sha256", plan_.dataSha256},
                {"trained_parameters", learner_->trainedParameters()},
                {"steps", plan_.steps.size()},
                {"primary_mode", primaryMode(spec_, plan_)},
                {"notes", plan_.notes},
                {"used", {{"device", facts_.device}, {"threads", facts_.threads}, {"dtype", facts_.dtype}}},
                {"versions", {{"caftan", CAFTAN_VERSION}, {"torch", TORCH_VERSION}}}};
    }

    // Makes the run in the first attempt, together with the job's link to it; in later ones rewinds it to the
    // checkpoint.
    Status openRun() {
        CAFTAN_TRY(job, findJob(project(), context_.job().id));
        if (job.run) {
            run_ = *job.run;
            return resume();
        }
        RunRecord run;
        run.uid = context_.job().uid;
        run.name = spec_.name.empty() ? spec_.recipe : spec_.name;
        run.recipe = spec_.recipe;
        run.state = "running";
        run.config = configuration();
        run.scoring = spec_.scoring;
        run.cutSet = plan_.cuts.id;
        run.model = plan_.model.id;
        run.parentRun = parent_;
        run.seed = int64_t(spec_.seed);
        run.commandLine = job.commandLine;
        const Status stored = project().write([&]() -> Status {
            CAFTAN_TRY(id, addRun(project(), run));
            run_ = id;
            return linkJob(project(), job.id, job.scoring, id);
        });
        CAFTAN_CHECK(stored);
        for (const std::string& text : plan_.notes)
            context_.log("warning", text);
        return {};
    }

    Status resume() {
        CAFTAN_TRY(checkpoint, store_.find("last"));
        if (checkpoint) {
            // Killed between the end of training and the row that says so: nothing is left to optimise.
            const bool trained = !store_.holdsOptimizer(*checkpoint);
            CAFTAN_TRY(state, store_.load(*checkpoint, learner_->content(plan_.modelPath, !trained)));
            state_ = RunState::from(state);
            if (trained && !done())
                return fail((*checkpoint / "optimizer.safetensors").string() +
                            " is not there, so that training cannot go on from this checkpoint. Start the run anew.");
            learner_->setHalvings(state_.halvings);
            saved_ = state_.step;
            savedEvaluated_ = state_.evaluated;
        }
        CAFTAN_CHECK(rewindRun(project(), run_, checkpoint ? state_.step : -1));
        context_.log("info", "resumed at step " + std::to_string(state_.step));
        return updateRun(project(), run_, "running", Json::object());
    }

    Result<JobEnd> guardedLoop() {
        try {
            return loop();
        } catch (const std::exception& error) {
            return fail(isOutOfMemory(error) ? memoryAdvice(spec_) : torchErrorText(error));
        }
    }

    // One optimiser step after another, from wherever the last attempt got to.
    Result<JobEnd> loop() {
        MetricRecorder metrics(project(), run_);
        auto savedAt = Clock::now();
        while (true) {
            if (evaluationDue())
                CAFTAN_CHECK(evaluateNow(metrics));
            const bool dueByStep =
                spec_.checkpointSteps > 0 && state_.step % spec_.checkpointSteps == 0 && state_.step > 0;
            if (dueByStep || secondsSince(savedAt) > spec_.checkpointSeconds || done()) {
                CAFTAN_CHECK(saveLast(metrics));
                savedAt = Clock::now();
            }
            if (const JobEnd wanted = context_.wanted(); wanted != JobEnd::Done && !(done() && !evaluationDue()))
                return leave(metrics, wanted);
            if (done())
                break;
            CAFTAN_CHECK(trainStep(metrics));
        }
        storingSeconds_ = metrics.secondsSpent();
        longestWait_ = metrics.longestWait();
        return JobEnd::Done;
    }

    Status trainStep(MetricRecorder& metrics) {
        const auto start = Clock::now();
        const TrainStep& step = plan_.steps[size_t(state_.step)];
        const auto [stageStep, schedule] = scheduleOf(step.stage);
        if (stageStep == 0 && step.stage > 0)
            learner_->resetOptimizer();
        const double rate = rateAt(schedule, stageStep);
        const StepOutcome outcome = learner_->step(microsOf(step), rate, state_.step);
        return record(metrics, step, outcome, rate, start);
    }

    // After each epoch, every so many steps, before the first step and after the last; once each, also when it was
    // interrupted half-way.
    bool evaluationDue() const {
        if (spec_.evaluate == "none" || plan_.validation.empty() || state_.evaluated == state_.step)
            return false;
        return state_.step == 0 || done() || plan_.steps[size_t(state_.step - 1)].endOfEpoch ||
               (spec_.evaluateSteps > 0 && state_.step % spec_.evaluateSteps == 0);
    }

    bool done() const { return state_.step == int64_t(plan_.steps.size()); }

    // Steps since the stage began, and the stage's schedule.
    std::pair<int64_t, RateSchedule> scheduleOf(int stage) const {
        int64_t before = 0;
        for (int i = 0; i < stage; ++i)
            before += plan_.stageSteps[size_t(i)];
        RateSchedule schedule;
        schedule.decay = spec_.decay;
        schedule.peak = spec_.rate;
        schedule.floor = spec_.rateFloor;
        schedule.steps = plan_.stageSteps[size_t(stage)];
        schedule.warmup = std::max(spec_.warmupSteps, int64_t(spec_.warmupShare * double(schedule.steps)));
        return {state_.step - before, schedule};
    }

    MicroBatches microsOf(const TrainStep& step) const {
        MicroBatches micros;
        for (const auto& micro : step.micros) {
            micros.emplace_back();
            for (const size_t i : micro)
                micros.back().push_back(&plan_.items[i].example);
        }
        return micros;
    }

    double epochNow() const { return state_.step == 0 ? 0 : plan_.steps[size_t(state_.step - 1)].epochsDone; }

    MetricRecorder::Moment moment() const { return {state_.step, state_.tokens, epochNow(), state_.seconds}; }

    Status record(MetricRecorder& metrics, const TrainStep& step, const StepOutcome& outcome, double rate,
                  Clock::time_point start) {
        const double loss = outcome.loss.item<double>();
        if (!std::isfinite(loss))
            return fail("The loss is not finite at step " + std::to_string(state_.step + 1) +
                        ": choose a lower learning rate (--lr).");
        const double seconds = secondsSince(start);
        ++state_.step;
        state_.tokens += outcome.tokens;
        for (const auto& micro : step.micros)
            for (const size_t i : micro)
                state_.answerTokens += plan_.items[i].example.answerTokens();
        state_.seconds += seconds;
        // The mean of the first steps, then a moving one: a short run would only show how it began.
        state_.loss += (loss - state_.loss) * std::max(0.05, 1 / double(state_.step));
        const auto now = moment();
        metrics.add(now, "train/loss", loss);
        metrics.add(now, "train/learning_rate", rate);
        metrics.add(now, "train/gradient_norm", outcome.gradientNorm.item<double>());
        metrics.add(now, "train/tokens_per_s", double(outcome.tokens) / std::max(seconds, 1e-9));
        state_.halvings = learner_->halvings();
        if (outcome.recomputed || outcome.halved)
            noteRelief(outcome);
        context_.note(state_.step, int64_t(plan_.steps.size()), double(state_.step) / std::max(state_.seconds, 1e-9),
                      "steps; epoch " + fixed(now.epoch, 1) + ", loss " + fixed(state_.loss, 3) +
                          (state_.lastAccuracy >= 0 ? ", accuracy " + fixed(state_.lastAccuracy, 3) : ""));
        // The progress goes along: one transaction every 100 ms.
        return metrics.due() ? metrics.flush([&] { return context_.flush(); }) : Status{};
    }

    // What was done about a lack of memory stands with the run.
    void noteRelief(const StepOutcome& outcome) {
        const std::string note =
            "memory ran out at step " + std::to_string(state_.step) + ": from there on " +
            (outcome.recomputed ? "activations are computed again instead of kept" : "") +
            (outcome.recomputed && outcome.halved ? " and " : "") +
            (outcome.halved ? "micro batches are halved, so that less than --micro-tokens " +
                                  std::to_string(spec_.microTokens) + " go through the model at once"
                            : "");
        plan_.notes.push_back(note);
        context_.log("warning", note);
    }

    // Asks the validation questions; an interrupted evaluation leaves no trace.
    Status evaluateNow(MetricRecorder& metrics) {
        CAFTAN_CHECK(metrics.flush());
        const auto start = Clock::now();
        const EvaluationInput input{plan_.validation, &plan_.bands, plan_.tokenizer.get(), plan_.format, plan_.stops};
        const auto stillWanted = [&] { return context_.wanted() == JobEnd::Done; };
        std::vector<std::pair<std::string, EvaluationOutcome>> outcomes;
        for (const std::string& mode : evaluationModes(spec_, plan_)) {
            context_.progress(state_.step, int64_t(plan_.steps.size()), 0, "validation, " + mode);
            EvaluateOptions options{mode, spec_.maxNewTokens, spec_.microTokens, [&] { return !stillWanted(); }};
            outcomes.emplace_back(mode, evaluate(learner_->decoder(), input, options));
            if (outcomes.back().second.answers.empty())
                return {}; // the loop sees the request next
        }
        const double loss = validationLoss(learner_->decoder(), plan_.validation, spec_.microTokens);
        state_.seconds += secondsSince(start);
        const auto now = moment();
        metrics.add(now, "validation/loss", loss);
        const Status stored = project().write([&]() -> Status {
            for (const auto& [mode, outcome] : outcomes) {
                CAFTAN_CHECK(storeEvaluation(mode, outcome, now.epoch));
                addEvaluationMetrics(metrics, now, mode, outcome.result, mode == primaryMode(spec_, plan_));
            }
            return metrics.flush();
        });
        CAFTAN_CHECK(stored);
        state_.evaluated = state_.step;
        return keepBest(outcomes);
    }

    // Once: an attempt that was killed right after an evaluation does it again, to the same bits.
    Status storeEvaluation(const std::string& mode, const EvaluationOutcome& outcome, double epoch) {
        CAFTAN_TRY(known, listEvaluations(project(), run_));
        for (const Evaluation& evaluation : known)
            if (evaluation.split == "validation" && evaluation.mode == mode && evaluation.step == state_.step)
                return {};
        Evaluation evaluation;
        evaluation.run = run_;
        evaluation.split = "validation";
        evaluation.mode = mode;
        evaluation.step = state_.step;
        evaluation.epoch = epoch;
        evaluation.result = outcome.result;
        CAFTAN_CHECK(addEvaluation(project(), evaluation, outcome.answers));
        return {};
    }

    // The best weights so far are kept.
    Status keepBest(const std::vector<std::pair<std::string, EvaluationOutcome>>& outcomes) {
        for (const auto& [mode, outcome] : outcomes) {
            if (mode != primaryMode(spec_, plan_))
                continue;
            state_.lastEvaluation = outcome.result;
            state_.lastAccuracy = outcome.result["accuracy_all"].get<double>();
            if (state_.step == 0 || state_.lastAccuracy <= state_.bestAccuracy)
                continue;
            state_.bestAccuracy = state_.lastAccuracy;
            state_.bestEpoch = epochNow();
            state_.bestEvaluation = outcome.result;
            CheckpointContent content = learner_->content(plan_.modelPath, false);
            content.state = state_.json();
            CAFTAN_CHECK(store_.save("best", state_.step, content));
        }
        return {};
    }

    // After the metrics: a checkpoint never knows less than the project file.
    Status saveLast(MetricRecorder& metrics) {
        CAFTAN_CHECK(metrics.flush());
        if (saved_ == state_.step && savedEvaluated_ == state_.evaluated)
            return {};
        CheckpointContent content = learner_->content(plan_.modelPath, true);
        content.state = state_.json();
        CAFTAN_CHECK(store_.save("last", state_.step, content));
        saved_ = state_.step;
        savedEvaluated_ = state_.evaluated;
        return project().checkpoint();
    }

    Result<JobEnd> leave(MetricRecorder& metrics, JobEnd wanted) {
        CAFTAN_CHECK(saveLast(metrics));
        return wanted;
    }

    Json result(const std::string& state) {
        const auto optional = [](double value) { return value >= 0 ? Json(value) : Json(); };
        return {{"run", run_},
                {"state", state},
                {"steps", state_.step},
                {"tokens", state_.tokens},
                {"train_answer_tokens", plan_.answerTokens},
                {"train_answer_tokens_seen", state_.answerTokens},
                {"seconds", state_.seconds},
                {"loss", state_.loss},
                {"accuracy", optional(state_.bestAccuracy)},
                {"best_epoch", state_.bestEpoch},
                {"accuracy_last", optional(state_.lastAccuracy)},
                {"mode", primaryMode(spec_, plan_)},
                {"validation_last", state_.lastEvaluation},
                {"validation_best", state_.bestEvaluation},
                {"bands", plan_.bandCounts},
                {"trained_parameters", learner_->trainedParameters()},
                {"storing_seconds", storingSeconds_},
                {"longest_wait_seconds", longestWait_},
                {"notes", plan_.notes}};
    }

    Status finish(const Result<JobEnd>& end) {
        const std::string state = !end                     ? "failed"
                                  : *end == JobEnd::Done   ? "done"
                                  : *end == JobEnd::Paused ? "paused"
                                                           : "stopped";
        if (state == "done" && !spec_.keepOptimizer)
            store_.dropOptimizer();
        const Json document = result(state);
        if (state == "done")
            context_.setResult(document);
        return updateRun(project(), run_, state, document);
    }

    JobContext& context_;
    TrainSpec spec_;
    TrainPlan plan_;
    CheckpointStore store_;
    ModelFacts facts_;
    std::unique_ptr<Learner> learner_;
    RunState state_;
    int64_t run_ = 0, saved_ = -1, savedEvaluated_ = -1;
    double storingSeconds_ = 0; // metrics and progress into the project file, this attempt
    double longestWait_ = 0;    // of a metric, from being known to being stored
    std::optional<int64_t> parent_;
};

} // namespace

Result<JobEnd> runTrainJob(JobContext& context) {
    CAFTAN_TRY(spec, trainSpecFromJson(context.job().spec));
    return TrainJob(context, std::move(spec)).run();
}

} // namespace caftan
