// config.json of a Hugging Face folder.
#include "core/formats/model_config.h"

#include "core/formats/json_fields.h"

#include <algorithm>
#include <cmath>

namespace caftan {

namespace {

constexpr FamilyName families[] = {
    {"llama", "LlamaForCausalLM", "llama"}, {"mistral", "MistralForCausalLM", "mistral"},
    {"qwen2", "Qwen2ForCausalLM", "qwen2"}, {"qwen3", "Qwen3ForCausalLM", "qwen3"},
    {"phi3", "Phi3ForCausalLM", "phi3"},    {"gemma3", "Gemma3ForCausalLM", "gemma3_text"},
};

Result<std::string> familyOf(const Json& config) {
    const Json* architectures = findField(config, "architectures");
    std::string architecture;
    if (architectures && architectures->is_array() && !architectures->empty() && architectures->front().is_string())
        architecture = architectures->front().get<std::string>();
    const std::string type = textField(config, "model_type");
    if (architecture.empty() && type.empty())
        return fail("neither \"architectures\" nor \"model_type\" says what kind of model this is");
    const auto named = [&](const char* FamilyName::* member, const std::string& name) {
        return std::find_if(std::begin(families), std::end(families),
                            [&](const FamilyName& family) { return name == family.*member; });
    };
    const auto byArchitecture = named(&FamilyName::architecture, architecture), byType = named(&FamilyName::type, type);
    if (!architecture.empty() && byArchitecture == std::end(families))
        return fail("the architecture " + architecture + " is not supported. " + supportedFamilies());
    if (!type.empty() && byType == std::end(families))
        return fail("the model type " + type + " is not supported. " + supportedFamilies());
    if (!architecture.empty() && !type.empty() && byArchitecture != byType)
        return fail("the architecture " + architecture + " and the model type " + type + " do not belong together");
    return std::string(architecture.empty() ? byType->name : byArchitecture->name);
}

Status checkVariants(const Json& config, const std::string& family) {
    for (const char* key : {"attention_bias", "mlp_bias", "lm_head_bias", "use_bidirectional_attention",
                            "attn_logit_softcapping", "final_logit_softcapping"})
        if (isSet(config, key))
            return fail(std::string("\"") + key + "\" is set: " + family + " models with it are not supported");
    const bool gemma = family == "gemma3";
    const std::string wanted = gemma ? "gelu_pytorch_tanh" : "silu";
    for (const char* key : {"hidden_act", "hidden_activation"})
        if (const std::string activation = textField(config, key); !activation.empty() && activation != wanted)
            return fail("the activation \"" + activation + "\" (" + key + ") is not supported for " + family +
                        ", only \"" + wanted + "\" is");
    if (const Json* quantization = findField(config, "quantization_config"))
        return fail("the weights are quantised by " +
                    (textField(*quantization, "quant_method").empty() ? "an unknown method"
                                                                      : textField(*quantization, "quant_method")) +
                    " (quantization_config), which is not supported. Take the original model or a GGUF file");
    return {};
}

Status readLlama3Rope(const Json& scaling, ModelConfig& model) {
    CAFTAN_TRY(factor, positiveField(scaling, "factor"));
    CAFTAN_TRY(low, positiveField(scaling, "low_freq_factor"));
    CAFTAN_TRY(high, positiveField(scaling, "high_freq_factor"));
    CAFTAN_TRY(original, countField(scaling, "original_max_position_embeddings", mostContext));
    if (!(high > low))
        return fail("\"high_freq_factor\" must be above \"low_freq_factor\"");
    model.llama3Rope = {factor, low, high, original};
    return {};
}

Result<std::vector<double>> factorList(const Json& scaling, const std::string& key, const ModelConfig& model) {
    const Json* list = findField(scaling, key);
    const size_t wanted = size_t(model.rotatedSize() / 2);
    if (!list || !list->is_array() || list->size() != wanted)
        return fail("\"" + key + "\" must be a list of " + std::to_string(wanted) +
                    " numbers, half of the rotated dimensions");
    std::vector<double> factors;
    for (const Json& one : *list) {
        factors.push_back(one.is_number() ? one.get<double>() : 0);
        if (!(factors.back() > 0) || !std::isfinite(factors.back()))
            return fail("\"" + key + "\" holds " + dumpJson(one).substr(0, 40) + ", a positive number was expected");
    }
    return factors;
}

// transformers, modeling_rope_utils.py, _compute_longrope_parameters; a top-level original context comes first.
Status readLongRope(const Json& config, const Json& scaling, ModelConfig& model) {
    const std::string original = "original_max_position_embeddings";
    ModelConfig::LongRope rope;
    CAFTAN_TRY(originalContext, countField(findField(config, original) ? config : scaling, original, mostContext,
                                           model.family == "phi3" ? std::optional<int64_t>(4096) : std::nullopt));
    CAFTAN_TRY(factor, positiveField(scaling, "factor", double(model.context) / double(originalContext)));
    CAFTAN_TRY(attention, positiveField(scaling, "attention_factor", longRopeAttention(factor, originalContext)));
    CAFTAN_TRY(shortFactors, factorList(scaling, "short_factor", model));
    CAFTAN_TRY(longFactors, factorList(scaling, "long_factor", model));
    model.longRope = ModelConfig::LongRope{shortFactors, longFactors, originalContext, attention};
    return {};
}

Status readScaling(const Json& config, const Json& scaling, ModelConfig& model) {
    std::string type = findField(scaling, "rope_type") ? textField(scaling, "rope_type") : textField(scaling, "type");
    if (model.family == "phi3" && (type == "su" || type == "yarn")) // names that Phi-3's first files used
        type = "longrope";
    if (type == "linear") {
        CAFTAN_TRY(factor, positiveField(scaling, "factor"));
        model.linearRopeFactor = factor;
        return {};
    }
    if (type == "llama3")
        return readLlama3Rope(scaling, model);
    if (type == "longrope")
        return readLongRope(config, scaling, model);
    if (type.empty() || type == "default")
        return {};
    return fail("rotary scaling of type \"" + type +
                "\" is not supported, \"linear\", \"llama3\" and \"longrope\" are");
}

// The part of a head that is rotated, from either place.
Status readRotated(const Json& config, const Json* scaling, ModelConfig& model) {
    const std::string key = "partial_rotary_factor";
    const Json& place = scaling && findField(*scaling, key) ? *scaling : config;
    CAFTAN_TRY(part, positiveField(place, key, 1.0));
    if (part == 1)
        return {};
    if (model.family != "phi3" || part > 1)
        return fail("\"" + key + "\" other than 1 is not supported for " + model.family);
    model.rotated = int64_t(double(model.headSize) * part);
    return model.rotated >= 2 && model.rotated % 2 == 0
               ? Status()
               : fail("\"" + key + "\" rotates " + std::to_string(model.rotated) +
                      " dimensions of a head, an even number was expected");
}

struct RopeFields {
    const Json* scaling = nullptr; // absent: none
    const Json* sliding = nullptr; // of sliding layers, where they have their own
    std::string name;
};

// "rope_scaling" of transformers 4, "rope_parameters" (with the theta inside) of 5, by kind of layer for Gemma 3.
Result<RopeFields> ropeFields(const Json& config, bool byLayerType) {
    const Json* parameters = findField(config, "rope_parameters");
    RopeFields fields{parameters ? parameters : findField(config, "rope_scaling"), nullptr,
                      parameters ? "rope_parameters" : "rope_scaling"};
    if (fields.scaling && !fields.scaling->is_object())
        return fail("\"" + fields.name + "\" is not an object");
    if (!parameters)
        return fields;
    const Json* full = findField(*parameters, "full_attention");
    const Json* sliding = findField(*parameters, "sliding_attention");
    if ((full || sliding) && !byLayerType)
        return fail("\"rope_parameters\" that differ between layers are supported for Gemma 3 alone");
    if (byLayerType)
        fields.scaling = full, fields.sliding = sliding;
    return fields;
}

Status readRope(const Json& config, ModelConfig& model) {
    const bool gemma = model.family == "gemma3";
    CAFTAN_TRY(fields, ropeFields(config, gemma));
    const auto thetaOf = [&](const Json* own, const char* key, double otherwise) {
        return own && findField(*own, "rope_theta") ? positiveField(*own, "rope_theta")
                                                    : positiveField(config, key, otherwise);
    };
    CAFTAN_TRY(theta, thetaOf(fields.scaling, "rope_theta", gemma ? 1e6 : 1e4));
    model.ropeTheta = theta;
    if (gemma) {
        CAFTAN_TRY(local, thetaOf(fields.sliding, "rope_local_base_freq", 1e4));
        model.slidingRopeTheta = local;
        if (fields.sliding && textField(*fields.sliding, "rope_type") != "default" &&
            findField(*fields.sliding, "rope_type"))
            return fail("rotary scaling of sliding layers (\"rope_parameters\") is not supported");
    }
    CAFTAN_CHECK(readRotated(config, fields.scaling, model));
    if (!fields.scaling)
        return {};
    const Status read = readScaling(config, *fields.scaling, model);
    return read ? Status() : failAt("\"" + fields.name + "\"", read.error());
}

// Which layers see a window only. Layers are named one by one ("layer_types") or follow a rule of the family.
Status readWindow(const Json& config, ModelConfig& model) {
    const bool qwen = model.family == "qwen2" || model.family == "qwen3", gemma = model.family == "gemma3";
    if (model.family == "llama" || (qwen && !isSet(config, "use_sliding_window")))
        return {};
    const bool missing = !config.contains("sliding_window"); // null means none
    if (!findField(config, "sliding_window") && !(missing && (model.family != "phi3")))
        return {};
    CAFTAN_TRY(window, countField(config, "sliding_window", mostContext, 4096));
    CAFTAN_TRY(full, countField(config, "max_window_layers", mostLayers, 28));
    CAFTAN_TRY(pattern, countField(config, "sliding_window_pattern", mostLayers, 6));
    model.window = window;
    const Json* types = findField(config, "layer_types");
    if (types && (!types->is_array() || int64_t(types->size()) != model.layers))
        return fail("\"layer_types\" must name the kind of each of the " + std::to_string(model.layers) + " layers");
    for (int64_t layer = 0; layer < model.layers; ++layer) {
        if (types && (qwen || gemma)) {
            const Json& type = (*types)[size_t(layer)];
            if (type != "sliding_attention" && type != "full_attention")
                return fail("\"layer_types\" names " + dumpJson(type).substr(0, 40) +
                            "; \"full_attention\" and \"sliding_attention\" are supported");
            model.slidingLayers.push_back(type == "sliding_attention");
        } else {
            model.slidingLayers.push_back(qwen ? layer >= full : gemma ? (layer + 1) % pattern != 0 : true);
        }
    }
    return {};
}

Status readFamily(const Json& config, ModelConfig& model) {
    model.attentionBias = model.family == "qwen2";
    model.headNorms = model.family == "qwen3" || model.family == "gemma3";
    model.fusedProjections = model.family == "phi3";
    if (model.family != "gemma3")
        return {};
    CAFTAN_TRY(scalar, positiveField(config, "query_pre_attn_scalar", 256.0));
    model.queryScale = 1 / std::sqrt(scalar);
    model.embeddingScale = std::sqrt(double(model.hidden));
    model.outputNorms = model.geluTanh = true;
    model.normOffset = 1;
    return {};
}

Status readSizes(const Json& config, ModelConfig& model) {
    const bool gemma = model.family == "gemma3";
    CAFTAN_TRY(vocabulary, countField(config, "vocab_size", mostWidth));
    CAFTAN_TRY(hidden, countField(config, "hidden_size", mostWidth));
    CAFTAN_TRY(intermediate, countField(config, "intermediate_size", mostWidth));
    CAFTAN_TRY(layers, countField(config, "num_hidden_layers", mostLayers));
    CAFTAN_TRY(heads, countField(config, "num_attention_heads", mostHeads));
    CAFTAN_TRY(keyValueHeads, countField(config, "num_key_value_heads", mostHeads, gemma ? 4 : heads));
    CAFTAN_TRY(context, countField(config, "max_position_embeddings", mostContext, 2048));
    CAFTAN_TRY(epsilon, positiveField(config, "rms_norm_eps", model.family == "phi3" ? 1e-5 : 1e-6));
    model.vocabulary = vocabulary, model.hidden = hidden, model.intermediate = intermediate, model.layers = layers;
    model.heads = heads, model.keyValueHeads = keyValueHeads, model.context = context, model.normEpsilon = epsilon;
    const bool own = !findField(config, "head_dim") && (gemma || model.family == "qwen3"); // their classes' defaults
    CAFTAN_TRY(headSize, own ? Result<int64_t>(gemma ? 256 : 128) : headSizeField(config, "head_dim", model));
    model.headSize = headSize;
    return checkHeads(model);
}

} // namespace

std::span<const FamilyName> familyNames() {
    return families;
}

std::string supportedFamilies() {
    return "This version reads Llama 2 and 3, SmolLM2, Mistral, Qwen2, Qwen2.5, Qwen3, Phi-3, Phi-4 and Gemma 3 (text)";
}

Status checkHeads(const ModelConfig& model) {
    if (model.heads % model.keyValueHeads != 0)
        return fail(std::to_string(model.heads) + " attention heads cannot share " +
                    std::to_string(model.keyValueHeads) + " key-value heads evenly");
    if (model.headSize % 2 != 0)
        return fail("heads of odd size " + std::to_string(model.headSize) + " cannot be rotated");
    return {};
}

Result<int64_t> headSizeField(const Json& object, const std::string& key, const ModelConfig& model) {
    if (!findField(object, key) && model.hidden % model.heads != 0)
        return fail("the width " + std::to_string(model.hidden) + " is no multiple of " + std::to_string(model.heads) +
                    " heads, and \"" + key + "\" is missing");
    return countField(object, key, mostHeads, model.hidden / model.heads);
}

int64_t tokenIdOf(const Json* value, int64_t vocabulary) {
    if (!value || !value->is_number_integer())
        return -1;
    const int64_t id = value->get<int64_t>();
    return id >= 0 && id < vocabulary ? id : -1;
}

void addEndTokens(const Json* value, ModelConfig& model) {
    if (value && value->is_array()) {
        for (const Json& one : *value)
            if (!one.is_array())
                addEndTokens(&one, model);
        return;
    }
    const int64_t id = tokenIdOf(value, model.vocabulary);
    if (id >= 0 && std::find(model.eosTokens.begin(), model.eosTokens.end(), id) == model.eosTokens.end())
        model.eosTokens.push_back(id);
}

double longRopeAttention(double factor, int64_t originalContext) {
    return factor <= 1 ? 1 : std::sqrt(1 + std::log(factor) / std::log(double(originalContext)));
}

Result<ModelConfig> configFromHuggingFace(const Json& config, const Json& generation) {
    if (!config.is_object())
        return fail("a JSON object was expected");
    CAFTAN_TRY(family, familyOf(config));
    CAFTAN_CHECK(checkVariants(config, family));
    ModelConfig model;
    model.family = family;
    CAFTAN_CHECK(readSizes(config, model));
    CAFTAN_CHECK(readFamily(config, model));
    CAFTAN_CHECK(readRope(config, model));
    CAFTAN_CHECK(readWindow(config, model));
    const Json* tied = findField(config, "tie_word_embeddings");
    model.tiedEmbeddings = tied ? isSet(config, "tie_word_embeddings") : family == "gemma3";

    model.bosToken = tokenIdOf(findField(config, "bos_token_id"), model.vocabulary);
    model.padToken = tokenIdOf(findField(config, "pad_token_id"), model.vocabulary);
    addEndTokens(findField(config, "eos_token_id"), model);
    addEndTokens(findField(generation, "eos_token_id"), model);
    model.eosToken = model.eosTokens.empty() ? -1 : model.eosTokens.front();
    return model;
}

} // namespace caftan
