#include "ui/pages/data/models_card.h"

#include "ui/charts/number_text.h"
#include "ui/jobs/cli.h"
#include "ui/models/library.h"
#include "ui/models/project_service.h"
#include "ui/shell/notice.h"
#include "ui/shell/settings.h"
#include "ui/shell/theme.h"
#include "ui/shell/widgets.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QMenu>
#include <QTableWidget>
#include <QVBoxLayout>

namespace caftan::ui {

namespace {

constexpr int shownModels = 6;

// 134,515,008 -> "135 M"
QString parameterText(const ModelRecord& model) {
    const auto found = model.config.find("parameters");
    if (found == model.config.end() || !found->is_number())
        return {};
    const double count = found->get<double>();
    if (count >= 1e9)
        return QStringLiteral("%1 B").arg(fixedText(count / 1e9, 1));
    return count >= 1e7 ? QStringLiteral("%1 M").arg(qRound(count / 1e6))
                        : QStringLiteral("%1 M").arg(fixedText(count / 1e6, 2));
}

} // namespace

ModelsCard::ModelsCard(ProjectService& service, Library& library, Settings& settings, const Dialogs& dialogs,
                       const QString& program, QWidget* parent)
    : QFrame(parent), service_(service), library_(library), settings_(settings), dialogs_(dialogs), program_(program),
      table_(makeTable(QStringLiteral("models"), {tr("Model"), tr("Family"), tr("Parameters")}, {2}, 0, this)),
      empty_(makeLabel(tr("The models that answer questions would stand here. Add a Hugging Face folder (safetensors) "
                          "or a GGUF file; "
                          "it is referred to by its path and checksum, not copied."),
                       "muted", this)),
      busy_(makeLabel({}, "muted", this)),
      add_(makeButton(QStringLiteral("addModel"), tr("Add model…"), tr("Asks for a Hugging Face folder or a GGUF file"),
                      this, "link")),
      notice_(new Notice(this)) {
    setRole(this, "card");
    table_->setAccessibleName(tr("Models"));
    busy_->hide();
    auto* head = new QHBoxLayout;
    head->addWidget(makeLabel(tr("Models"), "section", this), 1);
    head->addWidget(add_);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(8);
    layout->addLayout(head);
    layout->addWidget(empty_);
    layout->addWidget(table_);
    layout->addWidget(busy_);
    layout->addWidget(notice_);
    auto* menu = new QMenu(this);
    menu->addAction(tr("Hugging Face folder…"), this, &ModelsCard::chooseFolder);
    menu->addAction(tr("GGUF file…"), this, &ModelsCard::chooseFile);
    connect(add_, &QPushButton::clicked, this,
            [this, menu] { menu->popup(add_->mapToGlobal(QPoint(0, add_->height()))); });
    connect(&library_, &Library::updated, this, &ModelsCard::refresh);
    refresh();
}

void ModelsCard::refresh() {
    const auto& models = library_.models();
    table_->setRowCount(int(models.size()));
    for (int row = 0; row < table_->rowCount(); ++row) {
        const ModelRecord& model = models[size_t(row)];
        const QString path = QString::fromStdString(model.path);
        const QFileInfo there(QFileInfo(path).isRelative() ? service_.folder() + QLatin1Char('/') + path : path);
        QString name = QString::fromStdString(model.name);
        if (!there.exists())
            name = tr("%1 (missing)").arg(name);
        setCell(table_, row, 0, name,
                there.exists() ? path
                               : tr("%1 is not there any more. Add the model again from where it is now; it is "
                                    "recognised by its checksum.")
                                     .arg(path));
        setCell(table_, row, 1, QString::fromStdString(model.family), path);
        setCell(table_, row, 2, parameterText(model), path);
    }
    table_->setVisible(!models.empty());
    empty_->setVisible(models.empty());
    fitHeight(table_, shownModels);
}

void ModelsCard::chooseFolder() {
    const QString folder = dialogs_.chooseFolder(this, tr("Folder with config.json, tokenizer.json and safetensors"),
                                                 settings_.value(Setting::LastModelFolder).toString());
    if (!folder.isEmpty())
        add(folder);
}

void ModelsCard::chooseFile() {
    const QStringList files =
        dialogs_.chooseFiles(this, tr("GGUF file"), settings_.value(Setting::LastModelFolder).toString(),
                             tr("GGUF models (*.gguf);;All files (*)"));
    if (!files.isEmpty())
        add(files.first());
}

void ModelsCard::add(const QString& path) {
    settings_.set(Setting::LastModelFolder, QFileInfo(path).path());
    notice_->clear();
    add_->setEnabled(false);
    busy_->setText(tr("Reading %1…").arg(path));
    busy_->show();
    call_ = new CliCall(
        program_,
        {QStringLiteral("--project"), service_.folder(), QStringLiteral("model"), QStringLiteral("add"), path},
        [this](Result<Json> answer) {
            add_->setEnabled(true);
            busy_->hide();
            if (!answer)
                notice_->showMessage(Notice::Kind::Problem, QString::fromStdString(answer.error().message));
        },
        this);
}

} // namespace caftan::ui
