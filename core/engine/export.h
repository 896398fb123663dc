// What training made, in the files of others: a PEFT adapter, a merged Hugging Face folder, a GGUF file. No tensors in
// the interface. Thread: the caller's. Needs memory for the weights in float32 and, beside them, one file's share.
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"

#include <filesystem>
#include <string>

namespace caftan {

enum class ExportKind { Adapter, Merged, Gguf };

struct ExportRequest {
    ExportKind kind = ExportKind::Merged;
    std::filesystem::path base;         // the run's base model: a Hugging Face folder or a GGUF file
    std::filesystem::path checkpoint;   // a PEFT folder, or the Hugging Face folder of a full run
    std::filesystem::path out;          // a folder; for GGUF a file
    std::string type = "float32";       // merged: float32, bfloat16; GGUF also float16 and q8_0 (norms stay float32)
    int64_t shardBytes = 5'000'000'000; // a larger merged model becomes several files
    bool force = false;                 // replace what stands at `out`, if it is an export
    std::string chatFormat;             // the format chosen for the base when it was added; "": its files tell
    std::string name;                   // of the model, for GGUF
    Json origin;                        // what caftan.json tells about where this comes from
};

struct ExportSummary {
    int64_t files = 0, bytes = 0, parameters = 0;
    std::string family, notice; // notice: what the user should know about the file; "": nothing
};

// Everything is written under another name beside `out` and renamed at the end. Errors: an adapter of a full run, a
// family that llama.cpp does not know, something else at `out`, too little disk.
Result<ExportSummary> exportModel(const ExportRequest& request);

} // namespace caftan
