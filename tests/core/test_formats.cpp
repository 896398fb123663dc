// safetensors against the reference writer, and against damage.
#include "core/formats/safetensors.h"
#include "tests/core/format_helpers.h"

using namespace caftan;
using namespace caftan::test;

namespace {

struct Made {
    std::string name;
    TensorType type;
    std::vector<int64_t> shape;
    std::string bytes;
};

// As tests/core/golden/make_formats.py.
std::vector<Made> referenceTensors() {
    return {{"b.weight", TensorType::F32, {2, 3}, rawBytes<float>({0, 1, 2, 3, 4, 5})},
            {"a.weight", TensorType::F32, {4}, rawBytes<float>({0, 1, 2, 3})},
            {"half", TensorType::F16, {3}, rawBytes<uint16_t>({0, 0x3C00, 0x4000})},
            {"ids", TensorType::I64, {5, 1}, rawBytes<int64_t>({0, 1, 2, 3, 4})},
            {"flags", TensorType::Bool, {3}, std::string("\1\0\1", 3)},
            {"bytes", TensorType::U8, {3}, std::string("\0\1\2", 3)},
            {"small", TensorType::I32, {2}, rawBytes<int32_t>({0, 1})},
            {"wide", TensorType::F64, {2}, rawBytes<double>({0, 1})},
            {"odd \"name\" \xC3\xA9", TensorType::F32, {1}, rawBytes<float>({0})},
            {"empty", TensorType::F32, {0, 4}, ""}};
}

std::string withHeader(const std::string& header, const std::string& data) {
    const uint64_t length = header.size();
    return std::string(reinterpret_cast<const char*>(&length), 8) + header + data;
}

} // namespace

class TestFormats : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void readsWhatTheReferenceWrote() {
        std::map<std::string, std::string> metadata;
        const std::string file = golden("reference.safetensors");
        const auto tensors = SafetensorsFile::parse(bytesOf(file), &metadata);
        QVERIFY2(tensors, tensors ? "" : message(tensors.error()));
        QCOMPARE(metadata.at("format"), std::string("pt"));
        QCOMPARE(tensors->size(), referenceTensors().size());
        for (const Made& made : referenceTensors()) {
            const auto found =
                std::find_if(tensors->begin(), tensors->end(), [&](auto& t) { return t.name == made.name; });
            QVERIFY2(found != tensors->end(), made.name.c_str());
            QVERIFY(found->type == made.type && found->shape == made.shape);
            QCOMPARE(std::string(reinterpret_cast<const char*>(found->bytes.data()), found->bytes.size()), made.bytes);
        }
    }

    void writesAsTheReference() {
        QTemporaryDir folder;
        const std::vector<Made> made = referenceTensors();
        std::vector<TensorView> views;
        for (const Made& tensor : made)
            views.push_back({tensor.name, tensor.type, tensor.shape, bytesOf(tensor.bytes)});
        const std::string path = folder.filePath(QStringLiteral("out.safetensors")).toStdString();
        QVERIFY(writeSafetensors(path, views, {{"format", "pt"}}));
        QVERIFY(*readFile(path) == golden("reference.safetensors"));
        QVERIFY(SafetensorsFile::open(path));
    }

    void writerRefusesWhatItCannotWrite() {
        QTemporaryDir folder;
        const std::string path = folder.filePath(QStringLiteral("out.safetensors")).toStdString();
        const std::string four(4, '\0');
        const TensorView one{"x", TensorType::F32, {1}, bytesOf(four)}, wrong{"x", TensorType::F32, {2}, bytesOf(four)};
        const TensorView quantised{"x", TensorType::Q8_0, {32}, bytesOf(four)};
        QVERIFY(!writeSafetensors(path, std::vector{wrong}));
        QVERIFY(!writeSafetensors(path, std::vector{quantised}));
        QVERIFY(!writeSafetensors(path, std::vector{one, one}));
        QVERIFY(!writeSafetensors("/nowhere/at/all.safetensors", std::vector{one}));
        QVERIFY(!std::filesystem::exists(path));
    }

    void refusesBrokenHeaders_data() {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("word");
        const auto row = [](const char* name, const std::string& file, const char* word) {
            QTest::newRow(name) << QByteArray::fromStdString(file) << QByteArray(word);
        };
        row("empty", "", "shorter");
        row("huge header", std::string("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F{}", 10), "header claims");
        row("no object", withHeader("[1,2]", ""), "not a JSON object");
        row("bad json", withHeader("{\"a\":", ""), "not valid JSON");
        row("no shape", withHeader(R"({"a":{"dtype":"F32","data_offsets":[0,4]}})", "1234"), "expected");
        row("unknown type", withHeader(R"({"a":{"dtype":"F8_E4M3","shape":[4],"data_offsets":[0,4]}})", "1234"),
            "F8_E4M3");
        row("negative", withHeader(R"({"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}})", "1234"), "count");
        row("overflow", withHeader(R"({"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}})", ""),
            "fit");
        row("size", withHeader(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}})", "1234"), "fit");
        row("beyond", withHeader(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})", "1234"), "cut short");
        row("gap", withHeader(R"({"a":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}})", "1234"), "gap");
        row("overlap",
            withHeader(R"({"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},)"
                       R"("b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}})",
                       "123"),
            "overlaps");
        row("rest", withHeader(R"({"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}})", "1234"),
            "belong to no tensor");
        row("metadata", withHeader(R"({"__metadata__":{"a":1}})", ""), "__metadata__");
    }
    void refusesBrokenHeaders() {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, word);
        tryBytes(file.toStdString(), [&](auto bytes) {
            const auto parsed = SafetensorsFile::parse(bytes, nullptr);
            QVERIFY(!parsed);
            QVERIFY2(mentions(parsed.error(), word.constData()), message(parsed.error()));
        });
    }

    void damagedFilesNeverCrash() {
        int read = 0;
        damage(golden("reference.safetensors"), 1, 3000, [&](auto bytes) {
            std::map<std::string, std::string> metadata;
            const auto parsed = SafetensorsFile::parse(bytes, &metadata);
            if (!parsed)
                return;
            for (const TensorView& tensor : *parsed) // reading all bytes shows that they are inside
                for (const std::byte byte : tensor.bytes)
                    read += int(byte);
        });
        QVERIFY(read > 0);
    }

    void sizesOfTypes() {
        QCOMPARE(tensorBytes(TensorType::Q4_1, std::vector<int64_t>{3, 64}), std::optional<uint64_t>(3 * 40));
        QVERIFY(!tensorBytes(TensorType::Q4_1, std::vector<int64_t>{64, 33}));
        QCOMPARE(tensorBytes(TensorType::F32, std::vector<int64_t>{}), std::optional<uint64_t>(4));
        QVERIFY(!tensorBytes(TensorType::F64, std::vector<int64_t>{INT64_MAX, 2}));
        QVERIFY(!tensorBytes(TensorType::F64, std::vector<int64_t>{INT64_MAX}));
    }
};

QTEST_APPLESS_MAIN(TestFormats)
#include "test_formats.moc"
