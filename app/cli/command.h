// What every command shares. A commands file adds its subcommands and stores a callback that returns the exit code.
#pragma once

#include "core/base/json.h"
#include "core/store/project.h"

#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <vector>

namespace caftan::cli {

enum ExitCode { Ok = 0, Failed = 1, WrongUsage = 2, Interrupted = 130 };

struct Context {
    bool json = false;               // --json: one document on standard output and nothing else there
    std::string project = ".";       // --project DIR
    std::vector<std::string> arguments; // the command line as typed, for the record
    std::function<int()> run;        // set by the chosen subcommand

    Result<Project> open(Project::Access access = Project::Access::ReadWrite) const;
    std::string commandLine() const; // quoted for a shell
};

// One sentence on standard error; gives Failed.
int reportError(const Error& error);
// Prints `document` with --json, `text` otherwise; gives Ok.
int reportResult(const Context& context, const Json& document, const std::string& text);
// A text table with right-aligned numbers: first row is the head.
std::string textTable(const std::vector<std::vector<std::string>>& rows);
// Runs a job row in this process with a progress bar on a terminal, a line every few seconds otherwise.
Result<Json> runJobHere(const Context& context, Project& project, int64_t job);

// One function per commands file.
void addProjectCommands(CLI::App& app, Context& context); // project, job
void addDataCommands(CLI::App& app, Context& context);    // data
void addModelCommands(CLI::App& app, Context& context);   // model, tokenize
void addEngineCommands(CLI::App& app, Context& context);  // logits, score
void addAnalysisCommands(CLI::App& app, Context& context); // analyze, cuts
void addDemoCommands(CLI::App& app, Context& context);    // demo
void addTrainCommands(CLI::App& app, Context& context);   // train, eval, runs, metrics

} // namespace caftan::cli
