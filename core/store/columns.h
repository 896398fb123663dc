// Shared by the files of core/store that make and read columns. Private to core/store.
#pragma once

#include "core/data/question.h"
#include "core/store/query.h"

#include <string_view>

namespace caftan {

bool isRecordedMetric(std::string_view name); // a column of the table of scores
int64_t recordedBits(const Score& score);     // what scoring.recorded says of it

// Changes the number below: call it in the transaction that changes splits, traces, token counts or measures.
void factsChanged(Project& project);
// Another number for each state of what columns say of questions (not of scores); 0 in a fresh project.
int64_t factsMark(Project& project);
// Writes the cached columns of a large scoring where they are missing, so that the first look is as fast as the next.
// Does nothing inside a write.
Status keepColumns(Project& project, int64_t scoring);

} // namespace caftan
