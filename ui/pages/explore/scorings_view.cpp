#include "ui/pages/explore/scorings_view.h"

#include "ui/charts/density_chart.h"
#include "ui/charts/number_text.h"
#include "ui/charts/painted_chart.h"
#include "ui/models/band_table_model.h"
#include "ui/models/exploration.h"
#include "ui/models/project_service.h"
#include "ui/pages/explore/estimator_series.h"
#include "ui/pages/explore/looks.h"
#include "ui/shell/fitting.h"
#include "ui/shell/save_picture.h"
#include "ui/shell/widgets.h"

#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace caftan::ui {
namespace {

constexpr size_t atOnce = 20'000; // questions that are gone through in the window's thread

enum Group { BothRight, OnlyFirst, OnlySecond, BothWrong, SureThenUnsure, UnsureThenSure, GroupCount };

QString scoringName(const Exploration& exploration, int64_t id) {
    for (const Scoring& scoring : exploration.scorings())
        if (scoring.id == id)
            return text(scoring.name);
    return QString::number(id);
}

} // namespace

struct ScoringsView::Scatter {
    HistogramAxis x, y;
    std::shared_ptr<const Density> density;
};

ScoringsView::ScoringsView(ProjectService& service, Exploration& exploration, QWidget* parent)
    : QWidget(parent), service_(service), exploration_(exploration) {
    auto* layout = new PairLayout(55, 45, PairLayout::Height::Least);
    setLayout(layout);
    layout->addWidget(makeScatterCard());
    flowCard_ = makeFlowCard();
    layout->addWidget(flowCard_);
    connect(&exploration, &Exploration::dataChanged, this, &ScoringsView::dataChanged);
    connect(&exploration, &Exploration::scoringsChanged, this, &ScoringsView::fillScorings);
    connect(&exploration, &Exploration::cutsChanged, this, [this] {
        if (pair_ && isVisible())
            countFlow();
    });
    fillScorings();
    showColors();
}

QWidget* ScoringsView::makeScatterCard() {
    QVBoxLayout* inner = nullptr;
    QFrame* card = makeCard(this, inner);
    inner->setSpacing(6);
    auto* head = new QHBoxLayout;
    auto* title = new QLabel(tr("The same questions, asked twice"), card);
    setRole(title, "section");
    against_ = new QLabel(tr("against"), card);
    setRole(against_, "label");
    other_ = new ElidedCombo(card);
    other_->setObjectName(QStringLiteral("otherScoring"));
    other_->setAccessibleName(tr("The other scoring"));
    other_->setToolTip(tr("Chooses the scoring that is drawn upwards; it has the same questions"));
    other_->setMinimumContentsLength(14);
    other_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    head->addWidget(title);
    head->addStretch();
    head->addWidget(against_);
    head->addWidget(other_);
    scatter_ = new DensityChart(card);
    scatter_->setObjectName(QStringLiteral("scatter"));
    scatter_->setAccessibleName(tr("Metric of both scorings"));
    empty_ = new QLabel(tr("Score the same questions a second time, with another model, prompt or checkpoint, to see "
                           "here where the two differ."),
                        card);
    empty_->setWordWrap(true);
    setRole(empty_, "muted");
    empty_->setAlignment(Qt::AlignHCenter | Qt::AlignBottom);
    score_ = makeButton(QStringLiteral("scoreAgain"), tr("Score questions…"),
                        tr("Goes to Data, where a model is asked; both scorings are kept"), card);
    connect(score_, &QPushButton::clicked, this, &ScoringsView::scoringWanted);
    none_ = new QWidget(card);
    auto* room = new QVBoxLayout(none_);
    room->setSpacing(12);
    room->addWidget(empty_, 1);
    room->addWidget(score_, 1, Qt::AlignHCenter | Qt::AlignTop);
    inner->addLayout(head);
    inner->addWidget(none_, 1);
    inner->addWidget(scatter_, 1);
    addChartActions(scatter_,
                    {QStringLiteral("two-scorings"), [this](const QString& path) { return scatter_->save(path); },
                     [this] { return scatter_->csv(); }, [this](const QString& message) { Q_EMIT problem(message); }});
    connect(other_, &QComboBox::activated, this, [this] {
        stale_ = true;
        refresh();
        Q_EMIT commandLineChanged();
    });
    connect(scatter_, &DensityChart::brushed, this, [this](const std::vector<uint32_t>& rows) {
        pick(tr("drawn in the scatter"), [rows](const JoinedRows&) { return rows; });
    });
    connect(scatter_, &DensityChart::brushCleared, this, &ScoringsView::pickCleared);
    return card;
}

