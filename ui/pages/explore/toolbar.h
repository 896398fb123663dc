// The row of choices above Explore: scoring, metric, slice, cuts, axis, undo, redo, training. Thread: the window's.
#pragma once

#include "core/analysis/histogram.h"

#include <QWidget>

class QComboBox;
class QGridLayout;
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
    void addChoice(int column, const QString& label, QWidget* field, int stretch);
    void updateIcons();
    void changeEvent(QEvent* event) override;

    Exploration& exploration_;
    QGridLayout* grid_;
    QComboBox *scoring_, *metric_, *slice_, *axis_;
    CutsField* cuts_;
    QTabBar* views_ = nullptr;
    QPushButton *undo_ = nullptr, *redo_ = nullptr, *train_ = nullptr;
};

} // namespace caftan::ui
