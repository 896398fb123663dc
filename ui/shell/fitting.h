// What fits itself to the room there is: at 200 % text, in languages with long words, in small windows.
// Ownership as everywhere in Qt: by the parent. Thread: the window's.
#pragma once

#include <QComboBox>
#include <QHeaderView>
#include <QLayout>
#include <QScrollArea>
#include <QStackedLayout>
#include <QTabBar>
#include <vector>

namespace caftan::ui {

// Keeps its items in the order of adding.
class ItemLayout : public QLayout {
  public:
    using QLayout::QLayout;
    ~ItemLayout() override;

    void addItem(QLayoutItem* item) override;
    void addLayout(QLayout* layout);
    int count() const override { return int(items_.size()); }
    QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;
    bool hasHeightForWidth() const override { return true; }

  protected:
    std::vector<QLayoutItem*> shown() const; // without hidden ones

  private:
    std::vector<QLayoutItem*> items_;
};

// Side by side at their own widths, on a new line where there is no room. Justified: what is left of a line's room
// stands between its items.
class FlowLayout : public ItemLayout {
  public:
    explicit FlowLayout(QWidget* parent = nullptr, bool justified = false);

    Qt::Orientations expandingDirections() const override { return {}; }
    int heightForWidth(int width) const override { return arrange({0, 0, width, 0}, false); }
    int minimumHeightForWidth(int width) const override { return heightForWidth(width); }
    QSize sizeHint() const override; // one line
    QSize minimumSize() const override;
    void setGeometry(const QRect& rect) override;

  private:
    int arrange(const QRect& rect, bool move) const; // the height that it takes, margins included
    bool justified_;
};

// Two side by side, shares of the width as given, or one below the other where that is too narrow for both.
class PairLayout : public ItemLayout {
  public:
    enum class Height { Hint, Least }; // what it asks for; a stretch of the layout around it gives more
    PairLayout(int leftShare, int rightShare, Height height);

    Qt::Orientations expandingDirections() const override { return Qt::Horizontal; }
    int heightForWidth(int width) const override { return needed(width, height_); }
    int minimumHeightForWidth(int width) const override { return needed(width, Height::Least); }
    QSize sizeHint() const override;
    QSize minimumSize() const override;
    void setGeometry(const QRect& rect) override;

  private:
    int widthOfLeft(int width) const; // `width` itself: one below the other
    int needed(int width, Height height) const;

    int leftShare_, rightShare_;
    Height height_;
};

// One view at a time: only the one that is shown asks for room. Each has a layout.
class ViewStack : public QStackedLayout {
  public:
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return minimumHeightForWidth(width); }
    int minimumHeightForWidth(int width) const override;
    QSize sizeHint() const override { return minimumSize(); }
    QSize minimumSize() const override;
};

// Ends in "…" where the chosen text has no room; the list shows it whole.
class ElidedCombo : public QComboBox {
  public:
    using QComboBox::QComboBox;
    QSize minimumSizeHint() const override; // some letters

  protected:
    void paintEvent(QPaintEvent* event) override;
};

// Its titles end in "…" where they have no room; a style sheet cuts them off otherwise.
class ElidedHeader : public QHeaderView {
  public:
    using QHeaderView::QHeaderView;

  protected:
    void initStyleOptionForIndex(QStyleOptionHeader* option, int section) const override;
};

// The chosen tab is bold: every tab has the room for that, so that choosing moves none.
class SteadyTabBar : public QTabBar {
  public:
    using QTabBar::QTabBar;

  protected:
    QSize tabSizeHint(int index) const override;
};

// Shows its content as large as itself, and scrolls it where that is less than what the content needs.
class PageScroll : public QScrollArea {
  public:
    explicit PageScroll(QWidget* parent);
    // A child of the viewport, whose layout says what it needs. Make it with viewport() as its parent: taking over a
    // tree of widgets costs a look at each of them.
    void setContent(QWidget* content);

  protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void fit();
};

} // namespace caftan::ui
