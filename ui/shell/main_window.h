// The window: a rail of pages, a header, a footer, menus, the jobs drawer. It only navigates; pages own their widgets.
// The first paint waits for none of them: they are made while the window has nothing else to do, or when they are first
// wanted. Thread: the window's.
#pragma once

#include "ui/jobs/demo_maker.h"
#include "ui/jobs/experiment_runner.h"
#include "ui/jobs/job_launcher.h"
#include "ui/jobs/jobs_model.h"
#include "ui/models/exploration.h"
#include "ui/models/library.h"
#include "ui/models/project_service.h"
#include "ui/models/train_draft.h"
#include "ui/shell/dialogs.h"
#include "ui/shell/settings.h"
#include "ui/shell/system_monitor.h"
#include "ui/shell/theme.h"

#include <QMainWindow>
#include <QTimer>
#include <functional>
#include <vector>

class QMenu;
class QStackedWidget;

namespace caftan::ui {

class FooterBar;
class HeaderBar;
class JobsDrawer;
class Language;
class ExperimentSheet;
class Notice;
class Rail;
class Tour;
class TrainSheet;
class WelcomePage;

struct WindowOptions {
    QString cli;        // program that runs jobs and imports; empty: findCli()
    QString dataFolder; // where the demo is made; empty: the user's data folder
    Dialogs dialogs = Dialogs::native();
    Language* language = nullptr; // borrowed; nullptr: the window offers no choice of language
};

class MainWindow : public QMainWindow {
    Q_OBJECT

  public:
    MainWindow(Theme& theme, Settings& settings, const WindowOptions& options, QWidget* parent = nullptr);
    ~MainWindow() override;

    void openProject(const QString& folder);
    void openDemo();
    ProjectService& service() { return service_; }
    Library& library() { return library_; }
    JobsModel& jobs() { return jobs_; }
    Exploration& exploration() { return exploration_; }
    TrainDraft& draft() { return draft_; }

    int pageCount() const { return int(pages_.size()); }
    QString pageName(int index) const; // "data", ...: stable, for files and tests
    void showPage(int index);
    void showPage(const QString& name);
    void choosePage(int index);   // as a user does: a page that is not there yet is made before, in a call of its own
    QWidget* currentPage() const; // nullptr while no project is open
    QString currentPageName() const; // "welcome" while no project is open
    void showJobs(bool shown);
    bool isDemoOpen() const;
    void startTour();                        // over the demo, which is opened or made first
    void continueTour() { tourDue_ = true; } // where it stood, once the project is open
    Tour* tour() const { return tour_; }

  Q_SIGNALS:
    void firstPainted();

  protected:
    void closeEvent(QCloseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;

  private:
    using MakePage = std::function<QWidget*(QWidget* parent)>;
    struct Entry {
        QString name;
        MakePage make;
        QWidget* page = nullptr;
    };
    int indexOf(const QString& name) const; // -1: no page
    void makePage(Entry& entry);
    bool makeOneAhead(); // pages.cpp; false: nothing is left
    // The forms of a page, made when they are first asked for.
    TrainSheet* trainSheet(QWidget* explore);
    ExperimentSheet* experimentSheet(QWidget* over); // a page or the welcome page
    void startExperiment(int seeds);
    void makeTour(); // tour_of_demo.cpp
    void resetDemo();
    void remakeDemo();
    void addPages(); // pages.cpp: one line a page
    void addPage(const QString& name, const QString& text, const QString& toolTip, MakePage make);
    void buildLayout();
    void connectProject();
    void buildMenus(); // menus.cpp
    void buildFileMenu();
    void buildEditMenu();
    void buildViewMenu();
    void addLanguages(QMenu* menu);
    void buildHelpMenu();
    void fillRecentMenu(QMenu* menu);
    void showHelp();
    void showWelcome(const QString& problem = {});
    void showStartPage();
    void setFrameVisible(bool visible);
    void updateHeader();
    void updateJobs();
    void updateCommandLine();
    void placeDrawer();
    void chooseProject();
    void chooseNewProject();

    Theme& theme_;
    Settings& settings_;
    WindowOptions options_;
    ProjectService service_;
    Library library_;
    Exploration exploration_;
    TrainDraft draft_;
    JobsModel jobs_;
    JobLauncher launcher_;
    DemoMaker demo_;
    ExperimentRunner experiment_;
    SystemMonitor monitor_;
    std::vector<Entry> pages_;
    QTimer ahead_; // until everything is made
    int current_ = -1;
    int experimentSeeds_ = 0; // to be started as soon as the demo is open
    bool painted_ = false, startPageDue_ = false, tourDue_ = false;
    Tour* tour_ = nullptr;

    Rail* rail_ = nullptr;
    HeaderBar* header_ = nullptr;
    FooterBar* footer_ = nullptr;
    QStackedWidget* stack_ = nullptr;
    WelcomePage* welcome_ = nullptr;
    Notice* notice_ = nullptr;
    JobsDrawer* drawer_ = nullptr;
};

} // namespace caftan::ui
