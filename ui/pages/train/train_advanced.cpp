// The folded settings of the Train sheet.
#include "core/base/text.h"
#include "ui/charts/number_text.h"
#include "ui/models/train_draft.h"
#include "ui/pages/train/train_fields.h"
#include "ui/pages/train/train_settings.h"
#include "ui/shell/widgets.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QVBoxLayout>

#include <limits>

namespace caftan::ui {

namespace {

constexpr int fieldColumns = 4;
constexpr int many = 1'000'000'000;

QString joinedTargets(const std::vector<std::string>& targets) {
    QStringList words;
    for (const std::string& target : targets)
        words << text(target);
    return words.join(QLatin1Char(','));
}

std::vector<std::string> targetsIn(const QString& typed) {
    std::vector<std::string> targets;
    for (const std::string& word : split(typed.toStdString(), ','))
        if (!trim(word).empty())
            targets.emplace_back(trim(word));
    return targets;
}

} // namespace

TrainAdvanced::TrainAdvanced(TrainDraft& draft, QWidget* parent)
    : QWidget(parent), draft_(draft),
      fold_(makeButton(QStringLiteral("trainAdvanced"), tr("▸  Advanced"),
                       tr("Unfolds batch, schedule, adapter, validation, checkpoints"), this, "flat")),
      content_(new QWidget(this)) {
    fold_->setCheckable(true);
    connect(fold_, &QPushButton::toggled, this, &TrainAdvanced::setUnfolded);
    auto* grid = new QGridLayout(content_);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    for (int column = 0; column < fieldColumns; ++column)
        grid->setColumnStretch(column, 1);
    addBatch(grid);
    addRate(grid);
    addLora(grid);
    addMemory(grid);
    addRunning(grid);
    addQuestions(grid);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(content_);
    setUnfolded(false);
}

void TrainAdvanced::setUnfolded(bool unfolded) {
    fold_->setChecked(unfolded);
    fold_->setText(unfolded ? tr("▾  Advanced") : tr("▸  Advanced"));
    setVisible(unfolded);
}

void TrainAdvanced::place(QGridLayout* grid, QWidget* box, int columns) {
    grid->addWidget(box, placed_ / fieldColumns, placed_ % fieldColumns, 1, columns, Qt::AlignTop);
    placed_ += columns;
}

void TrainAdvanced::addNumber(QGridLayout* grid, const QString& label, const QString& name, double low, double high,
                              double TrainSpec::* member, const QString& toolTip) {
    auto* field = new NumberField(name, low, high, content_);
    connect(field, &NumberField::edited, this,
            [this, member](double value) { draft_.edit([&](TrainSpec& spec) { spec.*member = value; }); });
    shown_.emplace_back([field, member](const TrainSpec& spec) { field->setNumber(spec.*member); });
    place(grid, labelled(label, field, toolTip, content_));
}

void TrainAdvanced::addCount(QGridLayout* grid, const QString& label, const QString& name, int low, int high,
                             const QString& atLow, int64_t TrainSpec::* member, const QString& toolTip) {
    QSpinBox* field = countField(name, low, high, atLow, content_);
    connect(field, &QSpinBox::valueChanged, this,
            [this, member](int value) { draft_.edit([&](TrainSpec& spec) { spec.*member = value; }); });
    shown_.emplace_back([field, member](const TrainSpec& spec) { showCount(field, spec.*member); });
    place(grid, labelled(label, field, toolTip, content_));
}

void TrainAdvanced::addChoice(QGridLayout* grid, const QString& label, QComboBox* field,
                              std::string TrainSpec::* member, const QString& toolTip) {
    connect(field, &QComboBox::activated, this, [this, field, member] {
        draft_.edit([&](TrainSpec& spec) { spec.*member = field->currentData().toString().toStdString(); });
    });
    shown_.emplace_back([field, member](const TrainSpec& spec) { showChoice(field, spec.*member); });
    place(grid, labelled(label, field, toolTip, content_));
}

void TrainAdvanced::addBatch(QGridLayout* grid) {
    addCount(grid, tr("Batch (answers)"), QStringLiteral("trainBatch"), 1, 1 << 20, {}, &TrainSpec::batchSequences,
             tr("Answers of one optimiser step"));
    addCount(grid, tr("Micro batch (tokens)"), QStringLiteral("trainMicro"), 1, many, {}, &TrainSpec::microTokens,
             tr("Tokens of a micro batch: the rest of a step accumulates. Less needs less memory"));
    addNumber(grid, tr("Clip"), QStringLiteral("trainClip"), 0, 1e9, &TrainSpec::clip,
              tr("Largest norm of the gradient; 0: none"));
    addChoice(
        grid, tr("Mean of the loss"),
        choiceField(QStringLiteral("trainLossMean"),
                    {{tr("over tokens"), "token"}, {tr("over answers"), "sequence"}, {tr("over batches"), "batch"}},
                    content_),
        &TrainSpec::lossMean, tr("What counts alike: every token, every answer, or every micro batch"));
}

void TrainAdvanced::addRate(QGridLayout* grid) {
    addCount(grid, tr("Warm-up (steps)"), QStringLiteral("trainWarmup"), 0, many, {}, &TrainSpec::warmupSteps,
             tr("Steps over which the learning rate rises from nothing"));
    addChoice(
        grid, tr("Schedule of the rate"),
        choiceField(QStringLiteral("trainDecay"),
                    {{tr("linear decay"), "linear"}, {tr("cosine decay"), "cosine"}, {tr("constant"), "constant"}},
                    content_),
        &TrainSpec::decay, tr("How the learning rate goes on after the warm-up"));
    addNumber(grid, tr("Floor of the rate"), QStringLiteral("trainFloor"), 0, 1, &TrainSpec::rateFloor,
              tr("Share of the learning rate that is left at the end"));
    addNumber(grid, tr("Weight decay"), QStringLiteral("trainDecayWeights"), 0, 10, &TrainSpec::weightDecay,
              tr("AdamW's pull of the weights towards nothing"));
}

void TrainAdvanced::addLora(QGridLayout* grid) {
    const auto change = [this](const std::function<void(LoraSpec&)>& edit) {
        draft_.edit([&](TrainSpec& spec) {
            if (spec.lora)
                edit(*spec.lora);
        });
    };
    const auto enabled = [this](QWidget* box) {
        shown_.emplace_back([box](const TrainSpec& spec) { box->setEnabled(spec.lora.has_value()); });
        return box;
    };
    QSpinBox* rank = countField(QStringLiteral("trainRank"), 1, 4096, {}, content_);
    connect(rank, &QSpinBox::valueChanged, this, [change](int value) {
        change([value](LoraSpec& lora) {
            if (lora.alpha == double(2 * lora.rank)) // twice the rank unless it was chosen
                lora.alpha = 2 * value;
            lora.rank = value;
        });
    });
    auto* alpha = new NumberField(QStringLiteral("trainAlpha"), 1e-6, 1e6, content_);
    connect(alpha, &NumberField::edited, this,
            [change](double value) { change([value](LoraSpec& lora) { lora.alpha = value; }); });
    auto* dropout = new NumberField(QStringLiteral("trainDropout"), 0, 0.99, content_);
    connect(dropout, &NumberField::edited, this,
            [change](double value) { change([value](LoraSpec& lora) { lora.dropout = value; }); });
    targets_ = new QLineEdit(content_);
    targets_->setObjectName(QStringLiteral("trainTargets"));
    connect(targets_, &QLineEdit::editingFinished, this, [this, change] {
        const std::vector<std::string> typed = targetsIn(targets_->text());
        if (!typed.empty())
            change([&](LoraSpec& lora) { lora.targets = typed; });
        refresh();
    });
    shown_.emplace_back([this, rank, alpha, dropout](const TrainSpec& spec) {
        const LoraSpec lora = spec.lora.value_or(LoraSpec{});
        showCount(rank, lora.rank);
        alpha->setNumber(lora.alpha);
        dropout->setNumber(lora.dropout);
        if (targets_->hasFocus())
            return;
        targets_->setText(joinedTargets(lora.targets));
        targets_->setCursorPosition(0);
    });
    place(grid, enabled(labelled(tr("LoRA rank"), rank, tr("Width of the adapter"), content_)));
    place(grid, enabled(labelled(tr("LoRA alpha"), alpha, tr("The adapter counts alpha / rank times"), content_)));
    place(grid, enabled(labelled(tr("LoRA dropout"), dropout,
                                 tr("Share of the adapter's inputs that is left out in each step"), content_)));
    place(grid, enabled(labelled(tr("LoRA targets"), targets_, tr("Linears that get an adapter, separated by commas"),
                                 content_)));
}

void TrainAdvanced::addMemory(QGridLayout* grid) {
    addChoice(grid, tr("Precision"),
              choiceField(QStringLiteral("trainPrecision"), {{tr("float32"), "float32"}, {tr("bfloat16"), "bfloat16"}},
                          content_),
              &TrainSpec::dtype, tr("Of weights and products; bfloat16 needs half the memory for them"));
    QComboBox* bits = choiceField(QStringLiteral("trainBaseBits"),
                                  {{tr("as it is"), "0"}, {tr("8 bits"), "8"}, {tr("4 bits"), "4"}}, content_);
    connect(bits, &QComboBox::activated, this,
            [this, bits] { draft_.edit([&](TrainSpec& spec) { spec.baseBits = bits->currentData().toLongLong(); }); });
    shown_.emplace_back([bits](const TrainSpec& spec) { showChoice(bits, std::to_string(spec.baseBits)); });
    place(grid, labelled(tr("Base of the adapter"), bits,
                         tr("QLoRA: the frozen weights in few bits, which need less memory. For LoRA only"), content_));
    addChoice(grid, tr("Activations"),
              choiceField(QStringLiteral("trainRecompute"),
                          {{tr("as memory allows"), "auto"}, {tr("computed again"), "on"}, {tr("kept"), "off"}},
                          content_),
              &TrainSpec::recompute,
              tr("Kept for the backward pass, or computed again there: the same result in less memory, but slower"));
    addChoice(grid, tr("Device"),
              choiceField(QStringLiteral("trainDevice"),
                          {{tr("best there is"), "auto"}, {tr("processor"), "cpu"}, {tr("graphics card"), "cuda"}},
                          content_),
              &TrainSpec::device, tr("Where the run computes"));
}

void TrainAdvanced::addRunning(QGridLayout* grid) {
    addCount(grid, tr("Validate"), QStringLiteral("trainEvaluate"), 0, many, tr("after each epoch"),
             &TrainSpec::evaluateSteps, tr("After each epoch, and every so many steps"));
    addCount(grid, tr("Checkpoint"), QStringLiteral("trainCheckpoint"), 0, many, tr("every minute"),
             &TrainSpec::checkpointSteps,
             tr("Every so many steps, besides the one a minute: where a killed run goes on"));
    QSpinBox* seed = countField(QStringLiteral("trainSeed"), 0, std::numeric_limits<int>::max(), {}, content_);
    connect(seed, &QSpinBox::valueChanged, this,
            [this](int value) { draft_.edit([&](TrainSpec& spec) { spec.seed = uint64_t(value); }); });
    shown_.emplace_back([seed](const TrainSpec& spec) { showCount(seed, int64_t(spec.seed)); });
    place(grid, labelled(tr("Seed"), seed, tr("Order of the questions, random choices, adapters"), content_));
    QSpinBox* limit = countField(QStringLiteral("trainLimit"), 0, many, tr("all questions"), content_);
    connect(limit, &QSpinBox::valueChanged, this, [this](int value) {
        draft_.edit([&](TrainSpec& spec) { spec.limit = value > 0 ? std::optional<int64_t>(value) : std::nullopt; });
    });
    shown_.emplace_back([limit](const TrainSpec& spec) { showCount(limit, spec.limit.value_or(0)); });
    place(grid,
          labelled(tr("At most, each band"), limit, tr("So many questions of each band, drawn by the seed"), content_));
}

void TrainAdvanced::addQuestions(QGridLayout* grid) {
    auto* selection = new QLineEdit(content_);
    selection->setObjectName(QStringLiteral("trainSelection"));
    selection->setPlaceholderText(tr("all questions"));
    connect(selection, &QLineEdit::editingFinished, this, [this, selection] {
        const std::string name = selection->text().trimmed().toStdString();
        if (name != draft_.settings().selection)
            draft_.edit([&](TrainSpec& spec) { spec.selection = name; });
    });
    shown_.emplace_back([selection](const TrainSpec& spec) {
        if (!selection->hasFocus())
            selection->setText(text(spec.selection));
    });
    place(grid,
          labelled(tr("Only the selection"), selection,
                   tr("Name of a selection that was kept on Explore: training questions outside it are left out"),
                   content_),
          2);
    name_ = new QLineEdit(content_);
    name_->setObjectName(QStringLiteral("trainName"));
    name_->setPlaceholderText(tr("the recipe's"));
    connect(name_, &QLineEdit::textEdited, this, [this](const QString& typed) {
        draft_.edit([&](TrainSpec& spec) { spec.name = typed.trimmed().toStdString(); });
    });
    shown_.emplace_back([this](const TrainSpec& spec) {
        if (!name_->hasFocus())
            name_->setText(text(spec.name));
    });
    place(grid, labelled(tr("Name of the run"), name_, tr("How it is called on the Runs page"), content_), 2);
    dropWrong_ = new QCheckBox(tr("Leave out questions whose teacher is wrong, from every band"), content_);
    dropWrong_->setObjectName(QStringLiteral("trainDropWrong"));
    dropWrong_->setToolTip(tr("So that every recipe learns from the same questions: a fair comparison"));
    connect(dropWrong_, &QCheckBox::toggled, this,
            [this](bool on) { draft_.edit([&](TrainSpec& spec) { spec.dropWrongTeacher = on; }); });
    shown_.emplace_back([this](const TrainSpec& spec) {
        const QSignalBlocker quiet(dropWrong_);
        dropWrong_->setChecked(spec.dropWrongTeacher);
    });
    grid->addWidget(dropWrong_, (placed_ + fieldColumns - 1) / fieldColumns, 0, 1, fieldColumns);
}

void TrainAdvanced::refresh() {
    for (const auto& show : shown_)
        show(draft_.settings());
}

} // namespace caftan::ui
