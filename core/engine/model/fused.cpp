#include "core/engine/model/fused.h"
#include "core/engine/model/row_kernels.h"

#include <ATen/Parallel.h>
#include <torch/torch.h>

namespace caftan {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

bool served(at::ScalarType type) {
    return type == at::kFloat || type == at::kBFloat16;
}

bool needsGradient(const at::Tensor& a, const at::Tensor& b = {}) {
    return at::GradMode::is_enabled() && (a.requires_grad() || (b.defined() && b.requires_grad()));
}

// Rows of whole vectors whose elements lie together.
bool rowsOf(const at::Tensor& x) {
    return x.device().is_cpu() && served(x.scalar_type()) && x.stride(-1) == 1;
}

template <class T>
struct Access {
    using Element = float;
    static const RowKernelsOf<float>& kernels() { return rowKernels().single; }
};
template <>
struct Access<at::BFloat16> {
    using Element = bfloat16;
    static const RowKernelsOf<bfloat16>& kernels() { return rowKernels().half; }
};

// body(kernels, pointer type) for float or bfloat16
template <class Body>
void withType(at::ScalarType type, const Body& body) {
    if (type == at::kFloat)
        body(Access<float>());
    else
        body(Access<at::BFloat16>());
}

template <class A>
typename A::Element* pointer(const at::Tensor& x, A) {
    return static_cast<typename A::Element*>(x.data_ptr());
}

void overRows(int64_t rows, int64_t width, const std::function<void(int64_t, int64_t)>& body) {
    at::parallel_for(0, rows, std::max<int64_t>(1, 16384 / std::max<int64_t>(1, width)), body);
}

void normForward(const at::Tensor& x, const at::Tensor& weight, double epsilon, const at::Tensor& out, float* inverse) {
    const int64_t width = x.size(-1), rows = x.numel() / width;
    const float* in = x.const_data_ptr<float>();
    const float* scale = weight.const_data_ptr<float>();
    withType(out.scalar_type(), [&](auto access) {
        auto* to = pointer(out, access);
        overRows(rows, width, [&](int64_t begin, int64_t end) {
            access.kernels().norm(in + begin * width, scale, float(epsilon), end - begin, width, to + begin * width,
                                  inverse ? inverse + begin : nullptr);
        });
    });
}

NormSlopes slopesOfNorm(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& inverse,
                        const at::Tensor& gradient, bool wantsWeight) {
    const int64_t width = x.size(-1), rows = inverse.size(0);
    at::Tensor dx = at::empty_like(x);
    // One sum for each block of rows, added in order: the same bits whatever the threads do.
    constexpr int64_t block = 256;
    const int64_t blocks = (rows + block - 1) / block;
    at::Tensor sums = wantsWeight ? at::zeros({blocks, width}, x.options()) : at::Tensor();
    withType(gradient.scalar_type(), [&](auto access) {
        const auto* from = pointer(gradient, access);
        at::parallel_for(0, blocks, 1, [&](int64_t begin, int64_t end) {
            for (int64_t i = begin; i < end; ++i) {
                const int64_t row = i * block;
                access.kernels().normBackward(x.const_data_ptr<float>() + row * width, weight.const_data_ptr<float>(),
                                              inverse.const_data_ptr<float>() + row, from + row * width,
                                              std::min(block, rows - row), width, dx.data_ptr<float>() + row * width,
                                              wantsWeight ? sums.data_ptr<float>() + i * width : nullptr);
            }
        });
    });
    return {dx, wantsWeight ? sums.sum(0) : at::Tensor()};
}

class Norm : public torch::autograd::Function<Norm> {
  public:
    static at::Tensor forward(AutogradContext* context, const at::Tensor& x, const at::Tensor& weight, double epsilon,
                              at::ScalarType type) {
        at::Tensor out = at::empty(x.sizes(), x.options().dtype(type));
        at::Tensor inverse = at::empty({x.numel() / x.size(-1)}, x.options());
        normForward(x, weight, epsilon, out, inverse.data_ptr<float>());
        context->save_for_backward({x, weight, inverse});
        return out;
    }
    static variable_list backward(AutogradContext* context, const variable_list& gradients) {
        const auto saved = context->get_saved_variables();
        const NormSlopes slopes =
            slopesOfNorm(saved[0], saved[1], saved[2], gradients[0].contiguous(), context->needs_input_grad(1));
        return {slopes.x, slopes.weight, {}, {}};
    }
};

at::Tensor swiGluForward(const at::Tensor& gate, const at::Tensor& up) {
    const int64_t rows = gate.size(0), width = gate.size(1);
    at::Tensor out = at::empty({rows, width}, gate.options());
    withType(gate.scalar_type(), [&](auto access) {
        const auto *g = pointer(gate, access), *u = pointer(up, access);
        auto* to = pointer(out, access);
        overRows(rows, width, [&](int64_t begin, int64_t end) {
            access.kernels().swiGlu(g + begin * gate.stride(0), gate.stride(0), u + begin * up.stride(0), up.stride(0),
                                    end - begin, width, to + begin * width);
        });
    });
    return out;
}

class SwiGlu : public torch::autograd::Function<SwiGlu> {
  public:
    static at::Tensor forward(AutogradContext* context, const at::Tensor& gate, const at::Tensor& up) {
        context->save_for_backward({gate, up});
        return swiGluForward(gate, up);
    }
    static variable_list backward(AutogradContext* context, const variable_list& gradients) {
        const auto saved = context->get_saved_variables();
        const at::Tensor &gate = saved[0], &up = saved[1];
        const at::Tensor gradient = gradients[0].contiguous();
        const int64_t rows = gate.size(0), width = gate.size(1);
        at::Tensor dGate = at::empty({rows, width}, gate.options()), dUp = at::empty({rows, width}, gate.options());
        withType(gate.scalar_type(), [&](auto access) {
            const auto *g = pointer(gate, access), *u = pointer(up, access), *d = pointer(gradient, access);
            auto *toGate = pointer(dGate, access), *toUp = pointer(dUp, access);
            overRows(rows, width, [&](int64_t begin, int64_t end) {
                access.kernels().swiGluBackward(g + begin * gate.stride(0), gate.stride(0), u + begin * up.stride(0),
                                                up.stride(0), d + begin * width, end - begin, width,
                                                toGate + begin * width, toUp + begin * width);
            });
        });
        return {dGate, dUp};
    }
};

// x and out [N, heads, size], rows strided, heads one after another.
void rotateInto(const at::Tensor& x, const RopeAngles& angles, float direction, const at::Tensor& out) {
    const int64_t rows = x.size(0), heads = x.size(1), size = x.size(2);
    const float *cosine = angles.cosine.const_data_ptr<float>(), *sine = angles.sine.const_data_ptr<float>();
    withType(x.scalar_type(), [&](auto access) {
        const auto* from = pointer(x, access);
        auto* to = pointer(out, access);
        overRows(rows, heads * size, [&](int64_t begin, int64_t end) {
            access.kernels().rotate(from + begin * x.stride(0), x.stride(0), cosine + begin * (size / 2),
                                    sine + begin * (size / 2), end - begin, heads, size, direction,
                                    to + begin * out.stride(0), out.stride(0));
        });
    });
}

bool headsTogether(const at::Tensor& x) {
    return rowsOf(x) && x.stride(1) == x.size(2) && x.size(2) % 2 == 0;
}

class Rotate : public torch::autograd::Function<Rotate> {
  public:
    static at::Tensor forward(AutogradContext* context, const at::Tensor& x, const at::Tensor& cosine,
                              const at::Tensor& sine) {
        context->save_for_backward({cosine, sine});
        at::Tensor out = at::empty(x.sizes(), x.options());
        rotateInto(x, {cosine, sine}, 1, out);
        return out;
    }
    static variable_list backward(AutogradContext* context, const variable_list& gradients) {
        const auto saved = context->get_saved_variables();
        const at::Tensor gradient = headsTogether(gradients[0]) ? gradients[0] : gradients[0].contiguous();
        at::Tensor dx = at::empty(gradient.sizes(), gradient.options());
        rotateInto(gradient, {saved[0], saved[1]}, -1, dx);
        return {dx, {}, {}};
    }
};

Dropping droppingOf(double share, uint64_t seed) {
    return {seed, uint32_t(share * 4294967296.0), float(1 / (1 - share))};
}

at::Tensor rotateByTorch(const at::Tensor& x, const RopeAngles& angles) {
    const auto halves = x.to(at::kFloat).chunk(2, -1);
    const at::Tensor cosine = angles.cosine.unsqueeze(1), sine = angles.sine.unsqueeze(1);
    return at::cat({halves[0] * cosine - halves[1] * sine, halves[1] * cosine + halves[0] * sine}, -1)
        .to(x.scalar_type());
}

} // namespace

