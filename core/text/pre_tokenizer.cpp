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

// PCRE2's \s has U+180E, which Unicode dropped; Oniguruma (Hugging Face) takes the property White_Space.
std::string translate(const std::string& pattern) {
    const std::string spaces = R"(\x09-\x0d\x20\x85\xa0\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000})";
    std::string result;
    bool inClass = false;
    for (size_t i = 0; i < pattern.size(); ++i) {
        const char c = pattern[i], next = i + 1 < pattern.size() ? pattern[i + 1] : '\0';
        if (c == '\\' && next == 's') {
            result += inClass ? spaces : "[" + spaces + "]";
            ++i;
        } else if (c == '\\' && next == 'S' && !inClass) {
            result += "[^" + spaces + "]";
            ++i;
        } else if (c == '\\') {
            result += c;
            if (next)
                result += next, ++i;
        } else {
            if (c == '[')
                inClass = true;
            else if (c == ']')
                inClass = false;
            result += c;
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
                                              PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C, &error, &offset, nullptr));
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
            count = pcre2_match(code.get(), subject, text.size(), at, PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT, match, nullptr);
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

void PreTokenizer::Step::split(std::string_view text, pcre2_match_data* match, std::vector<std::string_view>& pieces) const {
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
