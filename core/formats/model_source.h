// A model on disk (Hugging Face folder or GGUF file) described without tensors: the one configuration struct that the
// decoder is built from. Anything unsupported is refused by name here, before weights are read.
#pragma once

#include "core/base/json.h"
#include "core/formats/tensor_view.h"

#include <filesystem>
#include <memory>
#include <optional>

namespace caftan {

struct ModelConfig {
    std::string family; // llama, mistral, qwen2, qwen3, phi3, gemma3
    int64_t vocabulary = 0, hidden = 0, intermediate = 0, layers = 0, heads = 0, keyValueHeads = 0, headSize = 0;
    int64_t context = 0;
    double normEpsilon = 1e-5, ropeTheta = 10000;
    int64_t rotated = 0; // leading dimensions of each head that are rotated; 0: all
    struct Llama3Rope {  // rope_scaling of type "llama3"
        double factor = 1, lowFrequency = 1, highFrequency = 4;
        int64_t originalContext = 8192;
    };
    std::optional<Llama3Rope> llama3Rope;
    struct LongRope { // "longrope": divisors of the frequencies, by the length of the whole sequence
        std::vector<double> shortFactors, longFactors; // half of the rotated dimensions; long beyond originalContext
        int64_t originalContext = 4096;
        double attentionFactor = 1; // on sine and cosine, whatever the length
    };
    std::optional<LongRope> longRope;
    double linearRopeFactor = 1;
    double slidingRopeTheta = 0;     // of sliding layers, unscaled; 0: like the others
    int64_t window = 0;              // tokens that a sliding layer sees, the current one included
    std::vector<bool> slidingLayers; // one for each layer; empty: none slides
    bool attentionBias = false;      // on q, k and v
    bool headNorms = false;          // RMS norms of each head of q and k before they are rotated (q_norm, k_norm)
    bool fusedProjections = false;   // qkv_proj and gate_up_proj are one matrix each
    bool outputNorms = false;        // norms behind attention and MLP too (Gemma's four norms a layer)
    double normOffset = 0;           // added to every norm weight: 1 where files hold weight - 1
    bool geluTanh = false;           // instead of SiLU
    double embeddingScale = 1;       // of the embedding on its way in
    double queryScale = 0;           // of attention scores; 0: 1 / sqrt(headSize)
    bool tiedEmbeddings = false;
    int64_t bosToken = -1, eosToken = -1, padToken = -1;
    std::vector<int64_t> eosTokens; // every id that ends an answer
    bool ggufRotary = false;        // rows of Q and K are permuted for interleaved rotary (GGUF, architecture llama)
    bool ggufNorms = false;         // the file's norm weights hold normOffset already (GGUF, gemma3)
    int64_t parameters = 0;         // counted from tensor shapes

    bool slides(int64_t layer) const { return window > 0 && !slidingLayers.empty() && slidingLayers[size_t(layer)]; }
    int64_t rotatedSize() const { return rotated > 0 ? rotated : headSize; }
};

// Where the weights are; tensors are found by their Hugging Face names whatever the container.
class ModelSource {
  public:
    virtual ~ModelSource() = default;
    static Result<std::unique_ptr<ModelSource>> open(const std::filesystem::path& path);

    const ModelConfig& config() const { return config_; }
    bool isGguf() const { return gguf_; }
    const std::filesystem::path& path() const { return path_; }
    virtual const TensorView* find(const std::string& huggingFaceName) const = 0;
    virtual std::vector<std::string> names() const = 0;
    // SHA-256 over the weights and configuration: of the GGUF file, or of "name sha256\n" of config.json and each
    // safetensors file in order of name.
    virtual Result<std::string> sha256() const = 0;

  protected:
    ModelConfig config_;
    bool gguf_ = false;
    std::filesystem::path path_;
};

} // namespace caftan
