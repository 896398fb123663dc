#include "core/engine/model/product.h"

#include <ATen/core/dispatch/Dispatcher.h>
#include <torch/csrc/autograd/custom_function.h>

#include <optional>
#include <string_view>

namespace caftan {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

// oneDNN's product of dense tensors, strided ones too; registered by torch for its compiler, no part of its public
// interface. Without it, or with another signature, everything goes through at::linear.
using Pointwise = at::Tensor(const at::Tensor&, const at::Tensor&, const std::optional<at::Tensor>&, std::string_view,
                             c10::List<std::optional<at::Scalar>>, std::optional<std::string_view>);

std::optional<c10::TypedOperatorHandle<Pointwise>> findPointwise() {
    const auto handle = c10::Dispatcher::singleton().findSchema({"mkldnn::_linear_pointwise", ""});
    if (!handle || !handle->hasKernelForDispatchKey(c10::DispatchKey::CPU))
        return std::nullopt;
    try {
        return handle->typed<Pointwise>();
    } catch (const c10::Error&) {
        return std::nullopt;
    }
}

const std::optional<c10::TypedOperatorHandle<Pointwise>>& pointwise() {
    static const std::optional<c10::TypedOperatorHandle<Pointwise>> found = findPointwise();
    return found;
}

// Columns out of a wider matrix reach oneDNN's reference code, which is a hundred times slower.
bool served(const at::Tensor& x, const at::Tensor& weight) {
    return x.device().is_cpu() && x.dim() == 2 && x.size(0) > 0 && x.scalar_type() == at::kFloat &&
           weight.scalar_type() == at::kFloat && weight.is_non_overlapping_and_dense() &&
           (x.stride(1) == 1 || x.is_non_overlapping_and_dense()) && pointwise();
}

at::Tensor compute(const at::Tensor& x, const at::Tensor& weight, const std::optional<at::Tensor>& bias = {}) {
    return pointwise()->call(x, weight, bias, "none", c10::List<std::optional<at::Scalar>>(), std::nullopt);
}

class Product : public torch::autograd::Function<Product> {
  public:
    static at::Tensor forward(AutogradContext* context, const at::Tensor& x, const at::Tensor& weight) {
        const bool slopeOfX = context->needs_input_grad(0), slopeOfWeight = context->needs_input_grad(1);
        context->save_for_backward({slopeOfWeight ? x : at::Tensor(), slopeOfX ? weight : at::Tensor()});
        return compute(x, weight);
    }
    static variable_list backward(AutogradContext* context, const variable_list& slopes) {
        const auto saved = context->get_saved_variables();
        const at::Tensor slope = slopes[0].contiguous();
        const at::NoGradGuard noGrad;
        return {saved[1].defined() ? compute(slope, saved[1].t()) : at::Tensor(),
                saved[0].defined() ? compute(slope.t(), saved[0].t()) : at::Tensor()};
    }
};

} // namespace

at::Tensor linearProduct(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) {
    if (!served(x, weight))
        return at::linear(x, weight, bias.defined() ? std::optional(bias) : std::nullopt);
    const bool learns = at::GradMode::is_enabled() &&
                        (x.requires_grad() || weight.requires_grad() || (bias.defined() && bias.requires_grad()));
    if (!learns)
        return compute(x, weight, bias.defined() ? std::optional(bias) : std::nullopt);
    const at::Tensor y = Product::apply(x, weight);
    return bias.defined() ? y + bias : y;
}

} // namespace caftan
