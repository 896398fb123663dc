// job: the queue.
#include "app/cli/job_handlers.h"

#include "core/base/clock.h"
#include "core/base/text.h"

#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

namespace caftan::cli {
namespace {

struct JobOptions {
    int64_t id = 0;
    int64_t priority = 0;
    bool all = false, detached = false, queueOnly = false, first = false, last = false;
};
using Options = std::shared_ptr<JobOptions>;

Result<Json> jobJson(Project& project, const JobRecord& job) {
    CAFTAN_TRY(state, liveState(project, job));
    const auto orNull = [](const auto& value) { return value ? Json(*value) : Json(); };
    const auto timeOrNull = [](double time) { return time > 0 ? Json(isoTime(time)) : Json(); };
    return Json{{"id", job.id},
                {"uid", job.uid},
                {"kind", job.kind},
                {"state", state},
                {"request", job.request},
                {"priority", job.priority},
                {"attempt", job.attempt},
                {"done", job.done},
                {"total", job.total},
                {"rate", job.rate},
                {"message", job.message},
                {"error", job.error},
                {"exit_code", orNull(job.exitCode)},
                {"scoring", orNull(job.scoring)},
                {"run", orNull(job.run)},
                {"command_line", job.commandLine},
                {"created", timeOrNull(job.created)},
                {"started", timeOrNull(job.started)},
                {"finished", timeOrNull(job.finished)},
                {"spec", job.spec},
                {"result", job.result}};
}

std::string jobsText(const Json& jobs) {
    if (jobs.empty())
        return "No jobs.\n";
    std::vector<std::vector<std::string>> rows = {{"id", "kind", "state", "priority", "done", "message"}};
    for (const Json& job : jobs) {
        const auto total = job["total"].get<int64_t>();
        rows.push_back({std::to_string(job["id"].get<int64_t>()), job["kind"], job["state"],
                        std::to_string(job["priority"].get<int64_t>()),
                        total > 0 ? fixed(100.0 * job["done"].get<double>() / double(total), 0) + " %" : "-",
                        job["error"].get<std::string>().empty() ? job["message"] : job["error"]});
    }
    return textTable(rows);
}

int listCommand(const Context& context) {
    const auto work = [&]() -> Result<Json> {
        CAFTAN_TRY(project, context.open(Project::Access::ReadOnly));
        CAFTAN_TRY(jobs, listJobs(project));
        Json list = Json::array();
        for (const JobRecord& job : jobs) {
            CAFTAN_TRY(json, jobJson(project, job));
            list.push_back(json);
        }
        return Json{{"jobs", list}};
    };
    const auto document = work();
    return document ? reportResult(context, *document, jobsText((*document)["jobs"])) : reportError(document.error());
}

// Shows the row after a change to it.
int changeCommand(const Context& context, int64_t id, const std::function<Status(Project&)>& change) {
    const auto work = [&]() -> Result<Json> {
        CAFTAN_TRY(project, context.open());
        CAFTAN_CHECK(change(project));
        CAFTAN_TRY(job, findJob(project, id));
        return jobJson(project, job);
    };
    const auto document = work();
    if (!document)
        return reportError(document.error());
    const std::string request = (*document)["request"], state = (*document)["state"];
    return reportResult(context, *document,
                        "Job " + std::to_string(id) + " is " + state +
                            (request.empty() ? "." : " and was asked to " + request + "."));
}

bool isNullDevice(int descriptor) {
    struct stat info{};
    return ::fstat(descriptor, &info) != 0 ||
           (S_ISCHR(info.st_mode) && info.st_rdev == makedev(1, 3)); // closed, or /dev/null
}

// Nobody reads the standard error of a job that was started detached: it goes to the job's log file.
Status sendErrorsToLog(Project& project, int64_t id) {
    CAFTAN_TRY(job, findJob(project, id));
    const auto folder = project.runFolder(job.uid);
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    const auto path = folder / "log.txt";
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if (file < 0 || ::dup2(file, STDERR_FILENO) < 0)
        return fail("cannot write the log " + path.string() + ".");
    ::close(file);
    const std::string head = "--- " + isoTime(unixTime()) + " process " + std::to_string(::getpid()) + "\n";
    return ::write(STDERR_FILENO, head.data(), head.size()) < 0 ? Status(fail("cannot write " + path.string() + "."))
                                                                : Status();
}

std::string jobResultText(const Json& result) {
    std::vector<std::vector<std::string>> rows = {{"", ""}};
    for (const auto& [key, value] : result.items())
        if (!value.is_structured())
            rows.push_back({key, value.is_string() ? value.get<std::string>() : dumpJson(value)});
    return textTable(rows).substr(1);
}

int runOne(const Context& context, Project& project, int64_t id, bool detached) {
    if (detached || isNullDevice(STDERR_FILENO))
        if (const auto sent = sendErrorsToLog(project, id); !sent)
            return reportError(sent.error());
    return runAndReport(context, project, id, jobResultText);
}

// One after the other by priority, until nothing waits; a job that fails does not keep the others back.
int runQueue(const Context& context, Project& project, bool all, bool detached) {
    int worst = Ok, count = 0;
    do {
        const auto queue = queuedJobs(project);
        if (!queue)
            return reportError(queue.error());
        if (queue->empty())
            break;
        const int code = runOne(context, project, queue->front().id, detached);
        if (JobContext::interrupted())
            return Interrupted;
        worst = code == Failed ? code : worst == Ok ? code : worst;
        ++count;
    } while (all);
    if (count == 0)
        return reportResult(context, Json{{"jobs", Json::array()}}, "No job waits.");
    return worst;
}

int runCommand(const Context& context, const JobOptions& options) {
    auto project = context.open();
    if (!project)
        return reportError(project.error());
    return options.id > 0 ? runOne(context, *project, options.id, options.detached)
                          : runQueue(context, *project, options.all, options.detached);
}

int resumeCommand(const Context& context, const JobOptions& options) {
    const auto resume = [&](Project& project) -> Status {
        CAFTAN_TRY(job, findJob(project, options.id));
        CAFTAN_TRY(state, liveState(project, job));
        return state == "running" || state == "queued" ? requestJob(project, options.id, "")
                                                       : requeueJob(project, options.id);
    };
    if (options.queueOnly)
        return changeCommand(context, options.id, resume);
    auto project = context.open();
    if (!project)
        return reportError(project.error());
    if (const auto resumed = resume(*project); !resumed)
        return reportError(resumed.error());
    const auto job = findJob(*project, options.id);
    if (job && job->state == "running") // it was not paused yet: the process that runs it goes on
        return changeCommand(context, options.id, [](Project&) { return Status(); });
    return runOne(context, *project, options.id, options.detached);
}

int logCommand(const Context& context, int64_t id) {
    const auto work = [&]() -> Result<Json> {
        CAFTAN_TRY(project, context.open(Project::Access::ReadOnly));
        CAFTAN_TRY(job, findJob(project, id));
        CAFTAN_TRY(lines, loadLog(project, id));
        Json list = Json::array();
        for (const LogLine& line : lines)
            list.push_back({{"time", isoTime(line.time)}, {"level", line.level}, {"text", line.text}});
        const auto path = project.runFolder(job.uid) / "log.txt";
        const auto content = readFile(path);
        return Json{{"log", list}, {"file", path.string()}, {"text", content ? *content : std::string()}};
    };
    const auto document = work();
    if (!document)
        return reportError(document.error());
    std::string text;
    for (const Json& line : (*document)["log"])
        text += line["time"].get<std::string>() + "  " + line["level"].get<std::string>() + "  " +
                line["text"].get<std::string>() + "\n";
    const std::string file = (*document)["text"];
    text += file.empty() ? "" : "\n" + (*document)["file"].get<std::string>() + ":\n" + file;
    return reportResult(context, *document, text.empty() ? "Nothing was logged." : text);
}

int moveCommand(const Context& context, const JobOptions& options) {
    return changeCommand(context, options.id, [&](Project& project) {
        return options.first || options.last ? moveJobToEnd(project, options.id, options.first)
                                             : moveJob(project, options.id, options.priority);
    });
}

// A subcommand that takes the number of a job.
CLI::App* addOne(CLI::App* job, Context& context, const char* name, const char* help, const Options& options,
                 std::function<int()> run, bool required = true) {
    auto* command = job->add_subcommand(name, help);
    auto* id = command->add_option("ID", options->id, "Number of the job")->check(CLI::PositiveNumber);
    id->required(required);
    command->callback([&context, run = std::move(run)] { context.run = run; });
    return command;
}

} // namespace

void addJobCommands(CLI::App& app, Context& context) {
    auto* job = app.add_subcommand("job", "The queue of long work");
    job->require_subcommand(1);
    auto options = std::make_shared<JobOptions>();

    job->add_subcommand("list", "All jobs with their state and progress")->callback([&context] {
        context.run = [&context] { return listCommand(context); };
    });
    auto* run = addOne(
        job, context, "run", "Run a queued job here; without ID the next one", options,
        [&context, options] { return runCommand(context, *options); }, false);
    run->add_flag("--all", options->all, "Without ID: one job after the other until none waits");
    auto* resume = addOne(job, context, "resume", "Go on with a paused, stopped, failed or interrupted job", options,
                          [&context, options] { return resumeCommand(context, *options); });
    resume->add_flag("--queue", options->queueOnly, "Only put it back into the queue");
    for (auto* command : {run, resume})
        command->add_flag("--detached", options->detached, "Standard error goes to the job's log file");

    for (const char* request : {"pause", "stop"})
        addOne(job, context, request, "Ask a job to end with its state kept", options, [&context, options, request] {
            return changeCommand(context, options->id,
                                 [&](Project& project) { return requestJob(project, options->id, request); });
        });
    addOne(job, context, "log", "What a job has logged", options,
           [&context, options] { return logCommand(context, options->id); });
    auto* move = addOne(job, context, "move", "Change the order of the queue", options,
                        [&context, options] { return moveCommand(context, *options); });
    auto* where = move->add_option_group("where");
    where->add_flag("--first", options->first, "Before all others");
    where->add_flag("--last", options->last, "After all others");
    where->add_option("--priority", options->priority, "Higher numbers run first (default: 0)");
    where->require_option(1);
}

} // namespace caftan::cli
