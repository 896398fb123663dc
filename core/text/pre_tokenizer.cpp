#include "core/text/pre_tokenizer.h"

#include "core/text/unicode.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

namespace caftan {

namespace {

struct CodeFree {
    void operator()(pcre2_code* code) const { pcre2_code_free(code); }
};
struct MatchFree {
    void operator()(pcre2_match_data* data) const { pcre2_match_data_free(data); }
};

// Letters and numbers of Unicode 15 to 16, which the PCRE2 of today's distributions (Unicode 14) lacks and Oniguruma,
// the engine behind Hugging Face's patterns, has.
constexpr const char* newerLetters =
    R"(\x{1c89}-\x{1c8a}\x{a7cb}-\x{a7cd}\x{a7da}-\x{a7dc}\x{105c0}-\x{105f3}\x{10d4a}-\x{10d65})"
    R"(\x{10d6f}-\x{10d85}\x{10ec2}-\x{10ec4}\x{1123f}-\x{11240}\x{11380}-\x{11389}\x{1138b}\x{1138e})"
    R"(\x{11390}-\x{113b5}\x{113b7}\x{113d1}\x{113d3}\x{11bc0}-\x{11be0}\x{11f02}\x{11f04}-\x{11f10})"
    R"(\x{11f12}-\x{11f33}\x{1342f}\x{13441}-\x{13446}\x{13460}-\x{143fa}\x{16100}-\x{1611d})"
    R"(\x{16d40}-\x{16d6c}\x{18cff}\x{1b132}\x{1b155}\x{1df25}-\x{1df2a}\x{1e030}-\x{1e06d})"
    R"(\x{1e4d0}-\x{1e4eb}\x{1e5d0}-\x{1e5ed}\x{1e5f0}\x{2b739}\x{2ebf0}-\x{2ee5d}\x{31350}-\x{323af})";
constexpr const char* newerNumbers =
    R"(\x{10d40}-\x{10d49}\x{116d0}-\x{116e3}\x{11bf0}-\x{11bf9}\x{11f50}-\x{11f59}\x{16130}-\x{16139})"
    R"(\x{16d70}-\x{16d79}\x{1ccf0}-\x{1ccf9}\x{1d2c0}-\x{1d2d3}\x{1e4f0}-\x{1e4f9}\x{1e5f1}-\x{1e5fa})";
// PCRE2's \s has U+180E, which Unicode dropped; Oniguruma takes the property White_Space.
constexpr const char* spaces =
    R"(\x09-\x0d\x20\x85\xa0\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000})";

// Oniguruma's pattern in the words of PCRE2.
std::string translate(std::string_view pattern) {
    std::string result;
    bool inClass = false;
    const auto add = [&](const std::string& members) { result += inClass ? members : "[" + members + "]"; };
    for (size_t i = 0; i < pattern.size(); ++i) {
        const std::string_view rest = pattern.substr(i);
        if (rest.starts_with("\\s")) {
            add(spaces);
            ++i;
        } else if (rest.starts_with("\\S") && !inClass) {
            add(std::string("^") + spaces);
            ++i;
        } else if (rest.starts_with("\\p{L}")) {
            add(std::string("\\p{L}") + newerLetters);
            i += 4;
        } else if (rest.starts_with("\\p{N}")) {
            add(std::string("\\p{N}") + newerNumbers);
            i += 4;
        } else {
            if (rest[0] == '[' || rest[0] == ']')
                inClass = rest[0] == '[';
            result += rest.substr(0, rest[0] == '\\' ? 2 : 1);
            i += rest[0] == '\\' ? 1 : 0;
        }
    }
    return result;
}

std::string pcreMessage(int error) {
    PCRE2_UCHAR buffer[256] = {};
    pcre2_get_error_message(error, buffer, sizeof(buffer));
    return reinterpret_cast<const char*>(buffer);
}

} // namespace

struct PreTokenizer::Step {
    PreTokenizerStep::Kind kind;
    std::unique_ptr<pcre2_code, CodeFree> code;

