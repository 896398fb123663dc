#include "core/text/unicode.h"

#include <cstdlib>
#include <utf8proc.h>
#include <utility>

namespace caftan {

namespace {

// Bytes of the well-formed sequence at `text[at]` (Unicode 15, table 3-7). When it is broken `valid` is false and the
// result is the longest prefix that could have begun one, at least 1.
size_t sequenceAt(std::string_view text, size_t at, bool& valid) {
    const auto byte = [&](size_t i) { return at + i < text.size() ? (unsigned char)(text[at + i]) : 0U; };
    const unsigned first = byte(0);
    valid = first < 0x80;
    if (valid || first < 0xC2 || first > 0xF4)
        return 1;
    const size_t length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    unsigned low = 0x80, high = 0xBF; // bounds of the second byte
    if (first == 0xE0)
        low = 0xA0;
    else if (first == 0xED)
        high = 0x9F;
    else if (first == 0xF0)
        low = 0x90;
    else if (first == 0xF4)
        high = 0x8F;
    if (byte(1) < low || byte(1) > high)
        return 1;
    for (size_t i = 2; i < length; ++i)
        if (byte(i) < 0x80 || byte(i) > 0xBF)
            return i;
    valid = true;
    return length;
}

} // namespace

bool isValidUtf8(std::string_view text) {
    bool valid = true;
    for (size_t at = 0; at < text.size();) {
        if ((unsigned char)(text[at]) < 0x80) {
            ++at;
            continue;
        }
        at += sequenceAt(text, at, valid);
        if (!valid)
            return false;
    }
    return true;
}

std::string lossyUtf8(std::string_view text) {
    if (isValidUtf8(text))
        return std::string(text);
    std::string result;
    result.reserve(text.size() + 16);
    for (size_t at = 0; at < text.size();) {
        bool valid = false;
        const size_t length = sequenceAt(text, at, valid);
        if (valid)
            result.append(text.substr(at, length));
        else
            result += "\xEF\xBF\xBD";
        at += length;
    }
    return result;
}

uint32_t characterAt(std::string_view text, size_t at, size_t& length) {
    const auto byte = [&](size_t i) { return uint32_t((unsigned char)(text[at + i])); };
    const uint32_t first = byte(0);
    if (first < 0x80) {
        length = 1;
        return first;
    }
    if (first < 0xE0) {
        length = 2;
        return (first & 0x1F) << 6 | (byte(1) & 0x3F);
    }
    if (first < 0xF0) {
        length = 3;
        return (first & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
    }
    length = 4;
    return (first & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F);
}

uint32_t characterBefore(std::string_view text, size_t end) {
    size_t begin = end - 1, length = 0;
    while (begin > 0 && ((unsigned char)(text[begin]) & 0xC0) == 0x80)
        --begin;
    return characterAt(text, begin, length);
}

bool isSpace(uint32_t c) {
    return (c >= 9 && c <= 13) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
           c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool isNumber(uint32_t c) {
    if (c < 0x80)
        return c >= '0' && c <= '9';
    // Numbers of Unicode 15 to 17, whatever version utf8proc has: Rust, and so Hugging Face's Digits, knows them.
    constexpr std::pair<uint32_t, uint32_t> newer[] = {{0x10D40, 0x10D49}, {0x116D0, 0x116E3}, {0x11BF0, 0x11BF9},
                                                       {0x11DE0, 0x11DE9}, {0x11F50, 0x11F59}, {0x16130, 0x16139},
                                                       {0x16D70, 0x16D79}, {0x16FF4, 0x16FF6}, {0x1CCF0, 0x1CCF9},
                                                       {0x1D2C0, 0x1D2D3}, {0x1E4F0, 0x1E4F9}, {0x1E5F1, 0x1E5FA}};
    for (const auto& [first, last] : newer)
        if (c >= first && c <= last)
            return true;
    const auto category = utf8proc_category(utf8proc_int32_t(c));
    return category == UTF8PROC_CATEGORY_ND || category == UTF8PROC_CATEGORY_NL || category == UTF8PROC_CATEGORY_NO;
}

bool isWord(uint32_t c) {
    switch (utf8proc_category(utf8proc_int32_t(c))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_PC:
        return true;
    default:
        return c == 0x200C || c == 0x200D;
    }
}

namespace {

// Characters of Unicode 10 to 14 that canonical ordering or composition would move: Hugging Face's normaliser stops at
// Unicode 9 and takes them for characters like any other. (Perl: ccc other than 0, a decomposition, or NFC_QC other
// than yes, and not Present_In 9.0.)
bool isBeyondNormaliser(uint32_t c) {
    constexpr std::pair<uint32_t, uint32_t> newer[] = {
        {0x7FD, 0x7FD},     {0x898, 0x89F},     {0x8CA, 0x8D3},     {0x9FE, 0x9FE},     {0xC3C, 0xC3C},
        {0xD3B, 0xD3C},     {0xEBA, 0xEBA},     {0x1715, 0x1715},   {0x1ABF, 0x1ACE},   {0x1DF6, 0x1DFA},
        {0xA82C, 0xA82C},   {0x10D24, 0x10D27}, {0x10EAB, 0x10EAC}, {0x10F46, 0x10F50}, {0x10F82, 0x10F85},
        {0x11070, 0x11070}, {0x1133B, 0x1133B}, {0x1145E, 0x1145E}, {0x11839, 0x1183A}, {0x11930, 0x11930},
        {0x11938, 0x11938}, {0x1193D, 0x1193E}, {0x11943, 0x11943}, {0x119E0, 0x119E0}, {0x11A34, 0x11A34},
        {0x11A47, 0x11A47}, {0x11A99, 0x11A99}, {0x11D42, 0x11D42}, {0x11D44, 0x11D45}, {0x11D97, 0x11D97},
        {0x16FF0, 0x16FF1}, {0x1E130, 0x1E136}, {0x1E2AE, 0x1E2AE}, {0x1E2EC, 0x1E2EF}};
    if (c < newer[0].first)
        return false;
    for (const auto& [first, last] : newer)
        if (c >= first && c <= last)
            return true;
    return false;
}

void appendNfc(std::string_view text, std::string& composed) {
    utf8proc_uint8_t* result = nullptr;
    const auto length =
        utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), utf8proc_ssize_t(text.size()), &result,
                     utf8proc_option_t(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
    if (length < 0)
        composed += text;
    else
        composed.append(reinterpret_cast<const char*>(result), size_t(length));
    std::free(result);
}

} // namespace

bool composeNfc(std::string_view text, std::string& composed) {
    // Everything below U+0300 (first byte 0xCC) is composed already.
    bool plain = true;
    for (const char c : text)
        plain = plain && (unsigned char)(c) < 0xCC;
    if (plain)
        return false;
    composed.clear();
    size_t done = 0;
    for (size_t at = 0, length = 0; at < text.size(); at += length)
        if (isBeyondNormaliser(characterAt(text, at, length))) {
            appendNfc(text.substr(done, at - done), composed);
            composed += text.substr(at, length);
            done = at + length;
        }
    appendNfc(text.substr(done), composed);
    return true;
}

} // namespace caftan
