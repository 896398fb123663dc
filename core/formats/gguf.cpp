#include "core/formats/gguf.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <unordered_set>

namespace caftan {

namespace {

constexpr uint64_t mostKeys = 10'000; // real files have about fifty; an ordered document of millions would be quadratic
constexpr int deepestArray = 4;

// Little-endian reads that never pass the end.
class Cursor {
  public:
    explicit Cursor(std::span<const std::byte> bytes) : bytes_(bytes) {}
    size_t at() const { return at_; }
    size_t left() const { return bytes_.size() - at_; }

    template <class T>
    Result<T> read() {
        if (left() < sizeof(T))
            return fail("the file ends inside its header; was the download cut short?");
        T value;
        std::memcpy(&value, bytes_.data() + at_, sizeof(T));
        at_ += sizeof(T);
        return value;
    }
    Result<std::string> readString() {
        CAFTAN_TRY(length, read<uint64_t>());
        if (length > left())
            return fail("a text claims " + std::to_string(length) + " bytes, but the file ends before; it is damaged");
        std::string text(reinterpret_cast<const char*>(bytes_.data()) + at_, size_t(length));
        at_ += size_t(length);
        return text;
    }

  private:
    std::span<const std::byte> bytes_;
    size_t at_ = 0;
};

enum ValueType : uint32_t {
    Uint8,
    Int8,
    Uint16,
    Int16,
    Uint32,
    Int32,
    Float32,
    Bool,
    String,
    Array,
    Uint64,
    Int64,
    Float64
};

// Fewest bytes that one value of a type takes: an array's claimed length is checked against the bytes left.
size_t smallestSize(uint32_t type) {
    constexpr size_t sizes[] = {1, 1, 2, 2, 4, 4, 4, 1, 8, 12, 8, 8, 8};
    return type <= Float64 ? sizes[type] : 0;
}

template <class T>
Result<Json> readNumber(Cursor& cursor) {
    CAFTAN_TRY(value, cursor.read<T>());
    return Json(value);
}

Result<Json> readValue(Cursor& cursor, uint32_t type, int depth);

Result<Json> readArray(Cursor& cursor, int depth) {
    if (depth >= deepestArray)
        return fail("arrays are nested too deeply; the file is damaged");
    CAFTAN_TRY(type, cursor.read<uint32_t>());
    CAFTAN_TRY(count, cursor.read<uint64_t>());
    if (type > Float64)
        return fail("an array of unknown type " + std::to_string(type) + "; the file is damaged");
    if (count > cursor.left() / smallestSize(type))
        return fail("an array claims " + std::to_string(count) + " values, more than the file holds; it is damaged");
    Json::array_t values;
    values.reserve(size_t(count));
    for (uint64_t i = 0; i < count; ++i) {
        CAFTAN_TRY(value, readValue(cursor, type, depth + 1));
        values.push_back(std::move(value));
    }
    return Json(std::move(values));
}

Result<Json> readValue(Cursor& cursor, uint32_t type, int depth) {
    switch (type) {
    case Uint8:
        return readNumber<uint8_t>(cursor);
    case Int8:
        return readNumber<int8_t>(cursor);
    case Uint16:
        return readNumber<uint16_t>(cursor);
    case Int16:
        return readNumber<int16_t>(cursor);
    case Uint32:
        return readNumber<uint32_t>(cursor);
    case Int32:
        return readNumber<int32_t>(cursor);
    case Float32:
        return readNumber<float>(cursor);
    case Uint64:
        return readNumber<uint64_t>(cursor);
    case Int64:
        return readNumber<int64_t>(cursor);
    case Float64:
        return readNumber<double>(cursor);
    case Bool: {
        CAFTAN_TRY(value, cursor.read<uint8_t>());
        return Json(value != 0);
    }
    case String: {
        CAFTAN_TRY(text, cursor.readString());
        return Json(std::move(text));
    }
    case Array:
        return readArray(cursor, depth);
    default:
        return fail("a value of unknown type " + std::to_string(type) + "; the file is damaged");
    }
}

struct Counts {
    uint64_t tensors = 0, keys = 0;
};

Result<Counts> readHead(Cursor& cursor) {
    const auto magic = cursor.read<std::array<char, 4>>();
    if (!magic || std::memcmp(magic->data(), "GGUF", 4) != 0)
        return fail("not a GGUF file");
    CAFTAN_TRY(version, cursor.read<uint32_t>());
    if (version == 0x02000000 || version == 0x03000000)
        return fail("big-endian GGUF files are not supported; convert the model for little-endian machines");
    if (version != 2 && version != 3)
        return fail("GGUF version " + std::to_string(version) + " is not supported, versions 2 and 3 are");
    Counts counts;
    CAFTAN_TRY(tensors, cursor.read<uint64_t>());
    CAFTAN_TRY(keys, cursor.read<uint64_t>());
    counts = {tensors, keys};
    constexpr uint64_t smallestTensorInfo = 8 + 4 + 4 + 8, smallestKey = 8 + 4 + 1;
    if (tensors > cursor.left() / smallestTensorInfo || keys > cursor.left() / smallestKey)
        return fail("the header claims " + std::to_string(tensors) + " tensors and " + std::to_string(keys) +
                    " keys, more than the file holds; was the download cut short?");
    if (keys > mostKeys)
        return fail("the header has " + std::to_string(keys) + " keys, at most " + std::to_string(mostKeys) +
                    " are read");
    return counts;
}

Result<Json> readMetadata(Cursor& cursor, uint64_t keys) {
    Json metadata = Json::object();
    std::unordered_set<std::string> seen;
    for (uint64_t i = 0; i < keys; ++i) {
        CAFTAN_TRY(key, cursor.readString());
        if (key.size() > 65535 || !seen.insert(key).second)
            return fail("metadata key " + key.substr(0, 80) + " is too long or stands twice; the file is damaged");
        CAFTAN_TRY(type, cursor.read<uint32_t>());
        auto value = readValue(cursor, type, 0);
        if (!value)
            return failAt("metadata key " + key, value.error());
        metadata.get_ref<Json::object_t&>().push_back({key, std::move(*value)});
    }
    return metadata;
}

Result<TensorType> tensorType(uint32_t type) {
    switch (type) {
    case 0:
        return TensorType::F32;
    case 1:
        return TensorType::F16;
    case 2:
        return TensorType::Q4_0;
    case 3:
        return TensorType::Q4_1;
    case 6:
        return TensorType::Q5_0;
    case 7:
        return TensorType::Q5_1;
    case 8:
        return TensorType::Q8_0;
    case 12:
        return TensorType::Q4_K;
    case 13:
        return TensorType::Q5_K;
    case 14:
        return TensorType::Q6_K;
    case 26:
        return TensorType::I32;
    case 27:
        return TensorType::I64;
    case 28:
        return TensorType::F64;
    case 30:
        return TensorType::BF16;
    default:
        break;
    }
    constexpr const char* names[] = {"F32",     "F16",    "Q4_0",    "Q4_1",  "Q4_2",   "Q4_3",  "Q5_0",  "Q5_1",
                                     "Q8_0",    "Q8_1",   "Q2_K",    "Q3_K",  "Q4_K",   "Q5_K",  "Q6_K",  "Q8_K",
                                     "IQ2_XXS", "IQ2_XS", "IQ3_XXS", "IQ1_S", "IQ4_NL", "IQ3_S", "IQ2_S", "IQ4_XS",
                                     "I8",      "I16",    "I32",     "I64",   "F64",    "IQ1_M", "BF16"};
    return fail("numbers of type " + (type < std::size(names) ? names[type] : "number " + std::to_string(type)) +
                " are not supported; take a file in F32, F16, BF16, Q8_0, Q6_K, Q5 or Q4");
}

struct Placed {
    TensorView view;
    uint64_t offset = 0, size = 0;
};

Result<Placed> readTensorInfo(Cursor& cursor) {
    Placed placed;
    CAFTAN_TRY(name, cursor.readString());
    placed.view.name = name;
    const std::string where = "tensor " + name.substr(0, 80);
    CAFTAN_TRY(dimensions, cursor.read<uint32_t>());
    if (dimensions < 1 || dimensions > 4)
        return fail(where + ": " + std::to_string(dimensions) +
                    " dimensions, 1 to 4 were expected; the file is damaged");
    for (uint32_t i = 0; i < dimensions; ++i) {
        CAFTAN_TRY(size, cursor.read<uint64_t>());
        if (size == 0 || size > uint64_t(std::numeric_limits<int64_t>::max()))
            return fail(where + ": a dimension of " + std::to_string(size) + "; the file is damaged");
        placed.view.shape.insert(placed.view.shape.begin(), int64_t(size));
    }
    CAFTAN_TRY(typeNumber, cursor.read<uint32_t>());
    const auto type = tensorType(typeNumber);
    if (!type)
        return failAt(where, type.error());
    placed.view.type = *type;
    CAFTAN_TRY(offset, cursor.read<uint64_t>());
    const auto size = tensorBytes(*type, placed.view.shape);
    if (!size)
        return fail(where + ": the shape " + shapeText(placed.view.shape) + " is not possible for " +
                    tensorTypeName(*type) + "; the file is damaged");
    placed.offset = offset;
    placed.size = *size;
    return placed;
}

Status placeTensors(std::vector<Placed>& placed, std::span<const std::byte> data, uint64_t alignment) {
    std::vector<const Placed*> order;
    for (Placed& tensor : placed) {
        const std::string where = "tensor " + tensor.view.name.substr(0, 80);
        if (tensor.offset % alignment != 0)
            return fail(where + " is not aligned to " + std::to_string(alignment) + " bytes; the file is damaged");
        if (tensor.offset > data.size() || tensor.size > data.size() - tensor.offset)
            return fail(where + " ends behind the end of the file; was the download cut short?");
        tensor.view.bytes = data.subspan(size_t(tensor.offset), size_t(tensor.size));
        order.push_back(&tensor);
    }
    std::sort(order.begin(), order.end(), [](const Placed* a, const Placed* b) { return a->offset < b->offset; });
    for (size_t i = 1; i < order.size(); ++i)
        if (order[i - 1]->offset + order[i - 1]->size > order[i]->offset)
            return fail("tensor " + order[i]->view.name.substr(0, 80) + " overlaps another; the file is damaged");
    return {};
}

Result<uint64_t> alignmentOf(const Json& metadata) {
    const auto found = metadata.find("general.alignment");
    if (found == metadata.end())
        return 32;
    const uint64_t alignment = found->is_number_unsigned() ? found->get<uint64_t>() : 0;
    if (alignment == 0 || alignment > (1U << 20) || (alignment & (alignment - 1)) != 0)
        return fail("general.alignment is not a power of two; the file is damaged");
    return alignment;
}

} // namespace

Result<GgufFile::Parsed> GgufFile::parse(std::span<const std::byte> bytes) {
    Cursor cursor(bytes);
    CAFTAN_TRY(counts, readHead(cursor));
    Parsed parsed;
    CAFTAN_TRY(metadata, readMetadata(cursor, counts.keys));
    CAFTAN_TRY(alignment, alignmentOf(metadata));
    std::vector<Placed> placed;
    std::unordered_set<std::string> names;
    for (uint64_t i = 0; i < counts.tensors; ++i) {
        CAFTAN_TRY(tensor, readTensorInfo(cursor));
        if (!names.insert(tensor.view.name).second)
            return fail("tensor " + tensor.view.name.substr(0, 80) + " stands twice; the file is damaged");
        placed.push_back(std::move(tensor));
    }
    const size_t begin =
        std::min(bytes.size(), (cursor.at() + size_t(alignment) - 1) / size_t(alignment) * size_t(alignment));
    CAFTAN_CHECK(placeTensors(placed, bytes.subspan(begin), alignment));
    parsed.metadata = std::move(metadata);
    for (Placed& tensor : placed)
        parsed.tensors.push_back(std::move(tensor.view));
    return parsed;
}

Result<GgufFile> GgufFile::open(const std::filesystem::path& path) {
    CAFTAN_TRY(file, MappedFile::open(path));
    GgufFile result(std::move(file));
    auto parsed = parse(result.file_.bytes());
    if (!parsed)
        return failAt(path.string(), {repairUtf8(parsed.error().message)}); // names in it are the file's bytes
    result.metadata_ = std::move(parsed->metadata);
    result.tensors_ = std::move(parsed->tensors);
    return result;
}

} // namespace caftan
