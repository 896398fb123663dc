#include "ui/pages/runs/replay_bar.h"

#include "ui/charts/axis_text.h"
#include "ui/shell/widgets.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QSlider>
#include <algorithm>
#include <cmath>

namespace caftan::ui {

namespace {

constexpr int replayFrame = 66;      // ms
constexpr int replaySteps = 1000;    // of the slider
constexpr double usualReplay = 20.0; // seconds that a replay takes at first

} // namespace

ReplayBar::ReplayBar(QWidget* parent)
    : QWidget(parent), play_(makeButton(QStringLiteral("replayPlay"), tr("Pause"),
                                        tr("Plays or pauses (Space); the arrow keys move along the run"), this)),
      close_(
          makeButton(QStringLiteral("replayClose"), tr("Done"), tr("Shows the whole run again (Esc)"), this, "flat")),
      slider_(new QSlider(Qt::Horizontal, this)), time_(makeLabel({}, "label", this)), speed_(new QComboBox(this)) {
    slider_->setObjectName(QStringLiteral("replaySlider"));
    slider_->setRange(0, replaySteps);
    slider_->setPageStep(replaySteps / 10);
    slider_->setSingleStep(replaySteps / 100);
    slider_->setAccessibleName(tr("Time of the replay"));
    slider_->setToolTip(tr("Drag to any moment of the run"));
    speed_->setObjectName(QStringLiteral("replaySpeed"));
    speed_->setAccessibleName(tr("Speed of the replay"));
    speed_->setToolTip(tr("How many seconds of the run pass in one"));
    for (const int factor : {1, 2, 5, 10, 30, 100, 300, 1000})
        speed_->addItem(QStringLiteral("× %1").arg(factor), factor);
    time_->setWordWrap(false);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(play_);
    layout->addWidget(slider_, 1);
    layout->addWidget(time_);
    layout->addWidget(speed_);
    layout->addWidget(close_);
    timer_.setInterval(replayFrame);
    connect(&timer_, &QTimer::timeout, this, &ReplayBar::tick);
    connect(play_, &QPushButton::clicked, this, [this] { play(!playing()); });
    connect(close_, &QPushButton::clicked, this, &ReplayBar::end);
    connect(slider_, &QSlider::valueChanged, this, [this](int value) {
        at_ = seconds_ * value / replaySteps;
        showTime();
        Q_EMIT moved();
    });
    hide();
}

void ReplayBar::begin(double seconds) {
    seconds_ = std::max(seconds, 1e-3);
    int best = 0;
    for (int i = 0; i < speed_->count(); ++i)
        if (seconds_ / speed_->itemData(i).toDouble() >= usualReplay)
            best = i;
    speed_->setCurrentIndex(best);
    show();
    const QSignalBlocker quiet(slider_);
    slider_->setValue(0);
    at_ = 0;
    showTime();
    slider_->setFocus();
    play(true);
    Q_EMIT moved();
}

void ReplayBar::end() {
    if (!active())
        return;
    play(false);
    hide();
    Q_EMIT moved();
    Q_EMIT ended();
}

std::optional<double> ReplayBar::position() const {
    return active() ? std::optional(at_) : std::nullopt;
}

void ReplayBar::play(bool on) {
    if (on && at_ >= seconds_)
        at_ = 0;
    clock_.start();
    on ? timer_.start() : timer_.stop();
    play_->setText(on ? tr("Pause") : tr("Play"));
    play_->setAccessibleName(play_->text());
}

// By the clock, not by the frames: a slow chart makes the replay coarser, not longer.
void ReplayBar::tick() {
    at_ = std::min(seconds_, at_ + double(clock_.restart()) / 1000 * speed_->currentData().toDouble());
    const QSignalBlocker quiet(slider_);
    slider_->setValue(int(std::lround(at_ / seconds_ * replaySteps)));
    showTime();
    Q_EMIT moved();
    if (at_ >= seconds_)
        play(false);
}

void ReplayBar::showTime() {
    time_->setText(tr("%1 of %2").arg(valueText(at_, AxisText::Duration), valueText(seconds_, AxisText::Duration)));
}

void ReplayBar::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Space)
        return play(!playing());
    if (event->key() == Qt::Key_Escape)
        return end();
    QWidget::keyPressEvent(event);
}

} // namespace caftan::ui
