// The field of the cuts: presets, typed values or quantiles, snapshots, and whether cuts keep their value or quantile.
#pragma once

#include "core/analysis/suggest.h"

#include <QComboBox>

namespace caftan::ui {

class Exploration;

class CutsField : public QComboBox {
    Q_OBJECT

  public:
    explicit CutsField(Exploration& exploration, QWidget* parent = nullptr);
    void showPopup() override;

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void fill();
    void choose(int index);
    void apply();
    void showCuts();
    void askForName();
    void suggest(CutRule rule);

    Exploration& exploration_;
};

} // namespace caftan::ui
