#include "ui/pages/compare/change_card.h"

#include "ui/charts/number_text.h"
#include "ui/charts/won_lost_chart.h"
#include "ui/models/compare_words.h"
#include "ui/shell/chart_colors.h"
#include "ui/shell/save_picture.h"
#include "ui/shell/theme.h"
#include "ui/shell/widgets.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>
#include <cmath>

namespace caftan::ui {

namespace {

constexpr int settingsRows = 4;

// What a person reads of a setting; nothing recorded is a dash.
QString settingText(const Json& value) {
    return value.is_null() ? QStringLiteral("–") : jsonText(value);
}

} // namespace

ChangeCard::ChangeCard(RunComparison& comparison, QWidget* parent)
    : QFrame(parent), comparison_(comparison), title_(new ElidedLabel("section", this)),
      sentence_(makeLabel({}, "muted", this)), tokens_(new ElidedLabel("muted", this)),
      pin_(makeButton(QStringLiteral("compareBaseline"), tr("Make this the baseline"),
                      tr("Compares every other recipe with this one from now on (Ctrl+B in the table)"), this,
                      "inline")),
      chart_(new WonLostChart(this)) {
    setRole(this, "card");
    title_->setObjectName(QStringLiteral("compareTitle"));
    tokens_->setObjectName(QStringLiteral("compareTokenSentence"));
    connect(pin_, &QPushButton::clicked, this, [this] {
        if (const RecipeView* recipe = comparison_.chosen(); recipe && recipe->counted())
            comparison_.pin(comparison_.catalog().runs[recipe->group.runs.front()].run.id);
    });
    sentence_->setObjectName(QStringLiteral("compareSentence"));
    sentence_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    chart_->setObjectName(QStringLiteral("compareBands"));
    chart_->setAccessibleName(tr("Questions won and lost by band"));
    chart_->setToolTip(tr("A click on a band lists its questions; the arrow keys do too"));
    settings_ =
        makeTable(QStringLiteral("compareSettings"), {tr("Setting"), tr("Baseline"), tr("This recipe")}, {}, 2, this);
    settings_->setAccessibleName(tr("Differences in configuration"));
    settings_->horizontalHeader()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    settings_->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    settings_->setFrameShape(QFrame::NoFrame);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 10, 16, 8);
    layout->setSpacing(4);
    auto* head = new QHBoxLayout;
    head->addWidget(title_, 1);
    head->addWidget(pin_);
    layout->addLayout(head);
    layout->addWidget(sentence_);
    layout->addWidget(tokens_);
    layout->addWidget(chart_, 1);
    layout->addWidget(settings_);
    addChartActions(chart_,
                    {QStringLiteral("won-lost"), [this](const QString& path) { return chart_->save(path); },
                     [this] { return chart_->csv(); }, [this](const QString& message) { Q_EMIT problem(message); }});
    connect(chart_, &WonLostChart::rowChosen, this, [this](int row) {
        const int band = bands_[size_t(row)];
        showBand(band == band_ ? -1 : band);
        Q_EMIT bandChosen(band_);
    });
    refresh();
}

void ChangeCard::showBand(int band) {
    band_ = band;
    const auto place = std::find(bands_.begin(), bands_.end(), band);
    chart_->setChosen(place == bands_.end() ? -1 : int(place - bands_.begin()));
}

void ChangeCard::refresh() {
    const RecipeView *recipe = comparison_.chosen(), *base = comparison_.baseline();
    chart_->setColors(chartPalette(ThemeColors::of(palette())));
    pin_->setVisible(recipe && base);
    tokens_->setVisible(recipe && base);
    if (!recipe || !base) {
        title_->setWhole(tr("What changed?"));
        sentence_->setText(base ? tr("A second recipe with answers on the same questions would be compared with the "
                                     "baseline here.")
                                : tr("Once a run is finished and evaluated, others are compared with it here."));
        chart_->setRows({});
        comparing_ = false;
        makeRoom();
        return;
    }
    title_->setWhole(tr("%1 against %2").arg(recipeName(*recipe, false), recipeName(*base, false)));
    if (!recipe->difference) {
        sentence_->setText(tr("Reading answers…"));
        chart_->setRows({});
    } else {
        sentence_->setText(differenceWords(*recipe->difference));
        sentence_->setToolTip(tr("On the same %1 questions; p is Holm's over all ticked recipes")
                                  .arg(groupedText(recipe->difference->rows)));
        fillBands(*recipe);
    }
    fillTokens(*recipe, *base);
    fillSettings(*recipe, *base);
}

