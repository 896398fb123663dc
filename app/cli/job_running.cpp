// Running a job in this process: its turn on the device, signals, progress.
#include "app/cli/job_handlers.h"
#include "core/base/text.h"

#include <chrono>
#include <csignal>
#include <cstdio>
#include <unistd.h>

namespace caftan::cli {
namespace {

double steadySeconds() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

std::string duration(double seconds) {
    const auto whole = int64_t(seconds + 0.5);
    char text[32];
    if (whole >= 3600)
        std::snprintf(text, sizeof text, "%lld:%02lld:%02lld", (long long)(whole / 3600), (long long)(whole / 60 % 60),
                      (long long)(whole % 60));
    else
        std::snprintf(text, sizeof text, "%lld:%02lld", (long long)(whole / 60), (long long)(whole % 60));
    return text;
}

std::string progressText(const JobRecord& job) {
    std::string text;
    if (job.total > 0)
        text += fixed(100.0 * double(job.done) / double(job.total), 0) + " %  " + groupDigits(job.done) + " of " +
                groupDigits(job.total);
    else if (job.done > 0)
        text += groupDigits(job.done);
    if (job.rate > 0)
        text += "  " + (job.rate < 10 ? fixed(job.rate, 1) : groupDigits(int64_t(job.rate + 0.5))) + "/s";
    if (job.rate > 0 && job.total > job.done)
        text += "  " + duration(double(job.total - job.done) / job.rate) + " left";
    return job.message.empty() ? text : text + (text.empty() ? "" : "  ") + job.message;
}

// A bar that is drawn over on a terminal; a line now and then elsewhere.
class ProgressPrinter {
  public:
    void show(const JobRecord& job) {
        if (terminal_)
            return draw(job);
        const double now = steadySeconds();
        if (now - last_ < 5)
            return;
        last_ = now;
        std::fprintf(stderr, "job %lld: %s\n", (long long)job.id, progressText(job).c_str());
    }
    void waiting(int64_t job) {
        const double now = steadySeconds();
        if (now - last_ < (terminal_ && last_ == 0 ? 0 : 30))
            return;
        last_ = now;
        std::fprintf(stderr, "job %lld waits for its turn on the device\n", (long long)job);
    }
    void finish() {
        if (drawn_)
            std::fputc('\n', stderr);
        drawn_ = false;
    }

  private:
    void draw(const JobRecord& job) {
        constexpr int cells = 24;
        const int full = job.total > 0 ? int(cells * std::min<int64_t>(job.done, job.total) / job.total) : 0;
        const std::string bar = std::string(size_t(full), '#') + std::string(size_t(cells - full), '.');
        std::fprintf(stderr, "\r\033[K[%s] %s", bar.c_str(), progressText(job).c_str());
        std::fflush(stderr);
        drawn_ = true;
    }

    bool terminal_ = ::isatty(STDERR_FILENO) == 1;
    bool drawn_ = false;
    double last_ = steadySeconds();
};

} // namespace

void catchSignals() {
    struct sigaction action{};
    action.sa_handler = [](int) { JobContext::interrupt(); };
    action.sa_flags = int(SA_RESETHAND);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP})
        sigaction(signal, &action, nullptr);
    std::signal(SIGPIPE, SIG_IGN); // whoever read our progress is gone; the job goes on
}

Result<Json> runJobHere(const Context& context, Project& project, int64_t id) {
    catchSignals();
    ProgressPrinter printer;
    const JobHandlers handlers = jobHandlers(context);
    CAFTAN_TRY(turn, DeviceTurn::wait(project, id, [&] { printer.waiting(id); }));
    if (!turn.held() && JobContext::interrupted()) // it keeps its place in the queue
        return Json{{"job", id}, {"state", "stopped"}};
    const auto end = runJob(project, id, handlers, [&](const JobRecord& job) { printer.show(job); });
    printer.finish();
    if (!end)
        return tl::unexpected<Error>(end.error());
    CAFTAN_TRY(job, findJob(project, id));
    Json result = job.result.is_object() ? job.result : Json::object();
    result["job"] = id;
    result["state"] = *end == JobEnd::Done ? "done" : *end == JobEnd::Paused ? "paused" : "stopped";
    return result;
}

int runAndReport(const Context& context, Project& project, int64_t job,
                 const std::function<std::string(const Json&)>& text) {
    const auto result = runJobHere(context, project, job);
    if (!result)
        return reportError(result.error());
    const std::string state = (*result)["state"];
    if (state == "done")
        return reportResult(context, *result, text(*result));
    const std::string number = std::to_string(job);
    std::fprintf(stderr,
                 "caftan-cli: job %s was %s; what it has done is kept, 'caftan-cli job resume %s' continues it.\n",
                 number.c_str(), state.c_str(), number.c_str());
    if (context.json)
        reportResult(context, *result, "");
    return Interrupted;
}

} // namespace caftan::cli
