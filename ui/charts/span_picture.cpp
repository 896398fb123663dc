#include "ui/charts/span_picture.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace caftan::ui {

namespace {

// Each of the four bytes times factor / 255, rounded.
QRgb scaled(QRgb color, uint32_t factor) {
    const auto half = [factor](uint32_t bytes) {
        const uint32_t product = bytes * factor + 0x800080;
        return ((product + ((product >> 8) & 0xff00ff)) >> 8) & 0xff00ff;
    };
    return half(color & 0xff00ff) | (half((color >> 8) & 0xff00ff) << 8);
}

} // namespace

void SpanPicture::place(const QPainter& painter, const QRect& area) {
    toDevice_ = painter.deviceTransform();
    pixels_ = toDevice_.mapRect(QRectF(area)).toAlignedRect();
}

PixelMap SpanPicture::mapOf(const PixelMap& map) const {
    PixelMap fine = map;
    fine.xOffset = map.xOffset * toDevice_.m11() + toDevice_.dx() - pixels_.left();
    fine.xScale = map.xScale * toDevice_.m11();
    fine.yOffset = map.yOffset * toDevice_.m22() + toDevice_.dy() - pixels_.top();
    fine.yScale = map.yScale * toDevice_.m22();
    return fine;
}

void SpanPicture::fill(int column, int from, int to, QRgb color, double share) {
    const auto alpha = uint32_t(255 * std::min(share, 1.0) + 0.5);
    from = std::max(from, 0);
    to = std::min(to, pixels_.height());
    if (from >= to || alpha == 0)
        return;
    QRgb* const pixels = filled_.data() + size_t(column) * size_t(pixels_.height());
    const QRgb above = alpha == 255 ? color : scaled(color, alpha);
    if (qAlpha(above) == 255)
        return std::fill(pixels + from, pixels + to, above);
    for (int y = from; y < to; ++y)
        pixels[y] = above + scaled(pixels[y], 255 - uint32_t(qAlpha(above)));
}

void SpanPicture::begin() {
    if (image_.size() != pixels_.size()) {
        release();
        filled_.resize(size_t(std::max(0, pixels_.width())) * size_t(std::max(0, pixels_.height())));
        image_ = QImage(pixels_.size(), QImage::Format_ARGB32_Premultiplied);
    }
    lines_ = image_.bits();
}

void SpanPicture::clear(int from, int to) {
    const auto height = ptrdiff_t(pixels_.height());
    std::fill(filled_.begin() + from * height, filled_.begin() + to * height, 0);
}

void SpanPicture::release() {
    std::vector<QRgb>().swap(filled_);
    image_ = QImage();
    lines_ = nullptr;
}

void SpanPicture::add(const std::vector<ColumnSpan>& spans, const QColor& color, bool soft, int first) {
    const QRgb full = qPremultiply(color.rgba());
    for (const ColumnSpan& span : spans) {
        const double top = std::clamp(span.top, -2.0, pixels_.height() + 2.0);
        const double bottom = std::clamp(span.bottom, -2.0, pixels_.height() + 2.0);
        if (!soft) {
            const int from = int(std::floor(top + 0.5));
            fill(first + span.column, from, std::max(from + 1, int(std::floor(bottom + 0.5))), full, 1);
            continue;
        }
        const int inside = int(std::ceil(top)), outside = int(std::floor(bottom));
        if (outside < inside) { // within one pixel
            fill(first + span.column, outside, inside, full, bottom - top);
            continue;
        }
        fill(first + span.column, inside - 1, inside, full, inside - top);
        fill(first + span.column, inside, outside, full, 1);
        fill(first + span.column, outside, outside + 1, full, bottom - outside);
    }
}

void SpanPicture::finish(int from, int to) {
    constexpr int block = 16; // pixels that are turned together stay in the cache
    const int height = pixels_.height();
    for (int top = 0; top < height; top += block)
        for (int left = from; left < to; left += block)
            for (int y = top; y < std::min(top + block, height); ++y) {
                auto* line = reinterpret_cast<QRgb*>(lines_ + y * image_.bytesPerLine());
                for (int x = left; x < std::min(left + block, to); ++x)
                    line[x] = filled_[size_t(x) * size_t(height) + size_t(y)];
            }
}

void SpanPicture::paint(QPainter& painter) const {
    painter.save();
    painter.setWorldTransform(toDevice_.inverted() * painter.worldTransform()); // pixel on pixel
    painter.drawImage(pixels_.topLeft(), image_);
    painter.restore();
}

} // namespace caftan::ui
