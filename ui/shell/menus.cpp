#include "ui/shell/language.h"
#include "ui/shell/main_window.h"
#include "ui/shell/rail.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QKeySequence>
#include <QLabel>
#include <QMenuBar>
#include <QVBoxLayout>

namespace caftan::ui {

namespace {

QString settingOf(Theme::Mode mode) {
    return mode == Theme::Mode::Light      ? QStringLiteral("light")
           : mode == Theme::Mode::Dark     ? QStringLiteral("dark")
           : mode == Theme::Mode::Contrast ? QStringLiteral("contrast")
                                           : QStringLiteral("system");
}

QString keyText(QKeySequence::StandardKey key) {
    return QKeySequence(key).toString(QKeySequence::NativeText);
}

} // namespace

void MainWindow::buildMenus() {
    buildFileMenu();
    buildEditMenu();
    buildViewMenu();
    buildHelpMenu();
}

void MainWindow::buildFileMenu() {
    QMenu* menu = menuBar()->addMenu(tr("&File"));
    menu->addAction(tr("&New project…"), QKeySequence::New, this, &MainWindow::chooseNewProject);
    menu->addAction(tr("&Open…"), QKeySequence::Open, this, &MainWindow::chooseProject);
    menu->addAction(tr("Open the &demo"), this, [this] {
        service_.close();
        showWelcome();
        openDemo();
    });
    QMenu* recent = menu->addMenu(tr("Open &recent"));
    connect(recent, &QMenu::aboutToShow, this, [this, recent] { fillRecentMenu(recent); });
    menu->addAction(tr("&Close project"), QKeySequence::Close, this, [this] {
        service_.close();
        showWelcome();
    });
    menu->addSeparator();
    menu->addAction(tr("&Quit"), QKeySequence::Quit, this, &QWidget::close);
}

void MainWindow::fillRecentMenu(QMenu* menu) {
    menu->clear();
    for (const QString& folder : settings_.recentProjects())
        menu->addAction(tr("%1  (%2)").arg(QFileInfo(folder).fileName(), folder), this,
                        [this, folder] { openProject(folder); });
    if (menu->isEmpty())
        menu->addAction(tr("No project yet"))->setEnabled(false);
}

void MainWindow::buildEditMenu() {
    QMenu* menu = menuBar()->addMenu(tr("&Edit"));
    // The page has the shortcuts (they belong to its focus); here they are only shown.
    const auto add = [&](const QString& verb, const QString& key, auto action, auto canChanged, auto textChanged) {
        QUndoStack* stack = &exploration_.undoStack();
        QAction* entry = menu->addAction(verb + QLatin1Char('\t') + key, stack, action);
        entry->setEnabled(false);
        connect(stack, canChanged, entry, &QAction::setEnabled);
        connect(stack, textChanged, entry, [entry, verb, key](const QString& what) {
            entry->setText((what.isEmpty() ? verb : tr("%1: %2").arg(verb, what)) + QLatin1Char('\t') + key);
        });
    };
    add(tr("&Undo"), keyText(QKeySequence::Undo), &QUndoStack::undo, &QUndoStack::canUndoChanged,
        &QUndoStack::undoTextChanged);
    add(tr("&Redo"), keyText(QKeySequence::Redo), &QUndoStack::redo, &QUndoStack::canRedoChanged,
        &QUndoStack::redoTextChanged);
}

void MainWindow::buildViewMenu() {
    QMenu* menu = menuBar()->addMenu(tr("&View"));
    for (int i = 0; i < pageCount(); ++i)
        menu->addAction(rail_->button(i)->text(), QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + i)), this,
                        [this, i] { choosePage(i); });
    menu->addAction(tr("&Jobs"), QKeySequence(Qt::CTRL | Qt::Key_J), this, [this] {
        if (service_.isOpen())
            showJobs(!findChild<QWidget*>(QStringLiteral("jobsDrawer"))->isVisible());
    });
    menu->addSeparator();
    QMenu* themes = menu->addMenu(tr("&Theme"));
    themes->setObjectName(QStringLiteral("themes"));
    auto* modes = new QActionGroup(this);
    const auto addMode = [&](const QString& text, Theme::Mode mode) {
        QAction* action = themes->addAction(text, this, [this, mode] {
            theme_.setMode(mode);
            settings_.set(Setting::Theme, settingOf(mode));
        });
        action->setCheckable(true);
        action->setChecked(theme_.mode() == mode);
        action->setData(settingOf(mode));
        modes->addAction(action);
    };
    addMode(tr("Colours of the &desktop"), Theme::Mode::System);
    addMode(tr("&Light"), Theme::Mode::Light);
    addMode(tr("Dar&k"), Theme::Mode::Dark);
    addMode(tr("&High contrast"), Theme::Mode::Contrast);
    QMenu* texts = menu->addMenu(tr("Te&xt size"));
    auto* sizes = new QActionGroup(this);
    for (const double scale : {1.0, 1.25, 1.5, 2.0}) {
        QAction* action = texts->addAction(scale == 2.0 ? tr("Teaching: text 200 %, thick lines, large pointer")
                                                        : tr("Text %1 %").arg(int(100 * scale)),
                                           this, [this, scale] {
                                               theme_.setTextScale(scale);
                                               settings_.set(Setting::TextScale, scale);
                                           });
        action->setCheckable(true);
        action->setChecked(theme_.textScale() == scale);
        sizes->addAction(action);
    }
    if (options_.language)
        addLanguages(menu->addMenu(tr("Langua&ge")));
}

