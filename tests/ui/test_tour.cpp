// The guided tour: the card never covers what it speaks of where there is room, each step is done by the user's own
// action or by what the project holds, progress is kept for each project, keys reach everything, and the demo begins
// anew when it is asked to.
#include "tests/ui/state_checks.h"
#include "tests/ui/train_fixture.h"
#include "ui/shell/main_window.h"
#include "ui/tour/tour.h"

#include <QAction>
#include <QApplication>
#include <QMessageBox>
#include <QRadioButton>
#include <QSpinBox>
#include <QTemporaryDir>
#include <filesystem>

using namespace caftan;
using namespace caftan::test;
using namespace caftan::ui;

class TourTest : public QObject {
    Q_OBJECT

    QTemporaryDir made_; // the demo, scored, to be copied
    std::unique_ptr<QTemporaryDir> directory_;
    std::unique_ptr<Settings> settings_;
    std::unique_ptr<Theme> theme_;
    std::unique_ptr<MainWindow> window_;

    QString demo() const { return directory_->filePath(QStringLiteral("demo")); }
    void openWindow() {
        WindowOptions options;
        options.cli = QCoreApplication::applicationFilePath();
        options.dataFolder = directory_->path();
        window_ = std::make_unique<MainWindow>(*theme_, *settings_, options);
        window_->resize(1280, 800);
        window_->show();
        window_->openProject(demo());
        QTRY_COMPARE(window_->currentPageName(), QStringLiteral("explore"));
        QTRY_VERIFY(window_->exploration().rows());
    }
    template <class T>
    T* child(const char* name) {
        return window_->findChild<T*>(QLatin1String(name));
    }
    void click(const char* name) {
        auto* button = child<QAbstractButton>(name);
        QVERIFY2(button && button->isVisible() && button->isEnabled(), name);
        QTest::mouseClick(button, Qt::LeftButton);
    }
    QString words(const char* name) { return child<QLabel>(name)->text(); }
    const TourState& state() { return window_->tour()->state(); }

    // What `demo run` leaves behind: five finished runs, and with `tested` their tests.
    static Status storeRuns(Project& project) {
        for (const std::string& recipe : demoRecipes()) {
            RunRecord run;
            run.uid = "uid-" + recipe;
            run.name = recipe;
            run.recipe = recipe == demoEqualBudget ? "distill" : recipe;
            run.state = "done";
            run.scoring = 1;
            run.config = {{"cuts", {{"name", demoCutsName}}}, {"primary_mode", "generate"}};
            run.result = {{"train_answer_tokens_seen", recipe == "sft" ? 96000 : 264648}, {"seconds", 20.0}};
            CAFTAN_TRY(id, addRun(project, run));
            (void)id;
        }
        return {};
    }
    static Status storeEvaluations(Project& project, const std::string& split, const std::string& mode, double accuracy,
                                   const std::string& only = {}) {
        CAFTAN_TRY(runs, listRuns(project));
        CAFTAN_TRY(questions, loadQuestions(project, 1));
        for (const RunRecord& run : runs) {
            if (!only.empty() && run.name != only)
                continue;
            std::vector<Answer> answers;
            for (const StoredQuestion& question : questions)
                if (question.question.split == splitFromName(split) && answers.size() < 30)
                    answers.push_back(
                        {question.id, "Answer: A", 0, true, double(answers.size()) < 30 * accuracy, false, 3, 0.1});
            Evaluation evaluation;
            evaluation.run = run.id;
            evaluation.split = split;
            evaluation.mode = mode;
            evaluation.result = {
                {"rows", 30}, {"accuracy_all", accuracy}, {"tokens_per_answer", mode == forcedMode ? 17.8 : 3.0}};
            CAFTAN_TRY(id, addEvaluation(project, evaluation, answers));
            (void)id;
        }
        return {};
    }

  private Q_SLOTS:
    void initTestCase() {
        QVERIFY(made_.isValid());
        QVERIFY(makeTrainProject(made_.filePath(QStringLiteral("demo")).toStdString()).has_value());
    }
    void init() {
        if (qstrcmp(QTest::currentTestFunction(), "cardStandsBeside") == 0)
            return; // needs no window
        directory_ = std::make_unique<QTemporaryDir>();
        settings_ = std::make_unique<Settings>(directory_->filePath(QStringLiteral("settings.ini")));
        theme_ = std::make_unique<Theme>(*qApp, Theme::Mode::Light);
        std::filesystem::copy(made_.filePath(QStringLiteral("demo")).toStdString(), demo().toStdString(),
                              std::filesystem::copy_options::recursive);
        openWindow();
    }
    void cleanup() {
        window_.reset();
        theme_.reset();
    }

    void cardStandsBeside_data() {
        QTest::addColumn<QRect>("target");
        QTest::newRow("left") << QRect(90, 150, 780, 270);
        QTest::newRow("right") << QRect(890, 150, 360, 270);
        QTest::newRow("wide, above") << QRect(90, 90, 1160, 200);
        QTest::newRow("wide, below") << QRect(90, 500, 1160, 280);
        QTest::newRow("small, in the middle") << QRect(600, 380, 80, 30);
    }
    void cardStandsBeside() {
        QFETCH(const QRect, target);
        const QRect area(0, 0, 1280, 800), card(placeBeside(target, {340, 280}, area), QSize(340, 280));
        QVERIFY(area.contains(card));
        QVERIFY(!card.intersects(target));
        QVERIFY(area.contains(QRect(placeBeside({}, {340, 280}, area), QSize(340, 280))));
        QVERIFY(area.contains(QRect(placeBeside(area, {340, 280}, area), QSize(340, 280)))); // covers something
    }

