// The Runs page in its states: figures equal what is stored, curves grow while another process writes, axes, overlay,
// slider, actions, failures; every control has a name and says what it does. With CAFTAN_STATE_PICTURES=DIR each state
// is written as a picture, to be looked at; CAFTAN_STATE_PROJECT=DIR gives a project for more of them.
#include "core/analysis/intervals.h"
#include "tests/ui/runs_fixture.h"
#include "tests/ui/window_test.h"
#include "ui/charts/answer_histogram.h"
#include "ui/charts/line_chart.h"
#include "ui/pages/runs/run_series.h"
#include "ui/pages/runs/runs_page.h"
#include "ui/shell/sheet.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QSlider>
#include <QTabBar>
#include <QTableView>
#include <QTreeWidget>
#include <QtTest>

using namespace caftan;
using namespace caftan::test;
using namespace caftan::ui;

class RunsPageTest : public WindowTest {
    Q_OBJECT

    std::optional<Project> project_; // another connection, as a job's
    QString cli_;

    RunsPage* page() { return window_->findChild<RunsPage*>(); }
    LineChart* loss() { return child<LineChart>("lossChart"); }
    QPushButton* button(const char* name) { return child<QPushButton>(name); }
    void showView(const char* name) { page()->showView(QLatin1String(name)); }

    void openRuns(const QString& folder = {}) {
        makeWindow(cli_, pictureSize());
        window_->show();
        window_->openProject(folder.isEmpty() ? QString::fromStdString(folder_) : folder);
        QTRY_VERIFY(!window_->currentPageName().isEmpty() && window_->currentPageName() != QLatin1String("welcome"));
        window_->showPage(QStringLiteral("runs"));
        QTRY_VERIFY(page() && page()->runs().loaded());
    }
    static QSize pictureSize() {
        const QStringList parts =
            qEnvironmentVariable("CAFTAN_STATE_SIZE", QStringLiteral("1280x800")).split(QLatin1Char('x'));
        return {parts.value(0).toInt(), parts.value(1).toInt()};
    }

    // A program that notes its arguments, as caftan-cli that is started for a job.
    void makeCli() {
        cli_ = directory_->filePath(QStringLiteral("cli"));
        QFile file(cli_);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("#!/bin/sh\necho \"$*\" >> " + directory_->filePath(QStringLiteral("started")).toUtf8() +
                   "\nsleep 5\n");
        file.close();
        file.setPermissions(file.permissions() | QFile::ExeOwner);
    }
    QString started() const {
        QFile file(directory_->filePath(QStringLiteral("started")));
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }

    // What a state must hold, and its picture, light and dark.
    void check(const QString& state) {
        QTest::qWait(120);
        const QString folder = qEnvironmentVariable("CAFTAN_STATE_PICTURES");
        for (const bool dark : {true, false}) {
            if (folder.isEmpty())
                break;
            theme_->setMode(dark ? Theme::Mode::Dark : Theme::Mode::Light);
            QTest::qWait(150);
            QVERIFY(window_->grab().save(
                QDir(folder).filePath(state + (dark ? QStringLiteral("-dark.png") : QStringLiteral("-light.png")))));
        }
        for (QWidget* widget : page()->findChildren<QWidget*>()) {
            if (!widget->isVisible() || widget->objectName().isEmpty() || widget->focusPolicy() == Qt::NoFocus ||
                widget->objectName().startsWith(QLatin1String("qt_")) ||
                qobject_cast<QComboBox*>(widget->parentWidget()) || qobject_cast<QLabel*>(widget) ||
                qobject_cast<Sheet*>(widget))
                continue;
            const QString who = state + QStringLiteral(": ") + QLatin1String(widget->metaObject()->className()) +
                                QLatin1Char(' ') + widget->objectName();
            const auto* button = qobject_cast<QAbstractButton*>(widget);
            QVERIFY2(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
                     qPrintable(who + QStringLiteral(" has no name")));
            if (!widget->toolTip().isEmpty() || !widget->whatsThis().isEmpty() ||
                qobject_cast<QPlainTextEdit*>(widget) || qobject_cast<QAbstractScrollArea*>(widget) ||
                qobject_cast<QTabBar*>(widget))
                continue;
            QFAIL(qPrintable(who + QStringLiteral(" has no tooltip")));
        }
        for (const QAbstractButton* button : page()->findChildren<QAbstractButton*>())
            if (button->isVisible() && qobject_cast<const QPushButton*>(button))
                QVERIFY2(button->width() >= button->sizeHint().width(), qPrintable(state + button->text()));
    }

