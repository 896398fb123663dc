// What goes wrong under an open project: a file that cannot be written, a disk that is full, a file that is replaced or
// removed, a model that is gone, a job that cannot begin, two windows that write at once. Every page says so in a
// sentence, and what was stored stays.
#include "core/store/query.h"
#include "tests/ui/compare_fixture.h"
#include "tests/ui/window_test.h"
#include "ui/pages/compare/compare_page.h"
#include "ui/shell/notice.h"

#include <QPushButton>
#include <QTableWidget>
#include <array>
#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace caftan;
using namespace caftan::test;
using namespace caftan::ui;

namespace {

// No file may grow beyond so many bytes while this lives: writing fails as it does on a full disk.
class FullDisk {
  public:
    explicit FullDisk(rlim_t bytes) {
        before_ = std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &limit_);
        const rlimit small = {bytes, limit_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &small);
    }
    ~FullDisk() {
        ::setrlimit(RLIMIT_FSIZE, &limit_);
        std::signal(SIGXFSZ, before_);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

  private:
    rlimit limit_{};
    void (*before_)(int) = nullptr;
};

// Files belong to somebody else while this lives: also the administrator may not write then.
class SomebodyElse {
  public:
    explicit SomebodyElse(const std::string& folder) : folder_(folder) {
        ::chmod(std::filesystem::path(folder).parent_path().c_str(), 0755);
        setModes(0444, 0555);
        if (::geteuid() == 0)
            changed_ = ::setresuid(65534, 65534, 0) == 0;
    }
    ~SomebodyElse() {
        if (changed_ && ::setresuid(0, 0, 0) != 0)
            std::abort();
        setModes(0644, 0755);
    }
    SomebodyElse(const SomebodyElse&) = delete;
    SomebodyElse& operator=(const SomebodyElse&) = delete;

  private:
    void setModes(mode_t file, mode_t folder) const {
        for (const auto& entry : std::filesystem::directory_iterator(folder_))
            ::chmod(entry.path().c_str(), entry.is_directory() ? 0755 : file);
        ::chmod(folder_.c_str(), folder);
    }
    std::string folder_;
    bool changed_ = false;
};

} // namespace

class SafetyTest : public WindowTest {
    Q_OBJECT

    QString file() const { return QString::fromStdString(folder_ + "/project.caftan"); }
    template <class T>
    T* page() {
        return window_->findChild<T*>();
    }
    // What the notices that can be seen say.
    QString said() {
        QStringList messages;
        for (const Notice* notice : window_->findChildren<Notice*>())
            if (notice->isVisible())
                messages += notice->message();
        return messages.join(QLatin1Char('\n'));
    }
    void show(const char* name) {
        window_->showPage(QLatin1String(name));
        QTRY_COMPARE(window_->currentPageName(), QLatin1String(name));
        QTest::qWait(50);
    }
    void showWindow() {
        makeWindow();
        window_->show();
        openProject();
    }
    void open() {
        showWindow();
        QTRY_VERIFY(window_->service().isOpen());
        QTRY_VERIFY(window_->exploration().rows());
    }
    std::vector<double> storedCuts() const {
        auto project = Project::open(folder_, Project::Access::ReadOnly);
        if (!project)
            return {};
        const auto sets = listCuts(*project);
        for (const CutSet& set : sets.value_or(std::vector<CutSet>()))
            if (set.name == "current")
                return set.values;
        return {};
    }
    std::string notesOf(const std::string& run) const {
        auto project = Project::open(folder_, Project::Access::ReadOnly);
        const auto found = project ? findRun(*project, run) : fail("");
        return found ? found->notes : std::string();
    }
    // Everything that a damaged file would not give.
    void checkWhole() const {
        auto project = Project::open(folder_);
        QVERIFY(project);
        const auto runs = listRuns(*project);
        QVERIFY(runs && runs->size() >= 8);
        QVERIFY(loadColumns(*project, 1, "entropy").has_value());
        QVERIFY(loadQuestions(*project, 1).has_value());
    }

