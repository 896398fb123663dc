#include "core/formats/model_source.h"

#include "core/base/text.h"
#include "core/formats/gguf.h"
#include "core/formats/model_config.h"
#include "core/formats/model_tensors.h"
#include "core/formats/safetensors.h"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <map>
#include <unordered_map>

namespace caftan {

namespace {

namespace fs = std::filesystem;

constexpr uintmax_t longestConfig = 4 << 20; // bytes; keeps hostile documents cheap

// Null when an optional file is absent.
Result<Json> readConfig(const fs::path& path, bool required) {
    std::error_code ignored;
    if (!required && !fs::exists(path, ignored))
        return Json();
    if (const auto size = fs::file_size(path, ignored); !ignored && size > longestConfig)
        return fail(path.string() + " is " + std::to_string(size) + " bytes long, far more than a configuration has");
    CAFTAN_TRY(text, readFile(path));
    auto json = parseJson(text);
    if (!json)
        return failAt(path.string(), json.error());
    return std::move(*json);
}

class ByName {
  public:
    void add(const std::string& name, const TensorView* tensor) { tensors_[name] = tensor; }
    const TensorView* find(const std::string& name) const {
        const auto found = tensors_.find(name);
        return found == tensors_.end() ? nullptr : found->second;
    }
    std::vector<std::string> names() const {
        std::vector<std::string> result;
        for (const auto& [name, tensor] : tensors_)
            result.push_back(name);
        std::sort(result.begin(), result.end());
        return result;
    }

  private:
    std::unordered_map<std::string, const TensorView*> tensors_;
};

// ---------------------------------------------------------------- Hugging Face folder

Result<std::vector<std::string>> shardNames(const fs::path& folder) {
    const fs::path index = folder / "model.safetensors.index.json";
    std::error_code ignored;
    if (fs::exists(folder / "model.safetensors", ignored))
        return std::vector<std::string>{"model.safetensors"};
    if (!fs::exists(index, ignored)) {
        const bool pickled = fs::exists(folder / "pytorch_model.bin", ignored) ||
                             fs::exists(folder / "pytorch_model.bin.index.json", ignored);
        return fail(folder.string() + " has neither model.safetensors nor model.safetensors.index.json" +
                    (pickled ? ". Its pickled weights (.bin) are not read: save the model as safetensors" : ""));
    }
    CAFTAN_TRY(text, readFile(index));
    const nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
    const auto map = json.is_object() ? json.find("weight_map") : json.end();
    if (!json.is_object() || map == json.end() || !map->is_object() || map->empty())
        return fail(index.string() + ": a \"weight_map\" of tensors and files was expected");
    std::vector<std::string> shards;
    for (const auto& [tensor, file] : map->items()) {
        const std::string name = file.is_string() ? file.get<std::string>() : "";
        if (name.empty() || name.front() == '.' || name.find('/') != std::string::npos ||
            !name.ends_with(".safetensors"))
            return fail(index.string() + ": the file of tensor " + tensor + " is not the name of a safetensors file");
        shards.push_back(name);
    }
    std::sort(shards.begin(), shards.end());
    shards.erase(std::unique(shards.begin(), shards.end()), shards.end());
    return shards;
}

class FolderSource : public ModelSource {
  public:
    static Result<std::unique_ptr<ModelSource>> open(const fs::path& folder) {
        std::error_code ignored;
        if (!fs::exists(folder / "config.json", ignored))
            return fail(folder.string() +
                        " is not a model: it has no config.json. Name a Hugging Face folder or a .gguf file");
        CAFTAN_TRY(config, readConfig(folder / "config.json", true));
        CAFTAN_TRY(generation, readConfig(folder / "generation_config.json", false));
        auto parsed = configFromHuggingFace(config, generation);
        if (!parsed)
            return failAt((folder / "config.json").string(), parsed.error());
        auto source = std::make_unique<FolderSource>();
        source->path_ = folder;
        source->config_ = std::move(*parsed);
        CAFTAN_CHECK(source->addTokenizerEos());
        CAFTAN_TRY(shards, shardNames(folder));
        CAFTAN_CHECK(source->openShards(std::move(shards)));
        const auto find = [&](const std::string& name) { return source->find(name); };
        if (const Status checked = checkTensors(source->config_, find, source->names()); !checked)
            return failAt(folder.string(), checked.error());
        return source;
    }

    const TensorView* find(const std::string& name) const override { return byName_.find(name); }
    std::vector<std::string> names() const override { return byName_.names(); }

    Result<std::string> sha256() const override {
        std::vector<std::string> files = shards_;
        files.push_back("config.json");
        std::sort(files.begin(), files.end());
        std::string summary;
        for (const std::string& name : files) {
            CAFTAN_TRY(digest, sha256File(path_ / name));
            summary += name + " " + digest + "\n";
        }
        return caftan::sha256(summary);
    }

