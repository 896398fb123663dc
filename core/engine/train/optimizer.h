// Optimisers over lists of tensors: fused AdamW (at::_fused_adamw_, CPU and CUDA), Muon for matrices, and the clip.
// State is exposed for checkpoints; restoring it and the weights continues with the same bits.
// Thread: the caller's. Call without grad mode or with it: every step guards itself.
#pragma once

#include <ATen/ATen.h>

#include <string>
#include <vector>

namespace caftan {

// A tensor of the state with the name it has in a checkpoint; storage is shared.
struct StateTensor {
    std::string name;
    at::Tensor tensor;
};

struct AdamOptions {
    double beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, decay = 0.01;
    bool decayVectors = true; // false: no decay on tensors of one dimension
};

// AdamW (Loshchilov and Hutter 2019). Parameters in bfloat16 get float32 masters, which the step updates and copies
// back.
class AdamW {
  public:
    AdamW(std::vector<at::Tensor> parameters, std::vector<std::string> names, const AdamOptions& options);
    void step(double rate); // takes .grad() of every parameter; one without a gradient stays as it is
    void zeroGradients();   // releases them
    std::vector<StateTensor> state() const;
    const std::vector<at::Tensor>& parameters() const { return parameters_; }

  private:
    void stepGroup(const std::vector<size_t>& group, double rate, double decay);
    AdamOptions options_;
    std::vector<std::string> names_;
    std::vector<at::Tensor> parameters_, masters_, means_, squares_, steps_;
};

// Muon (Jordan et al. 2024): momentum, orthogonalised by five Newton-Schulz iterations, scaled by sqrt(max(1, rows /
// columns)).
class Muon {
  public:
    Muon(std::vector<at::Tensor> matrices, double momentum = 0.95);
    void step(double rate);
    void zeroGradients();

  private:
    double momentum_;
    std::vector<at::Tensor> matrices_, buffers_;
};

// Scales every gradient by min(1, limit / norm); gives the norm before, a tensor without a device synchronisation.
// limit <= 0: only the norm.
at::Tensor clipGradients(const std::vector<at::Tensor>& parameters, double limit);

} // namespace caftan
