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
using Linears = std::span<const Linear* const>;

// One linear of a product: its columns [start, start + columns), its adapter's settings.
struct Part {
    int64_t start = 0, columns = 0;
    double scale = 0, dropout = 0;
    uint64_t seed = 0;
};
constexpr size_t mostParts = 3;

// The tensors that autograd follows, in the order of arguments.
enum Place : size_t { Source, Scale, FirstOfParts };
enum PlaceOfPart : size_t { Weight, Bias, AdapterA, AdapterB, PlacesOfPart };
constexpr size_t places = FirstOfParts + mostParts * PlacesOfPart;
constexpr size_t placeOf(size_t part, PlaceOfPart place) {
    return FirstOfParts + part * PlacesOfPart + place;
}
using Followed = std::array<std::optional<at::Tensor>, places>;

// What a product is, apart from what autograd follows.
struct ProductPlan : torch::CustomClassHolder {
    ProductInput::Kind kind = ProductInput::Kind::Plain;
    double epsilon = 0;
    Weights weights;
    at::Tensor bias;
    std::array<Part, mostParts> parts;
    std::array<bool, places> learns{}; // who wants a slope
};

uint64_t drawSeed() {
    at::Generator generator = at::detail::getDefaultCPUGenerator();
    const std::lock_guard lock(generator.mutex());
    return at::check_generator<at::CPUGeneratorImpl>(generator)->random64();
}

at::Tensor inputOf(const Part& part, const at::Tensor& x) {
    return part.dropout > 0 ? dropped(x, part.dropout, part.seed) : x.to(at::kFloat);
}

// Adds an adapter's part to y; gives x A^T.
at::Tensor addPart(const at::Tensor& y, const at::Tensor& x, const Part& part, const at::Tensor& a,
                   const at::Tensor& b) {
    const at::Tensor inner = linearProduct(inputOf(part, x), a);
    at::Tensor columns = y.narrow(1, part.start, part.columns);
    if (y.scalar_type() == at::kFloat)
        columns.addmm_(inner, b.t(), 1, part.scale);
    else
        columns.add_(linearProduct(inner, b).to(y.scalar_type()), part.scale);
    return inner;
}

void addSlope(at::Tensor& to, const at::Tensor& innerSlope, const at::Tensor& a, const Part& part) {
    if (part.dropout > 0)
        addDropped(to, linearProduct(innerSlope, a.t()), part.dropout, part.seed);
    else if (to.scalar_type() == at::kFloat)
        to.addmm_(innerSlope, a);
    else
        to.add_(linearProduct(innerSlope, a.t()).to(to.scalar_type()));
}

// What the product multiplies, and what the norm's derivative needs of it.
NormedRows made(const ProductPlan& plan, const at::Tensor& source, const at::Tensor& scale) {
    switch (plan.kind) {
    case ProductInput::Kind::Normed:
        return normRows(source, scale, plan.epsilon, plan.weights.type());
    case ProductInput::Kind::Gated:
        return {gatedRows(source), {}};
    default:
        return {source, {}};
    }
}

class Products : public torch::autograd::Function<Products> {
  public:
    using Maybe = const std::optional<at::Tensor>&;
    static at::Tensor forward(AutogradContext* context, Maybe source, Maybe scale, Maybe w0, Maybe bias0, Maybe a0,
                              Maybe b0, Maybe w1, Maybe bias1, Maybe a1, Maybe b1, Maybe w2, Maybe bias2, Maybe a2,
                              Maybe b2, const c10::intrusive_ptr<ProductPlan>& plan) {
        const Followed given = {source, scale, w0, bias0, a0, b0, w1, bias1, a1, b1, w2, bias2, a2, b2};
        const at::Tensor x = made(*plan, *source, scale.value_or(at::Tensor())).normed;
        at::Tensor y = linearProduct(x, plan->weights.tensor(), plan->bias);
        variable_list saved = {*source, scale.value_or(at::Tensor())};
        for (size_t i = 0; i < mostParts; ++i) {
            const at::Tensor a = given[placeOf(i, AdapterA)].value_or(at::Tensor()),
                             b = given[placeOf(i, AdapterB)].value_or(at::Tensor());
            saved.insert(saved.end(), {a, b, a.defined() ? addPart(y, x, plan->parts[i], a, b) : at::Tensor()});
        }
        context->save_for_backward(std::move(saved));
        context->saved_data["plan"] = c10::IValue::make_capsule(plan);
        return y;
    }

