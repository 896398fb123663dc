// The glyph of a run's state, and what a run is in words. Colours and markers: ui/shell/run_colors.h.
#pragma once

#include "ui/models/run_list_model.h"
#include "ui/shell/run_colors.h"

#include <QRectF>

class QPainter;

namespace caftan::ui {

// A sign whose shape says the state: a triangle runs, two bars pause, a square is stopped, a tick is finished, a cross
// failed, a circle waits, an exclamation mark was interrupted.
void paintRunState(QPainter& painter, const QRectF& rect, const QString& state, const ThemeColors& colors);
QColor runStateColor(const QString& state, const ThemeColors& colors);

QString runRouting(const RunView& run);  // "hard distilled", "all bands distilled", "short answers"
QString runProgress(const RunView& run); // "stage 2 of 2 · epoch 6.1 of 10 · 2 min left"
QString runOutcome(const RunView& run);  // "91.0 % · 264,464 answer tokens"
QString runSentence(const RunView& run); // all of it, for assistive technology
QString runNextStep(const RunView& run); // what to do about one that failed or was interrupted; else empty

} // namespace caftan::ui
