#include "ui/pages/runs/branch_sheet.h"

#include "core/jobs/train_command.h"
#include "ui/charts/number_text.h"
#include "ui/jobs/cli.h"
#include "ui/jobs/job_launcher.h"
#include "ui/models/library.h"
#include "ui/models/project_service.h"
#include "ui/shell/fitting.h"
#include "ui/shell/notice.h"
#include "ui/shell/theme.h"
#include "ui/shell/widgets.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QVBoxLayout>
#include <charconv>
#include <limits>

namespace caftan::ui {

namespace {

QString numberDigits(const Json& value) {
    if (!value.is_number())
        return {};
    char buffer[32];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value.get<double>()).ptr;
    return QString::fromLatin1(buffer, end - buffer);
}

// "8" or "8, 4"
QString epochsField(const Json& epochs) {
    QStringList parts;
    for (const Json& value : epochs.is_array() ? epochs : Json::array({epochs}))
        if (value.is_number())
            parts << numberDigits(value);
    return parts.join(QStringLiteral(", "));
}

// What is not a number stays a string: the check of the whole document then says what is wrong.
Json numberOrText(const QString& text) {
    const std::string trimmed = text.trimmed().toStdString();
    const Json parsed = Json::parse(trimmed, nullptr, false);
    return parsed.is_number() ? parsed : Json(trimmed);
}

Json epochsJson(const QString& text) {
    Json list = Json::array();
    for (const QString& part : text.split(QLatin1Char(','), Qt::SkipEmptyParts))
        list.push_back(numberOrText(part));
    return list;
}

} // namespace

BranchSheet::BranchSheet(ProjectService& service, Library& library, JobLauncher& launcher, QWidget* over)
    : Sheet(over, tr("Branch"), 680), service_(service), library_(library), launcher_(launcher),
      name_(new QLineEdit(this)), epochs_(new QLineEdit(this)), rate_(new QLineEdit(this)),
      command_(new QLineEdit(this)), recipe_(new ElidedCombo(this)), seed_(new QSpinBox(this)),
      document_(new QPlainTextEdit(this)) {
    setObjectName(QStringLiteral("branchSheet"));
    start_ =
        makeButton(QStringLiteral("branchStart"), tr("Start"),
                   tr("Starts the new run as a job of its own; it goes on when the window is closed"), this, "primary");
    more_ = makeButton(QStringLiteral("branchMore"), tr("▸  All settings"),
                       tr("Unfolds the whole document: every setting of the run, to be changed by hand"), this, "flat");
    more_->setCheckable(true);
    buildFields();
    setPrimary(start_);
    connect(start_, &QPushButton::clicked, this, &BranchSheet::start);
    more_->setAccessibleName(tr("All settings"));
    connect(more_, &QPushButton::toggled, this, [this](bool unfolded) {
        more_->setText(unfolded ? tr("▾  All settings") : tr("▸  All settings"));
        document_->setVisible(unfolded);
    });
    for (QLineEdit* field : {name_, epochs_, rate_})
        connect(field, &QLineEdit::textEdited, this, &BranchSheet::readFields);
    connect(recipe_, &QComboBox::activated, this, &BranchSheet::readFields);
    connect(seed_, &QSpinBox::valueChanged, this, &BranchSheet::readFields);
    connect(document_, &QPlainTextEdit::textChanged, this, &BranchSheet::readDocument);
}

void BranchSheet::buildFields() {
    name_->setObjectName(QStringLiteral("branchName"));
    epochs_->setObjectName(QStringLiteral("branchEpochs"));
    rate_->setObjectName(QStringLiteral("branchRate"));
    recipe_->setObjectName(QStringLiteral("branchRecipe"));
    seed_->setObjectName(QStringLiteral("branchSeed"));
    document_->setObjectName(QStringLiteral("branchDocument"));
    command_->setObjectName(QStringLiteral("branchCommand"));
    seed_->setRange(0, std::numeric_limits<int>::max());
    for (const std::string& recipe : recipeNames())
        recipe_->addItem(QString::fromStdString(recipe));
    document_->setFont(monospaceFont());
    document_->setMinimumHeight(240);
    document_->hide();
    document_->setTabChangesFocus(true);
    command_->setReadOnly(true);
    command_->setFont(monospaceFont());
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    const auto add = [&](int row, int column, int span, const QString& text, QWidget* field, const QString& toolTip) {
        auto* box = new QVBoxLayout;
        box->setSpacing(2);
        auto* label = makeLabel(text, "label", this);
        label->setBuddy(field);
        box->addWidget(label);
        box->addWidget(field);
        field->setToolTip(toolTip);
        field->setAccessibleName(text);
        grid->addLayout(box, row, column, 1, span);
    };
    add(0, 0, 2, tr("Name"), name_, tr("How the new run is called in the list"));
    add(0, 2, 2, tr("Recipe"), recipe_, tr("What each band is trained on from here on"));
    add(1, 0, 1, tr("Epochs"), epochs_, tr("Of all stages, or one number for each stage: 8, 4"));
    add(1, 1, 1, tr("Learning rate"), rate_, tr("At its highest"));
    add(1, 2, 2, tr("Seed"), seed_, tr("Order of the questions and random choices"));
    content()->addLayout(grid);
    content()->addWidget(more_, 0, Qt::AlignLeft);
    content()->addWidget(document_);
    auto* label = makeLabel(tr("The same in a terminal"), "label", this);
    label->setBuddy(command_);
    command_->setToolTip(tr("What to type instead; select and copy it"));
    command_->setAccessibleName(label->text());
    auto* box = new QVBoxLayout;
    box->setSpacing(2);
    box->addWidget(label);
    box->addWidget(command_);
    content()->addLayout(box);
}

