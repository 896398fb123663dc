#include "ui/shell/dialogs.h"

#include <QFileDialog>

namespace caftan::ui {

Dialogs Dialogs::native() {
    Dialogs dialogs;
    dialogs.chooseFolder = [](QWidget* parent, const QString& title, const QString& folder) {
        return QFileDialog::getExistingDirectory(parent, title, folder);
    };
    dialogs.chooseFiles = [](QWidget* parent, const QString& title, const QString& folder, const QString& filter) {
        return QFileDialog::getOpenFileNames(parent, title, folder, filter);
    };
    return dialogs;
}

} // namespace caftan::ui