void MainWindow::addLanguages(QMenu* menu) {
    menu->setObjectName(QStringLiteral("languages"));
    auto* languages = new QActionGroup(this);
    for (const QString& code : Language::codes()) {
        QAction* action =
            menu->addAction(Language::nameOf(code), this, [this, code] { options_.language->choose(code); });
        action->setData(code);
        action->setCheckable(true);
        action->setChecked(options_.language->choice() == code);
        action->setEnabled(Language::isBuiltIn(code));
        languages->addAction(action);
    }
}

void MainWindow::buildHelpMenu() {
    QMenu* menu = menuBar()->addMenu(tr("&Help"));
    menu->addAction(tr("&Guided tour of the demo"), this, &MainWindow::startTour)
        ->setObjectName(QStringLiteral("startTour"));
    menu->addAction(tr("&Reset the demo…"), this, &MainWindow::resetDemo)->setObjectName(QStringLiteral("resetDemo"));
    menu->addSeparator();
    menu->addAction(tr("&Keys and about"), QKeySequence::HelpContents, this, &MainWindow::showHelp);
}

void MainWindow::showHelp() {
    auto* dialog = new QDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Keys and about"));
    const std::pair<QString, QString> keys[] = {
        {tr("Ctrl+1, Ctrl+2 …"), tr("go to a page")},
        {tr("Ctrl+J"), tr("show or hide the jobs")},
        {tr("%1, %2").arg(keyText(QKeySequence::Undo), keyText(QKeySequence::Redo)),
         tr("undo and redo what was done to the cuts")},
        {tr("← →"), tr("nudge the chosen cut; Shift: ten times as far")},
        {tr("Ctrl+N, Ctrl+O, Ctrl+W"), tr("new project, open, close")},
        {tr("Alt+← →, F6"), tr("in the tour: step by step; between its card and the page")},
        {tr("F1"), tr("this page")},
    };
    QString rows;
    for (const auto& [key, meaning] : keys)
        rows +=
            QStringLiteral("<tr><td style='padding: 2px 24px 2px 0'><b>%1</b></td><td>%2</td></tr>").arg(key, meaning);
    auto* text = new QLabel(dialog);
    text->setTextFormat(Qt::RichText);
    text->setWordWrap(true);
    text->setText(tr("<h3>Caftan %1</h3><p>A workbench for complexity-aware fine-tuning of small language models. Free "
                     "software under "
                     "the GNU General Public License, version 3 or later. Works offline.</p>%2")
                      .arg(QStringLiteral(CAFTAN_VERSION), QStringLiteral("<table>%1</table>").arg(rows)));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    auto* layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(24, 16, 24, 16);
    layout->setSpacing(16);
    layout->addWidget(text);
    layout->addWidget(buttons);
    dialog->setMinimumWidth(480);
    dialog->open();
}

} // namespace caftan::ui
