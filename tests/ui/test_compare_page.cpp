// The Compare page in its states: figures equal what the core computes, models hold under the tester, everything by
// keyboard. CAFTAN_STATE_PICTURES=DIR writes each state as a picture; CAFTAN_COMPARE_RUNS=300
// CAFTAN_COMPARE_QUESTIONS=12000 measures how long the window's thread is kept with as many.
#include "core/report/html_report.h"
#include "tests/ui/compare_fixture.h"
#include "tests/ui/state_checks.h"
#include "tests/ui/window_test.h"
#include "ui/charts/line_chart.h"
#include "ui/charts/pareto_chart.h"
#include "ui/charts/won_lost_chart.h"
#include "ui/models/changed_questions.h"
#include "ui/models/compare_words.h"
#include "ui/pages/compare/compare_page.h"
#include "ui/pages/compare/recipe_table.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QComboBox>
#include <QPlainTextEdit>
#include <QTableView>
#include <QTableWidget>
#include <QTextBrowser>
#include <QTreeView>

using namespace caftan;
using namespace caftan::test;
using namespace caftan::ui;

class ComparePageTest : public WindowTest {
    Q_OBJECT

    std::optional<Project> project_;

    ComparePage* page() { return window_->findChild<ComparePage*>(); }
    RunComparison& comparison() { return page()->comparison(); }
    QTreeView* tree() { return child<QTreeView>("compareTable"); }
    QAbstractItemModel* rows() { return tree()->model(); }
    QModelIndex rowOf(const char* name, int column = 0) {
        for (int row = 0; row < rows()->rowCount(); ++row)
            if (rows()->index(row, 0).data().toString().startsWith(QLatin1String(name)))
                return rows()->index(row, column);
        return {};
    }

