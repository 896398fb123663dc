#include "ui/pages/runs/settings_view.h"

#include "core/base/clock.h"
#include "core/store/runs.h"
#include "ui/charts/number_text.h"
#include "ui/models/project_service.h"
#include "ui/shell/widgets.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace caftan::ui {

namespace {

QString plainText(const Json& value) {
    return value.is_null() ? QStringLiteral("–") : jsonText(value);
}

// Objects become branches, lists of objects too; everything else a line.
void addJson(QTreeWidgetItem* parent, const QString& key, const Json& value) {
    const bool list = value.is_array() && !value.empty() && value.front().is_object();
    auto* item = new QTreeWidgetItem(parent, {key, value.is_object() || list ? QString() : plainText(value)});
    item->setToolTip(1, item->text(1));
    if (value.is_object())
        for (const auto& [name, inner] : value.items())
            addJson(item, QString::fromStdString(name), inner);
    else if (list)
        for (size_t i = 0; i < value.size(); ++i)
            addJson(item,
                    value[i].contains("name") ? QString::fromStdString(value[i].value("name", std::string()))
                                              : QString::number(i + 1),
                    value[i]);
}

// A line is shown when it, what is above or what is below it holds the words.
bool filterItem(QTreeWidgetItem* item, const QString& words, bool above) {
    const bool own = above || item->text(0).contains(words, Qt::CaseInsensitive) ||
                     item->text(1).contains(words, Qt::CaseInsensitive);
    bool below = false;
    for (int i = 0; i < item->childCount(); ++i)
        below |= filterItem(item->child(i), words, own);
    item->setHidden(!own && !below);
    return own || below;
}

// {"hard": "1,337 questions, distill, 180,000 answer tokens"}
Json bandLines(const Json& bands) {
    Json lines = Json::object();
    for (const Json& band : bands.is_array() ? bands : Json::array())
        lines[band.value("name", std::string())] =
            SettingsView::tr("%1 questions, %2, %3 answer tokens")
                .arg(groupedText(band.value("rows", int64_t(0))),
                     QString::fromStdString(band.value("routing", std::string())),
                     groupedText(band.value("answer_tokens", int64_t(0))))
                .toStdString();
    return lines;
}

Json overview(const RunView& run) {
    Json json = {{"name", run.name().toStdString()}, {"state", runStateText(run).toStdString()}};
    if (run.run) {
        json["run"] = run.run->id;
        json["seed"] = run.run->seed;
        json["created"] = isoTime(run.run->created);
        json["attempt"] = run.run->attempt;
    }
    const std::string command = run.run ? run.run->commandLine : run.job ? run.job->commandLine : std::string();
    if (!command.empty())
        json["command line"] = command;
    json["folder"] = "runs/" + run.uid;
    return json;
}

} // namespace

