// Named selections of questions, frozen as lists; and what people said about keys that may be wrong.
#pragma once

#include "core/store/project.h"

#include <optional>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

namespace caftan {

struct Selection {
    int64_t id = 0, dataset = 0, questions = 0;
    std::string uid, name;
    Json definition; // the filter that made it, for the record
    double created = 0;
};
// A selection of the same name and data set is replaced (its uid stays). Nothing selected is an error.
Result<int64_t> saveSelection(Project& project, const Selection& selection, std::span<const int64_t> questions);
Result<std::vector<Selection>> listSelections(Project& project, std::optional<int64_t> dataset = {});
// Row ids; an unknown name is an error that lists those there are.
Result<std::unordered_set<int64_t>> loadSelection(Project& project, int64_t dataset, const std::string& name);

// Candidates for a wrong key: the model was sure (metric <= `cut`) and wrong, and a teacher that reasoned gave the
// model's answer. Most sure first.
struct KeyCandidate {
    int64_t question = 0;
    std::string externalId, category, text; // text: its first 300 characters
    int key = -1, answered = -1;
    double metric = 0;
    int agreeing = 0, teachers = 0; // teachers that gave the model's answer, and all that answered
    std::string mark, note;         // "" when nobody has looked; wrong, right, unclear
};
// `recordedMetric`: entropy, option_entropy, one_minus_max or margin. `withTest`: also questions of a sealed test part.
Result<std::vector<KeyCandidate>> keyCandidates(Project& project, int64_t scoring, const std::string& recordedMetric,
                                                double cut, bool withTest = false);
// `mark`: "wrong", "right", "unclear"; "" takes it back.
Status markKey(Project& project, int64_t question, const std::string& mark, const std::string& note);

} // namespace caftan
