// Large scorings: cached columns are those of the project, whatever happened to the cache; texts are found through the
// index of trigrams as reading all of them finds them.
#include "core/store/metrics.h"
#include "core/store/query.h"
#include "core/store/question_search.h"
#include "tests/core/store_helpers.h"

#include <fstream>

using namespace caftan;
using namespace caftan::test;

namespace fs = std::filesystem;

namespace {

constexpr int rows = 50'000; // as few as are cached

bool same(const ColumnsChunk& left, const ColumnsChunk& right) {
    const ScoreColumns &a = left.columns, &b = right.columns;
    return a.question == b.question && a.metric == b.metric && a.right == b.right && a.valid == b.valid &&
           a.split == b.split && a.category == b.category && a.answerTokens == b.answerTokens &&
           a.traceTokens == b.traceTokens && left.categories == right.categories && left.lastRow == right.lastRow;
}

struct Large {
    TemporaryProject t;
    ImportedIds ids;
    Large() {
        auto stored = storeImport(t.project, "large", smallImport(rows, true));
        if (stored)
            ids = *stored;
    }
    int64_t scoring() const { return ids.scoring.value_or(0); }
    fs::path cache() const { return t.folder / "cache"; }
    ColumnsChunk columns(const std::string& metric = "entropy") {
        auto chunk = loadColumns(t.project, scoring(), metric);
        return chunk ? std::move(*chunk) : ColumnsChunk();
    }
    // Read row by row from the project, which has a cache that is not used.
    ColumnsChunk uncached(const std::string& metric = "entropy") {
        fs::rename(cache(), t.folder / "aside");
        auto chunk = columns(metric);
        fs::remove_all(cache());
        fs::rename(t.folder / "aside", cache());
        return chunk;
    }
};

// What LIKE over all texts finds.
std::vector<int64_t> readAll(Project& project, int64_t dataset, const std::string& text) {
    const std::string pattern = likePattern(text);
    Query query(project, "SELECT id FROM question WHERE dataset = ?1 AND (text LIKE ?2 ESCAPE '\\' OR options LIKE ?2"
                         " ESCAPE '\\' OR category LIKE ?2 ESCAPE '\\' OR external_id = ?3) ORDER BY id");
    query.bind(dataset, pattern, text);
    std::vector<int64_t> ids;
    while (query.next())
        ids.push_back(query.integer(0));
    return ids;
}

Import spokenImport() {
    Import import;
    const char* texts[] = {"Which pressure holds?",
                           "哪个压力是对的？答案在此",
                           "Ist Überdruck größer?",
                           "a\"b\"c 100% _x_ \\n",
                           "naïve CAFÉ Ωmega",
                           "🙂🙂🙃 smile",
                           "ab",
                           "the the THE"};
    for (int i = 0; i < 64; ++i) {
        Question question;
        question.externalId = "id-" + std::to_string(i);
        question.category = i % 2 ? "physics 物理学" : "law";
        question.text = std::string(texts[i % 8]) + " " + std::to_string(i);
        question.options = {"option " + std::to_string(i), "压力大", "z's"};
        question.answer = 0;
        import.questions.push_back(question);
    }
    return import;
}

} // namespace

