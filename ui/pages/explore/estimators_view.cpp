#include "ui/pages/explore/estimators_view.h"

#include "core/analysis/intervals.h"
#include "ui/charts/line_chart.h"
#include "ui/charts/number_text.h"
#include "ui/models/exploration.h"
#include "ui/models/project_service.h"
#include "ui/pages/explore/estimator_series.h"
#include "ui/pages/explore/looks.h"
#include "ui/shell/fitting.h"
#include "ui/shell/save_picture.h"
#include "ui/shell/widgets.h"

#include <QCheckBox>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QStackedLayout>
#include <QTabBar>
#include <QTableWidget>
#include <QVBoxLayout>

namespace caftan::ui {
namespace {

constexpr size_t chosenAtFirst = 4;

std::optional<std::string> sliceOf(const Exploration& exploration) {
    return exploration.category() < 0 ? std::nullopt : std::optional(exploration.categoryName().toStdString());
}

} // namespace

EstimatorsView::EstimatorsView(ProjectService& service, Exploration& exploration, QWidget* parent)
    : QWidget(parent), service_(service), exploration_(exploration) {
    auto* layout = new PairLayout(60, 40, PairLayout::Height::Least);
    setLayout(layout);
    layout->addWidget(makeCharts());
    layout->addWidget(makeTables());
    connect(&exploration, &Exploration::dataChanged, this, &EstimatorsView::dataChanged);
    connect(tabs_, &QTabBar::currentChanged, this, &EstimatorsView::showTab);
    showColors();
    showTab();
}

QWidget* EstimatorsView::makeCharts() {
    QVBoxLayout* inner = nullptr;
    QFrame* card = makeCard(this, inner);
    inner->setSpacing(6);
    tabs_ = new SteadyTabBar(card);
    tabs_->setObjectName(QStringLiteral("estimatorTabs"));
    tabs_->setAccessibleName(tr("Charts of the metrics"));
    tabs_->setDrawBase(false);
    tabs_->setExpanding(false);
    tabs_->setUsesScrollButtons(false);
    for (const QString& name : {tr("ROC"), tr("Risk"), tr("Calibration"), tr("Categories"), tr("Letters")})
        tabs_->addTab(name);
    logCounts_ = new QCheckBox(tr("Log counts"), card);
    logCounts_->setToolTip(tr("Draws the height of the bars by the logarithm of their counts"));
    legend_ = new QLabel(card);
    legend_->setTextFormat(Qt::RichText);
    legend_->setWordWrap(true);
    auto* head = new FlowLayout(nullptr, true);
    head->setSpacing(6);
    head->addWidget(tabs_);
    head->addWidget(logCounts_);
    lines_ = new LineChart(card);
    lines_->setObjectName(QStringLiteral("estimatorLines"));
    lines_->setYAxis(AxisText::Share, 0, 1);
    calibrationLines_ = new LineChart(card);
    calibrationLines_->setYAxis(AxisText::Share, 0, 1);
    calibrationLines_->setXAxis(tr("confidence in the answer"), tr("confidence"), AxisText::Share);
    calibrationLines_->setEmptyText(tr("The probabilities of the options are not recorded in this scoring"));
    for (LineChart* chart : {lines_, calibrationLines_})
        chart->setMinimumHeight(fontMetrics().height() * 9);
    categories_ = new CategoryGrid;
    letters_ = new MatrixChart;
    categories_->setParent(card);
    letters_->setParent(card);
    lines_->setAccessibleName(tr("Curves of the metrics"));
    calibrationLines_->setAccessibleName(tr("Calibration"));
    categories_->setAccessibleName(tr("Histograms by category"));
    letters_->setAccessibleName(tr("Predicted letters against key letters"));
    pages_ = new QStackedLayout;
    for (QWidget* page : {static_cast<QWidget*>(lines_), static_cast<QWidget*>(calibrationLines_),
                          static_cast<QWidget*>(categories_), static_cast<QWidget*>(letters_)})
        pages_->addWidget(page);
    inner->addLayout(head);
    inner->addWidget(legend_);
    inner->addLayout(pages_, 1);
    const auto onProblem = [this](const QString& message) { Q_EMIT problem(message); };
    for (LineChart* chart : {lines_, calibrationLines_})
        addChartActions(chart,
                        {QStringLiteral("estimators"), [chart](const QString& path) { return chart->save(path); },
                         [chart] { return chart->csv(); }, onProblem});
    for (PaintedChart* chart : {static_cast<PaintedChart*>(categories_), static_cast<PaintedChart*>(letters_)})
        addChartActions(chart,
                        {QStringLiteral("estimators"), [chart](const QString& path) { return chart->save(path); },
                         [chart] { return chart->csv(); }, onProblem});
    connect(logCounts_, &QCheckBox::toggled, categories_, &CategoryGrid::setLogCounts);
    connect(categories_, &CategoryGrid::categoryClicked, &exploration_, &Exploration::setCategory);
    categories_->setToolTip(tr("Click a category to show it alone"));
    return card;
}

QWidget* EstimatorsView::makeTables() {
    QVBoxLayout* inner = nullptr;
    QFrame* card = makeCard(this, inner);
    inner->setSpacing(6);
    auto* title = new QLabel(tr("Metrics on the same questions"), card);
    setRole(title, "section");
    note_ = new QLabel(card);
    note_->setWordWrap(true);
    setRole(note_, "label");
    metricRow_ = new FlowLayout;
    metricRow_->setSpacing(4);
    entries_ = makeTable(QStringLiteral("estimators"), {tr("Metric"), tr("AUC"), tr("95 %"), tr("Risk area")},
                         {1, 2, 3}, 0, card);
    entries_->setToolTip(tr("AUC of finding wrong answers with DeLong's interval; risk area: mean share wrong over all "
                            "coverages, lower is better"));
    pairsTitle_ = new QLabel(tr("Differences of AUC, paired"), card);
    setRole(pairsTitle_, "section");
    pairs_ = makeTable(QStringLiteral("estimatorPairs"), {tr("Pair"), tr("Difference"), tr("95 %"), tr("p (Holm)")},
                       {1, 2, 3}, 0, card);
    pairs_->setToolTip(tr("DeLong's paired test on the same questions; p adjusted over all pairs after Holm"));
    for (QTableWidget* table : {entries_, pairs_}) {
        table->setMinimumWidth(fontMetrics().averageCharWidth() * 38); // the names of metrics stay legible
        table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    }
    inner->addWidget(title);
    inner->addWidget(note_);
    inner->addLayout(metricRow_);
    inner->addWidget(entries_);
    inner->addWidget(pairsTitle_);
    inner->addWidget(pairs_, 3);
    return card;
}

std::vector<std::string> EstimatorsView::chosen() const {
    std::vector<std::string> names;
    if (!exploration_.rows())
        return names;
    size_t byDefault = 0;
    for (const MetricInfo& info : exploration_.rows()->metrics) {
        const QString name = text(info.name);
        const bool usual = !info.readsKey && byDefault++ < chosenAtFirst;
        if (on_.contains(name) || (usual && !off_.contains(name)))
            names.push_back(info.name);
    }
    return names;
}

void EstimatorsView::setTab(int tab) {
    tabs_->setCurrentIndex(tab);
}

QString EstimatorsView::commandLine() const {
    QStringList names;
    for (const std::string& name : chosen())
        names << text(name);
    return exploration_.scoring() ? QStringLiteral("caftan-cli analyze --scoring %1 --contest %2")
                                        .arg(*exploration_.scoring())
                                        .arg(names.join(QLatin1Char(',')))
                                  : QString();
}

void EstimatorsView::chooseMetric(const QString& metric, bool on) {
    (on ? off_ : on_).erase(metric);
    (on ? on_ : off_).insert(metric);
    contest_.reset();
    fillMetrics();
    refresh();
    Q_EMIT commandLineChanged();
}

void EstimatorsView::dataChanged() {
    stale_ = true;
    contest_.reset();
    calibration_.reset();
    optionsKnown_ = false;
    ++generation_;
    if (isVisible())
        refresh();
}

void EstimatorsView::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    refresh();
}

