#include "core/engine/weights/save.h"
#include "core/base/files.h"
#include "core/formats/model_config.h"
#include "core/formats/safetensors.h"

#include <torch/torch.h>

#include <limits>

namespace caftan {

Json configJson(const ModelConfig& config, at::ScalarType dtype) {
    return configToHuggingFace(config, dtype == at::kBFloat16 ? "bfloat16" : "float32");
}

namespace {

using Names = std::vector<NamedTensor>;

// Tensors that share a file, in the model's order; no file is larger than `limit` unless one tensor is.
std::vector<Names> shardsOf(const Names& tensors, int64_t bytesOfNumber, int64_t limit) {
    std::vector<Names> shards(1);
    int64_t used = 0;
    for (const NamedTensor& tensor : tensors) {
        const int64_t bytes = tensor.tensor->numel() * bytesOfNumber;
        if (!shards.back().empty() && bytes > limit - used) {
            shards.emplace_back();
            used = 0;
        }
        shards.back().push_back(tensor);
        used += bytes;
    }
    return shards;
}

Status writeShard(const Names& tensors, const std::filesystem::path& path, at::ScalarType dtype) {
    std::vector<at::Tensor> kept;
    std::vector<TensorView> views;
    for (const NamedTensor& entry : tensors) {
        kept.push_back(entry.tensor->detach().to(at::kCPU, dtype).contiguous());
        const at::Tensor& tensor = kept.back();
        views.push_back({entry.name,
                         dtype == at::kBFloat16 ? TensorType::BF16 : TensorType::F32,
                         tensor.sizes().vec(),
                         {static_cast<const std::byte*>(tensor.const_data_ptr()), size_t(tensor.nbytes())}});
    }
    return writeSafetensors(path, views, {{"format", "pt"}});
}

std::string shardName(size_t number, size_t of) {
    const auto digits = [](size_t value) {
        const std::string text = std::to_string(value);
        return std::string(5 - std::min<size_t>(5, text.size()), '0') + text;
    };
    return "model-" + digits(number) + "-of-" + digits(of) + ".safetensors";
}

} // namespace

Status saveWeights(const Decoder& decoder, const std::filesystem::path& folder, at::ScalarType dtype,
                   int64_t shardBytes) {
    at::NoGradGuard noGrad;
    Decoder named = decoder; // tensors are shared; namedTensors gives pointers that could change them
    const Names tensors = namedTensors(named);
    const int64_t bytesOfNumber = dtype == at::kBFloat16 ? 2 : 4;
    const std::vector<Names> shards = shardsOf(tensors, bytesOfNumber, shardBytes);
    if (shards.size() == 1)
        return writeShard(tensors, folder / "model.safetensors", dtype);
    Json map = Json::object();
    int64_t total = 0;
    for (size_t i = 0; i < shards.size(); ++i) {
        const std::string file = shardName(i + 1, shards.size());
        CAFTAN_CHECK(writeShard(shards[i], folder / file, dtype));
        for (const NamedTensor& tensor : shards[i]) {
            map[tensor.name] = file;
            total += tensor.tensor->numel() * bytesOfNumber;
        }
    }
    return writeFile(folder / "model.safetensors.index.json",
                     dumpJson({{"metadata", {{"total_size", total}}}, {"weight_map", map}}, 2) + "\n");
}

Status saveDecoder(const Decoder& decoder, const std::filesystem::path& folder, at::ScalarType dtype,
                   const Json& extra) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error)
        return fail(folder.string() + ": the folder cannot be made: " + error.message() + ".");
    CAFTAN_CHECK(saveWeights(decoder, folder, dtype, std::numeric_limits<int64_t>::max()));
    Json config = configJson(decoder.config, dtype);
    config.update(extra);
    return writeFile(folder / "config.json", dumpJson(config, 2) + "\n");
}

} // namespace caftan
