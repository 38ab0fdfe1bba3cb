// SQLite through SOCI: how a connection is opened and tuned, and what its errors mean.
#pragma once

#include <memory>
#include <string>

#include "persistence/connection.hpp"

namespace baton {

enum class SqliteRole { writer, reader, copier };  // a copier reads, and writes another file

// Opens (a writer also creates) the database file. Throws StoreError.
std::unique_ptr<Connection> open_sqlite(const std::string& file, SqliteRole role);

}  // namespace baton