// "264,648 answer tokens trained against 568,048 (−53 %), 7.5 per answer against 17.8"
void ChangeCard::fillTokens(const RecipeView& recipe, const RecipeView& base) {
    const auto &a = recipe.tokens, &b = base.tokens;
    QStringList parts;
    if (a.seen && b.seen && *b.seen > 0) {
        const double change = *a.seen / *b.seen - 1;
        parts << tr("%1 answer tokens trained against %2 (%3 %)")
                     .arg(countOrDash(a.seen, 0), countOrDash(b.seen, 0),
                          (change < 0 ? QStringLiteral("−") : QStringLiteral("+")) +
                              groupedText(std::llround(100 * std::abs(change))));
    }
    if (a.perAnswer && b.perAnswer)
        parts << tr("%1 per answer against %2").arg(countOrDash(a.perAnswer, 1), countOrDash(b.perAnswer, 1));
    tokens_->setWhole(parts.join(QStringLiteral(" · ")));
    tokens_->setVisible(!parts.isEmpty());
}

void ChangeCard::fillBands(const RecipeView& recipe) {
    const ThemeColors& colors = ThemeColors::of(palette());
    const ChartPalette charts = chartPalette(colors);
    const std::vector<BandDifference>& bands = recipe.difference->bands;
    const auto changed = comparison_.changed();
    std::vector<std::string> names; // all of them, so that a band keeps its colour
    if (changed)
        names = changed->bands.names;
    else
        for (const BandDifference& band : bands)
            names.push_back(band.band);
    const size_t cut = size_t(std::count_if(names.begin(), names.end(), [](const auto& n) { return n != "invalid"; }));
    std::vector<WonLostRow> rows;
    bands_.clear();
    for (const BandDifference& band : bands) {
        const size_t index = size_t(std::find(names.begin(), names.end(), band.band) - names.begin());
        WonLostRow row;
        row.name = bandTitle(band.band);
        row.won = band.won;
        row.lost = band.lost;
        row.color = band.band == "invalid" ? colors.muted : bandColor(charts, index, std::max<size_t>(2, cut));
        const double net = band.difference * double(band.rows);
        QString gained = QString::fromStdString(pointsText(net / 100));
        if (recipe.difference->seedsA * recipe.difference->seedsB <= 1) // only a mean over seeds is not whole
            gained = gained.section(QLatin1Char('.'), 0, 0);
        row.net = localNumbers(gained);
        row.note = band.pHolm ? QString::fromStdString(pText(*band.pHolm)) : QString();
        row.shown = band.pHolm && *band.pHolm < 0.05;
        rows.push_back(std::move(row));
        bands_.push_back(int(index));
    }
    chart_->setEmptyText(tr("No bands: these runs were trained without cuts"));
    chart_->setRows(std::move(rows));
    showBand(band_);
}

void ChangeCard::fillSettings(const RecipeView& recipe, const RecipeView& base) {
    const RunCatalog& catalog = comparison_.catalog();
    const size_t a = base.group.runs.front(), b = recipe.group.runs.front();
    const Json differences = configurationDifferences(catalog, {a, b}, false);
    comparing_ = true;
    settings_->setRowCount(std::max<int>(1, int(differences.size())));
    int row = 0;
    for (const auto& [key, values] : differences.items()) {
        setCell(settings_, row, 0, QString::fromStdString(key));
        const QString before = settingText(values[std::to_string(catalog.runs[a].run.id)]),
                      after = settingText(values[std::to_string(catalog.runs[b].run.id)]);
        setCell(settings_, row, 1, before, before);
        setCell(settings_, row, 2, after, after);
        ++row;
    }
    if (row == 0) {
        setCell(settings_, 0, 0, tr("none"));
        setCell(settings_, 0, 1, {});
        setCell(settings_, 0, 2, {});
    }
    fitHeight(settings_, std::min(settingsRows, settings_->rowCount()));
    makeRoom();
}

// Where text is so large that not everything fits, the bands and all of the sentence stay and the settings go.
void ChangeCard::makeRoom() {
    const QMargins margins = layout()->contentsMargins();
    const int wide = width() - margins.left() - margins.right();
    const int needed = margins.top() + margins.bottom() + 3 * layout()->spacing() + pin_->sizeHint().height() +
                       sentence_->heightForWidth(wide) + tokens_->sizeHint().height() +
                       chart_->minimumSizeHint().height();
    settings_->setVisible(comparing_ && needed + layout()->spacing() + settings_->height() <= height());
    setMinimumHeight(needed);
}

void ChangeCard::resizeEvent(QResizeEvent* event) {
    QFrame::resizeEvent(event);
    makeRoom();
}

void ChangeCard::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && settings_)
        refresh();
}

} // namespace caftan::ui
