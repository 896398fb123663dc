// What stands where on Explore; explore_page.cpp says what it does.
#include "ui/charts/histogram_chart.h"
#include "ui/charts/roc_chart.h"
#include "ui/models/band_table_model.h"
#include "ui/models/exploration.h"
#include "ui/pages/explore/band_header.h"
#include "ui/pages/explore/confusion_view.h"
#include "ui/pages/explore/explore_page.h"
#include "ui/pages/explore/looks.h"
#include "ui/pages/explore/question_detail.h"
#include "ui/pages/explore/question_panel.h"
#include "ui/pages/explore/toolbar.h"
#include "ui/shell/fitting.h"
#include "ui/shell/notice.h"
#include "ui/shell/text_cells.h"
#include "ui/shell/widgets.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedLayout>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>

namespace caftan::ui {
namespace {

constexpr int viewCount = 4, leftShare = 68, rightShare = 32;

// Everything below has its parent from the start: taking over a tree of widgets costs a look at each of them.
QFrame* card(QWidget* parent, QVBoxLayout*& layout, int spacing) {
    auto* frame = new QFrame(parent);
    setRole(frame, "card");
    layout = new QVBoxLayout(frame);
    layout->setContentsMargins(16, 12, 16, 10);
    layout->setSpacing(spacing);
    return frame;
}

QLabel* label(const QString& text, const char* role, QWidget* parent) {
    auto* result = new QLabel(text, parent);
    setRole(result, role);
    return result;
}

// Figures have the room that they can come to need, the recipes what is left, but never less than their words need.
class BandsView : public QTableView {
  public:
    using QTableView::QTableView;
    void fitColumns(const BandTableModel& model) {
        constexpr int padding = 18, titlePadding = 12; // titles are smaller than the figures
        const QFontMetrics metrics = fontMetrics();
        const auto wide = [&metrics](const QString& text) { return metrics.horizontalAdvance(text); };
        for (int column = 0; column < BandTableModel::ColumnCount; ++column) {
            int cell = wide(model.widestText(column)) + padding;
            for (int row = 0; column == BandTableModel::Name && row < model.rowCount(); ++row)
                cell =
                    std::max(cell, wide(model.index(row, column).data().toString()) + iconSize().width() + padding + 6);
            const QString title = model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
            if (column != BandTableModel::Recipe)
                horizontalHeader()->resizeSection(column, std::max(wide(title) + titlePadding, cell));
        }
        leastRecipe_ =
            wide(BandTableModel::recipeText(QStringLiteral("distill"))) + 2 * metrics.height() + 16; // its arrow
        share();
        constexpr int enough = 720; // where text is so large that not all columns fit, they are scrolled here
        setMinimumWidth(std::min(enough, horizontalHeader()->length()));
    }

  protected:
    void resizeEvent(QResizeEvent* event) override {
        share();
        QTableView::resizeEvent(event);
    }

