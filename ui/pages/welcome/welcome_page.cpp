#include "ui/pages/welcome/welcome_page.h"

#include "ui/shell/icons.h"
#include "ui/shell/notice.h"
#include "ui/shell/theme.h"

#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace caftan::ui {

namespace {

constexpr int columnWidth = 760;

QLabel* label(const QString& text, const char* role, QWidget* parent) {
    auto* made = new QLabel(text, parent);
    made->setWordWrap(true);
    setRole(made, role);
    return made;
}

// The home folder is written as ~, long paths lose their middle.
QString shortPath(const QString& folder, const QFontMetrics& metrics, int width) {
    QString path = folder;
    if (path.startsWith(QDir::homePath() + QLatin1Char('/')))
        path.replace(0, QDir::homePath().size(), QStringLiteral("~"));
    return metrics.elidedText(path, Qt::ElideMiddle, width);
}

} // namespace

WelcomePage::WelcomePage(QWidget* parent)
    : Page(parent), demo_(makeChoice(QStringLiteral("openDemo"), tr("Open the demo"),
                                     tr("Makes a small project with questions and a tiny model, and opens it"))),
      tour_(makeChoice(QStringLiteral("demoTour"), tr("Guided tour"),
                       tr("Seven steps over the demo: guess, look, cut, bet, train, test, and see why"))),
      experiment_(makeChoice(QStringLiteral("demoExperiment"), tr("Run the demo's experiment…"),
                             tr("Trains and tests every recipe on the demo, controls included, and shows their table "
                                "as it fills; says first what it shows and what it does not"))),
      new_(makeChoice(QStringLiteral("newProject"), tr("New project…"),
                      tr("Asks for a folder and starts an empty project there"))),
      open_(makeChoice(QStringLiteral("openProject"), tr("Open…"), tr("Asks for the folder of an existing project"))),
      busyText_(label(QString(), "muted", this)),
      noRecent_(label(tr("Projects that you open are listed here."), "muted", this)), busyBar_(new QProgressBar(this)),
      notice_(new Notice(this)), recent_(new QVBoxLayout) {
    setObjectName(QStringLiteral("welcomePage"));
    setRole(demo_, "primary");
    busyBar_->setRange(0, 0);
    busyBar_->setTextVisible(false);
    connect(demo_, &QPushButton::clicked, this, &WelcomePage::demoWanted);
    connect(tour_, &QPushButton::clicked, this, &WelcomePage::tourWanted);
    connect(experiment_, &QPushButton::clicked, this, &WelcomePage::experimentWanted);
    connect(new_, &QPushButton::clicked, this, &WelcomePage::newWanted);
    connect(open_, &QPushButton::clicked, this, &WelcomePage::openWanted);

    auto* column = new QWidget(this);
    auto* layout = new QVBoxLayout(column);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(24);
    layout->addWidget(makeStart());
    auto* card = new QFrame(column);
    setRole(card, "card");
    auto* cardLayout = new QVBoxLayout(card);
    cardLayout->setContentsMargins(12, 16, 12, 12);
    cardLayout->setSpacing(4);
    auto* head = label(tr("Recent projects"), "section", card);
    head->setContentsMargins(12, 0, 0, 4);
    noRecent_->setContentsMargins(12, 0, 0, 8);
    recent_->setSpacing(0);
    cardLayout->addWidget(head);
    cardLayout->addWidget(noRecent_);
    cardLayout->addLayout(recent_);
    layout->addWidget(card);
    column->setMaximumWidth(std::max(columnWidth, column->minimumSizeHint().width())); // other languages are longer

    auto* across = new QHBoxLayout;
    across->addStretch(1);
    across->addWidget(column, 100);
    across->addStretch(1);
    auto* outer = new QVBoxLayout(this);
    outer->addStretch(2);
    outer->addLayout(across);
    outer->addStretch(3);
    setBusy({});
}

QPushButton* WelcomePage::makeChoice(const QString& name, const QString& text, const QString& toolTip) {
    auto* button = new QPushButton(text, this);
    button->setObjectName(name);
    button->setToolTip(toolTip);
    button->setAccessibleName(text);
    button->setAccessibleDescription(toolTip);
    return button;
}

QWidget* WelcomePage::makeStart() {
    auto* start = new QWidget(this);
    auto* picture = new QLabel(start);
    picture->setPixmap(applicationIcon().pixmap(56, 56));
    auto* words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(label(tr("Caftan"), "display", start));
    words->addWidget(
        label(tr("See how sure a language model is of each answer, cut its questions into easy, middle and hard, "
                 "and teach each band what it needs."),
              "muted", start));
    auto* top = new QHBoxLayout;
    top->setSpacing(16);
    top->addWidget(picture, 0, Qt::AlignTop);
    top->addLayout(words, 1);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(12);
    for (QPushButton* button : {demo_, tour_, experiment_, new_, open_})
        buttons->addWidget(button);
    buttons->addStretch(1);
    auto* busy = new QVBoxLayout;
    busy->setSpacing(8);
    busy->addWidget(busyText_);
    busy->addWidget(busyBar_);
    auto* layout = new QVBoxLayout(start);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(20);
    layout->addLayout(top);
    layout->addLayout(buttons);
    layout->addLayout(busy);
    layout->addWidget(notice_);
    return start;
}

void WelcomePage::setRecent(const QStringList& folders) {
    while (QLayoutItem* item = recent_->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    for (const QString& folder : folders) {
        const QFontMetrics metrics(font());
        auto* row = new QPushButton(
            QStringLiteral("%1\n%2").arg(QFileInfo(folder).fileName(), shortPath(folder, metrics, columnWidth - 96)),
            this);
        setRole(row, "row");
        row->setObjectName(QStringLiteral("recentProject"));
        row->setToolTip(tr("Opens %1").arg(folder));
        row->setAccessibleName(tr("Open the project %1").arg(folder));
        connect(row, &QPushButton::clicked, this, [this, folder] { Q_EMIT projectWanted(folder); });
        recent_->addWidget(row);
    }
    noRecent_->setVisible(folders.isEmpty());
}

void WelcomePage::setBusy(const QString& what) {
    busyText_->setText(what);
    busyText_->setVisible(!what.isEmpty());
    busyBar_->setVisible(!what.isEmpty());
    for (QPushButton* button : {demo_, tour_, experiment_, new_, open_})
        button->setEnabled(what.isEmpty());
}

void WelcomePage::showProblem(const QString& message) {
    notice_->showMessage(Notice::Kind::Problem, message);
}
void WelcomePage::clearProblem() {
    notice_->clear();
}
QString WelcomePage::commandLine() const {
    return QStringLiteral("caftan-cli demo new DIR");
}

} // namespace caftan::ui
