// The project file under kill -9, several writers, full and read-only disks, damaged and newer files.
#include "core/store/migrations.h"
#include "core/store/query.h"
#include "core/store/runs.h"
#include "tests/core/store_helpers.h"

#include <chrono>
#include <csignal>
#include <ctime>
#include <fstream>
#include <random>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace caftan;
using namespace caftan::test;
namespace fs = std::filesystem;

namespace {

// A folder with a project that no connection of this process holds open, so that children may be forked.
struct ClosedProject {
    QTemporaryDir directory;
    fs::path folder = fs::path(directory.path().toStdString()) / "project";
    int64_t run = 0;
    ClosedProject() {
        auto project = Project::create(folder, "closed");
        RunRecord record;
        record.name = "r";
        run = *addRun(*project, record);
    }
    fs::path file() const { return folder / "project.caftan"; }
};

// Runs `work` in a child process, which ends with its result as exit code and runs no destructors.
template <class Work>
pid_t inChild(Work work) {
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(work());
    return child;
}
int exitCodeOf(pid_t child) {
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

constexpr int batch = 50;

// Commits batches of `batch` metrics for ever, or `rounds` times.
int writeBatches(const fs::path& folder, int64_t run, const std::string& name, int rounds) {
    auto project = Project::open(folder);
    if (!project)
        return 1;
    const auto before = loadMetrics(*project, run, name);
    int64_t step = before ? int64_t(before->size()) : 0;
    for (int round = 0; rounds == 0 || round < rounds; ++round) {
        std::vector<MetricPoint> points;
        for (int i = 0; i < batch; ++i)
            points.push_back({0, run, name, ++step, 0, 0, 0, 0.5});
        if (!addMetrics(*project, points))
            return 2;
        if (round % 20 == 19 && !project->checkpoint())
            return 3;
    }
    return 0;
}

std::string integrity(Project& project) {
    Query check(project, "PRAGMA integrity_check");
    check.next();
    return check.text(0);
}

void patch(const fs::path& file, std::streamoff offset, const std::string& bytes) {
    std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
    stream.seekp(offset);
    stream.write(bytes.data(), std::streamsize(bytes.size()));
}

bool says(const std::string& message, std::initializer_list<std::string> parts) {
    for (const std::string& part : parts)
        if (message.find(part) == std::string::npos)
            return false;
    return true;
}

constexpr const char* exampleStep =
    "ALTER TABLE run ADD COLUMN extra TEXT NOT NULL DEFAULT 'none'; CREATE TABLE later (a);";

// Every step there is, and these after them.
std::vector<Migration> furtherSteps(std::initializer_list<const char*> texts) {
    std::vector<Migration> steps(allMigrations().begin(), allMigrations().end());
    for (const char* text : texts)
        steps.push_back({steps.back().version + 1, text});
    return steps;
}

} // namespace

class TestStoreRobust : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void killedWriterLeavesWholeTransactions() {
        ClosedProject closed;
        std::mt19937 random(7);
        size_t before = 0;
        for (int round = 0; round < 12; ++round) {
            const pid_t child = inChild([&] { return writeBatches(closed.folder, closed.run, "loss", 0); });
            std::this_thread::sleep_for(std::chrono::milliseconds(30 + random() % 80));
            ::kill(child, SIGKILL);
            QCOMPARE(exitCodeOf(child), 128 + SIGKILL);
            auto project = Project::open(closed.folder);
            EXPECT_OK(project);
            QCOMPARE(integrity(*project), std::string("ok"));
            const size_t rows = loadMetrics(*project, closed.run)->size();
            QCOMPARE(rows % batch, size_t(0));
            QVERIFY(rows >= before);
            before = rows;
        }
        QVERIFY(before > 0);
    }