  private:
    void share() {
        QHeaderView* head = horizontalHeader();
        const int others = head->length() - head->sectionSize(BandTableModel::Recipe);
        head->resizeSection(BandTableModel::Recipe, std::max(leastRecipe_, viewport()->width() - others));
        constexpr int rows = 4;
        const int bar = head->length() > viewport()->width() ? horizontalScrollBar()->sizeHint().height() : 0;
        setFixedHeight(head->sizeHint().height() + rows * verticalHeader()->defaultSectionSize() + bar + 2);
    }
    int leastRecipe_ = 0;
};

} // namespace

QWidget* ExplorePage::makeEmptyPage() {
    auto* page = new QWidget(this);
    emptyText_ = makeLabel({}, "muted", page);
    scoreButton_ = makeButton(QStringLiteral("scoreQuestions"), tr("Score questions…"),
                              tr("Lets a model answer every question with one token"), page, "primary");
    connect(scoreButton_, &QPushButton::clicked, this, &ExplorePage::requestScoring);
    layEmptyPage(page, tr("How sure is the model?"), emptyText_, {scoreButton_});
    return page;
}

QWidget* ExplorePage::makeContent() {
    auto* scroll = new PageScroll(this);
    auto* content = new QWidget(scroll->viewport());
    setRole(content, "page");
    toolbar_ = new ExploreToolbar(exploration_, content);
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(20, 8, 20, 10);
    layout->setSpacing(8);
    layout->addWidget(toolbar_);
    layout->addLayout(makeViews(content), 7);
    questions_ = new QuestionPanel(service_, exploration_, content); // Tab follows the order of making
    detail_ = new QuestionDetail(service_, exploration_, content);
    auto* pair = new PairLayout(leftShare, rightShare, PairLayout::Height::Least);
    pair->addWidget(questions_);
    pair->addWidget(detail_);
    layout->addLayout(pair, 3);
    const int lines = 5 * fontMetrics().height();
    questions_->setMinimumHeight(std::max(100, lines));
    detail_->setMinimumHeight(std::max(100, lines));
    detail_->setMinimumWidth(std::max(300, 36 * fontMetrics().averageCharWidth()));
    scroll->setContent(content);
    return scroll;
}

// Bands, estimators, two scorings, keys: one at a time above the questions.
QLayout* ExplorePage::makeViews(QWidget* parent) {
    auto* cuts = new QWidget(parent);
    auto* layout = new QVBoxLayout(cuts);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    auto* plots = new PairLayout(leftShare, rightShare, PairLayout::Height::Least);
    plots->addWidget(makeHistogramCard(cuts));
    plots->addWidget(makeRocCard(cuts));
    layout->addLayout(plots, 1);
    auto* tables = new PairLayout(leftShare, rightShare, PairLayout::Height::Hint);
    tables->addWidget(makeBandCard(cuts));
    tables->addWidget(makeConfusionCard(cuts));
    layout->addLayout(tables);
    viewStack_ = new ViewStack;
    viewStack_->addWidget(cuts);
    while (viewStack_->count() < viewCount) // places of those that are made later
        viewStack_->addWidget(new QWidget(parent));
    chooseView(0);
    return viewStack_;
}

QWidget* ExplorePage::makeHistogramCard(QWidget* parent) {
    QVBoxLayout* layout = nullptr;
    QFrame* frame = card(parent, layout, 4);
    auto* head = new QHBoxLayout;
    legend_ = new QLabel(frame);
    legend_->setTextFormat(Qt::RichText);
    head->addWidget(label(tr("How sure is the model?"), "section", frame));
    head->addSpacing(16);
    head->addLayout(makeSeal(frame));
    head->addStretch();
    head->addWidget(legend_);
    head->addSpacing(8);
    head->addWidget(makeBinsButton(frame));
    bandHeader_ = new BandHeader(exploration_, frame);
    histogram_ = new HistogramChart(frame);
    histogram_->setObjectName(QStringLiteral("histogram"));
    histogram_->setAccessibleName(tr("How sure is the model?"));
    layout->addLayout(head);
    layout->addWidget(bandHeader_);
    layout->addWidget(histogram_, 1);
    return frame;
}

QWidget* ExplorePage::makeRocCard(QWidget* parent) {
    QVBoxLayout* layout = nullptr;
    QFrame* frame = card(parent, layout, 2);
    rocTitle_ = new ElidedLabel("section", frame);
    roc_ = new RocChart(frame);
    roc_->setObjectName(QStringLiteral("roc"));
    roc_->setAccessibleName(tr("ROC"));
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(roc_, 1);
    row->addWidget(makeFigures(frame));
    layout->addWidget(rocTitle_);
    layout->addLayout(row, 1);
    return frame;
}

QWidget* ExplorePage::makeFigures(QWidget* parent) {
    auto* figures = new QWidget(parent);
    auto* layout = new QVBoxLayout(figures);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(1);
    const auto add = [layout, figures](QuietLabel*& target, const QString& widest, double scale, int weight,
                                       bool muted) {
        target = new QuietLabel(widest, Qt::AlignLeft, figures);
        target->setScale(scale, weight);
        target->setMuted(muted);
        layout->addWidget(target);
    };
    layout->addWidget(label(tr("AUC"), "muted", figures));
    add(auc_, QStringLiteral("1.0000"), 1.6, 600, false);
    add(aucInterval_, QStringLiteral("[.000, 1.000]"), 1, 400, true);
    add(aucAll_, tr("all .000"), 1, 400, true);
    layout->addSpacing(6);
    layout->addWidget(label(tr("accuracy"), "muted", figures));
    add(accuracy_, QStringLiteral("100.0 %"), 1.25, 600, false);
    add(accuracyAll_, tr("all 100.0 %"), 1, 400, true);
    layout->addSpacing(6);
    layout->addWidget(label(tr("answers"), "muted", figures));
    add(valid_, tr("1,000,000 valid"), 1, 400, false);
    add(invalid_, tr("1,000 invalid"), 1, 400, true);
    auc_->setObjectName(QStringLiteral("auc"));
    accuracy_->setObjectName(QStringLiteral("accuracy"));
    auc_->setToolTip(
        tr("Chance that a wrong answer is less sure than a right one, over valid answers; 95 % interval after DeLong"));
    aucAll_->setToolTip(tr("Over all answers, invalid ones counted as wrong"));
    accuracyAll_->setToolTip(aucAll_->toolTip());
    layout->addStretch();
    return figures;
}

QWidget* ExplorePage::makeBandCard(QWidget* parent) {
    QVBoxLayout* layout = nullptr;
    QFrame* frame = card(parent, layout, -1);
    bandModel_ = new BandTableModel(exploration_, this);
    auto* table = new BandsView(frame);
    bandTable_ = table;
    bandTable_->setObjectName(QStringLiteral("bands"));
    bandTable_->setAccessibleName(tr("Bands"));
    bandTable_->setModel(bandModel_);
    bandTable_->setItemDelegate(new TextCells(bandTable_));
    bandTable_->setShowGrid(false);
    bandTable_->setWordWrap(false);
    bandTable_->setSelectionMode(QAbstractItemView::NoSelection);
    bandTable_->setFocusPolicy(Qt::NoFocus);
    bandTable_->setTabKeyNavigation(false); // Tab goes from recipe to recipe
    bandTable_->verticalHeader()->hide();
    bandTable_->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    bandTable_->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 11);
    QHeaderView* header = bandTable_->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::Fixed);
    const int swatch = fontMetrics().height() * 5 / 9;
    bandTable_->setIconSize({swatch, swatch});
    table->fitColumns(*bandModel_);
    connect(bandModel_, &BandTableModel::widestChanged, table, [this, table] { table->fitColumns(*bandModel_); });
    header->setHighlightSections(false);
    bandTable_->setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    bandTable_->setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    bandTable_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    layout->setContentsMargins(8, 6, 8, 6);
    layout->addWidget(bandTable_);
    layout->addStretch();
    return frame;
}

