#include "core/engine/model/adapted.h"

#include "core/engine/model/fused.h"
#include "core/engine/model/product.h"

#include <ATen/CPUGeneratorImpl.h>
#include <torch/csrc/autograd/custom_function.h>

#include <array>
#include <optional>

namespace caftan {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

// An adapter on columns [start, start + columns) of a product.
struct Part {
    at::Tensor a, b; // undefined: no adapter
    int64_t start = 0, columns = 0;
    double scale = 0, dropout = 0;
    uint64_t seed = 0;
};
constexpr size_t mostParts = 3;
using Parts = std::array<Part, mostParts>;

uint64_t drawSeed() {
    at::Generator generator = at::detail::getDefaultCPUGenerator();
    const std::lock_guard lock(generator.mutex());
    return at::check_generator<at::CPUGeneratorImpl>(generator)->random64();
}

at::Tensor inputOf(const Part& part, const at::Tensor& x) {
    return part.dropout > 0 ? dropped(x, part.dropout, part.seed) : x.to(at::kFloat);
}

// Adds the adapters' parts to y; gives x A^T of each.
std::vector<at::Tensor> addParts(const at::Tensor& y, const at::Tensor& x, const Parts& parts) {
    std::vector<at::Tensor> inner;
    for (const Part& part : parts) {
        inner.emplace_back();
        if (!part.a.defined())
            continue;
        inner.back() = linearProduct(inputOf(part, x), part.a);
        at::Tensor columns = y.narrow(1, part.start, part.columns);
        if (y.scalar_type() == at::kFloat)
            columns.addmm_(inner.back(), part.b.t(), 1, part.scale);
        else
            columns.add_(linearProduct(inner.back(), part.b).to(y.scalar_type()), part.scale);
    }
    return inner;
}

// Weights stay as they are; x and the adapters learn.
class AdaptedProduct : public torch::autograd::Function<AdaptedProduct> {
  public:
    // The adapters' tensors stand in `parts` too; as arguments they are what autograd follows.
    using Maybe = const std::optional<at::Tensor>&;
    static at::Tensor forward(AutogradContext* context, const at::Tensor& x, const at::Tensor& weight, Maybe bias,
                              Maybe /*a0*/, Maybe /*b0*/, Maybe /*a1*/, Maybe /*b1*/, Maybe /*a2*/, Maybe /*b2*/,
                              Parts parts) {
        at::Tensor y = linearProduct(x, weight, bias.value_or(at::Tensor()));
        const std::vector<at::Tensor> inner = addParts(y, x, parts);
        context->save_for_backward({x, weight, parts[0].a, parts[0].b, parts[1].a, parts[1].b, parts[2].a, parts[2].b,
                                    inner[0], inner[1], inner[2]});
        for (Part& part : parts) // saved above
            part.a = part.b = at::Tensor();
        context->saved_data["parts"] = c10::IValue::make_capsule(c10::make_intrusive<Holder>(parts));
        return y;
    }

    static variable_list backward(AutogradContext* context, const variable_list& slopes) {
        const at::NoGradGuard noGrad;
        const auto saved = context->get_saved_variables();
        const at::Tensor &x = saved[0], &weight = saved[1];
        const c10::intrusive_ptr<torch::CustomClassHolder> holder = context->saved_data["parts"].toCapsule();
        const Parts& parts = static_cast<const Holder&>(*holder).parts;
        const at::Tensor slope = slopes[0].contiguous();
        variable_list result(10);
        if (context->needs_input_grad(0))
            result[0] = linearProduct(slope, weight.t());
        for (size_t i = 0; i < mostParts; ++i) {
            const at::Tensor &a = saved[2 + 2 * i], &b = saved[3 + 2 * i], &inner = saved[8 + i];
            if (!a.defined())
                continue;
            const at::Tensor columns = slope.narrow(1, parts[i].start, parts[i].columns).to(at::kFloat);
            result[4 + 2 * i] = linearProduct((inner * parts[i].scale).t(), columns.t()).t();
            const at::Tensor innerSlope = at::mm(columns, b).mul_(parts[i].scale);
            result[3 + 2 * i] = linearProduct(innerSlope.t(), inputOf(parts[i], x).t());
            if (result[0].defined())
                addSlope(result[0], innerSlope, a, parts[i]);
        }
        return result;
    }

