// caftan-cli: parse, construct, run.
#include "app/cli/command.h"
#include "app/cli/memory_policy.h"

#include <cstdio>

int main(int argc, char** argv) {
    using namespace caftan::cli;
    keepFreedMemory();
    CLI::App app("Caftan: complexity-aware fine-tuning of small language models, from a terminal", "caftan-cli");
    app.set_version_flag("--version", CAFTAN_VERSION);
    app.require_subcommand(1);
    Context context;
    context.arguments.assign(argv, argv + argc);
    app.add_flag("--json", context.json, "Print one JSON document on standard output and nothing else there");
    app.add_option("--project", context.project, "Folder of the project (default: the current folder)");
    app.add_option("--memory-limit", context.memoryLimit,
                   "Take no more memory than this, for example 6G (default: what is free)");
    app.fallthrough();
    addProjectCommands(app, context);
    addJobCommands(app, context);
    addDataCommands(app, context);
    addModelCommands(app, context);
    addTokenCommands(app, context);
    addEngineCommands(app, context);
    addAnalysisCommands(app, context);
    addTrainCommands(app, context);
    addDemoCommands(app, context);
    addExportCommands(app, context);
    addChatCommands(app, context);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? Ok : WrongUsage;
    }
    if (!context.run) {
        std::fputs(app.help().c_str(), stderr);
        return WrongUsage;
    }
    if (const caftan::Status limited = limitMemoryTo(context.memoryLimit); !limited)
        return reportError(limited.error());
    try {
        return context.run();
    } catch (const std::exception& error) { // a bug or no memory: still one sentence
        return reportError({error.what()});
    }
}
