// Small makers, so that every page sets its words, cards and tables in the same way.
#pragma once

#include <QLabel>
#include <QPushButton>
#include <QString>
#include <initializer_list>

class QFrame;
class QTableWidget;
class QVBoxLayout;

namespace caftan::ui {

QLabel* makeLabel(const QString& text, const char* role, QWidget* parent); // plain text, wrapped
QPushButton* makeButton(const QString& name, const QString& text, const QString& toolTip, QWidget* parent,
                        const char* role = "");
// A card with a vertical layout of 16 px margins, given back in `layout`.
QFrame* makeCard(QWidget* parent, QVBoxLayout*& layout);
// What a page without content shows, in its middle: what it would show, why it does not, and the buttons that fill it.
void layEmptyPage(QWidget* page, const QString& title, QLabel* text, std::initializer_list<QPushButton*> buttons);
// One line that ends in "…" where there is no room; the whole text is its tooltip then. Never wider than its place,
// and, where its policy asks, never wider than its text.
class ElidedLabel : public QLabel {
  public:
    ElidedLabel(const char* role, QWidget* parent);
    void setWhole(const QString& text); // emits nothing and lays nothing out, unless its policy follows its text
    void setHelp(const QString& text);  // its tooltip, below the whole text
    const QString& whole() const { return whole_; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    void elide();
    QString whole_, help_;
};

// A read-only table that selects rows; `numeric` columns are right aligned, column `stretch` takes the room that is
// left.
QTableWidget* makeTable(const QString& name, const QStringList& heads, const QList<int>& numeric, int stretch,
                        QWidget* parent);
void setCell(QTableWidget* table, int row, int column, const QString& text, const QString& toolTip = {});
// Height of the rows and the head, so that a short table needs no scroll bar; at most `maxRows` rows.
void fitHeight(QTableWidget* table, int maxRows);

} // namespace caftan::ui
