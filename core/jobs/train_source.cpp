#include "core/jobs/train_source.h"

#include "core/jobs/model_files.h"
#include "core/store/selections.h"

#include <atomic>
#include <thread>
#include <unordered_set>

namespace caftan {

namespace {

constexpr size_t fewForAThread = 64; // questions

Status checkTrainingSplit(const Dataset& dataset) {
    if (dataset.train > 0 && dataset.validation > 0 && dataset.sealed)
        return {};
    return fail("the data set \"" + dataset.name +
                "\" is not split into train, validation and test. 'caftan-cli data split --data " + dataset.name +
                "' does it and seals the test part.");
}

// The recorded reasoning by question; the teacher is the first one when none is named.
Result<std::unordered_map<int64_t, Trace>> tracesOfTeacher(Project& project, int64_t dataset, std::string& teacher) {
    std::unordered_map<int64_t, Trace> result;
    if (teacher.empty()) {
        CAFTAN_TRY(teachers, listTeachers(project, dataset));
        if (teachers.empty())
            return result;
        teacher = teachers.front();
    }
    CAFTAN_TRY(traces, loadTraces(project, dataset, teacher));
    for (Trace& trace : traces)
        result.insert_or_assign(trace.questionId, std::move(trace));
    return result;
}

Status openTrainModel(Project& project, const TrainSpec& spec, TrainSource& source) {
    const auto id = spec.model ? spec.model : source.scoring.model;
    if (!id)
        return fail("the scores of \"" + source.scoring.name +
                    "\" were recorded elsewhere: name the model to train with --model.");
    CAFTAN_TRY(model, findModel(project, std::to_string(*id)));
    CAFTAN_TRY(path, locateModel(project, model));
    CAFTAN_TRY(files, ModelSource::open(path));
    CAFTAN_TRY(format, chatFormatOf(model, path));
    CAFTAN_TRY(writer, ExampleWriter::open(path, files->config(), format));
    if (spec.prompts != "auto")
        writer.onePrompt = spec.prompts == "one" || writer.format == ChatFormat::Demo;
    writer.wholeSequence = spec.wholeSequence;
    source.model = std::move(model);
    source.modelPath = path;
    source.config = files->config();
    source.writer = std::move(writer);
    return {};
}

void fillBands(TrainRows& rows, const ScoreColumns& columns, const CutSet& cuts) {
    rows.bands = bandNamesWithInvalid(cuts);
    rows.unscored = 0;
    const auto bands = bandsOf(columns, cuts);
    for (TrainQuestion& question : rows.questions) {
        const auto found = bands.find(question.id);
        question.band = found == bands.end() ? -1 : found->second;
        rows.unscored += found == bands.end() && question.split == Split::Train;
    }
}

TrainRows rowsWithoutBands(const TrainSource& source) {
    TrainRows rows;
    rows.teacher = source.teacher;
    rows.context = source.config.context;
    for (size_t i = 0; i < source.questions.size(); ++i)
        rows.questions.push_back(source.facts(i));
    return rows;
}

} // namespace

const Trace* TrainSource::traceOf(size_t question) const {
    const auto found = traces.find(questions[question].id);
    return found == traces.end() ? nullptr : &found->second;
}

Example TrainSource::example(size_t question, Routing routing) const {
    return writer.example(questions[question].question, routing, traceOf(question));
}

TrainQuestion TrainSource::facts(size_t question) const {
    const Trace* trace = traceOf(question);
    TrainQuestion facts;
    facts.id = questions[question].id;
    facts.split = questions[question].question.split;
    facts.traced = trace != nullptr;
    facts.usableTrace = trace && trace->answer >= 0;
    facts.teacherRight = trace && trace->right;
    return facts;
}

Result<TrainSource> openTrainSource(Project& project, const TrainSpec& spec) {
    TrainSource source;
    CAFTAN_TRY(scoring, findScoring(project, spec.scoring));
    CAFTAN_TRY(dataset, findDataset(project, std::to_string(scoring.dataset)));
    CAFTAN_CHECK(checkTrainingSplit(dataset));
    source.scoring = std::move(scoring);
    source.dataset = std::move(dataset);
    source.teacher = spec.teacher;
    CAFTAN_CHECK(openTrainModel(project, spec, source));
    CAFTAN_TRY(traces, tracesOfTeacher(project, source.dataset.id, source.teacher));
    CAFTAN_TRY(questions, loadQuestions(project, source.dataset.id));
    source.traces = std::move(traces);
    std::unordered_set<int64_t> selected;
    if (!spec.selection.empty()) {
        CAFTAN_TRY(loaded, loadSelection(project, source.dataset.id, spec.selection));
        selected = std::move(loaded);
    }
    for (StoredQuestion& stored : questions) {
        const Split split = stored.question.split;
        if (split == Split::Train && !spec.selection.empty() && !selected.contains(stored.id))
            continue; // validation stays whole, so that runs can be compared
        if ((split == Split::Train || split == Split::Validation) && stored.question.answer >= 0)
            source.questions.push_back(std::move(stored)); // test questions never come further than this line
    }
    return source;
}

TrainRows trainRows(const TrainSource& source, const ScoreColumns& columns, const CutSet& cuts) {
    TrainRows rows = rowsWithoutBands(source);
    fillBands(rows, columns, cuts);
    return rows;
}

TrainSizes::TrainSizes(TrainSource source)
    : source_(std::move(source)), rows_(rowsWithoutBands(source_)), sizes_(source_.questions.size()) {}

void TrainSizes::measureOne(size_t question) {
    const auto sizeOf = [&](Routing routing) {
        const Example example = source_.example(question, routing);
        return ExampleSize{int64_t(example.ids.size()), example.answerTokens()};
    };
    Sizes& sizes = sizes_[question];
    sizes.measured = true;
    sizes.answer = sizeOf(Routing::Answer);
    if (rows_.questions[question].usableTrace)
        sizes.reasoning = sizeOf(Routing::Reasoning);
}

Status TrainSizes::measure(const ScoreColumns& columns, const std::function<bool()>& cancelled) {
    const std::unordered_set<int64_t> scored(columns.question.begin(), columns.question.end());
    std::vector<size_t> wanted;
    for (size_t i = 0; i < sizes_.size(); ++i) {
        const TrainQuestion& question = rows_.questions[i];
        if (!sizes_[i].measured && question.split == Split::Train && scored.contains(question.id))
            wanted.push_back(i);
    }
    // The tokenizer serves any number of threads, and each question has a place of its own.
    std::atomic<size_t> next = 0;
    std::atomic<bool> stop = false;
    const auto work = [&] {
        for (size_t i = next++; i < wanted.size() && !stop; i = next++) {
            stop = stop || (cancelled && cancelled());
            measureOne(wanted[i]);
        }
    };
    const size_t helpers = std::min<size_t>(std::thread::hardware_concurrency(), wanted.size() / fewForAThread);
    std::vector<std::jthread> threads;
    for (size_t i = 1; i < helpers; ++i)
        threads.emplace_back(work);
    work();
    threads.clear(); // joins
    return stop ? fail("interrupted.") : Status();
}

int64_t TrainSizes::boughtTokens() const {
    int64_t tokens = 0;
    for (size_t i = 0; i < sizes_.size(); ++i)
        if (const Trace* trace = sizes_[i].measured ? source_.traceOf(i) : nullptr)
            tokens += rows_.questions[i].usableTrace ? sizes_[i].reasoning.answerTokens : trace->tokens;
    return tokens;
}

void TrainSizes::setBands(const ScoreColumns& columns, const CutSet& cuts) {
    fillBands(rows_, columns, cuts);
}

Result<TrainOutline> TrainSizes::outline(const TrainSpec& spec) const {
    return outlineTraining(rows_, spec, [this](size_t question, Routing routing) {
        return routing == Routing::Reasoning ? sizes_[question].reasoning : sizes_[question].answer;
    });
}

} // namespace caftan
