#include "core/jobs/train_command.h"

#include <charconv>

namespace caftan {

namespace {

std::string numberWord(double value) {
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, value).ptr; // the shortest that reads as the same number
    return {text, end};
}

template <class T>
std::string joined(const T& list, const auto& word) {
    std::string text;
    for (const auto& entry : list)
        text += (text.empty() ? "" : ",") + word(entry);
    return text;
}

class TrainWords {
  public:
    void add(const char* option, const std::string& value) {
        words_.emplace_back(option);
        words_.push_back(value);
    }
    void flag(const char* option, bool wanted) {
        if (wanted)
            words_.emplace_back(option);
    }
    void differing(const char* option, const std::string& value, const std::string& usual) {
        if (value != usual)
            add(option, value);
    }
    void differing(const char* option, double value, double usual) {
        if (value != usual)
            add(option, numberWord(value));
    }
    void differing(const char* option, int64_t value, int64_t usual) {
        if (value != usual)
            add(option, std::to_string(value));
    }
    void given(const char* option, const std::optional<int64_t>& value) {
        if (value)
            add(option, std::to_string(*value));
    }
    std::vector<std::string> take() { return std::move(words_); }

  private:
    std::vector<std::string> words_;
};

void addData(TrainWords& words, const TrainSpec& spec, const TrainSpec& usual, const std::string& model) {
    words.add("--scoring", std::to_string(spec.scoring));
    words.add("--cuts", spec.cuts);
    words.add("--recipe", spec.recipe);
    if (!spec.bands.empty())
        words.add("--band", joined(spec.bands, [](const auto& band) { return band.first + "=" + band.second; }));
    if (!model.empty())
        words.add("--model", model);
    words.differing("--from-run", spec.startRun, usual.startRun);
    words.differing("--name", spec.name, usual.name);
    words.differing("--schedule", spec.schedule, usual.schedule);
    if (spec.epochs != usual.epochs)
        words.add("--epochs", joined(spec.epochs, [](int64_t epochs) { return std::to_string(epochs); }));
    words.differing("--teacher", spec.teacher, usual.teacher);
    words.flag("--keep-wrong-teacher", !spec.dropWrongTeacher);
    words.differing("--prompts", spec.prompts, usual.prompts);
    words.differing("--selection", spec.selection, usual.selection);
    words.given("--limit", spec.limit);
    words.given("--answer-token-budget", spec.answerTokenBudget);
    words.differing("--seed", int64_t(spec.seed), int64_t(usual.seed));
}

void addLora(TrainWords& words, const LoraSpec& lora) {
    const LoraSpec usual;
    words.add("--lora", std::to_string(lora.rank));
    words.differing("--lora-alpha", lora.alpha, double(2 * lora.rank));
    words.differing("--lora-dropout", lora.dropout, usual.dropout);
    if (lora.targets != usual.targets)
        words.add("--lora-targets", joined(lora.targets, [](const std::string& target) { return target; }));
}

void addOptimizer(TrainWords& words, const TrainSpec& spec, const TrainSpec& usual) {
    words.differing("--lr", spec.rate, usual.rate);
    words.differing("--floor", spec.rateFloor, usual.rateFloor);
    words.differing("--warmup-steps", spec.warmupSteps, usual.warmupSteps);
    words.differing("--warmup-share", spec.warmupShare, usual.warmupShare);
    words.differing("--decay", spec.decay, usual.decay);
    words.differing("--weight-decay", spec.weightDecay, usual.weightDecay);
    words.differing("--beta1", spec.beta1, usual.beta1);
    words.differing("--beta2", spec.beta2, usual.beta2);
    words.differing("--clip", spec.clip, usual.clip);
    words.given("--batch-tokens", spec.batchTokens);
    words.differing("--batch-sequences", spec.batchSequences, usual.batchSequences);
    words.differing("--micro-tokens", spec.microTokens, usual.microTokens);
    words.differing("--loss-mean", spec.lossMean, usual.lossMean);
    words.flag("--whole-sequence", spec.wholeSequence);
}

void addRunning(TrainWords& words, const TrainSpec& spec, const TrainSpec& usual) {
    words.differing("--evaluate", spec.evaluate, usual.evaluate);
    words.differing("--evaluate-steps", spec.evaluateSteps, usual.evaluateSteps);
    words.given("--evaluate-limit", spec.evaluateLimit);
    words.differing("--max-new-tokens", spec.maxNewTokens, usual.maxNewTokens);
    words.differing("--checkpoint-steps", spec.checkpointSteps, usual.checkpointSteps);
    words.differing("--checkpoint-seconds", spec.checkpointSeconds, usual.checkpointSeconds);
    words.flag("--keep-optimizer", spec.keepOptimizer);
    words.differing("--dtype", spec.dtype, usual.dtype);
    words.differing("--device", spec.device, usual.device);
    words.differing("--base-bits", spec.baseBits, usual.baseBits);
    words.differing("--recompute", spec.recompute, usual.recompute);
    words.differing("--threads", int64_t(spec.threads), int64_t(usual.threads));
}

} // namespace

std::vector<std::string> trainArguments(const TrainSpec& spec, const std::string& model) {
    const TrainSpec usual;
    TrainWords words;
    addData(words, spec, usual, model);
    if (spec.lora)
        addLora(words, *spec.lora);
    addOptimizer(words, spec, usual);
    addRunning(words, spec, usual);
    return words.take();
}

} // namespace caftan
