// Runs the guided tour over the window: keeps the card beside what its step speaks of, goes to the page of a step, and
// starts what the step's button stands for. It knows pages by the names of their widgets only. Thread: the window's.
#pragma once

#include "ui/tour/tour_card.h"
#include "ui/tour/tour_state.h"

#include <QPointer>
#include <functional>

namespace caftan::ui {

class CliCall;

// What the tour needs from the window.
struct TourWindow {
    QWidget* ground = nullptr; // the card floats over it
    QString program;           // caftan-cli
    std::function<void(const QString& page)> showPage;
    std::function<QWidget*()> page;               // the one that is shown; nullptr: none
    std::function<QString()> comparedRecipe;      // chosen on Compare; empty: none
    std::function<void(bool sealed)> experiment;  // runs or tests the demo's recipes
    std::function<std::vector<QWidget*>()> apart; // what must not be covered: the drawer
};

class Tour : public QObject {
    Q_OBJECT

  public:
    Tour(ProjectService& service, Exploration& exploration, Settings& settings, TourWindow window,
         QObject* parent = nullptr);
    ~Tour() override;

    void begin();
    void end();
    TourState& state() { return state_; }
    TourCard* card() const { return card_; }

  protected:
    void timerEvent(QTimerEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void goTo(int step);
    QString pageOf(TourStep step) const;
    QStringList targetsOf(TourStep step) const; // names of widgets, the first that is visible counts
    QRect targetRect(bool& sheet) const;        // in the ground's coordinates
    QPoint placeOfCard(const QRect& target, bool sheet, const QRect& area) const;
    void follow();
    void act();
    void forceThinking();

    ProjectService& service_;
    TourWindow window_;
    TourState state_;
    QPointer<TourCard> card_;
    QPointer<TourFrame> frame_;
    CliCall* call_ = nullptr;
    int timer_ = 0;
    bool wasBegun_ = false; // scoring, when the card was last placed
};

} // namespace caftan::ui
