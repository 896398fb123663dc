// What goes wrong under an open project: a file that cannot be written, a disk that is full, a file that is replaced,
// a model that is gone. Every page says so in a sentence, and what was stored stays.
#include "core/store/query.h"
#include "tests/ui/compare_fixture.h"
#include "tests/ui/window_test.h"
#include "ui/pages/compare/compare_page.h"
#include "ui/shell/notice.h"

#include <QTableWidget>
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
