#include "core/jobs/train_spec.h"

#include "core/jobs/spec_reader.h"

#include <algorithm>

namespace caftan {

namespace {

Json loraToJson(const LoraSpec& lora) {
    return {{"rank", lora.rank}, {"alpha", lora.alpha}, {"dropout", lora.dropout}, {"targets", lora.targets}};
}

Result<LoraSpec> loraFromJson(const Json& json) {
    LoraSpec lora;
    Json targets;
    SpecReader reader(json, "\"lora\" of the train spec");
    reader.read("rank", lora.rank, 1, 4096);
    reader.read("alpha", lora.alpha);
    reader.read("dropout", lora.dropout);
    reader.read("targets", targets);
    CAFTAN_CHECK(reader.finish());
    if (!targets.is_null()) {
        if (!targets.is_array() ||
            !std::all_of(targets.begin(), targets.end(), [](const Json& t) { return t.is_string(); }))
            return fail("\"targets\" in \"lora\" of the train spec must be a list of names such as \"q_proj\".");
        lora.targets = targets.get<std::vector<std::string>>();
    }
    if (lora.dropout < 0 || lora.dropout >= 1)
        return fail("\"dropout\" in \"lora\" of the train spec must be at least 0 and below 1.");
    return lora;
}

Status readBands(const Json& json, std::map<std::string, std::string>& bands) {
    if (json.is_null())
        return {};
    if (!json.is_object())
        return fail("\"bands\" in the train spec must be an object such as {\"easy\": \"sft\"}.");
    for (const auto& [band, routing] : json.items()) {
        if (!routing.is_string() || !routingFromName(routing.get<std::string>()))
            return fail("\"bands\" in the train spec: the routing of \"" + band + "\" must be skip, sft or distill.");
        bands[band] = routing.get<std::string>();
    }
    return {};
}

Status readEpochs(const Json& json, std::vector<int64_t>& epochs) {
    if (json.is_null())
        return {};
    epochs.clear();
    for (const Json& value : json.is_array() ? json : Json::array({json})) {
        if (!value.is_number_integer() || value.get<int64_t>() < 1 || value.get<int64_t>() > 10000)
            return fail("\"epochs\" in the train spec must be a whole number from 1 to 10000, or a list with one for "
                        "each stage.");
        epochs.push_back(value.get<int64_t>());
    }
    return epochs.empty() ? fail("\"epochs\" in the train spec is an empty list.") : Status{};
}

Status checkRanges(const TrainSpec& spec) {
    const auto positive = [](double value) { return value > 0; };
    if (!positive(spec.rate) || spec.rate > 10)
        return fail("\"rate\" (learning rate) in the train spec must be above 0.");
    if (spec.rateFloor < 0 || spec.rateFloor > 1 || spec.warmupShare < 0 || spec.warmupShare > 1)
        return fail("\"rate_floor\" and \"warmup_share\" in the train spec are shares from 0 to 1.");
    if (spec.beta1 < 0 || spec.beta1 >= 1 || spec.beta2 < 0 || spec.beta2 >= 1 || spec.weightDecay < 0)
        return fail(
            "\"beta1\" and \"beta2\" in the train spec must lie from 0 to below 1, \"weight_decay\" at or above 0.");
    if (spec.baseBits != 0 && spec.baseBits != 8 && spec.baseBits != 4)
        return fail("\"base_bits\" in the train spec must be 8 or 4, or 0 for a base that is not quantised.");
    if (spec.baseBits != 0 && !spec.lora)
        return fail("a base in " + std::to_string(spec.baseBits) +
                    " bits cannot learn itself: train an adapter on it (--lora 16), or leave out --base-bits.");
    if (spec.limit && *spec.limit < 1)
        return fail("\"limit\" in the train spec must be at least 1.");
    if (spec.answerTokenBudget && *spec.answerTokenBudget < 1)
        return fail("\"answer_token_budget\" in the train spec must be at least 1.");
    if (spec.recipe == "custom" && spec.bands.empty())
        return fail("the recipe \"custom\" needs \"bands\", for example {\"easy\": \"sft\", \"hard\": \"distill\"}.");
    return {};
}

template <class T>
void put(Json& json, const char* key, const std::optional<T>& value) {
    if (value)
        json[key] = *value;
}

} // namespace

std::string_view routingName(Routing routing) {
    return routing == Routing::Skip ? "skip" : routing == Routing::Answer ? "sft" : "distill";
}

std::optional<Routing> routingFromName(std::string_view name) {
    for (const Routing routing : {Routing::Skip, Routing::Answer, Routing::Reasoning})
        if (name == routingName(routing))
            return routing;
    return std::nullopt;
}

const std::vector<std::string>& recipeNames() {
    static const std::vector<std::string> names = {"sft",    "distill", "complexity-aware", "curriculum", "reverse",
                                                   "random", "custom"};
    return names;
}

Json toJson(const TrainSpec& spec) {
    Json json = {{"scoring", spec.scoring}, {"cuts", spec.cuts}, {"recipe", spec.recipe}};
    if (!spec.bands.empty())
        json["bands"] = spec.bands;
    json["name"] = spec.name;
    put(json, "model", spec.model);
    if (!spec.startRun.empty())
        json["start_run"] = spec.startRun;
    json["schedule"] = spec.schedule;
    json["epochs"] = spec.epochs;
    json["teacher"] = spec.teacher;
    json["drop_wrong_teacher"] = spec.dropWrongTeacher;
    json["prompts"] = spec.prompts;
    if (!spec.selection.empty())
        json["selection"] = spec.selection;
    put(json, "limit", spec.limit);
    put(json, "answer_token_budget", spec.answerTokenBudget);
    if (spec.lora)
        json["lora"] = loraToJson(*spec.lora);
    json["rate"] = spec.rate;
    json["rate_floor"] = spec.rateFloor;
    json["warmup_share"] = spec.warmupShare;
    json["warmup_steps"] = spec.warmupSteps;
    json["decay"] = spec.decay;
    json["weight_decay"] = spec.weightDecay;
    json["beta1"] = spec.beta1;
    json["beta2"] = spec.beta2;
    json["clip"] = spec.clip;
    json["batch_sequences"] = spec.batchSequences;
    put(json, "batch_tokens", spec.batchTokens);
    json["micro_tokens"] = spec.microTokens;
    json["loss_mean"] = spec.lossMean;
    json["whole_sequence"] = spec.wholeSequence;
    json["dtype"] = spec.dtype;
    json["device"] = spec.device;
    if (spec.baseBits > 0)
        json["base_bits"] = spec.baseBits;
    if (spec.recompute != TrainSpec{}.recompute)
        json["recompute"] = spec.recompute;
    json["threads"] = spec.threads;
    json["seed"] = spec.seed;
    json["evaluate"] = spec.evaluate;
    json["evaluate_steps"] = spec.evaluateSteps;
    put(json, "evaluate_limit", spec.evaluateLimit);
    json["max_new_tokens"] = spec.maxNewTokens;
    json["checkpoint_steps"] = spec.checkpointSteps;
    json["checkpoint_seconds"] = spec.checkpointSeconds;
    json["keep_optimizer"] = spec.keepOptimizer;
    return json;
}

Result<TrainSpec> trainSpecFromJson(const Json& json) {
    TrainSpec spec;
    Json bands, epochs, lora;
    int64_t seed = int64_t(spec.seed);
    SpecReader reader(json, "the train spec");
    reader.required("scoring", spec.scoring);
    reader.required("cuts", spec.cuts);
    reader.required("recipe", spec.recipe);
    reader.choice("recipe", spec.recipe,
                  {"sft", "distill", "complexity-aware", "curriculum", "reverse", "random", "custom"});
    reader.read("bands", bands);
    reader.read("name", spec.name);
    reader.read("model", spec.model);
    reader.read("start_run", spec.startRun);
    reader.choice("schedule", spec.schedule, {"auto", "staged", "mixed"});
    reader.read("epochs", epochs);
    reader.read("teacher", spec.teacher);
    reader.read("drop_wrong_teacher", spec.dropWrongTeacher);
    reader.choice("prompts", spec.prompts, {"auto", "one", "by-kind"});
    reader.read("selection", spec.selection);
    reader.read("limit", spec.limit);
    reader.read("answer_token_budget", spec.answerTokenBudget);
    reader.read("lora", lora);
    reader.read("rate", spec.rate);
    reader.read("rate_floor", spec.rateFloor);
    reader.read("warmup_share", spec.warmupShare);
    reader.read("warmup_steps", spec.warmupSteps, 0);
    reader.choice("decay", spec.decay, {"cosine", "linear", "constant"});
    reader.read("weight_decay", spec.weightDecay);
    reader.read("beta1", spec.beta1);
    reader.read("beta2", spec.beta2);
    reader.read("clip", spec.clip);
    reader.read("batch_sequences", spec.batchSequences, 1, 1 << 20);
    reader.read("batch_tokens", spec.batchTokens);
    reader.read("micro_tokens", spec.microTokens, 1);
    reader.choice("loss_mean", spec.lossMean, {"token", "sequence", "batch"});
    reader.read("whole_sequence", spec.wholeSequence);
    reader.choice("dtype", spec.dtype, {"float32", "bfloat16"});
    reader.choice("device", spec.device, {"auto", "cpu", "cuda"});
    reader.read("base_bits", spec.baseBits, 0);
    reader.choice("recompute", spec.recompute, {"auto", "on", "off"});
    reader.read("threads", spec.threads, 0, 4096);
    reader.read("seed", seed, 0);
    reader.choice("evaluate", spec.evaluate, {"auto", "single", "generate", "both", "none"});
    reader.read("evaluate_steps", spec.evaluateSteps, 0);
    reader.read("evaluate_limit", spec.evaluateLimit);
    reader.read("max_new_tokens", spec.maxNewTokens, 1, 1 << 20);
    reader.read("checkpoint_steps", spec.checkpointSteps, 0);
    reader.read("checkpoint_seconds", spec.checkpointSeconds);
    reader.read("keep_optimizer", spec.keepOptimizer);
    CAFTAN_CHECK(reader.finish());
    spec.seed = uint64_t(seed);
    CAFTAN_CHECK(readBands(bands, spec.bands));
    CAFTAN_CHECK(readEpochs(epochs, spec.epochs));
    if (!lora.is_null()) {
        CAFTAN_TRY(read, loraFromJson(lora));
        spec.lora = read;
    }
    CAFTAN_CHECK(checkRanges(spec));
    return spec;
}

Result<RecipePlan> planRecipe(const TrainSpec& spec, const std::vector<std::string>& bands) {
    if (bands.empty())
        return fail("the cut set has no bands: save cuts first (`caftan-cli cuts save`).");
    RecipePlan plan;
    const std::string& hardest = bands.back();
    for (const std::string& band : bands) {
        const bool hard = band == hardest;
        Routing routing = Routing::Answer;
        if (spec.recipe == "distill" || (spec.recipe == "complexity-aware" && hard) ||
            (spec.recipe == "reverse" && !hard))
            routing = Routing::Reasoning;
        plan.bands[band] = spec.recipe == "custom" ? Routing::Skip : routing;
    }
    for (const auto& [band, routing] : spec.bands) {
        if (band != "invalid" && std::find(bands.begin(), bands.end(), band) == bands.end())
            return fail("the band \"" + band + "\" is not one of this cut set's.");
        plan.bands[band] = *routingFromName(routing);
    }
    plan.randomReasoning = spec.recipe == "random";

    std::vector<std::string> all = bands;
    if (plan.bands.contains("invalid"))
        all.push_back("invalid");
    const bool staged = spec.schedule != "mixed" && !plan.randomReasoning;
    if (staged && spec.recipe == "curriculum") {
        for (const std::string& band : all)
            plan.stages.push_back({band});
    } else if (staged) { // bands of one routing together, the routing of the easiest band first
        const Routing first =
            plan.bands.at(bands.front()) == Routing::Skip ? Routing::Answer : plan.bands.at(bands.front());
        std::vector<std::string> one, two;
        for (const std::string& band : all)
            (plan.bands.at(band) == first || plan.bands.at(band) == Routing::Skip ? one : two).push_back(band);
        plan.stages.push_back(one);
        if (!two.empty())
            plan.stages.push_back(two);
    } else {
        plan.stages.push_back(all);
    }
    if (spec.epochs.size() > 1 && spec.epochs.size() != plan.stages.size())
        return fail("the run has " + std::to_string(plan.stages.size()) + " stage(s), but \"epochs\" names " +
                    std::to_string(spec.epochs.size()) + ": give one number, or one for each stage.");
    return plan;
}

TrainSpec demoTrainSpec(const std::string& recipe, int64_t scoring, const std::string& cuts, uint64_t seed) {
    TrainSpec spec;
    spec.scoring = scoring;
    spec.cuts = cuts;
    spec.recipe = recipe;
    spec.schedule = "mixed";
    spec.epochs = {8};
    spec.rate = 2e-3;
    spec.rateFloor = 0.05;
    spec.decay = "cosine";
    spec.warmupSteps = 20;
    spec.beta2 = 0.98;
    spec.weightDecay = 0.01;
    spec.clip = 1;
    spec.batchSequences = 32;
    spec.lossMean = "batch";
    spec.maxNewTokens = 40;
    spec.evaluateLimit = 300;
    spec.checkpointSeconds = 10;
    spec.seed = seed;
    return spec;
}

} // namespace caftan
