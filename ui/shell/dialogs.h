// Seams for what a test cannot click: native file dialogs and questions. The window gets its own set.
#pragma once

#include <QStringList>
#include <functional>

class QWidget;

namespace caftan::ui {

struct Dialogs {
    // Each gives an empty answer when the user cancels.
    std::function<QString(QWidget* parent, const QString& title, const QString& folder)> chooseFolder;
    std::function<QStringList(QWidget* parent, const QString& title, const QString& folder, const QString& filter)>
        chooseFiles;

    static Dialogs native();
};

} // namespace caftan::ui