NormedRows normRows(const at::Tensor& x, const at::Tensor& weight, double epsilon, at::ScalarType type) {
    NormedRows rows{at::empty(x.sizes(), x.options().dtype(type)), at::empty({x.numel() / x.size(-1)}, x.options())};
    normForward(x, weight, epsilon, rows.normed, rows.inverse.data_ptr<float>());
    return rows;
}

NormSlopes normSlopes(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& inverse,
                      const at::Tensor& gradient, bool wantsWeight) {
    return slopesOfNorm(x, weight, inverse, gradient.contiguous(), wantsWeight);
}

at::Tensor gatedRows(const at::Tensor& block) {
    const int64_t width = block.size(1) / 2;
    return swiGluForward(block.narrow(1, 0, width), block.narrow(1, width, width));
}

at::Tensor gatedSlopes(const at::Tensor& block, const at::Tensor& gradient) {
    const int64_t rows = block.size(0), width = block.size(1) / 2;
    const at::Tensor slope = gradient.contiguous();
    at::Tensor result = at::empty(block.sizes(), block.options());
    withType(block.scalar_type(), [&](auto access) {
        const auto *from = pointer(block, access), *d = pointer(slope, access);
        auto* to = pointer(result, access);
        overRows(rows, width, [&](int64_t begin, int64_t end) {
            for (int64_t row = begin; row < end; ++row) { // the halves of a row are not neighbours of the next one's
                const auto* gate = from + row * 2 * width;
                auto* out = to + row * 2 * width;
                access.kernels().swiGluBackward(gate, width, gate + width, width, d + row * width, 1, width, out,
                                                out + width);
            }
        });
    });
    return result;
}

