#include "core/data/import_rows.h"

#include "core/base/text.h"
#include "core/data/mapping.h"
#include "core/data/text_file.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace caftan {
namespace {

constexpr size_t mostOptions = 26;

// "train_df_easy" -> Train; None when no word or words of several splits stand in the name.
Split splitFromFileName(const std::filesystem::path& path) {
    std::set<Split> found;
    std::string word;
    for (const char c : dataStem(path) + ".") {
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
            word += c;
            continue;
        }
        if (const auto split = splitFromName(word); split && *split != Split::None)
            found.insert(*split);
        word.clear();
    }
    return found.size() == 1 ? *found.begin() : Split::None;
}

std::optional<bool> parseFlag(std::string_view text) {
    const std::string lower = toLower(text);
    if (lower == "true" || lower == "1" || lower == "1.0" || lower == "yes" || lower == "t")
        return true;
    if (lower == "false" || lower == "0" || lower == "0.0" || lower == "no" || lower == "f")
        return false;
    return std::nullopt;
}

// 70.0 -> 70: tables with gaps turn integers into floats.
std::string cleanId(std::string_view text) {
    text = trim(text);
    if (text.ends_with(".0") && parseInt(text.substr(0, text.size() - 2)))
        text.remove_suffix(2);
    return std::string(text);
}

std::string shortened(std::string_view text) {
    return text.size() <= 40 ? std::string(text) : repairUtf8(text.substr(0, 40)) + "...";
}

// "... Answer1: x Answer2: y\n\nAnswer format: answer1/answer2" with answer "answer2", as instruction sets write ARC.
void optionsFromInstruction(ImportRow& row) {
    Question& question = row.question;
    const std::string answer = toLower(trim(row.answer));
    const auto digit = answer.find_first_of("0123456789");
    const auto key = parseInt(std::string_view(answer).substr(std::min(digit, answer.size())));
    if (!key || digit < 4)
        return;
    std::string word = answer.substr(0, digit);
    word[0] = char(word[0] - 'a' + 'A');
    if (word != "Answer" && word != "Option" && word != "Solution" && word != "Ending" && word != "Choice")
        return;
    std::string_view text = question.text;
    const auto format = text.rfind(word + " format:");
    if (format != std::string_view::npos)
        text = trim(text.substr(0, format));
    const auto begin = text.find(word + "1:");
    if (begin == std::string_view::npos)
        return;
    std::vector<std::string> options;
    for (size_t at = begin, number = 1; at != std::string_view::npos; ++number) {
        at += word.size() + std::to_string(number).size() + 1;
        const auto next = text.find(word + std::to_string(number + 1) + ":", at);
        options.emplace_back(trim(text.substr(at, next == std::string_view::npos ? next : next - at)));
        at = next;
    }
    if (options.size() < 2)
        return;
    std::string_view asked = trim(text.substr(0, begin));
    for (const std::string_view lead : {"Please choose the correct answer to the question:"})
        if (asked.starts_with(lead))
            asked = trim(asked.substr(lead.size()));
    question.text = std::string(asked);
    question.options = std::move(options);
    if (*key >= 1 && *key <= 26)
        row.answer = optionLetter(int(*key) - 1);
}

// "worked solution\n#### 72", as GSM8K writes answers.
void splitWorkedAnswer(ImportRow& row) {
    const auto mark = row.answer.rfind("####");
    if (mark == std::string::npos || (mark > 0 && row.answer[mark - 1] != '\n'))
        return;
    if (row.question.rationale.empty())
        row.question.rationale = std::string(trim(std::string_view(row.answer).substr(0, mark)));
    row.answer = std::string(trim(std::string_view(row.answer).substr(mark + 4)));
}

class RowReader {
  public:
    RowReader(ImportFile& file, const Table& table, const ImportOptions& options, Split fileSplit,
              const std::string& idPrefix)
        : file_(file), table_(table), options_(options), fileSplit_(fileSplit), idPrefix_(idPrefix) {
        for (const auto& [field, value] : file.mapping)
            for (const std::string& name : mappedColumns(value, table)) {
                const auto at = std::find(table.columns.begin(), table.columns.end(), name);
                columns_[field].push_back(size_t(at - table.columns.begin()));
            }
        splitGiven_ = options.mapping.contains("split");
        weighBackslashes();
    }

    // The sentence of a bad row, without its place; empty: `row` is good.
    std::string read(size_t index, ImportRow& row) {
        cells_ = &table_.rows[index];
        row.line = table_.lines[index];
        Question& question = row.question;
        question.externalId = cleanId(cell("id"));
        if (question.externalId.empty()) {
            if (columns_.contains("id"))
                return field("id") + " is empty";
            question.externalId = idPrefix_ + std::to_string(index + 1);
        }
        question.text = cell("question");
        if (trim(question.text).empty())
            return field("question") + " is empty";
        question.category = std::string(trim(cell("category")));
        question.rationale = cell("rationale");
        row.answer = cell("answer");
        row.answerIndex = cell("answer_index");
        row.predicted = cell("predicted");
        std::string bad = readOptions(row);
        if (bad.empty())
            bad = readNumbers(row);
        if (bad.empty())
            bad = readSplit(row);
        return bad;
    }

    void warnings() {
        if (unknownSplits_)
            file_.warnings.push_back(file_.name + ": column '" + file_.column("split") + "' names no split in " +
                                     groupDigits(unknownSplits_) + " rows (such as '" + shortened(unknownSplit_) +
                                     "'); expected train, validation or test; these rows have no split");
    }

