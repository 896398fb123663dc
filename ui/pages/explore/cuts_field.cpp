#include "ui/pages/explore/cuts_field.h"

#include "ui/charts/number_text.h"
#include "ui/models/exploration.h"

#include <QEvent>
#include <QInputDialog>
#include <QLineEdit>

namespace caftan::ui {
namespace {

enum Action { Preset, Snapshot, Save, LockQuantiles, LockValues, Suggest, Overlay };
constexpr int actionRole = Qt::UserRole, valueRole = Qt::UserRole + 1;

struct PresetText {
    const char* name;
    const char* cuts;
};
constexpr PresetText presets[] = {
    {QT_TRANSLATE_NOOP("caftan::ui::CutsField", "Quartiles 25 / 75"), "q0.25,q0.75"},
    {QT_TRANSLATE_NOOP("caftan::ui::CutsField", "Thirds 33 / 67"), "q0.3333,q0.6667"},
    {QT_TRANSLATE_NOOP("caftan::ui::CutsField", "Halves 50"), "q0.5"},
    {QT_TRANSLATE_NOOP("caftan::ui::CutsField", "Extremes 10 / 90"), "q0.1,q0.9"},
    {QT_TRANSLATE_NOOP("caftan::ui::CutsField", "Four bands 25 / 50 / 75"), "q0.25,q0.5,q0.75"},
    {QT_TRANSLATE_NOOP("caftan::ui::CutsField", "Five bands 20 / 40 / 60 / 80"), "q0.2,q0.4,q0.6,q0.8"}};

struct RuleText {
    CutRule rule;
    const char* name;
};
constexpr RuleText rules[] = {
    {CutRule::F1, QT_TRANSLATE_NOOP("caftan::ui::CutsField", "Suggest: best F1 of finding errors")},
    {CutRule::Youden, QT_TRANSLATE_NOOP("caftan::ui::CutsField", "Suggest: most found, fewest flagged (Youden)")},
    {CutRule::Cost, QT_TRANSLATE_NOOP("caftan::ui::CutsField", "Suggest: by costs…")},
    {CutRule::Budget, QT_TRANSLATE_NOOP("caftan::ui::CutsField", "Suggest: within a budget of reasoning…")}};

} // namespace

CutsField::CutsField(Exploration& exploration, QWidget* parent) : QComboBox(parent), exploration_(exploration) {
    setEditable(true);
    setInsertPolicy(QComboBox::NoInsert);
    setCompleter(nullptr);
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(12);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setObjectName(QStringLiteral("cuts"));
    setAccessibleName(tr("Cuts"));
    setToolTip(tr("Chooses where the bands begin: a preset, a snapshot, values such as 0.11, 0.39 or quantiles such as "
                  "q0.25, q0.75"));
    lineEdit()->installEventFilter(this);
    connect(lineEdit(), &QLineEdit::returnPressed, this, &CutsField::apply);
    connect(this, &QComboBox::activated, this, &CutsField::choose);
    connect(&exploration, &Exploration::cutsChanged, this, &CutsField::showCuts);
    fill();
    showCuts();
}

void CutsField::fill() {
    clear();
    const auto add = [this](const QString& text, Action action, const QVariant& value) {
        addItem(text);
        setItemData(count() - 1, int(action), actionRole);
        setItemData(count() - 1, value, valueRole);
    };
    for (const PresetText& preset : presets)
        add(tr(preset.name), Preset, QString::fromLatin1(preset.cuts));
    insertSeparator(count());
    for (const RuleText& rule : rules)
        add(tr(rule.name), Suggest, int(rule.rule));
    if (!exploration_.snapshots().empty())
        insertSeparator(count());
    for (const CutSet& set : exploration_.snapshots())
        add(QString::fromStdString(set.name), Snapshot, qint64(set.id));
    if (!exploration_.snapshots().empty())
        add(exploration_.overlayShown() ? tr("Hide the snapshots' cuts") : tr("Show the snapshots' cuts"), Overlay, {});
    insertSeparator(count());
    add(tr("Save a snapshot…"), Save, {});
    if (exploration_.quantileLock())
        add(tr("Keep the values, not the quantiles"), LockValues, {});
    else
        add(tr("Keep the quantiles, not the values"), LockQuantiles, {});
}

void CutsField::showPopup() {
    fill();
    setCurrentIndex(-1);
    showCuts();
    QComboBox::showPopup();
}

void CutsField::choose(int index) {
    const QVariant value = itemData(index, valueRole);
    const QString name = itemText(index);
    switch (itemData(index, actionRole).toInt()) {
    case Preset:
        exploration_.setCutsFromText(value.toString());
        break;
    case Snapshot:
        exploration_.restoreSnapshot(value.toLongLong());
        break;
    case Save:
        askForName();
        break;
    case Suggest:
        suggest(CutRule(value.toInt()));
        break;
    case Overlay:
        exploration_.setOverlayShown(!exploration_.overlayShown());
        break;
    case LockQuantiles:
    case LockValues:
        exploration_.setQuantileLock(itemData(index, actionRole).toInt() == LockQuantiles);
        break;
    }
    showCuts();
}

void CutsField::apply() {
    if (exploration_.setCutsFromText(lineEdit()->text()))
        lineEdit()->selectAll();
}

// A preset's name while nobody types, what can be typed otherwise.
void CutsField::showCuts() {
    const QString text = exploration_.cutsText();
    QString shown;
    for (size_t i = 0; i < exploration_.cuts().size(); ++i)
        shown += (i ? QStringLiteral(", ") : QString()) + (exploration_.quantileLock()
                                                               ? percentText(exploration_.quantiles()[i])
                                                               : metricText(exploration_.cuts()[i]));
    for (const PresetText& preset : presets)
        if (text == QLatin1String(preset.cuts))
            shown = tr(preset.name);
    lineEdit()->setText(lineEdit()->hasFocus() ? text : shown);
    lineEdit()->setCursorPosition(0);
}

bool CutsField::eventFilter(QObject* watched, QEvent* event) {
    const bool handled = QComboBox::eventFilter(watched, event);
    if (watched == lineEdit() && (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut))
        QMetaObject::invokeMethod(this, &CutsField::showCuts, Qt::QueuedConnection);
    return handled;
}

void CutsField::suggest(CutRule rule) {
    CutQuestion question;
    question.rule = rule;
    if (rule == CutRule::F1 || rule == CutRule::Youden) {
        exploration_.suggestCut(question, tr("Suggested cut"));
        return;
    }
    auto* dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (rule == CutRule::Cost) {
        dialog->setObjectName(QStringLiteral("costRatio"));
        dialog->setWindowTitle(tr("Cut by costs"));
        dialog->setLabelText(tr("A wrong answer that passes costs as much as so many right answers that are flagged"));
        dialog->setInputMode(QInputDialog::DoubleInput);
        dialog->setDoubleRange(0.001, 1e6);
        dialog->setDoubleDecimals(2);
        dialog->setDoubleValue(5);
        connect(dialog, &QInputDialog::doubleValueSelected, this, [this, question](double cost) mutable {
            question.missCost = cost;
            exploration_.suggestCut(question, tr("Cut by costs"));
        });
    } else {
        dialog->setObjectName(QStringLiteral("tokenBudget"));
        dialog->setWindowTitle(tr("Cut within a budget"));
        dialog->setLabelText(tr("At most so many recorded reasoning tokens above the cut"));
        dialog->setInputMode(QInputDialog::IntInput);
        dialog->setIntRange(1, 2'000'000'000);
        dialog->setIntValue(1'000'000);
        connect(dialog, &QInputDialog::intValueSelected, this, [this, question](int tokens) mutable {
            question.tokens = tokens;
            exploration_.suggestCut(question, tr("Cut within a budget"));
        });
    }
    dialog->open();
}

void CutsField::askForName() {
    auto* dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(QStringLiteral("snapshotName"));
    dialog->setWindowTitle(tr("Save a snapshot"));
    dialog->setLabelText(tr("Name of these cuts; a name that exists is replaced"));
    connect(dialog, &QInputDialog::textValueSelected, this,
            [this](const QString& name) { exploration_.saveSnapshot(name); });
    dialog->open();
}

} // namespace caftan::ui
