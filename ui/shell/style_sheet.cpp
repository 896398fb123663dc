#include "ui/shell/theme.h"

#include <QFontMetrics>
#include <algorithm>

namespace caftan::ui {

namespace {

constexpr double usualPointSize = 11;

// Names in @ are replaced by colours and sizes of the theme.
const char* const sheet = R"(
QToolTip { background: @text; color: @window; border: none; padding: 4px 8px; }
QMainWindow, QDialog { background: @window; }
*[role="rail"] { background: @rail; border: none; border-right: 1px solid @border; }
*[role="header"] { background: @window; border: none; border-bottom: 1px solid @border; }
*[role="footer"] { background: @window; border: none; border-top: 1px solid @border; }
*[role="drawer"] { background: @card; border: none; border-left: 1px solid @border; }
QFrame[role="card"] { background: @card; border: 1px solid @border; border-radius: 8px; }
QFrame[role="lifted"] { background: @accentSoft; border: 1px solid @accent; border-radius: 8px; }
QFrame[role="tour"] { background: @card; border: 2px solid @accent; border-radius: 10px; }
QFrame[role="card"]:focus { border-color: @accent; }
QFrame[role="drop"] { background: @card; border: 1px dashed @faint; border-radius: 8px; }
QFrame[role="dropActive"] { background: @accentSoft; border: 1px dashed @accent; border-radius: 8px; }
QFrame[role="problem"] { background: @dangerSoft; border: 1px solid @danger; border-radius: 8px; }
QFrame[role="notice"] { background: @warningSoft; border: 1px solid @warningBorder; border-radius: 8px; }
QFrame[role="done"] { background: @accentSoft; border: 1px solid @accentSoft; border-radius: 8px; }
QFrame[role="rule"] { background: @border; border: none; max-height: 1px; min-height: 1px; }
QLabel { background: transparent; border: none; }
QLabel[role="display"] { font-size: @display; font-weight: 600; }
QLabel[role="title"] { font-size: @title; font-weight: 600; }
QLabel[role="section"] { font-size: @section; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="muted"] { color: @muted; }
QLabel[role="label"] { color: @muted; font-size: @small; }
QLabel[role="problem"] { color: @danger; background: @dangerSoft; border: none; border-radius: 6px; padding: 8px; }
QLabel[role="warning"] { color: @warning; }
QLabel[role="good"] { color: @good; }
QLabel[role="chip"] { color: @muted; border: 1px solid @border; border-radius: 10px; padding: 1px 8px; }

QMenuBar { background: @rail; border-bottom: 1px solid @border; padding: 2px 4px; }
QMenuBar::item { padding: 4px 10px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: @accentSoft; }
QMenu { background: @card; border: 1px solid @border; border-radius: 0px; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: @accentSoft; color: @text; }
QMenu::item:disabled { color: @faint; }
QMenu::separator { height: 1px; background: @border; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }

QPushButton, QToolButton[role="button"] { background: @card; color: @text; border: 1px solid @border; border-radius: 6px;
    padding: 5px 16px; min-height: @line; }
QPushButton:hover { background: @hover; }
QPushButton:pressed, QPushButton:checked { background: @accentSoft; border-color: @accent; }
QPushButton:focus { border-color: @accent; }
QPushButton:disabled { color: @faint; }
QPushButton[role="primary"] { background: @accent; color: @onAccent; border: 1px solid @accent; font-weight: 600; }
QPushButton[role="primary"]:hover { background: @accentHover; }
QPushButton[role="primary"]:focus { border-color: @text; }
QPushButton[role="primary"]:disabled { background: @track; border-color: @track; color: @faint; }
QPushButton[role="danger"] { color: @danger; }
QPushButton[role="flat"] { background: transparent; border: 1px solid transparent; color: @muted; padding: 5px 8px; }
QPushButton[role="flat"]:hover { background: @hover; color: @text; }
QPushButton[role="flat"]:focus { border-color: @accent; }
QPushButton[role="flat"]:disabled { color: @faint; }
QPushButton[role="chip"] { background: transparent; border: 1px solid @border; border-radius: 12px; padding: 1px 10px; color: @muted; }
QPushButton[role="chip"]:hover { background: @hover; color: @text; }
QPushButton[role="chip"]:checked { background: @accentSoft; border-color: @accent; color: @accent; }
QPushButton[role="chip"]:focus { border-color: @accent; }
QPushButton[role="link"] { background: transparent; border: 1px solid transparent; color: @accent; padding: 5px 4px; font-weight: 600; }
QPushButton[role="link"]:hover { background: @hover; }
QPushButton[role="link"]:focus { border-color: @accent; }
QPushButton[role="link"]:disabled { color: @faint; }
QPushButton[role="inline"] { background: transparent; border: none; color: @accent; padding: 0 2px; min-height: 0; }
QPushButton[role="inline"]:hover { background: @hover; }
QPushButton::menu-indicator { image: none; width: 0; }
QPushButton[role="inline"]:focus { background: @accentSoft; }
QPushButton[role="row"] { text-align: left; padding: 8px 12px; border: 1px solid transparent; background: transparent; }
QPushButton[role="row"]:hover { background: @hover; }
QPushButton[role="row"]:focus { border-color: @accent; }

QLineEdit, QSpinBox, QDoubleSpinBox, QPlainTextEdit, QTextEdit { background: @field; border: 1px solid @border;
    border-radius: 6px; padding: 4px 8px; min-height: @line; selection-background-color: @accent; selection-color: @onAccent; }
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QPlainTextEdit:focus, QTextEdit:focus { border-color: @accent; }
QLineEdit:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled { color: @faint; }
QLineEdit[role="command"] { background: transparent; border: 1px solid transparent; color: @muted; padding: 0 4px;
    min-height: @command; }
QLineEdit[role="command"]:focus { border-color: @accent; }
QSpinBox::up-button, QDoubleSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::down-button { width: @spin; border: none;
    background: transparent; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: url(:/icons/chevron-up-@tone.svg); width: @arrow; height: @arrow; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow { image: url(:/icons/chevron-down-@tone.svg); width: @arrow; height: @arrow; }
QPlainTextEdit[role="log"] { background: @window; border-radius: 6px; }

QComboBox { background: @field; color: @text; border: 1px solid @border; border-radius: 6px; padding: 4px 2px 4px 10px;
    min-height: @line; }
QComboBox[role="cell"] { padding: 1px 0px 1px 8px; min-height: @cell; margin: 2px 0; }
QComboBox:hover { background: @hover; }
QComboBox:focus, QComboBox:on { border-color: @accent; }
QComboBox:disabled { color: @faint; }
QComboBox::drop-down { border: none; width: @drop; subcontrol-origin: padding; subcontrol-position: center right; }
QComboBox::down-arrow { image: url(:/icons/chevron-down-@tone.svg); width: @chevron; height: @chevron; }
QComboBox QAbstractItemView { background: @card; border: 1px solid @border; padding: 4px; outline: none;
    selection-background-color: @accentSoft; selection-color: @text; }
QComboBox QAbstractItemView::item { min-height: @item; padding: 0 6px; border-radius: 4px; }

QCheckBox, QRadioButton { spacing: 8px; background: transparent; }
QCheckBox:focus, QRadioButton:focus { color: @accent; }
QCheckBox::indicator, QTreeView::indicator { width: @box; height: @box; border: 1px solid @faint; border-radius: 4px; background: @field; }
QCheckBox::indicator:hover, QTreeView::indicator:hover, QCheckBox:focus::indicator { border-color: @accent; }
QCheckBox::indicator:checked, QTreeView::indicator:checked { background: @accent; border-color: @accent; image: url(:/icons/check-@tone.svg); }
QRadioButton::indicator { width: @round; height: @round; border: 1px solid @faint; border-radius: @curve; background: @field; }
QRadioButton::indicator:checked { border: @ring solid @accent; width: @hole; height: @hole; }

QProgressBar { background: @track; border: none; border-radius: 4px; min-height: 8px; max-height: 8px; text-align: right; }
QProgressBar::chunk { background: @accent; border-radius: 4px; }

QSlider { background: transparent; min-height: @knob; }
QSlider::groove:horizontal { background: @track; height: 4px; border-radius: 2px; }
QSlider::sub-page:horizontal { background: @accent; border-radius: 2px; }
QSlider::handle:horizontal { background: @card; border: 2px solid @accent; width: @inner; height: @inner; margin: @above 0;
    border-radius: @halfKnob; }
QSlider::handle:horizontal:hover, QSlider::handle:horizontal:focus { background: @accentSoft; }
QSlider::sub-page:horizontal:disabled { background: @track; }
QSlider::handle:horizontal:disabled { background: @card; border-color: @track; }

QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: @muted; border: none; border-radius: 6px; padding: 4px 12px; margin-right: 4px; }
QTabBar::tab:hover { background: @hover; }
QTabBar::tab:selected { background: @accentSoft; color: @accent; font-weight: 600; }
QTabWidget::pane { border: none; }

QAbstractItemView { background: transparent; alternate-background-color: transparent; border: none; outline: none;
    selection-background-color: @accentSoft; selection-color: @text; gridline-color: @border; }
QTableView::item, QTreeView::item, QListView::item { padding: 2px 5px; border: none; }
QTableView::item:selected, QTreeView::item:selected, QListView::item:selected { background: @accentSoft; color: @text; }
QTableView::item:hover, QTreeView::item:hover, QListView::item:hover { background: @hover; }
QTableView::item:selected:hover, QTreeView::item:selected:hover, QListView::item:selected:hover { background: @accentSoft; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: @card; color: @muted; border: none; border-bottom: 1px solid @border; padding: 4px 8px;
    font-size: @small; }
QTableCornerButton::section { background: @card; border: none; }

QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget[role="page"] { background: transparent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: @scroll; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar::handle:hover { background: @faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: transparent; }
)";

// Every control has a border, every chosen or focused one a strong one.
const char* const contrastSheet = R"(
QPushButton:focus, QToolButton:focus, QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus,
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid @accent; }
QPushButton[role="flat"], QPushButton[role="link"], QPushButton[role="inline"] { text-decoration: underline; }
QPushButton:checked { border: 2px solid @accent; }
QTabBar::tab { border: 2px solid @track; padding: 3px 10px; }
QTabBar::tab:selected { border-color: @accent; }
QMenu::item:selected, QMenuBar::item:selected { background: @accent; color: @onAccent; }
QTableView::item:selected, QTreeView::item:selected, QListView::item:selected { background: @accent; color: @onAccent; }
QCheckBox::indicator, QTreeView::indicator, QRadioButton::indicator { border: 2px solid @text; }
QTreeView::indicator:selected { border: 2px solid @onAccent; }
QProgressBar { border: 1px solid @text; }
QSlider::groove:horizontal { background: @text; }
QSlider::handle:horizontal { background: @window; }
QScrollBar::handle { background: @text; }
)";

} // namespace

