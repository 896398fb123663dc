// The demo's tokenizer: byte-level BPE of 256 bytes, the merges that make each piece of a demo text one token, and
// three special tokens. Any other text falls apart into bytes, so everything can be typed.
#include "core/base/json.h"
#include "core/data/demo.h"

#include <map>
#include <set>

namespace caftan {

namespace {

// Byte -> printable character of GPT-2's byte-level alphabet, as UTF-8.
std::array<std::string, 256> byteAlphabet() {
    std::array<std::string, 256> alphabet;
    int shifted = 256;
    for (int byte = 0; byte < 256; ++byte) {
        const bool printable = (byte >= '!' && byte <= '~') || (byte >= 0xA1 && byte <= 0xAC) || byte >= 0xAE;
        const int code = printable ? byte : shifted++;
        if (code < 0x80)
            alphabet[size_t(byte)] = std::string(1, char(code));
        else
            alphabet[size_t(byte)] = {char(0xC0 | (code >> 6)), char(0x80 | (code & 0x3F))};
    }
    return alphabet;
}

// Collects merges in order of rank; a piece is built from left to right unless it is split explicitly.
class MergeTable {
  public:
    MergeTable() : alphabet_(byteAlphabet()) {}

    void merge(const std::string& left, const std::string& right) {
        if (made_.insert(left + right).second)
            merges_.emplace_back(spell(left), spell(right));
    }
    void chain(const std::string& piece) {
        for (size_t n = 1; n < piece.size(); ++n)
            merge(piece.substr(0, n), piece.substr(n, 1));
    }
    const std::vector<std::pair<std::string, std::string>>& merges() const { return merges_; }
    const std::array<std::string, 256>& alphabet() const { return alphabet_; }

  private:
    std::string spell(const std::string& bytes) const {
        std::string text;
        for (const char byte : bytes)
            text += alphabet_[uint8_t(byte)];
        return text;
    }
    std::array<std::string, 256> alphabet_;
    std::set<std::string> made_;
    std::vector<std::pair<std::string, std::string>> merges_;
};

void addStatements(MergeTable& table) {
    const std::string letters = "abcdefgh";
    const std::vector<std::string> operations = {"+1", "+2", "-1", "-3"};
    for (const std::string& operation : operations) // first, so that " e=d" meets a whole "+1"
        table.chain(operation);
    for (const char name : letters) {
        const std::string head = {' ', name, '='};
        table.chain(head);
        for (char digit = '0'; digit <= '9'; ++digit)
            table.chain(head + digit);
        for (const char source : letters) {
            if (source == name)
                continue;
            table.chain(head + source);
            for (const std::string& operation : operations)
                table.merge(head + source, operation);
        }
        table.chain({' ', name, '?'});
    }
}

Json addedToken(int id, const std::string& text) {
    return {{"id", id},        {"content", text},     {"single_word", false}, {"lstrip", false},
            {"rstrip", false}, {"normalized", false}, {"special", true}};
}

} // namespace

std::string demoTokenizerJson() {
    MergeTable table;
    addStatements(table);
    for (int value = 0; value < 10; ++value)
        table.chain(demoAnswer(value));
    for (const char* word : {"Answer:", "Think:", " so"})
        table.chain(word);

    const std::vector<std::string> special = {"<pad>", "<bos>", "<eos>"};
    Json vocabulary = Json::object();
    Json added = Json::array();
    int next = 0;
    for (const std::string& token : special) {
        added.push_back(addedToken(next, token));
        vocabulary[token] = next++;
    }
    for (const std::string& byte : table.alphabet())
        vocabulary[byte] = next++;
    Json merges = Json::array();
    for (const auto& [left, right] : table.merges()) {
        merges.push_back(Json::array({left, right}));
        vocabulary[left + right] = next++;
    }

    const Json split = {{"type", "Split"},
                        {"pattern", {{"Regex", " ?\\S+|\\s+(?!\\S)|\\s+"}}},
                        {"behavior", "Isolated"},
                        {"invert", false}};
    const Json bytes = {
        {"type", "ByteLevel"}, {"add_prefix_space", false}, {"trim_offsets", true}, {"use_regex", false}};
    const Json file = {{"version", "1.0"},
                       {"truncation", nullptr},
                       {"padding", nullptr},
                       {"added_tokens", added},
                       {"normalizer", nullptr},
                       {"pre_tokenizer", {{"type", "Sequence"}, {"pretokenizers", Json::array({split, bytes})}}},
                       {"post_processor", nullptr},
                       {"decoder", bytes},
                       {"model",
                        {{"type", "BPE"},
                         {"dropout", nullptr},
                         {"unk_token", nullptr},
                         {"continuing_subword_prefix", nullptr},
                         {"end_of_word_suffix", nullptr},
                         {"fuse_unk", false},
                         {"byte_fallback", false},
                         {"ignore_merges", false},
                         {"vocab", vocabulary},
                         {"merges", merges}}}};
    return dumpJson(file) + "\n";
}

std::string demoTokenizerConfigJson() {
    // The template writes what ChatFormat::Demo writes: statements and query, a line break, then the answer.
    const char* chatTemplate = "{{ bos_token }}{% for message in messages %}{% if message['role'] == 'user' %}"
                               "{{ ' ' + message['content'] + '\\n' }}{% elif message['role'] == 'assistant' %}"
                               "{{ message['content'] + eos_token }}{% endif %}{% endfor %}";
    const Json config = {{"tokenizer_class", "PreTrainedTokenizerFast"},
                         {"caftan_chat_format", "demo"},
                         {"bos_token", "<bos>"},
                         {"eos_token", "<eos>"},
                         {"pad_token", "<pad>"},
                         {"add_bos_token", false},
                         {"clean_up_tokenization_spaces", false},
                         {"model_max_length", 256},
                         {"chat_template", chatTemplate}};
    return dumpJson(config, 2) + "\n";
}

} // namespace caftan
