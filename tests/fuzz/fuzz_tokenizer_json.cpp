// tokenizer.json: what is accepted tokenises, and ids stay inside the vocabulary.
#include "tests/fuzz/target.h"

#include "core/text/tokenizer_definition.h"

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    using namespace caftan;
    auto definition = readTokenizerJson(fuzz::textOf(data, size));
    if (!definition)
        return 0;
    const auto tokenizer = makeTokenizer(std::move(*definition));
    if (!tokenizer)
        return 0;
    for (const std::string_view text : {"<s> It's 12 o'clock, \xE6\x97\xA5\xE6\x9C\xAC e\xCC\x81!\n",
                                        "  \xFF\xC3 \t\r\n", "aaaaaaaaaaaaaaaaaaaaaaaa"}) {
        const std::vector<TokenId> ids = (*tokenizer)->encode(text);
        for (const TokenId id : ids)
            fuzz::must(id >= 0 && id < (*tokenizer)->size(), "an id lies inside the vocabulary");
        (void)(*tokenizer)->decode(ids);
    }
    return 0;
}
