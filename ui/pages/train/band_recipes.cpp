#include "ui/pages/train/band_recipes.h"

#include "ui/charts/number_text.h"
#include "ui/models/train_draft.h"
#include "ui/pages/train/train_text.h"
#include "ui/shell/chart_colors.h"
#include "ui/shell/fitting.h"

#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>

namespace caftan::ui {

namespace {

enum Column { Mark, Band, Recipe, Rows, AnswerTokens, Share, Each, Columns };
const QString unknown = QStringLiteral("–");

const BandOutline* outlineOf(const TrainDraft& draft, const std::string& band) {
    const TrainEstimate* estimate = draft.estimate();
    if (!estimate)
        return nullptr;
    const auto found = std::find_if(estimate->bands.begin(), estimate->bands.end(),
                                    [&](const BandOutline& entry) { return entry.name == band; });
    return found == estimate->bands.end() ? nullptr : &*found;
}

QFrame* rule(QWidget* parent) {
    auto* line = new QFrame(parent);
    setRole(line, "rule");
    return line;
}

} // namespace

BandRecipes::BandRecipes(TrainDraft& draft, QWidget* parent) : QWidget(parent), draft_(draft) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    refresh();
}

QLabel* BandRecipes::addCell(int row, int column, const char* role) {
    auto* cell = new QLabel(table_);
    cell->setTextFormat(Qt::PlainText);
    setRole(cell, role);
    grid_->addWidget(cell, row, column, (column >= Rows ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return cell;
}

void BandRecipes::addHead() {
    const std::pair<QString, QString> heads[] = {
        {{}, {}},
        {tr("Band"), tr("Where the question's uncertainty lies between the cuts")},
        {tr("Trained on"), tr("What the questions of the band are trained on")},
        {tr("Rows"), tr("Training questions that take part; validation and test questions never do")},
        {tr("Answer tokens"), tr("Tokens that the loss is taken on, each answer once")},
        {tr("Of full"), tr("Answer tokens as a share of distilling every band")},
        {tr("Per answer"), tr("Answer tokens of one row, on average")},
    };
    for (int column = Band; column < Columns; ++column) {
        QLabel* head = addCell(0, column, "label");
        head->setText(heads[column].first);
        head->setToolTip(heads[column].second);
    }
    grid_->addWidget(rule(table_), 1, 0, 1, Columns);
}

BandRecipes::Row BandRecipes::makeRow(int row, const std::string& band) {
    Row made{};
    made.mark = addCell(row, Mark, "plain");
    made.name = addCell(row, Band, "strong");
    made.name->setText(bandText(band));
    made.recipe = new ElidedCombo(table_);
    made.recipe->setObjectName(QStringLiteral("trainBand-") + text(band));
    made.recipe->setAccessibleName(tr("What the %1 band is trained on").arg(bandText(band)));
    made.recipe->setToolTip(tr("Chooses what the questions of this band are trained on"));
    setRole(made.recipe, "cell");
    for (const Routing routing : {Routing::Answer, Routing::Reasoning, Routing::Skip})
        made.recipe->addItem(routingText(routing), int(routing));
    connect(made.recipe, &QComboBox::activated, this,
            [this, band, box = made.recipe] { draft_.setRouting(band, Routing(box->currentData().toInt())); });
    grid_->addWidget(made.recipe, row, Recipe);
    made.rows = addCell(row, Rows, "plain");
    made.answer = addCell(row, AnswerTokens, "plain");
    made.share = addCell(row, Share, "plain");
    made.each = addCell(row, Each, "muted");
    made.rows->setObjectName(QStringLiteral("trainRows-") + text(band));
    made.answer->setObjectName(QStringLiteral("trainTokens-") + text(band));
    return made;
}

void BandRecipes::addTotal(int row) {
    grid_->addWidget(rule(table_), row, 0, 1, Columns);
    addCell(row + 1, Band, "strong")->setText(tr("Together"));
    totalRows_ = addCell(row + 1, Rows, "strong");
    totalAnswer_ = addCell(row + 1, AnswerTokens, "strong");
    totalShare_ = addCell(row + 1, Share, "strong");
    totalRows_->setObjectName(QStringLiteral("trainRows"));
    totalAnswer_->setObjectName(QStringLiteral("trainTokens"));
}

void BandRecipes::rebuild(const std::vector<std::string>& bands) {
    if (table_) {
        table_->hide();
        table_->deleteLater();
    }
    bands_ = bands;
    rows_.clear();
    table_ = new QWidget(this);
    grid_ = new QGridLayout(table_);
    grid_->setContentsMargins(0, 0, 0, 0);
    grid_->setHorizontalSpacing(16);
    grid_->setVerticalSpacing(4);
    addHead();
    int row = 2;
    for (const std::string& band : bands_)
        rows_.push_back(makeRow(row++, band));
    addTotal(row);
    grid_->setColumnStretch(Recipe, 3);
    for (int column = Rows; column < Columns; ++column)
        grid_->setColumnStretch(column, 2);
    layout()->addWidget(table_);
    showColors();
}

void BandRecipes::fillRow(const Row& row, size_t index) {
    const std::string& band = bands_[index];
    const QSignalBlocker quiet(row.recipe);
    row.recipe->setCurrentIndex(row.recipe->findData(int(draft_.routing(band))));
    const BandOutline* outline = outlineOf(draft_, band);
    const TrainEstimate* estimate = draft_.estimate();
    row.rows->setText(outline ? groupedText(outline->rows) : unknown);
    row.answer->setText(outline ? groupedText(outline->answerTokens) : unknown);
    row.share->setText(outline && estimate->distillTokens > 0
                           ? percentText(double(outline->answerTokens) / double(estimate->distillTokens), 0)
                           : unknown);
    row.each->setText(outline && outline->rows > 0 ? fixedText(double(outline->answerTokens) / double(outline->rows), 1)
                                                   : unknown);
    QString why;
    if (outline && outline->reasoningRows > 0 && outline->reasoningRows < outline->rows)
        why = tr("%1 of these rows reason.").arg(groupedText(outline->reasoningRows));
    if (outline && outline->withoutTrace > 0)
        why = tr("%1 questions are left out: they have no recorded reasoning.").arg(groupedText(outline->withoutTrace));
    row.rows->setToolTip(why);
}

void BandRecipes::fillTotal() {
    const TrainEstimate* estimate = draft_.estimate();
    totalRows_->setText(estimate ? groupedText(estimate->rows) : unknown);
    totalAnswer_->setText(estimate ? groupedText(estimate->answerTokens) : unknown);
    totalShare_->setText(estimate && estimate->distillTokens > 0
                             ? percentText(double(estimate->answerTokens) / double(estimate->distillTokens), 0)
                             : unknown);
}

void BandRecipes::refresh() {
    const std::vector<std::string> bands = draft_.bands();
    if (bands != bands_ || !table_)
        rebuild(bands);
    for (size_t i = 0; i < rows_.size(); ++i)
        fillRow(rows_[i], i);
    fillTotal();
}

void BandRecipes::showColors() {
    const ChartPalette chart = chartPalette(ThemeColors::of(palette()));
    const size_t ramp = bands_.size() - (bands_.back() == "invalid" ? 1 : 0);
    for (size_t i = 0; i < rows_.size(); ++i) {
        const QColor color = i < ramp ? bandColor(chart, i, ramp) : chart.axis;
        const int side = std::max(10, fontMetrics().height() * 5 / 9);
        QPixmap square(QSize(side, side) * devicePixelRatioF());
        square.setDevicePixelRatio(devicePixelRatioF());
        square.fill(color);
        rows_[i].mark->setPixmap(square);
    }
}

void BandRecipes::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && table_)
        showColors();
}

} // namespace caftan::ui