    static variable_list backward(AutogradContext* context, const variable_list& slopes) {
        const at::NoGradGuard noGrad;
        const auto saved = context->get_saved_variables();
        const c10::intrusive_ptr<torch::CustomClassHolder> holder = context->saved_data["plan"].toCapsule();
        const ProductPlan& plan = static_cast<const ProductPlan&>(*holder);
        const at::Tensor slope = slopes[0].contiguous();
        variable_list result(places + 1);
        const NormedRows input = made(plan, saved[Source], saved[Scale]);
        const bool wantsInput = plan.learns[Source] || plan.learns[Scale];
        at::Tensor dx;
        if (wantsInput)
            dx = linearProduct(slope, plan.weights.tensor().t());
        for (size_t i = 0; i < mostParts; ++i)
            if (saved[2 + 3 * i].defined())
                adapterSlopes(plan.parts[i], i, slope, input.normed, std::span(saved).subspan(2 + 3 * i, 3), dx,
                              result);
        weightSlopes(plan, slope, input.normed, result);
        if (wantsInput)
            inputSlopes(plan, saved, input, dx, result);
        return result;
    }

  private:
    // tensors: A, B, x A^T
    static void adapterSlopes(const Part& part, size_t index, const at::Tensor& slope, const at::Tensor& x,
                              std::span<const at::Tensor> tensors, at::Tensor& dx, variable_list& result) {
        const at::Tensor &a = tensors[0], &b = tensors[1], &inner = tensors[2];
        const at::Tensor columns = slope.narrow(1, part.start, part.columns).to(at::kFloat);
        result[placeOf(index, AdapterB)] = linearProduct((inner * part.scale).t(), columns.t()).t();
        const at::Tensor innerSlope = at::mm(columns, b).mul_(part.scale);
        result[placeOf(index, AdapterA)] = linearProduct(innerSlope.t(), inputOf(part, x).t());
        if (dx.defined())
            addSlope(dx, innerSlope, a, part);
    }

    // One product for all weights of the block; each gets its rows.
    static void weightSlopes(const ProductPlan& plan, const at::Tensor& slope, const at::Tensor& x,
                             variable_list& result) {
        at::Tensor whole, sums;
        for (size_t i = 0; i < mostParts; ++i) {
            const Part& part = plan.parts[i];
            if (plan.learns[placeOf(i, Weight)]) {
                if (!whole.defined())
                    whole = linearProduct(slope.t(), x.t());
                result[placeOf(i, Weight)] = whole.narrow(0, part.start, part.columns);
            }
            if (plan.learns[placeOf(i, Bias)]) {
                if (!sums.defined())
                    sums = slope.sum(0);
                result[placeOf(i, Bias)] = sums.narrow(0, part.start, part.columns);
            }
        }
    }

    static void inputSlopes(const ProductPlan& plan, const variable_list& saved, const NormedRows& input,
                            const at::Tensor& dx, variable_list& result) {
        if (plan.kind == ProductInput::Kind::Normed) {
            const NormSlopes slopes = normSlopes(saved[Source], saved[Scale], input.inverse, dx, plan.learns[Scale]);
            result[Source] = slopes.x;
            result[Scale] = slopes.weight;
        } else {
            result[Source] = plan.kind == ProductInput::Kind::Gated ? gatedSlopes(saved[Source], dx) : dx;
        }
    }
};

at::Tensor applyProducts(const Followed& t, const c10::intrusive_ptr<ProductPlan>& plan) {
    return Products::apply(t[0], t[1], t[2], t[3], t[4], t[5], t[6], t[7], t[8], t[9], t[10], t[11], t[12], t[13],
                           plan);
}

// The plan of a product; `adapters` off: of the weights alone.
c10::intrusive_ptr<ProductPlan> planOf(const ProductInput& input, Linears linears, const Weights& block,
                                       const at::Tensor& biases, bool adapters) {
    auto plan = c10::make_intrusive<ProductPlan>();
    plan->kind = input.kind;
    plan->epsilon = input.epsilon;
    plan->weights = {block.plain.defined() ? block.plain.detach() : block.plain, block.quantised};
    plan->bias = biases.defined() ? biases.detach() : biases;
    int64_t start = 0;
    for (size_t i = 0; i < linears.size(); ++i) {
        Part& part = plan->parts[i];
        part = {start, linears[i]->outputs(), linears[i]->loraScale, 0, 0};
        start += part.columns;
        if (adapters && linears[i]->hasAdapter() && linears[i]->loraDropout > 0 && at::GradMode::is_enabled()) {
            part.dropout = linears[i]->loraDropout;
            part.seed = drawSeed();
        }
    }
    return plan;
}

