// Counts questions (each once, however many rows repeat it) and keeps the first few for the sentence about them.
#pragma once

#include "core/base/text.h"

#include <string>
#include <unordered_set>
#include <vector>

namespace caftan {

class Tally {
  public:
    void add(const std::string& id, const std::string& example = {}) {
        if (ids_.insert(id).second && examples_.size() < 3)
            examples_.push_back(example.empty() ? id : example);
    }
    bool empty() const { return ids_.empty(); }
    int64_t count() const { return int64_t(ids_.size()); }
    // "3 questions", "1 question"
    std::string counted(const std::string& noun = "question") const {
        return groupDigits(count()) + " " + noun + (count() == 1 ? "" : "s");
    }
    // "a; b; c; ..."
    std::string examples() const {
        std::string text;
        for (const std::string& example : examples_)
            text += (text.empty() ? "" : "; ") + example;
        return text + (ids_.size() > examples_.size() ? "; ..." : "");
    }

  private:
    std::unordered_set<std::string> ids_;
    std::vector<std::string> examples_;
};

} // namespace caftan
