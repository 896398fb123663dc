#include "core/engine/model/loaded_model.h"
#include "core/engine/weights/load.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>

#include <thread>

namespace caftan {

Result<EngineSetup> setUpEngine(const EngineOptions& options) {
    EngineSetup setup;
    if (options.dtype == "bfloat16")
        setup.dtype = at::kBFloat16;
    else if (options.dtype != "float32")
        return fail("dtype \"" + options.dtype + "\" is not known. Use float32 or bfloat16.");
    if (options.device != "auto" && options.device != "cpu" && options.device != "cuda")
        return fail("device \"" + options.device + "\" is not known. Use auto, cpu or cuda.");
    if (options.threads < 0 || options.threads > 4096)
        return fail("threads must be between 0 (as many as cores) and 4096.");
    if (options.device != "cpu" && at::hasCUDA())
        setup.device = at::Device(at::kCUDA, 0);
    else if (options.device == "cuda")
        setup.facts.notice = "CUDA was asked for, but this machine has no usable NVIDIA GPU or this build has no CUDA; "
                             "the CPU is used.";
    const int threads = options.threads ? options.threads : std::max(1, int(std::thread::hardware_concurrency()));
    if (at::get_num_threads() != threads)
        at::set_num_threads(threads);
    setup.facts.dtype = options.dtype;
    setup.facts.device = setup.device.is_cuda() ? "cuda" : "cpu";
    setup.facts.threads = threads;
    return setup;
}

Result<std::shared_ptr<LoadedModel>> loadModel(const std::filesystem::path& path, const EngineOptions& options) {
    CAFTAN_TRY(setup, setUpEngine(options));
    CAFTAN_TRY(source, ModelSource::open(path));
    CAFTAN_TRY(decoder, loadDecoder(*source, setup.dtype, setup.device));
    ModelFacts facts = setup.facts;
    facts.parameters = source->config().parameters;
    facts.vocabulary = source->config().vocabulary;
    facts.context = source->config().context;
    return std::make_shared<LoadedModel>(std::move(decoder), std::move(facts));
}

void LoadedModel::limitTokens(int64_t most) {
    mostTokens_ = most;
    facts_.memoryNotice = "memory ran out with " + std::to_string(most + 1) +
                          " tokens at once: batches of as many were halved from there on, so that entropies may differ "
                          "from those of whole batches by what is rounded.";
}

ModelFacts modelFacts(const LoadedModel& model) {
    return model.facts();
}

} // namespace caftan
