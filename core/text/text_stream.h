// Text of tokens as they come: what each one adds, held back while a character is not whole.
#pragma once

#include "core/text/tokenizer.h"

namespace caftan {

class TextStream {
  public:
    explicit TextStream(const Tokenizer& tokenizer) : tokenizer_(tokenizer) {} // which must outlive this
    // All that push and finish gave is the text of all tokens.
    std::string push(TokenId id);
    std::string finish(); // what was held back

  private:
    std::string added(bool whole);
    const Tokenizer& tokenizer_;
    std::vector<TokenId> ids_; // since the last text but one
    size_t shown_ = 0;         // of them
};

} // namespace caftan
