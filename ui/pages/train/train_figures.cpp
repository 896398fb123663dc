#include "ui/pages/train/train_figures.h"

#include "ui/charts/number_text.h"
#include "ui/models/train_draft.h"
#include "ui/pages/train/train_text.h"
#include "ui/shell/theme.h"
#include "ui/shell/widgets.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace caftan::ui {

namespace {

const QString notYet = QStringLiteral("–");

// 4,210 stays; above a million 4.21 M.
QString amountText(int64_t amount) {
    return amount < 10'000'000 ? groupedText(amount) : QStringLiteral("%1 M").arg(fixedText(double(amount) / 1e6, 1));
}

} // namespace

TrainFigures::TrainFigures(TrainDraft& draft, QWidget* parent) : QFrame(parent), draft_(draft) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 4, 0, 4);
    row->setSpacing(20);
    steps_ = add(row, QStringLiteral("trainSteps"), tr("Steps"), tr("Optimiser steps over all epochs"));
    answers_ = add(row, QStringLiteral("trainSeen"), tr("Answer tokens trained"),
                   tr("Tokens that the loss is taken on, times epochs; below, each answer once"));
    tokens_ = add(row, QStringLiteral("trainTokensSeen"), tr("With prompts"),
                  tr("Every token that goes through the model, times epochs; below, what the teacher wrote for the "
                     "training questions, discarded answers too"));
    time_ = add(row, QStringLiteral("trainTime"), tr("Time"), tr("A guess from what has run in this project"));
    memory_ = add(row, QStringLiteral("trainMemory"), tr("Memory"),
                  tr("Weights, optimiser, gradients and what is kept for them, at the peak"));
}

TrainFigures::Figure TrainFigures::add(QHBoxLayout* row, const QString& name, const QString& title,
                                       const QString& toolTip) {
    auto* column = new QVBoxLayout;
    column->setSpacing(0);
    Figure figure{makeLabel(notYet, "section", this), makeLabel({}, "muted", this)};
    column->addWidget(makeLabel(title, "label", this));
    column->addWidget(figure.value);
    column->addWidget(figure.detail);
    column->addStretch(1);
    figure.value->setObjectName(name);
    figure.value->setToolTip(toolTip);
    figure.value->setAccessibleName(title);
    figure.detail->setToolTip(toolTip);
    row->addLayout(column, 1);
    return figure;
}

void TrainFigures::showTime() {
    const TrainEstimate& estimate = *draft_.estimate();
    time_.value->setText(estimate.seconds > 0 ? roughDurationText(estimate.seconds) : tr("not known"));
    time_.detail->setText(estimate.speed.run     ? tr("as fast as run %1").arg(*estimate.speed.run)
                          : estimate.seconds > 0 ? tr("guessed from scoring")
                                                 : tr("nothing like it has run yet"));
}

void TrainFigures::showMemory() {
    const TrainEstimate& estimate = *draft_.estimate();
    const double available = draft_.machine().available(draft_.settings());
    memory_.value->setText(gigabytesText(estimate.memory.total()));
    memory_.detail->setText(available > 0 ? tr("of %1").arg(gigabytesText(available)) : QString());
    const auto part = [](double bytes) { return gigabytesText(bytes); };
    const TrainMemory& memory = estimate.memory;
    memory_.value->setToolTip(tr("weights %1, optimiser %2, gradients %3, kept for backward %4, loss %5, program %6; "
                                 "%7 trained parameters")
                                  .arg(part(memory.weights), part(memory.optimizer), part(memory.gradients),
                                       part(memory.activations), part(memory.loss), part(memory.runtime),
                                       groupedText(memory.trainedParameters)));
}

void TrainFigures::refresh() {
    const TrainEstimate* estimate = draft_.estimate();
    for (const Figure& figure : {steps_, answers_, tokens_, time_, memory_})
        if (!estimate) {
            figure.value->setText(notYet);
            figure.detail->clear();
        }
    if (!estimate)
        return;
    steps_.value->setText(groupedText(estimate->steps));
    QStringList stages;
    for (const int64_t steps : estimate->stageSteps)
        stages << groupedText(steps);
    steps_.detail->setText(stages.size() > 1 ? stages.join(QStringLiteral(" + ")) : QString());
    answers_.value->setText(amountText(estimate->answerTokensSeen));
    answers_.detail->setText(tr("%1 written once").arg(amountText(estimate->answerTokens)));
    tokens_.value->setText(amountText(estimate->tokensSeen));
    tokens_.detail->setText(estimate->boughtTokens > 0 ? tr("teacher wrote %1").arg(amountText(estimate->boughtTokens))
                                                       : QString());
    showTime();
    showMemory();
}

RefusalBar::RefusalBar(TrainDraft& draft, QWidget* parent)
    : QFrame(parent), draft_(draft), text_(makeLabel({}, "plain", this)), buttons_(new QHBoxLayout) {
    setObjectName(QStringLiteral("trainRefusal"));
    setRole(this, "notice");
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(12);
    layout->addWidget(text_, 1);
    layout->addLayout(buttons_);
    buttons_->setSpacing(8);
    hide();
}

