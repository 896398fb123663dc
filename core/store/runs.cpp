#include "core/store/runs.h"

#include "core/base/clock.h"
#include "core/base/text.h"
#include "core/store/rows.h"

namespace caftan {
namespace {

constexpr const char* runColumns =
    "SELECT id, uid, name, recipe, state, config, result, experiment, scoring, cut_set, model,"
    " parent_run, seed, command_line, tags, notes, created, attempt, pinned FROM run";

RunRecord runFrom(const Query& row) {
    RunRecord run;
    run.id = row.integer(0);
    run.uid = row.text(1);
    run.name = row.text(2);
    run.recipe = row.text(3);
    run.state = row.text(4);
    run.config = row.json(5);
    run.result = row.json(6);
    run.experiment = row.optional(7);
    run.scoring = row.optional(8);
    run.cutSet = row.optional(9);
    run.model = row.optional(10);
    run.parentRun = row.optional(11);
    run.seed = row.integer(12);
    run.commandLine = row.text(13);
    run.tags = row.text(14);
    run.notes = row.text(15);
    run.created = row.real(16);
    run.attempt = row.integer(17);
    run.pinned = row.flag(18);
    return run;
}

Status noRun(int64_t id) {
    return fail("there is no run " + std::to_string(id) + ": 'caftan-cli runs list' lists those there are.");
}

void insertAnswers(Project& project, int64_t evaluation, std::span<const Answer> answers) {
    Query insert(project,
                 "INSERT INTO answer(evaluation, question, predicted, valid, correct, thinks, tokens, entropy, output)"
                 " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    Query detail(project, "INSERT INTO answer_detail(answer, gold_nll, mean_entropy, max_entropy, mean_nll, tokens)"
                          " VALUES (?, ?, ?, ?, ?, ?)");
    for (const Answer& answer : answers) {
        insert
            .bind(evaluation, answer.question, indexOrNull(answer.predicted), answer.valid, answer.right, answer.thinks,
                  answer.tokens, answer.entropy, answer.output)
            .run();
        const TokenSummary& summary = answer.summary;
        if (!std::isnan(answer.goldNll) || !answer.tokenValues.empty())
            detail
                .bind(insert.lastId(), answer.goldNll, summary.meanEntropy, summary.maxEntropy, summary.meanNll,
                      BoundBytes{answer.tokenValues})
                .run();
    }
}

} // namespace

Result<int64_t> addExperiment(Project& project, const Experiment& experiment) {
    return writeValue<int64_t>(project, [&]() -> Result<int64_t> {
        const std::string uid = experiment.uid.empty() ? newUid() : experiment.uid;
        Query insert(project, "INSERT INTO experiment(uid, name, created, notes, config) VALUES (?, ?, ?, ?, ?)");
        insert.bind(uid, experiment.name, experiment.created > 0 ? experiment.created : unixTime(), experiment.notes,
                    experiment.config);
        insert.run();
        return insert.lastId();
    });
}

Result<std::vector<Experiment>> listExperiments(Project& project) {
    return guarded(project, [&]() -> Result<std::vector<Experiment>> {
        Query query(project, "SELECT id, uid, name, notes, config, created FROM experiment ORDER BY id");
        std::vector<Experiment> experiments;
        while (query.next())
            experiments.push_back(
                {query.integer(0), query.text(1), query.text(2), query.text(3), query.json(4), query.real(5)});
        return experiments;
    });
}

Result<int64_t> addRun(Project& project, const RunRecord& run) {
    return writeValue<int64_t>(project, [&]() -> Result<int64_t> {
        const std::string uid = run.uid.empty() ? newUid() : run.uid;
        Query insert(
            project,
            "INSERT INTO run(uid, name, recipe, state, attempt, experiment, scoring, cut_set, model, parent_run,"
            " seed, created, command_line, tags, notes, config, result)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        insert.bind(uid, run.name, run.recipe, run.state, run.attempt, run.experiment, run.scoring, run.cutSet,
                    run.model, run.parentRun, run.seed, run.created > 0 ? run.created : unixTime(), run.commandLine,
                    run.tags, run.notes, run.config, run.result);
        insert.run();
        return insert.lastId();
    });
}

Result<std::vector<RunRecord>> listRuns(Project& project) {
    return guarded(project, [&]() -> Result<std::vector<RunRecord>> {
        Query query(project, std::string(runColumns) + " ORDER BY id");
        std::vector<RunRecord> runs;
        while (query.next())
            runs.push_back(runFrom(query));
        return runs;
    });
}

Result<RunRecord> findRun(Project& project, const std::string& nameOrId) {
    return guarded(project, [&]() -> Result<RunRecord> {
        const auto id = parseInt(nameOrId);
        Query query(project, std::string(runColumns) + " WHERE name = ?1 OR uid = ?1 OR id = ?2"
                                                       " ORDER BY name = ?1 DESC, id DESC LIMIT 1");
        if (query.bind(nameOrId, id).next()) // of several with one name the youngest
            return runFrom(query);
        return fail("there is no run \"" + nameOrId + "\": 'caftan-cli runs list' lists those there are.");
    });
}

Result<RunRecord> loadRun(Project& project, int64_t id) {
    return guarded(project, [&]() -> Result<RunRecord> {
        Query query(project, std::string(runColumns) + " WHERE id = ?");
        if (query.bind(id).next())
            return runFrom(query);
        return tl::unexpected<Error>(noRun(id).error());
    });
}

Status updateRun(Project& project, int64_t id, const std::string& state, const Json& result) {
    return project.write([&]() -> Status {
        Query update(project, "UPDATE run SET state = ?, result = ? WHERE id = ?");
        return update.bind(state, result, id).run() == 0 ? noRun(id) : Status();
    });
}

Status updateRunNotes(Project& project, int64_t id, const std::string& tags, const std::string& notes) {
    return project.write([&]() -> Status {
        Query update(project, "UPDATE run SET tags = ?, notes = ? WHERE id = ?");
        return update.bind(tags, notes, id).run() == 0 ? noRun(id) : Status();
    });
}

Status renameRun(Project& project, int64_t id, const std::string& name) {
    if (trim(name).empty() || parseInt(trim(name)))
        return fail("a run needs a name with at least one letter, so that it is not taken for a number.");
    return project.write([&]() -> Status {
        Query update(project, "UPDATE run SET name = ? WHERE id = ?");
        return update.bind(std::string(trim(name)), id).run() == 0 ? noRun(id) : Status();
    });
}

Status pinRun(Project& project, std::optional<int64_t> id) {
    return project.write([&]() -> Status {
        Query(project, "UPDATE run SET pinned = 0 WHERE pinned").run();
        if (!id)
            return {};
        Query update(project, "UPDATE run SET pinned = 1 WHERE id = ?");
        return update.bind(*id).run() == 0 ? noRun(*id) : Status();
    });
}

Status deleteRun(Project& project, int64_t id) {
    return project.write([&]() -> Status {
        Query(project, "UPDATE model SET parent_run = NULL WHERE parent_run = ?").bind(id).run();
        Query(project, "UPDATE run SET parent_run = NULL WHERE parent_run = ?").bind(id).run();
        Query(project, "DELETE FROM metric WHERE run = ?").bind(id).run();
        Query(project, "DELETE FROM evaluation WHERE run = ?").bind(id).run(); // answers with it
        Query(project, "DELETE FROM log WHERE job IN (SELECT id FROM job WHERE run = ?)").bind(id).run();
        Query(project, "DELETE FROM job WHERE run = ?").bind(id).run();
        Query remove(project, "DELETE FROM run WHERE id = ?");
        return remove.bind(id).run() == 0 ? noRun(id) : Status();
    });
}

// A point that comes twice (same name and step) replaces the first, with a new row id, so that it is stored once.
Status addMetrics(Project& project, std::span<const MetricPoint> points) {
    return project.write([&]() -> Status {
        Query insert(project, "INSERT OR REPLACE INTO metric(run, step, name, epoch, tokens, seconds, value)"
                              " VALUES (?, ?, ?, ?, ?, ?, ?)");
        for (const MetricPoint& point : points)
            insert.bind(point.run, point.step, point.name, point.epoch, point.tokens, point.seconds, point.value).run();
        return {};
    });
}

Result<std::vector<MetricPoint>> loadMetrics(Project& project, int64_t run, const std::string& name, int64_t afterId) {
    return guarded(project, [&]() -> Result<std::vector<MetricPoint>> {
        Query query(project, "SELECT id, name, step, epoch, tokens, seconds, value FROM metric INDEXED BY metric_run"
                             " WHERE run = ?1 AND id > ?2 AND (?3 = '' OR name = ?3) ORDER BY id");
        query.bind(run, afterId, name);
        std::vector<MetricPoint> points;
        while (query.next())
            points.push_back({query.integer(0), run, query.text(1), query.integer(2), query.real(3), query.integer(4),
                              query.real(5), query.real(6)});
        return points;
    });
}

Status rewindRun(Project& project, int64_t run, int64_t step) {
    return project.write([&]() -> Status {
        Query(project, "DELETE FROM metric WHERE run = ? AND step > ?").bind(run, step).run();
        Query(project, "DELETE FROM evaluation WHERE run = ? AND step > ?").bind(run, step).run(); // answers with it
        Query update(project, "UPDATE run SET attempt = attempt + 1 WHERE id = ?");
        return update.bind(run).run() == 0 ? noRun(run) : Status();
    });
}

Result<int64_t> addEvaluation(Project& project, const Evaluation& evaluation, std::span<const Answer> answers) {
    return writeValue<int64_t>(project, [&]() -> Result<int64_t> {
        const std::string uid = evaluation.uid.empty() ? newUid() : evaluation.uid;
        Query insert(project, "INSERT INTO evaluation(uid, run, model, split, mode, step, epoch, created, result)"
                              " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        insert.bind(uid, evaluation.run, evaluation.model, evaluation.split, evaluation.mode, evaluation.step,
                    evaluation.epoch, evaluation.created > 0 ? evaluation.created : unixTime(), evaluation.result);
        insert.run();
        const int64_t id = insert.lastId();
        insertAnswers(project, id, answers);
        return id;
    });
}

static Result<std::vector<Evaluation>> evaluationsWhere(Project& project, const char* condition, int64_t id) {
    return guarded(project, [&]() -> Result<std::vector<Evaluation>> {
        Query query(project,
                    std::string("SELECT id, uid, run, model, split, mode, step, epoch, result, created FROM evaluation"
                                " WHERE ") +
                        condition + " ORDER BY id");
        query.bind(id);
        std::vector<Evaluation> evaluations;
        while (query.next())
            evaluations.push_back({query.integer(0), query.text(1), query.optional(2), query.optional(3), query.text(4),
                                   query.text(5), query.integer(6), query.real(7), query.json(8), query.real(9)});
        return evaluations;
    });
}

Result<std::vector<Evaluation>> listEvaluations(Project& project, int64_t run) {
    return evaluationsWhere(project, "run = ?", run);
}

Result<std::vector<Evaluation>> listModelEvaluations(Project& project, int64_t model) {
    return evaluationsWhere(project, "run IS NULL AND model = ?", model);
}

Result<std::vector<Answer>> loadAnswers(Project& project, int64_t evaluation) {
    return guarded(project, [&]() -> Result<std::vector<Answer>> {
        Query query(project, "SELECT question, output, predicted, valid, correct, thinks, tokens, entropy FROM answer"
                             " WHERE evaluation = ? ORDER BY id");
        query.bind(evaluation);
        std::vector<Answer> answers;
        while (query.next())
            answers.push_back({query.integer(0), query.text(1), indexFrom(query, 2), query.flag(3), query.flag(4),
                               query.flag(5), query.small(6), query.real(7)});
        return answers;
    });
}

} // namespace caftan
