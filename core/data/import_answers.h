// The second half of an import: what the answer columns mean, decided over all rows of all files, and then each row's
// key, recorded answer and score. Pure; one thread.
#pragma once

#include "core/data/import_rows.h"
#include "core/data/tally.h"

namespace caftan {

class AnswerResolver {
  public:
    // Weighs the evidence. The files must outlive the resolver.
    explicit AnswerResolver(const std::vector<ImportFile>& files);

    // Sets the question's answer. The sentence of a bad row without its place; empty: good.
    std::string resolveKey(size_t file, ImportRow& row);
    // The recorded answer; nothing where the row records none. Needs the key.
    std::optional<Score> resolveScore(size_t file, const ImportRow& row);

    std::vector<std::string> warnings() const;

  private:
    struct Readings {
        AnswerReading answer, index, predicted;
    };
    // One number column over all files: which base was found in how many rows.
    struct Found {
        BaseEvidence evidence;
        bool decided = false;
        std::string with; // the column it was compared with
    };

    void decideKinds(const ImportFile& file, Readings& readings) const;
    void decideBase(const std::string& field, const std::string& with, AnswerReading Readings::* column,
                    const std::vector<BaseEvidence>& perFile, int fallback);
    BaseEvidence keyEvidence(size_t file) const;
    BaseEvidence indexEvidence(size_t file) const;
    BaseEvidence predictedEvidence(size_t file) const;
    int key(size_t file, const ImportRow& row) const;

    const std::vector<ImportFile>& files_;
    std::vector<Readings> readings_; // one per file
    std::vector<std::string> baseSentences_;
    Tally disagreements_, unanswered_, flagDisagreements_, invalid_, indexOnly_;
    bool flagsAlone_ = false, entropyAlone_ = false;
};

} // namespace caftan
