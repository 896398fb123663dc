// Explore's further views by mouse and keyboard: suggestions and overlays, several metrics, two scorings, keys that may
// be wrong, keeping what is listed, a second window on the same project.
#include "core/store/metrics.h"
#include "tests/ui/explore_fixture.h"
#include "ui/charts/density_chart.h"
#include "ui/charts/histogram_chart.h"
#include "ui/charts/painted_chart.h"
#include "ui/models/audit_model.h"
#include "ui/models/question_table_model.h"
#include "ui/pages/explore/audit_view.h"
#include "ui/pages/explore/cuts_field.h"
#include "ui/pages/explore/estimators_view.h"
#include "ui/pages/explore/explore_page.h"
#include "ui/pages/explore/question_panel.h"
#include "ui/pages/explore/scorings_view.h"
#include "ui/pages/explore/selection_keeper.h"
#include "ui/shell/text_cells.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QComboBox>
#include <QFileInfo>
#include <QInputDialog>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QTabBar>
#include <QTableView>
#include <QTableWidget>
#include <QTemporaryDir>

using namespace caftan;
using namespace caftan::ui;

namespace {

constexpr int rows = 1200;

// A project with two scorings of the same questions and a teacher's reasoning that agrees with the model's errors.
struct TwoScorings {
    QTemporaryDir folder;
    QString path = folder.filePath(QStringLiteral("project"));
    ProjectService service;
    Exploration exploration{service};
    std::unique_ptr<ExplorePage> page;
    bool ready = false;

    TwoScorings() {
        if (!test::makeProject(path.toStdString(), rows, rows) || !addSecond())
            return;
        ready = test::openAndLoad(service, exploration, path);
        exploration.setScoring(1);
        ready = ready && QTest::qWaitFor([&] { return exploration.rows() && exploration.rows()->scoring.id == 1; });
        page = std::make_unique<ExplorePage>(service, exploration);
        page->resize(1199, 691);
        page->show();
        ready = ready && QTest::qWaitForWindowExposed(page.get());
    }
    bool addSecond() {
        auto project = Project::open(path.toStdString());
        const auto id = test::scoreAgain(*project);
        std::vector<ImportedTrace> traces;
        for (int i = 0; i < rows; ++i)
            traces.push_back({std::to_string(i), "Because.", optionLetter((i + 1) % 4)}); // as the model errs
        return id && storeTraces(*project, 1, "teacher", traces);
    }
    void show(int view) { page->findChild<QTabBar*>(QStringLiteral("exploreViews"))->setCurrentIndex(view); }
    template <class T>
    T* find(const char* name) const {
        return page->findChild<T*>(QLatin1String(name));
    }
};

} // namespace