  private Q_SLOTS:
    void init() {
        prepare();
        QVERIFY(makeRunsProject(folder_).has_value());
        auto project = Project::open(folder_);
        QVERIFY(project && addComparedRuns(*project));
    }
    void cleanup() { closeAll(); }

    void aProjectThatCannotBeWrittenIsShownAndStays() {
        const SomebodyElse reader(folder_);
        open();
        QVERIFY(window_->service().readOnly());
        QVERIFY2(said().contains(QLatin1String("can only be read")), qPrintable(said()));
        const auto before = storedCuts();
        show("explore");
        window_->exploration().setCuts({0.4, 0.9}, QString());
        QCOMPARE(window_->exploration().cuts()[0], 0.4); // to look, not to keep
        window_->exploration().saveSnapshot(QStringLiteral("mine"));
        QTRY_VERIFY2(said().contains(QLatin1String("reading only")), qPrintable(said()));
        for (const char* name : {"runs", "compare", "chat", "data"})
            show(name);
        QTRY_VERIFY(page<ComparePage>()->comparison().loaded());
        page<ComparePage>()->comparison().rename(1, "another name");
        show("compare");
        QTRY_VERIFY2(said().contains(QLatin1String("reading only")), qPrintable(said()));
        QTest::qWait(1200); // cuts are stored a moment after they were moved
        QCOMPARE(storedCuts(), before);
    }

    void anOlderProjectThatCannotBeWrittenSaysWhatToDo() {
        {
            auto project = Project::open(folder_);
            QVERIFY(project);
            Query(*project, "PRAGMA user_version = 3").run();
        }
        const SomebodyElse reader(folder_);
        showWindow();
        QTRY_VERIFY(!window_->service().isOpening());
        QVERIFY2(said().contains(QLatin1String("open a copy of it")), qPrintable(said()));
    }

    void aFullDiskIsSaidOnEveryPageAndLosesNothing() {
        open();
        show("runs");
        show("compare");
        QTRY_VERIFY(page<ComparePage>()->comparison().loaded());
        show("explore");
        Exploration& exploration = window_->exploration();
        exploration.setCuts({0.3, 0.8}, QString());
        QTRY_COMPARE(storedCuts(), (std::vector<double>{0.3, 0.8}));
        {
            const FullDisk full(16);
            exploration.setCuts({0.4, 0.9}, QString());
            QTRY_VERIFY2(said().contains(QLatin1String("Nothing of this change was stored")), qPrintable(said()));
            QCOMPARE(exploration.cuts()[0], 0.4);
            show("compare");
            page<ComparePage>()->comparison().setNotes({1}, "a note");
            QTRY_VERIFY2(said().contains(QLatin1String("Nothing of this change was stored")), qPrintable(said()));
            show("runs");
            show("data");
            show("chat");
        }
        QCOMPARE(storedCuts(), (std::vector<double>{0.3, 0.8}));
        // The next change takes what was not stored along.
        exploration.setMetric(QStringLiteral("random"));
        QTRY_COMPARE(storedCuts(), (std::vector<double>{0.4, 0.9}));
        page<ComparePage>()->comparison().setNotes({1}, "a note");
        QTRY_COMPARE(notesOf("1"), std::string("a note"));
        window_.reset();
        checkWhole();
    }

    void aReplacedFileIsToldOnEveryPage_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"data", "explore", "runs", "compare", "chat"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void aReplacedFileIsToldOnEveryPage() {
        QFETCH(QString, name);
        open();
        show(qPrintable(name));
        window_->exploration().setCuts({0.3, 0.8}, QString());
        QTRY_COMPARE(storedCuts(), (std::vector<double>{0.3, 0.8}));
        // Another project takes its place, as a copy over it or a synchronised folder does.
        const std::string other = folder_ + "-other";
        QVERIFY(Project::create(other, "other").has_value());
        QVERIFY(QFile::rename(file(), file() + QStringLiteral(".aside")));
        std::filesystem::rename(folder_ + "/project.caftan-wal", folder_ + "/aside-wal");
        std::filesystem::copy_file(other + "/project.caftan", folder_ + "/project.caftan");
        const auto size = QFileInfo(file()).size();
        QTRY_COMPARE(window_->currentPageName(), QStringLiteral("welcome"));
        QTRY_VERIFY2(said().contains(QLatin1String("replaced")), qPrintable(said()));
        QCOMPARE(QFileInfo(file()).size(), size); // nothing of ours was written into it
        QVERIFY(Project::open(folder_, Project::Access::ReadOnly).has_value());
    }