at::Tensor product(const ProductInput& input, Linears linears, const Weights& block, const at::Tensor& biases,
                   bool adapters) {
    const auto plan = planOf(input, linears, block, biases, adapters);
    const auto maybe = [](const at::Tensor& t) { return t.defined() ? std::optional(t) : std::nullopt; };
    if (at::GradMode::is_enabled()) {
        Followed followed;
        followed[Source] = input.source;
        followed[Scale] = maybe(input.scale);
        for (size_t i = 0; i < linears.size(); ++i) {
            const Linear& linear = *linears[i];
            if (linear.weight.defined() && linear.weight.requires_grad())
                followed[placeOf(i, Weight)] = linear.weight;
            if (linear.bias.defined() && linear.bias.requires_grad())
                followed[placeOf(i, Bias)] = linear.bias;
            if (adapters) {
                followed[placeOf(i, AdapterA)] = maybe(linear.loraA);
                followed[placeOf(i, AdapterB)] = maybe(linear.loraB);
            }
        }
        for (size_t i = 0; i < places; ++i)
            plan->learns[i] = followed[i] && followed[i]->requires_grad();
        return applyProducts(followed, plan);
    }
    const at::Tensor x = made(*plan, input.source, input.scale).normed;
    at::Tensor y = linearProduct(x, plan->weights.tensor(), plan->bias);
    for (size_t i = 0; adapters && i < linears.size(); ++i)
        if (linears[i]->hasAdapter())
            addPart(y, x, plan->parts[i], linears[i]->loraA, linears[i]->loraB);
    return y;
}

// The product with the weights alone.
at::Tensor baseProduct(const at::Tensor& input, Linears linears, const Weights& block, const at::Tensor& biases) {
    const at::Tensor x = input.to(block.type());
    if (block.quantised)
        return product({.source = x}, linears, block, biases, false);
    return linearProduct(x, block.plain, biases);
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

bool multiplies(at::ScalarType type) {
    return type == at::kFloat || type == at::kBFloat16;
}

// Adapters within the product, on frozen weights.
bool supported(const at::Tensor& x, const Weights& weights) {
    return x.device().is_cpu() && x.dim() == 2 && x.stride(1) == 1 && multiplies(weights.type()) &&
           (weights.quantised || !weights.plain.requires_grad());
}

at::Tensor adapted(const at::Tensor& x, Linears linears, const Weights& block, const at::Tensor& biases) {
    return product({.source = x.to(block.type())}, linears, block, biases, true);
}

} // namespace

Weights weightsOf(const Linear& linear) {
    return {linear.weight, linear.quantised};
}

std::vector<at::Tensor> adaptedProducts(const at::Tensor& x, Linears linears, const Weights& block,
                                        const at::Tensor& biases) {
    const bool any = std::any_of(linears.begin(), linears.end(), [](const Linear* l) { return l->hasAdapter(); });
    std::vector<at::Tensor> outputs;
    if (!block.defined() || linears.size() > mostParts) {
        for (const Linear* linear : linears) {
            const Weights own = weightsOf(*linear);
            const Linears one(&linear, 1);
            outputs.push_back(linear->hasAdapter() && supported(x, own)
                                  ? adapted(x, one, own, linear->bias)
                                  : withAdapter(*linear, x, baseProduct(x, one, own, linear->bias)));
        }
        return outputs;
    }
    const bool together = any && supported(x, block);
    const at::Tensor y = together ? adapted(x, linears, block, biases) : baseProduct(x, linears, block, biases);
    std::vector<int64_t> sizes;
    for (const Linear* linear : linears)
        sizes.push_back(linear->outputs());
    outputs = y.split_with_sizes(sizes, -1);
    if (any && !together)
        for (size_t i = 0; i < linears.size(); ++i)
            outputs[i] = withAdapter(*linears[i], x, outputs[i]);
    return outputs;
}

bool leanServes(const ProductInput& input, Linears linears, const Weights& block) {
    const at::Tensor& source = input.source;
    if (!block.defined() || linears.size() > mostParts || !source.device().is_cpu() || source.dim() != 2 ||
        !source.is_contiguous() || !multiplies(block.type()))
        return false;
    if (input.kind == ProductInput::Kind::Normed)
        return source.scalar_type() == at::kFloat && input.scale.scalar_type() == at::kFloat;
    return source.scalar_type() == block.type();
}

at::Tensor leanProduct(const ProductInput& input, Linears linears, const Weights& block, const at::Tensor& biases) {
    return product(input, linears, block, biases, true);
}

} // namespace caftan
