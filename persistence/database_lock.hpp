// Keeps a second process away from a database file: an advisory lock on a small file beside it, gone with
// the process however it ends. SQLite's own locks stay free for our several connections.
#pragma once

#include <string>

namespace baton {

class DatabaseLock {
 public:
  // Throws StoreError: busy when somebody holds it (names the process), read_only or unavailable when the
  // lock file cannot be made.
  explicit DatabaseLock(const std::string& database);
  ~DatabaseLock();
  DatabaseLock(const DatabaseLock&) = delete;
  DatabaseLock& operator=(const DatabaseLock&) = delete;

 private:
  int file_ = -1;
};

}  // namespace baton
