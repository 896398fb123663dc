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
    std::string family; // "llama", ...
    int64_t vocabulary = 0, hidden = 0, intermediate = 0, layers = 0, heads = 0, keyValueHeads = 0, headSize = 0;
    int64_t context = 0;
    double normEpsilon = 1e-5, ropeTheta = 10000;
    struct Llama3Rope { // rope_scaling of type "llama3"
        double factor = 1, lowFrequency = 1, highFrequency = 4;
        int64_t originalContext = 8192;
    };
    std::optional<Llama3Rope> llama3Rope;
    double linearRopeFactor = 1;
    bool tiedEmbeddings = false;
    int64_t bosToken = -1, eosToken = -1, padToken = -1;
    std::vector<int64_t> eosTokens; // every id that ends an answer
    bool ggufRotary = false;        // rows of Q and K are permuted for interleaved rotary (GGUF, architecture llama)
    int64_t parameters = 0;         // counted from tensor shapes
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
