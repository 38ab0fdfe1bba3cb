// Copies of an SQLite database: made while it is in use, consistent, and put back.
#pragma once

#include <string>

namespace baton {

// Writes what is committed now into `target`, which must not exist; a server that has the database goes on. When it
// returns, the copy is on disk. Throws StoreError.
void back_up_sqlite(const std::string& file, const std::string& target);

// Puts a copy in the place of `file`. The copy is checked first; `file` must not be in use, and must not exist unless
// `replaces`. Throws StoreError; then `file` is what it was.
void restore_sqlite(const std::string& copy, const std::string& file, bool replaces);

}  // namespace baton
