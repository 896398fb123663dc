// How much memory this process may still take, and a limit of its own that makes running out an error instead of the
// system killing somebody. Linux; elsewhere nothing is known and nothing limited. Any thread.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string_view>

namespace caftan {

// Bytes that can still be taken: of the machine (MemAvailable and free swap), of the control group, and of the limit
// below; the least of them. 0: not known.
int64_t availableMemory();

// The most that this process has held in memory at a time, mapped files included (VmHWM). 0: not known.
int64_t peakMemory();

// Allocations beyond so many bytes of this process's own data fail from now on (RLIMIT_DATA; mapped files do not
// count); the last of them are kept for recoverMemory. Only ever lower. False when the system refuses.
bool limitMemory(int64_t bytes);
// The same at what is there now, so that a batch that does not fit can be halved.
bool limitMemoryToMachine();

// Gives the system back what malloc holds between and behind blocks in use (glibc; elsewhere nothing happens); pages
// come back cleared, which is nothing beside a training step.
void returnFreeMemory();
// The same when memory ran out, and lets go of what limitMemory kept: libraries that map pages of their own, for the
// code of kernels, get none else, since the limit counts what malloc holds but does not use.
void recoverMemory();

// "800M", "6G", "6GiB", "1500000000"; G and M are powers of 1024.
Result<int64_t> memorySizeFrom(std::string_view text);

} // namespace caftan
