#include "ui/pages/chat/transcript.h"

#include "ui/charts/number_text.h"
#include "ui/shell/entropy_levels.h"

#include <QAbstractTextDocumentLayout>
#include <QMouseEvent>
#include <QScrollBar>
#include <QTextBlock>
#include <QToolTip>
#include <algorithm>

namespace caftan::ui {

namespace {

constexpr int betweenTurns = 12, belowName = 2;

// Spaces and line breaks of a token made visible.
QString shownToken(QString token) {
    return token.replace(QLatin1Char('\n'), QStringLiteral("⏎"))
        .replace(QLatin1Char(' '), QStringLiteral("·"))
        .replace(QLatin1Char('\t'), QStringLiteral("⇥"));
}

QTextCharFormat plainFormat(const ThemeColors& colors, bool muted) {
    QTextCharFormat format;
    format.setForeground(muted ? colors.muted : colors.text);
    return format;
}

} // namespace

Transcript::Transcript(QWidget* parent) : QTextEdit(parent) {
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    viewport()->setMouseTracking(true);
    connect(this, &QTextEdit::cursorPositionChanged, this, [this] {
        const ChatWord* word = wordAt(textCursor().position());
        Q_EMIT wordShown(word ? wordText(*word) : QString());
    });
}

void Transcript::append(const QString& text, const QTextCharFormat& format) {
    QScrollBar* bar = verticalScrollBar();
    const bool atEnd = bar->value() >= bar->maximum() - 4;
    QTextCursor cursor(document());
    cursor.movePosition(QTextCursor::End);
    cursor.insertText(text, format);
    if (atEnd)
        bar->setValue(bar->maximum());
}

void Transcript::newParagraph(int topMargin) {
    QTextCursor cursor(document());
    cursor.movePosition(QTextCursor::End);
    QTextBlockFormat format;
    format.setTopMargin(document()->isEmpty() ? 0 : topMargin);
    document()->isEmpty() ? cursor.setBlockFormat(format) : cursor.insertBlock(format, QTextCharFormat());
}

void Transcript::addQuestion(const QString& text) {
    newParagraph(betweenTurns);
    const int begin = document()->characterCount() - 1;
    append(tr("You"), plainFormat(ThemeColors::of(palette()), true));
    plain_.push_back({begin, document()->characterCount() - 1, true});
    newParagraph(belowName);
    const int body = document()->characterCount() - 1;
    append(text, plainFormat(ThemeColors::of(palette()), false));
    plain_.push_back({body, document()->characterCount() - 1, false});
    verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

void Transcript::beginAnswer(const QString& who) {
    newParagraph(betweenTurns);
    const int begin = document()->characterCount() - 1;
    append(who, plainFormat(ThemeColors::of(palette()), true));
    plain_.push_back({begin, document()->characterCount() - 1, true});
    newParagraph(belowName);
}

void Transcript::addWord(const ChatWord& word) {
    const int begin = document()->characterCount() - 1;
    append(word.text, entropyFormat(entropyLevel(word.entropy), ThemeColors::of(palette())));
    words_.push_back({begin, document()->characterCount() - 1, word});
}

void Transcript::addRemark(const QString& text) {
    newParagraph(belowName);
    const int begin = document()->characterCount() - 1;
    append(text, plainFormat(ThemeColors::of(palette()), true));
    plain_.push_back({begin, document()->characterCount() - 1, true});
}

void Transcript::clearAll() {
    words_.clear();
    plain_.clear();
    clear();
}

const ChatWord* Transcript::wordAt(int position) const {
    const auto found = std::upper_bound(words_.begin(), words_.end(), position,
                                        [](int at, const Placed& placed) { return at < placed.begin; });
    if (found == words_.begin())
        return nullptr;
    const Placed& placed = *std::prev(found);
    return position < placed.end ? &placed.word : nullptr;
}

QString Transcript::wordText(const ChatWord& word) {
    QStringList others;
    for (const auto& [text, probability] : word.alternatives)
        if (text != word.text)
            others << tr("“%1” %2").arg(shownToken(text), percentText(probability));
    QString result = tr("“%1” %2, entropy %3 nats")
                         .arg(shownToken(word.text), percentText(word.probability), metricText(word.entropy));
    return others.isEmpty() ? result : result + tr(" · else %1").arg(others.join(QStringLiteral(", ")));
}

void Transcript::mouseMoveEvent(QMouseEvent* event) {
    QTextEdit::mouseMoveEvent(event);
    const QPointF point = event->position() + QPointF(horizontalScrollBar()->value(), verticalScrollBar()->value());
    const ChatWord* word = wordAt(document()->documentLayout()->hitTest(point, Qt::ExactHit));
    Q_EMIT wordShown(word ? wordText(*word) : QString());
    if (word)
        QToolTip::showText(event->globalPosition().toPoint(), wordText(*word), viewport());
    else
        QToolTip::hideText();
}

void Transcript::leaveEvent(QEvent* event) {
    QTextEdit::leaveEvent(event);
    Q_EMIT wordShown({});
}

void Transcript::changeEvent(QEvent* event) {
    QTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        recolour();
}

void Transcript::recolour() {
    const ThemeColors& colors = ThemeColors::of(palette());
    QTextCursor cursor(document());
    const auto set = [&](int begin, int end, const QTextCharFormat& format) {
        cursor.setPosition(begin);
        cursor.setPosition(end, QTextCursor::KeepAnchor);
        cursor.setCharFormat(format);
    };
    for (const Paragraph& paragraph : plain_)
        set(paragraph.begin, paragraph.end, plainFormat(colors, paragraph.muted));
    for (const Placed& placed : words_)
        set(placed.begin, placed.end, entropyFormat(entropyLevel(placed.word.entropy), colors));
}

} // namespace caftan::ui
