#include "ui/shell/save_picture.h"

#include <QAction>
#include <QCoreApplication>
#include <QFileDialog>

namespace caftan::ui {

void addSavePicture(QWidget* chart, const QString& name, std::function<bool(const QString& path)> save,
                    std::function<void(const QString& message)> onProblem) {
    const auto words = [](const char* text) { return QCoreApplication::translate("SavePicture", text); };
    auto* action = new QAction(words("Save picture…"), chart);
    chart->addAction(action);
    chart->setContextMenuPolicy(Qt::ActionsContextMenu);
    QObject::connect(action, &QAction::triggered, chart, [=] {
        auto* dialog = new QFileDialog(chart, words("Save picture"), name + QStringLiteral(".svg"),
                                       words("Pictures (*.svg *.pdf *.png)"));
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        dialog->setDefaultSuffix(QStringLiteral("svg"));
        QObject::connect(dialog, &QFileDialog::fileSelected, chart, [=](const QString& path) {
            if (!save(path))
                onProblem(words("%1 could not be written. Choose a folder that you may write to.").arg(path));
        });
        dialog->open();
    });
}

} // namespace caftan::ui
