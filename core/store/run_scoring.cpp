#include "core/store/run_scoring.h"

#include "core/analysis/data_map.h"
#include "core/base/text.h"
#include "core/store/answer_details.h"
#include "core/store/metrics.h"
#include "core/store/rows.h"
#include "core/store/runs.h"
#include "core/store/scorings.h"

#include <algorithm>

namespace caftan {

namespace {

struct Source {
    Evaluation evaluation;
    std::string name;
    int64_t dataset = 0;
};

Result<Source> sourceOf(Project& project, int64_t id) {
    Query query(project, "SELECT evaluation.uid, run, split, mode, step, epoch, coalesce((SELECT name FROM run WHERE"
                         " run.id = evaluation.run), (SELECT name FROM model WHERE model.id = evaluation.model), ''),"
                         " (SELECT dataset FROM answer JOIN question ON question.id = answer.question WHERE evaluation"
                         " = evaluation.id ORDER BY answer.id LIMIT 1) FROM evaluation WHERE id = ?");
    if (!query.bind(id).next())
        return fail("there is no evaluation " + std::to_string(id) +
                    ": 'caftan-cli runs show R' lists those of a run.");
    if (query.null(7))
        return fail("evaluation " + std::to_string(id) + " has no answers.");
    Source source;
    source.evaluation.id = id;
    source.evaluation.uid = query.text(0);
    source.evaluation.run = query.optional(1);
    source.evaluation.split = query.text(2);
    source.evaluation.mode = query.text(3);
    source.evaluation.step = query.integer(4);
    source.evaluation.epoch = query.real(5);
    source.name = query.text(6);
    source.dataset = query.integer(7);
    return source;
}

std::string nameOf(const Source& source) {
    const Evaluation& evaluation = source.evaluation;
    return source.name + (evaluation.run && evaluation.step > 0 ? ", epoch " + fixed(evaluation.epoch, 0) : "") + " (" +
           evaluation.split + ", " + evaluation.mode + ")";
}

// The end of a long answer, where it names the option or fails to.
std::string shortened(const std::string& output) {
    constexpr size_t longest = 60;
    const std::string text(trim(output));
    return text.size() <= longest ? text : "…" + repairUtf8(text.substr(text.size() - longest));
}

struct Rows {
    std::vector<Score> scores;
    std::vector<OwnValue> mean, max, nll, length;
};

Rows readRows(Project& project, const Source& source) {
    const bool generated = source.evaluation.mode != "single";
    Query query(project,
                "SELECT question, predicted, valid, correct, answer.tokens, entropy, output, gold_nll, mean_entropy,"
                " max_entropy, mean_nll FROM answer LEFT JOIN answer_detail ON answer_detail.answer ="
                " answer.id WHERE evaluation = ? ORDER BY answer.id");
    query.bind(source.evaluation.id);
    Rows rows;
    while (query.next()) {
        const int64_t question = query.integer(0);
        Score score;
        score.questionId = question;
        score.predicted = indexFrom(query, 1);
        score.valid = query.flag(2);
        score.right = query.flag(3);
        score.entropy = query.real(5);
        score.optionEntropy = score.oneMinusMax = score.margin = std::nan("");
        score.goldNll = query.real(7);
        score.answer = shortened(query.text(6));
        if (generated && !score.valid && !query.null(8))
            score.entropy = query.real(8);
        rows.scores.push_back(std::move(score));
        rows.mean.push_back({question, query.real(8)});
        rows.max.push_back({question, query.real(9)});
        rows.nll.push_back({question, query.real(10)});
        if (generated)
            rows.length.push_back({question, query.real(4)});
    }
    return rows;
}

Status addDataMap(Project& project, int64_t scoring, const Source& source) {
    if (!source.evaluation.run || source.evaluation.split != "validation")
        return {};
    CAFTAN_TRY(epochs, loadEpochAnswers(project, *source.evaluation.run));
    const std::vector<DataMapPoint> points = dataMap(epochs.gold, epochs.right);
    if (epochs.gold.size() < 2)
        return {}; // one epoch has no course
    std::vector<OwnValue> doubt, variability, wrong;
    for (size_t i = 0; i < points.size(); ++i) {
        const int64_t question = epochs.questions[i];
        doubt.push_back({question, 1 - points[i].confidence});
        variability.push_back({question, points[i].variability});
        wrong.push_back({question, double(epochs.gold.size()) - points[i].correctness});
    }
    CAFTAN_CHECK(addOwnValues(project, scoring, "datamap_doubt", doubt));
    CAFTAN_CHECK(addOwnValues(project, scoring, "datamap_variability", variability));
    return addOwnValues(project, scoring, "datamap_epochs_wrong", wrong);
}

std::optional<int64_t> madeBefore(Project& project, const std::string& evaluationUid) {
    Query query(project, "SELECT id FROM scoring WHERE iif(json_valid(spec), json_extract(spec, '$.evaluation'), NULL)"
                         " = ? ORDER BY id LIMIT 1");
    return query.bind(evaluationUid).next() ? std::optional(query.integer(0)) : std::nullopt;
}

Result<int64_t> makeScoring(Project& project, const Source& source) {
    Scoring scoring;
    scoring.name = nameOf(source);
    scoring.dataset = source.dataset;
    scoring.prompt = source.evaluation.mode;
    scoring.state = "running"; // until its rows are there
    scoring.spec = {{"evaluation", source.evaluation.uid},
                    {"run", source.evaluation.run ? Json(*source.evaluation.run) : Json()},
                    {"split", source.evaluation.split},
                    {"mode", source.evaluation.mode},
                    {"epoch", source.evaluation.epoch}};
    CAFTAN_TRY(id, addScoring(project, scoring));
    const Rows rows = readRows(project, source);
    CAFTAN_CHECK(insertScores(project, id, rows.scores));
    CAFTAN_CHECK(addOwnValues(project, id, "answer_mean_entropy", rows.mean));
    CAFTAN_CHECK(addOwnValues(project, id, "answer_max_entropy", rows.max));
    CAFTAN_CHECK(addOwnValues(project, id, "answer_nll", rows.nll));
    CAFTAN_CHECK(addOwnValues(project, id, "answer_length", rows.length));
    CAFTAN_CHECK(addDataMap(project, id, source));
    CAFTAN_CHECK(updateScoring(project, id, "done", Json()));
    return id;
}

} // namespace

Result<int64_t> scoringOfEvaluation(Project& project, int64_t evaluation) {
    return writeValue<int64_t>(project, [&]() -> Result<int64_t> {
        CAFTAN_TRY(source, sourceOf(project, evaluation));
        if (const auto known = madeBefore(project, source.evaluation.uid))
            return *known;
        return makeScoring(project, source);
    });
}

Result<int64_t> lastEvaluation(Project& project, int64_t run, const std::string& split, const std::string& mode) {
    return guarded(project, [&]() -> Result<int64_t> {
        Query query(project, "SELECT id FROM evaluation WHERE run = ?1 AND split = ?2 AND mode <> 'thinking'"
                             " AND (?3 = '' OR mode = ?3) ORDER BY step DESC, mode = 'single', id DESC LIMIT 1");
        const std::string part = split.empty() ? "validation" : split;
        if (query.bind(run, part, mode).next())
            return query.integer(0);
        return fail("run " + std::to_string(run) + " has no answers" + (mode.empty() ? "" : " in the mode " + mode) +
                    " to the " + part + " part: 'caftan-cli eval --run " + std::to_string(run) + " --split " + part +
                    "' makes some.");
    });
}

Result<std::optional<int64_t>> evaluationOfScoring(Project& project, int64_t scoring) {
    return guarded(project, [&]() -> Result<std::optional<int64_t>> {
        Query query(project, "SELECT evaluation.id FROM scoring JOIN evaluation ON evaluation.uid ="
                             " iif(json_valid(spec), json_extract(spec, '$.evaluation'), NULL) WHERE scoring.id = ?");
        return query.bind(scoring).next() ? std::optional(query.integer(0)) : std::nullopt;
    });
}

} // namespace caftan
