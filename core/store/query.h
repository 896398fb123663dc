// One prepared statement, and the place where SQLite's errors become sentences. Private to core/store.
#pragma once

#include "core/store/project.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <cmath>
#include <optional>
#include <span>
#include <sqlite3.h>
#include <string>
#include <string_view>
#include <utility>

namespace caftan {

// An object of ours for a function of ours (bulk_read.h); it must live until the statement ran.
struct BoundPointer {
    static constexpr const char* type = "caftan";
    void* object = nullptr;
};

// Bytes for a column of type BLOB; they must live until the statement ran. None: NULL.
struct BoundBytes {
    std::string_view bytes;
};

// Throws SQLite::Exception; every public function of core/store catches it through guarded() or Project::write.
class Query {
  public:
    Query(SQLite::Database& database, std::string_view sql) : handle_(database.getHandle()) {
        if (sqlite3_prepare_v3(handle_, sql.data(), int(sql.size()), 0, &statement_, nullptr) != SQLITE_OK)
            throw SQLite::Exception(handle_);
    }
    Query(Project& project, std::string_view sql) : Query(project.database(), sql) {}
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;
    ~Query() { sqlite3_finalize(statement_); }

    // Binds from the first parameter on. Texts are not copied, but for temporary ones: they must live until the
    // statement ran.
    template <class... Values>
    Query& bind(Values&&... values) {
        int index = 0;
        (check(bindOne(++index, std::forward<Values>(values))), ...);
        return *this;
    }

    // Steps to the next row; false at the end.
    bool next() {
        const int code = sqlite3_step(statement_);
        if (code == SQLITE_ROW)
            return true;
        if (code != SQLITE_DONE)
            throw SQLite::Exception(handle_, sqlite3_extended_errcode(handle_));
        return false;
    }
    // Runs to the end and makes it ready for the next bind. Gives the number of rows changed.
    int64_t run() {
        while (next()) {
        }
        reset();
        return sqlite3_changes64(handle_);
    }
    void reset() { sqlite3_reset(statement_); }
    int64_t lastId() const { return sqlite3_last_insert_rowid(handle_); }

    bool null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
    int64_t integer(int column) const { return sqlite3_column_int64(statement_, column); }
    int small(int column) const { return int(integer(column)); }
    bool flag(int column) const { return integer(column) != 0; }
    double real(int column) const { return null(column) ? std::nan("") : sqlite3_column_double(statement_, column); }
    std::string_view view(int column) const {
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
        return text ? std::string_view(text, size_t(sqlite3_column_bytes(statement_, column))) : std::string_view();
    }
    std::string_view bytes(int column) const {
        const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
        return bytes ? std::string_view(bytes, size_t(sqlite3_column_bytes(statement_, column))) : std::string_view();
    }
    std::string text(int column) const { return std::string(view(column)); }
    std::optional<int64_t> optional(int column) const {
        return null(column) ? std::nullopt : std::optional(integer(column));
    }
    // NULL and text that is not JSON give null.
    Json json(int column) const { return Json::parse(view(column), nullptr, false, false); }

  private:
    int bindOne(int i, std::nullptr_t) { return sqlite3_bind_null(statement_, i); }
    int bindOne(int i, BoundPointer bound) {
        return sqlite3_bind_pointer(statement_, i, bound.object, BoundPointer::type, nullptr);
    }
    int bindOne(int i, BoundBytes bound) {
        return bound.bytes.empty()
                   ? sqlite3_bind_null(statement_, i)
                   : sqlite3_bind_blob64(statement_, i, bound.bytes.data(), bound.bytes.size(), SQLITE_STATIC);
    }
    template <std::integral T>
    int bindOne(int i, T value) {
        return sqlite3_bind_int64(statement_, i, int64_t(value));
    }
    int bindOne(int i, double value) { return sqlite3_bind_double(statement_, i, value); } // NaN is stored as NULL
    int bindOne(int i, const std::string& text) { return bindText(i, text); }
    int bindOne(int i, const std::string&& text) { return bindText(i, text, SQLITE_TRANSIENT); }
    int bindOne(int i, std::string_view text) { return bindText(i, text); }
    int bindOne(int i, const char* text) { return bindText(i, text); }
    int bindOne(int i, const Json& json) {
        return bindOne(i, json.is_discarded() ? std::string("null") : dumpJson(json));
    }
    template <class T>
    int bindOne(int i, const std::optional<T>& value) {
        return value ? bindOne(i, *value) : bindOne(i, nullptr);
    }
    template <class T>
    int bindOne(int i, const std::optional<T>&& value) {
        return value ? bindOne(i, std::move(*value)) : bindOne(i, nullptr);
    }
    int bindText(int i, std::string_view text, sqlite3_destructor_type keep = SQLITE_STATIC) {
        return sqlite3_bind_text64(statement_, i, text.data() ? text.data() : "", text.size(), keep, SQLITE_UTF8);
    }
    void check(int code) {
        if (code != SQLITE_OK)
            throw SQLite::Exception(handle_, code);
    }

    sqlite3* handle_;
    sqlite3_stmt* statement_ = nullptr;
};

// A sentence for one of SQLite's (extended) result codes. `file` is project.caftan.
Error storeError(const std::filesystem::path& file, int code, const std::string& what);

// Runs a function that gives a Result or Status; an exception becomes its Error.
template <class Work>
auto guarded(Project& project, Work&& work) -> decltype(work()) {
    const auto file = project.folder() / "project.caftan";
    try {
        return work();
    } catch (const SQLite::Exception& error) {
        return tl::unexpected<Error>(storeError(file, error.getExtendedErrorCode(), error.what()));
    } catch (const std::exception& error) {
        return tl::unexpected<Error>(Error{file.string() + ": " + error.what()});
    }
}

// Project::read and Project::write for work that gives a value.
template <class T, class Work>
Result<T> readValue(Project& project, Work&& work) {
    Result<T> value = fail(std::string());
    CAFTAN_CHECK(project.read([&]() -> Status {
        value = work();
        return value ? Status() : Status(tl::unexpected<Error>(value.error()));
    }));
    return value;
}
template <class T, class Work>
Result<T> writeValue(Project& project, Work&& work) {
    Result<T> value = fail(std::string());
    CAFTAN_CHECK(project.write([&]() -> Status {
        value = work();
        return value ? Status() : Status(tl::unexpected<Error>(value.error()));
    }));
    return value;
}

} // namespace caftan
