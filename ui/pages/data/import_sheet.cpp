#include "ui/pages/data/import_sheet.h"

#include "ui/charts/number_text.h"
#include "ui/jobs/cli.h"
#include "ui/shell/fitting.h"
#include "ui/shell/notice.h"
#include "ui/shell/theme.h"
#include "ui/shell/widgets.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QGridLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QTableWidget>
#include <QVBoxLayout>

namespace caftan::ui {
namespace {

constexpr int previewRows = 8;
constexpr int fieldColumns = 4;
constexpr int cellLimit = 160; // letters of a cell that are shown

struct Field {
    const char* name;
    const char* text;
    const char* toolTip;
};
// In the order in which a person looks for them.
const Field fieldList[] = {
    {"id", QT_TRANSLATE_NOOP("ImportSheet", "Id"),
     QT_TRANSLATE_NOOP("ImportSheet", "Names a question; rows with the same id are joined")},
    {"question", QT_TRANSLATE_NOOP("ImportSheet", "Question"),
     QT_TRANSLATE_NOOP("ImportSheet", "The text that the model is asked")},
    {"options", QT_TRANSLATE_NOOP("ImportSheet", "Options"),
     QT_TRANSLATE_NOOP("ImportSheet", "The choices, as a list in one column or in several columns")},
    {"answer", QT_TRANSLATE_NOOP("ImportSheet", "Answer"),
     QT_TRANSLATE_NOOP("ImportSheet", "The right choice as a letter or as text")},
    {"answer_index", QT_TRANSLATE_NOOP("ImportSheet", "Answer number"),
     QT_TRANSLATE_NOOP("ImportSheet", "The right choice as a number; whether it starts at 0 or 1 is found out")},
    {"category", QT_TRANSLATE_NOOP("ImportSheet", "Category"),
     QT_TRANSLATE_NOOP("ImportSheet", "A subject to look at on its own")},
    {"split", QT_TRANSLATE_NOOP("ImportSheet", "Part"),
     QT_TRANSLATE_NOOP("ImportSheet", "Train, validation or test, row by row")},
    {"rationale", QT_TRANSLATE_NOOP("ImportSheet", "Worked solution"),
     QT_TRANSLATE_NOOP("ImportSheet", "A recorded explanation of the answer")},
    {"entropy", QT_TRANSLATE_NOOP("ImportSheet", "Entropy"),
     QT_TRANSLATE_NOOP("ImportSheet", "Recorded uncertainty of a model, in nats: becomes a scoring")},
    {"predicted", QT_TRANSLATE_NOOP("ImportSheet", "Model's answer"),
     QT_TRANSLATE_NOOP("ImportSheet", "What that model answered")},
    {"right", QT_TRANSLATE_NOOP("ImportSheet", "Model was right"),
     QT_TRANSLATE_NOOP("ImportSheet", "Whether that answer was right; else it is compared with the key")},
};

QString translated(const char* text) {
    return QCoreApplication::translate("ImportSheet", text);
}

QString list(const Json& document, const char* key) {
    QStringList lines;
    if (const auto found = document.find(key); found != document.end() && found->is_array())
        for (const Json& line : *found)
            lines << jsonText(line);
    return lines.join(QLatin1Char('\n'));
}

QString nameFor(const QStringList& files) {
    const QFileInfo first(files.value(0));
    QString name = files.size() > 1 ? first.dir().dirName() : first.fileName();
    for (const char* ending : {".gz", ".csv", ".tsv", ".jsonl", ".json", ".parquet"})
        if (name.endsWith(QLatin1String(ending), Qt::CaseInsensitive))
            name.chop(qsizetype(qstrlen(ending)));
    return name;
}

} // namespace

QString ImportSheet::filter() {
    return tr("Questions (*.csv *.tsv *.json *.jsonl *.parquet *.gz);;All files (*)");
}

ImportSheet::ImportSheet(const QString& program, QWidget* over)
    : Sheet(over, tr("Import questions"), 1000), program_(program), name_(new QLineEdit(this)),
      split_(new ElidedCombo(this)), rows_(nullptr), warnings_(makeLabel({}, "warning", this)),
      busy_(makeLabel({}, "muted", this)), state_(makeLabel({}, "muted", this)), form_(new QWidget(this)),
      import_(makeButton(QStringLiteral("importButton"), tr("Import"),
                         tr("Reads the files into the project, all rows or none"), this, "primary")) {
    setObjectName(QStringLiteral("importSheet"));
    buildFields();
    content()->addWidget(busy_);
    content()->addWidget(form_, 1);
    content()->addWidget(warnings_);
    content()->addWidget(state_);
    setPrimary(import_);
    connect(import_, &QPushButton::clicked, this, [this] { run(false); });
    connect(name_, &QLineEdit::textChanged, this, &ImportSheet::updateState);
    connect(split_, &QComboBox::currentIndexChanged, this, &ImportSheet::updateState);
    connect(this, &Sheet::closed, this, [this] { delete call_; });
}

void ImportSheet::buildFields() {
    const auto labelled = [this](const QString& text, QWidget* field, const QString& toolTip) {
        auto* box = new QVBoxLayout;
        box->setSpacing(2);
        auto* label = makeLabel(text, "label", form_);
        label->setBuddy(field);
        box->addWidget(label);
        box->addWidget(field);
        field->setToolTip(toolTip);
        field->setAccessibleName(text);
        return box;
    };
    name_->setObjectName(QStringLiteral("importName"));
    split_->addItem(tr("as the files say"), QString());
    split_->addItem(tr("all train"), QStringLiteral("train"));
    split_->addItem(tr("all validation"), QStringLiteral("validation"));
    split_->addItem(tr("all test"), QStringLiteral("test"));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    grid->addLayout(
        labelled(tr("Name of the data set"), name_, tr("How the data set is called in lists and on the command line")),
        0, 0, 1, 2);
    grid->addLayout(labelled(tr("Split"), split_, tr("Which part of the data these rows are")), 0, 2);
    int place = fieldColumns;
    for (const Field& field : fieldList) {
        auto* combo = new ElidedCombo(form_);
        const QString name = QLatin1String(field.name);
        combo->setObjectName(QStringLiteral("map-") + name);
        combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        combo->setMinimumContentsLength(8);
        grid->addLayout(labelled(translated(field.text), combo, translated(field.toolTip)), place / fieldColumns,
                        place % fieldColumns);
        connect(combo, &QComboBox::currentIndexChanged, this, &ImportSheet::updateState);
        fields_[name] = combo;
        ++place;
    }
    for (int column = 0; column < fieldColumns; ++column)
        grid->setColumnStretch(column, 1);
    auto* layout = new QVBoxLayout(form_);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addLayout(grid);
    rows_ = makeTable(QStringLiteral("importPreview"), {}, {}, -1, form_);
    rows_->setAccessibleName(tr("First rows of the file"));
    rows_->setSelectionMode(QAbstractItemView::NoSelection);
    layout->addWidget(rows_, 1);
}

void ImportSheet::open(const QString& project, const QStringList& files) {
    project_ = project;
    files_ = files;
    Sheet::open();
    setSubtitle(files.size() == 1 ? files.first()
                                  : tr("%1 and %2 more, joined by id").arg(files.first()).arg(files.size() - 1));
    name_->setText(nameFor(files));
    form_->hide();
    warnings_->hide();
    state_->hide();
    setBusy(tr("Looking into the file…"));
    delete call_;
    call_ = new CliCall(
        program_,
        {QStringLiteral("data"), QStringLiteral("preview"), files.first(), QStringLiteral("--rows"),
         QString::number(previewRows)},
        [this](Result<Json> preview) {
            call_ = nullptr;
            setBusy({});
            import_->setEnabled(preview.has_value());
            if (preview)
                showPreview(*preview);
            else
                notice()->showMessage(Notice::Kind::Problem, QString::fromStdString(preview.error().message));
        },
        this);
}

void ImportSheet::showPreview(const Json& preview) {
    const Json none = Json::object(), noRows = Json::array();
    const Json& mapping = preview.contains("mapping") ? preview["mapping"] : none;
    const Json& rows = preview.contains("rows") ? preview["rows"] : noRows;
    QStringList columns;
    if (preview.contains("columns"))
        for (const Json& column : preview["columns"])
            columns << jsonText(column);
    else if (!rows.empty())
        for (const auto& [column, value] : rows[0].items())
            columns << QString::fromStdString(column);
    guessed_.clear();
    for (const auto& [name, combo] : fields_) {
        const QSignalBlocker quiet(combo);
        const std::string key = name.toStdString();
        const QString column = mapping.contains(key) ? jsonText(mapping[key]) : QString();
        combo->clear();
        combo->addItem(tr("not used"), QString());
        for (const QString& entry : columns)
            combo->addItem(entry, entry);
        if (!column.isEmpty() && combo->findData(column) < 0)
            combo->addItem(column, column); // several columns together
        combo->setCurrentIndex(std::max(0, combo->findData(column)));
        guessed_[name] = column;
    }
    fillTable(preview);
    QStringList noticed{list(preview, "warnings"), list(preview, "bad_rows")};
    noticed.removeAll(QString());
    warnings_->setText(noticed.join(QLatin1Char('\n')));
    warnings_->setVisible(!noticed.isEmpty());
    form_->show();
    updateState();
    name_->setFocus();
    name_->selectAll();
}

void ImportSheet::fillTable(const Json& preview) {
    QStringList heads;
    for (int i = 1; i < fields_.begin()->second->count(); ++i)
        heads << fields_.begin()->second->itemData(i).toString();
    rows_->clear();
    rows_->setRowCount(0);
    rows_->setColumnCount(int(heads.size()));
    rows_->setHorizontalHeaderLabels(heads);
    for (int column = 0; column < heads.size(); ++column)
        rows_->horizontalHeaderItem(column)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    if (preview.contains("rows"))
        for (const Json& row : preview["rows"]) {
            const int at = rows_->rowCount();
            rows_->insertRow(at);
            for (int column = 0; column < heads.size(); ++column) {
                const std::string key = heads[column].toStdString();
                const QString text = row.contains(key) ? jsonText(row[key]) : QString();
                setCell(rows_, at, column, text.left(cellLimit).simplified(), text.left(2000));
            }
        }
    rows_->horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    rows_->horizontalHeader()->setMaximumSectionSize(320);
    rows_->resizeColumnsToContents();
    rows_->setFixedHeight(rows_->horizontalHeader()->sizeHint().height() +
                          (1 + std::max(1, rows_->rowCount())) * rows_->verticalHeader()->defaultSectionSize());
}

// What an import cannot do without; the sentence that names it, or nothing.
QString ImportSheet::missingField() const {
    const auto used = [this](const char* name) {
        return !fields_.at(QLatin1String(name))->currentData().toString().isEmpty();
    };
    if (name_->text().trimmed().isEmpty())
        return tr("Give the data set a name.");
    if (!used("question"))
        return tr("Say which column holds the question.");
    if (used("answer") || used("answer_index"))
        return {};
    return tr("Say which column holds the answer, as a letter or text, or as a number.");
}

void ImportSheet::updateState() {
    const QString missing = missingField();
    state_->setText(missing);
    state_->setVisible(!missing.isEmpty());
    import_->setEnabled(missing.isEmpty() && !call_);
    Q_EMIT commandLineChanged();
}

QStringList ImportSheet::arguments(bool skipBad) const {
    QStringList words{QStringLiteral("--project"), project_, QStringLiteral("data"), QStringLiteral("import")};
    words << files_ << QStringLiteral("--name") << name_->text().trimmed();
    QStringList changed;
    for (const auto& [name, combo] : fields_) {
        const QString column = combo->currentData().toString();
        const auto guess = guessed_.find(name);
        if (guess != guessed_.end() && guess->second != column)
            changed << name + QLatin1Char('=') + column;
    }
    for (const QString& pair : changed)
        words << QStringLiteral("--map") << pair;
    if (const QString part = split_->currentData().toString(); !part.isEmpty())
        words << QStringLiteral("--split") << part;
    if (skipBad)
        words << QStringLiteral("--skip-bad");
    return words;
}

QString ImportSheet::commandLine() const {
    return shellLine(QStringList{QStringLiteral("caftan-cli")} + arguments(false));
}

void ImportSheet::run(bool skipBad) {
    notice()->clear();
    setBusy(tr("Importing…"));
    form_->setEnabled(false);
    import_->setEnabled(false);
    call_ = new CliCall(
        program_, arguments(skipBad),
        [this, skipBad](Result<Json> answer) {
            call_ = nullptr;
            setBusy({});
            form_->setEnabled(true);
            updateState();
            if (answer) {
                const QString name = name_->text().trimmed();
                close();
                return Q_EMIT imported(name);
            }
            const QString message = QString::fromStdString(answer.error().message);
            if (skipBad || !message.contains(QLatin1String("--skip-bad")))
                return notice()->showMessage(Notice::Kind::Problem, message);
            notice()->showMessage(Notice::Kind::Problem, message, tr("Import without bad rows"), [this] { run(true); });
            notice()->actionButton()->setToolTip(tr("Imports the good rows and counts those that were left out"));
            notice()->actionButton()->setFocus();
        },
        this);
    connect(call_, &CliCall::progress, this, [this](const QString& line) {
        if (!line.isEmpty())
            setBusy(line);
    });
}

void ImportSheet::setBusy(const QString& what) {
    busy_->setText(what);
    busy_->setVisible(!what.isEmpty());
}

} // namespace caftan::ui
