// A small stand-in for caftan-cli, so that the window is tested on machines without torch: the test program itself
// answers `demo new` and `job run` when it is started with such arguments. Scores are made up, but travel the whole
// way: claimed row, lock, batches committed one by one, pause, stop, resume.
#pragma once

#include "core/base/clock.h"
#include "core/base/text.h"
#include "core/jobs/demo_project.h"
#include "core/jobs/job.h"
#include "core/jobs/specs.h"
#include "core/store/datasets.h"
#include "core/store/scorings.h"
#include "tests/ui/fake_training.h"

#include <cmath>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <unistd.h>

namespace caftan::test {

// Between nothing and 2.3 nats, most questions near the ends; the more of it, the rarer a right answer.
inline Score madeUpScore(const StoredQuestion& question) {
    const auto draw = [&question](const char* salt) {
        const std::string hash = sha256(question.question.text + salt);
        return double(std::strtoull(hash.substr(0, 12).c_str(), nullptr, 16)) / double(1ULL << 48);
    };
    Score score;
    score.questionId = question.id;
    const double u = draw("entropy");
    score.entropy = score.optionEntropy = 2.3 * u * u * u + 1e-5;
    score.oneMinusMax = score.margin = u * 0.9;
    score.goldNll = u;
    score.valid = true;
    score.right = draw("right") > 0.15 + 0.7 * u;
    score.predicted = score.right ? question.question.answer : (question.question.answer + 1) % 10;
    score.answer = optionLetter(score.predicted);
    score.promptTokens = 11;
    return score;
}

inline Result<int64_t> scoringOf(JobContext& context, const ScoreSpec& spec) {
    if (context.job().scoring)
        return *context.job().scoring;
    Scoring scoring;
    scoring.name = "made up";
    scoring.dataset = spec.dataset;
    scoring.model = spec.model;
    scoring.prompt = spec.prompt;
    scoring.dtype = spec.dtype;
    scoring.state = "running";
    scoring.spec = toJson(spec);
    CAFTAN_TRY(id, addScoring(context.project(), scoring));
    CAFTAN_CHECK(linkJob(context.project(), context.job().id, id, std::nullopt));
    return id;
}

inline Result<JobEnd> madeUpScoring(JobContext& context) {
    CAFTAN_TRY(spec, scoreSpecFromJson(context.job().spec));
    CAFTAN_TRY(scoring, scoringOf(context, spec));
    CAFTAN_TRY(questions, loadQuestions(context.project(), spec.dataset));
    CAFTAN_TRY(known, scoredQuestions(context.project(), scoring));
    CAFTAN_CHECK(updateScoring(context.project(), scoring, "running", Json::object()));
    const int64_t total = int64_t(questions.size());
    const char* given = std::getenv("CAFTAN_FAKE_BATCH_MS");
    const int milliseconds = given ? std::atoi(given) : 40;
    int64_t done = int64_t(known.size());
    std::vector<Score> batch;
    for (const StoredQuestion& question : questions) {
        if (known.count(question.id) == 0)
            batch.push_back(madeUpScore(question));
        if (batch.size() < 25 && &question != &questions.back())
            continue;
        CAFTAN_CHECK(addScores(context.project(), scoring, batch));
        done += int64_t(batch.size());
        batch.clear();
        context.progress(done, total, 25e3 / milliseconds, "scoring");
        if (const JobEnd end = context.wanted(); end != JobEnd::Done) {
            CAFTAN_CHECK(updateScoring(context.project(), scoring, end == JobEnd::Paused ? "paused" : "stopped",
                                       Json::object()));
            return end;
        }
        ::usleep(useconds_t(milliseconds) * 1000);
    }
    CAFTAN_CHECK(updateScoring(context.project(), scoring, "done", Json{{"rows", total}}));
    return JobEnd::Done;
}

// The exit code when the arguments are those of caftan-cli, nothing when this is the test.
inline std::optional<int> fakeCli(int argc, char** argv) {
    const auto is = [&](int at, const char* word) { return at < argc && std::strcmp(argv[at], word) == 0; };
    const auto report = [](const Error& error) {
        std::fprintf(stderr, "caftan-cli: %s\n", error.message.c_str());
        return 1;
    };
    if (is(1, "--json") && is(2, "demo") && is(3, "new") && argc == 5) {
        const auto demo = makeDemoProject(argv[4]);
        if (!demo)
            return report(demo.error());
        std::printf("{\"questions\": %lld}\n", static_cast<long long>(demo->questions));
        return 0;
    }
    if (is(1, "--project") && is(3, "job") && is(4, "run") && argc == 6) {
        auto project = Project::open(argv[2]);
        if (!project)
            return report(project.error());
        const auto turn = DeviceTurn::wait(*project, std::atoll(argv[5]));
        if (!turn)
            return report(turn.error());
        const auto end = runJob(*project, std::atoll(argv[5]), {{"score", madeUpScoring}, {"train", madeUpTraining}});
        return end ? 0 : report(end.error());
    }
    return std::nullopt;
}

} // namespace caftan::test
