// What needs less memory must not change the numbers: activations computed again, a base in few bits; and what is done
// when memory runs out, with a limit of its own on a process of caftan-cli.
#include "core/base/files.h"
#include "core/base/random.h"
#include "core/formats/safetensors.h"
#include "tests/engine/engine_helpers.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <cmath>
#include <map>

using namespace caftan;
using namespace caftan::test;

namespace {

namespace fs = std::filesystem;
const fs::path goldens = fs::path(CAFTAN_SOURCE_DIR) / "tests/engine/golden";

// 4-bit NormalFloat as the paper prints it (arXiv 2305.14314, appendix E).
constexpr std::array<float, 16> normalFloat = {-1.0f,
                                               -0.6961928009986877f,
                                               -0.5250730514526367f,
                                               -0.39491748809814453f,
                                               -0.28444138169288635f,
                                               -0.18477343022823334f,
                                               -0.09105003625154495f,
                                               0.0f,
                                               0.07958029955625534f,
                                               0.16093020141124725f,
                                               0.24611230194568634f,
                                               0.33791524171829224f,
                                               0.44070982933044434f,
                                               0.5626170039176941f,
                                               0.7229568362236023f,
                                               1.0f};

// Random numbers that so many bits hold exactly: every block has a scale that float16 holds, and its largest code.
void fillOnGrid(std::vector<float>& numbers, int64_t columns, int bits, Random& random) {
    const int64_t step = bits == 8 ? 32 : 64;
    for (size_t row = 0; row < numbers.size() / size_t(columns); ++row)
        for (int64_t start = 0; start < columns; start += step)
            for (int64_t i = start; i < std::min(columns, start + step); ++i) {
                const float scale = (bits == 8 ? 1.0f / 2048 : 1.0f / 8) * float(1 + (row + size_t(start)) % 4);
                const bool largest = i == start;
                const float code = bits == 8 ? (largest ? 127 : float(random.below(255)) - 127)
                                             : normalFloat[largest ? 15 : random.below(16)];
                numbers[row * size_t(columns) + size_t(i)] = scale * code;
            }
}

// The golden model with matrices of its layers that so many bits hold exactly.
fs::path modelOnGrid(const fs::path& folder, int bits) {
    fs::create_directories(folder);
    const SafetensorsFile file = must(SafetensorsFile::open(goldens / "train/model/model.safetensors"));
    Numbers numbers = numbersOf(goldens / "train/model/model.safetensors");
    std::vector<TensorView> views;
    Random random(7);
    for (TensorView view : file.tensors()) {
        std::vector<float>& own = numbers[view.name];
        if (view.name.find("proj.weight") != std::string::npos)
            fillOnGrid(own, view.shape[1], bits, random);
        view.bytes = std::as_bytes(std::span(own));
        views.push_back(view);
    }
    const Status written = writeSafetensors(folder / "model.safetensors", views, {{"format", "pt"}});
    fs::copy_file(goldens / "train/model/config.json", folder / "config.json", fs::copy_options::overwrite_existing);
    if (!written)
        qFatal("%s", written.error().message.c_str());
    return folder;
}

QString text(const fs::path& path) {
    return QString::fromStdString(path.string());
}

// Layers that together keep a lot for each token, one alone little, and eight examples of 512 tokens.
fs::path deepModel(const fs::path& folder) {
    constexpr int64_t hidden = 128, intermediate = 512, vocabulary = 512, layers = 16, width = 256;
    fs::create_directories(folder);
    Json config = must(parseJson(must(readFile(goldens / "train/model/config.json"))));
    config.update({{"hidden_size", hidden},
                   {"intermediate_size", intermediate},
                   {"num_hidden_layers", layers},
                   {"num_attention_heads", 4},
                   {"num_key_value_heads", 4},
                   {"head_dim", 64},
                   {"vocab_size", vocabulary},
                   {"max_position_embeddings", 1024}});
    std::map<std::string, std::vector<int64_t>> shapes = {{"model.embed_tokens.weight", {vocabulary, hidden}},
                                                          {"model.norm.weight", {hidden}}};
    for (int layer = 0; layer < layers; ++layer) {
        const std::string name = "model.layers." + std::to_string(layer) + ".";
        for (const char* part : {"q", "k", "v"})
            shapes[name + "self_attn." + part + "_proj.weight"] = {width, hidden};
        shapes[name + "self_attn.o_proj.weight"] = {hidden, width};
        for (const char* part : {"gate", "up"})
            shapes[name + "mlp." + part + "_proj.weight"] = {intermediate, hidden};
        shapes[name + "mlp.down_proj.weight"] = {hidden, intermediate};
        shapes[name + "input_layernorm.weight"] = shapes[name + "post_attention_layernorm.weight"] = {hidden};
    }
    Random random(3);
    std::vector<std::vector<float>> numbers;
    std::vector<TensorView> views;
    numbers.reserve(shapes.size());
    for (const auto& [name, shape] : shapes) {
        numbers.emplace_back(size_t(shape[0] * (shape.size() > 1 ? shape[1] : 1)), 1.0f);
        if (shape.size() > 1)
            for (float& number : numbers.back())
                number = float(random.uniform() - 0.5) * 0.1f;
        views.push_back({name, TensorType::F32, shape, std::as_bytes(std::span(numbers.back()))});
    }
    std::string lines;
    for (int i = 0; i < 8; ++i) {
        std::vector<int64_t> ids;
        for (int t = 0; t < 512; ++t)
            ids.push_back(random.below(vocabulary));
        lines += dumpJson({{"ids", ids}, {"labels", ids}}) + "\n";
    }
    if (!writeSafetensors(folder / "model.safetensors", views, {{"format", "pt"}}) ||
        !writeFile(folder / "config.json", dumpJson(config)) || !writeFile(folder / "examples.jsonl", lines))
        qFatal("cannot write the model");
    return folder;
}

struct Ran {
    int code = 0;
    Json document;
    QString error;
};

Ran ranWith(const QStringList& arguments) {
    QProcess process;
    process.start(QStringLiteral(CAFTAN_BIN_DIR "/caftan-cli"), arguments);
    if (!process.waitForFinished(120000) && process.state() != QProcess::NotRunning)
        qFatal("caftan-cli does not end");
    const std::string out = process.readAllStandardOutput().toStdString();
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, parseJson(out).value_or(Json()),
            QString::fromUtf8(process.readAllStandardError())};
}

} // namespace

