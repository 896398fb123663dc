#include "core/formats/safetensors.h"

#include "core/formats/output_file.h"

#include <algorithm>
#include <cstring>
#include <tuple>

namespace caftan {

namespace {

// Sorted keys: finding one in an ordered document of hostile length would take quadratic time.
using SortedJson = nlohmann::json;

constexpr uint64_t longestHeader = 100'000'000; // the reference reader's limit

struct TypeRank {
    const char* name;
    TensorType type;
};
// In the reference's order of types (its writer puts the last first).
constexpr TypeRank knownTypes[] = {{"BOOL", TensorType::Bool}, {"U8", TensorType::U8},   {"F16", TensorType::F16},
                                   {"BF16", TensorType::BF16}, {"I32", TensorType::I32}, {"F32", TensorType::F32},
                                   {"F64", TensorType::F64},   {"I64", TensorType::I64}};

const TypeRank* rankOf(TensorType type) {
    const auto found =
        std::find_if(std::begin(knownTypes), std::end(knownTypes), [&](auto& t) { return t.type == type; });
    return found == std::end(knownTypes) ? nullptr : found;
}

Result<SortedJson> parseHeader(std::span<const std::byte> bytes) {
    if (bytes.size() < 8)
        return fail("not a safetensors file: it is shorter than its 8-byte length");
    uint64_t length = 0;
    for (size_t i = 0; i < 8; ++i)
        length |= uint64_t(bytes[i]) << (8 * i);
    if (length > longestHeader || length > bytes.size() - 8)
        return fail("not a whole safetensors file: its header claims " + std::to_string(length) +
                    " bytes, the file has " + std::to_string(bytes.size()) + ". Was the download cut short?");
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()) + 8, size_t(length));
    if (text.empty() || text.front() != '{')
        return fail("not a safetensors file: its header is not a JSON object");
    SortedJson header = SortedJson::parse(text, nullptr, false);
    if (header.is_discarded() || !header.is_object())
        return fail("the safetensors header is not valid JSON; the file is damaged");
    return header;
}

bool isCount(const SortedJson& value) {
    return value.is_number_unsigned() && value.get<uint64_t>() <= uint64_t(INT64_MAX);
}

struct Placed {
    TensorView view;
    uint64_t begin = 0, end = 0;
};

Result<Placed> parseTensor(const std::string& name, const SortedJson& info) {
    const std::string where = "tensor " + name + ": ";
    const auto type = info.is_object() ? info.find("dtype") : info.end();
    const auto shape = info.is_object() ? info.find("shape") : info.end();
    const auto offsets = info.is_object() ? info.find("data_offsets") : info.end();
    if (!info.is_object() || type == info.end() || !type->is_string() || shape == info.end() || !shape->is_array() ||
        offsets == info.end() || !offsets->is_array() || offsets->size() != 2 || !isCount((*offsets)[0]) ||
        !isCount((*offsets)[1]))
        return fail(where + "dtype, shape and data_offsets were expected; the header is damaged");

    Placed placed;
    placed.view.name = name;
    const std::string typeName = type->get<std::string>();
    const auto known =
        std::find_if(std::begin(knownTypes), std::end(knownTypes), [&](auto& t) { return typeName == t.name; });
    if (known == std::end(knownTypes))
        return fail(where + "numbers of type " + typeName +
                    " are not supported; convert the model to F32, F16 or BF16");
    placed.view.type = known->type;
    for (const SortedJson& size : *shape) {
        if (!isCount(size))
            return fail(where + "its shape holds something that is not a count");
        placed.view.shape.push_back(size.get<int64_t>());
    }
    placed.begin = (*offsets)[0].get<uint64_t>();
    placed.end = (*offsets)[1].get<uint64_t>();
    const auto expected = tensorBytes(placed.view.type, placed.view.shape);
    if (!expected || placed.begin > placed.end || placed.end - placed.begin != *expected)
        return fail(where + "its shape " + shapeText(placed.view.shape) + " of " + typeName + " does not fit its " +
                    "data_offsets; the file is damaged");
    return placed;
}

