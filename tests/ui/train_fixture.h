// The demo's project with made-up scores, for tests of training in the window; no torch is needed.
#pragma once

#include "core/jobs/demo_project.h"
#include "core/store/runs.h"
#include "tests/ui/fake_cli.h"

namespace caftan::test {

struct TrainFixture {
    int64_t dataset = 0, scoring = 0;
};

// Every question of the demo scored by the demo's base; entropy grows with the number in its category ("depth 5").
inline Result<TrainFixture> makeTrainProject(const std::string& folder) {
    CAFTAN_TRY(demo, makeDemoProject(folder));
    CAFTAN_TRY(project, Project::open(folder));
    CAFTAN_TRY(questions, loadQuestions(project, demo.dataset));
    Scoring scoring;
    scoring.name = "demo-base on demo";
    scoring.dataset = demo.dataset;
    scoring.model = demo.model;
    scoring.prompt = "plain";
    scoring.dtype = "float32";
    scoring.state = "done";
    scoring.result = {{"tokens_per_s", 90000.0}};
    CAFTAN_TRY(id, addScoring(project, scoring));
    std::vector<Score> scores;
    for (const StoredQuestion& question : questions)
        scores.push_back(madeUpScore(question));
    CAFTAN_CHECK(addScores(project, id, scores));
    CAFTAN_CHECK(updateScoring(project, id, "done", scoring.result));
    return TrainFixture{demo.dataset, id};
}

} // namespace caftan::test
