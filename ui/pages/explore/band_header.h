// The row above the histogram: each band's name, questions and share right; painted, since it changes while a cut
// moves.
#pragma once

#include "ui/charts/palette.h"

#include <QWidget>

namespace caftan::ui {

class Exploration;

class BandHeader : public QWidget {
    Q_OBJECT

  public:
    explicit BandHeader(Exploration& exploration, QWidget* parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {200, sizeHint().height()}; }
    QStringList texts() const; // "Easy: 2,367 · 56 % right"

  Q_SIGNALS:
    void bandClicked(int band);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

  private:
    struct Entry {
        QString name, detail;
    };
    std::vector<Entry> entries() const;
    int entryWidth(size_t count) const;
    Exploration& exploration_;
};

} // namespace caftan::ui
