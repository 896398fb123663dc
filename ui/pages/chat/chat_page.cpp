#include "ui/pages/chat/chat_page.h"

#include "ui/charts/number_text.h"
#include "ui/jobs/cli.h"
#include "ui/models/library.h"
#include "ui/models/project_service.h"
#include "ui/shell/entropy_levels.h"
#include "ui/shell/fitting.h"
#include "ui/shell/widgets.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QSplitter>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace caftan::ui {

ChatPage::ChatPage(const ChatPageParts& parts, QWidget* parent)
    : Page(parent), parts_(parts), runs_(parts.service), stack_(new QStackedLayout(this)) {
    stack_->addWidget(makeEmpty());
    stack_->addWidget(makeContent());
    connect(&parts_.library, &Library::updated, this, &ChatPage::fillSubjects);
    connect(&runs_, &RunListModel::updated, this, &ChatPage::fillSubjects);
    fillSubjects();
    showButtons();
}

QWidget* ChatPage::makeEmpty() {
    auto* page = new QWidget(this);
    auto* text = makeLabel(tr("Models of the project and what runs made of them answer here, two side by side, every "
                              "token tinted by how sure the model was. This project has no model yet."),
                           "muted", page);
    auto* button =
        makeButton(QStringLiteral("chatGoData"), tr("Add a model"), tr("On Data, models are added"), page, "primary");
    connect(button, &QPushButton::clicked, this, &ChatPage::dataWanted);
    layEmptyPage(page, tr("Talk to a model"), text, {button});
    return page;
}

QWidget* ChatPage::makeContent() {
    auto* scroll = new PageScroll(this);
    auto* content = new QWidget(scroll->viewport());
    setRole(content, "page");
    auto* splitter = new QSplitter(Qt::Horizontal, content);
    splitter->setHandleWidth(12);
    splitter->setChildrenCollapsible(false);
    for (int number = 0; number < 2; ++number) {
        panes_[size_t(number)] = new ChatPane(number, parts_.cli, parts_.service, parts_.exploration, splitter);
        splitter->addWidget(panes_[size_t(number)]);
        splitter->setStretchFactor(number, 1);
    }
    panes_[1]->hide();
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(12);
    layout->addWidget(makeToolbar(content));
    layout->addWidget(splitter, 1);
    layout->addWidget(makeInput(content));
    for (ChatPane* pane : panes_) {
        connect(pane, &ChatPane::busyChanged, this, &ChatPage::showButtons);
        connect(pane, &ChatPane::subjectChanged, this, [this] {
            showButtons();
            Q_EMIT commandLineChanged();
        });
        connect(pane, &ChatPane::wordShown, token_, [this](const QString& text) { token_->setWhole(text); });
    }
    scroll->setContent(content);
    return scroll;
}

