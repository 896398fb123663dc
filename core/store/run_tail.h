// What a reader that follows a run needs: only what was added since it last looked, and answers in columns or by page.
#pragma once

#include "core/store/runs.h"

namespace caftan {

// How far a reader has got. A new one knows nothing: attempt -1.
struct RunPosition {
    int64_t run = 0, attempt = -1, point = 0, evaluation = 0;
};
struct RunTail {
    RunPosition position; // to be given next time
    bool rewound = false; // a new attempt: what the reader had is void, and everything that stands is here again
    std::vector<MetricPoint> points;
    std::vector<Evaluation> evaluations;
};
// From one snapshot. A point that was stored again (same name and step) comes again and replaces the first.
Result<RunTail> readRunTail(Project& project, const RunPosition& known);

// The newest point of a metric; the highest after step 0 (the earliest of equals). nullopt: none yet.
Result<std::optional<MetricPoint>> lastMetric(Project& project, int64_t run, const std::string& name);
Result<std::optional<MetricPoint>> bestMetric(Project& project, int64_t run, const std::string& name);

// The answers of one evaluation without their texts, in the order of the questions asked.
struct AnswerColumns {
    std::vector<double> entropy;
    std::vector<uint8_t> valid, right;
};
Result<AnswerColumns> loadAnswerColumns(Project& project, int64_t evaluation);

enum class AnswerKind { All, Right, Wrong, Invalid, Thinks };
struct AnswerQuery {
    int64_t evaluation = 0;
    AnswerKind kind = AnswerKind::All;
    std::string words; // in the question or the output; empty: all
    int64_t offset = 0, limit = 200;
};
struct AnswerSample {
    Answer answer;
    std::string question, category;
    std::vector<std::string> options;
    int key = -1;           // index of the right option
    double baseEntropy = 0; // of the scoring that the run's bands come from; NaN: not scored there
};
struct AnswerPage {
    int64_t found = 0; // rows of the query without offset and limit
    std::vector<AnswerSample> rows;
};
Result<AnswerPage> sampleAnswers(Project& project, const AnswerQuery& query);

} // namespace caftan
