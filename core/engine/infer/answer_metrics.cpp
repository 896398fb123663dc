#include "core/engine/infer/answer_metrics.h"
#include "core/base/json.h"
#include "core/base/text.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace caftan {

namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

double logSumExp(std::span<const double> logs) {
    const double max = *std::max_element(logs.begin(), logs.end());
    double sum = 0;
    for (const double log : logs)
        sum += std::exp(log - max);
    return max + std::log(sum);
}

// Natural logarithm of each option's summed probability; NaN where no token names it.
std::vector<double> optionLogs(const NextToken& token, const std::vector<std::vector<TokenId>>& options) {
    std::vector<double> logs;
    size_t start = 0;
    for (const auto& ids : options) {
        logs.push_back(ids.empty() ? missing : logSumExp(std::span(token.chosenLog).subspan(start, ids.size())));
        start += ids.size();
    }
    return logs;
}

double entropyOf(const std::vector<double>& logs) {
    std::vector<double> named;
    std::copy_if(logs.begin(), logs.end(), std::back_inserter(named), [](double log) { return !std::isnan(log); });
    if (named.empty())
        return missing;
    const double total = logSumExp(named);
    double entropy = 0;
    for (const double log : named)
        entropy -= std::exp(log - total) * (log - total);
    return std::max(0.0, entropy);
}

// Six digits: what is shown, not what is computed with.
double shortened(double p) {
    if (!(p > 0))
        return 0;
    const double scale = std::pow(10.0, 5 - std::floor(std::log10(p)));
    return std::isfinite(scale) ? std::round(p * scale) / scale : p;
}

std::string topTokensJson(const NextToken& token, const Tokenizer& tokenizer) {
    Json list = Json::array();
    for (const auto& [id, p] : token.top)
        list.push_back({{"id", id}, {"text", repairUtf8(tokenizer.decode({&id, 1}))}, {"p", shortened(p)}});
    return dumpJson(list);
}

} // namespace

Score answerScore(const NextToken& token, const std::vector<std::vector<TokenId>>& options, int key,
                  const Tokenizer& tokenizer) {
    const std::vector<double> logs = optionLogs(token, options);
    Score score;
    score.entropy = token.entropy;
    score.optionEntropy = entropyOf(logs);
    score.oneMinusMax = 1 - token.top1;
    score.margin = 1 - (token.top1 - token.top2);
    const bool hasKey = key >= 0 && size_t(key) < logs.size();
    score.goldNll = hasKey ? -logs[size_t(key)] : missing;
    score.valid = std::any_of(options.begin(), options.end(), [&](const auto& ids) {
        return std::find(ids.begin(), ids.end(), token.argmax) != ids.end();
    });
    double best = -std::numeric_limits<double>::infinity();
    for (size_t i = 0; score.valid && i < logs.size(); ++i)
        if (logs[i] > best) {
            best = logs[i];
            score.predicted = int(i);
        }
    score.right = score.valid && score.predicted == key;
    score.answer = repairUtf8(tokenizer.decode({&token.argmax, 1}));
    score.topTokens = topTokensJson(token, tokenizer);
    Json probabilities = Json::array();
    for (const double log : logs)
        probabilities.push_back(std::isnan(log) ? 0.0 : shortened(std::exp(log)));
    score.optionProbabilities = dumpJson(probabilities);
    return score;
}

} // namespace caftan
