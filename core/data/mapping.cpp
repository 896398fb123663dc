// Which column holds which field, from the names that published data sets use.
#include "core/data/mapping.h"
#include "core/base/text.h"

#include <algorithm>

namespace caftan {
namespace {

// "Correct Answer" -> "correct_answer"
std::string plainName(std::string_view name) {
    std::string plain;
    for (const char c : toLower(trim(name))) {
        const bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)(c) >= 0x80;
        if (word)
            plain += c;
        else if (!plain.empty() && plain.back() != '_')
            plain += '_';
    }
    while (!plain.empty() && plain.back() == '_')
        plain.pop_back();
    return plain;
}

struct Guess {
    const char* field;
    std::vector<std::string_view> names; // best first; "x_*" is a prefix
};

const std::vector<Guess>& guesses() {
    static const std::vector<Guess> all = {
        {"id",
         {"question_id", "id", "qid", "uid", "example_id", "questionid", "external_id", "item_id", "index", "idx"}},
        {"question",
         {"question", "question_text", "question_stem", "problem", "prompt", "instruction", "query", "input", "text",
          "stem", "mr", "meaning_representation"}},
        {"options", {"options", "choices", "option_list", "answer_choices", "candidates", "endings", "alternatives"}},
        {"answer_index",
         {"answer_index", "answer_idx", "answer_id", "correct_index", "correct_idx", "label_index", "gold_index"}},
        {"answer",
         {"answer", "answer_letter", "answer_key", "answerkey", "correct_answer", "correct_option", "gold", "key",
          "target", "label", "cop", "completion", "ref", "output", "response", "query"}},
        {"category", {"category", "subject", "subject_name", "topic", "domain", "field", "area"}},
        {"rationale",
         {"cot_content", "rationale", "explanation", "solution", "chain_of_thought", "cot", "reasoning", "exp"}},
        {"entropy",
         {"entropy", "single_token_entropy", "token_entropy", "answer_entropy", "entropy_value", "entropy_value_*"}},
        {"right", {"is_right", "is_correct", "right", "correct", "entropy_ans_correct", "entropy_ans_correct_*"}},
        {"predicted",
         {"llm_answer", "predicted", "prediction", "pred", "model_answer", "predicted_answer", "entropy_ans",
          "entropy_ans_*"}},
        {"split", {"split", "partition", "fold"}},
    };
    return all;
}

bool matches(std::string_view name, std::string_view pattern) {
    if (!pattern.ends_with('*'))
        return name == pattern;
    pattern.remove_suffix(1);
    return name.starts_with(pattern) && name.size() > pattern.size() &&
           !(pattern == "entropy_ans_" && name.starts_with("entropy_ans_correct"));
}

// Option columns: A B C D, option_a option_b, opa opb, choice1 choice2 ...; at least two without a gap.
std::string optionColumns(const Table& table) {
    for (const std::string_view prefix :
         {"", "option", "choice", "op", "opt", "answer", "ending", "option_", "choice_", "answer_", "ending_"}) {
        for (const char first : {'a', '1', '0'}) {
            if (prefix.empty() && first != 'a')
                continue;
            std::string columns;
            int count = 0;
            for (; count < 26; ++count) {
                const std::string tail =
                    first == 'a' ? std::string(1, char('a' + count)) : std::to_string(first - '0' + count);
                const auto at =
                    std::find_if(table.columns.begin(), table.columns.end(), [&](const std::string& column) {
                        return plainName(column) == std::string(prefix) + tail;
                    });
                if (at == table.columns.end())
                    break;
                columns += (columns.empty() ? "" : "|") + *at;
            }
            if (count >= 2)
                return columns;
        }
    }
    return {};
}

// Two models in one file: the answers must be of the model whose entropy is taken.
void alignModels(const Table& table, Mapping& mapping) {
    constexpr std::string_view prefix = "entropy_value_";
    const auto found = mapping.find("entropy");
    const std::string entropy = found == mapping.end() ? std::string() : plainName(found->second);
    if (!entropy.starts_with(prefix))
        return;
    const std::string model = entropy.substr(prefix.size());
    for (const std::string& column : table.columns) {
        if (plainName(column) == "entropy_ans_" + model)
            mapping["predicted"] = column;
        else if (plainName(column) == "entropy_ans_correct_" + model)
            mapping["right"] = column;
    }
}

} // namespace

Mapping guessMapping(const Table& table) {
    Mapping mapping;
    std::vector<std::string> names;
    for (const std::string& column : table.columns)
        names.push_back(plainName(column));
    std::vector<bool> used(names.size());
    for (const Guess& guess : guesses()) {
        for (const std::string_view pattern : guess.names) {
            for (size_t i = 0; i < names.size() && !mapping.contains(guess.field); ++i)
                if (!used[i] && matches(names[i], pattern)) {
                    mapping[guess.field] = table.columns[i];
                    used[i] = true;
                }
        }
    }
    if (!mapping.contains("options"))
        if (const std::string columns = optionColumns(table); !columns.empty())
            mapping["options"] = columns;
    alignModels(table, mapping);
    return mapping;
}

std::vector<std::string> mappedColumns(const std::string& value, const Table& table) {
    const bool whole = std::find(table.columns.begin(), table.columns.end(), value) != table.columns.end();
    return whole || value.empty() ? std::vector<std::string>{value} : split(value, '|');
}

Result<Mapping> resolveMapping(const Table& table, const Mapping& overrides, const std::string& file) {
    Mapping mapping = guessMapping(table);
    for (const auto& [field, column] : overrides) {
        const auto known =
            std::any_of(guesses().begin(), guesses().end(), [&](const Guess& guess) { return guess.field == field; });
        if (!known) {
            std::string fields;
            for (const Guess& guess : guesses())
                fields += (fields.empty() ? "" : ", ") + std::string(guess.field);
            return fail("there is no field '" + field + "' to map; the fields are " + fields);
        }
        if (column.empty()) {
            mapping.erase(field);
            continue;
        }
        for (const std::string& part : mappedColumns(column, table))
            if (std::find(table.columns.begin(), table.columns.end(), part) == table.columns.end()) {
                std::string columns;
                for (const std::string& name : table.columns)
                    columns += (columns.empty() ? "" : ", ") + name;
                return fail(file + " has no column '" + part + "' for the field " + field + "; its columns are " +
                            columns);
            }
        mapping[field] = column;
    }
    std::erase_if(mapping, [&](const auto& guessed) { // a column that the user gave to another field
        return !overrides.contains(guessed.first) &&
               std::any_of(overrides.begin(), overrides.end(),
                           [&](const auto& given) { return given.second == guessed.second; });
    });
    return mapping;
}

} // namespace caftan
