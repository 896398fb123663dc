// tokenizer.json of Hugging Face tokenizers: byte-level BPE. Its vocabulary and merges (megabytes) are read as they
// pass; only the rest becomes a document.
#include "core/text/tokenizer_definition.h"

#include <nlohmann/json.hpp>

namespace caftan {

namespace {

using SortedJson = nlohmann::json; // keys sorted: hostile documents cannot make look-ups quadratic

class Reader : public nlohmann::json_sax<SortedJson> {
  public:
    explicit Reader(TokenizerDefinition& definition) : definition_(definition) {}
    const SortedJson& document() const { return root_; }
    const std::string& problem() const { return problem_; }

    bool null() override { return value(nullptr); }
    bool boolean(bool v) override { return value(v); }
    bool number_integer(number_integer_t v) override { return value(v); }
    bool number_float(number_float_t v, const string_t&) override { return value(v); }
    bool binary(binary_t&) override { return false; }
    bool number_unsigned(number_unsigned_t v) override {
        if (mode_ != Mode::Vocabulary)
            return value(v);
        if (v > uint64_t(INT32_MAX))
            return stop("the vocabulary gives \"" + key_.substr(0, 40) + "\" the id " + std::to_string(v));
        definition_.vocabulary.emplace_back(std::move(key_), int64_t(v));
        return true;
    }
    bool string(string_t& v) override {
        if (mode_ == Mode::Merges)
            return spacedMerge(v);
        if (mode_ != Mode::MergePair)
            return value(v);
        pair_.push_back(std::move(v));
        return true;
    }
    bool key(string_t& v) override {
        key_ = std::move(v);
        return true;
    }
    bool start_object(size_t) override {
        if (mode_ == Mode::Document && insideModel("vocab")) {
            mode_ = Mode::Vocabulary;
            return true;
        }
        return mode_ == Mode::Document ? open(SortedJson::object())
                                       : stop("a vocabulary entry or merge is not of the usual form");
    }
    bool end_object() override {
        if (mode_ == Mode::Vocabulary)
            mode_ = Mode::Document;
        else
            close();
        return true;
    }
    bool start_array(size_t) override {
        if (mode_ == Mode::Merges) {
            mode_ = Mode::MergePair;
            pair_.clear();
            return true;
        }
        if (mode_ == Mode::Document && insideModel("merges")) {
            mode_ = Mode::Merges;
            return true;
        }
        return mode_ == Mode::Document ? open(SortedJson::array())
                                       : stop("a vocabulary entry or merge is not of the usual form");
    }
    bool end_array() override {
        if (mode_ == Mode::MergePair) {
            if (pair_.size() != 2)
                return stop("merge " + std::to_string(definition_.merges.size() + 1) + " does not name two tokens");
            definition_.merges.emplace_back(std::move(pair_[0]), std::move(pair_[1]));
            mode_ = Mode::Merges;
        } else if (mode_ == Mode::Merges) {
            mode_ = Mode::Document;
        } else {
            close();
        }
        return true;
    }
    bool parse_error(size_t at, const std::string&, const nlohmann::detail::exception&) override {
        return stop("not valid JSON near byte " + std::to_string(at));
    }

  private:
    enum class Mode { Document, Vocabulary, Merges, MergePair };
    static constexpr size_t deepest = 64;

    bool stop(std::string problem) {
        if (problem_.empty())
            problem_ = std::move(problem);
        return false;
    }
    bool insideModel(const char* name) const { return open_.size() == 2 && keys_[1] == "model" && key_ == name; }
    SortedJson* place(SortedJson v) {
        if (open_.empty())
            return &(root_ = std::move(v));
        SortedJson& parent = *open_.back();
        if (parent.is_array()) {
            parent.push_back(std::move(v));
            return &parent.back();
        }
        return &(parent[key_] = std::move(v));
    }
    bool value(SortedJson v) {
        if (mode_ != Mode::Document)
            return stop("a vocabulary entry or merge is not of the usual form");
        place(std::move(v));
        return true;
    }
    bool open(SortedJson empty) {
        if (open_.size() >= deepest)
            return stop("nested deeper than " + std::to_string(deepest) + " levels");
        SortedJson* placed = place(std::move(empty));
        keys_.push_back(key_);
        open_.push_back(placed);
        return true;
    }
    void close() {
        open_.pop_back();
        keys_.pop_back();
    }
    bool spacedMerge(const std::string& merge) {
        const size_t space = merge.find(' ');
        if (space == 0 || space == std::string::npos || merge.find(' ', space + 1) != std::string::npos) {
            if (merge.starts_with("#version"))
                return true;
            return stop("merge \"" + merge.substr(0, 40) + "\" does not name two tokens");
        }
        definition_.merges.emplace_back(merge.substr(0, space), merge.substr(space + 1));
        return true;
    }

