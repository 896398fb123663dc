// ModelSource: configurations read and refused by name, tensors found and checked.
#include "core/base/json.h"
#include "core/formats/model_config.h"
#include "core/formats/safetensors.h"
#include "tests/core/format_helpers.h"

#include <sstream>

using namespace caftan;
using namespace caftan::test;

namespace {

namespace fs = std::filesystem;

Json smallConfig() {
    return {{"architectures", {"LlamaForCausalLM"}},
            {"model_type", "llama"},
            {"vocab_size", 10},
            {"hidden_size", 8},
            {"intermediate_size", 12},
            {"num_hidden_layers", 2},
            {"num_attention_heads", 2},
            {"num_key_value_heads", 1},
            {"max_position_embeddings", 32},
            {"rms_norm_eps", 1e-5},
            {"rope_theta", 5000.0},
            {"tie_word_embeddings", true},
            {"hidden_act", "silu"},
            {"bos_token_id", 1},
            {"eos_token_id", 2}};
}

struct Tensor {
    std::string name;
    std::vector<int64_t> shape;
};
std::vector<Tensor> smallTensors() {
    std::vector<Tensor> tensors{{"model.embed_tokens.weight", {10, 8}}, {"model.norm.weight", {8}}};
    for (const std::string layer : {"model.layers.0.", "model.layers.1."})
        for (const Tensor& tensor : std::vector<Tensor>{{"input_layernorm.weight", {8}},
                                                        {"post_attention_layernorm.weight", {8}},
                                                        {"self_attn.q_proj.weight", {8, 8}},
                                                        {"self_attn.k_proj.weight", {4, 8}},
                                                        {"self_attn.v_proj.weight", {4, 8}},
                                                        {"self_attn.o_proj.weight", {8, 8}},
                                                        {"mlp.gate_proj.weight", {12, 8}},
                                                        {"mlp.up_proj.weight", {12, 8}},
                                                        {"mlp.down_proj.weight", {8, 12}}})
            tensors.push_back({layer + tensor.name, tensor.shape});
    return tensors;
}

// What tells one family's configuration from another's.
std::string factsOf(const ModelConfig& config) {
    std::ostringstream out;
    out << config.family << " " << config.headSize << (config.attentionBias ? " bias" : "")
        << (config.headNorms ? " head norms" : "") << (config.fusedProjections ? " fused" : "")
        << (config.tiedEmbeddings ? " tied" : "") << " theta " << config.ropeTheta;
    if (config.rotated)
        out << " rotated " << config.rotated;
    if (config.longRope)
        out << " longrope " << config.longRope->originalContext << " " << config.longRope->attentionFactor << " "
            << config.longRope->longFactors.at(1);
    if (config.linearRopeFactor != 1)
        out << " linear " << config.linearRopeFactor;
    if (config.llama3Rope)
        out << " llama3 " << config.llama3Rope->factor << " " << config.llama3Rope->originalContext;
    if (config.window)
        out << " window " << config.window;
    for (int64_t layer = 0; config.window && layer < config.layers; ++layer)
        out << " " << config.slides(layer);
    if (config.slidingRopeTheta > 0)
        out << " local " << config.slidingRopeTheta;
    if (config.outputNorms)
        out << " norms" << (config.geluTanh ? " gelu" : "") << " embedding " << config.embeddingScale << " query "
            << config.queryScale;
    return out.str();
}

class Folder {
  public:
    Folder() { write("config.json", dumpJson(smallConfig())); }
    fs::path path() const { return directory_.path().toStdString(); }
    void write(const std::string& name, const std::string& content) { QVERIFY(writeFile(path() / name, content)); }
    void weights(const std::vector<Tensor>& tensors, const std::string& name = "model.safetensors") {
        const std::string zeros(4096, '\0');
        std::vector<TensorView> views;
        for (const Tensor& tensor : tensors)
            views.push_back({tensor.name, TensorType::F32, tensor.shape,
                             bytesOf(zeros).first(size_t(*tensorBytes(TensorType::F32, tensor.shape)))});
        QVERIFY(writeSafetensors(path() / name, views));
    }
    std::string problem() const {
        const auto source = ModelSource::open(path());
        return source ? "" : source.error().message;
    }

