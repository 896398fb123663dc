// The window in its states: every control has a name and says what it does, no text is cut off, errors stand where they
// happened (state_checks.h).
#include "tests/ui/fake_cli.h"
#include "tests/ui/state_checks.h"
#include "ui/jobs/jobs_drawer.h"
#include "ui/pages/data/data_page.h"
#include "ui/pages/data/import_sheet.h"
#include "ui/shell/bars.h"
#include "ui/shell/main_window.h"
#include "ui/shell/notice.h"

#include <QApplication>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>
#include <cmath>

using namespace caftan;
using namespace caftan::ui;

namespace {

Import smallImport() {
    Import import;
    for (int i = 0; i < 40; ++i) {
        Question question;
        question.externalId = std::to_string(i);
        question.category = i % 2 ? "law" : "physics";
        question.text = "Question number " + std::to_string(i) + "?";
        question.options = {"one", "two", "three", "four"};
        question.answer = i % 4;
        question.split = i < 30 ? Split::Train : Split::Validation;
        import.questions.push_back(question);
    }
    import.mapping = {{"id", "question_id"}, {"question", "question"}, {"answer", "answer"}};
    import.sources = {{"/data/questions.csv", std::string(64, 'a'), 40}};
    import.warnings = {
        "Answers count options from 1: 40 of 40 rows agree with the letters (11 if they counted from 0).",
        "3 rows repeat a question that was read before (same id and text); merged."};
    import.rowsRead = 43;
    import.merged = 3;
    return import;
}

} // namespace

