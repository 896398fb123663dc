#include "ui/models/compare_table.h"

#include "core/base/clock.h"
#include "ui/charts/number_text.h"
#include "ui/models/compare_words.h"

#include <QDateTime>
#include <QLocale>
#include <algorithm>
#include <cmath>

namespace caftan::ui {

namespace {

constexpr quintptr topLevel = ~quintptr(0); // internal id of a recipe's row; a run's is the row of its recipe

bool isNumber(int column) {
    return (column >= CompareTable::Seeds && column <= CompareTable::Time) ||
           (column >= CompareTable::AccuracyValid && column <= CompareTable::TokensBought);
}

QString createdText(double created) {
    return QDateTime::fromMSecsSinceEpoch(qint64(created * 1000)).toString(QStringLiteral("yyyy-MM-dd hh:mm"));
}

QString csvCell(QString text) {
    if (text.contains(QLatin1Char('"')) || text.contains(QLatin1Char(',')) || text.contains(QLatin1Char('\n')))
        return QLatin1Char('"') + text.replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
    return text;
}

std::optional<double> tokenColumn(const AnswerTokens& tokens, int column) {
    switch (column) {
    case CompareTable::TokensSeen:
        return tokens.seen;
    case CompareTable::PerAnswer:
        return tokens.perAnswer;
    case CompareTable::TokensUnique:
        return tokens.unique;
    case CompareTable::TokensWithPrompts:
        return tokens.withPrompts;
    default:
        return tokens.bought;
    }
}

} // namespace

CompareTable::CompareTable(RunComparison& comparison, QObject* parent)
    : QAbstractItemModel(parent), comparison_(comparison) {
    connect(&comparison, &RunComparison::updated, this, &CompareTable::update);
    const auto refresh = [this] {
        if (!children_.empty())
            Q_EMIT dataChanged(index(0, 0), index(int(children_.size()) - 1, ColumnCount - 1));
    };
    connect(&comparison, &RunComparison::figuresChanged, this, refresh);
    update();
}

void CompareTable::update() {
    std::vector<std::pair<std::string, std::vector<int64_t>>> shape;
    std::vector<std::vector<size_t>> children;
    for (const RecipeView& recipe : comparison_.recipes()) {
        const std::vector<size_t> all = recipe.group.all();
        shape.emplace_back(recipe.key, std::vector<int64_t>());
        for (const size_t run : all)
            shape.back().second.push_back(comparison_.catalog().runs[run].run.id);
        children.push_back(all.size() > 1 ? all : std::vector<size_t>());
    }
    if (shape == shape_) {
        children_ = std::move(children); // the same runs: positions in a new catalogue
        for (int row = 0; row < int(children_.size()); ++row) {
            Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
            if (!children_[size_t(row)].empty())
                Q_EMIT dataChanged(index(0, 0, index(row, 0)),
                                   index(int(children_[size_t(row)].size()) - 1, ColumnCount - 1, index(row, 0)));
        }
        return;
    }
    beginResetModel();
    shape_ = std::move(shape);
    children_ = std::move(children);
    endResetModel();
}

QModelIndex CompareTable::index(int row, int column, const QModelIndex& parent) const {
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) : topLevel);
}

QModelIndex CompareTable::parent(const QModelIndex& index) const {
    return !index.isValid() || index.internalId() == topLevel ? QModelIndex()
                                                              : createIndex(int(index.internalId()), 0, topLevel);
}

int CompareTable::rowCount(const QModelIndex& parent) const {
    if (!parent.isValid())
        return int(children_.size());
    return parent.internalId() == topLevel && parent.column() == 0 ? int(children_[size_t(parent.row())].size()) : 0;
}

int CompareTable::columnCount(const QModelIndex&) const {
    return ColumnCount;
}

const RecipeView* CompareTable::recipeAt(const QModelIndex& index) const {
    if (!index.isValid())
        return nullptr;
    const size_t row = index.internalId() == topLevel ? size_t(index.row()) : size_t(index.internalId());
    return row < comparison_.recipes().size() ? &comparison_.recipes()[row] : nullptr;
}

const CatalogRun* CompareTable::runAt(const QModelIndex& index) const {
    const RecipeView* recipe = recipeAt(index);
    if (!recipe)
        return nullptr;
    const std::vector<size_t> all = recipe->group.all();
    if (index.internalId() != topLevel)
        return &comparison_.catalog().runs[children_[index.internalId()][size_t(index.row())]];
    return all.size() == 1 ? &comparison_.catalog().runs[all.front()] : nullptr;
}

