// Tables of questions: CSV, TSV, JSON, JSONL; the first byte chooses. Rows have as many cells as there are columns.
#include "tests/fuzz/target.h"

#include "core/data/import.h"
#include "core/data/mapping.h"
#include "core/data/table_readers.h"

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    using namespace caftan;
    if (size == 0)
        return 0;
    const std::string_view text = fuzz::textOf(data + 1, size - 1);
    (void)looksLikeJsonLines(text);
    (void)parseOptionList(text);
    (void)parseOptionList(text, nullptr, true);
    const auto table = data[0] % 4 == 0   ? readDelimited("file", text, ',', 0)
                       : data[0] % 4 == 1 ? readDelimited("file", text, guessDelimiter(text, '\t'), 0)
                       : data[0] % 4 == 2 ? readJsonLines("file", text, 0)
                                          : readJsonDocument("file", text, 0);
    if (!table)
        return 0;
    for (const auto& row : table->rows)
        fuzz::must(row.size() == table->columns.size(), "a row has a cell for each column");
    fuzz::must(table->lines.size() == table->rows.size(), "a row knows its line");
    (void)guessMapping(*table);
    return 0;
}