  private:
    const std::string& cell(const std::string& field) const {
        static const std::string none;
        const auto at = columns_.find(field);
        return at == columns_.end() ? none : (*cells_)[at->second.front()];
    }
    std::string field(const std::string& name) const {
        return "field " + name + " (column '" + file_.column(name) + "')";
    }

    std::string readOptions(ImportRow& row) {
        Question& question = row.question;
        const auto columns = columns_.find("options");
        if (columns == columns_.end()) {
            optionsFromInstruction(row);
            if (question.options.empty())
                splitWorkedAnswer(row);
            return {};
        }
        if (columns->second.size() > 1) {
            for (const size_t column : columns->second)
                question.options.push_back((*cells_)[column]);
            while (!question.options.empty() && trim(question.options.back()).empty()) // fewer options than columns
                question.options.pop_back();
        } else {
            const std::string& text = cell("options");
            auto list = parseOptionList(text, &row.recoveredOptions, literalBackslashes_);
            if (literalBackslashes_ && text.find('\\') != std::string::npos)
                file_.literalBackslashes.push_back(question.externalId);
            if (!list)
                return field("options") + ": " + list.error().message;
            question.options = std::move(*list);
        }
        const size_t count = question.options.size();
        if (count == 1 || count > mostOptions)
            return field("options") + " has " + std::to_string(count) + " options; expected 2 to 26";
        if (count == 0)
            splitWorkedAnswer(row);
        return {};
    }

    void weighBackslashes() {
        const auto columns = columns_.find("options");
        if (columns == columns_.end() || columns->second.size() != 1)
            return;
        int64_t unknown = 0, doubled = 0;
        for (const auto& row : table_.rows) {
            const std::string& text = row[columns->second.front()];
            const auto list = text.find_first_not_of(" \n");
            if (text.find('\\') == std::string::npos || list == std::string::npos || text.compare(list, 2, "[\"") == 0)
                continue; // [" opens JSON, too
            const EscapeUse use = escapesIn(text);
            unknown += use.unknown;
            doubled += use.doubled;
        }
        literalBackslashes_ = unknown > doubled;
    }

    std::string readNumbers(ImportRow& row) const {
        const std::string_view entropy = trim(cell("entropy"));
        if (!entropy.empty() && toLower(entropy) != "nan" && toLower(entropy) != "none") {
            const auto value = parseDouble(entropy);
            if (!value || !std::isfinite(*value))
                return field("entropy") + ": expected a number, found '" + shortened(entropy) + "'";
            if (*value < -1e-6)
                return field("entropy") + ": an entropy cannot be negative, found " + std::string(entropy);
            row.entropy = std::max(*value, 0.0);
        }
        const std::string_view right = trim(cell("right"));
        if (!right.empty() && toLower(right) != "nan") {
            row.right = parseFlag(right);
            if (!row.right)
                return field("right") + ": expected True or False, found '" + shortened(right) + "'";
        }
        return {};
    }

    std::string readSplit(ImportRow& row) {
        row.question.split = fileSplit_;
        if (options_.split || !columns_.contains("split"))
            return {};
        const auto split = splitFromName(cell("split"));
        if (split) {
            row.question.split = *split == Split::None ? fileSplit_ : *split;
        } else if (splitGiven_) {
            return field("split") + ": expected train, validation or test, found '" + shortened(cell("split")) + "'";
        } else {
            row.question.split = Split::None;
            unknownSplit_ = unknownSplits_++ ? unknownSplit_ : cell("split");
        }
        return {};
    }

    ImportFile& file_;
    const Table& table_;
    const ImportOptions& options_;
    Split fileSplit_;
    std::string idPrefix_;
    std::map<std::string, std::vector<size_t>> columns_;
    const std::vector<std::string>* cells_ = nullptr;
    bool splitGiven_ = false, literalBackslashes_ = false;
    int64_t unknownSplits_ = 0;
    std::string unknownSplit_;
};

} // namespace

std::string ImportFile::column(const std::string& field) const {
    const auto at = mapping.find(field);
    return at == mapping.end() ? std::string() : at->second;
}

Result<ImportFile> readImportFile(const std::filesystem::path& path, const ImportOptions& options,
                                  const std::string& idPrefix) {
    CAFTAN_TRY(table, readTable(path, 0, options.readers));
    ImportFile file;
    file.name = path.string();
    CAFTAN_TRY(mapping, resolveMapping(table, options.mapping, file.name));
    file.mapping = mapping;
    if (!mapping.contains("question")) {
        std::string columns;
        for (const std::string& column : table.columns)
            columns += (columns.empty() ? "" : ", ") + column;
        return fail(file.name + ": no column looks like the question; name it with --map question=COLUMN (columns: " +
                    columns + ")");
    }
    file.warnings = table.warnings;
    file.bad = table.badRows;
    file.rowsRead = int64_t(table.rows.size() + table.badRows.size());
    RowReader reader(file, table, options, options.split.value_or(splitFromFileName(path)), idPrefix);
    file.rows.reserve(table.rows.size());
    for (size_t i = 0; i < table.rows.size(); ++i) {
        ImportRow row;
        const std::string bad = reader.read(i, row);
        table.rows[i] = {}; // large files: not everything twice
        if (bad.empty())
            file.rows.push_back(std::move(row));
        else
            file.bad.push_back(file.place(row) + ": " + bad);
    }
    reader.warnings();
    return file;
}

} // namespace caftan