  private Q_SLOTS:
    void init() {
        prepare();
        QVERIFY(makeRunsProject(folder_).has_value());
        auto opened = Project::open(folder_);
        QVERIFY(opened.has_value());
        project_.emplace(std::move(*opened));
        makeCli();
    }
    void cleanup() {
        closeAll();
        project_.reset();
    }

    void anEmptyPageSaysWhatItWouldShow() {
        openRuns();
        QVERIFY(button("goExplore")->isVisible());
        QVERIFY(!button("runDemo")->isVisible()); // this is not the demo
        QVERIFY(page()->views().isEmpty());
        check(QStringLiteral("empty"));
        QTest::mouseClick(button("goExplore"), Qt::LeftButton);
        QCOMPARE(window_->currentPageName(), QStringLiteral("explore"));
    }

    void theDemoCanBeStarted() {
        ModelRecord model;
        model.name = demoModelName;
        model.sha256 = std::string(64, 'd');
        QVERIFY(addModel(*project_, model).has_value());
        openRuns();
        QTRY_VERIFY(button("runDemo")->isVisible());
        check(QStringLiteral("empty-demo"));
    }

    void figuresEqualWhatIsStored() {
        const auto run = finishedRun(*project_, "complexity-aware", "paper");
        openRuns();
        QTRY_COMPARE(loss()->pointCount(run->run, QStringLiteral("train/loss")), 4 * stepsPerEpoch);
        QCOMPARE(loss()->pointCount(run->run, QStringLiteral("validation/loss")), 5);
        const LineSeries& raw = loss()->series().front();
        const auto stored = loadMetrics(*project_, run->run, "train/loss");
        for (size_t i = 0; i < stored->size(); ++i) {
            QCOMPARE(raw.x[i], (*stored)[i].epoch);
            QCOMPARE(raw.y[i], (*stored)[i].value);
        }
        const LineSeries& accuracy = child<LineChart>("accuracyChart")->series().front();
        QCOMPARE(accuracy.y, (std::vector<double>{10 / 40., 14 / 40., 18 / 40., 22 / 40., 26 / 40.}));
        QCOMPARE(accuracy.best, std::optional<size_t>(4));
        const Interval interval = wilson(14, validationQuestions);
        QCOMPARE(accuracy.low[1], interval.low);
        QCOMPARE(accuracy.high[1], interval.high);
        const auto& bands = child<LineChart>("bandChart")->series();
        QCOMPARE(bands.size(), size_t(3));
        QCOMPARE(bands[2].y.back(), madeAccuracy(4));
        QCOMPARE(bands[0].low[1], wilson(std::llround(14 / 40. * 14), 14).low); // of the band's own questions
        QVERIFY(child<QLabel>("runAbout")->accessibleName().contains(QLatin1String("65.0 %")));
        check(QStringLiteral("finished"));
        child<QComboBox>("accuracyMetric")->setCurrentIndex(1); // of valid answers: one fewer
        QCOMPARE(child<LineChart>("accuracyChart")->series().front().low[1], wilson(14, validationQuestions - 1).low);
    }

