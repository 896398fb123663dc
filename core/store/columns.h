// Shared by the files of core/store that make and read columns. Private to core/store.
#pragma once

#include "core/store/query.h"

#include <string_view>

namespace caftan {

bool isRecordedMetric(std::string_view name); // a column of the table of scores

// Raises the number below: call it in the transaction that changes splits, traces, token counts or measures.
void factsChanged(Project& project);
// Changes whenever what columns say of questions (not of scores) does.
int64_t factsMark(Project& project);

} // namespace caftan
