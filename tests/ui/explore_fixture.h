// A project with made-up questions and recorded answers whose entropy tells errors, for tests and benchmarks of
// Explore.
#pragma once

#include "core/store/datasets.h"
#include "core/store/scorings.h"
#include "ui/models/exploration.h"
#include "ui/models/project_service.h"

#include <QSignalSpy>
#include <QTest>
#include <cmath>
#include <random>

namespace caftan::test {

inline Question madeQuestion(int number) {
    Question question;
    question.externalId = std::to_string(number);
    question.category = number % 3 == 0 ? "physics" : number % 3 == 1 ? "law" : "health";
    question.text = "Question number " + std::to_string(number) + ": which of these is it?";
    question.options = {"the first", "the second", "the third", "the fourth"};
    question.answer = number % 4;
    question.split = number % 10 == 9 ? Split::Test : number % 10 == 8 ? Split::Validation : Split::Train;
    return question;
}

inline Score madeScore(int number, std::mt19937_64& random) {
    std::uniform_real_distribution<double> uniform(0, 1);
    Score score;
    score.questionId = number;
    score.entropy = uniform(random) < 0.25 ? std::pow(10, -6 * uniform(random)) : 2 * std::sqrt(uniform(random));
    score.optionEntropy = score.entropy * 0.9;
    score.oneMinusMax = score.margin = score.goldNll = std::nan("");
    score.right = uniform(random) > 0.2 + 0.35 * score.entropy;
    score.valid = number % 500 != 7;
    score.predicted = !score.valid ? -1 : score.right ? number % 4 : (number + 1) % 4;
    score.right = score.right && score.valid;
    score.answer = score.valid ? optionLetter(score.predicted) : "?";
    score.optionProbabilities = "[0.7,0.1,0.1,0.1]";
    score.topTokens = R"([{"id":1,"text":" A","p":0.7},{"id":2,"text":"B","p":0.1}])";
    return score;
}

// Rows 0 .. rows-1 with recorded answers to the first `scored` of them.
inline Result<ImportedIds> makeProject(const std::string& folder, int rows, int scored) {
    CAFTAN_TRY(project, Project::create(folder, "made up"));
    Import import;
    std::mt19937_64 random(5);
    for (int i = 0; i < rows; ++i)
        import.questions.push_back(madeQuestion(i));
    for (int i = 0; i < scored; ++i)
        import.scores.push_back(madeScore(i, random));
    return storeImport(project, "made", import);
}

// A second scoring of the same questions, which answers otherwise.
inline Result<int64_t> scoreAgain(Project& project) {
    Scoring scoring;
    scoring.name = "again";
    scoring.dataset = 1;
    scoring.state = "done";
    scoring.spec = Json::object();
    CAFTAN_TRY(id, addScoring(project, scoring));
    CAFTAN_TRY(known, loadColumns(project, 1, "entropy"));
    std::mt19937_64 random(9);
    std::vector<Score> scores;
    for (size_t i = 0; i < known.columns.size(); ++i) {
        scores.push_back(madeScore(int(i), random));
        scores.back().questionId = known.columns.question[i];
    }
    CAFTAN_CHECK(addScores(project, id, scores));
    CAFTAN_CHECK(updateScoring(project, id, "done", Json::object()));
    return id;
}

// Opens a project and waits until its newest scoring is shown.
inline bool openAndLoad(ui::ProjectService& service, ui::Exploration& exploration, const QString& folder) {
    QSignalSpy loaded(&exploration, &ui::Exploration::dataChanged);
    service.open(folder);
    return QTest::qWaitFor([&] { return exploration.rows() && exploration.index().valid() > 0; }, 60'000);
}

} // namespace caftan::test
