// Made-up training for the window's tests: plans like the real job, then stores runs, metrics and evaluations step by
// step, and heeds pause, stop and resume. Two steps of the same number give the same loss, so a curve that was rewound
// joins. CAFTAN_FAKE_STEP_MS sets the pace.
#pragma once

#include "core/jobs/job.h"
#include "core/jobs/train_plan.h"
#include "core/store/runs.h"

#include <cstdlib>
#include <unistd.h>

namespace caftan::test {

class FakeTraining {
  public:
    explicit FakeTraining(JobContext& context) : context_(context) {}

    Result<JobEnd> run() {
        CAFTAN_TRY(spec, trainSpecFromJson(context_.job().spec));
        CAFTAN_TRY(plan, planTraining(context_.project(), spec));
        CAFTAN_CHECK(openRun(spec, plan));
        const char* given = std::getenv("CAFTAN_FAKE_STEP_MS");
        const auto pause = useconds_t(1000) * useconds_t(given ? std::atoi(given) : 20);
        for (int64_t step = step_; step < int64_t(plan.steps.size()); ++step) {
            if (const JobEnd end = context_.wanted(); end != JobEnd::Done)
                return leave(end);
            ::usleep(pause);
            CAFTAN_CHECK(store(plan, step + 1));
        }
        context_.setResult({{"run", run_}, {"state", "done"}, {"tokens", plan.tokensSeen}, {"seconds", 10.0}});
        CAFTAN_CHECK(updateRun(context_.project(), run_, "done", context_.result()));
        return JobEnd::Done;
    }

  private:
    Project& project() { return context_.project(); }

    Status openRun(const TrainSpec& spec, const TrainPlan& plan) {
        CAFTAN_TRY(job, findJob(project(), context_.job().id));
        if (job.run) {
            run_ = *job.run;
            CAFTAN_TRY(points, loadMetrics(project(), run_, "train/loss"));
            step_ = points.empty() ? 0 : points.back().step / 10 * 10; // a checkpoint every ten steps
            CAFTAN_CHECK(rewindRun(project(), run_, step_));
            return updateRun(project(), run_, "running", Json::object());
        }
        RunRecord run;
        run.uid = job.uid;
        run.name = spec.name.empty() ? spec.recipe : spec.name;
        run.recipe = spec.recipe;
        run.state = "running";
        run.config = {{"spec", toJson(spec)}, {"bands", plan.bandCounts}, {"steps", plan.steps.size()}};
        run.scoring = spec.scoring;
        run.cutSet = plan.cuts.id;
        run.model = plan.model.id;
        run.commandLine = job.commandLine;
        return project().write([&]() -> Status {
            CAFTAN_TRY(id, addRun(project(), run));
            run_ = id;
            return linkJob(project(), job.id, job.scoring, id);
        });
    }

    Status store(const TrainPlan& plan, int64_t step) {
        const double epoch = plan.steps[size_t(step - 1)].epochsDone, loss = 3.0 / (1 + 0.05 * double(step));
        std::vector<MetricPoint> points;
        const auto add = [&](const char* name, double value) {
            points.push_back({0, run_, name, step, epoch, step * 300, double(step) * 0.02, value});
        };
        add("train/loss", loss);
        add("train/learning_rate", 1e-3);
        add("train/gradient_norm", 0.5);
        add("train/tokens_per_s", 15000);
        if (plan.steps[size_t(step - 1)].endOfEpoch) {
            add("validation/loss", loss * 1.1);
            add("validation/accuracy", 1 - 0.5 * loss / 3);
        }
        CAFTAN_CHECK(addMetrics(project(), points));
        context_.progress(step, int64_t(plan.steps.size()), 50, "steps; loss " + std::to_string(loss));
        return {};
    }

    Result<JobEnd> leave(JobEnd end) {
        CAFTAN_CHECK(updateRun(project(), run_, end == JobEnd::Paused ? "paused" : "stopped", Json::object()));
        return end;
    }

    JobContext& context_;
    int64_t run_ = 0, step_ = 0;
};

inline Result<JobEnd> madeUpTraining(JobContext& context) {
    return FakeTraining(context).run();
}

} // namespace caftan::test
