// The embedded demo: generated questions of chained arithmetic, their worked reasoning, and a byte-level BPE tokenizer
// in which every statement is one token. Deterministic in the seed on every platform. No tensors. Thread: any.
//
// A program is seven statements over seven of the letters a..h in order of definition, digits mod 10, operations +1 +2
// -1 -3; the last one is asked. Its depth is the length of its chain; the other statements are distractors, so that
// length does not betray difficulty. Answer letters A..J stand for the digits 0..9.
//
// What the model reads and writes (ChatFormat::Demo, core/text/prompt.h), one token between each pair of bars:
//   prompt            |<bos>| c=9| d=8| f=3| a=6| e=d+1| h=c+1| g=f+2| g?|\n|                         10 tokens
//   answer            |Answer:| F|<eos>|                                                             3 tokens
//   reasoning         |Think:| c=9| d=8| f=3| a=6| e=d+1| e=9| h=c+1| h=0| g=f+2| g=5| so| g=5|\n|Answer:| F|<eos>|
//   scoring prompt    the prompt and |Answer:|; the next token's distribution is the score, " A".." J" the options
#pragma once

#include "core/base/random.h"
#include "core/base/result.h"
#include "core/data/question.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace caftan {

struct Import;

struct DemoProgram {
    static constexpr int statements = 7;
    struct Statement {
        char name = 'a';
        char source = 0;       // 0: a constant
        std::string operation; // "+1", "+2", "-1", "-3"; empty for a constant
        int value = 0;         // 0..9
        int depth = 0;         // length of the chain below it; 0 for a constant
    };
    std::array<Statement, statements> lines;
};
// The last statement's depth is exactly `depth` (0..6).
DemoProgram makeDemoProgram(Random& random, int depth);
// Makes `line` follow from `source` by a drawn operation; its name stays.
void demoDerive(DemoProgram::Statement& line, const DemoProgram::Statement& source, Random& random);

// Pieces of text, each exactly one token of the demo's tokenizer.
std::string demoStatement(const DemoProgram::Statement& line); // " e=d+1" or " a=3"
std::string demoValue(const DemoProgram::Statement& line);     // " e=9"
std::string demoQuery(char name);                              // " g?"
std::string demoAnswer(int value);                             // " F"

std::string demoQuestionText(const DemoProgram& program); // "c=9 d=8 ... g?" (no leading space)
std::string demoReasoning(const DemoProgram& program);    // "Think: ... so g=5\nAnswer: F"

struct DemoDataOptions {
    uint64_t seed = 1;
    int train = 4000, validation = 900, test = 900;
    std::array<double, 7> depthWeights = {1, 2.5, 3, 0.6, 0.6, 0.6, 0.6};
};
// Train, validation, test in this order, no text twice; rationale holds the worked reasoning, category "depth 2".
std::vector<Question> makeDemoQuestions(const DemoDataOptions& options);
// The same as an import, with the splits set.
Import demoImport(const DemoDataOptions& options);

// Files of the demo's tokenizer, as Hugging Face writes them.
std::string demoTokenizerJson();
std::string demoTokenizerConfigJson();
inline constexpr int demoPadId = 0, demoBosId = 1, demoEosId = 2;

// The folder of the shipped base: share/caftan/demo beside the folder of the running program (build/share, or share of
// an installation). An error says where it was looked for.
Result<std::filesystem::path> demoBaseFolder();
inline constexpr std::string_view demoTeacher = "worked"; // the generator's own reasoning as a teacher
inline constexpr std::string_view demoDatasetName = "demo", demoModelName = "demo-base";

} // namespace caftan
