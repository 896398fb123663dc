#include "app/cli/chat_protocol.h"

#include "core/data/question.h"

#include <atomic>
#include <condition_variable>
#include <cstdio>
#include <deque>
#include <iostream>
#include <mutex>
#include <set>
#include <thread>

namespace caftan::cli {
namespace {

// Lines of standard input, read by a thread of their own so that a cancellation is seen while an answer is made.
class Inbox {
  public:
    // Reads until standard input ends or asks to quit. The thread's.
    void read() {
        std::string line;
        while (std::getline(std::cin, line)) {
            if (line.find_first_not_of(" \t\r") == std::string::npos)
                continue;
            auto json = parseJson(line);
            const std::lock_guard lock(mutex_);
            if (!json || !json->is_object()) {
                push({{"malformed", json ? "a JSON object was expected" : json.error().message}});
            } else if (json->contains("quit")) {
                quitting_ = true;
                break;
            } else if (json->contains("cancel")) {
                cancelled_.insert((*json)["cancel"]);
            } else {
                push(std::move(*json));
            }
        }
        const std::lock_guard lock(mutex_);
        push({{"quit", true}});
    }

    Json next() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return !requests_.empty(); });
        Json request = std::move(requests_.front());
        requests_.pop_front();
        return request;
    }
    bool isCancelled(const Json& id) {
        const std::lock_guard lock(mutex_);
        return quitting_ || cancelled_.contains(id);
    }
    void forget(const Json& id) {
        const std::lock_guard lock(mutex_);
        cancelled_.erase(id);
    }

  private:
    void push(Json request) {
        requests_.push_back(std::move(request));
        changed_.notify_one();
    }
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Json> requests_;
    std::set<Json> cancelled_;
    bool quitting_ = false; // asked for; what waits is cancelled
};

template <class T>
Status take(const Json& request, const char* key, T& value) {
    const auto found = request.find(key);
    if (found == request.end() || found->is_null())
        return {};
    if constexpr (std::is_same_v<T, std::string>) {
        if (!found->is_string())
            return fail(std::string("\"") + key + "\" must be a text.");
    } else if constexpr (std::is_integral_v<T>) {
        if (!found->is_number_integer() || found->template get<double>() < 0 || found->template get<double>() > 2e9)
            return fail(std::string("\"") + key + "\" must be a whole number that is not negative.");
    } else if (!found->is_number()) {
        return fail(std::string("\"") + key + "\" must be a number.");
    }
    value = found->template get<T>();
    return {};
}

Result<ChatRequest> readRequest(const Json& json, const ChatDefaults& defaults) {
    ChatRequest request;
    request.maxNewTokens = defaults.maxNewTokens;
    request.sampling = defaults.sampling;
    request.alternatives = defaults.alternatives;
    CAFTAN_CHECK(take(json, "prompt", request.prompt));
    CAFTAN_CHECK(take(json, "max_new_tokens", request.maxNewTokens));
    CAFTAN_CHECK(take(json, "temperature", request.sampling.temperature));
    CAFTAN_CHECK(take(json, "top_p", request.sampling.topP));
    CAFTAN_CHECK(take(json, "top_k", request.sampling.topK));
    CAFTAN_CHECK(take(json, "seed", request.sampling.seed));
    CAFTAN_CHECK(take(json, "alternatives", request.alternatives));
    const auto messages = json.find("messages");
    if (messages != json.end() && messages->is_array())
        for (const Json& message : *messages) {
            ChatMessage one;
            if (!message.is_object())
                return fail("\"messages\" must hold objects of \"role\" and \"content\".");
            CAFTAN_CHECK(take(message, "role", one.role));
            CAFTAN_CHECK(take(message, "content", one.content));
            if (one.role != "system" && one.role != "user" && one.role != "assistant")
                return fail("a message's \"role\" must be system, user or assistant.");
            request.messages.push_back(std::move(one));
        }
    if (request.prompt.empty() && request.messages.empty())
        return fail("a request needs \"messages\", \"prompt\" or \"score\".");
    return request;
}

