#include "ui/pages/runs/chart_deck.h"

#include "ui/charts/number_text.h"
#include "ui/shell/fitting.h"
#include "ui/shell/widgets.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QSlider>
#include <QVBoxLayout>
#include <cmath>

namespace caftan::ui {

namespace {

constexpr int deckSpacing = 12;

std::vector<LegendEntry> legendOf(const ShownRuns& shown) {
    std::vector<LegendEntry> entries;
    if (shown.runs.size() < 2) // its name stands above
        return entries;
    for (const ShownRun& run : shown.runs)
        entries.push_back({run.look.color, run.look.marker, run.run->name()});
    return entries;
}

template <class Make>
std::vector<LineSeries> allSeries(const ShownRuns& shown, const Make& make) {
    std::vector<LineSeries> all;
    for (const ShownRun& run : shown.runs)
        if (run.points)
            for (LineSeries& series : make(run))
                all.push_back(std::move(series));
    return all;
}

std::vector<ChartMark> marksOf(const ShownRuns& shown) {
    if (shown.runs.empty() || !shown.runs.front().points)
        return {};
    return stageMarks(*shown.runs.front().run, *shown.runs.front().points, shown.axis);
}

// Losses of which the largest is many times a usual one hide the usual ones on a linear axis.
bool spansDecades(const std::vector<LineSeries>& series) {
    constexpr double muchLarger = 12;
    constexpr size_t enough = 20; // points, to speak of a usual one
    double largest = 0;
    for (const LineSeries& line : series)
        if (!line.behind && !line.y.empty())
            largest = std::max(largest, *std::max_element(line.y.begin(), line.y.end()));
    for (const LineSeries& line : series) {
        if (!line.key.endsWith(QLatin1String("smoothed")) || line.y.size() < enough)
            continue;
        std::vector<double> values = line.y;
        std::nth_element(values.begin(), values.begin() + std::ptrdiff_t(values.size() / 2), values.end());
        if (largest > muchLarger * values[values.size() / 2])
            return true;
    }
    return false;
}

QComboBox* metricBox(const QString& name, const QString& toolTip, QWidget* parent) {
    auto* box = new ElidedCombo(parent);
    box->setObjectName(name);
    box->setToolTip(toolTip);
    box->setAccessibleName(toolTip);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    return box;
}

} // namespace

ChartCard* ChartDeck::addCard(const QString& name, const QString& title) {
    auto* card = new ChartCard(name, title, this);
    cards_.push_back(card);
    connect(card, &ChartCard::problem, this, &ChartDeck::problem);
    connect(card->chart(), &LineChart::crosshairMoved, this, [this, card](std::optional<double> x) {
        for (ChartCard* other : cards_)
            if (other != card)
                other->chart()->setCrosshair(x);
    });
    connect(card->chart(), &LineChart::rangeChosen, this, [this](std::optional<std::pair<double, double>> range) {
        for (ChartCard* each : cards_)
            each->chart()->setRange(range);
    });
    card->setHelp(
        tr("Move over the chart to read values, draw to zoom, double-click to see everything. Keys: arrows, + "
           "and −, Esc"));
    return card;
}

void ChartDeck::addSmoothing(ChartCard* card, const QString& name) {
    smoothingText_ = makeLabel({}, "label", this);
    smoothingText_->setWordWrap(false);
    smoothing_ = new QSlider(Qt::Horizontal, this);
    smoothing_->setObjectName(name);
    smoothing_->setRange(0, 99);
    smoothing_->setFixedWidth(90);
    smoothing_->setToolTip(tr("Weight of the past in the smoothed lines; 0 shows each step alone"));
    smoothing_->setAccessibleName(tr("Smoothing"));
    card->controls()->addWidget(smoothingText_);
    card->controls()->addWidget(smoothing_);
    connect(smoothing_, &QSlider::valueChanged, this, [this](int value) { Q_EMIT smoothingChosen(value / 100.0); });
}

void ChartDeck::showSmoothing(double smoothing) {
    const QSignalBlocker quiet(smoothing_);
    smoothing_->setValue(int(std::lround(smoothing * 100)));
    smoothingText_->setText(tr("Smoothing %1").arg(fixedText(smoothing, 2)));
}

void ChartDeck::applyAxis(const ShownRuns& shown) {
    showSmoothing(shown.smoothing);
    const auto apply = [&](const QString& title, const QString& name, AxisText text) {
        for (ChartCard* card : cards_)
            card->chart()->setXAxis(title, name, text);
    };
    if (std::exchange(background_, shown.palette.background) != shown.palette.background)
        for (ChartCard* card : cards_)
            card->chart()->setColors(shown.palette);
    if (axis_ == shown.axis)
        return;
    axis_ = shown.axis;
    if (shown.axis == RunAxis::Step)
        apply(tr("optimiser steps"), tr("step"), AxisText::Count);
    else if (shown.axis == RunAxis::Epoch)
        apply(tr("epochs"), tr("epoch"), AxisText::Count);
    else if (shown.axis == RunAxis::Tokens)
        apply(tr("tokens trained, prompts included"), tr("tokens"), AxisText::Count);
    else
        apply(tr("time at work (min:s)"), tr("time"), AxisText::Duration);
}

CurvesView::CurvesView(QWidget* parent)
    : ChartDeck(parent), loss_(addCard(QStringLiteral("lossChart"), tr("Loss"))),
      accuracy_(addCard(QStringLiteral("accuracyChart"), tr("Accuracy"))),
      bands_(addCard(QStringLiteral("bandChart"), tr("By band"))),
      metric_(metricBox(QStringLiteral("accuracyMetric"), tr("Which share of the validation answers"), this)),
      bandMetric_(metricBox(QStringLiteral("bandMetric"), tr("What is shown of each band"), this)) {
    metric_->addItem(tr("right, of all"), QStringLiteral("validation/accuracy"));
    metric_->addItem(tr("right, of valid"), QStringLiteral("validation/accuracy_valid"));
    metric_->addItem(tr("right, one token"), QStringLiteral("validation/accuracy_single"));
    metric_->addItem(tr("right, generated"), QStringLiteral("validation/accuracy_generate"));
    metric_->addItem(tr("think first"), QStringLiteral("validation/thinks"));
    bandMetric_->addItem(tr("right"), QStringLiteral("validation/accuracy/"));
    bandMetric_->addItem(tr("think first"), QStringLiteral("validation/thinks/"));
    for (QComboBox* box : {metric_, bandMetric_})
        connect(box, &QComboBox::currentIndexChanged, this, &ChartDeck::refreshWanted);
    logarithmic_ = new QCheckBox(tr("log"), this);
    logarithmic_->setObjectName(QStringLiteral("lossLog"));
    logarithmic_->setToolTip(
        tr("Logarithmic loss axis: small losses are told apart. Chosen by the spread of the losses "
           "until you choose"));
    logarithmic_->setAccessibleName(tr("Logarithmic loss axis"));
    connect(logarithmic_, &QCheckBox::toggled, loss_->chart(), &LineChart::setLogarithmic);
    connect(logarithmic_, &QCheckBox::clicked, this, [this] { scaleChosen_ = true; });
    addSmoothing(loss_, QStringLiteral("smoothing"));
    loss_->controls()->addWidget(logarithmic_);
    accuracy_->controls()->addWidget(metric_);
    bands_->controls()->addWidget(bandMetric_);
    loss_->chart()->setYAxis(AxisText::Number, 0.0);
    for (ChartCard* card : {accuracy_, bands_})
        card->chart()->setYAxis(AxisText::Share, 0.0, 1.0);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(deckSpacing);
    grid->addWidget(loss_, 0, 0, 1, 2);
    grid->addWidget(accuracy_, 1, 0);
    grid->addWidget(bands_, 1, 1);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(0, 10);
    grid->setRowStretch(1, 11);
}

void CurvesView::showRuns(const ShownRuns& shown) {
    applyAxis(shown);
    showLoss(shown);
    showAccuracy(shown);
    showBands(shown);
}

void CurvesView::showLoss(const ShownRuns& shown) {
    loss_->setSubtitle(tr("training (thin: each step) and validation (hollow points); short answers and reasoning are "
                          "different targets: compare within a run"));
    loss_->legend()->setEntries(legendOf(shown));
    loss_->chart()->setEmptyText(tr("The loss of each step appears here once training begins."));
    std::vector<LineSeries> series = allSeries(
        shown, [&](const ShownRun& run) { return lossSeries(*run.run, *run.points, run.look, shown.smoothing); });
    if (!scaleChosen_)
        logarithmic_->setChecked(spansDecades(series));
    loss_->chart()->setSeries(std::move(series), marksOf(shown));
}

void CurvesView::showAccuracy(const ShownRuns& shown) {
    const std::string metric = metric_->currentData().toString().toStdString();
    std::vector<LineSeries> series = allSeries(shown, [&](const ShownRun& run) {
        return std::vector{validationSeries(*run.run, *run.points, run.look, metric)};
    });
    std::erase_if(series, [](const LineSeries& s) { return s.x.empty(); });
    QString subtitle = tr("validation, 95 % intervals");
    if (!shown.runs.empty() && shown.runs.front().points && !series.empty()) {
        const ShownRun& first = shown.runs.front();
        const Curve* curve = first.points->curve(metric);
        const int64_t questions =
            curve ? questionsBehind(*first.run, *first.points, metric, int64_t(curve->step.back())) : 0;
        if (questions > 0)
            subtitle = tr("validation, %1 questions, 95 %% intervals; ring: best")
                           .arg(groupedText(questions))
                           .replace(QStringLiteral("%%"), QStringLiteral("%"));
    }
    accuracy_->setSubtitle(subtitle);
    accuracy_->chart()->setEmptyText(
        tr("No validation in this mode yet: it comes before the first step and after each epoch."));
    accuracy_->chart()->setSeries(std::move(series), marksOf(shown));
}

void CurvesView::showBands(const ShownRuns& shown) {
    std::vector<LineSeries> series;
    if (!shown.runs.empty() && shown.runs.front().points) {
        const ShownRun& run = shown.runs.front();
        series = bandSeries(*run.run, *run.points, run.look, bandMetric_->currentData().toString().toStdString(),
                            shown.palette);
        bands_->setSubtitle(shown.runs.size() > 1 ? tr("of %1 alone").arg(run.run->name())
                                                  : tr("which band profits from what it is given"));
    }
    bands_->chart()->setEmptyText(tr("No validation yet."));
    bands_->chart()->setSeries(std::move(series), marksOf(shown));
}

TrainingView::TrainingView(QWidget* parent)
    : ChartDeck(parent), rate_(addCard(QStringLiteral("learningRateChart"), tr("Learning rate"))),
      norm_(addCard(QStringLiteral("gradientNormChart"), tr("Gradient norm"))),
      speed_(addCard(QStringLiteral("speedChart"), tr("Speed"))) {
    rate_->chart()->setYAxis(AxisText::Small, 0.0);
    norm_->chart()->setYAxis(AxisText::Number, 0.0);
    speed_->chart()->setYAxis(AxisText::Count, 0.0);
    addSmoothing(norm_, QStringLiteral("trainingSmoothing"));
    norm_->setSubtitle(tr("before the clip"));
    speed_->setSubtitle(tr("tokens a second, prompts included; validation and storing not counted"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(deckSpacing);
    for (ChartCard* card : {rate_, norm_, speed_})
        layout->addWidget(card, 1);
}

void TrainingView::showRuns(const ShownRuns& shown) {
    applyAxis(shown);
    const auto show = [&](ChartCard* card, const std::string& metric, double smoothing) {
        card->legend()->setEntries(card == rate_ ? legendOf(shown) : std::vector<LegendEntry>()); // once is enough
        card->chart()->setEmptyText(tr("Appears once training begins."));
        card->chart()->setSeries(allSeries(shown,
                                           [&](const ShownRun& run) {
                                               return trainingSeries(*run.run, *run.points, run.look, metric,
                                                                     smoothing);
                                           }),
                                 marksOf(shown));
    };
    show(rate_, "train/learning_rate", 0);
    show(norm_, "train/gradient_norm", shown.smoothing);
    show(speed_, "train/tokens_per_s", shown.smoothing);
}

} // namespace caftan::ui
