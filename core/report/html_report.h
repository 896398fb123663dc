// The report of a comparison as HTML: one file that needs no network, with charts drawn by a script of its own and the
// histogram of the base model's entropies whose cuts are dragged; and the same without script for printing. Thread: the
// Project's.
#pragma once

#include "core/report/comparison.h"

#include <string>

namespace caftan {

struct ReportParts {
    std::string title; // of the project
    Json document;     // comparisonJson, with "histogram" (see below) and "methods"
};
// Adds {"histogram": {"metric","cuts","values":[...],"right":[0|1...],"rows"}} of the baseline's scoring (sealed test
// rows left out, at most 20,000 rows by equal steps) and {"methods"}.
Result<ReportParts> reportParts(Project& project, const RunCatalog& catalog, const std::vector<size_t>& runs,
                                const std::string& split, JudgementCache& cache);
std::string reportHtml(const ReportParts& parts);
// Headings, tables and sentences alone; `pictures`: HTML to stand after the table of recipes.
std::string reportTables(const ReportParts& parts, const std::string& pictures = {});

} // namespace caftan
