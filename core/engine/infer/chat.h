// A model to talk to: its weights, tokenizer and chat format together. No tensors in the interface. One thread.
#pragma once

#include "core/engine/infer/stream.h"
#include "core/text/prompt.h"

#include <filesystem>

namespace caftan {

struct ChatSource {
    std::filesystem::path model;   // of the tokenizer, and of the weights where no checkpoint replaces them
    std::filesystem::path adapter; // PEFT folder; "": none
    std::filesystem::path weights; // folder of a full run's checkpoint; "": the model's own
    std::optional<ChatFormat> format;
    EngineOptions engine;
};

struct ChatToken {
    TokenId id = -1;
    std::string text; // what it adds; "" while a character is not whole
    double entropy = 0, probability = 0;
    std::vector<std::pair<std::string, double>> alternatives; // the most probable tokens, falling
};

struct ChatRequest {
    std::vector<ChatMessage> messages;
    std::string prompt; // instead of messages: text as it is, special tokens parsed
    int64_t maxNewTokens = 512;
    SamplingOptions sampling;
    int alternatives = 5;
    std::function<void(const ChatToken&)> onToken;
    std::function<bool()> cancelled;
};
struct ChatReply {
    std::string text;
    StreamEnd end = StreamEnd::Stop;
    double endEntropy = 0; // at the token that ended it
    int64_t promptTokens = 0, tokens = 0;
    double seconds = 0;
};

class ChatModel {
  public:
    static Result<ChatModel> load(const ChatSource& source);
    const ModelFacts& facts() const { return facts_; }
    ChatFormat format() const { return format_; }

    Result<ChatReply> ask(const ChatRequest& request);
    // The single-token score of a question, as `score` gives it (questionFromText): the answer token's entropy, which
    // decides the band.
    struct Judgement {
        Score score;
        int options = 0;
        int64_t promptTokens = 0;
    };
    Result<Judgement> judge(std::string_view question, const PromptStyle& style,
                            const std::function<bool()>& cancelled);

  private:
    std::shared_ptr<LoadedModel> model_;
    std::unique_ptr<Tokenizer> tokenizer_;
    ModelFacts facts_;
    ChatFormat format_ = ChatFormat::Plain;
    std::string begin_; // beginOfText, for models without a template
    std::vector<TokenId> stop_;
};

} // namespace caftan
