// A training spec as the words after `caftan-cli train`: what is copied from the window runs as printed and makes the
// same spec. Any thread.
#pragma once

#include "core/jobs/train_spec.h"

namespace caftan {

// `model` is the name of spec.model where it is set; `startRun` stands as its uid. Only what differs from a default.
std::vector<std::string> trainArguments(const TrainSpec& spec, const std::string& model = {});

} // namespace caftan
