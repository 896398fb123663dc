#include "core/jobs/specs.h"

#include "core/jobs/spec_reader.h"

namespace caftan {

Json toJson(const ScoreSpec& spec) {
    Json json = {{"dataset", spec.dataset}, {"model", spec.model}, {"prompt", spec.prompt}};
    if (!spec.promptTemplate.empty())
        json["prompt_template"] = spec.promptTemplate;
    if (spec.limit)
        json["limit"] = *spec.limit;
    json["split"] = spec.split;
    json["dtype"] = spec.dtype;
    json["device"] = spec.device;
    json["threads"] = spec.threads;
    json["batch_tokens"] = spec.batchTokens;
    if (spec.ifd) // only where asked for: a spec without them is the same as before there were any
        json["ifd"] = true;
    if (!spec.traces.empty())
        json["traces"] = spec.traces;
    return json;
}

Result<ScoreSpec> scoreSpecFromJson(const Json& json) {
    ScoreSpec spec;
    SpecReader reader(json, "the score spec");
    reader.required("dataset", spec.dataset);
    reader.required("model", spec.model);
    reader.read("prompt", spec.prompt);
    reader.read("prompt_template", spec.promptTemplate);
    reader.read("limit", spec.limit);
    reader.choice("split", spec.split, {"", "train", "validation", "test"});
    reader.choice("dtype", spec.dtype, {"float32", "bfloat16"});
    reader.choice("device", spec.device, {"auto", "cpu", "cuda"});
    reader.read("threads", spec.threads, 0, 4096);
    reader.read("batch_tokens", spec.batchTokens, 1, 1 << 24);
    reader.read("ifd", spec.ifd);
    reader.read("traces", spec.traces);
    CAFTAN_CHECK(reader.finish());
    if (spec.limit && *spec.limit < 1)
        return fail("\"limit\" in the score spec must be at least 1.");
    return spec;
}

} // namespace caftan