Json scoreJson(const ChatModel::Judgement& judgement) {
    const Score& score = judgement.score;
    const auto parsed = [](const std::string& text) {
        auto json = parseJson(text);
        return json ? std::move(*json) : Json();
    };
    return {{"event", "score"},
            {"entropy", score.entropy},
            {"answer", score.answer},
            {"valid", score.valid},
            {"predicted", score.predicted >= 0 ? Json(optionLetter(score.predicted)) : Json()},
            {"options", judgement.options},
            {"probabilities", parsed(score.optionProbabilities)},
            {"top", parsed(score.topTokens)},
            {"prompt_tokens", judgement.promptTokens}};
}

Result<Json> answer(ChatModel& model, const Json& json, const Json& id, const ChatDefaults& defaults, Inbox& inbox) {
    const auto cancelled = [&] { return inbox.isCancelled(id); };
    if (json.contains("malformed"))
        return fail("this line of standard input is not understood: " + json["malformed"].get<std::string>());
    if (json.contains("score")) {
        std::string question, style = "plain";
        CAFTAN_CHECK(take(json, "score", question));
        CAFTAN_CHECK(take(json, "prompt_style", style));
        CAFTAN_TRY(prompt, promptStyle(style));
        CAFTAN_TRY(judgement, model.judge(question, prompt, cancelled));
        return scoreJson(judgement);
    }
    CAFTAN_TRY(request, readRequest(json, defaults));
    request.cancelled = cancelled;
    request.onToken = [&](const ChatToken& token) {
        Json line = {{"event", "token"}, {"id", id}};
        line.update(tokenJson(token));
        printLine(line);
    };
    printLine({{"event", "start"}, {"id", id}});
    CAFTAN_TRY(reply, model.ask(request));
    return replyJson(reply);
}

} // namespace

void printLine(const Json& line) {
    std::puts(dumpJson(line).c_str());
    std::fflush(stdout);
}

Json tokenJson(const ChatToken& token) {
    Json top = Json::array();
    for (const auto& [text, probability] : token.alternatives)
        top.push_back({{"text", text}, {"p", probability}});
    return {{"token", token.id},
            {"text", token.text},
            {"entropy", token.entropy},
            {"probability", token.probability},
            {"top", top}};
}

Json replyJson(const ChatReply& reply) {
    return {{"event", "end"},
            {"reason", streamEndName(reply.end)},
            {"text", reply.text},
            {"tokens", reply.tokens},
            {"prompt_tokens", reply.promptTokens},
            {"seconds", reply.seconds},
            {"tokens_per_s", reply.seconds > 0 ? double(reply.tokens) / reply.seconds : 0},
            {"entropy", reply.end == StreamEnd::Stop ? Json(reply.endEntropy) : Json()}};
}

Json readyJson(const ChatModel& model, const std::string& name) {
    const ModelFacts& facts = model.facts();
    return {{"event", "ready"},
            {"model", name},
            {"chat_format", chatFormatName(model.format())},
            {"context", facts.context},
            {"parameters", facts.parameters},
            {"dtype", facts.dtype},
            {"device", facts.device}};
}

int serveChat(ChatModel& model, const ChatDefaults& defaults) {
    Inbox inbox;
    std::thread reader([&inbox] { inbox.read(); });
    for (;;) {
        const Json request = inbox.next();
        if (request.contains("quit"))
            break;
        const Json id = request.contains("id") ? request["id"] : Json();
        auto reply = answer(model, request, id, defaults, inbox);
        inbox.forget(id);
        Json line = reply ? std::move(*reply) : Json{{"event", "error"}, {"message", reply.error().message}};
        line["id"] = id;
        printLine(line);
    }
    reader.join();
    return 0;
}

} // namespace caftan::cli
