// Words and numbers as people read them. Counts, percentages and dates follow QLocale's default; measures that are
// typed back as cuts or stand in papers (entropies, losses, AUCs) keep their point in every language. Any thread.
#pragma once

#include "core/base/json.h"

#include <QString>

#include <string>

namespace caftan::ui {

QString text(const std::string& utf8);
QString jsonText(const Json& value);                 // a string without its quotes, anything else as JSON
QString groupedText(qint64 value);                   // 12,032; German: 12.032
QString percentText(double share, int decimals = 1); // 0.3132 -> 31.3 %; German: 31,3 %
QString fixedText(double value, int decimals);       // 31.3; German: 31,3
QString dateTimeText(double seconds);                // since 1970, as 21 Nov 2026 17:05, in local time
QString shareText(double share, int decimals = 3);   // .712, as AUCs are written; 1 -> 1.000
QString metricText(double value);                    // 0, 4.7e-6, 0.0047, 0.093, 1.016

} // namespace caftan::ui