QWidget* ScoringsView::makeFlowCard() {
    QVBoxLayout* inner = nullptr;
    QFrame* card = makeCard(this, inner);
    inner->setSpacing(6);
    auto* title = new QLabel(tr("How questions move between bands"), card);
    setRole(title, "section");
    summary_ = new QLabel(card);
    summary_->setWordWrap(true);
    setRole(summary_, "label");
    flow_ = new FlowChart;
    flow_->setObjectName(QStringLiteral("flow"));
    flow_->setAccessibleName(tr("Flow between bands"));
    auto* grid = new QGridLayout;
    grid->setSpacing(6);
    for (int group = 0; group < GroupCount; ++group) {
        auto* button = new QPushButton(card);
        button->setObjectName(QStringLiteral("group%1").arg(group));
        button->setToolTip(tr("Lists these questions below"));
        setRole(button, "chip");
        grid->addWidget(button, group / 3, group % 3);
        groups_.push_back(button);
    }
    using Row = const JoinedRows&;
    using Cuts = const Bands&;
    const auto first = [](Row rows, size_t i, Cuts cuts) { return ThresholdIndex::bandOf(cuts.first, rows.a[i]); };
    const auto second = [](Row rows, size_t i, Cuts cuts) { return ThresholdIndex::bandOf(cuts.second, rows.b[i]); };
    const auto onClick = [this](int group, const Passes& passes) {
        connect(groups_[size_t(group)], &QPushButton::clicked, this,
                [this, group, passes] { pickWhere(groups_[size_t(group)]->property("plain").toString(), passes); });
    };
    onClick(BothRight, [](Row rows, size_t i, Cuts) { return rows.rightA[i] && rows.rightB[i]; });
    onClick(OnlyFirst, [](Row rows, size_t i, Cuts) { return rows.rightA[i] && !rows.rightB[i]; });
    onClick(OnlySecond, [](Row rows, size_t i, Cuts) { return !rows.rightA[i] && rows.rightB[i]; });
    onClick(BothWrong, [](Row rows, size_t i, Cuts) { return !rows.rightA[i] && !rows.rightB[i]; });
    onClick(SureThenUnsure, [first, second](Row rows, size_t i, Cuts cuts) {
        return first(rows, i, cuts) == 0 && second(rows, i, cuts) == cuts.second.size();
    });
    onClick(UnsureThenSure, [first, second](Row rows, size_t i, Cuts cuts) {
        return first(rows, i, cuts) == cuts.first.size() && second(rows, i, cuts) == 0;
    });
    connect(flow_, &FlowChart::streamClicked, this, [this, first, second](int left, int right) {
        const auto name = [](int band, size_t bands) { return BandTableModel::displayName(size_t(band), bands); };
        if (pair_)
            pickWhere(
                tr("%1 to %2").arg(name(left, exploration_.cuts().size() + 1), name(right, pair_->cuts.size() + 1)),
                [=](Row rows, size_t i, Cuts cuts) {
                    return int(first(rows, i, cuts)) == left && int(second(rows, i, cuts)) == right;
                });
    });
    inner->addWidget(title);
    inner->addWidget(summary_);
    inner->addWidget(flow_, 1);
    inner->addLayout(grid);
    addChartActions(flow_,
                    {QStringLiteral("band-migration"), [this](const QString& path) { return flow_->save(path); },
                     [this] { return flow_->csv(); }, [this](const QString& message) { Q_EMIT problem(message); }});
    return card;
}

QString ScoringsView::commandLine() const {
    if (!exploration_.scoring() || !other_->currentData().isValid())
        return {};
    return QStringLiteral("caftan-cli analyze --scoring %1 --metric %2 --cuts %3 --against %4")
        .arg(*exploration_.scoring())
        .arg(exploration_.metric(), exploration_.cutsText())
        .arg(other_->currentData().toLongLong());
}

void ScoringsView::setScale(AxisScale scale) {
    scale_ = scale;
    if (pair_)
        drawAgain();
}

