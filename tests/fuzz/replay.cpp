// Stands for libFuzzer where there is none: every file of the folders given, then cut short at many lengths and with
// bytes changed, the same each time.
#include "tests/fuzz/target.h"

#include "core/base/files.h"
#include "core/base/random.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <vector>

namespace {

constexpr int cuts = 40, changes = 120;

void run(const std::string& content) {
    LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(content.data()), content.size());
}

void replay(const std::string& content, caftan::Random& random) {
    run(content);
    if (content.empty())
        return;
    for (int i = 0; i < cuts; ++i)
        run(content.substr(0, random.below(uint32_t(content.size()))));
    for (int i = 0; i < changes; ++i) {
        std::string changed = content;
        for (uint32_t n = 1 + random.below(4); n > 0; --n)
            changed[random.below(uint32_t(changed.size()))] = char(random.below(256));
        run(changed);
    }
}

} // namespace

int main(int argc, char** argv) {
    namespace fs = std::filesystem;
    caftan::Random random(1);
    size_t files = 0;
    const auto start = std::chrono::steady_clock::now();
    for (int i = 1; i < argc; ++i) {
        std::vector<fs::path> paths;
        std::error_code error;
        for (const auto& entry : fs::directory_iterator(argv[i], error))
            paths.push_back(entry.path());
        std::sort(paths.begin(), paths.end());
        for (const fs::path& path : paths) {
            const auto content = caftan::readFile(path);
            if (!content)
                return std::fprintf(stderr, "%s\n", content.error().message.c_str()), 1;
            replay(*content, random);
            ++files;
        }
    }
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    std::printf("%zu seeds, %zu inputs, %.1f s\n", files, files * (1 + cuts + changes), seconds);
    return files > 0 ? 0 : 1;
}
