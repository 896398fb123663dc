// One decoder for all families (ModelConfig says how they differ): a plain struct of tensors with their Hugging Face
// names, and functions over it. Sequences lie one after another without padding; attention is causal inside each
// sequence. Everything works with and without autograd, so scoring, generation and training share it. Weights are
// float32 or bfloat16; the residual stream, norms and softmax are float32 either way. Thread: one thread at a time per
// decoder. Errors of torch (out of memory) leave as c10::Error; the engine's edge (loadModel, scoreBatch, generate, the
// training loop) turns them into an Error.
#pragma once

#include "core/engine/model/quantised.h"
#include "core/formats/model_source.h"
#include "core/text/tokenizer.h"

#include <ATen/ATen.h>

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace caftan {

// y = x W^T + bias, plus scale * dropout(x) A^T B^T when an adapter is set (adapted.h).
struct Linear {
    at::Tensor weight;                        // [out, in]
    std::optional<QuantisedMatrix> quantised; // instead of the weight
    at::Tensor bias;                          // [out] or undefined
    at::Tensor loraA, loraB;                  // [rank, in], [out, rank]; undefined: no adapter
    double loraScale = 0;                     // alpha / rank
    double loraDropout = 0;                   // used while grad mode is on

    bool hasAdapter() const { return loraA.defined(); }
    bool present() const { return weight.defined() || quantised; }
    int64_t outputs() const { return quantised ? quantised->rows() : weight.size(0); }
    int64_t inputs() const { return quantised ? quantised->columns : weight.size(1); }
};
at::Tensor apply(const Linear& linear, const at::Tensor& input);

// What a family lacks is undefined.
struct DecoderLayer {
    at::Tensor inputNorm, postAttentionNorm; // [hidden], float32, as are all norms
    at::Tensor preMlpNorm, postMlpNorm;      // config.outputNorms: pre_ and post_feedforward_layernorm; then
                                             // postAttentionNorm is of attention's output
    at::Tensor queryNorm, keyNorm;           // config.headNorms: self_attn.{q,k}_norm, [headSize]
    Linear query, key, value, output;        // self_attn.{q,k,v,o}_proj
    Linear gate, up, down;                   // mlp.{gate,up,down}_proj
    Linear queryKeyValue, gateUp;            // config.fusedProjections: self_attn.qkv_proj and mlp.gate_up_proj
    // One block each: query, key, value and gate, up are views of these, so that one product serves all. Not used for
    // a projection whose weight trains or was replaced.
    at::Tensor fusedAttention, fusedMlp, fusedBias;
    std::optional<QuantisedMatrix> quantisedAttention, quantisedMlp; // instead of the former two
};

struct Decoder {
    ModelConfig config;
    at::Tensor embedding; // [vocabulary, hidden]
    std::vector<DecoderLayer> layers;
    at::Tensor finalNorm; // [hidden], float32
    at::Tensor head;      // [vocabulary, hidden]; the embedding itself when tied

    at::Device device() const { return embedding.device(); }
    at::ScalarType dtype() const { return embedding.scalar_type(); }
};

// Hugging Face name -> tensor inside the decoder; the tied head is not listed twice. Pointers live as long as the
// decoder and its layers stay in place. What is quantised is not among them.
struct NamedTensor {
    std::string name;
    at::Tensor* tensor;
};
std::vector<NamedTensor> namedTensors(Decoder& decoder);
std::vector<NamedTensor> layerTensors(DecoderLayer& layer, size_t index);

// "model.layers.0.self_attn.q_proj" -> the linear; those of every layer, in order, by their Hugging Face names.
struct NamedLinear {
    std::string name;
    Linear* linear;
};
std::vector<NamedLinear> namedLinears(Decoder& decoder);

// All tensors allocated (uninitialised) with the fused layout. Norms are float32.
Decoder allocateDecoder(const ModelConfig& config, at::ScalarType dtype, at::Device device);
DecoderLayer allocateLayer(const ModelConfig& config, at::ScalarType dtype, at::Device device);
// The layer's matrices in so many bits (8 or 4) instead, to be multiplied as `type`; biases and norms stay.
void quantiseLayer(DecoderLayer& layer, int bits, at::ScalarType type);
// Normal(0, deviation) matrices from a generator of its own, norms 1: the same seed, the same bits.
Decoder randomDecoder(const ModelConfig& config, uint64_t seed, double deviation = 0.02);

// Sequences one after another.
struct Packed {
    at::Tensor ids;               // [N] int64
    at::Tensor positions;         // [N] int64, from 0 in each sequence
    std::vector<int64_t> lengths; // sum N, or more where rows are shared
    at::Tensor places, firsts;    // undefined, or [sum of lengths] the row of each token and [N] the first token there
    at::Tensor lastRows() const;  // [sequences] int64 on ids' device: row of each sequence's last token
};
// `multiple`: one more sequence of padding fills up to a multiple of so many tokens (see linearProduct); nobody reads
// it.
Packed pack(std::span<const std::vector<TokenId>> sequences, at::Device device, int64_t multiple = 1);
// Tokens that several sequences begin with have one row: everything but attention is computed once for them.
Packed packShared(const Decoder& decoder, std::span<const std::vector<TokenId>> sequences);

// Keys and values of sequences that are being continued, one token each per step.
struct KvCache {
    std::vector<at::Tensor> keys, values; // per layer [sequences, keyValueHeads, capacity, headSize]
    at::Tensor lengths;                   // [sequences] int64: tokens stored
    int64_t longest = 0;                  // max of lengths, known without a device synchronisation
    at::Tensor ids;                       // under longrope: the tokens, [sequences, capacity or more] int64
};
KvCache makeCache(const Decoder& decoder, int64_t sequences, int64_t capacity);
// Room for one more token, if there is none.
void growCache(KvCache& cache);

struct HiddenOptions {
    bool lastOnly = false;    // gives [sequences, hidden]; the last layer computes nothing else beyond keys and values
    at::Tensor rows;          // gives these rows alone, [R] int64; the last layer computes nothing else after attention
    KvCache* cache = nullptr; // filled by hiddenStates
    std::function<bool()> cancelled;    // asked before every layer
    bool asLonger = false;              // longrope: with the factors of sequences beyond the original context
    bool lean = false;                  // with autograd: keep little for the backward pass (forward_lean.cpp)
    bool recompute = false;             // lean: keep no more of a layer than its input, and run it again there
    std::function<void(size_t)> learnt; // lean: called in the backward pass when a layer is done with; layers end at 0
};
// Final normed hidden states, float32: [N, hidden]. Undefined once cancelled.
at::Tensor hiddenStates(const Decoder& decoder, const Packed& packed, const HiddenOptions& options = {});
// Continues every sequence of the caches, one cache after another, by one token: ids [sequences] -> [sequences,
// hidden].
at::Tensor nextHidden(const Decoder& decoder, const at::Tensor& ids, std::span<KvCache> caches);
// Rows of hidden states -> float32 logits [rows, vocabulary]. Without autograd bfloat16 heads are multiplied in
// float32.
at::Tensor logits(const Decoder& decoder, const at::Tensor& hidden);

} // namespace caftan
