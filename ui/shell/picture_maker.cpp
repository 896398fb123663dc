#include "ui/shell/picture_maker.h"

#include "ui/shell/main_window.h"
#include "ui/shell/page.h"
#include "ui/shell/sheet.h"
#include "ui/tour/tour.h"

#include <QAbstractButton>
#include <QAction>
#include <QDir>
#include <QPixmap>
#include <iterator>

namespace caftan::ui {

namespace {

constexpr int stepMilliseconds = 100;
constexpr int settleMilliseconds = 1500;      // a page reads its rows and lays itself out
constexpr int patienceMilliseconds = 120'000; // the demo may have to be made first

// What a button of a page opens; "jobs" and "tour" stand over whatever page is last.
struct State {
    const char *page, *button, *name;
};
constexpr State states[] = {{"data", "score", "score"},
                            {"explore", "train", "train"},
                            {"runs", "replayRun", "replay"},
                            {"runs", "branchRun", "branch"},
                            {"compare", "jobsButton", "jobs"}};

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
    write(name());
    next();
}

QString PictureMaker::name() const {
    if (page_ >= window_.pageCount())
        return stateName_;
    const QString page = window_.pageName(page_);
    const QString part = !stateName_.isEmpty() ? stateName_ : view_ > 0 ? views().at(view_) : QString();
    return part.isEmpty() ? page : page + QLatin1Char('-') + part;
}

QStringList PictureMaker::views() const {
    const auto* page = qobject_cast<const Page*>(window_.currentPage());
    return page_ < 0 || !page ? QStringList() : page->views();
}

void PictureMaker::next() {
    waited_ = 0;
    closeState();
    if (page_ >= 0 && page_ < window_.pageCount()) {
        if (state_ < 0 && ++view_ < views().size())
            return qobject_cast<Page*>(window_.currentPage())->showView(views().at(view_));
        if (state_ < 0 && !views().isEmpty())
            qobject_cast<Page*>(window_.currentPage())->showView(views().front());
        if (openState())
            return;
    }
    nextPage();
}

void PictureMaker::nextPage() {
    view_ = 0;
    state_ = -1;
    if (++page_ < window_.pageCount())
        return window_.showPage(page_);
    const auto* tour = window_.findChild<QAction*>(QStringLiteral("startTour"));
    if (page_ == window_.pageCount() && window_.isDemoOpen() && tour) { // a second time would make the demo
        window_.startTour();
        Q_EMIT window_.tour()->card()->stepWanted(int(TourStep::Drag));
        stateName_ = QStringLiteral("tour");
        return;
    }
    timer_.stop();
    Q_EMIT finished(problem_);
}

bool PictureMaker::openState() {
    while (++state_ < int(std::size(states))) {
        const State& state = states[state_];
        auto* button = window_.findChild<QAbstractButton*>(QLatin1String(state.button));
        if (window_.pageName(page_) != QLatin1String(state.page) || !button || !button->isVisible() ||
            !button->isEnabled())
            continue;
        button->click();
        stateName_ = QLatin1String(state.name);
        return true;
    }
    return false;
}

void PictureMaker::closeState() {
    if (stateName_.isEmpty())
        return;
    stateName_.clear();
    for (Sheet* sheet : window_.findChildren<Sheet*>())
        sheet->close();
    if (auto* replay = window_.findChild<QAbstractButton*>(QStringLiteral("replayClose"));
        replay && replay->isVisible())
        replay->click();
    window_.showJobs(false);
}

void PictureMaker::write(const QString& name) {
    const QString path = QDir(folder_).filePath(name + QStringLiteral(".png"));
    if (!window_.grab().save(path))
        problem_ = tr("%1 could not be written: check the folder and the free space.").arg(path);
}

} // namespace caftan::ui