  private:
    struct Holder : torch::CustomClassHolder {
        explicit Holder(Parts kept) : parts(std::move(kept)) {}
        Parts parts;
    };

    static void addSlope(at::Tensor& to, const at::Tensor& innerSlope, const at::Tensor& a, const Part& part) {
        if (part.dropout > 0)
            addDropped(to, linearProduct(innerSlope, a.t()), part.dropout, part.seed);
        else if (to.scalar_type() == at::kFloat)
            to.addmm_(innerSlope, a);
        else
            to.add_(linearProduct(innerSlope, a.t()).to(to.scalar_type()));
    }
};

at::Tensor product(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) {
    return linearProduct(x.to(weight.scalar_type()), weight, bias);
}

// Where masks have to be stored: not on the CPU.
at::Tensor withAdapter(const Linear& linear, const at::Tensor& input, const at::Tensor& base) {
    if (!linear.hasAdapter())
        return base;
    at::Tensor x = input.to(linear.loraA.scalar_type());
    if (linear.loraDropout > 0 && at::GradMode::is_enabled())
        x = at::dropout(x, linear.loraDropout, true);
    const at::Tensor delta = linearProduct(linearProduct(x, linear.loraA), linear.loraB);
    return at::add(base, delta.to(base.scalar_type()), linear.loraScale);
}

bool supported(const at::Tensor& x, const at::Tensor& weight) {
    return x.device().is_cpu() && x.dim() == 2 && x.stride(1) == 1 && !weight.requires_grad() &&
           (weight.scalar_type() == at::kFloat || weight.scalar_type() == at::kBFloat16);
}

// One product with the adapters of several linears on its columns.
at::Tensor adapted(const at::Tensor& input, const at::Tensor& weight, const at::Tensor& bias,
                   std::span<const Linear* const> linears) {
    const at::Tensor x = input.to(weight.scalar_type());
    Parts parts;
    int64_t start = 0;
    for (size_t i = 0; i < linears.size(); ++i) {
        const Linear& linear = *linears[i];
        Part& part = parts[i];
        part = {linear.loraA, linear.loraB, start, linear.weight.size(0), linear.loraScale, 0, 0};
        start += part.columns;
        if (linear.hasAdapter() && linear.loraDropout > 0 && at::GradMode::is_enabled()) {
            part.dropout = linear.loraDropout;
            part.seed = drawSeed();
        }
    }
    if (at::GradMode::is_enabled()) {
        const auto maybe = [](const at::Tensor& t) { return t.defined() ? std::optional(t) : std::nullopt; };
        return AdaptedProduct::apply(x, weight, maybe(bias), maybe(parts[0].a), maybe(parts[0].b), maybe(parts[1].a),
                                     maybe(parts[1].b), maybe(parts[2].a), maybe(parts[2].b), parts);
    }
    const at::Tensor y = linearProduct(x, weight, bias);
    addParts(y, x, parts);
    return y;
}

} // namespace

std::vector<at::Tensor> adaptedProducts(const at::Tensor& x, std::span<const Linear* const> linears,
                                        const at::Tensor& block, const at::Tensor& biases) {
    const bool any = std::any_of(linears.begin(), linears.end(), [](const Linear* l) { return l->hasAdapter(); });
    std::vector<at::Tensor> outputs;
    if (!block.defined() || linears.size() > mostParts) {
        for (const Linear* linear : linears)
            outputs.push_back(linear->hasAdapter() && supported(x, linear->weight)
                                  ? adapted(x, linear->weight, linear->bias, std::span(&linear, 1))
                                  : withAdapter(*linear, x, product(x, linear->weight, linear->bias)));
        return outputs;
    }
    const bool together = any && supported(x, block);
    const at::Tensor y = together ? adapted(x, block, biases, linears) : product(x, block, biases);
    std::vector<int64_t> sizes;
    for (const Linear* linear : linears)
        sizes.push_back(linear->weight.size(0));
    outputs = y.split_with_sizes(sizes, -1);
    if (any && !together)
        for (size_t i = 0; i < linears.size(); ++i)
            outputs[i] = withAdapter(*linears[i], x, outputs[i]);
    return outputs;
}

} // namespace caftan
