// Which rows are meant, cuts that rules suggest, several metrics on the same rows, two scorings side by side; and what
// the store keeps of them: imported metrics, cached columns, selections, marks on keys, files of rows.
#include "core/analysis/contest.h"
#include "core/analysis/histogram.h"
#include "core/analysis/selection.h"
#include "core/analysis/suggest.h"
#include "core/analysis/two_scorings.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/data/row_sink.h"
#include "core/store/metrics.h"
#include "core/store/scored_rows.h"
#include "core/store/selections.h"
#include "tests/core/store_helpers.h"

#include <random>

using namespace caftan;
using namespace caftan::test;

namespace {

ScoreColumns columnsOf(const std::vector<double>& metric, const std::vector<uint8_t>& right,
                       std::vector<uint8_t> valid = {}) {
    ScoreColumns columns;
    valid.resize(metric.size(), 1);
    for (size_t i = 0; i < metric.size(); ++i) {
        columns.question.push_back(int64_t(i) + 10);
        columns.metric.push_back(metric[i]);
        columns.right.push_back(right[i]);
        columns.valid.push_back(valid[i]);
        columns.split.push_back(1);
        columns.category.push_back(int32_t(i % 2));
        columns.answerTokens.push_back(1);
        columns.traceTokens.push_back(100);
    }
    return columns;
}

ScoreColumns randomColumns(size_t rows, unsigned seed) {
    std::mt19937_64 random(seed);
    std::uniform_real_distribution<double> uniform(0, 1);
    std::vector<double> metric;
    std::vector<uint8_t> right;
    for (size_t i = 0; i < rows; ++i) {
        metric.push_back(std::round(uniform(random) * 50) / 50); // many ties
        right.push_back(uniform(random) > 0.2 + 0.6 * metric.back());
    }
    return columnsOf(metric, right);
}

using Rows = std::vector<uint32_t>;

} // namespace