void EstimatorsView::refresh() {
    if (!exploration_.rows() || !isVisible())
        return;
    if (std::exchange(stale_, false)) {
        fillMetrics();
        loadLetters();
        loadCategories();
    }
    if (!contest_)
        holdContest();
    if (tabs_->currentIndex() == Calibration && !std::exchange(optionsKnown_, true))
        loadOptions();
}

void EstimatorsView::fillMetrics() {
    for (QPushButton* chip : metricChips_)
        delete chip;
    metricChips_.clear();
    while (QLayoutItem* item = metricRow_->takeAt(0))
        delete item;
    const std::vector<std::string> now = chosen();
    for (const MetricInfo& info : exploration_.rows()->metrics) {
        const MetricText words = metricTextOf(text(info.name));
        auto* chip = new QPushButton(words.name);
        setRole(chip, "chip");
        chip->setCheckable(true);
        chip->setChecked(std::find(now.begin(), now.end(), info.name) != now.end());
        chip->setToolTip(info.readsKey ? tr("%1 reads the key: it is not available at test time").arg(words.axis)
                                       : words.axis);
        if (info.readsKey)
            chip->setText(words.name + tr(" (key)"));
        connect(chip, &QPushButton::clicked, this, [this, name = text(info.name)](bool on) { chooseMetric(name, on); });
        metricRow_->addWidget(chip);
        metricChips_.push_back(chip);
    }
}