  private:
    Status openShards(std::vector<std::string> shards) {
        shards_ = std::move(shards);
        files_.reserve(shards_.size());
        for (const std::string& shard : shards_) {
            CAFTAN_TRY(file, SafetensorsFile::open(path_ / shard));
            files_.push_back(std::move(file));
            for (const TensorView& tensor : files_.back().tensors()) {
                if (byName_.find(tensor.name))
                    return fail(path_.string() + ": tensor " + tensor.name + " stands in two files");
                byName_.add(tensor.name, &tensor);
            }
        }
        return {};
    }

    // A chat model's tokenizer often ends answers with another token than config.json says.
    Status addTokenizerEos() {
        CAFTAN_TRY(tokenizer, readConfig(path_ / "tokenizer_config.json", false));
        if (!tokenizer.is_object() || !tokenizer.contains("eos_token") || !tokenizer.contains("added_tokens_decoder"))
            return {};
        const Json& eos = tokenizer["eos_token"];
        const Json text = eos.is_object() ? eos.value("content", Json()) : eos;
        if (!tokenizer["added_tokens_decoder"].is_object())
            return {};
        for (const auto& [id, token] : tokenizer["added_tokens_decoder"].items()) {
            if (!token.is_object() || token.value("content", Json()) != text || id.size() > 9)
                continue;
            const int64_t number = std::atoll(id.c_str());
            auto& known = config_.eosTokens;
            if (number < config_.vocabulary && std::find(known.begin(), known.end(), number) == known.end())
                known.push_back(number);
        }
        if (config_.eosToken < 0 && !config_.eosTokens.empty())
            config_.eosToken = config_.eosTokens.front();
        return {};
    }

    std::vector<std::string> shards_;
    std::vector<SafetensorsFile> files_; // reserved once: the views point into it
    ByName byName_;
};

// ---------------------------------------------------------------- GGUF

class GgufSource : public ModelSource {
  public:
    explicit GgufSource(GgufFile file) : file_(std::move(file)) { gguf_ = true; }

    static Result<std::unique_ptr<ModelSource>> open(const fs::path& path) {
        CAFTAN_TRY(file, GgufFile::open(path));
        auto source = std::make_unique<GgufSource>(std::move(file));
        source->path_ = path;
        if (const Status read = source->read(); !read)
            return failAt(path.string(), {repairUtf8(read.error().message)});
        return source;
    }

    const TensorView* find(const std::string& name) const override { return byName_.find(name); }
    std::vector<std::string> names() const override { return byName_.names(); }
    Result<std::string> sha256() const override { return sha256File(path_); }

  private:
    Status read() {
        views_ = file_.tensors();
        GgufRope rope;
        for (const auto& [name, factors] : {std::pair("rope_freqs.weight", &rope.llama3),
                                            {"rope_factors_short.weight", &rope.shortFactors},
                                            {"rope_factors_long.weight", &rope.longFactors}})
            CAFTAN_CHECK(readFactors(name, *factors));
        CAFTAN_TRY(config, configFromGguf(file_.metadata(), rope));
        config_ = std::move(config);
        for (TensorView& tensor : views_) {
            if (std::string name = huggingFaceName(config_, tensor.name); !name.empty())
                tensor.name = std::move(name);
            byName_.add(tensor.name, &tensor);
        }
        config_.tiedEmbeddings = !find("lm_head.weight");
        return checkTensors(config_, [this](const std::string& name) { return find(name); }, names());
    }

    // Empty when the file has no such tensor.
    Status readFactors(const char* name, std::vector<float>& factors) const {
        for (const TensorView& tensor : views_) {
            if (tensor.name != name)
                continue;
            if (tensor.type != TensorType::F32)
                return fail(std::string(name) + " is not of type F32");
            factors.resize(size_t(tensor.elements()));
            std::memcpy(factors.data(), tensor.bytes.data(), tensor.bytes.size());
        }
        return {};
    }

    GgufFile file_;
    std::vector<TensorView> views_; // with Hugging Face names
    ByName byName_;
};

bool beginsLikeGguf(const fs::path& path) {
    char magic[4] = {};
    std::ifstream file(path, std::ios::binary);
    return file.read(magic, 4) && std::memcmp(magic, "GGUF", 4) == 0;
}

} // namespace

Result<std::unique_ptr<ModelSource>> ModelSource::open(const fs::path& path) {
    std::error_code ignored;
    if (!fs::exists(path, ignored))
        return fail("there is no model at " + path.string() + ". Name a Hugging Face folder or a .gguf file");
    if (fs::is_directory(path, ignored))
        return FolderSource::open(path);
    if (path.extension() == ".gguf" || beginsLikeGguf(path))
        return GgufSource::open(path);
    return fail(path.string() + " is not a model" +
                (path.extension() == ".safetensors" ? ": name the folder that it is in, with its config.json"
                                                    : ". Name a Hugging Face folder or a .gguf file"));
}

} // namespace caftan
