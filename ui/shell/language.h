// The language of the window: English as written in the sources, German and Simplified Chinese from the translations
// that are built in (translations/*.ts), Qt's own words from the system where they are installed. Sets QLocale's
// default too: numbers and dates that people read follow it, command lines and exports never do. Texts are asked for
// when widgets are made, so a change takes a new window (WindowHost). Thread: the window's.
#pragma once

#include <QLocale>
#include <QObject>
#include <QStringList>
#include <memory>
#include <vector>

class QTranslator;

namespace caftan::ui {

class Settings;

class Language : public QObject {
    Q_OBJECT

  public:
    static const QStringList& codes();          // "system", "en", "de", "zh"
    static QString nameOf(const QString& code); // as its speakers write it; "system" in the current language

    // `code` empty or unknown: what the settings say, by default the system's language. Borrows `settings`.
    explicit Language(Settings& settings, const QString& code = {}, QObject* parent = nullptr);
    ~Language() override; // gives the application its words and locale back

    // Speaks it from now on and remembers it. Emits changed() when the window's words are others than before.
    void choose(const QString& code);
    const QString& choice() const { return choice_; } // one of codes()
    const QString& spoken() const { return spoken_; } // "en", "de" or "zh"
    static bool isBuiltIn(const QString& code);       // false: built without Qt's translation tools

  Q_SIGNALS:
    void changed();

  private:
    void speak(const QString& code);
    void silence();

    Settings& settings_;
    QLocale before_;
    QString choice_, spoken_;
    std::vector<std::unique_ptr<QTranslator>> translators_;
};

} // namespace caftan::ui
