// What stands against the start of a training run, as sentences.
#include "ui/charts/number_text.h"
#include "ui/models/compare_words.h"
#include "ui/models/exploration.h"
#include "ui/models/project_service.h"
#include "ui/models/train_draft.h"

namespace caftan::ui {

QString TrainDraft::memorySentence() const {
    const auto gigabytes = [](double bytes) { return fixedText(bytes / 1e9, bytes < 9.95e9 ? 1 : 0); };
    const double available = machine_.available(spec_);
    const QString kind = spec_.lora ? tr("LoRA") : tr("Full fine-tuning");
    const QString where = machine_.usesGpu(spec_) ? tr("the graphics card has %1 GB") : tr("this machine has %1 GB");
    if (estimate_->smallest > available) {
        const bool fewBits = spec_.lora && spec_.baseBits != 4 && estimate_->fewBits <= available;
        return tr("%1 of %2 needs about %3 GB even with one answer at a time, and %4. %5")
            .arg(kind, model() ? text(model()->name) : tr("this model"), gigabytes(estimate_->smallest),
                 where.arg(gigabytes(available)),
                 fewBits      ? tr("With the base in 4 bits about %1 GB are enough.").arg(gigabytes(estimate_->fewBits))
                 : spec_.lora ? tr("Choose a smaller model.")
                              : tr("LoRA needs about %1 GB.").arg(gigabytes(estimate_->lora.total())));
    }
    return tr("With %1 tokens at once it needs about %2 GB, and %3. Smaller micro batches learn the same, a little "
              "slower.")
        .arg(groupedText(estimate_->microTokens), gigabytes(estimate_->memory.total()),
             where.arg(gigabytes(available)));
}

TrainRefusal TrainDraft::problemOf(const TrainProblem& problem) const {
    using Kind = TrainRefusal::Kind;
    const QString band = text(problem.band);
    switch (problem.kind) {
    case TrainProblem::Kind::NoTraces:
        return {Kind::NoTraces, band,
                tr("No question of the %1 band has recorded reasoning that could be distilled. Attach a teacher's "
                   "answers to the data set, or train the band on its short answers.")
                    .arg(bandWord(problem.band))};
    case TrainProblem::Kind::EmptyBand:
        return {
            Kind::EmptyBand, band,
            tr("The %1 band has no training question. Move the cuts, or skip the band.").arg(bandWord(problem.band))};
    default:
        return {Kind::NothingTrained, {}, tr("Every band is skipped: train at least one.")};
    }
}

TrainRefusal TrainDraft::refusal() const {
    using Kind = TrainRefusal::Kind;
    const ExplorationRows* rows = exploration_.rows();
    if (!rows)
        return {Kind::NothingScored, {}, tr("Nothing has been scored yet, so there are no bands.")};
    if (service_.readOnly())
        return {Kind::ReadOnly,
                {},
                tr("This project can only be read. Make %1 writable, or copy it elsewhere.").arg(service_.folder())};
    if (!rows->dataset.sealed || rows->dataset.train == 0 || rows->dataset.validation == 0)
        return {Kind::NoSplit,
                {},
                tr("%1 is not split yet. Training, validation and a sealed test part come first, so that what is "
                   "learned is never what is tested.")
                    .arg(text(rows->dataset.name))};
    if (!model())
        return {Kind::NoModel, {}, tr("These scores were recorded elsewhere: choose the model to train.")};
    if (exploration_.testSeen())
        return {Kind::TestSeen,
                {},
                tr("These cuts were chosen while the test part was open, so a test of this run would prove nothing. "
                   "Choose cuts again with the test part closed.")};
    if (spec_.baseBits > 0 && !spec_.lora)
        return {Kind::BaseBits,
                {},
                tr("A base in %1 bits cannot learn itself: train an adapter on it (LoRA), or take the base as it is.")
                    .arg(spec_.baseBits)};
    if (!problem_.isEmpty())
        return {Kind::Other, {}, problem_};
    if (!estimate_)
        return {Kind::Measuring, {}, tr("Counting the tokens of every answer…")};
    if (!estimate_->problems.empty())
        return problemOf(estimate_->problems.front());
    const double available = machine_.available(spec_);
    if (available > 0 && estimate_->memory.total() > available)
        return {Kind::Memory, {}, memorySentence()};
    return {};
}

} // namespace caftan::ui
