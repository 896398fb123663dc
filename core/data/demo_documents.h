// What the demo's base is pretrained on: documents made one after another from a random source. No full reasoning.
//   queries   70 %  a program, then queries answered by digit (" g?5 c?9 ...") or by letter (" g?\nAnswer: F ...")
//   copies    15 %  a program, a line break, the same program again
//   steps     15 %  constants, then single worked steps (" e=d+1 e=9"), none built on another
// The queries' depth grows with time: constants first, then depth 1, then 2; deeper ones stay rare. No tensors.
#pragma once

#include "core/data/demo.h"
#include "core/text/example.h"

#include <unordered_map>

namespace caftan {

struct DemoCurriculum {
    std::array<double, 7> queryDepth{};   // weights of the asked variable's depth
    double queries = 0.70, copies = 0.15; // the rest are steps
};
// `time` is the share of steps done, 0..1.
DemoCurriculum demoCurriculum(double time);

class DemoDocuments {
  public:
    // Error: the tokenizer is not the demo's (a piece is not one token).
    static Result<DemoDocuments> create(const Tokenizer& tokenizer, uint64_t seed);
    Example next(const DemoCurriculum& curriculum);

  private:
    explicit DemoDocuments(uint64_t seed) : random_(seed) {}
    void add(Example& document, const std::string& piece, bool trained) const;
    Example queries(const DemoCurriculum& curriculum);
    Example copy();
    Example steps();

    Random random_;
    std::unordered_map<std::string, TokenId> ids_; // piece -> id
};

} // namespace caftan
