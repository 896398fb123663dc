// GGUF against the reference writer, and against damage and lies about sizes.
#include "core/formats/gguf.h"
#include "tests/core/format_helpers.h"

using namespace caftan;
using namespace caftan::test;

namespace {

// Writes the parts of a GGUF file as they are asked for, right or wrong.
class Writer {
  public:
    explicit Writer(uint64_t tensors, uint64_t keys, uint32_t version = 3) {
        text_ = "GGUF";
        put(version).put(tensors).put(keys);
    }
    template <class T>
    Writer& put(T value) {
        text_.append(reinterpret_cast<const char*>(&value), sizeof(T));
        return *this;
    }
    Writer& string(const std::string& value) {
        put(uint64_t(value.size()));
        text_ += value;
        return *this;
    }
    Writer& tensor(const std::string& name, std::vector<uint64_t> dimensions, uint32_t type, uint64_t offset) {
        string(name).put(uint32_t(dimensions.size()));
        for (const uint64_t size : dimensions)
            put(size);
        return put(type).put(offset);
    }
    std::string file(size_t data = 0) const {
        std::string result = text_;
        if (data)
            result.resize((result.size() + 31) / 32 * 32 + data);
        return result;
    }

  private:
    std::string text_;
};

constexpr uint32_t u32 = 4, f32 = 0, string = 8, array = 9;

} // namespace

class TestFormatsGguf : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void readsWhatTheReferenceWrote() {
        const std::string file = golden("tiny.gguf");
        const auto parsed = GgufFile::parse(bytesOf(file));
        QVERIFY2(parsed, parsed ? "" : message(parsed.error()));
        const Json& metadata = parsed->metadata;
        QCOMPARE(metadata["general.architecture"].get<std::string>(), std::string("llama"));
        QCOMPARE(metadata["llama.embedding_length"].get<int>(), 32);
        QCOMPARE(metadata["test.large"].get<int64_t>(), int64_t(1) << 40);
        QCOMPARE(metadata["test.negative"].get<int>(), -5);
        QCOMPARE(metadata["test.double"].get<double>(), 0.25);
        QVERIFY(metadata["test.flag"] == true);
        QVERIFY(metadata["test.floats"] == Json({0.5, 1.5}));
        QCOMPARE(metadata["tokenizer.ggml.tokens"].size(), size_t(8));
        QCOMPARE(parsed->tensors.size(), size_t(11));
        for (const TensorView& tensor : parsed->tensors) {
            QCOMPARE(std::optional<uint64_t>(tensor.bytes.size()), tensorBytes(tensor.type, tensor.shape));
            if (tensor.name == "blk.0.ffn_down.weight")
                QVERIFY(tensor.shape == (std::vector<int64_t>{32, 64}) && tensor.type == TensorType::Q8_0);
            if (tensor.name == "blk.0.attn_output.weight")
                QVERIFY(tensor.type == TensorType::BF16);
        }
    }

    void readsVersion2() {
        Writer writer(1, 1, 2);
        writer.string("key").put(u32).put(uint32_t(7)).tensor("x", {4}, f32, 0);
        const auto parsed = GgufFile::parse(bytesOf(writer.file(16)));
        QVERIFY2(parsed, parsed ? "" : message(parsed.error()));
        QCOMPARE(parsed->metadata["key"].get<int>(), 7);
    }

    void refusesLies_data() {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("word");
        const auto row = [](const char* name, const std::string& file, const char* word) {
            QTest::newRow(name) << QByteArray::fromStdString(file) << QByteArray(word);
        };
        const uint64_t huge = uint64_t(1) << 62;
        row("empty", "", "not a GGUF");
        row("other", "GGMLxxxxxxxxxxxxxxxx", "not a GGUF");
        row("version 1", Writer(0, 0, 1).file(), "version 1");
        row("big-endian", Writer(0, 0, 0x03000000).file(), "big-endian");
        row("tensors", Writer(huge, 0).file(), "claims");
        row("keys", Writer(0, huge).file(), "claims");
        row("key length", Writer(0, 1).put(huge).put(uint64_t(0)).file(), "claims");
        row("string length", Writer(0, 1).string("k").put(string).put(huge).put(uint64_t(0)).file(), "claims");
        row("array length", Writer(0, 1).string("k").put(array).put(u32).put(huge).put(uint64_t(0)).file(), "claims");
        row("value type", Writer(0, 1).string("k").put(uint32_t(77)).put(uint64_t(0)).file(), "unknown type");
        row("twice", Writer(0, 2).string("k").put(u32).put(1U).string("k").put(u32).put(1U).file(), "twice");
        Writer nested(0, 1);
        nested.string("k").put(array);
        for (int i = 0; i < 40; ++i)
            nested.put(array).put(uint64_t(1));
        row("nested", nested.file(), "nested");
        row("dimensions", Writer(1, 0).tensor("x", {1, 1, 1, 1, 1}, f32, 0).file(64), "dimensions");
        row("zero", Writer(1, 0).tensor("x", {0}, f32, 0).file(64), "dimension of 0");
        row("overflow", Writer(1, 0).tensor("x", {huge, huge}, f32, 0).file(64), "not possible");
        row("block", Writer(1, 0).tensor("x", {31}, 8, 0).file(64), "not possible");
        row("type", Writer(1, 0).tensor("x", {256}, 10, 0).file(640), "Q2_K");
        row("new type", Writer(1, 0).tensor("x", {256}, 99, 0).file(640), "number 99");
        row("beyond", Writer(1, 0).tensor("x", {64}, f32, 0).file(64), "end of the file");
        row("far", Writer(1, 0).tensor("x", {1}, f32, ~uint64_t(31)).file(64), "end of the file");
        row("unaligned", Writer(1, 0).tensor("x", {1}, f32, 4).file(64), "aligned");
        row("overlap", Writer(2, 0).tensor("x", {16}, f32, 0).tensor("y", {8}, f32, 32).file(96), "overlaps");
        row("same name", Writer(2, 0).tensor("x", {8}, f32, 0).tensor("x", {8}, f32, 32).file(96), "twice");
        row("alignment", Writer(0, 1).string("general.alignment").put(u32).put(uint32_t(24)).file(64), "power of two");
    }
    void refusesLies() {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, word);
        tryBytes(file.toStdString(), [&](auto bytes) {
            const auto parsed = GgufFile::parse(bytes);
            QVERIFY(!parsed);
            QVERIFY2(mentions(parsed.error(), word.constData()), message(parsed.error()));
        });
    }

    void damagedFilesNeverCrash() {
        int read = 0, survived = 0;
        const std::string file = golden("tiny.gguf");
        const auto use = [&](auto bytes) {
            const auto parsed = GgufFile::parse(bytes);
            if (!parsed)
                return;
            ++survived;
            for (const TensorView& tensor : parsed->tensors)
                read += int(tensor.bytes.front()) + int(tensor.bytes.back());
        };
        damage(file, file.size() > 2500 ? 7 : 1, 0, use);
        damage(file.substr(0, 2500), 1, 0, use); // the header, every byte
        QVERIFY(survived == 0);
        // Flips in the header alone: those in the numbers change nothing.
        for (int round = 0; round < 2000; ++round) {
            std::mt19937 random{unsigned(round)};
            std::string changed = file;
            for (int n = 0; n < 2; ++n)
                changed[random() % 2000] = char(random());
            tryBytes(changed, use);
        }
        QVERIFY(survived > 0 && read >= 0);
    }
};

QTEST_APPLESS_MAIN(TestFormatsGguf)
#include "test_formats_gguf.moc"
