// Many rows at once: SQLite's own loop hands them over as the arguments of an aggregate function, which takes half of
// the time that stepping from row to row does. Private to core/store.
#pragma once

#include "core/store/query.h"

#include <functional>

namespace caftan {

// One row while it is visited; columns from 0.
class BulkRow {
  public:
    explicit BulkRow(sqlite3_value** values) : values_(values) {}
    bool null(int column) const { return sqlite3_value_type(values_[column]) == SQLITE_NULL; }
    int64_t integer(int column) const { return sqlite3_value_int64(values_[column]); }
    int32_t small(int column) const { return int32_t(integer(column)); }
    bool flag(int column) const { return integer(column) != 0; }
    double real(int column) const { return null(column) ? std::nan("") : sqlite3_value_double(values_[column]); }
    std::string_view view(int column) const { // until the next row
        const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(values_[column]));
        return text ? std::string_view(text, size_t(sqlite3_value_bytes(values_[column]))) : std::string_view();
    }

  private:
    sqlite3_value** values_;
};

using BulkVisit = std::function<void(const BulkRow& row)>;

// Once for each connection, before readBulk is used on it.
void registerBulkReader(sqlite3* handle);

namespace bulk {
// What SQLite hands back to us with every row.
struct Visitor {
    const BulkVisit& visit;
    std::exception_ptr error;
};
void run(Query& query, Visitor& visitor);
} // namespace bulk

// Visits the rows of "SELECT `values` FROM `from`" in the order in which the table or index that `from` names is kept
// (INDEXED BY, NOT INDEXED: an aggregate knows no ORDER BY). Parameters of `from` are counted from ?2 on.
template <class... Bound>
void readBulk(Project& project, const std::string& values, const std::string& from, const BulkVisit& visit,
              const Bound&... bound) {
    bulk::Visitor visitor{visit, nullptr};
    Query query(project, "SELECT caftan_visit(?1, " + values + ") FROM " + from);
    query.bind(BoundPointer{&visitor}, bound...);
    bulk::run(query, visitor);
}

} // namespace caftan
