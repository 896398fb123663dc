#include "ui/models/compare_words.h"

#include "ui/charts/number_text.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <cmath>

namespace caftan::ui {

namespace {

QString compareWord(const char* text) {
    return QCoreApplication::translate("Compare", text);
}

// Said by core/report; named here so that they are found for translation.
[[maybe_unused]] const char* const spoken[] = {
    QT_TRANSLATE_NOOP("Report", "These runs have no questions in common."),
    QT_TRANSLATE_NOOP("Report", "to show 2 points you need about %1 questions"),
    QT_TRANSLATE_NOOP("Report", "2 points would probably have been seen on these questions"),
    QT_TRANSLATE_NOOP("Report", "%1: one seed, so no p: another seed may give another result. Train it with two more "
                                "seeds to compare recipes."),
    QT_TRANSLATE_NOOP("Report", "%1 between these two runs (McNemar, %2). One seed: no p for the recipe, since another "
                                "seed may give another result."),
    QT_TRANSLATE_NOOP("Report", "%1 between these two runs (McNemar, %2): no difference shown; %3. One seed: no p for "
                                "the recipe."),
    QT_TRANSLATE_NOOP("Report", "%1, %2: a difference is shown."),
    QT_TRANSLATE_NOOP("Report", "%1: no difference shown (%2); %3."),
};

} // namespace

Words reportWords() {
    return [](const char* text) { return QCoreApplication::translate("Report", text).toStdString(); };
}

QString localNumbers(QString sentence) {
    static const QRegularExpression minus(QStringLiteral("(?<![\\w.])-(?=[\\d.])"));
    static const QRegularExpression interval(QStringLiteral("(\\[[^\\[\\],]*), ([^\\[\\],]*\\])"));
    static const QRegularExpression number(QStringLiteral("(?<![\\d.,])(?<!= )\\d{1,3}(,?\\d{3})*(\\.\\d+)?(?![\\d])"));
    sentence.replace(minus, QStringLiteral("−"));
    const QString point = fixedText(0.5, 1).mid(1, 1), group = groupedText(1000).mid(1, 1);
    if (point == QLatin1String("."))
        return sentence;
    sentence.replace(interval, QStringLiteral("\\1; \\2"));
    QString result;
    qsizetype end = 0;
    for (auto match = number.globalMatch(sentence); match.hasNext();) {
        const auto found = match.next();
        QString digits = found.captured();
        const qsizetype dot = digits.indexOf(QLatin1Char('.'));
        const QString whole = (dot < 0 ? digits : digits.left(dot)).replace(QLatin1Char(','), group);
        result += sentence.mid(end, found.capturedStart() - end) + whole +
                  (dot < 0 ? QString() : point + digits.mid(dot + 1));
        end = found.capturedEnd();
    }
    return result + sentence.mid(end);
}

QString recipeName(const RecipeView& recipe, bool baseline) {
    const QString name = QString::fromStdString(recipe.group.label);
    return baseline ? compareWord("%1 (baseline)").arg(name) : name;
}

QString accuracyText(const RecipeFigures& figures) {
    return localNumbers(QString::fromStdString(intervalText(figures.accuracy, figures.low, figures.high, false)));
}

QString differenceText(const RecipeDifference& difference) {
    return localNumbers(
        QString::fromStdString(intervalText(difference.difference, difference.low, difference.high, true)));
}

QString differenceWords(const RecipeDifference& difference) {
    return localNumbers(QString::fromStdString(differenceSentence(difference, reportWords())));
}

QString differenceP(const RecipeDifference& difference) {
    if (!difference.pHolm)
        return compareWord("one seed");
    QString text = QString::fromStdString(pText(*difference.pHolm)).mid(2);
    return text.startsWith(QLatin1String("= ")) ? text.mid(2) : text;
}

QString countOrDash(const std::optional<double>& value, int decimals) {
    if (!value)
        return QStringLiteral("–");
    return decimals ? fixedText(*value, decimals) : groupedText(std::llround(*value));
}

QString clockText(const std::optional<double>& seconds) {
    if (!seconds)
        return QStringLiteral("–");
    const qint64 whole = std::llround(*seconds), hours = whole / 3600, minutes = whole / 60 % 60;
    const QString tail = QStringLiteral(":%1").arg(whole % 60, 2, 10, QLatin1Char('0'));
    return hours ? QStringLiteral("%1:%2").arg(hours).arg(minutes, 2, 10, QLatin1Char('0')) + tail
                 : QString::number(minutes) + tail;
}

QString bandTitle(const std::string& band) {
    static const std::pair<const char*, const char*> titles[] = {
        {"easy", QT_TRANSLATE_NOOP("Compare", "Easy")},
        {"middle", QT_TRANSLATE_NOOP("Compare", "Middle")},
        {"hard", QT_TRANSLATE_NOOP("Compare", "Hard")},
        {"invalid", QT_TRANSLATE_NOOP("Compare", "Invalid")},
    };
    for (const auto& [name, title] : titles)
        if (band == name)
            return compareWord(title);
    return QString::fromStdString(band);
}

QString bandWord(const std::string& band) {
    return bandTitle(band).toLower();
}

QString stateWord(const std::string& state) {
    static const std::pair<const char*, const char*> words[] = {
        {"queued", QT_TRANSLATE_NOOP("Compare", "waiting")},
        {"running", QT_TRANSLATE_NOOP("Compare", "running")},
        {"paused", QT_TRANSLATE_NOOP("Compare", "paused")},
        {"stopped", QT_TRANSLATE_NOOP("Compare", "stopped")},
        {"failed", QT_TRANSLATE_NOOP("Compare", "failed")},
        {"done", QT_TRANSLATE_NOOP("Compare", "finished")},
        {"interrupted", QT_TRANSLATE_NOOP("Compare", "interrupted")},
    };
    for (const auto& [name, word] : words)
        if (state == name)
            return compareWord(word);
    return QString::fromStdString(state);
}

} // namespace caftan::ui