    void goesThroughItsSteps() {
        child<QAction>("startTour")->trigger();
        QTRY_VERIFY(child<TourCard>("tourCard"));
        QCOMPARE(window_->currentPageName(), QStringLiteral("data"));
        checkState(window_.get(), QStringLiteral("tour-guess"));
        child<QSpinBox>("tourGuess")->setValue(40);
        click("tourGuessSet");
        QCOMPARE(state().progress().guess, std::optional(40));
        click("tourNext");
        QCOMPARE(window_->currentPageName(), QStringLiteral("explore"));
        QTRY_VERIFY(words("tourFeedback").contains(QStringLiteral("40\u00a0%"))); // it was scored already
        checkState(window_.get(), QStringLiteral("tour-grow"));
        click("tourNext");
        QVERIFY(!state().done(TourStep::Drag));
        window_->exploration().setQuantiles({0.2, 0.7}, QStringLiteral("x"));
        QVERIFY(state().done(TourStep::Drag));
        checkState(window_.get(), QStringLiteral("tour-drag"));
        click("tourNext");
        click("tourBet-complexity-aware");
        QCOMPARE(state().progress().bet, QStringLiteral("complexity-aware"));
        checkState(window_.get(), QStringLiteral("tour-bet"));
    }

    void followsTheExperiment() {
        window_->startTour();
        while (state().step() != TourStep::Run)
            click("tourNext");
        QCOMPARE(window_->currentPageName(), QStringLiteral("runs"));
        QTRY_VERIFY(child<QPushButton>("tourAction")->isVisible());
        auto project = Project::open(demo().toStdString());
        QVERIFY(project && storeRuns(*project));
        QTRY_VERIFY(state().done(TourStep::Run));
        checkState(window_.get(), QStringLiteral("tour-run"));
        click("tourNext");
        QVERIFY(!state().done(TourStep::Open));
        QVERIFY(storeEvaluations(*project, "test", "generate", 0.75));
        QTRY_VERIFY(state().done(TourStep::Open));
        QVERIFY(words("tourTable").contains(QLatin1String("75.0 %")));
        QTest::qWait(300);
        checkState(window_.get(), QStringLiteral("tour-open"));
        click("tourNext");
        QVERIFY(storeEvaluations(*project, "validation", "generate", 0.7, "random"));
        QVERIFY(storeEvaluations(*project, "validation", forcedMode, 0.9, "random"));
        window_->tour()->state().setLooked();
        QTRY_VERIFY(state().done(TourStep::Rescue));
        QVERIFY(words("tourFeedback").contains(QStringLiteral("90.0\u00a0%")));
        checkState(window_.get(), QStringLiteral("tour-rescue"));
        click("tourNext"); // finish
        QTRY_VERIFY(!child<TourCard>("tourCard"));
    }

    void isKeptAndTakenUp() {
        window_->startTour();
        window_->tour()->state().setBet(QStringLiteral("sft"));
        QTest::keyClick(window_.get(), Qt::Key_Right, Qt::AltModifier);
        QTest::keyClick(window_.get(), Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(state().step(), TourStep::Drag);
        QTest::keyClick(window_.get(), Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(state().step(), TourStep::Grow);
        QTest::keyClick(child<TourCard>("tourCard"), Qt::Key_Escape);
        QTRY_VERIFY(!child<TourCard>("tourCard"));
        window_.reset();
        openWindow();
        window_->startTour();
        QCOMPARE(state().step(), TourStep::Grow);
        QCOMPARE(state().progress().bet, QStringLiteral("sft"));
        window_->service().close(); // the tour goes with its project
        QTRY_VERIFY(!child<TourCard>("tourCard"));
    }

    void keysReachEverything() {
        window_->startTour();
        QTRY_VERIFY(child<TourCard>("tourCard")->isVisible());
        window_->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window_.get()));
        child<TourCard>("tourCard")->setFocus();
        QSet<QString> reached;
        for (int i = 0; i < 12; ++i) {
            QTest::keyClick(window_->focusWidget(), Qt::Key_Tab);
            if (child<TourCard>("tourCard")->isAncestorOf(window_->focusWidget()))
                reached << window_->focusWidget()->objectName();
        }
        for (const char* name : {"tourGuess", "tourGuessSet", "tourNext", "tourEnd"})
            QVERIFY2(reached.contains(QLatin1String(name)), name);
    }

    void demoBeginsAnew() {
        window_->startTour();
        window_->tour()->state().setBet(QStringLiteral("sft"));
        child<QAction>("resetDemo")->trigger();
        auto* question = child<QMessageBox>("resetDemoQuestion");
        QTRY_VERIFY(question->isVisible());
        for (QAbstractButton* button : question->buttons())
            if (question->buttonRole(button) == QMessageBox::AcceptRole)
                button->click();
        QTRY_COMPARE_WITH_TIMEOUT(window_->currentPageName(), QStringLiteral("data"), 30'000); // nothing is scored
        QVERIFY(window_->library().scorings().empty());
        QVERIFY(settings_->tour(demo()).isEmpty());
        QVERIFY(!QFileInfo::exists(demo() + QStringLiteral(".old")));
    }
};

int main(int argc, char** argv) {
    if (const auto code = caftan::test::fakeCli(argc, argv))
        return *code;
    QApplication application(argc, argv);
    TourTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_tour.moc"
