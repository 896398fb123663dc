#include "core/store/question_facts.h"

#include "core/store/bulk_read.h"
#include "core/store/columns.h"
#include "core/store/datasets.h"

#include <algorithm>

namespace caftan {
namespace {

std::string firstTeacher(Project& project, int64_t dataset) {
    Query query(project, "SELECT teacher FROM trace WHERE dataset = ? ORDER BY id LIMIT 1");
    return query.bind(dataset).next() ? query.text(0) : std::string();
}

std::string fileName(const QuestionRange& range) {
    return range.uid + ".questions";
}

std::string rangeKey(const QuestionRange& range) {
    return range.uid + "|" + std::to_string(range.first) + "|" + std::to_string(range.count);
}

std::string factsKey(Project& project, const QuestionRange& range) {
    return rangeKey(range) + "|" + std::to_string(factsMark(project));
}

int32_t categoryIndex(const std::vector<std::string>& sorted, std::string_view name) {
    const auto found = std::lower_bound(sorted.begin(), sorted.end(), name);
    return found != sorted.end() && *found == name ? int32_t(found - sorted.begin()) : 0;
}

// While they are read.
struct FactArrays {
    RawArray<uint8_t> split;
    RawArray<int32_t> category, answerTokens, traceTokens, length;
    explicit FactArrays(size_t count) {
        split.assign(count, 0);
        for (RawArray<int32_t>* array : {&category, &answerTokens, &traceTokens, &length})
            array->assign(count, 0);
    }
};

void dropZeros(RawArray<int32_t>& values) {
    if (std::all_of(values.data(), values.data() + values.size(), [](int32_t value) { return value == 0; }))
        values.resize(0);
}

// The index goes through one category after the other.
void readQuestions(Project& project, const QuestionRange& range, const std::vector<std::string>& categories,
                   FactArrays& facts) {
    std::string name;
    int32_t category = categoryIndex(categories, name);
    readBulk(
        project, "id, category, split, answer_tokens, length", "question INDEXED BY question_columns WHERE dataset = ?",
        [&](const BulkRow& row) {
            if (row.view(1) != name) {
                name = row.view(1);
                category = categoryIndex(categories, name);
            }
            const auto at = uint64_t(row.integer(0) - range.first);
            if (at >= facts.split.size())
                return;
            facts.split[at] = uint8_t(row.small(2));
            facts.category[at] = category;
            facts.answerTokens[at] = row.small(3);
            facts.length[at] = row.small(4);
        },
        range.dataset);
}

// Of several right traces of a question the first one stays, which is not the first in the index.
void readTraces(Project& project, const QuestionRange& range, FactArrays& facts) {
    const std::string teacher = firstTeacher(project, range.dataset);
    int64_t question = 0, first = 0;
    readBulk(
        project, "question, id, tokens",
        "trace INDEXED BY trace_columns WHERE dataset = ? AND teacher = ? AND correct = 1",
        [&](const BulkRow& row) {
            if (row.integer(0) == question && row.integer(1) > first)
                return;
            question = row.integer(0);
            first = row.integer(1);
            if (const auto at = uint64_t(question - range.first); at < facts.traceTokens.size())
                facts.traceTokens[at] = row.small(2);
        },
        range.dataset, teacher);
}

FactTable tableOf(const QuestionRange& range, FactArrays facts) {
    return {{range.first, std::move(facts.split)},
            {range.first, std::move(facts.category)},
            {range.first, std::move(facts.answerTokens)},
            {range.first, std::move(facts.traceTokens)},
            {range.first, std::move(facts.length)}};
}

} // namespace

Result<QuestionRange> questionRange(Project& project, int64_t dataset) {
    Query query(project, "SELECT uid, (SELECT id FROM question WHERE dataset = ?1 ORDER BY position LIMIT 1),"
                         " (SELECT id FROM question WHERE dataset = ?1 ORDER BY position DESC LIMIT 1)"
                         " FROM dataset WHERE id = ?1");
    if (!query.bind(dataset).next())
        return fail("there is no data set with the number " + std::to_string(dataset) + ".");
    QuestionRange range{dataset, query.integer(1), 0, query.text(0)};
    if (!query.null(1))
        range.count = query.integer(2) - range.first + 1;
    return range;
}

std::optional<FactTable> cachedFacts(Project& project, const ColumnCache& cache, const QuestionRange& range) {
    FactArrays facts(0);
    if (range.count < cachedFrom ||
        !cache.load(fileName(range), factsKey(project, range), facts.split, facts.category, facts.answerTokens,
                    facts.traceTokens) ||
        int64_t(facts.split.size()) != range.count)
        return std::nullopt;
    return tableOf(range, std::move(facts));
}

Result<FactTable> readFacts(Project& project, const QuestionRange& range) {
    CAFTAN_TRY(categories, listCategories(project, range.dataset));
    FactArrays facts(size_t(range.count));
    readQuestions(project, range, categories, facts);
    readTraces(project, range, facts);
    dropZeros(facts.category);
    dropZeros(facts.answerTokens);
    dropZeros(facts.traceTokens);
    return tableOf(range, std::move(facts));
}

void keepFacts(Project& project, const ColumnCache& cache, const QuestionRange& range, const FactTable& table) {
    if (range.count < cachedFrom)
        return;
    cache.store(fileName(range), factsKey(project, range), table.split.values(), table.category.values(),
                table.answerTokens.values(), table.traceTokens.values());
    cache.store(range.uid + ".lengths", rangeKey(range), table.length.values()); // texts never change
}

Status loadLengths(Project& project, const ColumnCache& cache, const QuestionRange& range, FactTable& table) {
    if (int64_t(table.length.values().size()) == range.count)
        return {};
    RawArray<int32_t> lengths;
    if (range.count >= cachedFrom && cache.load(range.uid + ".lengths", rangeKey(range), lengths) &&
        int64_t(lengths.size()) == range.count) {
        table.length = {range.first, std::move(lengths)};
        return {};
    }
    CAFTAN_TRY(read, readFacts(project, range));
    keepFacts(project, cache, range, read);
    table = std::move(read);
    return {};
}

Result<FactTable> loadFacts(Project& project, const ColumnCache& cache, const QuestionRange& range) {
    if (auto cached = cachedFacts(project, cache, range))
        return std::move(*cached);
    CAFTAN_TRY(table, readFacts(project, range));
    keepFacts(project, cache, range, table);
    return std::move(table);
}

FactLookup::FactLookup(Project& project, int64_t dataset, std::vector<std::string> categories)
    : categories_(std::move(categories)), teacher_(firstTeacher(project, dataset)),
      query_(project, "SELECT split, category, answer_tokens, coalesce((SELECT tokens FROM trace WHERE question = ?1"
                      " AND teacher = ?2 AND correct = 1 ORDER BY id LIMIT 1), 0), length FROM question"
                      " WHERE id = ?1") {}

QuestionFacts FactLookup::of(int64_t question) {
    query_.reset();
    if (!query_.bind(question, teacher_).next())
        return {};
    return {query_.small(0), categoryIndex(categories_, query_.view(1)), query_.small(2), query_.small(3),
            query_.small(4)};
}

MeasureKey findMeasure(Project& project, int64_t dataset, int64_t scoring, const std::string& name) {
    Query query(project, "SELECT id, uid, questions FROM measure WHERE dataset = ?1 AND name = ?2"
                         " AND coalesce(scoring, 0) IN (0, ?3) ORDER BY scoring IS NULL LIMIT 1");
    if (!query.bind(dataset, name, scoring).next())
        return {};
    return {query.integer(0), query.text(1) + "|" + query.text(2)};
}

Status checkMetric(Project& project, int64_t dataset, int64_t scoring, const std::string& name) {
    if (name == "random" || name == "question_length" || findMeasure(project, dataset, scoring, name).id > 0)
        return {};
    return fail("there is no metric \"" + name +
                "\": choose entropy, option_entropy, one_minus_max, margin, gold_nll, question_length, random, or one "
                "that was brought in with 'caftan-cli data metric'.");
}

Result<ByQuestion<double>> loadMeasure(Project& project, const ColumnCache& cache, const QuestionRange& range,
                                       int64_t scoring, const std::string& name) {
    CAFTAN_CHECK(checkMetric(project, range.dataset, scoring, name));
    const MeasureKey found = findMeasure(project, range.dataset, scoring, name);
    if (found.id == 0)
        return ByQuestion(range.first, RawArray<double>(), std::nan("")); // a control is no measure
    const std::string file = range.uid + "." + name, key = rangeKey(range) + "|" + found.key;
    RawArray<double> values;
    if (range.count >= cachedFrom && cache.load(file, key, values) && int64_t(values.size()) == range.count)
        return ByQuestion(range.first, std::move(values), std::nan(""));
    values.assign(size_t(range.count), std::nan(""));
    readBulk(
        project, "question, value", "measure_value WHERE measure = ?",
        [&](const BulkRow& row) {
            if (const auto at = uint64_t(row.integer(0) - range.first); at < values.size())
                values[at] = row.real(1);
        },
        found.id);
    if (range.count >= cachedFrom)
        cache.store(file, key, values);
    return ByQuestion(range.first, std::move(values), std::nan(""));
}

} // namespace caftan
