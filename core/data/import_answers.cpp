#include "core/data/import_answers.h"

#include <algorithm>
#include <limits>
#include <map>

namespace caftan {
namespace {

bool blank(const std::string& cell) {
    return trim(cell).empty();
}

std::string shown(const std::string& cell) {
    return cell.size() <= 40 ? cell : repairUtf8(std::string_view(cell).substr(0, 40)) + "...";
}

// A file's own evidence when it is strong, else what all files together say.
std::optional<int> weigh(const BaseEvidence& own, const BaseEvidence& all) {
    const auto [low, high] = std::minmax(own.agree[0], own.agree[1]);
    return high >= 10 && low * 10 <= high ? own.base() : all.base();
}

} // namespace

AnswerResolver::AnswerResolver(const std::vector<ImportFile>& files) : files_(files), readings_(files.size()) {
    for (size_t i = 0; i < files.size(); ++i)
        decideKinds(files[i], readings_[i]);
    const auto perFile = [&](BaseEvidence (AnswerResolver::*gather)(size_t) const) {
        std::vector<BaseEvidence> evidence;
        for (size_t i = 0; i < files_.size(); ++i)
            evidence.push_back((this->*gather)(i));
        return evidence;
    };
    // In this order: the key is what the others are compared with.
    decideBase("answer", "answer_index", &Readings::answer, perFile(&AnswerResolver::keyEvidence), 0);
    decideBase("answer_index", "answer", &Readings::index, perFile(&AnswerResolver::indexEvidence), 0);
    const int base = readings_.empty() ? 0 : readings_[0].index.base;
    decideBase("predicted", "right", &Readings::predicted, perFile(&AnswerResolver::predictedEvidence), base);
}

void AnswerResolver::decideKinds(const ImportFile& file, Readings& readings) const {
    KindEvidence answer, index, predicted;
    for (const ImportRow& row : file.rows) {
        answer.add(row.answer, row.question.options);
        index.add(row.answerIndex, row.question.options);
        predicted.add(row.predicted, row.question.options);
    }
    readings.answer.kind = answer.kind();
    readings.index.kind = index.kind();
    readings.predicted.kind = predicted.kind();
}

void AnswerResolver::decideBase(const std::string& field, const std::string& with, AnswerReading Readings::* column,
                                const std::vector<BaseEvidence>& perFile, int fallback) {
    struct Group {
        BaseEvidence all;
        std::string with;
        std::array<BaseEvidence, 2> byBase;
        std::array<int, 2> files{};
        bool guessed = false;
    };
    std::map<std::string, Group> groups; // by column name
    const auto isNumber = [&](size_t i) {
        return (readings_[i].*column).kind == AnswerKind::Number && !files_[i].column(field).empty();
    };
    for (size_t i = 0; i < files_.size(); ++i)
        if (isNumber(i)) {
            Group& group = groups[files_[i].column(field)];
            group.all += perFile[i];
            group.with = files_[i].column(with);
        }
    for (size_t i = 0; i < files_.size(); ++i)
        if (isNumber(i)) {
            Group& group = groups[files_[i].column(field)];
            const auto base = weigh(perFile[i], group.all);
            group.guessed |= !base;
            (readings_[i].*column).base = base.value_or(fallback);
            group.byBase[size_t(base.value_or(fallback))] += perFile[i];
            ++group.files[size_t(base.value_or(fallback))];
        }
    for (const auto& [name, group] : groups)
        for (size_t base = 0; base < 2; ++base) {
            if (!group.files[base])
                continue;
            const BaseEvidence& evidence = group.byBase[base];
            std::string sentence = name + " counts options from " + std::to_string(base);
            if (group.files[1 - base])
                sentence += " in " + std::to_string(group.files[base]) + " of the files";
            if (evidence.compared)
                sentence += ": " + groupDigits(evidence.agree[base]) + " of " + groupDigits(evidence.compared) +
                            " rows agree with " + group.with + " (" + groupDigits(evidence.agree[1 - base]) +
                            " if it counted from " + std::to_string(1 - base) + ")";
            else if (group.guessed)
                sentence += ": assumed, no row tells; check a few questions";
            else
                sentence += ": " + groupDigits(evidence.range[base]) + " rows allow nothing else";
            baseSentences_.push_back(sentence);
        }
}

BaseEvidence AnswerResolver::keyEvidence(size_t file) const {
    BaseEvidence evidence;
    const Readings& readings = readings_[file];
    for (const ImportRow& row : files_[file].rows) {
        const auto number = answerNumber(row.answer);
        const auto& options = row.question.options;
        if (!number || options.empty())
            continue;
        evidence.addRange(*number, options.size());
        if (readings.index.kind == AnswerKind::Number || blank(row.answerIndex))
            continue;
        const int other = readAnswer(row.answerIndex, readings.index, options);
        evidence.compared += other >= 0;
        for (int base = 0; base < 2; ++base)
            evidence.agree[size_t(base)] += other >= 0 && *number - base == other;
    }
    return evidence;
}

BaseEvidence AnswerResolver::indexEvidence(size_t file) const {
    BaseEvidence evidence;
    for (const ImportRow& row : files_[file].rows) {
        const auto number = answerNumber(row.answerIndex);
        const auto& options = row.question.options;
        if (!number || options.empty())
            continue;
        evidence.addRange(*number, options.size());
        const int answer = blank(row.answer) ? -1 : readAnswer(row.answer, readings_[file].answer, options);
        evidence.compared += answer >= 0;
        for (int base = 0; base < 2; ++base)
            evidence.agree[size_t(base)] += answer >= 0 && *number - base == answer;
    }
    return evidence;
}

BaseEvidence AnswerResolver::predictedEvidence(size_t file) const {
    BaseEvidence evidence;
    for (const ImportRow& row : files_[file].rows) {
        const auto number = answerNumber(row.predicted);
        const auto& options = row.question.options;
        if (!number || options.empty())
            continue;
        evidence.addRange(*number, options.size());
        const int answer = key(file, row);
        if (!row.right || answer < 0)
            continue;
        ++evidence.compared;
        for (int base = 0; base < 2; ++base)
            evidence.agree[size_t(base)] += (*number - base == answer) == *row.right;
    }
    return evidence;
}

int AnswerResolver::key(size_t file, const ImportRow& row) const {
    const auto& options = row.question.options;
    const int answer = blank(row.answer) ? -1 : readAnswer(row.answer, readings_[file].answer, options);
    return answer >= 0 || blank(row.answerIndex) ? answer : readAnswer(row.answerIndex, readings_[file].index, options);
}

std::string AnswerResolver::resolveKey(size_t file, ImportRow& row) {
    const ImportFile& source = files_[file];
    Question& question = row.question;
    if (question.options.empty()) {
        question.answerText = std::string(trim(blank(row.answer) ? row.answerIndex : row.answer));
        if (question.answerText.empty())
            unanswered_.add(question.externalId);
        return {};
    }
    question.answer = key(file, row);
    if (blank(row.answer) && blank(row.answerIndex)) {
        unanswered_.add(question.externalId);
        return {};
    }
    const std::string count = std::to_string(question.options.size());
    if (question.answer < 0) {
        const std::string field = blank(row.answer) ? "answer_index" : "answer";
        return "field " + field + " (column '" + source.column(field) + "'): '" +
               shown(blank(row.answer) ? row.answerIndex : row.answer) + "' names none of the " + count + " options";
    }
    if (blank(row.answer) || blank(row.answerIndex))
        return {};
    const AnswerReading& index = readings_[file].index;
    const int other = readAnswer(row.answerIndex, index, question.options);
    if (readAnswer(row.answer, readings_[file].answer, question.options) < 0) {
        indexOnly_.add(question.externalId, question.externalId + " ('" + shown(row.answer) + "')");
    } else if (other != question.answer) {
        const auto same = other >= 0 && question.options[size_t(other)] == question.options[size_t(question.answer)];
        if (same && readings_[file].answer.kind == AnswerKind::Text) { // two options read alike: only the index tells
            question.answer = other;
            return {};
        }
        std::string what = "question " + question.externalId + " has " + source.column("answer") + " " +
                           shown(row.answer) + " and " + source.column("answer_index") + " " + shown(row.answerIndex);
        what += other >= 0 ? ", which is " + optionLetter(other) : ", which names no option";
        disagreements_.add(question.externalId, what);
    }
    return {};
}

std::optional<Score> AnswerResolver::resolveScore(size_t file, const ImportRow& row) {
    if (!row.entropy)
        return std::nullopt;
    const ImportFile& source = files_[file];
    const Question& question = row.question;
    const bool recorded = !source.column("predicted").empty();
    if (!recorded && !row.right) {
        entropyAlone_ = true;
        return std::nullopt;
    }
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    Score score;
    score.entropy = *row.entropy;
    score.optionEntropy = score.oneMinusMax = score.margin = score.goldNll = none;
    score.answer = row.predicted;
    bool same = false;
    if (question.options.empty()) {
        score.valid = !recorded || !blank(row.predicted);
        same = trim(row.predicted) == question.answerText;
    } else if (recorded) {
        score.predicted = readAnswer(row.predicted, readings_[file].predicted, question.options);
        score.valid = score.predicted >= 0;
        same = score.valid && score.predicted == question.answer;
    } else {
        score.valid = true;
        flagsAlone_ = true;
    }
    score.right = row.right.value_or(same);
    if (recorded && !score.valid)
        invalid_.add(question.externalId, (blank(row.predicted) ? "nothing" : shown(row.predicted)) + " (question " +
                                              question.externalId + ")");
    if (recorded && row.right && *row.right != same && !question.options.empty())
        flagDisagreements_.add(question.externalId);
    return score;
}

std::vector<std::string> AnswerResolver::warnings() const {
    std::vector<std::string> all = baseSentences_;
    if (!disagreements_.empty())
        all.push_back("Answer and index disagree in " + disagreements_.counted() +
                      ", the answer is kept: " + disagreements_.examples());
    if (!indexOnly_.empty())
        all.push_back("The answer of " + indexOnly_.counted() +
                      " names no option, the index is taken: " + indexOnly_.examples());
    if (!unanswered_.empty())
        all.push_back(unanswered_.counted() + " have no recorded answer: " + unanswered_.examples());
    if (!invalid_.empty())
        all.push_back(invalid_.counted("recorded answer") +
                      " name no option of their question and are invalid: " + invalid_.examples());
    if (!flagDisagreements_.empty())
        all.push_back("The recorded right or wrong contradicts recorded answer and key in " +
                      flagDisagreements_.counted() + "; the record is kept: " + flagDisagreements_.examples());
    if (flagsAlone_)
        all.push_back("Only right or wrong is recorded, not the answers: all count as valid");
    if (entropyAlone_)
        all.push_back(
            "Entropies without recorded answers or right flags are left out: whether an answer was right is unknown");
    return all;
}

} // namespace caftan
