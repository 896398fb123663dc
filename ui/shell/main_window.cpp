#include "ui/shell/main_window.h"

#include "ui/charts/number_text.h"
#include "ui/jobs/cli.h"
#include "ui/jobs/jobs_drawer.h"
#include "ui/pages/welcome/welcome_page.h"
#include "ui/shell/bars.h"
#include "ui/shell/focus_ring.h"
#include "ui/shell/icons.h"
#include "ui/shell/notice.h"
#include "ui/shell/page.h"
#include "ui/shell/pointer_halo.h"
#include "ui/shell/rail.h"
#include "ui/shell/wheel_guard.h"
#include "ui/tour/tour.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace caftan::ui {

namespace {

// Absolute, since jobs are started in the project's folder.
QString programOf(const WindowOptions& options) {
    return options.cli.isEmpty() ? findCli() : QFileInfo(options.cli).absoluteFilePath();
}

constexpr int drawerWidth = 400;
constexpr double teachingScale = 2;

} // namespace

MainWindow::MainWindow(Theme& theme, Settings& settings, const WindowOptions& options, QWidget* parent)
    : QMainWindow(parent), theme_(theme), settings_(settings), options_(options), library_(service_),
      exploration_(service_), draft_(service_, exploration_, library_), jobs_(service_),
      launcher_(service_, programOf(options)), demo_(programOf(options), options.dataFolder),
      experiment_(programOf(options)) {
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(tr("Caftan"));
    setWindowIcon(applicationIcon());
    setMinimumSize(960, 600);
    qApp->installEventFilter(new WheelGuard(this));
    resize(1280, 800);
    restoreGeometry(settings_.value(Setting::WindowGeometry).toByteArray());
    buildLayout();
    addPages();
    buildMenus();
    connectProject();
    makeTour();
    new FocusRing(this);
    auto* halo = new PointerHalo(this);
    const auto teach = [this, halo] { halo->setOn(theme_.textScale() >= teachingScale); };
    connect(&theme_, &Theme::changed, this, teach);
    teach();
    showWelcome();
}

MainWindow::~MainWindow() {
    delete tour_;
    // Pages and the drawer read the models of this object: they go first.
    delete takeCentralWidget();
}

void MainWindow::buildLayout() {
    auto* centre = new QWidget(this);
    rail_ = new Rail(centre);
    header_ = new HeaderBar(centre);
    footer_ = new FooterBar(centre);
    stack_ = new QStackedWidget(centre);
    notice_ = new Notice(centre);
    welcome_ = new WelcomePage(stack_);
    stack_->addWidget(welcome_);

    auto* noticeSpace = new QHBoxLayout;
    noticeSpace->setContentsMargins(24, 0, 24, 0);
    noticeSpace->addWidget(notice_);
    auto* column = new QVBoxLayout;
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(header_);
    column->addLayout(noticeSpace);
    column->addWidget(stack_, 1);
    column->addWidget(footer_);
    auto* row = new QHBoxLayout(centre);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(rail_);
    row->addLayout(column, 1);
    setCentralWidget(centre);

    drawer_ = new JobsDrawer(service_, library_, jobs_, launcher_, centre);
    drawer_->hide();
    connect(drawer_, &JobsDrawer::closeWanted, this, [this] { showJobs(false); });
    connect(header_->jobsButton(), &JobsButton::clicked, this, [this](bool on) { showJobs(on); });
    connect(rail_, &Rail::chosen, this, &MainWindow::choosePage);
    connect(&monitor_, &SystemMonitor::sampled, this, [this](const SystemUse& use) {
        footer_->setSystem(SystemMonitor::describe(use));
        draft_.setMachine({use.memoryTotal, use.gpu ? use.gpu->total / use.gpu->count : 0});
    });
    connect(&theme_, &Theme::changed, this, [this] {
        updateCommandLine();
        settings_.set(Setting::DesktopDark, theme_.isDesktopDark());
    });
}

