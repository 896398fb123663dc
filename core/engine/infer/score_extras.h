// What a scoring records beside the answer token when it is asked to: instruction-following difficulty of the key
// (spec.ifd) and what recorded reasoning costs the model, token by token (spec.traces). Both follow each batch of
// questions and are stored in its transaction, so that a killed scoring resumes to the same bits; the scores themselves
// are those of a scoring without them.
//   ifd = NLL(key's letter | scoring prompt) / NLL(key's letter | the chat format with nothing said)
//   trace_* over the tokens of the reasoning and of what ends it, after the prompt that asks for reasoning; the
//   teacher's own answer stands at its end, not the key. trace_ifd as ifd, of the mean over these tokens.
// Li et al. 2024, "From Quantity to Quality", arXiv 2308.12032.
#pragma once

#include "core/engine/infer/answer_costs.h"
#include "core/engine/infer/score_plan.h"
#include "core/store/answer_details.h"
#include "core/store/metrics.h"

#include <map>
#include <unordered_map>

namespace caftan {

class ScoreExtras {
  public:
    // Errors: no reasoning of that teacher. `plan` must outlive this.
    static Result<ScoreExtras> open(Project& project, const ScoreSpec& spec, const ScorePlan& plan);

    struct Values {
        std::map<std::string, std::vector<OwnValue>> metrics;
        std::vector<TraceCost> traces;
        bool cancelled = false;
    };
    // Of the questions of one batch.
    Result<Values> compute(LoadedModel& model, const std::vector<size_t>& batch,
                           const std::function<bool()>& cancelled);
    static Status store(Project& project, int64_t scoring, const Values& values);

    const std::vector<std::string>& warnings() const { return warnings_; }

  private:
    ScoreExtras(const ScoreSpec& spec, const ScorePlan& plan) : spec_(spec), plan_(&plan) {}
    Status openTraces(Project& project);
    Status addIfd(LoadedModel& model, const std::vector<size_t>& batch, const std::function<bool()>& cancelled,
                  Values& values);
    Status addTraces(LoadedModel& model, const std::vector<size_t>& batch, const std::function<bool()>& cancelled,
                     Values& values);

    ScoreSpec spec_;
    const ScorePlan* plan_;
    int64_t context_ = 0;
    std::vector<TokenId> alone_; // the chat format with nothing said
    TokenId end_ = -1;           // what ends an answer
    std::string beginText_;
    std::unordered_map<int64_t, Trace> traces_; // by question
    std::vector<std::string> warnings_;
};

} // namespace caftan
