// What tests of the engine share: values that a test cannot go on without, numbers of a safetensors file, the settings
// that the goldens of training were made with.
#pragma once

#include "core/engine/training.h"
#include "core/formats/safetensors.h"

#include <QtGlobal>

#include <cmath>
#include <cstring>
#include <map>
#include <string>
#include <vector>

namespace caftan::test {

template <class T>
T must(Result<T> result) {
    if (!result)
        qFatal("%s", result.error().message.c_str());
    return std::move(*result);
}

using Numbers = std::map<std::string, std::vector<float>>;

// Of a file with float32 tensors alone.
inline Numbers numbersOf(const std::filesystem::path& path) {
    const SafetensorsFile file = must(SafetensorsFile::open(path));
    Numbers tensors;
    for (const TensorView& view : file.tensors()) {
        std::vector<float> numbers(size_t(view.elements()));
        std::memcpy(numbers.data(), view.bytes.data(), view.bytes.size());
        tensors[view.name] = std::move(numbers);
    }
    return tensors;
}

inline double cosine(const std::vector<float>& a, const std::vector<float>& b) {
    double ab = 0, aa = 0, bb = 0;
    for (size_t i = 0; i < a.size(); ++i) {
        ab += double(a[i]) * double(b[i]);
        aa += double(a[i]) * double(a[i]);
        bb += double(b[i]) * double(b[i]);
    }
    return ab / std::sqrt(aa * bb);
}

// The settings of make_train_golden.py and make_families.py.
inline TrainSpec specLikeGolden(const Json& expected) {
    TrainSpec spec;
    spec.rate = expected["rate"];
    spec.decay = "constant";
    spec.batchSequences = expected["batch"];
    spec.weightDecay = 0.01;
    spec.beta2 = 0.999;
    spec.threads = 1;
    return spec;
}

} // namespace caftan::test