class TestExploreViews : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void metricsStandInTheirOrder() {
        TwoScorings t;
        QVERIFY(t.ready);
        auto* metric = t.find<QComboBox>("metric");
        QVERIFY(metric->findData(QStringLiteral("question_length")) > 0);
        QVERIFY(metric->findData(QStringLiteral("random")) > 0);
        t.exploration.setMetric(QStringLiteral("random"));
        QTRY_COMPARE(t.exploration.rows()->metric, std::string("random"));
        QVERIFY(t.exploration.auc() && std::abs(t.exploration.auc()->value - 0.5) < 0.06);
        QVERIFY(t.exploration.commandLine().contains(QStringLiteral("--metric random")));
    }

    void suggestionsMoveTheLastCutAndCanBeUndone() {
        TwoScorings t;
        QVERIFY(t.ready);
        Exploration& exploration = t.exploration;
        const std::vector<double> before = exploration.cuts();
        QVERIFY(exploration.suggestCut({CutRule::Youden}, QStringLiteral("Suggested cut")));
        QCOMPARE(exploration.cuts().size(), size_t(2));
        QCOMPARE(exploration.cuts()[1], caftan::suggestCut(exploration.index(), {CutRule::Youden})->cut);
        QVERIFY(exploration.cuts()[0] <= exploration.cuts()[1]);
        exploration.undoStack().undo();
        QCOMPARE(exploration.cuts(), before);
        CutQuestion budget{CutRule::Budget};
        budget.tokens = 1000;
        QSignalSpy failed(&exploration, &Exploration::failed);
        QVERIFY(!exploration.suggestCut(budget, {})); // tokens are not counted
        QCOMPARE(failed.count(), 1);
        // From the field, by keyboard.
        auto* cuts = t.find<CutsField>("cuts");
        cuts->showPopup();
        const int costs = cuts->findText(QStringLiteral("Suggest: by costs…"));
        QVERIFY(costs > 0);
        cuts->hidePopup();
        Q_EMIT cuts->activated(costs);
        auto* dialog = t.find<QInputDialog>("costRatio");
        QVERIFY(dialog);
        dialog->setDoubleValue(2);
        dialog->accept();
        QTRY_COMPARE(exploration.undoStack().undoText(), QStringLiteral("Cut by costs"));
        cuts->showPopup();
        const int five = cuts->findText(QStringLiteral("Five bands 20 / 40 / 60 / 80"));
        cuts->hidePopup();
        Q_EMIT cuts->activated(five);
        QCOMPARE(exploration.cuts().size(), size_t(4));
    }

    void aSecondWindowFollows() {
        TwoScorings t;
        QVERIFY(t.ready);
        ProjectService service;
        Exploration second(service);
        QVERIFY(test::openAndLoad(service, second, t.path));
        second.setScoring(1);
        QTRY_VERIFY(second.rows() && second.rows()->scoring.id == 1);
        t.exploration.setCutsFromText(QStringLiteral("0.3,1.1"));
        QTRY_COMPARE_WITH_TIMEOUT(second.cuts(), (std::vector<double>{0.3, 1.1}), 5000);
        second.setCutsFromText(QStringLiteral("q0.4"));
        QTRY_COMPARE_WITH_TIMEOUT(t.exploration.cutsText(), QStringLiteral("q0.4"), 5000);
        QTest::qWait(700); // no window answers the other for ever
        QCOMPARE(second.undoStack().count(), 2);
        t.exploration.undoStack().undo();
        QTRY_COMPARE_WITH_TIMEOUT(second.cuts(), (std::vector<double>{0.3, 1.1}), 5000);
    }

    void severalMetricsOnTheSameRows() {
        TwoScorings t;
        QVERIFY(t.ready);
        t.show(1);
        EstimatorsView* view = t.page->estimatorsView();
        QTRY_VERIFY(view->contest());
        QCOMPARE(view->contest()->entries.size(), size_t(4)); // entropy, option entropy, length, random
        auto* entries = t.find<QTableWidget>("estimators");
        QCOMPARE(entries->rowCount(), 4);
        QCOMPARE(entries->item(0, 0)->text(), QStringLiteral("entropy"));
        QCOMPARE(t.find<QTableWidget>("estimatorPairs")->rowCount(), 6);
        view->chooseMetric(QStringLiteral("random"), false);
        QTRY_VERIFY(view->contest() && view->contest()->entries.size() == 3);
        QVERIFY(t.page->commandLine().endsWith(QStringLiteral("--contest entropy,option_entropy,question_length")));
        auto* tabs = t.find<QTabBar>("estimatorTabs");
        tabs->setFocus();
        for (int tab = 1; tab < tabs->count(); ++tab) {
            QTest::keyClick(tabs, Qt::Key_Right);
            QCOMPARE(tabs->currentIndex(), tab);
            QTest::qWait(60);
        }
        auto* letters = view->findChild<MatrixChart*>();
        QTRY_VERIFY(letters->csv().startsWith(QStringLiteral("key / predicted,A,B,C,D")));
        auto* categories = view->findChild<CategoryGrid*>();
        QTRY_COMPARE(categories->csv().count(QLatin1Char('\n')), 4); // head and three categories
        tabs->setCurrentIndex(3);
        QTest::mouseClick(categories, Qt::LeftButton, {}, QPoint(20, 30));
        QTRY_COMPARE(t.exploration.category(), 0);
        QVERIFY(letters->save(t.folder.filePath(QStringLiteral("letters.svg"))));
        QVERIFY(categories->save(t.folder.filePath(QStringLiteral("grid.pdf"))));
    }

    void twoScoringsAreLinkedWithTheList() {
        TwoScorings t;
        QVERIFY(t.ready);
        t.show(2);
        ScoringsView* view = t.page->scoringsView();
        QTRY_VERIFY(view->joined());
        const JoinedRows& joined = *view->joined();
        QVERIFY(joined.size() > 1100);
        auto* group = t.find<QPushButton>("group1"); // only the first right
        QTest::mouseClick(group, Qt::LeftButton);
        QuestionTableModel& model = t.page->questionPanel()->model();
        QCOMPARE(model.matching(), agreementOf(joined).accuracy.won);
        auto* chip = t.find<QPushButton>("pickedChip");
        QVERIFY(chip->isVisible());
        QTest::mouseClick(chip, Qt::LeftButton);
        QCOMPARE(model.matching(), t.exploration.index().valid());
        auto* scatter = t.find<DensityChart>("scatter");
        QWidget* plot = scatter->findChild<QWidget*>();
        QTest::mousePress(plot, Qt::LeftButton, {}, QPoint(plot->width() / 2, 30));
        QTest::mouseMove(plot, QPoint(plot->width() / 2 + 40, 60));
        QTest::mouseMove(plot, QPoint(plot->width() - 30, plot->height() - 80));
        QTest::mouseRelease(plot, Qt::LeftButton, {}, QPoint(plot->width() - 30, plot->height() - 80));
        QVERIFY(model.matching() > 0 && model.matching() < t.exploration.index().valid());
        auto* flow = t.find<FlowChart>("flow");
        QCOMPARE(flow->csv().count(QLatin1Char('\n')), 10); // head, 3 x 3 streams
        QVERIFY(t.page->commandLine().endsWith(QStringLiteral("--against 2")));
        QVERIFY(scatter->save(t.folder.filePath(QStringLiteral("scatter.png"))));
        QVERIFY(scatter->csv().count(QLatin1Char('\n')) > 50);
    }

    void keysAreMarkedByKeyboard() {
        TwoScorings t;
        QVERIFY(t.ready);
        t.exploration.setCutsFromText(QStringLiteral("0.5,1"));
        t.show(3);
        AuditModel& model = t.page->auditView()->model();
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTRY_VERIFY(model.rowCount() > 3);
        auto* table = t.find<QTableView>("keys");
        table->selectRow(0);
        table->setFocus();
        const int64_t first = model.candidate(0)->question;
        QTest::keyClick(table, Qt::Key_W);
        QCOMPARE(table->currentIndex().row(), 1); // on to the next
        QTest::keyClick(table, Qt::Key_U);
        QTRY_COMPARE(model.marked(), int64_t(2));
        auto project = Project::open(t.path.toStdString(), Project::Access::ReadOnly);
        QTRY_VERIFY(keyCandidates(*project, 1, "entropy", 0.5)->front().mark == "wrong");
        QCOMPARE(keyCandidates(*project, 1, "entropy", 0.5)->front().question, first);
        t.exploration.setMetric(QStringLiteral("random"));
        QTRY_COMPARE(model.rowCount(), 0);
        QVERIFY(!model.problem().isEmpty());
    }

    void whatIsListedCanBeSaid() {
        TwoScorings t;
        QVERIFY(t.ready);
        QuestionFilter filter;
        filter.band = 2;
        filter.outcome = QuestionFilter::Outcome::Wrong;
        filter.range = std::pair(0.5, 1.5);
        filter.search = QStringLiteral("number 1");
        t.exploration.setCategory(1);
        QCOMPARE(filterArguments(t.exploration, filter).join(QLatin1Char(' ')),
                 QStringLiteral("--scoring 1 --metric entropy --cuts q0.25,q0.75 --outcome wrong --band hard --range "
                                "0.5,1.5 --category law --search number 1"));
        filter = {};
        filter.invalid = true;
        t.exploration.setCategory(-1);
        QVERIFY(filterArguments(t.exploration, filter).contains(QStringLiteral("invalid")));
    }

    void chartsHaveTheirActions() {
        TwoScorings t;
        QVERIFY(t.ready);
        QStringList names;
        for (const QAction* action : t.page->histogramChart()->actions())
            names << action->shortcut().toString();
        QCOMPARE(names, (QStringList{QStringLiteral("Ctrl+Shift+C"), QStringLiteral("Ctrl+Shift+S"),
                                     QStringLiteral("Ctrl+Shift+D")}));
        QVERIFY(t.page->histogramChart()->csv().startsWith(QStringLiteral("above,at_most,right,wrong\n")));
    }

    void cellsLookAsTheStylePaintsThem() {
        TwoScorings t;
        QVERIFY(t.ready);
        for (const char* name : {"questions", "bands"}) {
            auto* table = t.find<QTableView>(name);
            QTRY_VERIFY(table->model()->index(0, 2).data().isValid()); // texts are read in the background
            QTest::qWait(100);
            QAbstractItemDelegate* ours = table->itemDelegate();
            const QImage shaped = table->viewport()->grab().toImage();
            QStyledItemDelegate plain;
            table->setItemDelegate(&plain);
            const QImage styled = table->viewport()->grab().toImage();
            table->setItemDelegate(ours);
            QVERIFY(dynamic_cast<TextCells*>(ours) && shaped.size() == styled.size());
            QCOMPARE(shaped, styled);
        }
    }
};

QTEST_MAIN(TestExploreViews)
#include "test_explore_views.moc"
