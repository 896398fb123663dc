#include "core/engine/train/tensor_file.h"

#include "core/engine/weights/load.h"
#include "core/formats/safetensors.h"

#include <map>
#include <torch/torch.h>

namespace caftan {

Status saveTensors(const std::filesystem::path& path, const std::vector<StateTensor>& tensors) {
    at::NoGradGuard noGrad;
    std::vector<at::Tensor> kept;
    std::vector<TensorView> views;
    for (const StateTensor& named : tensors) {
        const bool half = named.tensor.scalar_type() == at::kBFloat16;
        kept.push_back(named.tensor.detach().to(at::kCPU, half ? at::kBFloat16 : at::kFloat).contiguous());
        const at::Tensor& tensor = kept.back();
        views.push_back({named.name,
                         half ? TensorType::BF16 : TensorType::F32,
                         tensor.sizes().vec(),
                         {static_cast<const std::byte*>(tensor.const_data_ptr()), size_t(tensor.nbytes())}});
    }
    return writeSafetensors(path, views, {{"format", "pt"}});
}

Status loadTensors(const std::filesystem::path& path, const std::vector<StateTensor>& tensors) {
    at::NoGradGuard noGrad;
    CAFTAN_TRY(file, SafetensorsFile::open(path));
    std::map<std::string, const TensorView*> views;
    for (const TensorView& view : file.tensors())
        views[view.name] = &view;
    for (const StateTensor& named : tensors) {
        const auto found = views.find(named.name);
        if (found == views.end())
            return fail(path.string() + ": the tensor \"" + named.name + "\" is missing.");
        if (found->second->shape != named.tensor.sizes().vec())
            return fail(path.string() + ": the tensor \"" + named.name +
                        "\" has another shape than the model asks for.");
        CAFTAN_TRY(tensor, readTensor(*found->second));
        at::Tensor target = named.tensor.detach(); // shares the storage
        target.copy_(tensor);
        views.erase(found);
    }
    if (!views.empty())
        return fail(path.string() + ": the tensor \"" + views.begin()->first + "\" belongs to no part of the model.");
    return {};
}

} // namespace caftan
