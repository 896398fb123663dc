// The list of runs: search, choose one, check others to lay them over it. Thread: the window's.
#pragma once

#include "ui/models/run_list_model.h"

#include <QFrame>

class QLabel;
class QLineEdit;
class QListView;
class QPushButton;
class QSortFilterProxyModel;

namespace caftan::ui {

class RunList : public QFrame {
    Q_OBJECT

  public:
    explicit RunList(RunListModel& model, QWidget* parent = nullptr);

    std::string chosen() const; // uid; empty: none
    void choose(const std::string& uid);
    QListView* view() const { return view_; }

  Q_SIGNALS:
    void chosenChanged();
    void newWanted();

  private:
    void keepChosen();

    RunListModel& model_;
    QSortFilterProxyModel* proxy_;
    QLineEdit* search_;
    QListView* view_;
    QLabel* hint_;
    std::string wanted_;     // stays chosen while rows come and go
    bool userChose_ = false; // until then the newest run is shown
};

} // namespace caftan::ui
