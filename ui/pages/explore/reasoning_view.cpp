#include "ui/pages/explore/reasoning_view.h"

#include "core/base/text.h"
#include "ui/charts/number_text.h"
#include "ui/pages/explore/detail_labels.h"
#include "ui/shell/entropy_levels.h"
#include "ui/shell/tinted_text.h"

#include <QVBoxLayout>
#include <cmath>

namespace caftan::ui {

namespace {

std::vector<TintedText::Token> shownTokens(const TokenText& text) {
    std::vector<TintedText::Token> tokens;
    size_t place = 0;
    for (const TokenValue& token : text.tokens) {
        if (token.bytes > 0)
            tokens.push_back({QString::fromStdString(repairUtf8(text.text.substr(place, token.bytes))),
                              double(token.entropy), double(token.nll)});
        place += token.bytes;
    }
    return tokens;
}

} // namespace

QString ReasoningView::summaryText(const TokenText& text) {
    if (text.tokens.empty())
        return {};
    const TokenSummary summary = summarise(text.tokens);
    QString line = tr("%1 tokens · entropy %2 on average, %3 at most")
                       .arg(groupedText(qint64(text.tokens.size())), metricText(summary.meanEntropy),
                            metricText(summary.maxEntropy));
    if (!std::isnan(summary.meanNll))
        line += tr(" · perplexity %1").arg(metricText(std::exp(summary.meanNll)));
    return line;
}

ReasoningView::ReasoningView(const QString& title, const TokenText& text, QWidget* parent) : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    if (!title.isEmpty())
        layout->addWidget(wrapped(title, "label", this));
    if (text.tokens.empty()) {
        layout->addWidget(wrapped(QString::fromStdString(repairUtf8(text.text)), nullptr, this));
        return;
    }
    auto* summary = wrapped(summaryText(text), "muted", this);
    summary->setObjectName(QStringLiteral("reasoningSummary"));
    layout->addWidget(summary);
    text_ = new TintedText(this);
    text_->setObjectName(QStringLiteral("reasoningTokens"));
    text_->setAccessibleName(title.isEmpty() ? tr("Reasoning") : title);
    text_->setAccessibleDescription(summaryText(text));
    text_->setTokens(shownTokens(text));
    layout->addWidget(text_);
    auto* token = wrapped(QString(), "muted", this); // what the caret or the mouse is on
    connect(text_, &TintedText::tokenShown, token, &QLabel::setText);
    layout->addWidget(token);
}

} // namespace caftan::ui
