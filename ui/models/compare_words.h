// Words and figures of comparisons as the window shows them, in the reader's language. Any thread.
#pragma once

#include "core/report/words.h"
#include "ui/models/run_comparison.h"

#include <QString>

namespace caftan::ui {

Words reportWords(); // sentences of core/report, translated
// Numbers of such a sentence as the reader writes them: "-1,234.5 [-2.0, +1.0]" in German is "−1.234,5 [−2,0; +1,0]".
// p values keep their point, as in papers.
QString localNumbers(QString sentence);

QString recipeName(const RecipeView& recipe, bool baseline); // "SFT (baseline)"
QString accuracyText(const RecipeFigures& figures);          // "50.5 [47.2, 53.8]"
QString differenceText(const RecipeDifference& difference);  // "+10.0 [+6.1, +13.9]"
QString differenceWords(const RecipeDifference& difference); // what is shown, as a sentence
QString differenceP(const RecipeDifference& difference);     // "< .001", "one seed"
QString countOrDash(const std::optional<double>& value, int decimals = 0);
QString clockText(const std::optional<double>& seconds); // "22:40", "1:02:03"
QString bandTitle(const std::string& band);              // "Easy"
QString bandWord(const std::string& band);               // "easy", within a sentence
QString stateWord(const std::string& state);             // "finished", "failed", ...

} // namespace caftan::ui
