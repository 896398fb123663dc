#include "ui/pages/train/train_sheet.h"

#include "ui/charts/number_text.h"
#include "ui/jobs/job_launcher.h"
#include "ui/models/exploration.h"
#include "ui/models/library.h"
#include "ui/models/train_draft.h"
#include "ui/pages/train/band_recipes.h"
#include "ui/pages/train/train_fields.h"
#include "ui/pages/train/train_figures.h"
#include "ui/pages/train/train_settings.h"
#include "ui/pages/train/train_text.h"
#include "ui/shell/notice.h"
#include "ui/shell/theme.h"
#include "ui/shell/widgets.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QTimer>

namespace caftan::ui {

namespace {

constexpr int sheetWidth = 1060;

} // namespace

TrainSheet::TrainSheet(const Parts& parts, QWidget* over)
    : Sheet(over, tr("Train"), sheetWidth), parts_(parts), model_(choiceField(QStringLiteral("trainModel"), {}, this)),
      recipe_(choiceField(QStringLiteral("trainRecipe"), {}, this)),
      schedule_(choiceField(QStringLiteral("trainSchedule"),
                            {{tr("as the recipe says"), "auto"},
                             {tr("staged: one kind after the other"), "staged"},
                             {tr("mixed: all in every epoch"), "mixed"}},
                            this)),
      sentence_(makeLabel({}, "muted", this)), remarks_(makeLabel({}, "muted", this)),
      bands_(new BandRecipes(parts.draft, this)), advanced_(new TrainAdvanced(parts.draft, this)),
      settings_(new TrainSettings(parts.draft, advanced_->button(), this)),
      figures_(new TrainFigures(parts.draft, this)), refusal_(new RefusalBar(parts.draft, this)),
      start_(makeButton(QStringLiteral("trainStart"), tr("Start"),
                        tr("Puts the run into the queue; it goes on when the window is closed"), this, "primary")) {
    setObjectName(QStringLiteral("trainSheet"));
    remarks_->setObjectName(QStringLiteral("trainRemarks"));
    for (const std::string& name : recipeNames())
        recipe_->addItem(recipeText(text(name)).name, text(name));
    content()->setSpacing(8);
    content()->addWidget(makeHead());
    content()->addWidget(bands_);
    content()->addWidget(remarks_);
    content()->addWidget(settings_);
    content()->addWidget(advanced_);
    addFooter(figures_); // in sight while anything above is changed
    addFooter(makeCommand());
    addFooter(refusal_);
    buttons()->insertWidget(0, makeExperiment());
    setPrimary(start_);
    connect(start_, &QPushButton::clicked, this, &TrainSheet::start);
    connect(&parts_.draft, &TrainDraft::changed, this, [this] {
        if (isVisible())
            refresh();
    });
    connect(&parts_.library, &Library::updated, this, [this] {
        if (isVisible())
            fillModels();
    });
    connect(this, &Sheet::closed, &parts_.draft, &TrainDraft::end);
    connect(refusal_, &RefusalBar::dataWanted, this, [this] {
        close();
        Q_EMIT dataWanted();
    });
    connect(refusal_, &RefusalBar::cutsAnewWanted, this, &TrainSheet::cutAnew);
}

QWidget* TrainSheet::makeHead() {
    auto* head = new QWidget(this);
    auto* layout = new QVBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(labelled(tr("Recipe"), recipe_, tr("What each band is trained on, by name"), head), 3);
    row->addWidget(labelled(tr("Order"), schedule_,
                            tr("Staged: short answers first, reasoning afterwards, as in the paper. Mixed: together"),
                            head),
                   3);
    row->addWidget(labelled(tr("Model"), model_, tr("The model that is trained; its files stay as they are"), head), 3);
    layout->addLayout(row);
    layout->addWidget(sentence_);
    connect(recipe_, &QComboBox::activated, this,
            [this] { parts_.draft.setRecipe(recipe_->currentData().toString()); });
    connect(schedule_, &QComboBox::activated, this, [this] {
        parts_.draft.edit([&](TrainSpec& spec) { spec.schedule = schedule_->currentData().toString().toStdString(); });
    });
    connect(model_, &QComboBox::activated, this, [this] {
        const QVariant id = model_->currentData();
        parts_.draft.edit([&](TrainSpec& spec) {
            spec.model = id.toLongLong() > 0 ? std::optional<int64_t>(id.toLongLong()) : std::nullopt;
        });
    });
    return head;
}

// The demo's own shortcut: every row of its table in one click.
QPushButton* TrainSheet::makeExperiment() {
    experiment_ = makeButton(QStringLiteral("trainExperiment"), tr("All recipes: the demo's experiment…"),
                             tr("Trains and tests every recipe, controls included, so that they can be compared: says "
                                "first what that shows and what it does not"),
                             this, "link");
    connect(experiment_, &QPushButton::clicked, this, [this] {
        close();
        Q_EMIT experimentWanted();
    });
    return experiment_;
}

QWidget* TrainSheet::makeCommand() {
    auto* box = new QWidget(this);
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    command_ = new QLineEdit(box);
    command_->setObjectName(QStringLiteral("trainCommand"));
    command_->setReadOnly(true);
    command_->setFont(monospaceFont());
    command_->setAccessibleName(tr("The same in a terminal"));
    command_->setToolTip(tr("What starts the same run in a terminal"));
    copy_ = makeButton(QStringLiteral("trainCopy"), tr("Copy"),
                       tr("Copies the command line; the cuts are kept under "
                          "the name that it says"),
                       box);
    connect(copy_, &QPushButton::clicked, this, &TrainSheet::copyCommand);
    connect(command_, &QLineEdit::selectionChanged, this, [this] { // whoever copies by hand needs the cuts too
        if (command_->hasSelectedText())
            parts_.draft.keepCuts(this, [](const Status&) {});
    });
    row->addWidget(command_, 1);
    row->addWidget(copy_);
    return box;
}

void TrainSheet::open() {
    fillModels();
    parts_.draft.begin();
    refresh();
    Sheet::open();
    recipe_->setFocus();
}

void TrainSheet::fillModels() {
    const QSignalBlocker quiet(model_);
    const ExplorationRows* rows = parts_.exploration.rows();
    const auto& spec = parts_.draft.settings();
    model_->clear();
    if (rows && !rows->scoring.model)
        model_->addItem(tr("choose one"), 0);
    for (const ModelRecord& model : parts_.library.models()) {
        const bool scored = rows && rows->scoring.model == model.id;
        model_->addItem(scored ? tr("%1 (scored)").arg(text(model.name)) : text(model.name),
                        scored ? QVariant(0) : QVariant(qint64(model.id)));
    }
    model_->setCurrentIndex(model_->findData(spec.model ? QVariant(qint64(*spec.model)) : QVariant(0)));
}

// Tokens are told as they weigh: what this run writes, and what short answers would.
void TrainSheet::showRemarks() {
    const TrainEstimate* estimate = parts_.draft.estimate();
    QStringList lines;
    if (estimate && estimate->rows > 0) {
        const double each = double(estimate->answerTokens) / double(estimate->rows);
        const double brief = double(estimate->shortTokens) / double(estimate->rows);
        lines << (estimate->reasoningRows > 0
                      ? tr("SFT writes %1 tokens per answer, this run %2.").arg(fixedText(brief, 1), fixedText(each, 1))
                      : tr("This run writes %1 tokens per answer.").arg(fixedText(each, 1)));
    }
    if (estimate)
        for (const std::string& note : estimate->notes)
            lines << text(note);
    if (estimate && estimate->memory.recomputed)
        lines << tr("Activations are computed again instead of kept: the same result in less memory, about a third "
                    "more time.");
    remarks_->setText(lines.join(QLatin1Char(' ')));
    remarks_->setVisible(!lines.isEmpty());
}

void TrainSheet::refresh() {
    const TrainDraft& draft = parts_.draft;
    const ExplorationRows* rows = parts_.exploration.rows();
    if (rows) {
        QStringList values;
        for (const double cut : parts_.exploration.cuts())
            values << metricText(cut);
        setSubtitle(tr("%1 on %2, cut at %3 (%4)")
                        .arg(draft.model() ? text(draft.model()->name) : tr("no model"), text(rows->dataset.name),
                             parts_.exploration.cutsText(), values.join(QStringLiteral(", "))));
    }
    experiment_->setVisible(draft.isDemo());
    showChoice(recipe_, draft.settings().recipe);
    showChoice(schedule_, draft.settings().schedule);
    sentence_->setText(recipeText(draft.recipe()).sentence);
    bands_->refresh();
    showRemarks();
    settings_->refresh();
    advanced_->refresh();
    figures_->refresh();
    refusal_->refresh();
    command_->setText(draft.commandLine());
    command_->setCursorPosition(0);
    start_->setEnabled(!starting_ && draft.refusal().kind == TrainRefusal::Kind::None);
    start_->setToolTip(start_->isEnabled() ? tr("Puts the run into the queue; it goes on when the window is closed")
                                           : draft.refusal().sentence);
}

QString TrainSheet::commandLine() const {
    return parts_.draft.commandLine();
}

void TrainSheet::copyCommand() {
    parts_.draft.keepCuts(this, [this](const Status& kept) {
        if (!kept)
            return notice()->showMessage(Notice::Kind::Problem, text(kept.error().message));
        QGuiApplication::clipboard()->setText(parts_.draft.commandLine());
        copy_->setText(tr("Copied"));
        QTimer::singleShot(1500, copy_, [this] { copy_->setText(tr("Copy")); });
    });
}

void TrainSheet::cutAnew() {
    parts_.exploration.hideTest({0.25, 0.75});
}

// First the cuts under their name, then the job that reads them.
void TrainSheet::start() {
    starting_ = true;
    start_->setEnabled(false);
    const auto failed = [this](const Error& error) {
        starting_ = false;
        refresh();
        notice()->showMessage(Notice::Kind::Problem, text(error.message));
    };
    parts_.draft.keepCuts(this, [this, failed](const Status& kept) {
        if (!kept)
            return failed(kept.error());
        parts_.launcher.launch(parts_.draft.job(), this, [this, failed](Result<int64_t> id) {
            if (!id)
                return failed(id.error());
            starting_ = false;
            close();
            Q_EMIT launched(*id);
        });
    });
}

} // namespace caftan::ui
