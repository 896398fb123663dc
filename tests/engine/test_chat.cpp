// Sampling, streaming and chat: the same seed gives the same text, temperature 0 is greedy, a stream is what generate
// gives, text comes out whole, a judgement is what scoring stores.
#include "core/base/files.h"
#include "core/engine/infer/chat.h"
#include "core/engine/infer/generate.h"
#include "core/text/question_text.h"
#include "core/text/text_stream.h"

#include <QProcess>
#include <QTest>

#include <cmath>

using namespace caftan;

namespace {

const std::string demoModel = CAFTAN_SOURCE_DIR "/resources/demo";
const std::string question = "c=9 d=c+1 e=d-3 e?";

ChatModel demoChat() {
    ChatSource source;
    source.model = demoModel;
    source.engine.threads = 1;
    auto model = ChatModel::load(source);
    if (!model)
        qFatal("%s", model.error().message.c_str());
    return std::move(*model);
}

ChatRequest asking(const std::string& text, SamplingOptions sampling = {}) {
    ChatRequest request;
    request.messages = {{"user", text}};
    request.maxNewTokens = 30;
    request.sampling = sampling;
    return request;
}

} // namespace

class TestChat : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void samplingFollowsProbabilities() {
        const std::vector<float> logits = {float(std::log(0.5)), float(std::log(0.3)), float(std::log(0.15)),
                                           float(std::log(0.05))};
        QCOMPARE(Sampler({.temperature = 0}).pick(logits), 0);
        Sampler plain({.temperature = 1, .seed = 7}), again({.temperature = 1, .seed = 7});
        std::array<int, 4> counts{};
        for (int i = 0; i < 20000; ++i) {
            const TokenId token = plain.pick(logits);
            QCOMPARE(again.pick(logits), token);
            ++counts[size_t(token)];
        }
        const double expected[] = {0.5, 0.3, 0.15, 0.05};
        for (size_t i = 0; i < 4; ++i) // five standard deviations
            QVERIFY(std::abs(counts[i] / 20000.0 - expected[i]) <
                    5 * std::sqrt(expected[i] * (1 - expected[i]) / 20000));
        Sampler nucleus({.temperature = 1, .topP = 0.7, .seed = 3}), two({.temperature = 1, .topK = 2, .seed = 3});
        Sampler cold({.temperature = 0.01, .seed = 3});
        for (int i = 0; i < 500; ++i) {
            QVERIFY(nucleus.pick(logits) <= 1); // .5 + .3 reach .7
            QVERIFY(two.pick(logits) <= 1);
            QCOMPARE(cold.pick(logits), 0);
        }
        QVERIFY(!checkSampling({.temperature = -1}) && !checkSampling({.temperature = 1, .topP = 0}));
        QVERIFY(!checkSampling({.temperature = std::nan("")}));
    }

    void aStreamIsWhatGenerateGives() {
        auto model = loadModel(CAFTAN_SOURCE_DIR "/tests/engine/golden/tiny-plain", {.threads = 1});
        QVERIFY2(model, model ? "" : model.error().message.c_str());
        const std::vector<std::vector<TokenId>> prompt = {{1, 2, 3, 4, 5}};
        const auto whole = generateGreedy(**model, prompt, {.maxNewTokens = 20, .entropies = true}).value()[0];
        StreamOptions options;
        options.maxNewTokens = 20;
        std::vector<TokenId> ids;
        options.onToken = [&](const StreamedToken& token) {
            QVERIFY(std::abs(token.distribution->entropy - double(whole.entropies[ids.size()])) < 1e-4);
            QVERIFY(std::abs(token.probability - token.distribution->top1) < 1e-6);
            ids.push_back(token.id);
        };
        QCOMPARE(*streamAnswer(**model, prompt[0], options), StreamEnd::Length);
        QVERIFY(ids == whole.ids);
        options.stop = {whole.ids[4]};
        ids.clear();
        QCOMPARE(*streamAnswer(**model, prompt[0], options), StreamEnd::Stop);
        QVERIFY(ids.size() <= 5 && ids.back() == whole.ids[4]);
        options.stop.clear();
        options.cancelled = [&] { return ids.size() >= 3; };
        ids.clear();
        QCOMPARE(*streamAnswer(**model, prompt[0], options), StreamEnd::Cancelled);
        QCOMPARE(ids.size(), size_t(3));
        QVERIFY(!streamAnswer(**model, {}, options));
    }

    void theSameSeedGivesTheSameText() {
        ChatModel model = demoChat();
        const std::string greedy = model.ask(asking(question))->text;
        QVERIFY(!greedy.empty());
        QCOMPARE(model.ask(asking(question))->text, greedy);
        const SamplingOptions bold{.temperature = 3, .seed = 5};
        const std::string drawn = model.ask(asking(question, bold))->text;
        QCOMPARE(model.ask(asking(question, bold))->text, drawn);
        QVERIFY(model.ask(asking(question, {.temperature = 3, .seed = 6}))->text != drawn);
        std::string streamed;
        ChatRequest request = asking(question);
        request.onToken = [&](const ChatToken& token) {
            streamed += token.text;
            QVERIFY(token.entropy >= 0 && token.probability <= 1 && token.alternatives.size() == 5);
        };
        QCOMPARE(model.ask(request)->text, streamed);
    }

    void aQuestionIsJudgedAsScoringDoes() {
        ChatModel model = demoChat();
        const auto judged = model.judge(question, PromptStyle(), {});
        QVERIFY2(judged, judged ? "" : judged.error().message.c_str());
        QVERIFY(judged->score.valid && judged->score.entropy >= 0 && judged->options == 10);
        QVERIFY(!model.judge("Hello there", PromptStyle(), {}));
        const auto typed = questionFromText("Which?\n\nA) one\n   more\n(B) two\nC. three\n", ChatFormat::ChatMl);
        QVERIFY(typed && typed->text == "Which?" &&
                typed->options == (std::vector<std::string>{"one more", "two", "three"}));
        QVERIFY(!questionFromText("Which?\nB. one\nA. two", ChatFormat::ChatMl));
        QVERIFY(!questionFromText("A. one\nB. two", ChatFormat::ChatMl)); // no question
    }

    void textComesOutWhole() {
        for (const char* name : {"split", "llama2", "gemma"}) {
            const auto tokenizer =
                Tokenizer::load(CAFTAN_SOURCE_DIR "/tests/core/golden/tokenizer_" + std::string(name) + ".json");
            QVERIFY2(tokenizer, tokenizer ? "" : tokenizer.error().message.c_str());
            const std::string text = "It's 日本 and 😀, é\n  done";
            TextStream stream(**tokenizer);
            std::string streamed;
            const std::vector<TokenId> ids = (*tokenizer)->encode(text);
            for (const TokenId id : ids) {
                const std::string added = stream.push(id);
                QVERIFY(added.find("\xEF\xBF\xBD") == std::string::npos);
                streamed += added;
            }
            streamed += stream.finish();
            QCOMPARE(streamed, (*tokenizer)->decode(ids));
            QVERIFY(streamed == text);
        }
    }

    // caftan-cli chat --json: requests in, lines out; a request that is cancelled ends, a broken one is an error.
    void requestsOverStandardInput() {
        QProcess process;
        process.start(QStringLiteral(CAFTAN_BIN_DIR "/caftan-cli"),
                      {QStringLiteral("--json"), QStringLiteral("chat"), QStringLiteral("--model"),
                       QString::fromStdString(demoModel), QStringLiteral("--threads"), QStringLiteral("1")});
        process.write("{\"id\":1,\"messages\":[{\"role\":\"user\",\"content\":\"c=9 d=c+1 d?\"}]}\n"
                      "nonsense\n"
                      "{\"id\":2,\"score\":\"c=9 d=c+1 d?\"}\n"
                      "{\"id\":3,\"messages\":[]}\n"
                      "{\"id\":4,\"prompt\":\"<bos> c=9\",\"temperature\":-1}\n"
                      "{\"id\":5,\"prompt\":\"<bos> c=9\",\"max_new_tokens\":3}\n");
        process.closeWriteChannel();
        QVERIFY(process.waitForFinished(60000));
        QCOMPARE(process.exitCode(), 0);
        std::map<int, std::string> ends; // id -> the event that ended it; 0: no id
        int tokens = 0;
        for (const QByteArray& line : process.readAllStandardOutput().trimmed().split('\n')) {
            const Json json = *parseJson(line.toStdString());
            const std::string event = json["event"];
            const int id = json.contains("id") && json["id"].is_number() ? json["id"].get<int>() : 0;
            tokens += event == "token";
            if (event == "end" || event == "score" || event == "error")
                ends[id] = event;
        }
        QVERIFY((ends == std::map<int, std::string>{
                             {0, "error"}, {1, "end"}, {2, "score"}, {3, "error"}, {4, "error"}, {5, "end"}}));
        QVERIFY(tokens >= 3);
    }
};

QTEST_GUILESS_MAIN(TestChat)
#include "test_chat.moc"
