#include "ui/tour/tour_text.h"

#include "ui/charts/number_text.h"

#include <QCoreApplication>

namespace caftan::ui {

namespace {

QString said(const char* text) {
    return QCoreApplication::translate("Tour", text);
}

QString tokensText(double tokens) {
    return QLocale().toString(tokens, 'f', 1);
}

TourText guessText(const TourState& state) {
    TourText text;
    text.title = said("Guess before you look");
    text.body =
        said("The model answers 5,800 questions of chained arithmetic with one letter of ten; chance gives 10 %. "
             "How sure it is of that letter can be measured: entropy. Of the third of the questions of which it "
             "is least sure, what share will be right?");
    if (const auto guess = state.progress().guess)
        text.feedback = said("Your guess: %1 %. The next step shows what it is.").arg(*guess);
    return text;
}

TourText growText(const TourState& state) {
    TourText text;
    text.title = said("Watch the histogram grow");
    const auto thirds = state.thirds();
    if (!state.scoringBegun())
        text.body =
            said("Press Score… and accept what stands there. The model answers every question in a process of its "
                 "own; the histogram fills while it does.");
    else
        text.body =
            said("Each bar counts questions, right ones stacked on wrong ones. On the left the model is sure, on "
                 "the right it is not. On the ROC, the further the curve is from the diagonal, the better entropy "
                 "finds the errors.");
    if (!thirds)
        return text;
    text.feedback = said("Of the surest third %1 are right, of the least sure third %2.")
                        .arg(percentText(thirds->surest, 0), percentText(thirds->leastSure, 0));
    if (const auto guess = state.progress().guess)
        text.feedback += QLatin1Char(' ') + said("You guessed %1 %.").arg(*guess);
    return text;
}

TourText dragText(const TourState& state) {
    TourText text;
    text.title = said("Drag the cut");
    text.body =
        said("Two lines cut the questions into easy, middle and hard. Drag one, or go to it with Tab and press the "
             "arrow keys: bands, ROC and tables follow in the same frame. Ctrl+Z takes it back.");
    if (state.progress().dragged)
        text.feedback = said("Where the cuts lie decides what each question is trained on. The experiment of the next "
                             "steps cuts at the thirds.");
    return text;
}

TourText betText(const TourState& state) {
    TourText text;
    text.title = said("Bet on a recipe");
    text.body =
        said("Each recipe trains the same model on the same questions. A run costs what its answer tokens cost, "
             "and reasoning is six times as long as a letter. Which one gives the most accuracy for its tokens?");
    if (!state.progress().bet.isEmpty())
        text.feedback = said("The bet stands. Before the test is opened, you may still change it.");
    return text;
}

TourText runText(const TourState& state) {
    TourText text;
    const TourFacts& facts = state.facts();
    text.title = said("Run it");
    text.body =
        said("Five recipes are trained one after another, three to four minutes on two cores. Curves come live, and "
             "what they show are validation questions: the test part stays sealed.");
    const int recipes = int(demoRecipes().size());
    if (facts.trained() >= recipes)
        text.feedback = said("All %1 recipes are trained.").arg(recipes);
    else if (facts.running)
        text.feedback = said("%1 of %2 recipes are trained. It goes on when this window is closed.")
                            .arg(facts.trained())
                            .arg(recipes);
    else {
        text.action = facts.trained() > 0 ? said("Go on training") : said("Train the recipes");
        text.actionTip = said("Scores what is missing, cuts at the thirds and trains what is not trained yet");
    }
    return text;
}

TourText openText(const TourState& state) {
    TourText text;
    const TourFacts& facts = state.facts();
    text.title = said("Open the sealed test once");
    text.body =
        said("900 questions have been seen by nobody: cuts, recipes and epochs were chosen without them. They are "
             "opened once, for all rows together, and the project's ledger notes it.");
    if (!state.done(TourStep::Open)) {
        if (facts.running)
            text.feedback = said("At work…");
        else {
            text.action = said("Open the test");
            text.actionTip = said("Tests the base and every trained recipe on the test part");
        }
        return text;
    }
    for (const std::string& recipe : demoRecipes())
        if (const DemoArm* arm = facts.arm(recipe); arm && arm->accuracy)
            text.rows.push_back({recipeName(recipe), percentText(*arm->accuracy),
                                 groupedText(qint64(arm->answerTokens.value_or(0) + 0.5)),
                                 state.progress().bet == QLatin1String(recipe.c_str())});
    text.feedback = said("Said honestly: reasoning everywhere, ended at as many tokens, is as good here, since toy "
                         "reasoning is short. Short answers alone never get there.");
    return text;
}

TourText rescueText(const TourState& state, bool busy) {
    TourText text;
    const TourFacts& facts = state.facts();
    text.title = said("Sabotage and rescue");
    if (!state.progress().looked) {
        text.body =
            said("The sabotage: in the row “random” as many questions reason as in “complexity-aware”, but they are "
                 "drawn by lot. Choose that row of the table and see what it lost.");
        return text;
    }
    text.body =
        said("With reasoning drawn by lot the model answers at once everywhere, and the hard band stays wrong. Can "
             "it not reason, or does it not know when? The rescue: every answer is made to begin with “Think:”.");
    if (facts.rescue) {
        text.feedback =
            said("On %1 validation questions: left alone %2 right with %3 tokens an answer; made to think %4 "
                 "with %5. It had learned to reason. Entropy teaches when.")
                .arg(groupedText(facts.rescue->questions), percentText(facts.rescue->own),
                     tokensText(facts.rescue->ownTokens), percentText(facts.rescue->forced),
                     tokensText(facts.rescue->forcedTokens));
    } else if (busy) {
        text.feedback = said("At work…");
    } else if (const DemoArm* random = facts.arm("random"); random && random->run) {
        text.action = said("Make it think");
        text.actionTip = said("Lets the run answer the validation questions twice: as it likes, and begun with Think:");
    }
    return text;
}

} // namespace

QString recipeName(const std::string& recipe) {
    if (recipe == "sft")
        return said("Short answers everywhere");
    if (recipe == "distill")
        return said("Reasoning everywhere");
    if (recipe == "complexity-aware")
        return said("Reasoning where it is unsure");
    if (recipe == "random")
        return said("Reasoning in a random third");
    return said("Reasoning everywhere, same tokens");
}

TourText tourText(const TourState& state, bool busy) {
    switch (state.step()) {
    case TourStep::Guess:
        return guessText(state);
    case TourStep::Grow:
        return growText(state);
    case TourStep::Drag:
        return dragText(state);
    case TourStep::Bet:
        return betText(state);
    case TourStep::Run:
        return runText(state);
    case TourStep::Open:
        return openText(state);
    case TourStep::Rescue:
        return rescueText(state, busy);
    }
    return {};
}

} // namespace caftan::ui
