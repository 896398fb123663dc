// Inside of the chat formats: what detection and rendering share. formatChat itself stands in prompt.h.
#pragma once

#include "core/text/prompt.h"

namespace caftan {

// Without white space at both ends, as Jinja's trim; broken UTF-8 stays as it is.
std::string_view stripBlanks(std::string_view text);

} // namespace caftan
