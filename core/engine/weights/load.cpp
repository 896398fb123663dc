#include "core/engine/weights/load.h"
#include "core/engine/weights/dequantise.h"
#include "core/formats/model_tensors.h"

#include <ATen/Parallel.h>
#include <torch/torch.h>

#include <cmath>
#include <cstring>
#ifdef __linux__
#include <sys/mman.h>
#include <unistd.h>
#endif

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

namespace {

void moveTo(at::Tensor& tensor, at::Device device) {
    if (tensor.defined())
        tensor = tensor.to(device);
}
void moveTo(std::optional<QuantisedMatrix>& matrix, at::Device device) {
    if (!matrix)
        return;
    moveTo(matrix->codes, device);
    moveTo(matrix->scales, device);
}

// What quantiseLayer left on the CPU. Parts of a block are moved with a copy of their own.
void moveQuantised(Decoder& decoder, at::Device device) {
    for (DecoderLayer& layer : decoder.layers) {
        for (at::Tensor* tensor : {&layer.inputNorm, &layer.postAttentionNorm, &layer.preMlpNorm, &layer.postMlpNorm,
                                   &layer.queryNorm, &layer.keyNorm, &layer.fusedBias})
            moveTo(*tensor, device);
        for (Linear* linear : {&layer.query, &layer.key, &layer.value, &layer.output, &layer.gate, &layer.up,
                               &layer.down, &layer.queryKeyValue, &layer.gateUp}) {
            moveTo(linear->bias, device);
            moveTo(linear->quantised, device);
        }
        moveTo(layer.quantisedAttention, device);
        moveTo(layer.quantisedMlp, device);
    }
}

// Pages of the mapped file that were read would count as this process's memory until the system wants them back.
void forget(std::span<const std::byte> bytes) {
#ifdef __linux__
    const auto page = uintptr_t(sysconf(_SC_PAGESIZE)), begin = reinterpret_cast<uintptr_t>(bytes.data());
    const uintptr_t first = (begin + page - 1) / page * page, last = (begin + bytes.size()) / page * page;
    if (last > first)
        (void)madvise(reinterpret_cast<void*>(first), last - first, MADV_DONTNEED);
#else
    (void)bytes;
#endif
}

Status fillTensors(const ModelSource& source, const std::vector<NamedTensor>& targets,
                   std::span<const ModelTensor> expected) {
    TORCH_CHECK(targets.size() <= expected.size(), "more tensors than the model has");
    for (size_t i = 0; i < targets.size(); ++i) { // both lists in modelTensors' order
        TORCH_CHECK(targets[i].name == expected[i].name, "tensor ", targets[i].name, " out of order");
        CAFTAN_TRY(tensor, convert(source, expected[i]));
        targets[i].tensor->copy_(tensor);
        forget(source.find(expected[i].name)->bytes);
    }
    return {};
}

// Layers are made in float32 and quantised as soon as they are filled.
Result<Decoder> loadQuantised(const ModelSource& source, std::span<const ModelTensor> expected, at::ScalarType dtype,
                              at::Device device, int bits) {
    ModelConfig hollow = source.config();
    hollow.layers = 0;
    Decoder decoder = allocateDecoder(hollow, dtype, device);
    decoder.config = source.config();
    std::vector<NamedTensor> outer = namedTensors(decoder);
    const std::vector<NamedTensor> first(outer.begin(), outer.begin() + 1), last(outer.begin() + 1, outer.end());
    CAFTAN_CHECK(fillTensors(source, first, expected));
    size_t at = 1;
    decoder.layers.reserve(size_t(decoder.config.layers));
    for (size_t i = 0; i < size_t(decoder.config.layers); ++i) {
        DecoderLayer layer = allocateLayer(decoder.config, at::kFloat, at::kCPU);
        const std::vector<NamedTensor> inner = layerTensors(layer, i);
        CAFTAN_CHECK(fillTensors(source, inner, expected.subspan(at)));
        at += inner.size();
        quantiseLayer(layer, bits, dtype);
        decoder.layers.push_back(std::move(layer));
    }
    CAFTAN_CHECK(fillTensors(source, last, expected.subspan(at)));
    if (!device.is_cpu())
        moveQuantised(decoder, device);
    return decoder;
}

} // namespace

Result<Decoder> loadDecoder(const ModelSource& source, at::ScalarType dtype, at::Device device, int bits) {
    at::NoGradGuard noGrad;
    const std::vector<ModelTensor> expected = modelTensors(source.config());
    for (const ModelTensor& tensor : expected)
        CAFTAN_CHECK(checkTensor(source, tensor));
    try {
        if (bits > 0)
            return loadQuantised(source, expected, dtype, device, bits);
        Decoder decoder = allocateDecoder(source.config(), dtype, device);
        CAFTAN_CHECK(fillTensors(source, namedTensors(decoder), expected));
        return decoder;
    } catch (const std::exception& error) {
        return fail(source.path().string() + ": the weights could not be loaded (" +
                    std::string(error.what()).substr(0, 200) +
                    "). Is there enough memory? Try --dtype bfloat16, or for an adapter --base-bits 8.");
    }
}

void quantiseDecoder(Decoder& decoder, int bits) {
    const at::ScalarType type = decoder.dtype();
    const at::Device device = decoder.device();
    for (DecoderLayer& layer : decoder.layers)
        quantiseLayer(layer, bits, type);
    if (!device.is_cpu())
        moveQuantised(decoder, device);
}

} // namespace caftan