void MainWindow::connectProject() {
    connect(&service_, &ProjectService::opened, this, [this] {
        settings_.addRecentProject(service_.folder());
        notice_->clear();
        if (service_.readOnly())
            notice_->showMessage(Notice::Kind::Warning,
                                 tr("This project can only be read: cuts and jobs cannot be saved. Make %1 "
                                    "writable to change it.")
                                     .arg(service_.folder()));
        startPageDue_ = true;
        if (const int seeds = std::exchange(experimentSeeds_, 0))
            startExperiment(seeds);
    });
    connect(&service_, &ProjectService::failed, this, [this](const QString& message) { showWelcome(message); });
    connect(&service_, &ProjectService::lost, this, [this](const QString& message) { showWelcome(message); });
    connect(&library_, &Library::updated, this, [this] {
        updateHeader();
        if (startPageDue_ && library_.loaded()) {
            startPageDue_ = false;
            QMetaObject::invokeMethod(this, &MainWindow::showStartPage, Qt::QueuedConnection);
        }
    });
    connect(&library_, &Library::failed, this,
            [this](const QString& message) { notice_->showMessage(Notice::Kind::Problem, message); });
    connect(&jobs_, &JobsModel::updated, this, &MainWindow::updateJobs);
    connect(&launcher_, &JobLauncher::failed, this, [this](const QString&) { showJobs(true); });
    connect(&demo_, &DemoMaker::progress, this,
            [this](const QString& line) { welcome_->setBusy(line.isEmpty() ? tr("Making the demo…") : line); });
    connect(&demo_, &DemoMaker::ready, this, [this](const QString& folder) {
        welcome_->setBusy({});
        openProject(folder);
    });
    connect(&demo_, &DemoMaker::failed, this, [this](const QString& message) {
        experimentSeeds_ = 0;
        tourDue_ = false;
        showWelcome(message);
    });
    connect(&experiment_, &ExperimentRunner::ended, this, [this](const QString& folder) {
        if (folder != service_.folder() || (tour_ && tour_->card()) || currentPageName() == QLatin1String("compare"))
            return; // the tour says so itself
        notice_->showMessage(Notice::Kind::Done, tr("The demo's experiment is over: its recipes stand side by side."),
                             tr("Compare them"), [this] { showPage(QStringLiteral("compare")); });
    });
    connect(&experiment_, &ExperimentRunner::failed, this,
            [this](const QString& message) { notice_->showMessage(Notice::Kind::Problem, message); });
    connect(welcome_, &WelcomePage::demoWanted, this, &MainWindow::openDemo);
    connect(welcome_, &WelcomePage::newWanted, this, &MainWindow::chooseNewProject);
    connect(welcome_, &WelcomePage::openWanted, this, &MainWindow::chooseProject);
    connect(welcome_, &WelcomePage::projectWanted, this, &MainWindow::openProject);
}

void MainWindow::addPage(const QString& name, const QString& text, const QString& toolTip, MakePage make) {
    rail_->add(name, text, toolTip);
    pages_.push_back({name, std::move(make), nullptr});
}

QString MainWindow::pageName(int index) const {
    return pages_[size_t(index)].name;
}

QWidget* MainWindow::currentPage() const {
    return current_ < 0 ? nullptr : pages_[size_t(current_)].page;
}

QString MainWindow::currentPageName() const {
    return current_ < 0 ? QStringLiteral("welcome") : pageName(current_);
}

void MainWindow::showPage(int index) {
    if (index < 0 || index >= pageCount() || !(service_.isOpen() || service_.isOpening()))
        return;
    Entry& entry = pages_[size_t(index)];
    if (!entry.page)
        makePage(entry);
    current_ = index;
    stack_->setCurrentWidget(entry.page);
    entry.page->setFocus();
    rail_->setCurrent(index);
    setFrameVisible(true);
    updateCommandLine();
}

void MainWindow::showPage(const QString& name) {
    showPage(indexOf(name));
}

int MainWindow::indexOf(const QString& name) const {
    for (int i = 0; i < pageCount(); ++i)
        if (pageName(i) == name)
            return i;
    return -1;
}

void MainWindow::choosePage(int index) {
    if (pages_[size_t(index)].page)
        return showPage(index);
    makePage(pages_[size_t(index)]); // what is shown is there, what was pressed is painted
    QMetaObject::invokeMethod(this, [this, index] { showPage(index); }, Qt::QueuedConnection);
}

// A project with scores starts where they are looked at, any other where data is brought in.
void MainWindow::showStartPage() {
    if (!service_.isOpen())
        return;
    const int start = indexOf(library_.scorings().empty() ? QStringLiteral("data") : QStringLiteral("explore"));
    Entry& entry = pages_[size_t(start)];
    if (current_ < 0 && !entry.page) {
        makePage(entry); // and shown in a call of its own
        QMetaObject::invokeMethod(this, &MainWindow::showStartPage, Qt::QueuedConnection);
        return;
    }
    if (current_ < 0)
        showPage(start);
    if (std::exchange(tourDue_, false))
        startTour();
}

void MainWindow::showWelcome(const QString& problem) {
    current_ = -1;
    rail_->setCurrent(-1);
    showJobs(false);
    setFrameVisible(false);
    stack_->setCurrentWidget(welcome_);
    welcome_->setBusy({});
    welcome_->setRecent(settings_.recentProjects());
    if (problem.isEmpty())
        welcome_->clearProblem();
    else
        welcome_->showProblem(problem);
    setWindowTitle(tr("Caftan"));
}

void MainWindow::setFrameVisible(bool visible) {
    rail_->setVisible(visible);
    header_->setVisible(visible);
    footer_->setVisible(visible);
    if (!visible)
        notice_->clear();
}

