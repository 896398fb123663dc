#include "ui/shell/picture_maker.h"

#include "ui/shell/main_window.h"
#include "ui/shell/page.h"

#include <QDir>
#include <QPixmap>

namespace caftan::ui {

namespace {

constexpr int stepMilliseconds = 100;
constexpr int settleMilliseconds = 1500;      // a page reads its rows and lays itself out
constexpr int patienceMilliseconds = 120'000; // the demo may have to be made first

} // namespace

PictureMaker::PictureMaker(MainWindow& window, const QString& folder, bool expectProject, QObject* parent)
    : QObject(parent), window_(window), folder_(folder), expectProject_(expectProject) {
    timer_.setInterval(stepMilliseconds);
    connect(&timer_, &QTimer::timeout, this, &PictureMaker::step);
    connect(&window.service(), &ProjectService::failed, this, [this](const QString& message) { problem_ = message; });
}

void PictureMaker::start() {
    if (!QDir().mkpath(folder_)) {
        Q_EMIT finished(tr("%1 could not be made: choose a folder that can be written.").arg(folder_));
        return;
    }
    timer_.start();
}

void PictureMaker::step() {
    waited_ += stepMilliseconds;
    if (page_ < 0) { // waiting for the project
        if (!problem_.isEmpty()) {
            timer_.stop();
            return Q_EMIT finished(problem_);
        }
        if (!expectProject_ && waited_ >= settleMilliseconds) {
            timer_.stop();
            write(QStringLiteral("welcome"));
            return Q_EMIT finished(problem_);
        }
        if (expectProject_ && window_.library().loaded())
            return next();
        if (waited_ >= patienceMilliseconds) {
            timer_.stop();
            Q_EMIT finished(tr("The project did not open within two minutes."));
        }
        return;
    }
    if (waited_ < settleMilliseconds)
        return;
    write(view_ <= 0 ? window_.pageName(page_) : window_.pageName(page_) + QLatin1Char('-') + views().at(view_));
    next();
}

QStringList PictureMaker::views() const {
    const auto* page = qobject_cast<const Page*>(window_.currentPage());
    return page_ < 0 || !page ? QStringList() : page->views();
}

void PictureMaker::next() {
    waited_ = 0;
    if (++view_ < views().size()) {
        qobject_cast<Page*>(window_.currentPage())->showView(views().at(view_));
        return;
    }
    view_ = 0;
    if (++page_ >= window_.pageCount()) {
        timer_.stop();
        return Q_EMIT finished(problem_);
    }
    window_.showPage(page_);
}

void PictureMaker::write(const QString& name) {
    const QString path = QDir(folder_).filePath(name + QStringLiteral(".png"));
    if (!window_.grab().save(path))
        problem_ = tr("%1 could not be written: check the folder and the free space.").arg(path);
}

} // namespace caftan::ui