  private:
    QTemporaryDir directory_;
};

} // namespace

class TestFormatsModel : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void opensAFolder() {
        Folder folder;
        folder.weights(smallTensors());
        folder.write("generation_config.json", R"({"eos_token_id": [2, 5]})");
        folder.write("tokenizer_config.json",
                     R"({"eos_token": "<end>", "added_tokens_decoder": {"7": {"content": "<end>"}}})");
        const auto source = ModelSource::open(folder.path());
        QVERIFY2(source, source ? "" : message(source.error()));
        const ModelConfig& config = (*source)->config();
        QVERIFY(config.family == "llama" && config.headSize == 4 && config.ropeTheta == 5000 && config.tiedEmbeddings);
        QVERIFY(config.eosTokens == (std::vector<int64_t>{2, 5, 7}) && config.eosToken == 2 && config.padToken == -1);
        QCOMPARE(config.parameters, int64_t(80 + 8 + 2 * (8 + 8 + 64 + 32 + 32 + 64 + 96 * 3)));
        QVERIFY((*source)->find("model.layers.1.mlp.down_proj.weight") && !(*source)->find("lm_head.weight"));
        QVERIFY(!(*source)->isGguf() && (*source)->names().size() == 20);
        const auto hash = (*source)->sha256();
        QVERIFY(hash && hash->size() == 64);
    }

    void opensShards() {
        Folder folder;
        const auto tensors = smallTensors();
        folder.weights({tensors.begin(), tensors.begin() + 9}, "model-00001-of-00002.safetensors");
        folder.weights({tensors.begin() + 9, tensors.end()}, "model-00002-of-00002.safetensors");
        Json map = Json::object();
        for (size_t i = 0; i < tensors.size(); ++i)
            map[tensors[i].name] = i < 9 ? "model-00001-of-00002.safetensors" : "model-00002-of-00002.safetensors";
        folder.write("model.safetensors.index.json", dumpJson({{"metadata", Json::object()}, {"weight_map", map}}));
        QCOMPARE(folder.problem(), std::string());
        fs::remove(folder.path() / "model-00002-of-00002.safetensors");
        QVERIFY(folder.problem().find("model-00002-of-00002.safetensors") != std::string::npos);
        folder.write("model.safetensors.index.json", R"({"weight_map": {"x": "../../etc/passwd"}})");
        QVERIFY(folder.problem().find("not the name") != std::string::npos);
        folder.write("model.safetensors.index.json", "{");
        QVERIFY(folder.problem().find("weight_map") != std::string::npos);
    }

    void refusesConfigurationsByName_data() {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("value"); // "" removes the key
        QTest::addColumn<QByteArray>("word");
        const auto row = [](const char* name, const char* key, const char* value, const char* word) {
            QTest::newRow(name) << QByteArray(key) << QByteArray(value) << QByteArray(word);
        };
        row("architecture", "architectures", R"(["MambaForCausalLM"])", "MambaForCausalLM");
        row("other architecture", "architectures", R"(["Qwen2ForCausalLM"])", "do not belong together");
        row("model type", "model_type", R"("mistral")", "mistral");
        row("attention bias", "attention_bias", "true", "attention_bias");
        row("mlp bias", "mlp_bias", "true", "mlp_bias");
        row("activation", "hidden_act", R"("gelu")", "gelu");
        row("quantised", "quantization_config", R"({"quant_method": "gptq"})", "gptq");
        row("rope type", "rope_scaling", R"({"type": "dynamic", "factor": 2})", "dynamic");
        row("rope yarn", "rope_parameters", R"({"rope_type": "yarn", "rope_theta": 1e4})", "yarn");
        row("llama3 without factor", "rope_scaling", R"({"rope_type": "llama3"})", "\"factor\" is missing");
        row("partial", "partial_rotary_factor", "0.5", "partial_rotary_factor");
        row("no width", "hidden_size", "", "\"hidden_size\" is missing");
        row("no layers", "num_hidden_layers", "0", "num_hidden_layers");
        row("negative", "vocab_size", "-3", "vocab_size");
        row("large", "vocab_size", "99999999999", "vocab_size");
        row("text", "num_attention_heads", R"("four")", "num_attention_heads");
        row("fraction", "intermediate_size", "1.5", "intermediate_size");
        row("groups", "num_key_value_heads", "3", "key-value");
        row("width", "num_attention_heads", "3", "head_dim");
        row("odd heads", "head_dim", "3", "odd size");
        row("epsilon", "rms_norm_eps", "0", "rms_norm_eps");
        row("theta", "rope_theta", R"("x")", "rope_theta");
    }
    void refusesConfigurationsByName() {
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, word);
        Json config = smallConfig();
        config.erase(key.toStdString());
        if (!value.isEmpty())
            config[key.toStdString()] = *parseJson(value.toStdString());
        Folder folder; // no weights: refused before they are looked for
        folder.write("config.json", dumpJson(config));
        const std::string problem = folder.problem();
        QVERIFY2(problem.find(word.toStdString()) != std::string::npos &&
                     problem.find("config.json") != std::string::npos,
                 problem.c_str());
    }

    void readsRopeScaling() {
        Json config = smallConfig();
        config["rope_scaling"] = *parseJson(R"({"rope_type": "llama3", "factor": 8.0, "low_freq_factor": 1.0,
                                                "high_freq_factor": 4.0, "original_max_position_embeddings": 8192})");
        const auto llama3 = configFromHuggingFace(config, Json());
        QVERIFY(llama3 && llama3->llama3Rope && llama3->llama3Rope->factor == 8 && llama3->ropeTheta == 5000);
        config["rope_scaling"] = *parseJson(R"({"type": "linear", "factor": 2})");
        QVERIFY(configFromHuggingFace(config, Json())->linearRopeFactor == 2);
        config.erase("rope_scaling");
        config["rope_parameters"] = *parseJson(R"({"rope_type": "default", "rope_theta": 123})");
        QVERIFY(configFromHuggingFace(config, Json())->ropeTheta == 123);
    }

    // What the published models' files say, in the spelling of transformers 4.
    void readsPublishedFamilies_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("facts");
        QTest::newRow("Qwen2.5-3B") << QByteArray(R"({"architectures": ["Qwen2ForCausalLM"], "model_type": "qwen2",
            "hidden_act": "silu", "hidden_size": 2048, "intermediate_size": 11008, "max_position_embeddings": 32768,
            "max_window_layers": 70, "num_attention_heads": 16, "num_hidden_layers": 36, "num_key_value_heads": 2,
            "rms_norm_eps": 1e-06, "rope_theta": 1000000.0, "sliding_window": 32768, "tie_word_embeddings": true,
            "use_sliding_window": false, "vocab_size": 151936, "eos_token_id": 151645})")
                                    << QByteArray("qwen2 128 bias tied theta 1e+06");
        QTest::newRow("Qwen2 sliding") << QByteArray(R"({"model_type": "qwen2", "hidden_size": 64,
            "intermediate_size": 64, "max_window_layers": 1, "num_attention_heads": 4, "num_hidden_layers": 3,
            "sliding_window": 16, "use_sliding_window": true, "vocab_size": 99})")
                                       << QByteArray("qwen2 16 bias theta 10000 window 16 0 1 1");
        QTest::newRow("Qwen3-0.6B") << QByteArray(R"({"architectures": ["Qwen3ForCausalLM"], "attention_bias": false,
            "head_dim": 128, "hidden_act": "silu", "hidden_size": 1024, "intermediate_size": 3072, "model_type": "qwen3",
            "max_position_embeddings": 40960, "max_window_layers": 28, "num_attention_heads": 16,
            "num_hidden_layers": 28, "num_key_value_heads": 8, "rms_norm_eps": 1e-06, "rope_scaling": null,
            "rope_theta": 1000000, "sliding_window": null, "tie_word_embeddings": true, "use_sliding_window": false,
            "vocab_size": 151936})") << QByteArray("qwen3 128 head norms tied theta 1e+06");
        QTest::newRow("Mistral-7B-v0.1") << QByteArray(R"({"architectures": ["MistralForCausalLM"],
            "model_type": "mistral", "hidden_act": "silu", "hidden_size": 4096, "intermediate_size": 14336,
            "max_position_embeddings": 32768, "num_attention_heads": 32, "num_hidden_layers": 2,
            "num_key_value_heads": 8, "rms_norm_eps": 1e-05, "rope_theta": 10000.0, "sliding_window": 4096,
            "tie_word_embeddings": false, "vocab_size": 32000})")
                                         << QByteArray("mistral 128 theta 10000 window 4096 1 1");
        QTest::newRow("Mistral-7B-v0.3") << QByteArray(R"({"architectures": ["MistralForCausalLM"],
            "model_type": "mistral", "hidden_act": "silu", "hidden_size": 4096, "intermediate_size": 14336,
            "max_position_embeddings": 32768, "num_attention_heads": 32, "num_hidden_layers": 2,
            "num_key_value_heads": 8, "rms_norm_eps": 1e-05, "rope_theta": 1000000.0, "sliding_window": null,
            "vocab_size": 32768})") << QByteArray("mistral 128 theta 1e+06");
        QTest::newRow("Phi-3-mini-4k") << QByteArray(R"({"architectures": ["Phi3ForCausalLM"], "model_type": "phi3",
            "attention_bias": false, "embd_pdrop": 0.0, "hidden_act": "silu", "hidden_size": 3072,
            "intermediate_size": 8192, "max_position_embeddings": 4096, "num_attention_heads": 32,
            "num_hidden_layers": 2, "num_key_value_heads": 32, "original_max_position_embeddings": 4096,
            "rms_norm_eps": 1e-05, "rope_scaling": null, "rope_theta": 10000.0, "sliding_window": 2047,
            "tie_word_embeddings": false, "vocab_size": 32064})")
                                       << QByteArray("phi3 96 fused theta 10000 window 2047 1 1");
        const QByteArray phi4 = R"({"architectures": ["Phi3ForCausalLM"], "model_type": "phi3", "hidden_size": 32,
            "intermediate_size": 8192, "max_position_embeddings": 131072, "num_attention_heads": 4,
            "num_hidden_layers": 2, "num_key_value_heads": 2, "original_max_position_embeddings": 4096,
            "partial_rotary_factor": 0.75, "rms_norm_eps": 1e-05, "tie_word_embeddings": true, "sliding_window": null,
            "rope_scaling": {"TYPE": "longrope", "long_factor": [1, 2.5, 3], "short_factor": [1, 1, 1]},
            "rope_theta": 10000.0, "vocab_size": 200064})";
        for (const char* type : {"longrope", "su"}) // the second as the first files of Phi-3 had it
            QTest::newRow(type) << QByteArray(phi4).replace("TYPE", "type").replace("longrope", type)
                                << QByteArray("phi3 8 fused tied theta 10000 rotated 6 longrope 4096 1.19024 2.5");
        QTest::newRow("gemma-3-1b") << QByteArray(R"({"architectures": ["Gemma3ForCausalLM"],
            "attention_bias": false, "attn_logit_softcapping": null, "final_logit_softcapping": null, "head_dim": 256,
            "hidden_activation": "gelu_pytorch_tanh", "hidden_size": 1152, "intermediate_size": 6912,
            "max_position_embeddings": 32768, "model_type": "gemma3_text", "num_attention_heads": 4,
            "num_hidden_layers": 7, "num_key_value_heads": 1, "query_pre_attn_scalar": 256, "rms_norm_eps": 1e-06,
            "rope_local_base_freq": 10000, "rope_scaling": null, "rope_theta": 1000000, "sliding_window": 512,
            "sliding_window_pattern": 6, "vocab_size": 262144})")
                                    << QByteArray("gemma3 256 head norms tied theta 1e+06 window 512 1 1 1 1 1 0 1 "
                                                  "local 10000 norms gelu embedding 33.9411 query 0.0625");
    }
    void readsPublishedFamilies() {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, facts);
        const auto config = configFromHuggingFace(*parseJson(json.toStdString()), Json());
        QVERIFY2(config, config ? "" : message(config.error()));
        QCOMPARE(QByteArray::fromStdString(factsOf(*config)), facts);
        // What is written is read again as the same, and written again as the same.
        const Json written = configToHuggingFace(*config, "float32");
        const auto again = configFromHuggingFace(written, Json());
        QVERIFY2(again, again ? "" : message(again.error()));
        QCOMPARE(factsOf(*again), factsOf(*config));
        QVERIFY(configToHuggingFace(*again, "float32") == written);
    }

    // The goldens' files are transformers 5's; what is written from them is transformers 4's.
    void spellingsOfTransformersAgree() {
        for (const char* family :
             {"llama3", "mistral", "qwen2", "qwen3", "phi3", "phi4-mini", "gemma3", "qwen2-sliding"}) {
            const fs::path folder = fs::path(CAFTAN_SOURCE_DIR) / "tests/engine/golden/families" / family;
            const auto source = ModelSource::open(folder);
            QVERIFY2(source, source ? "" : message(source.error()));
            const ModelConfig& five = (*source)->config();
            const Json written = configToHuggingFace(five, "bfloat16");
            QVERIFY(!written.contains("rope_parameters"));
            const auto four = configFromHuggingFace(written, Json());
            QVERIFY2(four, four ? "" : message(four.error()));
            QCOMPARE(factsOf(*four), factsOf(five));
            if (!fs::exists(folder / "model.gguf"))
                continue;
            const auto gguf = ModelSource::open(folder / "model.gguf");
            QVERIFY2(gguf, gguf ? "" : message(gguf.error()));
            QCOMPARE(factsOf((*gguf)->config()), factsOf(five));
            QCOMPARE((*gguf)->config().parameters, five.parameters);
        }
    }

    void refusesVariantsOfFamilies_data() {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("word");
        const auto row = [](const char* type, const char* key, const char* value, const char* word) {
            QTest::addRow("%s %s", type, key)
                << QByteArray(type) << QByteArray(key) << QByteArray(value) << QByteArray(word);
        };
        row("qwen3", "attention_bias", "true", "attention_bias");
        row("phi3", "lm_head_bias", "true", "lm_head_bias");
        row("phi3", "partial_rotary_factor", "1.5", "partial_rotary_factor");
        row("phi3", "rope_scaling", R"({"type": "longrope", "short_factor": [1], "long_factor": [1, 1]})",
            "short_factor");
        row("phi3", "rope_parameters", R"({"type": "longrope", "short_factor": [1, -1], "long_factor": [1, 1]})", "-1");
        row("qwen2", "partial_rotary_factor", "0.5", "partial_rotary_factor");
        row("qwen2", "rope_scaling", R"({"type": "yarn", "factor": 4})", "yarn");
        row("gemma3_text", "hidden_activation", R"("relu")", "relu");
        row("gemma3_text", "final_logit_softcapping", "30.0", "final_logit_softcapping");
        row("gemma3_text", "attn_logit_softcapping", "50.0", "attn_logit_softcapping");
        row("gemma3_text", "use_bidirectional_attention", "true", "use_bidirectional_attention");
        row("gemma3_text", "layer_types", R"(["sliding_attention"])", "layer_types");
        row("gemma3_text", "layer_types", R"(["sliding_attention", "chunked"])", "chunked");
        row("llama", "rope_parameters", R"({"full_attention": {"rope_theta": 5}})", "differ between layers");
        row("mistral", "sliding_window", "-1", "sliding_window");
        row("gemma3", "hidden_size", "8", "gemma3"); // with pictures
    }
    void refusesVariantsOfFamilies() {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, word);
        Json config = smallConfig();
        config.erase("architectures");
        config.erase("hidden_act");
        config["model_type"] = type.toStdString();
        config[key.toStdString()] = *parseJson(value.toStdString());
        const auto read = configFromHuggingFace(config, Json());
        QVERIFY(!read);
        QVERIFY2(mentions(read.error(), word.constData()), message(read.error()));
    }

    void checksTensors() {
        Folder folder;
        auto tensors = smallTensors();
        QVERIFY(folder.problem().find("neither model.safetensors") != std::string::npos);
        tensors.push_back({"lm_head.weight", {10, 8}});
        folder.weights(tensors); // beside a tied embedding it is ignored
        QCOMPARE(folder.problem(), std::string());
        tensors.back() = {"model.layers.0.self_attn.q_proj.bias", {8}};
        folder.weights(tensors);
        QVERIFY(folder.problem().find("q_proj.bias") != std::string::npos);
        tensors.pop_back();
        tensors[5].shape = {8, 8};
        folder.weights(tensors);
        QVERIFY(folder.problem().find("[8, 8]") != std::string::npos &&
                folder.problem().find("[4, 8]") != std::string::npos);
        tensors.erase(tensors.begin() + 5);
        folder.weights(tensors);
        QVERIFY(folder.problem().find("is missing") != std::string::npos);
        folder.weights(smallTensors());
        Json untied = smallConfig();
        untied["tie_word_embeddings"] = false;
        folder.write("config.json", dumpJson(untied));
        QVERIFY(folder.problem().find("lm_head.weight is missing") != std::string::npos);
    }

    void refusesWhatIsNoModel() {
        QTemporaryDir empty;
        QVERIFY(mentions(ModelSource::open(empty.path().toStdString()).error(), "config.json"));
        QVERIFY(mentions(ModelSource::open("/nowhere/model").error(), "no model at"));
        QVERIFY(mentions(ModelSource::open(CAFTAN_SOURCE_DIR "/CMakeLists.txt").error(), "not a model"));
        QVERIFY(mentions(ModelSource::open(CAFTAN_SOURCE_DIR "/tests/core/golden/reference.safetensors").error(),
                         "folder"));
    }

    void opensGguf() {
        const auto source = ModelSource::open(CAFTAN_SOURCE_DIR "/tests/core/golden/tiny.gguf");
        QVERIFY2(source, source ? "" : message(source.error()));
        const ModelConfig& config = (*source)->config();
        QVERIFY((*source)->isGguf() && config.ggufRotary && config.tiedEmbeddings);
        QVERIFY(config.layers == 1 && config.hidden == 32 && config.headSize == 16 && config.keyValueHeads == 1);
        QVERIFY(config.vocabulary == 8 && config.context == 64 && config.bosToken == 0);
        QVERIFY(config.eosTokens == (std::vector<int64_t>{0, 1})); // <|im_end|> ends a turn too
        const TensorView* down = (*source)->find("model.layers.0.mlp.down_proj.weight");
        QVERIFY(down && down->shape == (std::vector<int64_t>{32, 64}));
    }

    void refusesGgufByName() {
        Json metadata = {{"general.architecture", "llama"}, {"llama.embedding_length", 64},
                         {"llama.block_count", 1},          {"llama.feed_forward_length", 64},
                         {"llama.attention.head_count", 2}, {"llama.attention.layer_norm_rms_epsilon", 1e-5},
                         {"llama.vocab_size", 8},           {"llama.rope.freq_base", 500000.0}};
        const auto problem = [&](const char* key, const Json& value) {
            Json changed = metadata;
            changed[key] = value;
            const auto config = configFromGguf(changed, {});
            return config ? std::string() : config.error().message;
        };
        QCOMPARE(problem("llama.context_length", 128), std::string());
        QVERIFY(problem("general.architecture", "mamba").find("mamba") != std::string::npos);
        QVERIFY(problem("llama.expert_count", 8).find("experts") != std::string::npos);
        QVERIFY(problem("llama.rope.scaling.type", "yarn").find("yarn") != std::string::npos);
        QVERIFY(problem("llama.rope.dimension_count", 16).find("rotated") != std::string::npos);
        QVERIFY(problem("split.count", 3).find("split") != std::string::npos);
        QVERIFY(problem("llama.block_count", Json()).find("block_count") != std::string::npos);

        // rope_freqs.weight of Llama 3.1 is recognised; other factors are refused.
        std::vector<float> factors;
        for (int i = 0; i < 16; ++i) {
            const double length = 2 * 3.14159265358979 * std::pow(500000.0, i / 16.0);
            const double smooth = (8192 / length - 1) / 3;
            factors.push_back(float(length < 2048 ? 1 : length > 8192 ? 8 : 1 / ((1 - smooth) / 8 + smooth)));
        }
        const auto scaled = configFromGguf(metadata, {.llama3 = factors, .shortFactors = {}, .longFactors = {}});
        QVERIFY2(scaled, scaled ? "" : message(scaled.error()));
        QVERIFY(scaled->llama3Rope && scaled->llama3Rope->factor == 8);
        factors[10] *= 1.5F;
        QVERIFY(mentions(configFromGguf(metadata, {.llama3 = factors, .shortFactors = {}, .longFactors = {}}).error(),
                         "rope_freqs"));
    }

    void refusesGgufOfFamiliesByName() {
        const auto metadata = [](const std::string& architecture, const Json& more = Json::object()) {
            Json json = {{"general.architecture", architecture}};
            const Json own = {{"embedding_length", 64},
                              {"block_count", 2},
                              {"feed_forward_length", 64},
                              {"attention.head_count", 4},
                              {"attention.layer_norm_rms_epsilon", 1e-5},
                              {"vocab_size", 8},
                              {"context_length", 128}};
            for (const Json& part : {own, more})
                for (const auto& [key, value] : part.items())
                    json[architecture + "." + key] = value;
            return json;
        };
        const auto problem = [](const Json& json, const GgufRope& rope = {}) {
            const auto config = configFromGguf(json, rope);
            return config ? std::string() : config.error().message;
        };
        const std::vector<float> four(4, 1.5F), eight(8, 1.5F), bad{1, 1, 1, 1, 1, 1, 1, 0};
        QCOMPARE(problem(metadata("phi3")), std::string());
        QCOMPARE(problem(metadata("phi3"), {{}, eight, eight}), std::string());
        QVERIFY(problem(metadata("phi3"), {{}, eight, four}).find("8 numbers") != std::string::npos);
        QVERIFY(problem(metadata("phi3"), {{}, eight, bad}).find("positive") != std::string::npos);
        QVERIFY(problem(metadata("phi3", {{"rope.dimension_count", 7}})).find("rotated") != std::string::npos);
        QVERIFY(problem(metadata("qwen3"), {{}, eight, eight}).find("phi3 alone") != std::string::npos);
        QVERIFY(problem(metadata("qwen2"), {eight, {}, {}}).find("rope_freqs") != std::string::npos);
        QVERIFY(problem(metadata("qwen2", {{"attention.sliding_window", 16}})).find("sliding_window") !=
                std::string::npos);
        QVERIFY(problem(metadata("gemma3")).find("sliding_window") != std::string::npos);
        QCOMPARE(problem(metadata("gemma3", {{"attention.sliding_window", 16}})), std::string());
        QVERIFY(problem(metadata("gemma3", {{"attention.sliding_window", 16},
                                            {"attention.sliding_window_pattern", Json({true})}}))
                    .find("entries") != std::string::npos);
        QVERIFY(problem(metadata("gemma3", {{"attention.sliding_window", 16}, {"final_logit_softcapping", 30.0}}))
                    .find("final_logit_softcapping") != std::string::npos);
    }

    void opensSharedModels() {
        const fs::path shared = CAFTAN_SHARED_DIR "/data";
        if (!fs::exists(shared / "stories260k"))
            QSKIP("the shared models are not here");
        const auto stories = ModelSource::open(shared / "stories260k/hf"), demo = ModelSource::open(shared / "demo");
        QVERIFY(stories && (*stories)->config().parameters > 200000 && (*stories)->config().parameters < 300000);
        QVERIFY(demo && (*demo)->config().vocabulary == 448 && (*demo)->config().padToken == 0);
    }
};

QTEST_APPLESS_MAIN(TestFormatsModel)
#include "test_formats_model.moc"
