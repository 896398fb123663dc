#include "core/text/tokenizer_export.h"

#include "core/base/files.h"
#include "core/formats/gguf.h"
#include "core/text/prompt.h"
#include "core/text/sentence_piece.h"

#include <algorithm>
#include <unordered_map>

namespace caftan {

namespace {

namespace fs = std::filesystem;

Json entryOf(const Json& object, const std::string& key) {
    const auto found = object.is_object() ? object.find(key) : object.end();
    return !object.is_object() || found == object.end() ? Json() : *found;
}

// A text, or the "content" of an added token.
std::string textOfToken(const Json& value) {
    const Json text = value.is_object() ? entryOf(value, "content") : value;
    return text.is_string() ? text.get<std::string>() : "";
}

std::string spelling(const TokenizerDefinition& definition, int64_t id) {
    for (const AddedToken& token : definition.added)
        if (token.id == id)
            return token.content;
    for (const auto& [token, tokenId] : definition.vocabulary)
        if (id >= 0 && tokenId == id)
            return token;
    return "";
}

Result<TokenizerNotes> notesOfFolder(const fs::path& folder) {
    TokenizerNotes notes;
    std::error_code ignored;
    Json config;
    if (fs::exists(folder / "tokenizer_config.json", ignored)) {
        CAFTAN_TRY(text, readFile(folder / "tokenizer_config.json"));
        auto json = parseJson(text);
        if (!json)
            return failAt((folder / "tokenizer_config.json").string(), json.error());
        config = std::move(*json);
    }
    notes.begin = textOfToken(entryOf(config, "bos_token"));
    notes.end = textOfToken(entryOf(config, "eos_token"));
    notes.pad = textOfToken(entryOf(config, "pad_token"));
    notes.unknown = textOfToken(entryOf(config, "unk_token"));
    notes.chatFormat = textOfToken(entryOf(config, "caftan_chat_format"));
    notes.chatTemplate = textOfToken(entryOf(config, "chat_template"));
    if (fs::exists(folder / "chat_template.jinja", ignored)) {
        CAFTAN_TRY(text, readFile(folder / "chat_template.jinja"));
        notes.chatTemplate = text;
    }
    return notes;
}

TokenizerNotes notesOfGguf(const Json& metadata, const TokenizerDefinition& definition) {
    TokenizerNotes notes;
    const auto token = [&](const char* name) {
        const Json id = entryOf(metadata, std::string("tokenizer.ggml.") + name + "_token_id");
        return id.is_number_integer() ? spelling(definition, id.get<int64_t>()) : "";
    };
    notes.begin = token("bos");
    notes.end = token("eos");
    notes.pad = token("padding");
    notes.unknown = token("unknown");
    notes.chatTemplate = textOfToken(entryOf(metadata, "tokenizer.chat_template"));
    notes.chatFormat = textOfToken(entryOf(metadata, "caftan.chat_format"));
    return notes;
}

// ---------------------------------------------------------------- tokenizer.json

Json bytesStep() {
    return {{"type", "ByteLevel"}, {"add_prefix_space", false}, {"trim_offsets", true}, {"use_regex", false}};
}

Json stepJson(const PreTokenizerStep& step) {
    using Kind = PreTokenizerStep::Kind;
    if (step.kind == Kind::Digits || step.kind == Kind::DigitRuns)
        return {{"type", "Digits"}, {"individual_digits", step.kind == Kind::Digits}};
    return {{"type", "Split"},
            {"pattern", {{"Regex", step.pattern}}},
            {"behavior", step.kind == Kind::Regex ? "Isolated" : "Removed"},
            {"invert", step.kind == Kind::Keep}};
}

Json preTokenizerJson(const TokenizerDefinition& definition) {
    if (definition.kind == TokenizerDefinition::Kind::SentencePiece) {
        if (definition.prefix == SpacePrefix::Every)
            return nullptr;
        const char* scheme = definition.prefix == SpacePrefix::FirstUnlessThere   ? "first"
                             : definition.prefix == SpacePrefix::EveryUnlessThere ? "always"
                                                                                  : "never";
        return {{"type", "Metaspace"},
                {"replacement", std::string(metaspace)},
                {"prepend_scheme", scheme},
                {"split", definition.splitAtSpaces}};
    }
    Json steps = Json::array();
    for (const PreTokenizerStep& step : definition.steps)
        steps.push_back(stepJson(step));
    steps.push_back(bytesStep());
    return {{"type", "Sequence"}, {"pretokenizers", steps}};
}

Json normalizerJson(const TokenizerDefinition& definition) {
    Json steps = Json::array();
    if (definition.nfc)
        steps.push_back({{"type", "NFC"}});
    if (definition.prefix == SpacePrefix::Every) {
        steps.push_back({{"type", "Prepend"}, {"prepend", std::string(metaspace)}});
        steps.push_back({{"type", "Replace"}, {"pattern", {{"String", " "}}}, {"content", std::string(metaspace)}});
    }
    if (steps.empty())
        return nullptr;
    return steps.size() == 1 ? steps[0] : Json{{"type", "Sequence"}, {"normalizers", steps}};
}

Json decoderJson(const TokenizerDefinition& definition) {
    if (definition.kind == TokenizerDefinition::Kind::ByteLevel)
        return bytesStep();
    Json steps = Json::array();
    steps.push_back({{"type", "Replace"}, {"pattern", {{"String", std::string(metaspace)}}}, {"content", " "}});
    steps.push_back({{"type", "ByteFallback"}});
    steps.push_back({{"type", "Fuse"}});
    if (definition.stripFirstSpace)
        steps.push_back({{"type", "Strip"}, {"content", " "}, {"start", 1}, {"stop", 0}});
    return {{"type", "Sequence"}, {"decoders", steps}};
}

Json beginProcessor(const TokenizerDefinition& definition, const TokenizerNotes& notes) {
    if (!notes.addBegin || notes.begin.empty())
        return nullptr;
    int64_t id = -1;
    for (const AddedToken& token : definition.added)
        id = token.content == notes.begin ? token.id : id;
    const Json begin = {{"SpecialToken", {{"id", notes.begin}, {"type_id", 0}}}};
    const auto text = [](const char* which, int type) {
        return Json{{"Sequence", {{"id", which}, {"type_id", type}}}};
    };
    if (id < 0)
        return nullptr;
    return {{"type", "TemplateProcessing"},
            {"single", Json::array({begin, text("A", 0)})},
            {"pair", Json::array({begin, text("A", 0), text("B", 1)})},
            {"special_tokens", {{notes.begin, {{"id", notes.begin}, {"ids", {id}}, {"tokens", {notes.begin}}}}}}};
}

} // namespace

Result<TokenizerFiles> readTokenizerFiles(const fs::path& model, const ModelConfig& config) {
    TokenizerFiles files;
    std::error_code ignored;
    const bool folder = fs::is_directory(model, ignored);
    CAFTAN_TRY(definition, readTokenizerFile(folder ? model / "tokenizer.json" : model, &files.json));
    files.definition = std::move(definition);
    if (folder) {
        CAFTAN_TRY(notes, notesOfFolder(model));
        files.notes = std::move(notes);
    } else {
        CAFTAN_TRY(file, GgufFile::open(model));
        files.notes = notesOfGguf(file.metadata(), files.definition);
    }
    TokenizerNotes& notes = files.notes;
    if (notes.begin.empty())
        notes.begin = spelling(files.definition, config.bosToken);
    if (notes.end.empty())
        notes.end = spelling(files.definition, config.eosToken);
    if (notes.pad.empty())
        notes.pad = spelling(files.definition, config.padToken);
    if (notes.unknown.empty())
        notes.unknown = files.definition.unknownToken;
    CAFTAN_TRY(begin, beginOfText(model));
    notes.addBegin = !begin.empty() && begin == notes.begin;
    return files;
}

std::string tokenizerJson(const TokenizerDefinition& definition, const TokenizerNotes& notes) {
    Json vocabulary = Json::object(), merges = Json::array(), added = Json::array();
    auto& entries = vocabulary.get_ref<Json::object_t&>(); // push_back: a look-up for each would be quadratic
    for (const auto& [token, id] : definition.vocabulary)
        entries.push_back({token, id});
    for (const auto& [left, right] : definition.merges)
        merges.push_back(Json::array({left, right}));
    for (const AddedToken& token : definition.added)
        added.push_back({{"id", token.id},
                         {"content", token.content},
                         {"single_word", token.singleWord},
                         {"lstrip", token.leftStrip},
                         {"rstrip", token.rightStrip},
                         {"normalized", token.normalized},
                         {"special", token.special}});
    const Json unknown = definition.unknownToken.empty() ? Json() : Json(definition.unknownToken);
    const Json file = {{"version", "1.0"},
                       {"truncation", nullptr},
                       {"padding", nullptr},
                       {"added_tokens", added},
                       {"normalizer", normalizerJson(definition)},
                       {"pre_tokenizer", preTokenizerJson(definition)},
                       {"post_processor", beginProcessor(definition, notes)},
                       {"decoder", decoderJson(definition)},
                       {"model",
                        {{"type", "BPE"},
                         {"dropout", nullptr},
                         {"unk_token", unknown},
                         {"continuing_subword_prefix", nullptr},
                         {"end_of_word_suffix", nullptr},
                         {"fuse_unk", definition.fuseUnknown},
                         {"byte_fallback", definition.byteFallback},
                         {"ignore_merges", definition.ignoreMerges},
                         {"vocab", std::move(vocabulary)},
                         {"merges", std::move(merges)}}}};
    return dumpJson(file) + "\n";
}

std::string tokenizerConfigJson(const TokenizerNotes& notes, int64_t context) {
    Json json = {{"tokenizer_class", "PreTrainedTokenizerFast"},
                 {"add_bos_token", notes.addBegin},
                 {"clean_up_tokenization_spaces", false},
                 {"model_max_length", context}};
    const auto set = [&](const char* key, const std::string& text) {
        if (!text.empty())
            json[key] = text;
    };
    set("bos_token", notes.begin);
    set("eos_token", notes.end);
    set("pad_token", notes.pad);
    set("unk_token", notes.unknown);
    set("chat_template", notes.chatTemplate);
    set("caftan_chat_format", notes.chatFormat);
    return dumpJson(json, 2) + "\n";
}

// ---------------------------------------------------------------- folders

namespace {

constexpr const char* tokenizerNames[] = {
    "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json", "vocab.json",
    "merges.txt",     "tokenizer.model",       "chat_template.jinja",     "chat_template.json"};

Status addChatFormat(const fs::path& folder, const std::string& chatFormat) {
    const fs::path path = folder / "tokenizer_config.json";
    std::error_code ignored;
    Json config = Json::object();
    if (fs::exists(path, ignored)) {
        CAFTAN_TRY(text, readFile(path));
        CAFTAN_TRY(json, parseJson(text));
        config = std::move(json);
    }
    config["caftan_chat_format"] = chatFormat;
    return writeFile(path, dumpJson(config, 2) + "\n");
}

} // namespace

Status writeTokenizerFolder(const fs::path& model, const ModelConfig& config, const fs::path& folder,
                            const std::string& chatFormat) {
    std::error_code error;
    if (fs::is_directory(model, error)) {
        for (const char* name : tokenizerNames)
            if (fs::exists(model / name, error)) {
                CAFTAN_TRY(content, readFile(model / name));
                CAFTAN_CHECK(writeFile(folder / name, content));
            }
    } else {
        CAFTAN_TRY(files, readTokenizerFiles(model, config));
        CAFTAN_CHECK(writeFile(folder / "tokenizer.json", tokenizerJson(files.definition, files.notes)));
        CAFTAN_CHECK(writeFile(folder / "tokenizer_config.json", tokenizerConfigJson(files.notes, config.context)));
    }
    return chatFormat.empty() ? Status() : addChatFormat(folder, chatFormat);
}

// ---------------------------------------------------------------- GGUF

namespace {

// Token types of GGUF.
enum GgufTokenType : int32_t { Normal = 1, Unknown = 2, Control = 3, UserDefined = 4, Unused = 5, Byte = 6 };

struct TokenLists {
    std::vector<std::string> tokens;
    std::vector<int32_t> types;
};

TokenLists tokenLists(const TokenizerDefinition& definition, const TokenizerNotes& notes, int64_t vocabulary) {
    TokenLists lists;
    lists.tokens.resize(size_t(vocabulary));
    lists.types.assign(size_t(vocabulary), Unused);
    const auto set = [&](int64_t id, const std::string& token, GgufTokenType type) {
        if (id >= 0 && id < vocabulary) {
            lists.tokens[size_t(id)] = token;
            lists.types[size_t(id)] = type;
        }
    };
    for (const auto& [token, id] : definition.vocabulary)
        set(id, token, definition.byteFallback && byteOfToken(token) >= 0 ? Byte : Normal);
    for (const AddedToken& token : definition.added)
        set(token.id, token.content, token.special ? Control : UserDefined);
    for (int64_t id = 0; id < vocabulary; ++id) {
        std::string& token = lists.tokens[size_t(id)];
        if (definition.kind == TokenizerDefinition::Kind::SentencePiece && !token.empty() && token == notes.unknown)
            lists.types[size_t(id)] = Unknown;
        if (lists.types[size_t(id)] == Unused)
            token = "[PAD" + std::to_string(id) + "]";
    }
    return lists;
}

// By id; of a tokenizer that came with merges: the earlier a token is made, the higher.
std::vector<float> scoresOf(const TokenizerDefinition& definition, int64_t vocabulary) {
    std::vector<float> scores = definition.scores;
    if (scores.empty()) {
        std::unordered_map<std::string, size_t> rank;
        for (size_t i = 0; i < definition.merges.size(); ++i)
            rank.emplace(definition.merges[i].first + definition.merges[i].second, i);
        scores.assign(size_t(vocabulary), -float(definition.merges.size() + 1));
        for (const auto& [token, id] : definition.vocabulary)
            if (const auto found = rank.find(token); id < vocabulary && found != rank.end())
                scores[size_t(id)] = -float(found->second + 1);
    }
    scores.resize(size_t(vocabulary), 0);
    return scores;
}

void addNotes(const TokenizerNotes& notes, const std::vector<std::string>& tokens, GgufMetadata& metadata) {
    const auto id = [&](const char* key, const std::string& text) {
        const auto found = text.empty() ? tokens.end() : std::find(tokens.begin(), tokens.end(), text);
        if (found != tokens.end())
            metadata.emplace_back(std::string("tokenizer.ggml.") + key, uint32_t(found - tokens.begin()));
    };
    id("bos_token_id", notes.begin);
    id("eos_token_id", notes.end);
    id("padding_token_id", notes.pad);
    id("unknown_token_id", notes.unknown);
    metadata.emplace_back("tokenizer.ggml.add_bos_token", notes.addBegin);
    metadata.emplace_back("tokenizer.ggml.add_eos_token", false);
    if (!notes.chatTemplate.empty())
        metadata.emplace_back("tokenizer.chat_template", notes.chatTemplate);
    if (!notes.chatFormat.empty())
        metadata.emplace_back("caftan.chat_format", notes.chatFormat);
}

} // namespace

GgufTokenizer ggufTokenizer(const TokenizerFiles& files, int64_t vocabulary) {
    const TokenizerDefinition& definition = files.definition;
    const bool pieces = definition.kind == TokenizerDefinition::Kind::SentencePiece;
    GgufTokenizer result;
    const std::string pre = pieces ? "default" : ggufPreTokenizer(definition);
    result.known = !pre.empty() && !definition.splitAtSpaces;
    const bool exact =
        result.known && (!pieces || definition.prefix == SpacePrefix::Every || definition.prefix == SpacePrefix::None);
    TokenLists lists = tokenLists(definition, files.notes, vocabulary);
    GgufMetadata& metadata = result.metadata;
    metadata.emplace_back("tokenizer.ggml.model", std::string(pieces ? "llama" : "gpt2"));
    metadata.emplace_back("tokenizer.ggml.pre", result.known ? pre : "caftan");
    if (!exact)
        metadata.emplace_back("caftan.tokenizer_json",
                              files.json.empty() ? tokenizerJson(definition, files.notes) : files.json);
    addNotes(files.notes, lists.tokens, metadata);
    metadata.emplace_back("tokenizer.ggml.tokens", std::move(lists.tokens));
    metadata.emplace_back("tokenizer.ggml.token_type", std::move(lists.types));
    if (pieces) {
        metadata.emplace_back("tokenizer.ggml.scores", scoresOf(definition, vocabulary));
        metadata.emplace_back("tokenizer.ggml.add_space_prefix", definition.prefix != SpacePrefix::None);
        return result;
    }
    std::vector<std::string> merges;
    for (const auto& [left, right] : definition.merges)
        merges.push_back(left + " " + right);
    metadata.emplace_back("tokenizer.ggml.merges", std::move(merges));
    return result;
}

} // namespace caftan
