// A project: a folder with project.caftan (SQLite) and runs/<uid>/. One Project is used by one thread; open another for
// another thread. Readers need no lock; every write goes through a WriteTransaction, which holds the project-wide flock
// (SQLite before 3.51.3 can corrupt a WAL that is reset during a second checkpoint; so one writer or checkpointer at a
// time, wal_autocheckpoint = 0). WAL, synchronous = NORMAL, foreign keys on, no mmap.
#pragma once

#include "core/base/files.h"
#include "core/base/json.h"
#include "core/base/result.h"

#include <filesystem>
#include <functional>
#include <memory>

namespace SQLite {
class Database;
}

namespace caftan {

class Project {
  public:
    enum class Access { ReadOnly, ReadWrite };

    // Makes the folder and an empty project of the newest schema. Refuses a folder that has a project already.
    static Result<Project> create(const std::filesystem::path& folder, const std::string& name);
    // Migrates an older file (after a backup project.caftan.v<N>.bak), refuses a newer or damaged one with a way out.
    static Result<Project> open(const std::filesystem::path& folder, Access access = Access::ReadWrite);
    static bool exists(const std::filesystem::path& folder);

    Project(Project&&) noexcept;
    Project& operator=(Project&&) noexcept;
    ~Project();

    const std::filesystem::path& folder() const;
    std::filesystem::path runFolder(const std::string& uid) const; // runs/<uid>, not created
    std::string uid() const;
    std::string name() const;
    bool readOnly() const;
    static int newestSchema();

    // Changes whenever another connection commits (PRAGMA data_version): the window polls it before it tails rows.
    Result<int64_t> dataVersion();

    // Runs `work` inside BEGIN IMMEDIATE .. COMMIT under the write lock; rolls back on an error or exception. Nested
    // calls join the outer transaction. SQLite's errors (full disk, read-only) become sentences.
    Status write(const std::function<Status()>& work);
    // Runs `work` against one consistent snapshot.
    Status read(const std::function<Status()>& work);
    // Truncates the WAL under the write lock; called on close and by long jobs now and then.
    Status checkpoint();

    SQLite::Database& database(); // for core/store only

    struct Private;

  private:
    explicit Project(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d_;
};

} // namespace caftan
