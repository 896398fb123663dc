// The metadata of a GGUF file (keys as llama.cpp's converter writes them, gguf-py/gguf/constants.py).
#include "core/formats/json_fields.h"
#include "core/formats/model_config.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace caftan {

namespace {

Status checkGgufVariants(const Json& metadata, const ModelConfig& model, const std::string& prefix) {
    if (const Json* experts = findField(metadata, prefix + "expert_count"); experts && *experts != 0)
        return fail("mixtures of experts (" + prefix + "expert_count) are not supported");
    std::vector<std::string> unknown{"logit_scale",     "embedding_scale",        "residual_scale",
                                     "attention.scale", "attn_logit_softcapping", "final_logit_softcapping"};
    if (model.family == "llama" || model.family == "qwen2" || model.family == "qwen3")
        unknown.push_back("attention.sliding_window");
    for (const std::string& key : unknown)
        if (findField(metadata, prefix + key))
            return fail("\"" + prefix + key +
                        "\" is set, which models of this family do not have; such models are not " + "supported");
    if (const Json* parts = findField(metadata, "split.count"); parts && parts->is_number() && parts->get<double>() > 1)
        return fail("this is one of " + dumpJson(*parts) +
                    " parts of a split model; merge them with llama-gguf-split --merge");
    return {};
}

// Frequencies by the llama3 rule: kept above the high cut, divided by the factor below the low one, mixed between
// (transformers, modeling_rope_utils.py, _compute_llama3_parameters).
double llama3Divisor(double inverseFrequency, const ModelConfig::Llama3Rope& rope) {
    const double length = 2 * std::numbers::pi / inverseFrequency, original = double(rope.originalContext);
    if (length < original / rope.highFrequency)
        return 1;
    if (length > original / rope.lowFrequency)
        return rope.factor;
    const double smooth = (original / length - rope.lowFrequency) / (rope.highFrequency - rope.lowFrequency);
    return 1 / ((1 - smooth) / rope.factor + smooth);
}

Status recogniseLlama3Rope(std::span<const float> factors, ModelConfig& model) {
    if (factors.empty())
        return {};
    if (model.family != "llama" || int64_t(factors.size()) * 2 != model.headSize)
        return fail("rope_freqs.weight does not have half a head's size, or does not belong to a Llama model");
    ModelConfig::Llama3Rope rope; // 1, 4, 8192: the same in every published Llama 3.1, 3.2 and 3.3
    rope.factor = *std::max_element(factors.begin(), factors.end());
    for (size_t i = 0; i < factors.size(); ++i) {
        const double frequency = std::pow(model.ropeTheta, -2.0 * double(i) / double(model.headSize));
        const double expected = llama3Divisor(frequency, rope);
        if (!(std::abs(double(factors[i]) - expected) <= 1e-3 * expected))
            return fail("the rotary factors (rope_freqs.weight) are not those of Llama 3.1, 3.2 or 3.3, which alone "
                        "are supported");
    }
    model.llama3Rope = rope;
    return {};
}

Result<std::vector<double>> checkedFactors(std::span<const float> factors, const ModelConfig& model) {
    if (int64_t(factors.size()) * 2 != model.rotatedSize())
        return fail("rope_factors_long.weight and rope_factors_short.weight must both hold " +
                    std::to_string(model.rotatedSize() / 2) + " numbers, half of the rotated dimensions");
    for (const float factor : factors)
        if (!(factor > 0) || !std::isfinite(factor))
            return fail("the rotary factors (rope_factors_*.weight) must be positive numbers");
    return std::vector<double>(factors.begin(), factors.end());
}

Status readGgufLongRope(const Json& metadata, const std::string& prefix, const GgufRope& rope, ModelConfig& model) {
    if (rope.shortFactors.empty() && rope.longFactors.empty())
        return {};
    if (model.family != "phi3")
        return fail("rotary factors for long contexts (rope_factors_long.weight) are supported for phi3 alone");
    CAFTAN_TRY(original, countField(metadata, prefix + "rope.scaling.original_context_length", mostContext, 4096));
    const double factor = double(model.context) / double(original);
    CAFTAN_TRY(attention,
               positiveField(metadata, prefix + "rope.scaling.attn_factor", longRopeAttention(factor, original)));
    CAFTAN_TRY(shortFactors, checkedFactors(rope.shortFactors, model));
    CAFTAN_TRY(longFactors, checkedFactors(rope.longFactors, model));
    model.longRope = ModelConfig::LongRope{shortFactors, longFactors, original, attention};
    return {};
}

Status readGgufRope(const Json& metadata, const std::string& prefix, const GgufRope& rope, ModelConfig& model) {
    CAFTAN_TRY(theta, positiveField(metadata, prefix + "rope.freq_base", model.family == "gemma3" ? 1e6 : 1e4));
    CAFTAN_TRY(rotated, countField(metadata, prefix + "rope.dimension_count", mostHeads, model.headSize));
    model.ropeTheta = theta;
    if (model.family == "gemma3") {
        CAFTAN_TRY(local, positiveField(metadata, prefix + "rope.freq_base_swa", 1e4));
        model.slidingRopeTheta = local;
    }
    if (rotated != model.headSize && (model.family != "phi3" || rotated > model.headSize || rotated % 2 != 0))
        return fail("only " + std::to_string(rotated) + " of " + std::to_string(model.headSize) +
                    " dimensions are rotated (" + prefix + "rope.dimension_count), which is not supported");
    model.rotated = rotated == model.headSize ? 0 : rotated;
    const std::string type = textField(metadata, prefix + "rope.scaling.type");
    if (type == "linear" || (type.empty() && findField(metadata, prefix + "rope.scale_linear"))) {
        CAFTAN_TRY(factor,
                   positiveField(metadata, prefix + (type.empty() ? "rope.scale_linear" : "rope.scaling.factor")));
        model.linearRopeFactor = factor;
    } else if (!type.empty() && type != "none" && !(type == "longrope" && model.family == "phi3")) {
        return fail("rotary scaling of type \"" + type + "\" is not supported, \"linear\" and those of Llama 3 and " +
                    "Phi-3 are");
    }
    CAFTAN_CHECK(recogniseLlama3Rope(rope.llama3, model));
    return readGgufLongRope(metadata, prefix, rope, model);
}

// Tokens that end a turn in the chat formats; GGUF files often name only one of them as end of sequence.
void readGgufTokens(const Json& metadata, ModelConfig& model) {
    const auto id = [&](const char* key) { return findField(metadata, std::string("tokenizer.ggml.") + key); };
    model.bosToken = tokenIdOf(id("bos_token_id"), model.vocabulary);
    model.padToken = tokenIdOf(id("padding_token_id"), model.vocabulary);
    for (const char* key : {"eos_token_id", "eot_token_id"})
        addEndTokens(id(key), model);
    const Json *tokens = id("tokens"), *types = id("token_type");
    constexpr int control = 3;
    if (tokens && types && tokens->is_array() && types->is_array() && tokens->size() == types->size())
        for (size_t i = 0; i < tokens->size(); ++i)
            if ((*types)[i] == control && ((*tokens)[i] == "<|eot_id|>" || (*tokens)[i] == "<|im_end|>" ||
                                           (*tokens)[i] == "<|end|>" || (*tokens)[i] == "<end_of_turn>")) {
                const Json found = i;
                addEndTokens(&found, model);
            }
    model.eosToken = model.eosTokens.empty() ? -1 : model.eosTokens.front();
}

// Every n-th layer is whole, or a list says which layers slide.
Status readGgufPattern(const Json& metadata, const std::string& key, ModelConfig& model) {
    const Json* pattern = findField(metadata, key);
    if (pattern && pattern->is_array()) {
        if (int64_t(pattern->size()) != model.layers)
            return fail("\"" + key + "\" has " + std::to_string(pattern->size()) + " entries, one for each of the " +
                        std::to_string(model.layers) + " layers was expected");
        for (const Json& slides : *pattern)
            model.slidingLayers.push_back(slides == true || slides == 1);
        return {};
    }
    CAFTAN_TRY(period, countField(metadata, key, mostLayers, 6));
    for (int64_t layer = 0; layer < model.layers; ++layer)
        model.slidingLayers.push_back((layer + 1) % period != 0);
    return {};
}

Status readGgufWindow(const Json& metadata, const std::string& prefix, ModelConfig& model) {
    const bool gemma = model.family == "gemma3";
    const Json* written = findField(metadata, prefix + "attention.sliding_window");
    if (!gemma && (model.family != "phi3" || !written || *written == 0)) // 0: converters' word for none
        return {};
    CAFTAN_TRY(window, countField(metadata, prefix + "attention.sliding_window", mostContext));
    model.window = window;
    if (gemma)
        return readGgufPattern(metadata, prefix + "attention.sliding_window_pattern", model);
    model.slidingLayers.assign(size_t(model.layers), true);
    return {};
}

// What llama.cpp fixes for Gemma 3 in its program: scales, the local base, the usual pattern.
void readGgufGemma(ModelConfig& model) {
    constexpr int64_t layersOf27B = 62;
    model.queryScale = 1 / std::sqrt(model.layers == layersOf27B ? double(model.hidden) / double(model.heads)
                                                                 : double(model.headSize));
    model.embeddingScale = std::sqrt(double(model.hidden));
    model.outputNorms = model.geluTanh = model.ggufNorms = true;
    model.normOffset = 1;
}

Status readGgufSizes(const Json& metadata, const std::string& prefix, ModelConfig& model) {
    const Json* tokens = findField(metadata, "tokenizer.ggml.tokens");
    const int64_t listed = tokens && tokens->is_array() ? int64_t(tokens->size()) : 0;
    CAFTAN_TRY(vocabulary,
               countField(metadata, prefix + "vocab_size", mostWidth, listed ? std::optional(listed) : std::nullopt));
    CAFTAN_TRY(hidden, countField(metadata, prefix + "embedding_length", mostWidth));
    CAFTAN_TRY(intermediate, countField(metadata, prefix + "feed_forward_length", mostWidth));
    CAFTAN_TRY(layers, countField(metadata, prefix + "block_count", mostLayers));
    CAFTAN_TRY(heads, countField(metadata, prefix + "attention.head_count", mostHeads));
    CAFTAN_TRY(keyValueHeads, countField(metadata, prefix + "attention.head_count_kv", mostHeads, heads));
    CAFTAN_TRY(context, countField(metadata, prefix + "context_length", mostContext, 2048));
    CAFTAN_TRY(epsilon, positiveField(metadata, prefix + "attention.layer_norm_rms_epsilon"));
    model.vocabulary = vocabulary, model.hidden = hidden, model.intermediate = intermediate, model.layers = layers;
    model.heads = heads, model.keyValueHeads = keyValueHeads, model.context = context, model.normEpsilon = epsilon;
    CAFTAN_TRY(headSize, headSizeField(metadata, prefix + "attention.key_length", model));
    CAFTAN_TRY(valueSize, headSizeField(metadata, prefix + "attention.value_length", model));
    if (headSize != valueSize)
        return fail("keys and values of different sizes are not supported");
    model.headSize = headSize;
    return checkHeads(model);
}

} // namespace

