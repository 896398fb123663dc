// Tokenizer inside a GGUF file: byte-level BPE ("gpt2"), its pre-tokenizer known by name, or SentencePiece's kind
// ("llama"), its merges known by scores. Patterns as the Hugging Face tokenizers of those models have them, so that
// both containers give the same ids.
#include "core/text/sentence_piece.h"
#include "core/text/tokenizer_export.h"

namespace caftan {

namespace {

constexpr const char* key = "tokenizer.ggml.";

const Json* field(const Json& metadata, const std::string& name) {
    const auto found = metadata.find(key + name);
    return found == metadata.end() ? nullptr : &*found;
}

Status readTokens(const Json& metadata, TokenizerDefinition& definition) {
    const Json *tokens = field(metadata, "tokens"), *types = field(metadata, "token_type");
    if (!tokens || !tokens->is_array() || tokens->empty())
        return fail("the list tokenizer.ggml.tokens is missing");
    if (types && (!types->is_array() || types->size() != tokens->size()))
        return fail("tokenizer.ggml.token_type does not have one entry a token");
    constexpr int unknown = 2, control = 3, userDefined = 4;
    const bool pieces = definition.kind == TokenizerDefinition::Kind::SentencePiece;
    for (size_t i = 0; i < tokens->size(); ++i) {
        const Json& token = (*tokens)[i];
        if (!token.is_string())
            return fail("tokenizer.ggml.tokens holds something that is not a text");
        definition.vocabulary.emplace_back(token.get_ref<const std::string&>(), int64_t(i));
        const Json type = types ? (*types)[i] : Json();
        if ((type == control || type == userDefined || (pieces && type == unknown)) &&
            !token.get_ref<const std::string&>().empty()) {
            AddedToken added;
            added.id = TokenId(i);
            added.content = token.get<std::string>();
            added.special = type != userDefined;
            definition.added.push_back(std::move(added));
        }
    }
    return {};
}

Status readScores(const Json& metadata, TokenizerDefinition& definition) {
    const Json *scores = field(metadata, "scores"), *types = field(metadata, "token_type");
    if (!scores || !scores->is_array() || scores->size() != definition.vocabulary.size())
        return fail("tokenizer.ggml.scores does not have one entry a token");
    for (const Json& score : *scores) {
        if (!score.is_number())
            return fail("tokenizer.ggml.scores holds something that is not a number");
        definition.scores.push_back(score.get<float>());
    }
    constexpr int unknown = 2, byte = 6;
    for (size_t i = 0; types && i < types->size(); ++i) {
        if ((*types)[i] == unknown)
            definition.unknownToken = definition.vocabulary[i].first;
        definition.byteFallback = definition.byteFallback || (*types)[i] == byte;
    }
    return {};
}

// SentencePiece's kind, as llama.cpp's "llama" vocabularies work.
Status readSentencePiece(const Json& metadata, TokenizerDefinition& definition) {
    definition.kind = TokenizerDefinition::Kind::SentencePiece;
    definition.fuseUnknown = true;
    const Json* prefix = field(metadata, "add_space_prefix");
    const bool prefixed = !prefix || !prefix->is_boolean() || prefix->get<bool>();
    definition.prefix = prefixed ? SpacePrefix::Every : SpacePrefix::None;
    definition.stripFirstSpace = prefixed;
    CAFTAN_CHECK(readTokens(metadata, definition));
    CAFTAN_CHECK(readScores(metadata, definition));
    definition.merges = mergesFromScores(definition);
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

// Where a name stands several times, the first one is written.
struct NamedSteps {
    const char* name;
    std::vector<PreTokenizerStep> steps;
    bool nfc = false, ignoreMerges = false;
};

std::vector<NamedSteps> knownSteps() {
    using Kind = PreTokenizerStep::Kind;
    const std::string words = R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|)";
    const std::string rest = R"(| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)";
    const std::string capitals = R"([^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}])";
    const std::string small = R"([\p{Ll}\p{Lm}\p{Lo}\p{M}])", ends = R"((?i:'s|'t|'re|'ve|'m|'ll|'d)?)";
    const std::string slashes = R"(| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+)";
    const auto cased = [&](const std::string& end) {
        return capitals + "*" + small + "+" + end + "|" + capitals + "+" + small + "*" + end + "|";
    };
    const std::vector<PreTokenizerStep> llama3 = {{Kind::Regex, words + R"(\p{N}{1,3})" + rest}};
    const std::vector<PreTokenizerStep> gpt2 = {{Kind::Regex, gpt2Pattern}};
    return {
        {"smollm", {{Kind::Digits, ""}, {Kind::Regex, gpt2Pattern}}},
        {"gpt-2", gpt2},
        {"gpt2", gpt2},
        {"llama-bpe", llama3, false, true},
        {"llama3", llama3, false, true},
        {"llama-v3", llama3, false, true},
        {"qwen2", {{Kind::Regex, words + R"(\p{N})" + rest}}, true, false},
        {"gpt-4o", {{Kind::Regex, cased(ends) + R"(\p{N}{1,3})" + slashes}}},
        {"tekken", {{Kind::Regex, cased("") + R"(\p{N})" + slashes}}, false, true},
        {"default", // llama.cpp's choice for files that name none
         {{Kind::Regex, R"([\p{P}\$\+<=>\^~\|]+)"},
          {Kind::Regex, R"('s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S))"},
          {Kind::Regex, R"(\p{N}+)"},
          {Kind::Regex, "[0-9][0-9][0-9]"}}},
    };
}

} // namespace

Status setGgufPreTokenizer(const std::string& name, TokenizerDefinition& definition) {
    for (const NamedSteps& known : knownSteps())
        if (known.name == name || (name.empty() && std::string_view(known.name) == "default")) {
            definition.steps = known.steps;
            definition.nfc = known.nfc;
            definition.ignoreMerges = known.ignoreMerges;
            return {};
        }
    return fail("the pre-tokenizer \"" + name +
                "\" (tokenizer.ggml.pre) is not supported; smollm, llama-bpe, qwen2, gpt-4o, tekken, gpt-2 and "
                "default are");
}

std::string ggufPreTokenizer(const TokenizerDefinition& definition) {
    for (const NamedSteps& known : knownSteps())
        if (known.steps == definition.steps && known.nfc == definition.nfc)
            return known.name;
    return "";
}

Result<TokenizerDefinition> readTokenizerGguf(const Json& metadata) {
    const Json* model = field(metadata, "model");
    const std::string kind = model && model->is_string() ? model->get<std::string>() : "";
    if (kind.empty())
        return fail("the file has no tokenizer (tokenizer.ggml.model)");
    if (const auto own = metadata.find("caftan.tokenizer_json"); own != metadata.end() && own->is_string())
        return readTokenizerJson(own->get_ref<const std::string&>());
    if (kind != "gpt2" && kind != "llama")
        return fail("the tokenizer \"" + kind +
                    "\" is not supported, byte-level BPE (\"gpt2\") and SentencePiece's "
                    "kind (\"llama\") are");
    TokenizerDefinition definition;
    if (kind == "llama") {
        CAFTAN_CHECK(readSentencePiece(metadata, definition));
        return definition;
    }
    const Json* pre = field(metadata, "pre");
    CAFTAN_CHECK(setGgufPreTokenizer(pre && pre->is_string() ? pre->get<std::string>() : "", definition));
    CAFTAN_CHECK(readTokens(metadata, definition));
    CAFTAN_CHECK(readMerges(metadata, definition));
    return definition;
}

} // namespace caftan
