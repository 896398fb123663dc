#include "core/store/question_search.h"

#include "core/store/columns.h"
#include "core/store/datasets.h"
#include "core/store/query.h"

#include <algorithm>

namespace caftan {

std::string likePattern(const std::string& text) {
    std::string pattern = "%";
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '\\')
            pattern += '\\';
        pattern += c;
    }
    return pattern + '%';
}

namespace {

// Every three characters in a row, for FTS5; "" when there are fewer.
std::string trigrams(std::string_view text) {
    std::vector<size_t> starts; // of characters
    for (size_t i = 0; i < text.size(); ++i)
        if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80)
            starts.push_back(i);
    starts.push_back(text.size());
    std::string query;
    for (size_t i = 0; i + 3 < starts.size(); ++i) {
        query += query.empty() ? "\"" : " AND \"";
        for (const char c : text.substr(starts[i], starts[i + 3] - starts[i]))
            query += c == '"' ? "\"\"" : std::string(1, c);
        query += '"';
    }
    return query;
}

constexpr const char* textFits = "question.dataset = ?1 AND (question.text LIKE ?2 ESCAPE '\\' OR question.options LIKE"
                                 " ?2 ESCAPE '\\' OR question.external_id = ?3)";

void collect(Query& query, std::vector<int64_t>& ids) {
    while (query.next())
        ids.push_back(query.integer(0));
}

} // namespace

Result<std::vector<int64_t>> searchQuestions(Project& project, int64_t dataset, const std::string& text) {
    return guarded(project, [&]() -> Result<std::vector<int64_t>> {
        const std::string pattern = likePattern(text), words = trigrams(text);
        std::vector<int64_t> ids;
        if (words.empty()) {
            Query query(project, std::string("SELECT id FROM question WHERE ") + textFits);
            collect(query.bind(dataset, pattern, text), ids);
        } else { // what the index finds, one after the other
            Query query(project, std::string("SELECT id FROM question_words CROSS JOIN question ON question.id ="
                                             " question_words.rowid WHERE question_words MATCH ?4 AND ") +
                                     textFits);
            collect(query.bind(dataset, pattern, text, words), ids);
        }
        CAFTAN_TRY(categories, listCategories(project, dataset));
        Query like(project, "SELECT ?1 LIKE ?2 ESCAPE '\\'");
        Query within(project, "SELECT id FROM question INDEXED BY question_columns WHERE dataset = ? AND category = ?");
        for (const std::string& category : categories) {
            like.reset();
            if (!like.bind(category, pattern).next() || !like.flag(0))
                continue;
            within.reset();
            collect(within.bind(dataset, category), ids);
        }
        std::sort(ids.begin(), ids.end());
        ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
        return ids;
    });
}

Result<int64_t> traceMark(Project& project, int64_t) {
    return guarded(project, [&]() -> Result<int64_t> { return factsMark(project); });
}

Result<int64_t> findQuestion(Project& project, int64_t dataset, const std::string& externalId) {
    return guarded(project, [&]() -> Result<int64_t> {
        Query query(project, "SELECT id FROM question WHERE dataset = ? AND external_id = ? ORDER BY position LIMIT 1");
        if (query.bind(dataset, externalId).next())
            return query.integer(0);
        return fail("the data set has no question with the id \"" + externalId + "\".");
    });
}

} // namespace caftan