    void split(std::string_view text, pcre2_match_data* match, std::vector<std::string_view>& pieces) const;
    void splitDigits(std::string_view text, std::vector<std::string_view>& pieces) const;
    // End of the next match at or after `at`, its begin in `begin`; npos: none.
    size_t findMatch(std::string_view text, size_t at, pcre2_match_data* match, size_t& begin) const;
};

struct PreTokenizer::Scratch::Private {
    std::vector<std::string_view> pieces, next;
    std::unique_ptr<pcre2_match_data, MatchFree> match{pcre2_match_data_create(1, nullptr)};
};

PreTokenizer::Scratch::Scratch() : d_(std::make_unique<Private>()) {}
PreTokenizer::Scratch::~Scratch() = default;
PreTokenizer::PreTokenizer() = default;
PreTokenizer::PreTokenizer(PreTokenizer&&) noexcept = default;
PreTokenizer& PreTokenizer::operator=(PreTokenizer&&) noexcept = default;
PreTokenizer::~PreTokenizer() = default;

Result<PreTokenizer> PreTokenizer::compile(const std::vector<PreTokenizerStep>& steps) {
    PreTokenizer result;
    for (const PreTokenizerStep& step : steps) {
        Step compiled{step.kind, nullptr};
        if (step.kind != PreTokenizerStep::Kind::Digits && step.kind != PreTokenizerStep::Kind::DigitRuns) {
            if (step.pattern.find("&&") != std::string::npos)
                return fail("the pre-tokenizer's pattern " + step.pattern.substr(0, 200) +
                            " intersects character classes (&&), which is not supported");
            const std::string pattern = translate(step.pattern);
            int error = 0;
            PCRE2_SIZE offset = 0;
            compiled.code.reset(pcre2_compile(reinterpret_cast<PCRE2_SPTR>(pattern.data()), pattern.size(),
                                              PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C, &error, &offset,
                                              nullptr));
            if (!compiled.code)
                return fail("the pre-tokenizer's pattern " + step.pattern.substr(0, 200) + " is not understood (" +
                            pcreMessage(error) + ")");
            pcre2_jit_compile(compiled.code.get(), PCRE2_JIT_COMPLETE); // without JIT it is only slower
        }
        result.steps_.push_back(std::move(compiled));
    }
    return result;
}

size_t PreTokenizer::Step::findMatch(std::string_view text, size_t at, pcre2_match_data* match, size_t& begin) const {
    const auto subject = reinterpret_cast<PCRE2_SPTR>(text.data());
    while (at < text.size()) {
        int count = pcre2_match(code.get(), subject, text.size(), at, PCRE2_NO_UTF_CHECK, match, nullptr);
        if (count == PCRE2_ERROR_JIT_STACKLIMIT)
            count =
                pcre2_match(code.get(), subject, text.size(), at, PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT, match, nullptr);
        if (count < 0)
            return std::string_view::npos; // no match, or a pattern that explodes: the rest is one piece
        const PCRE2_SIZE* offsets = pcre2_get_ovector_pointer(match);
        begin = offsets[0];
        if (offsets[1] > begin)
            return offsets[1];
        size_t length = 1; // an empty match: look on behind the next character
        if (begin < text.size())
            characterAt(text, begin, length);
        at = begin + length;
    }
    return std::string_view::npos;
}

void PreTokenizer::Step::splitDigits(std::string_view text, std::vector<std::string_view>& pieces) const {
    size_t start = 0, length = 1;
    bool inDigits = false;
    for (size_t at = 0; at < text.size(); at += length) {
        const bool digit = isNumber(characterAt(text, at, length));
        const bool cut = digit != inDigits || (digit && kind == PreTokenizerStep::Kind::Digits);
        if (cut && at > start) {
            pieces.push_back(text.substr(start, at - start));
            start = at;
        }
        inDigits = digit;
    }
    if (start < text.size())
        pieces.push_back(text.substr(start));
}

void PreTokenizer::Step::split(std::string_view text, pcre2_match_data* match,
                               std::vector<std::string_view>& pieces) const {
    using Kind = PreTokenizerStep::Kind;
    if (kind == Kind::Digits || kind == Kind::DigitRuns)
        return splitDigits(text, pieces);
    size_t done = 0;
    while (done < text.size()) {
        size_t begin = 0;
        const size_t end = findMatch(text, done, match, begin);
        if (end == std::string_view::npos)
            break;
        if (begin > done && kind != Kind::Keep)
            pieces.push_back(text.substr(done, begin - done));
        if (kind != Kind::Drop)
            pieces.push_back(text.substr(begin, end - begin));
        done = end;
    }
    if (done < text.size() && kind != Kind::Keep)
        pieces.push_back(text.substr(done));
}

std::span<const std::string_view> PreTokenizer::split(std::string_view text, Scratch& scratch) const {
    Scratch::Private& d = *scratch.d_;
    d.pieces.assign(1, text);
    for (const Step& step : steps_) {
        d.next.clear();
        for (const std::string_view piece : d.pieces)
            step.split(piece, d.match.get(), d.next);
        d.pieces.swap(d.next);
    }
    return d.pieces;
}

} // namespace caftan
