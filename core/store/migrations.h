// The schema as numbered steps. PRAGMA user_version holds the number of the last step, application_id says "Caftan".
#pragma once

#include "core/base/result.h"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/SQLiteCpp.h>
#include <filesystem>
#include <span>

namespace caftan {

inline constexpr int applicationId = 0x43414654; // "CAFT"

struct Migration {
    int version;     // 1, 2, ... without gaps
    const char* sql; // one or several statements
};

// Every step there is, oldest first; the last one's version is Project::newestSchema().
std::span<const Migration> allMigrations();

// user_version of a file that was checked to be Caftan's. Errors: another program's database, damaged.
Result<int> schemaOf(SQLite::Database& database, const std::filesystem::path& file);

// Brings a file up to date in one transaction; the caller holds the project's lock. A file that has a schema already is
// copied to <file>.v<N>.bak first. When a step fails, nothing has changed and the error says so. A newer file is
// refused. Throws SQLite::Exception only for errors of the connection itself.
Status migrate(SQLite::Database& database, const std::filesystem::path& file, std::span<const Migration> migrations);

} // namespace caftan
