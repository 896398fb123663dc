#include "core/jobs/model_files.h"

namespace caftan {

Result<std::filesystem::path> locateModel(const Project& project, const ModelRecord& model) {
    std::filesystem::path path = model.path;
    if (path.is_relative())
        path = project.folder() / path;
    std::error_code error;
    if (!std::filesystem::exists(path, error))
        return fail("The model \"" + model.name + "\" is not at " + path.string() +
                    " any more. Put it back, or add it again with `caftan-cli model add PATH --name \"" + model.name +
                    "\"`: it is recognised by its hash.");
    return path;
}

Result<ChatFormat> chatFormatOf(const ModelRecord& model, const std::filesystem::path& path) {
    const auto chosen = model.config.is_object() ? model.config.find("chat_format") : model.config.end();
    if (model.config.is_object() && chosen != model.config.end() && chosen->is_string())
        if (const auto format = chatFormatFromName(chosen->get<std::string>()))
            return *format;
    return detectChatFormat(path);
}

} // namespace caftan
