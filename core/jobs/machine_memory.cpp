#include "core/jobs/machine_memory.h"

#include "core/base/files.h"
#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <limits>
#include <optional>
#include <thread>
#include <unistd.h>
#ifdef __linux__
#include <sys/resource.h>
#endif
#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace caftan {

namespace {

// The number behind `key` in a file of lines, in bytes if a kB follows.
std::optional<int64_t> fieldOf(const std::string& text, std::string_view key) {
    const size_t at = text.find(key);
    if (at == std::string::npos)
        return std::nullopt;
    int64_t value = 0;
    const char* begin = text.data() + at + key.size();
    const char* end = text.data() + text.size();
    while (begin < end && (*begin == ' ' || *begin == '\t'))
        ++begin;
    const auto read = std::from_chars(begin, end, value);
    if (read.ec != std::errc())
        return std::nullopt;
    const std::string_view rest(read.ptr, size_t(end - read.ptr));
    return rest.starts_with(" kB") ? value * 1024 : value;
}

std::string contentOf(const std::filesystem::path& path) {
    return readFile(path).value_or("");
}

std::optional<int64_t> ofMachine() {
    const std::string info = contentOf("/proc/meminfo");
    const auto available = fieldOf(info, "MemAvailable:");
    return available ? std::optional(*available + fieldOf(info, "SwapFree:").value_or(0)) : std::nullopt;
}

// Control groups, version 2: this process's own and those above it.
std::optional<int64_t> ofGroup() {
    const std::string own = contentOf("/proc/self/cgroup");
    const size_t at = own.find("0::/");
    if (at == std::string::npos)
        return std::nullopt;
    std::optional<int64_t> least;
    std::filesystem::path group = "/sys/fs/cgroup" + own.substr(at + 3, own.find('\n', at) - at - 3);
    for (; group.string().size() >= std::string_view("/sys/fs/cgroup").size(); group = group.parent_path()) {
        const std::string most = contentOf(group / "memory.max");
        const auto limit = fieldOf(most, "");
        const auto used = fieldOf(contentOf(group / "memory.current"), "");
        if (!limit || !used)
            continue;
        const int64_t files = fieldOf(contentOf(group / "memory.stat"), "inactive_file ").value_or(0);
        least = std::min(least.value_or(std::numeric_limits<int64_t>::max()), *limit - *used + files);
    }
    return least;
}

#ifdef __linux__
// For what libraries map themselves (code of kernels); less than malloc asks for at once, see app/cli/memory_policy.
constexpr rlim_t keptBack = 32 << 20;

// What RLIMIT_DATA counts.
int64_t ownData() {
    return fieldOf(contentOf("/proc/self/status"), "VmData:").value_or(0);
}

std::optional<int64_t> ofLimit() {
    rlimit limit{};
    if (getrlimit(RLIMIT_DATA, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY)
        return std::nullopt;
    return int64_t(limit.rlim_cur) - ownData();
}
#endif

#ifdef __GLIBC__
// glibc keeps up to seven freed blocks of each small size for their thread. They lie where a step made them, all over
// the heap, and no two free stretches beside one can become one. New blocks take their place here, which lie together.
void emptyThreadCache() {
    constexpr size_t largest = 1032, step = 16, kept = 7;
    std::array<void*, 2 * kept> blocks{};
    for (size_t size = 24; size <= largest; size += step) {
        for (void*& block : blocks)
            block = std::malloc(size);
        for (size_t i = blocks.size(); i-- > 0;)
            std::free(blocks[i]);
    }
}
#else
void emptyThreadCache() {}
#endif

} // namespace

int64_t availableMemory() {
#ifdef __linux__
    int64_t least = std::numeric_limits<int64_t>::max();
    for (const auto& known : {ofMachine(), ofGroup(), ofLimit()})
        if (known)
            least = std::min(least, std::max<int64_t>(1, *known));
    return least == std::numeric_limits<int64_t>::max() ? 0 : least;
#else
    return 0;
#endif
}

int64_t peakMemory() {
    return fieldOf(contentOf("/proc/self/status"), "VmHWM:").value_or(0);
}

bool limitMemory(int64_t bytes) {
#ifdef __linux__
    rlimit limit{};
    if (getrlimit(RLIMIT_DATA, &limit) != 0)
        return false;
    const auto most = std::min<rlim_t>(limit.rlim_max, rlim_t(bytes));
    limit.rlim_cur = std::min<rlim_t>(limit.rlim_cur, most > 4 * keptBack ? most - keptBack : most);
    limit.rlim_max = most;
    return setrlimit(RLIMIT_DATA, &limit) == 0;
#else
    (void)bytes;
    return false;
#endif
}

bool limitMemoryToMachine() {
#ifdef __linux__
    // Stacks of threads are asked for whole and hardly used.
    constexpr int64_t stack = 8 << 20;
    const int64_t available = availableMemory();
    return available > 0 && limitMemory(ownData() + available + stack * int64_t(std::thread::hardware_concurrency()));
#else
    return false;
#endif
}

void returnFreeMemory() {
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

void recoverMemory() {
    emptyThreadCache();
    returnFreeMemory();
#ifdef __linux__
    rlimit limit{};
    if (getrlimit(RLIMIT_DATA, &limit) != 0)
        return;
    // Not all that is left: the heap, which never shrinks, would take it and leave nothing for the next time.
    limit.rlim_cur = std::min(limit.rlim_max, rlim_t(ownData()) + keptBack);
    (void)setrlimit(RLIMIT_DATA, &limit);
#endif
}

Result<int64_t> memorySizeFrom(std::string_view text) {
    const std::string_view whole = trim(text);
    double value = 0;
    const auto read = std::from_chars(whole.data(), whole.data() + whole.size(), value);
    std::string unit(read.ptr, size_t(whole.data() + whole.size() - read.ptr));
    if (unit.ends_with("iB"))
        unit.resize(unit.size() - 2);
    else if (unit.ends_with("B"))
        unit.resize(unit.size() - 1);
    const double factor = unit.empty() ? 1 : unit == "K" ? 1 << 10 : unit == "M" ? 1 << 20 : unit == "G" ? 1 << 30 : 0;
    if (read.ec != std::errc() || factor == 0 || value * factor < 1 || value * factor > 1e15)
        return fail("\"" + std::string(text) + "\" is no size of memory. Write it like 800M or 6G.");
    return int64_t(value * factor);
}

} // namespace caftan