    void writersTakeTurnsAndReadersSeeWholeTransactions() {
        ClosedProject closed;
        constexpr int rounds = 150;
        const pid_t children[] = {inChild([&] { return writeBatches(closed.folder, closed.run, "a", rounds); }),
                                  inChild([&] { return writeBatches(closed.folder, closed.run, "b", rounds); })};
        {
            auto reader = Project::open(closed.folder, Project::Access::ReadOnly);
            EXPECT_OK(reader);
            size_t rows = 0;
            while (rows < 2 * rounds * batch) {
                const auto points = loadMetrics(*reader, closed.run);
                EXPECT_OK(points);
                QCOMPARE(points->size() % batch, size_t(0));
                QVERIFY(points->size() >= rows);
                rows = points->size();
                std::this_thread::sleep_for(std::chrono::milliseconds(2));
            }
        }
        for (const pid_t child : children)
            QCOMPARE(exitCodeOf(child), 0);
        auto project = Project::open(closed.folder);
        QCOMPARE(integrity(*project), std::string("ok"));
        QCOMPARE(loadMetrics(*project, closed.run)->size(), size_t(2 * rounds * batch));
    }

    void snapshotStaysTheSame() {
        TemporaryProject t;
        auto other = Project::open(t.folder);
        EXPECT_OK(other->read([&]() -> Status {
            const size_t before = listDatasets(*other)->size();
            CAFTAN_CHECK(storeImport(t.project, "d", smallImport(3, false)));
            return listDatasets(*other)->size() == before ? Status() : fail("the snapshot has changed");
        }));
        QCOMPARE(listDatasets(*other)->size(), size_t(1));
    }

    void logIsFoldedBack() {
        TemporaryProject t;
        const auto log = t.folder / "project.caftan-wal";
        EXPECT_OK(storeImport(t.project, "large", smallImport(60000, true)));
        QVERIFY(fs::file_size(log) > 0);
        EXPECT_OK(t.project.checkpoint());
        QCOMPARE(fs::file_size(log), uintmax_t(0));
        EXPECT_OK(storeImport(t.project, "d", smallImport(100, true)));
        {
            const Project gone = std::move(t.project);
        }
        QCOMPARE(fs::file_size(log), uintmax_t(0)); // closing does it too
        auto again = Project::open(t.folder);
        EXPECT_OK(again);
        QCOMPARE(listDatasets(*again)->size(), size_t(2));
        t.project = std::move(*again);
    }

