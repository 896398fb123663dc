#include "core/data/merge.h"

#include <algorithm>
#include <cmath>

namespace caftan {
namespace {

constexpr double sameNumber = 1e-6;

// Equal but for white space.
bool sameText(std::string_view a, std::string_view b) {
    const auto space = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
    a = trim(a);
    b = trim(b);
    size_t i = 0, j = 0;
    while (i < a.size() && j < b.size()) {
        if (space(a[i]) != space(b[j]))
            return false;
        if (!space(a[i])) {
            if (a[i++] != b[j++])
                return false;
            continue;
        }
        while (space(a[i])) // ends at a letter: both are trimmed
            ++i;
        while (space(b[j]))
            ++j;
    }
    return i == a.size() && j == b.size();
}

bool sameOptions(const Question& a, const Question& b) {
    return std::equal(a.options.begin(), a.options.end(), b.options.begin(), b.options.end(),
                      [](const std::string& x, const std::string& y) { return sameText(x, y); });
}

bool sameScore(const Score& a, const Score& b) {
    return std::abs(a.entropy - b.entropy) <= sameNumber && a.predicted == b.predicted && a.valid == b.valid &&
           a.right == b.right;
}

std::string number(double value) {
    std::string text = fixed(value, 6);
    text.erase(text.find_last_not_of('0') + 1);
    return text.ends_with('.') ? text + "0" : text;
}

constexpr unsigned bit(Split split) {
    return split == Split::None ? 0U : 1U << unsigned(split);
}

Split strongest(unsigned splits) {
    for (const Split split : {Split::Test, Split::Validation, Split::Train})
        if (splits & bit(split))
            return split;
    return Split::None;
}

// "320 ids stand in two splits (320 in train and validation); ..."
void reportSplits(const std::map<unsigned, int64_t>& sets, std::vector<std::string>& warnings) {
    int64_t two = 0, three = 0;
    std::string details;
    for (const auto& [splits, count] : sets) {
        std::string names;
        int members = 0;
        for (const Split split : {Split::Train, Split::Validation, Split::Test})
            if (splits & bit(split))
                names += (members++ ? " and " : "") + std::string(splitName(split));
        if (members < 2)
            continue;
        (members == 2 ? two : three) += count;
        details += (details.empty() ? "" : ", ") + groupDigits(count) + " in " + names;
    }
    if (two + three == 0)
        return;
    std::string text = groupDigits(two + three) + (two + three == 1 ? " id stands in " : " ids stand in ");
    text += three == 0 ? "two splits" : two == 0 ? "three splits" : "several splits";
    warnings.push_back(text + " (" + details + "); test goes before validation, validation before train");
}

} // namespace

// The entry that a row with this id belongs to. Ids that start over in another file name different questions: those get
// "#2", "#3", ... behind the id.
Merger::Entry* Merger::sameQuestion(const Question& question, std::string& id) {
    const auto first = byId_.find(question.externalId);
    if (first == byId_.end())
        return nullptr;
    for (int copy = 1;; ++copy) {
        id = copy == 1 ? question.externalId : question.externalId + "#" + std::to_string(copy);
        const auto at = byId_.find(id);
        if (at == byId_.end())
            return nullptr;
        Entry& entry = entries_[at->second];
        if (sameText(entry.question.text, question.text) && sameOptions(entry.question, question))
            return &entry;
    }
}

void Merger::add(Question question, std::optional<Score> score, bool recoveredOptions) {
    std::string id = question.externalId;
    if (Entry* same = sameQuestion(question, id)) {
        if (recoveredOptions)
            recovered_.add(id);
        join(*same, question, score);
        return;
    }
    if (id != question.externalId)
        otherTexts_.add(id, question.externalId);
    if (recoveredOptions)
        recovered_.add(id);
    question.externalId = id;
    byId_.emplace(std::move(id), entries_.size());
    const unsigned splits = bit(question.split);
    entries_.push_back({std::move(question), std::move(score), splits});
}

void Merger::join(Entry& entry, Question& question, std::optional<Score>& score) {
    ++merged_;
    Question& kept = entry.question;
    const std::string& id = kept.externalId;
    entry.splits |= bit(question.split);
    const bool keyed = kept.answer >= 0 || !kept.answerText.empty();
    const bool alsoKeyed = question.answer >= 0 || !question.answerText.empty();
    if (!keyed) {
        kept.answer = question.answer;
        kept.answerText = std::move(question.answerText);
    } else if (alsoKeyed && (kept.answer != question.answer || !sameText(kept.answerText, question.answerText))) {
        otherKeys_.add(id);
    }
    if (kept.category.empty())
        kept.category = std::move(question.category);
    else if (!question.category.empty() && question.category != kept.category)
        otherFields_.add(id, id + " (category " + kept.category + ", then " + question.category + ")");
    if (kept.rationale.empty())
        kept.rationale = std::move(question.rationale);
    if (!entry.score)
        entry.score = std::move(score);
    else if (score && !sameScore(*entry.score, *score))
        otherScores_.add(id,
                         id + " (entropy " + number(entry.score->entropy) + ", then " + number(score->entropy) + ")");
}

void Merger::finish(Import& import) {
    std::map<unsigned, int64_t> sets;
    for (Entry& entry : entries_) {
        entry.question.split = strongest(entry.splits);
        ++sets[entry.splits];
        if (entry.score) {
            entry.score->questionId = int64_t(import.questions.size());
            import.scores.push_back(std::move(*entry.score));
        }
        import.questions.push_back(std::move(entry.question));
    }
    import.merged = merged_;
    std::vector<std::string>& warnings = import.warnings;
    if (merged_)
        warnings.push_back(groupDigits(merged_) + (merged_ == 1 ? " row repeats" : " rows repeat") +
                           " a question that was read before (same id and text); merged");
    reportSplits(sets, warnings);
    if (!otherTexts_.empty())
        warnings.push_back(otherTexts_.counted() +
                           " repeat an id with another text; kept as questions of their own, with #2 behind the id: " +
                           otherTexts_.examples());
    if (!otherKeys_.empty())
        warnings.push_back(otherKeys_.counted() +
                           " repeat with another answer; the first is kept: " + otherKeys_.examples());
    if (!otherFields_.empty())
        warnings.push_back(otherFields_.counted() +
                           " repeat with another category; the first is kept: " + otherFields_.examples());
    if (!otherScores_.empty())
        warnings.push_back(
            otherScores_.counted() +
            " repeat with another recorded answer or entropy; the first is kept: " + otherScores_.examples());
    if (!recovered_.empty())
        warnings.push_back(recovered_.counted("option list") + " had lost the marks of inner quotes and " +
                           (recovered_.count() == 1 ? "was" : "were") + " recovered: " + recovered_.examples());
}

} // namespace caftan
