#include "app/cli/command.h"

#include "core/jobs/model_files.h"
#include "core/store/scorings.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>

namespace caftan::cli {
namespace {

// Letters as a terminal counts them: code points, not bytes.
size_t widthOf(const std::string& text) {
    return size_t(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

bool looksLikeNumber(const std::string& cell) {
    return cell.find_first_not_of("0123456789.,+-%:/ ") == std::string::npos;
}

std::string quoted(const std::string& argument) {
    constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./,:=+@%";
    if (!argument.empty() && argument.find_first_not_of(plain) == std::string::npos)
        return argument;
    std::string text = "'";
    for (const char c : argument)
        text += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return text + "'";
}

} // namespace

Result<Project> Context::open(Project::Access access) const {
    auto opened = Project::open(project, access);
    if (opened || access == Project::Access::ReadWrite)
        return opened;
    // A file of an older schema is brought up to date first, which writes.
    auto updated = Project::open(project, Project::Access::ReadWrite);
    return updated ? std::move(updated) : std::move(opened);
}

std::string Context::commandLine() const {
    std::string line;
    for (size_t i = 0; i < arguments.size(); ++i) {
        const std::string argument = i == 0 ? std::filesystem::path(arguments[i]).filename().string() : arguments[i];
        line += (i == 0 ? "" : " ") + quoted(argument);
    }
    return line;
}

int reportError(const Error& error) {
    std::fprintf(stderr, "caftan-cli: %s\n", error.message.c_str());
    return Failed;
}

int reportResult(const Context& context, const Json& document, const std::string& text) {
    std::string out = context.json ? dumpJson(document) : text;
    if (!out.empty() && out.back() != '\n')
        out += '\n';
    const bool written = std::fwrite(out.data(), 1, out.size(), stdout) == out.size() && std::fflush(stdout) == 0;
    return written ? int(Ok) : reportError({"standard output cannot be written: see whether its disk is full."});
}

std::string percentText(const Json& share, int decimals) {
    return share.is_number() ? fixed(share.get<double>() * 100, decimals) + " %" : "-";
}
std::string figureText(const Json& value, int decimals) {
    return value.is_number() ? fixed(value.get<double>(), decimals) : "-";
}
std::string countText(const Json& value) {
    return value.is_number_integer() ? groupDigits(value.get<int64_t>()) : "-";
}

std::string textTable(const std::vector<std::vector<std::string>>& rows) {
    if (rows.empty())
        return {};
    std::vector<size_t> widths(rows.front().size(), 0);
    std::vector<bool> numeric(widths.size(), true);
    for (size_t r = 0; r < rows.size(); ++r) {
        for (size_t c = 0; c < std::min(rows[r].size(), widths.size()); ++c) {
            widths[c] = std::max(widths[c], widthOf(rows[r][c]));
            numeric[c] = numeric[c] && (r == 0 || looksLikeNumber(rows[r][c]));
        }
    }
    std::string text;
    for (const auto& row : rows) {
        std::string line;
        for (size_t c = 0; c < std::min(row.size(), widths.size()); ++c) {
            const std::string gap(widths[c] - widthOf(row[c]), ' ');
            line += (c == 0 ? "" : "  ") + (numeric[c] ? gap + row[c] : row[c] + gap);
        }
        text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
    }
    return text;
}

Result<std::filesystem::path> modelPath(const Context& context, const std::string& nameOrPath) {
    std::error_code error;
    if (std::filesystem::exists(nameOrPath, error))
        return std::filesystem::path(nameOrPath);
    if (!Project::exists(context.project))
        return fail("There is no model at " + nameOrPath + ", and no project in " + context.project +
                    " that could know it by name.");
    CAFTAN_TRY(project, context.open(Project::Access::ReadOnly));
    CAFTAN_TRY(model, findModel(project, nameOrPath));
    return locateModel(project, model);
}

void addEngineOptions(CLI::App* command, std::string& dtype, std::string& device, int& threads) {
    command->add_option("--dtype", dtype, "Type of weights and products")
        ->check(CLI::IsMember({"float32", "bfloat16"}))
        ->capture_default_str();
    command->add_option("--device", device, "Where to compute")
        ->check(CLI::IsMember({"auto", "cpu", "cuda"}))
        ->capture_default_str();
    command->add_option("--threads", threads, "Threads (0: as many as cores)")->check(CLI::Range(0, 4096));
}

} // namespace caftan::cli
