#include "core/jobs/sent_prompt.h"

#include "core/jobs/model_files.h"
#include "core/text/prompt.h"

#include <algorithm>

namespace caftan {
namespace {

std::optional<std::string> textOf(const Json& json, const char* key) {
    const auto found = json.is_object() ? json.find(key) : json.end();
    return json.is_object() && found != json.end() && found->is_string() ? std::optional(found->get<std::string>())
                                                                         : std::nullopt;
}

std::optional<std::string> beginningOf(Project& project, int64_t modelId) {
    const auto models = listModels(project);
    if (!models)
        return std::nullopt;
    const auto model =
        std::find_if(models->begin(), models->end(), [modelId](const ModelRecord& each) { return each.id == modelId; });
    if (model == models->end())
        return std::nullopt;
    const auto path = locateModel(project, *model);
    const auto begin = path ? beginOfText(*path) : Result<std::string>(fail(""));
    return begin ? std::optional(*begin) : std::nullopt;
}

} // namespace

std::optional<std::string> sentPrompt(Project& project, const Scoring& scoring, const Question& question) {
    if (!scoring.model || !scoring.spec.is_object() || !scoring.spec.contains("used"))
        return std::nullopt;
    const auto formatName = textOf(scoring.spec["used"], "chat_format");
    const auto format = formatName ? chatFormatFromName(*formatName) : std::nullopt;
    const auto text = textOf(scoring.spec, "prompt_template");
    auto style = text && !text->empty() ? promptStyleFromJson(scoring.prompt, *text) : promptStyle(scoring.prompt);
    if (!format || !style)
        return std::nullopt;
    if (*format == ChatFormat::Plain) {
        const auto begin = beginningOf(project, *scoring.model);
        if (!begin)
            return std::nullopt;
        style->beginText = *begin;
    }
    return promptText(question, *style, *format);
}

} // namespace caftan