QString RefusalBar::sentence() const {
    return isHidden() ? QString() : text_->text();
}

std::vector<RefusalBar::Remedy> RefusalBar::remediesOfMemory() {
    const TrainEstimate& estimate = *draft_.estimate();
    const double available = draft_.machine().available(draft_.settings());
    std::vector<Remedy> remedies;
    const auto offer = [&](const char* name, const QString& text, const QString& toolTip,
                           const std::function<void(TrainSpec&)>& change) {
        remedies.push_back({QLatin1String(name), text, toolTip, [this, change] { draft_.edit(change); }});
    };
    if (draft_.settings().recompute == "off" && estimate.recomputed <= available)
        offer("refusalRecompute", tr("Compute activations again"), tr("The same result in less memory, but slower"),
              [](TrainSpec& spec) { spec.recompute = "auto"; });
    if (estimate.smallest <= available)
        offer("refusalMicro", tr("Smaller micro batches"),
              tr("Takes as many tokens at once as fit; the rest of a step accumulates"), [this](TrainSpec& spec) {
                  const double fits = draft_.machine().available(draft_.settings());
                  spec.microTokens = std::max<int64_t>(1, microTokensThatFit(*draft_.estimate(), fits));
              });
    if (!draft_.settings().lora && estimate.lora.total() <= available)
        remedies.push_back({QStringLiteral("refusalLora"), tr("LoRA instead"),
                            tr("Trains a small adapter beside the weights"), [this] { draft_.setLora(true); }});
    else if (estimate.smallest > available && draft_.settings().baseBits != 4 && estimate.fewBits <= available)
        remedies.push_back({QStringLiteral("refusalFewBits"), tr("QLoRA in 4 bits"),
                            tr("Trains a small adapter beside the weights, which are kept in 4 bits"), [this] {
                                draft_.setLora(true);
                                draft_.edit([](TrainSpec& spec) { spec.baseBits = 4; });
                            }});
    return remedies;
}

std::vector<RefusalBar::Remedy> RefusalBar::remedies(const TrainRefusal& refusal) {
    using Kind = TrainRefusal::Kind;
    const std::string band = refusal.band.toStdString();
    const auto data = [this](const QString& text) {
        return Remedy{QStringLiteral("refusalData"), text, tr("Goes to the Data page"),
                      [this] { Q_EMIT dataWanted(); }};
    };
    const auto route = [&](const QString& name, const QString& text, Routing routing) {
        return Remedy{name, text, tr("Changes what the %1 band is trained on").arg(bandText(band).toLower()),
                      [this, band, routing] { draft_.setRouting(band, routing); }};
    };
    switch (refusal.kind) {
    case Kind::NoSplit:
        return {data(tr("Split…"))};
    case Kind::NoModel:
        return {data(tr("Add a model…"))};
    case Kind::NoTraces:
        return {data(tr("Attach answers…")),
                route(QStringLiteral("refusalShort"), tr("Short answers"), Routing::Answer)};
    case Kind::EmptyBand:
        return {route(QStringLiteral("refusalSkip"), tr("Skip the band"), Routing::Skip)};
    case Kind::TestSeen:
        return {{QStringLiteral("refusalQuartiles"), tr("Close the test, cut at quartiles"),
                 tr("Shows training and validation only and takes the quartiles of the training questions"),
                 [this] { Q_EMIT cutsAnewWanted(); }}};
    case Kind::BaseBits:
        return {{QStringLiteral("refusalAdapter"), tr("LoRA instead"), tr("Trains a small adapter beside the weights"),
                 [this] { draft_.setLora(true); }},
                {QStringLiteral("refusalWhole"), tr("Base as it is"),
                 tr("Trains all weights, none of them in few bits"),
                 [this] { draft_.edit([](TrainSpec& spec) { spec.baseBits = 0; }); }}};
    case Kind::Memory:
        return remediesOfMemory();
    default:
        return {};
    }
}

void RefusalBar::showRemedies(std::vector<Remedy> remedies, const QString& band) {
    QStringList names{band};
    for (const Remedy& remedy : remedies)
        names << remedy.name;
    if (names == shown_)
        return; // the buttons stay under the mouse
    shown_ = names;
    while (QLayoutItem* item = buttons_->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (Remedy& remedy : remedies) {
        QPushButton* button = makeButton(remedy.name, remedy.text, remedy.toolTip, this);
        connect(button, &QPushButton::clicked, this, [action = std::move(remedy.action)] { action(); });
        buttons_->addWidget(button);
    }
}

void RefusalBar::refresh() {
    const TrainRefusal refusal = draft_.refusal();
    setVisible(refusal.kind != TrainRefusal::Kind::None);
    text_->setText(refusal.sentence);
    text_->setAccessibleName(refusal.sentence);
    showRemedies(remedies(refusal), refusal.band);
}

} // namespace caftan::ui
