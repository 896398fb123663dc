#include "ui/pages/explore/selection_keeper.h"

#include "core/store/selections.h"
#include "ui/charts/number_text.h"
#include "ui/jobs/cli.h"
#include "ui/models/exploration.h"
#include "ui/models/project_service.h"
#include "ui/shell/notice.h"

#include <QFileDialog>
#include <QInputDialog>

namespace caftan::ui {
namespace {

constexpr const char* pickedName = "picked in the window";

QString outcomeOf(const QuestionFilter& filter) {
    if (filter.invalid)
        return QStringLiteral("invalid");
    switch (filter.outcome) {
    case QuestionFilter::Outcome::Right:
        return QStringLiteral("right");
    case QuestionFilter::Outcome::Wrong:
        return QStringLiteral("wrong");
    case QuestionFilter::Outcome::Any:
        break;
    }
    return QStringLiteral("valid"); // the list shows valid answers
}

} // namespace

QStringList filterArguments(const Exploration& exploration, const QuestionFilter& filter) {
    QStringList words{QStringLiteral("--scoring"), QString::number(exploration.scoring().value_or(0)),
                      QStringLiteral("--metric"),  exploration.metric(),
                      QStringLiteral("--cuts"),    exploration.cutsText(),
                      QStringLiteral("--outcome"), outcomeOf(filter)};
    const std::vector<std::string> bands = bandNames(exploration.cuts().size() + 1);
    if (!filter.invalid && filter.band >= 0 && size_t(filter.band) < bands.size())
        words << QStringLiteral("--band") << QString::fromStdString(bands[size_t(filter.band)]);
    if (filter.range)
        words << QStringLiteral("--range")
              << QString::number(filter.range->first, 'g', 17) + QLatin1Char(',') +
                     QString::number(filter.range->second, 'g', 17);
    if (exploration.category() >= 0)
        words << QStringLiteral("--category") << exploration.categoryName();
    if (!filter.search.isEmpty())
        words << QStringLiteral("--search") << filter.search;
    if (exploration.rows() && exploration.rows()->testShown)
        words << QStringLiteral("--split") << QStringLiteral("all");
    return words;
}

SelectionKeeper::SelectionKeeper(ProjectService& service, Exploration& exploration, Notice& notice, QWidget* page)
    : QObject(page), service_(service), exploration_(exploration), notice_(notice), page_(page), program_(findCli()) {}

void SelectionKeeper::askForFile(const QuestionTableModel& model) {
    auto* dialog = new QFileDialog(page_, tr("Export the questions that are listed"), QStringLiteral("questions.csv"),
                                   tr("Tables (*.csv *.tsv *.jsonl *.parquet)"));
    dialog->setObjectName(QStringLiteral("exportFile"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    connect(dialog, &QFileDialog::fileSelected, this, [this, &model](const QString& path) { writeTo(model, path); });
    dialog->open();
}

void SelectionKeeper::askForName(const QuestionTableModel& model) {
    auto* dialog = new QInputDialog(page_);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(QStringLiteral("selectionName"));
    dialog->setWindowTitle(tr("Keep as a selection"));
    dialog->setLabelText(
        tr("Name of these %1 questions; a name that exists is replaced").arg(groupedText(model.matching())));
    connect(dialog, &QInputDialog::textValueSelected, this,
            [this, &model](const QString& name) { keepAs(model, name.trimmed()); });
    dialog->open();
}

void SelectionKeeper::writeTo(const QuestionTableModel& model, const QString& path) {
    run(model, {QStringLiteral("data"), QStringLiteral("export"), path},
        tr("%1 questions written to %2").arg(QStringLiteral("%n"), path));
}

void SelectionKeeper::keepAs(const QuestionTableModel& model, const QString& name) {
    if (!name.isEmpty())
        run(model, {QStringLiteral("data"), QStringLiteral("select"), name},
            tr("Selection %1: %2 questions; train on it with --selection").arg(name, QStringLiteral("%n")));
}

void SelectionKeeper::writeKeys(const QString& commandLine, const QString& path) {
    QStringList words{QStringLiteral("--project"), service_.folder()};
    words << commandLine.split(QLatin1Char(' '), Qt::SkipEmptyParts).mid(1);
    if (exploration_.rows() && exploration_.rows()->testShown)
        words << QStringLiteral("--split") << QStringLiteral("all");
    call(words << QStringLiteral("--out") << path, tr("The list was written to %1").arg(path));
}

// Picked questions first become a selection of the project, which the command then reads.
void SelectionKeeper::run(const QuestionTableModel& model, const QStringList& command, const QString& done) {
    if (!exploration_.rows())
        return;
    QStringList words{QStringLiteral("--project"), service_.folder()};
    words << command << filterArguments(exploration_, model.filter());
    if (!model.filter().only)
        return call(words, done);
    words << QStringLiteral("--selection") << QLatin1String(pickedName);
    Selection picked;
    picked.dataset = exploration_.rows()->dataset.id;
    picked.name = pickedName;
    picked.definition = Json{{"picked", model.filter().onlyName.toStdString()}};
    service_.change<int64_t>(
        this,
        [picked, only = model.filter().only](Project& project) {
            return saveSelection(project, picked, std::vector<int64_t>(only->begin(), only->end()));
        },
        [this, words, done](Result<int64_t> id) {
            if (!id)
                return notice_.showMessage(Notice::Kind::Problem, text(id.error().message));
            call(words, done);
        });
}

void SelectionKeeper::call(const QStringList& words, const QString& done) {
    new CliCall(
        program_, words,
        [this, done](Result<Json> document) {
            if (!document) {
                notice_.showMessage(Notice::Kind::Problem, text(document.error().message));
                return Q_EMIT finished(text(document.error().message));
            }
            const auto count = document->contains("rows") ? document->value("rows", int64_t(0))
                                                          : document->value("questions", int64_t(0));
            QString message = done;
            message.replace(QLatin1String("%n"), groupedText(count));
            notice_.showMessage(Notice::Kind::Done, message);
            Q_EMIT finished(message);
        },
        this);
}

} // namespace caftan::ui
