// What is said of a training run before it starts: the outline of made-up rows, memory against what was measured, and
// the command line.
#include "core/jobs/train_command.h"
#include "core/jobs/train_estimate.h"
#include "core/jobs/train_outline.h"

#include <QtTest>

using namespace caftan;

namespace {

// 30 training questions in three bands and 6 of validation; the teacher is wrong on every fifth and says nothing on the
// last of each band.
TrainRows madeRows() {
    TrainRows rows;
    rows.bands = {"easy", "middle", "hard", "invalid"};
    rows.teacher = "teacher";
    rows.context = 100;
    for (int i = 0; i < 36; ++i) {
        TrainQuestion question;
        question.id = 100 + i;
        question.split = i % 6 == 5 ? Split::Validation : Split::Train;
        question.band = i / 12;
        question.traced = question.usableTrace = i % 12 != 10;
        question.teacherRight = question.traced && i % 5 != 0;
        rows.questions.push_back(question);
    }
    return rows;
}

ExampleSize sizeOf(size_t question, Routing routing) {
    const int64_t answer = routing == Routing::Reasoning ? 20 + int64_t(question) : 3;
    return {10 + answer, answer};
}

TrainOutline outlineOf(const TrainRows& rows, const TrainSpec& spec) {
    const auto outline = outlineTraining(rows, spec, sizeOf);
    return outline ? *outline : TrainOutline();
}

TrainSpec specOf(const std::string& recipe) {
    TrainSpec spec;
    spec.recipe = recipe;
    spec.epochs = {2};
    spec.batchSequences = 4;
    spec.schedule = "mixed";
    return spec;
}

ModelConfig smolModel() {
    ModelConfig model;
    model.vocabulary = 49152;
    model.hidden = 576;
    model.intermediate = 1536;
    model.layers = 30;
    model.heads = 9;
    model.keyValueHeads = 3;
    model.headSize = 64;
    model.parameters = 134'515'008;
    return model;
}

} // namespace

