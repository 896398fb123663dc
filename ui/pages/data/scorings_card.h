// The scorings of a data set with their state and result; choosing one opens it in Explore. Thread: the window's.
#pragma once

#include <QFrame>
#include <optional>

class QLabel;
class QPushButton;
class QTableWidget;

namespace caftan::ui {

class Library;

class ScoringsCard : public QFrame {
    Q_OBJECT

  public:
    ScoringsCard(Library& library, QWidget* parent = nullptr);
    void setDataset(std::optional<int64_t> dataset);

  Q_SIGNALS:
    void scoreWanted();
    void exploreWanted(int64_t scoring);

  private:
    void refresh();
    std::optional<int64_t> selected() const;

    Library& library_;
    std::optional<int64_t> dataset_;
    std::vector<int64_t> rows_; // scoring of each table row
    QTableWidget* table_;
    QLabel* empty_;
    QPushButton *score_, *explore_;
};

} // namespace caftan::ui
