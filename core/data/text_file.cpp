#include "core/data/text_file.h"

#include "core/base/files.h"
#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <memory>
#include <zlib.h>

namespace caftan {
namespace {

bool startsWith(std::string_view bytes, std::string_view magic) {
    return bytes.substr(0, magic.size()) == magic;
}

struct InflateEnd {
    void operator()(z_stream* stream) const { inflateEnd(stream); }
};

// All members of a gzip file, one after the other.
Result<std::string> gunzip(std::string_view packed, size_t limit) {
    z_stream stream{};
    if (inflateInit2(&stream, 15 + 16) != Z_OK)
        return fail("cannot unpack gzip: out of memory");
    const std::unique_ptr<z_stream, InflateEnd> guard(&stream);
    std::string text;
    std::array<char, 1 << 16> buffer;
    const size_t total = packed.size();
    size_t member = 0; // where the member being read starts
    for (;;) {
        if (stream.avail_in == 0) { // avail_in has 32 bits
            const size_t piece = std::min<size_t>(packed.size(), size_t(1) << 30);
            stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
            stream.avail_in = uInt(piece);
            packed.remove_prefix(piece);
        }
        const bool noInput = stream.avail_in == 0;
        stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
        stream.avail_out = uInt(buffer.size());
        const int status = inflate(&stream, Z_NO_FLUSH);
        text.append(buffer.data(), buffer.size() - stream.avail_out);
        if (text.size() > limit)
            return fail("unpacks to more than " + groupDigits(int64_t(limit >> 20)) +
                        " MiB; split it into several files");
        if (status == Z_STREAM_END) {
            const size_t left = packed.size() + stream.avail_in;
            const bool another =
                stream.avail_in >= 2 ? startsWith({reinterpret_cast<char*>(stream.next_in), 2}, "\x1f\x8b") : left > 2;
            if (!another) // zeros or other padding behind the last member are allowed, as gzip does
                return text;
            member = total - left;
            inflateReset(&stream);
        } else if (status == Z_BUF_ERROR && noInput) {
            return fail("the gzip file is cut off after " + groupDigits(int64_t(total)) +
                        " bytes: copy or download it again");
        } else if (status != Z_OK && status != Z_BUF_ERROR) {
            return fail("the gzip file is damaged (" + std::string(stream.msg ? stream.msg : "no details") +
                        ", in the part from byte " + groupDigits(int64_t(member)) + "): copy or download it again");
        }
    }
}

Status checkKind(std::string_view bytes) {
    if (startsWith(bytes, "PK\x03\x04"))
        return fail("is a ZIP or Excel file: save it as CSV, or unpack it first");
    if (startsWith(bytes, "\x28\xb5\x2f\xfd") || startsWith(bytes, "BZh") ||
        startsWith(bytes, "\xfd"
                          "7zXZ"))
        return fail("is packed with zstd, bzip2 or xz: unpack it first (gzip is read as it is)");
    if (startsWith(bytes, "PAR1"))
        return fail("is a Parquet file: give it the extension .parquet");
    if (startsWith(bytes, "SQLite format 3"))
        return fail("is a SQLite database: export its table as CSV");
    if (startsWith(bytes, "\xff\xfe") || startsWith(bytes, "\xfe\xff"))
        return fail("is UTF-16: save it as UTF-8");
    if (const auto zero = bytes.find('\0'); zero != std::string_view::npos)
        return fail("is not a text file (byte " + groupDigits(int64_t(zero)) +
                    " is zero): expected CSV, TSV, JSON, JSONL or Parquet");
    return {};
}

// Positions of U+FFFD grow by the number of broken sequences.
int64_t countReplacements(std::string_view text) {
    int64_t count = 0;
    for (size_t at = 0; (at = text.find("\xEF\xBF\xBD", at)) != std::string_view::npos; at += 3)
        ++count;
    return count;
}

bool isAscii(std::string_view text) {
    return std::none_of(text.begin(), text.end(), [](char c) { return (unsigned char)(c) >= 0x80; });
}

} // namespace

Status checkFile(const std::filesystem::path& path) {
    std::error_code code;
    const auto status = std::filesystem::status(path, code);
    if (!std::filesystem::exists(status))
        return fail(path.string() + ": there is no such file");
    if (std::filesystem::is_directory(status))
        return fail(path.string() + " is a folder: name the files in it");
    return {};
}

Result<TextFile> readTextFile(const std::filesystem::path& path, size_t limit) {
    CAFTAN_CHECK(checkFile(path));
    std::error_code code;
    const std::string name = path.string();
    if (std::filesystem::is_regular_file(path, code) && std::filesystem::file_size(path, code) > limit && !code)
        return fail(name + " is larger than " + groupDigits(int64_t(limit >> 20)) +
                    " MiB; split it into several files");
    CAFTAN_TRY(bytes, readFile(path));
    if (bytes.empty())
        return fail(name + " is empty");
    if (startsWith(bytes, "\x1f\x8b")) {
        auto unpacked = gunzip(bytes, limit);
        if (!unpacked)
            return failAt(name, unpacked.error());
        bytes = std::move(*unpacked);
    }
    if (const Status kind = checkKind(bytes); !kind)
        return fail(name + " " + kind.error().message);
    TextFile file;
    if (startsWith(bytes, "\xEF\xBB\xBF"))
        bytes.erase(0, 3);
    if (trim(bytes).empty())
        return fail(name + " is empty");
    if (isAscii(bytes)) {
        file.text = std::move(bytes);
        return file;
    }
    file.text = repairUtf8(bytes);
    if (file.text != bytes)
        file.repaired = countReplacements(file.text) - countReplacements(bytes);
    return file;
}

std::string dataExtension(const std::filesystem::path& path) {
    std::string extension = toLower(path.extension().string());
    return extension == ".gz" ? toLower(path.stem().extension().string()) : extension;
}

std::string dataStem(const std::filesystem::path& path) {
    const std::filesystem::path stem = path.stem();
    return toLower(path.extension().string()) == ".gz" ? stem.stem().string() : stem.string();
}

} // namespace caftan