Result<ModelConfig> configFromGguf(const Json& metadata, const GgufRope& rope) {
    const std::string architecture = textField(metadata, "general.architecture");
    if (architecture.empty())
        return fail("\"general.architecture\" is missing");
    constexpr const char* known[] = {"llama", "qwen2", "qwen3", "phi3", "gemma3"};
    if (std::find(std::begin(known), std::end(known), architecture) == std::end(known))
        return fail("the architecture " + architecture + " is not supported. " + supportedFamilies());
    const std::string prefix = architecture + ".";
    ModelConfig model;
    model.family = architecture;
    CAFTAN_CHECK(checkGgufVariants(metadata, model, prefix));
    CAFTAN_CHECK(readGgufSizes(metadata, prefix, model));
    model.ggufRotary = model.family == "llama";
    model.attentionBias = model.family == "qwen2";
    model.headNorms = model.family == "qwen3" || model.family == "gemma3";
    model.fusedProjections = model.family == "phi3";
    if (model.family == "gemma3")
        readGgufGemma(model);
    CAFTAN_CHECK(readGgufRope(metadata, prefix, rope, model));
    CAFTAN_CHECK(readGgufWindow(metadata, prefix, model));
    readGgufTokens(metadata, model);
    return model;
}

} // namespace caftan
