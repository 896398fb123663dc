#include "core/store/project.h"

#include "core/base/clock.h"
#include "core/base/text.h"
#include "core/store/bulk_read.h"
#include "core/store/migrations.h"
#include "core/store/query.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <sys/vfs.h>
#include <thread>
#include <unistd.h>

namespace caftan {
namespace {

namespace fs = std::filesystem;

constexpr int checkpointPages = 2000; // 8 MB of log: folded back after a commit, while the lock is held
constexpr auto lockPatience = std::chrono::minutes(2);

fs::path fileOf(const fs::path& folder) {
    return folder / "project.caftan";
}
fs::path logOf(const fs::path& folder) {
    return folder / "project.caftan-wal";
}
fs::path lockOf(const fs::path& folder) {
    return folder / "project.lock";
}

bool writable(const fs::path& path) {
    return ::faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) == 0;
}

// flock(2) has no time-out of its own, so that a writer that was halted (Ctrl+Z) would hang everybody without a word.
Result<FileLock> takeLock(const fs::path& folder) {
    using Clock = std::chrono::steady_clock;
    const auto start = Clock::now();
    auto pause = std::chrono::microseconds(100);
    for (;;) {
        CAFTAN_TRY(lock, FileLock::tryAcquire(lockOf(folder)));
        if (lock.held())
            return std::move(lock);
        if (Clock::now() - start > lockPatience)
            return fail("another program has been writing to the project " + folder.string() +
                        " for two minutes: see whether a halted caftan-cli holds " + lockOf(folder).string() +
                        ", end it and try again.");
        std::this_thread::sleep_for(pause);
        pause = std::min<std::chrono::microseconds>(pause * 2, std::chrono::milliseconds(5));
    }
}

bool onNetworkDisk(const fs::path& folder) {
    struct statfs info{};
    if (::statfs(folder.c_str(), &info) != 0)
        return false;
    constexpr std::array<unsigned long, 7> networkTypes = {
        0x6969, 0xFF534D42, 0xFE534D42, 0x517B, 0x01021997, 0x00C36400, 0x0BD00BD0}; // NFS, SMB, 9P, Ceph, Lustre
    const auto type = static_cast<unsigned long>(info.f_type) & 0xFFFFFFFFul;
    return std::find(networkTypes.begin(), networkTypes.end(), type) != networkTypes.end();
}

// SQLite's log needs memory shared by all writers: on a network disk only one machine may write.
Status claimForThisMachine(const fs::path& folder) {
    if (!onNetworkDisk(folder))
        return {};
    std::array<char, 256> host{};
    ::gethostname(host.data(), host.size() - 1);
    const fs::path note = folder / "project.host";
    const auto owner = readFile(note);
    if (owner && std::string(trim(*owner)) != host.data())
        return fail("the project " + folder.string() + " lies on a network disk and is written by the machine " +
                    std::string(trim(*owner)) +
                    ": open it there, or copy it to a local disk. When that machine uses it no "
                    "more, remove " +
                    note.string() + ".");
    return owner ? Status() : writeFile(note, host.data());
}

void configure(SQLite::Database& database) {
    sqlite3* handle = database.getHandle();
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr); // checkpoints only under our lock
    sqlite3_wal_autocheckpoint(handle, 0);
    database.setBusyTimeout(10000);
    database.exec(
        "PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL; PRAGMA mmap_size = 0; PRAGMA cache_size = -32768;"
        "PRAGMA temp_store = MEMORY;");
    registerBulkReader(handle);
}

// Makes SQLite look at the file, which opening alone does not.
void touch(SQLite::Database& database) {
    Query(database, "SELECT count(*) FROM sqlite_schema").next();
}

std::string uriOf(const fs::path& file, const char* parameters) {
    std::string uri = "file:";
    for (const char c : fs::absolute(file).string()) {
        if (c == '%' || c == '?' || c == '#') {
            std::array<char, 4> escaped{};
            std::snprintf(escaped.data(), escaped.size(), "%%%02X", unsigned(c));
            uri += escaped.data();
        } else {
            uri += c;
        }
    }
    return uri + parameters;
}

// A folder that cannot be written has no place for SQLite's shared memory; without a log the file can be read as it is.
std::unique_ptr<SQLite::Database> connectReadOnly(const fs::path& file) {
    std::error_code error;
    const auto logSize = fs::file_size(file.string() + "-wal", error);
    const bool settled = error || logSize == 0;
    if (settled && !writable(file.parent_path()))
        return std::make_unique<SQLite::Database>(uriOf(file, "?mode=ro&immutable=1"),
                                                  SQLite::OPEN_READONLY | SQLite::OPEN_URI | SQLite::OPEN_NOMUTEX);
    return std::make_unique<SQLite::Database>(file.string(), SQLite::OPEN_READONLY | SQLite::OPEN_NOMUTEX);
}

