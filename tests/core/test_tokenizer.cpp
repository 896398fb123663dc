// Byte-level BPE: merging, added tokens, patterns, what is refused, damage.
#include "core/text/tokenizer_definition.h"
#include "tests/core/format_helpers.h"

#include <thread>

using namespace caftan;
using namespace caftan::test;

namespace {

// Every byte a token (id = byte), then "ab", "abc", " a"; patterns as given.
Json document() {
    Json vocabulary = Json::object();
    int shifted = 256;
    for (int byte = 0; byte < 256; ++byte) {
        const bool printable = (byte >= '!' && byte <= '~') || (byte >= 0xA1 && byte <= 0xAC) || byte >= 0xAE;
        const int code = printable ? byte : shifted++;
        const std::string character = code < 0x80 ? std::string(1, char(code))
                                                  : std::string{char(0xC0 | (code >> 6)), char(0x80 | (code & 0x3F))};
        vocabulary[character] = byte;
    }
    vocabulary["ab"] = 256;
    vocabulary["abc"] = 257;
    vocabulary["\304\240a"] = 258; // Ġa
    const Json bytes = {{"type", "ByteLevel"}, {"add_prefix_space", false}, {"use_regex", true}};
    return {{"added_tokens", Json::array()},
            {"normalizer", nullptr},
            {"pre_tokenizer", bytes},
            {"decoder", {{"type", "ByteLevel"}}},
            {"model", {{"type", "BPE"}, {"vocab", vocabulary}, {"merges", {"a b", "ab c", "\xC4\xA0 a"}}}}};
}

Json added(int id, const char* content) {
    return {{"id", id},        {"content", content}, {"special", true},
            {"lstrip", false}, {"rstrip", false},    {"single_word", false}};
}

std::unique_ptr<Tokenizer> load(const Json& json) {
    auto definition = readTokenizerJson(dumpJson(json));
    if (!definition)
        qWarning("%s", definition.error().message.c_str());
    auto tokenizer = definition ? makeTokenizer(std::move(*definition)) : nullptr;
    return tokenizer ? std::move(*tokenizer) : nullptr;
}

std::string problem(const Json& json) {
    auto definition = readTokenizerJson(dumpJson(json));
    if (!definition)
        return definition.error().message;
    const auto tokenizer = makeTokenizer(std::move(*definition));
    return tokenizer ? "" : tokenizer.error().message;
}

using Ids = std::vector<TokenId>;

} // namespace

