// Writes one PNG a page, and one for each further view of a page ("runs-entropy"), for manuals and for machines without
// a display: waits until the project and each page have settled, then draws the window into a file. Thread: the
// window's.
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>

namespace caftan::ui {

class MainWindow;

class PictureMaker : public QObject {
    Q_OBJECT

  public:
    PictureMaker(MainWindow& window, const QString& folder, bool expectProject, QObject* parent = nullptr);
    void start();

  Q_SIGNALS:
    void finished(const QString& problem); // empty: all pictures are written

  private:
    void step();
    void write(const QString& name);
    void next();
    QStringList views() const; // of the page that is shown

    MainWindow& window_;
    QString folder_, problem_;
    bool expectProject_;
    int page_ = -1, view_ = 0, waited_ = 0;
    QTimer timer_;
};

} // namespace caftan::ui
