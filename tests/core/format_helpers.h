// What the tests of file formats share: bytes, temporary files, damage on purpose.
#pragma once

#include "core/base/files.h"
#include "core/formats/tensor_view.h"

#include <QTemporaryDir>
#include <QTest>

#include <cstring>
#include <functional>
#include <random>
#include <string>
#include <vector>

namespace caftan::test {

inline std::span<const std::byte> bytesOf(const std::string& text) {
    return {reinterpret_cast<const std::byte*>(text.data()), text.size()};
}

inline std::string golden(const char* name) {
    const auto content = readFile(std::string(CAFTAN_SOURCE_DIR "/tests/core/golden/") + name);
    return content ? *content : std::string();
}

// In a buffer of exactly its size, so that the address sanitizer sees every read beyond.
inline void tryBytes(const std::string& text, const std::function<void(std::span<const std::byte>)>& use) {
    const std::unique_ptr<std::byte[]> exact(new std::byte[text.size()]);
    std::memcpy(exact.get(), text.data(), text.size());
    use({exact.get(), text.size()});
}

// Every prefix (each `step` bytes), then `flips` copies with one to four bytes changed: `use` must not crash.
inline void damage(const std::string& file, size_t step, int flips,
                   const std::function<void(std::span<const std::byte>)>& use) {
    for (size_t length = 0; length < file.size(); length += step)
        tryBytes(file.substr(0, length), use);
    std::mt19937 random(17);
    for (int i = 0; i < flips; ++i) {
        std::string changed = file;
        for (unsigned n = 1 + random() % 4; n > 0; --n)
            changed[random() % changed.size()] = random() % 3 ? char(random()) : char(random() % 2 ? 0xFF : 0);
        tryBytes(changed, use);
    }
}

inline QByteArray message(const Error& error) {
    return QByteArray::fromStdString(error.message);
}
inline bool mentions(const Error& error, const char* word) {
    return error.message.find(word) != std::string::npos;
}

template <class T>
std::string rawBytes(const std::vector<T>& values) {
    return std::string(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
}

} // namespace caftan::test