SettingsView::SettingsView(ProjectService& service, QWidget* parent)
    : RunTab(parent), service_(service), tree_(new QTreeWidget(this)) {
    QVBoxLayout* inner = nullptr;
    QFrame* card = makeCard(this, inner);
    search_ = new QLineEdit(card);
    search_->setObjectName(QStringLiteral("settingsSearch"));
    search_->setPlaceholderText(tr("Search settings"));
    search_->setToolTip(tr("Only settings whose name or value holds these words"));
    search_->setAccessibleName(tr("Search settings"));
    search_->setClearButtonEnabled(true);
    auto* copy = makeButton(QStringLiteral("copySettings"), tr("Copy document"),
                            tr("Copies the settings as JSON: `caftan-cli train --config FILE` repeats the run"), card);
    connect(copy, &QPushButton::clicked, this, &SettingsView::copyDocument);
    connect(search_, &QLineEdit::textChanged, this, &SettingsView::filter);
    tree_->setObjectName(QStringLiteral("runSettings"));
    tree_->setAccessibleName(tr("Settings of the run"));
    tree_->setColumnCount(2);
    tree_->setHeaderLabels({tr("setting"), tr("value")});
    tree_->setUniformRowHeights(true);
    tree_->setRootIsDecorated(true);
    tree_->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(search_, 1);
    row->addWidget(copy);
    inner->addWidget(makeTags());
    inner->addLayout(row);
    inner->addWidget(tree_, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(card);
}

QWidget* SettingsView::makeTags() {
    auto* line = new QWidget(this);
    const auto field = [&](const QString& name, const QString& hint, const QString& toolTip) {
        auto* edit = new QLineEdit(line);
        edit->setObjectName(name);
        edit->setPlaceholderText(hint);
        edit->setToolTip(toolTip);
        edit->setAccessibleName(hint);
        connect(edit, &QLineEdit::editingFinished, this, &SettingsView::saveTags);
        return edit;
    };
    tags_ = field(QStringLiteral("runTags"), tr("Tags"), tr("Words to find the run by; shown in the list"));
    notes_ = field(QStringLiteral("runNotes"), tr("Notes"), tr("What you want to remember about this run"));
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(tags_, 1);
    row->addWidget(notes_, 2);
    return line;
}

void SettingsView::showRun(const RunView* run, const RunPoints*) {
    const bool other = !run || run->uid != uid_;
    uid_ = run ? run->uid : std::string();
    run_ = run ? run->id() : 0;
    for (QLineEdit* edit : {tags_, notes_}) {
        edit->setEnabled(run_ > 0 && !service_.readOnly());
        if (other || !edit->hasFocus()) // what is being typed stays
            edit->setText(!run || !run->run ? QString()
                                            : QString::fromStdString(edit == tags_ ? run->run->tags : run->run->notes));
    }
    if (!run) {
        shown_.clear();
        return tree_->clear();
    }
    document_ = run->spec();
    const std::string fresh =
        dumpJson(document_) + dumpJson(overview(*run)) + (run->run ? dumpJson(run->run->config) : std::string());
    if (fresh == std::exchange(shown_, fresh))
        return;
    fillTree(*run);
    filter(search_->text());
}

void SettingsView::fillTree(const RunView& run) {
    const QString heads[] = {
        tr("Run"), tr("Bands"), tr("Cuts"), tr("Data, model and teacher"), tr("Settings"), tr("Versions and machine")};
    tree_->clear();
    const auto add = [&](const QString& head, const Json& json) {
        addJson(tree_->invisibleRootItem(), head, json);
        tree_->topLevelItem(tree_->topLevelItemCount() - 1)->setExpanded(true);
    };
    add(heads[0], overview(run));
    if (run.run && run.run->config.is_object()) {
        add(heads[1], bandLines(run.config("bands")));
        add(heads[2], run.config("cuts"));
        Json sources = Json::object();
        for (const char* key : {"dataset", "model", "teacher", "chat_format", "data_sha256", "trained_parameters",
                                "steps", "primary_mode", "notes"})
            if (!run.config(key).is_null())
                sources[key] = run.config(key);
        add(heads[3], sources);
    }
    add(heads[4], run.spec());
    if (run.run && run.run->config.is_object()) {
        Json machine = run.config("versions").is_object() ? run.config("versions") : Json::object();
        if (run.config("used").is_object())
            machine.update(run.config("used"));
        add(heads[5], machine);
    }
}

void SettingsView::filter(const QString& words) {
    for (int i = 0; i < tree_->topLevelItemCount(); ++i)
        filterItem(tree_->topLevelItem(i), words, false);
}

void SettingsView::saveTags() {
    if (run_ == 0 || !(tags_->isModified() || notes_->isModified()))
        return;
    tags_->setModified(false);
    notes_->setModified(false);
    service_.change<bool>(
        this,
        [run = run_, tags = tags_->text().trimmed().toStdString(),
         notes = notes_->text().trimmed().toStdString()](Project& project) -> Result<bool> {
            CAFTAN_CHECK(updateRunNotes(project, run, tags, notes));
            return true;
        },
        [this](Result<bool> answer) {
            if (!answer)
                Q_EMIT problem(QString::fromStdString(answer.error().message));
        });
}

void SettingsView::copyDocument() {
    QGuiApplication::clipboard()->setText(QString::fromStdString(dumpJson(document_, 2)));
}

} // namespace caftan::ui
