#include "ui/pages/explore/explore_page.h"

#include "ui/charts/cut_handle.h"
#include "ui/charts/histogram_chart.h"
#include "ui/charts/number_text.h"
#include "ui/charts/roc_chart.h"
#include "ui/models/band_table_model.h"
#include "ui/models/exploration.h"
#include "ui/models/project_service.h"
#include "ui/pages/explore/band_header.h"
#include "ui/pages/explore/looks.h"
#include "ui/pages/explore/question_detail.h"
#include "ui/pages/explore/question_panel.h"
#include "ui/pages/explore/selection_keeper.h"
#include "ui/pages/explore/toolbar.h"
#include "ui/shell/fitting.h"
#include "ui/shell/notice.h"
#include "ui/shell/save_picture.h"
#include "ui/shell/widgets.h"

#include <QAction>
#include <QComboBox>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QStackedLayout>
#include <QTableView>
#include <QVBoxLayout>

namespace caftan::ui {

ExplorePage::ExplorePage(ProjectService& service, Exploration& exploration, QWidget* parent)
    : Page(parent), service_(service), exploration_(exploration), stack_(new QStackedLayout) {
    notice_ = new Notice(this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(notice_);
    layout->addLayout(stack_, 1);
    stack_->addWidget(makeEmptyPage());
    stack_->addWidget(makeContent());
    connect(&exploration, &Exploration::dataChanged, this, &ExplorePage::showData);
    connect(&exploration, &Exploration::cutsChanged, this, &ExplorePage::showCuts);
    connect(&exploration, &Exploration::cutSelected, this, &ExplorePage::showCuts);
    connect(&exploration, &Exploration::scoringsChanged, this, &ExplorePage::showState);
    connect(&exploration, &Exploration::commandLineChanged, this, &Page::commandLineChanged);
    connect(&exploration, &Exploration::failed, this, &ExplorePage::tell);
    connect(toolbar_, &ExploreToolbar::scaleChanged, this, &ExplorePage::showData);
    connect(toolbar_, &ExploreToolbar::trainRequested, this, &ExplorePage::trainWanted);
    connect(bandModel_, &QAbstractItemModel::modelReset, this, &ExplorePage::fillRecipes);
    connect(bandHeader_, &BandHeader::bandClicked, questions_, &QuestionPanel::showBand);
    connect(questions_, &QuestionPanel::questionChosen, detail_, &QuestionDetail::showQuestion);
    connect(questions_, &QuestionPanel::rangeCleared, this, [this] { histogram_->setBrush(std::nullopt); });
    connectCharts();
    addUndoActions();
    const auto onProblem = [this](const QString& message) { tell(message); };
    addChartActions(histogram_,
                    {QStringLiteral("histogram"), [this](const QString& path) { return histogram_->save(path); },
                     [this] { return histogram_->csv(); }, onProblem});
    addChartActions(roc_, {QStringLiteral("roc"), [this](const QString& path) { return roc_->save(path); },
                           [this] { return roc_->csv(); }, onProblem});
    connectViews();
    showColors();
    fillRecipes();
    showState();
    showData();
}

void ExplorePage::connectCharts() {
    const auto link = [this](auto* chart) {
        using Chart = std::remove_pointer_t<decltype(chart)>;
        connect(chart, &Chart::cutGrabbed, this, [this](int cut) {
            exploration_.selectCut(cut);
            exploration_.beginDrag();
        });
        connect(chart, &Chart::cutMoved, &exploration_, &Exploration::moveCut);
        connect(chart, &Chart::cutReleased, this, [this] { exploration_.endDrag(); });
        connect(chart, &Chart::cutNudged, &exploration_, &Exploration::nudgeCut);
        connect(chart, &Chart::cutFocused, &exploration_, &Exploration::selectCut);
    };
    link(histogram_);
    link(roc_);
    connect(histogram_, &HistogramChart::brushed, this,
            [this](double low, double high) { questions_->setRange(std::pair(low, high)); });
    connect(histogram_, &HistogramChart::brushCleared, this, [this] { questions_->setRange(std::nullopt); });
}

void ExplorePage::addUndoActions() {
    QUndoStack& stack = exploration_.undoStack();
    const auto add = [&](QAction* action, const QKeySequence& keys) {
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
    };
    add(stack.createUndoAction(this, tr("Undo")), QKeySequence::Undo);
    add(stack.createRedoAction(this, tr("Redo")), QKeySequence::Redo);
}

void ExplorePage::showState() {
    const bool empty = exploration_.scorings().empty();
    stack_->setCurrentIndex(empty ? 0 : 1);
    emptyText_->setText(
        service_.isOpen()
            ? tr("Once a model has answered the questions with one token each, this page shows the entropy of that "
                 "token: a "
                 "histogram with right and wrong answers, how well it tells errors, and the cuts that make the bands.")
            : tr("Open a project to see how sure its models are."));
    scoreButton_->setVisible(service_.isOpen());
}

void ExplorePage::showData() {
    const MetricText metric = metricTextOf(exploration_.metric());
    const AxisScale scale = toolbar_->scale();
    histogram_->setTitles(axisTitle(metric, scale), metric.name, metric.unit);
    histogram_->setData(makeHistogram(exploration_.index(), scale, binCount()), exploration_.sharedIndex());
    roc_->setTitles(metric.name, metric.unit);
    roc_->setData(exploration_.curve(), exploration_.sharedIndex());
    rocTitle_->setWhole(tr("Does %1 find the errors? (ROC)").arg(metric.name));
    roc_->setToolTip(tr("ROC of %1 against wrong answers, with its 95 % interval").arg(metric.name));
    showFigures();
    showSeal();
    showState();
    showCuts();
}

void ExplorePage::showCuts() {
    histogram_->setCuts(exploration_.cuts(), exploration_.quantiles());
    roc_->setCuts(exploration_.cuts());
    if (exploration_.cuts().empty())
        return;
    const MetricText metric = metricTextOf(exploration_.metric());
    confusionCut_->setText(tr("cut %1 %2")
                               .arg(metricText(exploration_.cuts()[size_t(exploration_.selectedCut())]), metric.unit)
                               .trimmed());
}

void ExplorePage::showFigures() {
    const ThresholdIndex& index = exploration_.index();
    const QString none = QStringLiteral("–");
    const auto& auc = exploration_.auc();
    const auto& all = exploration_.aucAll();
    const int64_t rows = index.valid() + index.invalid();
    auc_->setText(auc ? shareText(auc->value) : none);
    aucInterval_->setText(auc ? QStringLiteral("[%1, %2]").arg(shareText(auc->low), shareText(auc->high))
                              : tr("needs both kinds"));
    aucAll_->setText(all && index.invalid() > 0 ? tr("all %1").arg(shareText(all->value)) : QString());
    accuracy_->setText(index.valid() ? percentText(double(index.right()) / double(index.valid())) : none);
    accuracyAll_->setText(index.invalid() > 0 ? tr("all %1").arg(percentText(double(index.right()) / double(rows)))
                                              : QString());
    valid_->setText(tr("%1 valid").arg(groupedText(index.valid())));
    invalid_->setText(tr("%1 invalid").arg(groupedText(index.invalid())));
}

void ExplorePage::showSeal() {
    const ExplorationRows* rows = exploration_.rows();
    const bool sealed = rows && rows->dataset.sealed;
    openTest_->setVisible(sealed);
    openTest_->setText(sealed && rows->testShown ? tr("Close test") : tr("Open test…"));
    openTest_->setToolTip(sealed && rows->testShown
                              ? tr("Shows training and validation only; cuts that were moved meanwhile cannot be "
                                   "trained on")
                              : tr("Shows the sealed test part too, once you have confirmed it; the opening is "
                                   "written to the project's ledger"));
    QString text;
    if (sealed) {
        const QString opened = rows->dataset.openings == 0   ? tr("never opened")
                               : rows->dataset.openings == 1 ? tr("opened once")
                                                             : tr("opened %1 times").arg(rows->dataset.openings);
        text = rows->testShown ? tr("All parts shown, test %1").arg(opened) : tr("Test sealed, %1").arg(opened);
        seal_->setHelp(
            rows->testShown
                ? tr("Training, validation and the test part of %1 questions").arg(groupedText(rows->dataset.test))
                : tr("Training and validation are shown; the test part holds %1 questions")
                      .arg(groupedText(rows->dataset.test)));
    }
    seal_->setWhole(text);
    seal_->setVisible(sealed);
}

void ExplorePage::showColors() {
    const ThemeColors& colors = ThemeColors::of(palette());
    const ChartPalette chart = chartPalette(colors);
    histogram_->setColors(chart);
    roc_->setColors(chart);
    legend_->setText(QStringLiteral("<span style='color:%1'>■</span> %2 &nbsp; <span style='color:%3'>■</span> %4")
                         .arg(chart.right.name(), tr("right"), chart.wrong.name(), tr("wrong, below")));
    std::vector<QColor> bands;
    for (size_t band = 0; band < bandModel_->bandCount(); ++band)
        bands.push_back(bandColor(chart, band, bandModel_->bandCount()));
    bandModel_->setBandColors(bands);
}

void ExplorePage::fillRecipes() {
    showColors();
    for (int row = 0; row < bandModel_->rowCount(); ++row) {
        if (bandModel_->isInvalidRow(row))
            continue;
        auto* recipe = new ElidedCombo(bandTable_->viewport());
        recipe->setObjectName(QStringLiteral("recipe%1").arg(row));
        recipe->setAccessibleName(
            tr("Recipe of %1").arg(BandTableModel::displayName(size_t(row), bandModel_->bandCount())));
        recipe->setToolTip(tr("Chooses what this band will be trained with"));
        setRole(recipe, "cell");
        for (const char* name : {"sft", "distill", "none"})
            recipe->addItem(BandTableModel::recipeText(QLatin1String(name)), QString::fromLatin1(name));
        recipe->setCurrentIndex(recipe->findData(exploration_.bandRecipe(size_t(row))));
        connect(recipe, &QComboBox::activated, this,
                [this, recipe, row] { exploration_.setBandRecipe(size_t(row), recipe->currentData().toString()); });
        bandTable_->setIndexWidget(bandModel_->index(row, BandTableModel::Recipe), recipe);
    }
}

void ExplorePage::confirmOpenTest() {
    if (exploration_.rows()->testShown)
        return exploration_.hideTest();
    auto* question = new QMessageBox(
        QMessageBox::Question, tr("Open the sealed test part?"),
        tr("The test part of %1 holds %2 questions. What is chosen after looking at them no longer counts "
           "as tested. The opening is dated in the project's ledger.")
            .arg(QString::fromStdString(exploration_.rows()->dataset.name),
                 groupedText(exploration_.rows()->dataset.test)),
        QMessageBox::Cancel, this);
    question->setObjectName(QStringLiteral("openTest"));
    question->setAttribute(Qt::WA_DeleteOnClose);
    const QPushButton* open = question->addButton(tr("Open test"), QMessageBox::AcceptRole);
    connect(open, &QPushButton::clicked, this, [this] { exploration_.openTest(); });
    question->open();
}

void ExplorePage::changeEvent(QEvent* event) {
    Page::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && histogram_)
        showColors();
}

} // namespace caftan::ui
