// Owns the window and makes it anew when the language or the size of text changes: the same project, page, scoring,
// place and size, in the new words, with what can be undone. What runs is not touched, since jobs are processes of
// their own. Thread: the window's.
#pragma once

#include "ui/shell/main_window.h"

#include <QObject>
#include <memory>

namespace caftan::ui {

class WindowHost : public QObject {
    Q_OBJECT

  public:
    // Borrows all three; they must outlive the host.
    WindowHost(Theme& theme, Settings& settings, Language& language, const WindowOptions& options);
    ~WindowHost() override;

    MainWindow& window() { return *window_; } // until replaced()

  Q_SIGNALS:
    void replaced();

  private:
    std::unique_ptr<MainWindow> makeWindow();
    void replace();
    void keepUndo(Exploration& old);

    Theme& theme_;
    Settings& settings_;
    Language& language_;
    WindowOptions options_;
    std::unique_ptr<MainWindow> window_;
};

} // namespace caftan::ui
