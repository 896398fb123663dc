// How a run learns: epochs, learning rate, all weights or an adapter; everything else is folded away. Thread: the
// window's.
#pragma once

#include "core/jobs/train_spec.h"

#include <QWidget>

#include <functional>
#include <vector>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;
class QSpinBox;

namespace caftan::ui {

class NumberField;
class TrainDraft;

class TrainSettings : public QWidget {
    Q_OBJECT

  public:
    // `advanced` unfolds the rest; it stands at the end of the row.
    TrainSettings(TrainDraft& draft, QPushButton* advanced, QWidget* parent = nullptr);
    void refresh();

  private:
    void rebuildEpochs(size_t stages);
    void setEpochs(size_t stage, int64_t epochs);
    QWidget* makeMethod();
    void showMethod();

    TrainDraft& draft_;
    QHBoxLayout* epochsRow_;
    std::vector<QSpinBox*> epochs_;
    std::vector<QLabel*> epochLabels_;
    NumberField* rate_;
    QRadioButton *full_, *lora_;
    QLabel* methodText_;
};

// The folded part.
class TrainAdvanced : public QWidget {
    Q_OBJECT

  public:
    explicit TrainAdvanced(TrainDraft& draft, QWidget* parent = nullptr);
    void refresh();
    QPushButton* button() const { return fold_; } // unfolds; placed by whoever owns the row

  private:
    void setUnfolded(bool unfolded);
    void addBatch(QGridLayout* grid);
    void addRate(QGridLayout* grid);
    void addLora(QGridLayout* grid);
    void addMemory(QGridLayout* grid);
    void addRunning(QGridLayout* grid);
    void addQuestions(QGridLayout* grid);
    void addNumber(QGridLayout* grid, const QString& label, const QString& name, double low, double high,
                   double TrainSpec::* member, const QString& toolTip);
    void addCount(QGridLayout* grid, const QString& label, const QString& name, int low, int high, const QString& atLow,
                  int64_t TrainSpec::* member, const QString& toolTip);
    void addChoice(QGridLayout* grid, const QString& label, QComboBox* field, std::string TrainSpec::* member,
                   const QString& toolTip);
    void place(QGridLayout* grid, QWidget* box, int columns = 1);

    TrainDraft& draft_;
    QPushButton* fold_;
    QWidget* content_;
    QLineEdit *targets_ = nullptr, *name_ = nullptr;
    QCheckBox* dropWrong_ = nullptr;
    int placed_ = 0;
    std::vector<std::function<void(const TrainSpec&)>> shown_; // puts the draft's values into the fields
};

} // namespace caftan::ui
