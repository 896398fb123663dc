#include "ui/pages/train/experiment_sheet.h"

#include "ui/charts/number_text.h"
#include "ui/jobs/experiment_runner.h"
#include "ui/models/project_service.h"
#include "ui/shell/theme.h"
#include "ui/shell/widgets.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace caftan::ui {

namespace {

constexpr int allSeeds = 3;

enum ArmColumn { Arm, Accuracy, ByBand, Thinks, ArmTokens, Seconds, PerAnswer };

QString armText(const std::string& recipe) {
    if (recipe == "base")
        return ExperimentSheet::tr("Base, untouched");
    if (recipe == "sft")
        return ExperimentSheet::tr("SFT");
    if (recipe == "distill")
        return ExperimentSheet::tr("Distil everything");
    if (recipe == "complexity-aware")
        return ExperimentSheet::tr("Complexity-aware, mixed");
    if (recipe == "random")
        return ExperimentSheet::tr("Random third reasons");
    return ExperimentSheet::tr("Distil, equal budget");
}

QString armToolTip(const std::string& recipe) {
    if (recipe == "base")
        return ExperimentSheet::tr("The model as it is, on the test part");
    if (recipe == "sft")
        return ExperimentSheet::tr("Every question on its short answer");
    if (recipe == "distill")
        return ExperimentSheet::tr("Every question on the worked reasoning");
    if (recipe == "complexity-aware")
        return ExperimentSheet::tr("Short answers where entropy is low, reasoning in the least sure third");
    if (recipe == "random")
        return ExperimentSheet::tr("A control: as many questions reason, but they are drawn at random");
    return ExperimentSheet::tr(
        "A control: reasoning for everything, ended at as many answer tokens as complexity-aware "
        "has seen");
}

QString joinedShares(const DemoArm& arm, bool thinks) {
    QStringList parts;
    for (const auto& [name, values] : arm.bands)
        parts << fixedText(100 * (thinks ? values.second : values.first), 0);
    return parts.join(QStringLiteral(" / "));
}

QString valueText(const std::optional<double>& value, int decimals) {
    return value ? fixedText(*value, decimals) : QStringLiteral("–");
}

QString stateOf(const DemoArm& arm, bool running) {
    if (arm.tested > 0)
        return valueText(arm.accuracy ? std::optional(100 * *arm.accuracy) : std::nullopt, 1) + QStringLiteral(" %");
    if (arm.state == "running" || (arm.state == "done" && running))
        return arm.state == "done" ? ExperimentSheet::tr("testing…") : ExperimentSheet::tr("training…");
    return QStringLiteral("–");
}

} // namespace

ExperimentSheet::ExperimentSheet(ProjectService& service, QWidget* over)
    : Sheet(over, tr("The demo's experiment"), 980), service_(service),
      table_(makeTable(QStringLiteral("experimentTable"),
                       {tr("Recipe"), tr("Test accuracy"), tr("Easy / middle / hard"), tr("Answers that think"),
                        tr("Answer tokens"), tr("Seconds"), tr("Tokens per answer")},
                       {Accuracy, ByBand, Thinks, ArmTokens, Seconds, PerAnswer}, Arm, this)),
      state_(makeLabel({}, "muted", this)),
      seeds_(new QCheckBox(tr("Three seeds of each recipe instead of one"), this)),
      start_(makeButton(QStringLiteral("experimentStart"), tr("Run the experiment"),
                        tr("Trains and tests every row, one after another; what is done already is not done again"),
                        this, "primary")) {
    setObjectName(QStringLiteral("experimentSheet"));
    setSubtitle(
        tr("Chained arithmetic, a tiny base model, six rows on the sealed test part, which is opened once for it"));
    state_->setObjectName(QStringLiteral("experimentState"));
    seeds_->setObjectName(QStringLiteral("experimentSeeds"));
    seeds_->setToolTip(tr("Takes three times as long and shows how far the figures vary"));
    seeds_->setAccessibleName(seeds_->text());
    table_->setSelectionMode(QAbstractItemView::NoSelection);
    table_->setFocusPolicy(Qt::NoFocus);
    table_->setAccessibleName(tr("Rows of the experiment"));
    content()->addWidget(table_);
    content()->addWidget(makeLabel(tr("Said honestly"), "section", this));
    for (const std::string& remark : demoRemarks())
        content()->addWidget(makeLabel(QStringLiteral("•  ") + text(remark), "plain", this));
    content()->addWidget(seeds_);
    addFooter(state_);
    setPrimary(start_);
    connect(start_, &QPushButton::clicked, this, [this] {
        close();
        if (running_)
            Q_EMIT runsWanted();
        else
            Q_EMIT startWanted(seeds_->isChecked() ? allSeeds : 1);
    });
    connect(&service, &ProjectService::changed, this, [this] {
        if (isVisible())
            refresh();
    });
}

void ExperimentSheet::open() {
    show({});
    refresh();
    Sheet::open();
    start_->setFocus();
}

void ExperimentSheet::refresh() {
    if (!service_.isOpen() || asking_)
        return;
    asking_ = true;
    service_.ask<std::vector<DemoArm>>(
        this, [](Project& project) { return demoTable(project); },
        [this](Result<std::vector<DemoArm>> arms) {
            asking_ = false;
            if (arms)
                show(*arms);
        });
}

void ExperimentSheet::show(const std::vector<DemoArm>& arms) {
    running_ = service_.isOpen() && ExperimentRunner::isRunning(service_.folder());
    std::vector<std::string> names{"base"};
    names.insert(names.end(), demoRecipes().begin(), demoRecipes().end());
    table_->setRowCount(int(names.size()));
    for (int row = 0; row < int(names.size()); ++row) {
        const DemoArm arm = size_t(row) < arms.size() ? arms[size_t(row)] : DemoArm();
        setCell(table_, row, Arm, armText(names[size_t(row)]), armToolTip(names[size_t(row)]));
        setCell(table_, row, Accuracy, stateOf(arm, running_));
        setCell(table_, row, ByBand, arm.tested > 0 ? joinedShares(arm, false) : QString());
        setCell(table_, row, Thinks, arm.tested > 0 ? joinedShares(arm, true) : QString());
        setCell(table_, row, ArmTokens, arm.answerTokens ? groupedText(qint64(*arm.answerTokens + 0.5)) : QString());
        setCell(table_, row, Seconds, arm.seconds ? valueText(arm.seconds, 0) : QString());
        setCell(table_, row, PerAnswer, arm.tokensPerAnswer ? valueText(arm.tokensPerAnswer, 1) : QString());
    }
    fitHeight(table_, int(names.size()));
    showState(arms);
}

void ExperimentSheet::showState(const std::vector<DemoArm>& arms) {
    const auto tested = std::count_if(arms.begin(), arms.end(), [](const DemoArm& arm) { return arm.tested > 0; });
    const bool complete = !arms.empty() && tested == qsizetype(arms.size());
    state_->setText(running_ ? tr("Running: %1 of %2 rows are there. It goes on when this window is closed.")
                                   .arg(tested)
                                   .arg(demoRecipes().size() + 1)
                    : complete   ? tr("Complete. Running it again repeats nothing; three seeds add what is missing.")
                    : tested > 0 ? tr("Stopped half-way: it goes on where it stopped.")
                                 : tr("Three to four minutes on two cores. The first run is done within one."));
    start_->setText(running_ ? tr("Show the runs") : tested > 0 && !complete ? tr("Go on") : tr("Run the experiment"));
    seeds_->setEnabled(!running_);
}

} // namespace caftan::ui
