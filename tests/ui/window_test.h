// What tests of the whole window share: a folder of their own with settings in it, a theme, and the window on a project
// there. Thread: the window's.
#pragma once

#include "ui/shell/main_window.h"

#include <QTemporaryDir>
#include <QtTest>

#include <memory>
#include <string>

namespace caftan::test {

class WindowTest : public QObject {
  protected:
    std::unique_ptr<QTemporaryDir> directory_;
    std::unique_ptr<ui::Settings> settings_;
    std::unique_ptr<ui::Theme> theme_;
    std::unique_ptr<ui::MainWindow> window_;
    std::string folder_; // of the project, which is not made here

    void prepare(ui::Theme::Mode mode = ui::Theme::Mode::Light) {
        directory_ = std::make_unique<QTemporaryDir>();
        settings_ = std::make_unique<ui::Settings>(directory_->filePath(QStringLiteral("settings.ini")));
        theme_ = std::make_unique<ui::Theme>(*qApp, mode);
        folder_ = directory_->filePath(QStringLiteral("project")).toStdString();
    }
    void closeAll() {
        window_.reset();
        theme_.reset();
    }
    // Neither shown nor on a project yet.
    void makeWindow(const QString& cli = QStringLiteral("/bin/true"), QSize size = {1280, 800}) {
        ui::WindowOptions options;
        options.cli = cli;
        options.dataFolder = directory_->path();
        window_ = std::make_unique<ui::MainWindow>(*theme_, *settings_, options);
        window_->resize(size);
    }
    void openProject() { window_->openProject(QString::fromStdString(folder_)); }

    template <class T>
    T* child(const char* name) {
        return window_->findChild<T*>(QLatin1String(name));
    }
};

} // namespace caftan::test
