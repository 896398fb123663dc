#include "ui/shell/save_picture.h"

#include "core/base/files.h"

#include <QAction>
#include <QClipboard>
#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QPixmap>

namespace caftan::ui {

void addSavePicture(QWidget* chart, const QString& name, std::function<bool(const QString& path)> save,
                    std::function<void(const QString& message)> onProblem) {
    addChartActions(chart, {name, std::move(save), {}, std::move(onProblem)});
}

void addChartActions(QWidget* chart, ChartActions actions) {
    const auto words = [](const char* text) { return QCoreApplication::translate("SavePicture", text); };
    const auto add = [&](const QString& text, Qt::Key key, std::function<void()> work) {
        auto* action = new QAction(text, chart);
        action->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | key));
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        chart->addAction(action);
        QObject::connect(action, &QAction::triggered, chart, std::move(work));
    };
    chart->setContextMenuPolicy(Qt::ActionsContextMenu);
    const auto ask = [chart, words, onProblem = actions.onProblem](const QString& title, const QString& file,
                                                                   const QString& filter,
                                                                   std::function<bool(const QString&)> write) {
        auto* dialog = new QFileDialog(chart, title, file, filter);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        dialog->setDefaultSuffix(QFileInfo(file).suffix());
        QObject::connect(dialog, &QFileDialog::fileSelected, chart, [=](const QString& path) {
            if (!write(path))
                onProblem(words("%1 could not be written. Choose a folder that you may write to.").arg(path));
        });
        dialog->open();
    };
    add(words("Copy picture"), Qt::Key_C, [chart] {
        QPixmap picture(chart->size() * 2);
        picture.setDevicePixelRatio(2);
        chart->render(&picture);
        QGuiApplication::clipboard()->setPixmap(picture);
    });
    add(words("Save picture…"), Qt::Key_S, [ask, words, actions] {
        ask(words("Save picture"), actions.name + QStringLiteral(".svg"), words("Pictures (*.svg *.pdf *.png)"),
            actions.save);
    });
    if (actions.csv)
        add(words("Save data as CSV…"), Qt::Key_D, [ask, words, actions] {
            ask(words("Save data"), actions.name + QStringLiteral(".csv"), words("Tables (*.csv)"),
                [csv = actions.csv](const QString& path) {
                    return writeFile(path.toStdString(), csv().toStdString()).has_value();
                });
        });
}

} // namespace caftan::ui
