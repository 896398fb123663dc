#include "core/formats/gguf_writer.h"

#include "core/formats/output_file.h"

#include <optional>

namespace caftan {

namespace {

constexpr uint64_t ggufAlignment = 32; // what readers take when general.alignment is absent

// The numbers of gguf.md and ggml.h.
enum class WrittenType : uint32_t { Uint32 = 4, Int32 = 5, Float32 = 6, Bool = 7, String = 8, Array = 9, Uint64 = 10 };

std::optional<uint32_t> ggmlType(TensorType type) {
    switch (type) {
    case TensorType::F32:
        return 0;
    case TensorType::F16:
        return 1;
    case TensorType::Q8_0:
        return 8;
    case TensorType::BF16:
        return 30;
    default:
        return std::nullopt;
    }
}

class HeaderWriter {
  public:
    explicit HeaderWriter(OutputFile& file) : file_(file) {}

    template <class T>
    void number(T value) {
        file_.write(&value, sizeof value);
    }
    void text(const std::string& value) {
        number(uint64_t(value.size()));
        file_.write(value.data(), value.size());
    }
    void type(WrittenType type) { number(uint32_t(type)); }

    void value(bool v) { type(WrittenType::Bool), number(uint8_t(v)); }
    void value(uint32_t v) { type(WrittenType::Uint32), number(v); }
    void value(int32_t v) { type(WrittenType::Int32), number(v); }
    void value(uint64_t v) { type(WrittenType::Uint64), number(v); }
    void value(float v) { type(WrittenType::Float32), number(v); }
    void value(const std::string& v) { type(WrittenType::String), text(v); }
    void value(const std::vector<std::string>& list) {
        array(WrittenType::String, list.size());
        for (const std::string& entry : list)
            text(entry);
    }
    void value(const std::vector<int32_t>& list) {
        array(WrittenType::Int32, list.size());
        file_.write(list.data(), list.size() * sizeof(int32_t));
    }
    void value(const std::vector<float>& list) {
        array(WrittenType::Float32, list.size());
        file_.write(list.data(), list.size() * sizeof(float));
    }

  private:
    void array(WrittenType of, size_t count) {
        type(WrittenType::Array);
        type(of);
        number(uint64_t(count));
    }
    OutputFile& file_;
};

} // namespace

Status writeGguf(const std::filesystem::path& path, const GgufMetadata& metadata,
                 const std::vector<GgufTensor>& tensors, const GgufBytes& bytes) {
    OutputFile file(path);
    HeaderWriter header(file);
    file.write("GGUF", 4);
    header.number(uint32_t(3));
    header.number(uint64_t(tensors.size()));
    header.number(uint64_t(metadata.size()));
    for (const auto& [key, value] : metadata) {
        header.text(key);
        std::visit([&](const auto& v) { header.value(v); }, value);
    }
    uint64_t offset = 0;
    for (const GgufTensor& tensor : tensors) {
        const auto type = ggmlType(tensor.type);
        const auto size = tensorBytes(tensor.type, tensor.shape);
        if (!type || !size || tensor.shape.empty() || tensor.shape.size() > 4)
            return fail("cannot write tensor " + tensor.name + " of shape " + shapeText(tensor.shape) + " as " +
                        tensorTypeName(tensor.type) + " into a GGUF file");
        header.text(tensor.name);
        header.number(uint32_t(tensor.shape.size()));
        for (size_t i = tensor.shape.size(); i-- > 0;)
            header.number(uint64_t(tensor.shape[i]));
        header.number(*type);
        header.number(offset);
        offset += (*size + ggufAlignment - 1) / ggufAlignment * ggufAlignment;
    }
    file.pad(ggufAlignment);
    for (size_t i = 0; i < tensors.size() && !file.failed(); ++i) {
        CAFTAN_TRY(content, bytes(i));
        if (tensorBytes(tensors[i].type, tensors[i].shape) != content.size())
            return fail("cannot write tensor " + tensors[i].name + ": its bytes do not fit its shape " +
                        shapeText(tensors[i].shape));
        file.write(content.data(), content.size());
        file.pad(ggufAlignment);
    }
    return file.finish();
}

} // namespace caftan
