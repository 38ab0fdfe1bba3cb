// A connection by libpq itself, for what SOCI has no words for: LISTEN, and waiting for what is heard.
//
// One thread at a time. Throws StoreError when the connection is lost; then a new one is made.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "persistence/postgresql_session.hpp"

struct pg_conn;

namespace baton {

class NodeConnection {
 public:
  NodeConnection(const PostgresqlAddress& address, const std::string& channel);

  // The rows of one statement, NULL as "". Its text is ours: no value of a user's goes into it but by quoted().
  std::vector<std::vector<std::string>> run(const std::string& sql);
  std::string quoted(const std::string& text) const;
  // Waits until something is heard, `wake_fd` (an eventfd, which is read) is set, or the time is over; what was heard.
  std::vector<std::string> wait(int wake_fd, std::chrono::milliseconds longest);

 private:
  struct Close {
    void operator()(pg_conn* connection) const;
  };
  [[noreturn]] void fail() const;

  std::string name_;
  std::unique_ptr<pg_conn, Close> connection_;
};

}  // namespace baton
