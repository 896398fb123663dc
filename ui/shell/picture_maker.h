// Writes one PNG a page, one for each further view of a page ("runs-entropy"), one for each sheet that a button opens
// ("explore-train"), the jobs and a step of the tour, for manuals and for machines without a display: waits until the
// project and each page have settled, then draws the window into a file. Thread: the window's.
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
    void nextPage();
    bool openState(); // the next sheet of the page; false: there is none
    void closeState();
    QStringList views() const; // of the page that is shown
    QString name() const;      // of the picture that is due

    MainWindow& window_;
    QString folder_, problem_;
    bool expectProject_;
    int page_ = -1, view_ = 0, state_ = -1, waited_ = 0;
    QString stateName_; // of the sheet that is open; empty: none
    QTimer timer_;
};

} // namespace caftan::ui
