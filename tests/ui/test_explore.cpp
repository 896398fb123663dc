// Explore from the project file to the page: cuts, undo, storing, snapshots, rows that arrive, the sealed test part,
// and every view following a cut that is dragged by mouse.
#include "tests/ui/explore_fixture.h"
#include "ui/charts/cut_handle.h"
#include "ui/charts/histogram_chart.h"
#include "ui/charts/roc_chart.h"
#include "ui/models/band_table_model.h"
#include "ui/models/question_table_model.h"
#include "ui/pages/explore/band_header.h"
#include "ui/pages/explore/confusion_view.h"
#include "ui/pages/explore/explore_page.h"
#include "ui/pages/explore/looks.h"
#include "ui/pages/explore/question_panel.h"
#include "ui/shell/settings.h"
#include "ui/shell/theme.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableView>
#include <QTemporaryDir>

using namespace caftan;
using namespace caftan::ui;

namespace {

struct Opened {
    QTemporaryDir folder;
    QString path = folder.filePath(QStringLiteral("project"));
    ProjectService service;
    Exploration exploration{service};
    bool ready = false;

    explicit Opened(int rows = 3000, int scored = -1, bool sealed = false) {
        if (!test::makeProject(path.toStdString(), rows, scored < 0 ? rows : scored))
            return;
        if (sealed) {
            auto project = Project::open(path.toStdString());
            if (!project || !sealRecordedSplit(*project, 1))
                return;
        }
        ready = test::openAndLoad(service, exploration, path);
    }
    std::vector<CutSet> storedCuts() const {
        auto project = Project::open(path.toStdString(), Project::Access::ReadOnly);
        return project ? listCuts(*project).value_or(std::vector<CutSet>()) : std::vector<CutSet>();
    }
};

} // namespace

class TestExplore : public QObject {
    Q_OBJECT

    static bool same(const ExplorationRows& a, const ExplorationRows& b) {
        const ScoreColumns &x = a.columns, &y = b.columns;
        return a.metric == b.metric && a.shown == b.shown && a.lastRow == b.lastRow && a.reference() == b.reference() &&
               a.categories == b.categories && x.question == y.question && x.metric == y.metric && x.right == y.right &&
               x.valid == y.valid && x.split == y.split && x.category == y.category &&
               x.answerTokens == y.answerTokens && x.traceTokens == y.traceTokens &&
               a.whole->order() == b.whole->order();
    }

