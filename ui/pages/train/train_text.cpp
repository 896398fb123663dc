#include "ui/pages/train/train_text.h"

#include "ui/charts/number_text.h"
#include "ui/models/compare_words.h"

#include <QCoreApplication>

#include <cmath>

namespace caftan::ui {

namespace {

QString said(const char* sourceText) {
    return QCoreApplication::translate("Train", sourceText);
}

} // namespace

RecipeText recipeText(const QString& recipe) {
    if (recipe == QLatin1String("complexity-aware"))
        return {said("Complexity-aware"),
                said("Short answers where the model is sure, the teacher's reasoning where it is not: reasoning tokens "
                     "are spent only where they pay.")};
    if (recipe == QLatin1String("sft"))
        return {said("SFT"), said("Every band is trained on its short answers. The cheapest baseline.")};
    if (recipe == QLatin1String("distill"))
        return {said("Distil everything"),
                said("Every band is trained on the teacher's reasoning. The expensive baseline.")};
    if (recipe == QLatin1String("curriculum"))
        return {said("Curriculum"), said("Short answers, one band after another from sure to unsure. A baseline.")};
    if (recipe == QLatin1String("reverse"))
        return {said("Reverse routing"),
                said("Reasoning where the model is sure, short answers where it is not: the control that shows whether "
                     "the routing matters.")};
    if (recipe == QLatin1String("random"))
        return {said("Random split"),
                said("As many questions reason as the least sure band holds, drawn from all bands: the control that "
                     "shows whether entropy matters.")};
    return {said("As chosen below"), said("A routing of your own: each band as its row says.")};
}

QString routingText(Routing routing) {
    return routing == Routing::Answer      ? said("SFT on the answer")
           : routing == Routing::Reasoning ? said("Distil the reasoning")
                                           : said("Nothing");
}

QString bandText(const std::string& band) {
    if (band.starts_with("band-"))
        return said("Band %1").arg(text(band.substr(5)));
    return bandTitle(band);
}

QString stageText(const std::vector<std::string>& bandsOfStage) {
    QStringList names;
    for (const std::string& band : bandsOfStage)
        names << bandText(band).toLower();
    return names.join(QStringLiteral(" + "));
}

QString gigabytesText(double bytes) {
    return said("%1 GB").arg(fixedText(bytes / 1e9, bytes < 9.95e9 ? 1 : 0));
}

QString roughDurationText(double seconds) {
    const auto minutes = std::llround(seconds / 60);
    if (seconds < 90)
        return said("about %1 s").arg(std::max<long long>(5, std::llround(seconds / 5) * 5));
    if (minutes < 90)
        return said("about %1 min").arg(minutes);
    if (minutes < 48 * 60)
        return said("about %1 h").arg(fixedText(double(minutes) / 60, minutes < 600 ? 1 : 0));
    return said("about %1 days").arg(fixedText(double(minutes) / 60 / 24, 1));
}

} // namespace caftan::ui
