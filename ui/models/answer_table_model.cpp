#include "ui/models/answer_table_model.h"

#include "core/data/question.h"
#include "ui/charts/number_text.h"
#include "ui/models/project_service.h"

#include <cmath>

namespace caftan::ui {

namespace {

QString letterText(int option) {
    return option < 0 ? QStringLiteral("–") : QString::fromStdString(optionLetter(option));
}

QString verdictText(const Answer& answer) {
    return !answer.valid  ? AnswerTableModel::tr("invalid")
           : answer.right ? AnswerTableModel::tr("✓ right")
                          : AnswerTableModel::tr("✗ wrong");
}

} // namespace

AnswerTableModel::AnswerTableModel(ProjectService& service, QObject* parent)
    : QAbstractTableModel(parent), service_(service) {
    connect(&service, &ProjectService::closed, this, [this] { show(0, AnswerKind::All, {}); });
    connect(&service, &ProjectService::opening, this, [this] { show(0, AnswerKind::All, {}); });
}

void AnswerTableModel::show(int64_t evaluation, AnswerKind kind, const std::string& words) {
    if (evaluation == query_.evaluation && kind == query_.kind && words == query_.words)
        return;
    query_.evaluation = evaluation;
    query_.kind = kind;
    query_.words = words;
    ++question_;
    asking_ = false;
    beginResetModel();
    rows_.clear();
    found_ = 0;
    endResetModel();
    Q_EMIT updated();
    if (evaluation > 0)
        read(0);
}

const AnswerSample* AnswerTableModel::row(int row) const {
    return row >= 0 && size_t(row) < rows_.size() ? &rows_[size_t(row)] : nullptr;
}

int AnswerTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(rows_.size());
}

int AnswerTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant AnswerTableModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const AnswerSample& sample = rows_[size_t(index.row())];
    const bool numeric = index.column() == Entropy || index.column() == Before || index.column() == Tokens;
    if (role == Qt::TextAlignmentRole)
        return int((numeric ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && (index.column() == Question || index.column() == Output))
        return QString::fromStdString(index.column() == Question ? sample.question : sample.answer.output);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Verdict:
        return verdictText(sample.answer);
    case Question:
        return QString::fromStdString(sample.question).simplified();
    case Answered:
        return letterText(sample.answer.predicted);
    case Key:
        return letterText(sample.key);
    case Entropy:
        return sample.answer.valid ? metricText(sample.answer.entropy) : QStringLiteral("–");
    case Before:
        return std::isnan(sample.baseEntropy) ? QStringLiteral("–") : metricText(sample.baseEntropy);
    case Tokens:
        return groupedText(sample.answer.tokens);
    case Output:
        return QString::fromStdString(sample.answer.output).simplified();
    default:
        return {};
    }
}

QVariant AnswerTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    const bool numeric = section == Entropy || section == Before || section == Tokens;
    if (role == Qt::TextAlignmentRole)
        return int((numeric ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    const std::pair<QString, QString> heads[] = {
        {tr("verdict"), tr("Whether the answer is right")},
        {tr("question"), tr("What was asked")},
        {tr("said"), tr("The option that the answer names")},
        {tr("key"), tr("The right option")},
        {tr("entropy"), tr("Of the answer token, in nats")},
        {tr("before"), tr("Entropy of the untuned model in the scoring that the bands come from, in nats")},
        {tr("tokens"), tr("Tokens of the whole answer")},
        {tr("answer"), tr("What the model wrote")},
    };
    if (section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::DisplayRole)
        return heads[section].first;
    return role == Qt::ToolTipRole ? QVariant(heads[section].second) : QVariant();
}

bool AnswerTableModel::canFetchMore(const QModelIndex& parent) const {
    return !parent.isValid() && !asking_ && int64_t(rows_.size()) < found_;
}

void AnswerTableModel::fetchMore(const QModelIndex& parent) {
    if (canFetchMore(parent))
        read(int64_t(rows_.size()));
}

void AnswerTableModel::read(int64_t offset) {
    asking_ = true;
    query_.offset = offset;
    service_.ask<AnswerPage>(
        this, [query = query_](Project& project) { return sampleAnswers(project, query); },
        [this, question = question_](Result<AnswerPage> page) {
            if (question != question_)
                return;
            if (!page) {
                asking_ = false;
                return Q_EMIT failed(QString::fromStdString(page.error().message));
            }
            found_ = page->found;
            if (!page->rows.empty()) {
                const int first = int(rows_.size());
                beginInsertRows({}, first, first + int(page->rows.size()) - 1);
                rows_.insert(rows_.end(), std::make_move_iterator(page->rows.begin()),
                             std::make_move_iterator(page->rows.end()));
                endInsertRows();
            }
            asking_ = false; // only now: a view may want more while rows are being inserted
            Q_EMIT updated();
        });
}

} // namespace caftan::ui
