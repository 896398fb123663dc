// Made-up training runs, stored as the training job stores them, for tests of the Runs page.
#pragma once

#include "core/base/files.h"
#include "core/data/demo.h"
#include "core/jobs/train_spec.h"
#include "core/store/jobs.h"
#include "core/store/run_tail.h"
#include "core/store/scorings.h"
#include "tests/ui/explore_fixture.h"

#include <filesystem>

namespace caftan::test {

inline constexpr int stepsPerEpoch = 10, validationQuestions = 40;

struct MadeRun {
    int64_t run = 0, job = 0;
    std::string uid;
};

inline double madeLoss(int64_t step) {
    return 2.0 / double(step) + (step == 17 ? 5 : 0); // one spike
}
inline double madeAccuracy(int epoch) {
    return double(10 + 4 * epoch) / validationQuestions;
}

inline TrainSpec madeSpec(int64_t scoring, const std::string& name) {
    TrainSpec spec;
    spec.scoring = scoring;
    spec.cuts = "thirds";
    spec.recipe = "complexity-aware";
    spec.name = name;
    spec.epochs = {2, 2}; // two stages
    return spec;
}

// Questions with recorded scores and cuts; the scoring has number 1.
inline Status makeRunsProject(const std::string& folder) {
    CAFTAN_TRY(ids, makeProject(folder, 10 * validationQuestions, 10 * validationQuestions));
    CAFTAN_TRY(project, Project::open(folder));
    CutSet cuts;
    cuts.name = "thirds";
    cuts.scoring = *ids.scoring;
    cuts.values = {0.5, 1.2};
    cuts.quantiles = {0.33, 0.67};
    CAFTAN_TRY(saved, saveCuts(project, cuts));
    return saved > 0 ? Status() : fail("no cuts");
}

// A run and its job, claimed and running by their rows; nothing trained yet.
inline Result<MadeRun> startRun(Project& project, const std::string& name, const std::string& tags = {}) {
    const TrainSpec spec = madeSpec(1, name);
    JobRecord job;
    job.kind = "train";
    job.spec = toJson(spec);
    job.scoring = 1;
    job.commandLine = "caftan-cli train --scoring 1";
    CAFTAN_TRY(jobId, addJob(project, job));
    CAFTAN_TRY(claimed, claimJob(project, jobId));
    if (!claimed)
        return fail("the job was not claimed");
    CAFTAN_TRY(row, findJob(project, jobId));
    RunRecord run;
    run.uid = row.uid;
    run.name = name;
    run.recipe = spec.recipe;
    run.state = "running";
    run.scoring = 1;
    run.seed = 7;
    run.tags = tags;
    run.commandLine = job.commandLine;
    run.config = {{"spec", toJson(spec)},
                  {"stages", {{"easy", "middle"}, {"hard"}}},
                  {"primary_mode", "generate"},
                  {"cuts", {{"name", "thirds"}, {"metric", "entropy"}, {"values", {0.5, 1.2}}}},
                  {"versions", {{"caftan", "0.1.0"}}},
                  {"data_sha256", std::string(64, 'c')}};
    for (const char* band : {"easy", "middle", "hard", "invalid"})
        run.config["bands"].push_back({{"name", band},
                                       {"routing", std::string(band) == "hard" ? "distill" : "sft"},
                                       {"rows", std::string(band) == "invalid" ? 0 : 100},
                                       {"reasoning_rows", std::string(band) == "hard" ? 100 : 0},
                                       {"answer_tokens", 300}});
    CAFTAN_TRY(id, addRun(project, run));
    CAFTAN_CHECK(linkJob(project, jobId, 1, id));
    return MadeRun{id, jobId, row.uid};
}

inline Status trainSteps(Project& project, const MadeRun& run, int64_t first, int64_t last) {
    std::vector<MetricPoint> points;
    for (int64_t step = first; step <= last; ++step) {
        const double epoch = double(step) / stepsPerEpoch;
        for (const auto& [name, value] : {std::pair("train/loss", madeLoss(step)),
                                          {"train/learning_rate", 1e-3 * double(step)},
                                          {"train/gradient_norm", 1.5},
                                          {"train/tokens_per_s", 2000.0 + double(step)}})
            points.push_back({0, run.run, name, step, epoch, step * 500, double(step) * 0.25, value});
    }
    CAFTAN_CHECK(addMetrics(project, points));
    return updateJobProgress(project, run.job, last, 4 * stepsPerEpoch, 4.0, "steps; epoch 1.0, loss 0.2");
}

// The evaluation after `epoch` epochs, by one token and by generation, with its points, answers and bands.
inline Status validate(Project& project, const MadeRun& run, int epoch) {
    CAFTAN_TRY(questions, loadQuestions(project, 1));
    const int64_t step = int64_t(epoch) * stepsPerEpoch;
    const int right = 10 + 4 * epoch;
    std::vector<MetricPoint> points;
    const auto point = [&](const std::string& name, double value) {
        points.push_back({0, run.run, name, step, double(epoch), step * 500, double(step) * 0.25, value});
    };
    for (const std::string mode : {"single", "generate"}) {
        std::vector<Answer> answers;
        for (const StoredQuestion& stored : questions) {
            if (stored.question.split != Split::Validation || int(answers.size()) == validationQuestions)
                continue;
            const int n = int(answers.size());
            answers.push_back({stored.id, mode == "single" ? "A" : "Think: because. Answer: A", 0, n != 39, n < right,
                               mode == "generate", mode == "single" ? 1 : 9, 0.001 * (n + 1) * (5 - epoch)});
        }
        Evaluation evaluation;
        evaluation.run = run.run;
        evaluation.split = "validation";
        evaluation.mode = mode;
        evaluation.step = step;
        evaluation.epoch = epoch;
        evaluation.result = {{"rows", validationQuestions},
                             {"valid", validationQuestions - 1},
                             {"right", right},
                             {"accuracy_all", madeAccuracy(epoch)},
                             {"by_band", Json::array({{{"band", "easy"}, {"rows", 14}},
                                                      {{"band", "middle"}, {"rows", 13}},
                                                      {{"band", "hard"}, {"rows", 13}}})}};
        CAFTAN_CHECK(addEvaluation(project, evaluation, answers));
        point("validation/accuracy_" + mode, madeAccuracy(epoch));
    }
    point("validation/loss", 1.0 / (1 + epoch));
    point("validation/accuracy", madeAccuracy(epoch));
    point("validation/accuracy_valid", double(right) / (validationQuestions - 1));
    point("validation/thinks", 0.5);
    for (const char* band : {"easy", "middle", "hard"})
        point(std::string("validation/accuracy/") + band, madeAccuracy(epoch));
    return addMetrics(project, points);
}

inline Status finishRun(Project& project, const MadeRun& run, const std::string& state, const std::string& error = {}) {
    CAFTAN_CHECK(updateRun(project, run.run, state,
                           {{"accuracy", madeAccuracy(4)}, {"best_epoch", 4}, {"train_answer_tokens_seen", 123456}}));
    return finishJob(project, run.job, state, state == "done" ? 0 : 1, error);
}

// Four epochs, done.
inline Result<MadeRun> finishedRun(Project& project, const std::string& name, const std::string& tags = {}) {
    CAFTAN_TRY(run, startRun(project, name, tags));
    for (int epoch = 0; epoch <= 4; ++epoch) {
        if (epoch > 0)
            CAFTAN_CHECK(trainSteps(project, run, (epoch - 1) * stepsPerEpoch + 1, epoch * stepsPerEpoch));
        CAFTAN_CHECK(validate(project, run, epoch));
    }
    CAFTAN_CHECK(finishRun(project, run, "done"));
    std::filesystem::create_directories(project.runFolder(run.uid));
    CAFTAN_CHECK(writeFile(project.runFolder(run.uid) / "best.json", "{}"));
    return run;
}

// What makes a running row count as alive.
inline Result<FileLock> holdLock(Project& project, const MadeRun& run) {
    std::filesystem::create_directories(project.runFolder(run.uid));
    return FileLock::tryAcquire(project.runFolder(run.uid) / "job.lock");
}

} // namespace caftan::test
