#include "core/data/import.h"

#include "core/base/files.h"
#include "core/data/import_answers.h"
#include "core/data/merge.h"
#include "core/data/split.h"
#include "core/data/text_file.h"

#include <algorithm>

namespace caftan {
namespace {

constexpr size_t shownBadRows = 5;

// Ids of rows without an id column: the row number, behind the file's name where there are several files.
std::string idPrefix(const std::vector<std::filesystem::path>& files, size_t index) {
    return files.size() == 1 ? std::string() : dataStem(files[index]) + "-";
}

Error badRows(const std::vector<std::string>& bad) {
    std::string text = "Nothing was imported: " + groupDigits(int64_t(bad.size())) +
                       (bad.size() == 1 ? " row is" : " rows are") +
                       " bad. Mend the file, or leave bad rows out with --skip-bad.";
    for (size_t i = 0; i < bad.size() && i < shownBadRows; ++i)
        text += "\n  " + bad[i];
    if (bad.size() > shownBadRows)
        text += "\n  and " + groupDigits(int64_t(bad.size() - shownBadRows)) + " more";
    return {text};
}

void reportSkipped(const std::vector<std::string>& bad, Import& import) {
    import.skipped = int64_t(bad.size());
    if (bad.empty())
        return;
    std::string text =
        groupDigits(import.skipped) + (bad.size() == 1 ? " bad row was" : " bad rows were") + " left out: ";
    for (size_t i = 0; i < bad.size() && i < shownBadRows; ++i)
        text += (i ? "; " : "") + bad[i];
    import.warnings.push_back(text + (bad.size() > shownBadRows ? "; ..." : ""));
}

Result<std::vector<ImportFile>> readFiles(const std::vector<std::filesystem::path>& paths, const ImportOptions& options,
                                          Import& import) {
    std::vector<ImportFile> files;
    for (size_t i = 0; i < paths.size(); ++i) {
        CAFTAN_TRY(file, readImportFile(paths[i], options, idPrefix(paths, i)));
        CAFTAN_TRY(hash, sha256File(paths[i]));
        import.sources.push_back({paths[i].string(), hash, file.rowsRead});
        import.rowsRead += file.rowsRead;
        import.warnings.insert(import.warnings.end(), file.warnings.begin(), file.warnings.end());
        for (const auto& [field, column] : file.mapping)
            import.mapping.try_emplace(field, column);
        if (options.progress)
            options.progress(file.name + ": " + groupDigits(file.rowsRead) + " rows");
        files.push_back(std::move(file));
    }
    return files;
}

void reportLeaks(Import& import) {
    const bool tested = std::any_of(import.questions.begin(), import.questions.end(),
                                    [](const Question& question) { return question.split == Split::Test; });
    const int64_t straddling = tested ? findDuplicates(import.questions).straddling : 0;
    if (straddling)
        import.warnings.push_back(
            groupDigits(straddling) + (straddling == 1 ? " question text stands" : " question texts stand") +
            " inside and outside the test part; a split of your own (data split) keeps identical questions together");
}

Result<Import> importAll(const std::vector<std::filesystem::path>& paths, const ImportOptions& options) {
    if (paths.empty())
        return fail("no file to import: name at least one");
    for (size_t i = 0; i < paths.size(); ++i)
        if (std::find(paths.begin(), paths.begin() + long(i), paths[i]) != paths.begin() + long(i))
            return fail(paths[i].string() + " is named twice");
    Import import;
    CAFTAN_TRY(files, readFiles(paths, options, import));
    std::vector<std::string> bad;
    AnswerResolver resolver(files);
    Merger merger;
    for (size_t i = 0; i < files.size(); ++i) {
        bad.insert(bad.end(), files[i].bad.begin(), files[i].bad.end());
        for (ImportRow& row : files[i].rows) {
            if (const std::string why = resolver.resolveKey(i, row); !why.empty()) {
                bad.push_back(files[i].place(row) + ": " + why);
                continue;
            }
            auto score = resolver.resolveScore(i, row);
            merger.add(std::move(row.question), std::move(score), row.recoveredOptions);
        }
    }
    if (!bad.empty() && !options.skipBad)
        return tl::unexpected<Error>(badRows(bad));
    Tally backslashes;
    for (const ImportFile& file : files)
        for (const std::string& id : file.literalBackslashes)
            backslashes.add(id);
    if (!backslashes.empty())
        import.warnings.push_back(
            "The option lists of " + backslashes.counted() +
            " had lost a level of backslashes (as in \\frac) and were read as they stand: " + backslashes.examples());
    const std::vector<std::string> found = resolver.warnings();
    import.warnings.insert(import.warnings.end(), found.begin(), found.end());
    merger.finish(import);
    if (import.questions.empty())
        return fail("no row could be read" + (bad.empty() ? "" : ", the first says: " + bad.front()));
    reportLeaks(import);
    reportSkipped(bad, import);
    return import;
}

} // namespace

Result<Import> importFiles(const std::vector<std::filesystem::path>& files, const ImportOptions& options) {
    try {
        return importAll(files, options);
    } catch (const std::bad_alloc&) {
        return fail("the files do not fit into memory; import fewer at once");
    } catch (const std::exception& error) {
        return fail(std::string("import failed: ") + error.what());
    }
}

} // namespace caftan
