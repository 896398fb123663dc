// Recorded chains of thought: matching to questions, judging their answers, loading.
#include "core/base/clock.h"
#include "core/base/text.h"
#include "core/store/columns.h"
#include "core/store/datasets.h"
#include "core/store/rows.h"

#include <algorithm>
#include <array>

namespace caftan {
namespace {

struct Candidate {
    int64_t id = 0;
    int answer = -1;
    std::string answerText;
    std::vector<std::string> options;
};

// "(B)", "B.", "[[B]]" -> "B": what stands around an identifier says nothing.
std::string_view bare(std::string_view text) {
    constexpr std::string_view around = " \t\r\n()[].:*\"'";
    const auto first = text.find_first_not_of(around);
    return first == std::string_view::npos ? text.substr(0, 0)
                                           : text.substr(first, text.find_last_not_of(around) - first + 1);
}

int indexOfOption(const Candidate& question, std::string_view text) {
    for (size_t i = 0; i < question.options.size(); ++i)
        if (trim(question.options[i]) == trim(text))
            return int(i);
    return -1;
}

int indexOfLetter(const Candidate& question, std::string_view text) {
    const std::string_view letter = bare(text);
    if (letter.size() != 1)
        return -1;
    const char upper = char(letter[0] & ~0x20);
    const int index = upper - 'A';
    return index >= 0 && index < int(question.options.size()) ? index : -1;
}

// What a number in the answers means is decided once for the whole file.
enum class NumberMeans { OptionText, FromZero, FromOne };

int indexOfNumber(const Candidate& question, std::string_view text, NumberMeans means) {
    if (means == NumberMeans::OptionText)
        return indexOfOption(question, text);
    const auto number = parseInt(bare(text));
    const int64_t index = number ? *number - (means == NumberMeans::FromOne ? 1 : 0) : -1;
    return index >= 0 && index < int64_t(question.options.size()) ? int(index) : -1;
}

bool isNumber(std::string_view text) {
    return parseInt(bare(text)).has_value();
}

int resolve(const Candidate& question, std::string_view answer, NumberMeans numbers) {
    if (isNumber(answer))
        return indexOfNumber(question, answer, numbers);
    const int letter = indexOfLetter(question, answer);
    return letter >= 0 ? letter : indexOfOption(question, answer);
}

using Matches = std::vector<std::pair<const ImportedTrace*, const Candidate*>>;

// Evidence: first how many answers name an option at all, then how many name the right one.
NumberMeans meaningOfNumbers(const Matches& matches) {
    constexpr std::array readings = {NumberMeans::OptionText, NumberMeans::FromZero, NumberMeans::FromOne};
    std::array<std::pair<int64_t, int64_t>, 3> evidence{};
    for (const auto& [trace, question] : matches) {
        if (!isNumber(trace->answer))
            continue;
        for (size_t i = 0; i < readings.size(); ++i) {
            const int index = indexOfNumber(*question, trace->answer, readings[i]);
            evidence[i].first += index >= 0;
            evidence[i].second += index >= 0 && index == question->answer;
        }
    }
    return readings[size_t(std::max_element(evidence.begin(), evidence.end()) - evidence.begin())];
}

std::unordered_map<std::string, Candidate> candidates(Project& project, int64_t dataset) {
    Query query(project, "SELECT id, answer, external_id, options, answer_text FROM question WHERE dataset = ?"
                         " ORDER BY position");
    query.bind(dataset);
    std::unordered_map<std::string, Candidate> byId;
    while (query.next())
        byId.try_emplace(query.text(2),
                         Candidate{query.integer(0), indexFrom(query, 1), query.text(4), optionsFrom(query.view(3))});
    return byId;
}

TraceSummary insertTraces(Project& project, int64_t dataset, const std::string& teacher, const Matches& matches) {
    Query insert(project, "INSERT INTO trace(uid, dataset, question, teacher, correct, tokens, answer, cost, text)"
                          " VALUES (?, ?, ?, ?, ?, 0, ?, 0, ?)");
    const NumberMeans numbers = meaningOfNumbers(matches);
    TraceSummary summary;
    for (const auto& [trace, question] : matches) {
        const bool choice = !question->options.empty();
        const int answer = choice ? resolve(*question, trace->answer, numbers) : -1;
        const bool right = choice ? answer >= 0 && answer == question->answer
                                  : !question->answerText.empty() && trim(trace->answer) == trim(question->answerText);
        const std::string uid = newUid();
        insert.bind(uid, dataset, question->id, teacher, right, indexOrNull(answer), trace->text).run();
        ++summary.traces;
        summary.right += right;
    }
    return summary;
}

constexpr const char* traceColumns = "SELECT id, question, teacher, text, answer, correct, tokens, cost FROM trace";

Trace traceFrom(const Query& row) {
    Trace trace;
    trace.id = row.integer(0);
    trace.questionId = row.integer(1);
    trace.teacher = row.text(2);
    trace.text = row.text(3);
    trace.answer = indexFrom(row, 4);
    trace.right = row.flag(5);
    trace.tokens = row.small(6);
    trace.cost = row.real(7);
    return trace;
}

std::vector<Trace> collect(Query& query) {
    std::vector<Trace> traces;
    while (query.next())
        traces.push_back(traceFrom(query));
    return traces;
}

Status storeTokens(Project& project, std::span<const TokenCount> counts, const char* sql) {
    return project.write([&]() -> Status {
        Query update(project, sql);
        for (const TokenCount& count : counts)
            update.bind(count.tokens, count.id).run();
        if (!counts.empty())
            factsChanged(project);
        return {};
    });
}

} // namespace

Result<TraceSummary> storeTraces(Project& project, int64_t dataset, const std::string& teacher,
                                 const std::vector<ImportedTrace>& traces) {
    if (trim(teacher).empty())
        return fail("traces need the name of the teacher that wrote them: give one with --teacher.");
    return writeValue<TraceSummary>(project, [&]() -> Result<TraceSummary> {
        const auto questions = candidates(project, dataset);
        if (questions.empty())
            return fail("there is no data set with the number " + std::to_string(dataset) + ".");
        Matches matches;
        for (const ImportedTrace& trace : traces)
            if (const auto found = questions.find(trace.externalId); found != questions.end())
                matches.emplace_back(&trace, &found->second);
        Query(project, "DELETE FROM trace WHERE dataset = ? AND teacher = ?").bind(dataset, teacher).run();
        TraceSummary summary = insertTraces(project, dataset, teacher, matches);
        summary.unmatched = int64_t(traces.size()) - summary.traces;
        factsChanged(project);
        return summary;
    });
}

Result<std::vector<Trace>> loadTraces(Project& project, int64_t dataset, const std::string& teacher) {
    return guarded(project, [&]() -> Result<std::vector<Trace>> {
        Query query(project,
                    std::string(traceColumns) + " WHERE dataset = ?1 AND (?2 = '' OR teacher = ?2) ORDER BY id");
        query.bind(dataset, teacher);
        return collect(query);
    });
}

Result<std::vector<Trace>> loadTracesOf(Project& project, int64_t question) {
    return guarded(project, [&]() -> Result<std::vector<Trace>> {
        Query query(project, std::string(traceColumns) + " WHERE question = ? ORDER BY id");
        query.bind(question);
        return collect(query);
    });
}

Result<std::vector<std::string>> listTeachers(Project& project, int64_t dataset) {
    return guarded(project, [&]() -> Result<std::vector<std::string>> {
        Query query(project, "SELECT teacher FROM trace WHERE dataset = ? GROUP BY teacher ORDER BY min(id)");
        query.bind(dataset);
        std::vector<std::string> teachers;
        while (query.next())
            teachers.push_back(query.text(0));
        return teachers;
    });
}

Status storeTraceTokens(Project& project, std::span<const TokenCount> traces) {
    return storeTokens(project, traces, "UPDATE trace SET tokens = ? WHERE id = ?");
}

Status storeAnswerTokens(Project& project, std::span<const TokenCount> questions) {
    return storeTokens(project, questions, "UPDATE question SET answer_tokens = ? WHERE id = ?");
}

} // namespace caftan
