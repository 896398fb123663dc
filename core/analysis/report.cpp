#include "core/analysis/report.h"

#include "core/analysis/intervals.h"
#include "core/analysis/sorting.h"
#include "core/base/text.h"
#include "core/data/question.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

namespace caftan {
namespace {

Json share(int64_t part, int64_t whole) {
    return whole ? Json(double(part) / double(whole)) : Json(nullptr);
}

void addAuc(Json& target, const std::string& name, const std::optional<Auc>& auc, bool withInterval) {
    target[name] = auc ? Json(auc->value) : Json(nullptr);
    if (withInterval) {
        target[name + "_low"] = auc ? Json(auc->low) : Json(nullptr);
        target[name + "_high"] = auc ? Json(auc->high) : Json(nullptr);
    }
}

void addAccuracy(Json& target, int64_t right, int64_t valid, int64_t rows) {
    const Interval interval = wilson(right, valid);
    target["accuracy"] = share(right, valid);
    target["accuracy_low"] = valid ? Json(interval.low) : Json(nullptr);
    target["accuracy_high"] = valid ? Json(interval.high) : Json(nullptr);
    target["accuracy_all"] = share(right, rows);
}

Json figures(const ScoreColumns& columns, const ThresholdIndex& index) {
    Json result;
    const int64_t rows = index.valid() + index.invalid();
    const AucPair auc = aucs(columns, index);
    result["rows"] = rows;
    result["valid"] = index.valid();
    result["invalid"] = index.invalid();
    addAccuracy(result, index.right(), index.valid(), rows);
    addAuc(result, "auc", auc.valid, true);
    addAuc(result, "auc_all", auc.all, true);
    return result;
}

Json bandJson(const std::string& name, const BandStats& band, bool tokensKnown) {
    Json result;
    const Interval interval = wilson(band.right, band.rows);
    result["name"] = name;
    result["rows"] = band.rows;
    result["right"] = band.right;
    result["accuracy"] = share(band.right, band.rows);
    result["accuracy_low"] = band.rows ? Json(interval.low) : Json(nullptr);
    result["accuracy_high"] = band.rows ? Json(interval.high) : Json(nullptr);
    result["answer_tokens"] = tokensKnown ? Json(band.answerTokens) : Json(nullptr);
    result["cot_tokens"] = band.traceTokens;
    result["traces"] = band.traces;
    return result;
}

Json bandsJson(const ScoreColumns& columns, const ThresholdIndex& index, const std::vector<double>& cuts) {
    const bool tokensKnown = std::any_of(columns.answerTokens.begin(), columns.answerTokens.end(),
                                         [](int32_t tokens) { return tokens > 0; });
    Json result = Json::array();
    const std::vector<BandStats> bands = index.bands(cuts);
    const std::vector<std::string> names = bandNames(bands.size());
    for (size_t i = 0; i < bands.size(); ++i)
        result.push_back(bandJson(names[i], bands[i], tokensKnown));
    if (index.invalid() > 0) {
        BandStats invalid;
        for (uint32_t row : index.invalidRows()) {
            ++invalid.rows;
            invalid.answerTokens += columns.answerTokens[row];
            invalid.traceTokens += columns.traceTokens[row];
            invalid.traces += columns.traceTokens[row] > 0;
        }
        result.push_back(bandJson("invalid", invalid, tokensKnown));
    }
    return result;
}

Json confusionJson(const ThresholdIndex& index, double cut) {
    const Confusion at = index.confusion(cut);
    Json result;
    result["cut"] = cut;
    result["flagged_wrong"] = at.truePositive;
    result["flagged_right"] = at.falsePositive;
    result["passed_wrong"] = at.falseNegative;
    result["passed_right"] = at.trueNegative;
    result["precision"] = share(at.truePositive, at.truePositive + at.falsePositive);
    result["recall"] = share(at.truePositive, at.truePositive + at.falseNegative);
    result["f1"] = at.f1();
    result["accuracy"] = share(at.truePositive + at.trueNegative, index.valid());
    return result;
}

Json byCategoryJson(const ScoreColumns& columns, const std::vector<std::string>& categories) {
    std::vector<std::vector<size_t>> rows(categories.size() + 1); // the last one: no category
    for (size_t row = 0; row < columns.size(); ++row) {
        const int32_t category = columns.category[row];
        rows[category >= 0 && size_t(category) < categories.size() ? size_t(category) : categories.size()].push_back(
            row);
    }
    Json result = Json::array();
    for (size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].empty())
            continue;
        const ScoreColumns slice = selectRows(columns, rows[i]);
        Json entry;
        entry["value"] = i < categories.size() ? repairUtf8(categories[i]) : std::string();
        entry.update(figures(slice, ThresholdIndex::build(slice)));
        result.push_back(std::move(entry));
    }
    return result;
}

template <class T>
std::vector<T> pick(const std::vector<T>& from, const std::vector<size_t>& rows) {
    std::vector<T> result;
    result.reserve(rows.size());
    for (size_t row : rows)
        result.push_back(from[row]);
    return result;
}

