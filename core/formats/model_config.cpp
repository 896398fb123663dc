#include "core/formats/model_config.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <unordered_map>

namespace caftan {

namespace {

constexpr int64_t mostLayers = 10'000, mostHeads = 1 << 16, mostWidth = 1 << 24, mostContext = int64_t(1) << 31;

// A field of a JSON object; null counts as absent, as in transformers.
const Json* field(const Json& object, const std::string& key) {
    const auto found = object.is_object() ? object.find(key) : object.end();
    return found == object.end() || found->is_null() ? nullptr : &*found;
}

Result<int64_t> count(const Json& object, const std::string& key, int64_t most, std::optional<int64_t> otherwise = {}) {
    const Json* value = field(object, key);
    if (!value && otherwise)
        return *otherwise;
    if (!value)
        return fail("\"" + key + "\" is missing");
    const double number = value->is_number() ? value->get<double>() : -1;
    if (!value->is_number_integer() || number < 1 || number > double(most))
        return fail("\"" + key + "\" is " + dumpJson(*value).substr(0, 40) + ", a whole number from 1 to " +
                    std::to_string(most) + " was expected");
    return value->get<int64_t>();
}

Result<double> positive(const Json& object, const std::string& key, std::optional<double> otherwise = {}) {
    const Json* value = field(object, key);
    if (!value && otherwise)
        return *otherwise;
    if (!value)
        return fail("\"" + key + "\" is missing");
    const double number = value->is_number() ? value->get<double>() : 0;
    if (!(number > 0) || !std::isfinite(number))
        return fail("\"" + key + "\" is " + dumpJson(*value).substr(0, 40) + ", a positive number was expected");
    return number;
}

std::string textOf(const Json& object, const std::string& key) {
    const Json* value = field(object, key);
    return value && value->is_string() ? value->get<std::string>() : value ? dumpJson(*value).substr(0, 80) : "";
}

bool flag(const Json& object, const std::string& key) {
    const Json* value = field(object, key);
    return value && (!value->is_boolean() || value->get<bool>());
}

constexpr const char* supported = "This version reads Llama models (LlamaForCausalLM: Llama 2 and 3, SmolLM2)";

Status checkArchitecture(const Json& config) {
    const Json* architectures = field(config, "architectures");
    std::string architecture;
    if (architectures && architectures->is_array() && !architectures->empty() && architectures->front().is_string())
        architecture = architectures->front().get<std::string>();
    const std::string type = textOf(config, "model_type");
    if (architecture.empty() && type.empty())
        return fail("neither \"architectures\" nor \"model_type\" says what kind of model this is");
    if (!architecture.empty() && architecture != "LlamaForCausalLM")
        return fail("the architecture " + architecture + " is not supported. " + supported);
    if (!type.empty() && type != "llama")
        return fail("the model type " + type + " is not supported. " + supported);
    return {};
}

Status checkVariants(const Json& config) {
    for (const char* key : {"attention_bias", "mlp_bias"})
        if (flag(config, key))
            return fail(std::string("\"") + key + "\" is set: Llama models with biases are not supported");
    if (const std::string activation = textOf(config, "hidden_act"); !activation.empty() && activation != "silu")
        return fail("the activation \"" + activation + "\" (hidden_act) is not supported, only \"silu\" is");
    if (const Json* quantization = field(config, "quantization_config"))
        return fail("the weights are quantised by " +
                    (textOf(*quantization, "quant_method").empty() ? "an unknown method"
                                                                   : textOf(*quantization, "quant_method")) +
                    " (quantization_config), which is not supported. Take the original model or a GGUF file");
    if (const Json* partial = field(config, "partial_rotary_factor"); partial && *partial != 1)
        return fail("\"partial_rotary_factor\" other than 1 is not supported");
    return {};
}

Status readLlama3Rope(const Json& scaling, ModelConfig& model) {
    ModelConfig::Llama3Rope rope;
    CAFTAN_TRY(factor, positive(scaling, "factor"));
    CAFTAN_TRY(low, positive(scaling, "low_freq_factor"));
    CAFTAN_TRY(high, positive(scaling, "high_freq_factor"));
    CAFTAN_TRY(original, count(scaling, "original_max_position_embeddings", mostContext));
    if (!(high > low))
        return fail("\"high_freq_factor\" must be above \"low_freq_factor\"");
    rope = {factor, low, high, original};
    model.llama3Rope = rope;
    return {};
}

// "rope_scaling" of earlier transformers, "rope_parameters" (with the theta inside) of newer ones.
Status readRope(const Json& config, ModelConfig& model) {
    const Json* parameters = field(config, "rope_parameters");
    const Json* scaling = parameters ? parameters : field(config, "rope_scaling");
    const std::string name = parameters ? "rope_parameters" : "rope_scaling";
    const Json& place = parameters && field(*parameters, "rope_theta") ? *parameters : config;
    CAFTAN_TRY(theta, positive(place, "rope_theta", 10000.0));
    model.ropeTheta = theta;
    if (!scaling)
        return {};
    if (!scaling->is_object())
        return fail("\"" + name + "\" is not an object");
    if (const Json* partial = field(*scaling, "partial_rotary_factor"); partial && *partial != 1)
        return fail("\"partial_rotary_factor\" other than 1 is not supported");
    const std::string type = field(*scaling, "rope_type") ? textOf(*scaling, "rope_type") : textOf(*scaling, "type");
    Status read;
    if (type == "linear") {
        const auto factor = positive(*scaling, "factor");
        if (factor)
            model.linearRopeFactor = *factor;
        else
            read = failAt("linear", factor.error());
    } else if (type == "llama3") {
        read = readLlama3Rope(*scaling, model);
    } else if (type != "default" && !(type.empty() && parameters)) {
        return fail("rotary scaling of type \"" + type + "\" (" + name +
                    ") is not supported, \"linear\" and \"llama3\" are");
    }
    return read ? Status() : failAt("\"" + name + "\"", read.error());
}

int64_t tokenId(const Json* value, int64_t vocabulary) {
    if (!value || !value->is_number_integer())
        return -1;
    const int64_t id = value->get<int64_t>();
    return id >= 0 && id < vocabulary ? id : -1;
}

void addEos(const Json* value, ModelConfig& model) {
    if (value && value->is_array()) {
        for (const Json& one : *value)
            addEos(&one, model);
        return;
    }
    const int64_t id = tokenId(value, model.vocabulary);
    if (id >= 0 && std::find(model.eosTokens.begin(), model.eosTokens.end(), id) == model.eosTokens.end())
        model.eosTokens.push_back(id);
}

Status checkHeads(const ModelConfig& model) {
    if (model.heads % model.keyValueHeads != 0)
        return fail(std::to_string(model.heads) + " attention heads cannot share " +
                    std::to_string(model.keyValueHeads) + " key-value heads evenly");
    if (model.headSize % 2 != 0)
        return fail("heads of odd size " + std::to_string(model.headSize) + " cannot be rotated");
    return {};
}

Result<int64_t> headSizeOf(const Json& object, const std::string& key, const ModelConfig& model) {
    if (!field(object, key) && model.hidden % model.heads != 0)
        return fail("the width " + std::to_string(model.hidden) + " is no multiple of " + std::to_string(model.heads) +
                    " heads, and \"" + key + "\" is missing");
    return count(object, key, mostHeads, model.hidden / model.heads);
}

} // namespace

Result<ModelConfig> configFromHuggingFace(const Json& config, const Json& generation) {
    if (!config.is_object())
        return fail("a JSON object was expected");
    CAFTAN_CHECK(checkArchitecture(config));
    CAFTAN_CHECK(checkVariants(config));
    ModelConfig model;
    model.family = "llama";
    CAFTAN_TRY(vocabulary, count(config, "vocab_size", mostWidth));
    CAFTAN_TRY(hidden, count(config, "hidden_size", mostWidth));
    CAFTAN_TRY(intermediate, count(config, "intermediate_size", mostWidth));
    CAFTAN_TRY(layers, count(config, "num_hidden_layers", mostLayers));
    CAFTAN_TRY(heads, count(config, "num_attention_heads", mostHeads));
    CAFTAN_TRY(keyValueHeads, count(config, "num_key_value_heads", mostHeads, heads));
    CAFTAN_TRY(context, count(config, "max_position_embeddings", mostContext, 2048));
    CAFTAN_TRY(epsilon, positive(config, "rms_norm_eps", 1e-6));
    model.vocabulary = vocabulary, model.hidden = hidden, model.intermediate = intermediate, model.layers = layers;
    model.heads = heads, model.keyValueHeads = keyValueHeads, model.context = context, model.normEpsilon = epsilon;
    CAFTAN_TRY(headSize, headSizeOf(config, "head_dim", model));
    model.headSize = headSize;
    CAFTAN_CHECK(checkHeads(model));
    CAFTAN_CHECK(readRope(config, model));
    model.tiedEmbeddings = flag(config, "tie_word_embeddings");

    model.bosToken = tokenId(field(config, "bos_token_id"), vocabulary);
    model.padToken = tokenId(field(config, "pad_token_id"), vocabulary);
    addEos(field(config, "eos_token_id"), model);
    addEos(field(generation, "eos_token_id"), model);
    model.eosToken = model.eosTokens.empty() ? -1 : model.eosTokens.front();
    return model;
}

namespace {

Status checkGgufVariants(const Json& metadata, const std::string& prefix) {
    if (const Json* experts = field(metadata, prefix + "expert_count"); experts && *experts != 0)
        return fail("mixtures of experts (" + prefix + "expert_count) are not supported");
    for (const char* key :
         {"attention.sliding_window", "logit_scale", "embedding_scale", "residual_scale", "attention.scale"})
        if (field(metadata, prefix + key))
            return fail("\"" + prefix + key +
                        "\" is set, which Llama models do not have; such models are not supported");
    if (const Json* parts = field(metadata, "split.count"); parts && parts->is_number() && parts->get<double>() > 1)
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
    if (int64_t(factors.size()) * 2 != model.headSize)
        return fail("rope_freqs.weight does not have half a head's size");
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

Status readGgufRope(const Json& metadata, const std::string& prefix, std::span<const float> factors,
                    ModelConfig& model) {
    CAFTAN_TRY(theta, positive(metadata, prefix + "rope.freq_base", 10000.0));
    CAFTAN_TRY(rotated, count(metadata, prefix + "rope.dimension_count", mostHeads, model.headSize));
    model.ropeTheta = theta;
    if (rotated != model.headSize)
        return fail("only " + std::to_string(rotated) + " of " + std::to_string(model.headSize) +
                    " dimensions are rotated (" + prefix + "rope.dimension_count), which is not supported");
    const std::string type = textOf(metadata, prefix + "rope.scaling.type");
    if (type == "linear" || (type.empty() && field(metadata, prefix + "rope.scale_linear"))) {
        CAFTAN_TRY(factor, positive(metadata, prefix + (type.empty() ? "rope.scale_linear" : "rope.scaling.factor")));
        model.linearRopeFactor = factor;
    } else if (!type.empty() && type != "none") {
        return fail("rotary scaling of type \"" + type + "\" is not supported, \"linear\" and Llama 3's are");
    }
    return recogniseLlama3Rope(factors, model);
}

// Tokens that end a turn in the chat formats; GGUF files often name only one of them as end of sequence.
void readGgufTokens(const Json& metadata, ModelConfig& model) {
    const auto id = [&](const char* key) { return field(metadata, std::string("tokenizer.ggml.") + key); };
    model.bosToken = tokenId(id("bos_token_id"), model.vocabulary);
    model.padToken = tokenId(id("padding_token_id"), model.vocabulary);
    for (const char* key : {"eos_token_id", "eot_token_id"})
        addEos(id(key), model);
    const Json *tokens = id("tokens"), *types = id("token_type");
    constexpr int control = 3;
    if (tokens && types && tokens->is_array() && types->is_array() && tokens->size() == types->size())
        for (size_t i = 0; i < tokens->size(); ++i)
            if ((*types)[i] == control && ((*tokens)[i] == "<|eot_id|>" || (*tokens)[i] == "<|im_end|>")) {
                const Json found = i;
                addEos(&found, model);
            }
    model.eosToken = model.eosTokens.empty() ? -1 : model.eosTokens.front();
}

} // namespace

Result<ModelConfig> configFromGguf(const Json& metadata, std::span<const float> ropeFactors) {
    const std::string architecture = textOf(metadata, "general.architecture");
    if (architecture.empty())
        return fail("\"general.architecture\" is missing");
    if (architecture != "llama")
        return fail("the architecture " + architecture + " is not supported. " + supported);
    const std::string prefix = architecture + ".";
    CAFTAN_CHECK(checkGgufVariants(metadata, prefix));
    ModelConfig model;
    model.family = "llama";
    model.ggufRotary = true;
    const Json* tokens = field(metadata, "tokenizer.ggml.tokens");
    const int64_t listed = tokens && tokens->is_array() ? int64_t(tokens->size()) : 0;
    CAFTAN_TRY(vocabulary,
               count(metadata, prefix + "vocab_size", mostWidth, listed ? std::optional(listed) : std::nullopt));
    CAFTAN_TRY(hidden, count(metadata, prefix + "embedding_length", mostWidth));
    CAFTAN_TRY(intermediate, count(metadata, prefix + "feed_forward_length", mostWidth));
    CAFTAN_TRY(layers, count(metadata, prefix + "block_count", mostLayers));
    CAFTAN_TRY(heads, count(metadata, prefix + "attention.head_count", mostHeads));
    CAFTAN_TRY(keyValueHeads, count(metadata, prefix + "attention.head_count_kv", mostHeads, heads));
    CAFTAN_TRY(context, count(metadata, prefix + "context_length", mostContext, 2048));
    CAFTAN_TRY(epsilon, positive(metadata, prefix + "attention.layer_norm_rms_epsilon"));
    model.vocabulary = vocabulary, model.hidden = hidden, model.intermediate = intermediate, model.layers = layers;
    model.heads = heads, model.keyValueHeads = keyValueHeads, model.context = context, model.normEpsilon = epsilon;
    CAFTAN_TRY(headSize, headSizeOf(metadata, prefix + "attention.key_length", model));
    CAFTAN_TRY(valueSize, headSizeOf(metadata, prefix + "attention.value_length", model));
    if (headSize != valueSize)
        return fail("keys and values of different sizes are not supported");
    model.headSize = headSize;
    CAFTAN_CHECK(checkHeads(model));
    CAFTAN_CHECK(readGgufRope(metadata, prefix, ropeFactors, model));
    readGgufTokens(metadata, model);
    return model;
}

std::string huggingFaceName(const std::string& ggufName) {
    static const std::unordered_map<std::string, std::string> whole = {
        {"token_embd.weight", "model.embed_tokens.weight"},
        {"output_norm.weight", "model.norm.weight"},
        {"output.weight", "lm_head.weight"},
    };
    static const std::unordered_map<std::string, std::string> inLayer = {
        {"attn_norm.weight", "input_layernorm.weight"},    {"attn_q.weight", "self_attn.q_proj.weight"},
        {"attn_k.weight", "self_attn.k_proj.weight"},      {"attn_v.weight", "self_attn.v_proj.weight"},
        {"attn_output.weight", "self_attn.o_proj.weight"}, {"ffn_norm.weight", "post_attention_layernorm.weight"},
        {"ffn_gate.weight", "mlp.gate_proj.weight"},       {"ffn_up.weight", "mlp.up_proj.weight"},
        {"ffn_down.weight", "mlp.down_proj.weight"},
    };
    if (const auto found = whole.find(ggufName); found != whole.end())
        return found->second;
    const size_t dot = ggufName.find('.', 4);
    if (!ggufName.starts_with("blk.") || dot == std::string::npos)
        return "";
    const auto found = inLayer.find(ggufName.substr(dot + 1));
    return found == inLayer.end() ? "" : "model.layers." + ggufName.substr(4, dot - 4) + "." + found->second;
}

namespace {

struct Expected {
    std::string name;
    std::vector<int64_t> shape;
};

std::vector<Expected> layerTensors(const ModelConfig& config, int64_t layer) {
    const int64_t queries = config.heads * config.headSize, keys = config.keyValueHeads * config.headSize;
    const int64_t hidden = config.hidden, wide = config.intermediate;
    const std::string name = "model.layers." + std::to_string(layer) + ".";
    return {
        {name + "input_layernorm.weight", {hidden}},           {name + "self_attn.q_proj.weight", {queries, hidden}},
        {name + "self_attn.k_proj.weight", {keys, hidden}},    {name + "self_attn.v_proj.weight", {keys, hidden}},
        {name + "self_attn.o_proj.weight", {hidden, queries}}, {name + "post_attention_layernorm.weight", {hidden}},
        {name + "mlp.gate_proj.weight", {wide, hidden}},       {name + "mlp.up_proj.weight", {wide, hidden}},
        {name + "mlp.down_proj.weight", {hidden, wide}}};
}

Status checkTensor(const Expected& expected, const TensorFinder& find) {
    const TensorView* tensor = find(expected.name);
    if (!tensor)
        return fail("tensor " + expected.name + " is missing");
    if (tensor->shape != expected.shape)
        return fail("tensor " + expected.name + " has the shape " + shapeText(tensor->shape) +
                    ", but the configuration asks for " + shapeText(expected.shape));
    const TensorType type = tensor->type;
    if (type == TensorType::I64 || type == TensorType::I32 || type == TensorType::U8 || type == TensorType::Bool)
        return fail("tensor " + expected.name + " holds numbers of type " + tensorTypeName(type) +
                    ", which are not weights of a supported kind");
    return {};
}

} // namespace

Status checkTensors(ModelConfig& config, const TensorFinder& find, std::span<const std::string> names) {
    std::vector<Expected> outer = {{"model.embed_tokens.weight", {config.vocabulary, config.hidden}},
                                   {"model.norm.weight", {config.hidden}}};
    if (!config.tiedEmbeddings)
        outer.push_back({"lm_head.weight", {config.vocabulary, config.hidden}});
    config.parameters = 0;
    size_t known = 0;
    const auto check = [&](const std::vector<Expected>& tensors) -> Status {
        for (const Expected& expected : tensors) {
            CAFTAN_CHECK(checkTensor(expected, find));
            config.parameters += find(expected.name)->elements();
            ++known;
        }
        return {};
    };
    CAFTAN_CHECK(check(outer));
    for (int64_t layer = 0; layer < config.layers; ++layer)
        CAFTAN_CHECK(check(layerTensors(config, layer)));
    if (names.size() == known)
        return {};

    std::vector<Expected> all = outer;
    for (int64_t layer = 0; layer < config.layers; ++layer)
        for (Expected& expected : layerTensors(config, layer))
            all.push_back(std::move(expected));
    std::vector<std::string> allNames{
        "lm_head.weight"}; // beside a tied embedding it is a copy, which transformers ignores too
    for (Expected& expected : all)
        allNames.push_back(std::move(expected.name));
    std::sort(allNames.begin(), allNames.end());
    for (const std::string& name : names)
        if (!std::binary_search(allNames.begin(), allNames.end(), name) && !name.ends_with("rotary_emb.inv_freq") &&
            !name.ends_with("rope_freqs.weight"))
            return fail("tensor " + name + " is not part of a Llama model with this configuration (" +
                        std::to_string(config.layers) + " layers, no biases)");
    return {};
}

} // namespace caftan
