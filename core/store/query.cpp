#include "core/store/query.h"

namespace caftan {

Error storeError(const std::filesystem::path& file, int code, const std::string& what) {
    const std::string name = file.string();
    switch (code & 0xFF) {
    case SQLITE_FULL:
        return {"the disk that holds " + name +
                " is full: free some space and try again. Nothing of this change was stored."};
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return {name +
                " cannot be written: copy the project to a folder that you may write to, or change the rights of this "
                "one."};
    case SQLITE_CANTOPEN:
        return {name +
                " cannot be opened: see whether it exists and whether you may read and write it and its folder."};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return {name + " is damaged (" + what +
                "): put a backup in its place (project.caftan.v*.bak, if there is one) "
                "and remove project.caftan-wal, or save what can be read with: sqlite3 project.caftan .recover | "
                "sqlite3 rescued.caftan"};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {name + " is locked by another program: close it there and try again."};
    case SQLITE_IOERR:
        return {"reading or writing " + name + " failed (" + what +
                "): see whether its disk is full or failing. Nothing of "
                "this change was stored."};
    case SQLITE_CONSTRAINT:
        return {name + " refused the change: " + what + "."};
    default:
        return {name + ": " + what + "."};
    }
}

} // namespace caftan
