// Made-up finished runs of several recipes and seeds, with answers, for tests of Compare.
#pragma once

#include "core/base/random.h"
#include "tests/ui/runs_fixture.h"

#include <map>

namespace caftan::test {

struct ComparedRun {
    std::string recipe;
    int64_t seed = 1;
    int chance = 50;            // percent of its questions it gets right, in the hard band; others 20 more
    std::string state = "done"; // without answers unless done
    std::string part = "validation";
    int64_t tokens = 1000;
};

inline Result<int64_t> addComparedRun(Project& project, const ComparedRun& made) {
    TrainSpec spec = madeSpec(1, made.recipe);
    spec.recipe = made.recipe;
    spec.seed = uint64_t(made.seed);
    spec.name = made.seed == 1 ? made.recipe : made.recipe + " (seed " + std::to_string(made.seed) + ")";
    RunRecord run;
    run.name = spec.name;
    run.recipe = made.recipe;
    run.state = made.state;
    run.scoring = 1;
    run.seed = made.seed;
    run.created = 1'700'000'000 + double(made.seed);
    run.config = {{"spec", toJson(spec)},
                  {"primary_mode", "generate"},
                  {"cuts", {{"name", "thirds"}, {"metric", "entropy"}, {"values", {0.5, 1.2}}}},
                  {"dataset", {{"name", "data"}, {"sha256", std::string(64, 'a')}}},
                  {"model", {{"name", "base"}, {"sha256", std::string(64, 'b')}}},
                  {"bands", Json::array({{{"name", "hard"}, {"rows", 100}, {"reasoning_rows", 100}}})},
                  {"used", {{"device", "cpu"}, {"dtype", "float32"}}},
                  {"versions", {{"caftan", "0.1.0"}, {"torch", "2"}}}};
    run.result = {{"train_answer_tokens", made.tokens / 2},
                  {"train_answer_tokens_seen", made.tokens},
                  {"tokens", made.tokens * 3},
                  {"seconds", 65.0}};
    CAFTAN_TRY(id, addRun(project, run));
    if (made.state != "done")
        return id;
    CAFTAN_TRY(questions, loadQuestions(project, 1));
    CAFTAN_TRY(scores, loadColumns(project, 1, "entropy"));
    std::map<int64_t, double> entropy;
    for (size_t i = 0; i < scores.columns.size(); ++i)
        entropy[scores.columns.question[i]] = scores.columns.metric[i];
    Random random(uint64_t(made.seed) * 1000 + uint64_t(made.chance));
    std::vector<Answer> answers;
    for (const StoredQuestion& stored : questions) {
        if (stored.question.split != *splitFromName(made.part))
            continue;
        const bool right = random.below(100) < uint32_t(made.chance + (entropy[stored.id] > 1.2 ? 0 : 20));
        answers.push_back({stored.id, "I say so.", right ? stored.question.answer : 3, true, right, true, 9, 0.25});
    }
    Evaluation evaluation;
    evaluation.run = id;
    evaluation.split = made.part == "train" ? "validation" : made.part; // more questions
    evaluation.mode = "generate";
    evaluation.step = 40;
    evaluation.epoch = 4;
    evaluation.result = {{"rows", answers.size()}, {"tokens_per_answer", 9.0}};
    CAFTAN_TRY(stored, addEvaluation(project, evaluation, answers));
    CAFTAN_CHECK(addMetrics(
        project, std::vector<MetricPoint>{{0, id, "validation/accuracy", 10, 1, 100, 1, 0.4},
                                          {0, id, "validation/accuracy", 40, 4, 400, 4, double(made.chance) / 100}}));
    return stored > 0 ? Result<int64_t>(id) : fail("no evaluation");
}

// sft and complexity-aware with three seeds, random with one, and one that failed.
inline Status addComparedRuns(Project& project) {
    for (int64_t seed = 1; seed <= 3; ++seed) {
        CAFTAN_CHECK(addComparedRun(project, {"sft", seed, 30}));
        CAFTAN_CHECK(addComparedRun(project, {"complexity-aware", seed, 75, "done", "validation", 8000}));
    }
    CAFTAN_CHECK(addComparedRun(project, {"random", 1, 31, "done", "validation", 7000}));
    CAFTAN_CHECK(addComparedRun(project, {"distill", 1, 0, "failed"}));
    return {};
}

} // namespace caftan::test
