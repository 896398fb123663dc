#include "ui/models/band_table_model.h"

#include "ui/charts/number_text.h"
#include "ui/models/exploration.h"

#include <algorithm>

namespace caftan::ui {

BandTableModel::BandTableModel(Exploration& exploration, QObject* parent)
    : QAbstractTableModel(parent), exploration_(exploration) {
    connect(&exploration, &Exploration::dataChanged, this, &BandTableModel::rebuild);
    connect(&exploration, &Exploration::cutsChanged, this, &BandTableModel::update);
    connect(&exploration, &Exploration::recipesChanged, this, [this] {
        update();
        if (rowCount() > 0)
            Q_EMIT dataChanged(index(0, Recipe), index(rowCount() - 1, Recipe));
    });
    rebuild();
}

void BandTableModel::readBands() {
    bands_ = exploration_.index().bands(exploration_.cuts());
}

void BandTableModel::rebuild() {
    const ScoreColumns& columns = exploration_.columns();
    BandStats invalid;
    for (uint32_t row : exploration_.index().invalidRows()) {
        ++invalid.rows;
        invalid.answerTokens += columns.answerTokens[row];
        invalid.traceTokens += columns.traceTokens[row];
        invalid.traces += columns.traceTokens[row] > 0;
    }
    const bool sameShape = bands_.size() == exploration_.cuts().size() + 1 && (invalid.rows > 0) == (invalid_.rows > 0);
    if (!sameShape)
        beginResetModel();
    invalid_ = invalid;
    tokensKnown_ =
        std::any_of(columns.answerTokens.begin(), columns.answerTokens.end(), [](int32_t n) { return n > 0; });
    readBands();
    if (!sameShape)
        endResetModel();
    else
        update();
    Q_EMIT widestChanged();
}

void BandTableModel::update() {
    if (bands_.size() != exploration_.cuts().size() + 1) {
        beginResetModel();
        readBands();
        endResetModel();
        Q_EMIT widestChanged();
        return;
    }
    readBands();
    if (rowCount() == 0)
        return;
    for (const auto& [first, last] : {std::pair(Questions, TraceTokens), std::pair(TrainedTokens, ShareOfFull)})
        Q_EMIT dataChanged(index(0, first), index(rowCount() - 1, last), {Qt::DisplayRole});
}

int BandTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(bands_.size()) + (invalid_.rows > 0 ? 1 : 0);
}

int BandTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QString BandTableModel::displayName(size_t band, size_t bands) {
    if (bands == 2)
        return band == 0 ? tr("Easy") : tr("Hard");
    if (bands == 3)
        return band == 0 ? tr("Easy") : band == 1 ? tr("Middle") : tr("Hard");
    return tr("Band %1").arg(band + 1);
}

// All questions in one band.
QString BandTableModel::widestText(int column) const {
    int64_t rows = invalid_.rows, answers = invalid_.answerTokens, traces = invalid_.traceTokens;
    for (const BandStats& band : bands_) {
        rows += band.rows;
        answers += band.answerTokens;
        traces += band.traceTokens;
    }
    switch (column) {
    case Questions:
        return groupedText(rows);
    case Right:
        return percentText(1);
    case AnswerTokens:
        return groupedText(answers);
    case TraceTokens:
    case TrainedTokens:
        return groupedText(std::max(answers, traces));
    default:
        return column == ShareOfFull ? percentText(1, 0) : QString();
    }
}

QString BandTableModel::recipeText(const QString& recipe) {
    if (recipe == QLatin1String("sft"))
        return tr("SFT on the answer");
    return recipe == QLatin1String("distill") ? tr("Distil the reasoning") : tr("Nothing");
}

void BandTableModel::setBandColors(std::vector<QColor> colors) {
    colors_ = std::move(colors);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, Name), index(rowCount() - 1, Name), {Qt::DecorationRole});
}

// -1: cannot be said, since the tokens have not been counted or no reasoning is recorded.
int64_t BandTableModel::trainedTokens(size_t row) const {
    const BandStats& band = bands_[row];
    const QString recipe = exploration_.bandRecipe(row);
    if (recipe == QLatin1String("none") || band.rows == 0)
        return 0;
    if (recipe == QLatin1String("sft"))
        return tokensKnown_ ? band.answerTokens : -1;
    return band.traces > 0 ? band.traceTokens : -1;
}

QString BandTableModel::text(size_t row, int column) const {
    const bool invalid = row >= bands_.size();
    const BandStats& band = invalid ? invalid_ : bands_[row];
    const QString none = QStringLiteral("–");
    switch (column) {
    case Name:
        return invalid ? tr("Invalid") : displayName(row, bands_.size());
    case Questions:
        return groupedText(band.rows);
    case Right:
        return invalid || band.rows == 0 ? none : percentText(band.accuracy());
    case AnswerTokens:
        return tokensKnown_ ? groupedText(band.answerTokens) : none;
    case TraceTokens:
        return band.traces > 0 ? groupedText(band.traceTokens) : none;
    case Recipe:
        return recipeText(invalid ? QStringLiteral("none") : exploration_.bandRecipe(row));
    default:
        break;
    }
    if (invalid)
        return none;
    const int64_t trained = trainedTokens(row);
    if (column == TrainedTokens)
        return trained < 0 ? none : groupedText(trained);
    int64_t full = 0;
    for (const BandStats& other : bands_)
        full += other.traceTokens;
    return trained < 0 || full == 0 ? none : percentText(double(trained) / double(full), 0);
}

QVariant BandTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const size_t row = size_t(index.row());
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
        return text(row, index.column());
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter |
                   (index.column() == Name || index.column() == Recipe ? Qt::AlignLeft : Qt::AlignRight));
    if (role == Qt::DecorationRole && index.column() == Name && row < colors_.size() && row < bands_.size())
        return colors_[row];
    return {};
}

QVariant BandTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (section == Name || section == Recipe ? Qt::AlignLeft : Qt::AlignRight));
    static const char* const names[] = {QT_TR_NOOP("Band"),          QT_TR_NOOP("Questions"),  QT_TR_NOOP("Right"),
                                        QT_TR_NOOP("Answer tokens"), QT_TR_NOOP("CoT tokens"), QT_TR_NOOP("Recipe"),
                                        QT_TR_NOOP("Trained"),       QT_TR_NOOP("Of full")};
    static const char* const tips[] = {QT_TR_NOOP("Where the question's uncertainty lies between the cuts"),
                                       QT_TR_NOOP("Valid answers in the band"),
                                       QT_TR_NOOP("Share of the band that the model answered rightly"),
                                       QT_TR_NOOP("Tokens of the short answers, each counted once"),
                                       QT_TR_NOOP("Tokens of the recorded reasoning"),
                                       QT_TR_NOOP("What the band is trained with"),
                                       QT_TR_NOOP("Answer tokens that this recipe trains on, each counted once"),
                                       QT_TR_NOOP("Trained tokens as a share of distilling every band")};
    if (section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::DisplayRole)
        return tr(names[section]);
    return role == Qt::ToolTipRole ? QVariant(tr(tips[section])) : QVariant();
}

} // namespace caftan::ui
