// What the main window needs to know about a page. A page reads models and never another page.
#pragma once

#include <QStringList>
#include <QWidget>

namespace caftan::ui {

class Page : public QWidget {
    Q_OBJECT

  public:
    using QWidget::QWidget;

    // What a user would type in a terminal for what the page shows now; shown in the footer. Empty: nothing.
    virtual QString commandLine() const { return {}; }
    // Stable names of the views between which a page switches; none: it has one.
    virtual QStringList views() const { return {}; }
    virtual void showView(const QString& /*name*/) {}
    // Makes one of the parts that are not needed at first, a few milliseconds long; false: all are made.
    virtual bool makeMore() { return false; }

  Q_SIGNALS:
    void commandLineChanged();
};

} // namespace caftan::ui
