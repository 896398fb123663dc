// The row of choices above Explore: scoring, metric, slice, cuts, axis, undo, redo, training. Thread: the window's.
#pragma once

#include "core/analysis/histogram.h"

#include <QWidget>

class QComboBox;
class QGridLayout;
class QPushButton;
class QToolButton;

namespace caftan::ui {

class CutsField;
class Exploration;

class ExploreToolbar : public QWidget {
    Q_OBJECT

  public:
    explicit ExploreToolbar(Exploration& exploration, QWidget* parent = nullptr);
    AxisScale scale() const;

  Q_SIGNALS:
    void scaleChanged();
    void trainRequested();

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
    QPushButton *undo_ = nullptr, *redo_ = nullptr, *train_ = nullptr;
};

} // namespace caftan::ui
