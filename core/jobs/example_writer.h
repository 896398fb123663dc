// Text and tokens of prompts and answers under one model, and the bands of its questions. No tensors here.
#pragma once

#include "core/analysis/columns.h"
#include "core/formats/model_source.h"
#include "core/jobs/train_spec.h"
#include "core/store/scorings.h"
#include "core/text/example.h"
#include "core/text/prompt.h"

#include <unordered_map>

namespace caftan {

struct ExampleWriter {
    std::shared_ptr<Tokenizer> tokenizer;
    ChatFormat format = ChatFormat::Plain;
    PromptStyle style;
    TokenId end = -1;           // trained as the end of an answer
    bool onePrompt = false;     // short answers too stand under the reasoning prompt
    bool wholeSequence = false; // prompts are trained too

    // `format` none: the one that the model's files show.
    static Result<ExampleWriter> open(const std::filesystem::path& model, const ModelConfig& config,
                                      std::optional<ChatFormat> format = {});
    std::vector<TokenId> singlePrompt(const Question& question) const;
    std::vector<TokenId> generatePrompt(const Question& question) const;
    // `trace` is needed where the routing is Reasoning.
    Example example(const Question& question, Routing routing, const Trace* trace) const;
    std::vector<TokenId> stops(const ModelConfig& config) const; // ids that end a generated answer
};

// Band of each scored question: index into bandNamesWithInvalid; the invalid ones come last.
std::unordered_map<int64_t, int> bandsOf(const ScoreColumns& columns, const CutSet& cuts);
std::vector<std::string> bandNamesWithInvalid(const CutSet& cuts);

} // namespace caftan
