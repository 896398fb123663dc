#include "ui/shell/window_host.h"

#include "ui/shell/language.h"
#include "ui/shell/theme.h"
#include "ui/tour/tour.h"

namespace caftan::ui {

WindowHost::WindowHost(Theme& theme, Settings& settings, Language& language, const WindowOptions& options)
    : theme_(theme), settings_(settings), language_(language), options_(options) {
    options_.language = &language_;
    window_ = makeWindow();
    // Queued: the menu that was clicked belongs to the window that goes.
    connect(&language_, &Language::changed, this, &WindowHost::replace, Qt::QueuedConnection);
    connect(&theme_, &Theme::textScaleChanged, this, &WindowHost::replace, Qt::QueuedConnection);
}

WindowHost::~WindowHost() = default;

std::unique_ptr<MainWindow> WindowHost::makeWindow() {
    return std::make_unique<MainWindow>(theme_, settings_, options_);
}

void WindowHost::replace() {
    std::unique_ptr<MainWindow> old = std::exchange(window_, makeWindow());
    const bool visible = old->isVisible();
    window_->restoreGeometry(old->saveGeometry());
    if (old->service().isOpen() || old->service().isOpening()) {
        window_->openProject(old->service().folder());
        if (const auto scoring = old->exploration().scoring())
            window_->exploration().setScoring(scoring);
        window_->showPage(old->currentPageName());
        if (old->tour()->card())
            window_->continueTour();
        keepUndo(old->exploration());
    }
    if (visible)
        window_->show();
    old->hide();
    old.release()->deleteLater();
    Q_EMIT replaced();
}

// As soon as the new window has the scoring that the old one showed.
void WindowHost::keepUndo(Exploration& old) {
    if (old.undoStack().count() == 0)
        return;
    Exploration& exploration = window_->exploration();
    auto* waiting = new QObject(&exploration);
    connect(&exploration, &Exploration::dataChanged, waiting,
            [&exploration, waiting, scoring = old.scoring(), metric = old.metric(), steps = old.undoSteps(),
             index = old.undoStack().index()] {
                if (!exploration.rows() || exploration.scoring() != scoring)
                    return;
                waiting->deleteLater();
                waiting->disconnect();
                QObject::disconnect(&exploration, nullptr, waiting, nullptr);
                if (exploration.metric() == metric && exploration.undoStack().count() == 0)
                    exploration.restoreUndo(steps, index);
            });
}

} // namespace caftan::ui