class TestColumns : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void theImportMakesTheCache() {
        Large large;
        QVERIFY(large.scoring() > 0);
        QVERIFY(fs::exists(large.cache()));
        const auto files = std::distance(fs::directory_iterator(large.cache()), fs::directory_iterator());
        QCOMPARE(files, std::ptrdiff_t(4)); // rows, entropy, questions, their lengths
        const ColumnsChunk cached = large.columns();
        QCOMPARE(cached.columns.size(), size_t(rows));
        QVERIFY(same(cached, large.uncached()));
        for (const char* metric : {"random", "question_length"})
            QVERIFY(same(large.columns(metric), large.uncached(metric)));
    }

    void aScoringThatEndsMakesTheCache() {
        TemporaryProject t;
        const auto ids = storeImport(t.project, "large", smallImport(rows, false));
        Scoring scoring;
        scoring.dataset = ids->dataset;
        const auto id = addScoring(t.project, scoring);
        const auto questions = loadQuestions(t.project, ids->dataset);
        std::vector<Score> scores;
        for (const StoredQuestion& stored : *questions)
            scores.push_back(recordedScore(stored.id, double(stored.position % 97), stored.position % 3 == 0));
        EXPECT_OK(addScores(t.project, *id, scores));
        QVERIFY(!fs::exists(t.folder / "cache"));
        EXPECT_OK(updateScoring(t.project, *id, "done", Json::object()));
        QVERIFY(fs::exists(t.folder / "cache"));
        QCOMPARE(loadColumns(t.project, *id, "entropy")->columns.metric[100], 3.0);
    }

    void damageIsNoticed() {
        Large large;
        const ColumnsChunk good = large.columns();
        std::vector<fs::path> files;
        for (const auto& entry : fs::directory_iterator(large.cache()))
            files.push_back(entry.path());
        QVERIFY(!files.empty());
        for (const fs::path& file : files)
            for (const double place : {0.0, 0.3, 0.7, 1.0}) {
                const auto at = std::streamoff(place * double(fs::file_size(file) - 1));
                std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
                stream.seekg(at);
                const char flipped = char(stream.get() ^ 1);
                stream.seekp(at);
                stream.put(flipped);
                stream.close();
                QVERIFY2(same(large.columns(), good), file.c_str());
            }
        for (const fs::path& file : files) {
            fs::resize_file(file, fs::file_size(file) / 2);
            QVERIFY(same(large.columns(), good));
            std::ofstream(file, std::ios::app) << "more";
            QVERIFY(same(large.columns(), good));
        }
    }

    void anOlderStateOfTheProjectIsNotShown() {
        Large large;
        // As if a backup had been put in place and gone on differently: the cache knows other answers.
        EXPECT_OK(large.t.project.write([&]() -> Status {
            Query(large.t.project, "UPDATE score SET correct = 1 - correct, entropy = entropy + 1").run();
            return {};
        }));
        const ColumnsChunk shown = large.columns();
        QCOMPARE(shown.columns.metric[3], 1.03);
        QVERIFY(same(shown, large.uncached()));
        EXPECT_OK(large.t.project.write([&]() -> Status { // the metric alone
            Query(large.t.project, "UPDATE score SET entropy = entropy + 1").run();
            return {};
        }));
        QCOMPARE(large.columns().columns.metric[3], 2.03);
    }

    void whatIsSaidOfQuestionsFollows() {
        Large large;
        const std::vector<MeasureValue> level = {{"q3", 5}, {"q49999", 7}};
        EXPECT_OK(storeMeasure(large.t.project, large.ids.dataset, "level", false, "", level));
        QCOMPARE(large.columns("level").columns.metric, (std::vector<double>{5, 7}));
        QVERIFY(same(large.columns("level"), large.uncached("level")));
        const std::vector<MeasureValue> other = {{"q3", 6}};
        EXPECT_OK(storeMeasure(large.t.project, large.ids.dataset, "level", false, "", other));
        QCOMPARE(large.columns("level").columns.metric, (std::vector<double>{6}));
        EXPECT_OK(storeTraces(large.t.project, large.ids.dataset, "teacher",
                              {{"q2", "Because.", "B"}, {"q2", "Also.", "B"}, {"q3", "Wrong.", "A"}}));
        std::vector<TokenCount> tokens;
        const auto traces = *loadTraces(large.t.project, large.ids.dataset, "teacher");
        for (const Trace& trace : traces)
            tokens.push_back({trace.id, trace.text == "Because." ? 90 : 10}); // the first one counts, not the shortest
        EXPECT_OK(storeTraceTokens(large.t.project, tokens));
        const ColumnsChunk columns = large.columns();
        QCOMPARE(columns.columns.traceTokens[2], 90);
        QCOMPARE(columns.columns.traceTokens[3], 0);
        QVERIFY(same(columns, large.uncached()));
    }

    void aMetricAloneIsThatOfTheColumns() {
        Large large;
        EXPECT_OK(
            storeMeasure(large.t.project, large.ids.dataset, "level", false, "", std::vector<MeasureValue>{{"q3", 6}}));
        const ColumnsChunk all = large.columns();
        const std::vector<int64_t>& question = all.columns.question;
        const auto alone = [&](const std::string& metric, const std::vector<int64_t>& of,
                               const std::vector<bool>& shown, int64_t lastRow) {
            auto values = loadMetric(large.t.project, large.scoring(), metric, {of, shown, lastRow});
            return values ? std::move(*values) : std::nullopt;
        };
        std::vector<bool> odd;
        std::vector<int64_t> those;
        for (size_t row = 0; row < question.size(); ++row) {
            odd.push_back(row % 2 == 1);
            if (odd.back())
                those.push_back(question[row]);
        }
        for (const char* metric : {"entropy", "random", "question_length"}) {
            const std::vector<double> expected = large.columns(metric).columns.metric;
            QVERIFY(alone(metric, question, {}, all.lastRow) == expected);
            std::vector<double> half;
            for (size_t row = 1; row < expected.size(); row += 2)
                half.push_back(expected[row]);
            QVERIFY(alone(metric, those, odd, all.lastRow) == half);
            QVERIFY(!alone(metric, question, {}, all.lastRow - 1)); // rows came since
        }
        std::vector<MeasureValue> known;
        for (int i = 0; i < rows; ++i)
            known.push_back({"q" + std::to_string(i), double(i % 7)});
        EXPECT_OK(storeMeasure(large.t.project, large.ids.dataset, "known", false, "", known));
        QVERIFY(alone("known", question, {}, all.lastRow) == large.columns("known").columns.metric);
        QVERIFY(!alone("level", question, {}, all.lastRow));  // most have no value
        QVERIFY(!alone("margin", question, {}, all.lastRow)); // was not recorded
        QVERIFY(!alone("entropy", those, {}, all.lastRow));
        EXPECT_OK(large.t.project.write([&]() -> Status {
            Query(large.t.project, "UPDATE score SET entropy = entropy + 1").run();
            return {};
        }));
        QVERIFY(!alone("entropy", question, {}, all.lastRow)); // the cache is of another state
        fs::remove_all(large.cache());
        QVERIFY(!alone("entropy", question, {}, all.lastRow));
    }

    void aProjectThatCannotBeWrittenIsReadAlike() {
        Large large;
        const ColumnsChunk good = large.columns();
        fs::remove_all(large.cache());
        auto reader = Project::open(large.t.folder, Project::Access::ReadOnly);
        EXPECT_OK(reader);
        const auto chunk = loadColumns(*reader, large.scoring(), "entropy");
        EXPECT_OK(chunk);
        QVERIFY(same(*chunk, good));
        QVERIFY(!fs::exists(large.cache()));
    }

    void nothingUncommittedIsKept() {
        Large large;
        fs::remove_all(large.cache());
        const Status undone = large.t.project.write([&]() -> Status {
            Query(large.t.project, "UPDATE score SET entropy = 9").run();
            const auto chunk = loadColumns(large.t.project, large.scoring(), "entropy");
            return fail(chunk && chunk->columns.metric[0] == 9 ? "as wanted" : "not seen");
        });
        QCOMPARE(undone.error().message, std::string("as wanted"));
        QVERIFY(!fs::exists(large.cache()));
        QCOMPARE(large.columns().columns.metric[1], 0.01);
    }

    void searchFindsWhatReadingFinds() {
        TemporaryProject t;
        EXPECT_OK(storeImport(t.project, "other", smallImport(30, false)));
        const auto ids = storeImport(t.project, "spoken", spokenImport());
        EXPECT_OK(ids);
        for (const char* text : {"pressure",  "PRESS",      "压力",
                                 "压力大",    "哪个压力是", "答",
                                 "物理",      "物理学",     "Überdruck",
                                 "überdruck", "größer",     "a\"b",
                                 "\"b\"c",    "100%",       "%",
                                 "_x_",       "\\n",        "naïve",
                                 "CAFÉ",      "café",       "Ωme",
                                 "🙂🙂🙃",    "🙂",         "ab",
                                 "a",         "the",        "id-7",
                                 "id-",       "option 6",   "law",
                                 "physics",   "z's",        "nothing of the kind",
                                 "AND",       "OR \"",      "*",
                                 "text:",     "   "}) {
            const auto found = searchQuestions(t.project, ids->dataset, text);
            EXPECT_OK(found);
            QVERIFY2(*found == readAll(t.project, ids->dataset, text), text);
        }
        QCOMPARE(searchQuestions(t.project, ids->dataset, "哪个压力是")->size(), size_t(8));
        QCOMPARE(searchQuestions(t.project, ids->dataset, "id-7")->size(), size_t(1));
    }

    void theIndexOfWordsIsWhole() {
        TemporaryProject t;
        EXPECT_OK(storeImport(t.project, "one", spokenImport()));
        EXPECT_OK(storeImport(t.project, "two", smallImport(100, false)));
        EXPECT_OK(t.project.write([&]() -> Status { // compares index and texts, an error when they differ
            Query(t.project, "INSERT INTO question_words(question_words, rank) VALUES ('integrity-check', 1)").run();
            return {};
        }));
    }
};

QTEST_APPLESS_MAIN(TestColumns)
#include "test_columns.moc"