// The reference demands that the tensors fill the data without gap or overlap.
Result<std::vector<TensorView>> placeTensors(std::vector<Placed> placed, std::span<const std::byte> data) {
    std::sort(placed.begin(), placed.end(),
              [](const Placed& a, const Placed& b) { return std::tie(a.begin, a.end) < std::tie(b.begin, b.end); });
    std::vector<TensorView> tensors;
    tensors.reserve(placed.size());
    uint64_t at = 0;
    for (Placed& tensor : placed) {
        if (tensor.end > data.size())
            return fail("tensor " + tensor.view.name + " ends at byte " + std::to_string(tensor.end) + " of " +
                        std::to_string(data.size()) + ": the file was cut short");
        if (tensor.begin != at)
            return fail("tensor " + tensor.view.name +
                        (tensor.begin < at ? " overlaps another" : " leaves a gap before it") +
                        "; the file is damaged");
        at = tensor.end;
        tensor.view.bytes = data.subspan(size_t(tensor.begin), size_t(tensor.end - tensor.begin));
        tensors.push_back(std::move(tensor.view));
    }
    if (at != data.size())
        return fail("the file holds " + std::to_string(data.size() - at) +
                    " bytes that belong to no tensor; it is damaged");
    return tensors;
}

Status parseMetadata(const SortedJson& entry, std::map<std::string, std::string>* metadata) {
    if (!entry.is_object())
        return fail("__metadata__ of the safetensors header is not an object of texts");
    for (const auto& [key, value] : entry.items()) {
        if (!value.is_string())
            return fail("__metadata__ of the safetensors header is not an object of texts");
        if (metadata)
            (*metadata)[key] = value.get<std::string>();
    }
    return {};
}

} // namespace

Result<std::vector<TensorView>> SafetensorsFile::parse(std::span<const std::byte> bytes,
                                                       std::map<std::string, std::string>* metadata) {
    CAFTAN_TRY(header, parseHeader(bytes));
    uint64_t length = 0;
    std::memcpy(&length, bytes.data(), 8);
    std::vector<Placed> placed;
    placed.reserve(header.size());
    for (const auto& [name, info] : header.items()) {
        if (name == "__metadata__") {
            CAFTAN_CHECK(parseMetadata(info, metadata));
            continue;
        }
        CAFTAN_TRY(tensor, parseTensor(name, info));
        placed.push_back(std::move(tensor));
    }
    return placeTensors(std::move(placed), bytes.subspan(size_t(8 + length)));
}

Result<SafetensorsFile> SafetensorsFile::open(const std::filesystem::path& path) {
    CAFTAN_TRY(file, MappedFile::open(path));
    SafetensorsFile result(std::move(file));
    auto tensors = parse(result.file_.bytes(), &result.metadata_);
    if (!tensors)
        return failAt(path.string(), tensors.error());
    result.tensors_ = std::move(*tensors);
    return result;
}

Status writeSafetensors(const std::filesystem::path& path, std::span<const TensorView> tensors,
                        const std::map<std::string, std::string>& metadata) {
    std::vector<const TensorView*> order;
    for (const TensorView& tensor : tensors) {
        if (!rankOf(tensor.type))
            return fail("cannot write tensor " + tensor.name + ": safetensors has no type " +
                        tensorTypeName(tensor.type));
        if (tensorBytes(tensor.type, tensor.shape) != tensor.bytes.size())
            return fail("cannot write tensor " + tensor.name + ": its bytes do not fit its shape " +
                        shapeText(tensor.shape));
        order.push_back(&tensor);
    }
    std::sort(order.begin(), order.end(), [](const TensorView* a, const TensorView* b) {
        return a->type == b->type ? a->name < b->name : rankOf(a->type) > rankOf(b->type);
    });

    std::string text = "{";
    if (!metadata.empty())
        text += "\"__metadata__\":" + dumpJson(Json(metadata));
    uint64_t at = 0;
    for (size_t i = 0; i < order.size(); ++i) {
        const TensorView& tensor = *order[i];
        if (i > 0 && tensor.type == order[i - 1]->type && tensor.name == order[i - 1]->name)
            return fail("cannot write tensor " + tensor.name + " twice");
        const Json info = {{"dtype", rankOf(tensor.type)->name},
                           {"shape", tensor.shape},
                           {"data_offsets", {at, at + tensor.bytes.size()}}};
        at += tensor.bytes.size();
        text += (text.size() > 1 ? "," : "") + dumpJson(Json(tensor.name)) + ":" + dumpJson(info);
    }
    text += "}";
    text.resize((text.size() + 7) / 8 * 8, ' ');

    OutputFile file(path);
    const uint64_t length = text.size();
    file.write(&length, sizeof(length));
    file.write(text.data(), text.size());
    for (const TensorView* tensor : order)
        file.write(tensor->bytes.data(), tensor->bytes.size());
    return file.finish();
}

} // namespace caftan