std::vector<int64_t> CompareTable::runsAt(const QModelIndex& index) const {
    if (const CatalogRun* run = runAt(index))
        return {run->run.id};
    std::vector<int64_t> runs;
    if (const RecipeView* recipe = recipeAt(index))
        for (const size_t run : recipe->group.all())
            runs.push_back(comparison_.catalog().runs[run].run.id);
    return runs;
}

QModelIndex CompareTable::indexOf(const std::string& key) const {
    for (size_t row = 0; row < shape_.size(); ++row)
        if (shape_[row].first == key)
            return index(int(row), 0);
    return {};
}

// What all runs of a recipe say; else what each says, in turn.
QString CompareTable::together(const RecipeView& recipe, std::string RunRecord::* text) const {
    QStringList distinct;
    for (const size_t run : recipe.group.all()) {
        const QString said = QString::fromStdString(comparison_.catalog().runs[run].run.*text);
        if (!said.isEmpty() && !distinct.contains(said))
            distinct << said;
    }
    return distinct.join(QStringLiteral(" · "));
}

QVariant CompareTable::recipeData(const RecipeView& recipe, int column) const {
    const bool base = &recipe == comparison_.baseline();
    switch (column) {
    case Name:
        return recipeName(recipe, base);
    case Seeds:
        return recipe.counted() ? QString::number(recipe.group.runs.size()) : QStringLiteral("–");
    case Accuracy:
        return recipe.figures     ? accuracyText(*recipe.figures)
               : recipe.counted() ? QStringLiteral("…")
                                  : tr("no answers");
    case AccuracyValid:
        return recipe.figures && recipe.figures->accuracyValid ? fixedText(*recipe.figures->accuracyValid * 100, 1)
                                                               : QStringLiteral("–");
    case Difference:
        return recipe.difference ? differenceText(*recipe.difference) : QStringLiteral("–");
    case P:
        return recipe.difference ? differenceP(*recipe.difference) : QStringLiteral("–");
    case TokensSeen:
    case TokensUnique:
    case TokensWithPrompts:
    case TokensBought:
        return countOrDash(tokenColumn(recipe.tokens, column));
    case PerAnswer:
        return countOrDash(recipe.tokens.perAnswer, recipe.tokens.perAnswer.value_or(0) < 100 ? 1 : 0);
    case Time:
        return clockText(recipe.seconds);
    case Tags:
        return together(recipe, &RunRecord::tags);
    case Notes:
        return together(recipe, &RunRecord::notes);
    case Recipe:
        return QString::fromStdString(recipe.group.recipe);
    case State: {
        QStringList states;
        for (const size_t run : recipe.group.all())
            if (const QString word = stateWord(comparison_.catalog().runs[run].state); !states.contains(word))
                states << word;
        return states.join(QStringLiteral(", "));
    }
    case Created:
        return createdText(comparison_.catalog().runs[recipe.group.all().front()].run.created);
    default:
        return {};
    }
}

QVariant CompareTable::runData(const RecipeView& recipe, size_t run, int column) const {
    const CatalogRun& entry = comparison_.catalog().runs[run];
    switch (column) {
    case Name:
        return QString::fromStdString(entry.run.name);
    case Seeds:
        return tr("seed %1").arg(entry.run.seed);
    case Accuracy: {
        const auto place = std::find(recipe.group.runs.begin(), recipe.group.runs.end(), run);
        if (place == recipe.group.runs.end())
            return tr("not counted");
        const size_t at = size_t(place - recipe.group.runs.begin());
        return recipe.figures && at < recipe.figures->bySeed.size() ? fixedText(recipe.figures->bySeed[at] * 100, 1)
                                                                    : QStringLiteral("…");
    }
    case TokensSeen:
    case TokensUnique:
    case TokensWithPrompts:
    case TokensBought:
        return countOrDash(tokenColumn(entry.tokens, column));
    case PerAnswer: {
        const std::optional<double> written = entry.tokensOn(comparison_.split()).perAnswer;
        return countOrDash(written, written.value_or(0) < 100 ? 1 : 0);
    }
    case Time:
        return clockText(entry.resultNumber("seconds"));
    case Tags:
        return QString::fromStdString(entry.run.tags);
    case Notes:
        return QString::fromStdString(entry.run.notes);
    case Recipe:
        return QString::fromStdString(entry.run.recipe);
    case State:
        return stateWord(entry.state);
    case Created:
        return createdText(entry.run.created);
    default:
        return {};
    }
}