    void aRemovedFileIsToldAndCanBePutBack() {
        open();
        window_->exploration().setCuts({0.3, 0.8}, QString());
        QTRY_COMPARE(storedCuts(), (std::vector<double>{0.3, 0.8}));
        window_->exploration().setCuts({0.2, 0.7}, QString()); // not stored yet
        const std::filesystem::path aside = folder_ + "-aside";
        std::filesystem::create_directory(aside);
        for (const char* name : {"project.caftan", "project.caftan-wal", "project.caftan-shm"})
            if (std::filesystem::exists(folder_ + "/" + name))
                std::filesystem::rename(folder_ + "/" + name, aside / name);
        QTRY_COMPARE(window_->currentPageName(), QStringLiteral("welcome"));
        QTRY_VERIFY2(said().contains(QLatin1String("removed or renamed")), qPrintable(said()));
        QVERIFY(!QFile::exists(file())); // nothing new was begun in its place
        for (const auto& entry : std::filesystem::directory_iterator(aside))
            std::filesystem::rename(entry.path(), folder_ / entry.path().filename());
        openProject();
        QTRY_VERIFY(window_->exploration().rows());
        QCOMPARE(window_->exploration().cuts(), (std::vector<double>{0.2, 0.7})); // went where the file had gone
        window_.reset();
        checkWhole();
    }

    void aProjectThatIsGoneIsTold() {
        open();
        show("runs");
        std::filesystem::remove_all(folder_);
        window_->exploration().setCuts({0.2, 0.7}, QString());
        QTRY_COMPARE(window_->currentPageName(), QStringLiteral("welcome"));
        QTRY_VERIFY2(said().contains(QLatin1String("removed or renamed")), qPrintable(said()));
        QVERIFY(!QFile::exists(file()));
        openProject(); // from the list of recent ones
        QTRY_VERIFY(!window_->service().isOpening());
        QVERIFY(!window_->service().isOpen());
        QVERIFY2(!said().isEmpty(), "nothing is said of a project that is not there");
        QVERIFY(!QFile::exists(file()));
    }

    void twoWindowsFollowEachOther() {
        open();
        const std::unique_ptr<MainWindow> first = std::move(window_);
        open();
        Exploration &here = window_->exploration(), &there = first->exploration();
        here.setCuts({0.3, 0.8}, QString());
        QTRY_COMPARE(there.cuts(), (std::vector<double>{0.3, 0.8}));
        // Both at once: one of them comes last, both show it, and the other one's can be had back.
        for (int round = 0; round < 3; ++round) {
            const double at = 0.1 * round;
            here.setCuts({0.31 + at, 0.9 + at}, QString());
            if (round % 2 == 1)
                QTest::qWait(290); // about when the first one's are stored
            there.setCuts({0.32 + at, 0.91 + at}, QString());
            QTest::qWait(1200);
            QCOMPARE(here.cuts(), there.cuts());
            QCOMPARE(here.cuts(), storedCuts());
            const double wanted = here.cuts()[0] == 0.31 + at ? 0.32 + at : 0.31 + at;
            Exploration& loser = here.cuts()[0] == 0.31 + at ? there : here;
            loser.undoStack().undo();
            QCOMPARE(loser.cuts()[0], wanted);
            QTRY_COMPARE(here.cuts(), there.cuts());
        }
    }

