// Following a run: only what is new, a new attempt from its beginning, answers in columns and by page.
#include "core/store/run_tail.h"
#include "tests/core/store_helpers.h"

using namespace caftan;
using namespace caftan::test;

class TestRunTail : public QObject {
    Q_OBJECT

    static MetricPoint point(int64_t run, const std::string& name, int64_t step, double value) {
        return {0, run, name, step, double(step) / 10, step * 100, double(step), value};
    }
    static int64_t makeRun(Project& project) {
        RunRecord run;
        run.name = run.recipe = "sft";
        return addRun(project, run).value_or(0);
    }

  private Q_SLOTS:
    void onlyWhatIsNew() {
        TemporaryProject t;
        const int64_t run = makeRun(t.project), other = makeRun(t.project);
        EXPECT_OK(addMetrics(t.project, std::vector{point(run, "train/loss", 1, 3), point(other, "train/loss", 1, 9),
                                                    point(run, "train/loss", 2, 2)}));
        const auto first = readRunTail(t.project, {run});
        EXPECT_OK(first);
        QCOMPARE(first->points.size(), size_t(2));
        QVERIFY(!first->rewound);
        const auto nothing = readRunTail(t.project, first->position);
        EXPECT_OK(nothing);
        QVERIFY(nothing->points.empty() && nothing->evaluations.empty() && !nothing->rewound);
        EXPECT_OK(addMetrics(t.project, std::vector{point(run, "train/loss", 3, 1)}));
        Evaluation evaluation;
        evaluation.run = run;
        evaluation.split = "validation";
        evaluation.mode = "single";
        evaluation.step = 3;
        EXPECT_OK(addEvaluation(t.project, evaluation, {}));
        const auto next = readRunTail(t.project, nothing->position);
        EXPECT_OK(next);
        QCOMPARE(next->points.size(), size_t(1));
        QCOMPARE(next->points[0].step, 3);
        QCOMPARE(next->evaluations.size(), size_t(1));
    }

    void aNewAttemptComesWhole() {
        TemporaryProject t;
        const int64_t run = makeRun(t.project);
        EXPECT_OK(addMetrics(t.project, std::vector{point(run, "train/loss", 1, 3), point(run, "train/loss", 2, 2)}));
        const auto first = readRunTail(t.project, {run});
        EXPECT_OK(rewindRun(t.project, run, 1));
        EXPECT_OK(addMetrics(t.project, std::vector{point(run, "train/loss", 2, 1.5)}));
        const auto again = readRunTail(t.project, first->position);
        EXPECT_OK(again);
        QVERIFY(again->rewound);
        QCOMPARE(again->points.size(), size_t(2));
        QCOMPARE(again->points[1].value, 1.5);
        QVERIFY(!readRunTail(t.project, again->position)->rewound);
    }

    void lastAndBest() {
        TemporaryProject t;
        const int64_t run = makeRun(t.project);
        QVERIFY(!lastMetric(t.project, run, "validation/accuracy")->has_value());
        EXPECT_OK(addMetrics(t.project, std::vector{point(run, "validation/accuracy", 0, .9),
                                                    point(run, "validation/accuracy", 10, .5),
                                                    point(run, "validation/accuracy", 20, .7),
                                                    point(run, "validation/accuracy", 30, .7)}));
        QCOMPARE((*lastMetric(t.project, run, "validation/accuracy"))->step, 30);
        // what the run keeps as its best: not the untuned model, and the earliest of equals
        QCOMPARE((*bestMetric(t.project, run, "validation/accuracy"))->step, 20);
    }

    void answersInColumnsAndPages() {
        TemporaryProject t;
        const auto ids = storeImport(t.project, "small", smallImport(40, true));
        EXPECT_OK(ids);
        RunRecord record;
        record.name = record.recipe = "sft";
        record.scoring = ids->scoring;
        const auto run = addRun(t.project, record);
        Evaluation evaluation;
        evaluation.run = *run;
        evaluation.split = "validation";
        evaluation.mode = "generate";
        std::vector<Answer> answers;
        for (int i = 0; i < 20; ++i)
            answers.push_back({i + 1, i == 3 ? "100% sure_" : "Answer: B", 1, i != 5, i % 2 == 0, i < 4, 3, 0.1 * i});
        const auto id = addEvaluation(t.project, evaluation, answers);
        EXPECT_OK(id);
        const auto columns = loadAnswerColumns(t.project, *id);
        EXPECT_OK(columns);
        QCOMPARE(columns->entropy.size(), size_t(20));
        QCOMPARE(columns->entropy[7], 0.1 * 7);
        QCOMPARE(int(columns->valid[5]), 0);
        const auto found = [&](AnswerQuery query) {
            query.evaluation = *id;
            const auto page = sampleAnswers(t.project, query);
            return page ? std::pair(page->found, page->rows.size()) : std::pair(int64_t(-1), size_t(0));
        };
        QCOMPARE(found({}), std::pair(int64_t(20), size_t(20)));
        QCOMPARE(found({.offset = 15, .limit = 10}), std::pair(int64_t(20), size_t(5)));
        QCOMPARE(found({.kind = AnswerKind::Right}).first, 10);
        QCOMPARE(found({.kind = AnswerKind::Wrong}).first, 9);
        QCOMPARE(found({.kind = AnswerKind::Invalid}).first, 1);
        QCOMPARE(found({.kind = AnswerKind::Thinks}).first, 4);
        QCOMPARE(found({.words = "100% sure_"}).first, 1); // wildcards are letters here
        QCOMPARE(found({.words = "what is 7?"}).first, 1);
        const auto page = sampleAnswers(t.project, {.evaluation = *id, .words = "what is 7?"});
        const AnswerSample& sample = page->rows.at(0);
        QCOMPARE(sample.key, 1);
        QCOMPARE(sample.options.size(), size_t(4));
        QCOMPARE(sample.category, std::string("math"));
        QCOMPARE(sample.baseEntropy, 0.07); // of the scoring that the bands come from
    }
};

QTEST_GUILESS_MAIN(TestRunTail)
#include "test_run_tail.moc"
