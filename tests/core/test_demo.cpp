// The demo's questions and tokenizer: the same everywhere, right, and one token a piece. Recipes and their specs.
#include "core/base/files.h"
#include "core/base/random.h"
#include "core/data/demo.h"
#include "core/data/demo_documents.h"
#include "core/data/import.h"
#include "core/jobs/demo_project.h"
#include "core/jobs/train_spec.h"
#include "core/store/datasets.h"
#include "core/store/scorings.h"
#include "core/text/prompt.h"
#include "core/text/training_prompt.h"

#include <QTemporaryDir>
#include <QTest>

#include <map>
#include <set>

using namespace caftan;

namespace {

// Solves a question from its text alone, in another way than the generator made it.
struct Solved {
    int value = -1, depth = -1;
};
Solved solve(const std::string& text) {
    std::map<char, std::pair<int, int>> known; // value, depth
    for (size_t at = 0; at < text.size();) {
        const size_t end = std::min(text.find(' ', at), text.size());
        const std::string word = text.substr(at, end - at);
        at = end + 1;
        if (word[1] == '?')
            return {known.at(word[0]).first, known.at(word[0]).second};
        if (word.size() == 3) {
            known[word[0]] = {word[2] - '0', 0};
            continue;
        }
        const auto from = known.at(word[2]);
        const int step = (word[3] == '+' ? 1 : -1) * (word[4] - '0');
        known[word[0]] = {((from.first + step) % 10 + 10) % 10, from.second + 1};
    }
    return {};
}

} // namespace

class TestDemo : public QObject {
    Q_OBJECT

    std::unique_ptr<Tokenizer> tokenizer_;
    QTemporaryDir folder_;

  private Q_SLOTS:
    void initTestCase() {
        const auto path = std::filesystem::path(folder_.path().toStdString()) / "tokenizer.json";
        QVERIFY(writeFile(path, demoTokenizerJson()));
        auto tokenizer = Tokenizer::load(path.parent_path());
        if (!tokenizer)
            qFatal("%s", tokenizer.error().message.c_str());
        tokenizer_ = std::move(*tokenizer);
    }

    void randomNumbersAreThoseOfXoshiro() {
        Random random(0); // splitmix64 of 0, then xoshiro256**: the reference code's first two outputs
        QCOMPARE(random.next(), uint64_t(0x99EC5F36CB75F2B4));
        QCOMPARE(random.next(), uint64_t(0xBF6E1F784956452A));
        std::vector<int> values = {0, 1, 2, 3, 4, 5, 6, 7};
        Random(7).shuffle(values);
        std::vector<int> sorted = values;
        std::sort(sorted.begin(), sorted.end());
        QCOMPARE(sorted, (std::vector<int>{0, 1, 2, 3, 4, 5, 6, 7}));
    }

    void questionsAreRightAndNoneIsShared() {
        const std::vector<Question> questions = makeDemoQuestions({});
        QCOMPARE(questions.size(), size_t(5800));
        std::set<std::string> texts;
        std::map<Split, int> splits;
        std::map<std::string, int> depths;
        for (const Question& question : questions) {
            QVERIFY(texts.insert(question.text).second);
            const Solved solved = solve(question.text);
            QCOMPARE(solved.value, question.answer);
            QCOMPARE("depth " + std::to_string(solved.depth), question.category);
            QCOMPARE(question.options.size(), size_t(10));
            QVERIFY(question.rationale.ends_with("Answer: " + optionLetter(question.answer)));
            QCOMPARE(parseGeneratedAnswer(question.rationale, 10).value_or(-1), question.answer);
            ++splits[question.split];
            ++depths[question.category];
        }
        QCOMPARE(splits[Split::Train], 4000);
        QCOMPARE(splits[Split::Validation], 900);
        QCOMPARE(splits[Split::Test], 900);
        QVERIFY(depths["depth 2"] > depths["depth 1"] && depths["depth 1"] > 2 * depths["depth 0"]);
        QVERIFY(depths["depth 6"] > 200);
    }

    void theSameSeedGivesTheSameQuestionsEverywhere() {
        std::string all;
        for (const Question& question : makeDemoQuestions({}))
            all += question.text + "|" + question.rationale + "\n";
        QCOMPARE(sha256(all), std::string("f3ac91013fabab421a76cb9a754283965b26ad968c9a4deecc5b0e2f8becf482"));
        QCOMPARE(sha256(demoTokenizerJson()),
                 std::string("13eb601bf790b8ccf65a02eba4934498f02fd8369b2029ae2d03c22633041f9f"));
        QVERIFY(makeDemoQuestions({.seed = 2})[0].text != makeDemoQuestions({.seed = 1})[0].text);
    }

