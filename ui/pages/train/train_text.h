// How recipes, bands and amounts are called on the Train sheet. Any thread.
#pragma once

#include "core/jobs/train_spec.h"

#include <QString>

namespace caftan::ui {

struct RecipeText {
    QString name;     // "Complexity-aware"
    QString sentence; // what it does, and what it is a control for
};
RecipeText recipeText(const QString& recipe);
QString routingText(Routing routing); // "SFT on the answer"

QString bandText(const std::string& band);                       // "easy" -> "Easy", "band-2" -> "Band 2"
QString stageText(const std::vector<std::string>& bandsOfStage); // "easy + middle"
QString gigabytesText(double bytes);                             // "7.1 GB", "50 GB"
QString roughDurationText(double seconds);                       // "about 3 min"

} // namespace caftan::ui
