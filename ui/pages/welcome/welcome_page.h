// What a first start shows: the demo, a new project, an existing one, the recent ones. It only asks; the window acts.
#pragma once

#include "ui/shell/page.h"

class QLabel;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace caftan::ui {

class Notice;

class WelcomePage : public Page {
    Q_OBJECT

  public:
    explicit WelcomePage(QWidget* parent = nullptr);

    void setRecent(const QStringList& folders);
    void setBusy(const QString& what); // empty: idle
    void showProblem(const QString& message);
    void clearProblem();
    QString commandLine() const override;

  Q_SIGNALS:
    void demoWanted();
    void experimentWanted(); // the demo with all its runs
    void tourWanted();       // the demo, step by step
    void newWanted();
    void openWanted();
    void projectWanted(const QString& folder);

  private:
    QWidget* makeStart();
    QPushButton* makeChoice(const QString& name, const QString& text, const QString& toolTip);

    QPushButton *demo_, *tour_, *experiment_, *new_, *open_;
    QLabel *busyText_, *noRecent_;
    QProgressBar* busyBar_;
    Notice* notice_;
    QVBoxLayout* recent_;
};

} // namespace caftan::ui
