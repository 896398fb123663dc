// Looks: palette, fonts, style sheet; light and dark following the desktop or a choice of the user's. Widgets that
// paint themselves take their colours from ThemeColors::of(palette()) and repaint on QEvent::PaletteChange, so that no
// widget needs the Theme object. All lengths are multiples of 4 px. Thread: the window's.
#pragma once

#include <QColor>
#include <QFont>
#include <QObject>
#include <QPalette>
#include <QString>

class QApplication;
class QDBusVariant;
class QWidget;

namespace caftan::ui {

struct ThemeColors {
    bool dark = false;
    bool contrast = false;                                 // black, white and few strong colours
    QColor window, rail, card, border, text, muted, faint; // faint: rules and disabled marks
    QColor accent, onAccent, accentSoft;                   // accentSoft: selected rows and entries
    QColor field, hover, track;                            // track: empty part of a progress bar
    QColor right, wrong;    // grey bars of right and wrong answers, never a band's colour
    QColor pill, pillText;  // labels on charts
    double bandTint = 0.08; // share of a band's colour in its background
    QColor good, danger, dangerSoft, warning, warningSoft;
    QColor easy{0x00, 0x72, 0xb2}, middle{0xe6, 0x9f, 0x00}, hard{0xd5, 0x5e, 0x00}; // the bands, used nowhere else

    static const ThemeColors& light();
    static const ThemeColors& night();
    static const ThemeColors& highContrast();
    static const ThemeColors& of(const QPalette& palette);
    QPalette palette() const;
};

class Theme : public QObject {
    Q_OBJECT

  public:
    enum class Mode { System, Light, Dark, Contrast };
    Q_ENUM(Mode)

    // Sets style, fonts, palette and style sheet of the application. `textScale` multiplies the desktop's font size.
    // `desktopDark` is what the desktop said last time, so that the first paint has the right colours.
    Theme(QApplication& application, Mode mode, double textScale = 1.0, bool desktopDark = false,
          QObject* parent = nullptr);
    ~Theme() override; // gives the application its font back

    void setMode(Mode mode);
    void setTextScale(double scale); // 1 .. 2; 2 for a lecture hall
    Mode mode() const { return mode_; }
    double textScale() const { return textScale_; }
    bool isDark() const { return dark_; }
    bool isDesktopDark() const { return desktopDark_; }

    // Asks the desktop portal over D-Bus (does not block) and follows its changes. Call after the first paint.
    void followDesktop();

  Q_SIGNALS:
    void changed();
    void textScaleChanged(); // after changed()

  private Q_SLOTS:
    void onPortalSetting(const QString& space, const QString& key, const QDBusVariant& value);

  private:
    void apply();

    QApplication& application_;
    QFont desktopFont_;
    Mode mode_;
    double textScale_, basePointSize_;
    const ThemeColors* shown_ = nullptr;
    bool desktopDark_ = false, dark_ = false, following_ = false, applied_ = false;
};

// Fonts derived from the application's: digits are tabular in both families.
QFont scaledFont(double factor, int weight = 400);
QFont monospaceFont();

// Style hooks, read by the style sheet (see style_sheet.cpp).
void setRole(QWidget* widget,
             const char* role); // "card", "title", "section", "muted", "primary", "flat", "danger", ...

QString styleSheet(const ThemeColors& colors, const QFont& font);

} // namespace caftan::ui