void ScoringsView::fillScorings() {
    const QVariant before = other_->currentData();
    other_->clear();
    const int64_t own = exploration_.scoring().value_or(0);
    const auto mine = std::find_if(exploration_.scorings().begin(), exploration_.scorings().end(),
                                   [own](const Scoring& scoring) { return scoring.id == own; });
    for (const Scoring& scoring : exploration_.scorings())
        if (mine != exploration_.scorings().end() && scoring.dataset == mine->dataset && scoring.id != own &&
            scoring.rows > 0)
            other_->addItem(text(scoring.name), qlonglong(scoring.id));
    const int at = before.isValid() ? other_->findData(before) : -1;
    other_->setCurrentIndex(at >= 0 ? at : other_->count() - 1);
    for (QWidget* choice : {static_cast<QWidget*>(against_), static_cast<QWidget*>(other_)})
        choice->setVisible(other_->count() > 0);
    none_->setVisible(other_->count() == 0);
    scatter_->setVisible(other_->count() > 0);
    flowCard_->setVisible(other_->count() > 0);
}

void ScoringsView::dataChanged() {
    fillScorings();
    stale_ = true;
    letGo();
    refresh();
}

void ScoringsView::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    refresh();
}

void ScoringsView::letGo() {
    ++generation_;
    ++pickGeneration_;
    counting_ = countAgain_ = false;
    scatter_->setData({}, {}, nullptr);
    if (pair_)
        service_.ask<bool>(
            this, [old = std::exchange(pair_, nullptr)](Project&) -> Result<bool> { return true; },
            [](Result<bool>) {});
}

void ScoringsView::refresh() {
    if (!isVisible() || !exploration_.rows() || !stale_)
        return;
    stale_ = false;
    letGo();
    summary_->clear();
    flow_->setCounts({}, {}, {}, {}, {});
    const QVariant other = other_->currentData();
    for (QPushButton* button : groups_)
        button->setVisible(other.isValid());
    if (other.isValid())
        ask(other.toLongLong());
}

void ScoringsView::ask(int64_t other) {
    summary_->setText(tr("Reading both scorings…"));
    service_.ask<Shown>(
        this,
        [rows = exploration_.sharedRows(), index = exploration_.sharedIndex(), other, scale = scale_,
         category = exploration_.category(), cuts = exploration_.cuts(),
         quantiles = exploration_.quantiles()](Project& project) -> Result<Shown> {
            CAFTAN_TRY(pair, loadPair(project, *rows, index, other, category, quantiles));
            auto scatter = std::make_shared<const Scatter>(scatterOf(*pair, scale));
            return Shown{pair, std::move(scatter), bandMigration(pair->joined, cuts, pair->cuts)};
        },
        [this, generation = generation_, scale = scale_, cuts = exploration_.cuts()](Result<Shown> shown) {
            if (generation != generation_)
                return;
            if (!shown)
                return summary_->setText(text(shown.error().message));
            pair_ = std::move(shown->pair);
            if (scale == scale_)
                showScatter(*shown->scatter);
            else
                drawAgain();
            showFlow(shown->counts);
            if (cuts != exploration_.cuts())
                countFlow(); // they moved meanwhile
        });
}

ScoringsView::Scatter ScoringsView::scatterOf(const ScoringPair& pair, AxisScale scale) {
    const DensityAxis x{{}, makeHistogram(*pair.first, scale).axis, pair.first, {}};
    const DensityAxis y{{}, makeHistogram(*pair.second, scale).axis, pair.second, {}};
    return {x.axis, y.axis, std::make_shared<const Density>(makeDensity(x, pair.joined.a, y, pair.joined.b))};
}

// On axes of another scale.
void ScoringsView::drawAgain() {
    if (pair_->joined.size() <= atOnce)
        return showScatter(scatterOf(*pair_, scale_));
    using Answer = std::shared_ptr<const Scatter>;
    service_.ask<Answer>(
        this,
        [pair = pair_, scale = scale_](Project&) -> Result<Answer> {
            return std::make_shared<const Scatter>(scatterOf(*pair, scale));
        },
        [this, generation = generation_, scale = scale_](Result<Answer> scatter) {
            if (scatter && generation == generation_ && scale == scale_)
                showScatter(**scatter);
        });
}

