#include "ui/pages/explore/looks.h"

#include <QCoreApplication>
#include <QPainter>

namespace caftan::ui {
namespace {

QString translated(const char* text) {
    return QCoreApplication::translate("Explore", text);
}

} // namespace

MetricText metricTextOf(const QString& metric) {
    const QString nats = translated("nats");
    if (metric == QLatin1String("entropy"))
        return {translated("Entropy (nats)"), translated("Entropy of the answer token"), translated("entropy"), nats};
    if (metric == QLatin1String("option_entropy"))
        return {translated("Option entropy (nats)"), translated("Entropy over the options only"),
                translated("option entropy"), nats};
    if (metric == QLatin1String("one_minus_max"))
        return {translated("1 − max probability"),
                translated("1 − probability of the likeliest token"),
                translated("1 − max p"),
                {}};
    if (metric == QLatin1String("margin"))
        return {translated("Margin"), translated("1 − (first − second probability)"), translated("margin"), {}};
    if (metric == QLatin1String("gold_nll"))
        return {translated("NLL of the key (nats)"), translated("Negative log likelihood of the key"),
                translated("NLL of the key"), nats};
    if (metric == QLatin1String("question_length"))
        return {translated("Question length (control)"), translated("Characters of the question and its options"),
                translated("question length"), translated("characters")};
    if (metric == QLatin1String("random"))
        return {
            translated("Random (control)"), translated("A random number for each question"), translated("random"), {}};
    QString name = metric; // brought in: its own name
    name.replace(QLatin1Char('_'), QLatin1Char(' '));
    return {name, name, name, {}};
}

QString axisTitle(const MetricText& metric, AxisScale scale) {
    const QString unit = metric.unit.isEmpty() ? QString() : metric.unit + QStringLiteral(", ");
    if (scale == AxisScale::Rank)
        return translated("Share of questions from sure to unsure, and %1%2")
            .arg(metric.name, metric.unit.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(metric.unit));
    return QStringLiteral("%1 (%2%3)")
        .arg(metric.axis, unit, scale == AxisScale::Log ? translated("log scale") : translated("linear scale"));
}

QuietLabel::QuietLabel(const QString& widest, Qt::Alignment alignment, QWidget* parent)
    : QWidget(parent), widest_(widest), alignment_(alignment) {
    setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Fixed);
}

void QuietLabel::setText(const QString& text) {
    if (text == text_)
        return;
    text_ = text;
    setAccessibleName(text);
    update();
}

void QuietLabel::setScale(double factor, int weight) {
    factor_ = factor;
    weight_ = weight;
    updateGeometry();
}

void QuietLabel::setMuted(bool muted) {
    muted_ = muted;
    update();
}

QFont QuietLabel::textFont() const {
    QFont result = font();
    result.setPointSizeF(result.pointSizeF() * factor_);
    result.setWeight(QFont::Weight(weight_));
    return result;
}

QSize QuietLabel::sizeHint() const {
    const QFontMetrics metrics(textFont());
    return {metrics.horizontalAdvance(widest_) + 2, metrics.height()};
}

void QuietLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const ThemeColors& colors = ThemeColors::of(palette());
    painter.setFont(textFont());
    painter.setPen(muted_ ? colors.muted : colors.text);
    painter.drawText(rect(), int(alignment_ | Qt::AlignVCenter) | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(text_, Qt::ElideRight, width()));
}

} // namespace caftan::ui
