// "Save picture…" in the context menu of a chart. Thread: the window's.
#pragma once

#include <QString>
#include <functional>

class QWidget;

namespace caftan::ui {

// `save` writes .svg, .pdf or .png; `onProblem` gets the sentence when it could not.
void addSavePicture(QWidget* chart, const QString& name, std::function<bool(const QString& path)> save,
                    std::function<void(const QString& message)> onProblem);

} // namespace caftan::ui