QVariant CompareTable::sortData(const QModelIndex& index) const {
    const RecipeView* recipe = recipeAt(index);
    const int column = index.column();
    const auto number = [](const std::optional<double>& value) {
        return value ? QVariant(*value) : QVariant(-1e300); // unknown: after all others when the highest come first
    };
    if (!recipe || index.internalId() != topLevel || !isNumber(column))
        return data(index, Qt::DisplayRole);
    switch (column) {
    case Seeds:
        return double(recipe->group.runs.size());
    case Accuracy:
        return number(recipe->figures ? std::optional(recipe->figures->accuracy) : std::nullopt);
    case AccuracyValid:
        return number(recipe->figures ? recipe->figures->accuracyValid : std::nullopt);
    case Difference:
        return number(recipe->difference ? std::optional(recipe->difference->difference) : std::nullopt);
    case P:
        return number(recipe->difference ? recipe->difference->pHolm : std::nullopt);
    case Time:
        return number(recipe->seconds);
    default:
        return number(tokenColumn(recipe->tokens, column));
    }
}

QString CompareTable::tip(const QModelIndex& index) const {
    const RecipeView& recipe = *recipeAt(index);
    if (index.internalId() != topLevel) {
        const size_t run = children_[index.internalId()][size_t(index.row())];
        return QString::fromStdString(whyNotCounted(comparison_.catalog(), recipe.group, run, comparison_.split()));
    }
    if ((index.column() == Difference || index.column() == P) && recipe.difference)
        return differenceWords(*recipe.difference);
    if (index.column() == Accuracy && recipe.figures)
        return tr("%1 questions, invalid answers counted as wrong; 95 % interval").arg(recipe.figures->rows);
    return {};
}

