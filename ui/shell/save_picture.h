// What every chart can do besides being looked at: context menu and keys. Thread: the window's.
#pragma once

#include <QString>
#include <functional>

class QWidget;

namespace caftan::ui {

// `save` writes .svg, .pdf or .png; `onProblem` gets the sentence when it could not. addChartActions without data.
void addSavePicture(QWidget* chart, const QString& name, std::function<bool(const QString& path)> save,
                    std::function<void(const QString& message)> onProblem);

// "Copy picture" (Ctrl+Shift+C), "Save picture…" (Ctrl+Shift+S) and, with `csv`, "Save data…"
// (Ctrl+Shift+D) while the chart or a part of it has the focus.
struct ChartActions {
    QString name; // of the files
    std::function<bool(const QString& path)> save;
    std::function<QString()> csv;
    std::function<void(const QString& message)> onProblem;
};
void addChartActions(QWidget* chart, ChartActions actions);

} // namespace caftan::ui