void EstimatorsView::holdContest() {
    const std::vector<std::string> names = chosen();
    if (names.empty()) {
        entries_->setRowCount(0);
        pairs_->setRowCount(0);
        return lines_->setSeries({});
    }
    note_->setText(tr("Comparing…"));
    service_.ask<Contest>(
        this,
        [names, rows = exploration_.sharedRows(), category = exploration_.category()](Project& project) {
            return contestOf(project, *rows, names, category);
        },
        [this, generation = ++generation_](Result<Contest> contest) {
            if (generation != generation_)
                return;
            contest_ = contest ? std::make_unique<Contest>(std::move(*contest)) : nullptr;
            if (!contest) {
                note_->setText(text(contest.error().message));
                entries_->setRowCount(0);
                pairs_->setRowCount(0);
                lines_->setSeries({});
                return;
            }
            showContest();
        });
}

void EstimatorsView::showContest() {
    note_->setText(tr("%1 valid answers that every metric knows, %2 of them wrong")
                       .arg(groupedText(contest_->rows), groupedText(contest_->wrong)));
    entries_->setRowCount(int(contest_->entries.size()));
    for (size_t i = 0; i < contest_->entries.size(); ++i) {
        const ContestEntry& entry = contest_->entries[i];
        const QString name = metricTextOf(text(entry.name)).name;
        const int row = int(i);
        setCell(entries_, row, 0, name);
        setCell(entries_, row, 1, shareText(entry.auc.value));
        setCell(entries_, row, 2, QStringLiteral("[%1, %2]").arg(shareText(entry.auc.low), shareText(entry.auc.high)));
        setCell(entries_, row, 3, shareText(entry.risk.area));
    }
    entries_->setFixedHeight(entries_->horizontalHeader()->sizeHint().height() +
                             std::clamp(entries_->rowCount(), 1, 7) * entries_->verticalHeader()->defaultSectionSize() +
                             4); // all of them without scrolling
    pairs_->setRowCount(int(contest_->pairs.size()));
    for (size_t i = 0; i < contest_->pairs.size(); ++i) {
        const ContestPair& pair = contest_->pairs[i];
        const auto name = [&](size_t entry) { return metricTextOf(text(contest_->entries[entry].name)).name; };
        setCell(pairs_, int(i), 0, QStringLiteral("%1 − %2").arg(name(pair.a), name(pair.b)));
        setCell(pairs_, int(i), 1, signedText(pair.difference.difference));
        setCell(pairs_, int(i), 2,
                QStringLiteral("[%1, %2]").arg(signedText(pair.difference.low), signedText(pair.difference.high)));
        setCell(pairs_, int(i), 3, pair.adjusted ? pText(*pair.adjusted) : QStringLiteral("–"));
    }
    showTab();
}

void EstimatorsView::loadOptions() {
    using Answer = std::optional<CalibrationResult>;
    service_.ask<Answer>(
        this,
        [scoring = *exploration_.scoring(), slice = sliceOf(exploration_),
         shown = exploration_.rows()->testShown](Project& project) -> Result<Answer> {
            CAFTAN_TRY(options, optionRows(project, scoring, slice, shown));
            return options.empty() ? Answer() : Answer(calibrationOf(options));
        },
        [this, rows = exploration_.sharedRows()](Result<Answer> calibration) {
            if (rows != exploration_.sharedRows())
                return;
            calibration_ = calibration ? std::move(*calibration) : std::nullopt;
            showCalibration();
        });
}