class TestSelection : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void filtersNarrow() {
        const ScoreColumns columns = columnsOf({0.5, 0.1, 0.9, 0.3, 0.2}, {1, 0, 0, 1, 0}, {1, 1, 1, 1, 0});
        const std::vector<double> cuts = {0.3, 0.5};
        RowFilter filter;
        QCOMPARE(filterRows(columns, cuts, filter), (Rows{1, 4, 3, 0, 2})); // by metric
        filter.outcome = Outcome::Valid;
        QCOMPARE(filterRows(columns, cuts, filter), (Rows{1, 3, 0, 2}));
        filter.outcome = Outcome::Wrong;
        QCOMPARE(filterRows(columns, cuts, filter), (Rows{1, 2}));
        filter.bands = {2};
        QCOMPARE(filterRows(columns, cuts, filter), Rows{2});
        filter = {};
        filter.bands = {0}; // the lower band holds its cut; invalid answers are in no band
        QCOMPARE(filterRows(columns, cuts, filter), (Rows{1, 3}));
        filter = {};
        filter.range = std::pair(0.1, 0.5);
        QCOMPARE(filterRows(columns, cuts, filter), (Rows{3, 0}));
        filter = {};
        filter.categories = {1};
        filter.questions.emplace(std::initializer_list<int64_t>{11, 12});
        QCOMPARE(filterRows(columns, cuts, filter), Rows{1});
        filter = {};
        filter.outcome = Outcome::Invalid;
        QCOMPARE(filterRows(columns, cuts, filter), Rows{4});
        QCOMPARE(outcomeFromName("wrong"), std::optional(Outcome::Wrong));
        QVERIFY(!outcomeFromName("nothing"));
    }

    void aNarrowedIndexIsTheOneThatIsBuilt() {
        ScoreColumns columns = randomColumns(500, 8);
        columns.valid[3] = columns.valid[4] = 0;
        const auto odd = [&](size_t row) { return columns.category[row] == 1; };
        const ThresholdIndex whole = ThresholdIndex::build(columns), built = ThresholdIndex::build(columns, odd);
        const ThresholdIndex narrowed = whole.narrowed(columns, odd);
        QCOMPARE(narrowed.sorted(), built.sorted());
        QCOMPARE(narrowed.order(), built.order());
        QCOMPARE(narrowed.rightSorted(), built.rightSorted());
        QCOMPARE(narrowed.invalidRows(), built.invalidRows());
        QCOMPARE(narrowed.bands({0.3, 0.6})[1].traceTokens, built.bands({0.3, 0.6})[1].traceTokens);
        QCOMPARE(whole.narrowed(columns, [](size_t) { return false; }).valid(), int64_t(0));
    }

    // Values that differ in their last bits only, long runs of ties, both zeros, infinities and negative values.
    void theOrderIsThatOfAStableSort() {
        std::mt19937_64 random(11);
        std::vector<double> metric;
        for (int i = 0; i < 20'000; ++i) {
            const uint64_t draw = random() % 8;
            const double near = 1.5 + double(random() % 64) * 0x1p-52, far = double(random() % 1000) / 7 - 20;
            metric.push_back(draw < 3                    ? near
                             : draw == 3                 ? 0.0
                             : draw == 4                 ? -0.0
                             : draw == 5 && i % 100 == 0 ? std::numeric_limits<double>::infinity()
                                                         : far);
        }
        const ScoreColumns columns = columnsOf(metric, std::vector<uint8_t>(metric.size(), 1));
        Rows expected(metric.size());
        for (size_t i = 0; i < expected.size(); ++i)
            expected[i] = uint32_t(i);
        std::stable_sort(expected.begin(), expected.end(),
                         [&](uint32_t a, uint32_t b) { return metric[a] < metric[b]; });
        const ThresholdIndex index = ThresholdIndex::build(columns);
        QCOMPARE(index.order(), expected);
        QVERIFY(std::is_sorted(index.sorted().begin(), index.sorted().end()));
        QCOMPARE(ThresholdIndex::build(columnsOf({}, {})).valid(), int64_t(0));
    }

    void binsByRules() {
        const ThresholdIndex index = ThresholdIndex::build(randomColumns(1000, 9));
        QCOMPARE(binsByRule(index, AxisScale::Linear, BinRule::Sturges), 11); // log2 1000 + 1, rounded up
        const double width = 2 * (index.valueAtQuantile(0.75) - index.valueAtQuantile(0.25)) / 10; // cbrt 1000
        QCOMPARE(binsByRule(index, AxisScale::Linear, BinRule::FreedmanDiaconis),
                 int(std::ceil((index.sorted().back() - index.sorted().front()) / width)));
        QCOMPARE(binsByRule(index, AxisScale::Rank, BinRule::FreedmanDiaconis), 10);
        QCOMPARE(binsByRule(ThresholdIndex(), AxisScale::Log, BinRule::FreedmanDiaconis), 2);
        const ThresholdIndex equal = ThresholdIndex::build(columnsOf({1, 1, 1}, {1, 0, 1}));
        QCOMPARE(binsByRule(equal, AxisScale::Linear, BinRule::FreedmanDiaconis), 2);
    }

    // Every distinct value tried by hand gives nothing better.
    void suggestionsAreTheBest() {
        const ThresholdIndex index = ThresholdIndex::build(randomColumns(400, 3));
        std::vector<double> tried = index.sorted();
        tried.insert(tried.begin(), -1);
        const auto best = [&](const auto& merit) {
            double most = -1e300;
            for (double cut : tried)
                most = std::max(most, merit(index.confusion(cut)));
            return most;
        };
        const auto f1 = suggestCut(index, {CutRule::F1});
        QVERIFY(f1);
        QCOMPARE(f1->score, best([](const Confusion& at) { return at.f1(); }));
        QCOMPARE(f1->confusion.f1(), f1->score);
        const auto youden = suggestCut(index, {CutRule::Youden});
        const auto j = [&](const Confusion& at) {
            return double(at.truePositive) / double(at.truePositive + at.falseNegative) -
                   double(at.falsePositive) / double(at.falsePositive + at.trueNegative);
        };
        QVERIFY(std::abs(youden->score - best(j)) < 1e-12);
        CutQuestion question{CutRule::Cost};
        question.missCost = 3;
        const auto cost = suggestCut(index, question);
        QCOMPARE(-cost->score,
                 best([](const Confusion& at) { return -double(at.falsePositive) - 3 * double(at.falseNegative); }));
    }

    void aBudgetIsKept() {
        const ThresholdIndex index = ThresholdIndex::build(columnsOf({0.1, 0.2, 0.2, 0.3, 0.4}, {1, 1, 0, 0, 0}));
        CutQuestion question{CutRule::Budget};
        question.tokens = 250; // two of the upper three fit
        const auto found = suggestCut(index, question);
        QVERIFY(found);
        QCOMPARE(found->cut, 0.2);
        QCOMPARE(found->above.traceTokens, int64_t(200));
        question.tokens = 100000;
        QVERIFY(suggestCut(index, question)->cut < 0.1); // everything fits
        question.tokens = 0;
        QCOMPARE(suggestCut(index, question)->above.rows, int64_t(0));
        QVERIFY(!suggestCut(ThresholdIndex::build(columnsOf({1, 2}, {1, 1})), {CutRule::F1})); // nothing wrong
        QVERIFY(!suggestCut(ThresholdIndex(), {CutRule::F1}));
    }

    void aContestUsesCommonRows() {
        ScoreColumns entropy = randomColumns(500, 4), other = randomColumns(500, 5);
        other.right = entropy.right;
        other.valid[7] = entropy.valid[7] = 0;
        ScoreColumns shorter = other; // one question is missing here
        for (auto* column : {&shorter.question})
            column->erase(column->begin());
        shorter.metric.erase(shorter.metric.begin());
        for (auto* column : {&shorter.right, &shorter.valid, &shorter.split})
            column->erase(column->begin());
        for (auto* column : {&shorter.category, &shorter.answerTokens, &shorter.traceTokens})
            column->erase(column->begin());
        const std::vector<ContestMetric> metrics = {{"entropy", entropy}, {"other", shorter}, {"again", entropy}};
        const auto contest = holdContest(metrics);
        QVERIFY(contest);
        QCOMPARE(contest->rows, int64_t(498));
        QCOMPARE(contest->leftOut, int64_t(1));
        QCOMPARE(contest->entries.size(), size_t(3));
        QCOMPARE(contest->pairs.size(), size_t(3));
        QCOMPARE(contest->entries[0].auc.value, contest->entries[2].auc.value);
        QVERIFY(contest->entries[0].auc.value > contest->entries[1].auc.value);
        QVERIFY(contest->pairs[1].difference.difference == 0); // entropy against itself
        QVERIFY(contest->pairs[0].adjusted >= contest->pairs[0].difference.p);
        QVERIFY(!holdContest({}));
    }

    void twoScoringsJoin() {
        const ScoreColumns a = columnsOf({0.1, 0.2, 0.3, 0.4}, {1, 1, 0, 0}, {1, 1, 1, 0});
        ScoreColumns b = columnsOf({0.9, 0.2, 0.1, 0.4}, {0, 1, 1, 1});
        const JoinedRows rows = joinScorings(a, b);
        QCOMPARE(rows.size(), size_t(3));
        QCOMPARE(rows.onlyB, int64_t(1));
        const Agreement agreement = agreementOf(rows);
        QCOMPARE(*agreement.spearman, -1.0);
        QCOMPARE(agreement.accuracy.won, int64_t(1));
        QCOMPARE(agreement.accuracy.lost, int64_t(1));
        QCOMPARE(agreement.bothRight, int64_t(1));
        const auto counts = bandMigration(rows, {0.15}, {0.15, 0.5});
        QCOMPARE(counts, (std::vector<std::vector<int64_t>>{{0, 0, 1}, {1, 1, 0}}));
        QCOMPARE(averageRanks({5, 1, 5, 9}), (std::vector<double>{1.5, 0, 1.5, 3}));
    }

    void controlsAndImportedMetrics() {
        TemporaryProject t;
        const auto ids = storeImport(t.project, "small", smallImport(30, true));
        EXPECT_OK(ids);
        const std::vector<MeasureValue> values = {{"q3", 5}, {"q1", 2}, {"nobody", 1}, {"q4", std::nan("")}};
        const auto stored = storeMeasure(t.project, ids->dataset, "level", false, "judge.tsv", values);
        EXPECT_OK(stored);
        QCOMPARE(stored->values, int64_t(2));
        QCOMPARE(stored->unmatched, int64_t(1));
        for (const char* name : {"entropy", "Level", "", "1st", "a b"})
            QVERIFY(!storeMeasure(t.project, ids->dataset, name, false, "", values));
        std::vector<std::string> names;
        const auto metrics = listMetrics(t.project, *ids->scoring);
        EXPECT_OK(metrics);
        for (const MetricInfo& info : *metrics)
            names.push_back(info.name);
        QCOMPARE(names, (std::vector<std::string>{"entropy", "level", "question_length", "random"}));
        const auto level = loadColumns(t.project, *ids->scoring, "level");
        QCOMPARE(level->columns.metric, (std::vector<double>{2, 5}));
        const auto length = loadColumns(t.project, *ids->scoring, "question_length");
        QCOMPARE(length->columns.size(), size_t(30));
        QCOMPARE(length->columns.metric[29] - length->columns.metric[3], 2.0); // "29" stands twice, "3" twice
        const auto random = loadColumns(t.project, *ids->scoring, "random");
        QCOMPARE(random->columns.metric[4], randomControl(random->columns.question[4]));
        QVERIFY(!loadColumns(t.project, *ids->scoring, "nothing"));
        QVERIFY(!findMetric(t.project, *ids->scoring, "margin")); // not recorded here
    }

    void cachedColumnsAreTheSame() {
        constexpr int rows = 60'000; // enough to be cached
        TemporaryProject t;
        const auto ids = storeImport(t.project, "large", smallImport(rows, true));
        EXPECT_OK(ids);
        const int64_t scoring = *ids->scoring;
        const auto first = loadColumns(t.project, scoring, "entropy");
        EXPECT_OK(first);
        QVERIFY(std::filesystem::exists(t.folder / "cache"));
        const auto second = loadColumns(t.project, scoring, "entropy");
        const auto same = [](const ScoreColumns& a, const ScoreColumns& b) {
            return a.question == b.question && a.metric == b.metric && a.right == b.right && a.valid == b.valid &&
                   a.split == b.split && a.category == b.category && a.answerTokens == b.answerTokens &&
                   a.traceTokens == b.traceTokens;
        };
        QVERIFY(same(first->columns, second->columns));
        QCOMPARE(first->categories, second->categories);
        QCOMPARE(*recordedMetrics(t.project, scoring), std::vector<std::string>{"entropy"});
        // What columns say of questions changes: the cache is not believed any more.
        EXPECT_OK(storeTraces(t.project, ids->dataset, "teacher", {{"q2", "Because.", "B"}}));
        const auto traces = loadTraces(t.project, ids->dataset, "teacher");
        const TokenCount tokens{traces->front().id, 77};
        EXPECT_OK(storeTraceTokens(t.project, std::span(&tokens, 1)));
        QCOMPARE(loadColumns(t.project, scoring, "entropy")->columns.traceTokens[2], 77);
        // A broken file is read anew.
        for (const auto& entry : std::filesystem::directory_iterator(t.folder / "cache"))
            std::filesystem::resize_file(entry.path(), 1000);
        QCOMPARE(loadColumns(t.project, scoring, "entropy")->columns.traceTokens[2], 77);
        std::filesystem::remove_all(t.folder / "cache");
        QCOMPARE(loadColumns(t.project, scoring, "entropy")->columns.size(), size_t(rows));
    }

    void selectionsAreFrozen() {
        TemporaryProject t;
        const auto ids = storeImport(t.project, "small", smallImport(10, true));
        const auto questions = *loadQuestions(t.project, ids->dataset);
        Selection selection;
        selection.dataset = ids->dataset;
        selection.name = "mine";
        selection.definition = {{"search", "what"}};
        const std::vector<int64_t> first = {questions[1].id, questions[4].id}, second = {questions[2].id};
        EXPECT_OK(saveSelection(t.project, selection, first));
        QCOMPARE(*loadSelection(t.project, ids->dataset, "mine"), (std::unordered_set<int64_t>{first[0], first[1]}));
        EXPECT_OK(saveSelection(t.project, selection, second)); // the same name: replaced
        QCOMPARE(listSelections(t.project)->size(), size_t(1));
        QCOMPARE(listSelections(t.project)->front().questions, int64_t(1));
        const auto missing = loadSelection(t.project, ids->dataset, "yours");
        QVERIFY(!missing && missing.error().message.find("mine") != std::string::npos);
        QVERIFY(!saveSelection(t.project, selection, {}));
    }

    void keysThatMayBeWrong() {
        TemporaryProject t;
        const auto ids = storeImport(t.project, "small", smallImport(10, true)); // wrong answers say A, the key is B
        EXPECT_OK(storeTraces(t.project, ids->dataset, "one",
                              {{"q1", "I think A", "A"}, {"q2", "B", "B"}, {"q8", "A", "A"}, {"q3", "A", "A"}}));
        const auto candidates = keyCandidates(t.project, *ids->scoring, "entropy", 0.05);
        EXPECT_OK(candidates);
        QCOMPARE(candidates->size(), size_t(1)); // q8 is not sure, q3 was answered rightly, q2's teacher disagrees
        QCOMPARE(candidates->front().externalId, std::string("q1"));
        QCOMPARE(candidates->front().answered, 0);
        EXPECT_OK(markKey(t.project, candidates->front().question, "wrong", "see the book"));
        QCOMPARE(keyCandidates(t.project, *ids->scoring, "entropy", 0.05)->front().note, std::string("see the book"));
        EXPECT_OK(markKey(t.project, candidates->front().question, "", ""));
        QVERIFY(keyCandidates(t.project, *ids->scoring, "entropy", 0.05)->front().mark.empty());
        QVERIFY(!markKey(t.project, candidates->front().question, "maybe", ""));
        QVERIFY(!keyCandidates(t.project, *ids->scoring, "gold_nll", 1));
    }

    void answersOfOneQuestion() {
        TemporaryProject t;
        const auto ids = storeImport(t.project, "small", smallImport(10, true));
        const auto counts = letterCounts(t.project, *ids->scoring, {}, false);
        EXPECT_OK(counts);
        int64_t all = 0;
        for (const LetterCount& count : *counts)
            all += count.questions;
        QCOMPARE(all, int64_t(10));
        QCOMPARE(letterCounts(t.project, *ids->scoring, "law", false)->size(), size_t(2));
        QVERIFY(optionRows(t.project, *ids->scoring, {}, false)->empty()); // not recorded
        const auto questions = *loadQuestions(t.project, ids->dataset);
        const auto answers = answersOverTime(t.project, questions[3].id);
        QCOMPARE(answers->size(), size_t(1));
        QVERIFY(answers->front().right);
    }

    void filesOfRows() {
        QTemporaryDir directory;
        const std::filesystem::path folder = directory.path().toStdString();
        const std::vector<SinkColumn> columns = {
            {"a", CellKind::Text}, {"b", CellKind::Real}, {"c", CellKind::TextList}};
        for (const char* name : {"x.csv", "x.jsonl", "x.tsv"}) {
            auto sink = openTextSink(folder / name, columns);
            EXPECT_OK(sink);
            std::vector<Cell> first = {std::string("say \"hi\",\nthen"), 0.1, std::vector<std::string>{"1", "2"}};
            std::vector<Cell> second = {Cell(), Cell(), Cell()};
            EXPECT_OK((*sink)->add(first));
            EXPECT_OK((*sink)->add(second));
            QVERIFY(!std::filesystem::exists(folder / name)); // only when it is finished
            EXPECT_OK((*sink)->finish());
        }
        QCOMPARE(*readFile(folder / "x.csv"),
                 std::string("a,b,c\n\"say \"\"hi\"\",\nthen\",0.1,\"[\"\"1\"\",\"\"2\"\"]\"\n,,\n"));
        const std::string lines = *readFile(folder / "x.jsonl");
        const auto parsed = parseJson(lines.substr(0, lines.find('\n')));
        QVERIFY(parsed && (*parsed)["c"][1] == "2" && (*parsed)["b"] == 0.1);
        QVERIFY(!openTextSink(folder / "x.txt", columns));
        QVERIFY(!openTextSink(folder / "no" / "x.csv", columns));
        {
            auto dropped = openTextSink(folder / "y.csv", columns);
        }
        QVERIFY(!std::filesystem::exists(folder / "y.csv"));
    }
};

QTEST_APPLESS_MAIN(TestSelection)
#include "test_selection.moc"
