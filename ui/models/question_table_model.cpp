#include "ui/models/question_table_model.h"

#include "core/store/question_search.h"
#include "ui/charts/number_text.h"
#include "ui/models/exploration.h"
#include "ui/models/project_service.h"

#include <algorithm>
#include <limits>

namespace caftan::ui {
namespace {

constexpr int portion = 500;        // rows handed to the view at a time
constexpr size_t textPortion = 100; // texts fetched at a time
constexpr size_t mostTexts = 20000; // kept
constexpr qsizetype longestText = 400;
constexpr size_t pickedAtOnce = 20000; // rows that are gone through in the window's thread

} // namespace

QuestionTableModel::QuestionTableModel(ProjectService& service, Exploration& exploration, QObject* parent)
    : QAbstractTableModel(parent), service_(service), exploration_(exploration) {
    fetchTimer_.setSingleShot(true);
    fetchTimer_.setInterval(15);
    searchTimer_.setSingleShot(true);
    searchTimer_.setInterval(150);
    connect(&fetchTimer_, &QTimer::timeout, this, &QuestionTableModel::fetchTexts);
    connect(&searchTimer_, &QTimer::timeout, this, &QuestionTableModel::search);
    connect(&exploration, &Exploration::cutsChanged, this, &QuestionTableModel::updateRange);
    connect(&exploration, &Exploration::dataChanged, this, &QuestionTableModel::rebuild);
    rebuild();
}

void QuestionTableModel::setFilter(const QuestionFilter& filter) {
    const bool searchChanged = filter.search != filter_.search;
    filter_ = filter;
    if (searchChanged)
        searchTimer_.start();
    rebuild();
}

const ScoreColumns& QuestionTableModel::Listing::columns() const {
    static const ScoreColumns none;
    return rows ? rows->columns : none;
}

void QuestionTableModel::search() {
    const int generation = ++searchGeneration_;
    if (filter_.search.isEmpty() || !exploration_.rows()) {
        found_.reset();
        return rebuild();
    }
    service_.ask<std::vector<int64_t>>(
        this,
        [dataset = exploration_.rows()->dataset.id, wanted = filter_.search.toStdString()](Project& project) {
            return searchQuestions(project, dataset, wanted);
        },
        [this, generation](Result<std::vector<int64_t>> ids) {
            if (generation != searchGeneration_ || !ids)
                return;
            found_ = std::make_shared<const std::vector<int64_t>>(std::move(*ids));
            rebuild();
        });
}

void QuestionTableModel::rebuild() {
    const auto scoring = exploration_.rows() ? std::optional(exploration_.rows()->scoring.id) : std::nullopt;
    if (scoring != scoring_) { // another scoring: its answers differ
        scoring_ = scoring;
        summaries_.clear();
        if (!filter_.search.isEmpty())
            searchTimer_.start();
    }
    const int generation = ++pickGeneration_;
    picking_ = false;
    Listing listing{exploration_.sharedRows(), exploration_.sharedIndex(), nullptr};
    const auto take = [this](Listing ready) {
        setRange(ready);
        show(std::move(ready));
    };
    if (filter_.outcome == QuestionFilter::Outcome::Any && !found_ && !filter_.invalid && !filter_.only)
        return take(std::move(listing));
    const Picking picking{listing.rows, listing.index, filter_.outcome, filter_.invalid, found_, filter_.only};
    if (size_t(listing.index->valid()) <= pickedAtOnce) {
        listing.filtered = std::make_shared<const std::vector<uint32_t>>(picking.picked());
        return take(std::move(listing));
    }
    picking_ = true;
    service_.ask<std::vector<uint32_t>>(
        this, [picking](Project&) -> Result<std::vector<uint32_t>> { return picking.picked(); },
        [this, generation, take, listing](Result<std::vector<uint32_t>> picked) mutable {
            if (generation != pickGeneration_ || !picked)
                return;
            picking_ = false;
            listing.filtered = std::make_shared<const std::vector<uint32_t>>(std::move(*picked));
            take(std::move(listing));
        });
}

std::vector<uint32_t> QuestionTableModel::Picking::picked() const {
    std::vector<uint32_t> result;
    if (!rows)
        return result;
    const ScoreColumns& columns = rows->columns;
    const bool any = invalid || outcome == QuestionFilter::Outcome::Any;
    const bool wantRight = outcome == QuestionFilter::Outcome::Right;
    const auto& source = invalid ? index->invalidRows() : index->order();
    std::copy_if(source.begin(), source.end(), std::back_inserter(result), [&](uint32_t row) {
        const int64_t question = columns.question[row];
        return (any || (columns.right[row] != 0) == wantRight) &&
               (!found || std::binary_search(found->begin(), found->end(), question)) &&
               (!only || std::binary_search(only->begin(), only->end(), question));
    });
    if (invalid)
        std::stable_sort(result.begin(), result.end(),
                         [&](uint32_t a, uint32_t b) { return columns.metric[a] < columns.metric[b]; });
    return result;
}

void QuestionTableModel::updateRange() {
    if (picking_)
        return; // what comes is cut anew
    Listing listing = listing_;
    setRange(listing);
    if (listing.first != listing_.first || listing.last != listing_.last)
        show(std::move(listing));
}

void QuestionTableModel::setRange(Listing& listing) const {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    double low = -infinity, high = infinity;
    const std::vector<double>& cuts = exploration_.cuts();
    if (!filter_.invalid && filter_.band >= 0 && size_t(filter_.band) <= cuts.size()) {
        low = filter_.band > 0 ? cuts[size_t(filter_.band) - 1] : low;
        high = size_t(filter_.band) < cuts.size() ? cuts[size_t(filter_.band)] : high;
    }
    if (filter_.range) {
        low = std::max(low, filter_.range->first);
        high = std::min(high, filter_.range->second);
    }
    const std::vector<double>& metric = listing.columns().metric;
    const std::vector<uint32_t>& rows = listing.candidates();
    const auto atMost = [&](double value) {
        return size_t(
            std::partition_point(rows.begin(), rows.end(), [&](uint32_t row) { return metric[row] <= value; }) -
            rows.begin());
    };
    listing.first = low == -infinity ? 0 : atMost(low);
    listing.last = std::max(listing.first, high == infinity ? rows.size() : atMost(high));
}

// Never a reset: rows go or appear at the end, the others change in place.
void QuestionTableModel::show(Listing listing) {
    const int rows = int(std::min<size_t>(listing.last - listing.first, size_t(std::max(shown_, portion))));
    changing_ = true; // whoever hears of a step may not fetch more in the middle
    if (rows < shown_) {
        beginRemoveRows({}, rows, shown_ - 1);
        shown_ = rows;
        endRemoveRows();
    }
    listing_ = std::move(listing);
    if (shown_ > 0)
        Q_EMIT dataChanged(index(0, 0), index(shown_ - 1, ColumnCount - 1));
    if (rows > shown_) {
        beginInsertRows({}, shown_, rows - 1);
        shown_ = rows;
        endInsertRows();
    }
    changing_ = false;
    Q_EMIT matchingChanged();
}

int64_t QuestionTableModel::matching() const {
    return int64_t(listing_.last - listing_.first);
}

std::vector<int64_t> QuestionTableModel::questions() const {
    std::vector<int64_t> ids;
    ids.reserve(size_t(matching()));
    for (int64_t row = 0; row < matching(); ++row)
        ids.push_back(listing_.columns().question[rowAt(int(row))]);
    return ids;
}

uint32_t QuestionTableModel::rowAt(int row) const {
    return listing_.candidates()[descending_ ? listing_.last - 1 - size_t(row) : listing_.first + size_t(row)];
}

int64_t QuestionTableModel::questionAt(int row) const {
    return row >= 0 && row < shown_ ? listing_.columns().question[rowAt(row)] : 0;
}

int QuestionTableModel::rowOf(int64_t question) const {
    for (int row = 0; row < shown_; ++row)
        if (questionAt(row) == question)
            return row;
    return -1;
}

int QuestionTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : shown_;
}

int QuestionTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

bool QuestionTableModel::canFetchMore(const QModelIndex& parent) const {
    return !changing_ && !parent.isValid() && size_t(shown_) < listing_.last - listing_.first;
}

void QuestionTableModel::fetchMore(const QModelIndex&) {
    const int more = int(std::min<size_t>(portion, listing_.last - listing_.first - size_t(shown_)));
    if (changing_ || more <= 0)
        return;
    beginInsertRows({}, shown_, shown_ + more - 1);
    shown_ += more;
    endInsertRows();
}

void QuestionTableModel::sort(int, Qt::SortOrder order) {
    descending_ = order == Qt::DescendingOrder;
    if (shown_ > 0)
        Q_EMIT dataChanged(index(0, 0), index(shown_ - 1, ColumnCount - 1));
}

void QuestionTableModel::request(int64_t question) const {
    wanted_.push_back(question);
    if (!fetchTimer_.isActive())
        fetchTimer_.start();
}

void QuestionTableModel::fetchTexts() {
    if (wanted_.empty() || !scoring_)
        return;
    if (summaries_.size() > mostTexts)
        summaries_.clear();
    std::vector<int64_t> ids;
    for (auto id = wanted_.rbegin(); id != wanted_.rend() && ids.size() < textPortion; ++id) // the newest are in sight
        if (summaries_.try_emplace(*id).second)
            ids.push_back(*id);
    wanted_.clear();
    if (ids.empty())
        return;
    using Answer = std::vector<std::pair<int64_t, Summary>>;
    service_.ask<Answer>(
        this,
        [ids, scoring = *scoring_](Project& project) -> Result<Answer> {
            Answer answer;
            for (int64_t id : ids) {
                CAFTAN_TRY(stored, loadQuestion(project, id));
                CAFTAN_TRY(score, loadScore(project, scoring, id));
                Summary summary;
                summary.text = text(stored.question.text).left(longestText).simplified();
                summary.key = stored.question.answer >= 0 ? text(optionLetter(stored.question.answer)) : QString();
                if (score)
                    summary.answered =
                        score->predicted >= 0 ? text(optionLetter(score->predicted)) : QStringLiteral("–");
                summary.loaded = true;
                answer.emplace_back(id, std::move(summary));
            }
            return answer;
        },
        [this, scoring = scoring_](Result<Answer> answer) {
            if (!answer || scoring != scoring_)
                return;
            for (auto& [id, summary] : *answer)
                summaries_[id] = std::move(summary);
            if (shown_ > 0)
                Q_EMIT dataChanged(index(0, Text), index(shown_ - 1, Key));
        });
}

