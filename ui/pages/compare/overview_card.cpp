#include "ui/pages/compare/overview_card.h"

#include "ui/charts/number_text.h"
#include "ui/charts/pareto_chart.h"
#include "ui/models/compare_words.h"
#include "ui/shell/chart_colors.h"
#include "ui/shell/fitting.h"
#include "ui/shell/run_colors.h"
#include "ui/shell/save_picture.h"
#include "ui/shell/theme.h"
#include "ui/shell/widgets.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>
#include <algorithm>
#include <map>

namespace caftan::ui {

namespace {

enum TokenAxis { Seen, Unique, WithPrompts, Bought, PerAnswer };

std::optional<double> tokensAlong(const AnswerTokens& tokens, int axis) {
    switch (axis) {
    case Unique:
        return tokens.unique;
    case WithPrompts:
        return tokens.withPrompts;
    case Bought:
        return tokens.bought;
    case PerAnswer:
        return tokens.perAnswer;
    default:
        return tokens.seen;
    }
}

// Mean over the seeds at steps that all of them have, from the least to the highest seed.
LineSeries foldedCurve(const RecipeView& recipe, const RunCatalog& catalog, const RunCurves& curves,
                       const std::string& metric) {
    std::map<double, std::vector<std::pair<double, double>>> byStep; // step -> (epoch, value)
    size_t seeds = 0;
    for (const size_t run : recipe.group.runs) {
        const RunPoints* points = curves.points(catalog.runs[run].run.id);
        const Curve* curve = points ? points->curve(metric) : nullptr;
        if (!curve)
            continue;
        ++seeds;
        for (size_t i = 0; i < curve->size(); ++i)
            byStep[curve->step[i]].emplace_back(curve->epoch[i], curve->value[i]);
    }
    LineSeries series;
    for (const auto& [step, values] : byStep) {
        if (values.size() != seeds)
            continue;
        double sum = 0, low = 1e300, high = -1e300;
        for (const auto& [epoch, value] : values) {
            sum += value;
            low = std::min(low, value);
            high = std::max(high, value);
        }
        series.x.push_back(values.front().first);
        series.y.push_back(sum / double(seeds));
        series.low.push_back(low);
        series.high.push_back(high);
    }
    if (seeds < 2) {
        series.low.clear();
        series.high.clear();
    }
    return series;
}

} // namespace

OverviewCard::OverviewCard(RunComparison& comparison, RunCurves& curves, QWidget* parent)
    : QFrame(parent), comparison_(comparison), curves_(curves), scatter_(new ParetoChart(this)),
      lines_(new LineChart(this)), tabs_(new SteadyTabBar(this)), axis_(new ElidedCombo(this)),
      stack_(new QStackedWidget(this)), subtitle_(new ElidedLabel("label", this)) {
    setRole(this, "card");
    tabs_->setObjectName(QStringLiteral("compareCharts"));
    tabs_->setAccessibleName(tr("Charts of the ticked runs"));
    tabs_->setDrawBase(false);
    tabs_->setExpanding(false);
    tabs_->setElideMode(Qt::ElideRight);
    tabs_->setUsesScrollButtons(false);
    tabs_->setTabToolTip(tabs_->addTab(tr("What do the tokens buy?")), tr("Accuracy against tokens"));
    tabs_->setTabToolTip(tabs_->addTab(tr("Curves")), tr("Validation accuracy, epoch by epoch"));
    axis_->setObjectName(QStringLiteral("compareTokens"));
    axis_->setAccessibleName(tr("Which tokens"));
    axis_->setToolTip(tr("Tokens are counted five ways: what runs along the chart"));
    axis_->addItems({tr("answer tokens, times epochs"), tr("answer tokens, each once"), tr("with prompts"),
                     tr("bought from the teacher"), tr("written per answer")});
    scatter_->setObjectName(QStringLiteral("compareScatter"));
    scatter_->setAccessibleName(tr("Accuracy against tokens"));
    scatter_->setToolTip(
        tr("Left and right arrow walk from recipe to recipe; the stair joins those that nothing beats"));
    scatter_->setYAxis(tr("accuracy"), AxisText::Share);
    lines_->setObjectName(QStringLiteral("compareCurves"));
    lines_->setAccessibleName(tr("Validation accuracy by epoch"));
    lines_->setXAxis(tr("epoch"), tr("epoch"), AxisText::Number);
    lines_->setYAxis(AxisText::Share, 0.0, 1.0);
    stack_->addWidget(scatter_);
    stack_->addWidget(lines_);
    auto* below = new QHBoxLayout;
    below->setSpacing(8);
    below->addWidget(subtitle_, 1);
    below->addWidget(axis_);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 6, 12, 8);
    layout->setSpacing(2);
    layout->addWidget(tabs_);
    layout->addLayout(below);
    layout->addWidget(stack_, 1);
    const auto wrong = [this](const QString& message) { Q_EMIT problem(message); };
    addChartActions(scatter_,
                    {QStringLiteral("accuracy-tokens"), [this](const QString& path) { return scatter_->save(path); },
                     [this] { return scatter_->csv(); }, wrong});
    addChartActions(lines_, {QStringLiteral("curves"), [this](const QString& path) { return lines_->save(path); },
                             [this] { return lines_->csv(); }, wrong});
    connect(tabs_, &QTabBar::currentChanged, this, [this](int tab) {
        stack_->setCurrentIndex(tab);
        axis_->setVisible(tab == 0);
        Q_EMIT curvesShown();
        refresh();
    });
    connect(axis_, &QComboBox::currentIndexChanged, this, &OverviewCard::refresh);
    connect(scatter_, &ParetoChart::pointChosen, this, [this](int point) {
        if (point >= 0 && size_t(point) < keys_.size())
            comparison_.choose(keys_[size_t(point)]);
    });
    refresh();
}

