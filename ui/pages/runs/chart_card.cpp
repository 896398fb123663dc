#include "ui/pages/runs/chart_card.h"

#include "ui/shell/save_picture.h"
#include "ui/shell/theme.h"
#include "ui/shell/widgets.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace caftan::ui {

void ChartLegend::setEntries(std::vector<LegendEntry> entries) {
    entries_ = std::move(entries);
    QStringList names;
    for (const LegendEntry& entry : entries_)
        names << entry.text;
    setAccessibleName(tr("Legend: %1").arg(names.join(QStringLiteral(", "))));
    setToolTip(names.join(QLatin1Char('\n')));
    updateGeometry();
    update();
}

QSize ChartLegend::sizeHint() const {
    const QFontMetrics metrics(scaledFont(0.92));
    int width = 0;
    for (const LegendEntry& entry : entries_)
        width += metrics.horizontalAdvance(entry.text) + 34;
    return {width, metrics.height() + 2};
}

// From the right, so that names end where the chart does.
void ChartLegend::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(scaledFont(0.92));
    const QFontMetrics metrics(painter.font());
    const ThemeColors& colors = ThemeColors::of(palette());
    const int more = metrics.horizontalAdvance(QStringLiteral("+ 00"));
    int needed = 0;
    size_t fit = 0;
    for (; fit < entries_.size(); ++fit) {
        const int entry = std::min(metrics.horizontalAdvance(entries_[fit].text), width() / 2) + 34;
        if (needed + entry + (fit + 1 < entries_.size() ? more : 0) > width())
            break;
        needed += entry;
    }
    int x = width() - needed - (fit < entries_.size() ? more : 0);
    for (size_t i = 0; i < fit; ++i) {
        painter.setPen(QPen(entries_[i].color, 1));
        painter.setBrush(entries_[i].color);
        if (entries_[i].marker == Marker::None)
            painter.drawRect(QRectF(x + 14, height() / 2.0 - 1, 12, 2));
        else
            paintMarker(painter, entries_[i].marker, QPointF(x + 20, height() / 2.0), 4);
        const int room = std::min(metrics.horizontalAdvance(entries_[i].text), width() / 2);
        painter.setPen(colors.muted);
        painter.drawText(QRect(x + 30, 0, room + 2, height()), Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(entries_[i].text, Qt::ElideRight, room + 2));
        x += room + 34;
    }
    if (fit < entries_.size())
        painter.drawText(QRect(x, 0, more, height()), Qt::AlignRight | Qt::AlignVCenter,
                         QStringLiteral("+ %1").arg(entries_.size() - fit));
}

ChartCard::ChartCard(const QString& name, const QString& title, QWidget* parent)
    : QFrame(parent), chart_(new LineChart(this)), legend_(new ChartLegend(this)),
      title_(makeLabel(title, "section", this)), subtitle_(new ElidedLabel("label", this)), controls_(new QHBoxLayout) {
    setRole(this, "card");
    chart_->setObjectName(name);
    chart_->setAccessibleName(title);
    title_->setWordWrap(false);
    controls_->setSpacing(8);
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(title_);
    head->addWidget(legend_, 1);
    head->addLayout(controls_);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 10, 12, 8);
    layout->setSpacing(2);
    layout->addLayout(head);
    layout->addWidget(subtitle_);
    layout->addWidget(chart_, 1);
    addChartActions(chart_,
                    {name, [this](const QString& path) { return chart_->save(path); }, [this] { return chart_->csv(); },
                     [this](const QString& message) { Q_EMIT problem(message); }});
}

void ChartCard::setTitle(const QString& title) {
    title_->setText(title);
    chart_->setAccessibleName(title);
}

void ChartCard::setHelp(const QString& text) {
    title_->setToolTip(text);
    chart_->setWhatsThis(text);
}

void ChartCard::setSubtitle(const QString& text) {
    subtitle_->setWhole(text);
}

} // namespace caftan::ui
