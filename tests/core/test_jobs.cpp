// Claiming, running, asking to stop, interruption and resumption of jobs.
#include "core/jobs/job.h"
#include "core/jobs/specs.h"
#include "tests/core/store_helpers.h"

#include <chrono>
#include <mutex>
#include <random>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace caftan;
using namespace caftan::test;
using namespace std::chrono_literals;

namespace {

struct ClosedProject {
    QTemporaryDir directory;
    std::filesystem::path folder = std::filesystem::path(directory.path().toStdString()) / "project";
    ClosedProject() { (void)Project::create(folder, "jobs"); }
    int64_t add(int64_t priority = 0, const std::string& kind = "count") {
        auto project = Project::open(folder);
        JobRecord job;
        job.kind = kind;
        job.priority = priority;
        job.spec = Json::object();
        return *addJob(*project, job);
    }
};

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

// Works until it is asked to end, ten seconds at most.
Result<JobEnd> untilAsked(JobContext& context) {
    for (int i = 0; i < 2000; ++i) {
        context.progress(i, 2000, 200, "counting");
        if (const JobEnd end = context.wanted(); end != JobEnd::Done)
            return end;
        std::this_thread::sleep_for(5ms);
    }
    return JobEnd::Done;
}
const JobHandlers counting = {{"count", untilAsked}};

std::string stateOf(Project& project, int64_t id) {
    return *liveState(project, *findJob(project, id));
}

bool waitForState(Project& project, int64_t id, const std::string& state) {
    for (int i = 0; i < 1000; ++i) {
        if (stateOf(project, id) == state)
            return true;
        std::this_thread::sleep_for(5ms);
    }
    return false;
}

} // namespace

