#include "ui/tour/tour.h"

#include "ui/jobs/cli.h"
#include "ui/shell/sheet.h"

#include <QEvent>
#include <QShortcut>
#include <QTimerEvent>

namespace caftan::ui {

namespace {

constexpr int followMilliseconds = 150, besideRuns = 24;

QRect rectOn(const QWidget* widget, const QWidget* ground) {
    return {widget->mapTo(ground, QPoint()), widget->size()};
}

// The card that a chart or table stands in, so that the line goes around the whole of it.
const QWidget* wholeOf(const QWidget* widget) {
    for (const QWidget* each = widget; each && !each->isWindow(); each = each->parentWidget())
        if (each->property("role").toString() == QLatin1String("card"))
            return each;
    return widget;
}

} // namespace

Tour::Tour(ProjectService& service, Exploration& exploration, Settings& settings, TourWindow window, QObject* parent)
    : QObject(parent), service_(service), window_(std::move(window)), state_(service, exploration, settings) {
    connect(&state_, &TourState::changed, this, [this] {
        if (!state_.active())
            end();
    });
}

Tour::~Tour() {
    state_.disconnect(this);
}

void Tour::begin() {
    if (card_) {
        card_->setFocus();
        return;
    }
    state_.begin();
    frame_ = new TourFrame(window_.ground);
    card_ = new TourCard(state_, window_.ground);
    connect(card_, &TourCard::stepWanted, this, &Tour::goTo);
    connect(card_, &TourCard::endWanted, this, &Tour::end);
    connect(card_, &TourCard::actionWanted, this, &Tour::act);
    const auto key = [this](const QKeySequence& keys, auto work) {
        auto* shortcut = new QShortcut(keys, card_, nullptr, nullptr, Qt::WindowShortcut);
        connect(shortcut, &QShortcut::activated, this, work);
    };
    key(QKeySequence(Qt::ALT | Qt::Key_Left), [this] { goTo(int(state_.step()) - 1); });
    key(QKeySequence(Qt::ALT | Qt::Key_Right), [this] { goTo(int(state_.step()) + 1); });
    key(QKeySequence(Qt::Key_F6), [this] {
        if (!card_->isAncestorOf(card_->window()->focusWidget()) && card_->window()->focusWidget() != card_)
            card_->setFocus();
        else if (QWidget* page = window_.page())
            page->setFocus();
    });
    window_.ground->installEventFilter(this);
    goTo(int(state_.step()));
    card_->show();
    card_->setFocus();
    timer_ = startTimer(followMilliseconds);
}

void Tour::end() {
    if (!card_)
        return;
    killTimer(std::exchange(timer_, 0));
    window_.ground->removeEventFilter(this);
    if (std::exchange(call_, nullptr))
        card_->setBusy(false);
    for (QWidget* widget : std::initializer_list<QWidget*>{card_, frame_}) {
        widget->hide();
        widget->deleteLater();
    }
    card_ = nullptr;
    frame_ = nullptr;
    state_.end();
    if (QWidget* page = window_.page())
        page->setFocus();
}

QString Tour::pageOf(TourStep step) const {
    switch (step) {
    case TourStep::Guess:
        return QStringLiteral("data");
    case TourStep::Grow:
        return state_.scoringBegun() ? QStringLiteral("explore") : QStringLiteral("data");
    case TourStep::Drag:
    case TourStep::Bet:
        return QStringLiteral("explore");
    case TourStep::Run:
        return QStringLiteral("runs");
    default:
        return QStringLiteral("compare");
    }
}

QStringList Tour::targetsOf(TourStep step) const {
    switch (step) {
    case TourStep::Guess:
        return {};
    case TourStep::Grow:
        return {QStringLiteral("histogram"), QStringLiteral("score")};
    case TourStep::Drag:
        return {QStringLiteral("histogram")};
    case TourStep::Bet:
        return {QStringLiteral("bands")};
    case TourStep::Run:
        return {QStringLiteral("runsList")};
    case TourStep::Open:
        return {QStringLiteral("compareTable")};
    case TourStep::Rescue:
        return {state_.progress().looked ? QStringLiteral("compareBands") : QStringLiteral("compareTable")};
    }
    return {};
}

void Tour::goTo(int step) {
    if (step < 0 || step >= tourSteps)
        return;
    state_.setStep(step);
    card_->setProblem({});
    card_->forgetMove();
    wasBegun_ = state_.scoringBegun();
    window_.showPage(pageOf(state_.step()));
    card_->setFocus();
    follow();
}

// A sheet that lies over the page is what the user deals with.
QRect Tour::targetRect(bool& sheet) const {
    sheet = false;
    const QWidget* page = window_.page();
    if (!page)
        return {};
    for (const Sheet* over : page->findChildren<Sheet*>())
        if (over->isVisible()) {
            sheet = true;
            const auto* panel = over->findChild<QFrame*>(QString(), Qt::FindDirectChildrenOnly);
            return panel ? rectOn(panel, window_.ground) : QRect();
        }
    for (const QString& name : targetsOf(state_.step()))
        if (const auto* target = page->findChild<QWidget*>(name); target && target->isVisible())
            return rectOn(wholeOf(target), window_.ground);
    return {};
}

// Beside the target, off what the step speaks of besides: the ROC, the curves of a run.
QPoint Tour::placeOfCard(const QRect& target, bool sheet, const QRect& area) const {
    const QSize size = card_->size();
    const QWidget* page = window_.page();
    const auto* roc = page ? page->findChild<QWidget*>(QStringLiteral("roc")) : nullptr;
    const TourStep step = state_.step();
    if (!sheet && !target.isEmpty() && (step == TourStep::Grow || step == TourStep::Drag) && roc && roc->isVisible()) {
        const QRect both = target.united(rectOn(wholeOf(roc), window_.ground));
        const QPoint corner = placeBeside({}, size, area);
        return QRect(corner, size).intersects(both) ? placeBeside(both, size, area) : corner;
    }
    if (!sheet && !target.isEmpty() && step == TourStep::Run) // below the runs: the corner of the area's left part
        return placeBeside({}, size, QRect(area.topLeft(), QSize(size.width() + besideRuns, area.height())));
    return placeBeside(target, size, area);
}

void Tour::follow() {
    if (!card_)
        return;
    if (state_.step() == TourStep::Grow && !std::exchange(wasBegun_, state_.scoringBegun()) && wasBegun_)
        window_.showPage(QStringLiteral("explore")); // it has begun to answer: look
    if (state_.step() == TourStep::Rescue && window_.comparedRecipe() == QLatin1String("random"))
        state_.setLooked();
    bool sheet = false;
    const QRect target = targetRect(sheet);
    const QWidget* page = window_.page();
    QRect area = page ? rectOn(page, window_.ground) : window_.ground->rect();
    for (const QWidget* widget : window_.apart())
        if (widget->isVisible())
            area.setRight(std::min(area.right(), rectOn(widget, window_.ground).left()));
    if (!card_->moved()) {
        const QPoint at = placeOfCard(target, sheet, area);
        if (at != card_->pos())
            card_->move(at);
    }
    frame_->setVisible(!target.isEmpty() && !sheet);
    if (frame_->isVisible() && frame_->geometry() != target.adjusted(-4, -4, 4, 4))
        frame_->setGeometry(target.adjusted(-4, -4, 4, 4));
    frame_->raise();
    card_->raise();
}

void Tour::act() {
    switch (state_.step()) {
    case TourStep::Run:
        return window_.experiment(true);
    case TourStep::Open:
        window_.experiment(false);
        return window_.showPage(QStringLiteral("compare"));
    case TourStep::Rescue:
        return forceThinking();
    default:
        return;
    }
}

// Both on validation questions, so that the test stays opened once; as many tokens as the demo's tests give an answer.
void Tour::forceThinking() {
    const DemoArm* random = state_.facts().arm("random");
    if (call_ || !random || !random->run)
        return;
    card_->setBusy(true);
    const auto words = [this, run = *random->run](const QString& mode) {
        return QStringList{QStringLiteral("--project"),
                           service_.folder(),
                           QStringLiteral("eval"),
                           QStringLiteral("--run"),
                           QString::number(run),
                           QStringLiteral("--checkpoint"),
                           QStringLiteral("last"),
                           QStringLiteral("--split"),
                           QStringLiteral("validation"),
                           QStringLiteral("--mode"),
                           mode,
                           QStringLiteral("--max-new-tokens"),
                           QStringLiteral("40")};
    };
    const auto finish = [this](const Result<Json>& answer) {
        call_ = nullptr;
        if (!card_)
            return;
        card_->setBusy(false);
        if (!answer)
            card_->setProblem(QString::fromStdString(answer.error().message));
    };
    call_ = new CliCall(
        window_.program, words(QStringLiteral("generate")),
        [this, words, finish](Result<Json> own) {
            if (!own || !card_)
                return finish(own);
            call_ = new CliCall(window_.program, words(QStringLiteral("thinking")), finish, this);
        },
        this);
}

void Tour::timerEvent(QTimerEvent* event) {
    if (event->timerId() == timer_)
        follow();
}

bool Tour::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize)
        follow();
    return QObject::eventFilter(watched, event);
}

} // namespace caftan::ui
