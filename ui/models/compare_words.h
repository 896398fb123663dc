// Words and figures of comparisons as the window shows them, in the reader's language. Any thread.
#pragma once

#include "core/report/words.h"
#include "ui/models/run_comparison.h"

#include <QString>

namespace caftan::ui {

Words reportWords(); // sentences of core/report, translated

QString recipeName(const RecipeView& recipe, bool baseline); // "SFT (baseline)"
QString accuracyText(const RecipeFigures& figures);          // "50.5 [47.2, 53.8]"
QString differenceText(const RecipeDifference& difference);  // "+10.0 [+6.1, +13.9]"
QString differenceP(const RecipeDifference& difference);     // "< .001", "one seed"
QString countOrDash(const std::optional<double>& value, int decimals = 0);
QString clockText(const std::optional<double>& seconds); // "22:40", "1:02:03"
QString bandTitle(const std::string& band);              // "Easy"
QString bandWord(const std::string& band);               // "easy", within a sentence
QString stateWord(const std::string& state);             // "finished", "failed", ...

} // namespace caftan::ui
