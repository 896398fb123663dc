// Data: bring questions in, see what is there, split, add models, score. Thread: the window's.
#pragma once

#include "ui/shell/dialogs.h"
#include "ui/shell/page.h"

#include <optional>
#include <vector>

class QBoxLayout;
class QFrame;
class QLabel;
class QTableWidget;

namespace caftan::ui {

class DatasetCard;
class ImportSheet;
class JobLauncher;
class Library;
class ProjectService;
class ScoreSheet;
class ScoringsCard;
class Settings;
class TracesSheet;

struct DataPageParts {
    ProjectService& service;
    Library& library;
    JobLauncher& launcher;
    Settings& settings;
    Dialogs dialogs;
};

class DataPage : public Page {
    Q_OBJECT

  public:
    DataPage(const DataPageParts& parts, QWidget* parent = nullptr);
    QString commandLine() const override;
    bool makeMore() override;
    void importFiles(const QStringList& files);

  Q_SIGNALS:
    void exploreWanted(int64_t scoring);
    void jobLaunched(int64_t job);

  protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    QWidget* makeDatasets(QWidget* parent);
    QWidget* makeEmpty(QWidget* parent);
    void refresh();
    void choose(int row);
    void chooseFiles();
    void chooseTraces();
    // The forms, made when they are first wanted.
    ImportSheet* importSheet();
    ScoreSheet* scoreSheet();
    TracesSheet* tracesSheet();

    DataPageParts parts_;
    std::vector<int64_t> rows_; // data set of each table row
    std::optional<int64_t> chosen_;
    QString wanted_; // name of a data set to choose when it appears
    QTableWidget* table_ = nullptr;
    QBoxLayout* columns_ = nullptr;
    QFrame *empty_ = nullptr, *datasets_ = nullptr;
    DatasetCard* detail_ = nullptr;
    ScoringsCard* scorings_ = nullptr;
    ImportSheet* import_ = nullptr;
    ScoreSheet* score_ = nullptr;
    TracesSheet* traces_ = nullptr;
};

} // namespace caftan::ui
