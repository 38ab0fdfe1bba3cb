// PostgreSQL through SOCI: how a connection is opened and tuned, and what its errors mean.
#pragma once

#include <memory>
#include <string>

#include "persistence/connection.hpp"

namespace baton {

// shared_writer: beside other nodes, so that what it holds when it stalls is let go soon.
enum class PostgresqlRole { writer, shared_writer, reader };

// Where a database is, as libpq understands it, with what Baton wants of every connection added; and its name
// in messages, without the password.
struct PostgresqlAddress {
  std::string conninfo;
  std::string name;
};

// `text`: a URI (postgresql://...) or libpq's "key=value ..." form. Throws StoreError when it is neither.
PostgresqlAddress postgresql_address(const std::string& text);

// Throws StoreError.
std::unique_ptr<Connection> open_postgresql(const PostgresqlAddress& address, PostgresqlRole role);

}  // namespace baton