void rotateRows(const at::Tensor& x, const RopeAngles& angles, float direction) {
    rotateInto(x, angles, direction, x);
}

at::Tensor rmsNorm(const at::Tensor& x, const at::Tensor& weight, double epsilon, at::ScalarType type) {
    if (!x.device().is_cpu() || !x.is_contiguous() || !served(type) || weight.scalar_type() != at::kFloat)
        return (x * at::rsqrt(x.square().mean(-1, true) + epsilon) * weight).to(type);
    if (needsGradient(x, weight))
        return Norm::apply(x, weight, epsilon, type);
    at::Tensor out = at::empty(x.sizes(), x.options().dtype(type));
    normForward(x, weight, epsilon, out, nullptr);
    return out;
}

NormedSum addNorm(const at::Tensor& x, const at::Tensor& y, const at::Tensor& weight, double epsilon,
                  at::ScalarType type) {
    if (at::GradMode::is_enabled() || !x.device().is_cpu() || !x.is_contiguous() || !y.is_contiguous() ||
        !served(type) || y.scalar_type() != type) {
        const at::Tensor sum = x + y.to(x.scalar_type());
        return {sum, rmsNorm(sum, weight, epsilon, type)};
    }
    const int64_t width = x.size(-1), rows = x.numel() / width;
    at::Tensor out = at::empty(x.sizes(), x.options().dtype(type));
    float* sum = static_cast<float*>(x.data_ptr());
    withType(type, [&](auto access) {
        const auto* from = pointer(y, access);
        auto* to = pointer(out, access);
        overRows(rows, width, [&](int64_t begin, int64_t end) {
            access.kernels().addNorm(sum + begin * width, from + begin * width, weight.const_data_ptr<float>(),
                                     float(epsilon), end - begin, width, to + begin * width);
        });
    });
    return {x, out};
}

at::Tensor swiGlu(const at::Tensor& gate, const at::Tensor& up) {
    if (gate.dim() != 2 || !rowsOf(gate) || !rowsOf(up) || gate.scalar_type() != up.scalar_type())
        return at::silu(gate) * up;
    return needsGradient(gate, up) ? SwiGlu::apply(gate, up) : swiGluForward(gate, up);
}

at::Tensor geluGlu(const at::Tensor& gate, const at::Tensor& up) {
    return at::gelu(gate, "tanh") * up;
}

at::Tensor rotate(const at::Tensor& x, const RopeAngles& angles) {
    const int64_t rotated = 2 * angles.cosine.size(1), size = x.size(2);
    if (rotated < size)
        return at::cat({rotate(x.narrow(2, 0, rotated).contiguous(), angles), x.narrow(2, rotated, size - rotated)}, 2);
    if (!headsTogether(x))
        return rotateByTorch(x, angles);
    if (at::GradMode::is_enabled())
        return Rotate::apply(x, angles.cosine, angles.sine);
    rotateInto(x, angles, 1, x);
    return x;
}

at::Tensor dropped(const at::Tensor& x, double share, uint64_t seed) {
    const int64_t rows = x.size(0), width = x.size(1);
    const Dropping dropping = droppingOf(share, seed);
    at::Tensor out = at::empty({rows, width}, x.options().dtype(at::kFloat));
    float* to = out.data_ptr<float>();
    withType(x.scalar_type(), [&](auto access) {
        const auto* from = pointer(x, access);
        overRows(rows, width, [&](int64_t begin, int64_t end) {
            access.kernels().drop(from + begin * x.stride(0), x.stride(0), dropping, begin, end - begin, width,
                                  to + begin * width);
        });
    });
    return out;
}

void addDropped(const at::Tensor& to, const at::Tensor& d, double share, uint64_t seed) {
    const int64_t rows = d.size(0), width = d.size(1);
    const Dropping dropping = droppingOf(share, seed);
    const float* from = d.const_data_ptr<float>();
    withType(to.scalar_type(), [&](auto access) {
        auto* target = pointer(to, access);
        overRows(rows, width, [&](int64_t begin, int64_t end) {
            access.kernels().addDropped(from + begin * width, dropping, begin, end - begin, width,
                                        target + begin * width);
        });
    });
}

} // namespace caftan
