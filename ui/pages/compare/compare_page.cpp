#include "ui/pages/compare/compare_page.h"

#include "ui/charts/number_text.h"
#include "ui/charts/pareto_chart.h"
#include "ui/charts/won_lost_chart.h"
#include "ui/jobs/cli.h"
#include "ui/models/compare_words.h"
#include "ui/models/project_service.h"
#include "ui/pages/compare/change_card.h"
#include "ui/pages/compare/changed_card.h"
#include "ui/pages/compare/compare_export.h"
#include "ui/pages/compare/overview_card.h"
#include "ui/pages/compare/recipe_table.h"
#include "ui/shell/fitting.h"
#include "ui/shell/notice.h"
#include "ui/shell/sheet.h"
#include "ui/shell/theme.h"
#include "ui/shell/widgets.h"

#include <QClipboard>
#include <QComboBox>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMenu>
#include <QPlainTextEdit>
#include <QSplitter>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace caftan::ui {

namespace {

constexpr int refreshMilliseconds = 30;

QImage chartImage(QWidget* chart) {
    return chart->grab().toImage();
}

} // namespace

ComparePage::ComparePage(ProjectService& service, QWidget* parent)
    : Page(parent), service_(service), comparison_(service), curves_(service), stack_(new QStackedLayout),
      notice_(new Notice(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(notice_);
    layout->addLayout(stack_, 1);
    stack_->addWidget(makeEmpty());
    stack_->addWidget(makeContent());
    connectParts();
    showState();
    refresh();
}

QWidget* ComparePage::makeEmpty() {
    auto* page = new QWidget(this);
    emptyText_ =
        makeLabel(tr("Finished runs would stand here side by side: their seeds folded to a mean with its interval, "
                     "what their tokens buy, whether a difference is shown, and which questions were won and "
                     "lost. A run begins on Explore; the demo's experiment on Runs trains five recipes."),
                  "muted", page);
    auto* runs = makeButton(QStringLiteral("compareToRuns"), tr("Go to Runs"),
                            tr("What is being trained, and the demo"), page, "primary");
    auto* explore = makeButton(QStringLiteral("compareToExplore"), tr("Go to Explore"),
                               tr("There the bands are cut, and Train starts a run"), page);
    connect(runs, &QPushButton::clicked, this, &ComparePage::runsWanted);
    connect(explore, &QPushButton::clicked, this, &ComparePage::exploreWanted);
    layEmptyPage(page, tr("Which recipe is worth its tokens?"), emptyText_, {runs, explore});
    return page;
}

QWidget* ComparePage::makeContent() {
    auto* scroll = new PageScroll(this);
    auto* content = new QWidget(scroll->viewport());
    setRole(content, "page");
    auto* rows = new QSplitter(Qt::Vertical, content); // takes in what is made in it, in that order
    table_ = new RecipeTable(comparison_, rows);
    auto* middle = new QSplitter(Qt::Horizontal, rows);
    overview_ = new OverviewCard(comparison_, curves_, middle);
    change_ = new ChangeCard(comparison_, middle);
    changed_ = new ChangedCard(service_, comparison_, rows);
    makeTools();
    middle->setChildrenCollapsible(false);
    middle->setHandleWidth(12);
    rows->setChildrenCollapsible(false);
    rows->setHandleWidth(10);
    rows->setStretchFactor(0, 26);
    rows->setStretchFactor(1, 42);
    rows->setStretchFactor(2, 32);
    rows->setSizes({236, 290, 184}); // five recipes fit
    middle->setSizes({500, 500});
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(20, 8, 20, 10);
    layout->setSpacing(8);
    auto* head = new QHBoxLayout;
    head->setSpacing(12);
    makeHead(head);
    layout->addLayout(head);
    layout->addWidget(rows, 1);
    scroll->setContent(content);
    return scroll;
}

void ComparePage::makeHead(QLayout* layout) {
    auto* head = static_cast<QHBoxLayout*>(layout);
    auto* title = makeLabel(tr("Compare"), "title", this);
    title->setWordWrap(false);
    subtitle_ = new ElidedLabel("muted", this);
    subtitle_->setObjectName(QStringLiteral("compareSubtitle"));
    split_ = new ElidedCombo(this);
    split_->setObjectName(QStringLiteral("compareSplit"));
    split_->setAccessibleName(tr("Which questions"));
    split_->setToolTip(
        tr("On which part of the data runs are compared. Only tests that were made are shown: nothing is "
           "opened here"));
    split_->addItem(tr("validation questions"), QStringLiteral("validation"));
    split_->addItem(tr("test questions"), QStringLiteral("test"));
    split_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    head->addWidget(title);
    head->addWidget(subtitle_, 1);
    head->addWidget(split_);
    connect(split_, &QComboBox::activated, this,
            [this] { comparison_.setSplit(split_->currentData().toString().toStdString()); });
}

void ComparePage::makeTools() {
    export_ = makeButton(QStringLiteral("compareExport"), tr("Export…"), tr("The table as CSV, to read elsewhere"),
                         this, "link");
    report_ = makeButton(QStringLiteral("compareReport"), tr("Report"),
                         tr("The whole comparison as one file: for a browser, or on paper"), this, "link");
    methods_ = makeButton(QStringLiteral("compareMethods"), tr("Methods"),
                          tr("The paragraph for a paper, from what these runs stored"), this, "link");
    auto* menu = new QMenu(report_);
    menu->addAction(tr("For a browser (HTML)…"), this, [this] {
        askForFile(
            this, tr("Save report"), QStringLiteral("report.html"), tr("Web page (*.html)"),
            [this](const QString& path) {
                saveReport(path);
                return true;
            },
            [this](const QString& message) { tell(message); });
    });
    menu->addAction(tr("On paper (PDF)…"), this, [this] {
        askForFile(
            this, tr("Save report"), QStringLiteral("report.pdf"), tr("PDF (*.pdf)"),
            [this](const QString& path) {
                saveReport(path);
                return true;
            },
            [this](const QString& message) { tell(message); });
    });
    report_->setMenu(menu);
    for (QPushButton* button : {export_, report_, methods_})
        table_->controls()->addWidget(button);
    connect(export_, &QPushButton::clicked, this, [this] {
        askForFile(
            this, tr("Save table"), QStringLiteral("runs.csv"), tr("Table (*.csv)"),
            [this](const QString& path) { return writeText(path, table_->csv()); },
            [this](const QString& message) { tell(message); });
    });
    connect(methods_, &QPushButton::clicked, this, &ComparePage::showMethods);
}

void ComparePage::connectParts() {
    const auto problem = [this](const QString& message) { tell(message); };
    connect(&comparison_, &RunComparison::failed, this, problem);
    connect(&comparison_, &RunComparison::updated, this, [this] {
        showState();
        follow();
        refresh();
    });
    for (const auto signal :
         {&RunComparison::figuresChanged, &RunComparison::chosenChanged, &RunComparison::changedListed})
        connect(&comparison_, signal, &refreshing_, [this] {
            if (!refreshing_.isActive())
                refreshing_.start();
        });
    refreshing_.setSingleShot(true);
    refreshing_.setInterval(refreshMilliseconds);
    connect(&refreshing_, &QTimer::timeout, this, &ComparePage::refresh);
    connect(&curves_, &RunCurves::grown, this, [this] {
        if (overview_->showsCurves())
            overview_->refresh();
    });
    connect(&curves_, &RunCurves::failed, this, problem);
    connect(overview_, &OverviewCard::curvesShown, this, &ComparePage::follow);
    connect(overview_, &OverviewCard::problem, this, problem);
    connect(change_, &ChangeCard::problem, this, problem);
    connect(change_, &ChangeCard::bandChosen, changed_, &ChangedCard::showBand);
    connect(changed_, &ChangedCard::bandChosen, change_, &ChangeCard::showBand);
    connect(changed_, &ChangedCard::problem, this, problem);
    connect(table_, &RecipeTable::deleteWanted, this, &ComparePage::confirmDelete);
}

void ComparePage::tell(const QString& problem) {
    notice_->showMessage(Notice::Kind::Problem, problem);
}

void ComparePage::showState() {
    const bool empty = comparison_.loaded() && comparison_.catalog().runs.empty();
    stack_->setCurrentIndex(empty ? 0 : 1);
    table_->setReadOnly(service_.readOnly());
    split_->setCurrentIndex(std::max(0, split_->findData(QString::fromStdString(comparison_.split()))));
    split_->setVisible(comparison_.hasTest());
}

void ComparePage::refresh() {
    overview_->refresh();
    change_->refresh();
    changed_->refresh();
    const RecipeView* base = comparison_.baseline();
    int checked = 0;
    for (const RecipeView& recipe : comparison_.recipes())
        checked += comparison_.isChecked(recipe.key);
    QStringList parts;
    if (!comparison_.recipes().empty())
        parts << tr("%1 of %2 recipes").arg(checked).arg(comparison_.recipes().size());
    if (base)
        parts << tr("baseline: %1").arg(recipeName(*base, false));
    for (const Dataset& dataset : comparison_.catalog().datasets)
        if (dataset.sealed && (comparison_.hasTest() || dataset.openings > 0))
            parts << (dataset.openings == 1 ? tr("test of %1 opened once").arg(QString::fromStdString(dataset.name))
                                            : tr("test of %1 opened %2 times")
                                                  .arg(QString::fromStdString(dataset.name))
                                                  .arg(dataset.openings));
    subtitle_->setWhole(parts.join(QStringLiteral(" · ")));
    for (QPushButton* button : {report_, methods_})
        button->setEnabled(base != nullptr);
    Q_EMIT commandLineChanged();
}

void ComparePage::follow() {
    std::vector<int64_t> runs;
    if (isVisible() && overview_->showsCurves())
        for (const RecipeView& recipe : comparison_.recipes())
            for (const size_t run : recipe.group.runs)
                if (comparison_.isChecked(recipe.key))
                    runs.push_back(comparison_.catalog().runs[run].run.id);
    curves_.follow(runs);
}

QString ComparePage::commandLine() const {
    const std::vector<int64_t> runs = comparison_.comparedRuns();
    if (runs.size() < 2)
        return {};
    QStringList words = {QStringLiteral("caftan-cli"), QStringLiteral("--project"), service_.folder(),
                         QStringLiteral("runs"), QStringLiteral("compare")};
    for (const int64_t run : runs)
        words << QString::number(run);
    words << QStringLiteral("--split") << QString::fromStdString(comparison_.split());
    return shellLine(words);
}

QStringList ComparePage::views() const {
    return comparison_.catalog().runs.empty() ? QStringList()
                                              : QStringList{QStringLiteral("tokens"), QStringLiteral("curves")};
}

void ComparePage::showView(const QString& name) {
    overview_->showCurves(name == QLatin1String("curves"));
}

void ComparePage::saveTable(const QString& path) {
    if (!writeText(path, table_->csv()))
        tell(tr("%1 could not be written. Choose a folder that you may write to.").arg(path));
}

void ComparePage::saveReport(const QString& path) {
    const bool pdf = QFileInfo(path).suffix().toLower() == QLatin1String("pdf");
    QList<QImage> pictures;
    if (pdf) {
        overview_->showCurves(false);
        pictures = {chartImage(overview_->scatter()), chartImage(change_->chart())};
    }
    readReport(service_, this, comparison_.comparedRuns(), comparison_.split(),
               [this, path, pdf, pictures](Result<ReportParts> parts) {
                   if (!parts)
                       return tell(QString::fromStdString(parts.error().message));
                   const bool written = pdf ? writePdf(path, *parts, pictures)
                                            : writeText(path, QString::fromStdString(reportHtml(*parts)));
                   if (written)
                       notice_->showMessage(Notice::Kind::Done, tr("%1 is written.").arg(path));
                   else
                       tell(tr("%1 could not be written. Choose a folder that you may write to.").arg(path));
               });
}

void ComparePage::showMethods() {
    readReport(service_, this, comparison_.comparedRuns(), comparison_.split(), [this](Result<ReportParts> parts) {
        if (!parts)
            return tell(QString::fromStdString(parts.error().message));
        auto* sheet = new Sheet(this, tr("Methods"), 720);
        sheet->setSubtitle(tr("From what the ticked runs stored; papers are in English, so this is too."));
        auto* text = new QPlainTextEdit(QString::fromStdString(parts->document["methods"].get<std::string>()), sheet);
        text->setObjectName(QStringLiteral("methodsText"));
        text->setAccessibleName(tr("Paragraph for a paper"));
        text->setReadOnly(true);
        text->setMinimumHeight(fontMetrics().height() * 12);
        sheet->content()->addWidget(text);
        auto* copy =
            makeButton(QStringLiteral("methodsCopy"), tr("Copy"), tr("Copies the paragraph"), sheet, "primary");
        connect(copy, &QPushButton::clicked, text,
                [text] { QGuiApplication::clipboard()->setText(text->toPlainText()); });
        sheet->buttons()->addWidget(copy);
        sheet->setPrimary(copy);
        connect(sheet, &Sheet::closed, sheet, &QObject::deleteLater);
        sheet->open();
    });
}

void ComparePage::confirmDelete(const std::vector<int64_t>& runs, const QString& name) {
    auto* sheet = new Sheet(this, tr("Delete %1?").arg(name), 480);
    sheet->content()->addWidget(makeLabel(
        tr("%n run(s) with answers, curves, log and checkpoints would be gone for good.", nullptr, int(runs.size())),
        "muted", sheet));
    auto* keep = makeButton(QStringLiteral("deleteKeep"), tr("Keep"), tr("Nothing is deleted"), sheet);
    auto* remove = makeButton(QStringLiteral("deleteReally"), tr("Delete"), tr("Deletes for good"), sheet, "danger");
    connect(keep, &QPushButton::clicked, sheet, &Sheet::close);
    connect(remove, &QPushButton::clicked, this, [this, sheet, runs] {
        comparison_.remove(runs);
        sheet->close();
    });
    connect(sheet, &Sheet::closed, sheet, &QObject::deleteLater);
    sheet->buttons()->addWidget(keep);
    sheet->buttons()->addWidget(remove);
    sheet->open();
}

void ComparePage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    comparison_.setActive(true);
    follow();
}

void ComparePage::hideEvent(QHideEvent* event) {
    Page::hideEvent(event);
    comparison_.setActive(false);
    follow();
}

} // namespace caftan::ui