QWidget* ChatPage::makeToolbar(QWidget* parent) {
    auto* bar = new QWidget(parent);
    auto* row = new FlowLayout(bar, true); // at one side what is asked for, at the other what is done
    auto *fields = new QHBoxLayout, *actions = new QHBoxLayout;
    for (QHBoxLayout* part : {fields, actions}) {
        part->setSpacing(8);
        row->addLayout(part);
    }
    row->setSpacing(8);
    const auto add = [&](const QString& name, const QString& text, const QString& toolTip, auto* field) {
        auto* label = makeLabel(text, "label", bar);
        label->setWordWrap(false);
        label->setBuddy(field);
        field->setObjectName(name);
        field->setToolTip(toolTip);
        field->setAccessibleName(text);
        field->setAccessibleDescription(toolTip);
        fields->addWidget(label);
        fields->addWidget(field);
        connect(field, &std::remove_pointer_t<decltype(field)>::valueChanged, this, &Page::commandLineChanged);
        return field;
    };
    temperature_ =
        add(QStringLiteral("chatTemperature"), tr("Temperature"),
            tr("0 takes the most probable token each time; more draws more boldly"), new QDoubleSpinBox(bar));
    temperature_->setRange(0, 5);
    temperature_->setSingleStep(0.1);
    topP_ = add(QStringLiteral("chatTopP"), tr("Top-p"),
                tr("Draws among the most probable tokens that reach this share together"), new QDoubleSpinBox(bar));
    topP_->setRange(0.01, 1);
    topP_->setSingleStep(0.05);
    topP_->setValue(1);
    seed_ = add(QStringLiteral("chatSeed"), tr("Seed"), tr("The same seed draws the same answer"), new QSpinBox(bar));
    seed_->setRange(0, 1'000'000'000);
    seed_->setValue(1);
    longest_ = add(QStringLiteral("chatLongest"), tr("At most"), tr("Tokens of the longest answer"), new QSpinBox(bar));
    longest_->setRange(1, 100'000);
    longest_->setValue(512);
    longest_->setSuffix(tr(" tokens"));
    two_ = new QCheckBox(tr("Two side by side"), bar);
    two_->setObjectName(QStringLiteral("chatTwo"));
    two_->setToolTip(tr("Asks a second model or run the same"));
    auto* fresh = makeButton(QStringLiteral("chatNew"), tr("New conversation"), tr("Forgets what was said"), bar);
    actions->addWidget(two_);
    actions->addWidget(fresh);
    connect(two_, &QCheckBox::toggled, this, [this](bool both) {
        panes_[1]->setVisible(both);
        if (!both)
            panes_[1]->unload();
        showButtons();
    });
    connect(fresh, &QPushButton::clicked, this, [this] {
        for (ChatPane* pane : panes_)
            pane->newConversation();
        input_->setFocus();
    });
    return bar;
}

QWidget* ChatPage::makeInput(QWidget* parent) {
    auto* box = new QWidget(parent);
    input_ = new QPlainTextEdit(box);
    input_->setObjectName(QStringLiteral("chatInput"));
    input_->setAccessibleName(tr("Your message"));
    input_->setToolTip(tr("Enter sends, Shift+Enter begins a new line"));
    input_->setPlaceholderText(tr("Write to the model. Enter sends, Shift+Enter begins a new line."));
    input_->setTabChangesFocus(true);
    input_->setFixedHeight(3 * fontMetrics().lineSpacing() + 16);
    input_->installEventFilter(this);
    send_ = makeButton(QStringLiteral("chatSend"), tr("Send"), tr("Sends the message (Enter)"), box, "primary");
    stop_ = makeButton(QStringLiteral("chatStop"), tr("Stop"), tr("Ends the answers where they are (Esc)"), box);
    token_ = new ElidedLabel("label", box);
    token_->setObjectName(QStringLiteral("chatToken"));
    auto* buttons = new QVBoxLayout;
    buttons->setSpacing(4);
    buttons->addWidget(send_);
    buttons->addWidget(stop_);
    buttons->addStretch(1);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(input_, 1);
    row->addLayout(buttons);
    auto* legend = new QHBoxLayout;
    legend->setSpacing(16);
    legend->addWidget(new EntropyLegend(box));
    legend->addWidget(token_, 1);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(legend);
    layout->addLayout(row);
    connect(send_, &QPushButton::clicked, this, &ChatPage::send);
    connect(stop_, &QPushButton::clicked, this, [this] {
        for (ChatPane* pane : panes_)
            pane->stopAnswer();
    });
    connect(input_, &QPlainTextEdit::textChanged, this, &ChatPage::showButtons);
    return box;
}

// Models, then runs that keep weights, newest first.
void ChatPage::fillSubjects() {
    std::vector<ChatSubject> subjects;
    for (const ModelRecord& model : parts_.library.models())
        subjects.push_back({text(model.name), {QStringLiteral("--model"), text(model.name)}});
    for (const RunView& run : runs_.runs())
        if (run.run && run.canBranch)
            subjects.push_back({tr("run %1 · %2").arg(run.id()).arg(run.name()),
                                {QStringLiteral("--run"), QString::number(run.id())}});
    for (ChatPane* pane : panes_)
        pane->setSubjects(subjects);
    stack_->setCurrentIndex(parts_.library.loaded() && subjects.empty() ? 0 : 1);
    showButtons();
}

ChatSettings ChatPage::settings() const {
    return {temperature_->value(), topP_->value(), seed_->value(), longest_->value()};
}

void ChatPage::send() {
    const QString message = input_->toPlainText().trimmed();
    if (message.isEmpty() || !send_->isEnabled())
        return;
    input_->clear();
    for (ChatPane* pane : panes_)
        if (pane == panes_[0] || two_->isChecked())
            pane->ask(message, settings());
}

void ChatPage::showButtons() {
    const bool busy = panes_[0]->isBusy() || panes_[1]->isBusy();
    send_->setEnabled(!busy && panes_[0]->subject() && !input_->toPlainText().trimmed().isEmpty());
    stop_->setEnabled(busy);
}

bool ChatPage::eventFilter(QObject* object, QEvent* event) {
    if (object == input_ && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (enter && !(key->modifiers() & Qt::ShiftModifier)) {
            send();
            return true;
        }
        if (key->key() == Qt::Key_Escape && stop_->isEnabled()) {
            stop_->click();
            return true;
        }
    }
    return Page::eventFilter(object, event);
}

void ChatPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    runs_.setActive(true);
    input_->setFocus();
}

void ChatPage::hideEvent(QHideEvent* event) {
    Page::hideEvent(event);
    runs_.setActive(false);
}

QString ChatPage::commandLine() const {
    const ChatSubject* subject = panes_[0]->subject();
    if (!subject)
        return {};
    QStringList words{QStringLiteral("caftan-cli"), QStringLiteral("--project"), parts_.service.folder(),
                      QStringLiteral("chat")};
    words += subject->arguments;
    if (temperature_->value() > 0)
        words << QStringLiteral("--temperature") << QString::number(temperature_->value()) << QStringLiteral("--top-p")
              << QString::number(topP_->value()) << QStringLiteral("--seed") << QString::number(seed_->value());
    return shellLine(words);
}

} // namespace caftan::ui
