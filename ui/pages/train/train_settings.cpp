#include "ui/pages/train/train_settings.h"

#include "ui/charts/number_text.h"
#include "ui/models/train_draft.h"
#include "ui/pages/train/train_fields.h"
#include "ui/pages/train/train_text.h"
#include "ui/shell/widgets.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QRadioButton>
#include <QSignalBlocker>
#include <QSpinBox>

#include <algorithm>

namespace caftan::ui {

TrainSettings::TrainSettings(TrainDraft& draft, QPushButton* advanced, QWidget* parent)
    : QWidget(parent), draft_(draft), epochsRow_(new QHBoxLayout),
      rate_(new NumberField(QStringLiteral("trainRate"), 1e-12, 10, this)) {
    epochsRow_->setSpacing(12);
    rate_->setMaximumWidth(120);
    connect(rate_, &NumberField::edited, &draft, &TrainDraft::setRate);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(24);
    row->addLayout(epochsRow_);
    row->addWidget(labelled(tr("Learning rate"), rate_, tr("Its peak, after the warm-up"), this), 0, Qt::AlignTop);
    row->addWidget(makeMethod(), 1);
    row->addWidget(advanced, 0, Qt::AlignTop | Qt::AlignRight);
    rebuildEpochs(1);
}

QWidget* TrainSettings::makeMethod() {
    auto* box = new QWidget(this);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(makeLabel(tr("What is trained"), "label", box));
    auto* row = new QHBoxLayout;
    row->setSpacing(20);
    auto* group = new QButtonGroup(box);
    const auto add = [&](const QString& name, const QString& toolTip, bool lora) {
        auto* button = new QRadioButton(box);
        button->setObjectName(name);
        button->setToolTip(toolTip);
        group->addButton(button);
        row->addWidget(button);
        connect(button, &QRadioButton::clicked, this, [this, lora] { draft_.setLora(lora); });
        return button;
    };
    full_ =
        add(QStringLiteral("trainFull"), tr("Trains every weight of the model; the run keeps a whole model"), false);
    lora_ =
        add(QStringLiteral("trainLora"),
            tr("Trains a small adapter beside the weights, which stay as they are; the run keeps the adapter"), true);
    row->addStretch(1);
    layout->addLayout(row);
    methodText_ = makeLabel({}, "muted", box);
    methodText_->setObjectName(QStringLiteral("trainMethod"));
    layout->addWidget(methodText_);
    return box;
}

void TrainSettings::rebuildEpochs(size_t stages) {
    while (QLayoutItem* item = epochsRow_->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    epochs_.clear();
    epochLabels_.clear();
    for (size_t stage = 0; stage < stages; ++stage) {
        auto* field = countField(QStringLiteral("trainEpochs%1").arg(stage), 1, 10000, {}, this);
        field->setMinimumWidth(80);
        connect(field, &QSpinBox::valueChanged, this, [this, stage](int epochs) { setEpochs(stage, epochs); });
        QWidget* box = labelled(tr("Epochs"), field, tr("How often each question is seen"), this);
        epochs_.push_back(field);
        epochLabels_.push_back(box->findChild<QLabel*>());
        epochsRow_->addWidget(box, 0, Qt::AlignTop);
    }
}

void TrainSettings::setEpochs(size_t stage, int64_t epochs) {
    draft_.edit([&](TrainSpec& spec) {
        spec.epochs.resize(epochs_.size(), spec.epochs.front());
        spec.epochs[stage] = epochs;
        if (std::all_of(spec.epochs.begin(), spec.epochs.end(), [&](int64_t other) { return other == epochs; }))
            spec.epochs.resize(1);
    });
}

void TrainSettings::showMethod() {
    const TrainEstimate* estimate = draft_.estimate();
    const double available = draft_.machine().available(draft_.settings());
    const auto text = [&](const QString& name, double bytes) {
        return estimate ? QStringLiteral("%1 · %2").arg(name, gigabytesText(bytes)) : name;
    };
    full_->setText(text(tr("All weights"), estimate ? estimate->full.total() : 0));
    const int64_t bits = draft_.settings().baseBits;
    lora_->setText(
        text(bits > 0 ? tr("QLoRA in %1 bits").arg(bits) : tr("LoRA"), estimate ? estimate->lora.total() : 0));
    (draft_.settings().lora ? lora_ : full_)->setChecked(true);
    if (!estimate || available <= 0)
        return methodText_->setText({});
    const QString has =
        draft_.machine().usesGpu(draft_.settings()) ? tr("the graphics card has %1") : tr("this machine has %1");
    if (estimate->full.total() > available)
        methodText_->setText(tr("All weights: about %1, and %2.")
                                 .arg(gigabytesText(estimate->full.total()), has.arg(gigabytesText(available))));
    else
        methodText_->setText(tr("Both fit: %1.").arg(has.arg(gigabytesText(available))));
}

void TrainSettings::refresh() {
    const TrainEstimate* estimate = draft_.estimate();
    const TrainSpec& spec = draft_.settings();
    const size_t stages = estimate ? std::max<size_t>(1, estimate->stages.size()) : epochs_.size();
    if (stages != epochs_.size())
        rebuildEpochs(stages);
    for (size_t stage = 0; stage < epochs_.size(); ++stage) {
        showCount(epochs_[stage], spec.epochs[spec.epochs.size() > stage ? stage : 0]);
        epochLabels_[stage]->setText(stages > 1 && estimate ? tr("Epochs, %1").arg(stageText(estimate->stages[stage]))
                                                            : tr("Epochs"));
    }
    rate_->setNumber(spec.rate);
    showMethod();
}

} // namespace caftan::ui
