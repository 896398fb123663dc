#include "ui/shell/tinted_text.h"

#include "ui/charts/number_text.h"
#include "ui/shell/entropy_levels.h"

#include <QAbstractTextDocumentLayout>
#include <QMouseEvent>
#include <QScrollBar>
#include <QTextCursor>
#include <QToolTip>
#include <algorithm>
#include <cmath>

namespace caftan::ui {

namespace {

QString visibleSpaces(QString token) {
    return token.replace(QLatin1Char('\n'), QStringLiteral("⏎"))
        .replace(QLatin1Char(' '), QStringLiteral("·"))
        .replace(QLatin1Char('\t'), QStringLiteral("⇥"));
}

int levelOf(const TintedText::Token& token) {
    return std::isnan(token.entropy) ? 0 : entropyLevel(token.entropy);
}

} // namespace

TintedText::TintedText(QWidget* parent) : QTextEdit(parent) {
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    document()->setDocumentMargin(4);
    viewport()->setMouseTracking(true);
    connect(this, &QTextEdit::cursorPositionChanged, this, [this] {
        const Token* token = tokenAt(textCursor().position());
        Q_EMIT tokenShown(token ? tokenText(*token) : QString());
    });
}

void TintedText::setTokens(std::vector<Token> tokens) {
    tokens_ = std::move(tokens);
    write();
}

// Neighbours of one level are one piece of the document: a long text has a few hundred tokens, and fewer pieces.
void TintedText::write() {
    clear();
    ends_.clear();
    const ThemeColors& colors = ThemeColors::of(palette());
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    int end = 0;
    for (size_t i = 0; i < tokens_.size();) {
        const int level = levelOf(tokens_[i]);
        QString piece;
        for (; i < tokens_.size() && levelOf(tokens_[i]) == level; ++i) {
            piece += tokens_[i].text;
            end += int(tokens_[i].text.size());
            ends_.push_back(end);
        }
        cursor.insertText(piece, entropyFormat(level, colors));
    }
    cursor.endEditBlock();
    moveCursor(QTextCursor::Start);
    fitHeight();
}

const TintedText::Token* TintedText::tokenAt(int position) const {
    const auto found = std::upper_bound(ends_.begin(), ends_.end(), position);
    return position < 0 || found == ends_.end() ? nullptr : &tokens_[size_t(found - ends_.begin())];
}

QString TintedText::tokenText(const Token& token) {
    const QString name = visibleSpaces(token.text);
    if (std::isnan(token.entropy))
        return tr("“%1”: given, not chosen by the model").arg(name);
    if (std::isnan(token.nll))
        return tr("“%1”: entropy %2 nats").arg(name, metricText(token.entropy));
    return tr("“%1” %2, entropy %3 nats").arg(name, percentText(std::exp(-token.nll)), metricText(token.entropy));
}

void TintedText::fitHeight() {
    document()->setTextWidth(viewport()->width());
    setFixedHeight(int(std::ceil(document()->size().height())) + 2 * frameWidth());
}

void TintedText::mouseMoveEvent(QMouseEvent* event) {
    QTextEdit::mouseMoveEvent(event);
    const Token* token = tokenAt(document()->documentLayout()->hitTest(event->position(), Qt::ExactHit));
    Q_EMIT tokenShown(token ? tokenText(*token) : QString());
    if (token)
        QToolTip::showText(event->globalPosition().toPoint(), tokenText(*token), viewport());
    else
        QToolTip::hideText();
}

void TintedText::leaveEvent(QEvent* event) {
    QTextEdit::leaveEvent(event);
    Q_EMIT tokenShown({});
}

void TintedText::resizeEvent(QResizeEvent* event) {
    QTextEdit::resizeEvent(event);
    fitHeight();
}

void TintedText::changeEvent(QEvent* event) {
    QTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        write();
    else if (event->type() == QEvent::FontChange)
        fitHeight();
}

} // namespace caftan::ui