class TestMemory : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    std::vector<Example> examples_;

    fs::path out(const std::string& name) const { return fs::path(folder_.path().toStdString()) / name; }
    static TrainSpec plainSpec() {
        TrainSpec spec;
        spec.rate = 1e-3;
        spec.decay = "constant";
        spec.batchSequences = 4;
        spec.threads = 1;
        return spec;
    }
    struct Outcome {
        ExampleTraining training;
        Numbers gradients;
    };
    Outcome train(const fs::path& model, const TrainSpec& spec, const std::vector<Example>& examples,
                  int64_t steps = 3) const {
        ExampleOptions options;
        options.gradients = out("gradients.safetensors");
        options.steps = steps;
        ExampleTraining training = must(trainOnExamples(model, examples, spec, options));
        return {std::move(training), numbersOf(options.gradients)};
    }

  private Q_SLOTS:
    void initTestCase() { examples_ = must(readExamples(goldens / "train/examples.jsonl")); }

    void recomputedActivationsGiveTheSameBits_data() {
        QTest::addColumn<QString>("model");
        QTest::addColumn<bool>("lora");
        QTest::addColumn<QString>("dtype");
        for (const char* model : {"train/model", "families/qwen2", "families/qwen3", "families/gemma3", "families/phi3",
                                  "families/phi4-mini", "families/qwen2-sliding"})
            for (const bool lora : {false, true})
                for (const char* dtype : {"float32", "bfloat16"})
                    QTest::addRow("%s, %s, %s", model, lora ? "LoRA" : "full", dtype)
                        << QString::fromLatin1(model) << lora << QString::fromLatin1(dtype);
    }
    void recomputedActivationsGiveTheSameBits() {
        QFETCH(QString, model);
        QFETCH(bool, lora);
        QFETCH(QString, dtype);
        TrainSpec spec = plainSpec();
        spec.dtype = dtype.toStdString();
        if (lora) {
            spec.lora = LoraSpec{};
            spec.lora->rank = 4;
            spec.lora->dropout = 0.2;
        }
        const fs::path path = goldens / model.toStdString();
        const auto examples = model == QStringLiteral("train/model")
                                  ? examples_
                                  : must(readExamples(goldens / "families/examples.jsonl"));
        spec.recompute = "off";
        const Outcome kept = train(path, spec, examples);
        spec.recompute = "on";
        const Outcome again = train(path, spec, examples);
        QVERIFY(!kept.training.recomputed && again.training.recomputed);
        QVERIFY(kept.training.losses == again.training.losses);
        QVERIFY(kept.gradients == again.gradients);
        QVERIFY(!kept.gradients.empty());
    }

    void aQuantisedBaseIsItsOwnDequantisation_data() {
        QTest::addColumn<int>("bits");
        QTest::addColumn<QString>("recompute");
        for (const int bits : {8, 4})
            for (const char* recompute : {"off", "on"})
                QTest::addRow("%d bits, recompute %s", bits, recompute) << bits << QString::fromLatin1(recompute);
    }
    void aQuantisedBaseIsItsOwnDequantisation() {
        QFETCH(int, bits);
        QFETCH(QString, recompute);
        const fs::path model = modelOnGrid(out("grid" + std::to_string(bits)), bits);
        TrainSpec spec = plainSpec();
        spec.lora = LoraSpec{};
        spec.lora->rank = 4;
        const Outcome plain = train(model, spec, examples_);
        spec.baseBits = bits;
        spec.recompute = recompute.toStdString();
        const Outcome quantised = train(model, spec, examples_);
        QVERIFY(plain.training.losses == quantised.training.losses);
        QVERIFY(plain.gradients == quantised.gradients);
    }

    void lossesOnAQuantisedBaseAreNearThoseOfFloat32() {
        TrainSpec spec = plainSpec();
        spec.lora = LoraSpec{};
        spec.lora->rank = 4;
        spec.rate = 5e-3;
        const auto plain = train(goldens / "train/model", spec, examples_, 20).training.losses;
        for (const auto& [bits, apart] : {std::pair(8, 0.05), std::pair(4, 0.25)}) {
            spec.baseBits = bits;
            const auto losses = train(goldens / "train/model", spec, examples_, 20).training.losses;
            QCOMPARE(losses.size(), plain.size());
            double largest = 0;
            for (size_t i = 0; i < losses.size(); ++i)
                largest = std::max(largest, std::abs(losses[i] - plain[i]));
            QVERIFY2(largest < apart && largest > 0, qPrintable(QString::number(largest)));
        }
    }

    // A step of 4,096 tokens in three quarters of the memory that it takes: to the same bits with activations computed
    // again, or with halved micro batches where that is not wanted; in much less not at all, with a sentence that says
    // what would help.
    void runningOutOfMemoryIsSurvived() {
        const fs::path model = deepModel(out("deep"));
        const auto with = [&](const QString& recompute, int64_t limit) {
            QStringList words{QStringLiteral("--json"),      QStringLiteral("train"),
                              QStringLiteral("--examples"),  text(model / "examples.jsonl"),
                              QStringLiteral("--model"),     text(model),
                              QStringLiteral("--lora"),      QStringLiteral("4"),
                              QStringLiteral("--steps"),     QStringLiteral("1"),
                              QStringLiteral("--threads"),   QStringLiteral("2"),
                              QStringLiteral("--recompute"), recompute};
            if (limit > 0)
                words << QStringLiteral("--memory-limit") << QStringLiteral("%1M").arg(limit);
            return ranWith(words);
        };
        const QString automatic = QStringLiteral("auto"), off = QStringLiteral("off");
        const Ran free = with(automatic, 0);
        QCOMPARE(free.code, 0);
        QVERIFY(free.document["halvings"] == 0 && free.document["recomputed"] == false);
        const int64_t peak = free.document["peak_bytes"].get<int64_t>() >> 20;

        const Ran again = with(automatic, peak * 3 / 4);
        QVERIFY2(again.code == 0, qPrintable(again.error));
        QVERIFY(again.document["recomputed"] == true && again.document["halvings"] == 0);
        QVERIFY(again.document["losses"] == free.document["losses"]);
        QVERIFY(again.document["gradient_norms"] == free.document["gradient_norms"]);

        const Ran halved = with(off, peak * 3 / 4);
        QVERIFY2(halved.code == 0, qPrintable(halved.error));
        QVERIFY(halved.document["recomputed"] == false && halved.document["halvings"] > 0);
        QVERIFY(std::abs(halved.document["losses"][0].get<double>() - free.document["losses"][0].get<double>()) < 1e-4);

        const Ran refused = with(automatic, peak / 4);
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.error.contains(QStringLiteral("emory")), qPrintable(refused.error));
    }

    void aQuantisedBaseDoesNotLearn() {
        TrainSpec spec = plainSpec();
        spec.baseBits = 8;
        spec.scoring = 1;
        spec.cuts = "c";
        spec.recipe = "sft";
        const auto read = trainSpecFromJson(toJson(spec));
        QVERIFY(!read && read.error().message.find("--lora") != std::string::npos);
        spec.lora = LoraSpec{};
        QCOMPARE(must(trainSpecFromJson(toJson(spec))).baseBits, int64_t(8));
        Json three = toJson(spec);
        three["base_bits"] = 3;
        QVERIFY(!trainSpecFromJson(three));
    }
};

QTEST_APPLESS_MAIN(TestMemory)
#include "test_memory.moc"
