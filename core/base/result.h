// Errors are values. A message is one or two sentences for the user: where (file, line, field), what was expected,
// what to do. Exceptions of libraries are caught at the edge of the module that calls them and become an Error.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace caftan {

struct Error {
    std::string message;
};

template <class T>
using Result = tl::expected<T, Error>;
using Status = tl::expected<void, Error>;

inline tl::unexpected<Error> fail(std::string message) {
    return tl::unexpected<Error>(Error{std::move(message)});
}

// The same error with a place in front: "file.csv: line 3: ...".
inline tl::unexpected<Error> failAt(const std::string& place, const Error& error) {
    return tl::unexpected<Error>(Error{place + ": " + error.message});
}

} // namespace caftan

// CAFTAN_TRY(name, expression): name is the value of a Result, or the function returns its error.
#define CAFTAN_TRY(name, ...)                                                                                          \
    auto name##Result = (__VA_ARGS__);                                                                                 \
    if (!name##Result)                                                                                                 \
        return tl::unexpected<::caftan::Error>(std::move(name##Result.error()));                                       \
    [[maybe_unused]] auto& name = *name##Result

// CAFTAN_CHECK(expression): the function returns the error of a Status or Result, whose value is not needed.
#define CAFTAN_CHECK(...)                                                                                              \
    do {                                                                                                               \
        auto caftanStatus = (__VA_ARGS__);                                                                             \
        if (!caftanStatus)                                                                                             \
            return tl::unexpected<::caftan::Error>(std::move(caftanStatus.error()));                                   \
    } while (false)
