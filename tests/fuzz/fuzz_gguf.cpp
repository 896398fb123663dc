// GGUF headers, and what is read from their metadata: configuration and tokenizer.
#include "tests/fuzz/target.h"

#include "core/formats/gguf.h"
#include "core/formats/model_config.h"
#include "core/text/tokenizer_definition.h"

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    using namespace caftan;
    const auto bytes = fuzz::bytesOf(data, size);
    const auto parsed = GgufFile::parse(bytes);
    if (!parsed)
        return 0;
    for (const TensorView& tensor : parsed->tensors)
        fuzz::must(tensor.bytes.data() >= bytes.data() &&
                       tensor.bytes.data() + tensor.bytes.size() <= bytes.data() + size,
                   "a tensor lies inside the file");
    (void)configFromGguf(parsed->metadata, {});
    if (auto definition = readTokenizerGguf(parsed->metadata))
        if (const auto tokenizer = makeTokenizer(std::move(*definition)))
            (void)(*tokenizer)->decode((*tokenizer)->encode("<s> It's 12 o'clock, \xE6\x97\xA5\xE6\x9C\xAC!\n"));
    return 0;
}
