// Columns to records and back, shared by the files of core/store. Private to core/store.
#pragma once

#include "core/data/question.h"
#include "core/store/query.h"

namespace caftan {

// NaN is "not recorded" and becomes NULL; an index below 0 is "none" and becomes NULL.
inline std::optional<int64_t> indexOrNull(int index) {
    return index < 0 ? std::nullopt : std::optional<int64_t>(index);
}
inline int indexFrom(const Query& query, int column) {
    return query.null(column) ? -1 : query.small(column);
}

std::string optionsText(const std::vector<std::string>& options);
std::vector<std::string> optionsFrom(std::string_view json);

// The inserts of one scoring's scores; used by addScores and by the import. Call inside a write transaction.
Status insertScores(Project& project, int64_t scoring, std::span<const Score> scores);
std::vector<double> numbersFrom(const Json& list);

} // namespace caftan
