// Everything about a scoring that is known before weights are read: which questions, their exact token ids, the option
// identifiers, the batches. A function of the project's rows, the model's tokenizer and the spec; so it is the same
// again when a killed scoring is resumed.
#pragma once

#include "core/formats/model_source.h"
#include "core/jobs/model_files.h"
#include "core/jobs/specs.h"
#include "core/store/datasets.h"
#include "core/store/scorings.h"
#include "core/text/prompt.h"

#include <map>

namespace caftan {

using OptionIds = std::vector<std::vector<TokenId>>; // per option the ids that name it; empty: none does

struct ScorePlan {
    Dataset dataset;
    ModelRecord model;
    std::filesystem::path modelPath;
    std::unique_ptr<Tokenizer> tokenizer;
    ChatFormat format = ChatFormat::Plain;
    TokenId answerEnd = -1;                    // the id that ends an answer in training; -1: none
    std::vector<StoredQuestion> questions;     // those that are scored, in the data set's order
    std::vector<std::vector<TokenId>> prompts; // of each question
    std::map<int, OptionIds> options;          // by number of options
    std::vector<std::vector<size_t>> batches;  // indices into questions
    std::string promptSha256;                  // of promptLines
    int64_t tokens = 0;
    int64_t skipped = 0; // questions that cannot be scored; each is told in warnings
    std::vector<std::string> warnings;

    const OptionIds& optionsOf(size_t question) const {
        return options.at(int(questions[question].question.options.size()));
    }
};

// Errors: no such data set or model, a model that moved or changed, an unknown chat format, nothing left to score.
Result<ScorePlan> planScoring(Project& project, const ScoreSpec& spec);

// The prompts as `--export-prompts` writes them: {"id": external id, "ids": [...]}, one line a question.
std::string promptLines(const ScorePlan& plan);

} // namespace caftan
