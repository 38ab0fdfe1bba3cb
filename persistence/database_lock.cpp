#include "persistence/database_lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "runtime/store/store.hpp"

namespace baton {

namespace {

using Kind = StoreError::Kind;

[[noreturn]] void refuse(const std::string& lock_file, int error) {
  const bool is_read_only = error == EACCES || error == EPERM || error == EROFS;
  const Kind kind = is_read_only ? Kind::read_only : (error == ENOSPC ? Kind::full : Kind::unavailable);
  throw StoreError{kind, fmt::format("The lock file {} cannot be made: {}", lock_file, std::strerror(error))};
}

std::string holder(int file) {
  char text[32] = {};
  const ssize_t length = ::pread(file, text, sizeof text - 1, 0);
  return length > 0 ? fmt::format(" (process {})", text) : "";
}

}  // namespace

DatabaseLock::DatabaseLock(const std::string& database) {
  const std::string lock_file = database + ".lock";
  file_ = ::open(lock_file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (file_ < 0) refuse(lock_file, errno);
  if (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
    const int error = errno;
    const std::string who = error == EWOULDBLOCK ? holder(file_) : "";
    ::close(file_);
    if (error != EWOULDBLOCK) refuse(lock_file, error);
    throw StoreError{Kind::busy, fmt::format("Database {} is in use by another Baton{}", database, who)};
  }
  // Only for the message above; a full disk must not keep the database closed.
  const std::string pid = std::to_string(::getpid());
  if (::ftruncate(file_, 0) != 0 || ::pwrite(file_, pid.data(), pid.size(), 0) < 0) return;
}

DatabaseLock::~DatabaseLock() { ::close(file_); }

}  // namespace baton