QVariant CompareTable::data(const QModelIndex& index, int role) const {
    const RecipeView* recipe = recipeAt(index);
    if (!recipe)
        return {};
    const bool top = index.internalId() == topLevel;
    switch (role) {
    case Qt::DisplayRole:
        return top ? recipeData(*recipe, index.column())
                   : runData(*recipe, children_[index.internalId()][size_t(index.row())], index.column());
    case Qt::EditRole:
        return index.column() == Name && top ? QVariant(QString::fromStdString(recipe->group.label))
                                             : data(index, Qt::DisplayRole);
    case Qt::ToolTipRole:
        return tip(index);
    case Qt::TextAlignmentRole:
        return int((isNumber(index.column()) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::CheckStateRole:
        if (top && index.column() == Name)
            return comparison_.isChecked(recipe->key) ? Qt::Checked : Qt::Unchecked;
        return {};
    case Qt::AccessibleTextRole:
        return headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString() + QStringLiteral(": ") +
               data(index, Qt::DisplayRole).toString();
    case SortRole:
        return sortData(index);
    case KeyRole:
        return QString::fromStdString(recipe->key);
    case SearchRole:
        return QStringList{recipeData(*recipe, Name).toString(), recipeData(*recipe, Tags).toString(),
                           recipeData(*recipe, Notes).toString(), recipeData(*recipe, Recipe).toString(),
                           recipeData(*recipe, State).toString()}
            .join(QLatin1Char('\n'));
    case RunRole: {
        const CatalogRun* run = runAt(index);
        return run ? QVariant(qlonglong(run->run.id)) : QVariant();
    }
    case SlotRole:
        return top ? QVariant(qulonglong(recipe->slot)) : QVariant();
    case BaselineRole:
        return recipe == comparison_.baseline();
    case CountedRole:
        return recipe->counted();
    default:
        return {};
    }
}

bool CompareTable::setData(const QModelIndex& index, const QVariant& value, int role) {
    const RecipeView* recipe = recipeAt(index);
    if (!recipe)
        return false;
    if (role == Qt::CheckStateRole) {
        comparison_.setChecked(recipe->key, value.toInt() == Qt::Checked);
        return true;
    }
    const std::string text = value.toString().trimmed().toStdString();
    if (role != Qt::EditRole || value.toString() == data(index, Qt::EditRole).toString())
        return false;
    const std::vector<int64_t> runs = runsAt(index);
    if (index.column() == Tags)
        comparison_.setTags(runs, text);
    else if (index.column() == Notes)
        comparison_.setNotes(runs, text);
    else if (index.column() == Name && !text.empty() && runs.size() > 1)
        comparison_.rename(*recipe, text);
    else if (index.column() == Name && !text.empty())
        comparison_.rename(runs.front(), text);
    else
        return false;
    return true;
}

QVariant CompareTable::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((isNumber(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    const std::pair<QString, QString> heads[ColumnCount] = {
        {tr("Run"), tr("Runs that differ in nothing but the seed are one line; a double click renames")},
        {tr("Seeds"), tr("Finished runs of different seeds")},
        {tr("Accuracy"), tr("Percent right of all questions, mean over the seeds, with its 95 % interval")},
        {tr("Δ baseline"), tr("Points above or below the baseline on the same questions, with its 95 % interval")},
        {tr("p"), tr("Of the recipes' difference, over questions and seeds; Holm over all that are ticked")},
        {tr("Answer tokens"), tr("Answer tokens trained on, each as often as it was seen")},
        {tr("Written per answer"), tr("Tokens the model writes for one answer")},
        {tr("Time"), tr("Training time, mean over the seeds")},
        {tr("Tags"), tr("Your own words; a double click edits them")},
        {tr("Notes"), tr("Your own notes; a double click edits them")},
        {tr("Recipe"), tr("What each band was trained on")},
        {tr("State"), tr("Where the runs are")},
        {tr("Valid only"), tr("Percent right of the answers that name an option")},
        {tr("Unique tokens"), tr("Answer tokens trained on, each once")},
        {tr("With prompts"), tr("All tokens that went through training")},
        {tr("From the teacher"), tr("Tokens the teacher wrote for these questions, wrong answers too")},
        {tr("Begun"), tr("When the first of the runs began")},
    };
    if (role == Qt::DisplayRole)
        return heads[section].first;
    return role == Qt::ToolTipRole ? QVariant(heads[section].second) : QVariant();
}

Qt::ItemFlags CompareTable::flags(const QModelIndex& index) const {
    const RecipeView* recipe = recipeAt(index);
    if (!recipe)
        return Qt::NoItemFlags;
    Qt::ItemFlags flags = Qt::ItemIsSelectable | Qt::ItemIsEnabled;
    if (index.column() == Name || index.column() == Tags || index.column() == Notes)
        flags |= Qt::ItemIsEditable;
    const bool top = index.internalId() == topLevel;
    if (top && index.column() == Name && recipe->counted() && recipe != comparison_.baseline())
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

QString CompareTable::csv(const QModelIndexList& order) const {
    QStringList lines, head{tr("level")};
    for (int column = 0; column < ColumnCount; ++column)
        head << csvCell(headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
    lines << head.join(QLatin1Char(','));
    const auto add = [&](const QModelIndex& row, const QString& level) {
        QStringList cells{level};
        for (int column = 0; column < ColumnCount; ++column) {
            QString text = row.siblingAtColumn(column).data().toString();
            if (column == TokensSeen || (column >= TokensUnique && column <= TokensBought)) // 801,387 is a number
                text.remove(QLatin1Char(',')).remove(QLocale().groupSeparator());
            cells << csvCell(text == QStringLiteral("–") ? QString() : text);
        }
        lines << cells.join(QLatin1Char(','));
    };
    for (const QModelIndex& recipe : order) {
        add(recipe, tr("recipe"));
        for (int run = 0; run < rowCount(recipe); ++run)
            add(index(run, 0, recipe), tr("run"));
    }
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

CompareOrder::CompareOrder(QObject* parent) : QSortFilterProxyModel(parent) {
    setSortRole(CompareTable::SortRole);
    setDynamicSortFilter(true);
}

void CompareOrder::setWords(const QString& words) {
    words_ = words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    invalidateFilter();
}

bool CompareOrder::filterAcceptsRow(int row, const QModelIndex& parent) const {
    if (parent.isValid())
        return true;
    const QString text = sourceModel()->index(row, 0).data(CompareTable::SearchRole).toString();
    return std::all_of(words_.begin(), words_.end(),
                       [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

bool CompareOrder::lessThan(const QModelIndex& left, const QModelIndex& right) const {
    const QVariant a = left.data(CompareTable::SortRole), b = right.data(CompareTable::SortRole);
    if (a.typeId() == QMetaType::Double && b.typeId() == QMetaType::Double && a.toDouble() != b.toDouble())
        return a.toDouble() < b.toDouble();
    if (a.typeId() == QMetaType::QString && b.typeId() == QMetaType::QString && a.toString() != b.toString())
        return a.toString().localeAwareCompare(b.toString()) < 0;
    return left.row() < right.row();
}

} // namespace caftan::ui
