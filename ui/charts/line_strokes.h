// The lines of a line chart, without their markers: strokes where there are few points, columns of pixels where there
// are many. Included by ui/charts only. Thread: the window's; many columns are filled by a second one.
#pragma once

#include "ui/charts/decimate.h"
#include "ui/charts/line_chart.h"
#include "ui/charts/plot_library.h"
#include "ui/charts/span_picture.h"

namespace caftan::ui {

// Those behind first; `picture` holds the columns.
void paintStrokes(QCPPainter& painter, SpanPicture& picture, const std::vector<LineSeries>& series, const PixelMap& map,
                  const QRect& area);

} // namespace caftan::ui
