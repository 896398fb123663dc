// A tokenizer in the words of another container: tokenizer.json and its small companions for a folder whose model came
// as GGUF, and GGUF metadata for a model that came as a folder. Reads files, makes no tokenizer.
#pragma once

#include "core/formats/gguf_writer.h"
#include "core/formats/model_source.h"
#include "core/text/tokenizer_definition.h"

#include <filesystem>

namespace caftan {

// What a tokenizer says besides its vocabulary.
struct TokenizerNotes {
    std::string begin, end, pad, unknown; // the tokens' texts; "": none
    bool addBegin = false;
    std::string chatTemplate;
    std::string chatFormat; // caftan_chat_format, for templates that are not recognised
};

struct TokenizerFiles {
    TokenizerDefinition definition;
    TokenizerNotes notes;
    std::string json; // tokenizer.json's text, as it stands in a folder; "" in a GGUF file
};
// `model`: a folder or a GGUF file; `config` gives the ids that its small files leave out.
Result<TokenizerFiles> readTokenizerFiles(const std::filesystem::path& model, const ModelConfig& config);

// tokenizer.json that gives the same ids.
std::string tokenizerJson(const TokenizerDefinition& definition, const TokenizerNotes& notes);
std::string tokenizerConfigJson(const TokenizerNotes& notes, int64_t context);

// tokenizer.ggml.* and tokenizer.chat_template for a model with `vocabulary` rows of embeddings. A tokenizer whose way
// of splitting words llama.cpp has no name for is carried along as caftan.tokenizer_json, which only Caftan reads.
struct GgufTokenizer {
    GgufMetadata metadata;
    bool known = true; // to llama.cpp
};
GgufTokenizer ggufTokenizer(const TokenizerFiles& files, int64_t vocabulary);

// llama.cpp's name for a way of splitting words, "" where it has none. And back, into steps, nfc and ignoreMerges.
std::string ggufPreTokenizer(const TokenizerDefinition& definition);
Status setGgufPreTokenizer(const std::string& name, TokenizerDefinition& definition);

// Copies the tokenizer's files of a folder, or makes them from a GGUF file. `chatFormat`: written where the template is
// not recognised; "" otherwise.
Status writeTokenizerFolder(const std::filesystem::path& model, const ModelConfig& config,
                            const std::filesystem::path& folder, const std::string& chatFormat = {});

} // namespace caftan
