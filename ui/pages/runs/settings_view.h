// Everything that made a run: settings, data, cuts, hashes, versions, seed and command line; its tags and notes.
#pragma once

#include "ui/pages/runs/run_tab.h"

class QLineEdit;
class QTreeWidget;
class QTreeWidgetItem;

namespace caftan::ui {

class ProjectService;

class SettingsView : public RunTab {
    Q_OBJECT

  public:
    SettingsView(ProjectService& service, QWidget* parent = nullptr);
    void showRun(const RunView* run, const RunPoints* points) override;

  private:
    QWidget* makeTags();
    void fillTree(const RunView& run);
    void filter(const QString& words);
    void saveTags();
    void copyDocument();

    ProjectService& service_;
    QLineEdit *tags_, *notes_, *search_;
    QTreeWidget* tree_;
    std::string uid_, shown_; // shown_: the document in the tree
    Json document_;           // what `train --config` takes
    int64_t run_ = 0;
};

} // namespace caftan::ui
