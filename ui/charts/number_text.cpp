#include "ui/charts/number_text.h"

#include "core/base/text.h"

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

} // namespace

QString text(const std::string& utf8) {
    return QString::fromStdString(utf8);
}

QString jsonText(const Json& value) {
    return text(value.is_string() ? value.get<std::string>() : dumpJson(value));
}

QString groupedText(qint64 value) {
    return text(groupDigits(value));
}

QString percentText(double share, int decimals) {
    return text(fixed(share * 100, decimals)) + QStringLiteral(" %");
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
