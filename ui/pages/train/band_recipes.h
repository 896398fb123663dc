// The bands of the Train sheet: what each is trained on, and how many rows and tokens that is. Thread: the window's.
#pragma once

#include <QWidget>
#include <vector>

class QComboBox;
class QGridLayout;
class QLabel;

namespace caftan::ui {

class TrainDraft;

class BandRecipes : public QWidget {
    Q_OBJECT

  public:
    explicit BandRecipes(TrainDraft& draft, QWidget* parent = nullptr);
    void refresh(); // after any change of the draft

  protected:
    void changeEvent(QEvent* event) override;

  private:
    struct Row {
        QLabel *mark, *name, *rows, *answer, *share, *each;
        QComboBox* recipe;
    };
    void rebuild(const std::vector<std::string>& bands);
    Row makeRow(int row, const std::string& band);
    void addHead();
    void addTotal(int row);
    QLabel* addCell(int row, int column, const char* role);
    void fillRow(const Row& row, size_t index);
    void fillTotal();
    void showColors();

    TrainDraft& draft_;
    QWidget* table_ = nullptr;
    QGridLayout* grid_ = nullptr;
    std::vector<std::string> bands_;
    std::vector<Row> rows_;
    QLabel *totalRows_ = nullptr, *totalAnswer_ = nullptr, *totalShare_ = nullptr;
};

} // namespace caftan::ui
