// The Train sheet: its numbers are those of the plan that training makes, what cannot be trained is refused with a
// remedy that works, the command line makes the same job, and Start puts it into the queue.
#include "core/jobs/train_command.h"
#include "core/jobs/train_plan.h"
#include "tests/ui/train_sheet_window.h"
#include "ui/pages/train/train_figures.h"

#include <QClipboard>
#include <QFileInfo>
#include <QProcess>
#include <QRadioButton>
#include <QSpinBox>

using namespace caftan;
using namespace caftan::ui;

namespace {

constexpr double giga = 1e9;

} // namespace

class TrainSheetTest : public test::TrainSheetWindow {
    Q_OBJECT

    Project project() { return std::move(*Project::open(folder_)); }

    // What training itself would do with the spec of the sheet.
    void compareWithPlan(const QString& what) {
        settle();
        bool kept = false;
        draft().keepCuts(this, [&](const Status& status) { kept = status.has_value(); });
        QTRY_VERIFY(kept);
        Project store = project();
        const auto plan = planTraining(store, draft().spec());
        QVERIFY2(plan.has_value(), plan ? "" : plan.error().message.c_str());
        const TrainEstimate& estimate = *draft().estimate();
        const auto same = [&](const char* name, int64_t shown, int64_t planned) {
            QVERIFY2(shown == planned, qPrintable(QStringLiteral("%1, %2: %3 shown, %4 planned")
                                                      .arg(what, QLatin1String(name))
                                                      .arg(shown)
                                                      .arg(planned)));
        };
        same("steps", estimate.steps, int64_t(plan->steps.size()));
        same("rows", estimate.rows, int64_t(plan->items.size()));
        same("answer tokens", estimate.answerTokens, plan->answerTokens);
        same("answer tokens seen", estimate.answerTokensSeen, plan->answerTokensSeen);
        same("tokens seen", estimate.tokensSeen, plan->tokensSeen);
        same("validation", estimate.validation, int64_t(plan->validation.size()));
        QCOMPARE(estimate.stageSteps, plan->stageSteps);
        for (size_t band = 0; band < estimate.bands.size(); ++band) {
            same("rows of a band", estimate.bands[band].rows, plan->bandCounts[band]["rows"].get<int64_t>());
            same("tokens of a band", estimate.bands[band].answerTokens,
                 plan->bandCounts[band]["answer_tokens"].get<int64_t>());
        }
    }

  private Q_SLOTS:
    void init() { prepareSheet(); }
    void cleanup() { stopJobs(); }

    void numbersAreThoseOfThePlan() {
        makeAndOpen();
        openSheet();
        for (const std::string& recipe : recipeNames())
            for (const char* schedule : {"staged", "mixed"}) {
                draft().setRecipe(QString::fromStdString(recipe));
                draft().edit([&](TrainSpec& spec) {
                    spec.schedule = schedule;
                    spec.epochs = {3};
                });
                compareWithPlan(QString::fromStdString(recipe) + QLatin1Char(' ') + QLatin1String(schedule));
                if (QTest::currentTestFailed())
                    return;
            }
        draft().edit([](TrainSpec& spec) {
            spec.limit = 100;
            spec.answerTokenBudget = 2000;
            spec.microTokens = 200;
            spec.batchSequences = 7;
            spec.seed = 9;
        });
        compareWithPlan(QStringLiteral("budget and limit"));
        exploration().setQuantiles({0.1, 0.2, 0.3, 0.9}, QStringLiteral("five bands"));
        compareWithPlan(QStringLiteral("five bands"));
        draft().setRouting("band-2", Routing::Skip);
        draft().setRouting("band-4", Routing::Reasoning);
        QCOMPARE(draft().recipe(), QStringLiteral("custom"));
        compareWithPlan(QStringLiteral("custom"));
    }

    void recipesAndBandsFollowEachOther() {
        makeAndOpen();
        openSheet();
        auto* recipe = child<QComboBox>("trainRecipe");
        auto* hard = child<QComboBox>("trainBand-hard");
        QCOMPARE(recipe->currentData().toString(), QStringLiteral("complexity-aware"));
        QCOMPARE(hard->currentData().toInt(), int(Routing::Reasoning));
        draft().setRecipe(QStringLiteral("curriculum"));
        QCOMPARE(hard->currentData().toInt(), int(Routing::Answer));
        QCOMPARE(recipe->currentData().toString(), QStringLiteral("curriculum"));
        QCOMPARE(exploration().bandRecipe(2), QStringLiteral("sft")); // the table on Explore says the same
        exploration().setBandRecipe(0, QStringLiteral("none"));
        QCOMPARE(recipe->currentData().toString(), QStringLiteral("custom"));
        QCOMPARE(draft().spec().bands.at("easy"), std::string("skip"));
        exploration().setBandRecipe(0, QStringLiteral("sft"));
        QCOMPARE(recipe->currentData().toString(), QStringLiteral("sft"));
        exploration().setBandRecipe(2, QStringLiteral("distill"));
        QCOMPARE(recipe->currentData().toString(), QStringLiteral("complexity-aware"));
        // one number of epochs for each stage; another number of stages starts from one again
        draft().edit([](TrainSpec& spec) { spec.schedule = "staged"; });
        settle();
        QTRY_VERIFY(child<QSpinBox>("trainEpochs1"));
        child<QSpinBox>("trainEpochs1")->setValue(3);
        QCOMPARE(draft().settings().epochs, (std::vector<int64_t>{8, 3}));
        draft().setRecipe(QStringLiteral("sft"));
        QCOMPARE(draft().settings().epochs.size(), size_t(1));
        settle();
        QVERIFY(startable());
    }

