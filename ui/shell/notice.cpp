#include "ui/shell/notice.h"

#include "ui/shell/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <algorithm>

namespace caftan::ui {

namespace {

// A message of the command line starts small; the name of a file stays as it is.
QString sentence(QString message) {
    const QString first = message.section(QLatin1Char(' '), 0, 0);
    if (std::all_of(first.begin(), first.end(), [](QChar c) { return c.isLower(); }) && !first.isEmpty())
        message[0] = message[0].toUpper();
    return message;
}

} // namespace

Notice::Notice(QWidget* parent)
    : QFrame(parent), text_(new QLabel(this)), action_(new QPushButton(this)),
      close_(new QPushButton(tr("Dismiss"), this)) {
    setObjectName(QStringLiteral("notice"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 8, 8, 8);
    layout->setSpacing(8);
    text_->setWordWrap(true);
    text_->setTextFormat(Qt::PlainText);
    text_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text_->setFocusPolicy(Qt::NoFocus);
    layout->addWidget(text_, 1);
    layout->addWidget(action_, 0, Qt::AlignTop);
    layout->addWidget(close_, 0, Qt::AlignTop);
    setRole(close_, "flat");
    close_->setToolTip(tr("Hides this message"));
    close_->setAccessibleName(tr("Dismiss the message"));
    action_->setObjectName(QStringLiteral("noticeAction"));
    connect(close_, &QPushButton::clicked, this, &Notice::clear);
    connect(action_, &QPushButton::clicked, this, [this] {
        const auto run = onAction_;
        clear();
        if (run)
            run();
    });
    hide();
}

void Notice::showMessage(Kind kind, const QString& message) {
    showMessage(kind, message, {}, {});
}

void Notice::showMessage(Kind kind, const QString& message, const QString& action, std::function<void()> onAction) {
    setRole(this, kind == Kind::Problem ? "problem" : kind == Kind::Warning ? "notice" : "done");
    text_->setText(sentence(message));
    setAccessibleName(text_->text());
    action_->setText(action);
    action_->setToolTip(action);
    action_->setVisible(!action.isEmpty());
    onAction_ = std::move(onAction);
    show();
}

void Notice::clear() {
    hide();
    text_->clear();
    onAction_ = {};
}

QString Notice::message() const {
    return text_->text();
}

} // namespace caftan::ui