    TokenizerDefinition& definition_;
    SortedJson root_;
    std::vector<SortedJson*> open_;
    std::vector<std::string> keys_; // key under which each open value stands
    std::string key_, problem_;
    std::vector<std::string> pair_;
    Mode mode_ = Mode::Document;
};

const SortedJson* field(const SortedJson& object, const char* key) {
    const auto found = object.is_object() ? object.find(key) : object.end();
    return !object.is_object() || found == object.end() || found->is_null() ? nullptr : &*found;
}

std::string text(const SortedJson& object, const char* key) {
    const SortedJson* value = field(object, key);
    return value && value->is_string() ? value->get<std::string>() : "";
}

bool flag(const SortedJson& object, const char* key, bool otherwise = false) {
    const SortedJson* value = field(object, key);
    return value && value->is_boolean() ? value->get<bool>() : otherwise;
}

// NFC for byte-level BPE; SentencePiece's kind writes spaces as U+2581 and may put one first.
Status readNormalizer(const SortedJson& normalizer, TokenizerDefinition& definition, bool& spaces) {
    const std::string type = text(normalizer, "type");
    if (type == "NFC") {
        definition.nfc = true;
        return {};
    }
    if (type == "Prepend" && text(normalizer, "prepend") == metaspace) {
        definition.prefix = SpacePrefix::Every;
        return {};
    }
    const SortedJson* pattern = field(normalizer, "pattern");
    if (type == "Replace" && pattern && text(*pattern, "String") == " " && text(normalizer, "content") == metaspace) {
        spaces = true;
        return {};
    }
    const SortedJson* parts = field(normalizer, "normalizers");
    if (type != "Sequence" || !parts || !parts->is_array())
        return fail("the normalizer \"" + type +
                    "\" is not supported; NFC and SentencePiece's Prepend and Replace are");
    for (const SortedJson& part : *parts) {
        if (text(part, "type") == "Sequence")
            return fail("the normalizer is nested, which is not supported");
        CAFTAN_CHECK(readNormalizer(part, definition, spaces));
    }
    return {};
}

std::string quotePattern(const std::string& literal) {
    std::string pattern;
    for (const char c : literal) {
        if ((unsigned char)(c) < 0x80 && !std::isalnum((unsigned char)(c)))
            pattern += '\\';
        pattern += c;
    }
    return pattern;
}

// Gemma's Split at spaces, which finds none after its normaliser; see readSpelling.
constexpr const char* mergedSpaces = "(?# merged with previous)\\ ";

Status readSplit(const SortedJson& step, TokenizerDefinition& definition) {
    const SortedJson* pattern = field(step, "pattern");
    const std::string regex = pattern ? text(*pattern, "Regex") : "", literal = pattern ? text(*pattern, "String") : "";
    if (regex.empty() && literal.empty())
        return fail("a Split of the pre-tokenizer has no pattern");
    const std::string behaviour = text(step, "behavior");
    const bool inverted = flag(step, "invert");
    PreTokenizerStep result;
    result.pattern = regex.empty() ? quotePattern(literal) : regex;
    if (behaviour == "MergedWithPrevious" && literal == " ") {
        definition.steps.push_back({PreTokenizerStep::Kind::Regex, mergedSpaces});
        return {};
    }
    if (behaviour == "Removed")
        result.kind = inverted ? PreTokenizerStep::Kind::Keep : PreTokenizerStep::Kind::Drop;
    else if (behaviour != "Isolated")
        return fail("the pre-tokenizer's Split with behavior \"" + behaviour +
                    "\" is not supported, Isolated and Removed are");
    definition.steps.push_back(std::move(result));
    return {};
}

Status readMetaspace(const SortedJson& step, TokenizerDefinition& definition) {
    const std::string scheme = text(step, "prepend_scheme");
    if (const std::string replacement = text(step, "replacement"); replacement != metaspace)
        return fail("the pre-tokenizer Metaspace with another character than U+2581 is not supported");
    const bool always = scheme == "always" || (scheme.empty() && flag(step, "add_prefix_space", true));
    definition.prefix = scheme == "first" ? SpacePrefix::FirstUnlessThere
                        : always          ? SpacePrefix::EveryUnlessThere
                                          : SpacePrefix::None;
    definition.splitAtSpaces = flag(step, "split", true);
    return {};
}

// What the pre-tokenizer does about spaces and bytes.
struct Spelling {
    bool bytes = false, metaspaces = false;
};

// `bytes` is set by the ByteLevel step, which must come last since it changes the alphabet.
Status readPreTokenizer(const SortedJson& step, TokenizerDefinition& definition, Spelling& spelling, int depth) {
    const std::string type = text(step, "type");
    if (spelling.bytes || spelling.metaspaces)
        return fail("the pre-tokenizer \"" + type + "\" after " + (spelling.bytes ? "ByteLevel" : "Metaspace") +
                    " is not supported");
    if (type == "Sequence" && depth < 4) {
        const SortedJson* parts = field(step, "pretokenizers");
        if (parts && parts->is_array())
            for (const SortedJson& part : *parts)
                CAFTAN_CHECK(readPreTokenizer(part, definition, spelling, depth + 1));
        return {};
    }
    if (type == "Split")
        return readSplit(step, definition);
    if (type == "Digits") {
        definition.steps.push_back(
            {flag(step, "individual_digits") ? PreTokenizerStep::Kind::Digits : PreTokenizerStep::Kind::DigitRuns, {}});
        return {};
    }
    if (type == "ByteLevel") {
        if (flag(step, "add_prefix_space", true))
            return fail("the pre-tokenizer ByteLevel with add_prefix_space is not supported");
        if (flag(step, "use_regex", true))
            definition.steps.push_back({PreTokenizerStep::Kind::Regex, gpt2Pattern});
        spelling.bytes = true;
        return {};
    }
    if (type == "Metaspace") {
        spelling.metaspaces = true;
        return readMetaspace(step, definition);
    }
    return fail("the pre-tokenizer \"" + type + "\" is not supported; Split, Digits, ByteLevel and Metaspace are");
}

Status readModel(const SortedJson& model, TokenizerDefinition& definition) {
    const std::string type = text(model, "type");
    if (!(type == "BPE" || (type.empty() && !definition.merges.empty())))
        return fail("the model " + (type.empty() ? "without a type" : type) + " is not supported, only BPE is");
    definition.byteFallback = flag(model, "byte_fallback");
    if (field(model, "dropout") && *field(model, "dropout") != 0)
        return fail("BPE with dropout is not supported");
    if (!text(model, "continuing_subword_prefix").empty() || !text(model, "end_of_word_suffix").empty())
        return fail("BPE with a subword prefix or word suffix is not supported");
    definition.unknownToken = text(model, "unk_token");
    definition.fuseUnknown = flag(model, "fuse_unk");
    definition.ignoreMerges = flag(model, "ignore_merges");
    return {};
}

Status readAdded(const SortedJson& tokens, TokenizerDefinition& definition) {
    if (!tokens.is_array())
        return fail("\"added_tokens\" is not a list");
    for (const SortedJson& entry : tokens) {
        AddedToken token;
        token.content = text(entry, "content");
        const SortedJson* id = field(entry, "id");
        if (token.content.empty() || !id || !id->is_number_unsigned() || id->get<uint64_t>() > uint64_t(INT32_MAX))
            return fail("an entry of \"added_tokens\" lacks its content or id");
        token.id = id->get<TokenId>();
        token.special = flag(entry, "special");
        token.normalized = flag(entry, "normalized", !token.special);
        token.leftStrip = flag(entry, "lstrip");
        token.rightStrip = flag(entry, "rstrip");
        token.singleWord = flag(entry, "single_word");
        definition.added.push_back(std::move(token));
    }
    return {};
}

// Replace, ByteFallback, Fuse and Strip in a row, or Metaspace alone.
Status readSpaceDecoder(const SortedJson& decoder, TokenizerDefinition& definition) {
    const std::string type = text(decoder, "type");
    const SortedJson* parts = field(decoder, "decoders");
    if (type == "Sequence" && parts && parts->is_array()) {
        for (const SortedJson& part : *parts)
            if (text(part, "type") != "Sequence")
                CAFTAN_CHECK(readSpaceDecoder(part, definition));
        return {};
    }
    if (type == "Metaspace")
        definition.stripFirstSpace =
            text(decoder, "prepend_scheme") != "never" && flag(decoder, "add_prefix_space", true);
    else if (type == "Strip")
        definition.stripFirstSpace =
            text(decoder, "content") == " " && field(decoder, "start") && *field(decoder, "start") == 1;
    else if (type != "Replace" && type != "ByteFallback" && type != "Fuse")
        return fail("the decoder \"" + type + "\" is not supported; ByteLevel and SentencePiece's are");
    return {};
}

// Normaliser, pre-tokenizer and decoder together say of which kind the tokenizer is.
Status readSpelling(const SortedJson& document, TokenizerDefinition& definition) {
    bool spaces = false;
    Spelling spelling;
    if (const SortedJson* normalizer = field(document, "normalizer"))
        CAFTAN_CHECK(readNormalizer(*normalizer, definition, spaces));
    if (const SortedJson* step = field(document, "pre_tokenizer"))
        CAFTAN_CHECK(readPreTokenizer(*step, definition, spelling, 0));
    const SortedJson* decoder = field(document, "decoder");
    if (spelling.bytes) {
        for (const PreTokenizerStep& step : definition.steps)
            if (step.pattern == mergedSpaces)
                return fail("the pre-tokenizer's Split with behavior \"MergedWithPrevious\" is not supported");
        if (spaces || definition.prefix != SpacePrefix::None || definition.byteFallback)
            return fail("a tokenizer that is byte-level and of SentencePiece's kind at once is not supported");
        if (decoder && text(*decoder, "type") != "ByteLevel")
            return fail("the decoder \"" + text(*decoder, "type") + "\" is not supported here, only ByteLevel is");
        return {};
    }
    if (!spaces && !spelling.metaspaces)
        return fail("the pre-tokenizer has no ByteLevel or Metaspace step: only byte-level BPE and SentencePiece's "
                    "kind of BPE are supported");
    definition.kind = TokenizerDefinition::Kind::SentencePiece;
    if (spaces) // a Split at spaces (Gemma) finds none any more
        std::erase_if(definition.steps, [](const PreTokenizerStep& step) { return step.pattern == mergedSpaces; });
    if (!definition.steps.empty() || (spaces && spelling.metaspaces))
        return fail("a tokenizer of SentencePiece's kind with further steps is not supported");
    return decoder ? readSpaceDecoder(*decoder, definition) : Status();
}

} // namespace

Result<TokenizerDefinition> readTokenizerJson(std::string_view content) {
    TokenizerDefinition definition;
    Reader reader(definition);
    if (!SortedJson::sax_parse(content, &reader))
        return fail(reader.problem().empty() ? "not valid JSON" : reader.problem());
    const SortedJson& document = reader.document();
    const SortedJson* model = field(document, "model");
    if (!model)
        return fail("a \"model\" was expected; this is not a tokenizer.json of Hugging Face tokenizers");
    CAFTAN_CHECK(readModel(*model, definition));
    CAFTAN_CHECK(readSpelling(document, definition));
    if (const SortedJson* added = field(document, "added_tokens"))
        CAFTAN_CHECK(readAdded(*added, definition));
    return definition;
}

} // namespace caftan
