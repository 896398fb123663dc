#include "ui/charts/number_text.h"

#include "core/base/text.h"

#include <QDateTime>
#include <QLocale>
#include <charconv>
#include <cmath>

namespace caftan::ui {
namespace {

QString scientific(double value) {
    char buffer[32];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific, 1).ptr;
    QString result = QString::fromLatin1(buffer, end - buffer); // 4.7e-06
    return result.replace(QLatin1String("e-0"), QLatin1String("e-"));
}

// The C locale groups nothing: there and in English numbers are written as in the sources.
bool hasOwnMarks(const QLocale& locale) {
    return locale.language() != QLocale::C && locale.language() != QLocale::English;
}

} // namespace

QString text(const std::string& utf8) {
    return QString::fromStdString(utf8);
}

QString jsonText(const Json& value) {
    return text(value.is_string() ? value.get<std::string>() : dumpJson(value));
}

QString groupedText(qint64 value) {
    QString result = text(groupDigits(value));
    const QLocale locale;
    return hasOwnMarks(locale) ? result.replace(QLatin1Char(','), locale.groupSeparator()) : result;
}

QString percentText(double share, int decimals) {
    return fixedText(share * 100, decimals) + QStringLiteral(" %");
}

QString fixedText(double value, int decimals) {
    QString result = text(fixed(value, decimals));
    const QLocale locale;
    return hasOwnMarks(locale) ? result.replace(QLatin1Char('.'), locale.decimalPoint()) : result;
}

QString dateTimeText(double seconds) {
    const QLocale locale;
    const char* format = locale.language() == QLocale::German    ? "dd.MM.yyyy HH:mm"
                         : locale.language() == QLocale::Chinese ? "yyyy-MM-dd HH:mm"
                                                                 : "d MMM yyyy HH:mm";
    return locale.toString(QDateTime::fromMSecsSinceEpoch(qint64(seconds * 1000)), QString::fromLatin1(format));
}

QString shareText(double share, int decimals) {
    QString result = text(fixed(share, decimals));
    return result.startsWith(QLatin1String("0.")) ? result.mid(1) : result;
}

QString metricText(double value) {
    const double size = std::abs(value);
    if (value == 0)
        return QStringLiteral("0");
    if (!std::isfinite(value))
        return value > 0 ? QStringLiteral("∞") : QStringLiteral("–");
    if (size < 0.0001)
        return scientific(value);
    return text(fixed(value, size < 0.01 ? 4 : 3));
}

} // namespace caftan::ui
