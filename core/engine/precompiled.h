// The engine's private precompiled header: torch's headers cost about 8 s a file without it.
#pragma once

#include <torch/torch.h>
