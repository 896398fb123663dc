// demo: the embedded example.
#include "app/cli/demo_run.h"

#include "core/base/text.h"
#include "core/engine/pretraining.h"
#include "core/jobs/demo_experiment.h"
#include "core/jobs/demo_project.h"
#include "core/jobs/job.h"

#include <cstdio>
#include <memory>
#include <unistd.h>

namespace caftan::cli {
namespace {

struct DemoOptions {
    std::string folder;
    uint64_t dataSeed = 1;
    PretrainOptions pretrain;
};

int makeDemo(const Context& context, const DemoOptions& options) {
    const auto demo = makeDemoProject(options.folder, options.dataSeed);
    if (!demo)
        return reportError(demo.error());
    const Json document = {{"folder", std::filesystem::absolute(options.folder).lexically_normal().string()},
                           {"dataset", demo->dataset},
                           {"model", demo->model},
                           {"questions", demo->questions},
                           {"train", demo->train},
                           {"validation", demo->validation},
                           {"test", demo->test},
                           {"traces", demo->traces}};
    return reportResult(
        context, document,
        "The demo is in " + document["folder"].get<std::string>() + ": " + groupDigits(demo->questions) +
            " questions (" + groupDigits(demo->train) + " train, " + groupDigits(demo->validation) + " validation, " +
            groupDigits(demo->test) +
            " test, sealed), each with worked reasoning, and a base model of 0.9 million parameters.\n");
}

void showPretraining(const PretrainProgress& progress, bool terminal) {
    if (!terminal && progress.step % 100 != 0)
        return;
    const double left = progress.seconds / double(progress.step) * double(progress.steps - progress.step);
    std::fprintf(stderr, "%sstep %lld of %lld, loss %.3f, %s tokens, %.0f s, about %.0f s left%s",
                 terminal ? "\r\033[K" : "", (long long)progress.step, (long long)progress.steps, progress.loss,
                 groupDigits(progress.tokens).c_str(), progress.seconds, left, terminal ? "" : "\n");
    std::fflush(stderr);
}

int pretrainBase(const Context& context, const DemoOptions& options) {
    const bool terminal = ::isatty(STDERR_FILENO) == 1;
    catchSignals();
    const auto summary = pretrainDemo(options.folder, options.pretrain, [&](const PretrainProgress& progress) {
        showPretraining(progress, terminal);
        return !JobContext::interrupted();
    });
    if (terminal)
        std::fputc('\n', stderr);
    if (!summary) {
        reportError(summary.error());
        return JobContext::interrupted() ? Interrupted : Failed;
    }
    const Json document = {{"folder", options.folder},      {"steps", summary->steps}, {"tokens", summary->tokens},
                           {"seconds", summary->seconds},   {"loss", summary->loss},   {"bytes", summary->bytes},
                           {"accuracy", summary->accuracy}, {"auc", summary->auc}};
    return reportResult(context, document,
                        "The base is in " + options.folder + " (" + groupDigits(summary->bytes) + " bytes): accuracy " +
                            fixed(summary->accuracy, 3) + " and AUC of entropy " + fixed(summary->auc, 3) +
                            " on 900 validation questions, " + fixed(summary->seconds, 0) + " s.\n");
}

} // namespace

void addDemoCommands(CLI::App& app, Context& context) {
    auto* demo = app.add_subcommand("demo", "The embedded example: chained arithmetic and a tiny base model");
    demo->require_subcommand(1);
    auto options = std::make_shared<DemoOptions>();

    auto* make =
        demo->add_subcommand("new", "Make the demo's project: data with worked reasoning, sealed split, base model");
    make->add_option("DIR", options->folder, "Folder to make")->required();
    make->add_option("--seed", options->dataSeed, "Seed of the questions (default 1)");
    make->callback([&context, options] { context.run = [&context, options] { return makeDemo(context, *options); }; });

    auto runOptions = std::make_shared<DemoRunOptions>();
    auto* run =
        demo->add_subcommand("run", "Score, cut, train every recipe, test, and print their table; run again to go on");
    run->add_option("DIR", runOptions->folder, "Folder of the demo's project (made when it is not there)")->required();
    run->add_option("--seeds", runOptions->seeds, "Seeds of the runs, for example 1,2,3 (default 1)")->delimiter(',');
    run->add_option("--recipes", runOptions->recipes, "Only these rows of the table")
        ->delimiter(',')
        ->check(CLI::IsMember(demoRecipes()));
    run->add_flag("--sealed", runOptions->sealed, "Train only and leave the test part sealed; run again to test");
    run->add_option("--threads", runOptions->threads, "Threads (default 1: more gain nothing; 0: as many as cores)")
        ->check(CLI::Range(0, 4096));
    run->callback(
        [&context, runOptions] { context.run = [&context, runOptions] { return runDemo(context, *runOptions); }; });

    auto* pretrain = demo->add_subcommand("pretrain", "Make the base model from nothing; minutes on two cores");
    pretrain->add_option("OUT", options->folder, "Folder for the Hugging Face files")->required();
    pretrain->add_option("--seed", options->pretrain.seed, "The same seed and threads give the same bits (default 1)");
    pretrain->add_option("--steps", options->pretrain.steps, "Steps of 160 documents (default 1012)")
        ->check(CLI::PositiveNumber);
    pretrain->add_option("--threads", options->pretrain.threads, "Threads (default 1: more gain nothing)")
        ->check(CLI::Range(1, 4096));
    pretrain->callback(
        [&context, options] { context.run = [&context, options] { return pretrainBase(context, *options); }; });
}

} // namespace caftan::cli
