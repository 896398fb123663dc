// Rows of several files into one list of questions: repeated ids that agree are merged, others are reported; splits are
// joined by precedence (test, validation, training). Pure; one thread.
#pragma once

#include "core/data/import.h"
#include "core/data/tally.h"

#include <array>
#include <unordered_map>

namespace caftan {

class Merger {
  public:
    void add(Question question, std::optional<Score> score, bool recoveredOptions);
    // Moves everything into the import: questions, scores, merged, warnings.
    void finish(Import& import);

  private:
    struct Entry {
        Question question;
        std::optional<Score> score;
        unsigned splits = 0; // bit by Split
        int copies = 1;      // different questions with this id
    };
    Entry* sameQuestion(const Question& question, std::string& id);
    void join(Entry& entry, Question& question, std::optional<Score>& score);

    std::vector<Entry> entries_;
    std::unordered_map<std::string, size_t> byId_;
    int64_t merged_ = 0;
    Tally otherTexts_, otherKeys_, otherFields_, otherScores_, recovered_;
};

} // namespace caftan
