// Recorded chains of thought.
#include "core/base/text.h"
#include "core/data/import.h"

#include <algorithm>

namespace caftan {
namespace {

std::optional<size_t> findColumn(const Table& table, std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names)
        for (size_t i = 0; i < table.columns.size(); ++i)
            if (toLower(table.columns[i]) == name)
                return i;
    return std::nullopt;
}

std::string columnList(const Table& table) {
    std::string columns;
    for (const std::string& column : table.columns)
        columns += (columns.empty() ? "" : ", ") + column;
    return columns;
}

} // namespace

Result<std::vector<ImportedTrace>> readTraces(const std::filesystem::path& path, const TableReaders& readers) {
    CAFTAN_TRY(table, readTable(path, 0, readers));
    const std::string name = path.string();
    if (!table.badRows.empty())
        return fail("No trace was read: " + groupDigits(int64_t(table.badRows.size())) +
                    " bad rows, the first: " + table.badRows.front());
    const auto id = findColumn(table, {"question_id", "id", "qid", "external_id"});
    const auto text =
        findColumn(table, {"cot", "trace", "cot_content", "rationale", "reasoning", "chain_of_thought", "model_outputs",
                           "response", "output", "generated_text", "text", "completion"});
    // "answer" beside "pred" is the key, not what the teacher said.
    const auto answer = findColumn(
        table, {"pred", "predicted", "prediction", "llm_answer", "model_answer", "teacher_answer", "answer"});
    if (!id || !text)
        return fail(name +
                    ": expected a column question_id (or id) and a column cot (or trace, reasoning, response); its "
                    "columns are " +
                    columnList(table));
    std::vector<ImportedTrace> traces;
    traces.reserve(table.rows.size());
    for (size_t i = 0; i < table.rows.size(); ++i) {
        auto& row = table.rows[i];
        ImportedTrace trace;
        trace.externalId = std::string(trim(row[*id]));
        if (trace.externalId.empty())
            return fail(name + ":" + std::to_string(table.lines[i]) + ": field " + table.columns[*id] + " is empty");
        if (answer)
            trace.answer = std::string(trim(row[*answer]));
        trace.text = std::move(row[*text]);
        if (!trim(trace.text).empty()) // the teacher gave nothing
            traces.push_back(std::move(trace));
    }
    if (traces.empty())
        return fail(name + " holds no traces: column " + table.columns[*text] + " is empty in every row");
    return traces;
}

} // namespace caftan
