#include "ui/shell/language.h"

#include "ui/shell/settings.h"

#include <QCoreApplication>
#include <QFile>
#include <QLibraryInfo>
#include <QTranslator>

static void initTranslations() { // outside of any namespace, as the macro wants it
    Q_INIT_RESOURCE(translations);
}

namespace caftan::ui {

namespace {

struct Tongue {
    const char* code;
    const char* name;
    const char* file; // ending of the translation's file
    QLocale::Language language;
    QLocale::Territory territory; // when the system speaks another language
};

constexpr Tongue tongues[] = {
    {"en", "English", "en", QLocale::English, QLocale::UnitedStates},
    {"de", "Deutsch", "de", QLocale::German, QLocale::Germany},
    {"zh", "简体中文", "zh_CN", QLocale::Chinese, QLocale::China},
};

const Tongue& tongueOf(const QString& code) {
    for (const Tongue& tongue : tongues)
        if (code == QLatin1String(tongue.code))
            return tongue;
    return tongues[0];
}

QString resourceOf(const Tongue& tongue) {
    return QStringLiteral(":/i18n/caftan_%1.qm").arg(QLatin1String(tongue.file));
}

QString systemCode() {
    for (const QString& name : QLocale::system().uiLanguages())
        for (const Tongue& tongue : tongues)
            if (QLocale(name).language() == tongue.language)
                return QLatin1String(tongue.code);
    return QStringLiteral("en");
}

// Words of free functions stand under the namespace in the translation files, whatever the function calls them.
class CaftanTranslator : public QTranslator {
  public:
    using QTranslator::QTranslator;
    QString translate(const char* context, const char* sourceText, const char* disambiguation, int n) const override {
        const QString found = QTranslator::translate(context, sourceText, disambiguation, n);
        return found.isEmpty() ? QTranslator::translate("caftan::ui", sourceText, disambiguation, n) : found;
    }
};

} // namespace

const QStringList& Language::codes() {
    static const QStringList all{QStringLiteral("system"), QStringLiteral("en"), QStringLiteral("de"),
                                 QStringLiteral("zh")};
    return all;
}

QString Language::nameOf(const QString& code) {
    return code == codes().front() ? tr("&Language of the system") : QString::fromUtf8(tongueOf(code).name);
}

Language::Language(Settings& settings, const QString& code, QObject* parent)
    : QObject(parent), settings_(settings),
      choice_(codes().contains(code) ? code : settings.value(Setting::Language).toString()) {
    initTranslations();
    if (!codes().contains(choice_))
        choice_ = codes().front();
    speak(choice_ == codes().front() ? systemCode() : choice_);
}

Language::~Language() {
    silence();
    QLocale::setDefault(before_);
}

bool Language::isBuiltIn(const QString& code) {
    return code == codes().front() || code == QLatin1String("en") || QFile::exists(resourceOf(tongueOf(code)));
}

void Language::choose(const QString& code) {
    if (!codes().contains(code))
        return;
    choice_ = code;
    settings_.set(Setting::Language, code);
    const QString next = code == codes().front() ? systemCode() : code;
    if (next == spoken_)
        return;
    silence();
    speak(next);
    Q_EMIT changed();
}

void Language::speak(const QString& code) {
    const Tongue& tongue = tongueOf(code);
    spoken_ = QLatin1String(tongue.code);
    const QLocale system = QLocale::system();
    QLocale::setDefault(system.language() == tongue.language ? system : QLocale(tongue.language, tongue.territory));
    const auto install = [this](std::unique_ptr<QTranslator> translator, const QString& file) {
        if (!translator->load(file))
            return;
        QCoreApplication::installTranslator(translator.get());
        translators_.push_back(std::move(translator));
    };
    install(std::make_unique<QTranslator>(), QLibraryInfo::path(QLibraryInfo::TranslationsPath) +
                                                 QStringLiteral("/qtbase_%1.qm").arg(QLatin1String(tongue.file)));
    install(std::make_unique<CaftanTranslator>(), resourceOf(tongue));
}

void Language::silence() {
    for (const auto& translator : translators_)
        QCoreApplication::removeTranslator(translator.get());
    translators_.clear();
}

} // namespace caftan::ui
