#include "ui/models/changed_questions.h"

#include "core/data/question.h"
#include "ui/charts/number_text.h"
#include "ui/models/project_service.h"

#include <algorithm>
#include <cmath>

namespace caftan::ui {

ChangedQuestions::ChangedQuestions(ProjectService& service, QObject* parent)
    : QAbstractTableModel(parent), service_(service) {
    fetching_.setSingleShot(true);
    fetching_.setInterval(0);
    connect(&fetching_, &QTimer::timeout, this, &ChangedQuestions::fetch);
    connect(&service, &ProjectService::closed, this, [this] { setList(nullptr, {}, {}); });
}

void ChangedQuestions::setList(std::shared_ptr<const ChangedList> list, const QString& baselineName,
                               const QString& recipeName) {
    list_ = std::move(list);
    baselineName_ = baselineName;
    recipeName_ = recipeName;
    if (!list_) {
        texts_.clear();
        asking_ = false;
    }
    if (list_ && band_ >= int(list_->bands.names.size()))
        band_ = -1;
    rebuild();
    Q_EMIT headerDataChanged(Qt::Horizontal, Before, After);
}

void ChangedQuestions::setFilter(bool won, int band) {
    if (won == won_ && band == band_)
        return;
    won_ = won;
    band_ = band;
    rebuild();
}

void ChangedQuestions::sort(int, Qt::SortOrder order) {
    descending_ = order == Qt::DescendingOrder;
    rebuild();
}

void ChangedQuestions::rebuild() {
    beginResetModel();
    rows_.clear();
    for (size_t i = 0; list_ && i < list_->questions.size(); ++i)
        if (list_->questions[i].won() == won_ && (band_ < 0 || list_->questions[i].band == band_))
            rows_.push_back(i);
    const auto metric = [this](size_t row) {
        const double value = list_->questions[row].metric;
        return std::isnan(value) ? -1.0 : value;
    };
    std::stable_sort(rows_.begin(), rows_.end(),
                     [&](size_t a, size_t b) { return descending_ ? metric(a) > metric(b) : metric(a) < metric(b); });
    wanted_.clear();
    endResetModel();
    Q_EMIT listed();
}

int64_t ChangedQuestions::count(bool won, int band) const {
    if (!list_)
        return 0;
    return std::count_if(list_->questions.begin(), list_->questions.end(), [&](const ChangedQuestion& question) {
        return question.won() == won && (band < 0 || question.band == band);
    });
}

int64_t ChangedQuestions::questionAt(int row) const {
    return row >= 0 && size_t(row) < rows_.size() ? list_->questions[rows_[size_t(row)]].question : 0;
}

const StoredQuestion* ChangedQuestions::textAt(int row) const {
    const auto found = texts_.find(questionAt(row));
    return found == texts_.end() ? nullptr : &found->second;
}

int ChangedQuestions::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(rows_.size());
}

int ChangedQuestions::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

// "B", or by seed "B B C".
QString ChangedQuestions::answers(const RecipeJudgements& recipe, int64_t question) const {
    QStringList letters;
    for (const auto& run : recipe) {
        const auto place = std::lower_bound(run->question.begin(), run->question.end(), question);
        const int predicted = run->predicted[size_t(place - run->question.begin())];
        letters << (predicted < 0 ? QStringLiteral("–") : QString::fromStdString(optionLetter(predicted)));
    }
    if (std::all_of(letters.begin(), letters.end(), [&](const QString& letter) { return letter == letters.front(); }))
        return letters.value(0);
    return letters.join(QLatin1Char(' '));
}

QVariant ChangedQuestions::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ChangedQuestion& question = list_->questions[rows_[size_t(index.row())]];
    if (role == Qt::TextAlignmentRole)
        return int((index.column() >= Before ? Qt::AlignHCenter : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    const StoredQuestion* stored = textAt(index.row());
    if (!stored && (index.column() == Text || index.column() == Category || index.column() == Key)) {
        wanted_.push_back(question.question);
        fetching_.start();
        return QString();
    }
    QString text;
    switch (index.column()) {
    case Metric:
        text = std::isnan(question.metric) ? QStringLiteral("–") : metricText(question.metric);
        break;
    case Category:
        text = QString::fromStdString(stored->question.category);
        break;
    case Text:
        text = QString::fromStdString(stored->question.text).simplified();
        break;
    case Before:
        text = answers(list_->ofBaseline, question.question);
        break;
    case After:
        text = answers(list_->ofRecipe, question.question);
        break;
    case Key:
        text = stored->question.answer < 0 ? QStringLiteral("–")
                                           : QString::fromStdString(optionLetter(stored->question.answer));
        break;
    }
    if (role == Qt::AccessibleTextRole)
        return headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString() + QStringLiteral(": ") + text;
    return text;
}

QVariant ChangedQuestions::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section >= Before ? Qt::AlignHCenter : Qt::AlignLeft) | Qt::AlignVCenter);
    const QString heads[] = {tr("Entropy"), tr("Category"), tr("Question"), baselineName_, recipeName_, tr("Right")};
    const QString tips[] = {
        tr("Of the base model's answer, before any training"),
        tr("Where the question is from"),
        tr("A click opens it with both answers"),
        baselineName_ + QLatin1Char('\n') + tr("What the baseline answered, by seed where its seeds differ"),
        recipeName_ + QLatin1Char('\n') + tr("What this recipe answered, by seed where its seeds differ"),
        tr("The right answer")};
    return role == Qt::DisplayRole   ? QVariant(heads[section])
           : role == Qt::ToolTipRole ? QVariant(tips[section])
                                     : QVariant();
}

void ChangedQuestions::fetch() {
    if (asking_ || wanted_.empty() || !list_)
        return;
    asking_ = true;
    std::sort(wanted_.begin(), wanted_.end());
    wanted_.erase(std::unique(wanted_.begin(), wanted_.end()), wanted_.end());
    using Answer = std::vector<StoredQuestion>;
    service_.ask<Answer>(
        this,
        [ids = std::exchange(wanted_, {})](Project& project) -> Result<Answer> {
            Answer questions;
            for (const int64_t id : ids) {
                CAFTAN_TRY(question, loadQuestion(project, id));
                questions.push_back(std::move(question));
            }
            return questions;
        },
        [this](Result<Answer> answer) {
            asking_ = false;
            if (!answer)
                return;
            for (StoredQuestion& question : *answer)
                texts_.insert_or_assign(question.id, std::move(question));
            if (!rows_.empty())
                Q_EMIT dataChanged(index(0, 0), index(int(rows_.size()) - 1, ColumnCount - 1));
            Q_EMIT textLoaded();
        });
}

} // namespace caftan::ui
