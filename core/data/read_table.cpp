#include "core/base/text.h"
#include "core/data/table_readers.h"
#include "core/data/text_file.h"

#include <fstream>

namespace caftan {
namespace {

bool isParquet(const std::filesystem::path& path) {
    std::array<char, 4> magic{};
    std::ifstream file(path, std::ios::binary);
    return file.read(magic.data(), magic.size()) && std::string_view(magic.data(), magic.size()) == "PAR1";
}

Result<Table> readText(const std::string& name, std::string_view text, const std::string& extension, size_t maxRows) {
    const auto begin = text.find_first_not_of(" \t\r\n");
    const char first = begin == std::string_view::npos ? '\0' : text[begin];
    if (extension == ".tsv" || extension == ".tab")
        return readDelimited(name, text, '\t', maxRows);
    if (extension == ".csv")
        return readDelimited(name, text, guessDelimiter(text, ','), maxRows);
    if (extension == ".jsonl" || extension == ".ndjson")
        return first == '[' ? readJsonDocument(name, text, maxRows) : readJsonLines(name, text, maxRows);
    if (extension == ".json" || first == '[' || first == '{')
        return looksLikeJsonLines(text) ? readJsonLines(name, text, maxRows) : readJsonDocument(name, text, maxRows);
    return readDelimited(name, text, guessDelimiter(text, '\t'), maxRows);
}

} // namespace

Result<Table> readTable(const std::filesystem::path& path, size_t maxRows, const TableReaders& readers) {
    try {
        CAFTAN_CHECK(checkFile(path));
        const std::string extension = dataExtension(path);
        const auto reader = readers.find(isParquet(path) ? ".parquet" : extension);
        if (reader != readers.end())
            return reader->second(path, maxRows);
        if (isParquet(path) || extension == ".parquet")
            return fail(path.string() + ": this program was built without Parquet; convert the file to JSONL or CSV");
        CAFTAN_TRY(file, readTextFile(path));
        auto table = readText(path.string(), file.text, extension, maxRows);
        if (table && file.repaired)
            table->warnings.push_back(
                path.string() + ": " + groupDigits(file.repaired) +
                " places were not valid UTF-8 and show as \xEF\xBF\xBD; if accents look wrong, save the file as UTF-8");
        return table;
    } catch (const std::bad_alloc&) {
        return fail(path.string() + " does not fit into memory; split it into several files");
    } catch (const std::exception& error) {
        return fail(path.string() + ": " + error.what());
    }
}

} // namespace caftan
