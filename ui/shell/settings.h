// What the window remembers between starts: one table of key, name in the file and default. Thread: the window's.
#pragma once

#include <QSettings>
#include <QStringList>
#include <QVariant>
#include <memory>

namespace caftan::ui {

enum class Setting {
    Theme,
    Language, // "system", "en", "de", "zh"
    TextScale,
    DesktopDark, // what the desktop said last time
    WindowGeometry,
    RecentProjects,
    LastProjectFolder,
    LastImportFolder,
    LastModelFolder,
    Tours // by folder of the project: how far the guided tour has got
};

class Settings {
  public:
    // An empty file name means the user's own settings; tests give a file.
    explicit Settings(const QString& file = {});

    QVariant value(Setting setting) const;
    void set(Setting setting, const QVariant& value);

    QStringList recentProjects() const; // newest first, at most eight, only folders that still hold a project
    void addRecentProject(const QString& folder);
    void removeRecentProject(const QString& folder);

    QVariantMap tour(const QString& folder) const; // empty: not begun
    void setTour(const QString& folder, const QVariantMap& progress);

  private:
    std::unique_ptr<QSettings> store_;
};

} // namespace caftan::ui