    void theAxisIsChosen() {
        const auto run = finishedRun(*project_, "axes");
        openRuns();
        QTRY_VERIFY(loss()->pointCount(run->run, QStringLiteral("train/loss")) > 0);
        auto* axis = child<QTabBar>("runAxis");
        const auto stored = loadMetrics(*project_, run->run, "train/loss");
        const auto firstX = [&] { return loss()->series().front().x; };
        for (int tab = 0; tab < axis->count(); ++tab) {
            axis->setCurrentIndex(tab);
            const std::vector<double> x = firstX();
            for (size_t i = 0; i < stored->size(); ++i) {
                const MetricPoint& p = (*stored)[i];
                const double wanted[] = {double(p.step), p.epoch, double(p.tokens), p.seconds};
                QCOMPARE(x[i], wanted[tab]);
            }
        }
    }

    void stagesAreMarkedAndSmoothedApart() {
        const auto run = finishedRun(*project_, "stages");
        openRuns();
        QTRY_VERIFY(loss()->pointCount(run->run, QStringLiteral("train/loss")) > 0);
        child<QSlider>("smoothing")->setValue(90);
        const auto& line = loss()->series()[1];
        QCOMPARE(line.key, QStringLiteral("train/loss smoothed"));
        QCOMPARE(line.y[20], madeLoss(21)); // the first step of stage 2: nothing of stage 1 in it
        QVERIFY(std::abs(line.y[19] - madeLoss(20)) > 1e-6);
        const auto marks = stageMarks(*page()->chosen(), *page()->curves().points(run->run), RunAxis::Step);
        QCOMPARE(marks.size(), size_t(1));
        QCOMPARE(marks[0].x, 20.0);
        QCOMPARE(marks[0].text, QStringLiteral("stage 2: distil hard"));
        child<QSlider>("smoothing")->setValue(0);
        QCOMPARE(loss()->series().size(), size_t(2)); // one line and the validation
    }

