// Chat formats (expected texts: apply_chat_template of transformers on the models' templates), prompts, parsing of
// answers.
#include "core/base/json.h"
#include "core/text/training_prompt.h"
#include "tests/core/format_helpers.h"

using namespace caftan;
using namespace caftan::test;

namespace {

namespace fs = std::filesystem;

Question question() {
    Question q;
    q.category = "physics";
    q.text = "What is {options}?";
    q.options = {"one", "two\nlines", "three"};
    return q;
}

} // namespace

class TestPrompt : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void formatsAreThoseOfTheTemplates() {
        const Json document = *parseJson(golden("chat_formats.json"));
        QVERIFY(document["cases"].size() >= 80);
        for (const Json& one : document["cases"]) {
            const auto format = chatFormatFromName(one["format"].get<std::string>());
            QVERIFY(format);
            std::vector<ChatMessage> messages;
            for (const Json& message : one["messages"])
                messages.push_back({message["role"], message["content"]});
            QCOMPARE(formatChat(*format, messages), one["prompt"].get<std::string>());
            QCOMPARE(formatChat(*format, messages, false), one["text"].get<std::string>());
        }
        QCOMPARE(document["templates"].size() + 1, chatFormatNames().size()); // all but plain
        for (const auto& [name, text] : document["templates"].items()) {
            const auto format = detectChatTemplate(text.get<std::string>());
            QVERIFY2(format && chatFormatName(*format) == name, name.c_str());
        }
    }

    void plainFormat() {
        const std::vector<ChatMessage> messages{{"system", "S"}, {"user", "U"}, {"assistant", "B"}, {"user", "V"}};
        QCOMPARE(formatChat(ChatFormat::Plain, messages), std::string("S\n\nU\n\nAnswer: B\n\nV\n\nAnswer:"));
        QCOMPARE(formatChat(ChatFormat::Plain, {{"user", "U"}}, false), std::string("U\n\n"));
    }

    void templatesAreToldApart() {
        QVERIFY(detectChatTemplate("") == ChatFormat::Plain);
        QVERIFY(detectChatTemplate("{{ '<|im_start|>' }}") == ChatFormat::ChatMl);
        QVERIFY(detectChatTemplate("{{ '<|start_header_id|>' }}") == ChatFormat::Llama3);
        QVERIFY(detectChatTemplate("{{ '<|start_header_id|>Cutting Knowledge Date' }}") == ChatFormat::Llama31);
        for (const std::string text :
             {"[INST] {{ messages }} [/INST]", "### Instruction: {{ messages }}", "<|im_start|>assistant\\n<think>\\n",
              "'<|im_start|>system\\nYou are Hermes.<|im_end|>'",
              "{{ bos_token + '<|user|>' + '\\n' }}<|end|><|assistant|>", "<|im_start|>{{ enable_thinking }}",
              "[SYSTEM_PROMPT] ", "<start_of_turn>model"}) {
            const auto unknown = detectChatTemplate(text);
            QVERIFY2(!unknown && mentions(unknown.error(), "--chat-format") && mentions(unknown.error(), "phi4-mini"),
                     text.c_str());
        }
        for (const std::string& name : chatFormatNames())
            QCOMPARE(chatFormatName(*chatFormatFromName(name)), name);
        QVERIFY(chatFormatFromName("demo") == ChatFormat::Demo && !chatFormatFromName("other"));
    }

    void systemMessagesWhereTemplatesRefuseThem() {
        const std::vector<ChatMessage> messages{{"system", "S"}, {"user", "U"}};
        QCOMPARE(formatChat(ChatFormat::MistralFirst, messages), std::string("<s>[INST] S\n\nU [/INST]"));
    }

    void answersFitTheTemplates() {
        QCOMPARE(shortAnswer(1, ChatFormat::Llama2), std::string(" B"));
        QCOMPARE(shortAnswer(1, ChatFormat::Gemma3), std::string("B"));
        QCOMPARE(shortAnswerAlone(1, ChatFormat::MistralV3), std::string(" [[B]]"));
        QCOMPARE(reasonedAnswer("so ", 1, ChatFormat::MistralV1), std::string(" so\n[[B]]"));
        QCOMPARE(turnEnd(ChatFormat::Qwen25), std::string("<|im_end|>"));
        QCOMPARE(turnEnd(ChatFormat::Phi4Mini), std::string("<|end|>"));
        QCOMPARE(turnEnd(ChatFormat::Gemma3), std::string("<end_of_turn>"));
        QCOMPARE(turnEnd(ChatFormat::MistralTekken), std::string());
    }

    void templatesAreFound() {
        QTemporaryDir directory;
        const fs::path folder = directory.path().toStdString();
        QVERIFY(detectChatFormat(folder) == ChatFormat::Plain);
        QVERIFY(
            writeFile(folder / "tokenizer_config.json", R"({"chat_template": "<|im_start|>", "bos_token": "<s>"})"));
        QVERIFY(detectChatFormat(folder) == ChatFormat::ChatMl);
        QCOMPARE(*beginOfText(folder), std::string());
        QVERIFY(writeFile(
            folder / "tokenizer_config.json",
            R"({"chat_template": [{"name": "tool", "template": "x"}, {"name": "default", "template": "<|im_start|>"}]})"));
        QVERIFY(detectChatFormat(folder) == ChatFormat::ChatMl);
        QVERIFY(writeFile(folder / "chat_template.jinja", "<|start_header_id|>"));
        QVERIFY(detectChatFormat(folder) == ChatFormat::Llama3);
        QVERIFY(writeFile(folder / "tokenizer_config.json", R"({"caftan_chat_format": "demo"})"));
        QVERIFY(detectChatFormat(folder) == ChatFormat::Demo);
        QVERIFY(writeFile(folder / "tokenizer_config.json", R"({"caftan_chat_format": "x"})"));
        QVERIFY(!detectChatFormat(folder));
        QVERIFY(writeFile(folder / "tokenizer_config.json", "{"));
        QVERIFY(mentions(detectChatFormat(folder).error(), "tokenizer_config.json"));
        QVERIFY(detectChatFormat(CAFTAN_SOURCE_DIR "/tests/core/golden/tiny.gguf") == ChatFormat::Plain);
        QCOMPARE(*beginOfText(CAFTAN_SOURCE_DIR "/tests/core/golden/tiny.gguf"), std::string());
    }

    void beginningOfText() {
        QTemporaryDir directory;
        const fs::path folder = directory.path().toStdString();
        QVERIFY(
            writeFile(folder / "tokenizer_config.json", R"({"add_bos_token": true, "bos_token": {"content": "<s>"}})"));
        QCOMPARE(*beginOfText(folder), std::string("<s>"));
        fs::remove(folder / "tokenizer_config.json");
        QVERIFY(writeFile(
            folder / "tokenizer.json",
            R"({"model": {"vocab": {"a": 1}}, "post_processor": {"type": "Sequence", "processors": [{"type": "ByteLevel"},
                              {"type": "TemplateProcessing", "single": [{"SpecialToken": {"id": "<b>"}}, {"Sequence": {}}]}]}})"));
        QCOMPARE(*beginOfText(folder), std::string("<b>"));
        PromptStyle style = *promptStyle("plain");
        style.beginText = "<b>";
        QVERIFY(promptText(question(), style, ChatFormat::Plain).starts_with("<b>The following"));
        QVERIFY(promptText(question(), style, ChatFormat::ChatMl).starts_with("<|im_start|>system\nThe following"));
    }

    void promptNamesTheSubjectAndLettersTheOptions() {
        const std::string text = promptText(question(), *promptStyle("plain"), ChatFormat::ChatMl);
        QVERIFY(text.find("about physics.") != std::string::npos);
        QVERIFY(text.find("What is {options}?\n\nA. one\nB. two lines\nC. three\n\n") != std::string::npos);
        QVERIFY(text.find("nothing else") != std::string::npos && text.find(" 0") == std::string::npos);
        QVERIFY(text.ends_with("<|im_start|>assistant\n"));
        QVERIFY(promptText(question(), *promptStyle("fallback"), ChatFormat::ChatMl).find("with 0") !=
                std::string::npos);
        Question nameless = question();
        nameless.category.clear();
        QVERIFY(promptText(nameless, *promptStyle("plain"), ChatFormat::Plain).find("about various subjects.") !=
                std::string::npos);
        QVERIFY(promptText(nameless, *promptStyle("plain"), ChatFormat::Plain).ends_with("\n\nAnswer:"));
    }

    void ownTemplates() {
        QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("style.json")).toStdString();
        QVERIFY(writeFile(path, R"({"user": "Q: {question} {options} {other}"})"));
        const auto style = promptStyle(path);
        QVERIFY(style);
        QCOMPARE(
            promptText(question(), *style, ChatFormat::ChatMl),
            std::string("<|im_start|>user\nQ: What is {options}? A. one\nB. two lines\nC. three {other}<|im_end|>\n"
                        "<|im_start|>assistant\n"));
        for (const char* bad : {"", "[]", "{}", R"({"user": "no place"})", R"({"user": 3})"}) {
            QVERIFY(writeFile(path, bad));
            QVERIFY2(!promptStyle(path) && mentions(promptStyle(path).error(), "style.json"), bad);
        }
        QVERIFY(mentions(promptStyle("polite").error(), "polite"));
    }

    void demoPromptIsWhatItsBaseLearned() {
        const auto tokenizer = Tokenizer::load(CAFTAN_SOURCE_DIR "/resources/demo");
        QVERIFY2(tokenizer, tokenizer ? "" : message(tokenizer.error()));
        QVERIFY(detectChatFormat(CAFTAN_SOURCE_DIR "/resources/demo") == ChatFormat::Demo);
        Question q;
        q.text = "c=9 d=8 f=3 a=6 e=d+1 h=c+1 g=f+2 g?";
        const std::string text = promptText(q, *promptStyle("plain"), ChatFormat::Demo);
        QCOMPARE(text, std::string("<bos> c=9 d=8 f=3 a=6 e=d+1 h=c+1 g=f+2 g?\nAnswer:"));
        const auto ids = (*tokenizer)->encode(text);
        QCOMPARE(ids.size(), size_t(11));
        std::vector<std::string> pieces;
        for (const TokenId id : ids)
            pieces.push_back((*tokenizer)->decode(std::vector{id}));
        QVERIFY(pieces == (std::vector<std::string>{"<bos>", " c=9", " d=8", " f=3", " a=6", " e=d+1", " h=c+1",
                                                    " g=f+2", " g?", "\n", "Answer:"}));
        for (const auto& tokens : optionTokens(**tokenizer, 10, ChatFormat::Demo))
            QCOMPARE(tokens.size(), size_t(2)); // "A" and " A"
    }

    void optionsThatOneTokenNames() {
        const auto tokenizer = Tokenizer::load(CAFTAN_SOURCE_DIR "/tests/core/golden/tokenizer_split.json");
        QVERIFY(tokenizer);
        const auto tokens = optionTokens(**tokenizer, 30, ChatFormat::ChatMl);
        QCOMPARE(tokens.size(), size_t(30));
        QCOMPARE((*tokenizer)->decode(tokens[0]).front(), 'A');
        for (size_t i = 0; i < 26; ++i)
            for (const TokenId id : tokens[i])
                QVERIFY((*tokenizer)->decode(std::vector{id}).ends_with(char('A' + i)));
        QVERIFY(tokens[26].empty() && tokens[29].empty());
        QVERIFY(optionTokens(**tokenizer, 0, ChatFormat::Plain).empty());
    }

    void answersOfGeneratedText_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("answer"); // -1: none
        QTest::newRow("brackets") << QByteArray("so it is [[C]]") << 2;
        QTest::newRow("last") << QByteArray("[[A]] no, [[B]]") << 1;
        QTest::newRow("colon") << QByteArray("Think: a=3\nAnswer: D") << 3;
        QTest::newRow("colon last") << QByteArray("[[A]]\nAnswer: B") << 1;
        QTest::newRow("brackets last") << QByteArray("Answer: B\n[[A]]") << 0;
        QTest::newRow("lower") << QByteArray("[[ c ]]") << 2;
        QTest::newRow("number") << QByteArray("[[3]]") << 2;
        QTest::newRow("number too large") << QByteArray("[[5]]") << -1;
        QTest::newRow("zero") << QByteArray("[[0]]") << -1;
        QTest::newRow("bold") << QByteArray("**Answer: (B)** because") << 1;
        QTest::newRow("bold behind") << QByteArray("**Answer:** B.") << 1;
        QTest::newRow("word") << QByteArray("Answer: Bananas") << -1;
        QTest::newRow("beyond") << QByteArray("[[E]] Answer: F") << -1;
        QTest::newRow("beyond keeps") << QByteArray("[[B]] [[Z]]") << 1;
        QTest::newRow("none") << QByteArray("I do not know") << -1;
        QTest::newRow("empty") << QByteArray("") << -1;
        QTest::newRow("open") << QByteArray("[[") << -1;
        QTest::newRow("cut") << QByteArray("Answer:") << -1;
        QTest::newRow("nested") << QByteArray("[[[[B]]]]") << 1;
    }
    void answersOfGeneratedText() {
        QFETCH(QByteArray, text);
        QFETCH(int, answer);
        QCOMPARE(parseGeneratedAnswer(text.toStdString(), 4).value_or(-1), answer);
    }
};

QTEST_APPLESS_MAIN(TestPrompt)
#include "test_prompt.moc"
