#include "core/store/bulk_read.h"

namespace caftan {
namespace {

void visitRow(sqlite3_context* context, int, sqlite3_value** values) {
    auto* visitor = static_cast<bulk::Visitor*>(sqlite3_value_pointer(values[0], BoundPointer::type));
    if (!visitor)
        return sqlite3_result_error(context, "caftan_visit is for Caftan's own use", -1);
    if (visitor->error)
        return;
    try {
        visitor->visit(BulkRow(values + 1));
    } catch (...) { // an exception must not pass through SQLite
        visitor->error = std::current_exception();
        sqlite3_result_error(context, "stopped", -1);
    }
}

void endVisit(sqlite3_context* context) {
    sqlite3_result_null(context);
}

} // namespace

void registerBulkReader(sqlite3* handle) {
    const int code = sqlite3_create_function_v2(handle, "caftan_visit", -1, SQLITE_UTF8 | SQLITE_DIRECTONLY, nullptr,
                                                nullptr, visitRow, endVisit, nullptr);
    if (code != SQLITE_OK)
        throw SQLite::Exception(handle, code);
}

void bulk::run(Query& query, Visitor& visitor) {
    try {
        query.run();
    } catch (const SQLite::Exception&) {
        if (!visitor.error)
            throw;
    }
    if (visitor.error)
        std::rethrow_exception(visitor.error);
}

} // namespace caftan