    void openCompare() {
        makeWindow();
        window_->show();
        openProject();
        QTRY_VERIFY(!window_->currentPageName().isEmpty() && window_->currentPageName() != QLatin1String("welcome"));
        window_->showPage(QStringLiteral("compare"));
        QTRY_VERIFY(page() && comparison().loaded());
    }
    // Does what the shortcut does; the menus' shortcuts are tried with real keys in test_gui_*_x11.
    bool press(QWidget* owner, const QKeySequence& keys) {
        for (QAction* action : owner->findChildren<QAction*>() + owner->actions())
            if (action->shortcut() == keys && action->isEnabled()) {
                action->trigger();
                return true;
            }
        return false;
    }
    void settle() {
        QTRY_VERIFY_WITH_TIMEOUT(!comparison().busy() && (!comparison().chosen() || comparison().changed()), 60'000);
        QTest::qWait(150);
    }
    void look(const QString& state) {
        for (const bool dark : {true, false}) {
            theme_->setMode(dark ? Theme::Mode::Dark : Theme::Mode::Light);
            checkState(window_.get(), QStringLiteral("compare-") + state, dark);
        }
    }

  private Q_SLOTS:
    void init() {
        prepare();
        QVERIFY(makeRunsProject(folder_).has_value());
        auto opened = Project::open(folder_);
        QVERIFY(opened.has_value());
        project_.emplace(std::move(*opened));
    }
    void cleanup() {
        closeAll();
        project_.reset();
    }

    // What tokens a recipe saves, and another baseline, without knowing a key.
    void theCardSaysWhatTokensAreSaved() {
        QVERIFY(addComparedRuns(*project_));
        openCompare();
        settle();
        const std::string chosen = comparison().chosen()->key, base = comparison().baseline()->key;
        QVERIFY(
            child<QLabel>("compareTokenSentence")->accessibleName().contains(QLatin1String("answer tokens trained")));
        QTest::mouseClick(child<QPushButton>("compareBaseline"), Qt::LeftButton);
        QTRY_COMPARE(comparison().baseline()->key, chosen);
        comparison().choose(base);
        settle();
        QTRY_VERIFY(child<QLabel>("compareTokenSentence")->accessibleName().contains(QStringLiteral("−"))); // fewer
    }

    void anEmptyPageSaysWhatItWouldShow() {
        openCompare();
        QVERIFY(child<QPushButton>("compareToRuns")->isVisible());
        look(QStringLiteral("empty"));
        QTest::mouseClick(child<QPushButton>("compareToExplore"), Qt::LeftButton);
        QCOMPARE(window_->currentPageName(), QStringLiteral("explore"));
    }

    void seedsAreFoldedAndDifferencesEqualTheCore() {
        QVERIFY(addComparedRuns(*project_).has_value());
        openCompare();
        settle();
        QCOMPARE(rows()->rowCount(), 4);
        const auto catalog = readRunCatalog(*project_);
        std::vector<size_t> runs;
        for (const int64_t run : comparison().comparedRuns())
            runs.push_back(*catalog->find(run));
        QCOMPARE(runs.size(), size_t(7));
        JudgementCache cache;
        const auto wanted = compareRuns(*project_, *catalog, runs, "validation", cache);
        QVERIFY(wanted.has_value());
        for (const ComparedRecipe& recipe : wanted->recipes) {
            const char* name = recipe.group.label.c_str();
            QCOMPARE(rowOf(name, CompareTable::Accuracy).data().toString(), accuracyText(recipe.figures));
            if (recipe.difference) {
                QCOMPARE(rowOf(name, CompareTable::Difference).data().toString(), differenceText(*recipe.difference));
                QCOMPARE(rowOf(name, CompareTable::P).data().toString(), differenceP(*recipe.difference));
            }
        }
        QCOMPARE(rowOf("complexity-aware", CompareTable::Seeds).data().toString(), QStringLiteral("3"));
        QCOMPARE(rowOf("random", CompareTable::P).data().toString(), QStringLiteral("one seed"));
        QCOMPARE(rowOf("distill", CompareTable::Accuracy).data().toString(), QStringLiteral("no answers"));
        QCOMPARE(rowOf("distill", CompareTable::State).data().toString(), QStringLiteral("failed"));
        const RecipeDifference& shown = *comparison().chosen()->difference;
        QCOMPARE(child<QLabel>("compareSentence")->text(), QString::fromStdString(differenceSentence(shown)));
        qint64 won = 0;
        for (const WonLostRow& row : child<WonLostChart>("compareBands")->rows())
            won += row.won;
        QCOMPARE(won, qint64(shown.won));
        QCOMPARE(child<ParetoChart>("compareScatter")->points().size(), size_t(3));
        QVERIFY(child<ParetoChart>("compareScatter")->accessibleDescription().contains(QLatin1String("one seed")));
        QVERIFY(page()->commandLine().contains(QLatin1String("runs compare 1 3 5 2 4 6 7 --split validation")));
        tree()->expand(rowOf("sft"));
        QCOMPARE(rows()->rowCount(rowOf("sft")), 3);
        look(QStringLiteral("recipes"));
        page()->showView(QStringLiteral("curves"));
        QTRY_COMPARE(child<LineChart>("compareCurves")->series().size(), size_t(3));
        QCOMPARE(child<LineChart>("compareCurves")->series()[0].y.size(), size_t(2));
        look(QStringLiteral("curves"));
    }

    void modelsHoldWhileRunsComeAndGo() {
        QVERIFY(addComparedRun(*project_, {"sft", 1, 40}).has_value());
        openCompare();
        QAbstractItemModelTester table(&page()->table().table()), order(rows()),
            questions(child<QTableView>("compareChanged")->model());
        settle();
        look(QStringLiteral("one-run"));
        QVERIFY(addComparedRun(*project_, {"complexity-aware", 1, 80}).has_value());
        QTRY_COMPARE(rows()->rowCount(), 2);
        settle();
        QVERIFY(child<QLabel>("compareSentence")->text().contains(QLatin1String("McNemar")));
        look(QStringLiteral("two-runs"));
        QVERIFY(addComparedRun(*project_, {"complexity-aware", 2, 80}).has_value());
        QTRY_COMPARE(rows()->rowCount(rowOf("complexity-aware")), 2);
        QVERIFY(deleteRun(*project_, 2).has_value());
        QTRY_COMPARE(rows()->rowCount(rowOf("complexity-aware")), 0);
        settle();
    }

    void editsAreStored() {
        QVERIFY(addComparedRuns(*project_).has_value());
        openCompare();
        settle();
        const auto run = [this](int64_t id) { return *loadRun(*project_, id); };
        QVERIFY(rows()->setData(rowOf("sft", CompareTable::Tags), QStringLiteral("paper")));
        QTRY_COMPARE(run(5).tags, std::string("paper")); // every seed of it
        QVERIFY(rows()->setData(rowOf("random", CompareTable::Notes), QStringLiteral("control")));
        QTRY_COMPARE(run(7).notes, std::string("control"));
        QVERIFY(rows()->setData(rowOf("sft"), QStringLiteral("short answers")));
        QTRY_COMPARE(run(3).name, std::string("short answers (seed 2)"));
        QTRY_VERIFY(rowOf("short answers").isValid());
        tree()->setCurrentIndex(rowOf("random"));
        QVERIFY(press(tree(), QKeySequence(Qt::CTRL | Qt::Key_B)));
        QTRY_VERIFY(run(7).pinned);
        QTRY_VERIFY(rowOf("random").data().toString().contains(QLatin1String("baseline")));
        settle();
        tree()->setCurrentIndex(rowOf("distill"));
        QVERIFY(press(tree(), QKeySequence::Delete));
        QTRY_VERIFY(child<QPushButton>("deleteReally"));
        checkState(window_.get(), QStringLiteral("compare-delete"));
        QTest::mouseClick(child<QPushButton>("deleteReally"), Qt::LeftButton);
        QTRY_VERIFY(!rowOf("distill").isValid());
        QVERIFY(!loadRun(*project_, 8));
    }

    void theTableIsFilteredSortedAndExported() {
        QVERIFY(addComparedRuns(*project_).has_value());
        openCompare();
        settle();
        auto* filter = child<QLineEdit>("compareFilter");
        filter->setText(QStringLiteral("failed"));
        QCOMPARE(rows()->rowCount(), 1);
        filter->clear();
        tree()->sortByColumn(CompareTable::Accuracy, Qt::DescendingOrder);
        QVERIFY(rows()->index(0, 0).data().toString().startsWith(QLatin1String("complexity-aware")));
        QVERIFY(rows()->index(3, 0).data().toString().startsWith(QLatin1String("distill"))); // unknown comes last
        const QString path = directory_->filePath(QStringLiteral("runs.csv"));
        page()->saveTable(path);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QStringList lines = QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'));
        QCOMPARE(lines.size(), 1 + 4 + 6 + 1); // head, recipes, runs of two of them, the end
        QVERIFY(lines[1].startsWith(QLatin1String("recipe,complexity-aware,3,")) &&
                lines[1].contains(QLatin1String(",8000,")));
        page()->saveTable(QStringLiteral("/nowhere/runs.csv"));
        checkState(window_.get(), QStringLiteral("compare-problem"));
    }

    void changedQuestionsOpenWithBothAnswers() {
        QVERIFY(addComparedRuns(*project_).has_value());
        openCompare();
        settle();
        auto* table = child<QTableView>("compareChanged");
        const auto list = comparison().changed();
        const auto count = [&](bool won) {
            return int(std::count_if(list->questions.begin(), list->questions.end(),
                                     [won](const ChangedQuestion& question) { return question.won() == won; }));
        };
        QCOMPARE(table->model()->rowCount(), count(true));
        QTRY_VERIFY(child<QTextBrowser>("compareDetail")->toPlainText().contains(QLatin1String("I say so.")));
        QVERIFY(child<QTextBrowser>("compareDetail")->toPlainText().contains(QLatin1String("seed 2")));
        QTest::mouseClick(child<QPushButton>("compareLost"), Qt::LeftButton);
        QCOMPARE(table->model()->rowCount(), count(false));
        QTest::mouseClick(child<QPushButton>("compareWon"), Qt::LeftButton);
        auto* bands = child<WonLostChart>("compareBands");
        QTest::mouseClick(bands, Qt::LeftButton, {}, bands->rowRect(int(bands->rows().size()) - 1).center().toPoint());
        QCOMPARE(table->model()->rowCount(), int(bands->rows().back().won));
    }

    void everythingByKeyboard() {
        QVERIFY(addComparedRuns(*project_).has_value());
        openCompare();
        settle();
        QVERIFY(press(window_.get(), QKeySequence(Qt::CTRL | Qt::Key_2)));
        QCOMPARE(window_->currentPageName(), QStringLiteral("explore"));
        QVERIFY(press(window_.get(), QKeySequence(Qt::CTRL | Qt::Key_4)));
        QCOMPARE(window_->currentPageName(), QStringLiteral("compare"));
        tree()->setFocus();
        tree()->setCurrentIndex(rowOf("random"));
        const std::string random = comparison().chosen()->key;
        QCOMPARE(comparison().chosen()->group.label, std::string("random"));
        QTest::keyClick(tree(), Qt::Key_Space);
        QVERIFY(!comparison().isChecked(random));
        QTest::keyClick(tree(), Qt::Key_Space);
        QVERIFY(comparison().isChecked(random));
        settle();
        auto* scatter = child<ParetoChart>("compareScatter");
        scatter->setFocus();
        QTest::keyClick(scatter, Qt::Key_Right);
        QCOMPARE(comparison().chosen()->group.label, std::string("complexity-aware"));
        settle();
        auto* bands = child<WonLostChart>("compareBands");
        bands->setFocus();
        QTest::keyClick(bands, Qt::Key_Down);
        QCOMPARE(child<QTableView>("compareChanged")->model()->rowCount(), int(bands->rows()[0].won));
        QTest::keyClick(bands, Qt::Key_Escape);
        QTest::keyClick(child<QPushButton>("compareMethods"), Qt::Key_Space);
        QTRY_VERIFY(child<QPlainTextEdit>("methodsText"));
        QVERIFY(child<QPlainTextEdit>("methodsText")->toPlainText().contains(QLatin1String("seeds 1, 2 and 3")));
        look(QStringLiteral("methods"));
        QTest::keyClick(child<QPlainTextEdit>("methodsText"), Qt::Key_Escape);
        QTRY_VERIFY(!child<QPlainTextEdit>("methodsText"));
    }

    void reportsAreWritten() {
        QVERIFY(addComparedRuns(*project_).has_value());
        openCompare();
        settle();
        for (const char* name : {"report.html", "report.pdf"}) {
            const QString path = directory_->filePath(QLatin1String(name));
            page()->saveReport(path);
            QTRY_VERIFY(QFile::exists(path) && QFileInfo(path).size() > 4000);
            QFile file(path);
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray text = file.readAll();
            QVERIFY(path.endsWith(QLatin1String("pdf")) ? text.startsWith("%PDF") : text.contains("complexity-aware"));
            QVERIFY(!text.contains("src=\"http") && !text.contains("@import"));
        }
    }

    void largeTextFits() {
        QVERIFY(addComparedRuns(*project_).has_value());
        theme_->setTextScale(1.5);
        openCompare();
        window_->resize(1440, 900);
        settle();
        look(QStringLiteral("large"));
    }

    void labelsNeverCollide() {
        Random random(5);
        for (int round = 0; round < 50; ++round) {
            std::vector<QPointF> points;
            std::vector<QLineF> whiskers;
            std::vector<QSizeF> sizes;
            for (int i = 0; i < 12; ++i) {
                points.emplace_back(random.uniform() * 500, random.uniform() * 220);
                whiskers.emplace_back(points.back() - QPointF(0, 15), points.back() + QPointF(0, 15));
                sizes.emplace_back(40 + random.uniform() * 90, 16);
            }
            const auto labels = placeLabels(points, whiskers, sizes, QRectF(0, 0, 500, 220), 4.5);
            for (size_t i = 0; i < labels.size(); ++i)
                for (size_t j = 0; j < labels.size(); ++j) {
                    QVERIFY(i == j || labels[i].isEmpty() || !labels[i].intersects(labels[j]));
                    QVERIFY(labels[i].isEmpty() || !labels[i].contains(points[j]));
                }
        }
        std::vector<ParetoPoint> points(4);
        const double xs[] = {1, 2, 2, 3}, ys[] = {0.5, 0.4, 0.7, 0.6};
        for (size_t i = 0; i < 4; ++i) {
            points[i].x = xs[i];
            points[i].y = ys[i];
        }
        QCOMPARE(paretoFront(points), (std::vector<size_t>{0, 2}));
    }

    // The longest time between two turns of the window's event loop while many runs are read and compared.
    void theWindowIsNeverKept() {
        const int runs = qEnvironmentVariableIntValue("CAFTAN_COMPARE_RUNS"),
                  questions = qEnvironmentVariableIntValue("CAFTAN_COMPARE_QUESTIONS");
        if (runs == 0)
            QSKIP("measures with CAFTAN_COMPARE_RUNS and CAFTAN_COMPARE_QUESTIONS");
        project_.reset();
        folder_ += "-large";
        const auto ids = makeProject(folder_, questions, questions);
        QVERIFY(ids.has_value());
        project_.emplace(std::move(*Project::open(folder_)));
        QVERIFY(project_
                    ->write([&]() -> Status {
                        for (int i = 0; i < runs; ++i)
                            CAFTAN_CHECK(addComparedRun(*project_, {"recipe " + std::to_string(i / 3), i % 3 + 1,
                                                                    30 + i % 50, "done", "train", 1000 + i}));
                        return {};
                    })
                    .has_value());
        QElapsedTimer since, all;
        qint64 longest = 0;
        QTimer beat;
        beat.setInterval(0);
        connect(&beat, &QTimer::timeout, this, [&] { longest = std::max(longest, since.restart()); });
        openCompare();
        since.start();
        all.start();
        beat.start();
        QTRY_VERIFY_WITH_TIMEOUT(!comparison().busy() && comparison().changed(), 300'000);
        qInfo("%d runs: %lld ms in all, the window's thread was kept %lld ms at most", runs, all.elapsed(), longest);
    }
};

QTEST_MAIN(ComparePageTest)
#include "test_compare_page.moc"
