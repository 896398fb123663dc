#include "ui/pages/data/dataset_card.h"

#include "core/base/text.h"
#include "ui/charts/number_text.h"
#include "ui/jobs/cli.h"
#include "ui/models/library.h"
#include "ui/models/project_service.h"
#include "ui/shell/notice.h"
#include "ui/shell/theme.h"
#include "ui/shell/widgets.h"

#include <QDateTime>
#include <QDoubleSpinBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QRegularExpression>
#include <QSpinBox>
#include <QVBoxLayout>
#include <cmath>

namespace caftan::ui {

namespace {

constexpr qsizetype ledgerLines = 5;

// What the demo wrote about itself, in the window's language; everything else as it was recorded.
QString recordedText(const QString& recorded) {
    static const QRegularExpression made(QStringLiteral("^generated, seed (\\d+)$"));
    if (const auto match = made.match(recorded); match.hasMatch())
        return DatasetCard::tr("generated, seed %1").arg(match.captured(1));
    if (recorded == QLatin1String("demo run: the rows of its table"))
        return DatasetCard::tr("the demo's experiment: all rows of its table");
    if (recorded == QLatin1String("Explore, in the window"))
        return DatasetCard::tr("Explore, in the window");
    return recorded;
}

QString sourceText(const Dataset& dataset) {
    QStringList names;
    if (dataset.sources.is_array())
        for (const Json& source : dataset.sources)
            names << recordedText(
                QFileInfo(source.is_object() && source.contains("path") ? jsonText(source["path"]) : jsonText(source))
                    .fileName());
    const qsizetype shown = 3;
    QString text = names.mid(0, shown).join(QStringLiteral(", "));
    if (names.size() > shown)
        text += DatasetCard::tr(" and %1 more").arg(names.size() - shown);
    return text;
}

QString mappingText(const Dataset& dataset) {
    QStringList pairs;
    if (dataset.mapping.is_object())
        for (const auto& [field, column] : dataset.mapping.items()) {
            if (const QString name = QString::fromStdString(field), source = jsonText(column); name == source)
                pairs << name;
            else if (!source.isEmpty())
                pairs << QStringLiteral("%1 (%2)").arg(name, source);
        }
    return pairs.isEmpty() ? QString() : DatasetCard::tr("Columns read: %1").arg(pairs.join(QStringLiteral(", ")));
}

QDoubleSpinBox* makeShare(const QString& name, double value, QWidget* parent) {
    auto* box = new QDoubleSpinBox(parent);
    box->setObjectName(name);
    box->setRange(0, 100);
    box->setDecimals(1);
    box->setSingleStep(5);
    box->setSuffix(QStringLiteral(" %"));
    box->setValue(value);
    return box;
}

} // namespace

DatasetCard::DatasetCard(ProjectService& service, Library& library, const QString& program, QWidget* parent)
    : QFrame(parent), service_(service), library_(library), program_(program), ledger_(makeLabel({}, "muted", this)),
      name_(makeLabel({}, "section", this)), source_(makeLabel({}, "muted", this)),
      mapping_(makeLabel({}, "muted", this)), warningsHead_(makeLabel(tr("Noticed while importing"), "strong", this)),
      warnings_(makeLabel({}, "", this)), splitText_(makeLabel({}, "muted", this)), splitForm_(new QWidget(this)),
      notice_(new Notice(this)) {
    setRole(this, "card");
    warnings_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(8);
    auto* traces = makeButton(QStringLiteral("traces"), tr("Attach reasoning…"),
                              tr("Asks for a file with recorded chains of thought of these questions"), this, "link");
    connect(traces, &QPushButton::clicked, this, &DatasetCard::tracesWanted);
    auto* head = new QHBoxLayout;
    head->addWidget(name_, 1);
    head->addWidget(traces);
    layout->addLayout(head);
    layout->addWidget(source_);
    layout->addWidget(mapping_);
    buildSplit(layout);
    layout->addWidget(warningsHead_);
    layout->addWidget(warnings_);
    layout->addWidget(notice_);
    connect(&library_, &Library::updated, this, &DatasetCard::refresh);
    refresh();
}

void DatasetCard::buildSplit(QVBoxLayout* layout) {
    train_ = makeShare(QStringLiteral("shareTrain"), 80, splitForm_);
    validation_ = makeShare(QStringLiteral("shareValidation"), 10, splitForm_);
    test_ = makeShare(QStringLiteral("shareTest"), 10, splitForm_);
    seed_ = new QSpinBox(splitForm_);
    seed_->setRange(0, 1'000'000'000);
    seed_->setValue(1);
    split_ = makeButton(QStringLiteral("split"), tr("Split and seal"),
                        tr("Divides the questions three ways, identical ones together, and seals the test part"),
                        splitForm_);
    keep_ = makeButton(QStringLiteral("keepSplit"), tr("Keep the recorded split"),
                       tr("Takes the split that the files came with, and seals its test part"), splitForm_);
    auto* fields = new QHBoxLayout;
    fields->setContentsMargins(0, 0, 0, 0);
    fields->setSpacing(8);
    const auto add = [&](const QString& text, QWidget* field, const QString& toolTip) {
        auto* box = new QVBoxLayout;
        box->setSpacing(2);
        auto* label = makeLabel(text, "label", splitForm_);
        label->setWordWrap(false);
        box->addWidget(label);
        box->addWidget(field);
        field->setToolTip(toolTip);
        field->setAccessibleName(text);
        fields->addLayout(box);
    };
    add(tr("Train"), train_, tr("Share of the questions that models are trained on"));
    add(tr("Validation"), validation_, tr("Share on which cuts and settings are chosen"));
    add(tr("Test"), test_, tr("Share that stays sealed until the end"));
    add(tr("Seed"), seed_, tr("The same seed gives the same split"));
    fields->addStretch(1);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(split_);
    buttons->addWidget(keep_);
    buttons->addStretch(1);
    auto* form = new QVBoxLayout(splitForm_);
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(8);
    form->addLayout(fields);
    form->addLayout(buttons);
    layout->addWidget(splitText_);
    layout->addWidget(ledger_);
    layout->addWidget(splitForm_);
    connect(split_, &QPushButton::clicked, this, [this] { runSplit(false); });
    connect(keep_, &QPushButton::clicked, this, [this] { runSplit(true); });
}

void DatasetCard::setDataset(std::optional<int64_t> dataset) {
    if (dataset_ != dataset)
        notice_->clear();
    dataset_ = dataset;
    refresh();
}

void DatasetCard::tell(const QString& message) {
    notice_->showMessage(Notice::Kind::Done, message);
}

void DatasetCard::refresh() {
    const Dataset* dataset = dataset_ ? library_.dataset(*dataset_) : nullptr;
    setVisible(dataset != nullptr);
    if (!dataset)
        return;
    name_->setText(QString::fromStdString(dataset->name));
    const QString source = sourceText(*dataset), mapping = mappingText(*dataset);
    source_->setText(source.isEmpty() ? dateTimeText(dataset->created)
                                      : tr("from %1, %2").arg(source, dateTimeText(dataset->created)));
    mapping_->setText(mapping);
    mapping_->setVisible(!mapping.isEmpty());
    QStringList lines;
    if (dataset->warnings.is_array())
        for (const Json& warning : dataset->warnings)
            lines << QStringLiteral("•  ") + jsonText(warning);
    warnings_->setText(lines.join(QLatin1Char('\n')));
    warnings_->setVisible(!lines.isEmpty());
    warningsHead_->setVisible(!lines.isEmpty());
    showSplit(*dataset);
    readLedger(*dataset);
}

void DatasetCard::showSplit(const Dataset& dataset) {
    const QString counts =
        tr("%1 train · %2 validation · %3 test")
            .arg(groupedText(dataset.train), groupedText(dataset.validation), groupedText(dataset.test));
    splitForm_->setVisible(!dataset.sealed);
    keep_->setVisible(dataset.train + dataset.validation + dataset.test > 0);
    if (dataset.sealed)
        splitText_->setText(
            dataset.openings == 0
                ? tr("%1. The test part is sealed: cuts and settings are chosen on the others.").arg(counts)
            : dataset.openings == 1
                ? tr("%1. The test part has been opened once:").arg(counts)
                : tr("%1. The test part has been opened %2 times:").arg(counts).arg(dataset.openings));
    else
        splitText_->setText(dataset.train + dataset.validation + dataset.test > 0
                                ? tr("%1, as recorded. Nothing is sealed yet, so everything is shown; training asks "
                                     "for a sealed split.")
                                      .arg(counts)
                                : tr("Not split yet: everything is shown. Training asks for a three-way split, whose "
                                     "test part is then sealed."));
}

void DatasetCard::readLedger(const Dataset& dataset) {
    ledger_->setVisible(dataset.openings > 0);
    if (dataset.openings == 0)
        return;
    service_.ask<std::vector<LedgerEntry>>(
        this, [id = dataset.id](Project& project) { return listLedger(project, id); },
        [this, id = dataset.id](Result<std::vector<LedgerEntry>> entries) {
            if (!entries || dataset_ != id)
                return;
            QStringList lines;
            for (auto entry = entries->rbegin(); entry != entries->rend() && lines.size() < ledgerLines; ++entry)
                lines << tr("%1  %2 questions, %3")
                             .arg(dateTimeText(entry->opened), groupedText(entry->questions),
                                  recordedText(QString::fromStdString(entry->what)));
            ledger_->setText(lines.join(QLatin1Char('\n')));
        });
}

void DatasetCard::runSplit(bool keep) {
    const Dataset* dataset = dataset_ ? library_.dataset(*dataset_) : nullptr;
    if (!dataset)
        return;
    const double sum = train_->value() + validation_->value() + test_->value();
    if (!keep && std::abs(sum - 100) > 0.05)
        return notice_->showMessage(
            Notice::Kind::Problem,
            tr("The three shares add up to %1 %, not to 100 %. Change one of them.").arg(sum, 0, 'f', 1));
    notice_->clear();
    QStringList words{QStringLiteral("--project"), service_.folder(),        QStringLiteral("data"),
                      QStringLiteral("split"),     QStringLiteral("--data"), QString::fromStdString(dataset->name)};
    if (keep)
        words << QStringLiteral("--keep");
    else
        words << QStringLiteral("--fractions")
              << QStringLiteral("%1,%2,%3")
                     .arg(train_->value() / 100)
                     .arg(validation_->value() / 100)
                     .arg(test_->value() / 100)
              << QStringLiteral("--seed") << QString::number(seed_->value());
    splitForm_->setEnabled(false);
    call_ = new CliCall(
        program_, words,
        [this](Result<Json> answer) {
            splitForm_->setEnabled(true);
            if (!answer)
                notice_->showMessage(Notice::Kind::Problem, QString::fromStdString(answer.error().message));
        },
        this);
}

} // namespace caftan::ui
