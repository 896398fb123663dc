// Job specs (--config, the column of a job's row) and config.json of models: what is accepted is written and read
// again.
#include "tests/fuzz/target.h"

#include "core/formats/model_config.h"
#include "core/jobs/specs.h"
#include "core/jobs/train_spec.h"

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    using namespace caftan;
    const auto json = parseJson(fuzz::textOf(data, size));
    if (!json)
        return 0;
    (void)configFromHuggingFace(*json, *json);
    if (const auto spec = scoreSpecFromJson(*json))
        fuzz::must(scoreSpecFromJson(toJson(*spec)).has_value(), "a score spec is read again");
    if (const auto spec = trainSpecFromJson(*json))
        fuzz::must(trainSpecFromJson(toJson(*spec)).has_value(), "a train spec is read again");
    return 0;
}