void MainWindow::openProject(const QString& folder) {
    const QFileInfo chosen(folder); // the project file itself stands for its folder
    const QString path = chosen.isFile() ? chosen.path() : folder;
    welcome_->clearProblem();
    current_ = -1;
    stack_->setCurrentWidget(welcome_);
    welcome_->setBusy(tr("Opening %1…").arg(QDir::toNativeSeparators(path)));
    setWindowTitle(tr("%1 – Caftan").arg(QFileInfo(path).fileName()));
    service_.open(path);
}

void MainWindow::openDemo() {
    welcome_->clearProblem();
    welcome_->setBusy(tr("Making the demo…"));
    demo_.make();
}

void MainWindow::chooseProject() {
    const QString folder = options_.dialogs.chooseFolder(this, tr("Folder of the project"),
                                                         settings_.value(Setting::LastProjectFolder).toString());
    if (folder.isEmpty())
        return;
    settings_.set(Setting::LastProjectFolder, QFileInfo(folder).path());
    openProject(folder);
}

void MainWindow::chooseNewProject() {
    const QString folder = options_.dialogs.chooseFolder(this, tr("Empty folder for the new project"),
                                                         settings_.value(Setting::LastProjectFolder).toString());
    if (folder.isEmpty())
        return;
    settings_.set(Setting::LastProjectFolder, QFileInfo(folder).path());
    welcome_->clearProblem();
    service_.create(folder, QFileInfo(folder).fileName());
}

void MainWindow::updateHeader() {
    int64_t questions = 0, openings = 0;
    bool sealed = false;
    for (const Dataset& dataset : library_.datasets()) {
        questions += dataset.questions;
        openings += dataset.openings;
        sealed = sealed || dataset.sealed;
    }
    QStringList parts;
    parts << tr("%1 questions").arg(groupedText(questions));
    if (library_.datasets().size() > 1)
        parts << tr("%1 data sets").arg(library_.datasets().size());
    if (sealed)
        parts << (openings == 0   ? tr("test set sealed")
                  : openings == 1 ? tr("test opened once")
                                  : tr("test opened %1 times").arg(openings));
    else if (questions > 0)
        parts << tr("no test set yet");
    header_->setProject(service_.name(), parts.join(QStringLiteral(" · ")));
    if (service_.isOpen())
        setWindowTitle(tr("%1 – Caftan").arg(service_.name()));
}

void MainWindow::updateJobs() {
    int running = 0, troubled = 0;
    for (const JobView& job : jobs_.jobs())
        running += job.running();
    if (!jobs_.jobs().empty()) {
        const QString& newest = jobs_.jobs().front().state;
        troubled = newest == QLatin1String("failed") || newest == QLatin1String("interrupted");
    }
    const JobView* job = jobs_.firstRunning();
    if (!job)
        return header_->jobsButton()->setState(tr("Jobs"), -1, troubled);
    QString text = job->share() < 0 ? job->title() : tr("%1 %2 %").arg(job->title()).arg(int(100 * job->share()));
    if (running > 1)
        text = tr("%1 + %2").arg(text).arg(running - 1);
    header_->jobsButton()->setState(text, job->share(), troubled);
}

void MainWindow::updateCommandLine() {
    const auto* page = current_ < 0 ? nullptr : qobject_cast<Page*>(pages_[size_t(current_)].page);
    footer_->setCommandLine(page ? page->commandLine() : QString());
}

void MainWindow::showJobs(bool shown) {
    header_->jobsButton()->setChecked(shown);
    drawer_->setVisible(shown);
    if (!shown)
        return;
    placeDrawer();
    drawer_->raise();
    drawer_->setFocus();
}

void MainWindow::placeDrawer() {
    const int top = header_->geometry().bottom() + 1, bottom = footer_->geometry().top();
    const int width =
        std::min(drawerWidth * std::max(18, fontMetrics().height()) / 18, centralWidget()->width() * 6 / 10);
    drawer_->setGeometry(centralWidget()->width() - width, top, width, bottom - top);
}

void MainWindow::resizeEvent(QResizeEvent* event) {
    QMainWindow::resizeEvent(event);
    if (drawer_->isVisible())
        placeDrawer();
}

bool MainWindow::event(QEvent* event) {
    const bool handled = QMainWindow::event(event);
    if (event->type() == QEvent::UpdateRequest && !painted_ && isVisible()) {
        painted_ = true;
        Q_EMIT firstPainted();
        // What the first paint need not wait for.
        QTimer::singleShot(0, this, [this] {
            theme_.followDesktop();
            monitor_.start();
            ahead_.start();
        });
    }
    return handled;
}

void MainWindow::closeEvent(QCloseEvent* event) {
    settings_.set(Setting::WindowGeometry, saveGeometry());
    event->accept();
}

} // namespace caftan::ui
