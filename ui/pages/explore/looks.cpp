#include "ui/pages/explore/looks.h"

#include <QCoreApplication>
#include <QPainter>
#include <optional>

namespace caftan::ui {
namespace {

QString translated(const char* text) {
    return QCoreApplication::translate("Explore", text);
}

// Of a generated answer and of recorded reasoning: over its tokens.
std::optional<MetricText> textMetric(const QString& metric, const QString& nats) {
    if (metric == QLatin1String("answer_mean_entropy"))
        return MetricText{translated("Mean entropy of the answer (nats)"), translated("Mean entropy of its tokens"),
                          translated("mean entropy"), nats};
    if (metric == QLatin1String("answer_max_entropy"))
        return MetricText{translated("Largest entropy of the answer (nats)"),
                          translated("Largest entropy of its tokens"), translated("largest entropy"), nats};
    if (metric == QLatin1String("answer_nll"))
        return MetricText{translated("NLL of the answer (nats per token)"),
                          translated("Negative log likelihood per token of the answer"),
                          translated("NLL of the answer"), nats};
    if (metric == QLatin1String("answer_length"))
        return MetricText{translated("Length of the answer"), translated("Tokens of the answer"),
                          translated("length of the answer"), translated("tokens")};
    if (metric == QLatin1String("trace_mean_entropy"))
        return MetricText{translated("Reasoning: mean entropy (nats)"),
                          translated("Mean token entropy over the recorded reasoning"),
                          translated("mean entropy of the reasoning"), nats};
    if (metric == QLatin1String("trace_max_entropy"))
        return MetricText{translated("Reasoning: largest entropy (nats)"),
                          translated("Largest token entropy in the recorded reasoning"),
                          translated("largest entropy of the reasoning"), nats};
    if (metric == QLatin1String("trace_answer_entropy"))
        return MetricText{translated("Reasoning: entropy at its answer (nats)"),
                          translated("Entropy where the recorded reasoning names its option"),
                          translated("entropy after reasoning"), nats};
    if (metric == QLatin1String("trace_nll"))
        return MetricText{translated("Reasoning: NLL (nats per token)"),
                          translated("Negative log likelihood per token of the recorded reasoning"),
                          translated("NLL of the reasoning"), nats};
    if (metric == QLatin1String("trace_ifd"))
        return MetricText{translated("Reasoning: IFD"),
                          translated("NLL of the reasoning with the question / without"),
                          translated("IFD of the reasoning"),
                          {}};
    return std::nullopt;
}

// What knows the key.
std::optional<MetricText> keyMetric(const QString& metric) {
    if (metric == QLatin1String("ifd"))
        return MetricText{translated("IFD of the key"),
                          translated("NLL of the key with the question / without"),
                          translated("IFD of the key"),
                          {}};
    if (metric == QLatin1String("datamap_doubt"))
        return MetricText{translated("Data map: 1 − confidence"),
                          translated("1 − mean probability of the key over the epochs"),
                          translated("1 − confidence"),
                          {}};
    if (metric == QLatin1String("datamap_variability"))
        return MetricText{translated("Data map: variability"),
                          translated("Standard deviation of the key's probability over the epochs"),
                          translated("variability"),
                          {}};
    if (metric == QLatin1String("datamap_epochs_wrong"))
        return MetricText{translated("Data map: epochs answered wrong"), translated("Epochs with a wrong answer"),
                          translated("epochs answered wrong"), translated("epochs")};
    return std::nullopt;
}

} // namespace

MetricText metricTextOf(const QString& metric) {
    const QString nats = translated("nats");
    if (const auto known = textMetric(metric, nats))
        return *known;
    if (const auto known = keyMetric(metric))
        return *known;
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
    if (scale == AxisScale::Rank)
        return translated("Share of questions from sure to unsure, and %1%2")
            .arg(metric.name, metric.unit.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(metric.unit));
    const QString spacing = scale == AxisScale::Log ? translated("log scale") : translated("linear scale");
    return metric.unit.isEmpty() ? translated("%1 (%2)").arg(metric.axis, spacing)
                                 : translated("%1 (%2, %3)").arg(metric.axis, metric.unit, spacing);
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
