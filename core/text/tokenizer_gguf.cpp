// Tokenizer inside a GGUF file: byte-level BPE ("gpt2"), its pre-tokenizer known by name. Patterns as the Hugging Face
// tokenizers of those models have them, so that both containers give the same ids.
#include "core/text/tokenizer_definition.h"

namespace caftan {

namespace {

constexpr const char* key = "tokenizer.ggml.";

const Json* field(const Json& metadata, const std::string& name) {
    const auto found = metadata.find(key + name);
    return found == metadata.end() ? nullptr : &*found;
}

Status setPreTokenizer(const std::string& name, TokenizerDefinition& definition) {
    using Kind = PreTokenizerStep::Kind;
    const std::string words = R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|)";
    const std::string rest = R"(| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)";
    if (name == "smollm") {
        definition.steps = {{Kind::Digits, ""}, {Kind::Regex, gpt2Pattern}};
    } else if (name == "gpt-2" || name == "gpt2") {
        definition.steps = {{Kind::Regex, gpt2Pattern}};
    } else if (name == "llama-bpe" || name == "llama3" || name == "llama-v3") {
        definition.steps = {{Kind::Regex, words + R"(\p{N}{1,3})" + rest}};
        definition.ignoreMerges = true;
    } else if (name == "qwen2") {
        definition.steps = {{Kind::Regex, words + R"(\p{N})" + rest}};
        definition.nfc = true;
    } else if (name == "default" || name.empty()) { // llama.cpp's choice for files that name none
        definition.steps = {{Kind::Regex, R"([\p{P}\$\+<=>\^~\|]+)"},
                            {Kind::Regex, R"('s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S))"},
                            {Kind::Regex, R"(\p{N}+)"},
                            {Kind::Regex, "[0-9][0-9][0-9]"}};
    } else {
        return fail("the pre-tokenizer \"" + name +
                    "\" (tokenizer.ggml.pre) is not supported; smollm, llama-bpe, qwen2, gpt-2 " + "and default are");
    }
    return {};
}

Status readTokens(const Json& metadata, TokenizerDefinition& definition) {
    const Json *tokens = field(metadata, "tokens"), *types = field(metadata, "token_type");
    if (!tokens || !tokens->is_array() || tokens->empty())
        return fail("the list tokenizer.ggml.tokens is missing");
    if (types && (!types->is_array() || types->size() != tokens->size()))
        return fail("tokenizer.ggml.token_type does not have one entry a token");
    constexpr int control = 3, userDefined = 4;
    for (size_t i = 0; i < tokens->size(); ++i) {
        const Json& token = (*tokens)[i];
        if (!token.is_string())
            return fail("tokenizer.ggml.tokens holds something that is not a text");
        definition.vocabulary.emplace_back(token.get_ref<const std::string&>(), int64_t(i));
        if (types && ((*types)[i] == control || (*types)[i] == userDefined) &&
            !token.get_ref<const std::string&>().empty()) {
            AddedToken added;
            added.id = TokenId(i);
            added.content = token.get<std::string>();
            added.special = (*types)[i] == control;
            definition.added.push_back(std::move(added));
        }
    }
    return {};
}

Status readMerges(const Json& metadata, TokenizerDefinition& definition) {
    const Json* merges = field(metadata, "merges");
    if (!merges || !merges->is_array())
        return fail("the list tokenizer.ggml.merges is missing");
    for (const Json& merge : *merges) {
        const std::string text = merge.is_string() ? merge.get<std::string>() : "";
        const size_t space = text.find(' ', 1);
        if (text.empty() || space == std::string::npos || space + 1 == text.size())
            return fail("merge " + std::to_string(definition.merges.size() + 1) + " does not name two tokens");
        definition.merges.emplace_back(text.substr(0, space), text.substr(space + 1));
    }
    return {};
}

} // namespace

Result<TokenizerDefinition> readTokenizerGguf(const Json& metadata) {
    const Json* model = field(metadata, "model");
    const std::string kind = model && model->is_string() ? model->get<std::string>() : "";
    if (kind.empty())
        return fail("the file has no tokenizer (tokenizer.ggml.model)");
    if (kind != "gpt2")
        return fail("the tokenizer \"" + kind + "\"" + (kind == "llama" ? " (SentencePiece)" : "") +
                    " is not supported, only byte-level BPE (\"gpt2\") is");
    TokenizerDefinition definition;
    const Json* pre = field(metadata, "pre");
    CAFTAN_CHECK(setPreTokenizer(pre && pre->is_string() ? pre->get<std::string>() : "", definition));
    CAFTAN_CHECK(readTokens(metadata, definition));
    CAFTAN_CHECK(readMerges(metadata, definition));
    return definition;
}

} // namespace caftan
