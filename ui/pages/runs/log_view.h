// What the job of a run reported, and the end of what its process wrote to standard error.
#pragma once

#include "core/store/jobs.h"
#include "ui/pages/runs/run_tab.h"

class QLabel;
class QPlainTextEdit;

namespace caftan::ui {

class ProjectService;

class LogView : public RunTab {
    Q_OBJECT

  public:
    LogView(ProjectService& service, QWidget* parent = nullptr);
    void showRun(const RunView* run, const RunPoints* points) override;

  private:
    struct Lines {
        std::vector<LogLine> rows;
        std::string standardError; // the end of the file
    };
    void read();
    void take(const Lines& lines);

    ProjectService& service_;
    QPlainTextEdit *log_, *errors_;
    QLabel* where_;
    int64_t job_ = 0, last_ = 0; // last_: row of the log that is shown
    std::string uid_;
    bool asking_ = false, again_ = false;
};

} // namespace caftan::ui