class ShellWindow : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> directory_;
    std::unique_ptr<Settings> settings_;
    std::unique_ptr<Theme> theme_;
    std::unique_ptr<MainWindow> window_;
    QString folder_, cli_;
    bool dark_ = false;

    void makeProject(bool filled) {
        folder_ = directory_->filePath(QStringLiteral("project"));
        auto project = Project::create(folder_.toStdString(), "Contract law");
        QVERIFY(project.has_value());
        if (!filled)
            return;
        QVERIFY(storeImport(*project, "questions", smallImport()).has_value());
        ModelRecord model;
        model.name = "SmolLM2-135M-Instruct";
        model.family = "llama";
        model.path = "/nonexistent/smollm2.gguf";
        model.sha256 = std::string(64, 'b');
        model.config = {{"parameters", 134515008}};
        QVERIFY(addModel(*project, model).has_value());
    }

    void openWindow() {
        WindowOptions options;
        options.cli = cli_;
        options.dataFolder = directory_->path();
        window_ = std::make_unique<MainWindow>(*theme_, *settings_, options);
        window_->resize(1280, 800);
        window_->show();
        QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
        if (folder_.isEmpty())
            return;
        window_->openProject(folder_);
        QTRY_COMPARE(window_->currentPageName(), QStringLiteral("data"));
    }

    template <class T>
    T* child(const char* name) {
        return window_->findChild<T*>(QLatin1String(name));
    }

    void check(const QString& state) { test::checkState(window_.get(), state, dark_); }

  private Q_SLOTS:
    void init() {
        dark_ = qEnvironmentVariableIsSet("CAFTAN_STATE_DARK");
        directory_ = std::make_unique<QTemporaryDir>();
        settings_ = std::make_unique<Settings>(directory_->filePath(QStringLiteral("settings.ini")));
        theme_ = std::make_unique<Theme>(*qApp, dark_ ? Theme::Mode::Dark : Theme::Mode::Light,
                                         qEnvironmentVariable("CAFTAN_STATE_SCALE", QStringLiteral("1")).toDouble());
        folder_.clear();
        cli_ = QStringLiteral(CAFTAN_SOURCE_DIR "/tests/ui/scripted_cli"); // answers preview and import
    }
    void cleanup() {
        window_.reset();
        theme_.reset();
    }

    void highContrastHasIt() {
        theme_->setMode(Theme::Mode::Contrast);
        const ThemeColors& colors = ThemeColors::of(qApp->palette());
        QVERIFY(colors.contrast && theme_->isDark());
        const auto light = [](const QColor& color) { // relative luminance, WCAG 2
            const auto part = [](double c) { return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
            return 0.2126 * part(color.redF()) + 0.7152 * part(color.greenF()) + 0.0722 * part(color.blueF());
        };
        const auto ratio = [&](const QColor& a, const QColor& b) {
            const auto [low, high] =
                std::minmax({light(a), light(b)}); // a list: of two values it would give references
            return (high + 0.05) / (low + 0.05);
        };
        for (const QColor& color : {colors.text, colors.muted, colors.faint, colors.accent, colors.good, colors.danger,
                                    colors.warning, colors.border, colors.easy, colors.middle, colors.hard})
            QVERIFY2(ratio(color, colors.card) >= 7, qPrintable(color.name()));
        QVERIFY(ratio(colors.onAccent, colors.accent) >= 7);
        QVERIFY(ratio(colors.text, colors.accentSoft) >= 7);
        theme_->setMode(Theme::Mode::Light);
        QVERIFY(!ThemeColors::of(qApp->palette()).contrast);
        for (const ThemeColors* each : {&ThemeColors::light(), &ThemeColors::night()})
            for (const QColor& color : {each->text, each->muted})
                QVERIFY2(ratio(color, each->card) >= 4.5, qPrintable(color.name()));
    }

    void coloursFollowTheChoice() {
        theme_->setMode(Theme::Mode::Dark);
        QVERIFY(theme_->isDark());
        QVERIFY(ThemeColors::of(qApp->palette()).dark);
        theme_->setMode(Theme::Mode::Light);
        QVERIFY(!ThemeColors::of(qApp->palette()).dark);
        theme_->setTextScale(1);
        const double before = qApp->font().pointSizeF();
        theme_->setTextScale(2);
        QCOMPARE(qApp->font().pointSizeF(), 2 * before);
        QVERIFY(!qApp->styleSheet().contains(QLatin1Char('@')));
    }

    void settingsRememberProjectsThatExist() {
        makeProject(false);
        settings_->addRecentProject(QStringLiteral("/nonexistent/one"));
        settings_->addRecentProject(folder_);
        QCOMPARE(settings_->recentProjects(), QStringList{folder_});
        for (int i = 0; i < 20; ++i)
            settings_->addRecentProject(QStringLiteral("/nonexistent/%1").arg(i));
        QCOMPARE(settings_->value(Setting::RecentProjects).toStringList().size(), 8);
    }

    void welcome() {
        openWindow();
        QCOMPARE(window_->currentPageName(), QStringLiteral("welcome"));
        QVERIFY(!child<QWidget>("rail")->isVisible()); // nothing to navigate to
        check(QStringLiteral("welcome"));
        QVERIFY(
            Project::create(directory_->filePath(QStringLiteral("Medicine")).toStdString(), "Medicine").has_value());
        settings_->addRecentProject(directory_->filePath(QStringLiteral("Medicine")));
        window_->openProject(directory_->filePath(QStringLiteral("gone")));
        QTRY_VERIFY(window_->findChild<QWidget*>(QStringLiteral("welcomePage"))->findChild<Notice*>()->isVisible());
        QCOMPARE(window_->findChildren<QPushButton*>(QStringLiteral("recentProject")).size(), 1);
        check(QStringLiteral("welcome-problem"));
    }

    void demoWithoutAProgramSaysSo() {
        cli_ = QStringLiteral("/nonexistent/caftan-cli");
        openWindow();
        QTest::mouseClick(child<QPushButton>("openDemo"), Qt::LeftButton);
        auto* notice = child<QWidget>("welcomePage")->findChild<Notice*>();
        QTRY_VERIFY(notice->isVisible());
        QVERIFY(notice->message().contains(QLatin1String("--cli")));
        QVERIFY(child<QPushButton>("openDemo")->isEnabled());
        check(QStringLiteral("welcome-no-cli"));
    }

    void emptyPages() {
        makeProject(false);
        openWindow();
        QVERIFY(child<QPushButton>("importFirst")->isVisible());
        check(QStringLiteral("data-empty"));
        window_->showPage(QStringLiteral("explore"));
        check(QStringLiteral("explore-empty"));
        QTest::keyClick(window_.get(), Qt::Key_1, Qt::ControlModifier);
        QCOMPARE(window_->currentPageName(), QStringLiteral("data"));
        window_->showJobs(true);
        check(QStringLiteral("jobs-empty"));
        QTest::keyClick(child<JobsDrawer>("jobsDrawer"), Qt::Key_Escape);
        QVERIFY(!child<JobsDrawer>("jobsDrawer")->isVisible());
    }

    void dataAndSheets() {
        makeProject(true);
        openWindow();
        QTRY_COMPARE(child<QTableWidget>("datasets")->rowCount(), 1);
        QVERIFY(child<HeaderBar>("header")->detail().contains(QLatin1String("40 questions")));
        check(QStringLiteral("data"));
        QTest::mouseClick(child<QPushButton>("score"), Qt::LeftButton);
        QTRY_VERIFY(child<QPushButton>("scoreStart")->isVisible());
        QVERIFY(child<FooterBar>("footer")->commandLine().contains(
            QLatin1String("score --data questions --model SmolLM2-135M-Instruct")));
        check(QStringLiteral("score-sheet"));
        child<QComboBox>("scorePart")->setCurrentIndex(3); // test: holds nothing
        QVERIFY(!child<QPushButton>("scoreStart")->isEnabled());
        child<QComboBox>("scorePart")->setCurrentIndex(0);
        child<QComboBox>("scorePrecision")->setCurrentIndex(1);
        QVERIFY(child<FooterBar>("footer")->commandLine().contains(QLatin1String("--dtype bfloat16")));
        QVERIFY(!child<QComboBox>("scoreTraces")->isEnabled()); // no teacher's reasoning is there
        QTest::mouseClick(child<QCheckBox>("scoreIfd"), Qt::LeftButton, {}, {8, 8});
        QVERIFY(child<FooterBar>("footer")->commandLine().endsWith(QLatin1String(" --ifd")));
        QTest::keyClick(child<QWidget>("scoreSheet"), Qt::Key_Escape);
        QVERIFY(!child<QWidget>("scoreSheet")->isVisible());
    }

    void importShowsAndNames() {
        makeProject(true);
        openWindow();
        auto* page = child<DataPage>("dataPage");
        page->importFiles({QStringLiteral("/data/questions.csv.gz")});
        QTRY_VERIFY(child<QComboBox>("map-question")->isVisible());
        QCOMPARE(child<QComboBox>("map-question")->currentText(), QStringLiteral("question"));
        QCOMPARE(child<QComboBox>("map-entropy")->currentData().toString(), QString());
        QCOMPARE(child<QLineEdit>("importName")->text(), QStringLiteral("questions"));
        QCOMPARE(child<QTableWidget>("importPreview")->rowCount(), 2);
        auto* import = child<QPushButton>("importButton");
        QVERIFY(import->isEnabled());
        check(QStringLiteral("import-sheet"));
        child<QComboBox>("map-answer")->setCurrentIndex(0); // not used
        QVERIFY(!import->isEnabled());
        child<QComboBox>("map-answer_index")->setCurrentIndex(4);
        QVERIFY(import->isEnabled());
        QVERIFY(child<FooterBar>("footer")->commandLine().contains(QLatin1String("--map answer=")));
        QVERIFY(child<FooterBar>("footer")->commandLine().contains(QLatin1String("--map answer_index=answer")));
        QTest::mouseClick(import, Qt::LeftButton);
        auto* sheet = child<ImportSheet>("importSheet");
        QTRY_VERIFY(sheet->notice()->isVisible());
        QVERIFY(sheet->notice()->message().contains(QLatin1String("line 4")));
        QVERIFY(sheet->notice()->actionButton()->isVisible());
        check(QStringLiteral("import-problem"));
        QSignalSpy imported(sheet, &ImportSheet::imported);
        QTest::mouseClick(sheet->notice()->actionButton(), Qt::LeftButton);
        QVERIFY(imported.wait());
        QVERIFY(!sheet->isVisible());
        page->importFiles({QStringLiteral("/data/missing.csv")});
        QTRY_VERIFY(sheet->notice()->isVisible());
        QVERIFY(!import->isEnabled());
        check(QStringLiteral("import-missing"));
    }

    void droppingFilesOpensTheImport() {
        makeProject(false);
        openWindow();
        QFile file(directory_->filePath(QStringLiteral("dropped.csv")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("question,answer\n");
        file.close();
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(file.fileName())});
        auto* page = child<DataPage>("dataPage");
        QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(page, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(page, &drop);
        QTRY_VERIFY(child<QWidget>("importSheet")->isVisible());
    }

    void jobsInTheirStates() {
        makeProject(true);
        auto project = Project::open(folder_.toStdString());
        const auto add = [&](const char* state, int64_t done, const char* error) {
            JobRecord job;
            job.kind = "score";
            job.spec = toJson(ScoreSpec());
            const auto id = addJob(*project, job);
            if (*state == '\0')
                return *id;
            (void)claimJob(*project, *id);
            (void)updateJobProgress(*project, *id, done, 12032, 53, "scoring");
            (void)addLog(*project, *id, "info", "12,032 questions in 310 batches, float32 on the processor");
            if (std::strcmp(state, "running") != 0) // running without a lock: interrupted
                (void)finishJob(*project, *id, state, *error ? 1 : 0, error);
            return *id;
        };
        add("done", 12032, "");
        add("failed", 4210,
            "The graphics card ran out of memory at batch 105 (4,096 tokens). Score with a smaller batch, or on the "
            "processor.");
        add("paused", 4210, "");
        const int64_t interrupted = add("running", 8000, "");
        add("", 0, "");
        openWindow();
        window_->showJobs(true);
        auto* drawer = child<JobsDrawer>("jobsDrawer");
        QTRY_VERIFY(drawer->card(interrupted));
        QTRY_COMPARE(window_->jobs().find(interrupted)->state, QStringLiteral("interrupted"));
        check(QStringLiteral("jobs"));
        for (QPushButton* button : drawer->card(interrupted)->findChildren<QPushButton*>())
            if (button->isCheckable())
                QTest::mouseClick(button, Qt::LeftButton);
        check(QStringLiteral("jobs-log"));
    }

    void readOnlyProjectSaysSo() {
        if (::geteuid() == 0)
            QSKIP("The administrator may write everywhere: nothing is read-only.");
        makeProject(true);
        QVERIFY(QFile::setPermissions(folder_ + QStringLiteral("/project.caftan"), QFile::ReadOwner));
        openWindow();
        check(QStringLiteral("read-only"));
    }

    void replacedFileGoesBackToWelcome() {
        makeProject(true);
        openWindow();
        const QString file = folder_ + QStringLiteral("/project.caftan");
        QVERIFY(QFile::remove(file));
        QTRY_COMPARE(window_->currentPageName(), QStringLiteral("welcome"));
        QVERIFY(child<QWidget>("welcomePage")->findChild<Notice*>()->message().contains(QLatin1String("removed")));
    }

    void twoWindowsSeeEachOther() {
        makeProject(true);
        openWindow();
        auto first = std::move(window_);
        openWindow();
        auto project = Project::open(folder_.toStdString());
        Import more = smallImport();
        QVERIFY(storeImport(*project, "more", more).has_value());
        QTRY_COMPARE(first->library().datasets().size(), size_t(2));
        QTRY_COMPARE(window_->library().datasets().size(), size_t(2));
    }
};

QTEST_MAIN(ShellWindow)
#include "test_shell_window.moc"