    void strangeFilesAreRefused() {
        QTemporaryDir directory;
        const fs::path folder = directory.path().toStdString();
        const auto message = [&] { return Project::open(folder).error().message; };
        QVERIFY(says(message(), {"no project", "project new"}));
        std::ofstream(folder / "project.caftan").flush(); // empty
        QVERIFY(says(message(), {"project.caftan", "not a project file"}));
        std::ofstream(folder / "project.caftan") << "hello, I am a text file of some length";
        QVERIFY(says(message(), {"project.caftan", "not a project file", "bak"}));
        fs::remove(folder / "project.caftan");
        {
            SQLite::Database other((folder / "project.caftan").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
            other.exec("CREATE TABLE t (a)");
        }
        QVERIFY(says(message(), {"SQLite file, but not a Caftan project"}));
        QVERIFY(!Project::create(folder, "x"));
        std::ofstream(folder / "plain") << "x";
        QVERIFY(!Project::create(folder / "plain", "x"));
    }

    void newerFileIsRefused() {
        ClosedProject closed;
        SQLite::Database(closed.file().string(), SQLite::OPEN_READWRITE).exec("PRAGMA user_version = 9");
        for (const auto access : {Project::Access::ReadWrite, Project::Access::ReadOnly}) {
            const auto project = Project::open(closed.folder, access);
            QVERIFY(!project);
            QVERIFY(
                says(project.error().message, {"newer Caftan (schema 9, this one knows ", "update Caftan", ".bak"}));
        }
    }

    void damagedFileIsASentence() {
        ClosedProject closed;
        const auto size = fs::file_size(closed.file());
        fs::resize_file(closed.file(), size / 2);
        const auto truncated = Project::open(closed.folder);
        QVERIFY(!truncated);
        QVERIFY(says(truncated.error().message, {"damaged", "bak", "recover"}));
        ClosedProject other;
        patch(other.file(), 100, std::string(3000, '\x5a')); // the page with the schema
        const auto broken = Project::open(other.folder);
        QVERIFY(!broken && says(broken.error().message, {"damaged"}));
        for (int page = 1; page < 40; ++page) { // damage anywhere: an error or a result, never a crash
            ClosedProject some;
            patch(some.file(), page * 4096, std::string(4096, '\xff'));
            auto project = Project::open(some.folder);
            if (!project)
                continue;
            (void)listDatasets(*project);
            (void)loadMetrics(*project, some.run);
            (void)storeImport(*project, "d", smallImport(50, true));
        }
    }

    void migrationBacksUpFirst() {
        ClosedProject closed;
        const auto steps = furtherSteps({exampleStep, "CREATE TABLE third (a)"});
        const int newest = Project::newestSchema();
        {
            SQLite::Database database(closed.file().string(), SQLite::OPEN_READWRITE);
            EXPECT_OK(migrate(database, closed.file(), steps));
            QCOMPARE(database.execAndGet("PRAGMA user_version").getInt(), newest + 2);
            QCOMPARE(database.execAndGet("SELECT extra FROM run").getString(), std::string("none"));
        }
        QVERIFY(!Project::open(closed.folder)); // newer than this program
        fs::rename(closed.file().string() + ".v" + std::to_string(newest) + ".bak", closed.file());
        auto back = Project::open(closed.folder); // the backup in its place
        EXPECT_OK(back);
        QCOMPARE(listRuns(*back)->size(), size_t(1));
        EXPECT_OK(storeImport(*back, "d", smallImport(5, true)));
    }

    void failedMigrationChangesNothing() {
        ClosedProject closed;
        const std::string broken = std::string(exampleStep) + "INSERT INTO nowhere VALUES (1);";
        const auto steps = furtherSteps({"CREATE TABLE second (a)", broken.c_str()});
        const std::string newest = std::to_string(Project::newestSchema());
        {
            SQLite::Database database(closed.file().string(), SQLite::OPEN_READWRITE);
            const auto failed = migrate(database, closed.file(), steps);
            QVERIFY(!failed);
            QVERIFY(says(failed.error().message,
                         {"schema " + newest + " to", "nothing in it has changed", ".v" + newest + ".bak", "nowhere"}));
            QCOMPARE(database.execAndGet("PRAGMA user_version").getInt(), Project::newestSchema());
        }
        QVERIFY(fs::exists(closed.file().string() + ".v" + newest + ".bak"));
        auto project = Project::open(closed.folder);
        EXPECT_OK(project);
        QCOMPARE(integrity(*project), std::string("ok"));
        Query later(*project, "SELECT 1 FROM sqlite_schema WHERE name IN ('later', 'second')");
        QVERIFY(!later.next());
    }

    void migrationMayNotLeaveLooseEnds() {
        ClosedProject closed;
        const auto steps = furtherSteps({"UPDATE run SET model = 77"});
        SQLite::Database database(closed.file().string(), SQLite::OPEN_READWRITE);
        const auto failed = migrate(database, closed.file(), steps);
        QVERIFY(!failed && says(failed.error().message, {"refer to a row that does not exist"}));
    }

    void fullDiskIsASentence() {
        TemporaryProject t;
        t.project.database().exec("PRAGMA max_page_count = 80");
        const auto full = storeImport(t.project, "large", smallImport(20000, true));
        QVERIFY(!full && says(full.error().message, {"full", "free some space", "Nothing of this change"}));
        t.project.database().exec("PRAGMA max_page_count = 1000000");
        QVERIFY(listDatasets(t.project)->empty());
        EXPECT_OK(storeImport(t.project, "large", smallImport(20000, true)));
    }

    void failingDiskIsASentence() {
        ClosedProject closed;
        const pid_t child = inChild([&] {
            auto project = Project::open(closed.folder);
            std::signal(SIGXFSZ, SIG_IGN);
            const rlimit limit = {1 << 20, 1 << 20};
            ::setrlimit(RLIMIT_FSIZE, &limit);
            const auto failed = storeImport(*project, "large", smallImport(20000, true));
            return !failed && says(failed.error().message, {"failed", "see whether its disk is full"}) ? 0 : 1;
        });
        QCOMPARE(exitCodeOf(child), 0);
        auto project = Project::open(closed.folder);
        EXPECT_OK(project);
        QVERIFY(listDatasets(*project)->empty());
    }

    void readOnlyFolder() {
        ClosedProject closed;
        fs::permissions(closed.directory.path().toStdString(), fs::perms(0755));
        fs::permissions(closed.folder, fs::perms(0555));
        for (const auto& entry : fs::directory_iterator(closed.folder))
            fs::permissions(entry.path(), fs::perms(0444));
        const auto look = [&] {
            if (::geteuid() == 0 && ::seteuid(65534) != 0)
                return 1;
            auto project = Project::open(closed.folder, Project::Access::ReadOnly);
            if (!project || listRuns(*project)->size() != 1)
                return 2;
            const auto written = storeImport(*project, "d", smallImport(2, false));
            if (written || !says(written.error().message, {"reading only"}))
                return 3;
            const auto refused = Project::open(closed.folder);
            return !refused && says(refused.error().message, {"cannot be written", "copy the project"}) ? 0 : 4;
        };
        QCOMPARE(exitCodeOf(inChild(look)), 0);
        for (const char* name : {"project.caftan-wal", "project.caftan-shm"}) { // without the log's files too
            fs::remove(closed.folder / name);
        }
        QCOMPARE(exitCodeOf(inChild(look)), 0);
        fs::permissions(closed.folder, fs::perms(0755));
    }

    void readOnlyFolderWhileSomebodyWrites() {
        ClosedProject closed;
        fs::permissions(closed.directory.path().toStdString(), fs::perms(0755));
        int pipes[2];
        QCOMPARE(::pipe(pipes), 0);
        const pid_t writer = inChild([&] {
            const int code = writeBatches(closed.folder, closed.run, "loss", 3);
            auto project = Project::open(closed.folder);
            const MetricPoint point{0, closed.run, "late", 1, 0, 0, 0, 1};
            if (!addMetrics(*project, std::span(&point, 1))) // stays in the log as long as this process lives
                return 9;
            (void)!::write(pipes[1], "x", 1);
            ::pause();
            return code;
        });
        char ready = 0;
        QCOMPARE(::read(pipes[0], &ready, 1), ssize_t(1));
        const pid_t reader = inChild([&] {
            if (::geteuid() == 0 && ::seteuid(65534) != 0)
                return 1;
            auto project = Project::open(closed.folder, Project::Access::ReadOnly);
            return project && loadMetrics(*project, closed.run, "late")->size() == 1 ? 0 : 2;
        });
        QCOMPARE(exitCodeOf(reader), 0);
        ::kill(writer, SIGKILL);
        exitCodeOf(writer);
    }

    void millionScores() {
        if (qEnvironmentVariableIsEmpty("CAFTAN_BENCH"))
            QSKIP("a measurement, not a test: set CAFTAN_BENCH=1 to see the rates");
        TemporaryProject t;
        constexpr int count = 1000000;
        const auto since = [](std::clock_t from) {
            return double(std::clock() - from) / CLOCKS_PER_SEC;
        }; // of the processor
        auto start = std::clock();
        const auto ids = storeImport(t.project, "large", smallImport(count, false));
        qInfo("questions: %.0f rows/s", count / since(start));
        Scoring scoring;
        scoring.dataset = ids->dataset;
        const auto id = addScoring(t.project, scoring);
        Query first(t.project, "SELECT min(id) FROM question");
        first.next();
        std::vector<Score> scores;
        for (int i = 0; i < count; ++i)
            scores.push_back(recordedScore(first.integer(0) + i, 1e-6 * i, i % 2));
        start = std::clock();
        EXPECT_OK(addScores(t.project, *id, scores));
        qInfo("scores: %.0f rows/s", count / since(start));
        start = std::clock();
        const auto chunk = loadColumns(t.project, *id, "entropy");
        qInfo("columns: %.2f s for %zu rows", since(start), chunk->columns.size());
        start = std::clock();
        EXPECT_OK(listDatasets(t.project));
        qInfo("list of data sets: %.3f s", since(start));
    }
};

QTEST_APPLESS_MAIN(TestStoreRobust)
#include "test_store_robust.moc"
