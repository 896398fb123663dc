#include "core/data/split.h"

#include "core/base/text.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>
#include <utf8proc.h>

namespace caftan {
namespace {

// SplitMix64 (Steele, Lea, Flood 2014): std::shuffle differs between standard libraries.
class Random {
  public:
    explicit Random(uint64_t seed) : state_(seed) {}
    uint64_t next() {
        uint64_t z = state_ += 0x9E3779B97F4A7C15ULL;
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ z >> 27) * 0x94D049BB133111EBULL;
        return z ^ z >> 31;
    }
    // Uniform below `bound`, without the bias of a plain modulo.
    uint64_t below(uint64_t bound) {
        const uint64_t unfair = (0 - bound) % bound;
        for (;;)
            if (const uint64_t value = next(); value >= unfair)
                return value % bound;
    }

  private:
    uint64_t state_;
};

bool isLetterOrDigit(utf8proc_int32_t code) {
    switch (utf8proc_category(code)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
        return true;
    default:
        return false;
    }
}

void appendFolded(std::string& folded, utf8proc_int32_t code) {
    if (!isLetterOrDigit(code)) {
        if (!folded.empty() && folded.back() != ' ')
            folded += ' ';
        return;
    }
    std::array<utf8proc_uint8_t, 4> bytes{};
    const auto size = utf8proc_encode_char(utf8proc_tolower(code), bytes.data());
    folded.append(reinterpret_cast<const char*>(bytes.data()), size_t(size));
}

Status checkFractions(const std::array<double, 3>& fractions) {
    for (const double fraction : fractions)
        if (!std::isfinite(fraction) || fraction < 0 || fraction > 1)
            return fail("the fractions of train, validation and test must lie between 0 and 1, such as 0.8,0.1,0.1");
    const double sum = std::accumulate(fractions.begin(), fractions.end(), 0.0);
    if (std::abs(sum - 1) > 1e-6)
        return fail("the fractions of train, validation and test add up to " + fixed(sum, 4) + ", expected 1");
    return {};
}

// Questions wanted in train, validation, test: rounded shares, at least one where the fraction is above 0.
std::array<int64_t, 3> targets(int64_t questions, const std::array<double, 3>& fractions) {
    std::array<int64_t, 3> wanted{};
    for (size_t part = 0; part < 3; ++part)
        wanted[part] = std::max<int64_t>(std::llround(double(questions) * fractions[part]), fractions[part] > 0);
    const auto largest = std::max_element(fractions.begin(), fractions.end()) - fractions.begin();
    wanted[size_t(largest)] += questions - std::accumulate(wanted.begin(), wanted.end(), int64_t(0));
    return wanted;
}

// The part that is furthest from what it wants, of those with room for the group; else the one with most room.
size_t nextPart(const std::array<int64_t, 3>& wanted, const std::array<int64_t, 3>& taken, int64_t size) {
    size_t fits = 3, roomiest = 0;
    double furthest = -1;
    for (const size_t part : {size_t(2), size_t(1), size_t(0)}) { // ties: the small parts first
        const int64_t room = wanted[part] - taken[part];
        const double share = wanted[part] > 0 ? double(room) / double(wanted[part]) : -1;
        if (room >= size && share > furthest) {
            fits = part;
            furthest = share;
        }
        if (room > wanted[roomiest] - taken[roomiest])
            roomiest = part;
    }
    return fits < 3 ? fits : roomiest;
}

// Indices of questions with one text, in the order of their first appearance.
std::vector<std::vector<size_t>> groupByText(std::span<const Question> questions) {
    std::vector<std::vector<size_t>> groups;
    std::unordered_map<std::string, size_t> byText;
    for (size_t i = 0; i < questions.size(); ++i) {
        const auto [at, added] = byText.try_emplace(foldedText(questions[i].text), groups.size());
        if (added)
            groups.emplace_back();
        groups[at->second].push_back(i);
    }
    return groups;
}

} // namespace

DuplicateGroups findDuplicates(std::span<const Question> questions) {
    DuplicateGroups found;
    for (const auto& group : groupByText(questions)) {
        found.groups += group.size() > 1;
        found.straddling += std::any_of(group.begin(), group.end(), [&](size_t i) {
            return (questions[i].split == Split::Test) != (questions[group.front()].split == Split::Test);
        });
    }
    return found;
}

std::string foldedText(std::string_view text) {
    std::string folded;
    folded.reserve(text.size());
    for (size_t at = 0; at < text.size();) {
        utf8proc_int32_t code = (unsigned char)(text[at]);
        utf8proc_ssize_t size = 1;
        if (code >= 0x80)
            size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at,
                                    utf8proc_ssize_t(text.size() - at), &code);
        appendFolded(folded, size > 0 ? code : 0xFFFD);
        at += size > 0 ? size_t(size) : 1;
    }
    if (folded.ends_with(' '))
        folded.pop_back();
    return folded.empty() ? std::string(trim(text)) : folded; // symbols alone are compared as they are
}

Result<SplitPlan> planSplit(std::span<const Question> questions, std::array<double, 3> fractions, uint64_t seed) {
    CAFTAN_CHECK(checkFractions(fractions));
    if (questions.empty())
        return fail("there are no questions to split");
    std::vector<std::vector<size_t>> groups = groupByText(questions);
    const auto parts = std::count_if(fractions.begin(), fractions.end(), [](double fraction) { return fraction > 0; });
    if (int64_t(groups.size()) < parts)
        return fail("there are only " + std::to_string(groups.size()) + " different questions for " +
                    std::to_string(parts) + " parts");
    Random random(seed);
    for (size_t i = groups.size() - 1; i > 0; --i)
        std::swap(groups[i], groups[random.below(i + 1)]);

    SplitPlan plan;
    plan.splits.resize(questions.size());
    constexpr std::array splits = {Split::Train, Split::Validation, Split::Test};
    const std::array<int64_t, 3> wanted = targets(int64_t(questions.size()), fractions);
    std::array<int64_t, 3> taken{};
    for (const auto& group : groups) {
        const size_t part = nextPart(wanted, taken, int64_t(group.size()));
        plan.groups += group.size() > 1;
        taken[part] += int64_t(group.size());
        for (const size_t question : group)
            plan.splits[question] = splits[part];
    }
    for (size_t part = 0; part < 3; ++part)
        if (fractions[part] > 0 && taken[part] == 0)
            return fail("the questions repeat so few different texts that no " + std::string(splitName(splits[part])) +
                        " part can be made; choose other fractions");
    plan.train = taken[0];
    plan.validation = taken[1];
    plan.test = taken[2];
    return plan;
}

} // namespace caftan
