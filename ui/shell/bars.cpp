#include "ui/shell/bars.h"

#include "ui/shell/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>

namespace caftan::ui {

JobsButton::JobsButton(QWidget* parent) : QAbstractButton(parent) {
    setObjectName(QStringLiteral("jobsButton"));
    setText(tr("Jobs"));
    setCheckable(true);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
    setToolTip(tr("Shows what is running and waiting, to pause, stop or resume it (Ctrl+J)"));
    setAccessibleName(tr("Jobs"));
}

void JobsButton::setState(const QString& text, double share, bool attention) {
    if (text == this->text() && qRound(share * 1000) == qRound(share_ * 1000) && attention == attention_)
        return;
    setText(text);
    setAccessibleName(text);
    share_ = share;
    attention_ = attention;
    updateGeometry();
    update();
}

QSize JobsButton::sizeHint() const {
    const QFontMetrics metrics(scaledFont(0.9));
    return {metrics.horizontalAdvance(text()) + (share_ >= 0 ? 84 + 8 : 0) + (attention_ ? 16 : 0) + 32,
            metrics.height() + 12};
}

void JobsButton::paintEvent(QPaintEvent*) {
    const ThemeColors& colors = ThemeColors::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(.5, .5, -.5, -.5);
    painter.setPen(QPen(hasFocus() ? colors.accent : colors.border, 1));
    painter.setBrush(isChecked() ? colors.accentSoft : underMouse() ? colors.hover : colors.card);
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2);
    double left = 16;
    painter.setPen(Qt::NoPen);
    if (attention_) {
        painter.setBrush(colors.danger);
        painter.drawEllipse(QRectF(left - 4, box.center().y() - 4, 8, 8));
        left += 12;
    }
    if (share_ >= 0) {
        const QRectF track(left - 4, box.center().y() - 4, 84, 8);
        painter.setBrush(colors.track);
        painter.drawRoundedRect(track, 4, 4);
        painter.setBrush(colors.accent);
        QRectF done = track;
        done.setWidth(std::max(8.0, track.width() * std::min(1.0, share_)));
        painter.drawRoundedRect(done, 4, 4);
        left += 84 + 4;
    }
    painter.setFont(scaledFont(0.9));
    painter.setPen(colors.text);
    painter.drawText(QRectF(left, 0, width() - left - 8, height()), Qt::AlignVCenter | Qt::AlignLeft, text());
}

void JobsButton::enterEvent(QEnterEvent*) {
    update();
}
void JobsButton::leaveEvent(QEvent*) {
    update();
}

HeaderBar::HeaderBar(QWidget* parent)
    : QFrame(parent), name_(new QLabel(this)), detail_(new QLabel(this)), jobs_(new JobsButton(this)) {
    setObjectName(QStringLiteral("header"));
    setRole(this, "header");
    setRole(name_, "title");
    setRole(detail_, "muted");
    detail_->setObjectName(QStringLiteral("headerDetail"));
    name_->setTextFormat(Qt::PlainText);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(24, 8, 24, 8);
    layout->setSpacing(8);
    layout->addWidget(name_);
    layout->addWidget(detail_);
    layout->addStretch(1);
    layout->addWidget(jobs_);
}

void HeaderBar::setProject(const QString& name, const QString& detail) {
    name_->setText(name);
    detail_->setText(detail);
}

QString HeaderBar::detail() const {
    return detail_->text();
}

FooterBar::FooterBar(QWidget* parent)
    : QFrame(parent), system_(new QLabel(this)), command_(new QLineEdit(this)),
      copy_(new QPushButton(tr("Copy"), this)) {
    setObjectName(QStringLiteral("footer"));
    setRole(this, "footer");
    setRole(system_, "label");
    setRole(command_, "command");
    setRole(copy_, "flat");
    command_->setObjectName(QStringLiteral("commandLine"));
    command_->setReadOnly(true);
    command_->setAlignment(Qt::AlignRight);
    command_->setAccessibleName(tr("Command line"));
    command_->setToolTip(tr("What to type in a terminal for what this page shows"));
    copy_->setToolTip(tr("Copies the command line to the clipboard"));
    copy_->setAccessibleName(tr("Copy the command line"));
    connect(copy_, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(command_->text()); });
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(24, 0, 16, 0);
    layout->setSpacing(8);
    layout->addWidget(system_);
    layout->addWidget(command_, 1);
    layout->addWidget(copy_);
    setMinimumHeight(copy_->sizeHint().height()); // stays where there is no command line
    setCommandLine({});
}

void FooterBar::setSystem(const QString& text) {
    system_->setText(text);
    layout()->activate(); // at once: a longer text is never cut off
}

void FooterBar::setCommandLine(const QString& text) {
    command_->setFont(monospaceFont());
    command_->setText(text);
    command_->setCursorPosition(0);
    command_->setVisible(!text.isEmpty());
    copy_->setVisible(!text.isEmpty());
}

QString FooterBar::commandLine() const {
    return command_->text();
}

void FooterBar::resizeEvent(QResizeEvent* event) {
    QFrame::resizeEvent(event);
    command_->setCursorPosition(0);
}

} // namespace caftan::ui