void EstimatorsView::showCalibration() {
    const std::vector<QColor> colors = estimatorColors(ThemeColors::of(palette()).dark);
    calibrationLines_->setSeries(
        calibration_ ? calibrationSeries(*calibration_, colors[0], colors[1], ThemeColors::of(palette()).muted)
                     : std::vector<LineSeries>());
    showLegend();
}

void EstimatorsView::loadLetters() {
    service_.ask<std::vector<LetterCount>>(
        this,
        [scoring = *exploration_.scoring(), slice = sliceOf(exploration_), shown = exploration_.rows()->testShown](
            Project& project) { return letterCounts(project, scoring, slice, shown); },
        [this, rows = exploration_.sharedRows()](Result<std::vector<LetterCount>> counts) {
            if (rows != exploration_.sharedRows() || !counts)
                return;
            const LetterTable table = letterTable(*counts);
            letters_->setCounts(table.counts, table.rows, table.columns, tr("key"), tr("predicted"));
        });
}

void EstimatorsView::loadCategories() {
    service_.ask<std::vector<CategoryPanel>>(
        this,
        [rows = exploration_.sharedRows()](Project&) -> Result<std::vector<CategoryPanel>> {
            return categoryPanels(*rows);
        },
        [this, rows = exploration_.sharedRows()](Result<std::vector<CategoryPanel>> panels) {
            if (rows == exploration_.sharedRows() && panels)
                categories_->setPanels(std::move(*panels));
        });
}

void EstimatorsView::showTab() {
    const int tab = tabs_->currentIndex();
    pages_->setCurrentIndex(std::max(0, tab - 1));
    logCounts_->setVisible(tab == Categories);
    const std::vector<QColor> colors = estimatorColors(ThemeColors::of(palette()).dark);
    if (tab == Roc)
        lines_->setXAxis(tr("right answers flagged"), tr("right flagged"), AxisText::Share);
    if (tab == Risk)
        lines_->setXAxis(tr("answered (coverage), most sure first"), tr("answered"), AxisText::Share);
    if (contest_ && (tab == Roc || tab == Risk))
        lines_->setSeries(tab == Roc ? rocSeries(*contest_, colors, ThemeColors::of(palette()).muted)
                                     : riskSeries(*contest_, colors));
    showLegend();
    refresh();
}

void EstimatorsView::showLegend() {
    switch (tabs_->currentIndex()) {
    case Calibration:
        return legend_->setText(calibration_ ? calibrationText(*calibration_) : QString());
    case Categories:
        return legend_->setText(tr("Right above wrong on the axis of the histogram; AUC with its 95 % interval; "
                                   "questions at the right"));
    case Letters:
        return legend_->setText(tr("Framed: right answers. A column far from its row's sum is a letter that the model "
                                   "prefers or avoids"));
    default:
        break;
    }
    const std::vector<QColor> colors = estimatorColors(ThemeColors::of(palette()).dark);
    const auto nameOf = [this](size_t i) { // stays on one line, with its marker
        return metricTextOf(text(contest_->entries[i].name))
            .name.toHtmlEscaped()
            .replace(QLatin1Char(' '), QLatin1String("&nbsp;"));
    };
    QStringList names;
    for (size_t i = 0; contest_ && i < contest_->entries.size(); ++i)
        names << QStringLiteral("<span style='color:%1'>%2</span>&nbsp;%3")
                     .arg(colors[i % colors.size()].name(), markerSign(Marker(1 + i % markerShapes)), nameOf(i));
    const QString title = tabs_->currentIndex() == Roc ? tr("Wrong answers found, upwards:")
                                                       : tr("Share wrong among those answered, upwards:");
    legend_->setText(names.isEmpty() ? QString()
                                     : title + QStringLiteral(" &nbsp; ") + names.join(QStringLiteral(" &nbsp; ")));
}

void EstimatorsView::showColors() {
    const ChartPalette chart = chartPalette(ThemeColors::of(palette()));
    lines_->setColors(chart);
    calibrationLines_->setColors(chart);
    categories_->setColors(chart);
    letters_->setColors(chart);
    if (contest_)
        showContest();
    if (calibration_)
        showCalibration();
}

void EstimatorsView::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && lines_)
        showColors();
}

} // namespace caftan::ui
