#include "core/text/added_tokens.h"
#include "core/text/bpe.h"
#include "core/text/pre_tokenizer.h"
#include "core/text/unicode.h"

#include "core/base/files.h"
#include "core/formats/gguf.h"

#include <algorithm>
#include <unordered_map>

namespace caftan {

namespace {

class ByteLevelBpe : public Tokenizer {
  public:
    ByteLevelBpe(Bpe bpe, PreTokenizer preTokenizer, bool nfc)
        : bpe_(std::move(bpe)), pre_(std::move(preTokenizer)), nfc_(nfc) {}
    Status setTokens(const TokenizerDefinition& definition, TokenId size);

    std::vector<TokenId> encode(std::string_view text) const override {
        std::string repaired;
        if (!isValidUtf8(text)) {
            repaired = lossyUtf8(text);
            text = repaired;
        }
        std::vector<TokenId> ids;
        ids.reserve(text.size() / 3 + 4);
        PreTokenizer::Scratch scratch;
        raw_.split(
            text, [&](std::string_view part) { encodePart(part, scratch, ids); },
            [&](const AddedToken& token) { ids.push_back(token.id); });
        return ids;
    }

    std::string decode(std::span<const TokenId> ids) const override {
        std::string bytes;
        for (const TokenId id : ids)
            if (id >= 0 && size_t(id) < spans_.size())
                bytes.append(arena_, spans_[size_t(id)].first, spans_[size_t(id)].second);
        return lossyUtf8(bytes);
    }

    int64_t size() const override { return int64_t(spans_.size()); }
    bool isSpecial(TokenId id) const override {
        return id >= 0 && size_t(id) < special_.size() && special_[size_t(id)];
    }
    std::string kind() const override { return "byte-level BPE"; }

    TokenId idOf(std::string_view token) const override {
        if (const auto found = addedIds_.find(std::string(token)); found != addedIds_.end())
            return found->second;
        const TokenId id = bpe_.find(token);
        std::string bytes;
        return id < 0 && bytesFromAlphabet(token, bytes) ? bpe_.find(bytes) : id;
    }

  private:
    void encodePart(std::string_view part, PreTokenizer::Scratch& scratch, std::vector<TokenId>& ids) const {
        std::string composed;
        if (nfc_ && composeNfc(part, composed))
            part = composed;
        normalized_.split(
            part,
            [&](std::string_view stretch) {
                for (const std::string_view piece : pre_.split(stretch, scratch))
                    bpe_.encode(piece, ids);
            },
            [&](const AddedToken& token) { ids.push_back(token.id); });
    }

    Bpe bpe_;
    PreTokenizer pre_;
    bool nfc_;
    AddedTokenFinder raw_, normalized_; // looked for before and after normalisation
    std::unordered_map<std::string, TokenId> addedIds_;
    std::string arena_;                            // what each id decodes to
    std::vector<std::pair<size_t, size_t>> spans_; // id -> begin and length in the arena
    std::vector<bool> special_;
};

Status ByteLevelBpe::setTokens(const TokenizerDefinition& definition, TokenId size) {
    spans_.assign(size_t(size), {0, 0});
    special_.assign(size_t(size), false);
    std::string bytes;
    const auto set = [&](TokenId id, const std::string& spelled) {
        // Hugging Face's decoder does the same with added tokens: their text when it is not all of the byte alphabet.
        const std::string& shown = bytesFromAlphabet(spelled, bytes) ? bytes : spelled;
        spans_[size_t(id)] = {arena_.size(), shown.size()};
        arena_ += shown;
    };
    for (const auto& [spelled, id] : definition.vocabulary)
        set(TokenId(id), spelled);
    std::vector<AddedToken> raw, normalized;
    for (AddedToken token : definition.added) {
        set(token.id, token.content);
        special_[size_t(token.id)] = token.special;
        addedIds_[token.content] = token.id;
        std::string composed;
        if (token.normalized && nfc_ && composeNfc(token.content, composed))
            token.content = composed;
        (token.normalized ? normalized : raw).push_back(std::move(token));
    }
    raw_ = AddedTokenFinder(raw);
    normalized_ = AddedTokenFinder(normalized);
    return {};
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

Result<Bpe> makeBpe(const TokenizerDefinition& definition) {
    std::vector<Bpe::Entry> entries;
    entries.reserve(definition.vocabulary.size());
    Bpe::Options options;
    options.fuseUnknown = definition.fuseUnknown;
    options.ignoreMerges = definition.ignoreMerges;
    std::string bytes;
    for (const auto& [spelled, id] : definition.vocabulary) {
        if (!definition.unknownToken.empty() && spelled == definition.unknownToken)
            options.unknown = TokenId(id);
        if (bytesFromAlphabet(spelled, bytes)) // others cannot come out of bytes
            entries.push_back({bytes, TokenId(id)});
    }
    Bpe bpe(entries, options);
    bpe.reserveMerges(definition.merges.size());
    std::string left, right;
    for (size_t rank = 0; rank < definition.merges.size(); ++rank) {
        const auto& merge = definition.merges[rank];
        if (!bytesFromAlphabet(merge.first, left) || !bytesFromAlphabet(merge.second, right))
            continue;
        const TokenId leftId = bpe.find(left), rightId = bpe.find(right), merged = bpe.find(left + right);
        if (leftId < 0 || rightId < 0 || merged < 0)
            return fail("merge " + std::to_string(rank + 1) + " (" + merge.first.substr(0, 40) + " " +
                        merge.second.substr(0, 40) + ") names a token that the vocabulary lacks");
        bpe.addMerge(leftId, rightId, uint32_t(rank), merged);
    }
    return bpe;
}

Result<std::unique_ptr<Tokenizer>> loadFile(const std::filesystem::path& path) {
    char magic[4] = {};
    CAFTAN_TRY(mapped, MappedFile::open(path));
    const auto bytes = mapped.bytes();
    std::copy_n(reinterpret_cast<const char*>(bytes.data()), std::min<size_t>(4, bytes.size()), magic);
    if (std::string_view(magic, 4) == "GGUF") {
        CAFTAN_TRY(parsed, GgufFile::parse(bytes));
        CAFTAN_TRY(definition, readTokenizerGguf(parsed.metadata));
        return makeTokenizer(std::move(definition));
    }
    CAFTAN_TRY(definition, readTokenizerJson({reinterpret_cast<const char*>(bytes.data()), bytes.size()}));
    return makeTokenizer(std::move(definition));
}

} // namespace

Result<std::unique_ptr<Tokenizer>> makeTokenizer(TokenizerDefinition definition) {
    CAFTAN_TRY(size, checkIds(definition));
    CAFTAN_TRY(preTokenizer, PreTokenizer::compile(definition.steps));
    CAFTAN_TRY(bpe, makeBpe(definition));
    auto tokenizer = std::make_unique<ByteLevelBpe>(std::move(bpe), std::move(preTokenizer), definition.nfc);
    CAFTAN_CHECK(tokenizer->setTokens(definition, size));
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
    auto tokenizer = loadFile(file);
    if (!tokenizer)
        return failAt(file.string(), {lossyUtf8(tokenizer.error().message)}); // it may quote half a character
    return tokenizer;
}

} // namespace caftan
