#include "ui/pages/explore/scorings_view.h"

#include "ui/charts/density_chart.h"
#include "ui/charts/number_text.h"
#include "ui/charts/painted_chart.h"
#include "ui/models/band_table_model.h"
#include "ui/models/exploration.h"
#include "ui/models/project_service.h"
#include "ui/pages/explore/estimator_series.h"
#include "ui/pages/explore/looks.h"
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

enum Group { BothRight, OnlyFirst, OnlySecond, BothWrong, SureThenUnsure, UnsureThenSure, GroupCount };

QString scoringName(const Exploration& exploration, int64_t id) {
    for (const Scoring& scoring : exploration.scorings())
        if (scoring.id == id)
            return text(scoring.name);
    return QString::number(id);
}

} // namespace

ScoringsView::ScoringsView(ProjectService& service, Exploration& exploration, QWidget* parent)
    : QWidget(parent), service_(service), exploration_(exploration) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(makeScatterCard(), 55);
    flowCard_ = makeFlowCard();
    layout->addWidget(flowCard_, 45);
    connect(&exploration, &Exploration::dataChanged, this, &ScoringsView::dataChanged);
    connect(&exploration, &Exploration::scoringsChanged, this, &ScoringsView::fillScorings);
    connect(&exploration, &Exploration::cutsChanged, this, [this] {
        if (pair_ && isVisible())
            showFlow();
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
    auto* against = new QLabel(tr("against"), card);
    setRole(against, "label");
    other_ = new QComboBox(card);
    other_->setObjectName(QStringLiteral("otherScoring"));
    other_->setAccessibleName(tr("The other scoring"));
    other_->setToolTip(tr("Chooses the scoring that is drawn upwards; it has the same questions"));
    other_->setMinimumContentsLength(14);
    other_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    head->addWidget(title);
    head->addStretch();
    head->addWidget(against);
    head->addWidget(other_);
    scatter_ = new DensityChart(card);
    scatter_->setObjectName(QStringLiteral("scatter"));
    scatter_->setAccessibleName(tr("Metric of both scorings"));
    empty_ = new QLabel(tr("Score the same questions a second time, with another model, prompt or checkpoint, to see "
                           "here where the two differ."),
                        card);
    empty_->setWordWrap(true);
    empty_->setAlignment(Qt::AlignCenter);
    setRole(empty_, "muted");
    inner->addLayout(head);
    inner->addWidget(empty_, 1);
    inner->addWidget(scatter_, 1);
    addChartActions(scatter_,
                    {QStringLiteral("two-scorings"), [this](const QString& path) { return scatter_->save(path); },
                     [this] { return scatter_->csv(); }, [this](const QString& message) { Q_EMIT problem(message); }});
    connect(other_, &QComboBox::activated, this, [this] {
        stale_ = true;
        refresh();
        Q_EMIT commandLineChanged();
    });
    connect(scatter_, &DensityChart::brushed, this,
            [this](const std::vector<uint32_t>& rows) { pickRows(rows, tr("drawn in the scatter")); });
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
    const auto first = [this](double value) { return ThresholdIndex::bandOf(exploration_.cuts(), value); };
    const auto second = [this](double value) { return ThresholdIndex::bandOf(pair_->cuts, value); };
    const auto onClick = [this](int group, auto passes) {
        connect(groups_[size_t(group)], &QPushButton::clicked, this,
                [this, group, passes] { pickWhere(groups_[size_t(group)]->property("plain").toString(), passes); });
    };
    onClick(BothRight, [](Row rows, size_t i) { return rows.rightA[i] && rows.rightB[i]; });
    onClick(OnlyFirst, [](Row rows, size_t i) { return rows.rightA[i] && !rows.rightB[i]; });
    onClick(OnlySecond, [](Row rows, size_t i) { return !rows.rightA[i] && rows.rightB[i]; });
    onClick(BothWrong, [](Row rows, size_t i) { return !rows.rightA[i] && !rows.rightB[i]; });
    onClick(SureThenUnsure, [this, first, second](Row rows, size_t i) {
        return first(rows.a[i]) == 0 && second(rows.b[i]) == pair_->cuts.size();
    });
    onClick(UnsureThenSure, [this, first, second](Row rows, size_t i) {
        return first(rows.a[i]) == exploration_.cuts().size() && second(rows.b[i]) == 0;
    });
    connect(flow_, &FlowChart::streamClicked, this, [this, first, second](int left, int right) {
        const auto name = [](int band, size_t bands) { return BandTableModel::displayName(size_t(band), bands); };
        pickWhere(tr("%1 to %2").arg(name(left, exploration_.cuts().size() + 1), name(right, pair_->cuts.size() + 1)),
                  [=](Row rows, size_t i) { return int(first(rows.a[i])) == left && int(second(rows.b[i])) == right; });
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
        showPair();
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
    other_->setEnabled(other_->count() > 0);
    empty_->setVisible(other_->count() == 0);
    scatter_->setVisible(other_->count() > 0);
    flowCard_->setVisible(other_->count() > 0);
}

void ScoringsView::dataChanged() {
    fillScorings();
    stale_ = true;
    refresh();
}

void ScoringsView::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    refresh();
}

Result<ScoringsView::Pair> ScoringsView::load(Project& project, const ExplorationRows& rows, int64_t other,
                                              int category, const std::vector<double>& quantiles) {
    CAFTAN_TRY(theirs, loadRows(project, other, rows.metric, rows.testShown));
    if (theirs->metric != rows.metric)
        return fail("The other scoring has not recorded " + rows.metric + ": choose another metric.");
    std::vector<size_t> kept;
    for (size_t row = 0; row < rows.columns.size(); ++row)
        if (category < 0 || rows.columns.category[row] == category)
            kept.push_back(row);
    Pair pair;
    pair.joined = joinScorings(category < 0 ? rows.columns : selectRows(rows.columns, kept), theirs->columns);
    pair.agreement = agreementOf(pair.joined);
    pair.index = std::make_shared<ThresholdIndex>(ThresholdIndex::build(theirs->columns));
    CAFTAN_TRY(sets, listCuts(project, other));
    const std::string working = rows.metric == "entropy" ? "current" : "current " + rows.metric;
    for (const CutSet& set : sets)
        if (set.name == working && set.metric == rows.metric)
            pair.cuts = set.values;
    if (pair.cuts.empty())
        for (const double quantile : quantiles)
            pair.cuts.push_back(pair.index->valueAtQuantile(quantile));
    return pair;
}

void ScoringsView::refresh() {
    if (!isVisible() || !exploration_.rows() || !stale_)
        return;
    stale_ = false;
    pair_.reset();
    summary_->clear();
    flow_->setCounts({}, {}, {}, {}, {});
    scatter_->setData({}, {});
    const QVariant other = other_->currentData();
    for (QPushButton* button : groups_)
        button->setVisible(other.isValid());
    if (!other.isValid())
        return;
    service_.ask<Pair>(
        this,
        [rows = exploration_.sharedRows(), other = other.toLongLong(), category = exploration_.category(),
         quantiles = exploration_.quantiles()](Project& project) {
            return load(project, *rows, other, category, quantiles);
        },
        [this, generation = ++generation_](Result<Pair> pair) {
            if (generation != generation_)
                return;
            if (!pair)
                return summary_->setText(text(pair.error().message));
            pair_ = std::move(*pair);
            showPair();
        });
}

void ScoringsView::showPair() {
    const MetricText metric = metricTextOf(exploration_.metric());
    const auto axisOf = [&](const std::shared_ptr<const ThresholdIndex>& index, const std::vector<double>& values,
                            const std::vector<double>& cuts, const QString& name) {
        return DensityAxis{QStringLiteral("%1, %2").arg(metric.name, name), makeHistogram(*index, scale_).axis, index,
                           values, cuts};
    };
    scatter_->setData(axisOf(exploration_.sharedIndex(), pair_->joined.a, exploration_.cuts(),
                             scoringName(exploration_, *exploration_.scoring())),
                      axisOf(pair_->index, pair_->joined.b, pair_->cuts, other_->currentText()));
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
    showFlow();
}

void ScoringsView::showFlow() {
    const auto counts = bandMigration(pair_->joined, exploration_.cuts(), pair_->cuts);
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

template <class Passes>
void ScoringsView::pickWhere(const QString& name, Passes passes) {
    std::vector<uint32_t> rows;
    for (size_t i = 0; pair_ && i < pair_->joined.size(); ++i)
        if (passes(pair_->joined, i))
            rows.push_back(uint32_t(i));
    scatter_->clearBrush();
    pickRows(rows, name);
}

void ScoringsView::pickRows(const std::vector<uint32_t>& rows, const QString& name) {
    auto questions = std::make_shared<std::unordered_set<int64_t>>();
    for (const uint32_t row : rows)
        questions->insert(pair_->joined.question[row]);
    Q_EMIT picked(questions, name);
}

void ScoringsView::setListed(std::shared_ptr<const std::unordered_set<int64_t>> questions) {
    std::vector<uint8_t> marked;
    if (questions && pair_)
        for (const int64_t question : pair_->joined.question)
            marked.push_back(questions->contains(question));
    scatter_->setMarked(std::move(marked));
}

void ScoringsView::clearPicked() {
    scatter_->clearBrush();
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