class TestTrainEstimate : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void questionsOfAWrongTeacherLeaveEveryArm() {
        const TrainRows rows = madeRows();
        const TrainOutline sft = outlineOf(rows, specOf("sft")), aware = outlineOf(rows, specOf("complexity-aware"));
        int64_t wrong = 0, silent = 0;
        for (const TrainQuestion& question : rows.questions)
            if (question.split == Split::Train) {
                wrong += question.traced && !question.teacherRight;
                silent += !question.traced && question.band == 2;
            }
        QCOMPARE(sft.wrongTeacher, wrong);
        QCOMPARE(int64_t(sft.items.size()), 30 - wrong);
        QCOMPARE(int64_t(aware.items.size()), 30 - wrong - silent); // the silent ones of the band that reasons
        QCOMPARE(aware.bands[2].withoutTrace, silent);
        QCOMPARE(sft.validation, int64_t(6));
        TrainSpec keeping = specOf("sft");
        keeping.dropWrongTeacher = false;
        QCOMPARE(outlineOf(rows, keeping).items.size(), size_t(30));
        for (const OutlineItem& item : aware.items)
            QCOMPARE(rows.questions[item.question].split, Split::Train);
    }

    void countsAreSumsOfTheItems() {
        const TrainOutline outline = outlineOf(madeRows(), specOf("complexity-aware"));
        int64_t answer = 0, seen = 0, tokens = 0;
        for (const OutlineItem& item : outline.items)
            answer += item.size.answerTokens;
        for (const TrainStep& step : outline.steps)
            for (const auto& micro : step.micros)
                for (const size_t i : micro) {
                    seen += outline.items[i].size.answerTokens;
                    tokens += outline.items[i].size.tokens;
                }
        QCOMPARE(outline.answerTokens, answer);
        QCOMPARE(outline.answerTokensSeen, seen);
        QCOMPARE(seen, 2 * answer); // two epochs
        QCOMPARE(outline.tokensSeen, tokens);
        QCOMPARE(outline.bands[0].answerTokens, 3 * outline.bands[0].rows);
        QCOMPARE(outline.bands[2].reasoningRows, outline.bands[2].rows);
    }

    void theRandomControlReasonsAsOften() {
        const TrainRows rows = madeRows();
        TrainSpec spec = specOf("random");
        spec.dropWrongTeacher = false;
        const TrainOutline outline = outlineOf(rows, spec);
        int64_t reasoning = 0, bands = 0, withoutTrace = 0;
        for (const BandOutline& band : outline.bands) {
            reasoning += band.reasoningRows;
            bands += band.reasoningRows > 0;
            withoutTrace += band.withoutTrace;
        }
        QCOMPARE(reasoning + withoutTrace, int64_t(10)); // as many as the hard band holds
        QVERIFY(bands > 1);
    }

    void limitsAndBudgets() {
        TrainSpec spec = specOf("sft");
        spec.limit = 3;
        const TrainOutline limited = outlineOf(madeRows(), spec);
        for (size_t band = 0; band < 3; ++band)
            QCOMPARE(limited.bands[band].rows, int64_t(3));
        spec.limit.reset();
        spec.answerTokenBudget = 20;
        const TrainOutline budget = outlineOf(madeRows(), spec);
        QVERIFY(budget.answerTokensSeen >= 20 && budget.answerTokensSeen < 20 + 4 * 3);
        QVERIFY(budget.steps.back().endOfEpoch);
    }

    void problemsAreNamed() {
        using Kind = TrainProblem::Kind;
        TrainRows rows = madeRows();
        for (TrainQuestion& question : rows.questions)
            question.traced = question.usableTrace = question.teacherRight = false;
        TrainOutline outline = outlineOf(rows, specOf("complexity-aware"));
        QCOMPARE(outline.problems.size(), size_t(1));
        QCOMPARE(outline.problems[0].kind, Kind::NoTraces);
        QCOMPARE(outline.problems[0].band, std::string("hard"));
        for (TrainQuestion& question : rows.questions)
            question.band = std::max(1, question.band);
        outline = outlineOf(rows, specOf("sft"));
        QCOMPARE(outline.problems.size(), size_t(1));
        QCOMPARE(outline.problems[0].kind, Kind::EmptyBand);
        QCOMPARE(outline.problems[0].band, std::string("easy"));
        TrainSpec nothing = specOf("custom");
        nothing.bands = {{"easy", "skip"}};
        QCOMPARE(outlineOf(rows, nothing).problems[0].kind, Kind::NothingTrained);
        rows.context = 12; // every example is longer
        QVERIFY(!outlineOf(rows, specOf("sft")).problems.empty());
        QVERIFY(outlineOf(rows, specOf("sft")).notes.back().find("context") != std::string::npos);
    }

    void memoryIsWhatWasMeasured_data() {
        QTest::addColumn<QString>("settings");
        QTest::addColumn<int>("micro");
        QTest::addColumn<int>("mebibytes"); // tests/bench/train_memory.py
        const auto row = [](const char* settings, int micro, int mebibytes) {
            QTest::addRow("%s, %d", settings, micro) << QString::fromLatin1(settings) << micro << mebibytes;
        };
        row("full float32", 512, 2922);
        row("full float32", 2048, 3656);
        row("full bfloat16", 512, 2818);
        row("full bfloat16", 2048, 3281);
        row("full float32 recompute", 2048, 2371);
        row("lora float32", 512, 1510);
        row("lora float32", 2048, 3175);
        row("lora bfloat16", 512, 901);
        row("lora bfloat16", 2048, 1899);
        row("lora float32 recompute", 2048, 1271);
        row("lora bfloat16 recompute", 2048, 952);
        row("lora float32 8", 512, 1149);
        row("lora float32 8", 2048, 2845);
        row("lora float32 4", 2048, 2954);
        row("lora bfloat16 4", 2048, 1669);
        row("lora float32 recompute 4", 512, 652);
        row("lora float32 recompute 4", 2048, 900);
        row("lora bfloat16 recompute 4", 2048, 794);
    }
    void memoryIsWhatWasMeasured() {
        QFETCH(QString, settings);
        QFETCH(int, micro);
        QFETCH(int, mebibytes);
        TrainSpec spec;
        spec.dtype = settings.contains(QStringLiteral("bfloat16")) ? "bfloat16" : "float32";
        if (settings.startsWith(QStringLiteral("lora")))
            spec.lora = LoraSpec{};
        spec.recompute = settings.contains(QStringLiteral("recompute")) ? "on" : "off";
        spec.baseBits = settings.endsWith(QStringLiteral(" 8")) ? 8 : settings.endsWith(QStringLiteral(" 4")) ? 4 : 0;
        const double estimate = trainMemory(smolModel(), spec, {micro, micro * 2 / 3}).total() / (1 << 20);
        const double ratio = estimate / mebibytes;
        QVERIFY2(ratio > 0.9 && ratio < 1.1,
                 qPrintable(QStringLiteral("%1 MiB estimated, %2 measured").arg(estimate).arg(mebibytes)));
    }

    void threeBillionParameters() {
        ModelConfig model; // Qwen2.5-3B
        model.vocabulary = 151936;
        model.hidden = 2048;
        model.intermediate = 11008;
        model.layers = 36;
        model.heads = 16;
        model.keyValueHeads = 2;
        model.headSize = 128;
        model.parameters = 3'085'938'688;
        TrainSpec spec;
        spec.dtype = "bfloat16";
        const TrainMemory full = trainMemory(model, spec, {512, 512, 0, 0, true});
        const double standing = full.weights + full.optimizer + full.gradients;
        QVERIFY2(standing > 49e9 && standing < 51e9, qPrintable(QString::number(standing / 1e9)));
        spec.lora = LoraSpec{};
        const TrainMemory lora = trainMemory(model, spec, {512, 512, 0, 0, true});
        QCOMPARE(lora.trainedParameters, int64_t(29'933'568)); // as PEFT counts them: r 16 on all seven linears
        QVERIFY(lora.total() < 24e9);
        // On a CPU, in 8 GB: the base in 8 or 4 bits.
        for (const int64_t bits : {8, 4})
            for (const char* dtype : {"float32", "bfloat16"}) {
                spec.baseBits = bits;
                spec.dtype = dtype;
                const TrainMemory memory = trainMemoryWithin(model, spec, {1024, 1024}, 8e9);
                QVERIFY2(memory.total() < 8e9, qPrintable(QString::number(memory.total() / 1e9)));
            }
        spec.baseBits = 8;
        spec.dtype = "float32";
        QVERIFY(trainMemoryWithin(model, spec, {1024, 1024}, 8e9).recomputed);
        spec.recompute = "off";
        QVERIFY(trainMemoryWithin(model, spec, {1024, 1024}, 8e9).total() > 8e9);
    }

    void smallerMicroBatchesAreFound() {
        TrainEstimate estimate;
        estimate.memory.weights = 1e9;
        estimate.memory.activations = 2e9;
        estimate.microTokens = 1000;
        estimate.longestExample = 100;
        estimate.smallest = 1.2e9;
        QCOMPARE(microTokensThatFit(estimate, 2e9), int64_t(448)); // half of 1000, by 64s
        QCOMPARE(microTokensThatFit(estimate, 1.21e9), int64_t(100));
        QCOMPARE(microTokensThatFit(estimate, 1.1e9), int64_t(0));
    }

    void theCommandLineSaysWhatDiffers() {
        TrainSpec spec;
        spec.scoring = 3;
        spec.cuts = "my cuts";
        spec.recipe = "sft";
        const std::vector<std::string> plain = {"--scoring", "3", "--cuts", "my cuts", "--recipe", "sft"};
        QCOMPARE(trainArguments(spec), plain);
        spec.rate = 2e-4;
        spec.epochs = {10, 5};
        spec.lora = LoraSpec{8, 16};
        spec.seed = 7;
        spec.bands = {{"easy", "skip"}};
        std::vector<std::string> more = plain;
        for (const char* word :
             {"--band", "easy=skip", "--epochs", "10,5", "--seed", "7", "--lora", "8", "--lr", "2e-04"})
            more.emplace_back(word);
        QCOMPARE(trainArguments(spec), more);
    }
};

QTEST_GUILESS_MAIN(TestTrainEstimate)
#include "test_train_estimate.moc"
