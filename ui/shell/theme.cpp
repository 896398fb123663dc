#include "ui/shell/theme.h"

#include "ui/charts/chart_text.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QFileInfo>
#include <QFontDatabase>
#include <QStyle>
#include <QStyleFactory>
#include <QWidget>

static void initialiseResources() {
    Q_INIT_RESOURCE(caftan);
}

namespace caftan::ui {

namespace {

const QString portalService = QStringLiteral("org.freedesktop.portal.Desktop");
const QString portalPath = QStringLiteral("/org/freedesktop/portal/desktop");
const QString portalSettings = QStringLiteral("org.freedesktop.portal.Settings");
const QString appearance = QStringLiteral("org.freedesktop.appearance");
const QString colorScheme = QStringLiteral("color-scheme");

// The portal wraps the value once or twice depending on its version.
uint schemeOf(QVariant value) {
    while (value.canConvert<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value.toUInt();
}

// Asking for a bus that is not there would start one, which takes long.
bool hasSessionBus() {
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS") ||
           (!runtime.isEmpty() && QFileInfo::exists(runtime + QStringLiteral("/bus")));
}

QStringList textFamilies() {
    return {QStringLiteral("Noto Sans"), QStringLiteral("DejaVu Sans")};
}

} // namespace

const ThemeColors& ThemeColors::light() {
    static const ThemeColors colors = [] {
        ThemeColors c;
        c.window = QColor(0xf5, 0xf6, 0xf9);
        c.rail = QColor(0xec, 0xee, 0xf2);
        c.card = QColor(0xff, 0xff, 0xff);
        c.border = QColor(0xe2, 0xe5, 0xea);
        c.text = QColor(0x1c, 0x20, 0x26);
        c.muted = QColor(0x5f, 0x67, 0x73);
        c.faint = QColor(0xb6, 0xbc, 0xc6);
        c.accent = QColor(0x3b, 0x5b, 0xdb);
        c.onAccent = QColor(0xff, 0xff, 0xff);
        c.accentSoft = QColor(0xe1, 0xe7, 0xfb);
        c.field = QColor(0xff, 0xff, 0xff);
        c.hover = QColor(0xf0, 0xf2, 0xf6);
        c.track = QColor(0xe3, 0xe6, 0xea);
        c.right = QColor(0xa4, 0xab, 0xb8);
        c.wrong = QColor(0x4d, 0x54, 0x5e);
        c.pill = QColor(0x1c, 0x20, 0x26);
        c.pillText = QColor(0xff, 0xff, 0xff);
        c.good = QColor(0x2b, 0x8a, 0x3e);
        c.danger = QColor(0xc0, 0x2b, 0x2b);
        c.dangerSoft = QColor(0xfd, 0xec, 0xec);
        c.warning = QColor(0x8a, 0x63, 0x00);
        c.warningSoft = QColor(0xfe, 0xf6, 0xde);
        return c;
    }();
    return colors;
}

const ThemeColors& ThemeColors::night() {
    static const ThemeColors colors = [] {
        ThemeColors c;
        c.dark = true;
        c.window = QColor(0x16, 0x19, 0x1d);
        c.rail = QColor(0x1a, 0x1d, 0x22);
        c.card = QColor(0x1f, 0x23, 0x27);
        c.border = QColor(0x2e, 0x33, 0x39);
        c.text = QColor(0xe6, 0xe8, 0xeb);
        c.muted = QColor(0x9a, 0xa2, 0xac);
        c.faint = QColor(0x50, 0x57, 0x60);
        c.accent = QColor(0x7b, 0x92, 0xf7);
        c.onAccent = QColor(0x10, 0x14, 0x1f);
        c.accentSoft = QColor(0x28, 0x30, 0x52);
        c.field = QColor(0x25, 0x29, 0x2e);
        c.hover = QColor(0x2a, 0x2f, 0x35);
        c.track = QColor(0x2d, 0x33, 0x39);
        c.right = QColor(0x59, 0x61, 0x6b);
        c.wrong = QColor(0xad, 0xb5, 0xbd);
        c.pill = QColor(0xe6, 0xe8, 0xeb);
        c.pillText = QColor(0x16, 0x19, 0x1d);
        c.bandTint = 0.12;
        c.good = QColor(0x51, 0xb8, 0x66);
        c.danger = QColor(0xff, 0x8a, 0x80);
        c.dangerSoft = QColor(0x3c, 0x22, 0x24);
        c.warning = QColor(0xe8, 0xc2, 0x68);
        c.warningSoft = QColor(0x36, 0x2f, 0x1c);
        return c;
    }();
    return colors;
}

const ThemeColors& ThemeColors::highContrast() {
    static const ThemeColors colors = [] {
        ThemeColors c = night();
        c.contrast = true;
        c.window = c.rail = c.card = c.field = QColor(0, 0, 0);
        c.border = c.text = c.wrong = c.pill = QColor(0xff, 0xff, 0xff);
        c.muted = QColor(0xe6, 0xe6, 0xe6);
        c.faint = QColor(0xa8, 0xa8, 0xa8);
        c.accent = QColor(0xff, 0xd4, 0x00);
        c.onAccent = c.pillText = QColor(0, 0, 0);
        c.accentSoft = QColor(0x4a, 0x3d, 0x00);
        c.hover = QColor(0x33, 0x33, 0x33);
        c.track = QColor(0x4d, 0x4d, 0x4d);
        c.right = QColor(0x80, 0x80, 0x80);
        c.bandTint = 0.3;
        c.good = QColor(0x7c, 0xfc, 0x8a);
        c.danger = QColor(0xff, 0x9a, 0x90);
        c.dangerSoft = QColor(0x40, 0x00, 0x00);
        c.warning = QColor(0xff, 0xd4, 0x00);
        c.warningSoft = QColor(0x33, 0x2b, 0x00);
        c.easy = QColor(0x56, 0xb4, 0xe9); // the same ramp, as bright as black asks for
        c.middle = QColor(0xf0, 0xe4, 0x42);
        c.hard = QColor(0xff, 0x7a, 0x1a);
        return c;
    }();
    return colors;
}

const ThemeColors& ThemeColors::of(const QPalette& palette) {
    if (palette.color(QPalette::Window) == highContrast().window)
        return highContrast();
    return palette.color(QPalette::Window).lightness() < 128 ? night() : light();
}

QPalette ThemeColors::palette() const {
    QPalette p(card, window);
    const auto set = [&p](QPalette::ColorRole role, const QColor& color, const QColor& disabled) {
        p.setColor(QPalette::Active, role, color);
        p.setColor(QPalette::Inactive, role, color);
        p.setColor(QPalette::Disabled, role, disabled);
    };
    set(QPalette::Window, window, window);
    set(QPalette::WindowText, text, faint);
    set(QPalette::Base, card, card);
    set(QPalette::AlternateBase, hover, hover);
    set(QPalette::Text, text, faint);
    set(QPalette::Button, card, card);
    set(QPalette::ButtonText, text, faint);
    set(QPalette::BrightText, danger, danger);
    set(QPalette::Highlight, accentSoft, accentSoft);
    set(QPalette::HighlightedText, text, faint);
    set(QPalette::Link, accent, faint);
    set(QPalette::LinkVisited, accent, faint);
    set(QPalette::PlaceholderText, muted, faint);
    set(QPalette::ToolTipBase, text, text);
    set(QPalette::ToolTipText, window, window);
    set(QPalette::Light, card, card);
    set(QPalette::Midlight, border, border);
    set(QPalette::Mid, border, border);
    set(QPalette::Dark, faint, faint);
    set(QPalette::Shadow, dark ? QColor(0, 0, 0) : faint, faint);
    return p;
}

Theme::Theme(QApplication& application, Mode mode, double textScale, bool desktopDark, QObject* parent)
    : QObject(parent), application_(application), mode_(mode), textScale_(textScale), desktopDark_(desktopDark) {
    initialiseResources();
    installChartAccessibility();
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    desktopFont_ = application_.font();
    const double desktop = desktopFont_.pointSizeF();
    basePointSize_ = desktop > 0 ? std::max(desktop, 9.75) : 9.75;
    apply();
}

Theme::~Theme() {
    application_.setFont(desktopFont_);
}

void Theme::setMode(Mode mode) {
    mode_ = mode;
    if (mode == Mode::System)
        followDesktop();
    apply();
}

void Theme::setTextScale(double scale) {
    const double before = std::exchange(textScale_, std::clamp(scale, 0.75, 2.5));
    applied_ = false;
    apply();
    if (textScale_ != before)
        Q_EMIT textScaleChanged();
}

void Theme::apply() {
    const bool night = mode_ == Mode::Dark || (mode_ == Mode::System && desktopDark_);
    const ThemeColors& colors = mode_ == Mode::Contrast ? ThemeColors::highContrast()
                                : night                 ? ThemeColors::night()
                                                        : ThemeColors::light();
    if (applied_ && &colors == shown_)
        return;
    shown_ = &colors;
    dark_ = colors.dark;
    applied_ = true;
    QFont font = application_.font();
    font.setFamilies(textFamilies());
    font.setPointSizeF(basePointSize_ * textScale_);
    application_.setPalette(colors.palette());
    application_.setFont(font);
    application_.setStyleSheet(styleSheet(colors, font));
    Q_EMIT changed();
}

void Theme::followDesktop() {
    if (following_)
        return;
    following_ = true;
    if (!hasSessionBus())
        return;
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    qRegisterMetaType<QDBusVariant>("QDBusVariant"); // or the signal finds no slot: it is looked up by name
    bus.connect(portalService, portalPath, portalSettings, QStringLiteral("SettingChanged"), this,
                SLOT(onPortalSetting(QString, QString, QDBusVariant)));
    QDBusMessage ask =
        QDBusMessage::createMethodCall(portalService, portalPath, portalSettings, QStringLiteral("Read"));
    ask.setArguments({appearance, colorScheme});
    auto* watcher = new QDBusPendingCallWatcher(bus.asyncCall(ask, 2000), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher* call) {
        const QDBusPendingReply<QDBusVariant> reply = *call;
        if (!reply.isError())
            onPortalSetting(appearance, colorScheme, reply.value());
        call->deleteLater();
    });
}

void Theme::onPortalSetting(const QString& space, const QString& key, const QDBusVariant& value) {
    if (space != appearance || key != colorScheme)
        return;
    desktopDark_ = schemeOf(QVariant::fromValue(value)) == 1; // 0 no preference, 1 dark, 2 light
    apply();
}

QFont scaledFont(double factor, int weight) {
    QFont font = QApplication::font();
    font.setPointSizeF(font.pointSizeF() * factor);
    font.setWeight(QFont::Weight(weight));
    return font;
}

QFont monospaceFont() {
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setFamilies({QStringLiteral("Noto Sans Mono"), QStringLiteral("DejaVu Sans Mono"), font.family()});
    font.setPointSizeF(QApplication::font().pointSizeF() * 0.88);
    return font;
}

void setRole(QWidget* widget, const char* role) {
    widget->setProperty("role", QString::fromLatin1(role));
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

} // namespace caftan::ui