void OverviewCard::showCurves(bool curves) {
    tabs_->setCurrentIndex(curves ? 1 : 0);
}

bool OverviewCard::showsCurves() const {
    return tabs_->currentIndex() == 1;
}

void OverviewCard::refresh() {
    if (showsCurves())
        fillLines();
    else
        fillScatter();
}

void OverviewCard::fillScatter() {
    const ThemeColors& colors = ThemeColors::of(palette());
    const int axis = axis_->currentIndex();
    std::vector<ParetoPoint> points;
    std::vector<std::string> keys;
    int chosen = -1, hidden = 0;
    const bool allSingle = std::all_of(comparison_.recipes().begin(), comparison_.recipes().end(),
                                       [](const RecipeView& recipe) { return recipe.group.runs.size() < 2; });
    for (const RecipeView& recipe : comparison_.recipes()) {
        if (!comparison_.isChecked(recipe.key) || !recipe.figures)
            continue;
        const std::optional<double> tokens = tokensAlong(recipe.tokens, axis);
        if (!tokens) {
            ++hidden;
            continue;
        }
        ParetoPoint point;
        const QString name = recipeName(recipe, false);
        const bool single = recipe.group.runs.size() == 1;
        point.name = single && !allSingle ? tr("%1 (one seed)").arg(name) : name;
        point.readout = tr("%1\n%2 %\n%3 tokens")
                            .arg(single ? tr("%1 (one seed)").arg(name) : name, accuracyText(*recipe.figures),
                                 countOrDash(tokens, axis == PerAnswer ? 1 : 0));
        point.color = runColor(recipe.slot, colors);
        point.marker = runMarker(recipe.slot);
        point.x = *tokens;
        point.y = recipe.figures->accuracy;
        point.low = recipe.figures->low;
        point.high = recipe.figures->high;
        if (&recipe == comparison_.chosen())
            chosen = int(points.size());
        points.push_back(std::move(point));
        keys.push_back(recipe.key);
    }
    keys_ = std::move(keys);
    scatter_->setColors(chartPalette(colors));
    const bool logarithmic = axis != PerAnswer && axis != Bought;
    scatter_->setXAxis(axis_->currentText() + (logarithmic ? tr(" (log)") : QString()), AxisText::Count, logarithmic);
    scatter_->setEmptyText(comparison_.busy() ? tr("Reading answers…") : tr("Tick runs that have been evaluated"));
    scatter_->setPoints(std::move(points));
    scatter_->setChosen(chosen);
    subtitle_->setWhole((allSingle ? tr("one seed, 95 % intervals; stair: nothing beats these")
                                   : tr("95 % intervals; stair: nothing beats these")) +
                        (hidden ? tr("; %1 without this figure").arg(hidden) : QString()));
}

void OverviewCard::fillLines() {
    const ThemeColors& colors = ThemeColors::of(palette());
    std::vector<LineSeries> lines;
    bool severalSeeds = false;
    for (const RecipeView& recipe : comparison_.recipes()) {
        if (!comparison_.isChecked(recipe.key))
            continue;
        severalSeeds = severalSeeds || recipe.group.runs.size() > 1;
        LineSeries series = foldedCurve(recipe, comparison_.catalog(), curves_, "validation/accuracy");
        if (series.x.empty())
            continue;
        series.group = comparison_.catalog().runs[recipe.group.runs.front()].run.id;
        series.key = QStringLiteral("validation/accuracy");
        series.name = recipeName(recipe, false);
        series.endLabel = series.name;
        series.color = runColor(recipe.slot, colors);
        series.marker = runMarker(recipe.slot);
        lines.push_back(std::move(series));
    }
    lines_->setColors(chartPalette(colors));
    lines_->setEmptyText(tr("Validation accuracy of the ticked runs, as soon as there is some"));
    lines_->setSeries(std::move(lines));
    subtitle_->setWhole(severalSeeds ? tr("validation accuracy, mean over the seeds; band: lowest to highest seed")
                                     : tr("validation accuracy"));
}

void OverviewCard::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refresh();
}

} // namespace caftan::ui
