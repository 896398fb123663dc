#include "ui/pages/data/data_page.h"

#include "core/base/text.h"
#include "ui/charts/number_text.h"
#include "ui/jobs/cli.h"
#include "ui/jobs/job_launcher.h"
#include "ui/models/library.h"
#include "ui/models/project_service.h"
#include "ui/pages/data/dataset_card.h"
#include "ui/pages/data/import_sheet.h"
#include "ui/pages/data/models_card.h"
#include "ui/pages/data/score_sheet.h"
#include "ui/pages/data/scorings_card.h"
#include "ui/pages/data/traces_sheet.h"
#include "ui/shell/icons.h"
#include "ui/shell/settings.h"
#include "ui/shell/theme.h"
#include "ui/shell/widgets.h"

#include <QDateTime>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMimeData>
#include <QScrollArea>
#include <QTableWidget>
#include <QVBoxLayout>

namespace caftan::ui {

namespace {

constexpr int shownDatasets = 8;

QString countOrDash(int64_t value) {
    return value == 0 ? QStringLiteral("–") : groupedText(value);
}

QStringList droppedFiles(const QMimeData* data) {
    QStringList files;
    for (const QUrl& url : data->urls())
        if (url.isLocalFile() && QFileInfo(url.toLocalFile()).isFile())
            files << url.toLocalFile();
    return files;
}

} // namespace

DataPage::DataPage(const DataPageParts& parts, QWidget* parent) : Page(parent), parts_(parts) {
    setObjectName(QStringLiteral("dataPage"));
    setAcceptDrops(true);
    auto* area = new QScrollArea(this);
    auto* content = new QWidget(area->viewport());
    setRole(content, "page");
    QWidget* empty = makeEmpty(content); // Tab follows the order of making
    QWidget* datasets = makeDatasets(content);
    detail_ = new DatasetCard(parts.service, parts.library, parts.launcher.program(), content);
    scorings_ = new ScoringsCard(parts.library, content);
    auto* models =
        new ModelsCard(parts.service, parts.library, parts.settings, parts.dialogs, parts.launcher.program(), content);
    auto* left = new QVBoxLayout;
    left->setSpacing(16);
    left->addWidget(empty);
    left->addWidget(datasets);
    left->addWidget(detail_);
    left->addStretch(1);
    auto* right = new QVBoxLayout;
    right->setSpacing(16);
    right->addWidget(scorings_);
    right->addWidget(models);
    right->addStretch(1);
    columns_ = new QHBoxLayout(content);
    columns_->setContentsMargins(24, 16, 24, 16);
    columns_->setSpacing(16);
    columns_->addLayout(left, 6);
    columns_->addLayout(right, 5);
    area->setFocusPolicy(Qt::NoFocus); // what has the focus is scrolled into sight
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->viewport()->setAutoFillBackground(false);
    area->setWidget(content);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(area);

    connect(detail_, &DatasetCard::tracesWanted, this, &DataPage::chooseTraces);
    connect(scorings_, &ScoringsCard::exploreWanted, this, &DataPage::exploreWanted);
    connect(scorings_, &ScoringsCard::scoreWanted, this, [this] {
        if (chosen_)
            scoreSheet()->open(parts_.service.folder(), *chosen_);
    });
    connect(&parts.library, &Library::updated, this, &DataPage::refresh);
    refresh();
}

// Where text is large two cards side by side would hide half of their tables.
void DataPage::resizeEvent(QResizeEvent* event) {
    Page::resizeEvent(event);
    const bool narrow = width() < 110 * fontMetrics().averageCharWidth();
    columns_->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

ImportSheet* DataPage::importSheet() {
    if (import_)
        return import_;
    import_ = new ImportSheet(parts_.launcher.program(), this);
    connect(import_, &ImportSheet::imported, this, [this](const QString& name) {
        wanted_ = name;
        refresh();
    });
    connect(import_, &ImportSheet::commandLineChanged, this, &Page::commandLineChanged);
    connect(import_, &Sheet::closed, this, &Page::commandLineChanged);
    return import_;
}

ScoreSheet* DataPage::scoreSheet() {
    if (score_)
        return score_;
    score_ = new ScoreSheet(parts_.service, parts_.library, parts_.launcher, this);
    connect(score_, &ScoreSheet::commandLineChanged, this, &Page::commandLineChanged);
    connect(score_, &Sheet::closed, this, &Page::commandLineChanged);
    connect(score_, &ScoreSheet::launched, this, &DataPage::jobLaunched);
    return score_;
}

TracesSheet* DataPage::tracesSheet() {
    if (traces_)
        return traces_;
    traces_ = new TracesSheet(parts_.launcher.program(), this);
    connect(traces_, &TracesSheet::attached, detail_, &DatasetCard::tell);
    connect(traces_, &TracesSheet::commandLineChanged, this, &Page::commandLineChanged);
    connect(traces_, &Sheet::closed, this, &Page::commandLineChanged);
    return traces_;
}

bool DataPage::makeMore() {
    return (!import_ && importSheet()) || (!score_ && scoreSheet()) || (!traces_ && tracesSheet());
}

QWidget* DataPage::makeDatasets(QWidget* parent) {
    QVBoxLayout* layout = nullptr;
    datasets_ = makeCard(parent, layout);
    table_ = makeTable(QStringLiteral("datasets"),
                       {tr("Data set"), tr("Questions"), tr("Train"), tr("Validation"), tr("Test"), tr("Noticed")},
                       {1, 2, 3, 4, 5}, 0, datasets_);
    table_->setAccessibleName(tr("Data sets"));
    auto* bring =
        makeButton(QStringLiteral("import"), tr("Import…"),
                   tr("Reads CSV, TSV, JSON, JSONL or Parquet files; dropping them on this page does the same"),
                   datasets_, "link");
    auto* head = new QHBoxLayout;
    head->addWidget(makeLabel(tr("Data sets"), "section", datasets_), 1);
    head->addWidget(bring);
    layout->addLayout(head);
    layout->addWidget(table_);
    connect(bring, &QPushButton::clicked, this, &DataPage::chooseFiles);
    connect(table_, &QTableWidget::currentCellChanged, this, [this](int row) { choose(row); });
    return datasets_;
}

QWidget* DataPage::makeEmpty(QWidget* parent) {
    empty_ = new QFrame(parent);
    setRole(empty_, "drop");
    auto* layout = new QVBoxLayout(empty_);
    layout->setContentsMargins(32, 40, 32, 40);
    layout->setSpacing(12);
    auto* title = makeLabel(tr("Drop files with questions here"), "title", empty_);
    auto* text = makeLabel(
        tr("CSV, TSV, JSON, JSONL (gzipped too) or Parquet. The data sets would be listed here with their counts, "
           "their "
           "split and what was noticed while reading. Nothing is written before you have seen the first rows."),
        "muted", empty_);
    title->setAlignment(Qt::AlignCenter);
    text->setAlignment(Qt::AlignCenter);
    auto* bring = makeButton(QStringLiteral("importFirst"), tr("Import…"),
                             tr("Asks for the files and shows what is in them"), empty_, "primary");
    connect(bring, &QPushButton::clicked, this, &DataPage::chooseFiles);
    layout->addWidget(title);
    layout->addWidget(text);
    layout->addWidget(bring, 0, Qt::AlignCenter);
    return empty_;
}

void DataPage::refresh() {
    const auto& datasets = parts_.library.datasets();
    const QSignalBlocker quiet(table_);
    rows_.clear();
    table_->setRowCount(int(datasets.size()));
    for (const Dataset& dataset : datasets) {
        const int row = int(rows_.size());
        rows_.push_back(dataset.id);
        const QString name = QString::fromStdString(dataset.name);
        if (name == wanted_) {
            chosen_ = dataset.id;
            wanted_.clear();
        }
        const qsizetype noticed = dataset.warnings.is_array() ? qsizetype(dataset.warnings.size()) : 0;
        setCell(table_, row, 0, name, name);
        setCell(table_, row, 1, countOrDash(dataset.questions));
        setCell(table_, row, 2, countOrDash(dataset.train));
        setCell(table_, row, 3, countOrDash(dataset.validation));
        setCell(table_, row, 4,
                dataset.test > 0 && dataset.sealed ? tr("%1 sealed").arg(countOrDash(dataset.test))
                                                   : countOrDash(dataset.test));
        setCell(table_, row, 5, countOrDash(noticed));
    }
    if (chosen_ && !parts_.library.dataset(*chosen_))
        chosen_.reset();
    if (!chosen_ && !rows_.empty())
        chosen_ = rows_.back();
    for (size_t row = 0; row < rows_.size(); ++row)
        if (rows_[row] == chosen_)
            table_->setCurrentCell(int(row), 0);
    fitHeight(table_, shownDatasets);
    empty_->setVisible(parts_.library.loaded() && rows_.empty());
    datasets_->setVisible(!rows_.empty());
    detail_->setDataset(chosen_);
    scorings_->setDataset(chosen_);
    Q_EMIT commandLineChanged();
}

void DataPage::choose(int row) {
    if (row < 0 || size_t(row) >= rows_.size())
        return;
    chosen_ = rows_[size_t(row)];
    detail_->setDataset(chosen_);
    scorings_->setDataset(chosen_);
}

void DataPage::chooseFiles() {
    const QStringList files =
        parts_.dialogs.chooseFiles(this, tr("Files with questions"),
                                   parts_.settings.value(Setting::LastImportFolder).toString(), ImportSheet::filter());
    if (!files.isEmpty())
        importFiles(files);
}

void DataPage::chooseTraces() {
    const Dataset* dataset = chosen_ ? parts_.library.dataset(*chosen_) : nullptr;
    if (!dataset)
        return;
    const QString name = QString::fromStdString(dataset->name); // the list may change while the dialog is open
    const QStringList files =
        parts_.dialogs.chooseFiles(this, tr("File with recorded reasoning"),
                                   parts_.settings.value(Setting::LastImportFolder).toString(), ImportSheet::filter());
    if (!files.isEmpty())
        tracesSheet()->open(parts_.service.folder(), name, files.first());
}

void DataPage::importFiles(const QStringList& files) {
    parts_.settings.set(Setting::LastImportFolder, QFileInfo(files.first()).path());
    importSheet()->open(parts_.service.folder(), files);
}

QString DataPage::commandLine() const {
    if (import_ && import_->isVisible())
        return import_->commandLine();
    if (traces_ && traces_->isVisible())
        return traces_->commandLine();
    if (score_ && score_->isVisible())
        return score_->commandLine();
    return shellLine({QStringLiteral("caftan-cli"), QStringLiteral("--project"), parts_.service.folder(),
                      QStringLiteral("project"), QStringLiteral("info")});
}

void DataPage::dragEnterEvent(QDragEnterEvent* event) {
    if (droppedFiles(event->mimeData()).isEmpty())
        return;
    setRole(empty_, "dropActive");
    event->acceptProposedAction();
}

void DataPage::dragLeaveEvent(QDragLeaveEvent*) {
    setRole(empty_, "drop");
}

void DataPage::dropEvent(QDropEvent* event) {
    setRole(empty_, "drop");
    const QStringList files = droppedFiles(event->mimeData());
    if (files.isEmpty())
        return;
    event->acceptProposedAction();
    importFiles(files);
}

} // namespace caftan::ui
