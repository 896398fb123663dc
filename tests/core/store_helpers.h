// A project in a temporary folder, and a small data set for it.
#pragma once

#include "core/store/datasets.h"
#include "core/store/scorings.h"

#include <QTemporaryDir>
#include <QTest>
#include <cmath>

namespace caftan::test {

// Fails the test with the message of an Error.
#define EXPECT_OK(...)                                                                                                 \
    do {                                                                                                               \
        const auto& expected_ = (__VA_ARGS__);                                                                         \
        QVERIFY2(expected_, expected_ ? "" : expected_.error().message.c_str());                                       \
    } while (false)

struct TemporaryProject {
    QTemporaryDir directory;
    std::filesystem::path folder = std::filesystem::path(directory.path().toStdString()) / "project";
    Project project = [this] {
        auto made = Project::create(folder, "test");
        if (!made)
            qFatal("%s", made.error().message.c_str());
        return std::move(*made);
    }();
};

inline Score recordedScore(int64_t question, double entropy, bool right) {
    Score score;
    score.questionId = question;
    score.entropy = entropy;
    score.optionEntropy = score.oneMinusMax = score.margin = score.goldNll = std::nan("");
    score.predicted = right ? 1 : 0;
    score.valid = true;
    score.right = right;
    return score;
}

// `count` questions with four options, key B, two categories, and recorded answers when asked for.
inline Import smallImport(int count, bool scored) {
    Import import;
    for (int i = 0; i < count; ++i) {
        Question question;
        question.externalId = "q" + std::to_string(i);
        question.category = i % 2 ? "math" : "law";
        question.text = "What is " + std::to_string(i) + "?";
        question.options = {"w" + std::to_string(i), "x", "y", "z's"};
        question.answer = 1;
        question.split = i % 10 == 0 ? Split::Test : i % 10 == 1 ? Split::Validation : Split::Train;
        import.questions.push_back(question);
        if (scored)
            import.scores.push_back(recordedScore(i, 0.01 * i, i % 3 == 0));
    }
    import.sources = {{"file.tsv", std::string(64, 'a'), count}};
    import.mapping = {{"question", "text"}};
    import.warnings = {"a warning"};
    return import;
}

} // namespace caftan::test
