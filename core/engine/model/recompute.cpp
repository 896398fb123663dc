#include "core/engine/model/recompute.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>
#include <torch/torch.h>

#include <mutex>

namespace caftan {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;
using Layerwise = std::function<at::Tensor(const at::Tensor&)>;

// The generators that dropout draws from: the CPU's, and that of the device.
class RandomStates {
  public:
    explicit RandomStates(at::Device device) {
        generators_.push_back(at::detail::getDefaultCPUGenerator());
        if (!device.is_cpu())
            generators_.push_back(at::globalContext().defaultGenerator(device));
        for (at::Generator& generator : generators_) {
            const std::lock_guard lock(generator.mutex());
            states_.push_back(generator.get_state());
        }
    }
    void restore() {
        for (size_t i = 0; i < generators_.size(); ++i) {
            const std::lock_guard lock(generators_[i].mutex());
            generators_[i].set_state(states_[i]);
        }
    }

  private:
    std::vector<at::Generator> generators_;
    std::vector<at::Tensor> states_;
};

struct Kept : torch::CustomClassHolder {
    Kept(Layerwise part, const at::Tensor& x) : part(std::move(part)), before(x.device()), learns(x.requires_grad()) {}
    Layerwise part;
    RandomStates before;
    bool learns; // x
};

class Recomputed : public torch::autograd::Function<Recomputed> {
  public:
    // `link` requires a gradient, so that the result does even where only leaves of the part learn.
    static at::Tensor forward(AutogradContext* context, const at::Tensor& x, const at::Tensor& /*link*/,
                              const c10::intrusive_ptr<Kept>& kept) {
        context->save_for_backward({x});
        context->saved_data["kept"] = c10::IValue::make_capsule(kept);
        // As it will run again; what it keeps is gone at once.
        const at::AutoGradMode grad(true);
        return kept->part(x.detach()).detach();
    }

    static variable_list backward(AutogradContext* context, const variable_list& slopes) {
        const c10::intrusive_ptr<torch::CustomClassHolder> holder = context->saved_data["kept"].toCapsule();
        Kept& kept = static_cast<Kept&>(*holder);
        const at::Tensor x = context->get_saved_variables()[0].detach().requires_grad_(kept.learns);
        RandomStates now(x.device());
        at::Tensor y;
        {
            kept.before.restore();
            const at::AutoGradMode grad(true);
            y = kept.part(x);
        }
        now.restore();
        if (y.requires_grad())
            torch::autograd::backward({y}, {slopes[0]});
        return {x.grad(), {}, {}};
    }
};

} // namespace

at::Tensor recomputed(const at::Tensor& x, Layerwise part) {
    if (!at::GradMode::is_enabled())
        return part(x);
    const at::Tensor link = at::empty({}, x.options()).requires_grad_(true);
    return Recomputed::apply(x, link, c10::make_intrusive<Kept>(std::move(part), x));
}

} // namespace caftan