class TestJobs : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() {
        QVERIFY(locks_.isValid());
        qputenv("CAFTAN_LOCKS", locks_.path().toUtf8());
    }

    void outcomesAreStored() {
        ClosedProject closed;
        auto project = Project::open(closed.folder);
        const JobHandlers handlers = {
            {"good",
             [](JobContext& context) -> Result<JobEnd> {
                 context.log("info", "working");
                 context.progress(3, 4, 1, "nearly");
                 context.progress(4, 4, 1, "all");
                 context.setResult({{"rows", 4}});
                 return JobEnd::Done;
             }},
            {"bad", [](JobContext&) -> Result<JobEnd> { return fail("no such model"); }},
            {"throws", [](JobContext&) -> Result<JobEnd> { throw std::runtime_error("thrown"); }}};
        const int64_t good = closed.add(0, "good");
        const auto end = runJob(*project, good, handlers);
        EXPECT_OK(end);
        const auto row = findJob(*project, good);
        QCOMPARE(row->state, std::string("done"));
        QCOMPARE(row->exitCode.value_or(-1), 0);
        QCOMPARE(row->done, 4); // the last progress is stored although it came at once after the first
        QCOMPARE(row->message, std::string("all"));
        QCOMPARE(row->result.at("rows").get<int>(), 4);
        QVERIFY(row->attempt == 1 && row->started > 0 && row->finished >= row->started);
        QCOMPARE(loadLog(*project, good)->size(), size_t(1));
        QVERIFY(*runJob(*project, good, handlers) == JobEnd::Done); // done already: not run again
        QCOMPARE(findJob(*project, good)->attempt, 1);
        QVERIFY(!requeueJob(*project, good));
        for (const char* kind : {"bad", "throws", "unheard of"}) {
            const int64_t id = closed.add(0, kind);
            const auto failed = runJob(*project, id, handlers);
            QVERIFY(!failed);
            QCOMPARE(findJob(*project, id)->state, std::string("failed"));
            QCOMPARE(findJob(*project, id)->error, failed.error().message);
            QCOMPARE(findJob(*project, id)->exitCode.value_or(-1), 1);
            QVERIFY(!runJob(*project, id, handlers)); // has to be queued again first
            QCOMPARE(findJob(*project, id)->attempt, 1);
            EXPECT_OK(requeueJob(*project, id));
            QCOMPARE(findJob(*project, id)->state, std::string("queued"));
        }
        QVERIFY(!runJob(*project, 999, handlers));
    }

    void oneOfTwoClaims() {
        ClosedProject closed;
        for (int round = 0; round < 15; ++round) {
            const int64_t id = closed.add();
            const auto claim = [&] {
                auto project = Project::open(closed.folder);
                const auto claimed = claimJob(*project, id);
                return claimed ? int(*claimed) : 9;
            };
            const pid_t first = inChild(claim), second = inChild(claim);
            QCOMPARE(exitCodeOf(first) + exitCodeOf(second), 1);
        }
    }

    void secondProcessIsRefusedWhileItRuns() {
        ClosedProject closed;
        const int64_t id = closed.add();
        const pid_t child = inChild([&] {
            auto project = Project::open(closed.folder);
            const auto end = runJob(*project, id, counting);
            return end && *end == JobEnd::Stopped ? 0 : 1;
        });
        {
            auto project = Project::open(closed.folder);
            QVERIFY(waitForState(*project, id, "running"));
            const auto second = runJob(*project, id, counting);
            QVERIFY(!second && second.error().message.find("another process") != std::string::npos);
            QVERIFY(!requeueJob(*project, id));
            EXPECT_OK(requestJob(*project, id, "stop"));
        }
        QCOMPARE(exitCodeOf(child), 0);
        auto project = Project::open(closed.folder);
        QCOMPARE(stateOf(*project, id), std::string("stopped"));
        QCOMPARE(findJob(*project, id)->exitCode.value_or(-1), 130);
        QCOMPARE(findJob(*project, id)->request, std::string());
    }

    void pauseAndResume() {
        ClosedProject closed;
        const int64_t id = closed.add();
        auto project = Project::open(closed.folder);
        std::thread asker([&] {
            auto other = Project::open(closed.folder);
            waitForState(*other, id, "running");
            (void)requestJob(*other, id, "pause");
        });
        const auto end = runJob(*project, id, counting);
        asker.join();
        QVERIFY(end && *end == JobEnd::Paused);
        QCOMPARE(stateOf(*project, id), std::string("paused"));
        QVERIFY(*runJob(*project, id, counting) == JobEnd::Paused); // stays paused until it is queued again
        EXPECT_OK(requestJob(*project, id, ""));
        QCOMPARE(stateOf(*project, id), std::string("queued"));
        const auto again = runJob(*project, id, {{"count", [](JobContext& context) -> Result<JobEnd> {
                                                      return context.job().attempt == 2 ? Result<JobEnd>(JobEnd::Done)
                                                                                        : fail("wrong attempt");
                                                  }}});
        EXPECT_OK(again);
        QCOMPARE(stateOf(*project, id), std::string("done"));
        QVERIFY(!requestJob(*project, id, "explode"));
        EXPECT_OK(requestJob(*project, id, "stop")); // too late: nothing changes
        QCOMPARE(stateOf(*project, id), std::string("done"));
    }

    // However the request falls (before the claim, between claim and work, while it works), the job ends stopped.
    void noStopIsLost() {
        ClosedProject closed;
        auto project = Project::open(closed.folder);
        std::mt19937 random(11);
        for (int round = 0; round < 40; ++round) {
            const int64_t id = closed.add();
            const auto delay = std::chrono::microseconds(random() % 4000);
            const bool pause = round % 2;
            std::thread asker([&] {
                auto other = Project::open(closed.folder);
                std::this_thread::sleep_for(delay);
                (void)requestJob(*other, id, pause ? "pause" : "stop");
            });
            const auto end = runJob(*project, id, counting);
            asker.join();
            EXPECT_OK(end);
            QVERIFY(*end == (pause ? JobEnd::Paused : JobEnd::Stopped));
            QCOMPARE(stateOf(*project, id), std::string(pause ? "paused" : "stopped"));
        }
    }

    void stopBeforeTheClaim() {
        ClosedProject closed;
        const int64_t id = closed.add();
        auto project = Project::open(closed.folder);
        EXPECT_OK(requestJob(*project, id, "stop"));
        QCOMPARE(findJob(*project, id)->state, std::string("stopped"));
        bool ran = false;
        const auto end = runJob(*project, id, {{"count", [&](JobContext&) -> Result<JobEnd> {
                                                    ran = true;
                                                    return JobEnd::Done;
                                                }}});
        QVERIFY(end && *end == JobEnd::Stopped && !ran);
    }

    void killedJobIsInterruptedAndGoesOn() {
        ClosedProject closed;
        const int64_t id = closed.add();
        const pid_t child = inChild([&] {
            auto project = Project::open(closed.folder);
            (void)runJob(*project, id, counting);
            return 0;
        });
        {
            auto project = Project::open(closed.folder);
            QVERIFY(waitForState(*project, id, "running"));
            std::this_thread::sleep_for(150ms);
            ::kill(child, SIGKILL);
            exitCodeOf(child);
            QCOMPARE(stateOf(*project, id), std::string("interrupted"));
            QCOMPARE(findJob(*project, id)->state, std::string("running"));
            QVERIFY(findJob(*project, id)->done > 0);
            const auto end = runJob(*project, id, {{"count", [](JobContext& context) -> Result<JobEnd> {
                                                        return context.job().attempt == 2 ? Result<JobEnd>(JobEnd::Done)
                                                                                          : fail("wrong attempt");
                                                    }}});
            EXPECT_OK(end);
            QCOMPARE(stateOf(*project, id), std::string("done"));
        }
    }

    void interruptedJobIsStoppedAtOnce() {
        ClosedProject closed;
        const int64_t id = closed.add();
        auto project = Project::open(closed.folder);
        QVERIFY(*claimJob(*project, id)); // says running, but nobody holds the lock
        QCOMPARE(stateOf(*project, id), std::string("interrupted"));
        EXPECT_OK(requestJob(*project, id, "stop"));
        QCOMPARE(findJob(*project, id)->state, std::string("stopped"));
        EXPECT_OK(requeueJob(*project, id));
        QVERIFY(*claimJob(*project, id));
        EXPECT_OK(requeueJob(*project, id)); // an interrupted one can be queued again
        QCOMPARE(findJob(*project, id)->state, std::string("queued"));
    }

    void interruptSignalHoldsForTheWholeProcess() {
        ClosedProject closed;
        const int64_t id = closed.add();
        const pid_t child = inChild([&] {
            JobContext::interrupt(); // before the job began
            auto project = Project::open(closed.folder);
            const auto end = runJob(*project, id, counting);
            return end && *end == JobEnd::Stopped ? 0 : 1;
        });
        QCOMPARE(exitCodeOf(child), 0);
    }

    void onlookersDoNotDisturb() {
        ClosedProject closed;
        auto project = Project::open(closed.folder);
        std::atomic<bool> stop{false};
        std::atomic<int> wrong{0};
        std::atomic<int64_t> watched{0};
        std::vector<std::thread> onlookers;
        for (int i = 0; i < 2; ++i)
            onlookers.emplace_back([&] {
                auto own = Project::open(closed.folder, Project::Access::ReadOnly);
                while (!stop)
                    if (const auto job = findJob(*own, watched); job)
                        wrong += *liveState(*own, *job) == "interrupted";
            });
        for (int i = 0; i < 20; ++i) {
            const int64_t id = closed.add();
            watched = id;
            const auto end =
                runJob(*project, id, {{"count", [](JobContext&) -> Result<JobEnd> { return JobEnd::Done; }}});
            EXPECT_OK(end);
        }
        stop = true;
        for (std::thread& thread : onlookers)
            thread.join();
        QCOMPARE(wrong.load(), 0);
    }

    void progressIsThrottled() {
        ClosedProject closed;
        const int64_t id = closed.add();
        auto project = Project::open(closed.folder);
        auto reader = Project::open(closed.folder, Project::Access::ReadOnly);
        int shown = 0;
        const auto before = *reader->dataVersion();
        const auto end = runJob(*project, id,
                                {{"count",
                                  [](JobContext& context) -> Result<JobEnd> {
                                      for (int i = 0; i < 20000; ++i)
                                          context.progress(i, 20000, 1, "fast");
                                      return JobEnd::Done;
                                  }}},
                                [&](const JobRecord&) { ++shown; });
        EXPECT_OK(end);
        QVERIFY(*reader->dataVersion() != before);
        QVERIFY(shown >= 1 && shown < 10);
        QCOMPARE(findJob(*project, id)->done, 19999);
    }

    void deviceIsTakenByPriority() {
        ClosedProject closed;
        const int64_t running = closed.add(), low = closed.add(), high = closed.add(5);
        std::vector<std::thread> threads;
        std::mutex mutex;
        std::vector<int64_t> order;
        const auto work = [&](int64_t id, std::chrono::milliseconds duration) {
            auto project = Project::open(closed.folder);
            const auto turn = DeviceTurn::wait(*project, id);
            if (!turn || !turn->held())
                return;
            {
                const std::lock_guard guard(mutex);
                order.push_back(id);
            }
            (void)runJob(*project, id, {{"count", [&](JobContext&) -> Result<JobEnd> {
                                             std::this_thread::sleep_for(duration);
                                             return JobEnd::Done;
                                         }}});
        };
        threads.emplace_back(work, running, 900ms);
        std::this_thread::sleep_for(150ms);
        threads.emplace_back(work, low, 1ms); // waits first, but the other goes before it
        std::this_thread::sleep_for(50ms);
        threads.emplace_back(work, high, 300ms);
        for (std::thread& thread : threads)
            thread.join();
        QVERIFY(order == (std::vector<int64_t>{running, high, low}));
    }

    void stoppedWhileItWaitsForTheDevice() {
        ClosedProject closed;
        const int64_t first = closed.add(), second = closed.add();
        auto project = Project::open(closed.folder);
        const auto device = DeviceTurn::wait(*project, first);
        QVERIFY(device && device->held());
        std::thread waiter([&] {
            auto own = Project::open(closed.folder);
            const auto turn = DeviceTurn::wait(*own, second);
            QVERIFY(turn);
            QVERIFY(*runJob(*own, second, counting) == JobEnd::Stopped);
        });
        std::this_thread::sleep_for(100ms);
        QVERIFY(hasWaitingProcess(*project, *findJob(*project, second)));
        EXPECT_OK(requestJob(*project, second, "stop"));
        waiter.join();
        QVERIFY(!hasWaitingProcess(*project, *findJob(*project, second)));
        QCOMPARE(stateOf(*project, second), std::string("stopped"));
        QVERIFY(DeviceTurn::wait(*project, closed.add(0, "import"))->held()); // needs no device
    }

    void scoreSpecBothWays() {
        ScoreSpec spec;
        spec.dataset = 3;
        spec.model = 4;
        spec.prompt = "mine.json";
        spec.promptTemplate = "{\"user\":\"x\"}";
        spec.limit = 100;
        spec.split = "train";
        spec.threads = 2;
        const auto back = scoreSpecFromJson(toJson(spec));
        EXPECT_OK(back);
        QCOMPARE(dumpJson(toJson(*back)), dumpJson(toJson(spec)));
        const std::pair<const char*, const char*> wrong[] = {
            {R"({"dataset":1})", "\"model\" is missing"},
            {R"({"dataset":1,"model":1,"batchsize":3})", "\"batchsize\" is not known"},
            {R"({"dataset":"x","model":1})", "\"dataset\" must be a whole number"},
            {R"({"dataset":1,"model":1,"dtype":"int4"})", "float32, bfloat16"},
            {R"({"dataset":1,"model":1,"limit":0})", "\"limit\""},
            {R"({"dataset":1,"model":1,"threads":-1})", "\"threads\" must lie between"},
            {R"({"dataset":18446744073709551615,"model":1})", "\"dataset\" must lie between"},
            {R"([1])", "JSON object"}};
        for (const auto& [text, part] : wrong) {
            const auto refused = scoreSpecFromJson(*parseJson(text));
            QVERIFY(!refused);
            QVERIFY2(refused.error().message.find(part) != std::string::npos, refused.error().message.c_str());
        }
    }

    void schemaFileListsTheSameKeys() {
        const auto text = readFile(CAFTAN_SOURCE_DIR "/resources/job.schema.json");
        EXPECT_OK(text);
        const auto schema = parseJson(*text);
        EXPECT_OK(schema);
        ScoreSpec full;
        full.promptTemplate = "x";
        full.limit = 1;
        full.ifd = true;
        full.traces = "x";
        const Json spec = toJson(full);
        const Json& listed = schema->at("$defs").at("score").at("properties");
        for (const auto& [key, value] : spec.items())
            QVERIFY2(listed.contains(key), key.c_str());
        QCOMPARE(listed.size(), spec.size());
    }

  private:
    QTemporaryDir locks_;
};

QTEST_APPLESS_MAIN(TestJobs)
#include "test_jobs.moc"
