#include "core/data/demo.h"

#include "core/base/files.h"
#include "core/data/import.h"

#include <algorithm>
#include <unordered_set>

namespace caftan {

namespace {

constexpr std::string_view letters = "abcdefgh";
struct Operation {
    std::string_view text;
    int step;
};
constexpr std::array<Operation, 4> operations = {{{"+1", 1}, {"+2", 2}, {"-1", -1}, {"-3", -3}}};

} // namespace

DemoProgram makeDemoProgram(Random& random, int depth) {
    constexpr int count = DemoProgram::statements;
    std::array<char, letters.size()> names;
    std::copy(letters.begin(), letters.end(), names.begin());
    for (size_t i = names.size() - 1; i > 0; --i)
        std::swap(names[i], names[random.below(uint32_t(i + 1))]);

    // Which statements form the chain: `depth` of the first six, and always the last.
    std::array<bool, count> inChain{};
    for (int chosen = 0; chosen < depth;) {
        bool& place = inChain[random.below(count - 1)];
        chosen += place ? 0 : 1;
        place = true;
    }
    inChain[count - 1] = true;

    DemoProgram program;
    int chainEnd = -1; // last statement of the chain so far
    for (int i = 0; i < count; ++i) {
        auto& line = program.lines[size_t(i)];
        line.name = names[size_t(i)];
        int source = -1;
        if (inChain[size_t(i)]) {
            source = chainEnd;
            chainEnd = i;
        } else if (i > 0 && random.below(2) == 0) {
            source = int(random.below(uint32_t(i)));
        }
        if (source < 0) {
            line.value = int(random.below(10));
            continue;
        }
        demoDerive(line, program.lines[size_t(source)], random);
    }
    return program;
}

void demoDerive(DemoProgram::Statement& line, const DemoProgram::Statement& source, Random& random) {
    const Operation& operation = operations[random.below(operations.size())];
    line.source = source.name;
    line.operation = operation.text;
    line.value = (source.value + operation.step + 10) % 10;
    line.depth = source.depth + 1;
}

std::string demoStatement(const DemoProgram::Statement& line) {
    if (line.source == 0)
        return demoValue(line);
    return std::string{' ', line.name, '=', line.source} + line.operation;
}

std::string demoValue(const DemoProgram::Statement& line) {
    return std::string{' ', line.name, '=', char('0' + line.value)};
}

std::string demoQuery(char name) {
    return std::string{' ', name, '?'};
}

std::string demoAnswer(int value) {
    return " " + optionLetter(value);
}

std::string demoQuestionText(const DemoProgram& program) {
    std::string text;
    for (const auto& line : program.lines)
        text += demoStatement(line);
    text += demoQuery(program.lines.back().name);
    return text.substr(1);
}

std::string demoReasoning(const DemoProgram& program) {
    std::string text = "Think:";
    for (const auto& line : program.lines) {
        text += demoStatement(line);
        if (line.source != 0)
            text += demoValue(line);
    }
    const auto& last = program.lines.back();
    return text + " so" + demoValue(last) + "\nAnswer:" + demoAnswer(last.value);
}

std::vector<Question> makeDemoQuestions(const DemoDataOptions& options) {
    const std::vector<std::string> digits = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
    const int total = options.train + options.validation + options.test;
    Random random(options.seed);
    std::unordered_set<std::string> seen;
    std::vector<Question> questions;
    questions.reserve(size_t(total));
    while (int(questions.size()) < total) {
        const int depth = int(random.pick(options.depthWeights));
        const DemoProgram program = makeDemoProgram(random, depth);
        Question question;
        question.text = demoQuestionText(program);
        if (!seen.insert(question.text).second)
            continue;
        const int index = int(questions.size());
        question.externalId = "demo-" + std::to_string(index + 1);
        question.category = "depth " + std::to_string(depth);
        question.options = digits;
        question.answer = program.lines.back().value;
        question.rationale = demoReasoning(program);
        question.split = index < options.train                        ? Split::Train
                         : index < options.train + options.validation ? Split::Validation
                                                                      : Split::Test;
        questions.push_back(std::move(question));
    }
    return questions;
}

Import demoImport(const DemoDataOptions& options) {
    Import import;
    import.questions = makeDemoQuestions(options);
    import.rowsRead = int64_t(import.questions.size());
    Import::Source source;
    source.path = "generated, seed " + std::to_string(options.seed);
    source.rows = import.rowsRead;
    std::string all;
    for (const Question& question : import.questions)
        all += question.text + '\n';
    source.sha256 = sha256(all);
    import.sources.push_back(std::move(source));
    return import;
}

Result<std::filesystem::path> demoBaseFolder() {
    std::error_code error;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
    const auto folder = program.parent_path().parent_path() / "share/caftan/demo";
    if (error || !std::filesystem::exists(folder / "model.safetensors", error))
        return fail(folder.string() +
                    ": the demo's base model is not there. Build again, or make one with `caftan-cli demo " +
                    "pretrain " + folder.string() + "`.");
    return folder;
}

} // namespace caftan
