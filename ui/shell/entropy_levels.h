// How sure a token was, in four levels: a tint that deepens, and an underline that differs, so that no colour is
// needed. One violet, since the bands have their colours to themselves.
#pragma once

#include "ui/shell/theme.h"

#include <QTextCharFormat>
#include <QWidget>

namespace caftan::ui {

constexpr int entropyLevels = 4;
// Nats: below the first, ..., above the last. ln 2 = 0.69 is a coin; 1.6 is five tokens alike.
constexpr double entropyBounds[entropyLevels - 1] = {0.1, 0.7, 1.6};
int entropyLevel(double entropy);
QString entropyLevelText(int level); // "up to 0.1"
QTextCharFormat entropyFormat(int level, const ThemeColors& colors);

// The levels beside each other, with their bounds.
class EntropyLegend : public QWidget {
    Q_OBJECT

  public:
    explicit EntropyLegend(QWidget* parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

  protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    int entryWidth(int level) const;
};

} // namespace caftan::ui
