// MatrixChart and CategoryGrid.
#include "ui/charts/number_text.h"
#include "ui/charts/painted_chart.h"

#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <numeric>

namespace caftan::ui {

void MatrixChart::setCounts(std::vector<std::vector<int64_t>> counts, QStringList rows, QStringList columns,
                            const QString& rowTitle, const QString& columnTitle) {
    counts_ = std::move(counts);
    rows_ = std::move(rows);
    columns_ = std::move(columns);
    rowTitle_ = rowTitle;
    columnTitle_ = columnTitle;
    updateGeometry();
    update();
}

QString MatrixChart::csv() const {
    QString text = csvLine(QStringList(rowTitle_ + QStringLiteral(" / ") + columnTitle_) + columns_);
    for (size_t i = 0; i < counts_.size(); ++i) {
        QStringList cells{rows_.value(int(i))};
        for (const int64_t count : counts_[i])
            cells << QString::number(count);
        text += csvLine(cells);
    }
    return text;
}

QString MatrixChart::spoken() const {
    int64_t all = 0, same = 0;
    for (size_t i = 0; i < counts_.size(); ++i)
        for (size_t j = 0; j < counts_[i].size(); ++j) {
            all += counts_[i][j];
            same += i == j ? counts_[i][j] : 0;
        }
    return all == 0 ? tr("No answers to count")
                    : tr("%1 answers, %2 of them on the diagonal").arg(groupedText(all), groupedText(same));
}

QSize MatrixChart::minimumSizeHint() const {
    return {240, std::max(160, (int(counts_.size()) + 3) * fontMetrics().height() + 8)};
}

void MatrixChart::paintChart(QPainter& painter, const QRect& area) {
    if (counts_.empty())
        return showEmpty(painter, area, tr("No answers to count"));
    const QFontMetrics metrics = painter.fontMetrics();
    const int line = metrics.height(), rows = int(counts_.size()) + 1, columns = int(counts_.front().size()) + 1;
    int head = metrics.horizontalAdvance(rowTitle_);
    for (const QString& name : rows_)
        head = std::max(head, metrics.horizontalAdvance(name));
    head += 12;
    const QRect inner = area.adjusted(head, 2 * line + 8, 0, 0);
    const double width = std::min(72.0, double(inner.width()) / columns);
    const double height = std::min(1.9 * line, double(inner.height()) / rows);
    std::vector<int64_t> down(counts_.front().size());
    int64_t most = 1;
    for (const auto& row : counts_)
        for (size_t j = 0; j < row.size(); ++j) {
            down[j] += row[j];
            most = std::max(most, row[j]);
        }
    const auto cell = [&](size_t i, size_t j) {
        return QRectF(inner.left() + double(j) * width, inner.top() + double(i) * height, width - 1, height - 1);
    };
    painter.setPen(colors().muted);
    painter.drawText(QRectF(inner.left(), area.top(), inner.width(), line), Qt::AlignLeft, columnTitle_);
    painter.drawText(QRectF(area.left(), inner.top() - line - 4, head, line), Qt::AlignLeft, rowTitle_);
    for (size_t j = 0; j <= down.size(); ++j)
        painter.drawText(QRectF(cell(0, j).left(), inner.top() - line - 4, width, line), Qt::AlignCenter,
                         j < down.size() ? columns_.value(int(j)) : tr("all"));
    for (size_t i = 0; i <= counts_.size(); ++i) {
        const bool sums = i == counts_.size();
        painter.setPen(colors().muted);
        painter.drawText(QRectF(area.left(), cell(i, 0).top(), head - 8, height), Qt::AlignVCenter | Qt::AlignLeft,
                         sums ? tr("all") : rows_.value(int(i)));
        int64_t across = 0;
        for (size_t j = 0; j <= down.size(); ++j) {
            const int64_t count = j == down.size() ? across : sums ? down[j] : counts_[i][j];
            across += j < down.size() ? count : 0;
            const bool plain = sums || j == down.size();
            if (!plain) {
                const double share = std::sqrt(double(count) / double(most));
                painter.fillRect(cell(i, j), mixColors(colors().background, colors().accent, 0.04 + 0.66 * share));
                painter.setPen(colors().text);
                if (rows_.value(int(i)) == columns_.value(int(j))) { // the diagonal: right, marked by a frame too
                    painter.save();
                    painter.setPen(QPen(colors().text, 1));
                    painter.setBrush(Qt::NoBrush);
                    painter.drawRect(cell(i, j).adjusted(0.5, 0.5, -0.5, -0.5));
                    painter.restore();
                }
            } else {
                painter.setPen(colors().muted);
            }
            painter.drawText(cell(i, j), Qt::AlignCenter, groupedText(count));
        }
    }
}

CategoryGrid::CategoryGrid(QWidget* parent) : PaintedChart(parent) {
    QSizePolicy policy = sizePolicy();
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void CategoryGrid::setPanels(std::vector<CategoryPanel> panels) {
    panels_ = std::move(panels);
    updateGeometry();
    update();
}

void CategoryGrid::setLogCounts(bool on) {
    logCounts_ = on;
    update();
}

QString CategoryGrid::csv() const {
    const auto number = [](const std::optional<double>& value) { return value ? csvNumber(*value) : QString(); };
    QString text = csvLine({QStringLiteral("category"), QStringLiteral("rows"), QStringLiteral("auc"),
                            QStringLiteral("auc_low"), QStringLiteral("auc_high")});
    for (const CategoryPanel& panel : panels_)
        text += csvLine(
            {panel.name, QString::number(panel.rows), number(panel.auc), number(panel.low), number(panel.high)});
    return text;
}

QString CategoryGrid::spoken() const {
    QStringList words;
    for (const CategoryPanel& panel : panels_)
        words << (panel.auc
                      ? tr("%1: %2 questions, AUC %3").arg(panel.name, groupedText(panel.rows), shareText(*panel.auc))
                      : tr("%1: %2 questions").arg(panel.name, groupedText(panel.rows)));
    return words.join(QStringLiteral("; "));
}

int CategoryGrid::columnsIn(int width) const {
    const int wanted = std::max(120, fontMetrics().horizontalAdvance(QStringLiteral("computer science, 1,000")));
    return std::clamp(width / wanted, 1, std::max(1, int(panels_.size())));
}

int CategoryGrid::rowsIn(int width) const {
    const int columns = columnsIn(width);
    return std::max(1, (int(panels_.size()) + columns - 1) / columns);
}

int CategoryGrid::heightForWidth(int width) const {
    constexpr int leastBars = 24;
    return std::max(minimumSizeHint().height(), rowsIn(width) * (2 * fontMetrics().height() + 10 + leastBars));
}

QRect CategoryGrid::cell(const QRect& area, size_t panel) const {
    const int columns = columnsIn(area.width());
    const int width = area.width() / columns, height = area.height() / rowsIn(area.width());
    return {area.left() + int(panel) % columns * width, area.top() + int(panel) / columns * height, width - 12,
            height - 8};
}

void CategoryGrid::paintPanel(QPainter& painter, const CategoryPanel& panel, const QRect& at) const {
    const QFontMetrics metrics = painter.fontMetrics();
    const int line = metrics.height();
    painter.setPen(colors().text);
    painter.drawText(QRect(at.left(), at.top(), at.width(), line), Qt::AlignLeft,
                     metrics.elidedText(panel.name, Qt::ElideRight,
                                        at.width() - metrics.horizontalAdvance(groupedText(panel.rows)) - 8));
    painter.setPen(colors().muted);
    painter.drawText(QRect(at.left(), at.top(), at.width(), line), Qt::AlignRight, groupedText(panel.rows));
    const int64_t right = std::accumulate(panel.bins.begin(), panel.bins.end(), int64_t(0),
                                          [](int64_t sum, const auto& bin) { return sum + bin.first; });
    const QString auc =
        panel.auc
            ? QStringLiteral("%1 [%2, %3]").arg(shareText(*panel.auc), shareText(*panel.low), shareText(*panel.high))
        : right > 0 ? tr("only right answers")
                    : tr("only wrong answers");
    painter.drawText(QRect(at.left(), at.top() + line, at.width(), line), Qt::AlignLeft,
                     metrics.elidedText(auc, Qt::ElideRight, at.width()));
    const QRect plot = at.adjusted(0, 2 * line + 2, 0, 0);
    const auto tall = [this](int64_t count) { return logCounts_ ? std::log1p(double(count)) : double(count); };
    double most = 1;
    for (const auto& [right, wrong] : panel.bins)
        most = std::max(most, tall(right + wrong));
    const int base = plot.bottom();
    for (size_t i = 0; i < panel.bins.size(); ++i) {
        const auto [right, wrong] = panel.bins[i];
        const int left = plot.left() + int(double(i) * plot.width() / double(panel.bins.size()));
        const int next = plot.left() + int(double(i + 1) * plot.width() / double(panel.bins.size()));
        const int all = int(std::lround(tall(right + wrong) / most * plot.height()));
        const int dark = int(std::lround(all * (right + wrong ? double(wrong) / double(right + wrong) : 0)));
        painter.fillRect(QRect(left, base - all, std::max(1, next - left - 1), all - dark), colors().right);
        painter.fillRect(QRect(left, base - dark, std::max(1, next - left - 1), dark), colors().wrong);
    }
    painter.setPen(colors().axis);
    painter.drawLine(plot.left(), base, plot.right(), base);
}

void CategoryGrid::paintChart(QPainter& painter, const QRect& area) {
    if (panels_.empty())
        return showEmpty(painter, area, tr("This data set has no categories"));
    for (size_t i = 0; i < panels_.size(); ++i)
        paintPanel(painter, panels_[i], cell(area, i));
}

void CategoryGrid::mousePressEvent(QMouseEvent* event) {
    for (size_t i = 0; i < panels_.size(); ++i)
        if (event->button() == Qt::LeftButton && cell(rect(), i).contains(event->pos()))
            Q_EMIT categoryClicked(int(i));
}

} // namespace caftan::ui