QVariant QuestionTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= shown_)
        return {};
    const uint32_t row = rowAt(index.row());
    const ScoreColumns& columns = listing_.columns();
    if (role == QuestionId)
        return qint64(columns.question[row]);
    if (role == IsRight)
        return columns.valid[row] && columns.right[row];
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (index.column() == Metric     ? Qt::AlignRight
                                       : index.column() >= Answered ? Qt::AlignHCenter
                                                                    : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    if (index.column() == Metric)
        return metricText(columns.metric[row]);
    if (index.column() == Category) {
        const auto& names = listing_.rows->categories;
        const int32_t category = columns.category[row];
        return category >= 0 && size_t(category) < names.size() ? text(names[size_t(category)]) : QString();
    }
    const auto found = summaries_.find(columns.question[row]);
    if (found == summaries_.end()) {
        request(columns.question[row]);
        return {};
    }
    const Summary& summary = found->second;
    if (index.column() == Text)
        return summary.text;
    if (index.column() == Key)
        return summary.key;
    const QString mark = !columns.valid[row]  ? QString()
                         : columns.right[row] ? QStringLiteral(" ✓")
                                              : QStringLiteral(" ✗");
    return summary.loaded ? QVariant(summary.answered + mark) : QVariant();
}

QVariant QuestionTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    static const char* const names[] = {QT_TR_NOOP("Metric"), QT_TR_NOOP("Category"), QT_TR_NOOP("Question"),
                                        QT_TR_NOOP("Answered"), QT_TR_NOOP("Key")};
    if (role == Qt::DisplayRole && section >= 0 && section < ColumnCount)
        return tr(names[section]);
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (section == Metric     ? Qt::AlignRight
                                       : section >= Answered ? Qt::AlignHCenter
                                                             : Qt::AlignLeft));
    return {};
}

} // namespace caftan::ui
