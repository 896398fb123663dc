// safetensors headers: views lie inside the file and never overlap.
#include "tests/fuzz/target.h"

#include "core/formats/safetensors.h"

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    using namespace caftan;
    std::map<std::string, std::string> metadata;
    const auto bytes = fuzz::bytesOf(data, size);
    const auto tensors = SafetensorsFile::parse(bytes, &metadata);
    if (!tensors)
        return 0;
    size_t used = 0;
    for (const TensorView& tensor : *tensors) {
        fuzz::must(tensor.bytes.empty() || (tensor.bytes.data() >= bytes.data() &&
                                            tensor.bytes.data() + tensor.bytes.size() <= bytes.data() + size),
                   "a tensor lies inside the file");
        used += tensor.bytes.size();
    }
    fuzz::must(used <= size, "tensors are not larger than the file");
    return 0;
}
