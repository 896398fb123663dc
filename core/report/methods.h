// The paragraph for a paper, from what the runs stored (docs: validity, rule 11). Pure.
#pragma once

#include "core/report/comparison.h"

#include <string>

namespace caftan {

// English, as papers are. Says what was trained, on what, how it was chosen and how it was compared.
std::string methodsText(const RunCatalog& catalog, const Comparison& comparison);

} // namespace caftan