    void twoWindowsWriteAtOnceAndLoseNothing() {
        open();
        const std::unique_ptr<MainWindow> first = std::move(window_);
        open();
        const std::array<MainWindow*, 2> windows = {first.get(), window_.get()};
        for (MainWindow* each : windows) {
            each->showPage(QStringLiteral("compare"));
            QTRY_VERIFY(each->findChild<ComparePage*>() && each->findChild<ComparePage*>()->comparison().loaded());
        }
        const size_t before = window_->exploration().snapshots().size();
        constexpr int rounds = 15;
        for (int round = 0; round < rounds; ++round) {
            for (MainWindow* each : windows)
                each->exploration().saveSnapshot(QStringLiteral("%1-%2")
                                                     .arg(each == windows[0] ? QLatin1String("a") : QLatin1String("b"))
                                                     .arg(round));
            windows[0]->findChild<ComparePage*>()->comparison().setNotes({1}, "note " + std::to_string(round));
            windows[1]->findChild<ComparePage*>()->comparison().setTags({1}, "tag" + std::to_string(round));
            if (round % 3 == 0)
                QTest::qWait(20);
        }
        for (MainWindow* each : windows) { // both learn of all
            QTRY_COMPARE(each->exploration().snapshots().size(), before + 2 * rounds);
            QCOMPARE(said(), QString());
        }
        QTRY_COMPARE(notesOf("1"), "note " + std::to_string(rounds - 1));
        auto project = Project::open(folder_, Project::Access::ReadOnly);
        QVERIFY(project);
        QTRY_COMPARE(findRun(*project, "1")->tags, "tag" + std::to_string(rounds - 1));
        QCOMPARE(findRun(*project, "1")->notes, "note " + std::to_string(rounds - 1));
    }

    void aJobThatCannotBeWrittenDoesNotBegin_data() {
        QTest::addColumn<bool>("opened"); // the disk can be written until the project is open
        QTest::newRow("read-only from the start") << false;
        QTest::newRow("read-only since") << true;
    }
    void aJobThatCannotBeWrittenDoesNotBegin() {
        QFETCH(bool, opened);
        {
            auto project = Project::open(folder_);
            QVERIFY(
                addModel(*project, {0, {}, "model", "/nowhere/model.gguf", "llama", std::string(64, 'd'), {}, {}, 1})
                    .has_value());
        }
        std::optional<SomebodyElse> reader;
        if (!opened)
            reader.emplace(folder_);
        open();
        if (opened)
            reader.emplace(folder_);
        show("data");
        QTRY_VERIFY(child<QPushButton>("score") && child<QPushButton>("score")->isVisible());
        child<QPushButton>("score")->click();
        QTRY_VERIFY(child<QPushButton>("scoreStart")->isEnabled());
        child<QPushButton>("scoreStart")->click();
        const auto problem = [this] {
            QString text = said();
            for (const JobView& job : window_->jobs().jobs())
                text += QString::fromStdString(job.record.error);
            return text;
        };
        QTRY_VERIFY2(problem().contains(opened ? QLatin1String("Permission denied") : QLatin1String("reading only")),
                     qPrintable(problem()));
        for (const JobView& job : window_->jobs().jobs())
            QVERIFY2(job.state == QLatin1String("failed"), qPrintable(job.state)); // none waits for ever
        reader.reset();
        window_.reset();
        checkWhole();
    }

    void aModelThatIsGoneIsMarked() {
        {
            auto project = Project::open(folder_);
            QVERIFY(addModel(*project, {0, {}, "gone", "/nowhere/gone.gguf", "llama", std::string(64, 'd'), {}, {}, 1})
                        .has_value());
        }
        open();
        show("data");
        const auto marked = [this] {
            for (const auto* table : window_->findChildren<QTableWidget*>())
                if (!table->findItems(QStringLiteral("gone (missing)"), Qt::MatchExactly).isEmpty())
                    return true;
            return false;
        };
        QTRY_VERIFY(marked());
        for (const char* name : {"explore", "runs", "compare", "chat"})
            show(name);
    }
};

QTEST_MAIN(SafetyTest)
#include "test_safety.moc"