void BranchSheet::openFor(const RunView& parent) {
    Json spec = parent.spec();
    spec["start_run"] = parent.uid;
    spec["name"] = tr("%1, branch").arg(parent.name()).toStdString();
    setSubtitle(tr("A new run that begins with the best weights of %1 (%2). The optimiser starts anew; everything else "
                   "is as set here.")
                    .arg(parent.name(), parent.bestEpoch ? tr("epoch %1").arg(*parent.bestEpoch, 0, 'g', 3)
                                                         : tr("its last validation")));
    document_->setPlainText(QString::fromStdString(dumpJson(spec, 2)));
    Sheet::open();
    name_->setFocus();
    name_->selectAll();
}

void BranchSheet::readFields() {
    if (filling_)
        return;
    Json json = Json::parse(document_->toPlainText().toStdString(), nullptr, false);
    if (!json.is_object())
        return; // the document is being repaired by hand
    json["name"] = name_->text().trimmed().toStdString();
    json["recipe"] = recipe_->currentText().toStdString();
    json["epochs"] = epochsJson(epochs_->text());
    json["rate"] = numberOrText(rate_->text());
    json["seed"] = seed_->value();
    filling_ = true;
    document_->setPlainText(QString::fromStdString(dumpJson(json, 2)));
    filling_ = false;
    showCommand();
}

void BranchSheet::readDocument() {
    if (filling_)
        return;
    const Json json = Json::parse(document_->toPlainText().toStdString(), nullptr, false);
    if (json.is_object()) {
        filling_ = true;
        name_->setText(QString::fromStdString(
            json.contains("name") && json["name"].is_string() ? json["name"].get<std::string>() : std::string()));
        if (json.contains("recipe") && json["recipe"].is_string())
            recipe_->setCurrentText(QString::fromStdString(json["recipe"].get<std::string>()));
        epochs_->setText(json.contains("epochs") ? epochsField(json["epochs"]) : QString());
        rate_->setText(json.contains("rate") ? numberDigits(json["rate"]) : QString());
        if (json.contains("seed") && json["seed"].is_number_integer())
            seed_->setValue(json["seed"].get<int>());
        filling_ = false;
    }
    showCommand();
}

Result<Json> BranchSheet::document() const {
    CAFTAN_TRY(json, parseJson(document_->toPlainText().toStdString()));
    CAFTAN_TRY(spec, trainSpecFromJson(json));
    return toJson(spec);
}

QString BranchSheet::commandLine() const {
    const auto json = document();
    if (!json)
        return {};
    const TrainSpec spec = *trainSpecFromJson(*json);
    const ModelRecord* model = spec.model ? library_.model(*spec.model) : nullptr;
    QStringList words{QStringLiteral("caftan-cli"), QStringLiteral("--project"), service_.folder(),
                      QStringLiteral("train")};
    for (const std::string& word : trainArguments(spec, model ? model->name : std::string()))
        words << QString::fromStdString(word);
    return shellLine(words);
}

void BranchSheet::showCommand() {
    const auto json = document();
    start_->setEnabled(json.has_value() && !service_.readOnly());
    if (json)
        notice()->clear();
    else
        notice()->showMessage(Notice::Kind::Problem, QString::fromStdString(json.error().message));
    command_->setText(commandLine());
    command_->setCursorPosition(0);
}

void BranchSheet::start() {
    const auto json = document();
    if (!json)
        return showCommand();
    JobRecord job;
    job.kind = "train";
    job.spec = *json;
    job.scoring = (*json)["scoring"].get<int64_t>();
    job.commandLine = commandLine().toStdString();
    start_->setEnabled(false);
    launcher_.launch(job, this, [this](Result<int64_t> id) {
        start_->setEnabled(true);
        if (!id)
            return notice()->showMessage(Notice::Kind::Problem, QString::fromStdString(id.error().message));
        close();
        Q_EMIT launched(*id);
    });
}

} // namespace caftan::ui
