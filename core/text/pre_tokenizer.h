// Cuts text into the pieces inside which tokens are merged. Immutable; any number of threads may use one.
#pragma once

#include "core/text/tokenizer_definition.h"

namespace caftan {

class PreTokenizer {
  public:
    // Compiles the patterns; one that PCRE2 does not know is an error that quotes it.
    static Result<PreTokenizer> compile(const std::vector<PreTokenizerStep>& steps);
    PreTokenizer(PreTokenizer&&) noexcept;
    PreTokenizer& operator=(PreTokenizer&&) noexcept;
    ~PreTokenizer();

    // Scratch memory of one caller.
    class Scratch {
      public:
        Scratch();
        ~Scratch();
        Scratch(const Scratch&) = delete;
        Scratch& operator=(const Scratch&) = delete;

      private:
        friend class PreTokenizer;
        struct Private;
        std::unique_ptr<Private> d_;
    };
    // Valid UTF-8; the pieces point into `text` and are valid until the next call with this scratch.
    std::span<const std::string_view> split(std::string_view text, Scratch& scratch) const;

  private:
    struct Step;
    PreTokenizer();
    std::vector<Step> steps_;
};

} // namespace caftan
