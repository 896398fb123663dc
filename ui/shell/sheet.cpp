#include "ui/shell/sheet.h"

#include "ui/shell/notice.h"
#include "ui/shell/theme.h"
#include "ui/shell/widgets.h"

#include <QEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

namespace caftan::ui {

Sheet::Sheet(QWidget* over, const QString& title, int width)
    : QWidget(over), panel_(new QFrame(this)), subtitle_(makeLabel({}, "muted", panel_)), content_(new QVBoxLayout),
      buttons_(new QHBoxLayout), notice_(new Notice(panel_)), width_(width) {
    setAccessibleName(title);
    setFocusPolicy(Qt::StrongFocus);
    setRole(panel_, "card");
    panel_->setAutoFillBackground(true);
    subtitle_->hide();
    content_->setSpacing(12);
    content_->setContentsMargins(0, 0, 0, 0);
    buttons_->setSpacing(8);
    buttons_->addStretch(1);
    auto* close =
        makeButton(QStringLiteral("sheetClose"), tr("Cancel"), tr("Closes this form; nothing is done (Esc)"), panel_);
    connect(close, &QPushButton::clicked, this, &Sheet::close);
    buttons_->addWidget(close);
    auto* layout = new QVBoxLayout(panel_);
    layout->setContentsMargins(24, 16, 24, 16);
    layout->setSpacing(12);
    auto* head = new QVBoxLayout;
    head->setSpacing(4);
    head->addWidget(makeLabel(title, "title", panel_));
    head->addWidget(subtitle_);
    layout->addLayout(head);
    auto* inner = new QWidget(panel_); // scrolls when the page is lower than the form
    setRole(inner, "page");
    inner->setLayout(content_);
    area_ = new QScrollArea(panel_);
    area_->setFocusPolicy(Qt::NoFocus);
    area_->setWidgetResizable(true);
    area_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area_->viewport()->setAutoFillBackground(false);
    area_->setWidget(inner);
    layout->addWidget(area_, 1);
    layout->addWidget(notice_);
    layout->addLayout(buttons_);
    over->installEventFilter(this);
    panel_->installEventFilter(this);
    inner->installEventFilter(this);
    hide();
}

void Sheet::open() {
    notice_->clear();
    setOthersEnabled(false);
    show();
    raise();
    place();
    setFocus();
}

void Sheet::close() {
    if (isHidden())
        return;
    hide();
    setOthersEnabled(true);
    Q_EMIT closed();
}

void Sheet::setSubtitle(const QString& text) {
    subtitle_->setText(text);
    subtitle_->setVisible(!text.isEmpty());
}

void Sheet::addFooter(QWidget* widget) {
    auto* layout = qobject_cast<QVBoxLayout*>(panel_->layout());
    layout->insertWidget(layout->count() - 1, widget);
}

void Sheet::setPrimary(QPushButton* button) {
    primary_ = button;
    buttons_->addWidget(button);
}

void Sheet::setOthersEnabled(bool enabled) {
    for (QWidget* other : parentWidget()->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly))
        if (!qobject_cast<Sheet*>(other))
            other->setEnabled(enabled);
}

void Sheet::place() {
    setGeometry(parentWidget()->rect());
    const int width = std::min(width_ * std::max(18, fontMetrics().height()) / 18, this->width() - 48);
    QWidget* inner = area_->widget();
    const QMargins frame = panel_->contentsMargins(); // the border that the style sheet draws
    const QMargins margins = panel_->layout()->contentsMargins() + frame;
    const int innerWidth = width - margins.left() - margins.right();
    inner->ensurePolished();
    content_->activate();
    const int wanted =
        content_->hasHeightForWidth() ? content_->totalHeightForWidth(innerWidth) : content_->totalSizeHint().height();
    const int form = std::max(wanted, inner->minimumSizeHint().height());
    area_->setMaximumHeight(form);
    panel_->layout()->activate();
    int rest = margins.top() + margins.bottom() - panel_->layout()->spacing();
    for (int i = 0; i < panel_->layout()->count(); ++i) {
        QLayoutItem* item = panel_->layout()->itemAt(i);
        if (item->isEmpty())
            continue;
        rest += panel_->layout()->spacing();
        if (item->widget() != area_)
            rest += item->hasHeightForWidth() ? item->heightForWidth(innerWidth) : item->sizeHint().height();
    }
    const int height = std::min(rest + form, this->height() - 32);
    constexpr int beside = 8; // between the fields and the bar that scrolls them
    content_->setContentsMargins(0, 0, height < rest + form ? beside : 0, 0);
    panel_->setGeometry((this->width() - width) / 2, std::max(16, (this->height() - height) / 3), width, height);
}

bool Sheet::eventFilter(QObject* watched, QEvent* event) {
    if (isVisible() && ((watched == parentWidget() && event->type() == QEvent::Resize) ||
                        ((watched == panel_ || watched == area_->widget()) && event->type() == QEvent::LayoutRequest)))
        QMetaObject::invokeMethod(this, [this] { place(); }, Qt::QueuedConnection);
    return QWidget::eventFilter(watched, event);
}

void Sheet::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape)
        close();
    else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && primary_)
        primary_->click();
    else
        QWidget::keyPressEvent(event);
}

void Sheet::mousePressEvent(QMouseEvent*) {} // nothing below is clicked

void Sheet::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    QColor veil = ThemeColors::of(palette()).window;
    veil.setAlpha(200);
    painter.fillRect(rect(), veil);
}

} // namespace caftan::ui
