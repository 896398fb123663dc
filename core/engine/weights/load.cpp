#include "core/engine/weights/load.h"
#include "core/engine/weights/dequantise.h"
#include "core/formats/model_tensors.h"

#include <ATen/Parallel.h>
#include <torch/torch.h>

#include <cmath>
#include <cstring>

namespace caftan {

namespace {

std::string shapeText(const std::vector<int64_t>& shape) {
    std::string text = "[";
    for (size_t i = 0; i < shape.size(); ++i)
        text += (i ? ", " : "") + std::to_string(shape[i]);
    return text + "]";
}

std::optional<at::ScalarType> plainType(TensorType type) {
    switch (type) {
    case TensorType::F32:
        return at::kFloat;
    case TensorType::F16:
        return at::kHalf;
    case TensorType::BF16:
        return at::kBFloat16;
    case TensorType::F64:
        return at::kDouble;
    default:
        return std::nullopt;
    }
}

at::Tensor dequantise(const TensorView& view) {
    const BlockLayout layout = blockLayout(view.type);
    at::Tensor result = at::empty(view.shape, at::kFloat);
    float* out = result.data_ptr<float>();
    at::parallel_for(0, view.elements() / layout.numbers, 4096, [&](int64_t begin, int64_t end) {
        dequantiseBlocks(view.type, view.bytes.data() + begin * layout.bytes, end - begin,
                         out + begin * layout.numbers);
    });
    return result;
}

// Rows of Q and K in GGUF files of architecture llama alternate the halves of each head; Hugging Face keeps them apart.
at::Tensor undoRotaryOrder(const at::Tensor& weight, int64_t heads) {
    const int64_t half = weight.size(0) / heads / 2;
    return weight.view({heads, half, 2, weight.size(1)}).transpose(1, 2).reshape(weight.sizes());
}

Status checkTensor(const ModelSource& source, const ModelTensor& expected) {
    const TensorView* view = source.find(expected.name);
    const std::string file = source.path().string();
    if (!view)
        return fail(file + ": tensor " + expected.name +
                    " is missing. The file is incomplete or of another architecture; get it again.");
    if (view->shape != expected.shape)
        return fail(file + ": tensor " + expected.name + " has shape " + shapeText(view->shape) +
                    ", but the configuration asks for " + shapeText(expected.shape) +
                    ". Use weights and configuration of the same model.");
    if (!plainType(view->type) && !canDequantise(view->type))
        return fail(file + ": tensor " + expected.name + " is of type " + tensorTypeName(view->type) +
                    ", which is not supported. Use F32, F16, BF16, Q8_0, Q6_K, Q5 or Q4.");
    return {};
}

Result<at::Tensor> convert(const ModelSource& source, const ModelTensor& expected) {
    CAFTAN_TRY(tensor, readTensor(*source.find(expected.name)));
    const ModelConfig& config = source.config();
    if (!std::isfinite(tensor.sum().item<double>()))
        return fail(source.path().string() + ": tensor " + expected.name +
                    " holds numbers that are not finite. The file is damaged; get it again.");
    if (config.ggufRotary && expected.name.ends_with("q_proj.weight"))
        return undoRotaryOrder(tensor, config.heads);
    if (config.ggufRotary && expected.name.ends_with("k_proj.weight"))
        return undoRotaryOrder(tensor, config.keyValueHeads);
    if (config.ggufNorms && expected.norm)
        return tensor - config.normOffset;
    return tensor;
}

} // namespace

Result<at::Tensor> readTensor(const TensorView& view) {
    if (canDequantise(view.type))
        return dequantise(view);
    const auto type = plainType(view.type);
    if (!type)
        return fail("Tensor " + view.name + " is of type " + tensorTypeName(view.type) + ", which is not supported.");
    // The mapping is read-only and may be unaligned: copy, then convert.
    at::Tensor raw = at::empty(view.shape, at::TensorOptions().dtype(*type));
    std::memcpy(raw.data_ptr(), view.bytes.data(), std::min(view.bytes.size(), size_t(raw.nbytes())));
    return raw.to(at::kFloat);
}

Result<Decoder> loadDecoder(const ModelSource& source, at::ScalarType dtype, at::Device device) {
    at::NoGradGuard noGrad;
    const std::vector<ModelTensor> expected = modelTensors(source.config());
    for (const ModelTensor& tensor : expected)
        CAFTAN_CHECK(checkTensor(source, tensor));
    try {
        Decoder decoder = allocateDecoder(source.config(), dtype, device);
        const std::vector<NamedTensor> targets = namedTensors(decoder);
        for (size_t i = 0; i < targets.size(); ++i) { // both lists in modelTensors' order
            TORCH_CHECK(targets[i].name == expected.at(i).name, "tensor ", targets[i].name, " out of order");
            CAFTAN_TRY(tensor, convert(source, expected[i]));
            targets[i].tensor->copy_(tensor);
        }
        return decoder;
    } catch (const std::exception& error) {
        return fail(source.path().string() + ": the weights could not be loaded (" +
                    std::string(error.what()).substr(0, 200) + "). Is there enough memory? Try --dtype bfloat16.");
    }
}

} // namespace caftan