void ScoringsView::showScatter(const Scatter& scatter) {
    const MetricText metric = metricTextOf(exploration_.metric());
    const auto axisOf = [&](const HistogramAxis& axis, const std::shared_ptr<const ThresholdIndex>& index,
                            const std::vector<double>& cuts, const QString& name) {
        return DensityAxis{QStringLiteral("%1, %2").arg(metric.name, name), axis, index, cuts};
    };
    scatter_->setData(
        axisOf(scatter.x, pair_->first, exploration_.cuts(), scoringName(exploration_, *exploration_.scoring())),
        axisOf(scatter.y, pair_->second, pair_->cuts, other_->currentText()), scatter.density);
    const Agreement& agreement = pair_->agreement;
    const auto number = [](const std::optional<double>& value) {
        return value ? shareText(*value) : QStringLiteral("–");
    };
    summary_->setText(tr("%1 questions answered by both. Rank correlation %2. Right: %3 points difference [%4, %5], "
                         "McNemar's p %6")
                          .arg(groupedText(qint64(pair_->joined.size())), number(agreement.spearman),
                               fixedText(100 * agreement.accuracy.difference, 1),
                               fixedText(100 * agreement.accuracy.low, 1), fixedText(100 * agreement.accuracy.high, 1),
                               pText(agreement.accuracy.p)));
}

// While a cut is dragged over many questions, the flow follows as fast as it can be counted.
void ScoringsView::countFlow() {
    scatter_->setCuts(exploration_.cuts(), pair_->cuts);
    if (pair_->joined.size() <= atOnce)
        return showFlow(bandMigration(pair_->joined, exploration_.cuts(), pair_->cuts));
    countAgain_ = counting_;
    if (std::exchange(counting_, true))
        return;
    service_.ask<Counts>(
        this,
        [pair = pair_, cuts = exploration_.cuts()](Project&) -> Result<Counts> {
            return bandMigration(pair->joined, cuts, pair->cuts);
        },
        [this, generation = generation_](Result<Counts> counts) {
            if (generation != generation_)
                return;
            counting_ = false;
            if (counts)
                showFlow(*counts);
            if (std::exchange(countAgain_, false))
                countFlow();
        });
}

void ScoringsView::showFlow(const Counts& counts) {
    const auto names = [](size_t bands) {
        QStringList list;
        for (size_t band = 0; band < bands; ++band)
            list << BandTableModel::displayName(band, bands);
        return list;
    };
    flow_->setCounts(counts, names(counts.size()), names(pair_->cuts.size() + 1),
                     scoringName(exploration_, *exploration_.scoring()), other_->currentText());
    scatter_->setCuts(exploration_.cuts(), pair_->cuts);
    const Agreement& agreement = pair_->agreement;
    const std::pair<QString, int64_t> groups[] = {{tr("both right"), agreement.bothRight},
                                                  {tr("only the first right"), agreement.accuracy.won},
                                                  {tr("only the second right"), agreement.accuracy.lost},
                                                  {tr("both wrong"), agreement.bothWrong},
                                                  {tr("sure, then unsure"), counts.front().back()},
                                                  {tr("unsure, then sure"), counts.back().front()}};
    for (size_t i = 0; i < groups_.size(); ++i) {
        groups_[i]->setProperty("plain", groups[i].first);
        groups_[i]->setText(QStringLiteral("%1  %2").arg(groups[i].first, groupedText(groups[i].second)));
    }
}

// rowsOf: which of the joined rows; on the worker, where they are many.
template <class Work>
void ScoringsView::pick(const QString& name, Work rowsOf) {
    if (!pair_)
        return;
    const int generation = ++pickGeneration_;
    const auto take = [this, name, generation](const PickedRows& picked) {
        if (generation != pickGeneration_)
            return;
        scatter_->setMarked(picked.marked);
        Q_EMIT this->picked(picked.questions, name);
    };
    if (pair_->joined.size() <= atOnce)
        return take(pickRows(pair_->joined, rowsOf(pair_->joined)));
    service_.ask<PickedRows>(
        this,
        [pair = pair_, rowsOf](Project&) -> Result<PickedRows> { return pickRows(pair->joined, rowsOf(pair->joined)); },
        [take](Result<PickedRows> picked) {
            if (picked)
                take(*picked);
        });
}

void ScoringsView::pickWhere(const QString& name, const Passes& passes) {
    if (!pair_)
        return;
    scatter_->clearBrush();
    pick(name, [passes, cuts = Bands(exploration_.cuts(), pair_->cuts)](const JoinedRows& joined) {
        return rowsWhere(joined, [&](const JoinedRows& rows, size_t i) { return passes(rows, i, cuts); });
    });
}

void ScoringsView::clearPicked() {
    ++pickGeneration_;
    scatter_->clearBrush();
    scatter_->setMarked({});
}

void ScoringsView::showColors() {
    const ChartPalette chart = chartPalette(ThemeColors::of(palette()));
    scatter_->setColors(chart);
    flow_->setColors(chart);
}

void ScoringsView::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && flow_)
        showColors();
}

} // namespace caftan::ui