    void lengthDoesNotBetrayDepth() {
        for (const Question& question : makeDemoQuestions({.train = 300, .validation = 0, .test = 0}))
            QCOMPARE(tokenizer_->encode(reasoningPrompt(question, ChatFormat::Demo)).size(), size_t(10));
    }

    void promptAnswerAndReasoningAreTokenByToken() {
        Question question;
        question.text = "c=9 d=8 f=3 a=6 e=d+1 h=c+1 g=f+2 g?";
        question.answer = 5;
        const auto spelled = [&](const std::string& text) {
            std::string joined;
            for (const TokenId id : tokenizer_->encode(text))
                joined += "|" + tokenizer_->decode(std::span(&id, 1));
            return joined + "|";
        };
        QCOMPARE(spelled(reasoningPrompt(question, ChatFormat::Demo)),
                 std::string("|<bos>| c=9| d=8| f=3| a=6| e=d+1| h=c+1| g=f+2| g?|\n|"));
        QCOMPARE(spelled(promptText(question, {}, ChatFormat::Demo)),
                 std::string("|<bos>| c=9| d=8| f=3| a=6| e=d+1| h=c+1| g=f+2| g?|\n|Answer:|"));
        QCOMPARE(spelled(shortAnswerAlone(5, ChatFormat::Demo) + "<eos>"), std::string("|Answer:| F|<eos>|"));
        QCOMPARE(spelled("Think: c=9 e=d+1 e=9 so g=5\nAnswer: F"),
                 std::string("|Think:| c=9| e=d+1| e=9| so| g=5|\n|Answer:| F|"));
    }

    void anyTextCanBeTyped() {
        for (const std::string text : {"Hello, w\xC3\xB6rld!\t\n\n  a=3", "\xE6\x9D\xB1\xE4\xBA\xAC \xF0\x9F\x99\x82",
                                       "e=d-2 z=9 Answers: so"}) {
            const auto ids = tokenizer_->encode(text);
            QCOMPARE(tokenizer_->decode(ids), text);
        }
        QCOMPARE(tokenizer_->size(), int64_t(670));
    }

    void documentsOfPretrainingHoldNoReasoning() {
        auto documents = DemoDocuments::create(*tokenizer_, 3);
        QVERIFY(documents);
        const TokenId think = tokenizer_->encode("Think:")[0];
        int64_t trained = 0;
        for (int i = 0; i < 2000; ++i) {
            const Example document = documents->next(demoCurriculum(double(i) / 2000));
            QCOMPARE(document.ids.size(), document.labels.size());
            QCOMPARE(document.ids.front(), TokenId(demoBosId));
            QVERIFY(std::find(document.ids.begin(), document.ids.end(), think) == document.ids.end());
            QVERIFY(document.answerTokens() > 0);
            trained += document.answerTokens();
        }
        QVERIFY(trained > 6000);
    }

    void aProjectOfTheDemoCanBeMoved() {
        const std::filesystem::path base(folder_.path().toStdString());
        const auto demo = makeDemoProject(base / "demo");
        if (!demo)
            qFatal("%s", demo.error().message.c_str());
        QCOMPARE(demo->questions, int64_t(5800));
        QCOMPARE(demo->traces, int64_t(5800));
        std::filesystem::rename(base / "demo", base / "moved");
        auto project = Project::open(base / "moved");
        QVERIFY(project);
        const auto dataset = findDataset(*project, "demo");
        QVERIFY(dataset);
        QVERIFY(dataset->sealed);
        QCOMPARE(dataset->test, int64_t(900));
        const auto traces = loadTraces(*project, dataset->id, "worked");
        QVERIFY(traces);
        QCOMPARE(std::count_if(traces->begin(), traces->end(), [](const Trace& trace) { return trace.right; }), 5800);
        const auto model = findModel(*project, "demo-base");
        QVERIFY(model);
        QVERIFY(std::filesystem::path(model->path).is_relative());
        QVERIFY(std::filesystem::exists(base / "moved" / model->path / "model.safetensors"));
        QVERIFY(!makeDemoProject(base / "moved")); // refused, and the project stays
        QVERIFY(Project::exists(base / "moved"));
    }