class TestTokenizer : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void mergesByRank() {
        const auto tokenizer = load(document());
        QVERIFY(tokenizer);
        QVERIFY(tokenizer->encode("abc ab") == (Ids{257, ' ', 256}) ||
                tokenizer->encode("abc ab") == (Ids{257, 258, 'b'}));
        QVERIFY(tokenizer->encode(" ab") == (Ids{' ', 256})); // "a b" ranks before "Ġ a"
        QVERIFY(tokenizer->encode(" a") == Ids{258});
        QVERIFY(tokenizer->encode("").empty());
        QCOMPARE(tokenizer->size(), int64_t(259));
        QCOMPARE(tokenizer->idOf(" a"), 258);
        QCOMPARE(tokenizer->idOf("\304\240a"), 258);
        QCOMPARE(tokenizer->idOf("nowhere"), -1);
        QCOMPARE(tokenizer->kind(), std::string("byte-level BPE"));
    }

    void longPiecesMergeAsShortOnes() {
        const auto tokenizer = load(document());
        std::string text;
        Ids expected;
        for (int i = 0; i < 500; ++i) {
            text += i % 3 ? "abc" : "ab";
            expected.push_back(i % 3 ? 257 : 256);
        }
        QVERIFY(tokenizer->encode(text) == expected);
        std::string many(200000, 'a'); // a heap, not a scan of all pairs for each merge
        QCOMPARE(tokenizer->encode(many).size(), many.size());
    }

    void ignoreMergesTakesWholeTokensFirst() {
        Json json = document();
        json["model"]["vocab"]["bc"] = 259;
        json["model"]["merges"].push_back("b c");
        json["model"]["vocab"]["xyz"] = 260; // no merge leads there
        QVERIFY(load(json)->encode("xyz") == (Ids{'x', 'y', 'z'}));
        json["model"]["ignore_merges"] = true;
        QVERIFY(load(json)->encode("xyz") == Ids{260});
        QVERIFY(load(json)->encode("xyzz") == (Ids{'x', 'y', 'z', 'z'}));
    }

    void addedTokensAreFoundLongestFirst() {
        Json json = document();
        json["added_tokens"] = {added(300, "<a>"), added(301, "<a>b"), added(302, "<")};
        const auto tokenizer = load(json);
        QVERIFY(tokenizer->encode("x<a>y") == (Ids{'x', 300, 'y'}));
        QVERIFY(tokenizer->encode("<a>b<a>") == (Ids{301, 300}));
        QVERIFY(tokenizer->encode("<<a") == (Ids{302, 302, 'a'}));
        QVERIFY(tokenizer->isSpecial(300) && !tokenizer->isSpecial(97) && !tokenizer->isSpecial(-1));
        QCOMPARE(tokenizer->decode(Ids{300, 'x', 302}), std::string("<a>x<"));
        QCOMPARE(tokenizer->size(), int64_t(303)); // ids may have gaps
        QCOMPARE(tokenizer->decode(Ids{-1, 290, 5000}), std::string());
    }

    void addedTokensStripAndStandAlone() {
        Json json = document();
        Json left = added(300, "<l>"), right = added(301, "<r>"), word = added(302, "dog");
        left["lstrip"] = true;
        right["rstrip"] = true;
        word["single_word"] = true;
        json["added_tokens"] = {left, right, word};
        const auto tokenizer = load(json);
        QVERIFY(tokenizer->encode("x \xC2\xA0\n<l> y") == (Ids{'x', 300, ' ', 'y'}));
        QVERIFY(tokenizer->encode("x <r>\xE3\x80\x80 \ty") == (Ids{'x', ' ', 301, 'y'}));
        QVERIFY(tokenizer->encode("dog dogs hotdog \303\251dog dog") ==
                (Ids{302, ' ', 'd', 'o',  'g',  's', ' ', 'h', 'o', 't', 'd',
                     'o', 'g', ' ', 0xC3, 0xA9, 'd', 'o', 'g', ' ', 302}));
    }

    void brokenUtf8IsRepaired() {
        const auto tokenizer = load(document());
        QVERIFY(tokenizer->encode("x\xFFy") == (Ids{'x', 0xEF, 0xBF, 0xBD, 'y'}));
        QCOMPARE(tokenizer->decode(Ids{'a', 0xE2, 0x82, 'b', 0xFF}), std::string("a\357\277\275b\357\277\275"));
        QCOMPARE(tokenizer->decode(Ids{0xE2, 0x82, 0xAC}), std::string("\xE2\x82\xAC"));
    }

    void nfcComposes() {
        Json json = document();
        json["normalizer"] = {{"type", "NFC"}};
        QVERIFY(load(json)->encode("e\xCC\x81") == (Ids{0xC3, 0xA9}));
        json["normalizer"] = {{"type", "Sequence"}, {"normalizers", Json::array()}};
        QVERIFY(load(json)->encode("e\xCC\x81") == (Ids{'e', 0xCC, 0x81}));
    }

    void bytesThatTheVocabularyLacks() {
        Json json = document();
        json["model"]["vocab"].erase("x");
        json["model"]["vocab"].erase("y");
        QVERIFY(load(json)->encode("axyb") == (Ids{256})); // dropped before merging, as Hugging Face does
        json["model"]["vocab"]["<unk>"] = 259;
        json["model"]["unk_token"] = "<unk>";
        QVERIFY(load(json)->encode("axyb") == (Ids{'a', 259, 259, 'b'}));
        json["model"]["fuse_unk"] = true;
        QVERIFY(load(json)->encode("axyb") == (Ids{'a', 259, 'b'}));
    }

    void splitBehaviours() {
        Json json = document();
        const Json bytes = {{"type", "ByteLevel"}, {"add_prefix_space", false}, {"use_regex", false}};
        const auto with = [&](const Json& pattern, const char* behaviour, bool invert) {
            const Json split = {{"type", "Split"}, {"pattern", pattern}, {"behavior", behaviour}, {"invert", invert}};
            json["pre_tokenizer"] = {{"type", "Sequence"}, {"pretokenizers", {split, bytes}}};
            return load(json);
        };
        QVERIFY(with({{"String", "b"}}, "Isolated", false)->encode("abc") == (Ids{'a', 'b', 'c'}));
        QVERIFY(with({{"String", "."}}, "Removed", false)->encode("ab.c") ==
                (Ids{256, 'c'})); // the point is not a pattern
        QVERIFY(with({{"Regex", "[a-c]+"}}, "Removed", true)->encode("ab--abc") == (Ids{256, 257}));
        QVERIFY(with({{"Regex", "x*"}}, "Isolated", false)->encode("abxxc") ==
                (Ids{256, 'x', 'x', 'c'})); // empty matches
    }

    void refusesByName_data() {
        QTest::addColumn<QByteArray>("pointer");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("word");
        const auto row = [](const char* name, const char* pointer, const char* value, const char* word) {
            QTest::newRow(name) << QByteArray(pointer) << QByteArray(value) << QByteArray(word);
        };
        row("unigram", "/model/type", R"("Unigram")", "Unigram");
        row("word piece", "/model/type", R"("WordPiece")", "WordPiece");
        row("byte fallback", "/model/byte_fallback", "true", "SentencePiece");
        row("dropout", "/model/dropout", "0.1", "dropout");
        row("prefix", "/model/continuing_subword_prefix", R"("##")", "prefix");
        row("lower case", "/normalizer", "{\"type\": \"Lowercase\"}", "Lowercase");
        row("metaspace", "/pre_tokenizer", "{\"type\": \"Metaspace\"}", "Metaspace");
        row("no bytes", "/pre_tokenizer", "null", "ByteLevel");
        row("prefix space", "/pre_tokenizer/add_prefix_space", "true", "add_prefix_space");
        row("decoder", "/decoder/type", R"("WordPiece")", "WordPiece");
        row("merge", "/model/merges", R"(["a zz"])", "vocabulary lacks");
        row("merge form", "/model/merges", R"(["a"])", "two tokens");
        row("merge pair", "/model/merges", R"([["a", "b", "c"]])", "two tokens");
        row("merge kind", "/model/merges", R"([[1, 2]])", "usual form");
        row("id", "/model/vocab/ab", "4000000000", "id");
        row("far id", "/model/vocab/ab", "2000000000", "2000000000");
        row("id kind", "/model/vocab/ab", R"("x")", "usual form");
        row("added", "/added_tokens", R"([{"content": "x"}])", "added_tokens");
    }
    void refusesByName() {
        QFETCH(QByteArray, pointer);
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, word);
        Json json = document();
        json[Json::json_pointer(pointer.toStdString())] = *parseJson(value.toStdString());
        const std::string found = problem(json);
        QVERIFY2(found.find(word.toStdString()) != std::string::npos, found.c_str());
    }

    void refusesPatternsThatAreNone() {
        Json json = document();
        const Json bytes = json["pre_tokenizer"];
        for (const char* regex : {"((", "[a", "[a&&b]", "\\p{Nowhere}"}) {
            const Json split = {{"type", "Split"}, {"pattern", {{"Regex", regex}}}, {"behavior", "Isolated"}};
            json["pre_tokenizer"] = {{"type", "Sequence"}, {"pretokenizers", {split, bytes}}};
            QVERIFY2(problem(json).find("pattern") != std::string::npos, regex);
        }
        // A pattern that explodes gives up on the rest, it does not hang.
        const Json split = {{"type", "Split"}, {"pattern", {{"Regex", "(a+)+$"}}}, {"behavior", "Isolated"}};
        json["pre_tokenizer"] = {{"type", "Sequence"}, {"pretokenizers", {split, bytes}}};
        QCOMPARE(load(json)->encode(std::string(40, 'a') + "!").size(), size_t(41));
    }

    void filesThatAreNoTokenizer() {
        QTemporaryDir folder;
        QVERIFY(mentions(Tokenizer::load(folder.path().toStdString()).error(), "tokenizer.json"));
        const auto path = folder.filePath(QStringLiteral("tokenizer.json")).toStdString();
        for (const char* text : {"", "{", "[]", "{}", "{\"model\": 3}", "\xFF\xFE", "GGUF"}) {
            QVERIFY(writeFile(path, text));
            const auto tokenizer = Tokenizer::load(path);
            QVERIFY2(!tokenizer && mentions(tokenizer.error(), "tokenizer.json"), text);
        }
        QVERIFY(writeFile(path, std::string(100000, '[')));
        QVERIFY(mentions(Tokenizer::load(path).error(), "nested"));
    }

    void damagedFilesNeverCrash() {
        const std::string file = dumpJson(document());
        int survived = 0;
        damage(file, 1, 4000, [&](std::span<const std::byte> bytes) {
            auto definition = readTokenizerJson({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
            const auto tokenizer = definition ? makeTokenizer(std::move(*definition)) : nullptr;
            if (!tokenizer || !*tokenizer)
                return;
            ++survived;
            const Ids ids = (*tokenizer)->encode("abc ab <a> 1\xC3\xA9\n");
            (*tokenizer)->decode(ids);
        });
        QVERIFY(survived > 0);
    }

    void oneTokenizerServesManyThreads() {
        const auto tokenizer = load(document());
        const std::string text = "abc ab a b c abc abcab";
        const Ids expected = load(document())->encode(text);
        std::vector<int> same(4, 0);
        std::vector<std::thread> threads;
        for (int& count : same)
            threads.emplace_back([&] {
                for (int i = 0; i < 500; ++i)
                    count += tokenizer->encode(text) == expected;
            });
        for (std::thread& thread : threads)
            thread.join();
        QVERIFY(same == std::vector<int>(4, 500));
    }
};

QTEST_APPLESS_MAIN(TestTokenizer)
#include "test_tokenizer.moc"
