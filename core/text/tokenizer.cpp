#include "core/text/added_tokens.h"
#include "core/text/bpe.h"
#include "core/text/pre_tokenizer.h"
#include "core/text/sentence_piece.h"
#include "core/text/unicode.h"

#include "core/base/files.h"
#include "core/formats/gguf.h"

#include <algorithm>
#include <unordered_map>

namespace caftan {

namespace {

class BpeTokenizer : public Tokenizer {
  public:
    BpeTokenizer(Bpe bpe, PreTokenizer preTokenizer, const TokenizerDefinition& definition)
        : bpe_(std::move(bpe)), pre_(std::move(preTokenizer)), nfc_(definition.nfc),
          metaspaces_(definition.kind == TokenizerDefinition::Kind::SentencePiece),
          stripFirst_(definition.stripFirstSpace), prefix_(definition.prefix),
          cuts_(definition.splitAtSpaces     ? SpaceCuts::Every
                : canCutAtSpaces(definition) ? SpaceCuts::Words
                                             : SpaceCuts::None) {}
    void setTokens(const TokenizerDefinition& definition, TokenId size);

    std::vector<TokenId> encode(std::string_view text) const override {
        std::string repaired;
        if (!isValidUtf8(text)) {
            repaired = lossyUtf8(text);
            text = repaired;
        }
        std::vector<TokenId> ids;
        ids.reserve(text.size() / 3 + 4);
        Scratch scratch;
        raw_.split(
            text, [&](std::string_view part) { encodePart(part, part.data() == text.data(), scratch, ids); },
            [&](const AddedToken& token) { ids.push_back(token.id); });
        return ids;
    }

    std::string decode(std::span<const TokenId> ids) const override;

    int64_t size() const override { return int64_t(spans_.size()); }
    bool isSpecial(TokenId id) const override {
        return id >= 0 && size_t(id) < special_.size() && special_[size_t(id)];
    }
    std::string kind() const override { return metaspaces_ ? "BPE of SentencePiece's kind" : "byte-level BPE"; }

    TokenId idOf(std::string_view token) const override {
        if (const auto found = addedIds_.find(std::string(token)); found != addedIds_.end())
            return found->second;
        const TokenId id = bpe_.find(token);
        std::string bytes;
        return id < 0 && !metaspaces_ && bytesFromAlphabet(token, bytes) ? bpe_.find(bytes) : id;
    }

  private:
    struct Scratch {
        PreTokenizer::Scratch pieces;
        std::vector<std::string_view> words;
    };

    std::string normalized(std::string_view part) const {
        std::string composed;
        if (!nfc_ || !composeNfc(part, composed))
            composed = part;
        return metaspaces_ && prefix_ == SpacePrefix::Every ? withMetaspaces(composed, prefix_, false) : composed;
    }

    void encodePart(std::string_view part, bool first, Scratch& scratch, std::vector<TokenId>& ids) const {
        std::string changed;
        if (metaspaces_ && prefix_ == SpacePrefix::Every) {
            changed = normalized(part);
            part = changed;
        } else if (nfc_ && composeNfc(part, changed)) {
            part = changed;
        }
        normalized_.split(
            part,
            [&](std::string_view stretch) {
                if (metaspaces_)
                    return encodeWords(stretch, first && stretch.data() == part.data(), scratch, ids);
                for (const std::string_view piece : pre_.split(stretch, scratch.pieces))
                    bpe_.encode(piece, ids);
            },
            [&](const AddedToken& token) { ids.push_back(token.id); });
    }

    // The normaliser has put the spaces of prefix "every" already.
    void encodeWords(std::string_view stretch, bool first, Scratch& scratch, std::vector<TokenId>& ids) const {
        std::string spelled;
        if (prefix_ != SpacePrefix::Every) {
            spelled = withMetaspaces(stretch, prefix_, first);
            stretch = spelled;
        }
        cutAtSpaces(stretch, cuts_, scratch.words);
        for (const std::string_view word : scratch.words)
            bpe_.encode(word, ids);
    }

