#include "core/jobs/demo_project.h"

#include "core/data/demo.h"
#include "core/data/import.h"
#include "core/formats/model_source.h"
#include "core/store/datasets.h"
#include "core/store/scorings.h"

namespace caftan {

namespace {

namespace fs = std::filesystem;

Status copyBase(const fs::path& from, const fs::path& to) {
    std::error_code error;
    fs::create_directories(to, error);
    for (const auto& entry : fs::directory_iterator(from, error)) {
        fs::copy_file(entry.path(), to / entry.path().filename(), error);
        if (error)
            return fail(to.string() + ": cannot copy the demo's base model here (" + error.message() + ").");
    }
    return error ? fail(from.string() + ": cannot read the demo's base model (" + error.message() + ").") : Status{};
}

// The path is relative to the project: moving its folder moves the model.
Result<int64_t> addBase(Project& project, const fs::path& relative) {
    CAFTAN_TRY(source, ModelSource::open(project.folder() / relative));
    CAFTAN_TRY(hash, source->sha256());
    const ModelConfig& config = source->config();
    ModelRecord model;
    model.name = demoModelName;
    model.path = relative.string();
    model.family = config.family;
    model.sha256 = hash;
    model.config = {{"name", model.name},
                    {"family", config.family},
                    {"parameters", config.parameters},
                    {"vocabulary", config.vocabulary},
                    {"context", config.context},
                    {"tokenizer", "byte-level BPE"},
                    {"chat_format", "demo"}};
    return addModel(project, model);
}

Result<DemoProject> fill(Project& project, uint64_t seed) {
    CAFTAN_TRY(base, demoBaseFolder());
    const fs::path relative = fs::path("models") / std::string(demoModelName);
    CAFTAN_CHECK(copyBase(base, project.folder() / relative));
    DemoDataOptions options;
    options.seed = seed;
    const Import import = demoImport(options);
    std::vector<ImportedTrace> traces;
    for (const Question& question : import.questions)
        traces.push_back({question.externalId, question.rationale, optionLetter(question.answer)});

    DemoProject demo;
    const Status stored = project.write([&]() -> Status {
        CAFTAN_TRY(ids, storeImport(project, std::string(demoDatasetName), import));
        demo.dataset = ids.dataset;
        CAFTAN_TRY(summary, storeTraces(project, ids.dataset, std::string(demoTeacher), traces));
        demo.traces = summary.traces;
        CAFTAN_CHECK(sealRecordedSplit(project, ids.dataset));
        CAFTAN_TRY(model, addBase(project, relative));
        demo.model = model;
        return {};
    });
    CAFTAN_CHECK(stored);
    demo.questions = int64_t(import.questions.size());
    demo.train = options.train;
    demo.validation = options.validation;
    demo.test = options.test;
    return demo;
}

} // namespace

Result<DemoProject> makeDemoProject(const fs::path& folder, uint64_t seed) {
    std::error_code error;
    const bool existed = fs::exists(folder, error);
    CAFTAN_TRY(project, Project::create(folder, "demo"));
    auto demo = fill(project, seed);
    if (!demo) {
        {
            const Project closing = std::move(project);
        }
        for (const char* name :
             {"project.caftan", "project.caftan-wal", "project.caftan-shm", "project.lock", "models"})
            fs::remove_all(folder / name, error);
        if (!existed)
            fs::remove_all(folder, error);
    }
    return demo;
}

} // namespace caftan
