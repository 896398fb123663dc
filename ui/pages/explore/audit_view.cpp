#include "ui/pages/explore/audit_view.h"

#include "core/data/question.h"
#include "ui/charts/number_text.h"
#include "ui/models/audit_model.h"
#include "ui/models/exploration.h"
#include "ui/shell/text_cells.h"
#include "ui/shell/theme.h"
#include "ui/shell/widgets.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>

namespace caftan::ui {

AuditView::AuditView(ProjectService& service, Exploration& exploration, QWidget* parent)
    : QWidget(parent), exploration_(exploration), model_(new AuditModel(service, exploration, this)) {
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    QVBoxLayout* inner = nullptr;
    QFrame* card = makeCard(this, inner);
    outer->addWidget(card);
    inner->setSpacing(6);
    table_ = new QTableView(card);
    count_ = new QLabel(card);
    hint_ = new QLabel(card);
    auto* title = new QLabel(tr("Is the key wrong?"), card);
    setRole(title, "section");
    setRole(count_, "label");
    table_->setTabKeyNavigation(false);
    setRole(hint_, "muted");
    hint_->setWordWrap(true);
    auto* head = new QHBoxLayout;
    head->addWidget(title);
    head->addSpacing(12);
    head->addWidget(count_);
    head->addStretch();
    const struct {
        const char* mark;
        QString text, tip;
        Qt::Key key;
    } verdicts[] = {{"wrong", tr("✗ Key wrong"), tr("The key is wrong, the model right (W)"), Qt::Key_W},
                    {"right", tr("✓ Key right"), tr("The key is right, the model wrong (R)"), Qt::Key_R},
                    {"unclear", tr("? Unclear"), tr("The question has no single answer (U)"), Qt::Key_U},
                    {"", tr("Take back"), tr("Takes the verdict back (Delete)"), Qt::Key_Delete}};
    for (const auto& each : verdicts) {
        QPushButton* button =
            makeButton(QStringLiteral("verdict_%1").arg(QLatin1String(each.mark)), each.text, each.tip, card, "chip");
        connect(button, &QPushButton::clicked, this, [this, mark = QLatin1String(each.mark)] { verdict(mark); });
        auto* action = new QAction(each.text, table_);
        action->setShortcut(each.key);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, [this, mark = QLatin1String(each.mark)] { verdict(mark); });
        table_->addAction(action);
        head->addWidget(button);
        buttons_.push_back(button);
    }
    QPushButton* save = makeButton(QStringLiteral("exportKeys"), tr("Export…"),
                                   tr("Writes the list with its verdicts to a file"), card, "inline");
    connect(save, &QPushButton::clicked, this, &AuditView::exportWanted);
    head->addWidget(save);
    setTabOrder(save, table_);
    table_->setObjectName(QStringLiteral("keys"));
    table_->setAccessibleName(tr("Keys that may be wrong"));
    table_->setModel(model_);
    table_->setItemDelegate(new TextCells(table_));
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setContextMenuPolicy(Qt::ActionsContextMenu);
    table_->setShowGrid(false);
    table_->setWordWrap(false);
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    QHeaderView* header = table_->horizontalHeader();
    header->setHighlightSections(false);
    header->setMinimumSectionSize(header->sectionSizeHint(AuditModel::Text)); // then the table is scrolled
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->setSectionResizeMode(AuditModel::Text, QHeaderView::Stretch);
    const int digit = fontMetrics().horizontalAdvance(QLatin1Char('0'));
    const int widths[] = {9, 15, 0, 6, 8, 11, 14};
    for (int column = 0; column < AuditModel::ColumnCount; ++column)
        if (column != AuditModel::Text)
            header->resizeSection(column, std::max(digit * widths[column] + 12, header->sectionSizeHint(column)));
    inner->addLayout(head);
    inner->addWidget(hint_);
    inner->addWidget(table_, 1);
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& now) {
        if (const KeyCandidate* each = model_->candidate(now.row()))
            Q_EMIT questionChosen(each->question);
    });
    connect(model_, &AuditModel::loaded, this, &AuditView::showState);
    connect(model_, &AuditModel::failed, this, &AuditView::problem);
    connect(&exploration, &Exploration::cutsChanged, this, &AuditView::showState);
    showState();
}

QString AuditView::commandLine() const {
    if (!exploration_.scoring() || exploration_.cuts().empty())
        return {};
    const QString cut = exploration_.quantileLock() ? QStringLiteral("q%1").arg(exploration_.quantiles().front())
                                                    : QString::number(exploration_.cuts().front(), 'g', 10);
    return QStringLiteral("caftan-cli data audit --scoring %1 --metric %2 --cut %3")
        .arg(*exploration_.scoring())
        .arg(exploration_.metric(), cut);
}

void AuditView::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    model_->setActive(true);
}

void AuditView::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    model_->setActive(false);
}

void AuditView::showState() {
    const int rows = model_->rowCount();
    count_->setText(rows ? tr("%1 to look at, %2 with a verdict").arg(groupedText(rows), groupedText(model_->marked()))
                         : QString());
    const QString cut = exploration_.cuts().empty() ? QString() : metricText(exploration_.cuts().front());
    hint_->setText(!model_->problem().isEmpty() ? model_->problem()
                   : rows
                       ? tr("The model was sure (at or below the first cut, %1) and differs from the key, and recorded "
                            "reasoning of a teacher comes to the model's answer.")
                             .arg(cut)
                       : tr("Nothing to look at: no sure and wrong answer (at or below %1) is shared by recorded "
                            "reasoning. Attach a teacher's reasoning on the Data page, or move the first cut.")
                             .arg(cut));
    for (QPushButton* button : buttons_)
        button->setEnabled(rows > 0);
    if (rows > 0 && !table_->currentIndex().isValid() && isVisible())
        table_->selectRow(0);
}

void AuditView::verdict(const QString& mark) {
    const int row = table_->currentIndex().row();
    if (row < 0)
        return;
    model_->mark(row, mark);
    if (!mark.isEmpty() && row + 1 < model_->rowCount())
        table_->selectRow(row + 1); // on to the next
}

} // namespace caftan::ui
