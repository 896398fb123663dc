#include "core/text/tokenizer_definition.h"

#include <array>

namespace caftan {

const char* const gpt2Pattern = R"('s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+)";

namespace {

// Character (below 0x144) -> byte; printable Latin-1 stands for itself, the rest was moved to U+0100 and up.
constexpr std::array<int16_t, 0x144> makeTable() {
    std::array<int16_t, 0x144> table{};
    for (auto& entry : table)
        entry = -1;
    size_t moved = 0x100;
    for (int byte = 0; byte < 256; ++byte) {
        const bool printable = (byte >= 0x21 && byte <= 0x7E) || (byte >= 0xA1 && byte <= 0xAC) || byte >= 0xAE;
        table[printable ? size_t(byte) : moved++] = int16_t(byte);
    }
    return table;
}
constexpr auto byteOf = makeTable();

} // namespace

bool bytesFromAlphabet(std::string_view spelled, std::string& bytes) {
    bytes.clear();
    for (size_t i = 0; i < spelled.size(); ++i) {
        size_t character = (unsigned char)(spelled[i]);
        if (character >= 0xC2 && character <= 0xC5 && i + 1 < spelled.size()) // all of the alphabet beyond ASCII
            character = (character & 0x1F) << 6 | ((unsigned char)(spelled[++i]) & 0x3F);
        else if (character >= 0x80)
            return false;
        if (character >= byteOf.size() || byteOf[character] < 0)
            return false;
        bytes += char(byteOf[character]);
    }
    return true;
}

} // namespace caftan
