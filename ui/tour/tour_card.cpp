#include "ui/tour/tour_card.h"

#include "ui/shell/theme.h"
#include "ui/shell/widgets.h"
#include "ui/tour/tour_text.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QRadioButton>
#include <QSpinBox>
#include <QVBoxLayout>
#include <algorithm>

namespace caftan::ui {

namespace {

constexpr int cardGap = 12, cardWidth = 340;

// Recipe, share that is right, answer tokens; the bet stands out by weight and an arrow.
QString tableText(const std::vector<TourRow>& rows) {
    if (rows.empty())
        return {};
    QString cells = QStringLiteral("<tr><td></td><td align='right'>%1</td><td align='right'>%2</td></tr>")
                        .arg(TourCard::tr("right"), TourCard::tr("tokens"));
    for (const TourRow& row : rows)
        cells += QStringLiteral("<tr><td>%4%1%5</td><td align='right' style='padding-left: 12px'>%4%2%5</td>"
                                "<td align='right' style='padding-left: 12px'>%4%3%5</td></tr>")
                     .arg(row.recipe.toHtmlEscaped() +
                              (row.bet ? QStringLiteral(" ← ") + TourCard::tr("your bet").toHtmlEscaped() : QString()),
                          row.accuracy, row.tokens, row.bet ? QStringLiteral("<b>") : QString(),
                          row.bet ? QStringLiteral("</b>") : QString());
    return QStringLiteral("<table width='100%'>%1</table>").arg(cells);
}

} // namespace

QPoint placeBeside(const QRect& target, const QSize& card, const QRect& area) {
    const QRect room = area.adjusted(cardGap, cardGap, -cardGap, -cardGap);
    const auto inside = [&](QPoint at) {
        return QPoint(std::clamp(at.x(), room.left(), std::max(room.left(), room.right() + 1 - card.width())),
                      std::clamp(at.y(), room.top(), std::max(room.top(), room.bottom() + 1 - card.height())));
    };
    const QPoint corner = inside({room.right(), room.bottom()});
    if (target.isEmpty())
        return corner;
    const QPoint beside[] = {{target.right() + cardGap, target.top()},
                             {target.left() - cardGap - card.width(), target.top()},
                             {target.left(), target.bottom() + cardGap},
                             {target.left(), target.top() - cardGap - card.height()},
                             corner,
                             {room.left(), room.bottom()},
                             {room.right(), room.top()},
                             {room.left(), room.top()}};
    const auto covered = [&](QPoint at) {
        const QRect common = QRect(at, card).intersected(target);
        return common.isEmpty() ? 0 : common.width() * common.height();
    };
    QPoint best = inside(beside[0]);
    for (const QPoint& each : beside)
        if (covered(inside(each)) < covered(best))
            best = inside(each);
    return best;
}

TourFrame::TourFrame(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("tourFrame"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
}

void TourFrame::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(ThemeColors::of(palette()).accent, 2));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 8, 8);
}

TourCard::TourCard(TourState& state, QWidget* parent)
    : QFrame(parent), state_(state), count_(makeLabel({}, "label", this)), title_(makeLabel({}, "title", this)),
      body_(makeLabel({}, "plain", this)), table_(makeLabel({}, "plain", this)),
      feedback_(makeLabel({}, "strong", this)), problemText_(makeLabel({}, "problem", this)),
      action_(makeButton(QStringLiteral("tourAction"), {}, {}, this, "primary")) {
    setObjectName(QStringLiteral("tourCard"));
    setRole(this, "tour");
    setFocusPolicy(Qt::StrongFocus);
    setAutoFillBackground(true);
    table_->setObjectName(QStringLiteral("tourTable"));
    table_->setTextFormat(Qt::RichText);
    feedback_->setObjectName(QStringLiteral("tourFeedback"));
    title_->setObjectName(QStringLiteral("tourTitle"));
    body_->setObjectName(QStringLiteral("tourBody"));
    end_ = makeButton(QStringLiteral("tourEnd"), tr("End"),
                      tr("Ends the tour; Help takes it up where it was left (Esc)"), this, "flat");
    guessRow_ = makeGuess();
    bets_ = makeBet();
    auto* head = new QHBoxLayout;
    head->addWidget(count_, 1);
    head->addWidget(end_);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 8, 16, 12);
    layout->setSpacing(8);
    layout->addLayout(head);
    for (QWidget* widget : std::initializer_list<QWidget*>{title_, body_, guessRow_, bets_, action_, table_, feedback_,
                                                           problemText_, makeButtons()})
        layout->addWidget(widget);
    connect(action_, &QPushButton::clicked, this, &TourCard::actionWanted);
    connect(end_, &QPushButton::clicked, this, &TourCard::endWanted);
    connect(&state_, &TourState::changed, this, &TourCard::show_);
    show_();
}

QWidget* TourCard::makeGuess() {
    auto* row = new QWidget(this);
    guess_ = new QSpinBox(row);
    guess_->setObjectName(QStringLiteral("tourGuess"));
    guess_->setRange(0, 100);
    guess_->setValue(50);
    guess_->setSuffix(QStringLiteral(" %"));
    guess_->setAccessibleName(tr("Your guess, in percent"));
    guess_->setToolTip(tr("Share of the least sure third that is right"));
    guessSet_ = makeButton(QStringLiteral("tourGuessSet"), tr("That is my guess"),
                           tr("Keeps the guess, to be held against what comes"), row, "primary");
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(guess_);
    layout->addWidget(guessSet_, 1);
    connect(guessSet_, &QPushButton::clicked, this, [this] { state_.setGuess(guess_->value()); });
    return row;
}