    void refusalsHaveRemedies() {
        makeAndOpen();
        openSheet();
        QTRY_VERIFY(startable());
        check(QStringLiteral("train"));
        // an empty band: every value lies below the cuts
        exploration().setQuantiles({0, 0.5}, QStringLiteral("nothing easy"));
        exploration().setCuts({1e-9, 0.5}, QStringLiteral("nothing easy"));
        settle();
        QTRY_VERIFY(refusedFor(TrainRefusal::Kind::EmptyBand));
        check(QStringLiteral("train-empty-band"));
        remedy("refusalSkip");
        settle();
        QTRY_VERIFY(startable());
        // no memory for all weights, enough for an adapter
        draft().setLora(false);
        draft().edit([](TrainSpec& spec) { spec.batchSequences = 1; });
        settle();
        const double full = draft().estimate()->smallest, lora = draft().estimate()->lora.total();
        QVERIFY(full > lora);
        draft().setMachine({(full + lora) / 2, 0});
        settle();
        QTRY_VERIFY(refusedFor(TrainRefusal::Kind::Memory));
        QVERIFY2(draft().refusal().sentence.contains(QLatin1String("GB")), qPrintable(draft().refusal().sentence));
        check(QStringLiteral("train-memory"));
        remedy("refusalLora");
        settle();
        QTRY_VERIFY(startable());
        draft().setMachine({64 * giga, 0});
        settle();
        QTRY_VERIFY(startable());
    }

    void cutsChosenOnTestAreRefused() {
        makeAndOpen();
        exploration().openTest();
        QTRY_VERIFY(exploration().rows() && exploration().rows()->testShown);
        openSheet();
        QVERIFY(startable()); // the cuts are those from before
        exploration().setQuantiles({0.4, 0.6}, QStringLiteral("seen"));
        settle();
        QTRY_VERIFY(refusedFor(TrainRefusal::Kind::TestSeen));
        check(QStringLiteral("train-test-seen"));
        // training refuses them too, and so does the window after a restart
        bool kept = false;
        draft().keepCuts(this, [&](const Status& status) { kept = status.has_value(); });
        QTRY_VERIFY(kept);
        {
            Project store = project();
            const auto plan = planTraining(store, draft().spec());
            QVERIFY(!plan);
            QVERIFY2(plan.error().message.find("test") != std::string::npos, plan.error().message.c_str());
        }
        QTest::qWait(500); // the working cuts are stored
        openWindow();
        QVERIFY(exploration().testSeen());
        openSheet();
        QTRY_VERIFY(refusedFor(TrainRefusal::Kind::TestSeen));
        remedy("refusalQuartiles");
        QTRY_VERIFY(exploration().rows() && !exploration().rows()->testShown && !exploration().testSeen());
        settle();
        QTRY_VERIFY(startable());
    }

    void withoutTracesOrSplit() {
        QVERIFY(test::makeTrainProject(folder_).has_value());
        {
            Project store = project();
            QVERIFY(storeTraces(store, 1, "nobody", {}).has_value());
            const auto teachers = listTeachers(store, 1);
            QVERIFY(teachers && !teachers->empty());
            QVERIFY(storeTraces(store, 1, teachers->front(), {}).has_value()); // replaced by none
        }
        openWindow();
        openSheet();
        QTRY_VERIFY(refusedFor(TrainRefusal::Kind::NoTraces));
        check(QStringLiteral("train-no-traces"));
        remedy("refusalShort");
        settle();
        QTRY_VERIFY(startable());
        QCOMPARE(draft().recipe(), QStringLiteral("sft"));
        for (const char* band : {"easy", "middle", "hard"})
            draft().setRouting(band, Routing::Skip);
        settle();
        QTRY_VERIFY(refusedFor(TrainRefusal::Kind::NothingTrained));
    }

