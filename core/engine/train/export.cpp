#include "core/engine/export.h"

#include "core/base/files.h"
#include "core/base/text.h"
#include "core/engine/infer/prompts.h"
#include "core/engine/train/lora.h"
#include "core/engine/weights/load.h"
#include "core/engine/weights/save.h"
#include "core/engine/weights/save_gguf.h"
#include "core/text/prompt.h"
#include "core/text/tokenizer_export.h"

#include <torch/torch.h>

#include <cmath>
#include <unistd.h>

namespace caftan {

namespace {

namespace fs = std::filesystem;

fs::path plainPath(const fs::path& path) {
    std::error_code error;
    fs::path result = fs::weakly_canonical(fs::absolute(path, error), error);
    return result.has_filename() ? result : result.parent_path();
}

bool isWithin(const fs::path& path, const fs::path& folder) {
    const fs::path relative = path.lexically_relative(folder);
    return relative == "." || (!relative.empty() && *relative.begin() != "..");
}

// Only what an export or a model consists of may be replaced: a mistyped path must not empty a home folder.
bool looksLikeExport(const fs::path& path) {
    std::error_code error;
    if (!fs::is_directory(path, error))
        return path.extension() == ".gguf" && fs::is_regular_file(path, error);
    for (const auto& entry : fs::directory_iterator(path, error)) {
        const std::string extension = entry.path().extension().string();
        if (!entry.is_regular_file(error) || (extension != ".json" && extension != ".safetensors" &&
                                              extension != ".jinja" && extension != ".model" && extension != ".txt"))
            return false;
    }
    return !error;
}

Status checkPlace(const ExportRequest& request, const fs::path& out) {
    std::error_code error;
    for (const fs::path& kept : {plainPath(request.base), plainPath(request.checkpoint)})
        if (isWithin(out, kept) || isWithin(kept, out))
            return fail(out.string() + " overlaps " + kept.string() + ", which is read. Choose another place (--out).");
    if (!fs::is_directory(out.parent_path(), error))
        return fail("the folder " + out.parent_path().string() +
                    " does not exist. Make it first, or choose another "
                    "place (--out).");
    if (!fs::exists(fs::symlink_status(out, error)))
        return {};
    if (fs::is_directory(out, error) && fs::is_empty(out, error) && request.kind != ExportKind::Gguf)
        return {};
    if (!request.force)
        return fail(out.string() + " is there already. Choose another place (--out), or replace it with --force.");
    if (!looksLikeExport(out) || fs::is_directory(out, error) == (request.kind == ExportKind::Gguf))
        return fail(out.string() + " holds other things than an export, so it is not replaced. Choose another place "
                                   "(--out).");
    return {};
}

Status checkSpace(const fs::path& folder, int64_t bytes) {
    std::error_code error;
    const fs::space_info space = fs::space(folder, error);
    const auto megabytes = [](uintmax_t count) { return groupDigits(int64_t(count / 1'000'000)) + " MB"; };
    if (!error && space.available < uintmax_t(bytes))
        return fail("the export needs about " + megabytes(uintmax_t(bytes)) + ", but the disk of " + folder.string() +
                    " has only " + megabytes(space.available) + " free. Make room, or choose a smaller --type.");
    return {};
}

// A place beside the target that vanishes unless it is moved there.
class Making {
  public:
    explicit Making(const fs::path& out)
        : out_(out),
          path_(out.parent_path() / ("." + out.filename().string() + ".making" + std::to_string(::getpid()))) {}
    Making(const Making&) = delete;
    Making& operator=(const Making&) = delete;
    ~Making() {
        std::error_code error;
        fs::remove_all(path_, error);
    }
    const fs::path& path() const { return path_; }

    Status makeFolder() const {
        std::error_code error;
        fs::remove_all(path_, error);
        fs::create_directories(path_, error);
        return error ? fail("cannot make a folder beside " + out_.string() + ": " + error.message()) : Status();
    }
    // What stood there is put aside first and removed last.
    Status move() const {
        const fs::path aside = path_.string() + ".old";
        std::error_code error;
        const bool replaced = fs::exists(fs::symlink_status(out_, error));
        error.clear();
        if (replaced)
            fs::rename(out_, aside, error);
        if (!error)
            fs::rename(path_, out_, error);
        if (error) {
            std::error_code ignored;
            if (replaced && !fs::exists(out_, ignored))
                fs::rename(aside, out_, ignored);
            return fail("cannot put the export at " + out_.string() + ": " + error.message());
        }
        fs::remove_all(aside, error);
        return {};
    }

