#include "ui/pages/data/traces_sheet.h"

#include "ui/charts/number_text.h"
#include "ui/jobs/cli.h"
#include "ui/shell/notice.h"
#include "ui/shell/widgets.h"

#include <QFileInfo>
#include <QLineEdit>
#include <QVBoxLayout>

namespace caftan::ui {

namespace {

QString count(const Json& answer, const char* key) {
    const auto found = answer.find(key);
    return groupedText(found != answer.end() && found->is_number_integer() ? found->get<int64_t>() : 0);
}

} // namespace

TracesSheet::TracesSheet(const QString& program, QWidget* over)
    : Sheet(over, tr("Attach recorded reasoning"), 560), program_(program), teacher_(new QLineEdit(this)),
      busy_(makeLabel({}, "muted", this)),
      attach_(makeButton(QStringLiteral("attachTraces"), tr("Attach"),
                         tr("Reads the file and attaches each reasoning to its question"), this, "primary")) {
    setObjectName(QStringLiteral("tracesSheet"));
    auto* label = makeLabel(tr("Who wrote it"), "label", this);
    teacher_->setObjectName(QStringLiteral("teacher"));
    teacher_->setPlaceholderText(tr("for example Llama-3.1-70B"));
    teacher_->setToolTip(tr("Name of the model or person; reasoning of the same name is replaced"));
    teacher_->setAccessibleName(label->text());
    auto* field = new QVBoxLayout;
    field->setSpacing(2);
    field->addWidget(label);
    field->addWidget(teacher_);
    content()->addWidget(makeLabel(tr("Rows with a question's id, the reasoning and its answer, in any format that "
                                      "import reads. They are what bands are "
                                      "distilled from, and give the token counts of the band table."),
                                   "muted", this));
    content()->addLayout(field);
    content()->addWidget(busy_);
    setPrimary(attach_);
    connect(attach_, &QPushButton::clicked, this, &TracesSheet::run);
    connect(teacher_, &QLineEdit::textChanged, this, [this](const QString& text) {
        attach_->setEnabled(!text.trimmed().isEmpty() && !call_);
        Q_EMIT commandLineChanged();
    });
    connect(this, &Sheet::closed, this, [this] { delete call_; });
}

void TracesSheet::open(const QString& project, const QString& dataset, const QString& file) {
    project_ = project;
    dataset_ = dataset;
    file_ = file;
    teacher_->clear();
    attach_->setEnabled(false);
    busy_->hide();
    setSubtitle(tr("%1, to \"%2\"").arg(QFileInfo(file).fileName(), dataset));
    Sheet::open();
    teacher_->setFocus();
    Q_EMIT commandLineChanged();
}

QStringList TracesSheet::arguments() const {
    return {QStringLiteral("--project"), project_, QStringLiteral("data"),      QStringLiteral("traces"),  file_,
            QStringLiteral("--data"),    dataset_, QStringLiteral("--teacher"), teacher_->text().trimmed()};
}

QString TracesSheet::commandLine() const {
    return shellLine(QStringList{QStringLiteral("caftan-cli")} + arguments());
}

void TracesSheet::run() {
    notice()->clear();
    attach_->setEnabled(false);
    busy_->setText(tr("Reading…"));
    busy_->show();
    call_ = new CliCall(
        program_, arguments(),
        [this](Result<Json> answer) {
            call_ = nullptr;
            busy_->hide();
            attach_->setEnabled(true);
            if (!answer)
                return notice()->showMessage(Notice::Kind::Problem, QString::fromStdString(answer.error().message));
            close();
            Q_EMIT attached(
                tr("%1 reasonings attached, %2 with the right answer; %3 belong to no question of this data set.")
                    .arg(count(*answer, "traces"), count(*answer, "right"), count(*answer, "unmatched")));
        },
        this);
}

} // namespace caftan::ui