    void runsAreOverlaid() {
        const auto first = finishedRun(*project_, "first"), second = finishedRun(*project_, "second");
        openRuns();
        const QString key = QStringLiteral("train/loss");
        QTRY_VERIFY(loss()->pointCount(second->run, key) > 0); // the newest is chosen
        QCOMPARE(loss()->pointCount(first->run, key), 0);
        auto* list = child<QListView>("runsList");
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Down);
        QTRY_VERIFY(loss()->pointCount(first->run, key) > 0);
        QCOMPARE(loss()->pointCount(second->run, key), 0);
        QTest::keyClick(list, Qt::Key_Up);
        QTest::keyClick(list, Qt::Key_Space); // stays when another one is chosen
        QTest::keyClick(list, Qt::Key_Down);
        QTRY_VERIFY(loss()->pointCount(first->run, key) > 0 && loss()->pointCount(second->run, key) > 0);
        const auto& series = loss()->series();
        QVERIFY(series.front().color != series.back().color);
        QVERIFY(series.back().name.contains(QLatin1String("second")));
        for (const char* band : {"#0072b2", "#e69f00", "#d55e00"}) // colours of the bands are used nowhere else
            for (const LineSeries& one : series)
                QVERIFY(one.color != QColor(QLatin1String(band)));
        check(QStringLiteral("overlay"));
        QVERIFY(finishedRun(*project_, "third").has_value());
        QTRY_COMPARE(page()->runs().rowCount(), 3);
        QCOMPARE(page()->chosen()->id(), first->run); // the user chose it
    }

    void aRunOfAnotherProcessAppearsAndGrows() {
        openRuns();
        QCOMPARE(page()->runs().rowCount(), 0);
        QProcess other;
        other.start(QCoreApplication::applicationFilePath(),
                    {QStringLiteral("--train"), QString::fromStdString(folder_)});
        QTRY_COMPARE(page()->runs().rowCount(), 1);
        QTRY_COMPARE(page()->runs().runs()[0].state, QStringLiteral("running"));
        QTRY_VERIFY(button("pauseRun") && button("pauseRun")->isVisible());
        const int64_t run = page()->runs().runs()[0].id();
        const auto points = [&] { return loss()->pointCount(run, QStringLiteral("train/loss")); };
        QTRY_VERIFY(points() > 0);
        const int64_t before = points();
        QVERIFY(before < 4 * stepsPerEpoch);
        check(QStringLiteral("running"));
        QTRY_VERIFY(points() > before);
        QTest::mouseClick(button("pauseRun"), Qt::LeftButton);
        QTRY_COMPARE(page()->runs().runs()[0].state, QStringLiteral("paused"));
        QTRY_VERIFY(button("resumeRun")->isVisible() && !button("pauseRun")->isVisible());
        QTRY_COMPARE(other.state(), QProcess::NotRunning);
        check(QStringLiteral("paused"));
        const auto stored = loadMetrics(*project_, run, "train/loss");
        QTRY_COMPARE(points(), int64_t(stored->size()));
        // every point was read once
        QCOMPARE(page()->curves().pointsRead(), int64_t(loadMetrics(*project_, run)->size()));
        QTest::mouseClick(button("resumeRun"), Qt::LeftButton);
        QTRY_VERIFY(started().contains(QLatin1String("job run 1")));
        QCOMPARE(findJob(*project_, 1)->state, std::string("queued"));
        QTRY_VERIFY(button("stopRun")->isVisible());
        QTest::mouseClick(button("stopRun"), Qt::LeftButton);
        QTRY_COMPARE(findJob(*project_, 1)->state, std::string("stopped"));
    }

    void aFailedRunSaysWhyAndWhatToDo() {
        const auto run = startRun(*project_, "failed one");
        QVERIFY(trainSteps(*project_, *run, 1, 12).has_value());
        QVERIFY(
            addLog(*project_, run->job, "warning", "memory ran out at step 5: the micro batch was halved").has_value());
        QVERIFY(finishRun(*project_, *run, "failed",
                          "The loss is not finite at step 13: choose a lower learning rate (--lr).")
                    .has_value());
        std::filesystem::create_directories(project_->runFolder(run->uid));
        QVERIFY(writeFile(project_->runFolder(run->uid) / "log.txt", "caftan-cli: not finite\n").has_value());
        openRuns();
        QTRY_VERIFY(child<QLabel>("runProblem") && child<QLabel>("runProblem")->isVisible());
        const QString said = child<QLabel>("runProblem")->text();
        QVERIFY(said.contains(QLatin1String("not finite at step 13")) && said.contains(QLatin1String("Try again")));
        QCOMPARE(button("resumeRun")->text(), QStringLiteral("Try again"));
        QVERIFY(!button("branchRun")->isEnabled()); // no weights to start from
        check(QStringLiteral("failed"));
        QTest::mouseClick(button("showLog"), Qt::LeftButton);
        QTRY_VERIFY(child<QPlainTextEdit>("runLog")->toPlainText().contains(QLatin1String("micro batch was halved")));
        QTRY_VERIFY(child<QPlainTextEdit>("runErrors")->toPlainText().contains(QLatin1String("not finite")));
        check(QStringLiteral("failed-log"));
    }

    void aRunThatNeverBeganSaysWhy() {
        JobRecord job;
        job.kind = "train";
        job.spec = toJson(madeSpec(1, "early"));
        const auto id = addJob(*project_, job);
        QVERIFY(claimJob(*project_, *id).value_or(false));
        QVERIFY(finishJob(*project_, *id, "failed", 1, "the band \"hard\" has no training questions.").has_value());
        openRuns();
        QTRY_VERIFY(child<QLabel>("runProblem") && child<QLabel>("runProblem")->isVisible());
        QVERIFY(child<QLabel>("runProblem")->text().contains(QLatin1String("Nothing was trained")));
        for (const QString& view : page()->views()) {
            page()->showView(view);
            check(QStringLiteral("never-began-") + view);
        }
        QVERIFY(!child<QTreeWidget>("runSettings")
                     ->findItems(QStringLiteral("thirds"), Qt::MatchExactly | Qt::MatchRecursive, 1)
                     .isEmpty());
    }

    void largeTextFits() {
        QVERIFY(finishedRun(*project_, "a run with a name that is longer than what is there for it").has_value());
        theme_->setTextScale(2);
        openRuns();
        window_->resize(1920, 1080);
        QTRY_VERIFY(page()->chosen());
        for (const QString& view : page()->views()) {
            page()->showView(view);
            check(QStringLiteral("large-") + view);
        }
        QVERIFY(window_->minimumSizeHint().width() <= 1920);
    }

    void theSliderShowsEachEvaluation() {
        const auto run = finishedRun(*project_, "entropies");
        openRuns();
        QTRY_VERIFY(loss()->pointCount(run->run, QStringLiteral("train/loss")) > 0);
        showView("entropy");
        auto* slider = child<QSlider>("entropySlider");
        auto* histogram = child<AnswerHistogram>("entropyHistogram");
        QTRY_COMPARE(slider->maximum(), 4);
        QTRY_COMPARE(slider->value(), 4); // follows the newest
        const auto rightOf = [&] {
            int64_t right = 0, all = 0;
            for (const HistogramBin& bin : histogram->bins()) {
                right += bin.right;
                all += bin.right + bin.wrong;
            }
            return std::pair(all, right);
        };
        for (int epoch = 0; epoch <= 4; ++epoch) {
            slider->setValue(epoch);
            QCOMPARE(rightOf(), std::pair(int64_t(validationQuestions - 1), int64_t(10 + 4 * epoch)));
            QVERIFY(child<QLabel>("entropyFacts")->text().contains(QLatin1String("1 invalid")));
        }
        check(QStringLiteral("entropy"));
        QTest::mouseClick(button("entropyPlay"), Qt::LeftButton);
        QCOMPARE(slider->value(), 0); // from the beginning
        QTRY_VERIFY(slider->value() > 0);
        QTest::mouseClick(button("entropyPlay"), Qt::LeftButton);
    }

    void answersAndSettingsAreShown() {
        const auto run = finishedRun(*project_, "answers", "paper");
        openRuns();
        QTRY_VERIFY(loss()->pointCount(run->run, QStringLiteral("train/loss")) > 0);
        showView("answers");
        auto* table = child<QTableView>("answers");
        QTRY_COMPARE(table->model()->rowCount(), validationQuestions);
        QVERIFY(child<QComboBox>("answersEvaluation")->currentText().startsWith(QLatin1String("epoch 4, generated")));
        check(QStringLiteral("answers"));
        child<QLineEdit>("answersSearch")->setText(QStringLiteral("number 18:"));
        QTRY_COMPARE(table->model()->rowCount(), 1);
        showView("settings");
        auto* tree = child<QTreeWidget>("runSettings");
        const auto holds = [&](const QString& words) {
            return !tree->findItems(words, Qt::MatchContains | Qt::MatchRecursive, 1).isEmpty();
        };
        QTRY_VERIFY(holds(QStringLiteral("caftan-cli train --scoring 1")));
        QVERIFY(holds(QString(64, QLatin1Char('c'))) && holds(QStringLiteral("0.1.0")));
        QCOMPARE(child<QLineEdit>("runTags")->text(), QStringLiteral("paper"));
        check(QStringLiteral("settings"));
        auto* tags = child<QLineEdit>("runTags");
        tags->setFocus();
        tags->selectAll();
        QTest::keyClicks(tags, QStringLiteral("mine"));
        QTest::keyClick(tags, Qt::Key_Return);
        QTRY_COMPARE(findRun(*project_, std::to_string(run->run))->tags, std::string("mine"));
        showView("training");
        QTRY_COMPARE(child<LineChart>("speedChart")->pointCount(run->run, QStringLiteral("train/tokens_per_s")),
                     4 * stepsPerEpoch);
        check(QStringLiteral("training"));
    }

    void aBranchStartsFromTheBestWeights() {
        const auto run = finishedRun(*project_, "parent");
        openRuns();
        QTRY_VERIFY(button("branchRun") && button("branchRun")->isVisible() && button("branchRun")->isEnabled());
        QTest::mouseClick(button("branchRun"), Qt::LeftButton);
        auto* start = button("branchStart");
        QTRY_VERIFY(start->isVisible());
        QVERIFY(child<QLineEdit>("branchCommand")
                    ->text()
                    .contains(QLatin1String("--from-run ") + QString::fromStdString(run->uid)));
        auto* epochs = child<QLineEdit>("branchEpochs");
        epochs->selectAll();
        QTest::keyClicks(epochs, QStringLiteral("many"));
        QVERIFY(!start->isEnabled()); // and the form says why
        epochs->selectAll();
        QTest::keyClicks(epochs, QStringLiteral("1, 3"));
        QVERIFY(start->isEnabled());
        check(QStringLiteral("branch"));
        QTest::mouseClick(start, Qt::LeftButton);
        QTRY_VERIFY(started().contains(QLatin1String("job run 2")));
        const auto job = findJob(*project_, 2);
        const auto spec = trainSpecFromJson(job->spec);
        QVERIFY(spec.has_value());
        QCOMPARE(spec->startRun, run->uid);
        QCOMPARE(spec->epochs, (std::vector<int64_t>{1, 3}));
        QVERIFY(job->commandLine.find("--epochs 1,3") != std::string::npos);
        QTRY_VERIFY(page()->chosen() && page()->chosen()->job->id == 2); // the branch is what one wants to see
    }

    void aProjectThatCanOnlyBeReadOffersNoChange() {
        QVERIFY(finishedRun(*project_, "kept").has_value());
        project_.reset();
        if (::geteuid() == 0)
            QSKIP("root may write everything");
        QFile::setPermissions(QString::fromStdString(folder_ + "/project.caftan"), QFile::ReadOwner);
        openRuns();
        QTRY_VERIFY(button("branchRun")->isVisible());
        QVERIFY(!button("branchRun")->isEnabled());
    }

    // For pictures of real runs.
    void aGivenProject() {
        const QString folder = qEnvironmentVariable("CAFTAN_STATE_PROJECT");
        if (folder.isEmpty())
            QSKIP("CAFTAN_STATE_PROJECT is not set");
        openRuns(folder);
        QTRY_VERIFY(page()->chosen());
        for (const RunView& run : page()->runs().runs())
            if (run.name() == QLatin1String("sft") || run.name() == QLatin1String("distill"))
                page()->runs().setChecked(run.uid, true);
        auto* list = child<QListView>("runsList");
        list->setCurrentIndex(list->model()->index(2, 0));
        QTest::qWait(1000);
        for (const QString& view : page()->views()) {
            page()->showView(view);
            QTest::qWait(500);
            check(QStringLiteral("given-") + view);
        }
        page()->showView(QStringLiteral("curves"));
        loss()->setFocus(Qt::TabFocusReason);
        for (int i = 0; i < 4; ++i)
            QTest::keyClick(loss(), Qt::Key_Left, Qt::ShiftModifier);
        check(QStringLiteral("given-crosshair"));
    }
};

// What another process does: a run with its lock, a few steps every 30 ms, until it is asked to pause or has done all.
static int trainElsewhere(const std::string& folder) {
    auto project = Project::open(folder);
    if (!project)
        return 1;
    const auto run = startRun(*project, "from a terminal");
    const auto lock = run ? holdLock(*project, *run) : Result<FileLock>(fail("no run"));
    if (!lock || !lock->held())
        return 1;
    for (int64_t step = 1; step <= 4 * stepsPerEpoch; ++step) {
        if ((step - 1) % stepsPerEpoch == 0)
            (void)validate(*project, *run, int(step / stepsPerEpoch));
        (void)trainSteps(*project, *run, step, step);
        for (int i = 0; i < 4; ++i) {
            if (findJob(*project, run->job)->request == "pause")
                return finishRun(*project, *run, "paused") ? 0 : 1;
            QTest::qSleep(40);
        }
    }
    return finishRun(*project, *run, "done") ? 0 : 1;
}

int main(int argc, char** argv) {
    if (argc == 3 && std::string(argv[1]) == "--train")
        return trainElsewhere(argv[2]);
    QApplication application(argc, argv);
    RunsPageTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_runs_page.moc"
