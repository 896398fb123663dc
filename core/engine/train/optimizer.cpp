#include "core/engine/train/optimizer.h"

#include <algorithm>
#include <cmath>
#include <torch/torch.h>

namespace caftan {

namespace {

// Nearest orthogonal matrix, roughly: the quintic iteration of Muon with its published coefficients.
at::Tensor orthogonalise(const at::Tensor& gradient) {
    const bool tall = gradient.size(0) > gradient.size(1);
    at::Tensor x = tall ? gradient.t() : gradient;
    x = x / (x.norm() + 1e-7);
    for (int i = 0; i < 5; ++i) {
        const at::Tensor square = x.matmul(x.t());
        const at::Tensor mixed = at::addmm(square, square, square, -4.7750, 2.0315);
        x = at::addmm(x, mixed, x, 3.4445, 1);
    }
    return tall ? x.t() : x;
}

} // namespace

AdamW::AdamW(std::vector<at::Tensor> parameters, std::vector<std::string> names, const AdamOptions& options)
    : options_(options), names_(std::move(names)), parameters_(std::move(parameters)) {
    at::NoGradGuard noGrad;
    for (const at::Tensor& parameter : parameters_) {
        masters_.push_back(parameter.scalar_type() == at::kFloat ? parameter : parameter.detach().to(at::kFloat));
        means_.push_back(at::zeros_like(masters_.back(), at::MemoryFormat::Contiguous));
        squares_.push_back(at::zeros_like(masters_.back(), at::MemoryFormat::Contiguous));
        steps_.push_back(at::zeros({}, masters_.back().options()));
    }
}

void AdamW::step(double rate) {
    at::NoGradGuard noGrad;
    std::vector<size_t> decayed, plain;
    for (size_t i = 0; i < parameters_.size(); ++i) {
        if (!parameters_[i].grad().defined())
            continue;
        const bool vector = parameters_[i].dim() < 2;
        (vector && !options_.decayVectors ? plain : decayed).push_back(i);
    }
    stepGroup(decayed, rate, options_.decay);
    stepGroup(plain, rate, 0);
}

void AdamW::stepGroup(const std::vector<size_t>& group, double rate, double decay) {
    if (group.empty())
        return;
    std::vector<at::Tensor> masters, gradients, means, squares, steps;
    for (const size_t i : group) {
        masters.push_back(masters_[i].detach());
        gradients.push_back(parameters_[i].grad().to(at::kFloat));
        means.push_back(means_[i]);
        squares.push_back(squares_[i]);
        steps.push_back(steps_[i].add_(1));
    }
    at::_fused_adamw_(masters, gradients, means, squares, {}, steps, rate, options_.beta1, options_.beta2, decay,
                      options_.epsilon, false, false);
    for (const size_t i : group)
        if (parameters_[i].scalar_type() != at::kFloat)
            parameters_[i].detach().copy_(masters_[i]);
}

void AdamW::zeroGradients() {
    for (at::Tensor& parameter : parameters_)
        parameter.mutable_grad() = at::Tensor();
}

std::vector<StateTensor> AdamW::state() const {
    std::vector<StateTensor> result;
    for (size_t i = 0; i < parameters_.size(); ++i) {
        result.push_back({names_[i] + ".mean", means_[i]});
        result.push_back({names_[i] + ".square", squares_[i]});
        result.push_back({names_[i] + ".step", steps_[i]});
        if (parameters_[i].scalar_type() != at::kFloat)
            result.push_back({names_[i] + ".master", masters_[i]});
    }
    return result;
}

Muon::Muon(std::vector<at::Tensor> matrices, double momentum) : momentum_(momentum), matrices_(std::move(matrices)) {
    for (const at::Tensor& matrix : matrices_)
        buffers_.push_back(at::zeros_like(matrix, at::MemoryFormat::Contiguous));
}

void Muon::step(double rate) {
    at::NoGradGuard noGrad;
    for (size_t i = 0; i < matrices_.size(); ++i) {
        const at::Tensor& gradient = matrices_[i].grad();
        buffers_[i].lerp_(gradient, 1 - momentum_);
        const at::Tensor direction = orthogonalise(at::lerp(gradient, buffers_[i], momentum_)); // Nesterov
        const double shape = double(matrices_[i].size(0)) / double(matrices_[i].size(1));
        matrices_[i].add_(direction, -rate * std::sqrt(std::max(1.0, shape)));
    }
}

void Muon::zeroGradients() {
    for (at::Tensor& matrix : matrices_)
        matrix.mutable_grad() = at::Tensor();
}

at::Tensor clipGradients(const std::vector<at::Tensor>& parameters, double limit) {
    at::NoGradGuard noGrad;
    std::vector<at::Tensor> gradients;
    for (const at::Tensor& parameter : parameters)
        if (parameter.grad().defined())
            gradients.push_back(parameter.grad());
    if (gradients.empty())
        return at::zeros({});
    std::vector<at::Tensor> norms = at::_foreach_norm(gradients, 2.0);
    for (at::Tensor& norm : norms)
        norm = norm.to(at::kFloat);
    const at::Tensor total = at::stack(norms).norm();
    if (limit > 0)
        at::_foreach_mul_(gradients, (limit / (total + 1e-6)).clamp_max(1.0));
    return total;
}

} // namespace caftan
