// Where a model's files are now and how it is spoken to: what scoring and training ask before they read weights.
#pragma once

#include "core/store/scorings.h"
#include "core/text/prompt.h"

#include <filesystem>

namespace caftan {

// A relative path counts from the project's folder. An error when the files are gone.
Result<std::filesystem::path> locateModel(const Project& project, const ModelRecord& model);

// The chat format recorded when the model was added (`model add --chat-format`), else the one that its files show.
Result<ChatFormat> chatFormatOf(const ModelRecord& model, const std::filesystem::path& path);

} // namespace caftan
