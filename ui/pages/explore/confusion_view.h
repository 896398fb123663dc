// Confusion at the selected cut: what a "look at everything above the cut" rule finds and flags, with its figures.
// Painted, since it changes while a cut moves.
#pragma once

#include <QWidget>

namespace caftan::ui {

class Exploration;

class ConfusionView : public QWidget {
    Q_OBJECT

  public:
    explicit ConfusionView(Exploration& exploration, QWidget* parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }
    QString summary() const; // one line, for assistive technology and tests

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    Exploration& exploration_;
};

} // namespace caftan::ui