Status checkHeader(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::array<char, 16> head{};
    stream.read(head.data(), head.size());
    if (!stream && stream.gcount() == 0 && !stream.eof())
        return fail("cannot read " + file.string() + ": " + std::strerror(errno));
    if (std::memcmp(head.data(), "SQLite format 3", 16) != 0)
        return fail(file.string() +
                    " is not a project file, or its beginning is damaged: put a backup in its place "
                    "(project.caftan.v*.bak, if there is one), or make a new project in another folder.");
    return {};
}

} // namespace

struct Project::Private {
    fs::path folder;
    std::string uid, name;
    bool readOnly = false;
    std::unique_ptr<SQLite::Database> database;
    int depth = 0;    // of nested write()
    int reading = 0;  // of nested read()
    int logPages = 0; // after the last commit

    ~Private();
    Status commit(const std::function<Status()>& work);
    Status nested(const std::function<Status()>& work);
    void foldLog(int mode);
};

Project::Private::~Private() {
    if (!database || readOnly)
        return;
    std::error_code error;
    const auto size = fs::file_size(logOf(folder), error);
    if (error || size == 0)
        return;
    if (auto lock = FileLock::tryAcquire(lockOf(folder)); lock && lock->held()) { // else the one who writes does it
        sqlite3_busy_timeout(database->getHandle(), 0);
        foldLog(SQLITE_CHECKPOINT_TRUNCATE);
    }
}

// A checkpoint that readers hinder is made up for later; the commit itself stands.
void Project::Private::foldLog(int mode) {
    sqlite3_wal_checkpoint_v2(database->getHandle(), nullptr, mode, nullptr, nullptr);
    logPages = 0;
}

Status Project::Private::commit(const std::function<Status()>& work) {
    CAFTAN_TRY(lock, takeLock(folder));
    SQLite::Transaction transaction(*database, SQLite::TransactionBehavior::IMMEDIATE); // rolls back when destroyed
    Status done = work();
    if (!done)
        return done;
    transaction.commit();
    if (logPages >= checkpointPages)
        foldLog(SQLITE_CHECKPOINT_PASSIVE);
    return {};
}

Status Project::Private::nested(const std::function<Status()>& work) {
    const std::string point = "nested" + std::to_string(depth);
    database->exec("SAVEPOINT " + point);
    auto undo = [&] {
        try {
            database->exec("ROLLBACK TO " + point + "; RELEASE " + point);
        } catch (const SQLite::Exception&) { // a full disk has rolled everything back already
        }
    };
    try {
        Status done = work();
        if (done)
            database->exec("RELEASE " + point);
        else
            undo();
        return done;
    } catch (...) {
        undo();
        throw;
    }
}

Project::Project(std::unique_ptr<Private> d) : d_(std::move(d)) {}
Project::Project(Project&&) noexcept = default;
Project& Project::operator=(Project&&) noexcept = default;
Project::~Project() = default;

bool Project::exists(const fs::path& folder) {
    std::error_code error;
    return fs::exists(fileOf(folder), error);
}

int Project::newestSchema() {
    return allMigrations().back().version;
}

// The file is made under another name and renamed, so that a crash never leaves half a project.
static Status makeFile(const fs::path& folder, const std::string& name) {
    const fs::path file = fileOf(folder), temporary = file.string() + ".new";
    std::error_code ignored;
    fs::remove(temporary, ignored);
    {
        SQLite::Database database(temporary.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        sqlite3_extended_result_codes(database.getHandle(), 1);
        CAFTAN_CHECK(migrate(database, temporary, allMigrations()));
        Query insert(database, "INSERT INTO meta(key, value) VALUES (?, ?)");
        const std::string uid = newUid(), created = isoTime(unixTime());
        insert.bind("uid", uid).run();
        insert.bind("name", name).run();
        insert.bind("created", created).run();
        database.exec("PRAGMA journal_mode = WAL");
    }
    std::error_code error;
    fs::rename(temporary, file, error);
    return error ? Status(fail("cannot make " + file.string() + ": " + error.message())) : Status();
}

Result<Project> Project::create(const fs::path& folder, const std::string& name) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error || !fs::is_directory(folder))
        return fail("cannot make the folder " + folder.string() + ": " +
                    (error ? error.message() : "a file is in its place") + ". Choose another one.");
    try {
        CAFTAN_TRY(lock, takeLock(folder));
        if (exists(folder))
            return fail(folder.string() + " holds a project already: open it, or choose another folder.");
        std::string title = name.empty() ? fs::absolute(folder).lexically_normal().filename().string() : name;
        if (title.empty())
            title = fs::absolute(folder).lexically_normal().parent_path().filename().string(); // "DIR/"
        CAFTAN_CHECK(makeFile(folder, title));
    } catch (const SQLite::Exception& exception) {
        return tl::unexpected<Error>(storeError(fileOf(folder), exception.getExtendedErrorCode(), exception.what()));
    }
    return open(folder);
}