QString styleSheet(const ThemeColors& colors, const QFont& font) {
    const double pointSize = font.pointSizeF();
    const auto mix = [](const QColor& a, const QColor& b, double share) {
        return QColor::fromRgbF(float(a.redF() * (1 - share) + b.redF() * share),
                                float(a.greenF() * (1 - share) + b.greenF() * share),
                                float(a.blueF() * (1 - share) + b.blueF() * share));
    };
    const auto points = [pointSize](double factor) {
        return QStringLiteral("%1pt").arg(pointSize * factor, 0, 'f', 2);
    };
    // What is clicked grows with the text, but is never smaller than for a usual one.
    const double large = std::max(1.0, pointSize / usualPointSize);
    const auto pixels = [](int size) { return QStringLiteral("%1px").arg(size); };
    const auto grown = [large](int size) { return qRound(size * large); };
    const int line = QFontMetrics(font).height() + 2; // as fields have it
    const int knob = grown(14);                       // of a slider, its border included
    // Longer names first, since @accent is also the start of @accentSoft.
    const std::pair<const char*, QString> names[] = {
        {"@accentSoft", colors.accentSoft.name()},
        {"@accentHover", mix(colors.accent, colors.text, 0.12).name()},
        {"@accent", colors.accent.name()},
        {"@onAccent", colors.onAccent.name()},
        {"@dangerSoft", colors.dangerSoft.name()},
        {"@danger", colors.danger.name()},
        {"@warningSoft", colors.warningSoft.name()},
        {"@warningBorder", mix(colors.warningSoft, colors.warning, 0.35).name()},
        {"@warning", colors.warning.name()},
        {"@window", colors.window.name()},
        {"@rail", colors.rail.name()},
        {"@card", colors.card.name()},
        {"@border", colors.border.name()},
        {"@text", colors.text.name()},
        {"@muted", colors.muted.name()},
        {"@faint", colors.faint.name()},
        {"@field", colors.field.name()},
        {"@hover", colors.hover.name()},
        {"@track", colors.track.name()},
        {"@good", colors.good.name()},
        {"@scroll", mix(colors.window, colors.faint, 0.6).name()},
        {"@tone", colors.dark ? QStringLiteral("dark") : QStringLiteral("light")},
        {"@display", points(2.0)},
        {"@title", points(1.15)},
        {"@section", points(1.05)},
        {"@small", points(0.9)},
        {"@line", pixels(std::max(20, line))},
        {"@cell", pixels(std::max(18, line))},
        {"@command", pixels(std::max(16, line))},
        {"@item", pixels(std::max(26, line + 6))},
        {"@spin", pixels(grown(16))},
        {"@arrow", pixels(grown(10))},
        {"@drop", pixels(grown(26))},
        {"@chevron", pixels(grown(12))},
        {"@box", pixels(grown(16))},
        {"@round", pixels(grown(16) - 2)},
        {"@curve", pixels(grown(16) / 2)},
        {"@ring", pixels(grown(5))},
        {"@hole", pixels(grown(16) - 2 * grown(5))},
        {"@halfKnob", pixels(knob / 2)},
        {"@knob", pixels(knob + 4)},
        {"@inner", pixels(knob - 4)},
        {"@above", pixels(-(knob - 4) / 2)},
    };
    QString text = QString::fromLatin1(sheet);
    if (colors.contrast)
        text += QString::fromLatin1(contrastSheet);
    for (const auto& [name, value] : names)
        text.replace(QLatin1String(name), value);
    return text;
}

} // namespace caftan::ui
