#include "core/formats/model_tensors.h"

#include <algorithm>
#include <unordered_map>

namespace caftan {

namespace {

void addAttention(std::vector<ModelTensor>& tensors, const ModelConfig& config, const std::string& name) {
    const int64_t queries = config.heads * config.headSize, keys = config.keyValueHeads * config.headSize;
    if (config.fusedProjections) {
        tensors.push_back({name + "qkv_proj.weight", {queries + 2 * keys, config.hidden}});
    } else {
        for (const auto& [projection, rows] : {std::pair("q_proj", queries), {"k_proj", keys}, {"v_proj", keys}}) {
            tensors.push_back({name + projection + ".weight", {rows, config.hidden}});
            if (config.attentionBias)
                tensors.push_back({name + projection + ".bias", {rows}});
        }
    }
    if (config.headNorms) {
        tensors.push_back({name + "q_norm.weight", {config.headSize}, true});
        tensors.push_back({name + "k_norm.weight", {config.headSize}, true});
    }
    tensors.push_back({name + "o_proj.weight", {config.hidden, queries}});
}

void addLayer(std::vector<ModelTensor>& tensors, const ModelConfig& config, const std::string& name) {
    const int64_t hidden = config.hidden, wide = config.intermediate;
    const auto norm = [&](const char* which) {
        tensors.push_back({name + which + "layernorm.weight", {hidden}, true});
    };
    norm("input_");
    addAttention(tensors, config, name + "self_attn.");
    norm("post_attention_");
    if (config.outputNorms)
        norm("pre_feedforward_");
    if (config.fusedProjections) {
        tensors.push_back({name + "mlp.gate_up_proj.weight", {2 * wide, hidden}});
    } else {
        tensors.push_back({name + "mlp.gate_proj.weight", {wide, hidden}});
        tensors.push_back({name + "mlp.up_proj.weight", {wide, hidden}});
    }
    tensors.push_back({name + "mlp.down_proj.weight", {hidden, wide}});
    if (config.outputNorms)
        norm("post_feedforward_");
}

std::string layerPrefix(int64_t layer) {
    return "model.layers." + std::to_string(layer) + ".";
}

Status checkTensor(const ModelTensor& expected, const TensorFinder& find) {
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

// What files carry besides weights: frequencies that follow from the configuration.
bool isDerived(const std::string& name) {
    return name.ends_with("rotary_emb.inv_freq") || name.ends_with("rope_freqs.weight") ||
           name == "rope_factors_long.weight" || name == "rope_factors_short.weight";
}

using Names = std::unordered_map<std::string, std::string>;

const Names& namesInLayer(const ModelConfig& config) {
    static const Names plain = {
        {"attn_norm", "input_layernorm"},    {"attn_q", "self_attn.q_proj"},
        {"attn_k", "self_attn.k_proj"},      {"attn_v", "self_attn.v_proj"},
        {"attn_q_norm", "self_attn.q_norm"}, {"attn_k_norm", "self_attn.k_norm"},
        {"attn_output", "self_attn.o_proj"}, {"ffn_norm", "post_attention_layernorm"},
        {"ffn_gate", "mlp.gate_proj"},       {"ffn_up", "mlp.up_proj"},
        {"ffn_down", "mlp.down_proj"},
    };
    static const Names fused = [] {
        Names names = plain;
        names["attn_qkv"] = "self_attn.qkv_proj";
        names["ffn_up"] = "mlp.gate_up_proj";
        return names;
    }();
    static const Names fourNorms = [] {
        Names names = plain;
        names["post_attention_norm"] = "post_attention_layernorm";
        names["ffn_norm"] = "pre_feedforward_layernorm";
        names["post_ffw_norm"] = "post_feedforward_layernorm";
        return names;
    }();
    return config.fusedProjections ? fused : config.outputNorms ? fourNorms : plain;
}

} // namespace

std::vector<ModelTensor> modelTensors(const ModelConfig& config) {
    std::vector<ModelTensor> tensors{{"model.embed_tokens.weight", {config.vocabulary, config.hidden}}};
    for (int64_t layer = 0; layer < config.layers; ++layer)
        addLayer(tensors, config, layerPrefix(layer));
    tensors.push_back({"model.norm.weight", {config.hidden}, true});
    if (!config.tiedEmbeddings)
        tensors.push_back({"lm_head.weight", {config.vocabulary, config.hidden}});
    return tensors;
}

std::vector<std::string> linearNames(const ModelConfig& config, std::span<const std::string> names) {
    std::vector<std::string> result;
    for (std::string name : names) {
        if (config.fusedProjections && (name == "q_proj" || name == "k_proj" || name == "v_proj"))
            name = "qkv_proj";
        else if (config.fusedProjections && (name == "gate_proj" || name == "up_proj"))
            name = "gate_up_proj";
        if (std::find(result.begin(), result.end(), name) == result.end())
            result.push_back(name);
    }
    return result;
}

std::string huggingFaceName(const ModelConfig& config, const std::string& ggufName) {
    static const Names whole = {{"token_embd.weight", "model.embed_tokens.weight"},
                                {"output_norm.weight", "model.norm.weight"},
                                {"output.weight", "lm_head.weight"}};
    if (const auto found = whole.find(ggufName); found != whole.end())
        return found->second;
    const size_t dot = ggufName.find('.', 4), last = ggufName.rfind('.');
    if (!ggufName.starts_with("blk.") || dot == std::string::npos || last <= dot)
        return "";
    const Names& names = namesInLayer(config);
    const auto found = names.find(ggufName.substr(dot + 1, last - dot - 1));
    return found == names.end()
               ? ""
               : "model.layers." + ggufName.substr(4, dot - 4) + "." + found->second + ggufName.substr(last);
}

Status checkTensors(ModelConfig& config, const TensorFinder& find, std::span<const std::string> names) {
    // One layer at a time: a configuration may claim more layers than the file has bytes.
    ModelConfig frame = config;
    frame.layers = 0;
    std::vector<ModelTensor> expected = modelTensors(frame);
    std::vector<std::string> known;
    config.parameters = 0;
    for (int64_t layer = 0; layer <= config.layers; ++layer) {
        for (const ModelTensor& tensor : expected) {
            CAFTAN_CHECK(checkTensor(tensor, find));
            config.parameters += find(tensor.name)->elements();
            known.push_back(tensor.name);
        }
        expected.clear();
        addLayer(expected, config, layerPrefix(layer));
    }
    if (names.size() == known.size())
        return {};
    known.push_back("lm_head.weight"); // beside a tied embedding it is a copy, which transformers ignores too
    std::sort(known.begin(), known.end());
    for (const std::string& name : names)
        if (!std::binary_search(known.begin(), known.end(), name) && !isDerived(name))
            return fail("tensor " + name + " is not part of a model of family " + config.family +
                        " with this configuration (" + std::to_string(config.layers) + " layers, " +
                        (config.attentionBias ? "biases on q, k and v" : "no biases") + ")");
    return {};
}

} // namespace caftan
