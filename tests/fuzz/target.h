// libFuzzer's entry point, and bytes as the readers take them. A target must give back at once whatever the bytes are;
// what it checks beyond that is said where it stands.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace caftan::fuzz {

inline std::string_view textOf(const uint8_t* data, size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}
inline std::span<const std::byte> bytesOf(const uint8_t* data, size_t size) {
    return {reinterpret_cast<const std::byte*>(data), size};
}
// What must hold; a fuzzer and a replay stop here.
inline void must(bool holds, const char* what) {
    if (!holds) {
        std::fprintf(stderr, "does not hold: %s\n", what);
        std::abort();
    }
}

} // namespace caftan::fuzz
