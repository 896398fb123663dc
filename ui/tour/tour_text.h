// The words of the guided tour. Thread: the window's.
#pragma once

#include "ui/tour/tour_state.h"

namespace caftan::ui {

struct TourRow {
    QString recipe, accuracy, tokens;
    bool bet = false;
};
struct TourText {
    QString title, body, feedback; // feedback: what came of it; empty: nothing yet
    std::vector<TourRow> rows;     // what the test showed
    QString action, actionTip;     // of the button that does the step's work; empty: it is done on the page
};
// `busy`: the work that the step's button began is not done yet.
TourText tourText(const TourState& state, bool busy);
QString recipeName(const std::string& recipe); // as the tour speaks of it

} // namespace caftan::ui
