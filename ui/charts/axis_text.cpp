#include "ui/charts/axis_text.h"

#include "core/base/text.h"
#include "ui/charts/number_text.h"

#include <algorithm>
#include <cmath>

namespace caftan::ui {

namespace {

// The smallest round step of which at most `most` fit into the span.
double roundStep(double span, int most) {
    const double rough = span / std::max(1, most);
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * power >= rough * 0.999)
            return factor * power;
    return 10 * power;
}

// Seconds come in sixties.
double roundTime(double span, int most) {
    const double rough = span / std::max(1, most);
    for (const double step : {1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 900.0, 1800.0, 3600.0, 7200.0,
                              14400.0, 21600.0, 43200.0, 86400.0})
        if (step >= rough * 0.999)
            return step;
    return roundStep(span / 86400, most) * 86400;
}

QString decimalText(double value, int decimals) {
    return QString::fromStdString(fixed(value, decimals));
}

QString timeText(double seconds) {
    const auto whole = int64_t(std::llround(seconds));
    const auto two = [](int64_t number) { return QStringLiteral("%1").arg(number, 2, 10, QLatin1Char('0')); };
    if (whole >= 3600)
        return QStringLiteral("%1:%2:%3").arg(whole / 3600).arg(two(whole / 60 % 60), two(whole % 60));
    return QStringLiteral("%1:%2").arg(whole / 60).arg(two(whole % 60));
}

QString smallText(double value, int digits) {
    if (value == 0)
        return QStringLiteral("0");
    QString text = QString::fromLatin1(QByteArray::number(value, 'g', digits));
    if (std::abs(value) < 0.01 && !text.contains(QLatin1Char('e'))) {
        const int exponent = int(std::floor(std::log10(std::abs(value)) + 1e-9));
        text = QStringLiteral("%1e%2").arg(value / std::pow(10.0, exponent), 0, 'g', digits).arg(exponent);
    }
    return text.replace(QLatin1String("e-0"), QLatin1String("e-")).replace(QLatin1String("e+0"), QLatin1String("e"));
}

// Whole numbers shortened where all ticks allow it.
QString countText(double value, double step) {
    for (const auto& [unit, name] : {std::pair(1e9, "G"), {1e6, "M"}, {1e3, "k"}})
        if (step >= unit / 10 && value >= unit)
            return fixedText(value / unit, value / unit == std::round(value / unit) ? 0 : 1) + QLatin1Char(' ') +
                   QLatin1String(name);
    return groupedText(std::llround(value));
}

QString axisTickText(double value, double step, AxisText text) {
    const int decimals = std::clamp(int(std::ceil(-std::log10(step) - 1e-9)), 0, 12);
    switch (text) {
    case AxisText::Count:
        return step >= 1 ? countText(value, step) : fixedText(value, decimals);
    case AxisText::Share:
        return percentText(value, std::max(0, decimals - 2));
    case AxisText::Duration:
        return timeText(value);
    case AxisText::Small:
        return smallText(value, 3);
    case AxisText::Number:
        break;
    }
    return decimals > 4 ? smallText(value, 3) : decimalText(value, decimals);
}

} // namespace

Ticks niceTicks(double low, double high, int most, AxisText text) {
    Ticks ticks;
    if (!(high > low) || !std::isfinite(high - low))
        return ticks;
    double step = text == AxisText::Duration ? roundTime(high - low, most) : roundStep(high - low, most);
    if (text == AxisText::Count && high - low >= 2) // parts of what is counted only where there is nothing else
        step = std::max(step, 1.0);
    for (double k = std::ceil(low / step - 1e-9); k * step <= high + step * 1e-9; ++k) {
        const double value = k == 0 ? 0 : k * step; // never "-0"
        ticks.emplace_back(value, axisTickText(value, step, text));
    }
    return ticks;
}

Ticks logTicks(double low, double high, int most, AxisText text) {
    Ticks ticks;
    if (!(high > low) || !std::isfinite(high - low))
        return ticks;
    const bool decadesOnly = high - low > most / 2.0;
    for (double decade = std::floor(low); decade <= high; ++decade)
        for (const double factor : {1.0, 2.0, 5.0}) {
            const double at = decade + std::log10(factor);
            if (at < low - 1e-9 || at > high + 1e-9 || (decadesOnly && factor != 1.0))
                continue;
            const double value = factor * std::pow(10.0, decade);
            ticks.emplace_back(at, axisTickText(value, value, text));
        }
    return ticks;
}

QString valueText(double value, AxisText text) {
    switch (text) {
    case AxisText::Count:
        return value == std::round(value) ? groupedText(std::llround(value)) : decimalText(value, 2);
    case AxisText::Share:
        return percentText(value, 1);
    case AxisText::Duration:
        return timeText(value);
    case AxisText::Small:
        return smallText(value, 4);
    case AxisText::Number:
        break;
    }
    return std::abs(value) >= 100 ? groupedText(std::llround(value)) : metricText(value);
}

} // namespace caftan::ui
