// chat: a conversation with a model or with what a run made of it.
#include "app/cli/chat_protocol.h"
#include "app/cli/command.h"

#include "core/base/text.h"
#include "core/engine/training.h"
#include "core/jobs/job.h"
#include "core/jobs/model_files.h"

#include <cstdio>
#include <iostream>
#include <memory>
#include <unistd.h>

namespace caftan::cli {
namespace {

struct ChatArguments {
    std::string model, run, checkpoint = "best", message, system, chatFormat;
    EngineOptions engine;
    ChatDefaults defaults;
};

struct ChosenModel {
    ChatSource source;
    std::string name;
};

Result<ChosenModel> chosenRun(const Context& context, const ChatArguments& arguments) {
    CAFTAN_TRY(project, context.open(Project::Access::ReadOnly));
    CAFTAN_TRY(run, findRun(project, arguments.run));
    CAFTAN_TRY(checkpoint, runCheckpoint(project, run, arguments.checkpoint));
    if (!run.model)
        return fail("run " + std::to_string(run.id) + " does not say which model it started from.");
    CAFTAN_TRY(record, findModel(project, std::to_string(*run.model)));
    CAFTAN_TRY(base, locateModel(project, record));
    CAFTAN_TRY(format, chatFormatOf(record, base));
    ChosenModel chosen;
    chosen.source.model = base;
    chosen.source.format = format;
    std::error_code error;
    (std::filesystem::exists(checkpoint / "adapter_config.json", error) ? chosen.source.adapter
                                                                        : chosen.source.weights) = checkpoint;
    chosen.name = run.name.empty() ? "run " + std::to_string(run.id) : run.name;
    return chosen;
}

Result<ChosenModel> chosenModel(const Context& context, const ChatArguments& arguments) {
    if (!arguments.run.empty())
        return chosenRun(context, arguments);
    if (arguments.model.empty())
        return fail("name a model (--model) or a run (--run) to talk to.");
    ChosenModel chosen;
    chosen.name = arguments.model;
    std::error_code error;
    if (std::filesystem::exists(arguments.model, error)) {
        chosen.source.model = arguments.model;
        return chosen;
    }
    CAFTAN_TRY(path, modelPath(context, arguments.model)); // its sentence tells what is missing
    chosen.source.model = path;
    CAFTAN_TRY(project, context.open(Project::Access::ReadOnly));
    CAFTAN_TRY(record, findModel(project, arguments.model));
    CAFTAN_TRY(format, chatFormatOf(record, path));
    chosen.source.format = format;
    return chosen;
}

// One answer, streamed: words, or a JSON line for each token.
Result<ChatReply> answerOne(ChatModel& model, const std::vector<ChatMessage>& messages, const ChatDefaults& defaults,
                            bool json) {
    ChatRequest request;
    request.messages = messages;
    request.maxNewTokens = defaults.maxNewTokens;
    request.sampling = defaults.sampling;
    request.alternatives = defaults.alternatives;
    request.cancelled = [] { return JobContext::interrupted(); };
    size_t shown = 0;
    request.onToken = [&](const ChatToken& token) {
        if (json) {
            Json line = {{"event", "token"}};
            line.update(tokenJson(token));
            return printLine(line);
        }
        std::fwrite(token.text.data(), 1, token.text.size(), stdout);
        std::fflush(stdout);
        shown += token.text.size();
    };
    CAFTAN_TRY(reply, model.ask(request));
    if (json)
        printLine(replyJson(reply));
    else
        std::printf("%s\n", reply.text.substr(shown).c_str());
    std::fflush(stdout);
    return std::move(reply);
}

int answered(const Result<ChatReply>& reply) {
    if (!reply)
        return reportError(reply.error());
    return reply->end == StreamEnd::Cancelled ? int(Interrupted) : int(Ok);
}

// A line of standard input, a message; an empty line is passed over, /new begins anew, /quit ends.
int converse(ChatModel& model, const ChatArguments& arguments) {
    std::vector<ChatMessage> messages;
    const bool terminal = ::isatty(STDIN_FILENO) != 0;
    const auto begin = [&] {
        messages.clear();
        if (!arguments.system.empty())
            messages.push_back({"system", arguments.system});
    };
    begin();
    if (terminal)
        std::fprintf(stderr, "One line, one message. /new begins a new conversation, /quit ends; Ctrl+C stops.\n");
    for (std::string line; !JobContext::interrupted();) {
        if (terminal)
            std::fprintf(stderr, "> ");
        if (!std::getline(std::cin, line) || trim(line) == "/quit")
            return Ok;
        if (trim(line).empty())
            continue;
        if (trim(line) == "/new") {
            begin();
            continue;
        }
        messages.push_back({"user", std::string(trim(line))});
        const auto reply = answerOne(model, messages, arguments.defaults, false);
        if (const int code = answered(reply); code != Ok)
            return code;
        messages.push_back({"assistant", reply->text});
    }
    return Interrupted;
}

int chat(const Context& context, const ChatArguments& arguments) {
    const auto complain = [&](const Error& error) {
        if (context.json && arguments.message.empty())
            printLine({{"event", "error"}, {"id", nullptr}, {"message", error.message}});
        return reportError(error);
    };
    if (const Status checked = checkSampling(arguments.defaults.sampling); !checked)
        return complain(checked.error());
    auto chosen = chosenModel(context, arguments);
    if (!chosen)
        return complain(chosen.error());
    chosen->source.engine = arguments.engine;
    if (!arguments.chatFormat.empty()) {
        chosen->source.format = chatFormatFromName(arguments.chatFormat);
        if (!chosen->source.format)
            return complain({"there is no chat format \"" + arguments.chatFormat +
                             "\": 'caftan-cli model add --help' " + "lists them."});
    }
    auto model = ChatModel::load(chosen->source);
    if (!model)
        return complain(model.error());
    if (!model->facts().notice.empty())
        std::fprintf(stderr, "caftan-cli: %s\n", model->facts().notice.c_str());
    if (context.json && arguments.message.empty()) {
        printLine(readyJson(*model, chosen->name));
        return serveChat(*model, arguments.defaults);
    }
    catchSignals();
    if (arguments.message.empty())
        return converse(*model, arguments);
    std::vector<ChatMessage> messages;
    if (!arguments.system.empty())
        messages.push_back({"system", arguments.system});
    messages.push_back({"user", arguments.message});
    return answered(answerOne(*model, messages, arguments.defaults, context.json));
}

} // namespace

void addChatCommands(CLI::App& app, Context& context) {
    auto arguments = std::make_shared<ChatArguments>();
    CLI::App* command = app.add_subcommand(
        "chat", "Talk to a model: --message for one answer, else lines from standard input; --json without --message "
                "serves JSON requests");
    auto* model = command->add_option("--model", arguments->model, "Model: a path, or a name of the project");
    command->add_option("--run", arguments->run, "What this run made of its model: number or name")->excludes(model);
    command->add_option("--checkpoint", arguments->checkpoint, "Which of the run's checkpoints")
        ->check(CLI::IsMember({"best", "last"}))
        ->capture_default_str();
    command->add_option("--message", arguments->message, "Ask this and end");
    command->add_option("--system", arguments->system, "A system message that goes before");
    command->add_option("--chat-format", arguments->chatFormat, "Instead of the model's own");
    command->add_option("--max-new-tokens", arguments->defaults.maxNewTokens, "Longest answer")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    SamplingOptions& sampling = arguments->defaults.sampling;
    command->add_option("--temperature", sampling.temperature, "0: always the most probable token")
        ->capture_default_str();
    command->add_option("--top-p", sampling.topP, "Only the most probable tokens that reach this sum together")
        ->capture_default_str();
    command->add_option("--top-k", sampling.topK, "Only so many most probable tokens (0: all)");
    command->add_option("--seed", sampling.seed, "The same seed, the same answer")->capture_default_str();
    command
        ->add_option("--alternatives", arguments->defaults.alternatives, "Other tokens told with each one, by --json")
        ->check(CLI::Range(0, 10))
        ->capture_default_str();
    addEngineOptions(command, arguments->engine.dtype, arguments->engine.device, arguments->engine.threads);
    command->callback(
        [&context, arguments] { context.run = [&context, arguments] { return chat(context, *arguments); }; });
}

} // namespace caftan::cli
