#include "persistence/node_connection.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>
#include <poll.h>
#include <unistd.h>

#include "runtime/store/store.hpp"

namespace baton {

namespace {

struct ClearResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
struct FreeMemory {
  void operator()(void* memory) const { PQfreemem(memory); }
};
using Result = std::unique_ptr<PGresult, ClearResult>;

}  // namespace

void NodeConnection::Close::operator()(pg_conn* connection) const { PQfinish(connection); }

NodeConnection::NodeConnection(const PostgresqlAddress& address, const std::string& channel)
    : name_(address.name), connection_(PQconnectdb(address.conninfo.c_str())) {
  if (PQstatus(connection_.get()) != CONNECTION_OK) fail();
  // Nothing that it writes has to outlive the server.
  run("SET synchronous_commit = off");
  run(fmt::format("LISTEN {}", channel));
}

void NodeConnection::fail() const {
  throw StoreError{StoreError::Kind::unavailable, fmt::format("Database {}: {}", name_, PQerrorMessage(connection_.get()))};
}

std::vector<std::vector<std::string>> NodeConnection::run(const std::string& sql) {
  const Result result(PQexec(connection_.get(), sql.c_str()));
  const ExecStatusType status = PQresultStatus(result.get());
  if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) fail();
  std::vector<std::vector<std::string>> rows(static_cast<std::size_t>(PQntuples(result.get())));
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (int column = 0; column < PQnfields(result.get()); ++column) {
      rows[row].emplace_back(PQgetvalue(result.get(), static_cast<int>(row), column));
    }
  }
  return rows;
}

std::string NodeConnection::quoted(const std::string& text) const {
  const std::unique_ptr<char, FreeMemory> literal(PQescapeLiteral(connection_.get(), text.data(), text.size()));
  if (!literal) fail();
  return literal.get();
}

std::vector<std::string> NodeConnection::wait(int wake_fd, std::chrono::milliseconds longest) {
  pollfd watched[2] = {{PQsocket(connection_.get()), POLLIN, 0}, {wake_fd, POLLIN, 0}};
  ::poll(watched, 2, static_cast<int>(longest.count()));
  if (watched[1].revents) {
    std::uint64_t count = 0;
    if (::read(wake_fd, &count, sizeof count) < 0) count = 0;
  }
  if (!PQconsumeInput(connection_.get())) fail();
  std::vector<std::string> heard;
  while (PGnotify* notify = PQnotifies(connection_.get())) {
    heard.emplace_back(notify->extra);
    PQfreemem(notify);
  }
  return heard;
}

}  // namespace baton