// Which parts are shown, and the way to the sealed one.
QLayout* ExplorePage::makeSeal(QWidget* parent) {
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    seal_ = new ElidedLabel("label", parent);
    seal_->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    openTest_ = new QPushButton(tr("Open test…"), parent);
    setRole(openTest_, "inline");
    openTest_->setObjectName(QStringLiteral("openTest"));
    connect(openTest_, &QPushButton::clicked, this, &ExplorePage::confirmOpenTest);
    row->addWidget(seal_);
    row->addWidget(openTest_);
    return row;
}

QWidget* ExplorePage::makeConfusionCard(QWidget* parent) {
    QVBoxLayout* layout = nullptr;
    QFrame* frame = card(parent, layout, 4);
    auto* head = new QHBoxLayout;
    confusionTitle_ = new ElidedLabel("section", frame);
    confusionTitle_->setWhole(tr("What the cut flags"));
    confusionCut_ = new QuietLabel(tr("cut 0.0000 nats"), Qt::AlignRight, frame);
    confusionCut_->setMuted(true);
    head->addWidget(confusionTitle_, 1);
    head->addWidget(confusionCut_);
    layout->addLayout(head);
    auto* confusion = new ConfusionView(exploration_, frame);
    confusion->setObjectName(QStringLiteral("confusion"));
    layout->addWidget(confusion, 1);
    return frame;
}

} // namespace caftan::ui
