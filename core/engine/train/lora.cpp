#include "core/engine/train/lora.h"

#include "core/base/files.h"
#include "core/engine/train/tensor_file.h"

#include <ATen/CPUGeneratorImpl.h>
#include <torch/torch.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace caftan {

namespace {

std::string lastPart(const std::string& name) {
    return name.substr(name.rfind('.') + 1);
}

std::string listOf(const std::set<std::string>& names) {
    std::string list;
    for (const std::string& name : names)
        list += (list.empty() ? "" : ", ") + name;
    return list;
}

Status checkTargets(const std::vector<NamedLinear>& linears, const LoraSpec& lora) {
    std::set<std::string> known;
    for (const NamedLinear& linear : linears)
        known.insert(lastPart(linear.name));
    for (const std::string& target : lora.targets)
        if (!known.contains(target))
            return fail("LoRA target \"" + target + "\" is no linear layer of this model. Choose from " +
                        listOf(known) + ".");
    return lora.targets.empty() ? fail("LoRA needs at least one target, for example q_proj.") : Status{};
}

bool isTarget(const std::string& name, const LoraSpec& lora) {
    return std::find(lora.targets.begin(), lora.targets.end(), lastPart(name)) != lora.targets.end();
}

Json adapterConfig(const LoraSpec& lora, const std::string& baseModel) {
    return {{"peft_type", "LORA"},
            {"task_type", "CAUSAL_LM"},
            {"base_model_name_or_path", baseModel},
            {"r", lora.rank},
            {"lora_alpha", lora.alpha},
            {"lora_dropout", lora.dropout},
            {"bias", "none"},
            {"target_modules", lora.targets},
            {"fan_in_fan_out", false},
            {"init_lora_weights", true},
            {"inference_mode", true},
            {"modules_to_save", nullptr},
            {"use_rslora", false},
            {"use_dora", false}};
}

Result<LoraSpec> readAdapterConfig(const std::filesystem::path& path) {
    CAFTAN_TRY(text, readFile(path));
    const auto json = parseJson(text);
    if (!json)
        return failAt(path.string(), json.error());
    const auto flag = [&](const char* key) {
        return json->contains(key) && (*json)[key].is_boolean() && (*json)[key].get<bool>();
    };
    if (!json->is_object() || json->value("peft_type", "") != "LORA")
        return fail(path.string() + ": \"peft_type\" must be \"LORA\"; other adapters are not supported.");
    for (const char* key : {"use_dora", "fan_in_fan_out", "lora_bias", "use_qalora", "use_bdlora"})
        if (flag(key))
            return fail(path.string() + ": \"" + key + "\" is not supported.");
    // What would make layers differ from each other; empty as PEFT writes it by default.
    for (const char* key : {"rank_pattern", "alpha_pattern", "layers_to_transform", "modules_to_save"})
        if (json->contains(key) && !(*json)[key].empty())
            return fail(path.string() + ": \"" + key +
                        "\" is not supported: all layers must have adapters of one rank and alpha.");
    LoraSpec lora;
    const auto rank = json->find("r"), alpha = json->find("lora_alpha"), targets = json->find("target_modules");
    if (rank == json->end() || !rank->is_number_integer() || rank->get<int64_t>() < 1 || alpha == json->end() ||
        !alpha->is_number() || targets == json->end() || !targets->is_array())
        return fail(path.string() +
                    ": \"r\" and \"lora_alpha\" must be numbers and \"target_modules\" a list of names.");
    lora.rank = *rank;
    lora.alpha = *alpha;
    if (flag("use_rslora")) // scale alpha / sqrt(r)
        lora.alpha *= std::sqrt(double(lora.rank));
    lora.dropout = 0;
    lora.targets.clear();
    for (const Json& target : *targets) {
        if (!target.is_string())
            return fail(path.string() + ": \"target_modules\" must be a list of names.");
        lora.targets.push_back(lastPart(target.get<std::string>()));
    }
    return lora;
}

} // namespace

Status addAdapters(Decoder& decoder, const LoraSpec& lora, uint64_t seed) {
    at::NoGradGuard noGrad;
    const auto linears = namedLinears(decoder);
    CAFTAN_CHECK(checkTargets(linears, lora));
    at::Generator generator = at::make_generator<at::CPUGeneratorImpl>(seed);
    const auto options = at::TensorOptions().dtype(at::kFloat);
    for (const NamedLinear& named : linears) {
        if (!isTarget(named.name, lora))
            continue;
        Linear& linear = *named.linear;
        const int64_t in = linear.inputs(), out = linear.outputs();
        const double bound = 1 / std::sqrt(double(in));
        linear.loraA = at::empty({lora.rank, in}, options).uniform_(-bound, bound, generator).to(decoder.device());
        linear.loraB = at::zeros({out, lora.rank}, options).to(decoder.device());
        linear.loraScale = lora.alpha / double(lora.rank);
        linear.loraDropout = lora.dropout;
    }
    return {};
}

std::vector<StateTensor> adapterTensors(Decoder& decoder) {
    std::vector<StateTensor> tensors;
    for (const NamedLinear& named : namedLinears(decoder)) {
        if (!named.linear->hasAdapter())
            continue;
        tensors.push_back({"base_model.model." + named.name + ".lora_A.weight", named.linear->loraA});
        tensors.push_back({"base_model.model." + named.name + ".lora_B.weight", named.linear->loraB});
    }
    return tensors;
}

Status saveAdapter(Decoder& decoder, const LoraSpec& lora, const std::filesystem::path& folder,
                   const std::string& baseModel) {
    CAFTAN_CHECK(saveTensors(folder / "adapter_model.safetensors", adapterTensors(decoder)));
    return writeFile(folder / "adapter_config.json", dumpJson(adapterConfig(lora, baseModel), 2) + "\n");
}

Result<LoraSpec> loadAdapter(Decoder& decoder, const std::filesystem::path& folder) {
    CAFTAN_TRY(lora, readAdapterConfig(folder / "adapter_config.json"));
    CAFTAN_CHECK(addAdapters(decoder, lora, 0));
    CAFTAN_CHECK(loadTensors(folder / "adapter_model.safetensors", adapterTensors(decoder)));
    return std::move(lora);
}

void mergeAdapters(Decoder& decoder) {
    at::NoGradGuard noGrad;
    for (const NamedLinear& named : namedLinears(decoder)) {
        Linear& linear = *named.linear;
        if (!linear.hasAdapter())
            continue;
        const at::Tensor delta = linear.loraB.matmul(linear.loraA) * linear.loraScale;
        linear.weight.copy_(linear.weight.to(at::kFloat) + delta);
        linear.loraA = linear.loraB = at::Tensor();
    }
}

} // namespace caftan