    void theShippedBaseIsSmall() {
        int64_t bytes = 0;
        for (const auto& entry : std::filesystem::directory_iterator(CAFTAN_SOURCE_DIR "/resources/demo"))
            bytes += int64_t(entry.file_size());
        QVERIFY(bytes > 1'000'000 && bytes <= 4'000'000);
        QCOMPARE(readFile(CAFTAN_SOURCE_DIR "/resources/demo/tokenizer.json").value_or(""), demoTokenizerJson());
    }

    void specsSurviveTheirJson() {
        TrainSpec spec = demoTrainSpec("complexity-aware", 3, "terciles", 7);
        spec.lora = LoraSpec{8, 16, 0.1, {"q_proj"}};
        spec.bands = {{"easy", "skip"}};
        spec.epochs = {3, 5};
        const auto again = trainSpecFromJson(toJson(spec));
        QVERIFY(again);
        QVERIFY(toJson(*again) == toJson(spec));
        Json wrong = toJson(spec);
        wrong["learning_rat"] = 1;
        const auto refused = trainSpecFromJson(wrong);
        QVERIFY(!refused && refused.error().message.find("learning_rat") != std::string::npos);
        wrong = toJson(spec);
        wrong["bands"]["hard"] = "distil";
        QVERIFY(!trainSpecFromJson(wrong));
    }

    void recipesRouteBands_data() {
        QTest::addColumn<QString>("recipe");
        QTest::addColumn<QString>("schedule");
        QTest::addColumn<QString>("routes");
        QTest::addColumn<int>("stages");
        const auto row = [](const char* recipe, const char* schedule, const char* routes, int stages) {
            QTest::addRow("%s %s", recipe, schedule)
                << QString::fromUtf8(recipe) << QString::fromUtf8(schedule) << QString::fromUtf8(routes) << stages;
        };
        row("sft", "auto", "sft sft sft", 1);
        row("distill", "auto", "distill distill distill", 1);
        row("complexity-aware", "auto", "sft sft distill", 2);
        row("complexity-aware", "mixed", "sft sft distill", 1);
        row("reverse", "staged", "distill distill sft", 2);
        row("curriculum", "auto", "sft sft sft", 3);
        row("random", "auto", "sft sft sft", 1);
    }
    void recipesRouteBands() {
        QFETCH(QString, recipe);
        QFETCH(QString, schedule);
        QFETCH(QString, routes);
        QFETCH(int, stages);
        TrainSpec spec;
        spec.recipe = recipe.toStdString();
        spec.schedule = schedule.toStdString();
        const auto plan = planRecipe(spec, {"easy", "middle", "hard"});
        QVERIFY(plan);
        std::string found;
        for (const char* band : {"easy", "middle", "hard"})
            found += (found.empty() ? "" : " ") + std::string(routingName(plan->bands.at(band)));
        QCOMPARE(QString::fromStdString(found), routes);
        QCOMPARE(int(plan->stages.size()), stages);
        QCOMPARE(plan->randomReasoning, recipe == QLatin1String("random"));
        spec.epochs = {1, 2, 3, 4};
        QVERIFY(!planRecipe(spec, {"easy", "middle", "hard"}));
    }

    void answersOfOtherFormats() {
        QCOMPARE(shortAnswer(1, ChatFormat::ChatMl), std::string("B"));
        QCOMPARE(shortAnswer(1, ChatFormat::Plain), std::string(" B"));
        QCOMPARE(shortAnswerAlone(1, ChatFormat::Llama3), std::string("[[B]]"));
        QCOMPARE(reasonedAnswer(" Because. The answer is (B).\n", 1, ChatFormat::ChatMl),
                 std::string("Because. The answer is (B).\n[[B]]"));
        QCOMPARE(reasonedAnswer("So [[B]]", 1, ChatFormat::ChatMl), std::string("So [[B]]"));
        QVERIFY(thinksFirst("Think: a=1 so a=1\nAnswer: B"));
        QVERIFY(!thinksFirst("Answer: B"));
        QVERIFY(!thinksFirst("[[B]]"));
        QVERIFY(thinksFirst("Since two and two are four: [[B]]"));
    }
};

QTEST_APPLESS_MAIN(TestDemo)
#include "test_demo.moc"
