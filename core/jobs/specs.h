// Typed views of the JSON job specs (resources/job.schema.json is the schema; --config takes the same document).
#pragma once

#include "core/base/json.h"

#include <optional>
#include <string>

namespace caftan {

struct ScoreSpec {
    int64_t dataset = 0;
    int64_t model = 0;
    std::string prompt = "plain"; // plain, fallback, or a file's content as {"system","user"} template
    std::string promptTemplate;   // set when prompt is a file
    std::optional<int64_t> limit; // first K questions
    std::string split;            // "", train, validation, test
    std::string dtype = "float32", device = "auto";
    int threads = 0;        // 0: as many as cores
    int batchTokens = 4096; // upper bound of rows x padded length of one batch
    bool ifd = false;       // also: how much the question helps with the key (score_extras.h)
    std::string traces;     // also: what this teacher's recorded reasoning costs the model; empty: not
};
Json toJson(const ScoreSpec& spec);
Result<ScoreSpec> scoreSpecFromJson(const Json& json); // an unknown key is an error that names it

} // namespace caftan
