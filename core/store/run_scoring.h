// The answers of an evaluation as a scoring, so that Explore and `analyze` read a run's answers like any other.
#pragma once

#include "core/store/project.h"

#include <optional>
#include <string>

namespace caftan {

// Makes the scoring, or gives the one that was made of this evaluation before. Right and valid are those of these
// answers; `entropy` is that of the answer token, after reasoning where there is some (of an invalid generated answer,
// which has no such token, the mean over its tokens). Beside it, where recorded: gold_nll, answer_* and, of a run's
// validation part, datamap_* over its epochs (core/store/metrics.h). It has no model: nothing is trained by it.
Result<int64_t> scoringOfEvaluation(Project& project, int64_t evaluation);

// The evaluation of a run that counts: the last one of this part ("" for validation) and mode ("": generated before
// single) that is not forced to think. Errors: no such run, nothing evaluated.
Result<int64_t> lastEvaluation(Project& project, int64_t run, const std::string& split, const std::string& mode);

// The evaluation that a scoring was made of; nullopt: of none, or of one that was deleted.
Result<std::optional<int64_t>> evaluationOfScoring(Project& project, int64_t scoring);

} // namespace caftan
