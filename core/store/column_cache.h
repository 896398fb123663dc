// Columns of a scoring as plain arrays in <project>/cache, so that a million rows are there in some milliseconds where
// SQLite needs most of a second. A file that is missing, foreign or outdated is no error: the rows are read from the
// project and the file is written anew. Deleting the folder loses nothing. Private to core/store.
#pragma once

#include "core/analysis/columns.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace caftan {

// Everything of a scoring's first rows but the metric, which has a file of its own.
struct CachedFacts {
    ScoreColumns columns;                          // metric is empty
    int64_t lastRow = 0;                           // row id of the last one
    std::vector<std::string> categories, recorded; // names; metrics that are recorded in these rows
};

class ColumnCache {
  public:
    // `key` changes whenever what is cached does; it is stored in every file.
    ColumnCache(std::filesystem::path folder, std::string scoringUid, std::string key);

    bool load(CachedFacts& facts) const;
    bool loadNames(CachedFacts& facts) const; // all but the columns
    bool loadMetric(const std::string& metric, size_t rows, std::vector<double>& values) const;
    // A folder that cannot be written is no error.
    void store(const CachedFacts& facts) const;
    void storeMetric(const std::string& metric, const std::vector<double>& values) const;

  private:
    std::filesystem::path fileOf(const std::string& part) const;
    std::filesystem::path folder_;
    std::string uid_, key_;
};

} // namespace caftan
