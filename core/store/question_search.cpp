#include "core/store/question_search.h"

#include "core/store/columns.h"
#include "core/store/query.h"

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

Result<std::vector<int64_t>> searchQuestions(Project& project, int64_t dataset, const std::string& text) {
    return guarded(project, [&]() -> Result<std::vector<int64_t>> {
        const std::string pattern = likePattern(text);
        Query query(project, "SELECT id FROM question WHERE dataset = ? AND (text LIKE ? ESCAPE '\\' OR options LIKE ? "
                             "ESCAPE '\\' OR category LIKE ? ESCAPE '\\' OR external_id = ?) ORDER BY id");
        query.bind(dataset, pattern, pattern, pattern, text);
        std::vector<int64_t> ids;
        while (query.next())
            ids.push_back(query.integer(0));
        return ids;
    });
}

Result<int64_t> traceMark(Project& project, int64_t) {
    return guarded(project, [&]() -> Result<int64_t> { return factsMark(project); });
}

} // namespace caftan
