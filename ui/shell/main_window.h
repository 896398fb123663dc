// The window: a rail of pages, a header, a footer, menus. It only navigates; pages own their widgets and are made when
// they are first shown, so that the first paint waits for none of them.
#pragma once

#include "ui/models/project_service.h"
#include "ui/shell/dialogs.h"
#include "ui/shell/settings.h"
#include "ui/shell/system_monitor.h"
#include "ui/shell/theme.h"

#include <QMainWindow>
#include <functional>
#include <vector>

class QStackedWidget;
class QUndoGroup;

namespace caftan::ui {

class FooterBar;
class HeaderBar;
class Notice;
class Page;
class Rail;

struct WindowOptions {
    QString cli;            // program that runs jobs and imports; empty: caftan-cli beside this program
    QString dataFolder;     // where the demo is made; empty: the user's data folder
    Dialogs dialogs = Dialogs::native();
};

class MainWindow : public QMainWindow {
    Q_OBJECT

  public:
    MainWindow(Theme& theme, Settings& settings, const WindowOptions& options, QWidget* parent = nullptr);
    ~MainWindow() override;

    void openProject(const QString& folder);
    ProjectService& service() { return service_; }

    int pageCount() const;
    QString pageName(int index) const; // "data", "explore": stable, for files and tests
    void showPage(int index);
    void showPage(const QString& name);
    Page* currentPage() const;

  Q_SIGNALS:
    void firstPainted();

  protected:
    void closeEvent(QCloseEvent* event) override;
    bool event(QEvent* event) override;

  private:
    using MakePage = std::function<Page*(QWidget* parent)>;
    struct Entry {
        QString name;
        MakePage make;
        Page* page = nullptr;
    };
    void addPage(const QString& name, const QString& text, const QString& toolTip, MakePage make);
    void addPages();
    void buildLayout();
    void buildMenus();
    void buildFileMenu();
    void buildViewMenu();
    void fillRecentMenu(class QMenu* menu);
    void updateHeader();
    void updateCommandLine();
    void chooseProject();
    void chooseNewProject();

    Theme& theme_;
    Settings& settings_;
    WindowOptions options_;
    ProjectService service_;
    SystemMonitor monitor_;
    std::vector<Entry> pages_;
    int current_ = -1;
    bool painted_ = false;

    Rail* rail_ = nullptr;
    HeaderBar* header_ = nullptr;
    FooterBar* footer_ = nullptr;
    QStackedWidget* stack_ = nullptr;
    Notice* notice_ = nullptr;
    QUndoGroup* undo_ = nullptr;
};

} // namespace caftan::ui
