// The row of choices above Explore: scoring, metric, slice, cuts, axis, undo, redo, training. Thread: the window's.
#pragma once

#include "core/analysis/histogram.h"

#include <QWidget>
#include <utility>
#include <vector>

class QComboBox;
class QGridLayout;
class QLabel;
class QPushButton;
class QTabBar;
class QToolButton;

namespace caftan::ui {

class CutsField;
class Exploration;

class ExploreToolbar : public QWidget {
    Q_OBJECT

  public:
    explicit ExploreToolbar(Exploration& exploration, QWidget* parent = nullptr);
    AxisScale scale() const;
    int view() const; // 0 cuts, 1 estimators, 2 two scorings, 3 keys
    void setView(int view);

  Q_SIGNALS:
    void scaleChanged();
    void trainRequested();
    void viewChosen(int view);

  private:
    void fillScorings();
    void fillMetrics();
    void fillCategories();
    void showTrain();
    void addChoice(const QString& label, QWidget* field);
    void arrange(bool narrow);
    int needed(bool narrow) const;
    void updateIcons();
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    QSize minimumSizeHint() const override;

    Exploration& exploration_;
    QGridLayout* grid_;
    QComboBox *scoring_, *metric_, *slice_, *axis_;
    CutsField* cuts_;
    std::vector<std::pair<QLabel*, QWidget*>> choices_; // from left to right
    QTabBar* views_ = nullptr;
    QWidget* actions_ = nullptr; // undo, redo, training
    bool narrow_ = false;        // choices in two rows, the rest below them
    QPushButton *undo_ = nullptr, *redo_ = nullptr, *train_ = nullptr;
};

} // namespace caftan::ui
