#include "ui/models/audit_model.h"

#include "core/data/question.h"
#include "ui/charts/number_text.h"
#include "ui/models/exploration.h"
#include "ui/models/project_service.h"

#include <algorithm>

namespace caftan::ui {

AuditModel::AuditModel(ProjectService& service, Exploration& exploration, QObject* parent)
    : QAbstractTableModel(parent), service_(service), exploration_(exploration) {
    timer_.setSingleShot(true);
    timer_.setInterval(200); // a cut that is dragged asks once
    connect(&timer_, &QTimer::timeout, this, &AuditModel::refresh);
    connect(&exploration, &Exploration::dataChanged, this, &AuditModel::refreshSoon);
    connect(&exploration, &Exploration::cutsChanged, this, &AuditModel::refreshSoon);
    connect(&service, &ProjectService::changed, this, &AuditModel::refreshSoon);
}

void AuditModel::setActive(bool active) {
    active_ = active;
    if (active_ && stale_)
        refresh();
}

void AuditModel::refreshSoon() {
    stale_ = true;
    if (active_)
        timer_.start();
}

void AuditModel::refresh() {
    stale_ = false;
    const int generation = ++generation_;
    if (!exploration_.rows() || exploration_.cuts().empty())
        return take({});
    service_.ask<std::vector<KeyCandidate>>(
        this,
        [scoring = exploration_.rows()->scoring.id, metric = exploration_.rows()->metric,
         cut = exploration_.cuts().front(), shown = exploration_.rows()->testShown,
         category = exploration_.categoryName().toStdString()](Project& project) -> Result<std::vector<KeyCandidate>> {
            CAFTAN_TRY(candidates, keyCandidates(project, scoring, metric, cut, shown));
            if (!category.empty())
                std::erase_if(candidates, [&](const KeyCandidate& each) { return each.category != category; });
            return std::move(candidates);
        },
        [this, generation](Result<std::vector<KeyCandidate>> candidates) {
            if (generation != generation_)
                return;
            problem_ = candidates ? QString() : text(candidates.error().message);
            take(candidates ? std::move(*candidates) : std::vector<KeyCandidate>());
        });
}

void AuditModel::take(std::vector<KeyCandidate> candidates) {
    const auto same = [](const KeyCandidate& a, const KeyCandidate& b) { return a.question == b.question; };
    if (std::equal(candidates.begin(), candidates.end(), candidates_.begin(), candidates_.end(), same)) {
        candidates_ = std::move(candidates); // marks alone: the selection stays
        if (!candidates_.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    } else {
        beginResetModel();
        candidates_ = std::move(candidates);
        endResetModel();
    }
    Q_EMIT loaded();
}

const KeyCandidate* AuditModel::candidate(int row) const {
    return row >= 0 && size_t(row) < candidates_.size() ? &candidates_[size_t(row)] : nullptr;
}

int64_t AuditModel::marked() const {
    return std::count_if(candidates_.begin(), candidates_.end(),
                         [](const KeyCandidate& each) { return !each.mark.empty(); });
}

void AuditModel::mark(int row, const QString& mark) {
    const KeyCandidate* wanted = candidate(row);
    if (!wanted)
        return;
    candidates_[size_t(row)].mark = mark.toStdString();
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    service_.change<bool>(
        this,
        [question = wanted->question, mark = mark.toStdString(),
         note = wanted->note](Project& project) -> Result<bool> {
            CAFTAN_CHECK(markKey(project, question, mark, note));
            return true;
        },
        [this](Result<bool> done) {
            if (!done)
                Q_EMIT failed(text(done.error().message));
            Q_EMIT loaded();
        });
}

QString AuditModel::markText(const std::string& mark) {
    return mark == "wrong"     ? tr("✗ key wrong")
           : mark == "right"   ? tr("✓ key right")
           : mark == "unclear" ? tr("? unclear")
                               : QString();
}

int AuditModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(candidates_.size());
}

int AuditModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant AuditModel::data(const QModelIndex& index, int role) const {
    const KeyCandidate* each = index.isValid() ? candidate(index.row()) : nullptr;
    if (!each)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (index.column() == Metric                              ? Qt::AlignRight
                                       : index.column() >= Key && index.column() <= Teachers ? Qt::AlignHCenter
                                                                                             : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Metric:
        return metricText(each->metric);
    case Category:
        return text(each->category);
    case Text:
        return text(each->text).simplified();
    case Key:
        return text(optionLetter(each->key));
    case Answered:
        return text(optionLetter(each->answered));
    case Teachers:
        return tr("%1 of %2").arg(each->agreeing).arg(each->teachers);
    default:
        return markText(each->mark);
    }
}

QVariant AuditModel::headerData(int section, Qt::Orientation orientation, int role) const {
    static const char* const names[] = {QT_TR_NOOP("Metric"), QT_TR_NOOP("Category"), QT_TR_NOOP("Question"),
                                        QT_TR_NOOP("Key"),    QT_TR_NOOP("Model"),    QT_TR_NOOP("Teachers"),
                                        QT_TR_NOOP("Verdict")};
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (section == Metric                       ? Qt::AlignRight
                                       : section >= Key && section <= Teachers ? Qt::AlignHCenter
                                                                               : Qt::AlignLeft));
    return role == Qt::DisplayRole ? QVariant(tr(names[section])) : QVariant();
}

} // namespace caftan::ui
