#include "ui/pages/runs/entropy_view.h"

#include "ui/charts/answer_histogram.h"
#include "ui/charts/number_text.h"
#include "ui/shell/chart_colors.h"
#include "ui/shell/fitting.h"
#include "ui/shell/save_picture.h"
#include "ui/shell/widgets.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QSlider>
#include <QVBoxLayout>
#include <cmath>

namespace caftan::ui {

namespace {

constexpr int frameHoldMilliseconds = 700, entropyBins = 48;
constexpr double entropyFloor = 1e-4; // nats; everything below is "sure"

struct ValidAnswers {
    std::vector<double> entropy;
    std::vector<uint8_t> right;
};
ValidAnswers validAnswers(const AnswerColumns& answers) {
    ValidAnswers valid;
    for (size_t i = 0; i < answers.entropy.size(); ++i)
        if (answers.valid[i] && std::isfinite(answers.entropy[i])) {
            valid.entropy.push_back(answers.entropy[i]);
            valid.right.push_back(answers.right[i]);
        }
    return valid;
}

std::vector<HistogramBin> frameBins(const HistogramAxis& axis, const EntropyFrame& frame) {
    const ValidAnswers valid = validAnswers(frame.answers);
    return countOnAxis(axis, valid.entropy, valid.right);
}

} // namespace

QString evaluationModeText(const std::string& mode) {
    return mode == "single"     ? QCoreApplication::translate("Runs", "one token")
           : mode == forcedMode ? QCoreApplication::translate("Runs", "made to reason")
                                : QCoreApplication::translate("Runs", "generated");
}

QString epochText(double epoch) {
    return fixedText(epoch, epoch == std::round(epoch) ? 0 : 1);
}

EntropyView::EntropyView(ProjectService& service, QWidget* parent)
    : RunTab(parent), history_(service), histogram_(new AnswerHistogram(this)) {
    QVBoxLayout* inner = nullptr;
    QFrame* card = makeCard(this, inner);
    auto* head = new QHBoxLayout;
    legend_ = new QLabel(card);
    legend_->setTextFormat(Qt::RichText);
    auto* title = makeLabel(tr("Entropy of every validation question"), "section", card);
    head->addWidget(title, 1);
    head->addWidget(legend_);
    histogram_->setObjectName(QStringLiteral("entropyHistogram"));
    histogram_->setAccessibleName(tr("Entropy of every validation question"));
    title->setToolTip(
        tr("Bars: right on wrong answers of the chosen evaluation; line: before training; tints: the bands, "
           "as the untuned model cut them"));
    histogram_->setWhatsThis(title->toolTip());
    facts_ = makeLabel({}, "muted", card);
    facts_->setObjectName(QStringLiteral("entropyFacts"));
    empty_ =
        makeLabel(tr("No evaluation of this kind yet: validation comes before the first step and after each epoch."),
                  "muted", card);
    empty_->setAlignment(Qt::AlignCenter);
    inner->addLayout(head);
    inner->addWidget(facts_);
    inner->addWidget(empty_, 1);
    inner->addWidget(histogram_, 1);
    inner->addWidget(makeControls());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(card);
    timer_.setInterval(frameHoldMilliseconds);
    connect(&timer_, &QTimer::timeout, this, [this] {
        if (slider_->value() >= slider_->maximum())
            return play(false);
        slider_->setValue(slider_->value() + 1);
    });
    connect(&history_, &EntropyHistory::updated, this, &EntropyView::showFrames);
    connect(&history_, &EntropyHistory::failed, this, &RunTab::problem);
    addChartActions(histogram_,
                    {QStringLiteral("entropies"), [this](const QString& path) { return histogram_->save(path); },
                     [this] { return histogram_->csv(); },
                     [this](const QString& message) { Q_EMIT problem(message); }});
    showColors();
    showFrames();
}

QWidget* EntropyView::makeControls() {
    auto* controls = new QWidget(this);
    mode_ = new ElidedCombo(controls);
    mode_->setObjectName(QStringLiteral("entropyMode"));
    mode_->setToolTip(tr("How the questions were answered"));
    mode_->setAccessibleName(mode_->toolTip());
    play_ = makeButton(QStringLiteral("entropyPlay"), tr("Play"),
                       tr("Goes through the evaluations, from the first to the last"), controls);
    play_->setCheckable(true);
    slider_ = new QSlider(Qt::Horizontal, controls);
    slider_->setObjectName(QStringLiteral("entropySlider"));
    slider_->setToolTip(tr("Which evaluation is shown; at its end it follows a run that goes on"));
    slider_->setAccessibleName(tr("Evaluation"));
    slider_->setTickPosition(QSlider::TicksBelow);
    slider_->setPageStep(1);
    epoch_ = makeLabel({}, "strong", controls);
    epoch_->setWordWrap(false);
    epoch_->setMinimumWidth(fontMetrics().horizontalAdvance(tr("epoch 00.0 of 00")) + 16);
    auto* row = new QHBoxLayout(controls);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    row->addWidget(play_);
    row->addWidget(slider_, 1);
    row->addWidget(epoch_);
    row->addWidget(mode_);
    connect(play_, &QPushButton::clicked, this, &EntropyView::play);
    connect(slider_, &QSlider::valueChanged, this, &EntropyView::showFrame);
    connect(mode_, &QComboBox::activated, this, &EntropyView::modeChosen);
    return controls;
}

void EntropyView::showRun(const RunView* run, const RunPoints* points) {
    if (!run || !points) {
        run_ = 0;
        evaluations_.clear();
        return history_.show(0, {});
    }
    if (run_ != run->id()) {
        play(false);
        mode_->clear();
        evaluations_.clear();
    }
    run_ = run->id();
    cuts_.clear();
    const Json& cuts = run->config("cuts");
    if (cuts.is_object() && cuts.contains("values"))
        for (const Json& value : cuts["values"])
            cuts_.push_back(value.get<double>());
    fillModes(*run, *points);
    std::vector<Evaluation> course = points->course(mode_->currentData().toString().toStdString());
    const auto same = [](const Evaluation& a, const Evaluation& b) { return a.id == b.id; };
    if (std::equal(course.begin(), course.end(), evaluations_.begin(), evaluations_.end(), same))
        return;
    evaluations_ = std::move(course);
    history_.show(run_, evaluations_);
}

// The modes that were asked, the run's own first.
void EntropyView::fillModes(const RunView& run, const RunPoints& points) {
    const Json& primary = run.config("primary_mode");
    std::vector<std::string> modes;
    for (const Evaluation& evaluation : points.evaluations)
        if (std::find(modes.begin(), modes.end(), evaluation.mode) == modes.end() &&
            !points.course(evaluation.mode).empty())
            modes.push_back(evaluation.mode);
    std::stable_sort(modes.begin(), modes.end(), [&](const std::string& a, const std::string& b) {
        const auto own = [&](const std::string& mode) {
            return primary.is_string() && primary.get<std::string>() == mode;
        };
        return own(a) && !own(b);
    });
    for (const std::string& mode : modes)
        if (mode_->findData(QString::fromStdString(mode)) < 0)
            mode_->addItem(evaluationModeText(mode), QString::fromStdString(mode));
    mode_->setVisible(mode_->count() > 1);
}

// One axis and one scale for all evaluations.
void EntropyView::showFrames() {
    const auto& frames = history_.frames();
    histogram_->setVisible(!frames.empty());
    empty_->setVisible(frames.empty());
    slider_->parentWidget()->setVisible(!frames.empty() || mode_->count() > 1);
    play_->setEnabled(frames.size() > 1);
    slider_->setEnabled(frames.size() > 1);
    axis_ = {AxisScale::Log, entropyBins, 0, std::max(history_.highest(), 2 * entropyFloor), entropyFloor};
    int64_t most = 1;
    for (const EntropyFrame& frame : frames)
        for (const HistogramBin& bin : frameBins(axis_, frame))
            most = std::max(most, bin.right + bin.wrong);
    histogram_->setAxis(axis_, most);
    histogram_->setCuts(cuts_);
    histogram_->setOutline(frames.empty() ? std::vector<HistogramBin>() : frameBins(axis_, frames.front()));
    const bool atEnd = slider_->value() >= slider_->maximum();
    {
        const QSignalBlocker blocker(slider_);
        slider_->setRange(0, std::max(0, int(frames.size()) - 1));
        if (atEnd && !timer_.isActive())
            slider_->setValue(slider_->maximum());
    }
    showFrame();
}

void EntropyView::showFrame() {
    const auto& frames = history_.frames();
    if (size_t(slider_->value()) >= frames.size()) {
        histogram_->setBins({});
        epoch_->clear();
        return facts_->clear();
    }
    const EntropyFrame& frame = frames[size_t(slider_->value())];
    histogram_->setBins(frameBins(axis_, frame));
    const ValidAnswers valid = validAnswers(frame.answers);
    double sum = 0;
    int64_t right = 0, sure = 0;
    for (size_t i = 0; i < valid.entropy.size(); ++i) {
        sum += valid.entropy[i];
        right += valid.right[i];
        sure += !cuts_.empty() && valid.entropy[i] <= cuts_.front();
    }
    const double rows = double(std::max<size_t>(1, valid.entropy.size()));
    epoch_->setText(frame.step == 0 ? tr("before training") : tr("epoch %1").arg(epochText(frame.epoch)));
    QString facts =
        tr("mean %1 nats · %2 right · %3 questions")
            .arg(metricText(sum / rows), percentText(double(right) / rows), groupedText(qint64(valid.entropy.size())));
    if (!cuts_.empty())
        facts += tr(" · %1 as sure as the easy band was").arg(percentText(double(sure) / rows, 0));
    const auto invalid = qint64(frame.answers.valid.size() - valid.entropy.size());
    if (invalid > 0)
        facts += tr(" · %1 invalid answers left out").arg(groupedText(invalid));
    facts_->setText(facts);
    histogram_->setAccessibleDescription(epoch_->text() + QStringLiteral(": ") + facts);
}

void EntropyView::play(bool on) {
    play_->setChecked(on);
    play_->setText(on ? tr("Halt") : tr("Play"));
    if (!on)
        return timer_.stop();
    if (slider_->value() >= slider_->maximum())
        slider_->setValue(0);
    timer_.start();
}

void EntropyView::showColors() {
    const ChartPalette palette = chartPalette(ThemeColors::of(this->palette()));
    histogram_->setColors(palette);
    legend_->setText(
        QStringLiteral("<span style='color:%1'>■</span> %2 &nbsp; <span style='color:%3'>■</span> %4 &nbsp; "
                       "<span style='color:%5'>▬</span> %6")
            .arg(palette.right.name(), tr("right"), palette.wrong.name(), tr("wrong, below"), palette.accent.name(),
                 tr("before training")));
}

void EntropyView::changeEvent(QEvent* event) {
    RunTab::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showColors();
}

} // namespace caftan::ui
