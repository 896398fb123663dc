#include "core/data/demo_documents.h"

namespace caftan {

namespace {

constexpr std::array<double, 7> programDepths = {1, 2, 2.5, 0.6, 0.6, 0.6, 0.6}; // of a program's last statement

// Every piece that a document is put together from.
std::vector<std::string> allPieces() {
    std::vector<std::string> pieces = {"<bos>", "<eos>", "\n", "Answer:"};
    for (int value = 0; value < 10; ++value) {
        pieces.push_back(std::to_string(value));
        pieces.push_back(demoAnswer(value));
    }
    DemoProgram::Statement line;
    for (line.name = 'a'; line.name <= 'h'; ++line.name) {
        pieces.push_back(demoQuery(line.name));
        line.source = 0;
        for (line.value = 0; line.value < 10; ++line.value)
            pieces.push_back(demoValue(line));
        for (line.source = 'a'; line.source <= 'h'; ++line.source) {
            if (line.source == line.name)
                continue;
            for (const char* operation : {"+1", "+2", "-1", "-3"}) {
                line.operation = operation;
                pieces.push_back(demoStatement(line));
            }
        }
    }
    return pieces;
}

} // namespace

DemoCurriculum demoCurriculum(double time) {
    DemoCurriculum curriculum;
    if (time < 0.15) { // lookups and worked steps first: what everything deeper is made of
        curriculum.queryDepth = {1, 0, 0, 0, 0, 0, 0};
        curriculum.queries = 0.4;
        curriculum.copies = 0.1;
    } else if (time < 0.42) {
        curriculum.queryDepth = {0.7, 1, 0.05, 0.02, 0.02, 0.02, 0.02};
    } else {
        curriculum.queryDepth = {0.5, 1, 1.5, 0.06, 0.06, 0.06, 0.06};
    }
    return curriculum;
}

Result<DemoDocuments> DemoDocuments::create(const Tokenizer& tokenizer, uint64_t seed) {
    DemoDocuments documents(seed);
    for (const std::string& piece : allPieces()) {
        const std::vector<TokenId> ids = tokenizer.encode(piece);
        if (ids.size() != 1)
            return fail("the tokenizer is not the demo's: \"" + piece + "\" must be one token, but is " +
                        std::to_string(ids.size()) + ".");
        documents.ids_[piece] = ids[0];
    }
    return documents;
}

void DemoDocuments::add(Example& document, const std::string& piece, bool trained) const {
    const TokenId id = ids_.at(piece);
    document.ids.push_back(id);
    document.labels.push_back(trained ? id : ignoredLabel);
}

Example DemoDocuments::next(const DemoCurriculum& curriculum) {
    const double kind = random_.uniform();
    if (kind < curriculum.queries)
        return queries(curriculum);
    return kind < curriculum.queries + curriculum.copies ? copy() : steps();
}

Example DemoDocuments::queries(const DemoCurriculum& curriculum) {
    const DemoProgram program = makeDemoProgram(random_, int(random_.pick(programDepths)));
    Example document;
    add(document, "<bos>", false);
    for (const auto& line : program.lines)
        add(document, demoStatement(line), false);
    const bool byLetter = random_.below(2) == 0;
    const int count = byLetter ? 1 + int(random_.below(2)) : 4;
    std::array<double, DemoProgram::statements> weights;
    for (size_t i = 0; i < weights.size(); ++i) // a little for every depth, so that some query is always possible
        weights[i] = curriculum.queryDepth[size_t(program.lines[i].depth)] + 1e-6;
    for (int query = 0; query < count; ++query) {
        const size_t asked = random_.pick(weights);
        weights[asked] = 0;
        const auto& line = program.lines[asked];
        add(document, demoQuery(line.name), false);
        if (byLetter) {
            add(document, "\n", true);
            add(document, "Answer:", true);
            add(document, demoAnswer(line.value), true);
        } else {
            add(document, std::to_string(line.value), true);
        }
    }
    add(document, "<eos>", true);
    return document;
}

Example DemoDocuments::copy() {
    const DemoProgram program = makeDemoProgram(random_, int(random_.below(DemoProgram::statements)));
    Example document;
    add(document, "<bos>", false);
    for (const auto& line : program.lines)
        add(document, demoStatement(line), false);
    add(document, "\n", false);
    // From any statement on, so that the copy lies at no fixed distance: what follows a statement is found by looking
    // for that statement, as reasoning needs where values stand between the statements.
    const size_t first = random_.below(5);
    for (size_t i = first; i < program.lines.size(); ++i)
        add(document, demoStatement(program.lines[i]), first == 0 || i > first);
    add(document, "<eos>", true);
    return document;
}

Example DemoDocuments::steps() {
    // Any program supplies the letters; constants first, then steps on one of them each.
    const int constants = 2 + int(random_.below(3));
    DemoProgram program = makeDemoProgram(random_, 0);
    Example document;
    add(document, "<bos>", false);
    for (int i = 0; i < DemoProgram::statements; ++i) {
        auto& line = program.lines[size_t(i)];
        if (i < constants) {
            line.source = 0;
            line.value = int(random_.below(10));
            add(document, demoStatement(line), false);
            continue;
        }
        demoDerive(line, program.lines[random_.below(uint32_t(constants))], random_);
        add(document, demoStatement(line), false);
        add(document, demoValue(line), true);
    }
    add(document, "<eos>", false);
    return document;
}

} // namespace caftan
