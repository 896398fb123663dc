#include "core/engine/train/checkpoint.h"

#include "core/base/files.h"
#include "core/engine/train/tensor_file.h"
#include "core/engine/weights/save.h"
#include "core/text/tokenizer_export.h"

#include <set>

namespace caftan {

namespace {

namespace fs = std::filesystem;

// Small files that make a folder of weights a model that loads by itself.
// A model without any is trained on given ids.
void copyTokenizer(const fs::path& model, const ModelConfig& config, const fs::path& folder) {
    std::error_code error;
    if (fs::exists(model / "generation_config.json", error))
        fs::copy_file(model / "generation_config.json", folder / "generation_config.json",
                      fs::copy_options::overwrite_existing, error);
    (void)writeTokenizerFolder(model, config, folder);
}

std::vector<StateTensor> weightTensors(Decoder& decoder) {
    std::vector<StateTensor> tensors;
    for (const NamedTensor& named : namedTensors(decoder))
        tensors.push_back({named.name, *named.tensor});
    return tensors;
}

} // namespace

Status writeWeights(const fs::path& folder, const CheckpointContent& content) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error)
        return fail(folder.string() + ": cannot make this folder (" + error.message() + "). Is the disk full?");
    if (content.lora) {
        CAFTAN_CHECK(saveAdapter(*content.decoder, *content.lora, folder, content.model.string()));
    } else {
        CAFTAN_CHECK(saveDecoder(*content.decoder, folder, content.decoder->dtype()));
        copyTokenizer(content.model, content.decoder->config, folder);
    }
    if (!content.optimizer.empty())
        CAFTAN_CHECK(saveTensors(folder / "optimizer.safetensors", content.optimizer));
    return writeFile(folder / "state.json", dumpJson(content.state, 2) + "\n");
}

Status CheckpointStore::save(const std::string& kind, int64_t step, const CheckpointContent& content) {
    std::error_code error;
    std::string name = "step-" + std::to_string(step) + (content.optimizer.empty() ? "-weights" : "");
    while (fs::exists(folder_ / "checkpoints" / name,
                      error)) // the same step again, after a rewind: never touch what is pointed at
        name += "+";
    const fs::path target = folder_ / "checkpoints" / name, making = target.string() + ".tmp";
    fs::remove_all(making, error);
    CAFTAN_CHECK(writeWeights(making, content));
    fs::rename(making, target, error);
    if (error)
        return fail(target.string() + ": cannot put the checkpoint here (" + error.message() + ").");
    CAFTAN_CHECK(point(kind, name));
    removeOthers();
    return {};
}

Status CheckpointStore::point(const std::string& kind, const std::string& name) const {
    return writeFile(folder_ / (kind + ".json"), dumpJson(Json{{"folder", "checkpoints/" + name}}) + "\n");
}

Result<std::optional<fs::path>> CheckpointStore::find(const std::string& kind) const {
    const fs::path pointer = folder_ / (kind + ".json");
    std::error_code error;
    if (!fs::exists(pointer, error))
        return std::optional<fs::path>();
    CAFTAN_TRY(text, readFile(pointer));
    const auto json = parseJson(text);
    if (!json || !json->is_object() || !json->contains("folder") || !(*json)["folder"].is_string())
        return fail(pointer.string() +
                    " is damaged: it must name a folder of checkpoints. Delete it to start the run anew.");
    const fs::path folder = folder_ / (*json)["folder"].get<std::string>();
    if (!fs::exists(folder / "state.json", error))
        return fail(folder.string() + ": the checkpoint that " + pointer.string() + " names is not there.");
    return std::optional<fs::path>(folder);
}

Result<Json> CheckpointStore::load(const fs::path& checkpoint, const CheckpointContent& content) const {
    CAFTAN_TRY(text, readFile(checkpoint / "state.json"));
    const auto state = parseJson(text);
    if (!state)
        return failAt((checkpoint / "state.json").string(), state.error());
    if (content.lora)
        CAFTAN_CHECK(loadTensors(checkpoint / "adapter_model.safetensors", adapterTensors(*content.decoder)));
    else
        CAFTAN_CHECK(loadTensors(checkpoint / "model.safetensors", weightTensors(*content.decoder)));
    if (!content.optimizer.empty())
        CAFTAN_CHECK(loadTensors(checkpoint / "optimizer.safetensors", content.optimizer));
    return *state;
}

void CheckpointStore::removeOthers() const {
    std::set<fs::path> kept;
    for (const char* kind : {"last", "best"})
        if (const auto folder = find(kind); folder && *folder)
            kept.insert((*folder)->filename());
    std::error_code error;
    std::vector<fs::path> others;
    for (const auto& entry : fs::directory_iterator(folder_ / "checkpoints", error))
        if (!kept.contains(entry.path().filename()))
            others.push_back(entry.path());
    for (const fs::path& other : others)
        fs::remove_all(other, error);
}

void CheckpointStore::dropOptimizer() const {
    std::error_code error;
    if (const auto folder = find("last"); folder && *folder)
        fs::remove(**folder / "optimizer.safetensors", error);
}

bool CheckpointStore::holdsOptimizer(const fs::path& checkpoint) {
    std::error_code error;
    return fs::exists(checkpoint / "optimizer.safetensors", error);
}

} // namespace caftan
