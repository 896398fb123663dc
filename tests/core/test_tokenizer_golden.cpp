// Token ids as Hugging Face tokenizers gives them (golden files made by tokenizer_parity.py).
#include "core/base/json.h"
#include "core/data/text_file.h"
#include "core/text/tokenizer.h"
#include "tests/core/format_helpers.h"

using namespace caftan;
using namespace caftan::test;

namespace {

namespace fs = std::filesystem;

const Json& goldenFile() {
    static const Json json = *parseJson(golden("tokenizers.json"));
    return json;
}

std::vector<std::string> lines(const std::string& text) {
    std::vector<std::string> result;
    size_t begin = 0;
    for (size_t end; (end = text.find('\n', begin)) != std::string::npos; begin = end + 1)
        result.push_back(text.substr(begin, end - begin));
    return result;
}

// As mmlu_texts of tokenizer_parity.py.
std::vector<std::string> mmluTexts(const fs::path& folder) {
    std::vector<std::string> texts;
    for (const std::string& line : lines(*readFile(folder / "mmlu_pro_test.jsonl"))) {
        const Json row = *parseJson(line);
        std::string text = row["question"].get<std::string>() + "\n";
        for (size_t i = 0; i < row["options"].size(); ++i)
            text += (i ? "\n" : "") + row["options"][i].get<std::string>();
        texts.push_back(std::move(text));
    }
    for (const char* name : {"cot_llama-3.1-70b-instruct.jsonl.gz", "cot_llama-3.1-8b-instruct.jsonl.gz"})
        for (const std::string& line : lines(readTextFile(folder / name)->text)) {
            const Json row = *parseJson(line);
            texts.push_back(row["cot"].is_string() ? row["cot"].get<std::string>() : "");
        }
    return texts;
}

// Where a tokenizer of that name is on this machine; empty: not here.
fs::path locate(const std::string& name) {
    fs::path path = CAFTAN_SOURCE_DIR "/tests/core/golden/tokenizer_" + name + ".json";
    if (name == "llama2_gguf")
        path = CAFTAN_SOURCE_DIR "/tests/core/golden/tokenizer_llama2.gguf";
    else if (name == "smollm2")
        path = CAFTAN_SOURCE_DIR "/.deps/models/SmolLM2-135M-Instruct.Q4_1.gguf";
    else if (name == "qwen2_5" || name == "llama3_1")
        path = CAFTAN_SHARED_DIR "/data/tokenizers/" + name;
    return fs::exists(path) ? path : fs::path();
}

} // namespace

class TestTokenizerGolden : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void idsOfTheSample_data() {
        QTest::addColumn<QByteArray>("name");
        for (const auto& [name, ids] : goldenFile()["ids"].items())
            QTest::newRow(name.c_str()) << QByteArray::fromStdString(name);
    }
    void idsOfTheSample() {
        QFETCH(QByteArray, name);
        const fs::path path = locate(name.toStdString());
        if (path.empty())
            QSKIP("this tokenizer is not on this machine");
        const auto tokenizer = Tokenizer::load(path);
        QVERIFY2(tokenizer, tokenizer ? "" : message(tokenizer.error()));
        const Json &texts = goldenFile()["texts"], &all = goldenFile()["ids"][name.toStdString()];
        const Json& decoded = goldenFile()["decoded"];
        for (size_t i = 0; i < texts.size(); ++i) {
            const std::string text = texts[i];
            const auto expected = all[i].get<std::vector<TokenId>>();
            QVERIFY2((*tokenizer)->encode(text) == expected, dumpJson(texts[i]).c_str());
            if (decoded.contains(name.toStdString()))
                QVERIFY2((*tokenizer)->decode(expected) == decoded[name.toStdString()][i].get<std::string>(),
                         dumpJson({texts[i], (*tokenizer)->decode(expected)}).c_str());
        }
        QVERIFY(texts.size() > 80);
    }

    void idsOfMmluPro_data() {
        QTest::addColumn<QByteArray>("name");
        for (const auto& [name, digest] : goldenFile()["mmlu_pro_sha256"].items())
            QTest::newRow(name.c_str()) << QByteArray::fromStdString(name);
    }
    void idsOfMmluPro() {
        QFETCH(QByteArray, name);
        const fs::path path = locate(name.toStdString()), folder = CAFTAN_SHARED_DIR "/data/mmlu_pro";
        if (path.empty() || !fs::exists(folder))
            QSKIP("this tokenizer or MMLU-Pro is not on this machine");
        const auto tokenizer = Tokenizer::load(path);
        QVERIFY2(tokenizer, tokenizer ? "" : message(tokenizer.error()));
        static const std::vector<std::string> texts = mmluTexts(folder);
        QCOMPARE(texts.size(), size_t(36096));
        std::string all;
        for (const std::string& text : texts) {
            std::string line;
            for (const TokenId id : (*tokenizer)->encode(text))
                line += (line.empty() ? "" : ",") + std::to_string(id);
            all += line + "\n";
        }
        QCOMPARE(sha256(all), goldenFile()["mmlu_pro_sha256"][name.toStdString()].get<std::string>());
    }
};

QTEST_APPLESS_MAIN(TestTokenizerGolden)
#include "test_tokenizer_golden.moc"
