// One run of the list: its colour and marker (the box that overlays it), name, routing, state with progress or outcome.
#pragma once

#include <QStyledItemDelegate>

namespace caftan::ui {

class RunListModel;

class RunDelegate : public QStyledItemDelegate {
    Q_OBJECT

  public:
    RunDelegate(const RunListModel& model, QObject* parent) : QStyledItemDelegate(parent), model_(model) {}

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    bool editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                     const QModelIndex& index) override;
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;
    static QRect boxOf(const QRect& row); // where a click checks

  private:
    const RunListModel& model_;
};

} // namespace caftan::ui
