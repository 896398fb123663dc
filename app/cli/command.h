// What every command shares. A commands file adds its subcommands and stores a callback that returns the exit code.
#pragma once

#include "core/base/json.h"
#include "core/store/project.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace caftan::cli {

enum ExitCode { Ok = 0, Failed = 1, WrongUsage = 2, Interrupted = 130 };

struct Context {
    bool json = false;                  // --json: one document on standard output and nothing else there
    std::string project = ".";          // --project DIR
    std::string memoryLimit;            // --memory-limit SIZE; empty: what the machine has free
    std::vector<std::string> arguments; // the command line as typed, for the record
    std::function<int()> run;           // set by the chosen subcommand

    Result<Project> open(Project::Access access = Project::Access::ReadWrite) const;
    std::string commandLine() const; // quoted for a shell
};

// One sentence on standard error; gives Failed.
int reportError(const Error& error);
// Prints `document` with --json, `text` otherwise; gives Ok.
int reportResult(const Context& context, const Json& document, const std::string& text);
// A text table with right-aligned numbers: first row is the head. Ends with a line break.
std::string textTable(const std::vector<std::vector<std::string>>& rows);
// A figure of a document for a table, "-" where there is none: 0.3132 -> "31.3 %", "0.71", "12,032".
std::string percentText(const Json& share, int decimals = 1);
std::string figureText(const Json& value, int decimals);
std::string countText(const Json& value);
// A path, or the name of a model of the project.
Result<std::filesystem::path> modelPath(const Context& context, const std::string& nameOrPath);
// --dtype, --device, --threads
void addEngineOptions(CLI::App* command, std::string& dtype, std::string& device, int& threads);
// The first Ctrl+C asks the work to stop and keep its state (JobContext::interrupted); the second one ends the process.
void catchSignals();
// Runs a job row in this process, when its turn on the device has come, with a progress bar on a terminal and a line
// every few seconds otherwise. Ctrl+C stops it with its state kept. Gives the job's result with "state": done, paused
// or stopped and "job": its number.
Result<Json> runJobHere(const Context& context, Project& project, int64_t job);
// runJobHere, then reportResult(result, text(result)); gives Ok, Failed, or Interrupted for a job that was paused or
// stopped.
int runAndReport(const Context& context, Project& project, int64_t job,
                 const std::function<std::string(const Json&)>& text);

// One function per commands file.
void addProjectCommands(CLI::App& app, Context& context);    // project
void addJobCommands(CLI::App& app, Context& context);        // job
void addDataCommands(CLI::App& app, Context& context);       // data
void addModelCommands(CLI::App& app, Context& context);      // model, tokenize
void addTokenCommands(CLI::App& app, Context& context);      // logits, generate
void addEngineCommands(CLI::App& app, Context& context);     // score
void addAnalysisCommands(CLI::App& app, Context& context);   // analyze, cuts
void addCutsCommands(CLI::App& app, Context& context);       // cuts
void addSelectionCommands(CLI::App& data, Context& context); // data export, select, selections
void addAuditCommands(CLI::App& data, Context& context);     // data metric, audit
void addQuestionCommand(CLI::App& data, Context& context);   // data question
void addRunScoringCommand(CLI::App& runs, Context& context); // runs scoring
void addDemoCommands(CLI::App& app, Context& context);       // demo
void addTrainCommands(CLI::App& app, Context& context);      // train, eval
void addRunCommands(CLI::App& app, Context& context);        // runs, metrics
void addExportCommands(CLI::App& app, Context& context);     // export
void addChatCommands(CLI::App& app, Context& context);       // chat

} // namespace caftan::cli
