#include "core/jobs/demo_experiment.h"

#include "core/data/demo.h"
#include "core/store/datasets.h"
#include "core/store/runs.h"
#include "core/store/scorings.h"

#include <algorithm>

namespace caftan {

namespace {

bool isDemoTest(const Evaluation& evaluation) {
    return evaluation.split == "test" && evaluation.mode == "generate" && evaluation.result.is_object();
}

double numberIn(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_number() ? found->get<double>() : 0;
}

// A running mean over the seeds.
class ArmMeans {
  public:
    explicit ArmMeans(DemoArm& arm) : arm_(arm) {}
    void add(const Json& test) {
        ++arm_.tested;
        mix(arm_.accuracy, numberIn(test, "accuracy_all"), arm_.tested);
        mix(arm_.tokensPerAnswer, numberIn(test, "tokens_per_answer"), arm_.tested);
        const auto bands = test.find("by_band");
        if (bands == test.end() || !bands->is_array())
            return;
        arm_.bands.resize(bands->size());
        for (size_t i = 0; i < bands->size(); ++i) {
            auto& [name, values] = arm_.bands[i];
            name = (*bands)[i].value("band", "");
            const double weight = 1 / double(arm_.tested);
            values.first += weight * (numberIn((*bands)[i], "accuracy_all") - values.first);
            values.second += weight * (numberIn((*bands)[i], "thinks") - values.second);
        }
    }
    void addTraining(const Json& result) {
        mix(arm_.answerTokens, numberIn(result, "train_answer_tokens_seen"), ++trained_);
        mix(arm_.seconds, numberIn(result, "seconds"), trained_);
    }

  private:
    static void mix(std::optional<double>& mean, double value, int64_t count) {
        mean = mean.value_or(0) + (value - mean.value_or(0)) / double(count);
    }
    DemoArm& arm_;
    int64_t trained_ = 0;
};

bool belongsTo(const RunRecord& run, const std::string& recipe) {
    return run.name == recipe || run.name.starts_with(recipe + " (seed ");
}

Status fillArm(Project& project, const std::vector<RunRecord>& runs, DemoArm& arm) {
    ArmMeans means(arm);
    for (const RunRecord& run : runs) {
        if (!belongsTo(run, arm.recipe) || !run.config.is_object() ||
            run.config.value("cuts", Json::object()).value("name", "") != demoCutsName)
            continue;
        ++arm.runs;
        arm.state = run.state;
        arm.run = run.id;
        if (run.state != "done")
            continue;
        CAFTAN_TRY(evaluations, listEvaluations(project, run.id));
        const auto test = std::find_if(evaluations.begin(), evaluations.end(), isDemoTest);
        means.addTraining(run.result);
        if (test != evaluations.end())
            means.add(test->result);
    }
    return {};
}

} // namespace

const std::vector<std::string>& demoRecipes() {
    static const std::vector<std::string> recipes = {"sft", "distill", "complexity-aware", "random", demoEqualBudget};
    return recipes;
}

std::string demoRunName(const std::string& recipe, uint64_t seed) {
    return seed == 1 ? recipe : recipe + " (seed " + std::to_string(seed) + ")";
}

std::filesystem::path demoLock(const std::filesystem::path& project) {
    return project / "demo-run.lock";
}

Result<std::vector<DemoArm>> demoTable(Project& project) {
    std::vector<DemoArm> arms;
    CAFTAN_TRY(models, listModels(project));
    const auto base = std::find_if(models.begin(), models.end(),
                                   [](const ModelRecord& model) { return model.name == demoModelName; });
    if (base == models.end())
        return arms;
    arms.push_back({"base"});
    CAFTAN_TRY(evaluations, listModelEvaluations(project, base->id));
    for (auto evaluation = evaluations.rbegin(); evaluation != evaluations.rend(); ++evaluation)
        if (isDemoTest(*evaluation)) {
            ArmMeans(arms.back()).add(evaluation->result);
            break;
        }
    CAFTAN_TRY(runs, listRuns(project));
    for (const std::string& recipe : demoRecipes()) {
        arms.push_back({recipe});
        CAFTAN_CHECK(fillArm(project, runs, arms.back()));
    }
    return arms;
}

std::vector<std::string> demoRemarks() {
    return {
        "Distilling everything on the same answer tokens, or a random third alone, is as good here: toy reasoning is "
        "short and perfectly learnable.",
        "What the table shows is that reasoning only where entropy is high reaches distillation's accuracy on the "
        "same questions with less than half of its answer tokens, trained and generated, and that SFT cannot.",
        "The random split fails because greedy decoding then never thinks. Entropy teaches when to think: the share of "
        "answers that think stands beside the accuracy.",
        "SFT first and distillation afterwards, the paper's order, makes this tiny model reason everywhere and "
        "lose the easy band; so the demo trains both together."};
}

} // namespace caftan
