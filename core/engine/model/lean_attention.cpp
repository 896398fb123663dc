#include "core/engine/model/lean_attention.h"

#include "core/engine/model/fused.h"

#include <torch/torch.h>

#include <algorithm>

namespace caftan {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

// Sequences of one length, one after another: one call for all of them.
struct Run {
    int64_t start = 0, count = 0, length = 0;
};

std::vector<Run> runsOf(const std::vector<int64_t>& lengths) {
    std::vector<Run> runs;
    int64_t start = 0;
    for (const int64_t length : lengths) {
        if (runs.empty() || runs.back().length != length)
            runs.push_back({start, 0, length});
        ++runs.back().count;
        start += length;
    }
    return runs;
}

struct AttentionPlan : torch::CustomClassHolder {
    int64_t heads = 0, keyValueHeads = 0, size = 0;
    std::vector<Run> runs;
    std::optional<double> scale;

    int64_t width() const { return (heads + 2 * keyValueHeads) * size; }
    // Columns of a block as heads: [rows, count, size].
    at::Tensor headsIn(const at::Tensor& block, int64_t first, int64_t count) const {
        return block.narrow(1, first * size, count * size).unflatten(1, {count, size});
    }
    at::Tensor rotatedPart(const at::Tensor& block) const { return headsIn(block, 0, heads + keyValueHeads); }
    // -> [sequences, heads, length, size]
    at::Tensor part(const at::Tensor& block, const Run& run, int64_t first, int64_t count) const {
        return headsIn(block.narrow(0, run.start, run.count * run.length), first, count)
            .unflatten(0, {run.count, run.length})
            .transpose(1, 2);
    }
    at::Tensor query(const at::Tensor& block, const Run& run) const { return part(block, run, 0, heads); }
    at::Tensor key(const at::Tensor& block, const Run& run) const { return part(block, run, heads, keyValueHeads); }
    at::Tensor value(const at::Tensor& block, const Run& run) const {
        return part(block, run, heads + keyValueHeads, keyValueHeads);
    }
};

class LeanAttention : public torch::autograd::Function<LeanAttention> {
  public:
    static at::Tensor forward(AutogradContext* context, const at::Tensor& block, const at::Tensor& cosine,
                              const at::Tensor& sine, const c10::intrusive_ptr<AttentionPlan>& plan) {
        rotateRows(plan->rotatedPart(block), {cosine, sine}, 1);
        at::Tensor out = at::empty({block.size(0), plan->heads * plan->size}, block.options());
        variable_list saved = {block, out, cosine, sine};
        for (const Run& run : plan->runs) {
            const auto [seen, logSums] = at::_scaled_dot_product_flash_attention_for_cpu(
                plan->query(block, run), plan->key(block, run), plan->value(block, run), 0.0, true, {}, plan->scale);
            plan->query(out, run).copy_(seen);
            saved.push_back(logSums);
        }
        context->save_for_backward(std::move(saved));
        context->saved_data["plan"] = c10::IValue::make_capsule(plan);
        return out;
    }

    static variable_list backward(AutogradContext* context, const variable_list& slopes) {
        const at::NoGradGuard noGrad;
        const auto saved = context->get_saved_variables();
        const c10::intrusive_ptr<torch::CustomClassHolder> holder = context->saved_data["plan"].toCapsule();
        const AttentionPlan& plan = static_cast<const AttentionPlan&>(*holder);
        const at::Tensor &block = saved[0], &out = saved[1];
        const at::Tensor slope = slopes[0].contiguous();
        at::Tensor result = at::empty(block.sizes(), block.options());
        for (size_t i = 0; i < plan.runs.size(); ++i) {
            const Run& run = plan.runs[i];
            const auto [query, key, value] = at::_scaled_dot_product_flash_attention_for_cpu_backward(
                plan.query(slope, run), plan.query(block, run), plan.key(block, run), plan.value(block, run),
                plan.query(out, run), saved[4 + i], 0.0, true, {}, plan.scale);
            plan.query(result, run).copy_(query);
            plan.key(result, run).copy_(key);
            plan.value(result, run).copy_(value);
        }
        rotateRows(plan.rotatedPart(result), {saved[2], saved[3]}, -1);
        return {result, {}, {}, {}};
    }
};

} // namespace

bool leanAttentionServes(const at::Tensor& block, const ModelConfig& config, const RopeAngles& angles,
                         const std::vector<int64_t>& lengths, const AttentionRule& rule) {
    const bool slides = rule.window > 0 && *std::max_element(lengths.begin(), lengths.end()) > rule.window;
    return block.device().is_cpu() && block.is_contiguous() && !slides && !config.headNorms &&
           2 * angles.cosine.size(1) == config.headSize &&
           (block.scalar_type() == at::kFloat || block.scalar_type() == at::kBFloat16);
}

at::Tensor leanAttention(const at::Tensor& block, const ModelConfig& config, const RopeAngles& angles,
                         const std::vector<int64_t>& lengths, const AttentionRule& rule) {
    auto plan = c10::make_intrusive<AttentionPlan>();
    plan->heads = config.heads;
    plan->keyValueHeads = config.keyValueHeads;
    plan->size = config.headSize;
    plan->runs = runsOf(lengths);
    plan->scale = rule.scale;
    return LeanAttention::apply(block, angles.cosine, angles.sine, plan);
}

} // namespace caftan
