#include "core/engine/train/loss.h"

#include "core/engine/model/product.h"
#include "core/engine/model/upload.h"

#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>

namespace caftan {

namespace {

struct ChunkGradients {
    at::Tensor hidden, head; // undefined where no gradient is wanted
};

// Writes the losses of rows [start, start + count) and adds to the gradients.
void oneChunk(const at::Tensor& hidden, const at::Tensor& head, const at::Tensor& targets, const at::Tensor& weights,
              int64_t start, int64_t count, at::Tensor& losses, ChunkGradients& gradients) {
    const at::Tensor x = hidden.narrow(0, start, count).to(head.scalar_type());
    const at::Tensor y = targets.narrow(0, start, count).unsqueeze(1);
    at::Tensor z = linearProduct(x, head).to(at::kFloat);
    const at::Tensor logSum = z.logsumexp(1, true);
    losses.narrow(0, start, count).copy_((logSum - z.gather(1, y)).squeeze(1));
    if (!gradients.hidden.defined() && !gradients.head.defined())
        return;
    const at::Tensor w = weights.narrow(0, start, count).unsqueeze(1);
    z.sub_(logSum).exp_().mul_(w).scatter_add_(1, y, w.neg()); // now the gradient of the logits
    const at::Tensor slope = z.to(head.scalar_type());
    if (gradients.hidden.defined())
        gradients.hidden.narrow(0, start, count).copy_(linearProduct(slope, head.t()));
    if (!gradients.head.defined())
        return;
    if (slope.scalar_type() == at::kFloat)
        gradients.head.addmm_(slope.t(), x);
    else
        gradients.head.add_(linearProduct(slope.t(), x.t()));
}

// Logits of one chunk stay near 32 MB on a CPU, 1 GB on a GPU.
int64_t chunkRows(const at::Tensor& head) {
    return std::max<int64_t>(64, (head.is_cuda() ? 256 : 8) * (1 << 20) / head.size(0));
}

class CrossEntropyFunction : public torch::autograd::Function<CrossEntropyFunction> {
  public:
    static torch::autograd::variable_list forward(torch::autograd::AutogradContext* context, const at::Tensor& hidden,
                                                  const at::Tensor& head, const at::Tensor& targets,
                                                  const at::Tensor& weights, int64_t chunk) {
        at::Tensor losses = at::empty({hidden.size(0)}, hidden.options().dtype(at::kFloat));
        ChunkGradients gradients;
        if (hidden.requires_grad())
            gradients.hidden = at::empty_like(hidden);
        if (head.requires_grad())
            gradients.head = at::zeros_like(head, head.options().dtype(at::kFloat));
        for (int64_t start = 0; start < hidden.size(0); start += chunk)
            oneChunk(hidden, head, targets, weights, start, std::min(chunk, hidden.size(0) - start), losses, gradients);
        context->save_for_backward({gradients.hidden, gradients.head});
        context->mark_non_differentiable({losses});
        return {losses.dot(weights), losses};
    }

    static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                   torch::autograd::variable_list slopes) {
        const at::NoGradGuard noGrad;
        const auto saved = context->get_saved_variables();
        // In place, since a vocabulary times the width is a lot to hold twice: this graph runs backward once.
        const auto scaled = [&](at::Tensor gradient) {
            return gradient.defined() ? gradient.mul_(slopes[0]) : gradient;
        };
        return {scaled(saved[0]), scaled(saved[1]), {}, {}, {}};
    }
};

} // namespace

TargetRows targetRows(std::span<const Example* const> batch, at::Device device) {
    std::vector<int64_t> rows, targets;
    TargetRows result;
    int64_t start = 0;
    for (const Example* example : batch) {
        const size_t before = rows.size();
        for (size_t t = 1; t < example->ids.size(); ++t) {
            if (example->labels[t] < 0)
                continue;
            rows.push_back(start + int64_t(t) - 1);
            targets.push_back(example->labels[t]);
        }
        result.perSequence.push_back(int64_t(rows.size() - before));
        start += int64_t(example->ids.size());
    }
    result.rows = upload(at::tensor(rows, at::kLong), device);
    result.targets = upload(at::tensor(targets, at::kLong), device);
    return result;
}

at::Tensor chunkedCrossEntropy(const at::Tensor& hidden, const at::Tensor& head, const at::Tensor& targets,
                               const at::Tensor& weights, at::Tensor* perRow, int64_t chunk) {
    const auto result =
        CrossEntropyFunction::apply(hidden, head, targets, weights, chunk > 0 ? chunk : chunkRows(head));
    if (perRow)
        *perRow = result[1];
    return result[0];
}

double crossEntropySum(const at::Tensor& hidden, const at::Tensor& head, const at::Tensor& targets,
                       const at::Tensor& weights) {
    at::Tensor losses = at::empty({hidden.size(0)}, hidden.options().dtype(at::kFloat));
    ChunkGradients none;
    const int64_t chunk = chunkRows(head);
    for (int64_t start = 0; start < hidden.size(0); start += chunk)
        oneChunk(hidden, head, targets, weights, start, std::min(chunk, hidden.size(0) - start), losses, none);
    return losses.dot(weights).item<double>();
}

} // namespace caftan
