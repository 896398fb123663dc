// Scrolling a form must not change the fields that pass under the pointer: the wheel turns spin boxes, sliders and
// combo boxes only while they have the keyboard's focus, which the wheel itself does not give. Thread: the window's.
#pragma once

#include <QObject>

namespace caftan::ui {

// Install it on the application.
class WheelGuard : public QObject {
    Q_OBJECT

  public:
    using QObject::QObject;
    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace caftan::ui
