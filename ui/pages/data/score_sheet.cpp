#include "ui/pages/data/score_sheet.h"

#include "core/store/datasets.h"
#include "ui/charts/number_text.h"
#include "ui/jobs/cli.h"
#include "ui/jobs/job_launcher.h"
#include "ui/models/library.h"
#include "ui/models/project_service.h"
#include "ui/shell/fitting.h"
#include "ui/shell/notice.h"
#include "ui/shell/widgets.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QSpinBox>
#include <QVBoxLayout>
#include <limits>

namespace caftan::ui {

namespace {

QComboBox* makeCombo(const QString& name, std::initializer_list<std::pair<QString, const char*>> entries,
                     QWidget* parent) {
    auto* combo = new ElidedCombo(parent);
    combo->setObjectName(name);
    for (const auto& [text, value] : entries)
        combo->addItem(text, QLatin1String(value));
    return combo;
}

std::string valueOf(const QComboBox* combo) {
    return combo->currentData().toString().toStdString();
}

} // namespace

ScoreSheet::ScoreSheet(ProjectService& service, Library& library, JobLauncher& launcher, QWidget* over)
    : Sheet(over, tr("Score questions with a model"), 620), service_(service), library_(library), launcher_(launcher),
      model_(makeCombo(QStringLiteral("scoreModel"), {}, this)),
      prompt_(makeCombo(
          QStringLiteral("scorePrompt"),
          {{tr("plain: one letter or number"), "plain"}, {tr("fallback: may say it does not know"), "fallback"}},
          this)),
      precision_(makeCombo(QStringLiteral("scorePrecision"),
                           {{tr("float32, exact"), "float32"}, {tr("bfloat16, faster"), "bfloat16"}}, this)),
      part_(makeCombo(
          QStringLiteral("scorePart"),
          {{tr("all questions"), ""}, {tr("train"), "train"}, {tr("validation"), "validation"}, {tr("test"), "test"}},
          this)),
      device_(makeCombo(QStringLiteral("scoreDevice"),
                        {{tr("best there is"), "auto"}, {tr("processor"), "cpu"}, {tr("graphics card"), "cuda"}},
                        this)),
      traces_(makeCombo(QStringLiteral("scoreTraces"), {{tr("is not scored"), ""}}, this)),
      ifd_(new QCheckBox(tr("IFD, too"), this)), limit_(new QSpinBox(this)), state_(makeLabel({}, "muted", this)),
      start_(makeButton(QStringLiteral("scoreStart"), tr("Start scoring"),
                        tr("Starts a job of its own that goes on when the window is closed"), this, "primary")) {
    setObjectName(QStringLiteral("scoreSheet"));
    limit_->setObjectName(QStringLiteral("scoreLimit"));
    limit_->setRange(0, std::numeric_limits<int>::max());
    limit_->setSpecialValueText(tr("all"));
    limit_->setGroupSeparatorShown(true);
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
    add(0, 0, 2, tr("Model"), model_, tr("The model that answers; add one under Models"));
    add(1, 0, 2, tr("Prompt"), prompt_,
        tr("How a question is put to the model; the exact prompts are hashed with the scores"));
    add(2, 0, 1, tr("Precision"), precision_, tr("bfloat16 is faster and may move a few questions across a cut"));
    add(2, 1, 1, tr("Device"), device_, tr("Where the model is run"));
    add(3, 0, 1, tr("Questions"), part_, tr("Which part of the data set is scored"));
    add(3, 1, 1, tr("At most"), limit_, tr("Only the first so many questions; 0: all"));
    add(4, 0, 1, tr("Recorded reasoning"), traces_,
        tr("What a teacher's reasoning costs this model, token by token: entropies and NLL, shown with the question"));
    add(4, 1, 1, tr("Instruction-following difficulty"), ifd_,
        tr("How much the question helps with its answer: NLL of the key after the question over NLL without; reads "
           "the key"));
    ifd_->setObjectName(QStringLiteral("scoreIfd"));
    ifd_->setMinimumHeight(traces_->sizeHint().height()); // its label beside the other
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    content()->addLayout(grid);
    content()->addWidget(state_);
    setPrimary(start_);
    connect(start_, &QPushButton::clicked, this, &ScoreSheet::start);
    connect(ifd_, &QCheckBox::toggled, this, &ScoreSheet::updateState);
    for (QComboBox* combo : {model_, prompt_, precision_, part_, device_, traces_})
        connect(combo, &QComboBox::currentIndexChanged, this, &ScoreSheet::updateState);
    connect(limit_, &QSpinBox::valueChanged, this, &ScoreSheet::updateState);
    connect(&library_, &Library::updated, this, [this] {
        if (isVisible())
            fillModels();
    });
}

void ScoreSheet::open(const QString& project, int64_t dataset) {
    project_ = project;
    dataset_ = dataset;
    fillModels();
    askTeachers();
    updateState();
    Sheet::open();
    model_->setFocus();
    Q_EMIT commandLineChanged();
}

void ScoreSheet::fillModels() {
    const QSignalBlocker quiet(model_);
    const QVariant before = model_->currentData();
    model_->clear();
    for (const ModelRecord& model : library_.models())
        model_->addItem(
            QStringLiteral("%1 (%2)").arg(QString::fromStdString(model.name), QString::fromStdString(model.family)),
            qint64(model.id));
    model_->setCurrentIndex(before.isValid() ? std::max(0, model_->findData(before)) : model_->count() - 1);
}

void ScoreSheet::askTeachers() {
    while (traces_->count() > 1)
        traces_->removeItem(1);
    traces_->setEnabled(false); // until there are any
    service_.ask<std::vector<std::string>>(
        this, [dataset = dataset_](Project& project) { return listTeachers(project, dataset); },
        [this, asked = ++teachersAsked_](Result<std::vector<std::string>> teachers) {
            if (!teachers || asked != teachersAsked_)
                return;
            for (const std::string& teacher : *teachers)
                traces_->addItem(QString::fromStdString(teacher), QString::fromStdString(teacher));
            traces_->setEnabled(!teachers->empty());
        });
}

ScoreSpec ScoreSheet::spec() const {
    ScoreSpec spec;
    spec.dataset = dataset_;
    spec.model = model_->currentData().toLongLong();
    spec.prompt = valueOf(prompt_);
    spec.dtype = valueOf(precision_);
    spec.split = valueOf(part_);
    spec.device = valueOf(device_);
    spec.traces = valueOf(traces_);
    spec.ifd = ifd_->isChecked();
    if (limit_->value() > 0)
        spec.limit = limit_->value();
    return spec;
}

void ScoreSheet::updateState() {
    const Dataset* dataset = library_.dataset(dataset_);
    if (!dataset)
        return;
    const std::string part = valueOf(part_);
    const int64_t there = part == "train"        ? dataset->train
                          : part == "validation" ? dataset->validation
                          : part == "test"       ? dataset->test
                                                 : dataset->questions;
    const int64_t asked = limit_->value() > 0 ? std::min<int64_t>(limit_->value(), there) : there;
    QString text =
        tr("%1 questions of \"%2\", one token each. Every answer is kept as it comes; pause, stop and resume in Jobs.")
            .arg(groupedText(asked), QString::fromStdString(dataset->name));
    if (model_->count() == 0)
        text = tr("There is no model in this project yet. Close this form and add one under Models.");
    else if (asked == 0)
        text = tr("This part holds no question. Choose another, or split the data set first.");
    state_->setText(text);
    start_->setEnabled(model_->count() > 0 && asked > 0);
    Q_EMIT commandLineChanged();
}

QString ScoreSheet::commandLine() const {
    const Dataset* dataset = library_.dataset(dataset_);
    const ModelRecord* model = library_.model(model_->currentData().toLongLong());
    if (!dataset || !model)
        return {};
    const ScoreSpec now = spec(), standard;
    QStringList words{
        QStringLiteral("caftan-cli"), QStringLiteral("--project"),        project_,
        QStringLiteral("score"),      QStringLiteral("--data"),           QString::fromStdString(dataset->name),
        QStringLiteral("--model"),    QString::fromStdString(model->name)};
    const auto add = [&words](const char* option, const std::string& value, const std::string& usual) {
        if (value != usual)
            words << QLatin1String(option) << QString::fromStdString(value);
    };
    add("--prompt", now.prompt, standard.prompt);
    add("--dtype", now.dtype, standard.dtype);
    add("--device", now.device, standard.device);
    add("--split", now.split, standard.split);
    if (now.limit)
        words << QStringLiteral("--limit") << QString::number(*now.limit);
    add("--traces", now.traces, standard.traces);
    if (now.ifd)
        words << QStringLiteral("--ifd");
    return shellLine(words);
}

void ScoreSheet::start() {
    JobRecord job;
    job.kind = "score";
    job.spec = toJson(spec());
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