    void commandLineMakesTheSameJob() {
        const QString cli = QStringLiteral(CAFTAN_BIN_DIR "/caftan-cli");
        if (!QFileInfo(cli).isExecutable())
            QSKIP("caftan-cli is not built here (it needs torch).");
        makeAndOpen();
        openSheet();
        draft().setRecipe(QStringLiteral("reverse"));
        draft().edit([](TrainSpec& spec) {
            spec.epochs = {1};
            spec.limit = 8;
            spec.evaluateLimit = 4;
            spec.name = "a name's \"quotes\"";
            spec.rate = 3.7e-5;
            spec.warmupShare = 0.125;
            spec.checkpointSeconds = 7.5;
            spec.lora = LoraSpec{4, 12, 0.1, {"q_proj", "v_proj"}};
            spec.dropWrongTeacher = false;
            spec.baseBits = 4;
            spec.recompute = "on";
            spec.keepOptimizer = true;
        });
        settle();
        QTest::mouseClick(child<QPushButton>("trainCopy"), Qt::LeftButton);
        QTRY_COMPARE(QApplication::clipboard()->text(), draft().commandLine());
        QString line = QApplication::clipboard()->text();
        QCOMPARE(child<QLineEdit>("trainCommand")->text(), line);
        QVERIFY(line.startsWith(QLatin1String("caftan-cli ")));
        line.replace(0, 10, cli);
        QProcess shell;
        shell.start(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), line});
        QVERIFY(shell.waitForFinished(120'000));
        QVERIFY2(shell.exitCode() == 0, shell.readAllStandardError().constData());
        Project store = project();
        const auto jobs = listJobs(store);
        QVERIFY(jobs && jobs->size() == 1);
        QCOMPARE(QString::fromStdString(dumpJson(jobs->front().spec)),
                 QString::fromStdString(dumpJson(draft().job().spec)));
    }

    void startPutsTheRunIntoTheQueue() {
        makeAndOpen();
        openSheet();
        draft().edit([](TrainSpec& spec) { spec.epochs = {1}; });
        settle();
        QTRY_VERIFY(startable());
        const QString line = draft().commandLine();
        QTest::mouseClick(child<QPushButton>("trainStart"), Qt::LeftButton);
        QTRY_COMPARE(window_->currentPageName(), QStringLiteral("runs"));
        QTRY_VERIFY(!window_->jobs().jobs().empty());
        const JobRecord job = window_->jobs().jobs().front().record;
        QCOMPARE(job.kind, std::string("train"));
        QCOMPARE(QString::fromStdString(job.commandLine), line);
        QTRY_COMPARE_WITH_TIMEOUT(window_->jobs().jobs().front().state, QStringLiteral("done"), 60'000);
        // cuts moved afterwards are not those of the run
        const double before = exploration().cuts()[0];
        exploration().setCuts({before * 2 + 0.01, 2}, QStringLiteral("moved"));
        QTest::qWait(500);
        Project store = project();
        const auto runs = listRuns(store);
        QVERIFY(runs && runs->size() == 1);
        const auto sets = listCuts(store);
        for (const CutSet& cuts : *sets)
            if (cuts.id == *runs->front().cutSet)
                QCOMPARE(cuts.values[0], before);
        check(QStringLiteral("runs-after-train"));
    }

    void theWheelChangesOnlyTheFieldInFocus() {
        makeAndOpen();
        openSheet();
        child<QPushButton>("trainAdvanced")->setChecked(true);
        settle();
        const auto turn = [](QWidget* field) {
            const QPointF middle = field->rect().center();
            QWheelEvent event(middle, field->mapToGlobal(middle), {}, {0, -120}, Qt::NoButton, Qt::NoModifier,
                              Qt::NoScrollPhase, false);
            QCoreApplication::sendEvent(field, &event);
        };
        auto* micro = child<QSpinBox>("trainMicro");
        const int before = micro->value();
        child<QLineEdit>("trainRate")->setFocus();
        turn(micro);
        QCOMPARE(micro->value(), before);
        QCOMPARE(micro->focusPolicy(), Qt::StrongFocus);
        micro->setFocus();
        turn(micro);
        QVERIFY(micro->value() < before);
    }

    void advanced() {
        makeAndOpen();
        openSheet();
        child<QPushButton>("trainAdvanced")->setChecked(true);
        child<QRadioButton>("trainLora")->click();
        settle();
        QTRY_VERIFY(startable());
        child<QSpinBox>("trainRank")->setValue(4);
        QCOMPARE(draft().settings().lora->rank, int64_t(4));
        QCOMPARE(draft().settings().lora->alpha, 8.0); // twice the rank until it is chosen
        auto* rate = child<QLineEdit>("trainRate");
        rate->setFocus();
        rate->selectAll();
        QTest::keyClicks(rate, QStringLiteral("5e-4"));
        QTest::keyClick(rate, Qt::Key_Tab);
        QCOMPARE(draft().settings().rate, 5e-4);
        rate->setFocus();
        rate->selectAll();
        QTest::keyClicks(rate, QStringLiteral("lots"));
        QTest::keyClick(rate, Qt::Key_Tab);
        QCOMPARE(draft().settings().rate, 5e-4);
        QCOMPARE(rate->text(), QStringLiteral("5e-4"));
        settle();
        check(QStringLiteral("train-advanced"));
    }
};

int main(int argc, char** argv) {
    if (const auto code = caftan::test::fakeCli(argc, argv))
        return *code;
    QApplication application(argc, argv);
    TrainSheetTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_train_sheet.moc"
