#include "ui/shell/settings.h"

#include <QDir>
#include <QFileInfo>

namespace caftan::ui {

namespace {

struct Entry {
    Setting setting;
    const char* name;
    QVariant standard;
};

const Entry& entryOf(Setting setting) {
    static const Entry table[] = {
        {Setting::Theme, "window/theme", QStringLiteral("system")},
        {Setting::Language, "window/language", QStringLiteral("system")},
        {Setting::TextScale, "window/text_scale", 1.0},
        {Setting::DesktopDark, "window/desktop_dark", false},
        {Setting::WindowGeometry, "window/geometry", QByteArray()},
        {Setting::RecentProjects, "projects/recent", QStringList()},
        {Setting::LastProjectFolder, "projects/folder", QDir::homePath()},
        {Setting::LastImportFolder, "import/folder", QDir::homePath()},
        {Setting::LastModelFolder, "models/folder", QDir::homePath()},
        {Setting::Tours, "tour/progress", QVariantMap()},
    };
    for (const Entry& entry : table)
        if (entry.setting == setting)
            return entry;
    Q_UNREACHABLE();
}

constexpr qsizetype recentLimit = 8;

} // namespace

Settings::Settings(const QString& file)
    : store_(file.isEmpty() ? std::make_unique<QSettings>(QSettings::IniFormat, QSettings::UserScope,
                                                          QStringLiteral("caftan"), QStringLiteral("caftan"))
                            : std::make_unique<QSettings>(file, QSettings::IniFormat)) {}

QVariant Settings::value(Setting setting) const {
    const Entry& entry = entryOf(setting);
    return store_->value(QLatin1String(entry.name), entry.standard);
}

void Settings::set(Setting setting, const QVariant& value) {
    store_->setValue(QLatin1String(entryOf(setting).name), value);
}

QStringList Settings::recentProjects() const {
    QStringList folders;
    for (const QString& folder : value(Setting::RecentProjects).toStringList())
        if (QFileInfo::exists(QDir(folder).filePath(QStringLiteral("project.caftan"))))
            folders.append(folder);
    return folders;
}

void Settings::addRecentProject(const QString& folder) {
    QStringList folders = value(Setting::RecentProjects).toStringList();
    folders.removeAll(folder);
    folders.prepend(folder);
    set(Setting::RecentProjects, QStringList(folders.mid(0, recentLimit)));
}

void Settings::removeRecentProject(const QString& folder) {
    QStringList folders = value(Setting::RecentProjects).toStringList();
    folders.removeAll(folder);
    set(Setting::RecentProjects, folders);
}

QVariantMap Settings::tour(const QString& folder) const {
    return value(Setting::Tours).toMap().value(folder).toMap();
}

void Settings::setTour(const QString& folder, const QVariantMap& progress) {
    QVariantMap tours = value(Setting::Tours).toMap();
    tours.remove(folder);
    if (!progress.isEmpty())
        tours.insert(folder, progress);
    set(Setting::Tours, tours);
}

} // namespace caftan::ui