  private:
    fs::path out_, path_;
};

bool isAdapter(const fs::path& checkpoint) {
    std::error_code error;
    return fs::exists(checkpoint / "adapter_config.json", error);
}

// Weights in float32 with the adapter merged.
Result<Decoder> mergedDecoder(const ExportRequest& request) {
    const bool adapter = isAdapter(request.checkpoint);
    CAFTAN_TRY(source, ModelSource::open(adapter ? request.base : request.checkpoint));
    CAFTAN_TRY(decoder, loadDecoder(*source, at::kFloat, at::kCPU));
    if (adapter) {
        CAFTAN_CHECK(loadAdapter(decoder, request.checkpoint));
        mergeAdapters(decoder);
    }
    return std::move(decoder);
}

// Where the small files are: the base, or the checkpoint's copies of them when the base is gone.
fs::path companions(const ExportRequest& request) {
    std::error_code error;
    return fs::exists(request.base, error) ? request.base : request.checkpoint;
}

std::string neededChatFormat(const ExportRequest& request) {
    return request.chatFormat.empty() || detectChatFormat(companions(request)) ? "" : request.chatFormat;
}

Status writeConfig(const ExportRequest& request, const ModelConfig& config, at::ScalarType dtype,
                   const fs::path& folder) {
    Json json = configJson(config, dtype);
    const fs::path from = companions(request);
    std::error_code error;
    if (fs::is_directory(from, error)) { // the base's own, which knows more keys than ours
        CAFTAN_TRY(text, readFile(from / "config.json"));
        const Json dtypeName = json["torch_dtype"];
        auto parsed = parseJson(text);
        if (!parsed)
            return failAt((from / "config.json").string(), parsed.error());
        json = std::move(*parsed);
        json["torch_dtype"] = dtypeName;
        if (json.contains("dtype"))
            json["dtype"] = dtypeName;
    }
    CAFTAN_CHECK(writeFile(folder / "config.json", dumpJson(json, 2) + "\n"));
    Json generation = {{"_from_model_config", true}};
    for (const char* key : {"bos_token_id", "eos_token_id", "pad_token_id"})
        if (json.contains(key))
            generation[key] = json[key];
    if (fs::exists(from / "generation_config.json", error)) {
        CAFTAN_TRY(text, readFile(from / "generation_config.json"));
        return writeFile(folder / "generation_config.json", text);
    }
    return writeFile(folder / "generation_config.json", dumpJson(generation, 2) + "\n");
}

ExportSummary summaryOf(const fs::path& path, const ModelConfig& config) {
    ExportSummary summary;
    summary.family = config.family;
    summary.parameters = config.parameters;
    std::error_code error;
    const auto add = [&](const fs::path& file) {
        ++summary.files;
        summary.bytes += int64_t(fs::file_size(file, error));
    };
    if (fs::is_directory(path, error))
        for (const auto& entry : fs::directory_iterator(path, error))
            add(entry.path());
    else
        add(path);
    return summary;
}

Status writeOrigin(const ExportRequest& request, const fs::path& folder) {
    return request.origin.is_object() ? writeFile(folder / "caftan.json", dumpJson(request.origin, 2) + "\n")
                                      : Status();
}

Result<ExportSummary> exportAdapter(const ExportRequest& request, const Making& making) {
    if (!isAdapter(request.checkpoint))
        return fail("this run trained all weights, so there is no adapter. Export it as 'merged' or 'gguf'.");
    CAFTAN_TRY(text, readFile(request.checkpoint / "adapter_config.json"));
    CAFTAN_TRY(config, parseJson(text));
    config["base_model_name_or_path"] = plainPath(request.base).string();
    CAFTAN_TRY(weights, readFile(request.checkpoint / "adapter_model.safetensors"));
    CAFTAN_CHECK(checkSpace(making.path().parent_path(), int64_t(weights.size())));
    CAFTAN_CHECK(making.makeFolder());
    CAFTAN_CHECK(writeFile(making.path() / "adapter_config.json", dumpJson(config, 2) + "\n"));
    CAFTAN_CHECK(writeFile(making.path() / "adapter_model.safetensors", weights));
    CAFTAN_CHECK(writeOrigin(request, making.path()));
    CAFTAN_TRY(source, ModelSource::open(request.base));
    return summaryOf(making.path(), source->config());
}

Result<ExportSummary> exportMerged(const ExportRequest& request, const Making& making) {
    if (request.type != "float32" && request.type != "bfloat16")
        return fail("a merged folder is written in float32 or bfloat16, not \"" + request.type + "\".");
    const at::ScalarType dtype = request.type == "bfloat16" ? at::kBFloat16 : at::kFloat;
    CAFTAN_TRY(decoder, mergedDecoder(request));
    CAFTAN_CHECK(checkSpace(making.path().parent_path(),
                            decoder.config.parameters * (dtype == at::kFloat ? 4 : 2) + (16 << 20)));
    CAFTAN_CHECK(making.makeFolder());
    CAFTAN_CHECK(saveWeights(decoder, making.path(), dtype, request.shardBytes));
    CAFTAN_CHECK(writeConfig(request, decoder.config, dtype, making.path()));
    CAFTAN_CHECK(writeTokenizerFolder(companions(request), decoder.config, making.path(), neededChatFormat(request)));
    CAFTAN_CHECK(writeOrigin(request, making.path()));
    CAFTAN_TRY(again, ModelSource::open(making.path()));
    return summaryOf(making.path(), again->config());
}

// What GGUF's metadata cannot say must not be lost in silence.
bool sameNumbers(const ModelConfig& a, const ModelConfig& b) {
    const auto near = [](double x, double y) { return std::abs(x - y) <= 1e-4 * std::max(std::abs(x), std::abs(y)); };
    const auto scale = [](const ModelConfig& c) {
        return c.queryScale > 0 ? c.queryScale : 1 / std::sqrt(double(c.headSize));
    };
    const auto window = [](const ModelConfig& c) { return c.window < c.context ? c.window : 0; };
    return a.hidden == b.hidden && a.headSize == b.headSize && a.rotatedSize() == b.rotatedSize() &&
           near(a.normEpsilon, b.normEpsilon) && near(a.ropeTheta, b.ropeTheta) && window(a) == window(b) &&
           near(a.linearRopeFactor, b.linearRopeFactor) && near(a.slidingRopeTheta, b.slidingRopeTheta) &&
           a.llama3Rope.has_value() == b.llama3Rope.has_value() && a.longRope.has_value() == b.longRope.has_value() &&
           (!a.longRope || near(a.longRope->attentionFactor, b.longRope->attentionFactor)) &&
           near(a.embeddingScale, b.embeddingScale) && near(scale(a), scale(b)) && a.geluTanh == b.geluTanh &&
           a.normOffset == b.normOffset && a.attentionBias == b.attentionBias && a.headNorms == b.headNorms;
}

Result<ExportSummary> exportGguf(const ExportRequest& request, const Making& making) {
    const std::pair<const char*, TensorType> types[] = {{"float32", TensorType::F32},
                                                        {"float16", TensorType::F16},
                                                        {"bfloat16", TensorType::BF16},
                                                        {"q8_0", TensorType::Q8_0}};
    const auto type =
        std::find_if(std::begin(types), std::end(types), [&](const auto& t) { return request.type == t.first; });
    if (type == std::end(types))
        return fail("a GGUF file is written in float32, float16, bfloat16 or q8_0, not \"" + request.type + "\".");
    CAFTAN_TRY(decoder, mergedDecoder(request));
    CAFTAN_CHECK(checkGgufFamily(decoder.config));
    const TypeBlock block = typeBlock(type->second);
    CAFTAN_CHECK(
        checkSpace(making.path().parent_path(), decoder.config.parameters / block.elements * block.bytes + (16 << 20)));
    CAFTAN_TRY(files, readTokenizerFiles(companions(request), decoder.config));
    if (const std::string format = neededChatFormat(request); !format.empty())
        files.notes.chatFormat = format;
    GgufTokenizer tokenizer = ggufTokenizer(files, decoder.config.vocabulary);
    CAFTAN_CHECK(saveGguf(decoder, making.path(), type->second, request.name, tokenizer.metadata));
    CAFTAN_TRY(again, ModelSource::open(making.path())); // what we cannot read, nobody should be given
    if (!sameNumbers(decoder.config, again->config()))
        return fail(
            "this model's configuration has settings that a GGUF file of its family cannot hold. Export the run "
            "as a merged folder: 'caftan-cli export merged'.");
    CAFTAN_CHECK(Tokenizer::load(making.path()));
    ExportSummary summary = summaryOf(making.path(), again->config());
    if (!tokenizer.known)
        summary.notice = "llama.cpp has no name for the way this tokenizer splits words: the file opens in Caftan, but "
                         "not in llama.cpp.";
    return summary;
}

} // namespace

Result<ExportSummary> exportModel(const ExportRequest& request) {
    const fs::path out = plainPath(request.out);
    CAFTAN_CHECK(checkPlace(request, out));
    const Making making(out);
    try {
        auto summary = request.kind == ExportKind::Adapter  ? exportAdapter(request, making)
                       : request.kind == ExportKind::Merged ? exportMerged(request, making)
                                                            : exportGguf(request, making);
        if (!summary)
            return summary;
        CAFTAN_CHECK(making.move());
        return summary;
    } catch (const std::exception& error) {
        return fail(torchErrorText(error));
    }
}

} // namespace caftan