QWidget* TourCard::makeBet() {
    auto* box = new QWidget(this);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    betGroup_ = new QButtonGroup(box);
    for (const char* recipe : {"sft", "distill", "complexity-aware", "random"}) {
        auto* button = new QRadioButton(recipeName(recipe), box);
        button->setObjectName(QStringLiteral("tourBet-") + QLatin1String(recipe));
        button->setToolTip(tr("Bets on this recipe"));
        betGroup_->addButton(button);
        layout->addWidget(button);
        connect(button, &QRadioButton::clicked, this, [this, recipe] { state_.setBet(QLatin1String(recipe)); });
    }
    return box;
}

QWidget* TourCard::makeButtons() {
    auto* row = new QWidget(this);
    back_ = makeButton(QStringLiteral("tourBack"), tr("Back"), tr("The step before (Alt+Left)"), row);
    next_ = makeButton(QStringLiteral("tourNext"), tr("Next"), tr("The next step (Alt+Right)"), row);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(back_);
    layout->addStretch(1);
    layout->addWidget(next_);
    connect(back_, &QPushButton::clicked, this, [this] { Q_EMIT stepWanted(int(state_.step()) - 1); });
    connect(next_, &QPushButton::clicked, this, [this] {
        if (int(state_.step()) + 1 < tourSteps)
            Q_EMIT stepWanted(int(state_.step()) + 1);
        else
            Q_EMIT endWanted();
    });
    return row;
}

void TourCard::setBusy(bool busy) {
    busy_ = busy;
    if (busy)
        problem_.clear();
    show_();
}

void TourCard::setProblem(const QString& message) {
    problem_ = message;
    show_();
}

void TourCard::show_() {
    if (!state_.active())
        return;
    const TourText text = tourText(state_, busy_);
    const int step = int(state_.step());
    const bool done = state_.done(state_.step()), last = step + 1 == tourSteps;
    count_->setText(tr("Tour, step %1 of %2").arg(step + 1).arg(tourSteps));
    title_->setText(text.title);
    const auto unbroken = [](QString words) { // a number stays with its sign
        return words.replace(QLatin1String(" %"), QStringLiteral("\u00a0%"));
    };
    body_->setText(unbroken(text.body));
    feedback_->setText(unbroken(text.feedback));
    feedback_->setVisible(!text.feedback.isEmpty());
    table_->setText(tableText(text.rows));
    table_->setVisible(!text.rows.empty());
    problemText_->setText(problem_);
    problemText_->setVisible(!problem_.isEmpty());
    guessRow_->setVisible(state_.step() == TourStep::Guess);
    guessSet_->setEnabled(!state_.done(TourStep::Grow) || !state_.progress().guess); // no guessing after looking
    guess_->setEnabled(guessSet_->isEnabled());
    bets_->setVisible(state_.step() == TourStep::Bet);
    for (QAbstractButton* button : betGroup_->buttons()) {
        button->setChecked(button->objectName() == QStringLiteral("tourBet-") + state_.progress().bet);
        button->setEnabled(!state_.done(TourStep::Open));
    }
    action_->setText(text.action);
    action_->setAccessibleName(text.action);
    action_->setToolTip(text.actionTip);
    if (text.action.isEmpty() && action_->hasFocus())
        setFocus(); // or it would go to the button that ends the tour
    action_->setVisible(!text.action.isEmpty());
    back_->setEnabled(step > 0);
    next_->setText(last ? tr("Finish") : done ? tr("Next") : tr("Skip"));
    next_->setAccessibleName(next_->text());
    if (next_->property("role").toString() != QLatin1String(done ? "primary" : ""))
        setRole(next_, done ? "primary" : "");
    setAccessibleName(count_->text() + QStringLiteral(": ") + text.title);
    setAccessibleDescription(QStringList{text.body, text.feedback, problem_}.join(QLatin1Char(' ')).trimmed());
    fit();
}

void TourCard::fit() {
    const int width = cardWidth * std::max(18, fontMetrics().height()) / 18;
    layout()->activate();
    const int wide = std::min(std::max(width, layout()->totalMinimumSize().width()), parentWidget()->width() / 2);
    const QMargins frame = contentsMargins();
    const QSize size(wide,
                     layout()->totalHeightForWidth(wide - frame.left() - frame.right()) + frame.top() + frame.bottom());
    if (size != this->size())
        resize(size);
}

void TourCard::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape)
        return Q_EMIT endWanted();
    QFrame::keyPressEvent(event);
}

void TourCard::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton)
        grabbed_ = event->position().toPoint();
}

void TourCard::mouseMoveEvent(QMouseEvent* event) {
    if (!grabbed_)
        return;
    moved_ = true;
    const QPoint to = mapToParent(event->position().toPoint() - *grabbed_);
    move(std::clamp(to.x(), 0, std::max(0, parentWidget()->width() - width())),
         std::clamp(to.y(), 0, std::max(0, parentWidget()->height() - height())));
}

void TourCard::mouseReleaseEvent(QMouseEvent*) {
    grabbed_.reset();
}

} // namespace caftan::ui
