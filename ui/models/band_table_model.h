// The bands of Explore as a table: questions, share right, tokens, what each would be trained with. Follows the cuts by
// look-ups; reset only when the number of bands changes. Thread: the window's.
#pragma once

#include "core/analysis/threshold_index.h"

#include <QAbstractTableModel>
#include <QColor>

namespace caftan::ui {

class Exploration;

class BandTableModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    enum Column { Name, Questions, Right, AnswerTokens, TraceTokens, Recipe, TrainedTokens, ShareOfFull, ColumnCount };

    explicit BandTableModel(Exploration& exploration, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override; // bands, and the invalid answers when there are any
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    size_t bandCount() const { return bands_.size(); }
    const BandStats& band(size_t i) const { return bands_[i]; }
    bool isInvalidRow(int row) const { return size_t(row) >= bands_.size(); }
    static QString displayName(size_t band, size_t bands); // "Easy", ...
    static QString recipeText(const QString& recipe);      // "SFT on the answer", ...
    QString widestText(int column) const;                  // of the figures that moving the cuts can lead to
    void setBandColors(std::vector<QColor> colors);        // one a band; set again when their number changes

  Q_SIGNALS:
    void widestChanged();

  private:
    void rebuild(); // rows or their number
    void update();  // cuts
    void readBands();
    int64_t trainedTokens(size_t row) const;
    QString text(size_t row, int column) const;

    Exploration& exploration_;
    std::vector<BandStats> bands_;
    BandStats invalid_;
    bool tokensKnown_ = false;
    std::vector<QColor> colors_;
};

} // namespace caftan::ui