  private Q_SLOTS:
    void rowsOfTheMetricBeforeAreTakenOver_data() {
        QTest::addColumn<bool>("sealed");
        QTest::newRow("all rows") << false;
        QTest::newRow("without the test part") << true;
    }
    void rowsOfTheMetricBeforeAreTakenOver() {
        QFETCH(bool, sealed);
        QTemporaryDir folder;
        const std::string path = folder.filePath(QStringLiteral("large")).toStdString();
        QVERIFY(test::makeProject(path, 60'000, 60'000).has_value());
        auto project = Project::open(path);
        QVERIFY(project && (!sealed || sealRecordedSplit(*project, 1)));
        auto before = loadRows(*project, 1, "entropy", false);
        QVERIFY(before.has_value());
        for (const char* metric : {"option_entropy", "random", "question_length", "entropy"}) {
            const auto next = loadRows(*project, 1, metric, false, *before),
                       anew = loadRows(*project, 1, metric, false);
            QVERIFY(next && anew && same(**next, **anew));
            before = next;
        }
        const auto all = loadRows(*project, 1, "entropy", true, *before);
        QVERIFY(all && (*all)->columns.size() == 60'000);
    }

    void startsWithQuartilesOfTheRows() {
        Opened opened;
        QVERIFY(opened.ready);
        const Exploration& exploration = opened.exploration;
        QCOMPARE(exploration.index().valid() + exploration.index().invalid(), int64_t(3000));
        QCOMPARE(exploration.cuts().size(), size_t(2));
        QCOMPARE(exploration.cuts()[0], exploration.index().valueAtQuantile(0.25));
        QCOMPARE(exploration.cutsText(), QStringLiteral("q0.25,q0.75"));
        QCOMPARE(exploration.commandLine(),
                 QStringLiteral("caftan-cli analyze --scoring 1 --metric entropy --cuts q0.25,q0.75"));
        QVERIFY(exploration.auc() && exploration.auc()->value > 0.6);
    }

    void aDragIsOneStepOfUndoAndIsStored() {
        Opened opened;
        QVERIFY(opened.ready);
        Exploration& exploration = opened.exploration;
        const CutState before{exploration.cuts(), exploration.quantiles(), true};
        exploration.setQuantileLock(false);
        exploration.beginDrag();
        for (double value : {0.9, 0.8, 0.623456789})
            exploration.moveCut(1, value);
        exploration.endDrag();
        QCOMPARE(exploration.cuts()[1], 0.6235); // four digits: shown, stored and printed alike
        QCOMPARE(exploration.undoStack().count(), 2);
        exploration.moveCut(1, -5); // stops at its neighbour
        QCOMPARE(exploration.cuts()[1], exploration.cuts()[0]);
        exploration.moveCut(1, 0.6235);
        QTRY_VERIFY(!opened.storedCuts().empty() && opened.storedCuts()[0].values[1] == 0.6235);
        exploration.undoStack().undo();
        exploration.undoStack().undo();
        QCOMPARE(exploration.cuts(), before.values);
        QTRY_COMPARE(opened.storedCuts()[0].values, before.values);
        exploration.undoStack().redo();
        exploration.undoStack().redo();
        QCOMPARE(exploration.cuts()[1], 0.6235);
    }

    void quantileLockKeepsQuantilesWhenRowsArrive() {
        Opened opened(3000, 500);
        QVERIFY(opened.ready);
        Exploration& exploration = opened.exploration;
        const double earlier = exploration.cuts()[0];
        auto writer = Project::open(opened.path.toStdString());
        QVERIFY(writer);
        const auto questions = loadQuestions(*writer, 1);
        std::mt19937_64 random(77);
        std::vector<Score> scores;
        for (int i = 500; i < 3000; ++i) {
            scores.push_back(test::madeScore(i, random));
            scores.back().questionId = (*questions)[size_t(i)].id;
            scores.back().entropy += 0.2;
        }
        QVERIFY(addScores(*writer, 1, scores));
        QTRY_COMPARE_WITH_TIMEOUT(exploration.index().valid() + exploration.index().invalid(), int64_t(3000), 10'000);
        QVERIFY(exploration.cuts()[0] > earlier);
        QCOMPARE(exploration.quantiles()[0], 0.25);
        QCOMPARE(exploration.cuts()[0], exploration.index().valueAtQuantile(0.25));
    }

    void cutsUnderTheMouseStayWhenRowsArrive() {
        Opened opened(3000, 500);
        QVERIFY(opened.ready);
        Exploration& exploration = opened.exploration;
        exploration.beginDrag();
        exploration.moveCut(0, 0.2);
        const double held = exploration.cuts()[0];
        auto writer = Project::open(opened.path.toStdString());
        const auto questions = loadQuestions(*writer, 1);
        std::mt19937_64 random(78);
        Score score = test::madeScore(600, random);
        score.questionId = (*questions)[600].id;
        QVERIFY(addScores(*writer, 1, std::span(&score, 1)));
        QTRY_COMPARE_WITH_TIMEOUT(exploration.columns().size(), size_t(501), 10'000);
        QCOMPARE(exploration.cuts()[0], held);
        exploration.endDrag();
    }

    void typedCutsAndSnapshots() {
        Opened opened;
        QVERIFY(opened.ready);
        Exploration& exploration = opened.exploration;
        QSignalSpy failed(&exploration, &Exploration::failed);
        QVERIFY(exploration.setCutsFromText(QStringLiteral("0.5, 0.1, 1.5")));
        QCOMPARE(exploration.cuts(), (std::vector<double>{0.1, 0.5, 1.5}));
        QVERIFY(!exploration.quantileLock());
        QVERIFY(!exploration.setCutsFromText(QStringLiteral("zero")));
        QCOMPARE(failed.count(), 1);
        exploration.saveSnapshot(QStringLiteral("four bands"));
        QTRY_COMPARE_WITH_TIMEOUT(exploration.snapshots().size(), size_t(1), 5000);
        exploration.setCutsFromText(QStringLiteral("q0.5"));
        QCOMPARE(exploration.cuts().size(), size_t(1));
        exploration.restoreSnapshot(exploration.snapshots()[0].id);
        QCOMPARE(exploration.cuts().size(), size_t(3));
        exploration.undoStack().undo();
        QCOMPARE(exploration.cutsText(), QStringLiteral("q0.5"));
    }

    void theCutsComeBackWithTheProject() {
        Opened opened;
        QVERIFY(opened.ready);
        opened.exploration.setCutsFromText(QStringLiteral("0.2,0.9"));
        QTRY_VERIFY(!opened.storedCuts().empty());
        opened.service.close();
        QVERIFY(!opened.exploration.rows());
        QVERIFY(test::openAndLoad(opened.service, opened.exploration, opened.path));
        QCOMPARE(opened.exploration.cuts(), (std::vector<double>{0.2, 0.9}));
    }

    void keysMergeIntoOneStepAndNeverStick() {
        Opened opened;
        QVERIFY(opened.ready);
        Exploration& exploration = opened.exploration;
        const double start = exploration.quantiles()[0];
        for (int i = 0; i < 5; ++i)
            exploration.nudgeCut(0, exploration.cuts()[0] * 1.0000001);
        QVERIFY(std::abs(exploration.quantiles()[0] - (start + 0.005)) < 1e-9);
        QCOMPARE(exploration.undoStack().count(), 1);
        exploration.undoStack().undo();
        QCOMPARE(exploration.quantiles()[0], start);
    }

    void aSealedTestPartIsShownOnlyAfterOpening() {
        Opened opened(3000, -1, true);
        QVERIFY(opened.ready);
        Exploration& exploration = opened.exploration;
        QCOMPARE(exploration.columns().size(), size_t(2700));
        QCOMPARE(int64_t(exploration.rows()->reference().size()), trainingRows(exploration));
        exploration.openTest();
        QTRY_COMPARE_WITH_TIMEOUT(exploration.columns().size(), size_t(3000), 5000);
        QCOMPARE(exploration.rows()->dataset.openings, int64_t(1));
        QVERIFY(exploration.commandLine().endsWith(QStringLiteral("--split all")));
    }

    void modelsKeepTheirPromises() {
        Opened opened;
        QVERIFY(opened.ready);
        QuestionTableModel questions(opened.service, opened.exploration);
        BandTableModel bands(opened.exploration);
        const QAbstractItemModelTester questionTester(&questions,
                                                      QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QAbstractItemModelTester bandTester(&bands, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy reset(&questions, &QAbstractItemModel::modelReset);
        QuestionFilter filter;
        filter.band = 2;
        questions.setFilter(filter);
        QCOMPARE(questions.matching(), bands.band(2).rows);
        opened.exploration.beginDrag();
        for (int i = 0; i < 40; ++i) {
            opened.exploration.moveCut(1, 1.8 - 0.03 * i);
            QCOMPARE(questions.matching(), opened.exploration.index().bands(opened.exploration.cuts())[2].rows);
        }
        opened.exploration.endDrag();
        filter.outcome = QuestionFilter::Outcome::Wrong;
        questions.setFilter(filter);
        const BandStats hard = opened.exploration.index().bands(opened.exploration.cuts())[2];
        QCOMPARE(questions.matching(), hard.rows - hard.right);
        filter = {};
        filter.invalid = true;
        questions.setFilter(filter);
        QCOMPARE(questions.matching(), opened.exploration.index().invalid());
        filter = {};
        filter.range = std::pair(0.5, 1.0);
        questions.setFilter(filter);
        QCOMPARE(questions.matching(), opened.exploration.index().between(0.5, 1.0).rows);
        while (questions.canFetchMore({}))
            questions.fetchMore({});
        QCOMPARE(int64_t(questions.rowCount()), questions.matching());
        QCOMPARE(reset.count(), 0);
        opened.exploration.setCutsFromText(QStringLiteral("q0.5"));
        QCOMPARE(bands.bandCount(), size_t(2));
    }

    void textsAreFetchedWhenAskedForAndSearched() {
        Opened opened;
        QVERIFY(opened.ready);
        QuestionTableModel questions(opened.service, opened.exploration);
        const QModelIndex text = questions.index(0, QuestionTableModel::Text);
        QVERIFY(!questions.data(text, Qt::DisplayRole).isValid());
        QTRY_VERIFY(questions.data(text, Qt::DisplayRole).toString().startsWith(QStringLiteral("Question number")));
        QuestionFilter filter;
        filter.search = QStringLiteral("number 2999:");
        questions.setFilter(filter);
        QTRY_COMPARE(questions.matching(), int64_t(1));
        filter.search = QStringLiteral("100% _no_ such text");
        questions.setFilter(filter);
        QTRY_COMPARE(questions.matching(), int64_t(0));
        filter.search.clear();
        questions.setFilter(filter);
        QTRY_COMPARE(questions.matching(), opened.exploration.index().valid());
    }

    void everyViewFollowsADrag() {
        Opened opened;
        QVERIFY(opened.ready);
        ExplorePage page(opened.service, opened.exploration);
        page.resize(1206, 726);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        QTest::qWait(100);
        page.questionPanel()->showBand(2);
        opened.exploration.selectCut(1);
        const auto state = [&] {
            return QStringList{page.findChild<BandHeader*>()->texts().join(QLatin1Char('|')),
                               page.findChild<ConfusionView*>()->summary(),
                               page.findChild<QuietLabel*>(QStringLiteral("questionCount"))->text(),
                               bandCell(page, 2, BandTableModel::Questions),
                               QString::number(page.rocChart()->pointOf(opened.exploration.cuts()[1]).x())};
        };
        for (QWidget* chart : {static_cast<QWidget*>(page.histogramChart()), static_cast<QWidget*>(page.rocChart())}) {
            const QStringList before = state();
            CutHandle* handle =
                chart == page.rocChart() ? page.rocChart()->handle(1) : page.histogramChart()->handle(1);
            QTest::mousePress(handle, Qt::LeftButton);
            QTest::mouseMove(handle,
                             handle->rect().center() + (chart == page.rocChart() ? QPoint(25, -25) : QPoint(-80, 0)));
            const QStringList during = state(); // at once: no event loop in between
            for (int i = 0; i < before.size(); ++i)
                QVERIFY2(before[i] != during[i], qPrintable(before[i]));
            QTest::mouseRelease(handle, Qt::LeftButton);
            QTest::keyClick(handle, Qt::Key_Z, Qt::ControlModifier);
            QCOMPARE(state(), before);
        }
        QSignalSpy commandLine(&page, &Page::commandLineChanged);
        auto* cuts = page.findChild<QComboBox*>(QStringLiteral("cuts"));
        cuts->lineEdit()->setFocus();
        cuts->lineEdit()->setText(QStringLiteral("0.25"));
        QTest::keyClick(cuts->lineEdit(), Qt::Key_Return);
        QVERIFY(page.commandLine().endsWith(QStringLiteral("--cuts 0.25")));
        QVERIFY(commandLine.count() > 0);
    }

    void anEmptyProjectSaysWhatIsMissing() {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("p"));
        QVERIFY(Project::create(path.toStdString(), "empty"));
        ProjectService service;
        Exploration exploration(service);
        ExplorePage page(service, exploration);
        page.show();
        QSignalSpy opened(&service, &ProjectService::opened), wanted(&page, &ExplorePage::requestScoring);
        service.open(path);
        QVERIFY(opened.wait());
        auto* button = page.findChild<QPushButton*>(QStringLiteral("scoreQuestions"));
        QTRY_VERIFY(button->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(wanted.count(), 1);
    }

  private:
    static int64_t trainingRows(const Exploration& exploration) {
        int64_t rows = 0;
        for (size_t i = 0; i < exploration.columns().size(); ++i)
            rows += exploration.columns().valid[i] && exploration.columns().split[i] == uint8_t(Split::Train);
        return rows;
    }
    static QString bandCell(const ExplorePage& page, int row, int column) {
        const auto* model = page.findChild<QTableView*>(QStringLiteral("bands"))->model();
        return model->data(model->index(row, column), Qt::DisplayRole).toString();
    }

  private Q_SLOTS:
    void fitsWithoutScrolling_data() {
        QTest::addColumn<QSize>("size"); // of the page in a window of 1280 x 800 and of 1440 x 900
        QTest::newRow("1280x800") << QSize(1199, 691);
        QTest::newRow("1440x900") << QSize(1359, 791);
    }
    void fitsWithoutScrolling() {
        QFETCH(QSize, size);
        Opened opened(3000, -1, true);
        QVERIFY(opened.ready);
        Settings settings(opened.folder.filePath(QStringLiteral("settings.ini")));
        Theme theme(*qApp, Theme::Mode::Light);
        ExplorePage page(opened.service, opened.exploration);
        page.resize(size);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        QTest::qWait(100);
        for (QScrollArea* area : page.findChildren<QScrollArea*>())
            if (area->widget()->findChild<HistogramChart*>()) {
                const QSize wanted = area->widget()->minimumSizeHint();
                QVERIFY2(area->verticalScrollBar()->maximum() == 0 && area->horizontalScrollBar()->maximum() == 0,
                         qPrintable(QStringLiteral("%1 x %2").arg(wanted.width()).arg(wanted.height())));
            }
        QVERIFY(page.histogramChart()->height() >= 170);
    }
};

QTEST_MAIN(TestExplore)
#include "test_explore.moc"