std::string shortest(double value) {
    char buffer[64];
    return std::string(buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr);
}

} // namespace

Result<std::vector<CutSpec>> parseCuts(std::string_view text) {
    std::vector<CutSpec> cuts;
    if (trim(text).empty())
        return cuts;
    for (const std::string& part : caftan::split(text, ',')) {
        std::string_view number = trim(part);
        const bool quantile = !number.empty() && (number.front() == 'q' || number.front() == 'Q');
        const std::optional<double> value = parseDouble(quantile ? number.substr(1) : number);
        if (!value || !std::isfinite(*value) || (quantile && (*value < 0 || *value > 1)))
            return fail("The cut \"" + std::string(number) +
                        "\" is neither a number nor a quantile. Write values such as 0.11,0.39 or quantiles from "
                        "q0 to q1 such as q0.25,q0.75.");
        cuts.push_back({*value, quantile});
    }
    return cuts;
}

std::string formatCuts(const std::vector<CutSpec>& cuts) {
    std::string text;
    for (const CutSpec& cut : cuts)
        text.append(text.empty() ? "" : ",").append(cut.quantile ? "q" : "").append(shortest(cut.value));
    return text;
}

std::vector<double> quantileReference(const ScoreColumns& columns, bool sealed) {
    std::vector<KeyedRow> rows;
    const auto take = [&](std::optional<Split> part) {
        for (size_t row = 0; row < columns.size(); ++row)
            if (columns.valid[row] && !std::isnan(columns.metric[row]) &&
                (!part || columns.split[row] == uint8_t(*part)))
                rows.push_back({orderedKey(columns.metric[row]), uint32_t(row)});
    };
    take(sealed ? std::optional(Split::Train) : std::nullopt);
    if (sealed && rows.empty())
        take(Split::Validation);
    sortByKey(rows);
    std::vector<double> values(rows.size());
    std::transform(rows.begin(), rows.end(), values.begin(), [](const KeyedRow& row) { return valueOfKey(row.key); });
    return values;
}

Result<std::vector<double>> resolveCuts(const std::vector<CutSpec>& cuts, const std::vector<double>& reference) {
    std::vector<double> values;
    for (const CutSpec& cut : cuts) {
        if (cut.quantile && reference.empty())
            return fail("Quantiles need valid scored rows (of the training part once the test part is sealed), and "
                        "there are none. Score questions first, or give the cuts as values.");
        values.push_back(cut.quantile ? quantileSorted(reference, cut.value) : cut.value);
    }
    std::sort(values.begin(), values.end());
    return values;
}

ScoreColumns selectRows(const ScoreColumns& columns, const std::vector<size_t>& rows) {
    return {pick(columns.question, rows),     pick(columns.metric, rows),     pick(columns.right, rows),
            pick(columns.valid, rows),        pick(columns.split, rows),      pick(columns.category, rows),
            pick(columns.answerTokens, rows), pick(columns.traceTokens, rows)};
}

ScoreColumns selectSplits(const ScoreColumns& columns, unsigned splits) {
    std::vector<size_t> rows;
    rows.reserve(columns.size());
    for (size_t row = 0; row < columns.size(); ++row)
        if (splits & splitBit(Split(columns.split[row])))
            rows.push_back(row);
    return rows.size() == columns.size() ? columns : selectRows(columns, rows);
}

AucPair aucs(const ScoreColumns& columns, const ThresholdIndex& index) {
    AucPair result{delongAucSorted(index.sorted(), index.rightSorted()), {}};
    if (index.invalid() == 0) {
        result.all = result.valid;
        return result;
    }
    std::vector<double> invalid;
    for (uint32_t row : index.invalidRows())
        invalid.push_back(columns.metric[row]);
    std::sort(invalid.begin(), invalid.end());
    result.all = delongAucSorted(index.sorted(), index.rightSorted(), invalid);
    return result;
}

bool metricReadsKey(std::string_view metric) {
    return metric == "gold_nll";
}

Result<Json> makeReport(const ScoreColumns& columns, const std::vector<double>& reference,
                        const std::vector<std::string>& categories, const ReportOptions& options) {
    const ThresholdIndex index = ThresholdIndex::build(columns);
    CAFTAN_TRY(cuts, resolveCuts(options.cuts, reference));
    Json result = figures(columns, index);
    result["metric"] = options.metric;
    result["metric_reads_key"] = metricReadsKey(options.metric);
    result["cuts"] = cuts;
    result["quantiles"] = Json::array();
    result["confusion"] = Json::array();
    for (double cut : cuts) {
        result["quantiles"].push_back(index.valid() ? Json(index.quantileOf(cut)) : Json(nullptr));
        result["confusion"].push_back(confusionJson(index, cut));
    }
    result["bands"] = bandsJson(columns, index, cuts);
    result["by"] = options.byCategory ? byCategoryJson(columns, categories) : Json::array();
    return result;
}

} // namespace caftan