static Status migrateIfOlder(SQLite::Database& database, const fs::path& folder, bool readOnly) {
    CAFTAN_TRY(version, schemaOf(database, fileOf(folder)));
    if (version == Project::newestSchema())
        return {};
    if (readOnly && version < Project::newestSchema())
        return fail(fileOf(folder).string() + " was made by an older Caftan (schema " + std::to_string(version) +
                    ") and must be brought up to date, which needs a folder that may be written: make it writable, or "
                    "open a copy of it.");
    if (readOnly)
        return migrate(database, fileOf(folder), allMigrations()); // only refuses a newer file
    CAFTAN_TRY(lock, takeLock(folder));
    return migrate(database, fileOf(folder), allMigrations());
}

// A backup that was put in place is a plain file without a log.
static Status useLog(SQLite::Database& database, const fs::path& folder, bool readOnly) {
    Query mode(database, "PRAGMA journal_mode");
    if (readOnly || (mode.next() && mode.view(0) == "wal"))
        return {};
    mode.reset();
    CAFTAN_TRY(lock, takeLock(folder));
    database.exec("PRAGMA journal_mode = WAL");
    return {};
}

Result<Project> Project::open(const fs::path& folder, Access access) {
    const fs::path file = fileOf(folder);
    if (!exists(folder))
        return fail("there is no project in " + folder.string() + ": make one with 'caftan-cli project new " +
                    folder.string() + "', or name the folder of one with --project.");
    auto d = std::make_unique<Private>();
    d->folder = folder;
    d->readOnly = access == Access::ReadOnly;
    try {
        CAFTAN_CHECK(checkHeader(file));
        if (!d->readOnly) {
            if (!writable(folder) || !writable(file))
                return tl::unexpected<Error>(storeError(file, SQLITE_READONLY, {}));
            CAFTAN_CHECK(claimForThisMachine(folder));
        }
        d->database = d->readOnly ? connectReadOnly(file)
                                  : std::make_unique<SQLite::Database>(file.string(),
                                                                       SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX);
        configure(*d->database);
        touch(*d->database);
        CAFTAN_CHECK(migrateIfOlder(*d->database, folder, d->readOnly));
        CAFTAN_CHECK(useLog(*d->database, folder, d->readOnly));
        Query meta(*d->database, "SELECT key, value FROM meta");
        while (meta.next()) {
            if (meta.view(0) == "uid")
                d->uid = meta.text(1);
            else if (meta.view(0) == "name")
                d->name = meta.text(1);
        }
        sqlite3_wal_hook(
            d->database->getHandle(),
            [](void* context, sqlite3*, const char*, int pages) {
                static_cast<Private*>(context)->logPages = pages;
                return SQLITE_OK;
            },
            d.get());
    } catch (const SQLite::Exception& error) {
        return tl::unexpected<Error>(storeError(file, error.getExtendedErrorCode(), error.what()));
    }
    return Project(std::move(d));
}

const fs::path& Project::folder() const {
    return d_->folder;
}
fs::path Project::runFolder(const std::string& uid) const {
    return d_->folder / "runs" / uid;
}
std::string Project::uid() const {
    return d_->uid;
}
std::string Project::name() const {
    return d_->name;
}
bool Project::readOnly() const {
    return d_->readOnly;
}
SQLite::Database& Project::database() {
    return *d_->database;
}

Result<int64_t> Project::dataVersion() {
    return guarded(*this, [&]() -> Result<int64_t> {
        Query query(*this, "PRAGMA data_version");
        query.next();
        return query.integer(0);
    });
}

Status Project::write(const std::function<Status()>& work) {
    if (d_->readOnly)
        return fail("the project " + d_->folder.string() + " is open for reading only.");
    ++d_->depth;
    Status done = guarded(*this, [&] { return d_->depth > 1 ? d_->nested(work) : d_->commit(work); });
    --d_->depth;
    return done;
}

Status Project::read(const std::function<Status()>& work) {
    const bool outermost = d_->depth == 0 && d_->reading == 0;
    ++d_->reading;
    Status done = guarded(*this, [&]() -> Status {
        if (!outermost)
            return work();
        SQLite::Transaction transaction(*d_->database); // deferred; rolling back a reader costs nothing
        return work();
    });
    --d_->reading;
    return done;
}

Status Project::checkpoint() {
    if (d_->readOnly || d_->depth > 0)
        return {};
    return guarded(*this, [&]() -> Status {
        CAFTAN_TRY(lock, takeLock(d_->folder));
        sqlite3_busy_timeout(d_->database->getHandle(), 500); // readers are waited for, but not for long
        d_->foldLog(SQLITE_CHECKPOINT_TRUNCATE);
        d_->database->setBusyTimeout(10000);
        return {};
    });
}

} // namespace caftan