    Bpe bpe_;
    PreTokenizer pre_;
    bool nfc_, metaspaces_, stripFirst_;
    SpacePrefix prefix_;
    SpaceCuts cuts_;
    AddedTokenFinder raw_, normalized_; // looked for before and after normalisation
    std::unordered_map<std::string, TokenId> addedIds_;
    std::string arena_;                            // what each id decodes to
    std::vector<std::pair<size_t, size_t>> spans_; // id -> begin and length in the arena
    std::vector<bool> special_;
    std::vector<bool> byte_; // tokens that stand for one byte, of SentencePiece's kind
};

// Byte tokens that follow each other make characters, or U+FFFD each where they do not.
std::string BpeTokenizer::decode(std::span<const TokenId> ids) const {
    std::string text, bytes;
    const auto flush = [&] {
        if (isValidUtf8(bytes))
            text += bytes;
        else
            for (size_t i = 0; i < bytes.size(); ++i)
                text += "\xEF\xBF\xBD";
        bytes.clear();
    };
    for (const TokenId id : ids) {
        if (id < 0 || size_t(id) >= spans_.size())
            continue;
        const auto [begin, length] = spans_[size_t(id)];
        if (metaspaces_ && byte_[size_t(id)]) {
            bytes.append(arena_, begin, length);
            continue;
        }
        flush();
        text.append(arena_, begin, length);
    }
    flush();
    if (stripFirst_ && text.starts_with(' '))
        text.erase(0, 1);
    return metaspaces_ ? text : lossyUtf8(text);
}

void BpeTokenizer::setTokens(const TokenizerDefinition& definition, TokenId size) {
    spans_.assign(size_t(size), {0, 0});
    special_.assign(size_t(size), false);
    byte_.assign(size_t(size), false);
    std::string bytes;
    const auto shownBytes = [&](const std::string& spelled) -> const std::string& {
        // Hugging Face's decoder does the same with added tokens: their text when it is not all of the byte alphabet.
        return bytesFromAlphabet(spelled, bytes) ? bytes : spelled;
    };
    const auto shownSpaces = [&](const std::string& spelled, TokenId id) -> const std::string& {
        bytes.clear();
        if (const int byte = definition.byteFallback ? byteOfToken(spelled) : -1; byte >= 0) {
            byte_[size_t(id)] = true;
            bytes += char(byte);
            return bytes;
        }
        for (size_t at = 0; at < spelled.size();) {
            const bool space = spelled.compare(at, metaspace.size(), metaspace) == 0;
            bytes += space ? ' ' : spelled[at];
            at += space ? metaspace.size() : 1;
        }
        return bytes;
    };
    const auto set = [&](TokenId id, const std::string& spelled) {
        const std::string& shown = metaspaces_ ? shownSpaces(spelled, id) : shownBytes(spelled);
        spans_[size_t(id)] = {arena_.size(), shown.size()};
        arena_ += shown;
    };
    for (const auto& [spelled, id] : definition.vocabulary)
        set(TokenId(id), spelled);
    std::vector<AddedToken> raw, normal;
    for (AddedToken token : definition.added) {
        special_[size_t(token.id)] = token.special;
        addedIds_[token.content] = token.id;
        if (token.normalized)
            token.content = normalized(token.content);
        set(token.id, token.content); // as Hugging Face's decoder, which writes the normalised text
        (token.normalized ? normal : raw).push_back(std::move(token));
    }
    raw_ = AddedTokenFinder(raw);
    normalized_ = AddedTokenFinder(normal);
}

// Ids may have gaps, but not so many that a small file makes large tables.
Result<TokenId> checkIds(const TokenizerDefinition& definition) {
    int64_t highest = -1;
    for (const auto& [spelled, id] : definition.vocabulary)
        highest = std::max(highest, id);
    for (const AddedToken& token : definition.added)
        highest = std::max(highest, int64_t(token.id));
    const int64_t entries = int64_t(definition.vocabulary.size() + definition.added.size());
    if (highest < 0)
        return fail("the vocabulary is empty");
    if (highest >= entries * 4 + 4096)
        return fail("a token has the id " + std::to_string(highest) + ", but there are only " +
                    std::to_string(entries) + " tokens");
    return TokenId(highest + 1);
}

// Entries as the bytes that they stand for; those that cannot come out of bytes are left out.
std::vector<Bpe::Entry> bpeEntries(const TokenizerDefinition& definition, Bpe::Options& options) {
    const bool byteLevel = definition.kind == TokenizerDefinition::Kind::ByteLevel;
    std::vector<Bpe::Entry> entries;
    entries.reserve(definition.vocabulary.size());
    std::string bytes;
    for (const auto& [spelled, id] : definition.vocabulary) {
        if (!definition.unknownToken.empty() && spelled == definition.unknownToken)
            options.unknown = TokenId(id);
        if (const int byte = definition.byteFallback ? byteOfToken(spelled) : -1; byte >= 0)
            options.byteTokens[size_t(byte)] = TokenId(id);
        if (!byteLevel)
            entries.push_back({spelled, TokenId(id)});
        else if (bytesFromAlphabet(spelled, bytes))
            entries.push_back({bytes, TokenId(id)});
    }
    return entries;
}

Result<Bpe> makeBpe(const TokenizerDefinition& definition) {
    const bool byteLevel = definition.kind == TokenizerDefinition::Kind::ByteLevel;
    Bpe::Options options;
    options.fuseUnknown = definition.fuseUnknown;
    options.ignoreMerges = definition.ignoreMerges;
    options.characters = !byteLevel;
    const std::vector<Bpe::Entry> entries = bpeEntries(definition, options);
    Bpe bpe(entries, options);
    bpe.reserveMerges(definition.merges.size());
    std::string left, right;
    for (size_t rank = 0; rank < definition.merges.size(); ++rank) {
        const auto& merge = definition.merges[rank];
        if (!byteLevel)
            left = merge.first, right = merge.second;
        else if (!bytesFromAlphabet(merge.first, left) || !bytesFromAlphabet(merge.second, right))
            continue;
        const TokenId leftId = bpe.find(left), rightId = bpe.find(right), merged = bpe.find(left + right);
        if (leftId < 0 || rightId < 0 || merged < 0)
            return fail("merge " + std::to_string(rank + 1) + " (" + merge.first.substr(0, 40) + " " +
                        merge.second.substr(0, 40) + ") names a token that the vocabulary lacks");
        bpe.addMerge(leftId, rightId, uint32_t(rank), merged);
    }
    return bpe;
}

} // namespace

Result<TokenizerDefinition> readTokenizerFile(const std::filesystem::path& path, std::string* json) {
    CAFTAN_TRY(mapped, MappedFile::open(path));
    const auto bytes = mapped.bytes();
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (text.starts_with("GGUF")) {
        CAFTAN_TRY(parsed, GgufFile::parse(bytes));
        return readTokenizerGguf(parsed.metadata);
    }
    if (json)
        *json = text;
    return readTokenizerJson(text);
}

Result<std::unique_ptr<Tokenizer>> makeTokenizer(TokenizerDefinition definition) {
    CAFTAN_TRY(size, checkIds(definition));
    CAFTAN_TRY(preTokenizer, PreTokenizer::compile(definition.steps));
    CAFTAN_TRY(bpe, makeBpe(definition));
    auto tokenizer = std::make_unique<BpeTokenizer>(std::move(bpe), std::move(preTokenizer), definition);
    tokenizer->setTokens(definition, size);
    return tokenizer;
}

Result<std::unique_ptr<Tokenizer>> Tokenizer::load(const std::filesystem::path& path) {
    std::error_code ignored;
    std::filesystem::path file = path;
    if (std::filesystem::is_directory(path, ignored)) {
        file = path / "tokenizer.json";
        if (!std::filesystem::exists(file, ignored))
            return fail(path.string() + " has no tokenizer.json" +
                        (std::filesystem::exists(path / "tokenizer.model", ignored)
                             ? "; its SentencePiece tokenizer (tokenizer.model) is not supported"
                             : ". Save the tokenizer with Hugging Face's fast tokenizers"));
    }
    const auto load = [&]() -> Result<std::unique_ptr<Tokenizer>> {
        CAFTAN_TRY(definition, readTokenizerFile(file, nullptr));
        return makeTokenizer(std::move(definition));
    };
    auto tokenizer = load();
    if (!tokenizer)
        return failAt(file.string(), {lossyUtf8(tokenizer.error().message)}); // it may quote half a character
    return tokenizer;
}

} // namespace caftan
