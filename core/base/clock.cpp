#include "core/base/clock.h"

#include <array>
#include <chrono>
#include <ctime>
#include <random>

namespace caftan {

double unixTime() {
    return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

std::string isoTime(double unixSeconds) {
    const auto seconds = std::time_t(unixSeconds);
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    std::array<char, 32> text{};
    std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text.data();
}

std::string newUid() {
    std::random_device random;
    std::string uid;
    for (int i = 0; i < 4; ++i) {
        std::array<char, 9> part{};
        std::snprintf(part.data(), part.size(), "%08x", random());
        uid += part.data();
    }
    return uid;
}

} // namespace caftan
